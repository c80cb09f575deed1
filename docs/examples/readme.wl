fact = Compile[{{n, _Integer}},
  Module[{p = 1}, Do[p = p i, {i, n}]; p]];
Print[fact[20]];
Print[fact[25]];

escape = Compile[{{c, _Complex}},
  Module[{z = 0. + 0. I, n = 0},
   While[Abs[z] <= 2. && n < 100, z = z^2 + c; n++];
   n]];
Print[Table[escape[x + 0.5 I], {x, -1., 0.5, 0.25}]];
Print[CompilePrint[Compile[{x}, x^2 + Sin[x^2]]]];
