(* Chains over words and letters, Bayes by counting, frequency analysis, simple compression, n-grams: all without chance. *)
text = "the cat sat on the mat the cat ran";
words = StringSplit[text];
bigrams = Partition[words, 2, 1];
chain = GroupBy[bigrams, First -> Last, Counts];
Print[chain["the"], " ", Keys[chain]];
prob[a_, b_] := Lookup[chain[a], b, 0]/Total[chain[a]];
Print[prob["the", "cat"], " ", prob["cat", "dog"]];
next[w_] := First[Keys[TakeLargest[chain[w], 1]]];
Print[NestList[If[KeyExistsQ[chain, #], next[#], "."] &, "the", 3]];
m = {{9/10, 1/10}, {1/2, 1/2}};
Print[MatrixPower[m, 3].{1, 0}, " ", {1, 0}.MatrixPower[m, 2], " ", FixedPoint[N[#.m] &, {1., 0.}, 200] // Round[#, 0.0001] &];
stationary = First[NullSpace[Transpose[m] - IdentityMatrix[2]]];
Print[stationary/Total[stationary]];
letters = Counts[Select[Characters[text], LetterQ]];
Print[TakeLargest[letters, 2], " ", Total[letters], " ", N[letters["t"]/Total[letters]]];
entropy[l_] := -Total[# Log[2, #] & /@ (Values[Counts[l]]/Length[l])];
Print[entropy[{a, a, b, b}], " ", entropy[{a, b, c, d}], " ", entropy[{a, a, a, a}]];
lzw[s_] := Module[{dict = AssociationThread[CharacterRange["a", "z"], Range[26]], w = "", out = {}},
   Do[If[KeyExistsQ[dict, w <> c], w = w <> c,
     AppendTo[out, dict[w]]; dict[w <> c] = Length[dict] + 1; w = c], {c, Characters[s]}];
   Append[out, dict[w]]];
Print[lzw["abababab"]];
bwt[s_] := StringJoin[Last /@ Sort[NestList[RotateLeft, Characters[s <> "$"], StringLength[s]]]];
Print[StringLength[bwt["banana"]], " ", Sort[Characters[bwt["banana"]]] === Sort[Characters["banana$"]]];
mtf[s_, alphabet_] := Reap[Fold[Function[{a, c}, With[{i = First[FirstPosition[a, c]]}, Sow[i - 1]; Prepend[Delete[a, i], c]]], Characters[alphabet], Characters[s]]][[2, 1]];
Print[mtf["bananaaa", "abn"]];
docs = <|"d1" -> "red apple red", "d2" -> "green apple", "d3" -> "green tea"|>;
index = Merge[KeyValueMap[Function[{d, t}, Association[# -> d & /@ Union[StringSplit[t]]]], docs], Identity];
Print[KeySort[index]];
df = Length /@ index; tf = Counts[StringSplit[#]] & /@ docs;
Print[tf["d1", "red"] Log[3/df["red"]], " ", df["apple"]];
spam = {{"win money now", 1}, {"meeting at noon", 0}, {"win a meeting", 0}, {"money money", 1}};
classes = GroupBy[spam, Last, Counts[Flatten[StringSplit[#[[All, 1]]]]] &];
score[s_, c_] := Times @@ ((Lookup[classes[c], #, 0] + 1)/(Total[classes[c]] + 8) & /@ StringSplit[s]);
Print[score["win money", 1], " ", score["win money", 0], " ", score["win money", 1] > score["win money", 0]];
soundex[w_] := With[{cs = Characters[ToLowerCase[w]]}, StringTake[ToUpperCase[First[cs]] <> StringJoin[DeleteCases[Rest[First /@ Split[Replace[cs, {
    Alternatives @@ Characters["bfpv"] -> "1", Alternatives @@ Characters["cgjkqsxz"] -> "2", "d" | "t" -> "3", "l" -> "4", "m" | "n" -> "5", "r" -> "6", _ -> "0"}, {1}]]], "0"]] <> "000", 4]];
Print[soundex /@ {"Robert", "Rupert", "Ashcroft"}];
