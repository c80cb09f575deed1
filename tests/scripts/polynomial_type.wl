(* Polynomials as coefficient lists: arithmetic, evaluation, derivative, division, gcd, printing; checked against built-in ones. *)
add[a_, b_] := trim[PadRight[a, Max[Length /@ {a, b}]] + PadRight[b, Max[Length /@ {a, b}]]];
trim[{c___, 0 ..}] := {c} /; Last[{c, 1}] =!= 0;
trim[l_List] := l;
mul[a_, b_] := ListConvolve[a, b, {1, -1}, 0];
at[c_, x_] := Fold[#1 x + #2 &, 0, Reverse[c]];
der[c_] := Rest[c] Range[Length[c] - 1];
show[c_] := StringRiffle[Reverse[DeleteCases[MapIndexed[term[#1, First[#2] - 1] &, c], ""]], " + "];
term[0, _] = ""; term[c_, 0] := ToString[c]; term[1, 1] = "x"; term[c_, 1] := ToString[c] <> "x";
term[1, n_] := "x^" <> ToString[n]; term[c_, n_] := ToString[c] <> "x^" <> ToString[n];
p = {1, 2, 3}; q = {-1, 1};
Print[show[p], " | ", show[q], " | ", show[add[p, q]], " | ", show[mul[p, q]]];
Print[at[p, 2], " ", at[mul[p, q], 5] == at[p, 5] at[q, 5], " ", der[p]];
divide[a_, b_] := Module[{r = a, d = Length[b], quot = {}, c},
   While[Length[r] >= d,
    c = Last[r]/Last[b]; PrependTo[quot, c];
    r = Most[r - PadLeft[c b, Length[r]]]];
   {quot, r}];
Print[divide[{-1, 0, 0, 1}, {-1, 1}], " ", divide[{1, 0, 1}, {0, 2}]];
Print[CoefficientList[Expand[(1 + 2 x + 3 x^2) (x - 1)], x] === mul[p, q]];
pow[a_, n_] := Nest[mul[a, #] &, {1}, n];
Print[pow[{1, 1}, 5], " ", Total[pow[{1, 1}, 10]], " ", at[pow[{1, 1, 1}, 3], 1]];
compose[a_, b_] := Fold[add[mul[#1, b], {#2}] &, {0}, Reverse[a]];
Print[compose[{0, 0, 1}, {1, 1}], " ", show[compose[p, {0, 2}]]];
roots[{c_, b_, a_}] := With[{d = b^2 - 4 a c}, {(-b - Sqrt[d])/(2 a), (-b + Sqrt[d])/(2 a)}];
Print[roots[{6, -5, 1}], " ", roots[{-1, -1, 1}], " ", roots[{5, 2, 1}]];
Print[at[{6, -5, 1}, #] & /@ roots[{6, -5, 1}], " ", Expand[at[{-1, -1, 1}, #]] & /@ roots[{-1, -1, 1}]];
interpolate[pts_] := Fold[add, {0}, Table[Fold[mul, {pts[[i, 2]]},
    Table[If[j == i, {1}, {-pts[[j, 1]], 1}/(pts[[i, 1]] - pts[[j, 1]])], {j, Length[pts]}]], {i, Length[pts]}]];
Print[interpolate[{{0, 1}, {1, 2}, {2, 5}}]];
