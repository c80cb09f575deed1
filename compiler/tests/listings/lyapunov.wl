Compile[{{r, _Real}, {x0, _Real}, {n, _Integer}}, Module[{x = x0, s = 0.}, Do[x = r x (1 - x); s += Log[Abs[r (1 - 2 x)]], {n}]; s/n]]
---

		3 arguments
		2 Integer registers
		6 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		R1 = A2
		I0 = A3
		Result = R5

1	R2 = R1
2	R3 = 0.
3	I1 = 1
4	if[ I1 > I0] goto 14
5	R4 = 1. - R2
6	R2 = R0 * R2 * R4
7	R4 = R2 * 2.
8	R5 = 1. - R4
9	R4 = R0 * R5
10	R5 = Abs[ R4]
11	R4 = Log[ R5]
12	R3 = R3 + R4
13	if[ ++ I1 <= I0] goto 5
14	R4 = I0
15	R5 = R3 / R4
16	Return
