(* common *)
Compile[{{x, _Real}, {n, _Integer}}, Module[{a = 0., y = x}, If[n > 0, a = Sin[y], a = 2. Sin[y]; y = 1.]; a = a + Sin[y]; While[a < Cos[x], a = a + Cos[x]; y = y + Exp[y]; a = a + Exp[y]]; a]]
---
function(x: Real, n: Integer) -> Real
  local a: Real
  local y: Real
  a = 0.0
  y = x
  if Greater[n, 0]
    a = Sin[y]
  else
    a = Multiply[2.0, Sin[y]]
    y = 1.0
  a = Add[a, Sin[y]]
  while Less[a, Cos[x]]   (next L0, end L1)
    a = Add[a, Cos[x]]
    y = Add[y, Exp[y]]
    a = Add[a, Exp[y]]
  a
--- common
function(x: Real, n: Integer) -> Real
  local a: Real
  local y: Real
  local common: Real
  a = 0.0
  y = x
  if Greater[n, 0]
    a = Sin[y]
  else
    a = Multiply[2.0, Sin[y]]
    y = 1.0
  a = Add[a, Sin[y]]
  while Less[a, (
      common = Cos[x]
      common
    )]   (next L0, end L1)
    a = Add[a, common]
    y = Add[y, Exp[y]]
    a = Add[a, Exp[y]]
  a
