(* dead *)
Compile[{{x, _Real}, {n, _Integer}}, Module[{a = 2. x, b = n + 1, c = 3.}, c; Sin[x]; x]]
---
function(x: Real, n: Integer) -> Real
  local a: Real
  local b: Integer
  local c: Real
  a = Multiply[2.0, x]
  b = Add[n, 1]
  c = 3.0
  Sin[x]
  x
--- dead
function(x: Real, n: Integer) -> Real
  local a: Real
  local b: Integer
  local c: Real
  b = Add[n, 1]
  x
