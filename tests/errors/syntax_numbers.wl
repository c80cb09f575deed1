(* Numbers and names that cannot be read. *)
a = 16^^xyz;
b = 99^^1;
c = \[NoSuchCharacter];
d = "\q";
Print["still read"]
(*=
error[bad-number]: a digit of this number does not fit its base
 --> errors/syntax_numbers.wl:2:5
  |
2 | a = 16^^xyz;
  |     ^^^^^^^
error[bad-number]: the base of a number is from 2 to 36
 --> errors/syntax_numbers.wl:3:5
  |
3 | b = 99^^1;
  |     ^^^^^
error[unknown-character]: there is no character `\[NoSuchCharacter]`
 --> errors/syntax_numbers.wl:4:5
  |
4 | c = \[NoSuchCharacter];
  |     ^^^^^^^^^^^^^^^^^^
warning[unknown-escape]: `\q` has no meaning in a string; it is kept
 --> errors/syntax_numbers.wl:5:6
  |
5 | d = "\q";
  |      ^^
help: write `\\` for a backslash
exit 1
=*)
