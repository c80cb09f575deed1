(* C2: the object can be taken apart in the language. *)
cf = Compile[{x}, x^2 + Sin[x^2]];
(*! Length[cf] => 8 *)
(*! {Length[cf[[1]]], IntegerQ[cf[[1, 1]]], Head[cf[[1, 2]]], IntegerQ[cf[[1, 3]]]} => {3, True, Real, True} *)
(*! cf[[2]] => {_Real} *)
(*! cf[[3]] => {{3, 0, 0}, {3, 0, 3}} *)
(*! cf[[4]] => {} *)
(*! cf[[5]] => {0, 0, 4, 0, 0} *)
(*! {Length[cf[[6]]], Union[Map[Head, cf[[6]]]]} => {4, {List}} *)
(*! Head[cf[[7]]] => Function *)
(*! First[cf[[7]]] => {x} *)
(*! cf[[7]][2.] === cf[2.] => True *)
(*! cf[[8]] => Evaluate *)
h = Function[Null];
(*! Compile[{x}, x, RuntimeOptions -> {"RuntimeErrorHandler" -> h}][[8]] === h => True *)
g = Compile[{{b, True | False}, {n, _Integer}, {v, _Real, 1}, {z, _Complex, 2}}, n];
(*! g[[2]] => {True | False, _Integer, {_Real, 1}, {_Complex, 2}} *)
(*! g[[3]] => {{1, 0, 0}, {2, 0, 0}, {3, 1, 0}, {4, 2, 1}, {2, 0, 0}} *)
(*! g[[5]] => {1, 1, 0, 0, 2} *)
(*! Compile[{x}, Do[x, {3}]][[3]] => {{3, 0, 0}, {6, 0, 0}} *)
(*! Compile[{{n, _Integer}}, {n, 2}][[4]] => {{2, {2, 0, 1}}} *)
(*! cf[[9]] => CompiledFunction[{x}, x^2 + Sin[x^2], -CompiledCode-][[9]]
messages: Part::partw *)
