(* What is left to the evaluator, said when asked for, with what to write instead. *)
On[Compile::noinfo];
Compile[{x}, ext[x]];
Compile[{{v, _Real, 1}}, If[v > 1, 1, 2]];
Compile[{x}, If[x, 1, 2]];
Compile[{x}, While[x, x]];
Compile[{x}, {x, True}];
Compile[{x}, x && True];
Compile[{{v, _Real, 1}}, v[[1.5]]];
Compile[{x}, StringLength["abc"] + x];
(*=
Compile::noinfo: No information is available for compilation of ext[x]. The compiler will use an external evaluation and make assumptions about the return type.
 --> errors/compile_noinfo.wl:3:14
  |
3 | Compile[{x}, ext[x]];
  |              ^^^^^^ evaluated outside compiled code, taken to give a machine real
help: declare its type: {{ext[__], _Real}}

Compile::noinfo: No information is available for compilation of v > 1. The compiler will use an external evaluation and make assumptions about the return type.
 --> errors/compile_noinfo.wl:4:29
  |
4 | Compile[{{v, _Real, 1}}, If[v > 1, 1, 2]];
  |                             ^^^^^ evaluated outside compiled code, taken to give a machine real
help: comparisons are not listable: write UnitStep[v - 1], or Map[Boole[# > 1] &, v]

Compile::noinfo: No information is available for compilation of If[x, 1, 2]. The compiler will use an external evaluation and make assumptions about the return type.
 --> errors/compile_noinfo.wl:5:14
  |
5 | Compile[{x}, If[x, 1, 2]];
  |              ^^^^^^^^^^^ evaluated outside compiled code, taken to give a machine real
help: a condition has to be True or False: write x != 0

Compile::noinfo: No information is available for compilation of While[x, x]. The compiler will use an external evaluation and make assumptions about the return type.
 --> errors/compile_noinfo.wl:6:14
  |
6 | Compile[{x}, While[x, x]];
  |              ^^^^^^^^^^^ evaluated outside compiled code, taken to give a machine real
help: a condition has to be True or False: write x != 0

Compile::noinfo: No information is available for compilation of {x, True}. The compiler will use an external evaluation and make assumptions about the return type.
 --> errors/compile_noinfo.wl:7:14
  |
7 | Compile[{x}, {x, True}];
  |              ^^^^^^^^^ evaluated outside compiled code, taken to give a machine real
help: the elements of a list have one type: numbers, or lists of one shape

Compile::noinfo: No information is available for compilation of x && True. The compiler will use an external evaluation and make assumptions about the return type.
 --> errors/compile_noinfo.wl:8:14
  |
8 | Compile[{x}, x && True];
  |              ^^^^^^^^^ evaluated outside compiled code, taken to give a machine real
help: the arguments have to be True or False: write x != 0

Compile::noinfo: No information is available for compilation of v[[1.5]]. The compiler will use an external evaluation and make assumptions about the return type.
 --> errors/compile_noinfo.wl:9:26
  |
9 | Compile[{{v, _Real, 1}}, v[[1.5]]];
  |                          ^^^^^^^^ evaluated outside compiled code, taken to give a machine real
help: a part number is an integer, a list of integers, a Span or All

Compile::noinfo: No information is available for compilation of StringLength["abc"]. The compiler will use an external evaluation and make assumptions about the return type.
  --> errors/compile_noinfo.wl:10:14
   |
10 | Compile[{x}, StringLength["abc"] + x];
   |              ^^^^^^^^^^^^^^^^^^^ evaluated outside compiled code, taken to give a machine real
help: declare its type: {{StringLength[__], _Real}}
exit 0
=*)
