//! Lists and associations: what is put together from other functions.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "ArrayFilter", NONE, Arity::exactly(3);
        "ArrayFilter[f, list, r] applies f to the neighbourhoods of radius r of the elements of list, ends repeated.";
        "ArrayFilter[Mean, {1, 2, 6}, 1]" => "{4/3, 3, 14/3}";
        "f[g_, l_List, r_Integer?NonNegative] := With[{n = Length[l]},
             Table[g[l[[Clip[Range[i - r, i + r], {1, n}]]]], {i, n}]] /; VectorQ[l]
         f[g_, l_List, r_Integer?NonNegative] := With[{n = Length[l], m = Length[First[l]]},
             Table[g[l[[Clip[Range[i - r, i + r], {1, n}], Clip[Range[j - r, j + r], {1, m}]]]], {i, n}, {j, m}]] /; MatrixQ[l]";
    "ArrayRules", NONE, Arity::between(1, 2);
        "ArrayRules[list] gives the rules {position -> value} of the elements of list that are not 0.";
        "ArrayRules[{{0, 2}, {3, 0}}]" => "{{1, 2} -> 2, {2, 1} -> 3, {_, _} -> 0}";
        "f[l_List, d_: 0] := With[{n = ArrayDepth[l]},
             Append[Map[# -> Extract[l, #] &, Position[l, x_ /; x =!= d, {n}, Heads -> False]], Table[_, n] -> d]]";
    "BlockMap", NONE, Arity::between(3, 4);
        "BlockMap[f, list, n] applies f to the sublists of n elements; BlockMap[f, list, n, d] with offset d.";
        "BlockMap[Total, {1, 2, 3, 4}, 2]" => "{3, 7}";
        "f[g_, l_List, n_Integer?Positive] := Map[g, Partition[l, n]]
         f[g_, l_List, n_Integer?Positive, d_Integer?Positive] := Map[g, Partition[l, n, d]]";
    "Comap", NONE, Arity::exactly(2);
        "Comap[{f, g, …}, x] gives {f[x], g[x], …}.";
        "Comap[{Sin, f}, 0]" => "{0, f[0]}";
        "f[fs_, x_] := Map[#[x] &, fs]";
    "ComposeList", NONE, Arity::exactly(2);
        "ComposeList[{f1, f2, …}, x] gives {x, f1[x], f2[f1[x]], …}.";
        "ComposeList[{f, g}, x]" => "{x, f[x], g[f[x]]}";
        "f[fs_List, x_] := FoldList[#2[#1] &, x, fs]";
    "CountDistinct", NONE, Arity::between(1, 2);
        "CountDistinct[list] gives the number of different elements.";
        "CountDistinct[{a, b, a}]" => "2";
        "f[l_] := Length[DeleteDuplicates[l]]
         f[l_, test_] := Length[DeleteDuplicates[l, test]]";
    "CountDistinctBy", NONE, Arity::exactly(2);
        "CountDistinctBy[list, f] gives the number of different values of f for the elements.";
        "CountDistinctBy[{1, -1, 2}, Abs]" => "2";
        "f[l_, g_] := Length[DeleteDuplicatesBy[l, g]]";
    "DeleteElements", NONE, Arity::exactly(2);
        "DeleteElements[list, {e1, e2, …}] leaves the elements e out; DeleteElements[list, n -> {e1, …}] at most n of each.";
        "DeleteElements[{1, 2, 1, 3}, {1}]" => "{2, 3}";
        "f[l_, es_List] := DeleteCases[l, Alternatives @@ Map[Verbatim, es]]
         f[l_, n_Integer?NonNegative -> es_List] := Fold[DeleteCases[#1, Verbatim[#2], {1}, n] &, l, es]";
    "Discard", NONE, Arity::between(1, 2);
        "Discard[list, test] leaves out the elements for which test gives True.";
        "Discard[{1, 2, 3, 4}, EvenQ]" => "{1, 3}";
        "f[l_, test_] := Select[l, ! TrueQ[test[#]] &]";
    "Distribute", NONE, Arity::between(1, 5);
        "Distribute[f[x1, x2, …]] distributes f over Plus in the x; Distribute[expr, g] over g; Distribute[expr, g, f, gp, fp] puts gp and fp for them.";
        "Distribute[(a + b) (c + d)]" => "a c + b c + a d + b d";
        "f[e_] := f[e, Plus]
         f[e_, g_] := f[e, g, Head[e], g, Head[e]]
         f[e_, g_, h_] := f[e, g, h, g, h]
         f[e_, g_, h_, gp_, hp_] := If[Head[e] === h && MemberQ[List @@ e, _g],
             gp @@ Map[hp @@ # &, Tuples[Map[If[Head[#] === g, List @@ #, {#}] &, List @@ e]]], e]";
    "FlattenAt", NONE, Arity::exactly(2);
        "FlattenAt[list, n] splices the sublist at n; FlattenAt[list, {i, j, …}] that at position {i, j, …}; FlattenAt[list, {pos1, pos2, …}] several.";
        "FlattenAt[{a, {b, c}, {d}}, 2]" => "{a, b, c, {d}}";
        "f[l_, n_Integer] := f[l, {{n}}]
         f[l_, p : {__Integer}] := f[l, {p}]
         f[l_, ps : {{__Integer} ..}] := With[{bad = SelectFirst[ps, ! there[l, #] &], atom = SelectFirst[ps, there[l, #] && AtomQ[Extract[l, #]] &]},
             MapAt[Apply[Sequence], l, ps] /; MissingQ[bad] && MissingQ[atom] || told[l, bad, atom]]
         told[l_, bad_List, _] := (Message[FlattenAt::partw, bad, l]; False)
         told[l_, _, atom_List] := (Message[FlattenAt::flatp, Extract[l, atom], atom, l]; False)
         there[_, {}] := True
         there[l_, {n_, m___}] := ! AtomQ[l] && n != 0 && Abs[n] <= Length[l] && there[l[[n]], {m}]";
    "FoldPair", NONE, Arity::between(3, 4);
        "FoldPair[f, y, list] folds with f[y, a] = {x, y'}, and gives the last x; FoldPair[f, y, list, g] gives g[{x, y'}].";
        "FoldPair[{#1 + #2, #1 #2} &, 1, {2, 3}]" => "5";
        "f[g_, y_, l_] := f[g, y, l, First]
         f[g_, y_, l_, h_] := h[Fold[g[#1[[2]], #2] &, {Null, y}, l]]";
    "FoldPairList", NONE, Arity::between(3, 4);
        "FoldPairList[f, y, list] gives the list of the x of FoldPair.";
        "FoldPairList[QuotientRemainder, 100, {7, 3}]" => "{14, 0}";
        "f[g_, y_, l_] := f[g, y, l, First]
         f[g_, y_, l_, h_] := Map[h, Rest[FoldList[g[#1[[2]], #2] &, {Null, y}, l]]]";
    "FoldWhile", NONE, Arity::between(3, 4);
        "FoldWhile[f, x, list, test] folds until test of the result is not True; gives the last result. FoldWhile[f, list, test] begins with the first element.";
        "FoldWhile[Plus, 0, {1, 2, 3}, # < 3 &]" => "3";
        "f[g_, x_, l_List, test_] := Last[FoldWhileList[g, x, l, test]]
         f[g_, {x_, l___}, test_] := f[g, x, {l}, test]";
    "FoldWhileList", NONE, Arity::between(3, 4);
        "FoldWhileList[f, x, list, test] gives the results of folding until test of one is not True, that one included.";
        "FoldWhileList[Plus, 0, {1, 2, 3}, # < 3 &]" => "{0, 1, 3}";
        "f[g_, {x_, l___}, test_] := f[g, x, {l}, test]
         f[g_, x_, l_List, test_] := Module[{r = {x}, y = x, i = 0},
             While[test[y] && i < Length[l], i++; y = g[y, l[[i]]]; AppendTo[r, y]]; r]";
    "Indexed", NONE, Arity::exactly(2);
        "Indexed[list, i] or Indexed[list, {i, j, …}] gives a part of a list; of a symbol it stays.";
        "Indexed[{{a, b}, {c, d}}, {2, 1}]" => "c";
        "f[l_List, i_Integer] := l[[i]]
         f[l_List, {i__Integer}] := l[[i]]
         f[x_, i : Except[_List]] := Indexed[x, {i}] /; ! ListQ[x]";
    "JoinAcross", NONE, Arity::exactly(3);
        "JoinAcross[list1, list2, key] joins the associations of two lists whose values for key are the same; {key1, …} for several keys.";
        "JoinAcross[{<|a -> 1, b -> 2|>}, {<|a -> 1, c -> 3|>}, a]" => "{<|a -> 1, b -> 2, c -> 3|>}";
        "f[x : {___Association}, y : {___Association}, ks_List] := Join @@ Outer[If[Lookup[#1, ks] === Lookup[#2, ks], {Join[#1, #2]}, {}] &, x, y, 1] // Flatten
         f[x : {___Association}, y : {___Association}, k : Except[_List | _Rule]] := f[x, y, {k}]";
    "KeyFreeQ", NONE, Arity::exactly(2);
        "KeyFreeQ[assoc, form] says whether no key matches form.";
        "KeyFreeQ[<|a -> 1|>, b]" => "True";
        "f[a_, form_] := NoneTrue[Keys[a], MatchQ[form]]";
    "KeyMemberQ", NONE, Arity::exactly(2);
        "KeyMemberQ[assoc, form] says whether a key matches form.";
        "KeyMemberQ[<|a -> 1|>, _Symbol]" => "True";
        "f[a_, form_] := AnyTrue[Keys[a], MatchQ[form]]";
    "LexicographicSort", NONE, Arity::exactly(1);
        "LexicographicSort[list] sorts lists by their first elements, then by the next ones.";
        "LexicographicSort[{{2}, {1, 2, 3}, {1}}]" => "{{1}, {1, 2, 3}, {2}}";
        "f[l : {__String}] := Sort[l]
         f[l_List] := Sort[l, less]
         less[a_, b_] := Module[{i = 1, n = Min[Length[a], Length[b]]},
             While[i <= n && a[[i]] === b[[i]], i++];
             If[i > n, Length[a] <= Length[b], OrderedQ[{a[[i]], b[[i]]}]]]";
    "MaxFilter", NONE, Arity::exactly(2);
        "MaxFilter[list, r] gives the greatest element within r of each.";
        "MaxFilter[{1, 5, 2, 0}, 1]" => "{5, 5, 5, 2}";
        "f[l_List, r_] := ArrayFilter[Max, l, r]";
    "MeanFilter", NONE, Arity::exactly(2);
        "MeanFilter[list, r] gives the mean of the elements within r of each.";
        "MeanFilter[{1, 5, 3}, 1]" => "{3, 3, 4}";
        "f[l_List, r_] := With[{n = Length[l]}, Table[Mean[l[[Max[1, i - r] ;; Min[n, i + r]]]], {i, n}]] /; VectorQ[l]";
    "MedianFilter", NONE, Arity::exactly(2);
        "MedianFilter[list, r] gives the median of the elements within r of each.";
        "MedianFilter[{1, 5, 2, 0}, 1]" => "{3, 2, 2, 1}";
        "f[l_List, r_] := With[{n = Length[l]}, Table[Median[l[[Max[1, i - r] ;; Min[n, i + r]]]], {i, n}]] /; VectorQ[l]";
    "MinFilter", NONE, Arity::exactly(2);
        "MinFilter[list, r] gives the least element within r of each.";
        "MinFilter[{1, 5, 2, 0}, 1]" => "{1, 1, 0, 0}";
        "f[l_List, r_] := ArrayFilter[Min, l, r]";
    "MovingMap", NONE, Arity::exactly(3);
        "MovingMap[f, list, n] applies f to each run of n + 1 elements.";
        "MovingMap[Total, {1, 2, 3}, 1]" => "{3, 5}";
        "f[g_, l_List, n_Integer] := Map[g, Partition[l, n + 1, 1]]";
    "NumericalSort", NONE, Arity::exactly(1);
        "NumericalSort[list] sorts by numerical value.";
        "NumericalSort[{Pi, 3, E}]" => "{E, 3, Pi}";
        "f[l_] := SortBy[l, N]";
    "OrderingBy", NONE, Arity::between(2, 4);
        "OrderingBy[list, f] gives the positions that sort list by f.";
        "OrderingBy[{-3, 1, 2}, Abs]" => "{2, 3, 1}";
        "f[l_, g_] := Ordering[Map[g, l]]
         f[l_, g_, n_] := Ordering[Map[g, l], n]
         f[l_, g_, n_, p_] := Ordering[Map[g, l], n, p]";
    "ParallelDo", Attributes::HOLD_ALL, Arity::at_least(2);
        "ParallelDo[expr, {i, n}] is Do; the evaluator runs on one thread.";
        "s = 0; ParallelDo[s += i, {i, 3}]; s" => "6";
        "f[a___] := Do[a]";
    "ParallelMap", NONE, Arity::between(2, 3).with_options();
        "ParallelMap[f, list] is Map[f, list]; the evaluator runs on one thread.";
        "ParallelMap[f, {a, b}]" => "{f[a], f[b]}";
        "f[g_, l_, OptionsPattern[]] := Map[g, l]
         f[g_, l_, n : (_Integer | _List), OptionsPattern[]] := Map[g, l, n]";
    "ParallelSum", Attributes::HOLD_ALL, Arity::at_least(2);
        "ParallelSum[expr, {i, n}] is Sum; the evaluator runs on one thread.";
        "ParallelSum[i, {i, 3}]" => "6";
        "f[a___] := Sum[a]";
    "ParallelTable", Attributes::HOLD_ALL, Arity::at_least(2);
        "ParallelTable[expr, {i, n}] is Table; the evaluator runs on one thread.";
        "ParallelTable[i^2, {i, 3}]" => "{1, 4, 9}";
        "f[a__, (Rule | RuleDelayed)[_Symbol, _] ...] := Table[a]";
    "PositionLargest", NONE, Arity::between(1, 2);
        "PositionLargest[list] gives the positions of the greatest element.";
        "PositionLargest[{1, 3, 3}]" => "{2, 3}";
        "f[l_List] := Flatten[Position[l, Max[l], {1}]]
         f[l_List, n_Integer?NonNegative] := Map[Reverse[Flatten[Position[l, #, {1}]]] &, Take[Reverse[Union[l]], UpTo[n]]]";
    "PositionSmallest", NONE, Arity::between(1, 2);
        "PositionSmallest[list] gives the positions of the least element.";
        "PositionSmallest[{1, 3, 1}]" => "{1, 3}";
        "f[l_List] := Flatten[Position[l, Min[l], {1}]]
         f[l_List, n_Integer?NonNegative] := Map[Flatten[Position[l, #, {1}]] &, Take[Union[l], UpTo[n]]]";
    "RankedMax", NONE, Arity::exactly(2);
        "RankedMax[list, n] gives the nth greatest element.";
        "RankedMax[{3, 1, 2}, 2]" => "2";
        "f[l_List, n_Integer] := Sort[l][[-n]] /; 1 <= Abs[n] <= Length[l]
         f[a_Association, n_] := RankedMax[Values[a], n]";
    "RankedMin", NONE, Arity::exactly(2);
        "RankedMin[list, n] gives the nth least element.";
        "RankedMin[{3, 1, 2}, 2]" => "2";
        "f[l_List, n_Integer] := Sort[l][[n]] /; 1 <= Abs[n] <= Length[l]
         f[a_Association, n_] := RankedMin[Values[a], n]";
    "ReplaceAt", NONE, Arity::exactly(3);
        "ReplaceAt[expr, rules, n] replaces the element at n by the rules; ReplaceAt[expr, rules, {i, j, …}] the part there.";
        "ReplaceAt[{a, a, a}, a -> b, 2]" => "{a, b, a}";
        "f[e_, rules_, at_] := MapAt[Replace[rules], e, at]";
    "SequenceCases", NONE, Arity::between(2, 4);
        "SequenceCases[list, patt] gives the sublists that match patt; SequenceCases[list, patt -> rhs] what rhs is for each.";
        "SequenceCases[{1, 2, 3, 1, 2}, {1, 2}]" => "{{1, 2}, {1, 2}}";
        "f[l_List, (r : Rule | RuleDelayed)[p_, v_]] := Map[Replace[Take[l, #], r[p, v]] &, find[l, p, False]]
         f[l_List, p_] := Map[Take[l, #] &, find[l, p, False]]
         f[l_List, (r : Rule | RuleDelayed)[p_, v_], Overlaps -> o_] := Map[Replace[Take[l, #], r[p, v]] &, find[l, p, TrueQ[o]]]
         f[l_List, p_, Overlaps -> o_] := Map[Take[l, #] &, find[l, p, TrueQ[o]]]
         f[l_List, p_, n_Integer, o___] := Take[f[l, p, o], UpTo[n]]
         find[l_, p_, overlaps_] := Module[{i = 1, n = Length[l], found = {}, j},
             While[i <= n,
                 j = n;
                 While[j >= i && ! MatchQ[Take[l, {i, j}], p], j--];
                 If[j >= i, AppendTo[found, {i, j}]; i = If[overlaps, i + 1, j + 1], i++]];
             found]";
    "SequenceCount", NONE, Arity::between(2, 3);
        "SequenceCount[list, patt] gives the number of sublists that match patt.";
        "SequenceCount[{1, 2, 1, 2}, {1, 2}]" => "2";
        "f[l_List, p_, o___] := Length[SequenceCases[l, p, o]]";
    "SequenceFold", NONE, Arity::between(3, 4);
        "SequenceFold[f, {x1, …, xn}, list] folds with f of the last n results and the next element.";
        "SequenceFold[f, {a, b}, {c, d}]" => "f[b, f[a, b, c], d]";
        "f[g_, x_List, l_List] := Last[SequenceFoldList[g, x, l]]
         f[g_, x_List, l_List, n_Integer] := Last[SequenceFoldList[g, x, l, n]]";
    "SequenceFoldList", NONE, Arity::between(3, 4);
        "SequenceFoldList[f, {x1, …, xn}, list] gives the results of SequenceFold.";
        "SequenceFoldList[f, {a, b}, {c}]" => "{a, b, f[a, b, c]}";
        "f[g_, x_List, l_List] := With[{n = Length[x]}, Fold[Append[#1, g @@ Append[Take[#1, -n], #2]] &, x, l]]
         f[g_, x_List, l_List, n_Integer] := With[{m = Length[x]},
             Fold[Append[#1, g @@ Join[Take[#1, -m], #2]] &, x, Partition[l, n - m, 1]]] /; n > Length[x]";
    "SequencePosition", NONE, Arity::between(2, 4);
        "SequencePosition[list, patt] gives the {first, last} positions of the sublists that match patt.";
        "SequencePosition[{1, 2, 1, 2}, {1, 2}]" => "{{1, 2}, {3, 4}}";
        "f[l_List, p_] := f[l, p, Overlaps -> True]
         f[l_List, p_, n_Integer, o___] := Take[f[l, p, o], UpTo[n]]
         f[l_List, p_, Overlaps -> o_] := Module[{i = 1, n = Length[l], found = {}, j},
             While[i <= n,
                 j = n;
                 While[j >= i && ! MatchQ[Take[l, {i, j}], p], j--];
                 If[j >= i, AppendTo[found, {i, j}]; If[o === False, i = j]]; i++];
             found]";
    "SequenceReplace", NONE, Arity::exactly(2);
        "SequenceReplace[list, patt -> rhs] replaces the sublists that match patt.";
        "SequenceReplace[{1, 2, 3}, {1, 2} -> x]" => "{x, 3}";
        "f[l_List, (r : Rule | RuleDelayed)[p_, v_]] := Module[{i = 1, n = Length[l], out = {}, j},
             While[i <= n,
                 j = n;
                 While[j >= i && ! MatchQ[Take[l, {i, j}], p], j--];
                 If[j >= i, AppendTo[out, Replace[Take[l, {i, j}], r[p, v]]]; i = j + 1, AppendTo[out, l[[i]]]; i++]];
             out]";
    "SequenceSplit", NONE, Arity::exactly(2);
        "SequenceSplit[list, patt] splits at the sublists that match patt.";
        "SequenceSplit[{1, 0, 2, 3}, {0}]" => "{{1}, {2, 3}}";
        "f[l_List, p_] := Module[{i = 1, n = Length[l], out = {}, now = {}, j},
             While[i <= n,
                 j = n;
                 While[j >= i && ! MatchQ[Take[l, {i, j}], p], j--];
                 If[j >= i, AppendTo[out, now]; now = {}; i = j + 1, AppendTo[now, l[[i]]]; i++]];
             DeleteCases[Append[out, now], {}]]";
    "SparseArrayQ", NONE, Arity::exactly(1);
        "SparseArrayQ[expr] says whether expr is a sparse array: never, they are kept as lists.";
        "SparseArrayQ[{1}]" => "False";
        "f[_] := False";
    "Subsequences", NONE, Arity::between(1, 2);
        "Subsequences[list] gives all runs of elements, shorter ones first; Subsequences[list, n] those of up to n; Subsequences[list, {n}] of n; Subsequences[list, {m, n}] of m to n.";
        "Subsequences[{a, b}]" => "{{}, {a}, {b}, {a, b}}";
        "f[l_List] := f[l, {0, Length[l]}]
         f[l_List, All] := f[l]
         f[l_List, n_Integer?NonNegative] := f[l, {0, n}]
         f[l_List, {n_Integer?NonNegative}] := f[l, {n, n}]
         f[l_List, {m_Integer?NonNegative, n_}] := Join @@ Table[If[k == 0, {{}}, Partition[l, k, 1]], {k, m, Min[n, Length[l]]}]";
    "SubsetCases", NONE, Arity::exactly(2);
        "SubsetCases[list, patt] gives disjoint subsets in any order that match patt.";
        "SubsetCases[{1, 3, 2, 5}, {x_, y_} /; y - x == 1]" => "{{1, 2}}";
        "f[l_List, p_] := Module[{rest = l, out = {}, hit},
             While[hit = SelectFirst[Permutations[rest, {1, Length[rest]}], MatchQ[p]]; ! MissingQ[hit],
                 AppendTo[out, hit]; Scan[(rest = Delete[rest, FirstPosition[rest, #]]) &, hit]];
             out]";
    "SubsetMap", NONE, Arity::exactly(3);
        "SubsetMap[f, list, positions] replaces the elements at the positions by those of f of them.";
        "SubsetMap[Reverse, {1, 2, 3}, {1, 3}]" => "{3, 2, 1}";
        "f[g_, l_List, s_Span] := Module[{m = l}, m[[s]] = g[l[[s]]]; m]
         f[g_, l_List, ps_List] := Module[{m = l}, Part[m, Sequence @@ ps] = g[Part[l, Sequence @@ ps]]; m] /; MemberQ[ps, All | _Span]
         f[g_, l_List, ps_List] := With[{qs = Map[Flatten[{#}] &, ps]}, ReplacePart[l, Thread[qs -> g[Extract[l, qs]]]]]";
    "TakeList", NONE, Arity::exactly(2);
        "TakeList[list, {n1, n2, …}] gives runs of n1, n2, … elements.";
        "TakeList[{a, b, c}, {1, 2}]" => "{{a}, {b, c}}";
        "f[(h : Except[List | Association])[a___], ns_List] := Map[h @@ # &, f[{a}, ns]]
         f[l_List, ns_List] := Module[{rest = l, out = {}, n},
             Do[If[n === All, n = Length[rest]]; If[MatchQ[n, UpTo[_]], n = Min[First[n], Length[rest]]];
                 AppendTo[out, Take[rest, n]]; rest = Drop[rest, n], {n, ns}];
             out] /; Total[Abs[Cases[ns, _Integer]]] <= Length[l]";
    "Threshold", NONE, Arity::between(1, 2);
        "Threshold[data] puts 0 for elements of absolute value up to 10^-10; Threshold[data, t] up to t.";
        "Threshold[{0.1, -2.}, 1]" => "{0., -2.}";
        "f[l_] := f[l, 10^-10]
         f[l_, t_?NumericQ] := Map[If[Abs[#] <= t, 0. #, #] &, l, {-1}]";
    "UniqueElements", NONE, Arity::between(1, 2);
        "UniqueElements[{list1, list2, …}] gives for each list its elements that no other has.";
        "UniqueElements[{{1, 2}, {2, 3}}]" => "{{1}, {3}}";
        "f[ls : {__List}, test_] := MapIndexed[Function[{l, at}, Select[l, Function[x, NoneTrue[Join @@ Delete[ls, at], TrueQ[test[x, #]] &]]]], ls]
         f[ls : {__List}] := MapIndexed[DeleteDuplicates[Select[#1, Function[x, FreeQ[Delete[ls, #2], x, {2}]]]] &, ls]";
}
