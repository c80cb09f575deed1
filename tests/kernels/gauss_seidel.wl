(* Laplace equation by Gauss-Seidel sweeps in place *)
relax = Compile[{{u0, _Real, 2}, {it, _Integer}},
   Module[{u = u0, n = Length[u0], m = Length[u0[[1]]]},
    Do[
     u[[i, j]] = 0.25 (u[[i - 1, j]] + u[[i + 1, j]] + u[[i, j - 1]] + u[[i, j + 1]]),
     {it}, {i, 2, n - 1}, {j, 2, m - 1}];
    u]];
start = Table[If[i == 1, 1., 0.], {i, 8}, {j, 8}];
r = relax[start, 50];
Print[InputForm[r[[4]]]];
Print[InputForm[Total[r, 2]]];
Print[InputForm[start[[2, 2]]]];
