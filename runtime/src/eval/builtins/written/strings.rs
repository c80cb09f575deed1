//! Strings: words, letters, numerals.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;
const LISTABLE: Attributes = Attributes::LISTABLE;

written! {
    "Alphabet", NONE, Arity::between(0, 1);
        "Alphabet[] gives the letters a to z; Alphabet[\"Greek\"] those of another alphabet: \"German\", \"Spanish\", \"Russian\".";
        "Length[Alphabet[]]" => "26";
        "f[] := CharacterRange[\"a\", \"z\"]
         f[\"English\"] := f[]
         f[\"Greek\"] := DeleteCases[CharacterRange[\"α\", \"ω\"], \"ς\"]
         f[\"German\"] := Characters[\"aäbcdefghijklmnoöpqrsßtuüvwxyz\"]
         f[\"Spanish\"] := Characters[\"abcdefghijklmnñopqrstuvwxyz\"]
         f[\"Russian\" | \"Cyrillic\"] := Characters[\"абвгдеёжзийклмнопрстуфхцчшщъыьэюя\"]";
    "CharacterCounts", NONE, Arity::exactly(1);
        "CharacterCounts[string] gives how often each character stands in string, the most frequent first.";
        "CharacterCounts[\"hello\"]" => "<|l -> 2, o -> 1, h -> 1, e -> 1|>";
        "f[s_String] := sorted[Counts[Characters[s]]]
         sorted[c_] := Association[Sort[Normal[c], #1[[2]] > #2[[2]] || (#1[[2]] == #2[[2]] && Order[#1[[1]], #2[[1]]] < 0) &]]";
    "FromLetterNumber", LISTABLE, Arity::between(1, 2);
        "FromLetterNumber[n] gives the nth letter; FromLetterNumber[n, \"Greek\"] that of another alphabet.";
        "FromLetterNumber[{1, 26}]" => "{a, z}";
        "f[n_Integer] := f[n, \"English\"]
         f[0, _] := \" \"
         f[n_Integer, a_String] := With[{l = Alphabet[a]}, l[[n]] /; ListQ[l] && 1 <= Abs[n] <= Length[l]]";
    "FromRomanNumeral", LISTABLE, Arity::exactly(1);
        "FromRomanNumeral[string] gives the integer that a Roman numeral means.";
        "FromRomanNumeral[\"MCMXCIV\"]" => "1994";
        "f[s_String] := With[{v = Characters[ToUpperCase[s]] /. {\"I\" -> 1, \"V\" -> 5, \"X\" -> 10, \"L\" -> 50, \"C\" -> 100, \"D\" -> 500, \"M\" -> 1000, \"N\" -> 0}},
             Total[MapThread[If[#1 < #2, -#1, #1] &, {v, Append[Rest[v], 0]}]] /; VectorQ[v, IntegerQ]]";
    "IntegerName", LISTABLE, Arity::exactly(1);
        "IntegerName[n] gives the English name of an integer.";
        "IntegerName[{42, 1005}]" => "{forty‐two, one thousand five}";
        "f[0] := \"zero\"
         f[n_Integer] := \"negative \" <> f[-n] /; n < 0
         f[n_Integer] := StringRiffle[DeleteCases[Reverse[MapIndexed[part, Reverse[IntegerDigits[n, 1000]]]], \"\"], \" \"] /; n < 10^36
         part[0, _] := \"\"
         part[k_, {1}] := small[k]
         part[k_, {i_}] := small[k] <> \" \" <> {\"thousand\", \"million\", \"billion\", \"trillion\", \"quadrillion\", \"quintillion\", \"sextillion\", \"septillion\", \"octillion\", \"nonillion\", \"decillion\"}[[i - 1]]
         small[k_] := ones[[k]] /; k < 20
         small[k_] := tens[[Quotient[k, 10] - 1]] <> If[Mod[k, 10] == 0, \"\", \"\u{2010}\" <> ones[[Mod[k, 10]]]] /; k < 100
         small[k_] := ones[[Quotient[k, 100]]] <> \" hundred\" <> If[Mod[k, 100] == 0, \"\", \" \" <> small[Mod[k, 100]]]
         ones = {\"one\", \"two\", \"three\", \"four\", \"five\", \"six\", \"seven\", \"eight\", \"nine\", \"ten\", \"eleven\", \"twelve\", \"thirteen\", \"fourteen\", \"fifteen\", \"sixteen\", \"seventeen\", \"eighteen\", \"nineteen\"};
         tens = {\"twenty\", \"thirty\", \"forty\", \"fifty\", \"sixty\", \"seventy\", \"eighty\", \"ninety\"};";
    "LetterCounts", NONE, Arity::between(1, 2);
        "LetterCounts[string] gives how often each letter stands in string, the most frequent first; LetterCounts[string, n] runs of n letters.";
        "LetterCounts[\"a-b-a\"]" => "<|a -> 2, b -> 1|>";
        "f[s_String] := CharacterCounts[StringJoin[Select[Characters[s], LetterQ]]]
         f[s_String, n_Integer?Positive] := ReverseSort[Counts[Select[StringPartition[s, n, 1], LetterQ]]]";
    "LetterNumber", LISTABLE, Arity::between(1, 2);
        "LetterNumber[letter] gives the position of a letter in the alphabet, 0 for what is none; LetterNumber[letter, \"Greek\"] that in another alphabet.";
        "LetterNumber[{\"c\", \"Z\"}]" => "{3, 26}";
        "f[s_String] := f[s, \"English\"]
         f[s_String, a_String] := With[{l = Alphabet[a]},
             If[StringLength[s] == 1, First[Flatten[Position[l, ToLowerCase[s]]], 0], Map[f[#, a] &, Characters[s]]] /; ListQ[l]]";
    "RemoveDiacritics", LISTABLE, Arity::exactly(1);
        "RemoveDiacritics[string] replaces letters with diacritics by those without.";
        "RemoveDiacritics[\"Crème brûlée, Ångström\"]" => "Creme brulee, Angstrom";
        "f[s_String] := StringReplace[s, rules]
         rules := rules = Flatten[Map[Thread[Characters[First[#]] -> Last[#]] &, {
             {\"àáâãäåāăą\", \"a\"}, {\"çćĉċč\", \"c\"}, {\"ď\", \"d\"}, {\"èéêëēĕėęě\", \"e\"}, {\"ĝğġģ\", \"g\"}, {\"ĥ\", \"h\"},
             {\"ìíîïĩīĭį\", \"i\"}, {\"ĵ\", \"j\"}, {\"ķ\", \"k\"}, {\"ĺļľ\", \"l\"}, {\"ñńņň\", \"n\"}, {\"òóôõöōŏő\", \"o\"}, {\"ŕŗř\", \"r\"},
             {\"śŝşš\", \"s\"}, {\"ţť\", \"t\"}, {\"ùúûüũūŭůűų\", \"u\"}, {\"ŵ\", \"w\"}, {\"ýÿŷ\", \"y\"}, {\"źżž\", \"z\"},
             {\"ÀÁÂÃÄÅĀĂĄ\", \"A\"}, {\"ÇĆĈĊČ\", \"C\"}, {\"Ď\", \"D\"}, {\"ÈÉÊËĒĔĖĘĚ\", \"E\"}, {\"ĜĞĠĢ\", \"G\"}, {\"Ĥ\", \"H\"},
             {\"ÌÍÎÏĨĪĬĮİ\", \"I\"}, {\"Ĵ\", \"J\"}, {\"Ķ\", \"K\"}, {\"ĹĻĽ\", \"L\"}, {\"ÑŃŅŇ\", \"N\"}, {\"ÒÓÔÕÖŌŎŐ\", \"O\"}, {\"ŔŖŘ\", \"R\"},
             {\"ŚŜŞŠ\", \"S\"}, {\"ŢŤ\", \"T\"}, {\"ÙÚÛÜŨŪŬŮŰŲ\", \"U\"}, {\"Ŵ\", \"W\"}, {\"ÝŸŶ\", \"Y\"}, {\"ŹŻŽ\", \"Z\"}}]]";
    "NeedlemanWunschSimilarity", NONE, Arity::exactly(2);
        "NeedlemanWunschSimilarity[a, b] gives the best score of an alignment of two strings or lists: 1 for equal elements, -1 for others and for gaps.";
        "NeedlemanWunschSimilarity[\"abXabcabc\", \"abcXabc\"]" => "2";
        "f[a_String, b_String] := f[Characters[a], Characters[b]]
         f[a_List, b_List] := Module[{row = -Range[0, Length[b]], left},
             Do[left = row[[1]] - 1; row = Prepend[Table[left = Max[row[[j]] + If[x === b[[j]], 1, -1], row[[j + 1]] - 1, left - 1], {j, Length[b]}], row[[1]] - 1], {x, a}];
             Last[row]]";
    "SmithWatermanSimilarity", NONE, Arity::exactly(2);
        "SmithWatermanSimilarity[a, b] gives the best score of an alignment of parts of two strings or lists: 1 for equal elements, -1 for others and for gaps.";
        "SmithWatermanSimilarity[\"xxabcyy\", \"zabcz\"]" => "3";
        "f[a_String, b_String] := f[Characters[a], Characters[b]]
         f[a_List, b_List] := Module[{row = ConstantArray[0, Length[b] + 1], left, best = 0},
             Do[left = 0; row = Prepend[Table[left = Max[0, row[[j]] + If[x === b[[j]], 1, -1], row[[j + 1]] - 1, left - 1]; best = Max[best, left]; left, {j, Length[b]}], 0], {x, a}];
             best]";
    "LongestCommonSubsequencePositions", NONE, Arity::exactly(2);
        "LongestCommonSubsequencePositions[a, b] gives the first and last place of the longest run of elements common to both strings or lists, in each.";
        "LongestCommonSubsequencePositions[\"AAABBBBCCCCC\", \"CCCBBBAAABABA\"]" => "{{1, 4}, {7, 10}}";
        "f[a_String, b_String] := f[Characters[a], Characters[b]]
         f[a_List, b_List] := With[{s = LongestCommonSubsequence[a, b]},
             If[s === {}, {}, {First[SequencePosition[a, s]], First[SequencePosition[b, s]]}]]";
    "LongestCommonSequence", NONE, Arity::exactly(2);
        "LongestCommonSequence[a, b] gives the longest sequence of elements that stand in both strings or lists in that order.";
        "LongestCommonSequence[\"abcde\", \"xbcyd\"]" => "bcd";
        "f[a_String, b_String] := StringJoin[f[Characters[a], Characters[b]]]
         f[a_List, b_List] := Module[{m = Length[a], n = Length[b], t, i, j, out = {}},
             t = Table[0, m + 1, n + 1];
             Do[t[[i + 1, j + 1]] = If[a[[i]] === b[[j]], t[[i, j]] + 1, Max[t[[i, j + 1]], t[[i + 1, j]]]], {i, m}, {j, n}];
             i = m; j = n;
             While[i > 0 && j > 0, Which[a[[i]] === b[[j]], PrependTo[out, a[[i]]]; i--; j--,
                 t[[i, j + 1]] >= t[[i + 1, j]], i--, True, j--]];
             out]";
    "LongestCommonSubsequence", NONE, Arity::exactly(2);
        "LongestCommonSubsequence[a, b] gives the longest run that stands in both strings or lists.";
        "LongestCommonSubsequence[\"abcde\", \"xbcdy\"]" => "bcd";
        "f[a_String, b_String] := StringJoin[f[Characters[a], Characters[b]]]
         f[a_List, b_List] := Module[{m = Length[a], n = Length[b], row, next, best = 0, at = 0},
             row = Table[0, n + 1];
             Do[next = Prepend[Table[If[a[[i]] === b[[j]], row[[j]] + 1, 0], {j, n}], 0];
                 If[Max[next] > best, best = Max[next]; at = i]; row = next, {i, m}];
             Take[a, {at - best + 1, at}]]";
    "RomanNumeral", LISTABLE, Arity::exactly(1);
        "RomanNumeral[n] gives the Roman numeral of n.";
        "RomanNumeral[{4, 1994}]" => "{IV, MCMXCIV}";
        "f[0] := \"N\"
         f[n_Integer?Positive] := Module[{r = n, s = \"\"},
             Scan[While[r >= First[#], s = s <> Last[#]; r -= First[#]] &,
                 {{1000, \"M\"}, {900, \"CM\"}, {500, \"D\"}, {400, \"CD\"}, {100, \"C\"}, {90, \"XC\"}, {50, \"L\"}, {40, \"XL\"}, {10, \"X\"}, {9, \"IX\"}, {5, \"V\"}, {4, \"IV\"}, {1, \"I\"}}];
             s] /; n < 5000";
    "StringExtract", NONE, Arity::between(2, 3);
        "StringExtract[string, n] gives the nth word; StringExtract[string, sep -> n] the nth block between separators.";
        "StringExtract[\"a b c\", 2]" => "b";
        "f[s_String, n_Integer] := StringSplit[s][[n]]
         f[s_String, sep_ -> n_] := StringSplit[s, sep][[n]]
         f[s_String, n_List] := StringSplit[s][[n]]";
    "StringReplacePart", NONE, Arity::exactly(3);
        "StringReplacePart[string, new, {m, n}] puts new for the characters m to n; StringReplacePart[string, {new1, …}, {{m1, n1}, …}] several.";
        "StringReplacePart[\"abcdef\", \"XX\", {2, 3}]" => "aXXdef";
        "f[s_String, new_String, n_Integer] := f[s, {new}, {If[n > 0, {1, n}, {n, -1}]}]
         f[s_String, new_String, {m_Integer, n_Integer}] := f[s, {new}, {{m, n}}]
         f[s_String, new_String, ps : {{_, _} ..}] := f[s, Table[new, Length[ps]], ps]
         f[s_String, new : {__String}, ps : {{_, _} ..}] := With[{l = StringLength[s]},
             Fold[StringJoin[StringTake[#1, #2[[2, 1]] - 1], #2[[1]], StringDrop[#1, #2[[2, 2]]]] &, s,
                 Reverse[SortBy[Transpose[{new, Map[If[# < 0, l + 1 + #, #] &, ps, {2}]}], #[[2, 1]] &]]]] /; Length[new] == Length[ps]";
    "StringTakeDrop", NONE, Arity::exactly(2);
        "StringTakeDrop[string, spec] gives {StringTake[string, spec], StringDrop[string, spec]}.";
        "StringTakeDrop[\"abcd\", 1]" => "{a, bcd}";
        "f[s_String, n_] := {StringTake[s, n], StringDrop[s, n]}";
    "TextSentences", NONE, Arity::exactly(1);
        "TextSentences[string] gives the sentences of a text.";
        "TextSentences[\"One. Two!\"]" => "{One., Two!}";
        "f[s_String] := Map[StringTrim, StringCases[s, RegularExpression[\"[^.!?]+[.!?]*\"]]]";
    "TextString", NONE, Arity::exactly(1);
        "TextString[expr] gives the text of expr for people to read.";
        "TextString[{1.5, \"a\"}]" => "{1.5, a}";
        "f[x_] := ToString[x]";
    "TextWords", NONE, Arity::exactly(1);
        "TextWords[string] gives the words of a text, without punctuation.";
        "TextWords[\"Hello, world.\"]" => "{Hello, world}";
        "f[s_String] := StringCases[s, RegularExpression[\"[\\\\w][\\\\w'\\\\-]*\"]]";
    "WordCount", NONE, Arity::exactly(1);
        "WordCount[string] gives the number of words of a text.";
        "WordCount[\"a few words\"]" => "3";
        "f[s_String] := Length[TextWords[s]]";
    "StringTemplate", NONE, Arity::exactly(1);
        "StringTemplate[\"… `1` … `name` … <* expr *> …\"] is a text with slots; StringTemplate[…][x1, …] fills in the x, StringTemplate[…][<|name -> x, …|>] those named; `` is the next slot.";
        "StringTemplate[\"`a` and `b`\"][<|\"a\" -> 1, \"b\" -> 2|>]" => "1 and 2";
        "";
    "TemplateApply", NONE, Arity::between(1, 2);
        "TemplateApply[template, {x1, …}] or TemplateApply[template, <|name -> x, …|>] fills in the slots of a template.";
        "TemplateApply[\"`` x `` is <* #1 #2 *>\", {6, 7}]" => "6 x 7 is 42";
        "f[t_] := f[t, {}]
         f[StringTemplate[s_String], d_] := f[s, d]
         f[l_List, d_] := f[#, d] & /@ l
         f[s_String, d : _List | _Association] := Module[{next = 0, put},
             put[text_String] := text;
             put[slot[\"\"]] := TextString[get[d, ++next]];
             put[slot[name_]] := TextString[get[d, If[StringMatchQ[name, DigitCharacter ..], FromDigits[name], name]]];
             put[code[text_]] := TextString[run[ToExpression[\"(\" <> text <> \")&\"], d]];
             StringJoin[put /@ StringSplit[s, {\"<*\" ~~ e : Shortest[___] ~~ \"*>\" :> code[e], \"`\" ~~ n : Except[\"`\"] ... ~~ \"`\" :> slot[n]}]]]
         get[d_Association, k_] := Lookup[d, k, Missing[\"SlotAbsent\", k]]
         get[d_List, k_Integer] := d[[k]] /; 1 <= k <= Length[d]
         get[d_List, k_] := Missing[\"SlotAbsent\", k]
         run[g_, d_List] := g @@ d
         run[g_, d_] := g[d]";
}
