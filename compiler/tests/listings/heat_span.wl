Compile[{{u0, _Real, 1}, {lam, _Real}, {n, _Integer}}, Module[{u = u0}, Do[u[[2 ;; -2]] = u[[2 ;; -2]] + lam (u[[3 ;;]] - 2 u[[2 ;; -2]] + u[[;; -3]]), {n}]; u]]
---

		3 arguments
		9 Integer registers
		2 Real registers
		6 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		R0 = A2
		I0 = A3
		I2 = 7
		I3 = 2
		I4 = -2
		I5 = 1
		I6 = 3
		I7 = -9223372036854775808
		R1 = 2.
		I8 = -3
		Result = T(R1)1

1	T(R1)1 = T(R1)0
2	I1 = 1
3	if[ I1 > I0] goto 11
4	T(R1)2 = Part[ T(R1)1, I2, I3, I4, I5]
5	T(R1)3 = Part[ T(R1)1, I2, I6, I7, I5]
6	T(R1)4 = Part[ T(R1)1, I2, I3, I4, I5]
7	T(R1)5 = Part[ T(R1)1, I2, I5, I8, I5]
8	T(R1)2 = T(R1)2 + R0 * (T(R1)3 - R1 * T(R1)4 + T(R1)5)
9	T(R1)1 = SetPart[ T(R1)1, I2, I3, I4, I5, T(R1)2]
10	if[ ++ I1 <= I0] goto 4
11	Return
