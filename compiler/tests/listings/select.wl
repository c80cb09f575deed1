Compile[{{v, _Real, 1}}, Select[v, # > 0 &]]
---

		1 argument
		4 Integer registers
		1 Real register
		4 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		I3 = 5
		Result = T(R1)3

1	I0 = Length[ T(R1)0]
2	T(I1)1 = Table[ I0]
3	I1 = 0
4	I2 = 1
5	if[ I2 > I0] goto 11
6	R0 = GetElement[ T(R1)0, I2]
7	if[ !(R0 > 0. (tol))] goto 10
8	I1 = I1 + 1
9	Element[ T(I1)1, I1] = I2
10	if[ ++ I2 <= I0] goto 6
11	T(I1)2 = Take[ T(I1)1, I1]
12	T(R1)3 = Part[ T(R1)0, I3, T(I1)2]
13	Return
