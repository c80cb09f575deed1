(* C27: automatic compilation keeps exact results exact. *)
(*! Take[Map[Sqrt, Range[200]], 3] => {1, Sqrt[2], Sqrt[3]} *)
(*! Map[Sqrt, Range[200]][[4]] => 2 *)
