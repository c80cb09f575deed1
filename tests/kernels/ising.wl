ising = Compile[{{n, _Integer}, {steps, _Integer}, {beta, _Real}, {seed, _Integer}},
   Module[{s = Table[1, {n}, {n}], r = seed, i = 0, j = 0, h = 0, dE = 0},
    Do[
     r = Mod[16807 r, 2147483647]; i = Mod[r, n] + 1;
     r = Mod[16807 r, 2147483647]; j = Mod[r, n] + 1;
     h = s[[Mod[i - 2, n] + 1, j]] + s[[Mod[i, n] + 1, j]] + s[[i, Mod[j - 2, n] + 1]] + s[[i, Mod[j, n] + 1]];
     dE = 2 s[[i, j]] h;
     r = Mod[16807 r, 2147483647];
     If[dE <= 0 || r/2147483647. < Exp[-beta dE], s[[i, j]] = -s[[i, j]]],
     {steps}];
    s]];
s = ising[10, 5000, 0.4, 12345];
Print[Total[s, 2]];
Print[s[[3]]];
