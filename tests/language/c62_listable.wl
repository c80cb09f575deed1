(* C62: listable compiled functions. *)
cf = Compile[{{x, _Real}}, x^2, RuntimeAttributes -> {Listable}];
(*! cf[{1., 2., 3.}] => {1., 4., 9.}
path: fast *)
(*! cf[{{1, 2}, {3, 4}}] => {{1., 4.}, {9., 16.}}
path: fast *)
(*! Developer`PackedArrayQ[cf[{1., 2., 3.}]] => True *)
g = Compile[{{v, _Real, 1}}, Total[v], RuntimeAttributes -> Listable];
(*! g[{{1., 2.}, {3., 4.}}] => {3., 7.}
path: fast *)
h = Compile[{{x, _Real}, {y, _Real}}, x + y, RuntimeAttributes -> {Listable}];
(*! h[1, {1, 2}] => {2., 3.}
path: fast *)
(*! h[{1, 2}, {1, 2, 3}] => CompiledFunction[{x, y}, x + y, -CompiledCode-][{1, 2}, {1, 2, 3}]
messages: Thread::tdlen *)
