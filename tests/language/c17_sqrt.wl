(* C17: the root of a complex number is complex, of a real number real. *)
(*! StringContainsQ[CompilePrint[Compile[{{x, _Real}}, Sqrt[x]]], "R1 = Sqrt[ R0]"] => True *)
(*! Compile[{{x, _Complex}}, Sqrt[x]][-4.] => 0. + 2. I
path: fast *)
(*! Compile[{{x, _Real}}, {Log[x], ArcSin[x], ArcCos[x], ArcTanh[x]}][0.5] => {-0.693147, 0.523599, 1.0472, 0.549306}
path: fast *)
(*! Compile[{x, y}, x^y][2., 0.5] => 1.41421
path: fast *)
