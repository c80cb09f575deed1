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
