(* C83: long loops over machine numbers compile by themselves and give what the evaluator gives. *)
(*! Total[Table[i^2, {i, 1000}]] => 333833500
path: fast *)
(*! Map[#^2 + 1. &, Range[1., 100.]][[2]] => 5.
path: fast *)
(*! Nest[Mod[3 # + 1, 101] &, 1, 100] => 1
path: fast *)
(*! s = 0; Do[s += i, {i, 300}]; s => 45150
path: fast *)
(*! Select[Range[100], PrimeQ[#] && # > 90 &] => {97}
path: fast *)
(*! Map[#^10 &, Range[200]][[200]] => 102400000000000000000000
path: exact *)
(*! Take[Map[Sqrt, Range[200]], 4] => {1, Sqrt[2], Sqrt[3], 2} *)
(*! Take[Table[i/2, {i, 300}], 3] => {1/2, 1, 3/2} *)
(*! SystemOptions["CompileOptions" -> "MapCompileLength"] => {CompileOptions -> {MapCompileLength -> 100}} *)
(*! SystemOptions["CompileOptions"] => {CompileOptions -> {ArrayCompileLength -> 250, FoldCompileLength -> 100, MapCompileLength -> 100, NestCompileLength -> 100, ProductCompileLength -> 250, SumCompileLength -> 250, TableCompileLength -> 250}} *)
(*! SetSystemOptions["CompileOptions" -> {"TableCompileLength" -> 5}] => {CompileOptions -> {TableCompileLength -> 5}} *)
(*! Table[2. i, {i, 5}] => {2., 4., 6., 8., 10.}
path: fast *)
(*! SetSystemOptions["CompileOptions" -> "TableCompileLength" -> Infinity] => {CompileOptions -> {TableCompileLength -> Infinity}} *)
(*! Head[SetSystemOptions["CompileOptions" -> "NoSuchLength" -> 1]] => SetSystemOptions
messages: SetSystemOptions::optx *)
