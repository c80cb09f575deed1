(* fuse *)
Compile[{{v, _Real, 1}, {m, _Real, 2}}, Module[{k = 0}, (k = k + 1; v) + Table[k + 0., {Length[v]}] + m.v]]
---
function(v: Real(1), m: Real(2)) -> Real(1)
  local k: Integer
  local count: Integer
  local last: Integer
  local table: Real(1)
  k = 0
  Add[Add[(
      k = Add[k, 1]
      v
    ), (
      last = Length[v]
      table = NewTable Real(1)[last]
      count = 1
      count count to last   (next L0, end L1)
        Element[table, count] = Add[Real[k], 0.0]
      table
    )], Dot[m, v]]
--- fuse
function(v: Real(1), m: Real(2)) -> Real(1)
  local k: Integer
  local count: Integer
  local last: Integer
  local table: Real(1)
  k = 0
  Add[Add[(
      k = Add[k, 1]
      v
    ), (
      last = Length[v]
      table = NewTable Real(1)[last]
      count = 1
      count count to last   (next L0, end L1)
        Element[table, count] = Add[Real[k], 0.0]
      table
    )], Dot[m, v]]
