Compile[{{n, _Integer}}, Sum[i j, {i, n}, {j, i}]]
---

		1 argument
		5 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = I1

1	I1 = 0
2	I2 = 1
3	if[ I2 > I0] goto 10
4	I3 = I2
5	I4 = 1
6	if[ I4 > I3] goto 9
7	I1 = I2 * I4 + I1
8	if[ ++ I4 <= I3] goto 7
9	if[ ++ I2 <= I0] goto 4
10	Return
