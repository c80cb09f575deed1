(* C32: declared types of external calls. *)
ext[x_] := x > 0;
cf = Compile[{{x, _Real}}, ext[x], {{ext[_], True | False}}];
(*! {cf[1.], cf[-1.]} => {True, False}
path: fast *)
(*! StringContainsQ[CompilePrint[cf], "B0 = MainEvaluate["] => True *)
g[x_] := {x, 2 x};
h = Compile[{{x, _Real}}, Total[g[x]], {{(f | g)[x], _Real, 1}}];
(*! h[1.5] => 4.5
path: fast *)
