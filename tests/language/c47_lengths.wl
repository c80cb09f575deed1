(* C47: tensors whose lengths differ. *)
f = Compile[{{a, _Real, 1}, {b, _Real, 1}}, a + b];
(*! f[{1., 2.}, {1., 2., 3.}] => {1., 2.} + {1., 2., 3.}
messages: CompiledFunction::cflist, Thread::tdlen
path: exact *)
(*! f[{1., 2.}, {3., 4.}] => {4., 6.}
path: fast *)
