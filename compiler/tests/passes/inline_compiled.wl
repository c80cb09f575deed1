(* inline *)
next = Compile[{{n, _Integer}}, If[EvenQ[n], Quotient[n, 2], 3 n + 1]];
Compile[{{n, _Integer}}, Module[{k = n, c = 0}, While[k != 1, k = next[k]; c++]; c]]
---
function(n: Integer) -> Integer
  local k: Integer
  local c: Integer
  k = n
  c = 0
  while Unequal[k, 1]   (next L0, end L1)
    k = Call next[k]
    c = Add[c, 1]
  c
--- inline
function(n.0: Integer) -> Integer
  local k: Integer
  local c: Integer
  local n.3: Integer
  k = n.0
  c = 0
  while Unequal[k, 1]   (next L0, end L1)
    k = (
        n.3 = k
        if EvenQ[n.3]
          Quotient[n.3, 2]
        else
          Add[Multiply[3, n.3], 1]
      )
    c = Add[c, 1]
  c
