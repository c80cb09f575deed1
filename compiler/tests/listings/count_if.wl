Compile[{{v, _Real, 1}, {n, _Integer}}, Module[{a = 0, b = 0}, Do[If[v[[i]] > 0.5, a++]; If[EvenQ[i], b -= 3]; If[a > n && b < n, a = a + 1], {i, Length[v]}]; a + b]]
---

		2 arguments
		1 Boolean register
		6 Integer registers
		1 Real register
		1 Tensor register
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		I0 = A2
		Result = I5

1	I1 = 0
2	I2 = 0
3	I3 = Length[ T(R1)0]
4	I4 = 1
5	if[ I4 > I3] goto 15
6	R0 = Part[ T(R1)0, I4]
7	B0 = R0 > 0.5 (tol)
8	I1 = I1 + 1 Boole[ B0]
9	B0 = EvenQ[ I4]
10	I2 = I2 + -3 Boole[ B0]
11	if[ I1 <= I0] goto 14
12	if[ I2 >= I0] goto 14
13	I1 = I1 + 1
14	if[ ++ I4 <= I3] goto 6
15	I5 = I1 + I2
16	Return
