(* Numerical recipes written by hand and by built-in functions. *)
bisect[f_, {a_, b_}, tol_] := Module[{lo = a, hi = b, mid},
   While[hi - lo > tol, mid = (lo + hi)/2; If[f[lo] f[mid] <= 0, hi = mid, lo = mid]]; N[(lo + hi)/2]];
Print[NumberForm[bisect[#^2 - 2 &, {1, 2}, 10^-8], 7]];
newton[f_, x0_] := FixedPoint[# - f[#]/f'[#] &, N[x0], 50];
Print[NumberForm[newton[#^3 - 2 # - 5 &, 2], 9]];
Print[NestList[(# + 2/#)/2 &, 1, 4]];
trapezoid[f_, a_, b_, n_] := With[{h = N[(b - a)/n]}, h (f[a]/2 + Sum[f[a + k h], {k, n - 1}] + f[b]/2)];
simpson[f_, a_, b_, n_] := With[{h = N[(b - a)/n]}, h/3 (f[a] + f[b] + 4 Sum[f[a + k h], {k, 1, n - 1, 2}] + 2 Sum[f[a + k h], {k, 2, n - 2, 2}])];
Print[Round[trapezoid[Sin, 0, Pi, 100], 0.0001], " ", Round[simpson[Exp, 0, 1, 10], 10.^-6], " ", NIntegrate[x^2, {x, 0, 3}]];
euler[f_, y0_, {a_, b_}, h_] := FoldList[{#2, Last[#1] + h f @@ #1} &, {a, y0}, Range[a + h, b, h]];
Print[Last[euler[#2 &, 1, {0, 1}, 1/4]]];
rk4[f_, {t_, y_}, h_] := Module[{k1, k2, k3, k4},
   k1 = f[t, y]; k2 = f[t + h/2, y + h k1/2]; k3 = f[t + h/2, y + h k2/2]; k4 = f[t + h, y + h k3];
   {t + h, y + h (k1 + 2 k2 + 2 k3 + k4)/6}];
Print[NumberForm[Last[Nest[rk4[#2 &, #, 0.1] &, {0., 1.}, 10]], 7]];
gauss[a_, b_] := Module[{m = MapThread[Append, {a, b}], n = Length[a], p},
   Do[p = k - 1 + First[Ordering[-Abs[m[[k ;;, k]]], 1]];
    m[[{k, p}]] = m[[{p, k}]];
    m[[k]] = m[[k]]/m[[k, k]];
    Do[If[i != k, m[[i]] -= m[[i, k]] m[[k]]], {i, n}], {k, n}];
   m[[All, -1]]];
a = {{2, 1, -1}, {-3, -1, 2}, {-2, 1, 2}}; b = {8, -11, -3};
Print[gauss[a, b], " ", LinearSolve[a, b], " ", Inverse[a].b];
lagrange[pts_, x_] := Sum[pts[[i, 2]] Product[If[i == j, 1, (x - pts[[j, 1]])/(pts[[i, 1]] - pts[[j, 1]])], {j, Length[pts]}], {i, Length[pts]}];
Print[Expand[lagrange[{{0, 1}, {1, 3}, {2, 11}}, x]]];
horner[c_, x_] := Fold[#1 x + #2 &, 0, Reverse[c]];
Print[horner[{1, 2, 3}, 2], " ", Expand[horner[{1, 2, 3}, t]]];
fit = Fit[{{0, 1.}, {1, 3.}, {2, 5.}}, {1, x}, x];
Print[Round[CoefficientList[fit, x], 0.001]];
data = {2, 4, 4, 4, 5, 5, 7, 9};
Print[{Mean[data], Median[data], Variance[data], First[Commonest[data]], Quantile[data, 1/4]}, " ", N[StandardDeviation[data]], " ", MinMax[data]];
power[m_, n_] := Nest[{#[[1]].m, #[[2]] + 1} &, {IdentityMatrix[Length[m]], 0}, n][[1]];
Print[power[{{1, 1}, {1, 0}}, 10], " ", MatrixPower[{{1, 1}, {1, 0}}, 10] == power[{{1, 1}, {1, 0}}, 10]];
Print[Eigenvalues[{{2, 1}, {1, 2}}], " ", Det[HilbertMatrix[3]], " ", Tr[{{1, 2}, {3, 4}}], " ", Norm[{3, 4}], " ", Cross[{1, 0, 0}, {0, 1, 0}]];
shoelace[p_] := Abs[Total[Det /@ Partition[p, 2, 1, 1]]]/2;
Print[shoelace[{{3, 4}, {5, 11}, {12, 8}, {9, 5}, {5, 6}}]];
dft[v_] := With[{n = Length[v]}, Table[Sum[v[[j]] Exp[-2. Pi I (j - 1) (k - 1)/n], {j, n}], {k, n}]];
Print[Chop[Norm[dft[{1., 2., 3., 4.}] - Fourier[{1., 2., 3., 4.}, FourierParameters -> {1, -1}]]]];
agm = FixedPoint[{Mean[#], Sqrt[Times @@ #]} &, {1., 1/Sqrt[2.]}, SameTest -> (Abs[First[#1] - First[#2]] < 10^-15 &)];
Print[NumberForm[First[agm], 10]];
Print[x /. FindRoot[Cos[x] == x, {x, 1}] // NumberForm[#, 8] &];
Print[Total[Table[(-1)^k/(2 k + 1), {k, 0, 3}]], " ", N[4 Sum[(-1)^k/(2. k + 1), {k, 0, 999}], 5]];
