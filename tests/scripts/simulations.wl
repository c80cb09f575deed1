(* Simulations: facts that hold for every seed, and repetition with the same seed. *)
SeedRandom[42];
a = RandomReal[1, 1000];
SeedRandom[42];
Print[a == RandomReal[1, 1000], " ", 0 <= Min[a] && Max[a] < 1, " ", Abs[Mean[a] - 1/2] < 0.05];
dice = BlockRandom[SeedRandom[7]; RandomInteger[{1, 6}, 6000]];
counts = KeySort[Counts[dice]];
Print[Keys[counts], " ", Total[counts], " ", AllTrue[counts, 850 < # < 1150 &]];
walk[n_] := Accumulate[Prepend[RandomChoice[{-1, 1}, n], 0]];
w = walk[500];
Print[Length[w], " ", Union[Abs[Differences[w]]], " ", First[w]];
mcpi[n_] := 4. Count[Total[RandomReal[{-1, 1}, {n, 2}]^2, {2}], r_ /; r <= 1]/n;
Print[Abs[mcpi[20000] - Pi] < 0.1];
deck = Flatten[Outer[StringJoin, {"A", "K", "Q"}, {"s", "h"}]];
Print[deck];
shuffled = RandomSample[deck];
Print[Sort[shuffled] === Sort[deck], " ", Length[RandomSample[deck, 3]], " ", DuplicateFreeQ[RandomSample[deck, 4]]];
draws = RandomChoice[{9, 1} -> {"common", "rare"}, 2000];
Print[Sort[Keys[Counts[draws]]], " ", 100 < Count[draws, "rare"] < 300];
birthday[k_] := Boole[! DuplicateFreeQ[RandomInteger[{1, 365}, k]]];
Print[Abs[Mean[Table[birthday[23], 2000]] - 0.507] < 0.05];
monty[switch_] := Module[{car = RandomInteger[{1, 3}], pick = RandomInteger[{1, 3}]}, If[switch, car != pick, car == pick]];
Print[0.6 < Count[Table[monty[True], 2000], True]/2000. < 0.73];
coupon[n_] := Module[{seen = {}, k = 0}, While[Length[seen] < n, seen = Union[seen, {RandomInteger[{1, n}]}]; k++]; k];
Print[10 <= Min[Table[coupon[10], 50]], " ", 20 < Mean[Table[coupon[10], 400]] < 40];
gauss = RandomVariate[NormalDistribution[10, 2], 4000];
Print[Round[Mean[gauss]], " ", Round[StandardDeviation[gauss]]];
ca = Nest[Function[g, MapIndexed[Function[{v, ij},
      With[{s = Total[Flatten[Table[g[[Mod[ij[[1]] + i, 5, 1], Mod[ij[[2]] + j, 5, 1]]], {i, -1, 1}, {j, -1, 1}]]] - v},
       Boole[s == 3 || (v == 1 && s == 2)]]], g, {2}]],
   {{0, 0, 0, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 1, 0, 0}, {0, 0, 0, 0, 0}}, 1];
Print[ca];
logistic = NestList[3.5 # (1 - #) &, 0.5, 200];
Print[Length[Union[Round[Take[logistic, -40], 0.0001]]]];
