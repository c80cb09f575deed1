(* An array expression. *)
Compile[{{v, _Real, 1}}, Sin[v]^2 + Cos[v] Exp[-v]]
Compile[{{v, _Real, 1}, {w, _Real, 1}}, 2 v + w]
(*=
CompiledFunction[{v}, Sin[v]^2 + Cos[v]*Exp[-v], -CompiledCode-]

		1 argument
		5 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		Result = T(R1)4

1	T(R1)1 = Sin[ T(R1)0]
2	T(R1)2 = Square[ T(R1)1]
3	T(R1)1 = Cos[ T(R1)0]
4	T(R1)3 = Minus[ T(R1)0]
5	T(R1)4 = Exp[ T(R1)3]
6	T(R1)3 = Times[ T(R1)1, T(R1)4]
7	T(R1)4 = Plus[ T(R1)2, T(R1)3]
8	Return
CompiledFunction[{v, w}, 2*v + w, -CompiledCode-]

		2 arguments
		1 Real register
		4 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		T(R1)1 = A2
		R0 = 2.
		Result = T(R1)3

1	T(R1)2 = Times[ R0, T(R1)0]
2	T(R1)3 = Plus[ T(R1)2, T(R1)1]
3	Return
=*)
