(* relax *)
Compile[{{d, _Integer, 1}, {w, _Real, 2}, {k, _Integer}}, Module[{a = d, b = w, n = Length[d]}, Do[If[a[[k]] + i < a[[i]], a[[i]] = a[[k]] + i], {i, n}]; Do[If[b[[1, i]] >= b[[2, i]], b[[1, i]] = b[[2, i]]], {i, n}]; {a[[1]], b[[1, 1]]}]]
---
function(d: Integer(1), w: Real(2), k: Integer) -> Real(1)
  local a: Integer(1)
  local b: Real(2)
  local n: Integer
  local i.6: Integer
  local last.7: Integer
  local returned.8: Void
  local i.9: Integer
  local last.10: Integer
  local returned.11: Void
  a = d
  b = w
  n = Length[d]
  last.7 = n
  i.6 = 1
  count i.6 to last.7   (next L0, end L1)
    if Less[Add[a[[k]], i.6], a[[i.6]]]
      a[[i.6]] = Add[a[[k]], i.6]
  last.10 = n
  i.9 = 1
  count i.9 to last.10   (next L3, end L4)
    if GreaterEqual[b[[1, i.9]], b[[2, i.9]]]
      b[[1, i.9]] = b[[2, i.9]]
  List[Real[a[[1]]], b[[1, 1]]]
--- relax
function(d: Integer(1), w: Real(2), k: Integer) -> Real(1)
  local a: Integer(1)
  local b: Real(2)
  local n: Integer
  local i.6: Integer
  local last.7: Integer
  local returned.8: Void
  local i.9: Integer
  local last.10: Integer
  local returned.11: Void
  local side.12: Integer
  local side.13: Integer
  local side.14: Real
  local side.15: Real
  a = d
  b = w
  n = Length[d]
  last.7 = n
  i.6 = 1
  count i.6 to last.7   (next L0, end L1)
    side.12 = Add[a[[k]], i.6]
    side.13 = a[[i.6]]
    a[[i.6]] = (
        if Less[side.12, side.13]
          side.12
        else
          side.13
      )
  last.10 = n
  i.9 = 1
  count i.9 to last.10   (next L3, end L4)
    side.14 = b[[1, i.9]]
    side.15 = b[[2, i.9]]
    b[[1, i.9]] = (
        if GreaterEqual[side.14, side.15]
          side.15
        else
          side.14
      )
  List[Real[a[[1]]], b[[1, 1]]]
