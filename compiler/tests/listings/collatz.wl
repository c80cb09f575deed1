Compile[{{n0, _Integer}}, Module[{n = n0, c = 1}, While[n != 1, If[Mod[n, 2] == 0, n = Quotient[n, 2], n = 3 n + 1]; c++]; c]]
---

		1 argument
		4 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = I2

1	I1 = I0
2	I2 = 1
3	goto 11
4	I3 = Mod[ I1, 2]
5	if[ I3 != 0] goto 8
6	I1 = Quotient[ I1, 2]
7	goto 10
8	I3 = I1 * 3
9	I1 = I3 + 1
10	I2 = I2 + 1
11	if[ I1 != 1] goto 4
12	Return
