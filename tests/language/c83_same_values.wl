(* C83: long lists give what the evaluator gives, machine numbers or not. *)
(*! Total[Table[i^2, {i, 1000}]] => 333833500 *)
(*! Map[#^10 &, Range[200]][[200]] => 102400000000000000000000 *)
(*! Take[Map[Sqrt, Range[200]], 4] => {1, Sqrt[2], Sqrt[3], 2} *)
