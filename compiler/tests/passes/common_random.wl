(* common *)
Compile[{{x, _Real}}, RandomReal[x] + RandomReal[x]]
---
function(x: Real) -> Real
  Add[RandomReal[0.0, x], RandomReal[0.0, x]]
--- common
function(x: Real) -> Real
  Add[RandomReal[0.0, x], RandomReal[0.0, x]]
