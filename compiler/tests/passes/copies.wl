(* copies *)
Compile[{{x, _Real}}, Module[{a = x, k = 3}, Do[a = a + 1., {k}]; With[{y = x}, y k + a]]]
---
function(x: Real) -> Real
  local a: Real
  local k: Integer
  local count: Integer
  local last: Integer
  local returned: Void
  local y: Real
  a = x
  k = 3
  last = k
  count = 1
  count count to last   (next L0, end L1)
    a = Add[a, 1.0]
  y = x
  Add[Multiply[y, Real[k]], a]
--- copies
function(x: Real) -> Real
  local a: Real
  local k: Integer
  local count: Integer
  local last: Integer
  local returned: Void
  local y: Real
  a = x
  k = 3
  last = 3
  count = 1
  count count to last   (next L0, end L1)
    a = Add[a, 1.0]
  y = x
  Add[Multiply[x, Real[3]], a]
