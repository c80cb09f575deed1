(* C10: Boolean arguments and locals. *)
f = Compile[{{x, True | False}, {y, True | False}}, x && !y];
(*! f[True, False] => True
path: fast *)
(*! {f[True, True], f[False, False]} => {False, False} *)
(*! f[1, False] => 1
messages: CompiledFunction::cfsa
path: exact *)
(*! Compile[{{n, _Integer}}, Module[{found = False}, found = n > 3; found]][5] => True *)
