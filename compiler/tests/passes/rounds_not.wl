(* rounds *)
Compile[{{u, _Real, 1}, {k, _Integer, 1}, {n, _Integer}}, Module[{v = u, s = 0.}, Do[v[[k[[i]]]] = 2. u[[i]], {i, n}]; Do[s = 0.5 s + u[[i]], {i, n}]; Do[If[u[[i]] > 0., Break[]]; v[[i]] = 2. u[[i]], {i, n}]; Do[v[[i]] = 1. + u[[i i]], {i, n}]; v]]
---
function(u: Real(1), k: Integer(1), n: Integer) -> Real(1)
  local v: Real(1)
  local s: Real
  local i.5: Integer
  local returned.6: Void
  local i.7: Integer
  local returned.8: Void
  local i.9: Integer
  local returned.10: Void
  local i.11: Integer
  local returned.12: Void
  v = u
  s = 0.0
  i.5 = 1
  count i.5 to n   (next L0, end L1)
    v[[k[[i.5]]]] = Multiply[2.0, u[[i.5]]]
  i.7 = 1
  count i.7 to n   (next L3, end L4)
    s = Add[Multiply[0.5, s], u[[i.7]]]
  i.9 = 1
  count i.9 to n   (next L6, end L7)
    if Greater[u[[i.9]], 0.0]
      goto L7
    v[[i.9]] = Multiply[2.0, u[[i.9]]]
  i.11 = 1
  count i.11 to n   (next L9, end L10)
    v[[i.11]] = Add[1.0, u[[Multiply[i.11, i.11]]]]
  v
--- rounds
function(u: Real(1), k: Integer(1), n: Integer) -> Real(1)
  local v: Real(1)
  local s: Real
  local i.5: Integer
  local returned.6: Void
  local i.7: Integer
  local returned.8: Void
  local i.9: Integer
  local returned.10: Void
  local i.11: Integer
  local returned.12: Void
  v = u
  s = 0.0
  i.5 = 1
  count i.5 to n   (next L0, end L1)
    v[[k[[i.5]]]] = Multiply[2.0, u[[i.5]]]
  i.7 = 1
  count i.7 to n   (next L3, end L4)
    s = Add[Multiply[0.5, s], u[[i.7]]]
  i.9 = 1
  count i.9 to n   (next L6, end L7)
    if Greater[u[[i.9]], 0.0]
      goto L7
    v[[i.9]] = Multiply[2.0, u[[i.9]]]
  i.11 = 1
  count i.11 to n   (next L9, end L10)
    v[[i.11]] = Add[1.0, u[[Multiply[i.11, i.11]]]]
  v
