(* Syntax errors: each is shown with its place, and the rest of the file is still read. *)
f[x_ := 1
g = {1, 2
h = (3 + 4
1 + * 2
a = ]
b = 5 +
c = "never closed
(*=
error[unclosed-bracket]: `[` is never closed
 --> errors/syntax.wl:2:2
  |
2 | f[x_ := 1
  |  ^ opened here
help: write `]` where it ends
error[unclosed-bracket]: `{` is never closed
 --> errors/syntax.wl:3:5
  |
3 | g = {1, 2
  |     ^ opened here
help: write `}` where it ends
error[unclosed-bracket]: `(` is never closed
 --> errors/syntax.wl:4:5
  |
4 | h = (3 + 4
  |     ^ opened here
help: write `)` where it ends
error[syntax]: expected an expression, read `*`
 --> errors/syntax.wl:5:5
  |
5 | 1 + * 2
  |     ^
 --> errors/syntax.wl:5:3
  |
5 | 1 + * 2
  |   ^ this needs an operand
error[unmatched-bracket]: `]` closes nothing
 --> errors/syntax.wl:6:5
  |
6 | a = ]
  |     ^
error[unclosed-string]: this string has no end
 --> errors/syntax.wl:8:5
  |
8 | c = "never closed
  |     ^ opened here
help: write `"` where it ends; a quote inside a string is `\"`
exit 1
=*)
