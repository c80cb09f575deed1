(* If, Which, comparisons with tolerance, logic. *)
Compile[{{x, _Real}}, If[x > 0, 1, 2.5]]
Compile[{{x, _Real}, {y, _Real}}, x == y]
Compile[{{x, _Real}}, Which[x < 0, -1., x == 0, 0., True, 1.]]
Compile[{{a, True | False}, {b, True | False}}, a && ! b || b]
(*=
CompiledFunction[{x}, If[x > 0, 1, 2.5], -CompiledCode-]

		1 argument
		2 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R1

1	if[ !(R0 > 0. (tol))] goto 4
2	R1 = 1.
3	goto 5
4	R1 = 2.5
5	Return
CompiledFunction[{x, y}, x == y, -CompiledCode-]

		2 arguments
		1 Boolean register
		2 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		R1 = A2
		Result = B0

1	B0 = R0 == R1 (tol)
2	Return
CompiledFunction[{x}, Which[x < 0, -1., x == 0, 0., True, 1.], -CompiledCode-]

		1 argument
		2 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R1

1	if[ !(R0 < 0. (tol))] goto 4
2	R1 = -1.
3	goto 8
4	if[ R0 != 0. (tol)] goto 7
5	R1 = 0.
6	goto 8
7	R1 = 1.
8	Return
CompiledFunction[{a, b}, (a && !b) || b, -CompiledCode-]

		2 arguments
		3 Boolean registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		B0 = A1
		B1 = A2
		Result = B2

1	if[ !B0] goto 3
2	if[ !B1] goto 4
3	if[ !B1] goto 6
4	B2 = True
5	goto 7
6	B2 = False
7	Return
=*)
