Compile[{{n, _Integer}}, Table[i j, {i, n}, {j, 0, n, 2}]]
---
error[size]: The function cannot be compiled: f: there is no kernel Steps.
help: split it into smaller functions
