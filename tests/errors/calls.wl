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
