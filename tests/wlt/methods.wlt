(* Numerical methods and linear algebra. Values from analysis, or from mpmath and SciPy where that is said. *)
close[tolerance_] := Max[Abs[Flatten[{#1 - #2}]]] <= tolerance &;
roots[tolerance_] := Max[Abs[Flatten[{Last /@ #1} - {#2}]]] <= tolerance &;

(* FindRoot. *)
VerificationTest[FindRoot[x^2 == 2, {x, 1}], {1.4142135623730951}, SameTest -> roots[4*^-16]]
VerificationTest[FindRoot[Cos[x] == x, {x, 0, 1}], {0.7390851332151607}, SameTest -> roots[2*^-16]]
VerificationTest[FindRoot[Cos[x] - x, {x, 0.5, 0, 1}], {0.7390851332151607}, SameTest -> roots[2*^-16]]
VerificationTest[FindRoot[Sin[x], {x, 3, 4}, Method -> "Secant"], {3.141592653589793}, SameTest -> roots[5*^-16]]
VerificationTest[FindRoot[Tan[x] == x, {x, 4.5}], {4.493409457909064}, SameTest -> roots[2*^-15]]
(* Rosenbrock's, Powell's singular function; trigonometric systems; values of the latter from mpmath.findroot. *)
VerificationTest[FindRoot[{10 (y - x^2), 1 - x}, {{x, -1.2}, {y, 1}}], {1., 1.}, SameTest -> roots[1*^-14]]
VerificationTest[FindRoot[{a + 10 b, Sqrt[5] (c - d), (b - 2 c)^2, Sqrt[10] (a - d)^2}, {{a, 3}, {b, -1}, {c, 0}, {d, 1}}], {0, 0, 0, 0}, SameTest -> roots[1*^-6]]
VerificationTest[FindRoot[{Cos[x] == y, Sin[y] == x}, {{x, 1}, {y, 1}}], {0.6948196907307875, 0.7681691567367960}, SameTest -> roots[1*^-15]]
VerificationTest[FindRoot[{Exp[x - 2] == y, y^2 == x}, {x, 1}, {y, 1}], {0.0190260161037140, 0.1379348255652432}, SameTest -> roots[1*^-14]]
VerificationTest[FindRoot[{x + y + z == 6, x y z == 6, x^2 + y^2 + z^2 == 14}, {{x, 0.8}, {y, 2.1}, {z, 3.3}}], {1, 2, 3}, SameTest -> roots[1*^-12]]
(* Unknowns that are vectors and matrices. *)
VerificationTest[FindRoot[{{1., 2.}, {3., 4.}} . v == {5, 6}, {v, {1., 1.}}], {{-4, 4.5}}, SameTest -> roots[1*^-13]]
VerificationTest[FindRoot[Inverse[m] == m, {m, {{2., 0.}, {0., 0.5}}}], {{{1, 0}, {0, 1}}}, SameTest -> roots[1*^-12]]
VerificationTest[(h[v : {__?NumericQ}] := {v[[1]]^2 - 2, v[[1]] v[[2]] - 1}; FindRoot[h[v], {v, {1, 1}}]), {{1.4142135623730951, 0.7071067811865475}}, SameTest -> roots[1*^-14]]
(* Complex roots, also of functions that leave the reals. *)
VerificationTest[FindRoot[z^2 + 1, {z, 1 + I}], {I}, SameTest -> roots[1*^-15]]
VerificationTest[FindRoot[{z^2 + w == 1, w == z}, {{z, I}, {w, 1}}], {0.6180339887498949, 0.6180339887498949}, SameTest -> roots[1*^-15]]
VerificationTest[FindRoot[Sqrt[x] - I, {x, -2}], {-1}, SameTest -> roots[1*^-14]]
(* A root of multiplicity three, with the step that fits; a jump; a Jacobian given. *)
VerificationTest[FindRoot[(x - 1)^3, {x, 2}], {1}, SameTest -> roots[1*^-6]]
VerificationTest[FindRoot[(x - 1)^3, {x, 2}, DampingFactor -> 3], {1}, SameTest -> roots[1*^-15]]
VerificationTest[FindRoot[Sign[x - 1], {x, 0.2, 3}], {1}, SameTest -> roots[1*^-12]]
VerificationTest[FindRoot[{x^2 + y^2 == 1, x == y}, {{x, 1}, {y, 0}}, Jacobian -> {{2 x, 2 y}, {1, -1}}], {0.7071067811865475, 0.7071067811865475}, SameTest -> roots[4*^-16]]
(* More digits than a machine number has. *)
VerificationTest[FindRoot[x^2 == 2, {x, 1}, WorkingPrecision -> 30], {N[Sqrt[2], 40]}, SameTest -> roots[10^-29]]
VerificationTest[Precision[x /. FindRoot[x^2 == 2, {x, 1}, WorkingPrecision -> 30]], 30.]
VerificationTest[FindRoot[Cos[x] == x, {x, 1}, WorkingPrecision -> 50], {0.73908513321516064165531208767387340401341175890075746496568`60}, SameTest -> roots[10^-49]]
VerificationTest[FindRoot[{x^2 + y^2 == 1, x == y}, {{x, 1}, {y, 1}}, WorkingPrecision -> 30], {1, 1}/Sqrt[2], SameTest -> roots[10^-29]]
VerificationTest[FindRoot[z^3 == 1, {z, -0.4 + 0.7 I}, WorkingPrecision -> 30], {(-1 + I Sqrt[3])/2}, SameTest -> roots[10^-29]]
VerificationTest[FindRoot[1.5 x^2 - 2, {x, 1.5}, WorkingPrecision -> 30], {Sqrt[4/3]}, {FindRoot::precw}, SameTest -> roots[10^-29]]
(* Monitors see every step. *)
VerificationTest[Reap[FindRoot[x^2 - 2, {x, 1}, StepMonitor :> Sow[x]]][[2, 1, ;; 2]], {1.5, 1.4166666666666667}, SameTest -> close[1*^-15]]
VerificationTest[Length[Reap[FindRoot[x^2 - 2, {x, 1}, EvaluationMonitor :> Sow[x]]][[2, 1]]] >= 6]
(* What cannot be done is said. *)
VerificationTest[Head[FindRoot[x + q, {x, 1}]], FindRoot, {FindRoot::nlnum}]
VerificationTest[Head[FindRoot[{x + y == 1}, {{x, 1}, {y, 2}}]], FindRoot, {FindRoot::nveq}]
VerificationTest[Head[FindRoot[x^2 == 2, {x, 1}, Method -> "Foo"]], FindRoot, {FindRoot::bdmtd}]
VerificationTest[Head[FindRoot[x^2 == 2, {x, "a"}]], FindRoot, {FindRoot::fdss}]
VerificationTest[Head[FindRoot[x^2 == 2, {x, 1}, Foo -> 1]], FindRoot, {FindRoot::optx}]
VerificationTest[FindRoot[Exp[x] == 0, {x, 1}, MaxIterations -> 5], {-4.}, {FindRoot::cvmit}, SameTest -> roots[0.1]]
VerificationTest[FindRoot[x^2 + 1, {x, 1}], {0.}, {FindRoot::jsing}, SameTest -> roots[1*^-12]]

(* Derivatives: each against a difference of values. *)
slope[f_, x_] := With[{h = 1*^-3}, (8 (f[x + h] - f[x - h]) - (f[x + 2 h] - f[x - 2 h]))/(12 h)];
VerificationTest[Select[{Sin, Cos, Tan, Cot, Sec, Csc, Sinh, Cosh, Tanh, Coth, Sech, Csch, ArcSin, ArcCos, ArcTan, ArcCot, ArcSinh, ArcTanh,
    Exp, Log, Log2, Log10, Sqrt, Sinc, Haversine, Gudermannian, LogisticSigmoid, Erf, Erfc, Erfi, InverseErf, InverseErfc, Gamma, LogGamma,
    AiryAi, AiryBi, AiryAiPrime, AiryBiPrime, EllipticK, EllipticE, ExpIntegralEi, SinIntegral, CosIntegral, LogIntegral, ProductLog, FresnelS,
    FresnelC, CubeRoot, Clip, Ramp, BesselJ[2, #] &, BesselY[1, #] &, BesselI[0, #] &, BesselK[3/2, #] &, BesselJ[0, #] &, #^2.5 &, 2^# &, #^# &,
    ArcTan[#, 2] &, ArcTan[2, #] &, Log[3, #] &, Beta[#, 2.5] &, PolyGamma[1, #] &, Surd[#, 3] &, Hypergeometric2F1[1, 2, 5/2, #] &, Gamma[2.5, #] &},
    Abs[#'[0.6] - slope[#, 0.6]] > 1*^-9 (1 + Abs[#'[0.6]]) &], {}]
VerificationTest[D[x^n, x], n x^(n - 1)]
VerificationTest[D[f[g[x]], x], f'[g[x]] g'[x]]
VerificationTest[D[f[x, g[x]], x], Derivative[1, 0][f][x, g[x]] + g'[x] Derivative[0, 1][f][x, g[x]]]
VerificationTest[D[Sin[x]^2, x], 2 Cos[x] Sin[x]]
VerificationTest[D[x^2 y^3, {{x, y}, 2}], {{2 y^3, 6 x y^2}, {6 x y^2, 6 x^2 y}}]
VerificationTest[D[Integrate[f[t, x], {t, 0, x^2}], x], 2 x f[x^2, x] + Integrate[Derivative[0, 1][f][t, x], {t, 0, x^2}]]
VerificationTest[D[Sum[a[i] x^i, {i, 0, n}], x], Sum[i x^(-1 + i) a[i], {i, 0, n}]]
VerificationTest[D[u[x] . v[x], x], u[x] . v'[x] + u'[x] . v[x]]
VerificationTest[D[y[x]^2 == x, x], 2 y[x] y'[x] == 1]
VerificationTest[D[InverseFunction[f][x], x], 1/f'[InverseFunction[f][x]]]
VerificationTest[D[BesselJ[0, x], x], -BesselJ[1, x]]
VerificationTest[AiryAi', AiryAiPrime[#] &]
VerificationTest[Head[D[x^5, x^2]], D, {D::ivar}]
VerificationTest[{Grad[x^2 y, {x, y}], Div[{x^2, y^2}, {x, y}], Curl[{-y, x, 0}, {x, y, z}], Laplacian[x^3 y, {x, y}]}, {{2 x y, x^2}, 2 x + 2 y, {0, 0, 2}, 6 x y}]
VerificationTest[{Dt[x^2 y], Dt[x^2 y, x], Dt[Pi x]}, {2 x y Dt[x] + x^2 Dt[y], 2 x y + x^2 Dt[y, x], Pi Dt[x]}]

(* Eigenvalues of one size; software precision; roots of quadratics; two matrices. *)
companion = {{0, 0, 0, -4.}, {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}};
VerificationTest[Sort[Round[Eigenvalues[companion], 10^-12]], Sort[{1 + I, 1 - I, -1 + I, -1 - I}]]
VerificationTest[With[{e = Eigensystem[companion]}, Max[Abs[companion . Transpose[e[[2]]] - Transpose[e[[1]] e[[2]]]]]] < 1*^-14]
VerificationTest[With[{s = SchurDecomposition[companion]}, Max[Abs[s[[1]] . s[[2]] . Transpose[s[[1]]] - companion]]] < 2*^-14]
VerificationTest[Sort[Abs[Eigenvalues[N[RotateLeft[IdentityMatrix[12]]]]]], Table[1, 12], SameTest -> close[1*^-13]]
VerificationTest[Eigenvalues[N[{{2, 1, 0}, {1, 3, 1}, {0, 1, 4}}, 30]], {3 + Sqrt[3], 3, 3 - Sqrt[3]}, SameTest -> close[10^-28]]
VerificationTest[With[{m = N[{{2, 1, 0}, {5, 3, 1}, {0, 1, 4}}, 25]}, With[{e = Eigensystem[m]}, Max[Abs[m . Transpose[e[[2]]] - Transpose[e[[1]] e[[2]]]]]]] < 10^-23]
(* The smallest eigenvalue of the Hilbert matrix of order six, from mpmath. *)
VerificationTest[Last[Eigenvalues[N[HilbertMatrix[6], 40]]], 1.0827994845655497685388772372251781234006282961511*^-7, SameTest -> close[10^-40]]
VerificationTest[Eigenvalues[{{2, 1, 0}, {1, 3, 1}, {0, 1, 4}}], {3 + Sqrt[3], 3, 3 - Sqrt[3]}]
VerificationTest[Eigenvectors[{{2, 1, 0}, {1, 3, 1}, {0, 1, 4}}], {{2 - Sqrt[3], -1 + Sqrt[3], 1}, {-1, -1, 1}, {2 + Sqrt[3], -1 - Sqrt[3], 1}}]
VerificationTest[Eigensystem[{{1, 2}, {3, 4}}], {{(5 + Sqrt[33])/2, (5 - Sqrt[33])/2}, {{(-3 + Sqrt[33])/6, 1}, {(-3 - Sqrt[33])/6, 1}}}]
VerificationTest[Eigenvalues[{{0, -1, 0, 0}, {1, 0, 0, 0}, {0, 0, 0, -1}, {0, 0, 1, 0}}], {I, I, -I, -I}]
VerificationTest[N[Eigenvalues[{{2, 1, 0}, {1, 3, 1}, {0, 1, 5}}]], {5.460504870018763, 3.239123278256555, 1.3003718517246825}, SameTest -> close[4*^-15]]
(* scipy.linalg.eigvals(a, b) *)
VerificationTest[Eigenvalues[{{{1., 2.}, {3., 4.}}, {{2., 0.}, {0., 1.}}}], {4.712214450449026, -0.21221445044902593}, SameTest -> close[4*^-15]]
VerificationTest[Eigenvalues[{{2., 1, 0}, {1, 3, 1}, {0, 1, 5}}, -1], {1.3003718517246825}, SameTest -> close[4*^-15]]
VerificationTest[LinearSolve[{{1., 2}, {3, 4}}][{5, 6}], {-4, 4.5}, SameTest -> close[1*^-14]]
VerificationTest[ToString[LinearSolve[{{1., 2}, {3, 4}}]], "LinearSolveFunction[{2, 2}, <>]"]
VerificationTest[Head[LinearSolve[{{1, 2}, {2, 4}}]], LinearSolve, {LinearSolve::sing1}]
VerificationTest[Dimensions[Inverse[N[HilbertMatrix[15]]]], {15, 15}, {Inverse::luc}]
VerificationTest[Length[LinearSolve[N[HilbertMatrix[16]], ConstantArray[1., 16]]], 16, {LinearSolve::luc}]
VerificationTest[LinearSolve[N[HilbertMatrix[10], 40], Range[10]], LinearSolve[HilbertMatrix[10], Range[10]], SameTest -> close[10^-20]]
VerificationTest[Det[N[HilbertMatrix[10], 40]]/Det[HilbertMatrix[10]], 1, SameTest -> close[10^-20]]
VerificationTest[Permanent[{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}], 450]

(* FindMinimum and FindMaximum. *)
least[tolerance_] := Abs[First[#1] - First[#2]] <= tolerance && Max[Abs[Flatten[{Last /@ Last[#1]} - {Last[#2]}]]] <= Sqrt[tolerance] &;
VerificationTest[FindMinimum[(1 - x)^2 + 100 (y - x^2)^2, {{x, -1.2}, {y, 1}}], {0, {1, 1}}, SameTest -> least[1*^-12]]
VerificationTest[FindMinimum[(x^2 + y - 11)^2 + (x + y^2 - 7)^2, {{x, 1}, {y, 1}}], {0, {3, 2}}, SameTest -> least[1*^-12]]
VerificationTest[FindMinimum[(1.5 - x + x y)^2 + (2.25 - x + x y^2)^2 + (2.625 - x + x y^3)^2, {{x, 1}, {y, 1}}], {0, {3, 0.5}}, SameTest -> least[1*^-12]]
VerificationTest[FindMinimum[(x + 2 y - 7)^2 + (2 x + y - 5)^2, {x, y}], {0, {1, 3}}, SameTest -> least[1*^-12]]
VerificationTest[FindMinimum[x Cos[x], {x, 2}], {-3.288371395590896, {3.425618459481728}}, SameTest -> least[1*^-12]]
VerificationTest[FindMinimum[{x Cos[x], 1 <= x <= 15}, {x, 7}], {-9.477294259479796, {9.529334405361963}}, SameTest -> least[1*^-10]]
VerificationTest[FindMinimum[{x^2 + y^2, x + y >= 1}, {x, y}], {1/2, {1/2, 1/2}}, SameTest -> least[1*^-8]]
VerificationTest[FindMinimum[{x^2 + y^2, x + y == 1}, {{x, 0}, {y, 0}}], {1/2, {1/2, 1/2}}, SameTest -> least[1*^-8]]
VerificationTest[FindMaximum[{x y, x^2 + y^2 <= 1}, {{x, 0.5}, {y, 0.2}}], {1/2, {1, 1}/Sqrt[2]}, SameTest -> least[1*^-8]]
VerificationTest[FindMinimum[{-x - y, x + 2 y <= 4 && 4 x + 2 y <= 12 && x >= 0 && y >= 0}, {x, y}], {-10/3, {8/3, 2/3}}, SameTest -> least[1*^-8]]
VerificationTest[FindMinimum[Cos[x], {x, 3}, WorkingPrecision -> 30], {-1, {Pi}}, SameTest -> least[10^-28]]
VerificationTest[{FindArgMax[-(x - 1)^2, {x, 3}], FindMinValue[(x - 1)^2 + 3, {x, 3}], FindMaxValue[3 - (x - 1)^2, {x, 3}]}, {{1}, 3, 3}, SameTest -> close[1*^-8]]
VerificationTest[Head[FindMinimum[{x^2, x > 1 || x < -1}, {x, 2}]], FindMinimum, {FindMinimum::bcons}]
VerificationTest[Head[FindMinimum[x^2 + q, {x, 2}]], FindMinimum, {FindMinimum::nrnum}]

(* The least value anywhere. *)
VerificationTest[NMinimize[x^4 - 3 x^2 - x, x], {-3.513905038934788, {1.3008395659415772}}, SameTest -> least[1*^-10]]
VerificationTest[NMinimize[{x^2 + y^2, x + 2 y >= 3}, {x, y}], {9/5, {3/5, 6/5}}, SameTest -> least[1*^-7]]
VerificationTest[NMaximize[{x + y, x^2 + y^2 <= 1}, {x, y}], {Sqrt[2], {1, 1}/Sqrt[2]}, SameTest -> least[1*^-7]]
VerificationTest[NMinimize[{20 + x^2 + y^2 - 10 (Cos[2 Pi x] + Cos[2 Pi y]), -5 <= x <= 5 && -5 <= y <= 5}, {x, y}], {0, {0, 0}}, SameTest -> least[1*^-10]]
VerificationTest[NMinimize[{3 x + 4 y, x + y >= 10, x >= 0, y >= 0, Element[x | y, Integers]}, {x, y}], {30., {x -> 10, y -> 0}}]
VerificationTest[{NArgMin[(x - 2)^2, x], NMinValue[(x - 2)^2 + 1, x], NArgMax[-(x - 2)^2 - y^2, {x, y}], NMaxValue[1 - x^2, x]}, {2, 1, {2, 0}, 1}, SameTest -> (Max[Abs[Flatten[#1 - #2]]] < 1*^-6 &)]
VerificationTest[NMinimize[x^4 - 3 x^2 - x, x] === NMinimize[x^4 - 3 x^2 - x, x]]
VerificationTest[Head[NMinimize[{x, x >= 1, x <= 0}, x]], List, {NMinimize::nosat}]

(* NDSolve. Stiff systems and Lorenz's from SciPy's Radau and DOP853 at tolerances of 10^-11 and less. *)
VerificationTest[First[y[10.] /. NDSolve[{y''[t] + y[t] == 0, y[0] == 1, y'[0] == 0}, y, {t, 0, 10}]], Cos[10.], SameTest -> close[1*^-7]]
VerificationTest[With[{f = NDSolveValue[{y''[t] + y[t] == 0, y[0] == 1, y'[0] == 0}, y, {t, 0, 10}]}, Max[Abs[f'[#]^2 + f[#]^2 - 1 & /@ Range[0., 10, 0.37]]]] < 1*^-6]
VerificationTest[NDSolveValue[{x'[t] == y[t], y'[t] == 1000 (1 - x[t]^2) y[t] - x[t], x[0] == 2, y[0] == 0}, {x[2000], y[2000]}, {t, 0, 2000}], {1.70616773217, -0.000892809701}, SameTest -> close[1*^-7]]
robertson = {a'[t] == -0.04 a[t] + 10^4 b[t] c[t], b'[t] == 0.04 a[t] - 10^4 b[t] c[t] - 3 10^7 b[t]^2, c'[t] == 3 10^7 b[t]^2, a[0] == 1, b[0] == 0, c[0] == 0};
VerificationTest[Through[NDSolveValue[robertson, {a, b, c}, {t, 0, 40}][40.]], {0.715827069, 9.18553476*^-6, 0.284163746}, SameTest -> close[2*^-8]]
VerificationTest[Through[NDSolveValue[robertson, {a, b, c}, {t, 0, 400000}, Method -> "BDF"][400000.]], {0.00493827452, 1.98499409*^-8, 0.995061706}, SameTest -> close[2*^-8]]
VerificationTest[NDSolveValue[{x'[t] == 10 (y[t] - x[t]), y'[t] == x[t] (28 - z[t]) - y[t], z'[t] == x[t] y[t] - 8/3 z[t], x[0] == 1, y[0] == 1, z[0] == 1}, {x[5], y[5], z[5]}, {t, 0, 5}], {-6.5121137, -6.97404279, 23.92412957}, SameTest -> close[1*^-6]]
VerificationTest[NDSolveValue[{r''[t] == -r[t]/(r[t] . r[t])^(3/2), r[0] == {1, 0}, r'[0] == {0, 1}}, r[2 Pi], {t, 0, 2 Pi}], {1, 0}, SameTest -> close[1*^-7]]
VerificationTest[NDSolveValue[{m'[t] == {{0, 1}, {-1, 0}} . m[t], m[0] == IdentityMatrix[2]}, m[1], {t, 0, 1}], {{Cos[1.], Sin[1.]}, {-Sin[1.], Cos[1.]}}, SameTest -> close[1*^-8]]
VerificationTest[NDSolveValue[{{x'[t], y'[t]} == {y[t], -x[t]}, {x[0], y[0]} == {0, 1}}, x[1], {t, 0, 1}], Sin[1.], SameTest -> close[1*^-8]]
VerificationTest[NDSolveValue[{y'[t] == -y[t], y[0] == 1, WhenEvent[y[t] < 1/2, "StopIntegration"]}, y, {t, 0, 10}]["Domain"], {{0, Log[2.]}}, SameTest -> close[1*^-9]]
(* A ball that falls from 5 bounces after Sqrt[10/9.81]; 0.95 of its speed is left. *)
VerificationTest[NDSolveValue[{y''[t] == -9.81, y[0] == 5, y'[0] == 0, WhenEvent[y[t] == 0, y'[t] -> -0.95 y'[t]]}, y[2], {t, 0, 2}],
    With[{s = 2 - Sqrt[10/9.81]}, 0.95 Sqrt[98.1] s - 9.81 s^2/2], SameTest -> close[1*^-8]]
VerificationTest[Reap[NDSolve[{y''[t] == -y[t], y[0] == 1, y'[0] == 0, WhenEvent[y[t] == 0, Sow[t]]}, y, {t, 0, 10}]][[2, 1]], {Pi/2, 3 Pi/2, 5 Pi/2}, SameTest -> close[1*^-8]]
VerificationTest[Length[Reap[NDSolve[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 1}, StepMonitor :> Sow[{t, y[t]}]]][[2, 1]]] > 5]
VerificationTest[NDSolve[{y'[t] == y[t]^2, y[0] == 1}, y, {t, 0, 2}][[1, 1, 2]]["Domain"], {{0, 1}}, {NDSolve::ndsz}, SameTest -> close[1*^-6]]
VerificationTest[Head[NDSolve[{y''[t] + y[t] == 0, y[0] == 1, y[1] == 0}, y, {t, 0, 1}]], NDSolve, {NDSolve::ndbvp}]
VerificationTest[Head[NDSolve[{D[u[t, x], t] == D[u[t, x], x, x], u[0, x] == 0}, u, {t, 0, 1}, {x, 0, 1}]], NDSolve, {NDSolve::nopde}]
VerificationTest[Head[NDSolveValue[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 100}, MaxSteps -> 3]], InterpolatingFunction, {NDSolveValue::mxst}]

(* Interpolation: polynomials of the order are exact. *)
VerificationTest[{#[2.5], #'[2.5], #''[2.5]} &[Interpolation[{1, 4, 9, 16, 25}]], {6.25, 5, 2}, SameTest -> close[1*^-12]]
VerificationTest[Table[Interpolation[Table[{x, x^k}, {x, 0, 8}], InterpolationOrder -> k][3.3], {k, 1, 5}], 3.3^Range[5], SameTest -> close[1*^-11]]
plane = Interpolation[Flatten[Table[{{x, y}, x^2 y^3}, {x, 0, 4}, {y, 0, 5}], 1]];
VerificationTest[{plane[1.5, 2.5], Derivative[1, 0][plane][1.5, 2.5], Derivative[0, 2][plane][1.5, 2.5], D[plane[x, y], x, y] /. {x -> 1.5, y -> 2.5}}, {1.5^2 2.5^3, 3. 2.5^3, 1.5^2 15., 3. 18.75}, SameTest -> close[1*^-10]]
VerificationTest[ListInterpolation[Table[x y z, {x, 0, 3}, {y, 0, 3}, {z, 0, 3}], {{0, 3}, {0, 3}, {0, 6}}][0.5, 1.5, 2.5], 0.5 1.5 1.25, SameTest -> close[1*^-12]]
VerificationTest[Interpolation[Table[{x, {x^2, x^3}}, {x, 0, 6}]][2.5], {6.25, 15.625}, SameTest -> close[1*^-12]]
VerificationTest[With[{f = Interpolation[Table[{x, Sin[x]}, {x, 0, 2 Pi, Pi/16}], PeriodicInterpolation -> True]}, {f[7.], f[-0.1]}], {Sin[7.], Sin[-0.1]}, SameTest -> close[1*^-4]]
VerificationTest[Interpolation[{{{0}, 1, 0}, {{1}, 2, 1}, {{2}, 5, 3}}][0.5], 1.375, SameTest -> close[1*^-15]]
VerificationTest[ToExpression[ToString[Interpolation[{1, 4, 9, 16}], InputForm]][2.5], 6.25]
VerificationTest[Head[Interpolation[{{{0, 0}, 1}, {{1, 1}, 2}}]], Interpolation, {Interpolation::ingrid}]
