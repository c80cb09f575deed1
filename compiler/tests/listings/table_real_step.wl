Compile[{{n, _Integer}}, Table[x^2, {x, 1., 0., -1./n}]]
---

		1 argument
		4 Integer registers
		6 Real registers
		1 Tensor register
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		R2 = 1.
		R3 = 0.
		Result = T(R1)0

1	R1 = I0
2	R0 = -1. / R1
3	I1 = Steps[ R2, R3, R0]
4	T(R1)0 = Table[ I1]
5	I2 = 1
6	if[ I2 > I1] goto 14
7	I3 = I2 + -1
8	R1 = I3
9	R5 = R1 * R0
10	R4 = R5 + 1.
11	R5 = Square[ R4]
12	Element[ T(R1)0, I2] = R5
13	if[ ++ I2 <= I1] goto 7
14	Return
