(* C5: the square is computed once and used twice. *)
Compile[{x}, x^2 + Sin[x^2]]
(*=
CompiledFunction[{x}, x^2 + Sin[x^2], -CompiledCode-]

		1 argument
		4 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R3

1	R1 = Square[ R0]
2	R2 = Sin[ R1]
3	R3 = R1 + R2
4	Return
=*)
