(* B6: external definitions that the compiler can type are compiled in on request, with one option. *)
f[x_] := x^2 + 1;
g[x_, n_Integer] := If[n > 2, f[x], -x];
inline = CompilationOptions -> {"InlineExternalDefinitions" -> True};
(*! cf = Compile[{{x, _Real}, {n, _Integer}}, g[x, n] + f[2. x], Evaluate[inline]]; StringFreeQ[CompilePrint[cf], "MainEvaluate"] => True *)
(*! {cf[3., 3], cf[3., 1]} => {47., 34.}
path: fast *)
(* without the option the session is asked *)
(*! StringFreeQ[CompilePrint[Compile[{x}, f[x]]], "MainEvaluate"] => False *)
(* what cannot be typed stays a call, and its surroundings compiled *)
h[x_] := ToString[x];
(*! StringCount[CompilePrint[Compile[{x}, f[x] + StringLength[h[x]], Evaluate[inline]]], "MainEvaluate"] => 1 *)
