(* Brackets that do not match. *)
x = {1, 2);
y = f[1, {2, 3];
z = <| "a" -> 1 };
Print["still read"]
(*=
error[mismatched-bracket]: expected `}`, read `)`
 --> errors/syntax_brackets.wl:2:10
  |
2 | x = {1, 2);
  |          ^
 --> errors/syntax_brackets.wl:2:5
  |
2 | x = {1, 2);
  |     ^ to close this
error[mismatched-bracket]: expected `}`, read `]`
 --> errors/syntax_brackets.wl:3:15
  |
3 | y = f[1, {2, 3];
  |               ^
 --> errors/syntax_brackets.wl:3:10
  |
3 | y = f[1, {2, 3];
  |          ^ to close this
error[mismatched-bracket]: expected `|>`, read `}`
 --> errors/syntax_brackets.wl:4:17
  |
4 | z = <| "a" -> 1 };
  |                 ^
 --> errors/syntax_brackets.wl:4:5
  |
4 | z = <| "a" -> 1 };
  |     ^^ to close this
exit 1
=*)
