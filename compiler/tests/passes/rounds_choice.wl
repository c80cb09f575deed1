(* rounds *)
Compile[{{u, _Real, 1}, {k, _Integer, 1}, {n, _Integer}}, Module[{v = u, s = 0., c = 0}, Do[v[[i]] = If[u[[i]] > 0. && k[[i]] != 2, u[[i]], -u[[i]]], {i, n}]; Do[If[u[[i]] < v[[i]], v[[i]] = 2. u[[i]]], {i, n}]; Do[If[EvenQ[k[[i]]], s += u[[i]] v[[i]]], {i, n}]; Do[If[k[[i]] > 3, c += k[[i]] k[[i]]], {i, n}]; Do[v[[i]] = If[u[[i]] > 0., Log[u[[i]]], 0.], {i, n}]; v]]
---
function(u: Real(1), k: Integer(1), n: Integer) -> Real(1)
  local v: Real(1)
  local s: Real
  local c: Integer
  local i.6: Integer
  local returned.7: Void
  local i.8: Integer
  local returned.9: Void
  local i.10: Integer
  local returned.11: Void
  local i.12: Integer
  local returned.13: Void
  local i.14: Integer
  local returned.15: Void
  v = u
  s = 0.0
  c = 0
  i.6 = 1
  count i.6 to n   (next L0, end L1)
    v[[i.6]] = (
        if And[Greater[u[[i.6]], 0.0], Unequal[k[[i.6]], 2]]
          u[[i.6]]
        else
          Negate[u[[i.6]]]
      )
  i.8 = 1
  count i.8 to n   (next L3, end L4)
    if Less[u[[i.8]], v[[i.8]]]
      v[[i.8]] = Multiply[2.0, u[[i.8]]]
  i.10 = 1
  count i.10 to n   (next L6, end L7)
    if EvenQ[k[[i.10]]]
      s = Add[s, Multiply[u[[i.10]], v[[i.10]]]]
  i.12 = 1
  count i.12 to n   (next L9, end L10)
    if Greater[k[[i.12]], 3]
      c = Add[c, Multiply[k[[i.12]], k[[i.12]]]]
  i.14 = 1
  count i.14 to n   (next L12, end L13)
    v[[i.14]] = (
        if Greater[u[[i.14]], 0.0]
          Log[u[[i.14]]]
        else
          0.0
      )
  v
--- rounds
function(u: Real(1), k: Integer(1), n: Integer) -> Real(1)
  local v: Real(1)
  local s: Real
  local c: Integer
  local i.6: Integer
  local returned.7: Void
  local i.8: Integer
  local returned.9: Void
  local i.10: Integer
  local returned.11: Void
  local i.12: Integer
  local returned.13: Void
  local i.14: Integer
  local returned.15: Void
  v = u
  s = 0.0
  c = 0
  i.6 = 1
  count i.6 to n   (next L0, end L1)
    (ahead: v[[i.6]] = If[BitAnd[Greater[u[[i.6]], 0.0], Unequal[k[[i.6]], 2]], u[[i.6]], Negate[u[[i.6]]]])
    v[[i.6]] = (
        if And[Greater[u[[i.6]], 0.0], Unequal[k[[i.6]], 2]]
          u[[i.6]]
        else
          Negate[u[[i.6]]]
      )
  i.8 = 1
  count i.8 to n   (next L3, end L4)
    (ahead: v[[i.8]] = If[Less[u[[i.8]], v[[i.8]]], Multiply[2.0, u[[i.8]]], v[[i.8]]])
    if Less[u[[i.8]], v[[i.8]]]
      v[[i.8]] = Multiply[2.0, u[[i.8]]]
  i.10 = 1
  count i.10 to n   (next L6, end L7)
    (ahead: s = Add[s, If[Equal[BitAnd[k[[i.10]], 1], 0], Multiply[u[[i.10]], v[[i.10]]], -0.0]])
    if EvenQ[k[[i.10]]]
      s = Add[s, Multiply[u[[i.10]], v[[i.10]]]]
  i.12 = 1
  count i.12 to n   (next L9, end L10)
    (ahead: c = Add[c, Where[Greater[k[[i.12]], 3], Multiply[k[[i.12]], k[[i.12]]]]])
    if Greater[k[[i.12]], 3]
      c = Add[c, Multiply[k[[i.12]], k[[i.12]]]]
  i.14 = 1
  count i.14 to n   (next L12, end L13)
    v[[i.14]] = (
        if Greater[u[[i.14]], 0.0]
          Log[u[[i.14]]]
        else
          0.0
      )
  v
