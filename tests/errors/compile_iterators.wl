(* Iterators that are wrong. *)
Compile[{x}, Do[x, {1, 2, 3}]];
Compile[{x}, Do[x, i]];
Compile[{x}, Table[i, {i, True}]];
Compile[{x}, Sum[i, {i, {1, 2}, 3}]];
Compile[{x}, Table[i, {i, 1, 2, 0}]][1.];
Compile[{{z, _Complex}}, Table[i, {i, z}]];
(*=
Compile::itraw: Raw object {1, 2, 3} cannot be used as an iterator.
 --> errors/compile_iterators.wl:2:20
  |
2 | Compile[{x}, Do[x, {1, 2, 3}]];
  |                    ^^^^^^^^^ expected an iterator
help: write {i, n}, {i, a, b}, {i, a, b, step} or {i, list}

Compile::iterb: Iterator {i, True} does not have appropriate bounds.
 --> errors/compile_iterators.wl:4:23
  |
4 | Compile[{x}, Table[i, {i, True}]];
  |                       ^^^^^^^^^ a bound is a Boolean
help: bounds and step of an iterator are integers or reals

Compile::iterb: Iterator {i, {1, 2}, 3} does not have appropriate bounds.
 --> errors/compile_iterators.wl:5:21
  |
5 | Compile[{x}, Sum[i, {i, {1, 2}, 3}]];
  |                     ^^^^^^^^^^^^^^ a bound is a vector of machine integers
help: bounds and step of an iterator are integers or reals

CompiledFunction::cfn: Numerical error encountered at instruction 1; proceeding with uncompiled evaluation.
 --> errors/compile_iterators.wl:6:23
  |
6 | Compile[{x}, Table[i, {i, 1, 2, 0}]][1.];
  |                       ^^^^^^^^^^^^ the function has no machine number as its value here

Table::iterb: Iterator {i, 1, 2, 0} does not have appropriate bounds.
 --> errors/compile_iterators.wl:6:14
  |
6 | Compile[{x}, Table[i, {i, 1, 2, 0}]][1.];
  |              ^^^^^^^^^^^^^^^^^^^^^^

Compile::iterb: Iterator {i, z} does not have appropriate bounds.
 --> errors/compile_iterators.wl:7:35
  |
7 | Compile[{{z, _Complex}}, Table[i, {i, z}]];
  |                                   ^^^^^^ a bound is a machine complex number
help: bounds and step of an iterator are integers or reals
exit 1
=*)
