Compile[{{n, _Integer}}, Table[x^2, {x, 1., 0., -1./n}]]
---

		1 argument
		5 Integer registers
		6 Real registers
		1 Tensor register
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		I1 = 1
		R2 = 1.
		R3 = 0.
		Result = T(R1)0

1	R1 = I1 / I0
2	R0 = R1 * -1.
3	I2 = Steps[ R2, R3, R0]
4	T(R1)0 = Table[ I2]
5	I3 = 1
6	if[ I3 > I2] goto 14
7	I4 = I3 + -1
8	R1 = I4
9	R5 = R1 * R0
10	R4 = R5 + 1.
11	R5 = Square[ R4]
12	Element[ T(R1)0, I3] = R5
13	if[ ++ I3 <= I2] goto 7
14	Return
