(* The text and the place of the message of each row that has one, by number of the row. *)
(* C6 *) Compile[{{v, _Real, 101}}, v];
(* C7 *) Compile[{x}, x, NoSuchOption -> 1];
(* C10 *) Compile[{{x, True | False}, {y, True | False}}, x && ! y][1, False];
(* C22 *) Compile[{{x, _Real}}, If[x > 0, {x}, x]];
(* C23 *) Compile[{{x, _Real}}, If[x > 0, Return[True]]; x];
Compile[{{x, _Real}}, If[x > 0, Return[{x}]]; x];
(* C24 *) Compile[{x}, Module[{a = 1.}, a = {1., 2.}; x]];
Compile[{x}, Module[{a = 5}, a = a + x]];
(* C25 *) Compile[{x}, Module[{a}, a + x]];
(* C26 *) Compile[{x}, x = 1.; x];
(* C31 *) ext[x_] := x > 0;
Compile[{{x, _Real}}, ext[x]][1.];
(* C33 *) Compile[{{x, _Real}}, grid[x], {{grid[_], _Real, 1}}][2.];
grid[x_] := {{x, x}, {x, x}};
Compile[{{x, _Real}}, grid[x], {{grid[_], _Real, 1}}][2.];
(* C34 *) On[Compile::noinfo];
Compile[{x}, other[x]];
Compile[{x}, other[x], {{other[_], _Real}}];
Off[Compile::noinfo];
(* C40 *) Compile[{{n, _Integer}}, n + 1][2^63 - 1];
(*=
Compile::maxrank: Rank 101 is larger than the limit 100.
 --> errors/b01_messages_of_rows.wl:2:19
  |
2 | (* C6 *) Compile[{{v, _Real, 101}}, v];
  |                   ^^^^^^^^^^^^^^^
help: use a rank of at most 100

Compile::optx: Unknown option NoSuchOption -> 1 in Compile[{x}, x, NoSuchOption -> 1].
 --> errors/b01_messages_of_rows.wl:3:26
  |
3 | (* C7 *) Compile[{x}, x, NoSuchOption -> 1];
  |                          ^^^^^^^^^^^^^^^^^
help: the options are CompilationOptions, CompilationTarget, Parallelization, RuntimeAttributes and RuntimeOptions

CompiledFunction::cfsa: Argument 1 at position 1 should be True or False.
 --> errors/b01_messages_of_rows.wl:4:69
  |
4 | (* C10 *) Compile[{{x, True | False}, {y, True | False}}, x && ! y][1, False];
  |                                                                     ^ a machine integer
help: x is declared True | False

Compile::cif: The types of the branches of If[x > 0, {x}, x], {_Real, 1} and {_Real, 0}, are incompatible. Evaluation will use the uncompiled function.
 --> errors/b01_messages_of_rows.wl:5:33
  |
5 | (* C22 *) Compile[{{x, _Real}}, If[x > 0, {x}, x]];
  |                                 ^^^^^^^^^^^^^^^^^ one branch gives a vector of machine reals, the other a machine real
help: give both branches values of the same rank, both numbers or both Booleans

Compile::cret1: The types of return values in If[x > 0, Return[True]]; x are different. Evaluation will use the uncompiled function.
 --> errors/b01_messages_of_rows.wl:6:43
  |
6 | (* C23 *) Compile[{{x, _Real}}, If[x > 0, Return[True]]; x];
  |                                           ^^^^^^^^^^^^ returns a Boolean, elsewhere a machine real is returned
help: return values of one type on every path

Compile::cret: The ranks of return values in If[x > 0, Return[{x}]]; x are different. Evaluation will use the uncompiled function.
 --> errors/b01_messages_of_rows.wl:7:33
  |
7 | Compile[{{x, _Real}}, If[x > 0, Return[{x}]]; x];
  |                                 ^^^^^^^^^^^ returns a vector of machine reals, elsewhere a machine real is returned
help: return values of one type on every path

Compile::cset: Variable a of type {_Real, 0} encountered in assignment of type {_Real, 1}.
 --> errors/b01_messages_of_rows.wl:8:41
  |
8 | (* C24 *) Compile[{x}, Module[{a = 1.}, a = {1., 2.}; x]];
  |                                         ^^^^^^^^^^^^ a is a machine real, the value is a vector of machine reals
help: use another variable: a variable keeps its type and rank for life

Compile::cset: Variable a of type {_Integer, 0} encountered in assignment of type {_Real, 0}.
 --> errors/b01_messages_of_rows.wl:9:30
  |
9 | Compile[{x}, Module[{a = 5}, a = a + x]];
  |                              ^^^^^^^^^ a is a machine integer, the value is a machine real
help: start it as a machine real: a = 0.

Compile::initvar: The variable a has not been initialized or has been initialized to Null. Evaluation will use the uncompiled function.
  --> errors/b01_messages_of_rows.wl:10:36
   |
10 | (* C25 *) Compile[{x}, Module[{a}, a + x]];
   |                                    ^ read here, before it has a value
help: give it a first value: Module[{a = 0.}, …]

Compile::argset: The assignment to x is illegal; it is not valid to assign a value to an argument.
  --> errors/b01_messages_of_rows.wl:11:24
   |
11 | (* C26 *) Compile[{x}, x = 1.; x];
   |                        ^^^^^^ x is an argument
help: copy it first: Module[{y = x}, y = …]

CompiledFunction::cfse: Compiled expression True should be a machine-size real number.
  --> errors/b01_messages_of_rows.wl:13:23
   |
13 | Compile[{{x, _Real}}, ext[x]][1.];
   |                       ^^^^^^ gave a Boolean, not _Real
help: declare what it gives in the third argument of Compile: {{ext[__], True | False}}

CompiledFunction::cfex: Could not complete external evaluation at instruction 1; proceeding with uncompiled evaluation.
  --> errors/b01_messages_of_rows.wl:13:23
   |
13 | Compile[{{x, _Real}}, ext[x]][1.];
   |                       ^^^^^^

CompiledFunction::cfte: Compiled expression grid[2.] should be a rank 1 tensor of machine-size real numbers.
  --> errors/b01_messages_of_rows.wl:14:33
   |
14 | (* C33 *) Compile[{{x, _Real}}, grid[x], {{grid[_], _Real, 1}}][2.];
   |                                 ^^^^^^^ gave not a machine number, not {_Real, 1}
help: it has to give a machine number

CompiledFunction::cfex: Could not complete external evaluation at instruction 1; proceeding with uncompiled evaluation.
  --> errors/b01_messages_of_rows.wl:14:33
   |
14 | (* C33 *) Compile[{{x, _Real}}, grid[x], {{grid[_], _Real, 1}}][2.];
   |                                 ^^^^^^^

CompiledFunction::cfte: Compiled expression {{2., 2.}, {2., 2.}} should be a rank 1 tensor of machine-size real numbers.
  --> errors/b01_messages_of_rows.wl:16:23
   |
16 | Compile[{{x, _Real}}, grid[x], {{grid[_], _Real, 1}}][2.];
   |                       ^^^^^^^ gave a matrix, not {_Real, 1}
help: declare what it gives in the third argument of Compile: {{grid[__], _Real, 2}}

CompiledFunction::cfex: Could not complete external evaluation at instruction 1; proceeding with uncompiled evaluation.
  --> errors/b01_messages_of_rows.wl:16:23
   |
16 | Compile[{{x, _Real}}, grid[x], {{grid[_], _Real, 1}}][2.];
   |                       ^^^^^^^

Compile::noinfo: No information is available for compilation of other[x]. The compiler will use an external evaluation and make assumptions about the return type.
  --> errors/b01_messages_of_rows.wl:18:14
   |
18 | Compile[{x}, other[x]];
   |              ^^^^^^^^ evaluated outside compiled code, taken to give a machine real
help: declare its type: {{other[__], _Real}}

CompiledFunction::cfn: Numerical error encountered at instruction 1; proceeding with uncompiled evaluation.
  --> errors/b01_messages_of_rows.wl:21:36
   |
21 | (* C40 *) Compile[{{n, _Integer}}, n + 1][2^63 - 1];
   |                                    ^^^^^ 9223372036854775807 + 1 has no machine number as its value
exit 1
=*)
