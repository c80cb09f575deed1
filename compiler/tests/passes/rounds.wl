(* rounds *)
Compile[{{u, _Real, 2}, {n, _Integer}}, Module[{v = u, s = 0.}, Do[v[[i, j]] = 0.25 (u[[i - 1, j]] + u[[i + 1, j]]), {i, 2, n}, {j, 2, n}]; Do[s += Sin[v[[2, j]]] v[[2, j]], {j, n}]; s]]
---
function(u: Real(2), n: Integer) -> Real
  local v: Real(2)
  local s: Real
  local i: Integer
  local j.5: Integer
  local returned.6: Void
  local j.7: Integer
  local returned.8: Void
  v = u
  s = 0.0
  i = 2
  count i to n   (next L0, end L1)
    j.5 = 2
    count j.5 to n   (next L2, end L3)
      v[[i, j.5]] = Multiply[0.25, Add[u[[Add[i, -1], j.5]], u[[Add[i, 1], j.5]]]]
  j.7 = 1
  count j.7 to n   (next L5, end L6)
    s = Add[s, Multiply[Sin[v[[2, j.7]]], v[[2, j.7]]]]
  s
--- rounds
function(u: Real(2), n: Integer) -> Real
  local v: Real(2)
  local s: Real
  local i: Integer
  local j.5: Integer
  local returned.6: Void
  local j.7: Integer
  local returned.8: Void
  v = u
  s = 0.0
  i = 2
  count i to n   (next L0, end L1)
    j.5 = 2
    count j.5 to n   (next L2, end L3)
      (ahead: v[[i, j.5]] = Multiply[0.25, Add[u[[i + -1, j.5]], u[[i + 1, j.5]]]])
      v[[i, j.5]] = Multiply[0.25, Add[u[[Add[i, -1], j.5]], u[[Add[i, 1], j.5]]]]
  j.7 = 1
  count j.7 to n   (next L5, end L6)
    (ahead: s = Add[s, Multiply[Sin[v[[2, j.7]]], v[[2, j.7]]]])
    s = Add[s, Multiply[Sin[v[[2, j.7]]], v[[2, j.7]]]]
  s
