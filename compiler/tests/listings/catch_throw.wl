Compile[{{n, _Integer}}, Catch[Do[If[i^2 > n, Throw[i]], {i, 100}]; -1]]
---

		1 argument
		4 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = I1

1	I2 = 1
2	I3 = Square[ I2]
3	if[ I3 <= I0] goto 6
4	I1 = I2
5	goto 8
6	if[ ++ I2 <= 100] goto 2
7	I1 = -1
8	Return
