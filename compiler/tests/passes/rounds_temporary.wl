(* rounds *)
Compile[{{u, _Real, 1}, {n, _Integer}}, Module[{v = u, t = 0.}, Do[t = u[[i]] - u[[i + 1]]; v[[i]] = t t, {i, n}]; v]]
---
function(u: Real(1), n: Integer) -> Real(1)
  local v: Real(1)
  local t: Real
  local i: Integer
  local returned: Void
  v = u
  t = 0.0
  i = 1
  count i to n   (next L0, end L1)
    t = Subtract[u[[i]], u[[Add[i, 1]]]]
    v[[i]] = Multiply[t, t]
  v
--- rounds
function(u: Real(1), n: Integer) -> Real(1)
  local v: Real(1)
  local t: Real
  local i: Integer
  local returned: Void
  v = u
  t = 0.0
  i = 1
  count i to n   (next L0, end L1)
    (ahead: v[[i]] = Multiply[Subtract[u[[i]], u[[i + 1]]], Subtract[u[[i]], u[[i + 1]]]])
    t = Subtract[u[[i]], u[[Add[i, 1]]]]
    v[[i]] = Multiply[t, t]
  v
