(* Programs that are wrong in other ways. *)
Compile[{x}, Module[{a = 1, a = 2}, a]];
Compile[{x}, Break[]];
Compile[{x}, Continue[]; x];
Compile[{x}, #1 + x];
Compile[{x}, x[[1]]];
Compile[{{v, _Real, 1}}, v[[1, 2]]];
Compile[{{v, _Real, 1}}, v[[1]] = 3.];
Compile[{x}, {x, {x}}];
Compile[{x}, Goto[nowhere]; x];
Compile[{x}, Do[x, {i, 1, 2, 3, 4}]];
Compile[{x}, Do[x, {3, 1, 2}]];
Compile[{x}, Module[{v = {}}, v]];
Compile[{{x, _Real, 1, 2}}, x];
Compile["x", 1];
Compile[{x_}, x];
Compile[{x}, x, RuntimeAttributes -> 5];
Compile[{x}, x, CompilationOptions -> 5];
Compile[{x}, f[x], {{f[_]}}];
Compile[{x}, f[x], {f[_], _Real}];
Compile[{x}, f[x], {{f[_], _Real, -2}}];
Compile[{x}, Module[{a = 1}, a = True; a]];
Compile[{x}, Module[{v = {1., 2.}}, v[[1]] = 1. + I; v]];
Compile[{{n, _Integer}}, Module[{v = {1, 2}}, v[[1]] = 2.5; v]];
Compile[{x}, Module[{1}, x]];
Compile[{x}, Return[]; x];
Compile[{x}, x = 1];
Compile[{x}, x++];
Compile[{x}, {x, y} = {1., 2.}];
Compile[{x}, Table[If[i > 2, i, True], {i, 3}]];
(*=
Compile::dup: Duplicate local variable a found.
 --> errors/compile_more.wl:2:21
  |
2 | Compile[{x}, Module[{a = 1, a = 2}, a]];
  |                     ^^^^^^^^^^^^^^
help: give each variable a name of its own

Compile::nofunc: No enclosing While, For or Do found for Break[].
 --> errors/compile_more.wl:3:14
  |
3 | Compile[{x}, Break[]];
  |              ^^^^^^^ no way out from here
help: use it inside the body of While, For or Do

Compile::nofunc: No enclosing While, For or Do found for Continue[].
 --> errors/compile_more.wl:4:14
  |
4 | Compile[{x}, Continue[]; x];
  |              ^^^^^^^^^^ no way out from here
help: use it inside the body of While, For or Do

Compile::slotn: Slot number 1 cannot be filled here.
 --> errors/compile_more.wl:5:14
  |
5 | Compile[{x}, #1 + x];
  |              ^^ not inside a pure function with so many arguments
help: close the function with & and give it that argument

Compile::part: Part specification x[[1]] cannot be compiled since the argument is not a tensor of sufficient rank. Evaluation will use the uncompiled function.
 --> errors/compile_more.wl:6:14
  |
6 | Compile[{x}, x[[1]]];
  |              ^^^^^^ 1 part number for a machine real
help: parts are of lists: x is declared {x, _Real, 1}, or starts as a list

Compile::part: Part specification v[[1, 2]] cannot be compiled since the argument is not a tensor of sufficient rank. Evaluation will use the uncompiled function.
 --> errors/compile_more.wl:7:26
  |
7 | Compile[{{v, _Real, 1}}, v[[1, 2]]];
  |                          ^^^^^^^^^ 2 part numbers for a vector of machine reals
help: give one part number, or declare a higher rank

Compile::argset: The assignment to v is illegal; it is not valid to assign a value to an argument.
 --> errors/compile_more.wl:8:26
  |
8 | Compile[{{v, _Real, 1}}, v[[1]] = 3.];
  |                          ^^^^^^^^^^^ v is an argument
help: copy it first: Module[{y = v}, y = …]

Compile::ragged: The elements of {x, {x}} have different ranks and do not make a full array.
 --> errors/compile_more.wl:9:14
  |
9 | Compile[{x}, {x, {x}}];
  |              ^^^^^^^^ not a full array
help: give all elements one shape

Compile::nolabel: Label nowhere not found.
  --> errors/compile_more.wl:10:14
   |
10 | Compile[{x}, Goto[nowhere]; x];
   |              ^^^^^^^^^^^^^ no way out from here
help: put Label[…] as a statement around it

Compile::itraw: Raw object {i, 1, 2, 3, 4} cannot be used as an iterator.
  --> errors/compile_more.wl:11:20
   |
11 | Compile[{x}, Do[x, {i, 1, 2, 3, 4}]];
   |                    ^^^^^^^^^^^^^^^ expected an iterator
help: write {i, n}, {i, a, b}, {i, a, b, step} or {i, list}

Compile::itraw: Raw object {3, 1, 2} cannot be used as an iterator.
  --> errors/compile_more.wl:12:20
   |
12 | Compile[{x}, Do[x, {3, 1, 2}]];
   |                    ^^^^^^^^^ expected an iterator
help: write {i, n}, {i, a, b}, {i, a, b, step} or {i, list}

Compile::argspec: {x, _Real, 1, 2} is not a proper argument specification.
  --> errors/compile_more.wl:14:10
   |
14 | Compile[{{x, _Real, 1, 2}}, x];
   |          ^^^^^^^^^^^^^^^^ expected a name, {name, type} or {name, type, rank}
help: write {{x, _Real}, {v, _Real, 1}}

Compile::argspec: "x" is not a proper argument specification.
  --> errors/compile_more.wl:15:1
   |
15 | Compile["x", 1];
   | ^^^^^^^^^^^^^^^ expected a name, {name, type} or {name, type, rank}
help: write {{x, _Real}, {v, _Real, 1}}

Compile::argspec: x_ is not a proper argument specification.
  --> errors/compile_more.wl:16:10
   |
16 | Compile[{x_}, x];
   |          ^^ expected a name, {name, type} or {name, type, rank}
help: write {{x, _Real}, {v, _Real, 1}}

Compile::optx: Unknown option 5 in Compile[{x}, x, RuntimeAttributes -> 5].
  --> errors/compile_more.wl:17:17
   |
17 | Compile[{x}, x, RuntimeAttributes -> 5];
   |                 ^^^^^^^^^^^^^^^^^^^^^^
help: the only attribute is Listable

Compile::optx: Unknown option 5 in Compile[{x}, x, CompilationOptions -> 5].
  --> errors/compile_more.wl:18:17
   |
18 | Compile[{x}, x, CompilationOptions -> 5];
   |                 ^^^^^^^^^^^^^^^^^^^^^^^
help: write rules for "ExpressionOptimization", "InlineCompiledFunctions" and "InlineExternalDefinitions": True, False or Automatic

Compile::extspec: {f[_]} is not {pattern, type}.
  --> errors/compile_more.wl:19:21
   |
19 | Compile[{x}, f[x], {{f[_]}}];
   |                     ^^^^^^
help: write {f[_], _Integer} or {g[_], _Real, 1}

Compile::extspec: f[_] is not {pattern, type}.
  --> errors/compile_more.wl:20:21
   |
20 | Compile[{x}, f[x], {f[_], _Real}];
   |                     ^^^^
help: write {f[_], _Integer} or {g[_], _Real, 1}

Compile::rank: The rank -2 should be a non-negative integer.
  --> errors/compile_more.wl:21:21
   |
21 | Compile[{x}, f[x], {{f[_], _Real, -2}}];
   |                     ^^^^^^^^^^^^^^^^^
help: write 0 for a number, 1 for a vector, 2 for a matrix

Compile::cset: Variable a of type {_Integer, 0} encountered in assignment of type {True|False, 0}.
  --> errors/compile_more.wl:22:30
   |
22 | Compile[{x}, Module[{a = 1}, a = True; a]];
   |                              ^^^^^^^^ a is a machine integer, the value is a Boolean
help: use another variable: a variable keeps its type and rank for life

Compile::cset: Variable v of type {_Real, 0} encountered in assignment of type {_Complex, 0}.
  --> errors/compile_more.wl:23:37
   |
23 | Compile[{x}, Module[{v = {1., 2.}}, v[[1]] = 1. + I; v]];
   |                                     ^^^^^^^^^^^^^^^ a part of v is a machine real, the value is a machine complex number
help: start it with complex elements

Compile::cset: Variable v of type {_Integer, 0} encountered in assignment of type {_Real, 0}.
  --> errors/compile_more.wl:24:47
   |
24 | Compile[{{n, _Integer}}, Module[{v = {1, 2}}, v[[1]] = 2.5; v]];
   |                                               ^^^^^^^^^^^^ a part of v is a machine integer, the value is a machine real
help: start it with real elements

Compile::lvsym: Local variable specification contains 1, which is not a symbol or an assignment to a symbol.
  --> errors/compile_more.wl:25:21
   |
25 | Compile[{x}, Module[{1}, x]];
   |                     ^^^
help: write {a, b = 0.}

Compile::cret1: The types of return values in Return[]; x are different. Evaluation will use the uncompiled function.
  --> errors/compile_more.wl:26:14
   |
26 | Compile[{x}, Return[]; x];
   |              ^^^^^^^^ returns no value, elsewhere a machine real is returned
help: return values of one type on every path

Compile::argset: The assignment to x is illegal; it is not valid to assign a value to an argument.
  --> errors/compile_more.wl:27:14
   |
27 | Compile[{x}, x = 1];
   |              ^^^^^ x is an argument
help: copy it first: Module[{y = x}, y = …]

Compile::argset: The assignment to x is illegal; it is not valid to assign a value to an argument.
  --> errors/compile_more.wl:28:14
   |
28 | Compile[{x}, x++];
   |              ^^^ x is an argument
help: copy it first: Module[{y = x}, y = …]

Compile::argset: The assignment to x is illegal; it is not valid to assign a value to an argument.
  --> errors/compile_more.wl:29:14
   |
29 | Compile[{x}, {x, y} = {1., 2.}];
   |              ^^^^^^^^^^^^^^^^^ x is an argument
help: copy it first: Module[{y = x}, y = …]

Compile::cif: The types of the branches of If[i > 2, i, True], {_Integer, 0} and {True|False, 0}, are incompatible. Evaluation will use the uncompiled function.
  --> errors/compile_more.wl:30:20
   |
30 | Compile[{x}, Table[If[i > 2, i, True], {i, 3}]];
   |                    ^^^^^^^^^^^^^^^^^^ one branch gives a machine integer, the other a Boolean
help: give both branches values of the same rank, both numbers or both Booleans
exit 1
=*)
