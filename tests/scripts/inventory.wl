(* Stock keeping with associations of associations: updates, joins of tables, ranking, running totals, validation. *)
stock = <|"bolt" -> <|"qty" -> 120, "price" -> 1/4|>, "nut" -> <|"qty" -> 80, "price" -> 1/5|>, "gear" -> <|"qty" -> 3, "price" -> 25|>|>;
Print[stock["gear", "price"], " ", stock[["bolt", "qty"]], " ", stock[[All, "qty"]]];
value[item_] := item["qty"] item["price"];
Print[value /@ stock, " ", Total[value /@ stock]];
orders = {{"bolt", 20}, {"gear", 5}, {"nut", 80}, {"cog", 1}};
process[s_, {item_, n_}] := Which[
   ! KeyExistsQ[s, item], Sow["unknown " <> item, "error"]; s,
   s[item, "qty"] < n, Sow[StringTemplate["short of `1` by `2`"][item, n - s[item, "qty"]], "error"]; s,
   True, Sow[{item, n}, "done"]; MapAt[# - n &, s, {Key[item], Key["qty"]}]];
{after, reports} = Reap[Fold[process, stock, orders], {"done", "error"}];
Print[after[[All, "qty"]]];
Print[reports];
Print[Select[after, #qty == 0 &] // Keys, " ", KeySelect[after, StringStartsQ["g"]]];
Print[Sort[value /@ after], " ", First[Keys[ReverseSort[value /@ after]]]];
suppliers = {<|"id" -> 1, "name" -> "Acme"|>, <|"id" -> 2, "name" -> "Best"|>};
items = {<|"item" -> "bolt", "supplier" -> 2|>, <|"item" -> "gear", "supplier" -> 1|>, <|"item" -> "nut", "supplier" -> 2|>};
names = Association[#id -> #name & /@ suppliers];
Print[{#item, names[#supplier]} & /@ items];
Print[GroupBy[items, names[#supplier] & -> (#item &), StringRiffle[#, "+"] &]];
Print[Merge[{<|"a" -> 1, "b" -> 2|>, <|"a" -> 3|>, <|"b" -> 5, "c" -> 7|>}, Identity], " ", Merge[{<|"a" -> 1|>, <|"a" -> 4|>}, Max]];
Print[Join[<|"a" -> 1, "b" -> 2|>, <|"b" -> 3|>], " ", <|<|"x" -> 1|>, "y" -> 2|>, " ", Append[<|"a" -> 1|>, "b" -> 2], " ", Prepend[<|"a" -> 1|>, "z" -> 0]];
Print[KeyDrop[<|"a" -> 1, "b" -> 2|>, "a"], " ", KeyTake[<|"a" -> 1, "b" -> 2|>, {"b"}], " ", KeyMap[ToUpperCase, <|"a" -> 1|>], " ", AssociationMap[Reverse, <|"k" -> "v"|>]];
prices = <|"jan" -> 10, "feb" -> 12, "mar" -> 9|>;
Print[Differences[Values[prices]], " ", Accumulate[prices], " ", MinMax[prices], " ", KeySortBy[prices, StringTake[#, -1] &], " ", TakeLargest[prices, 1]];
Print[Position[Values[prices], Max[prices]], " ", FirstPosition[prices, 12], " ", Lookup[prices, {"jan", "dec"}, 0], " ", Counts[{a, b, a}] === <|a -> 2, b -> 1|>];
valid[r_] := AllTrue[{"item", "supplier"}, KeyExistsQ[r, #] &] && IntegerQ[r["supplier"]];
Print[valid /@ Append[items, <|"item" -> "x"|>], " ", MatchQ[First[items], KeyValuePattern[{"item" -> _String}]], " ", Cases[items, KeyValuePattern["supplier" -> 2]] // Length];
Print[Query /@ {}, " ", AssociationQ[stock], " ", Length[stock], " ", Values[stock][[1]]["qty"], " ", Map[Length, <|"p" -> {1, 2}, "q" -> {}|>], " ", Catenate[{<|"a" -> 1|>, <|"b" -> 2|>}]];
nested = Association["x" -> Association["y" -> {1, 2}]];
Print[nested["x", "y"], " ", nested[["x", "y", 1]], " ", MapIndexed[{#2[[1, 1]], #1} &, <|"u" -> 3|>], " ", Reverse[<|1 -> a, 2 -> b|>], " ", DeleteCases[<|"a" -> 1, "b" -> None|>, None]];
With[{a = <|"n" -> 1|>}, Print[a["n"], " ", a["m"], " ", MissingQ[a["m"]], " ", a[["n"]], " ", Lookup[a, "m", 5], " ", First[a], " ", Last[a], " ", Most[<|1 -> x, 2 -> y|>]]];
