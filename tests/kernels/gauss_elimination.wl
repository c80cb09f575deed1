(* elimination with partial pivoting; rows are assigned whole *)
solve = Compile[{{a0, _Real, 2}, {b0, _Real, 1}},
   Module[{a = a0, b = b0, n = Length[a0], p = 1, t = 0., row = a0[[1]], f = 0., x = b0},
    Do[
     p = k;
     Do[If[Abs[a[[i, k]]] > Abs[a[[p, k]]], p = i], {i, k + 1, n}];
     If[p != k,
      row = a[[k]]; a[[k]] = a[[p]]; a[[p]] = row;
      t = b[[k]]; b[[k]] = b[[p]]; b[[p]] = t];
     Do[
      f = a[[i, k]]/a[[k, k]];
      a[[i]] = a[[i]] - f a[[k]];
      b[[i]] -= f b[[k]],
      {i, k + 1, n}],
     {k, n}];
    Do[
     x[[i]] = (b[[i]] - Sum[a[[i, j]] x[[j]], {j, i + 1, n}])/a[[i, i]],
     {i, n, 1, -1}];
    x]];
Print[InputForm[solve[{{2, 1, -1}, {-3, -1, 2}, {-2, 1, 2}}, {8, -11, -3}]]];
m = Table[1./(i + j - 1), {i, 5}, {j, 5}];
Print[InputForm[Max[Abs[m.solve[m, {1., 2., 3., 4., 5.}] - Range[5]]] < 10^-8]];
