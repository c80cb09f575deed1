(* C16: only complex registers. *)
Compile[{{x, _Complex}}, x^2 + Sin[x^2]]
(*=
CompiledFunction[{x}, x^2 + Sin[x^2], -CompiledCode-]

		1 argument
		4 Complex registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		C0 = A1
		Result = C3

1	C1 = Square[ C0]
2	C2 = Sin[ C1]
3	C3 = C1 + C2
4	Return
=*)
