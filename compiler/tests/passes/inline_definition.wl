(* inline *)
area[r_] := Pi r^2;
Compile[{{x, _Real}}, area[x] + area[2. x]]
---
function(x: Real) -> Real
  Add[MainEvaluate Real[Hold[area][x]], MainEvaluate Real[Hold[area][Multiply[2.0, x]]]]
--- inline
function(x: Real) -> Real
  local r.1: Real
  local r.2: Real
  Add[(
      r.1 = x
      Multiply[3.141592653589793, Square[r.1]]
    ), (
      r.2 = Multiply[2.0, x]
      Multiply[3.141592653589793, Square[r.2]]
    )]
