Compile[{{v, _Real, 1}}, Select[v, # > 0 &]]
---

		1 argument
		4 Integer registers
		1 Real register
		5 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		I3 = 1
		Result = T(R1)4

1	T(R1)1 = T(R1)0
2	I0 = Length[ T(R1)1]
3	T(I1)2 = Table[ I0]
4	I1 = 0
5	I2 = 1
6	if[ I2 > I0] goto 12
7	R0 = GetElement[ T(R1)1, I2]
8	if[ !(R0 > 0. (tol))] goto 11
9	I1 = I1 + 1
10	Element[ T(I1)2, I1] = I2
11	if[ ++ I2 <= I0] goto 7
12	T(I1)3 = Take[ T(I1)2, I1]
13	T(R1)4 = Part[ T(R1)1, I3, T(I1)3]
14	Return
