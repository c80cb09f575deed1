Compile[{{n, _Integer}}, Switch[n, 1, 2., 2 | 3, 5, _, 0]]
---
function(n: Integer) -> Real
  local switch: Integer
  if Equal[n, 1]
    2.0
  else
    if Or[Equal[n, 2], Equal[n, 3]]
      5.0
    else
      0.0
