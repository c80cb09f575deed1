(* Several errors within one expression, each shown once, and no others after them. *)
f[x_] := Module[{a = 1 + * 2, b = 3 /},
  a = {1, 2);
  Print["a" <> , b];
  b = g[x]] + 1;
  While[i < 3, i++;; / 2]
]
Print["still read"]
(*=
error[syntax]: expected an expression, read `*`
 --> errors/syntax_within.wl:2:26
  |
2 | f[x_] := Module[{a = 1 + * 2, b = 3 /},
  |                          ^
 --> errors/syntax_within.wl:2:24
  |
2 | f[x_] := Module[{a = 1 + * 2, b = 3 /},
  |                        ^ this needs an operand
error[syntax]: expected an expression, read `}`
 --> errors/syntax_within.wl:2:38
  |
2 | f[x_] := Module[{a = 1 + * 2, b = 3 /},
  |                                      ^
 --> errors/syntax_within.wl:2:37
  |
2 | f[x_] := Module[{a = 1 + * 2, b = 3 /},
  |                                     ^ this needs an operand
error[mismatched-bracket]: expected `}`, read `)`
 --> errors/syntax_within.wl:3:12
  |
3 |   a = {1, 2);
  |            ^
 --> errors/syntax_within.wl:3:7
  |
3 |   a = {1, 2);
  |       ^ to close this
error[syntax]: expected an expression, read `,`
 --> errors/syntax_within.wl:4:16
  |
4 |   Print["a" <> , b];
  |                ^
 --> errors/syntax_within.wl:4:13
  |
4 |   Print["a" <> , b];
  |             ^^ this needs an operand
error[unmatched-bracket]: `]` closes nothing
 --> errors/syntax_within.wl:7:1
  |
7 | ]
  | ^
exit 1
=*)
