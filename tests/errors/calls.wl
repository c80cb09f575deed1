(* Calls with wrong arguments. *)
f = Compile[{x}, x^2];
f["a"];
f[1., 2.];
f[];
g = Compile[{{n, _Integer}}, n];
g[1.5];
g[2^70];
h = Compile[{{m, _Real, 2}}, Length[m]];
h[{{1., 2.}, {3.}}];
h[{1., 2.}];
b = Compile[{{p, True | False}}, ! p];
b[1];
(*=
CompiledFunction::cfsa: Argument a at position 1 should be a machine-size real number.
 --> errors/calls.wl:3:1
  |
3 | f["a"];
  | ^^^^^^

CompiledFunction::cfct: Number of arguments 2 does not match the length of the argument template, 1.
 --> errors/calls.wl:4:1
  |
4 | f[1., 2.];
  | ^^^^^^^^^

CompiledFunction::cfct: Number of arguments 0 does not match the length of the argument template, 1.
 --> errors/calls.wl:5:1
  |
5 | f[];
  | ^^^

CompiledFunction::cfsa: Argument 1.5 at position 1 should be a machine-size integer.
 --> errors/calls.wl:7:1
  |
7 | g[1.5];
  | ^^^^^^

CompiledFunction::cfsa: Argument 1180591620717411303424 at position 1 should be a machine-size integer.
 --> errors/calls.wl:8:1
  |
8 | g[2^70];
  | ^^^^^^^

CompiledFunction::cfta: Argument {{1., 2.}, {3.}} at position 1 should be a rank 2 tensor of machine-size real numbers.
  --> errors/calls.wl:10:1
   |
10 | h[{{1., 2.}, {3.}}];
   | ^^^^^^^^^^^^^^^^^^^

CompiledFunction::cfta: Argument {1., 2.} at position 1 should be a rank 2 tensor of machine-size real numbers.
  --> errors/calls.wl:11:1
   |
11 | h[{1., 2.}];
   | ^^^^^^^^^^^

CompiledFunction::cfsa: Argument 1 at position 1 should be True or False.
  --> errors/calls.wl:13:1
   |
13 | b[1];
   | ^^^^
exit 0
=*)
