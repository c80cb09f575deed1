Compile[{{u, _Real, 2}, {v, _Integer, 1}, {i, _Integer}}, Module[{w = v}, w[[2 i + 1]] = v[[i - 1]] + v[[1 + i]]; u[[i, i + 1]] + u[[i - 3, i]] + w[[i + 40000]]]]
---

		3 arguments
		4 Integer registers
		4 Real registers
		3 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R2)0 = A1
		T(I1)1 = A2
		I0 = A3
		Result = R3

1	T(I1)2 = T(I1)1
2	I1 = Part[ T(I1)1, I0 + -1]
3	I2 = Part[ T(I1)1, I0 + 1]
4	I3 = I1 + I2
5	I2 = I0 * 2
6	Part[ T(I1)2, I2 + 1] = I3
7	R0 = Part[ T(R2)0, I0, I0 + 1]
8	R1 = Part[ T(R2)0, I0 + -3, I0]
9	I2 = I0 + 40000
10	I3 = Part[ T(I1)2, I2]
11	R2 = I3
12	R3 = R0 + R1 + R2
13	Return
