Compile[{{n, _Integer}}, If[n < 2, n, fibc[n - 1] + fibc[n - 2]], {{fibc[_], _Integer}}]
---

		1 argument
		5 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = I1

1	if[ I0 >= 2] goto 4
2	I1 = I0
3	goto 9
4	I2 = I0 + -1
5	I3 = CompiledFunctionCall[ Hold[fibc][ I2]]
6	I2 = I0 + -2
7	I4 = CompiledFunctionCall[ Hold[fibc][ I2]]
8	I1 = I3 + I4
9	Return
