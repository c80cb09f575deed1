(* Insertion sort of n integers; a checksum of the order. *)
Compile[{{n, _Integer}},
 Module[{v = Table[0, {n}], x = 1, j = 0, s = 0},
  Do[x = Mod[16807 x, 2147483647]; v[[i]] = Mod[x, 1000], {i, n}];
  Do[
   x = v[[i]]; j = i - 1;
   While[j > 0 && v[[j]] > x, v[[j + 1]] = v[[j]]; j--];
   v[[j + 1]] = x,
   {i, 2, n}];
  Do[s = Mod[s + i v[[i]], 1000003], {i, n}];
  1. s]]
