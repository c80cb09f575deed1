(* Argument lists, options and iterators that are wrong. *)
Compile[{{x, _String}}, x];
Compile[{{x, _Real, -1}}, x];
Compile[{{x, _Real, 101}}, x];
Compile[{{x, _Real, 1.5}}, x];
Compile[{1}, 2];
Compile[{x, x}, x];
Compile[{x}, x, NoSuchOption -> 1];
Compile[{x}, x, RuntimeOptions -> {"NoSuchOption" -> True}];
Compile[{x}, x, RuntimeOptions -> "Fast"];
Compile[{x}, x, CompilationOptions -> {"NoSuchOption" -> True}];
Compile[{x}, x, RuntimeAttributes -> {Flat}];
Compile[{x}, x, CompilationTarget -> "Pascal"];
Compile[{x}];
Compile[];
Compile[{x}, f[x], {{f[_], _String}}];
(*=
Compile::invtype: _String is not a type.
 --> errors/compile_arguments.wl:2:10
  |
2 | Compile[{{x, _String}}, x];
  |          ^^^^^^^^^^^^
help: write _Integer, _Real, _Complex or True|False

Compile::rank: The rank -1 should be a non-negative integer.
 --> errors/compile_arguments.wl:3:10
  |
3 | Compile[{{x, _Real, -1}}, x];
  |          ^^^^^^^^^^^^^^
help: write 0 for a number, 1 for a vector, 2 for a matrix

Compile::maxrank: Rank 101 is larger than the limit 100.
 --> errors/compile_arguments.wl:4:10
  |
4 | Compile[{{x, _Real, 101}}, x];
  |          ^^^^^^^^^^^^^^^
help: use a rank of at most 100

Compile::rank: The rank 1.5 should be a non-negative integer.
 --> errors/compile_arguments.wl:5:10
  |
5 | Compile[{{x, _Real, 1.5}}, x];
  |          ^^^^^^^^^^^^^^^
help: write 0 for a number, 1 for a vector, 2 for a matrix

Compile::argspec: 1 is not a proper argument specification.
 --> errors/compile_arguments.wl:6:1
  |
6 | Compile[{1}, 2];
  | ^^^^^^^^^^^^^^^ expected a name, {name, type} or {name, type, rank}
help: write {{x, _Real}, {v, _Real, 1}}

Compile::fdup: Duplicate parameter x found.
 --> errors/compile_arguments.wl:7:1
  |
7 | Compile[{x, x}, x];
  | ^^^^^^^^^^^^^^^^^^
help: give each argument a name of its own

Compile::optx: Unknown option NoSuchOption -> 1 in Compile[{x}, x, NoSuchOption -> 1].
 --> errors/compile_arguments.wl:8:17
  |
8 | Compile[{x}, x, NoSuchOption -> 1];
  |                 ^^^^^^^^^^^^^^^^^
help: the options are CompilationOptions, CompilationTarget, Parallelization, RuntimeAttributes and RuntimeOptions

Compile::optx: Unknown option NoSuchOption -> True in Compile[{x}, x, RuntimeOptions -> {NoSuchOption -> True}].
 --> errors/compile_arguments.wl:9:36
  |
9 | Compile[{x}, x, RuntimeOptions -> {"NoSuchOption" -> True}];
  |                                    ^^^^^^^^^^^^^^^^^^^^^^
help: write "Speed", "Quality" or rules for "CatchMachineOverflow", "CatchMachineIntegerOverflow", "CatchMachineUnderflow", "CompareWithTolerance", "WarningMessages", "EvaluateSymbolically" (True or False) and "RuntimeErrorHandler"

Compile::optx: Unknown option Fast in Compile[{x}, x, RuntimeOptions -> Fast].
  --> errors/compile_arguments.wl:10:17
   |
10 | Compile[{x}, x, RuntimeOptions -> "Fast"];
   |                 ^^^^^^^^^^^^^^^^^^^^^^^^
help: write "Speed", "Quality" or rules for "CatchMachineOverflow", "CatchMachineIntegerOverflow", "CatchMachineUnderflow", "CompareWithTolerance", "WarningMessages", "EvaluateSymbolically" (True or False) and "RuntimeErrorHandler"

Compile::optx: Unknown option NoSuchOption -> True in Compile[{x}, x, CompilationOptions -> {NoSuchOption -> True}].
  --> errors/compile_arguments.wl:11:40
   |
11 | Compile[{x}, x, CompilationOptions -> {"NoSuchOption" -> True}];
   |                                        ^^^^^^^^^^^^^^^^^^^^^^
help: write rules for "ExpressionOptimization", "InlineCompiledFunctions" and "InlineExternalDefinitions": True, False or Automatic

Compile::optx: Unknown option Flat in Compile[{x}, x, RuntimeAttributes -> {Flat}].
  --> errors/compile_arguments.wl:12:17
   |
12 | Compile[{x}, x, RuntimeAttributes -> {Flat}];
   |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: the only attribute is Listable

Compile::optx: Unknown option Pascal in Compile[{x}, x, CompilationTarget -> Pascal].
  --> errors/compile_arguments.wl:13:17
   |
13 | Compile[{x}, x, CompilationTarget -> "Pascal"];
   |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
help: write "WVM", or "C" or "Native" for native code

Compile::argmu: Compile called with 1 argument; 2 or more arguments are expected.
  --> errors/compile_arguments.wl:14:1
   |
14 | Compile[{x}];
   | ^^^^^^^^^^^^

Compile::argm: Compile called with 0 arguments; 2 or more arguments are expected.
  --> errors/compile_arguments.wl:15:1
   |
15 | Compile[];
   | ^^^^^^^^^

Compile::invtype: _String is not a type.
  --> errors/compile_arguments.wl:16:21
   |
16 | Compile[{x}, f[x], {{f[_], _String}}];
   |                     ^^^^^^^^^^^^^^^
help: write _Integer, _Real, _Complex or True|False
exit 1
=*)
