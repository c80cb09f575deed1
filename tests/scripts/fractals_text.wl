(* Fractals and automata drawn with characters. *)
mandel = Compile[{{c, _Complex}}, Module[{z = 0. + 0. I, n = 0}, While[n < 30 && Abs[z] <= 2., z = z^2 + c; n++]; n]];
Do[Print[StringJoin[Table[If[mandel[x + I y] == 30, "#", "."], {x, -2., 0.5, 0.125}]]], {y, -1., 1., 0.25}];
triangle[n_] := Table[StringJoin[StringRepeat[" ", n - 1 - i], Riffle[If[OddQ[#], "*", " "] & /@ Table[Binomial[i, j], {j, 0, i}], " "]], {i, 0, n - 1}];
Scan[Print[StringTrim[#, RegularExpression[" +$"]]] &, triangle[8]];
carpet[n_] := Nest[ArrayFlatten[{{#, #, #}, {#, 0 #, #}, {#, #, #}}] &, {{1}}, n];
Print[Total[carpet[3], 2], " ", Dimensions[carpet[2]]];
Scan[Print, StringJoin /@ (carpet[1] /. {1 -> "#", 0 -> " "})];
koch = Nest[Flatten[# /. "F" -> {"F", "+", "F", "-", "-", "F", "+", "F"}] &, {"F"}, 3];
Print[Count[koch, "F"], " ", Length[koch]];
dragon = Nest[Join[#, {1}, Reverse[1 - #]] &, {}, 4];
Print[dragon];
turtle[moves_] := Module[{pos = {0, 0}, dir = {1, 0}, path = {{0, 0}}},
   Do[pos += dir; AppendTo[path, pos]; dir = If[m == 1, {-1, 1} Reverse[dir], {1, -1} Reverse[dir]], {m, Append[moves, 1]}];
   path];
Print[turtle[dragon][[-1]], " ", Length[Union[turtle[dragon]]]];
cantor = NestList[Catenate[{{First[#], First[#] + (Last[#] - First[#])/3}, {Last[#] - (Last[#] - First[#])/3, Last[#]}} & /@ #] &, {{0, 1}}, 2];
Print[cantor[[3]]];
life = CellularAutomaton[{224, {2, {{2, 2, 2}, {2, 1, 2}, {2, 2, 2}}}, {1, 1}}, {{{0, 1, 0}, {0, 0, 1}, {1, 1, 1}}, 0}, {{{4}}}];
Print[Total[Flatten[life]]];
Print[StringJoin[If[# == 1, "#", "."] & /@ #]] & /@ CellularAutomaton[90, {{1}, 0}, 4];
thue = Nest[Flatten[# /. {0 -> {0, 1}, 1 -> {1, 0}}] &, {0}, 4];
Print[thue, " ", thue === Table[ThueMorse[k], {k, 0, 15}]];
lookSay[n_] := FromDigits[Flatten[{Length[#], First[#]} & /@ Split[IntegerDigits[n]]]];
Print[NestList[lookSay, 1, 6]];
