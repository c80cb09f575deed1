(* X4: a function is listed wherever the file makes it: kept in a symbol, made by another function, or thrown away. *)
square = Compile[{x}, x^2];
make[k_] := With[{k = k}, Compile[{x}, x - k]];
make[1.][2.];
Module[{f = With[{k = 2.}, Compile[{x}, k x]]}, f[3.]];
scaled = {square, Compile[{{n, _Integer}}, n + 1]};
(*=
square = CompiledFunction[{x}, x^2, -CompiledCode-]

		1 argument
		2 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R1

1	R1 = Square[ R0]
2	Return
CompiledFunction[{x}, x - 1., -CompiledCode-]

		1 argument
		2 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R1

1	R1 = R0 + -1.
2	Return
CompiledFunction[{x}, 2.*x, -CompiledCode-]

		1 argument
		2 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R1

1	R1 = R0 * 2.
2	Return
CompiledFunction[{n}, n + 1, -CompiledCode-]

		1 argument
		2 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = I1

1	I1 = I0 + 1
2	Return
=*)
