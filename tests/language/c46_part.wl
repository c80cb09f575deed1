(* C46: a part that is not there. *)
f = Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]];
(*! f[{1., 2.}, 5] => {1., 2.}[[5]]
messages: CompiledFunction::cfpart, Part::partw
path: exact *)
(*! {f[{1., 2.}, -1], f[{1., 2.}, -2]} => {2., 1.}
path: fast *)
(*! f[{1., 2.}, -3] => {1., 2.}[[-3]]
messages: CompiledFunction::cfpart, Part::partw
path: exact *)
s = Compile[{{v, _Real, 1}, {i, _Integer}}, Module[{u = v}, u[[i]] = 7.; u]];
(*! s[{1., 2.}, -1] => {1., 7.}
path: fast *)
(*! s[{1., 2.}, 3] => {1., 2.}
messages: CompiledFunction::cfpart, Set::partw
path: exact *)
(* part 0 is the head; spans, lists of parts and assignments of parts that are not there *)
(*! f[{1., 2.}, 0] => List
messages: CompiledFunction::cfpart
path: exact *)
(*! Compile[{{v, _Real, 1}, {i, _Integer}}, v[[{1, i}]]][{1., 2.}, 3] => {1., 2.}[[{1, 3}]]
messages: CompiledFunction::cfpart, Part::partw
path: exact *)
(*! Compile[{{m, _Real, 2}, {i, _Integer}}, Module[{u = m}, u[[1, i]] += 1.; u]][{{1., 2.}}, -2] => {{2., 2.}}
path: fast *)
