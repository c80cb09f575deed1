(* V14: numerical methods. *)
(*! x /. FindRoot[Cos[x] == x, {x, 1.}] => 0.739085 *)
(*! NIntegrate[Exp[-x^2], {x, 0, 1}] => 0.746824 *)
(*! First[FindMinimum[(x - 2)^2 + 1, {x, 0.}]] => 1. *)
(*! D[x^2 Sin[x], x] => x^2 Cos[x] + 2 x Sin[x] *)
sol = NDSolve[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 2}];
(*! Abs[(y[1.] /. First[sol]) - Exp[-1.]] < 10^-6 => True *)
(*! Interpolation[{{0, 0}, {1, 1}, {2, 4}, {3, 9}}][1.5] => 2.25 *)
(*! Fit[{{0, 1}, {1, 3}, {2, 5}}, {1, x}, x] => 1. + 2. x *)
(*! D[x^2 y, {{x, y}}] => {2 x y, x^2} *)
(*! D[x^2 y, {{x, y}, 2}] => {{2 y, 2 x}, {2 x, 0}} *)
(*! D[{x y, x + y}, {{x, y}}] => {{y, x}, {1, 1}} *)
(*! {D[x^n, {x, 2}], D[x^x, x], D[f[g[x]], x], D[ArcTan[x, y], x]} => {(-1 + n) n x^(-2 + n), x^x (1 + Log[x]), f'[g[x]] g'[x], -(y/(x^2 + y^2))} *)
(*! D[x, 3] => D[x, 3]
    messages: D::ivar *)
(* The derivative of every function of section 6 against a difference, on both sides of a place. *)
near[f_, x_] := With[{h = 10.^-5}, Abs[(D[f[t], t] /. t -> x) - (f[x + h] - f[x - h])/(2 h)] < 10.^-5 (1 + Abs[f[x]])];
(*! Select[{Exp, Log, Log2, Log10, Sin, Cos, Tan, Cot, Sec, Csc, ArcSin, ArcCos, ArcTan, ArcCot, Sinh, Cosh, Tanh, Coth, Sech, Csch, ArcSinh, ArcTanh, ArcSech, Sinc, LogisticSigmoid, Haversine, Gudermannian, Erf, Erfc, InverseErf, Gamma, LogGamma, Sqrt, Factorial, BesselJ[2, #] &, BesselY[1, #] &, BesselI[0, #] &, BesselK[1, #] &, Beta[#, 2.5] &, Beta[1.5, #] &, ArcTan[#, 2] &, ArcTan[2, #] &, Log[3, #] &, Log[#, 3] &, #^2.5 &, 2^# &}, ! TrueQ[near[#, 0.37]] &] => {} *)
(*! Select[{ArcSec, ArcCsc, ArcCosh, ArcCoth}, ! TrueQ[near[#, 1.7]] &] => {} *)
(*! {D[Gamma[2, x], x], D[Which[x > 0, x^2, True, -x], x], D[Max[x, 2], x] /. x -> 3} => {-(x/E^x), Which[x > 0, 2 x, True, -1], 1} *)
(*! Select[{Binomial[#, 3] &, Binomial[5.5, #] &, Gamma[2.5, #] &, Max[#, 0.2] &, Min[#^2, 3] &}, ! TrueQ[near[#, 0.37]] &] => {} *)

(* What swings with a fixed period, to infinity. *)
near[value_, exact_] := Abs[value - exact] < 10^-10;
(*! near[NIntegrate[Sin[x]/x, {x, 0, Infinity}], Pi/2.] => True *)
(*! near[NIntegrate[Cos[x]/(1 + x^2), {x, 0, Infinity}], Pi/(2. E)] => True *)
(*! near[NIntegrate[Sin[x]/x, {x, -Infinity, Infinity}], N[Pi]] => True *)
(*! near[NIntegrate[Sin[3 x]/x, {x, Infinity, 0}], -Pi/2.] => True *)
(*! near[NIntegrate[Sin[x]/Sqrt[x], {x, 0, Infinity}], Sqrt[Pi/2.]] => True *)
(*! near[NIntegrate[Cos[x]/x, {x, 1, Infinity}], -CosIntegral[1.]] => True *)
(*! Head[NIntegrate[Sin[x], {x, 0, Infinity}]] => Real
messages: NIntegrate::slwcon, NIntegrate::ncvb *)
