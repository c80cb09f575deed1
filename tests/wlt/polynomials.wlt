(* Identities of random polynomials and rational functions, the seed fixed. *)
SeedRandom[20261122];
terms[v_, n_, d_] := Sum[RandomInteger[{-9, 9}] Times @@ (v^RandomInteger[{0, d}, Length[v]]), {n}];
point[v_] := Thread[v -> Table[RandomInteger[{1000, 9999}]/RandomInteger[{101, 997}], {Length[v]}]];

VerificationTest[Table[p = terms[{x}, 4, 3] terms[{x}, 3, 3] terms[{x}, 3, 2]; Expand[Factor[p]] === Expand[p], {20}], Table[True, {20}], TestID -> "factors of one variable multiply to the polynomial"]
VerificationTest[Table[p = Expand[terms[{x, y}, 3, 2] terms[{x, y}, 3, 2]]; Expand[Factor[p]] === p, {20}], Table[True, {20}], TestID -> "factors of two variables multiply to the polynomial"]
VerificationTest[Table[p = Expand[(x^2 + k x + 1) (x^3 - k x + 7) (x - k)]; Length[Factor[p]], {k, 9, 18}], Table[3, {10}], TestID -> "every factor is found, and none more"]
VerificationTest[Table[Length[FactorList[x^n - 1]] - 1, {n, 1, 40}], Table[DivisorSigma[0, n], {n, 1, 40}], TestID -> "as many cyclotomic factors as divisors"]
VerificationTest[Table[Length[FactorList[x^n - y^n]] - 1, {n, 1, 12}], Table[DivisorSigma[0, n], {n, 1, 12}], TestID -> "homogeneous factors"]
VerificationTest[Table[e = terms[{x, y}, 2, 2]/(2 + x) + terms[{x, y}, 2, 2]/(x + 3 y) + 1/(x^2 - 9 y^2); a = point[{x, y}]; (e /. a) === (Together[e] /. a), {20}], Table[True, {20}], TestID -> "Together keeps the value"]
VerificationTest[Table[e = terms[{x}, 3, 4]/((x - RandomInteger[{1, 5}])^2 (x^2 + 7) (2 x + 13)); a = point[{x}]; (e /. a) === (Apart[e] /. a), {15}], Table[True, {15}], TestID -> "Apart keeps the value"]
VerificationTest[Table[p = 1 + terms[{x, y}, 3, 2] + 11 x^3; Expand[PolynomialGCD[Expand[p (x + 7 y + 11)], Expand[p (x^2 + 19)]]^2] === Expand[p^2], {8}], Table[True, {8}], TestID -> "the divisor put in is found"]
VerificationTest[Table[p = terms[{x, y, z}, 5, 3]; FromCoefficientRules[CoefficientRules[p, {x, y, z}], {x, y, z}] === Expand[p], {10}], Table[True, {10}], TestID -> "coefficients and back"]
VerificationTest[Table[e = (x + k)^2 - x^2 + Sin[x]^2 k + k Cos[x]^2; a = point[{x}]; PossibleZeroQ[(e /. a) - (Simplify[e] /. a)], {k, 1, 6}], Table[True, {6}], TestID -> "Simplify keeps the value"]
VerificationTest[Table[Table[Sum[k^j - 3 k, {k, m, n}] /. {m -> 4, n -> 11}, {j, 0, 5}] === Table[Sum[k^j - 3 k, {k, 4, 11}], {j, 0, 5}], {1}], {True}, TestID -> "sums of powers"]
