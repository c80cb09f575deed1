fib = Compile[{{n, _Integer}}, Module[{a = 0, b = 1}, Do[{a, b} = {b, a + b}, {n}]; a]];
Print[Table[fib[n], {n, 0, 15}]];
Print[fib[90]];
Print[fib[200]];
