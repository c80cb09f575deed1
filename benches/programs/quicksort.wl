(* Quicksort of n integers with a stack of its own; a checksum of the order. *)
Compile[{{n, _Integer}},
 Module[{v = Table[0, {n}], stack = Table[0, {200}], top = 2, lo = 0, hi = 0, i = 0, j = 0, pivot = 0, x = 42, s = 0},
  Do[x = Mod[16807 x, 2147483647]; v[[k]] = Mod[x, 100000], {k, n}];
  stack[[1]] = 1; stack[[2]] = n;
  While[top > 0,
   hi = stack[[top]]; lo = stack[[top - 1]]; top -= 2;
   While[lo < hi,
    pivot = v[[Quotient[lo + hi, 2]]]; i = lo; j = hi;
    While[i <= j,
     While[v[[i]] < pivot, i++];
     While[v[[j]] > pivot, j--];
     If[i <= j, {v[[i]], v[[j]]} = {v[[j]], v[[i]]}; i++; j--]];
    If[j - lo < hi - i,
     If[i < hi, top += 2; stack[[top - 1]] = i; stack[[top]] = hi]; hi = j,
     If[lo < j, top += 2; stack[[top - 1]] = lo; stack[[top]] = j]; lo = i]]];
  Do[s = Mod[s + k v[[k]], 1000003], {k, n}];
  1. s]]
