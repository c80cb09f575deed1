(* Types that do not fit: every function still exists and evaluates. *)
Compile[{{x, _Real}}, If[x > 0, {x}, x]];
Compile[{{x, _Real}}, If[x > 0, True, x]];
Compile[{{x, _Real}}, If[x > 0, Return[True]]; x];
Compile[{{x, _Real}}, If[x > 0, Return[{x}]]; x];
Compile[{x}, Module[{a = 1.}, a = {1., 2.}; x]];
Compile[{x}, Module[{a = 5}, a = a + x]];
Compile[{x}, Module[{a = True}, a = x; a]];
Compile[{x}, Module[{a}, a + x]];
Compile[{x}, x = 1.; x];
Compile[{x}, Module[{v = {1., 2.}}, v = {{1., 2.}}; x]];
Compile[{x}, Which[x > 1, 1., x > 0, {1.}, True, 2.]];
Compile[{{n, _Integer}}, Switch[n, 1, True, _, 2]];
(*=
Compile::cif: The types of the branches of If[x > 0, {x}, x], {_Real, 1} and {_Real, 0}, are incompatible. Evaluation will use the uncompiled function.
 --> errors/compile_types.wl:2:23
  |
2 | Compile[{{x, _Real}}, If[x > 0, {x}, x]];
  |                       ^^^^^^^^^^^^^^^^^ one branch gives a vector of machine reals, the other a machine real
help: give both branches values of the same rank, both numbers or both Booleans

Compile::cif: The types of the branches of If[x > 0, True, x], {True|False, 0} and {_Real, 0}, are incompatible. Evaluation will use the uncompiled function.
 --> errors/compile_types.wl:3:23
  |
3 | Compile[{{x, _Real}}, If[x > 0, True, x]];
  |                       ^^^^^^^^^^^^^^^^^^ one branch gives a Boolean, the other a machine real
help: give both branches values of the same rank, both numbers or both Booleans

Compile::cret1: The types of return values in If[x > 0, Return[True]]; x are different. Evaluation will use the uncompiled function.
 --> errors/compile_types.wl:4:33
  |
4 | Compile[{{x, _Real}}, If[x > 0, Return[True]]; x];
  |                                 ^^^^^^^^^^^^ returns a Boolean, elsewhere a machine real is returned
help: return values of one type on every path

Compile::cret: The ranks of return values in If[x > 0, Return[{x}]]; x are different. Evaluation will use the uncompiled function.
 --> errors/compile_types.wl:5:33
  |
5 | Compile[{{x, _Real}}, If[x > 0, Return[{x}]]; x];
  |                                 ^^^^^^^^^^^ returns a vector of machine reals, elsewhere a machine real is returned
help: return values of one type on every path

Compile::cset: Variable a of type {_Real, 0} encountered in assignment of type {_Real, 1}.
 --> errors/compile_types.wl:6:31
  |
6 | Compile[{x}, Module[{a = 1.}, a = {1., 2.}; x]];
  |                               ^^^^^^^^^^^^ a is a machine real, the value is a vector of machine reals
help: use another variable: a variable keeps its type and rank for life

Compile::cset: Variable a of type {_Integer, 0} encountered in assignment of type {_Real, 0}.
 --> errors/compile_types.wl:7:30
  |
7 | Compile[{x}, Module[{a = 5}, a = a + x]];
  |                              ^^^^^^^^^ a is a machine integer, the value is a machine real
help: start it as a machine real: a = 0.

Compile::cset: Variable a of type {True|False, 0} encountered in assignment of type {_Real, 0}.
 --> errors/compile_types.wl:8:33
  |
8 | Compile[{x}, Module[{a = True}, a = x; a]];
  |                                 ^^^^^ a is a Boolean, the value is a machine real
help: use another variable: a variable keeps its type and rank for life

Compile::initvar: The variable a has not been initialized or has been initialized to Null. Evaluation will use the uncompiled function.
 --> errors/compile_types.wl:9:26
  |
9 | Compile[{x}, Module[{a}, a + x]];
  |                          ^ read here, before it has a value
help: give it a first value: Module[{a = 0.}, …]

Compile::argset: The assignment to x is illegal; it is not valid to assign a value to an argument.
  --> errors/compile_types.wl:10:14
   |
10 | Compile[{x}, x = 1.; x];
   |              ^^^^^^ x is an argument
help: copy it first: Module[{y = x}, y = …]

Compile::cset: Variable v of type {_Real, 1} encountered in assignment of type {_Real, 2}.
  --> errors/compile_types.wl:11:37
   |
11 | Compile[{x}, Module[{v = {1., 2.}}, v = {{1., 2.}}; x]];
   |                                     ^^^^^^^^^^^^^^ v is a vector of machine reals, the value is a matrix of machine reals
help: use another variable: a variable keeps its type and rank for life

Compile::cif: The types of the branches of Which[x > 1, 1., x > 0, {1.}, True, 2.], {_Real, 0} and {_Real, 1}, are incompatible. Evaluation will use the uncompiled function.
  --> errors/compile_types.wl:12:14
   |
12 | Compile[{x}, Which[x > 1, 1., x > 0, {1.}, True, 2.]];
   |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ one branch gives a machine real, the other a vector of machine reals
help: give both branches values of the same rank, both numbers or both Booleans

Compile::cif: The types of the branches of Switch[n, 1, True, _, 2], {_Integer, 0} and {True|False, 0}, are incompatible. Evaluation will use the uncompiled function.
  --> errors/compile_types.wl:13:26
   |
13 | Compile[{{n, _Integer}}, Switch[n, 1, True, _, 2]];
   |                          ^^^^^^^^^^^^^^^^^^^^^^^^ one branch gives a machine integer, the other a Boolean
help: give both branches values of the same rank, both numbers or both Booleans
exit 1
=*)
