(* C19: result types. *)
i1[f_] := Compile @@ {{{n, _Integer}, {m, _Integer}}, f};
(*! Compile[{{n, _Integer}, {m, _Integer}}, {n + m, n - m, n m, Mod[n, m], Quotient[n, m], Min[n, m], Max[n, m], Abs[-n], Sign[-n], BitAnd[n, m]}][7, 2] => {9, 5, 14, 1, 3, 2, 7, 7, -1, 2}
path: fast *)
(*! Compile[{{n, _Integer}, {m, _Integer}}, n/m][7, 2] => 3.5
path: fast *)
(*! Compile[{{n, _Integer}, {m, _Integer}}, n/m][6, 2] => 3.
path: fast *)
(*! Compile[{x}, {Floor[x], Ceiling[x], Round[x], IntegerPart[x]}][2.5] => {2, 3, 2, 2}
path: fast *)
(*! Compile[{{z, _Complex}}, {Re[z], Im[z], Abs[z], Arg[z]}][3. + 4. I] => {3., 4., 5., 0.927295}
path: fast *)
(*! Compile[{x}, x + 1/12][0.] => 0.0833333
path: fast *)
(*! Compile[{x}, {Pi, E, 180 Degree} + x][0.] => {3.14159, 2.71828, 3.14159}
path: fast *)
