(* C83: thresholds of automatic compilation. *)
(*! Lookup["CompileOptions" /. SystemOptions["CompileOptions"], {"MapCompileLength", "TableCompileLength", "NestCompileLength"}] => {100, 250, 100} *)
(*! Total[Table[i^2, {i, 1000}]] => 333833500 *)
(*! Map[#^10 &, Range[200]][[200]] => 102400000000000000000000 *)
