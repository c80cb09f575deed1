(* Heapsort of n reals; a checksum of the order. *)
Compile[{{n, _Integer}},
 Module[{v = Table[0., {n}], x = 7, m = n, i = 0, c = 0, t = 0., s = 0.},
  Do[x = Mod[16807 x, 2147483647]; v[[k]] = x/2147483647., {k, n}];
  Do[
   If[k > n, t = v[[m]]; v[[m]] = v[[1]]; m--; i = 1, i = n + 1 - k; t = v[[i]]];
   While[(c = 2 i) <= m,
    If[c < m && v[[c + 1]] > v[[c]], c++];
    If[v[[c]] > t, v[[i]] = v[[c]]; i = c, Break[]]];
   v[[i]] = t,
   {k, 2 n - 1}];
  Do[s += k v[[k]], {k, n}];
  s]]
