(* Inputs made to break things: the value is the evaluator's in every case. *)

(* arguments and locals may share one array *)
v = {1., 2., 3.};
alias = Compile[{{a, _Real, 1}, {b, _Real, 1}}, Module[{c = a}, c[[1]] = b[[3]]; c + a + b]];
(*! {alias[v, v], v} => {{5., 6., 9.}, {1., 2., 3.}}
path: fast *)
two = Compile[{{a, _Real, 1}}, Module[{p = a, q = a}, p[[1]] = 10.; q[[2]] = 20.; p = q; p[[3]] = 30.; {p, q, a}]];
(*! two[v] => {{1., 20., 30.}, {1., 20., 3.}, {1., 2., 3.}}
path: fast *)

(* assignment outside *)
setter = Compile[{x}, outside = x; x + 1.];
(*! {setter[4.], outside} => {5., 4.} *)

(* leaving nested loops *)
nested = Compile[{x}, Do[Do[If[j == 3, Return[j]], {j, 5}]; If[i == 4, Return[i]], {i, 9}]];
(*! nested[1.] => 4
path: fast *)
broken = Compile[{{n, _Integer}}, Module[{s = 0}, Do[Do[If[j > i, Break[]]; s += j, {j, n}]; If[i == 4, Break[]], {i, n}]; s]];
(*! broken[9] => 20
path: fast *)
(*! Table[If[i == 3, Break[]]; i, {i, 5}] => Null *)
(*! Compile[{x}, Table[If[i == 3, Break[]]; i, {i, 5}]][1.] => Null
messages: Compile::nofunc
path: exact *)

(* one element of a listable call runs over: the others stay, the list holds both kinds *)
next = Compile[{{n, _Integer}}, n + 1, RuntimeAttributes -> {Listable}];
(*! next[{1, 2^63 - 1, 3}] => {2, 9223372036854775808, 4}
messages: CompiledFunction::cfn *)
(*! next[{{1}, {2^63 - 1, 3}}] => {{2}, {9223372036854775808, 4}}
messages: CompiledFunction::cfn *)

(* no numbers *)
id = Compile[{x}, 2 x];
(*! {id[Indeterminate], id[Infinity], id[-Infinity]} => {Indeterminate, Infinity, -Infinity} *)
(*! InputForm[{id[-0.], id[0.]}] => {-0., 0.}
path: fast *)

(* the ends of the machine integers *)
(*! Compile[{{n, _Integer}}, n][2^63] => 9223372036854775808
messages: CompiledFunction::cfsa
path: exact *)
(*! {Compile[{{n, _Integer}}, n][-2^63], Compile[{{n, _Integer}}, n + 1][2^63 - 2]} => {-9223372036854775808, 9223372036854775807}
path: fast *)
(*! Compile[{{n, _Integer}}, n - 1][-2^63] => -9223372036854775809
messages: CompiledFunction::cfn
path: exact *)
square = Compile[{{n, _Integer}}, n n];
(*! square[3037000499] => 9223372030926249001
path: fast *)
(*! square[3037000500] => 9223372037000250000
messages: CompiledFunction::cfn
path: exact *)
power = Compile[{{n, _Integer}}, {2^n, (-2)^n}];
(*! power[62] => {4611686018427387904, 4611686018427387904}
path: fast *)
(*! power[63] => {9223372036854775808, -9223372036854775808}
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{{n, _Integer}, {m, _Integer}}, Quotient[n, m]][-2^63, -1] => 9223372036854775808
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{{n, _Integer}, {m, _Integer}}, Mod[n, m]][-2^63, -1] => 0
path: fast *)

(* negative operands *)
division = Compile[{{n, _Integer}, {m, _Integer}}, {Mod[n, m], Quotient[n, m]}];
(*! {division[7, 3], division[-7, 3], division[7, -3], division[-7, -3]} => {{1, 2}, {2, -3}, {-2, -3}, {-1, 2}}
path: fast *)
rest = Compile[{x, y}, {Mod[x, y], 1. Quotient[x, y]}];
(*! {rest[7.5, 2.], rest[-7.5, 2.], rest[7.5, -2.]} => {{1.5, 3.}, {0.5, -4.}, {-0.5, -4.}}
path: fast *)
(*! rest[1., 0.] => {Indeterminate, ComplexInfinity}
messages: CompiledFunction::cfn, Mod::indet, Quotient::infy
path: exact *)

(* shifts by more bits than there are *)
left = Compile[{{n, _Integer}, {k, _Integer}}, BitShiftLeft[n, k]];
right = Compile[{{n, _Integer}, {k, _Integer}}, BitShiftRight[n, k]];
(*! {left[0, 200], left[1, -70], right[5, 64], right[-5, 64], right[5, -3]} => {0, 0, 0, -1, 40}
path: fast *)
(*! left[1, 63] => 9223372036854775808
messages: CompiledFunction::cfn
path: exact *)
(*! left[1, 64] => 18446744073709551616
messages: CompiledFunction::cfn
path: exact *)

(* rounding *)
(*! Map[Compile[{x}, Round[x]], {0.5, 1.5, 2.5, -0.5, -1.5}] => {0, 2, 2, 0, -2}
path: fast *)
(*! IntegerQ[Compile[{x}, Floor[x]][1.*^300]] => True
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{x}, Ceiling[x]][-2.^63] => -9223372036854775808
path: fast *)

(* steps of zero, values of another rank *)
(*! Compile[{{n, _Integer}}, Module[{s = 0}, Do[s += i, {i, 1, n, 0}]; s]][5] => 0
messages: CompiledFunction::cfn, Do::iterb
path: exact *)
row = Compile[{{m, _Real, 2}, {r, _Real, 1}}, Module[{u = m}, u[[1]] = r; u]];
(*! row[{{1., 2.}, {3., 4.}}, {8., 9.}] => {{8., 9.}, {3., 4.}}
path: fast *)
(*! row[{{1., 2.}, {3., 4.}}, {7., 8., 9.}] => {{7., 8., 9.}, {3., 4.}}
messages: CompiledFunction::cflist
path: exact *)
(*! Head[Compile[{{v, _Real, 1}}, Module[{u = v}, u[[1]] = {1., 2.}; u]]] => CompiledFunction
messages: Compile::cset *)

(* nothing in it *)
empty = {};
(*! {Compile[{{v, _Real, 1}}, v + 1][empty], Compile[{{v, _Real, 1}}, Length[v]][empty], Compile[{{m, _Real, 2}}, Dimensions[m]][{{}, {}}]} => {{}, 0, {2, 0}}
path: fast *)
(*! Compile[{{v, _Real, 1}}, First[v]][empty] => First[{}]
messages: CompiledFunction::cfpart, First::nofirst
path: exact *)
(*! Compile[{{v, _Real, 1}}, Max[v]][empty] => -Infinity
messages: CompiledFunction::cfn
path: exact *)
(*! Compile[{{m, _Real, 2}}, Length[m]][empty] => 0
messages: CompiledFunction::cfta
path: exact *)

(* time that runs out around compiled code *)
endless = Compile[{{n, _Integer}}, Module[{k = 0}, While[k < n, k = Mod[k + 1, 10]]; k]];
(*! TimeConstrained[endless[100], 0.2, late] => late *)
(*! TimeConstrained[Nest[Mod[# + 1, 10] &, 1, 10^12], 0.2, late] => late *)
(*! endless[5] => 5
path: fast *)
