Compile[{{n, _Integer}}, Module[{s = Table[1, {n}], k = 2}, s[[1]] = 0; While[k*k <= n, If[s[[k]] == 1, Do[s[[m]] = 0, {m, k*k, n, k}]]; k++]; s]]
---

		1 argument
		12 Integer registers
		2 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		I2 = 1
		I4 = 0
		Result = T(I1)0

1	T(I1)1 = Table[ I0]
2	I1 = 1
3	if[ I1 > I0] goto 6
4	Element[ T(I1)1, I1] = I2
5	if[ ++ I1 <= I0] goto 4
6	T(I1)0 = T(I1)1
7	I3 = 2
8	Part[ T(I1)0, 1] = I4
9	goto 22
10	I5 = Part[ T(I1)0, I3]
11	if[ I5 != 1] goto 21
12	I6 = I7
13	I8 = I3
14	I9 = Steps[ I6, I0, I8]
15	I10 = I6 - I8
16	I11 = 1
17	if[ I11 > I9] goto 21
18	I10 = I10 + I8
19	Part[ T(I1)0, I10] = I4
20	if[ ++ I11 <= I9] goto 18
21	I3 = I3 + 1
22	I7 = Square[ I3]
23	if[ I7 <= I0] goto 10
24	Return
