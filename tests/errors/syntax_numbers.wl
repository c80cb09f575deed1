(* Numbers and names that cannot be read. *)
a = 16^^xyz;
b = 99^^1;
c = \[NoSuchCharacter];
d = "\q";
Print["still read"]
