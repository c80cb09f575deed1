(* C7: attributes and options of Compile. *)
(*! Attributes[Compile] => {HoldAll, Protected} *)
(*! Options[Compile] => {CompilationOptions -> Automatic, CompilationTarget -> WVM, Parallelization -> Automatic, RuntimeAttributes -> {}, RuntimeOptions -> Automatic} *)
refused[call_] := Head[call] === Compile;
(*! refused[Compile[{x}, x, NoSuchOption -> 1]] => True
messages: Compile::optx *)
(*! refused[Compile[{x}, x, RuntimeOptions -> {"NoSuchOption" -> True}]] => True
messages: Compile::optx *)
(*! refused[Compile[{x}, x, RuntimeOptions -> {"CatchMachineOverflow" -> 7}]] => True
messages: Compile::optx *)
(*! refused[Compile[{x}, x, CompilationOptions -> {"ExpressionOptimization" -> maybe}]] => True
messages: Compile::optx *)
(*! refused[Compile[{x}, x, Parallelization -> 3]] => True
messages: Compile::optx *)
(*! refused[Compile[{x}, x, CompilationTarget -> "Pascal"]] => True
messages: Compile::optx *)
(*! refused[Compile[{x}, x, RuntimeAttributes -> {Flat}]] => True
messages: Compile::optx *)
(*! refused[Compile[{x}, x, {}, notAnOption]] => True
messages: Compile::nonopt *)
(*! Compile[{x}, x + 1, RuntimeOptions -> Automatic, CompilationOptions -> Automatic, Parallelization -> Automatic, CompilationTarget -> Automatic][1] => 2.
path: fast *)
