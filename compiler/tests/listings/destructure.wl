Compile[{x, y}, Module[{a = x, b = y}, {a, b} = {b, a}; a - b]]
---

		2 arguments
		6 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		R1 = A2
		Result = R5

1	R2 = R0
2	R3 = R1
3	R4 = R3
4	R3 = R2
5	R2 = R4
6	R5 = R2 - R3
7	Return
