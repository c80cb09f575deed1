(* How often a word of 12 letters stands in a text of n, by the table of Knuth, Morris and Pratt. *)
Compile[{{n, _Integer}},
 Module[{word = {1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1}, text = Table[0, {n}], next = Table[0, {12}], k = 0, x = 99, found = 0},
  Do[x = Mod[16807 x, 2147483647]; text[[i]] = If[Mod[x, 100] < 63, 1, 0], {i, n}];
  Do[
   While[k > 0 && word[[k + 1]] != word[[i]], k = next[[k]]];
   If[word[[k + 1]] == word[[i]], k++];
   next[[i]] = k,
   {i, 2, 12}];
  k = 0;
  Do[
   While[k > 0 && word[[k + 1]] != text[[i]], k = next[[k]]];
   If[word[[k + 1]] == text[[i]], k++];
   If[k == 12, found++; k = next[[k]]],
   {i, n}];
  1. found]]
