(* C30, C32: what the compiler does not know. *)
Compile[{{x, _Real}}, f[x] + 1]
Compile[{{x, _Real}}, ext[x], {{ext[_], True | False}}]
Compile[{{x, _Real}}, Module[{v = 2.}, unknown[v = v + x]; v]]
