(* fold *)
Compile[{{x, _Real}}, (x + 0.) (x - 0.)]
---
function(x: Real) -> Real
  local $1: Real
  $1 = Add[x, 0.0]
  Multiply[$1, $1]
--- fold
function(x: Real) -> Real
  local $1: Real
  $1 = Add[x, 0.0]
  Multiply[$1, $1]
