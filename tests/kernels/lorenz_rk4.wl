rhs = Compile[{{p, _Real, 1}}, {10. (p[[2]] - p[[1]]), p[[1]] (28. - p[[3]]) - p[[2]], p[[1]] p[[2]] - 8./3. p[[3]]}];
rk4 = With[{f = rhs},
   Compile[{{p0, _Real, 1}, {h, _Real}, {n, _Integer}},
    Module[{p = p0, k1, k2, k3, k4},
     Do[
      k1 = f[p]; k2 = f[p + h/2 k1]; k3 = f[p + h/2 k2]; k4 = f[p + h k3];
      p = p + h/6 (k1 + 2 k2 + 2 k3 + k4),
      {n}];
     p]]];
Print[InputForm[rhs[{1., 2., 3.}]]];
Print[InputForm[rk4[{1., 1., 1.}, 0.01, 100]]];
