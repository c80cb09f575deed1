(* Syntax errors: each is shown with its place, and the rest of the file is still read. *)
f[x_ := 1
g = {1, 2
h = (3 + 4
1 + * 2
a = ]
b = 5 +
c = "never closed
