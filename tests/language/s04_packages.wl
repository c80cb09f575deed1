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
