(* common *)
Compile[{{i, _Integer}, {j, _Integer}}, Module[{a, b}, a = (i + j - 2) (i + j - 1); b = Quotient[i + j, 2]; a + b]]
---
function(i: Integer, j: Integer) -> Integer
  local a: Integer
  local b: Integer
  a = Multiply[Add[Add[i, j], -2], Add[Add[i, j], -1]]
  b = Quotient[Add[i, j], 2]
  Add[a, b]
--- common
function(i: Integer, j: Integer) -> Integer
  local a: Integer
  local b: Integer
  local common: Integer
  a = Multiply[Add[(
      common = Add[i, j]
      common
    ), -2], Add[Add[i, j], -1]]
  b = Quotient[common, 2]
  Add[a, b]
