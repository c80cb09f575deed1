f = Compile[{{n, _Integer}},
   Module[{s = 0},
    Do[
     If[Mod[i, 3] == 0, Continue[]];
     If[i > n, Break[]];
     s += i,
     {i, 1, 1000}];
    s]];
g = Compile[{{m, _Integer, 2}, {t, _Integer}},
   Module[{r = -1, c = -1},
    Do[Do[If[m[[i, j]] == t, r = i; c = j; Break[]], {j, Length[m[[i]]]}]; If[r > 0, Break[]], {i, Length[m]}];
    {r, c}]];
h = Compile[{{v, _Real, 1}}, Do[If[v[[i]] < 0, Return[i]], {i, Length[v]}]; 0];
Print[f[10]];
Print[g[{{1, 2}, {3, 4}, {5, 3}}, 3]];
Print[g[{{1, 2}, {3, 4}}, 9]];
