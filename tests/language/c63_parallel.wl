(* C63: parallel calls give the same bits. *)
one = Compile[{{x, _Real}}, Sin[x]^2 + Exp[-x], RuntimeAttributes -> {Listable}];
all = Compile[{{x, _Real}}, Sin[x]^2 + Exp[-x], RuntimeAttributes -> {Listable}, Parallelization -> True];
v = Range[0., 10., 0.001];
(*! one[v] === all[v] => True *)
