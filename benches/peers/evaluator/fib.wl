fib[n_] := If[n < 2, n, fib[n - 1] + fib[n - 2]];
Print[fib[22]]
