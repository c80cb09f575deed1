Compile[{{u, _Real, 2}, {n, _Integer}}, Module[{a = u, s = 0.}, Do[a[[i, j]] -= 0.5 u[[i - 1, j + 1]], {i, 2, n}, {j, 1, n - 1}]; Do[s -= a[[1, k]] k/(k + n), {k, n}]; {a[[1]], s Table[u[[i, i]] + u[[1, i]], {i, n}]}]]
---

		2 arguments
		9 Integer registers
		5 Real registers
		6 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R2)0 = A1
		I0 = A2
		R1 = 0.5
		I6 = 1
		Result = T(R2)5

1	T(R2)1 = T(R2)0
2	R0 = 0.
3	I1 = 2
4	if[ I1 > I0] goto 18
5	I2 = I0 + -1
6	if[ I1 > I0] goto 18
7	I3 = I2
8	I4 = 1
9	for[ I4 < I3] Part[ T(R2)1, I1, I4] = Part[ T(R2)1, I1, I4] - R1 * Part[ T(R2)0, I1 + -1, I4 + 1]
10	if[ I4 > I3] goto 17
11	R2 = Part[ T(R2)1, I1, I4]
12	R3 = Part[ T(R2)0, I1 + -1, I4 + 1]
13	R4 = R3 * 0.5
14	R3 = R2 - R4
15	Part[ T(R2)1, I1, I4] = R3
16	if[ ++ I4 <= I3] goto 11
17	if[ ++ I1 <= I0] goto 7
18	I5 = 1
19	if[ I5 > I0] goto 25
20	R3 = Part[ T(R2)1, I6, I5]
21	I7 = I5 + I0
22	R4 = I5 / I7
23	R0 = R0 - R3 * R4
24	if[ ++ I5 <= I0] goto 20
25	T(R1)2 = Part[ T(R2)1, I6]
26	T(R1)3 = Table[ I0]
27	I8 = 1
28	for[ I8 < I0] Part[ T(R1)3, I8] = Part[ T(R2)0, I8, I8] + Part[ T(R2)0, 1, I8]
29	if[ I8 > I0] goto 35
30	R4 = Part[ T(R2)0, I8, I8]
31	R3 = Part[ T(R2)0, I6, I8]
32	R2 = R4 + R3
33	Element[ T(R1)3, I8] = R2
34	if[ ++ I8 <= I0] goto 30
35	T(R1)4 = Times[ R0, T(R1)3]
36	T(R2)5 = {T(R1)2, T(R1)4}
37	Return
