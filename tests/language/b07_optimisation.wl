(* B7: constants are folded, loop invariants hoisted, copies removed. *)
constants = CompilePrint[Compile[{x}, x + 2*3 + Sin[1.] + Sqrt[2]]];
(*! {StringContainsQ[constants, "Sin["], StringContainsQ[constants, "Sqrt["], StringContainsQ[constants, "+ 6."]} => {False, False, True} *)
invariant = CompilePrint[Compile[{{x, _Real}, {n, _Integer}}, Module[{s = 0.}, Do[s += Sin[x] i, {i, n}]; s]]];
(* computed once, before the jump back goes to the line after it *)
line = ToExpression[First[StringCases[invariant, RegularExpression["([0-9]+)\tR[0-9]+ = Sin"] -> "$1"]]];
back = ToExpression[Last[StringCases[invariant, RegularExpression["goto ([0-9]+)"] -> "$1"]]];
(*! line < back => True *)
copies[text_] := StringCount[text, RegularExpression["T\\(R1\\)[0-9]+ = T\\(R1\\)[0-9]+\n"]];
one = Compile[{{v, _Real, 1}}, Module[{u = v}, u[[1]] = 2.; u = u; u]];
(*! copies[CompilePrint[one]] => 1 *)
(*! one[{1., 3.}] => {2., 3.}
path: fast *)
