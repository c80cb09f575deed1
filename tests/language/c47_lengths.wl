(* C47: tensors whose lengths differ. *)
f = Compile[{{a, _Real, 1}, {b, _Real, 1}}, a + b];
(*! f[{1., 2.}, {1., 2., 3.}] => {1., 2.} + {1., 2., 3.}
messages: CompiledFunction::cflist, Thread::tdlen
path: exact *)
(*! f[{1., 2.}, {3., 4.}] => {4., 6.}
path: fast *)
(* whatever goes over several lists at once; rows of one table *)
g[body_] := Compile[{{a, _Real, 1}, {b, _Real, 1}}, body];
SetAttributes[g, HoldAll];
(*! g[MapThread[Plus, {a, b}]][{1, 2}, {1}] => MapThread[Plus, {{1, 2}, {1}}]
messages: CompiledFunction::cflist, MapThread::mptc
path: exact *)
(*! g[a . b][{1, 2}, {1}] => {1, 2} . {1}
messages: CompiledFunction::cflist, Dot::dotsh
path: exact *)
(*! g[{a, b}][{1, 2}, {1}] => {{1, 2}, {1}}
messages: CompiledFunction::cflist
path: exact *)
(*! g[Inner[Times, a, b, Plus]][{1, 2}, {1}] => Inner[Times, {1, 2}, {1}, Plus]
messages: CompiledFunction::cflist
path: exact *)
(*! Compile[{{n, _Integer}}, Table[Range[i], {i, n}]][3] => {{1}, {1, 2}, {1, 2, 3}}
messages: CompiledFunction::cflist
path: exact *)
