(* C82: tensor results of compiled functions are packed, however short. *)
(*! Developer`PackedArrayQ[Compile[{{n, _Integer}}, {n, n + 1}][1]] => True *)
