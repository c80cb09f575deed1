(* Right sides and bodies of functions that are run as read once say the same as their templates. *)
fib[n_] := If[n < 2, n, fib[n - 1] + fib[n - 2]];
(*! fib[15] => 610 *)
(*! Block[{Plus = Times}, fib[1]] => 1 *)
(*! Block[{Plus = List}, Head[fib[2]]] => List *)
(*! fib[3] => 2 *)
(*! Block[{If}, fib[3]] => 2 *)
inc[x_] := x + 1;
(*! inc /@ {1, 2.5, a, {1, 2}, 9223372036854775807, 1.7976931348623157*^308 2/3} => {2, 3.5, 1 + a, {2, 3}, 9223372036854775808, 1.19846*10^308} *)
between[x_, y_] := x < y && y < 10 || x == 0;
(*! {between[1, 2], between[a, 2], between[0, b], between[1, 20]} => {True, a < 2 || a == 0, True, False} *)
not[x_] := !x;
(*! {not[True], not[False], not[z], not[1 < 2]} => {False, True, !z, False} *)
three[x_] := If[x, 1, 2, 3];
two[x_] := If[x > 1, 1, 2];
(*! {three[True], three[False], three[q], two[1], two[2], two[q]} => {1, 2, 3, 2, 1, If[q > 1, 1, 2]} *)
none[x_] := If[x, 1];
(*! {none[True], none[False], none[q]} => {1, Null, If[q, 1]} *)
steps[x_] := (last = x; last + 1);
(*! {steps[5], last} => {6, 5} *)
half[x_] := x/2 + x + 1;
(*! {half[3], half[3.], half[q], half[0]} => {11/2, 5.5, 1 + (3 q)/2, 1} *)
ratio[x_, y_] := 2 x/y/3;
(*! {ratio[1, 2], ratio[1., 3.], ratio[1, 0.5], ratio[r, s]} => {1/3, 0.222222, 1.33333, (2 r)/(3 s)} *)
(*! ratio[1, 0] => ComplexInfinity
messages: Power::infy *)
product[x_, y_, z_] := x y z;
(*! {product[1, 2, 3], product[1., 2, 3], product[2^62, 2, 2], product[q, 2, 3], product[1, {1, 2}, 3]} => {6, 6., 18446744073709551616, 6 q, {3, 6}} *)

(* Values that arguments do not keep as they are. *)
SetAttributes[held, HoldAll];
held[x_] := If[True, x, 0];
(*! held[1 + 1] => 2 *)
SetAttributes[shown, HoldAll];
shown[x_] := Hold[x];
wrap[x_] := shown[x];
(*! wrap[1 + 1] => Hold[2] *)
count[x___] := Length[{x}];
more[x_] := count[x, Sequence[1, 2]];
keep[x_] := count[x];
(*! {more[3], keep[Unevaluated[1 + 1]], keep[Sequence[]] === keep[]} => {3, 1, True} *)
pass[x_] := seen[x];
seen[x_] := sums[Hold[x]];
give[] := Unevaluated[1 + 2];
name[x_] := Head[Unevaluated[x]];
(*! {pass[4], name[4]} => {sums[Hold[4]], Integer} *)

(* Definitions that change, are found otherwise, or leave. *)
re[x_] := (re[y_] := y + 100; x + 1);
(*! {re[1], re[1]} => {2, 101} *)
memo[n_] := memo[n] = If[n < 2, n, memo[n - 1] + memo[n - 2]];
(*! memo[80] => 23416728348467685 *)
kind[x_Integer] := x 2; kind[x_Real] := x 3; kind[x_] := "other"; kind[1] := "one";
use[x_] := kind[x];
(*! {use[2], use[2.], use[a], use[1]} => {4, 6., other, one} *)
big[a_] := a /; a > 3; big[a_] := -a;
twice[a_] := big[a] + big[a];
(*! {twice[4], twice[1]} => {8, -2} *)
ack[0, n_] := n + 1; ack[m_, 0] := ack[m - 1, 1]; ack[m_, n_] := ack[m - 1, ack[m, n - 1]];
(*! ack[2, 3] => 9 *)
up /: gz[up] := 77;
through[x_] := gz[x];
(*! through[up] => 77 *)
late[x_] := x other[x]; other = Sin;
(*! late[0.5] => 0.239713 *)
out[n_] := If[n > 3, Return[n], out[n + 1]];
(*! {out[1], Catch[(Throw[#] &)[5] + 1], Function[{x}, If[x > 2, Return[5]]; x][3]} => {4, 5, Return[5]} *)
deep[n_] := 1 + deep[n - 1]; deep[0] = 0;
(*! deep[100] => 100 *)
(*! TimeConstrained[fib[60], 0.05, "late"] => late *)
Unprotect[Less]; Less[5, 6] := "no"; Protect[Less];
less[a_, b_] := a < b;
(*! {less[5, 6], less[1, 2], less[7, 2]} => {no, True, False} *)
(*! fib[5] => 5 *)
Unprotect[Less]; Less[5, 6] =.; Protect[Less];

(* Pure functions. *)
(*! Map[#^2 + # + 1 &, {1, 2.5, b}] => {3, 9.75, 1 + b + b^2} *)
(*! (If[# > 2, #, -#] &) /@ {1, 2, 3, b} => {-1, -2, 3, If[b > 2, b, -b]} *)
(*! {(# + #2 + #3 &)[1, 2, 3], (#1 + ## &)[1, 2, 3], (Plus[##, 1] &)[]} => {6, 7, 1} *)
(*! {Select[Range[10], EvenQ[#] && # > 4 &], Nest[#/2 + 1 &, 10, 3], Nest[# + 1. + # &, 1, 4]} => {{6, 8, 10}, 3, 31.} *)
(*! {(Sequence[#, #] + 1 &)[3], Function[x, x + x + x, HoldAll][1 + 1]} => {7, 6} *)

(* Bodies of loops that are run often enough to be read. *)
n = 27; steps = 0;
While[n != 1, n = If[EvenQ[n], n/2, 3 n + 1]; steps++];
(*! {n, steps} => {1, 111} *)
total = 0; For[k = 1, k <= 20, k += 3, If[OddQ[k], Continue[]]; If[k > 16, Break[]]; total -= Mod[-k, 7] Quotient[k, 3]];
(*! {k, total} => {22, -40} *)
big = 1; Do[big *= q[k]; If[k == 6, q[x_] := x], {k, 8}];
(*! big => 40320 *)
text = ""; Do[text = text <> ToString[k]; r = Abs[-k] + Max[k, 3] - Min[k, 5], {k, 9}];
(*! {text, r} => {123456789, 13} *)
i = 0; While[i < 12, i++; If[i == 7, Unprotect[Plus]; Plus[1, 1] = 3; Protect[Plus]]; last = 1 + 1];
(*! last => 3 *)
Unprotect[Plus]; Plus[1, 1] =.; Protect[Plus];
Block[{$IterationLimit = 4096}, Do[$IterationLimit = 4096 + j, {j, 9}]; seen = $IterationLimit];
(*! {seen, 1 + 1} => {4105, 2} *)
over = 9223372036854775800; Do[over++; over += 1, {10}];
(*! over => 9223372036854775820 *)
(*! Do[undefinedvariable++, {6}] => Null
messages: Increment::rvalue *)
