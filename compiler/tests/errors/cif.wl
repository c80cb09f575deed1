Compile[{{x, _Real}}, If[x > 0, {x}, x]]
---
error[cif]: The types of the branches of If[Greater[x, 0], List[x], x], {_Real, 1} and {_Real, 0}, are incompatible. Evaluation will use the uncompiled function.
 --> test:1:23
  |
1 | Compile[{{x, _Real}}, If[x > 0, {x}, x]]
  |                       ^^^^^^^^^^^^^^^^^ one branch gives a vector of machine reals, the other a machine real
help: give both branches values of the same rank, both numbers or both Booleans
