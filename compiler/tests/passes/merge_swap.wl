(* merge *)
Compile[{{n, _Integer}}, Module[{u = {1., 2.}, v = {3., 4.}}, Do[{u, v} = {v, u}; v[[1]] += 1., {n}]; u]]
---
function(n: Integer) -> Real(1)
  local u: Real(1)
  local v: Real(1)
  local count: Integer
  local returned: Void
  local part.5: Real(1)
  local part.6: Real(1)
  u = List[1.0, 2.0]
  v = List[3.0, 4.0]
  count = 1
  count count to n   (next L0, end L1)
    part.5 = v
    part.6 = u
    u = part.5
    v = part.6
    v[[1]] = Add[v[[1]], 1.0]
  u
--- merge
function(n: Integer) -> Real(1)
  local u: Real(1)
  local v: Real(1)
  local count: Integer
  local returned: Void
  local part.5: Real(1)
  local part.6: Real(1)
  u = List[1.0, 2.0]
  v = List[3.0, 4.0]
  count = 1
  count count to n   (next L0, end L1)
    part.5 = v
    v = u
    u = part.5
    v[[1]] = Add[v[[1]], 1.0]
  u
