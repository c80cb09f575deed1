(* C30: what the compiler does not know is called in the evaluator; the result is taken to be real. *)
f[x_] := x + 1;
cf = Compile[{{x, _Real}}, f[x] + 1];
(*! cf[2.] => 4.
path: fast *)
(*! StringContainsQ[CompilePrint[cf], "MainEvaluate[ Hold[f][ R0]]"] => True *)

(* An unknown function of an unknown function is one call: what is between them need not be a number. *)
digits = Compile[{{n, _Integer}}, StringLength[ToString[n]] + 1.];
(*! digits[12345] => 6.
path: fast *)
(*! StringCount[CompilePrint[digits], "MainEvaluate"] => 1 *)
