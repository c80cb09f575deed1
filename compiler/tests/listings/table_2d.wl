Compile[{{n, _Integer}}, Table[i j, {i, n}, {j, 0, n, 2}]]
---

		1 argument
		8 Integer registers
		1 Tensor register
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		I2 = 0
		I3 = 2
		Result = T(I2)0

1	I1 = Steps[ I2, I0, I3]
2	T(I2)0 = Table[ I0, I1]
3	I4 = 0
4	I5 = 1
5	if[ I5 > I0] goto 13
6	I6 = 0
7	if[ I6 > I0] goto 12
8	I4 = I4 + 1
9	I7 = I5 * I6
10	Element[ T(I2)0, I4] = I7
11	if[ (I6 += I3) <= I0] goto 8
12	if[ ++ I5 <= I0] goto 6
13	Return
