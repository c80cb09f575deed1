(* relax *)
Compile[{{d, _Integer, 1}, {k, _Integer}}, Module[{a = d, n = Length[d]}, If[a[[k]] > 3, a[[k]] = 3]; Do[If[a[[i]] > 3, a[[i + 1]] = 3]; If[a[[i]] > 3, a[[i]] = 4]; If[RandomInteger[9] > a[[i]], a[[i]] = RandomInteger[9]], {i, n}]; a]]
---
function(d: Integer(1), k: Integer) -> Integer(1)
  local a: Integer(1)
  local n: Integer
  local i: Integer
  local last: Integer
  local returned: Void
  a = d
  n = Length[d]
  if Greater[a[[k]], 3]
    a[[k]] = 3
  last = n
  i = 1
  count i to last   (next L0, end L1)
    if Greater[a[[i]], 3]
      a[[Add[i, 1]]] = 3
    if Greater[a[[i]], 3]
      a[[i]] = 4
    if Greater[RandomInteger[0, 9], a[[i]]]
      a[[i]] = RandomInteger[0, 9]
  a
--- relax
function(d: Integer(1), k: Integer) -> Integer(1)
  local a: Integer(1)
  local n: Integer
  local i: Integer
  local last: Integer
  local returned: Void
  a = d
  n = Length[d]
  if Greater[a[[k]], 3]
    a[[k]] = 3
  last = n
  i = 1
  count i to last   (next L0, end L1)
    if Greater[a[[i]], 3]
      a[[Add[i, 1]]] = 3
    if Greater[a[[i]], 3]
      a[[i]] = 4
    if Greater[RandomInteger[0, 9], a[[i]]]
      a[[i]] = RandomInteger[0, 9]
  a
