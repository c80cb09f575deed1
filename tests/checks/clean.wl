(* Nothing to say. *)
fact[0] = 1;
fact[n_Integer] := n fact[n - 1]
Print[fact /@ Range[10]]
Total[SortBy[{3, 1, 2}, Minus]]
(*=
exit 0
=*)
