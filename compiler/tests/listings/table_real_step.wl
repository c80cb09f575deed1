Compile[{{n, _Integer}}, Table[x^2, {x, 1., 0., -1./n}]]
---

		1 argument
		4 Integer registers
		4 Real registers
		1 Tensor register
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		R2 = 1.
		R3 = 0.
		I3 = 1
		Result = T(R1)0

1	R1 = I0
2	R0 = -1. / R1
3	I1 = Steps[ R2, R3, R0]
4	T(R1)0 = Table[ I1]
5	I2 = 1
6	for[ I2 <= I1] Element[ T(R1)0, I2] = Square[ R2 + (I2 - I3) * R0]
7	Return
