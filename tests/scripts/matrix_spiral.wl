(* Spirals, magic squares, zig-zag and other matrices of puzzles. *)
spiral[{}] := {};
spiral[m_] := Join[First[m], spiral[Reverse[Transpose[Rest[m]]]]];
spiral[m_ /; Length[m] == 1] := First[m];
m = Partition[Range[12], 4];
Print[spiral[m]];
spiralMatrix[n_] := Module[{a = ConstantArray[0, {n, n}], r = 1, c = 0, dr = 0, dc = 1, k = 0},
   While[k < n^2,
    If[! (1 <= r + dr <= n && 1 <= c + dc <= n && a[[r + dr, c + dc]] == 0),
     {dr, dc} = {dc, -dr}];
    r += dr; c += dc; a[[r, c]] = ++k];
   a];
Print[spiralMatrix[4]];
Print[MatrixForm[spiralMatrix[3]]];
zigzag[n_] := Module[{order, a = ConstantArray[0, {n, n}]},
   order = SortBy[Tuples[Range[n], 2],
     {Total[#], If[EvenQ[Total[#]], -First[#], First[#]]} &];
   MapIndexed[(a[[#1[[1]], #1[[2]]]] = First[#2] - 1) &, order];
   a];
Print /@ zigzag[4];
magic[n_?OddQ] := Table[
   n Mod[i + j - 1 + Floor[n/2], n] + Mod[i + 2 j - 2, n] + 1, {i, n}, {j, n}];
sq = magic[3];
Print[sq, " rows ", Total[sq, {2}], " columns ", Total[sq], " diagonals ", {Tr[sq], Tr[Reverse[sq]]}];
Print[Det[sq], " ", MatrixRank[sq], " ", Diagonal[Transpose[sq]]];
rot = Transpose[Reverse[sq]];
Print[Nest[Transpose@*Reverse, sq, 4] === sq];
Print[UpperTriangularize[sq] + LowerTriangularize[sq] - DiagonalMatrix[Diagonal[sq]] == sq];
pascal = NestList[Prepend[#, 0] + Append[#, 0] &, {1}, 5];
Scan[Print[StringRepeat[" ", Quotient[13 - StringLength[#], 2]], #] &, StringRiffle /@ pascal];
