Compile[{{n, _Integer}}, Module[{s = Table[1, {n}], k = 2}, s[[1]] = 0; While[k*k <= n, If[s[[k]] == 1, Do[s[[m]] = 0, {m, k*k, n, k}]]; k++]; s]]
---

		1 argument
		11 Integer registers
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
12	I6 = I3 * I3
13	I7 = I3
14	I8 = Steps[ I6, I0, I7]
15	I9 = I6 - I7
16	I10 = 1
17	if[ I10 > I8] goto 21
18	I9 = I9 + I7
19	Part[ T(I1)0, I9] = I4
20	if[ ++ I10 <= I8] goto 18
21	I3 = I3 + 1
22	I5 = I3 * I3
23	if[ I5 <= I0] goto 10
24	Return
