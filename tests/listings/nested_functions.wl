(* C65: inlined, and called. *)
sf = Compile[{x}, x^2 + 1];
With[{sf = sf}, Compile[{x}, sf[x] + sf[2 x]]]
With[{sf = sf}, Compile[{x}, sf[x] + sf[2 x], CompilationOptions -> {"InlineCompiledFunctions" -> False}]]
(*=
sf = CompiledFunction[{x}, x^2 + 1, -CompiledCode-]

		1 argument
		3 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R2

1	R1 = Square[ R0]
2	R2 = R1 + 1.
3	Return
CompiledFunction[{x}, CompiledFunction[{x}, x^2 + 1, -CompiledCode-][x] + CompiledFunction[{x}, x^2 + 1, -CompiledCode-][2*x], -CompiledCode-]

		1 argument
		5 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R1

1	R1 = Square[ R0]
2	R2 = R1 + 1.
3	R3 = R0 * 2.
4	R1 = Square[ R3]
5	R4 = R1 + 1.
6	R1 = R2 + R4
7	Return
CompiledFunction[{x}, CompiledFunction[{x}, x^2 + 1, -CompiledCode-][x] + CompiledFunction[{x}, x^2 + 1, -CompiledCode-][2*x], -CompiledCode-]

		1 argument
		4 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R2

1	R1 = CompiledFunctionCall[ Hold[CompiledFunction[{x}, x^2 + 1, -CompiledCode-]][ R0]]
2	R2 = R0 * 2.
3	R3 = CompiledFunctionCall[ Hold[CompiledFunction[{x}, x^2 + 1, -CompiledCode-]][ R2]]
4	R2 = R1 + R3
5	Return
=*)
