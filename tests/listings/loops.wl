(* Do, While, For. *)
Compile[{{n, _Integer}}, Module[{s = 0}, Do[s += i, {i, n}]; s]]
Compile[{{n, _Integer}}, Module[{s = 0, i = 0}, While[i < n, i++; s += i]; s]]
Compile[{{n, _Integer}}, Module[{s = 0, i}, For[i = 0, i < n, i++, s += i]; s]]
(*=
CompiledFunction[{n}, Module[{s = 0}, Do[s += i, {i, n}]; s], -CompiledCode-]

		1 argument
		3 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = I1

1	I1 = 0
2	I2 = 1
3	if[ I2 > I0] goto 6
4	I1 = I1 + I2
5	if[ ++ I2 <= I0] goto 4
6	Return
CompiledFunction[{n}, Module[{s = 0, i = 0}, While[i < n, i++; s += i]; s], -CompiledCode-]

		1 argument
		3 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = I1

1	I1 = 0
2	I2 = 0
3	goto 6
4	I2 = I2 + 1
5	I1 = I1 + I2
6	if[ I2 < I0] goto 4
7	Return
CompiledFunction[{n}, Module[{s = 0, i}, For[i = 0, i < n, i++, s += i]; s], -CompiledCode-]

		1 argument
		3 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = I1

1	I1 = 0
2	I2 = 0
3	goto 6
4	I1 = I1 + I2
5	I2 = I2 + 1
6	if[ I2 < I0] goto 4
7	Return
=*)
