Compile[{{v, _Real, 1}}, v[[1, 2]]]
---
error[part]: Part specification Part[v, 1, 2] cannot be compiled since the argument is not a tensor of sufficient rank. Evaluation will use the uncompiled function.
 --> test:1:26
  |
1 | Compile[{{v, _Real, 1}}, v[[1, 2]]]
  |                          ^^^^^^^^^ 2 part numbers for a vector of machine reals
help: give one part number, or declare a higher rank
