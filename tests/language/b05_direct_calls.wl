(* B5: compiled functions held in symbols, and the function's own name, are called directly by default. *)
direct[cf_, name_] := {StringFreeQ[CompilePrint[cf], "MainEvaluate"], StringContainsQ[CompilePrint[cf], "CompiledFunctionCall[ Hold[" <> name <> "]"]};
sq = Compile[{x}, x^2];
user = Compile[{x}, sq[x] + 1];
(*! direct[user, "sq"] => {True, True} *)
(*! user[3.] => 10.
path: fast *)
(* a later definition is seen, whatever it is *)
sq = Compile[{x}, x^3];
(*! user[3.] => 28.
path: fast *)
sq = Function[x, x + 0.5];
(*! user[3.] => 4.5
path: fast *)
Clear[sq];
(*! user[3.] => 1 + sq[3.]
messages: CompiledFunction::cfse, CompiledFunction::cfex
path: exact *)
(* the function's own name: the type of its calls is the one that its value has *)
fact = Compile[{{n, _Integer}}, If[n <= 1, 1, n fact[n - 1]]];
(*! direct[fact, "fact"] => {True, True} *)
(*! fact[10] => 3628800
path: fast *)
(*! fact[25] => 15511210043330985984000000
messages: CompiledFunction::cfn
path: exact *)
fib = Compile[{{n, _Integer}}, If[n < 2, n, fib[n - 1] + fib[n - 2]]];
(*! fib[20] => 6765
path: fast *)
half = Compile[{x}, If[x < 1, x, half[x/2]]];
(*! half[10.] => 0.625
path: fast *)
even = Compile[{{n, _Integer}}, If[n == 0, True, If[n == 1, False, even[n - 2]]]];
(*! {even[10], even[7]} => {True, False}
path: fast *)
(* made again under the same name, now of another type *)
fact = Compile[{x}, If[x <= 1, 1., x fact[x - 1]]];
(*! fact[5] => 120.
path: fast *)
(*! direct[fact, "fact"] => {True, True} *)
(* without a value of its own the name is anybody's *)
other = Compile[{{n, _Integer}}, If[n <= 1, 1, n elsewhere[n - 1]]];
elsewhere[n_] := 0.5;
(*! other[3] => 1.5
path: fast *)

(* a local of that name is no call of itself *)
own = Compile[{{x, _Real}}, Module[{own = Function[t, t^2]}, own[x] + own[2.]]];
(*! own[5.] => 29.
path: fast *)
