(* C15: one local of each type. *)
Compile[{x}, Module[{a = 10, b = 10.5, c = 1. + 2. I, d = True, v = {5, 6, 7}}, a = a + 1; b = b x; c = c c; d = ! d; v[[1]] = a; If[d, b, Re[c] + v[[2]]]]]
(*=
CompiledFunction[{x}, Module[{a = 10, b = 10.5, c = 1. + 2.*I, d = True, v = {5, 6, 7}}, a = a + 1; b = b*x; c = c*c; d = !d; v[[1]] = a; If[d, b, Re[c] + v[[2]]]], -CompiledCode-]

		1 argument
		1 Boolean register
		2 Integer registers
		5 Real registers
		2 Complex registers
		2 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		C1 = 1. + 2. I
		T(I1)1 = {5, 6, 7}
		Result = R2

1	I0 = 10
2	R1 = 10.5
3	C0 = C1
4	B0 = True
5	T(I1)0 = T(I1)1
6	I0 = I0 + 1
7	R1 = R1 * R0
8	C0 = C0 * C0
9	B0 = ! B0
10	Part[ T(I1)0, 1] = I0
11	if[ !B0] goto 14
12	R2 = R1
13	goto 18
14	R3 = Re[ C0]
15	I1 = Part[ T(I1)0, 2]
16	R4 = I1
17	R2 = R3 + R4
18	Return
=*)
