(* The limits of evaluation say where. *)
r[x_] := r[x + 1];
r[1];
s[x_] := 1 + s[x + 1];
Print["before"]; s[1];
x = x + 1;
y = y + y;
Print["alive"]
(*=
$IterationLimit::itlim: Iteration limit of 4096 exceeded.
 --> errors/limits.wl:3:1
  |
3 | r[1];
  | ^^^^

$RecursionLimit::reclim2: Recursion depth of 1024 exceeded during evaluation of 1022 + 1.
 --> errors/limits.wl:4:16
  |
4 | s[x_] := 1 + s[x + 1];
  |                ^^^^^

$RecursionLimit::reclim2: Recursion depth of 1024 exceeded during evaluation of x.
 --> errors/limits.wl:6:5
  |
6 | x = x + 1;
  |     ^^^^^

$RecursionLimit::reclim2: Recursion depth of 1024 exceeded during evaluation of y.
 --> errors/limits.wl:7:1
  |
7 | y = y + y;
  | ^^^^^^^^^^
exit 1
=*)
