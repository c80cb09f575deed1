(* C44: function exceptions. *)
p = Compile[{{x, _Real}, {y, _Real}}, x^y];
(*! p[0., 0.] => Indeterminate
messages: CompiledFunction::cfn, Power::indet
path: exact *)
(*! Compile[{{n, _Integer}, {m, _Integer}}, n^m][0, 0] => Indeterminate
messages: CompiledFunction::cfn, Power::indet
path: exact *)
(*! Compile[{{n, _Integer}, {m, _Integer}}, n/m][1, 0] => ComplexInfinity
messages: CompiledFunction::cfn, Power::infy
path: exact *)
(*! Compile[{x}, Log[x]][0.] => Indeterminate
messages: CompiledFunction::cfn, Log::indet
path: exact *)
(*! Compile[{x}, {Log2[x], Log[2., x]}][0.] => {Indeterminate, Indeterminate}
messages: CompiledFunction::cfn, Log2::indet, Log::indet
path: exact *)
(*! Compile[{{n, _Integer}, {m, _Integer}}, Mod[n, m]][1, 0] => Indeterminate
messages: CompiledFunction::cfn, Mod::indet
path: exact *)
