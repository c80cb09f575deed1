(* C68: a direct call of itself. *)
fact = Compile[{{n, _Integer}}, If[n <= 1, 1, n fact[n - 1]], {{fact[_], _Integer}}, CompilationOptions -> {"InlineExternalDefinitions" -> True, "InlineCompiledFunctions" -> False}]
(*=
fact = CompiledFunction[{n}, If[n <= 1, 1, n*fact[n - 1]], -CompiledCode-]

		1 argument
		4 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = I1

1	if[ I0 > 1] goto 4
2	I1 = 1
3	goto 7
4	I2 = I0 + -1
5	I3 = CompiledFunctionCall[ Hold[fact][ I2]]
6	I1 = I0 * I3
7	Return
=*)
