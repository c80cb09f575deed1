(* The start below n with the longest Collatz chain, plus its length in thousandths. *)
Compile[{{n, _Integer}},
 Module[{best = 0, bestStart = 0, k = 0, len = 0},
  Do[
   k = start; len = 1;
   While[k != 1,
    If[Mod[k, 2] == 0, k = Quotient[k, 2], k = 3 k + 1];
    len++];
   If[len > best, best = len; bestStart = start],
   {start, 1, n - 1}];
  bestStart + best/1000.]]
