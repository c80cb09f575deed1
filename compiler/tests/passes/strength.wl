(* strength *)
Compile[{{n, _Integer}, {k, _Integer}}, If[Mod[n, 2] == 0 && Mod[n, 2] != 1 && 0 != Mod[n, -2] && Mod[n, 3] == 0, Quotient[n, 1] + Quotient[k, -1], n^3 + n^4 + n^5 + (n + k)^3]]
---
function(n: Integer, k: Integer) -> Integer
  if And[Equal[Mod[n, 2], 0], Unequal[Mod[n, 2], 1], Unequal[0, Mod[n, -2]], Equal[Mod[n, 3], 0]]
    Add[Quotient[n, 1], Quotient[k, -1]]
  else
    Add[Add[Add[Power[n, 3], Power[n, 4]], Power[n, 5]], Power[Add[n, k], 3]]
--- strength
function(n: Integer, k: Integer) -> Integer
  if And[EvenQ[n], EvenQ[n], OddQ[n], Equal[Mod[n, 3], 0]]
    Add[n, Negate[k]]
  else
    Add[Add[Add[Multiply[Square[n], n], Square[Square[n]]], Power[n, 5]], Power[Add[n, k], 3]]
