(* Ten different errors: all are shown with their places, and what stands between them is read. *)
area[r_] := Pi r^2
a = {1, 2, 3
b = 1 + * 2
volume[r_, h_] := area[r] h)
c = f[1, {2, 3]
total = Total[{1, 2, +}]
d = 16^^xyz
e = \[Bogus] + 1
list = [1, 2]

g[x_] := Module[{y = x,
  y^2 +
]

h[x_] := (x + 1
k = 3, 4
text = "never closed
(*=
error[unclosed-bracket]: `{` is never closed
 --> errors/syntax_ten.wl:3:5
  |
3 | a = {1, 2, 3
  |     ^ opened here
help: write `}` where it ends
error[syntax]: expected an expression, read `*`
 --> errors/syntax_ten.wl:4:9
  |
4 | b = 1 + * 2
  |         ^
 --> errors/syntax_ten.wl:4:7
  |
4 | b = 1 + * 2
  |       ^ this needs an operand
error[unmatched-bracket]: `)` closes nothing
 --> errors/syntax_ten.wl:5:28
  |
5 | volume[r_, h_] := area[r] h)
  |                            ^
error[mismatched-bracket]: expected `}`, read `]`
 --> errors/syntax_ten.wl:6:15
  |
6 | c = f[1, {2, 3]
  |               ^
 --> errors/syntax_ten.wl:6:10
  |
6 | c = f[1, {2, 3]
  |          ^ to close this
error[syntax]: expected an expression, read `}`
 --> errors/syntax_ten.wl:7:23
  |
7 | total = Total[{1, 2, +}]
  |                       ^
 --> errors/syntax_ten.wl:7:22
  |
7 | total = Total[{1, 2, +}]
  |                      ^ this needs an operand
error[bad-number]: a digit of this number does not fit its base
 --> errors/syntax_ten.wl:8:5
  |
8 | d = 16^^xyz
  |     ^^^^^^^
error[unknown-character]: there is no character `\[Bogus]`
 --> errors/syntax_ten.wl:9:5
  |
9 | e = \[Bogus] + 1
  |     ^^^^^^^^
error[syntax]: expected an expression, read `[`
  --> errors/syntax_ten.wl:10:8
   |
10 | list = [1, 2]
   |        ^
help: a list is written `{a, b}`; `[` follows the function that is called
error[mismatched-bracket]: expected `}`, read `]`
  --> errors/syntax_ten.wl:14:1
   |
14 | ]
   | ^
  --> errors/syntax_ten.wl:12:17
   |
12 | g[x_] := Module[{y = x,
   |                 ^ to close this
error[unclosed-bracket]: `(` is never closed
  --> errors/syntax_ten.wl:16:10
   |
16 | h[x_] := (x + 1
   |          ^ opened here
help: write `)` where it ends
error[syntax]: expected an operator or a new line, read `,`
  --> errors/syntax_ten.wl:17:6
   |
17 | k = 3, 4
   |      ^
help: commas stand only between arguments; end a statement with `;` or a new line
error[unclosed-string]: this string has no end
  --> errors/syntax_ten.wl:18:8
   |
18 | text = "never closed
   |        ^ opened here
help: write `"` where it ends; a quote inside a string is `\"`
exit 1
=*)
