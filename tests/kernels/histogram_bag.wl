hist = Compile[{{v, _Real, 1}, {lo, _Real}, {hi, _Real}, {n, _Integer}},
   Module[{h = Table[0, {n}], b = 0},
    Do[b = Floor[(x - lo)/(hi - lo) n] + 1; If[1 <= b <= n, h[[b]]++], {x, v}];
    h]];
peaks = Compile[{{v, _Real, 1}},
   Module[{bag = Internal`Bag[Most[{0}]]},
    Do[If[v[[i]] > v[[i - 1]] && v[[i]] > v[[i + 1]], Internal`StuffBag[bag, i]], {i, 2, Length[v] - 1}];
    Internal`BagPart[bag, All]]];
v = Table[Sin[1. i^2], {i, 100}];
Print[hist[v, -1., 1., 8]];
Print[Take[peaks[v], 10]];
