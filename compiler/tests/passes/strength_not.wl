(* strength *)
Compile[{{x, _Real}, {n, _Integer}}, If[Mod[x, 2] == 0 || Mod[n, 2] < 1 || Mod[n, 2] == 2 || Mod[n, 2] == n, x^3, Quotient[x, 1] + Mod[n, 7]]]
---
function(x: Real, n: Integer) -> Real
  if Or[Equal[Mod[x, 2.0], 0.0], Less[Mod[n, 2], 1], Equal[Mod[n, 2], 2], Equal[Mod[n, 2], n]]
    Power[x, 3]
  else
    Real[Add[Quotient[x, 1.0], Mod[n, 7]]]
--- strength
function(x: Real, n: Integer) -> Real
  if Or[Equal[Mod[x, 2.0], 0.0], Less[Mod[n, 2], 1], Equal[Mod[n, 2], 2], Equal[Mod[n, 2], n]]
    Power[x, 3]
  else
    Real[Add[Quotient[x, 1.0], Mod[n, 7]]]
