Compile[{{n, _Integer}}, Module[{s = Table[1, {n}], k = 2}, s[[1]] = 0; While[k*k <= n, If[s[[k]] == 1, Do[s[[m]] = 0, {m, k*k, n, k}]]; k++]; s]]
---

		1 argument
		12 Integer registers
		1 Tensor register
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		I2 = 1
		I4 = 0
		Result = T(I1)0

1	T(I1)0 = Table[ I0]
2	I1 = 1
3	if[ I1 > I0] goto 6
4	Element[ T(I1)0, I1] = I2
5	if[ ++ I1 <= I0] goto 4
6	I3 = 2
7	Part[ T(I1)0, 1] = I4
8	goto 21
9	I5 = Part[ T(I1)0, I3]
10	if[ I5 != 1] goto 20
11	I6 = I7
12	I8 = I3
13	I9 = Steps[ I6, I0, I8]
14	I10 = I6 - I8
15	I11 = 1
16	if[ I11 > I9] goto 20
17	I10 = I10 + I8
18	Part[ T(I1)0, I10] = I4
19	if[ ++ I11 <= I9] goto 17
20	I3 = I3 + 1
21	I7 = Square[ I3]
22	if[ I7 <= I0] goto 9
23	Return
