step = Compile[{{row, _Integer, 1}, {rule, _Integer}},
   Module[{l = RotateRight[row], r = RotateLeft[row]},
    Mod[BitShiftRight[rule, 4 l + 2 row + r], 2]]];
run = Compile[{{start, _Integer, 1}, {rule, _Integer}, {n, _Integer}},
   Module[{a = Table[0, {n + 1}, {Length[start]}], w = Length[start]},
    a[[1]] = start;
    Do[
     a[[t + 1, i]] = Mod[Quotient[rule, 2^(4 a[[t, Mod[i - 2, w] + 1]] + 2 a[[t, i]] + a[[t, Mod[i, w] + 1]])], 2],
     {t, n}, {i, w}];
    a]];
s = Table[If[i == 16, 1, 0], {i, 31}];
Print[step[s, 30]];
Print[Map[Total, run[s, 30, 12]]];
Print[run[s, 110, 10][[11]]];
Print[Nest[step[#, 90] &, s, 8] == run[s, 90, 8][[9]]];
