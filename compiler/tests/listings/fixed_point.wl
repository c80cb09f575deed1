Compile[{{x, _Real}}, FixedPoint[Cos, x]]
---

		1 argument
		1 Boolean register
		3 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R1

1	R1 = R0
2	R2 = R1
3	R1 = Cos[ R1]
4	B0 = R2 === R1
5	if[ B0] goto 7
6	goto 2
7	Return
