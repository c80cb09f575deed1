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
 --> errors/calls.wl:3:3
  |
3 | f["a"];
  |   ^^^ a string
help: x is declared _Real

CompiledFunction::cfct: Number of arguments 2 does not match the length of the argument template, 1.
 --> errors/calls.wl:4:1
  |
4 | f[1., 2.];
  | ^^^^^^^^^ the arguments are {x}

CompiledFunction::cfct: Number of arguments 0 does not match the length of the argument template, 1.
 --> errors/calls.wl:5:1
  |
5 | f[];
  | ^^^ the arguments are {x}

CompiledFunction::cfsa: Argument 1.5 at position 1 should be a machine-size integer.
 --> errors/calls.wl:7:3
  |
7 | g[1.5];
  |   ^^^ a machine real
help: n is declared _Integer

CompiledFunction::cfsa: Argument 1180591620717411303424 at position 1 should be a machine-size integer.
 --> errors/calls.wl:8:3
  |
8 | g[2^70];
  |   ^^^^ an integer beyond the machine's
help: n is declared _Integer

CompiledFunction::cfta: Argument {{1., 2.}, {3.}} at position 1 should be a rank 2 tensor of machine-size real numbers.
  --> errors/calls.wl:10:3
   |
10 | h[{{1., 2.}, {3.}}];
   |   ^^^^^^^^^^^^^^^^ a list that is no full array of machine numbers
help: m is declared {_Real, 2}

CompiledFunction::cfta: Argument {1., 2.} at position 1 should be a rank 2 tensor of machine-size real numbers.
  --> errors/calls.wl:11:3
   |
11 | h[{1., 2.}];
   |   ^^^^^^^^ a vector
help: m is declared {_Real, 2}

CompiledFunction::cfsa: Argument 1 at position 1 should be True or False.
  --> errors/calls.wl:13:3
   |
13 | b[1];
   |   ^ a machine integer
help: p is declared True | False
exit 0
=*)
