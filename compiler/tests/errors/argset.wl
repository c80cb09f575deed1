Compile[{x}, x = 1.; x]
---
error[argset]: The assignment to x is illegal; it is not valid to assign a value to an argument.
 --> test:1:14
  |
1 | Compile[{x}, x = 1.; x]
  |              ^^^^^^ x is an argument
help: copy it first: Module[{y = x}, y = …]
