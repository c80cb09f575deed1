(* Map, Nest, Fold, Select become loops. *)
Compile[{{v, _Real, 1}}, Map[#^2 + 1 &, v]]
Compile[{{x, _Real}}, Nest[0.5 (# + 2/#) &, x, 5]]
Compile[{{v, _Real, 1}}, Fold[#1 + #2^2 &, 0., v]]
(*=
CompiledFunction[{v}, (#1^2 + 1 & ) /@ v, -CompiledCode-]

		1 argument
		2 Integer registers
		5 Real registers
		3 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		R0 = 1.
		Result = T(R1)2

1	T(R1)1 = T(R1)0
2	I0 = Length[ T(R1)1]
3	T(R1)2 = Table[ I0]
4	I1 = 1
5	for[ I1 < I0] Part[ T(R1)2, I1] = Square[ Part[ T(R1)1, I1]] + R0
6	if[ I1 > I0] goto 13
7	R1 = GetElement[ T(R1)1, I1]
8	R2 = R1
9	R3 = Square[ R2]
10	R4 = R3 + 1.
11	Element[ T(R1)2, I1] = R4
12	if[ ++ I1 <= I0] goto 7
13	Return
CompiledFunction[{x}, Nest[0.5*(#1 + 2/#1) & , x, 5], -CompiledCode-]

		1 argument
		1 Integer register
		4 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R1

1	R1 = R0
2	I0 = 1
3	R2 = 2. / R1
4	R3 = R1 + R2
5	R1 = R3 * 0.5
6	if[ ++ I0 <= 5] goto 3
7	Return
CompiledFunction[{v}, Fold[#1 + #2^2 & , 0., v], -CompiledCode-]

		1 argument
		2 Integer registers
		3 Real registers
		1 Tensor register
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		Result = R0

1	R0 = 0.
2	I0 = Length[ T(R1)0]
3	I1 = 1
4	if[ I1 > I0] goto 9
5	R1 = GetElement[ T(R1)0, I1]
6	R2 = Square[ R1]
7	R0 = R0 + R2
8	if[ ++ I1 <= I0] goto 5
9	Return
=*)
