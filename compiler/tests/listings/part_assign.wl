Compile[{{m0, _Real, 2}}, Module[{m = m0}, m[[1, 2]] += 3.; m[[All, 1]] = {1., 2.}; m[[2]] = 2. m[[2]]; m]]
---

		1 argument
		3 Integer registers
		3 Real registers
		4 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R2)0 = A1
		I0 = 1
		I1 = 2
		T(R1)2 = {1., 2.}
		I2 = 18
		R2 = 2.
		Result = T(R2)1

1	T(R2)1 = T(R2)0
2	R0 = Part[ T(R2)1, I0, I1]
3	R1 = R0 + 3.
4	Part[ T(R2)1, I0, I1] = R1
5	T(R2)1 = SetPart[ T(R2)1, I2, I0, T(R1)2]
6	T(R1)3 = Part[ T(R2)1, I1]
7	T(R1)3 = R2 * T(R1)3
8	Part[ T(R2)1, I1] = T(R1)3
9	Return
