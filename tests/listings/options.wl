(* The flags of a function. *)
Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> "Speed", RuntimeAttributes -> {Listable}]
Compile[{{x, _Real}, {y, _Real}}, x y + 1, RuntimeOptions -> "Quality"]
