Compile[{{p, True | False}, {q, True | False}}, (p || q) && ! (p && q)]
---

		2 arguments
		3 Boolean registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		B0 = A1
		B1 = A2
		Result = B2

1	if[ B0] goto 3
2	if[ !B1] goto 7
3	if[ !B0] goto 5
4	if[ B1] goto 7
5	B2 = True
6	goto 8
7	B2 = False
8	Return
