Compile[{{n, _Integer}}, Module[{b = Internal`Bag[]}, Do[Internal`StuffBag[b, i^2], {i, n}]; Internal`BagPart[b, All]]]
---
function(n: Integer) -> Integer(1)
  local b: Integer(1)
  local i: Integer
  local returned: Void
  b = NewTable Integer(1)[0]
  i = 1
  count i to n   (next L0, end L1)
    b = Append[b, Square[i]]
  b
