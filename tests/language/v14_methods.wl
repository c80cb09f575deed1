(* V14: numerical methods. *)
(*! x /. FindRoot[Cos[x] == x, {x, 1.}] => 0.739085 *)
(*! NIntegrate[Exp[-x^2], {x, 0, 1}] => 0.746824 *)
(*! First[FindMinimum[(x - 2)^2 + 1, {x, 0.}]] => 1. *)
(*! D[x^2 Sin[x], x] => x^2 Cos[x] + 2 x Sin[x] *)
sol = NDSolve[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 2}];
(*! Abs[(y[1.] /. First[sol]) - Exp[-1.]] < 10^-6 => True *)
(*! Interpolation[{{0, 0}, {1, 1}, {2, 4}, {3, 9}}][1.5] => 2.25 *)
(*! Fit[{{0, 1}, {1, 3}, {2, 5}}, {1, x}, x] => 1. + 2. x *)
