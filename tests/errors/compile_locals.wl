(* functions in local variables, lists without type, parts of what has none *)
Compile[{x}, Module[{f}, If[x > 0, f = # + 1 &, f = # - 1 &]; f[x]]];
Compile[{x}, Module[{f}, f[n_] := If[n < 1, 1., n f[n - 1]]; f[x]]];
Compile[{x}, Module[{f}, f[0] = 1.; f[x]]];
Compile[{x}, Module[{f}, f = # &; f = 2 # &; f[x]]];
Compile[{x}, Module[{l = {}}, l = {l, x}; l]];
Compile[{x}, Module[{l = {}}, AppendTo[l, x]; AppendTo[l, {x}]; l]];
Compile[{x}, x[[1]]];
Compile[{{v, _Real, 1}}, v[[1, 2]]];
Compile[{x}, Module[{a = 1.}, a[[1]] = x; a]];
Compile[{{v, _Real, 1}}, Map[(If[# > 0, Return[0.]]; #) &, v]];
Compile[{x}, {x, 1.} += 2];
Compile[{x}, Sum[{x, i}, {i, 2}, {j, True}]];
(*=
Compile::cfun: The variable f cannot hold a function in compiled code.
 --> errors/compile_locals.wl:2:36
  |
2 | Compile[{x}, Module[{f}, If[x > 0, f = # + 1 &, f = # - 1 &]; f[x]]];
  |                                    ^^^^^^^^^^^ a function is assigned here
help: give it one function, once, in the Module that declares it: Module[{f}, f[x_] := …; …]

Compile::cfun: The variable f cannot hold a function in compiled code.
 --> errors/compile_locals.wl:2:49
  |
2 | Compile[{x}, Module[{f}, If[x > 0, f = # + 1 &, f = # - 1 &]; f[x]]];
  |                                                 ^^^^^^^^^^^ a function is assigned here
help: give it one function, once, in the Module that declares it: Module[{f}, f[x_] := …; …]

Compile::cfun: The variable f cannot hold a function in compiled code.
 --> errors/compile_locals.wl:3:26
  |
3 | Compile[{x}, Module[{f}, f[n_] := If[n < 1, 1., n f[n - 1]]; f[x]]];
  |                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ a function is assigned here
help: give it one function, once, in the Module that declares it: Module[{f}, f[x_] := …; …]

Compile::cfun: The variable f cannot hold a function in compiled code.
 --> errors/compile_locals.wl:4:26
  |
4 | Compile[{x}, Module[{f}, f[0] = 1.; f[x]]];
  |                          ^^^^^^^^^ a function is assigned here
help: give it one function, once, in the Module that declares it: Module[{f}, f[x_] := …; …]

Compile::cfun: The variable f cannot hold a function in compiled code.
 --> errors/compile_locals.wl:5:26
  |
5 | Compile[{x}, Module[{f}, f = # &; f = 2 # &; f[x]]];
  |                          ^^^^^^^ a function is assigned here
help: give it one function, once, in the Module that declares it: Module[{f}, f[x_] := …; …]

Compile::cfun: The variable f cannot hold a function in compiled code.
 --> errors/compile_locals.wl:5:35
  |
5 | Compile[{x}, Module[{f}, f = # &; f = 2 # &; f[x]]];
  |                                   ^^^^^^^^^ a function is assigned here
help: give it one function, once, in the Module that declares it: Module[{f}, f[x_] := …; …]

Compile::initvar: The variable l has not been initialized or has been initialized to Null. Evaluation will use the uncompiled function.
 --> errors/compile_locals.wl:6:36
  |
6 | Compile[{x}, Module[{l = {}}, l = {l, x}; l]];
  |                                    ^ read here, before it has a value
help: no type is known of an empty list that nothing is put into: write l = Most[{0.}]

Compile::initvar: The variable l has not been initialized or has been initialized to Null. Evaluation will use the uncompiled function.
 --> errors/compile_locals.wl:6:43
  |
6 | Compile[{x}, Module[{l = {}}, l = {l, x}; l]];
  |                                           ^ read here, before it has a value
help: no type is known of an empty list that nothing is put into: write l = Most[{0.}]

Compile::part: Part specification x[[1]] cannot be compiled since the argument is not a tensor of sufficient rank. Evaluation will use the uncompiled function.
 --> errors/compile_locals.wl:8:14
  |
8 | Compile[{x}, x[[1]]];
  |              ^^^^^^ 1 part number for a machine real
help: parts are of lists: x is declared {x, _Real, 1}, or starts as a list

Compile::part: Part specification v[[1, 2]] cannot be compiled since the argument is not a tensor of sufficient rank. Evaluation will use the uncompiled function.
 --> errors/compile_locals.wl:9:26
  |
9 | Compile[{{v, _Real, 1}}, v[[1, 2]]];
  |                          ^^^^^^^^^ 2 part numbers for a vector of machine reals
help: give one part number, or declare a higher rank

Compile::part: Part specification a[[1]] cannot be compiled since the argument is not a tensor of sufficient rank. Evaluation will use the uncompiled function.
  --> errors/compile_locals.wl:10:31
   |
10 | Compile[{x}, Module[{a = 1.}, a[[1]] = x; a]];
   |                               ^^^^^^ 1 part number for a machine real
help: parts are of lists: a is declared {a, _Real, 1}, or starts as a list

Compile::retfun: Return inside a pure function cannot be compiled.
  --> errors/compile_locals.wl:11:41
   |
11 | Compile[{{v, _Real, 1}}, Map[(If[# > 0, Return[0.]]; #) &, v]];
   |                                         ^^^^^^^^^^ no way out from here
help: use If instead

Compile::argset: The assignment to x is illegal; it is not valid to assign a value to an argument.
  --> errors/compile_locals.wl:12:14
   |
12 | Compile[{x}, {x, 1.} += 2];
   |              ^^^^^^^^^^^^ x is an argument
help: copy it first: Module[{y = x}, y = …]

Compile::iterb: Iterator {j, True} does not have appropriate bounds.
  --> errors/compile_locals.wl:13:34
   |
13 | Compile[{x}, Sum[{x, i}, {i, 2}, {j, True}]];
   |                                  ^^^^^^^^^ a bound is a Boolean
help: bounds and step of an iterator are integers or reals
exit 1
=*)
