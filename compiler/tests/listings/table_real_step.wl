Compile[{{n, _Integer}}, Table[x^2, {x, 1., 0., -1./n}]]
---
error[size]: The function cannot be compiled: f: there is no kernel Steps.
help: split it into smaller functions
