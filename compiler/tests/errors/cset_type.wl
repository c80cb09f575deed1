Compile[{x}, Module[{a = 5}, a = a + x]]
---
error[cset]: Variable a of type {_Integer, 0} encountered in assignment of type {_Real, 0}.
 --> test:1:30
  |
1 | Compile[{x}, Module[{a = 5}, a = a + x]]
  |                              ^^^^^^^^^ a is a machine integer, the value is a machine real
help: start it as a machine real: a = 0.
