(* V10: the limits of evaluation leave to the top level, and the session lives on. *)
r[x_] := r[x + 1];
(*! r[1] => TerminatedEvaluation[IterationLimit]
messages: $IterationLimit::itlim *)
d[x_] := 1 + d[x + 1];
(*! d[1] => TerminatedEvaluation[RecursionLimit]
messages: $RecursionLimit::reclim2 *)
(*! 1 + 1 => 2 *)
(* What reaches the top level. *)
(*! Throw[5, tag, f] => f[5, tag] *)
(*! Throw[5, tag] => Hold[Throw[5, tag]]
    messages: Throw::nocatch *)
(*! {Break[]} => Hold[Break[]]
    messages: Break::nofwd *)
(*! Continue[] => Hold[Continue[]]
    messages: Continue::nofwd *)
(*! Goto[nowhere] => Hold[Goto[nowhere]]
    messages: Goto::nolabel *)
(* Symbols that stand for each other are followed in steps. *)
round := and; and := round;
(*! round => TerminatedEvaluation[IterationLimit]
    messages: $IterationLimit::itlim *)
