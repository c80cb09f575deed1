(* Roman numerals both ways, a calendar by hand, day-of-week arithmetic, dates. *)
toRoman[n_Integer?Positive] := Module[{left = n, out = ""},
   Do[While[left >= First[p], out = out <> Last[p]; left -= First[p]],
    {p, {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}}}];
   out];
value = <|"I" -> 1, "V" -> 5, "X" -> 10, "L" -> 50, "C" -> 100, "D" -> 500, "M" -> 1000|>;
fromRoman[s_String] := With[{v = value /@ Characters[s]},
   Total[MapThread[If[#1 < #2, -#1, #1] &, {v, Append[Rest[v], 0]}]]];
years = {1990, 2008, 1666, 3999, 44};
Print[toRoman /@ years];
Print[fromRoman /@ toRoman /@ years == years];
Print[AllTrue[Range[500], toRoman[#] === RomanNumeral[#] &]];
leap[y_] := Mod[y, 4] == 0 && (Mod[y, 100] != 0 || Mod[y, 400] == 0);
Print[Select[{1900, 1996, 2000, 2023, 2024}, leap]];
days[y_] := {31, If[leap[y], 29, 28], 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
weekday[y_, m_, d_] := Module[{t = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4}, yy = If[m < 3, y - 1, y]},
   Mod[yy + Quotient[yy, 4] - Quotient[yy, 100] + Quotient[yy, 400] + t[[m]] + d, 7]];
calendar[y_, m_] := Module[{first = Mod[weekday[y, m, 1] + 6, 7], cells},
   cells = Join[ConstantArray["  ", first], StringPadLeft[ToString[#], 2] & /@ Range[days[y][[m]]]];
   StringRiffle[StringRiffle[#, " "] & /@ Partition[cells, UpTo[7]], "\n"]];
Print["Mo Tu We Th Fr Sa Su"];
Print[calendar[2024, 2]];
Print["Sundays on the first: ", Sum[Boole[weekday[y, m, 1] == 0], {y, 1901, 2000}, {m, 12}]];
Print[DayName[{2024, 2, 29}], " ", DateString[{2024, 2, 29}, {"Day", ".", "Month", ".", "Year"}]];
Print[DatePlus[{2024, 2, 28}, 2], " ", QuantityMagnitude[DateDifference[{2024, 1, 1}, {2024, 12, 25}]]];
Print[DateList[{2023, 14, 1}]];
Print[Select[Range[2020, 2030], weekday[#, 2, If[leap[#], 29, 28]] == 4 &]];
Print[Total[days[2023]], " ", Accumulate[days[2024]][[6]]];
Print[DateString[{2024, 7, 4, 13, 5, 9}, {"ISODate", "T", "Time"}], " ", DateString[{2024, 7, 4}, "ISODate"]];
Print[DateString[{2024, 7, 4}, {"DayName", ", ", "MonthName", " ", "DayShort", " ", "YearShort"}]];
friday13 = Select[Tuples[{Range[2023, 2026], Range[12]}], weekday[#[[1]], #[[2]], 13] == 5 &];
Print[friday13];
