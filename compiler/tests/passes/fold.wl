(* fold *)
Compile[{{x, _Real}, {n, _Integer}}, Module[{k = n}, If[2 > 1, x 1. + x/4. + x/3., 0.] + k k + (n + 0) + x - 0.]]
---
function(x: Real, n: Integer) -> Real
  local k: Integer
  k = n
  Add[Add[Add[Add[Add[Add[Multiply[x, 1.0], Divide[x, 4.0]], Divide[x, 3.0]], Real[Multiply[k, k]]], Real[Add[n, 0]]], x], -0.0]
--- fold
function(x: Real, n: Integer) -> Real
  local k: Integer
  k = n
  Add[Add[Add[Add[Add[x, Multiply[x, 0.25]], Divide[x, 3.0]], Real[Square[k]]], Real[n]], x]
