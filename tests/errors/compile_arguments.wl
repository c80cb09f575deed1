(* Argument lists, options and iterators that are wrong. *)
Compile[{{x, _String}}, x];
Compile[{{x, _Real, -1}}, x];
Compile[{{x, _Real, 101}}, x];
Compile[{{x, _Real, 1.5}}, x];
Compile[{1}, 2];
Compile[{x, x}, x];
Compile[{x}, x, NoSuchOption -> 1];
Compile[{x}, x, RuntimeOptions -> {"NoSuchOption" -> True}];
Compile[{x}, x, RuntimeOptions -> "Fast"];
Compile[{x}, x, CompilationOptions -> {"NoSuchOption" -> True}];
Compile[{x}, x, RuntimeAttributes -> {Flat}];
Compile[{x}, x, CompilationTarget -> "Pascal"];
Compile[{x}];
Compile[];
Compile[{x}, f[x], {{f[_], _String}}];
