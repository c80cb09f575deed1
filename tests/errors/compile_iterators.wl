(* Iterators that are wrong. *)
Compile[{x}, Do[x, {1, 2, 3}]];
Compile[{x}, Do[x, i]];
Compile[{x}, Table[i, {i, True}]];
Compile[{x}, Sum[i, {i, {1, 2}, 3}]];
Compile[{x}, Table[i, {i, 1, 2, 0}]][1.];
Compile[{{z, _Complex}}, Table[i, {i, z}]];
