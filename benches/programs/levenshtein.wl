(* The edit distance of two sequences of n letters. *)
Compile[{{n, _Integer}},
 Module[{s = Table[Mod[i i, 7], {i, n}], t = Table[Mod[3 i + Quotient[i, 4], 7], {i, n}], p, q, cost = 0},
  p = Table[j, {j, 0, n}];
  q = p;
  Do[
   q[[1]] = i;
   Do[
    cost = If[s[[i]] == t[[j]], 0, 1];
    q[[j + 1]] = Min[p[[j + 1]] + 1, q[[j]] + 1, p[[j]] + cost],
    {j, n}];
   {p, q} = {q, p},
   {i, n}];
  1. p[[n + 1]]]]
