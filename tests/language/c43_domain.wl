(* C43: domain errors. *)
(*! Compile[{{x, _Real}}, Sqrt[x]][-2.] => 0. + 1.41421 I
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{{x, _Real}}, Sqrt[x]][-2] => I Sqrt[2]
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{{x, _Complex}}, Sqrt[x]][-2.] => 0. + 1.41421 I
path: fast *)
