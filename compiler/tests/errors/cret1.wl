Compile[{{x, _Real}}, If[x > 0, Return[True]]; x]
---
error[cret1]: The types of return values in CompoundExpression[If[Greater[x, 0], Return[True]], x] are different. Evaluation will use the uncompiled function.
 --> test:1:33
  |
1 | Compile[{{x, _Real}}, If[x > 0, Return[True]]; x]
  |                                 ^^^^^^^^^^^^ returns a Boolean, elsewhere a machine real is returned
help: return values of one type on every path
