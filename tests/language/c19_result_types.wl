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
(* the type of each result: 1 Boolean, 2 Integer, 3 Real, 4 Complex *)
code[spec_, body_] := Compile[spec, body][[3, -1, 1]];
SetAttributes[code, HoldAll];
(*! {code[{{n, _Integer}, {m, _Integer}}, n + m], code[{{n, _Integer}, {m, _Integer}}, n m - 1], code[{{n, _Integer}, {m, _Integer}}, Mod[n, m]], code[{{n, _Integer}, {m, _Integer}}, Max[n, m, 3]], code[{{n, _Integer}}, n^2], code[{{n, _Integer}}, BitXor[n, 5]]} => {2, 2, 2, 2, 2, 2} *)
(*! {code[{{n, _Integer}, {m, _Integer}}, n/m], code[{{n, _Integer}}, Sqrt[n]], code[{{n, _Integer}}, Sin[n]], code[{{n, _Integer}}, n^-1], code[{{n, _Integer}}, n + Pi], code[{{n, _Integer}}, n/12], code[{{n, _Integer}}, n + 1.]} => {3, 3, 3, 3, 3, 3, 3} *)
(*! {code[{x}, Floor[x]], code[{x}, Ceiling[x]], code[{x}, Round[x]], code[{x}, IntegerPart[x]], code[{x}, Sign[x]], code[{x}, UnitStep[x]], code[{x}, FractionalPart[x]], code[{x}, Abs[x]]} => {2, 2, 2, 2, 2, 2, 3, 3} *)
(*! {code[{{z, _Complex}}, Re[z]], code[{{z, _Complex}}, Im[z]], code[{{z, _Complex}}, Abs[z]], code[{{z, _Complex}}, Arg[z]], code[{{z, _Complex}}, Conjugate[z]], code[{{z, _Complex}}, z + 1]} => {3, 3, 3, 3, 4, 4} *)
(*! {code[{x}, x > 1], code[{{n, _Integer}}, EvenQ[n]], code[{x}, TrueQ[x < 1] || x == 2]} => {1, 1, 1} *)
(*! {code[{{v, _Integer, 1}}, v/2], code[{{v, _Integer, 1}}, Total[v]], code[{{v, _Integer, 1}}, Mean[v]], code[{{v, _Real, 1}}, Floor[v]], code[{{v, _Real, 1}}, v I], code[{{m, _Integer, 2}}, m . m], code[{{m, _Integer, 2}}, Inverse[m]]} => {3, 2, 3, 2, 4, 2, 3} *)
