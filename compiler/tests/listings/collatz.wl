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
3	goto 12
4	if[ OddQ[ I1]] goto 9
5	I1 = Quotient[ I1, 2]
6	I2 = I2 + 1
7	if[ I1 != 1] goto 4
8	goto 13
9	I3 = I1 * 3
10	I1 = I3 + 1
11	I2 = I2 + 1
12	if[ I1 != 1] goto 4
13	Return
