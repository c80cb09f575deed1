Compile[{{u, _Real, 2}, {n, _Integer}}, Module[{a = u, s = 0.}, Do[a[[i, j]] -= 0.5 u[[i - 1, j + 1]], {i, 2, n}, {j, 1, n - 1}]; Do[s -= a[[1, k]] k/(k + n), {k, n}]; {a[[1]], s Table[u[[i, i]] + u[[1, i]], {i, n}]}]]
---

		2 arguments
		10 Integer registers
		5 Real registers
		6 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R2)0 = A1
		I0 = A2
		R1 = 0.5
		I8 = 1
		Result = T(R2)5

1	T(R2)1 = T(R2)0
2	R0 = 0.
3	I1 = 2
4	if[ I1 > I0] goto 21
5	I2 = I0 + -1
6	if[ I1 > I0] goto 21
7	I3 = I2
8	I4 = 1
9	if[ I4 > I3] goto 20
10	I5 = I1 + -1
11	for[ I4 < I3] Part[ T(R2)1, I1, I4] = Part[ T(R2)1, I1, I4] - R1 * Part[ T(R2)0, I5, I4 + 1]
12	if[ I4 > I3] goto 20
13	R2 = Part[ T(R2)1, I1, I4]
14	I6 = I4 + 1
15	R3 = Part[ T(R2)0, I5, I6]
16	R4 = R3 * 0.5
17	R3 = R2 - R4
18	Part[ T(R2)1, I1, I4] = R3
19	if[ ++ I4 <= I3] goto 13
20	if[ ++ I1 <= I0] goto 7
21	I7 = 1
22	if[ I7 > I0] goto 28
23	R3 = Part[ T(R2)1, I8, I7]
24	I6 = I7 + I0
25	R4 = I7 / I6
26	R0 = R0 - R3 * R4
27	if[ ++ I7 <= I0] goto 23
28	T(R1)2 = Part[ T(R2)1, I8]
29	T(R1)3 = Table[ I0]
30	I9 = 1
31	for[ I9 < I0] Part[ T(R1)3, I9] = Part[ T(R2)0, I9, I9] + Part[ T(R2)0, 1, I9]
32	if[ I9 > I0] goto 38
33	R4 = Part[ T(R2)0, I9, I9]
34	R3 = Part[ T(R2)0, I8, I9]
35	R2 = R4 + R3
36	Element[ T(R1)3, I9] = R2
37	if[ ++ I9 <= I0] goto 33
38	T(R1)4 = Times[ R0, T(R1)3]
39	T(R2)5 = {T(R1)2, T(R1)4}
40	Return
