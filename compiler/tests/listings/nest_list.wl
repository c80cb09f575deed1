Compile[{{p0, _Real, 1}, {n, _Integer}}, NestList[{1. - 1.4 #[[1]]^2 + #[[2]], 0.3 #[[1]]} &, p0, n]]
---

		2 arguments
		6 Integer registers
		3 Real registers
		3 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		I0 = A2
		I2 = 0
		I3 = 1
		Result = T(R2)2

1	T(R1)1 = T(R1)0
2	if[ I0 >= 0] goto 4
3	Return Error
4	I1 = I0 + 1
5	T(R2)2 = Table[ I2, I2]
6	Element[ T(R2)2, I3] = T(R1)1 (of I1)
7	I4 = 1
8	if[ I4 > I0] goto 21
9	R0 = Part[ T(R1)1, 1]
10	R1 = Square[ R0]
11	R0 = R1 * 1.4
12	R1 = 1. - R0
13	R0 = Part[ T(R1)1, 2]
14	R2 = R1 + R0
15	R0 = Part[ T(R1)1, 1]
16	R1 = R0 * 0.3
17	T(R1)1 = {R2, R1}
18	I5 = I4 + 1
19	Element[ T(R2)2, I5] = T(R1)1 (of I1)
20	if[ ++ I4 <= I0] goto 9
21	Return
