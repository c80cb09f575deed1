(* C30: what the compiler does not know is called in the evaluator; the result is taken to be real. *)
f[x_] := x + 1;
cf = Compile[{{x, _Real}}, f[x] + 1];
(*! cf[2.] => 4.
path: fast *)
(*! StringContainsQ[CompilePrint[cf], "MainEvaluate[ Hold[f][ R0]]"] => True *)
