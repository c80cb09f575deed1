(* common *)
Compile[{{v, _Integer, 1}, {x, _Integer}}, Module[{w = v, j = Length[v]}, While[j > 0 && w[[j]] > x, w[[j]] = w[[j]] - 1; j--]; If[j > 0 && w[[j]] > 3, j = w[[j]], j = 0]; If[j < 0 || w[[j]] == 2, 0, w[[j]]]]]
---
function(v: Integer(1), x: Integer) -> Integer
  local w: Integer(1)
  local j: Integer
  w = v
  j = Length[v]
  while And[Greater[j, 0], Greater[w[[j]], x]]   (next L0, end L1)
    w[[j]] = Add[w[[j]], -1]
    j = Subtract[j, 1]
  if And[Greater[j, 0], Greater[w[[j]], 3]]
    j = w[[j]]
  else
    j = 0
  if Or[Less[j, 0], Equal[w[[j]], 2]]
    0
  else
    w[[j]]
--- common
function(v: Integer(1), x: Integer) -> Integer
  local w: Integer(1)
  local j: Integer
  local common.4: Integer
  local common.5: Integer
  local common.6: Integer
  w = v
  j = Length[v]
  while And[Greater[j, 0], Greater[(
      common.4 = w[[j]]
      common.4
    ), x]]   (next L0, end L1)
    w[[j]] = Add[common.4, -1]
    j = Subtract[j, 1]
  if And[Greater[j, 0], Greater[(
      common.5 = w[[j]]
      common.5
    ), 3]]
    j = common.5
  else
    j = 0
  if Or[Less[j, 0], Equal[(
      common.6 = w[[j]]
      common.6
    ), 2]]
    0
  else
    common.6
