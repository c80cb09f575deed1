(* Counts words of a text and shows the most frequent as a table and as a histogram. *)
text = "The quick brown fox jumps over the lazy dog. The dog sleeps; the fox, quick as ever, does not. \
Does the lazy dog ever jump? No: the dog is lazy.";
words = StringCases[ToLowerCase[text], WordCharacter ..];
Print["words: ", Length[words], ", different: ", CountDistinct[words]];
counts = ReverseSort[Counts[words]];
Print[Take[counts, 3]];
top = Take[Reverse[SortBy[Tally[words], {Last, First}]], 4];
Print[TableForm[top, TableHeadings -> {None, {"word", "n"}}]];
longest = MaximalBy[DeleteDuplicates[words], StringLength];
Print["longest: ", StringRiffle[Sort[longest], ", "]];
byLength = KeySort[GroupBy[words, StringLength, Length]];
KeyValueMap[Print[StringPadLeft[ToString[#1], 2], " ", StringRepeat["#", #2], " ", #2] &, byLength];
sentences = StringSplit[text, RegularExpression["[.?!]\\s*"]];
Print[Length[sentences], " sentences"];
Scan[Print["  ", StringLength[#], ": ", StringTake[#, UpTo[12]]] &, sentences];
Print[StringReplace["the fox and the dog", {"fox" -> "hen", "dog" -> "cow", StartOfString ~~ x_ :> ToUpperCase[x]}]];
