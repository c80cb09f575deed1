(* fuse *)
Compile[{{v, _Real, 1}, {a, _Real}}, Module[{w}, w = a Sin[v]^2 + Cos[v] Exp[-v]; Total[w v] + Max[Abs[w - Reverse[w + 1.]]]]]
---
function(v: Real(1), a: Real) -> Real
  local w: Real(1)
  w = Add[Multiply[a, Square[Sin[v]]], Multiply[Cos[v], Exp[Negate[v]]]]
  Add[Total[Multiply[w, v]], Max[Abs[Subtract[w, Reverse[Add[w, 1.0]]]]]]
--- fuse
function(v: Real(1), a: Real) -> Real
  local w: Real(1)
  w = Fused[Add[Multiply[a, Square[Sin[v]]], Multiply[Cos[v], Exp[Negate[v]]]]]
  Add[Fused[Total[Multiply[w, v]]], Fused[Max[Abs[Subtract[w, Reverse[Fused[Add[w, 1.0]]]]]]]]
