Compile[{{n, _Integer}}, Module[{i = 0}, Label[top]; i++; If[i < n, Goto[top]]; i]]
---

		1 argument
		2 Integer registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		I0 = A1
		Result = I1

1	I1 = 0
2	I1 = I1 + 1
3	if[ I1 < I0] goto 2
4	Return
