(* merge *)
Compile[{{n, _Integer}}, Module[{a}, a = Table[1. i, {i, n}]; a[[1]] = 0.; a]]
---
function(n: Integer) -> Real(1)
  local a: Real(1)
  local i: Integer
  local table: Real(1)
  a = (
      table = NewTable Real(1)[n]
      i = 1
      count i to n   (next L0, end L1)
        Element[table, i] = Multiply[1.0, Real[i]]
      table
    )
  a[[1]] = 0.0
  a
--- merge
function(n: Integer) -> Real(1)
  local a: Real(1)
  local i: Integer
  local table: Real(1)
  a = NewTable Real(1)[n]
  i = 1
  count i to n   (next L0, end L1)
    Element[a, i] = Multiply[1.0, Real[i]]
  a[[1]] = 0.0
  a
