walk = Compile[{{seed, _Integer}, {n, _Integer}},
   Module[{s = seed, x = 0, y = 0},
    Table[
     s = Mod[1103515245 s + 12345, 2147483648];
     Switch[Mod[Quotient[s, 65536], 4], 0, x++, 1, x--, 2, y++, _, y--];
     {x, y},
     {n}]]];
w = walk[7, 200];
Print[Dimensions[w]];
Print[w[[200]]];
Print[Map[Max, Transpose[w]]];
Print[Length[Union[w]]];
