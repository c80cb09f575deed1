(* Small puzzles and classic exercises. *)
fizz[n_] := Which[Divisible[n, 15], "FizzBuzz", Divisible[n, 3], "Fizz", Divisible[n, 5], "Buzz", True, n];
Print[StringRiffle[fizz /@ Range[16]]];
hanoi[0, __] := {};
hanoi[n_, a_, b_, c_] := Join[hanoi[n - 1, a, c, b], {a -> c}, hanoi[n - 1, b, a, c]];
Print[hanoi[3, "A", "B", "C"]];
Print[Length[hanoi[10, 1, 2, 3]]];
josephus[n_, k_] := Module[{ring = Range[n], at = 0, out = {}},
   While[ring =!= {}, at = Mod[at + k - 1, Length[ring]]; AppendTo[out, ring[[at + 1]]]; ring = Delete[ring, at + 1]]; out];
Print[josephus[7, 3]];
Print[Fold[Mod[#1 + 3, #2] &, 0, Range[2, 41]] + 1];
anagrams = GroupBy[{"listen", "silent", "enlist", "google", "elgoog", "abc"}, StringJoin[Sort[Characters[#]]] &];
Print[Select[Values[anagrams], Length[#] > 1 &]];
balanced[s_] := Catch[Module[{depth = 0}, Scan[(depth += Switch[#, "[", 1, "]", -1, _, 0]; If[depth < 0, Throw[False]]) &, Characters[s]]; depth == 0]];
Print[balanced /@ {"", "[]", "][", "[[][]]", "[]]["}];
brackets["", _] = True;
matching = <|")" -> "(", "]" -> "[", "}" -> "{"|>;
wellFormed[s_] := Fold[
    If[#1 === $Failed, $Failed,
      Which[MemberQ[Values[matching], #2], Append[#1, #2], KeyExistsQ[matching, #2],
       If[#1 =!= {} && Last[#1] === matching[#2], Most[#1], $Failed], True, #1]] &, {}, Characters[s]] === {};
Print[wellFormed /@ {"f(x)[1]{}", "(]", "((", "a{b(c)[d]}e"}];
send = Select[Permutations[Range[0, 9], {4}], #[[1]] > 0 && FromDigits[#[[{1, 2, 3, 4}]]]*4 == FromDigits[Reverse[#]] &];
Print[send];
Print[Select[Tuples[Range[0, 20], 3], #.{5, 10, 25} == 50 && Total[#] <= 4 &]];
change[amount_] := FoldPairList[{Quotient[#1, #2], Mod[#1, #2]} &, amount, {25, 10, 5, 1}];
Print[change[68]];
Print[Module[{a = 10^4, g = 100.}, FixedPoint[(# + a/#)/2 &, g/2.]]];
perfectShuffle[l_] := Riffle @@ Partition[l, Length[l]/2];
Print[LengthWhile[Rest[NestList[perfectShuffle, Range[8], 10]], # =!= Range[8] &] + 1];
pig[w_] := If[StringMatchQ[w, ("a" | "e" | "i" | "o" | "u") ~~ ___], w <> "way",
   StringReplace[w, StartOfString ~~ c : Except["a" | "e" | "i" | "o" | "u"] .. ~~ rest__ ~~ EndOfString :> rest <> c <> "ay"]];
Print[StringRiffle[pig /@ StringSplit["the quick apple string"]]];
Print[StringJoin[Switch[#, "A", "T", "T", "A", "C", "G", "G", "C"] & /@ Reverse[Characters["GATTACA"]]]];
Print[StringCount["banana", "an"], StringCount["aaaa", "aa"], StringCount["aaaa", "aa", Overlaps -> True], " ", StringPosition["banana", "ana"]];
secondLargest[l_] := Sort[DeleteDuplicates[l], Greater][[2]];
Print[secondLargest[{3, 9, 2, 9, 7}], " ", RankedMax[{3, 9, 2, 7}, 2], " ", TakeLargest[{3, 9, 2, 7}, 2]];
bubble[l_] := l //. {a___, x_, y_, b___} /; x > y :> {a, y, x, b};
quick[{}] := {}; quick[{p_, r___}] := Join[quick[Select[{r}, # < p &]], {p}, quick[Select[{r}, # >= p &]]];
merge[l_] /; Length[l] <= 1 := l;
merge[l_] := Module[{a, b, out = {}}, {a, b} = merge /@ TakeDrop[l, Quotient[Length[l], 2]];
   While[a =!= {} && b =!= {}, If[First[a] <= First[b], AppendTo[out, First[a]]; a = Rest[a], AppendTo[out, First[b]]; b = Rest[b]]]; Join[out, a, b]];
list = {5, 3, 9, 1, 5, 8, 2};
Print[bubble[list], " ", quick[list] == merge[list] == Sort[list]];
powerset[{}] := {{}}; powerset[{x_, r___}] := With[{p = powerset[{r}]}, Join[p, Prepend[#, x] & /@ p]];
Print[powerset[{1, 2, 3}], " ", Sort[powerset[Range[4]]] == Sort[Subsets[Range[4]]]];
binary[l_, x_] := Module[{lo = 1, hi = Length[l], mid}, While[lo <= hi, mid = Quotient[lo + hi, 2];
    Which[l[[mid]] == x, Return[mid, Module], l[[mid]] < x, lo = mid + 1, True, hi = mid - 1]]; Missing["NotFound"]];
Print[binary[{1, 3, 5, 7, 11}, 7], " ", binary[{1, 3, 5}, 4]];
