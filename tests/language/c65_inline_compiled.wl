(* C65: nested compiled functions. *)
sf = Compile[{x}, x^2 + 1];
f = With[{sf = sf}, Compile[{x}, sf[x] + sf[2 x]]];
(*! f[1.] => 7.
path: fast *)
(*! StringContainsQ[CompilePrint[f], "CompiledFunctionCall"] => False *)
g = With[{sf = sf}, Compile[{x}, sf[x] + sf[2 x], CompilationOptions -> {"InlineCompiledFunctions" -> False}]];
(*! g[1.] => 7.
path: fast *)
(*! StringContainsQ[CompilePrint[g], "CompiledFunctionCall["] => True *)
