Compile[{{n, _Integer}}, Module[{s = Table[1, {n}], k = 2}, s[[1]] = 0; While[k*k <= n, If[s[[k]] == 1, Do[s[[m]] = 0, {m, k*k, n, k}]]; k++]; s]]
---
error[size]: The function cannot be compiled: f: there is no kernel Steps.
help: split it into smaller functions
