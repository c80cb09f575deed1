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
(* several arguments thread together at every level; scalars go along *)
(*! h[{{1, 2}, {3, 4}}, {10, 20}] => {{11., 12.}, {23., 24.}}
path: fast *)
(*! h[5, {{{1, 2}}}] => {{{6., 7.}}}
path: fast *)
k = Compile[{{v, _Real, 1}, {x, _Real}}, x Total[v], RuntimeAttributes -> {Listable}];
(*! {k[{1, 2}, 3], k[{1, 2}, {3, 4}], k[{{1, 2}, {3, 4}}, 2], k[{{1, 2}, {3, 4}}, {2, 3}]} => {9., {9., 12.}, {6., 14.}, {6., 21.}}
path: fast *)
(*! cf[{1., a, "b"}] => {1., a^2, b^2}
messages: CompiledFunction::cfsa
path: exact *)
(*! {cf[{}], cf[{{}, {}}]} => {{}, {{}, {}}} *)

(* Elementary functions of arrays have the bits of those of numbers. *)
arcs = Compile[{{x, _Real}},
  ArcTan[x] + ArcSin[x/10.] + ArcCos[-x/11.] + ArcCot[x + 0.05] + Gudermannian[x], RuntimeAttributes -> {Listable}];
secants = Compile[{{x, _Real}}, Sec[x] + Csc[x + 0.05] Cot[x + 0.05] + Haversine[x], RuntimeAttributes -> {Listable}];
hyperbolic = Compile[{{x, _Real}},
  Sinh[x] + Cosh[x/3.] Sech[x] + Csch[x + 0.05] Coth[x + 0.05], RuntimeAttributes -> {Listable}];
some = Table[0.1 i, {i, -100, 100}];
(*! {arcs[some] === Map[arcs, some], secants[some] === Map[secants, some], hyperbolic[some] === Map[hyperbolic, some]} => {True, True, True}
path: fast *)
