(* C30, C32: what the compiler does not know. *)
Compile[{{x, _Real}}, f[x] + 1]
Compile[{{x, _Real}}, ext[x], {{ext[_], True | False}}]
Compile[{{x, _Real}}, Module[{v = 2.}, unknown[v = v + x]; v]]
Compile[{{n, _Integer}}, StringLength[ToString[n]] + n]
Compile[{{x, _Real}}, x + global]
(*=
CompiledFunction[{x}, f[x] + 1, -CompiledCode-]

		1 argument
		3 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R2

1	R1 = MainEvaluate[ Hold[f][ R0]]
2	R2 = R1 + 1.
3	Return
CompiledFunction[{x}, ext[x], -CompiledCode-]

		1 argument
		1 Boolean register
		1 Real register
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = B0

1	B0 = CompiledFunctionCall[ Hold[ext][ R0]]
2	Return
CompiledFunction[{x}, Module[{v = 2.}, unknown[v = v + x]; v], -CompiledCode-]

		1 argument
		2 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R1

1	R1 = 2.
2	R1 = R1 + R0
3	V0 = MainEvaluate[ Hold[unknown][ R1]]
4	Return
CompiledFunction[{n}, StringLength[ToString[n]] + n, -CompiledCode-]

		1 argument
		1 Integer register
		3 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = R2

1	R0 = MainEvaluate[ Hold[StringLength[ToString[n]]], {n -> I0}]
2	R1 = I0
3	R2 = R0 + R1
4	Return
CompiledFunction[{x}, x + global, -CompiledCode-]

		1 argument
		2 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R1

1	R1 = MainEvaluate[ Hold[x + global], {x -> R0}]
2	Return
=*)
