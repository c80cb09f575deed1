(* An array expression. *)
Compile[{{v, _Real, 1}}, Sin[v]^2 + Cos[v] Exp[-v]]
Compile[{{v, _Real, 1}, {w, _Real, 1}}, 2 v + w]
(*=
CompiledFunction[{v}, Sin[v]^2 + Cos[v]*Exp[-v], -CompiledCode-]

		1 argument
		2 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		Result = T(R1)1

1	T(R1)1 = Square[ Sin[ T(R1)0]] + Cos[ T(R1)0] * Exp[ - T(R1)0]
2	Return
CompiledFunction[{v, w}, 2*v + w, -CompiledCode-]

		2 arguments
		1 Real register
		3 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		T(R1)1 = A2
		R0 = 2.
		Result = T(R1)2

1	T(R1)2 = R0 * T(R1)0 + T(R1)1
2	Return
=*)
