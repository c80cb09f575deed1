Compile[{{v, _Real, 1}}, Fold[#1 + 2 #2 &, 0, v]]
---
function(v: Real(1)) -> Real
  local list: Real(1)
  local counter: Integer
  local item: Real
  local state: Real
  local length: Integer
  state = 0.0
  length = Length[v]
  counter = 1
  count counter to length   (next L0, end L1)
    item = v[[counter!]]
    state = Add[state, Multiply[2.0, item]]
  state
