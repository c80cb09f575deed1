Compile[{{v, _Real, 1}}, Table[i v, {i, 3}]]
---
function(v: Real(1)) -> Real(2)
  local i: Integer
  local table: Real(2)
  table = NewTable Real(2)[0, 0]
  i = 1
  count i to 3   (next L0, end L1)
    Row[table, i of 3] = Fused[Multiply[Real[i], v]]
  table
