crc = Compile[{{data, _Integer, 1}},
    Module[{crc = 16^^FFFFFFFF}, Do[crc = BitXor[crc, b]; Do[crc = If[BitAnd[crc, 1] == 1, BitXor[BitShiftRight[crc, 1], 16^^EDB88320], BitShiftRight[crc, 1]], {8}], {b, data}]; BitXor[crc, 16^^FFFFFFFF]]];
Print[InputForm[crc[{49,50,51,52,53,54,55,56,57}]]];
Print[StringFreeQ[CompilePrint[crc], "MainEvaluate"]];

nqueens = Compile[{{n, _Integer}},
    Module[{q = Table[0, {n}], k = 1, c = 0, ok = True}, While[k > 0, q[[k]]++; While[q[[k]] <= n && ! (ok = True; Do[If[q[[j]] == q[[k]] || Abs[q[[j]] - q[[k]]] == k - j, ok = False; Break[]], {j, k - 1}]; ok), q[[k]]++]; If[q[[k]] <= n, If[k == n, c++, k++; q[[k]] = 0], k--]]; c]];
Print[InputForm[nqueens[6]]];
Print[StringFreeQ[CompilePrint[nqueens], "MainEvaluate"]];

lis = Compile[{{v, _Integer, 1}},
    Module[{tail = ConstantArray[0, Length[v]], len = 0, lo, hi, mid}, Do[lo = 1; hi = len; While[lo <= hi, mid = Quotient[lo + hi, 2]; If[tail[[mid]] < x, lo = mid + 1, hi = mid - 1]]; tail[[lo]] = x; If[lo > len, len = lo], {x, v}]; len]];
Print[InputForm[lis[{3,1,4,1,5,9,2,6,5,3,5,8}]]];
Print[StringFreeQ[CompilePrint[lis], "MainEvaluate"]];

coins = Compile[{{coins, _Integer, 1}, {n, _Integer}},
    Module[{t = Prepend[ConstantArray[0, n], 1]}, Do[Do[t[[k + 1]] += t[[k - c + 1]], {k, c, n}], {c, coins}]; Last[t]]];
Print[InputForm[coins[{1,5,10,25,50},100]]];
Print[StringFreeQ[CompilePrint[coins], "MainEvaluate"]];

josephus = Compile[{{n, _Integer}, {k, _Integer}},
    Fold[Mod[#1 + k, #2] &, 0, Range[2, n]] + 1];
Print[InputForm[josephus[41,3]]];
Print[StringFreeQ[CompilePrint[josephus], "MainEvaluate"]];

hilbert = Compile[{{n, _Integer}, {d0, _Integer}},
    Module[{t = d0, x = 0, y = 0, rx, ry, s = 1}, While[s < n, rx = BitAnd[1, Quotient[t, 2]]; ry = BitAnd[1, BitXor[t, rx]]; If[ry == 0, If[rx == 1, x = s - 1 - x; y = s - 1 - y]; {x, y} = {y, x}]; x += s rx; y += s ry; t = Quotient[t, 4]; s *= 2]; {x, y}]];
Print[InputForm[hilbert[8,37]]];
Print[StringFreeQ[CompilePrint[hilbert], "MainEvaluate"]];

kmp = Compile[{{txt, _Integer, 1}, {pat, _Integer, 1}},
    Module[{m = Length[pat], n = Length[txt], fail, k = 0, res = Internal`Bag[Most[{0}]]}, fail = Table[0, {m}];
    Do[While[k > 0 && pat[[k + 1]] != pat[[q]], k = fail[[k]]]; If[pat[[k + 1]] == pat[[q]], k++]; fail[[q]] = k, {q, 2, m}]; k = 0;
    Do[While[k > 0 && pat[[k + 1]] != txt[[i]], k = fail[[k]]]; If[pat[[k + 1]] == txt[[i]], k++]; If[k == m, Internal`StuffBag[res, i - m + 1]; k = fail[[k]]], {i, n}]; Internal`BagPart[res, All]]];
Print[InputForm[kmp[{1,2,1,2,1,3,1,2,1},{1,2,1}]]];
Print[StringFreeQ[CompilePrint[kmp], "MainEvaluate"]];

gcdext = Compile[{{a, _Integer}, {b, _Integer}},
    Module[{r0 = a, r1 = b, s0 = 1, s1 = 0, t0 = 0, t1 = 1, q}, While[r1 != 0, q = Quotient[r0, r1]; {r0, r1} = {r1, r0 - q r1}; {s0, s1} = {s1, s0 - q s1}; {t0, t1} = {t1, t0 - q t1}]; {r0, s0, t0}]];
Print[InputForm[gcdext[240,46]]];
Print[StringFreeQ[CompilePrint[gcdext], "MainEvaluate"]];

millerrabin = Compile[{{n, _Integer}},
    Module[{d = n - 1, s = 0, x, comp = False}, While[EvenQ[d], d = Quotient[d, 2]; s++]; Do[x = PowerMod[a, d, n]; If[x != 1 && x != n - 1, comp = True; Do[x = Mod[x x, n]; If[x == n - 1, comp = False; Break[]], {s - 1}]; If[comp, Break[]]], {a, {2, 3, 5, 7}}]; ! comp]];
Print[InputForm[millerrabin[1000003]]];
Print[StringFreeQ[CompilePrint[millerrabin], "MainEvaluate"]];

nextperm = Compile[{{p0, _Integer, 1}},
    Module[{p = p0, n = Length[p0], i, j}, i = n - 1; While[i > 0 && p[[i]] >= p[[i + 1]], i--]; If[i == 0, Reverse[p], j = n; While[p[[j]] <= p[[i]], j--]; {p[[i]], p[[j]]} = {p[[j]], p[[i]]}; p[[i + 1 ;;]] = Reverse[p[[i + 1 ;;]]]; p]]];
Print[InputForm[nextperm[{1,3,4,2}]]];
Print[StringFreeQ[CompilePrint[nextperm], "MainEvaluate"]];

quicksortlist = Compile[{{v, _Integer, 1}},
    Module[{a = v, st = {}, l, r, i, j, p, t}, AppendTo[st, 1]; AppendTo[st, Length[v]];
    While[Length[st] > 0, r = st[[-1]]; l = st[[-2]]; st = Drop[st, -2]; i = l; j = r; p = a[[BitShiftRight[l + r]]];
    While[i <= j, While[a[[i]] < p, ++i]; While[a[[j]] > p, --j]; If[i <= j, t = a[[i]]; a[[i++]] = a[[j]]; a[[j--]] = t]]; If[l < j, st = Join[st, {l, j}]]; If[i < r, st = Join[st, {i, r}]]]; a]];
Print[InputForm[quicksortlist[{3,1,2,9,-1,5,5,0}]]];
Print[StringFreeQ[CompilePrint[quicksortlist], "MainEvaluate"]];
