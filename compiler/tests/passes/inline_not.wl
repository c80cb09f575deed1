(* inline *)
fact[n_] := If[n < 2, 1, n fact[n - 1]];
first[n_] := (Do[If[i^2 > n, Return[i]], {i, n}]; 0);
Compile[{{n, _Integer}}, fact[n] + first[n]]
---
function(n: Integer) -> Real
  Add[MainEvaluate Real[Hold[fact][n]], MainEvaluate Real[Hold[first][n]]]
--- inline
function(n.0: Integer) -> Real
  local n.1: Integer
  Add[(
      n.1 = n.0
      if Less[n.1, 2]
        1.0
      else
        Multiply[Real[n.1], MainEvaluate Real[Hold[fact][Add[n.1, -1]]]]
    ), MainEvaluate Real[Hold[first][n.0]]]
