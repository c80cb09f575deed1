Compile[{{x, _Real}}, Module[{v = 2.}, Hold[v = v + x]; v]]
---

		1 argument
		2 Real registers
		Underflow checking off
		Overflow checking off
		Integer overflow checking on
		RuntimeAttributes -> {}

		R0 = A1
		Result = R1

1	R1 = 2.
2	V0 = MainEvaluate[ Hold[Hold[Set[v, Plus[v, x]]]], {v <-> R1, x -> R0}]
3	Return
