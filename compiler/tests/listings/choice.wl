Compile[{{v, _Integer, 1}, {x, _Real}}, Module[{best = 0, k = 0, y = x}, Do[If[e > best, best = e]; k = k + If[e == 3, 7, -7]; If[y < 0.5, y = x], {e, v}]; {best, k}]]
---

		2 arguments
		1 Boolean register
		8 Integer registers
		2 Real registers
		2 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(I1)0 = A1
		R0 = A2
		I6 = 7
		I7 = -7
		Result = T(I1)1

1	I0 = 0
2	I1 = 0
3	R1 = R0
4	I2 = Length[ T(I1)0]
5	I3 = 1
6	if[ I3 > I2] goto 15
7	I4 = GetElement[ T(I1)0, I3]
8	I0 = Max[ I4, I0]
9	B0 = I4 == 3
10	I5 = If[ B0, I6, I7]
11	I1 = I1 + I5
12	if[ !(R1 < 0.5 (tol))] goto 14
13	R1 = R0
14	if[ ++ I3 <= I2] goto 7
15	T(I1)1 = {I0, I1}
16	Return
