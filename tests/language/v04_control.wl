(* V4: control. *)
(*! Which[1 > 2, a, True, b] => b *)
(*! Switch[7, _String, s, _Integer, i] => i *)
(*! s = 0; Do[s += i, {i, 10}]; s => 55 *)
(*! Table[i j, {i, 2}, {j, i}] => {{1}, {2, 4}} *)
(*! Table[x, {x, 0, 1, 1/4}] => {0, 1/4, 1/2, 3/4, 1} *)
(*! Length[Table[x, {x, 0., 1., 0.1}]] => 11 *)
(*! i = 0; While[True, i++; If[i > 4, Break[]]]; i => 5 *)
(*! For[i = 0; t = {}, i < 3, i++, AppendTo[t, i]]; t => {0, 1, 2} *)
(*! Catch[Do[If[i > 3, Throw[i]], {i, 10}]] => 4 *)
(*! Catch[Throw[1, tag], tag, {#1, #2} &] => {1, tag} *)
f[x_] := (If[x > 0, Return[pos]]; neg);
(*! {f[1], f[-1]} => {pos, neg} *)
(*! Check[1/0, failed] => failed
messages: Power::infy *)
(*! Quiet[1/0] => ComplexInfinity *)
(*! TimeConstrained[While[True], 0.05, timeout] => timeout *)
(*! CheckAbort[Abort[]; 1, aborted] => aborted *)
(*! Reap[Sow[1]; Sow[2]; 3] => {3, {{1, 2}}} *)
(*! If[a == b, 1, 2, 3] => 3 *)
(*! Catch[Throw[1, tag], tag, handler] => handler[1, tag] *)
(*! Catch[Throw[1, t], _] => 1 *)
(*! CheckAbort[Abort[]; 1, aborted] => aborted *)
(*! TimeConstrained[While[True], 0.1, late] => late *)
(*! TimeConstrained[1, -1] => TimeConstrained[1, -1]
    messages: TimeConstrained::timc *)
(*! Which[1] => Which[1]
    messages: Which::argctu *)
(*! Switch[1, 1] => Switch[1, 1]
    messages: Switch::argct *)
(*! Table[i, {1, 2, 3}] => Table[i, {1, 2, 3}]
    messages: Table::itraw *)
(*! Do[i, {i, a}] => Do[i, {i, a}]
    messages: Do::iterb *)
(*! Check[1/0, bad, Power::indet] => ComplexInfinity
    messages: Power::infy *)
(*! Check[1/0, bad, {Power::infy, Power::indet}] => bad
    messages: Power::infy *)
