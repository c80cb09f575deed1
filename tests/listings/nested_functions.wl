(* C65: inlined, and called. *)
sf = Compile[{x}, x^2 + 1];
With[{sf = sf}, Compile[{x}, sf[x] + sf[2 x]]]
With[{sf = sf}, Compile[{x}, sf[x] + sf[2 x], CompilationOptions -> {"InlineCompiledFunctions" -> False}]]
