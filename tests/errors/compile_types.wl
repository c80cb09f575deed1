(* Types that do not fit: every function still exists and evaluates. *)
Compile[{{x, _Real}}, If[x > 0, {x}, x]];
Compile[{{x, _Real}}, If[x > 0, True, x]];
Compile[{{x, _Real}}, If[x > 0, Return[True]]; x];
Compile[{{x, _Real}}, If[x > 0, Return[{x}]]; x];
Compile[{x}, Module[{a = 1.}, a = {1., 2.}; x]];
Compile[{x}, Module[{a = 5}, a = a + x]];
Compile[{x}, Module[{a = True}, a = x; a]];
Compile[{x}, Module[{a}, a + x]];
Compile[{x}, x = 1.; x];
Compile[{x}, Module[{v = {1., 2.}}, v = {{1., 2.}}; x]];
Compile[{x}, Which[x > 1, 1., x > 0, {1.}, True, 2.]];
Compile[{{n, _Integer}}, Switch[n, 1, True, _, 2]];
