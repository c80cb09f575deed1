(* C15: a local has the type and rank of its first value. *)
body[n_] := n;
(*! Compile[{x}, Module[{a = 10}, a]][0.] => 10 *)
(*! Compile[{x}, Module[{a = 10.5}, a]][0.] => 10.5 *)
(*! Compile[{x}, Module[{a = 10. + 5. I}, a]][0.] => 10. + 5. I *)
(*! Compile[{x}, Module[{a = True}, a]][0.] => True *)
(*! Compile[{x}, Module[{a = {5, 6, 7, 8}}, a]][0.] => {5, 6, 7, 8} *)
(*! StringContainsQ[CompilePrint[Compile[{x}, Module[{a = {5, 6, 7, 8}}, a]]], "T(I1)"] => True *)
