(* Compile inside programs: kernels called from list code, options, tensors, a fallback to exact numbers. *)
mean = Compile[{{v, _Real, 1}}, Total[v]/Length[v]];
sd = Compile[{{v, _Real, 1}}, Module[{m = Total[v]/Length[v]}, Sqrt[Total[(v - m)^2]/(Length[v] - 1)]]];
data = {2., 4., 4., 4., 5., 5., 7., 9.};
Print[mean[data], " ", sd[data], " ", sd[data] == StandardDeviation[data]];
fact = Compile[{{n, _Integer}}, Module[{p = 1}, Do[p = p i, {i, n}]; p]];
Print[fact[10], " ", Quiet[fact[25]]];
sieve = Compile[{{n, _Integer}}, Module[{s = Table[1, {n}], c = 0},
    s[[1]] = 0;
    Do[If[s[[i]] == 1, Do[s[[j]] = 0, {j, i i, n, i}]], {i, 2, Floor[Sqrt[n]]}];
    Do[c = c + s[[i]], {i, n}]; c]];
Print[sieve[1000], " ", sieve[10000] == PrimePi[10000]];
dist = Compile[{{p, _Real, 2}}, Table[Sqrt[Total[(p[[i]] - p[[j]])^2]], {i, Length[p]}, {j, Length[p]}]];
Print[dist[{{0, 0}, {3, 4}, {0, 4}}]];
wave = Compile[{{x, _Real}}, If[x < 0, -x, x^2], RuntimeAttributes -> {Listable}];
Print[wave[{-1., 2., -3.}], " ", wave[1.5]];
smooth = Compile[{{v, _Real, 1}, {k, _Integer}}, Table[Mean[v[[Max[1, i - k] ;; Min[Length[v], i + k]]]], {i, Length[v]}]];
Print[smooth[{1., 2., 6., 2., 1.}, 1]];
mandel = Compile[{{c, _Complex}, {n, _Integer}}, Length[NestWhileList[#^2 + c &, 0. + 0. I, Abs[#] < 2. &, 1, n]] - 1];
Print[mandel[0.5 + 0.5 I, 50], " ", mandel[0., 50], " ", mandel[1. + 1. I, 50]];
evenQ = Compile[{{n, _Integer}}, Mod[n, 2] == 0];
Print[Select[Range[10], evenQ], " ", Head[evenQ]];
inner = Compile[{{x, _Real}}, Sin[x]^2 + Cos[x]^2];
outer = Compile[{{v, _Real, 1}}, Map[inner, v], {{inner[_], _Real}}];
Print[outer[{1., 2., 3.}] == {1., 1., 1.}];
newton = Compile[{{x0, _Real}}, FixedPoint[# - (#^2 - 2)/(2 #) &, x0]];
Print[newton[1.]^2 == 2., " ", Abs[newton[5.] - Sqrt[2.]] < 10^-12];
ising[n_, steps_, beta_] := Module[{kernel},
   kernel = Compile[{{m, _Integer, 2}, {s, _Integer}, {b, _Real}}, Module[{g = m, k = Length[m], i = 0, j = 0, e = 0},
      Do[i = RandomInteger[{1, k}]; j = RandomInteger[{1, k}];
       e = 2 g[[i, j]] (g[[Mod[i, k] + 1, j]] + g[[Mod[i - 2, k] + 1, j]] + g[[i, Mod[j, k] + 1]] + g[[i, Mod[j - 2, k] + 1]]);
       If[e <= 0 || RandomReal[] < Exp[-b e], g[[i, j]] = -g[[i, j]]], {s}]; g]];
   kernel[ConstantArray[1, {n, n}], steps, beta]];
SeedRandom[1];
Print[Union[Flatten[ising[8, 500, 0.3]]], " ", Total[ising[6, 1000, 50.], 2]];
Print[Compile[{x, y}, x^y][2, 10], " ", Compile[{{b, True | False}, {n, _Integer}}, If[b, n, -n]][False, 3]];
bag = Compile[{{n, _Integer}}, Module[{b = Internal`Bag[{0}]}, Do[If[GCD[i, n] == 1, Internal`StuffBag[b, i]], {i, n}]; Rest[Internal`BagPart[b, All]]]];
Print[bag[12]];
lcg = Compile[{{seed, _Integer}, {n, _Integer}}, NestList[Mod[1103515245 # + 12345, 2147483648] &, seed, n]];
Print[lcg[42, 3]];
Print[mean[{1, 2, 3, 4}], " ", Quiet[mean[{a, b}]]];
