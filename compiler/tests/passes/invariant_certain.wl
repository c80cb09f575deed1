(* invariant *)
Compile[{{v, _Real, 1}, {w, _Real, 1}, {n, _Integer}}, Module[{s = 0., a = w}, Do[s += v[[n]] a[[i]] + a[[n]]; a[[i]] = Sqrt[v[[1]]] + (n + 3); If[s > 9., s -= v[[2]]], {i, n + 1}]; s]]
---
function(v: Real(1), w: Real(1), n: Integer) -> Real
  local s: Real
  local a: Real(1)
  local i: Integer
  local last: Integer
  local returned: Void
  s = 0.0
  a = w
  last = Add[n, 1]
  i = 1
  count i to last   (next L0, end L1)
    s = Add[s, Add[Multiply[v[[n]], a[[i]]], a[[n]]]]
    a[[i]] = Add[Sqrt[v[[1]]], Real[Add[n, 3]]]
    if Greater[s, 9.0]
      s = Subtract[s, v[[2]]]
  s
--- invariant
function(v: Real(1), w: Real(1), n: Integer) -> Real
  local s: Real
  local a: Real(1)
  local i: Integer
  local last: Integer
  local returned: Void
  local invariant.8: Real
  local invariant.9: Real
  s = 0.0
  a = w
  last = Add[n, 1]
  i = 1
  if LessEqual[i, last]
    invariant.8 = v[[n]]
    invariant.9 = Add[Sqrt[v[[1]]], Real[Add[n, 3]]]
    count i to last   (next L0, end L1)
      s = Add[s, Add[Multiply[invariant.8, a[[i]]], a[[n]]]]
      a[[i]] = invariant.9
      if Greater[s, 9.0]
        s = Subtract[s, v[[2]]]
  s
