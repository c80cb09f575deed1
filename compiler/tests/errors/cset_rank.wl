Compile[{x}, Module[{a = 1.}, a = {1., 2.}; x]]
---
error[cset]: Variable a of type {_Real, 0} encountered in assignment of type {_Real, 1}.
 --> test:1:31
  |
1 | Compile[{x}, Module[{a = 1.}, a = {1., 2.}; x]]
  |                               ^^^^^^^^^^^^ a is a machine real, the value is a vector of machine reals
help: use another variable: a variable keeps its type and rank for life
