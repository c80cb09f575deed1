Compile[{{x, _Real}}, If[x > 0, Return[{x}]]; x]
---
error[cret]: The ranks of return values in CompoundExpression[If[Greater[x, 0], Return[List[x]]], x] are different. Evaluation will use the uncompiled function.
 --> test:1:33
  |
1 | Compile[{{x, _Real}}, If[x > 0, Return[{x}]]; x]
  |                                 ^^^^^^^^^^^ returns a vector of machine reals, elsewhere a machine real is returned
help: return values of one type on every path
