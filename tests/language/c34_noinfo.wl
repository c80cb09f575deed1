(* C34: Compile::noinfo names external calls when it is on. *)
Compile[{x}, ext[x]];
On[Compile::noinfo];
(*! Head[Compile[{x}, ext[x]]] => CompiledFunction
messages: Compile::noinfo *)
(*! Head[Compile[{x}, ext[x], {{ext[_], _Real}}]] => CompiledFunction *)
Off[Compile::noinfo];
