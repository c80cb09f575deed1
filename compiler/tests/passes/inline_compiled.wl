(* inline *)
next = Compile[{{n, _Integer}}, If[EvenQ[n], Quotient[n, 2], 3 n + 1]];
Compile[{{n, _Integer}}, Module[{k = n, c = 0}, While[k != 1, k = next[k]; c++]; c]]
---
function(n: Integer) -> Integer
  local k: Integer
  local c: Integer
  local returned: Void
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
  local returned: Void
  local n.4: Integer
  k = n.0
  c = 0
  while Unequal[k, 1]   (next L0, end L1)
    k = (
        n.4 = k
        if EvenQ[n.4]
          Quotient[n.4, 2]
        else
          Add[Multiply[3, n.4], 1]
      )
    c = Add[c, 1]
  c
