(* A script without compiled functions. *)
Print[1 + 1]
(*=
2
0 calls of compiled functions, 0 instructions, 0 fallbacks
=*)
