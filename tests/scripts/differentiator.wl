(* A small symbolic differentiator and simplifier made of rules, on heads of its own. *)
ClearAll[d, simp];
d[c_?NumericQ, x_] := 0;
d[x_, x_] := 1;
d[y_Symbol, x_] /; y =!= x := 0;
d[plus[a_, b_], x_] := plus[d[a, x], d[b, x]];
d[times[a_, b_], x_] := plus[times[d[a, x], b], times[a, d[b, x]]];
d[power[a_, n_Integer], x_] := times[times[n, power[a, n - 1]], d[a, x]];
d[sin[a_], x_] := times[cos[a], d[a, x]];
d[cos[a_], x_] := times[-1, times[sin[a], d[a, x]]];
rules = {
   plus[0, a_] :> a, plus[a_, 0] :> a,
   times[0, _] :> 0, times[_, 0] :> 0,
   times[1, a_] :> a, times[a_, 1] :> a,
   power[a_, 1] :> a, power[_, 0] :> 1,
   plus[a_Integer, b_Integer] :> a + b,
   times[a_Integer, b_Integer] :> a b,
   times[a_Integer, times[b_Integer, c_]] :> times[a b, c],
   plus[a_, a_] :> times[2, a]};
simp[e_] := e //. rules;
show[plus[a_, b_]] := "(" <> show[a] <> " + " <> show[b] <> ")";
show[times[a_, b_]] := show[a] <> "*" <> show[b];
show[power[a_, n_]] := show[a] <> "^" <> ToString[n];
show[(f : sin | cos)[a_]] := ToString[f] <> "(" <> show[a] <> ")";
show[a_] := ToString[a];
examples = {
   power[x, 3],
   times[3, power[x, 2]],
   plus[power[x, 2], times[5, x]],
   sin[power[x, 2]],
   times[sin[x], cos[x]],
   plus[x, plus[x, y]]};
Do[Print[show[e], "  ->  ", show[simp[d[e, x]]]], {e, examples}];
Print[simp[d[d[power[x, 4], x], x]] // InputForm];
Print[simp[plus[x, x]] /. {times -> Times, x -> 21}];
toMath = {plus -> Plus, times -> Times, power -> Power, sin -> Sin, cos -> Cos};
checks = (simp[d[#, x]] /. toMath) - D[# /. toMath, x] & /@ examples;
Print[Expand[checks]];
