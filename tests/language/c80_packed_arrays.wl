(* C80: full arrays of machine numbers are packed. *)
v = Range[10.^5];
(*! Developer`PackedArrayQ[v] => True *)
(*! Abs[ByteCount[v]/10^5 - 8] < 0.1 => True *)
(*! Developer`PackedArrayQ[Table[i, {i, 300}]] => True *)
