gauss = Compile[{{A, _Real, 2}, {b, _Real, 1}},
    Module[{m = Table[Append[A[[i]], b[[i]]], {i, Length[b]}], n = Length[b], p, f, x}, Do[p = k - 1 + First[Ordering[-Abs[m[[k ;; n, k]]], 1]]; If[p != k, m[[{k, p}]] = m[[{p, k}]]];
    Do[f = m[[i, k]]/m[[k, k]]; m[[i]] -= f m[[k]], {i, k + 1, n}], {k, n - 1}]; x = ConstantArray[0., n]; Do[x[[i]] = (m[[i, n + 1]] - m[[i, i + 1 ;; n]].x[[i + 1 ;; n]])/m[[i, i]], {i, n, 1, -1}]; x]];
Print[InputForm[gauss[{{0.,2.,1.},{1.,1.,1.},{2.,1.,3.}},{3.,6.,13.}]]];
Print[StringFreeQ[CompilePrint[gauss], "MainEvaluate"]];

cholesky = Compile[{{A, _Real, 2}},
    Module[{L = 0. A, n = Length[A]}, Do[L[[j, j]] = Sqrt[A[[j, j]] - Sum[L[[j, k]]^2, {k, 1, j - 1}]]; Do[L[[i, j]] = (A[[i, j]] - Sum[L[[i, k]] L[[j, k]], {k, j - 1}])/L[[j, j]], {i, j + 1, n}], {j, n}]; L]];
Print[InputForm[cholesky[{{4.,2.,2.},{2.,5.,1.},{2.,1.,6.}}]]];
Print[StringFreeQ[CompilePrint[cholesky], "MainEvaluate"]];

thomas = Compile[{{a, _Real, 1}, {b, _Real, 1}, {c, _Real, 1}, {d, _Real, 1}},
    Module[{cp = c, dp = d, n = Length[d], m}, cp[[1]] /= b[[1]]; dp[[1]] /= b[[1]]; Do[m = b[[i]] - a[[i]] cp[[i - 1]]; If[i < n, cp[[i]] /= m]; dp[[i]] = (dp[[i]] - a[[i]] dp[[i - 1]])/m, {i, 2, n}]; Do[dp[[i]] -= cp[[i]] dp[[i + 1]], {i, n - 1, 1, -1}]; dp]];
Print[InputForm[thomas[{0.,1.,1.},{4.,4.,4.},{1.,1.,0.},{5.,6.,5.}]]];
Print[StringFreeQ[CompilePrint[thomas], "MainEvaluate"]];

rk45 = Compile[{{y0, _Real}, {t1, _Real}, {tol, _Real}},
    Module[{t = 0., y = y0, h = 0.1, k1, k2, k3, k4, k5, k6, y4, y5, err, f, steps = 0}, f[a_, b_] := -2 b + Sin[a];
    While[t < t1 && steps < 1000, steps++; If[t + h > t1, h = t1 - t]; k1 = h f[t, y]; k2 = h f[t + h/4, y + k1/4]; k3 = h f[t + 3 h/8, y + 3 k1/32 + 9 k2/32];
    k4 = h f[t + 12 h/13, y + 1932 k1/2197 - 7200 k2/2197 + 7296 k3/2197]; k5 = h f[t + h, y + 439 k1/216 - 8 k2 + 3680 k3/513 - 845 k4/4104];
    k6 = h f[t + h/2, y - 8 k1/27 + 2 k2 - 3544 k3/2565 + 1859 k4/4104 - 11 k5/40]; y4 = y + 25 k1/216 + 1408 k3/2565 + 2197 k4/4104 - k5/5;
    y5 = y + 16 k1/135 + 6656 k3/12825 + 28561 k4/56430 - 9 k5/50 + 2 k6/55; err = Abs[y5 - y4]; If[err <= tol, t += h; y = y5]; h = 0.9 h Min[4., Max[0.1, (tol/(err + 1.*^-30))^0.2]]]; {t, y, steps}]];
Print[InputForm[rk45[1.,2.,1*^-6]]];
Print[StringFreeQ[CompilePrint[rk45], "MainEvaluate"]];

lagrange = Compile[{{xs, _Real, 1}, {ys, _Real, 1}, {x, _Real}},
    Sum[ys[[i]] Product[If[i == j, 1., (x - xs[[j]])/(xs[[i]] - xs[[j]])], {j, Length[xs]}], {i, Length[xs]}]];
Print[InputForm[lagrange[{1.,2.,4.},{1.,4.,16.},3.]]];
Print[StringFreeQ[CompilePrint[lagrange], "MainEvaluate"]];
