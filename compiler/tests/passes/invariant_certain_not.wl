(* invariant *)
Compile[{{v, _Real, 1}, {n, _Integer}}, Module[{s = 0., k = 1}, Do[If[s > 1., s += v[[n]]]; s += v[[n + 1]], {i, n}]; While[k < n, s += v[[n]]; k++]; s]]
---
function(v: Real(1), n: Integer) -> Real
  local s: Real
  local k: Integer
  local i: Integer
  local returned: Void
  s = 0.0
  k = 1
  i = 1
  count i to n   (next L0, end L1)
    if Greater[s, 1.0]
      s = Add[s, v[[n]]]
    s = Add[s, v[[Add[n, 1]]]]
  while Less[k, n]   (next L3, end L4)
    s = Add[s, v[[n]]]
    k = Add[k, 1]
  s
--- invariant
function(v: Real(1), n: Integer) -> Real
  local s: Real
  local k: Integer
  local i: Integer
  local returned: Void
  s = 0.0
  k = 1
  i = 1
  count i to n   (next L0, end L1)
    if Greater[s, 1.0]
      s = Add[s, v[[n]]]
    s = Add[s, v[[Add[n, 1]]]]
  while Less[k, n]   (next L3, end L4)
    s = Add[s, v[[n]]]
    k = Add[k, 1]
  s
