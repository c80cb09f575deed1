(* C60: RuntimeOptions as a whole. *)
speed = Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> "Speed"];
(*! speed[2^63 - 1] => -9223372036854775808
path: fast *)
quality = Compile[{{x, _Real}}, Module[{y = x 10.}, If[y > 1., 1., 0.]], RuntimeOptions -> "Quality"];
(*! quality[1.*^308] => 1.
messages: CompiledFunction::cfn
path: exact *)
mixed = Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> {"Speed", "CatchMachineIntegerOverflow" -> True}];
(*! mixed[2^63 - 1] => 9223372036854775808
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> Automatic][1] => 2
path: fast *)
