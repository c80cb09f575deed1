(* C48: wrong arguments. *)
cf = Compile[{x}, x^2 + Sin[x^2]];
(*! cf["a"] => a^2 + Sin[a^2]
messages: CompiledFunction::cfsa
path: exact *)
(*! Compile[{{n, _Integer}}, n][1.5] => 1.5
messages: CompiledFunction::cfsa
path: exact *)
(*! Compile[{{m, _Real, 2}}, Length[m]][{{1., 2.}, {3.}}] => 2
messages: CompiledFunction::cfta
path: exact *)
