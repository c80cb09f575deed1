(* C42: real overflow is an error only in what is returned. *)
f = Compile[{{x, _Real}}, x 10.];
(*! f[1.*^308] => 1.*10^309
messages: CompiledFunction::cfne
path: exact *)
g = Compile[{{x, _Real}}, Module[{y = x 10.}, If[y > 1., 1., 0.]]];
(*! g[1.*^308] => 1.
path: fast *)
