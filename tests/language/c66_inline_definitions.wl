(* C66: external definitions. *)
val = 10;
automatic = Compile[{x}, x + val];
(*! StringContainsQ[CompilePrint[automatic], "I0 = MainEvaluate["] => True *)
(*! automatic[1.] => 11. *)
inline = Compile[{x}, x + val, CompilationOptions -> {"InlineExternalDefinitions" -> True}];
(*! StringContainsQ[CompilePrint[inline], "MainEvaluate"] => False *)
(*! inline[1.] => 11.
path: fast *)
none = Compile[{x}, x + val, CompilationOptions -> {"InlineExternalDefinitions" -> False}];
(*! StringContainsQ[CompilePrint[none], RegularExpression["R[0-9]+ = MainEvaluate\\["]] => True *)
(* a later value is seen, or not, as the option says; a value of another type leaves *)
val = 20;
(*! {automatic[1.], inline[1.]} => {21., 11.} *)
val = 2.5;
(*! automatic[1.] => 3.5
messages: CompiledFunction::cfse, CompiledFunction::cfex
path: exact *)
(*! none[1.] => 3.5
path: fast *)
