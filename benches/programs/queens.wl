(* The number of ways to put n queens on a board of n x n, by going forward and back. *)
Compile[{{n, _Integer}},
 Module[{col = Table[0, {n}], used = Table[0, {n}], up = Table[0, {2 n}], down = Table[0, {2 n}], r = 1, c = 0, count = 0},
  While[r > 0,
   c = col[[r]];
   If[c > 0, used[[c]] = 0; up[[r + c]] = 0; down[[r - c + n]] = 0];
   c++;
   While[c <= n && (used[[c]] == 1 || up[[r + c]] == 1 || down[[r - c + n]] == 1), c++];
   If[c > n,
    col[[r]] = 0; r--,
    If[r == n,
     count++; col[[r]] = 0; r--,
     col[[r]] = c; used[[c]] = 1; up[[r + c]] = 1; down[[r - c + n]] = 1; r++]]];
  1. count]]
