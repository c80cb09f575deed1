(* Cleaning of CSV text, grouping with associations, and a report as text. *)
raw = "date,region,product,units,price
2024-01-03,North,Widget,10,2.50
2024-01-05,South,Gadget,3,10.00
2024-01-09,North,Gadget,,10.00
2024-02-01,East,Widget,7,2.50
2024-02-11,South,Widget,4,2.75
2024-02-20,north,Gadget,5,9.50";
table = ImportString[raw, "CSV"];
Print[Dimensions[table]];
header = First[table];
rows = AssociationThread[header, #] & /@ Rest[table];
Print[Keys[First[rows]]];
clean = Map[MapAt[Capitalize, #, Key["region"]] &, Select[rows, IntegerQ[#units] &]];
Print["dropped: ", Length[rows] - Length[clean]];
clean = Append[#, "amount" -> #units #price] & /@ clean;
Print[Lookup[clean, "amount"]];
byRegion = GroupBy[clean, #region &, Total[#[["amount"]] & /@ #] &];
Print[byRegion];
KeyValueMap[
  Print[StringPadRight[#1, 8], StringPadLeft[ToString[NumberForm[#2, {6, 2}]], 8]] &, ReverseSort[byRegion]];
Print["total ", Total[byRegion]];
pivot = GroupBy[clean, {#region &, #product &}, Total[Lookup[#, "units"]] &];
Print[pivot];
Print[pivot["North", "Gadget"], " ", pivot["East", "Gadget"]];
byMonth = GroupBy[clean, StringTake[#date, 7] & -> (#units &), Total];
Print[byMonth];
best = First[MaximalBy[clean, #amount &]];
Print[best["product"], " in ", best["region"], " on ", best["date"]];
Print[Merge[{<|"a" -> 1, "b" -> 2|>, <|"a" -> 10|>}, Total], " ", KeyTake[byRegion, {"East", "Nowhere"}]];
Print[StringTemplate["`region` sold `units` of `product`"][best]];
Print[ExportString[Lookup[clean, {"units", "price"}], "CSV"]];
