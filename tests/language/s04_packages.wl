(* S4: package sections. *)
BeginPackage["Demo`"];
double::usage = "double[x] gives 2 x.";
Begin["`Private`"];
helper[x_] := 2 x;
double[x_] := helper[x];
End[];
EndPackage[];
(*! double[21] => 42 *)
(*! Context[double] => Demo` *)
(*! MemberQ[$ContextPath, "Demo`"] => True *)
(*! helper[1] => helper[1] *)
(* Names of a package that are there already. *)
doubled[0];
BeginPackage["Shadow`"];
doubled[x_] := 2 x;
(*! EndPackage[] => Null
    messages: doubled::shdw *)
(*! {doubled[3], Shadow`doubled[3]} => {doubled[3], 6} *)
Remove[doubled];
(*! {doubled[3], Context[doubled]} => {6, Shadow`} *)
