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
(* the three checks of "Quality", none of "Speed" *)
flags[options_] := StringCases[CompilePrint[Compile[{x}, x^2, RuntimeOptions -> options]], RegularExpression["(Underflow|Overflow|overflow) checking (on|off)"] -> "$2"];
(*! {flags[Automatic], flags["Speed"], flags["Quality"]} => {{off, off, on}, {off, off, off}, {off, on, on}} *)
(*! flags[{"Speed", "CatchMachineOverflow" -> True, "CatchMachineUnderflow" -> True}] => {on, on, off} *)
