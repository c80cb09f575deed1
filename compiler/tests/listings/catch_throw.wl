Compile[{{n, _Integer}}, Catch[Do[If[i^2 > n, Throw[i]], {i, 100}]; -1]]
---

		1 argument
		4 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = I3

1	I1 = 1
2	I2 = Square[ I1]
3	if[ I2 <= I0] goto 6
4	I3 = I1
5	goto 8
6	if[ ++ I1 <= 100] goto 2
7	I3 = -1
8	Return
