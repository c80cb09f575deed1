(* Do, While, For. *)
Compile[{{n, _Integer}}, Module[{s = 0}, Do[s += i, {i, n}]; s]]
Compile[{{n, _Integer}}, Module[{s = 0, i = 0}, While[i < n, i++; s += i]; s]]
Compile[{{n, _Integer}}, Module[{s = 0, i}, For[i = 0, i < n, i++, s += i]; s]]
