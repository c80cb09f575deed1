(* C23: all ways to return agree. *)
(*! Head[Compile[{{x, _Real}}, If[x > 0, Return[True]]; x]] => CompiledFunction
messages: Compile::cret1 *)
(*! Head[Compile[{{x, _Real}}, If[x > 0, Return[{x}]]; x]] => CompiledFunction
messages: Compile::cret *)
(*! Compile[{{x, _Real}}, If[x > 0, Return[2 x]]; x][3.] => 6. *)
