(* common *)
Compile[{{v, _Real, 1}, {i, _Integer}}, Module[{w = v, a, b}, a = w[[i]] + w[[i + 1]]; w[[i]] = 0.; b = w[[i]] + w[[i]] + w[[i + 1]]; a + b]]
---
function(v: Real(1), i: Integer) -> Real
  local w: Real(1)
  local a: Real
  local b: Real
  w = v
  a = Add[w[[i]], w[[Add[i, 1]]]]
  w[[i]] = 0.0
  b = Add[Add[w[[i]], w[[i]]], w[[Add[i, 1]]]]
  Add[a, b]
--- common
function(v: Real(1), i: Integer) -> Real
  local w: Real(1)
  local a: Real
  local b: Real
  w = v
  a = Add[w[[i]], w[[Add[i, 1]]]]
  w[[i]] = 0.0
  b = Add[Add[w[[i]], w[[i]]], w[[Add[i, 1]]]]
  Add[a, b]
