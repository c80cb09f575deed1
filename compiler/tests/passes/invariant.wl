(* invariant *)
Compile[{{x, _Real}, {n, _Integer}}, Module[{s = 0.}, Do[s = s + Sin[x] i; s = s/(x + 1.), {i, n}]; s]]
---
function(x: Real, n: Integer) -> Real
  local s: Real
  local i: Integer
  local returned: Void
  s = 0.0
  i = 1
  count i to n   (next L0, end L1)
    s = Add[s, Multiply[Sin[x], Real[i]]]
    s = Divide[s, Add[x, 1.0]]
  s
--- invariant
function(x: Real, n: Integer) -> Real
  local s: Real
  local i: Integer
  local returned: Void
  local invariant.5: Real
  local invariant.6: Real
  s = 0.0
  i = 1
  invariant.5 = Sin[x]
  invariant.6 = Add[x, 1.0]
  count i to n   (next L0, end L1)
    s = Add[s, Multiply[invariant.5, Real[i]]]
    s = Divide[s, invariant.6]
  s
