(* V10: the limits of evaluation leave to the top level, and the session lives on. *)
r[x_] := r[x + 1];
(*! r[1] => TerminatedEvaluation[IterationLimit]
messages: $IterationLimit::itlim *)
d[x_] := 1 + d[x + 1];
(*! d[1] => TerminatedEvaluation[RecursionLimit]
messages: $RecursionLimit::reclim2 *)
(*! 1 + 1 => 2 *)
