(* Sudoku by backtracking over the cell with the fewest candidates. *)
puzzle = "530070000600195000098000060800060003400803001700020006060000280000419005000080079";
grid = Partition[ToExpression /@ Characters[puzzle], 9];
candidates[g_, {r_, c_}] := Complement[Range[9], g[[r]], g[[All, c]],
   Flatten[g[[3 Quotient[r - 1, 3] + 1 ;; 3 Quotient[r - 1, 3] + 3, 3 Quotient[c - 1, 3] + 1 ;; 3 Quotient[c - 1, 3] + 3]]]];
solve[g_] := Module[{empty = Position[g, 0, {2}], cell, result},
   If[empty === {}, Return[g, Module]];
   cell = First[SortBy[empty, Length[candidates[g, #]] &]];
   Do[
    result = solve[ReplacePart[g, cell -> v]];
    If[result =!= $Failed, Return[result, Module]],
    {v, candidates[g, cell]}];
   $Failed];
Print["empty: ", Count[grid, 0, {2}], ", first choices: ", candidates[grid, {1, 3}]];
solved = solve[grid];
show[g_] := StringRiffle[Map[StringRiffle[StringJoin /@ Partition[ToString /@ #, 3], "|"] &, g], "\n"];
Print[show[solved]];
Print[Union[Total /@ solved, Total /@ Transpose[solved]], " ",
  AllTrue[Flatten[Partition[solved, {3, 3}], 1], Sort[Flatten[#]] == Range[9] &]];
Print[FreeQ[solved, 0], " ", Length[Union[Flatten[solved]]]];
broken = ReplacePart[grid, {1, 3} -> 5];
Print[solve[broken]];
