(* Julia set as a listable function of two real coordinates *)
julia = Compile[{{x, _Real}, {y, _Real}, {c, _Complex}, {m, _Integer}},
   Module[{z = x + I y, n = 0},
    While[Abs[z] < 2. && n < m, z = z^2 + c; n++];
    n], RuntimeAttributes -> {Listable}];
Print[julia[0.1, 0.2, -0.8 + 0.156 I, 200]];
Print[julia[Range[-1., 1., 0.25], 0.3, -0.4 + 0.6 I, 100]];
Print[Total[Flatten[Table[julia[x, y, -0.7269 + 0.1889 I, 50], {x, -1.5, 1.5, 0.25}, {y, -1., 1., 0.25}]]]];
