(* Length, Part, part assignment, Table, Sort, lists. *)
Compile[{{v, _Real, 1}, {i, _Integer}}, v[[i]]]
Compile[{{m, _Real, 2}, {i, _Integer}, {j, _Integer}}, Module[{a = m}, a[[i, j]] = a[[j, i]] + 1; a]]
Compile[{{n, _Integer}}, Table[i^2, {i, n}]]
Compile[{{v, _Real, 1}}, Sort[v]]
Compile[{{x, _Real}}, {x, x^2, 1.}]
Compile[{{v, _Real, 1}}, Sum[v[[i]], {i, Length[v]}]]
(*=
CompiledFunction[{v, i}, v[[i]], -CompiledCode-]

		2 arguments
		1 Integer register
		1 Real register
		1 Tensor register
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		I0 = A2
		Result = R0

1	R0 = Part[ T(R1)0, I0]
2	Return
CompiledFunction[{m, i, j}, Module[{a = m}, a[[i, j]] = a[[j, i]] + 1; a], -CompiledCode-]

		3 arguments
		2 Integer registers
		2 Real registers
		2 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R2)0 = A1
		I0 = A2
		I1 = A3
		Result = T(R2)1

1	T(R2)1 = T(R2)0
2	R0 = Part[ T(R2)1, I1, I0]
3	R1 = R0 + 1.
4	Part[ T(R2)1, I0, I1] = R1
5	Return
CompiledFunction[{n}, Table[i^2, {i, n}], -CompiledCode-]

		1 argument
		2 Integer registers
		1 Tensor register
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = T(I1)0

1	T(I1)0 = Table[ I0]
2	I1 = 1
3	for[ I1 <= I0] Element[ T(I1)0, I1] = I1 * I1
4	Return
CompiledFunction[{v}, Sort[v], -CompiledCode-]

		1 argument
		2 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		Result = T(R1)1

1	T(R1)1 = Sort[ T(R1)0]
2	Return
CompiledFunction[{x}, {x, x^2, 1.}, -CompiledCode-]

		1 argument
		3 Real registers
		1 Tensor register
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		R2 = 1.
		Result = T(R1)0

1	R1 = Square[ R0]
2	T(R1)0 = {R0, R1, R2}
3	Return
CompiledFunction[{v}, Sum[v[[i]], {i, Length[v]}], -CompiledCode-]

		1 argument
		2 Integer registers
		2 Real registers
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
4	if[ I1 > I0] goto 8
5	R1 = Part[ T(R1)0, I1]
6	R0 = R0 + R1
7	if[ ++ I1 <= I0] goto 5
8	Return
=*)
