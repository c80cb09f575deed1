f = Compile[{{n, _Integer}}, n*n + 1, RuntimeOptions -> {"CatchMachineIntegerOverflow" -> False}];
g = Compile[{{n, _Integer}}, n*n + 1, RuntimeOptions -> "Speed", CompilationTarget -> "WVM"];
h = Compile[{{x, _Real}, {y, _Real}}, x <= y, RuntimeOptions -> {"CompareWithTolerance" -> False}];
e = Compile[{{n, _Integer}}, n*n + 1, RuntimeOptions -> {"RuntimeErrorHandler" -> Function[$Failed]}];
Print[{f[3], g[3], e[3]}];
Print[{f[2^32], g[2^32], e[2^32]}];
Print[{h[1., 1.], h[1. + 2.^-51, 1.]}];
