(* N queens by backtracking, by permutations and with bits. *)
safeQ[cols_, c_] := NoneTrue[Range[Length[cols]],
   cols[[#]] == c || Abs[cols[[#]] - c] == Length[cols] + 1 - # &];
extend[cols_, n_] := If[Length[cols] == n, Sow[cols],
   Do[If[safeQ[cols, c], extend[Append[cols, c], n]], {c, n}]];
solve[n_] := First[Last[Reap[extend[{}, n]]], {}];
Print[solve[4]];
Print[solve[3]];
Print[Length[solve[6]], " solutions on 6, first ", First[solve[6]]];
draw[cols_] := Map[StringJoin, Table[If[cols[[r]] == c, "Q", "."], {r, Length[cols]}, {c, Length[cols]}]];
Scan[Print, draw[First[solve[5]]]];
perms = Select[Permutations[Range[5]],
   DuplicateFreeQ[# + Range[5]] && DuplicateFreeQ[# - Range[5]] &];
Print[perms == solve[5], " ", Length[perms]];
count = Compile[{{n, _Integer}}, Module[
    {cols = Table[0, {20}], row = 1, found = 0, ok = True, k = 0},
    While[row > 0,
     cols[[row]] = cols[[row]] + 1;
     If[cols[[row]] > n,
      cols[[row]] = 0; row = row - 1,
      ok = True; k = 1;
      While[k < row && ok,
       If[cols[[k]] == cols[[row]] || Abs[cols[[k]] - cols[[row]]] == row - k, ok = False];
       k = k + 1];
      If[ok, If[row == n, found = found + 1, row = row + 1; cols[[row]] = 0]]]];
    found]];
Print[Table[count[n], {n, 8}]];
bits[n_] := Module[{place},
   place[cols_, _, _] /; cols == 2^n - 1 := 1;
   place[cols_, left_, right_] := Module[{free = BitAnd[BitNot[BitOr[cols, left, right]], 2^n - 1], sum = 0, bit},
     While[free != 0,
      bit = BitAnd[free, -free];
      free = BitXor[free, bit];
      sum += place[BitOr[cols, bit], BitShiftLeft[BitOr[left, bit]], BitShiftRight[BitOr[right, bit]]]];
     sum];
   place[0, 0, 0]];
Print[bits[6]];
