(* C81: a symbol put in unpacks. *)
v = Range[10.];
v[[1]] = a;
(*! Developer`PackedArrayQ[v] => False *)
(*! Take[v + 1, 3] => {1 + a, 3., 4.} *)
v[[1]] = 0.;
(*! Developer`PackedArrayQ[Developer`ToPackedArray[v]] => True *)
