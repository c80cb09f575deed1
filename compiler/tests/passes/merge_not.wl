(* merge *)
Compile[{{x, _Real}}, Module[{t = x + 1., a = 2.}, Do[t = t + a, {3}]; a = t; a + x]]
---
function(x: Real) -> Real
  local t: Real
  local a: Real
  local count: Integer
  local returned: Void
  t = Add[x, 1.0]
  a = 2.0
  count = 1
  count count to 3   (next L0, end L1)
    t = Add[t, a]
  a = t
  Add[a, x]
--- merge
function(x: Real) -> Real
  local t: Real
  local a: Real
  local count: Integer
  local returned: Void
  t = Add[x, 1.0]
  a = 2.0
  count = 1
  count count to 3   (next L0, end L1)
    t = Add[t, a]
  a = t
  Add[a, x]
