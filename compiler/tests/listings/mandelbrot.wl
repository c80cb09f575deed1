Compile[{{c, _Complex}, {maxit, _Integer}}, Module[{z = 0. + 0. I, n = 0}, While[Abs[z] <= 2. && n < maxit, z = z^2 + c; n++]; n]]
---

		2 arguments
		2 Integer registers
		1 Real register
		3 Complex registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		C0 = A1
		I0 = A2
		C2 = 0. + 0. I
		Result = I1

1	C1 = C2
2	I1 = 0
3	goto 6
4	C1 = Square[ C1] + C0
5	I1 = I1 + 1
6	R0 = Abs[ C1]
7	if[ !(R0 <= 2. (tol))] goto 9
8	if[ I1 < I0] goto 4
9	Return
