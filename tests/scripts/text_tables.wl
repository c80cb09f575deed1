(* Numbers and texts laid out in columns: NumberForm, PaddedForm, Grid, TableForm, StringForm, padding, wrapping. *)
data = {{"Mercury", 0.387, 88}, {"Earth", 1., 365}, {"Jupiter", 5.2, 4333}};
row[{name_, au_, days_}] := StringPadRight[name, 10] <> StringPadLeft[ToString[NumberForm[au, {5, 3}]], 8] <>
   StringPadLeft[IntegerString[days], 7];
Scan[Print[row[#]] &, data];
Print[StringRepeat["-", 25]];
Print[TableForm[data]];
Print[PaddedForm[12, 6], "|", PaddedForm[3.14159, {6, 2}], "|"];
Print[NumberForm[1234567.891, {10, 2}, DigitBlock -> 3]];
Print[NumberForm[Pi // N, 10], " ", ScientificForm[123456.], " ", N[Pi, 20]];
Print[AccountingForm[-12.5], " ", EngineeringForm[12345.]];
Print[StringForm["`1` + `1` = `2`", 2, 4], "; ", StringForm["`` of ``", a, b]];
Print[ToString[1/3], " ", ToString[2.50], " ", ToString[x^2 + 1, InputForm], " ", ToString[{1, "a"}, InputForm]];
wrap[text_, width_] := StringRiffle[
   StringRiffle /@ Fold[
     Function[{lines, word},
      If[lines =!= {} && StringLength[StringRiffle[Append[Last[lines], word]]] <= width,
       Append[Most[lines], Append[Last[lines], word]],
       Append[lines, {word}]]], {}, StringSplit[text]], "\n"];
Print[wrap["It was the best of times, it was the worst of times, it was the age of wisdom", 24]];
center[s_, n_] := With[{k = n - StringLength[s]}, StringRepeat[" ", Quotient[k, 2]] <> s <> StringRepeat[" ", k - Quotient[k, 2]]];
Print["[", center["mid", 9], "] [", StringPadLeft["7", 3, "0"], "] [", StringPadRight["ab", 5, "."], "] [", StringPadLeft["abcdef", 3], "]"];
Print[Row[{1, 2, 3}, ", "], " ", Row[{x, y}], " ", Column[{1, 2}] // Head];
Print[Column[{"first", "second"}]];
histogram[l_] := KeyValueMap[Print[StringPadLeft[ToString[#1], 3], " | ", StringRepeat["*", #2]] &, KeySort[Counts[l]]];
histogram[{3, 1, 2, 3, 10, 3, 2}];
Print[StringRiffle[{{1, 2}, {3, 4}}, "\n", "\t"]];
Print[StringRiffle[{1, 2, 3}, {"<", "|", ">"}]];
Print[ToUpperCase["abc"] <> Capitalize["def"], " ", StringInsert["abcd", "-", 3], " ", StringTake["abcdef", {2, -2}], " ", StringDrop["abcdef", -2]];
Print[IntegerName[42], ", ", RomanNumeral[14], ", ", IntegerString[255, 2], ", ", IntegerString[7, 10, 4]];
Print[StringSplit["a,b;c", {",", ";"}], " ", StringSplit["2024-11-22", "-"] // InputForm, " ", StringSplit["a  b c"] // Length];
Print[TextString[{1, 2.5, "x"}], " ", StringTemplate["<`1`|`2`>"]["p", 3.5], " ", TemplateApply["`` and ``", {"x", "y"}]];
Print[StringTemplate["Dear `name`, you owe <* #n * 2 *>."][<|"name" -> "Ada", "n" -> 21|>]];
