(* Dynamic programming in the style f[n_] := f[n] = …, and with tables. *)
fib[0] = 0; fib[1] = 1;
fib[n_] := fib[n] = fib[n - 1] + fib[n - 2];
Print[fib[90], " ", Length[DownValues[fib]]];
ways[n_, coins_] := ways[n, coins] = Which[
    n == 0, 1,
    n < 0 || coins === {}, 0,
    True, ways[n - First[coins], coins] + ways[n, Rest[coins]]];
Print[ways[200, {200, 100, 50, 20, 10, 5, 2, 1}]];
lcs["", _] = ""; lcs[_, ""] = "";
lcs[a_, b_] := lcs[a, b] = If[StringTake[a, 1] == StringTake[b, 1],
    StringTake[a, 1] <> lcs[StringDrop[a, 1], StringDrop[b, 1]],
    First[MaximalBy[{lcs[StringDrop[a, 1], b], lcs[a, StringDrop[b, 1]]}, StringLength]]];
Print[lcs["thisisatest", "testing123testing"]];
edit[a_List, b_List] := Module[{t = Table[If[i == 1, j - 1, If[j == 1, i - 1, 0]],
      {i, Length[a] + 1}, {j, Length[b] + 1}]},
   Do[t[[i + 1, j + 1]] = Min[t[[i, j + 1]] + 1, t[[i + 1, j]] + 1,
      t[[i, j]] + If[a[[i]] === b[[j]], 0, 1]], {i, Length[a]}, {j, Length[b]}];
   t[[-1, -1]]];
Print[edit @@ Characters /@ {"kitten", "sitting"}, " ", EditDistance["kitten", "sitting"]];
items = {{"map", 9, 150}, {"compass", 13, 35}, {"water", 153, 200}, {"sandwich", 50, 160}, {"glucose", 15, 60}, {"tin", 68, 45}};
best[_, 0] = {0, {}};
best[cap_, k_] := best[cap, k] = Module[{name, w, v, skip = best[cap, k - 1], take},
    {name, w, v} = items[[k]];
    If[w > cap, Return[skip, Module]];
    take = best[cap - w, k - 1];
    If[take[[1]] + v > skip[[1]], {take[[1]] + v, Append[take[[2]], name]}, skip]];
Print[best[100, Length[items]]];
catalan = Module[{c}, c[0] = 1; c[n_] := c[n] = Sum[c[i] c[n - 1 - i], {i, 0, n - 1}]; c /@ Range[0, 10]];
Print[catalan, " ", catalan === CatalanNumber[Range[0, 10]]];
partitions[n_, m_] := partitions[n, m] = Which[n == 0, 1, n < 0 || m == 0, 0, True, partitions[n - m, m] + partitions[n, m - 1]];
Print[partitions[60, 60], " ", PartitionsP[60]];
hofstadter[1] = hofstadter[2] = 1;
hofstadter[n_] := hofstadter[n] = hofstadter[n - hofstadter[n - 1]] + hofstadter[n - hofstadter[n - 2]];
Print[hofstadter /@ Range[15]];
ackermann[0, n_] := n + 1;
ackermann[m_, 0] := ackermann[m, 0] = ackermann[m - 1, 1];
ackermann[m_, n_] := ackermann[m, n] = ackermann[m - 1, ackermann[m, n - 1]];
Print[Table[ackermann[m, n], {m, 0, 2}, {n, 0, 4}]];
longest[s_List] := Module[{best = {}}, Do[
    With[{i = LengthWhile[best, # < x &]},
     If[i == Length[best], AppendTo[best, x], best[[i + 1]] = x]], {x, s}]; Length[best]];
Print[longest[{0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15}]];
