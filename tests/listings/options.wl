(* The flags of a function. *)
Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> "Speed", RuntimeAttributes -> {Listable}]
Compile[{{x, _Real}, {y, _Real}}, x y + 1, RuntimeOptions -> "Quality"]
(*=
CompiledFunction[{n}, n + 1, -CompiledCode-]

		1 argument
		2 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking off
		RuntimeAttributes -> {Listable}

		I0 = A1
		Result = I1

1	I1 = I0 + 1
2	Return
CompiledFunction[{x, y}, x*y + 1, -CompiledCode-]

		2 arguments
		4 Real registers
		Underflow checking off
		Overflow checking on
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		R1 = A2
		Result = R3

1	R2 = R0 * R1
2	R3 = R2 + 1.
3	Return
=*)
