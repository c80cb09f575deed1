Compile[{{x, _Real}}, f[x] + 1]
---

		1 argument
		3 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R2

1	R1 = MainEvaluate[ Hold[f][ R0]]
2	R2 = R1 + 1.
3	Return
