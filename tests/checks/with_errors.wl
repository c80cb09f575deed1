(* Syntax errors and unknown names in the order of the file. *)
f[x_ := 3

g = {1, 2

h = Solv[3]
1 + * 2
(*=
error[unclosed-bracket]: `[` is never closed
 --> checks/with_errors.wl:2:2
  |
2 | f[x_ := 3
  |  ^ opened here
help: write `]` where it ends
error[unclosed-bracket]: `{` is never closed
 --> checks/with_errors.wl:4:5
  |
4 | g = {1, 2
  |     ^ opened here
help: write `}` where it ends
warning[not-implemented]: `Solv` is not implemented: it stays as it is when evaluated
 --> checks/with_errors.wl:6:5
  |
6 | h = Solv[3]
  |     ^^^^
help: define it, or load the package that does
error[syntax]: expected an expression, read `*`
 --> checks/with_errors.wl:7:5
  |
7 | 1 + * 2
  |     ^
 --> checks/with_errors.wl:7:3
  |
7 | 1 + * 2
  |   ^ this needs an operand
exit 1
=*)
