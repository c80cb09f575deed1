Compile[{x}, Module[{a}, a + x]]
---
error[initvar]: The variable a has not been initialized or has been initialized to Null. Evaluation will use the uncompiled function.
 --> test:1:26
  |
1 | Compile[{x}, Module[{a}, a + x]]
  |                          ^ read here, before it has a value
help: give it a first value: Module[{a = 0.}, …]
