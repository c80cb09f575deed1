(* An array expression. *)
Compile[{{v, _Real, 1}}, Sin[v]^2 + Cos[v] Exp[-v]]
Compile[{{v, _Real, 1}, {w, _Real, 1}}, 2 v + w]
(* Folded without the array; a value that is used twice has a name. *)
Compile[{{v, _Real, 1}}, Module[{y = v^2}, Total[y + Sin[y]] + Max[(v + 1.)^3 / (v + 1.)]]]
(* In place. *)
Compile[{{v, _Real, 1}}, Module[{y = v}, Do[y = Cos[v + y], {5}]; y]]
(* Integers with their overflow checks, complex numbers, ranks that differ. *)
Compile[{{v, _Integer, 1}, {n, _Integer}}, Mod[v^2 - n, 7] + Floor[Sqrt[1. v]]]
Compile[{{m, _Complex, 2}, {z, _Complex}}, Abs[m z + Conjugate[m]]]
Compile[{{m, _Real, 2}, {v, _Real, 1}}, 2. m + v - Sin[v]]
(* What sets variables or calls the evaluator on the way stays in order. *)
Compile[{{v, _Real, 1}}, Module[{y = v}, Sqrt[v] + (y = 2. v; y) + y]]
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
CompiledFunction[{v}, Module[{y = v^2}, Total[y + Sin[y]] + Max[(v + 1.)^3/(v + 1.)]], -CompiledCode-]

		1 argument
		4 Real registers
		3 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		R1 = 1.
		Result = R3

1	T(R1)1 = Square[ T(R1)0]
2	R0 = Total[ T(R1)1 + Sin[ T(R1)1]]
3	T(R1)2 = T(R1)0 + R1
4	R2 = Max[ Power[ T(R1)2, 3] / T(R1)2]
5	R3 = R0 + R2
6	Return
CompiledFunction[{v}, Module[{y = v}, Do[y = Cos[v + y], {5}]; y], -CompiledCode-]

		1 argument
		1 Integer register
		2 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		Result = T(R1)1

1	T(R1)1 = T(R1)0
2	I0 = 1
3	T(R1)1 = Cos[ T(R1)0 + T(R1)1]
4	if[ ++ I0 <= 5] goto 3
5	Return
CompiledFunction[{v, n}, Mod[v^2 - n, 7] + Floor[Sqrt[1.*v]], -CompiledCode-]

		2 arguments
		3 Integer registers
		1 Real register
		2 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(I1)0 = A1
		I0 = A2
		I1 = 2
		I2 = 7
		R0 = 1.
		Result = T(I1)1

1	T(I1)1 = Mod[ Power[ T(I1)0, I1] - I0, I2] + Floor[ Sqrt[ R0 * T(I1)0]]
2	Return
CompiledFunction[{m, z}, Abs[m*z + Conjugate[m]], -CompiledCode-]

		2 arguments
		1 Complex register
		2 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(C2)0 = A1
		C0 = A2
		Result = T(R2)1

1	T(R2)1 = Abs[ T(C2)0 * C0 + Conjugate[ T(C2)0]]
2	Return
CompiledFunction[{m, v}, 2.*m + v - Sin[v], -CompiledCode-]

		2 arguments
		1 Real register
		5 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R2)0 = A1
		T(R1)1 = A2
		R0 = 2.
		Result = T(R2)2

1	T(R2)2 = R0 * T(R2)0
2	T(R2)3 = Plus[ T(R2)2, T(R1)1]
3	T(R1)4 = Sin[ T(R1)1]
4	T(R2)2 = Subtract[ T(R2)3, T(R1)4]
5	Return
CompiledFunction[{v}, Module[{y = v}, Sqrt[v] + (y = 2.*v; y) + y], -CompiledCode-]

		1 argument
		1 Real register
		4 Tensor registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		T(R1)0 = A1
		R0 = 2.
		Result = T(R1)2

1	T(R1)1 = T(R1)0
2	T(R1)2 = Sqrt[ T(R1)0]
3	T(R1)1 = R0 * T(R1)0
4	T(R1)3 = Plus[ T(R1)2, T(R1)1]
5	T(R1)2 = Plus[ T(R1)3, T(R1)1]
6	Return
=*)
