(* C14: tensors; an integer vector given to a real vector is converted. *)
(*! Compile[{{v, _Real, 1}}, 2 v][{1, 2, 3}] => {2., 4., 6.}
path: fast *)
(*! Compile[{{t, _Integer, 3}}, t[[2, 1, 2]]][{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}] => 6
path: fast *)
