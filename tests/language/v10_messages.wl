(* V10: messages. *)
f::bad = "Value `1` is bad.";
(*! Message[f::bad, 7]; 1 => 1
messages: f::bad *)
Off[f::bad];
(*! Message[f::bad, 7]; 1 => 1 *)
On[f::bad];
(*! Quiet[Message[f::bad, 7]; 2] => 2 *)
(*! Quiet[Check[Message[f::bad, 7]; 2, 3]] => 3 *)
(*! Do[Message[f::bad, i], {i, 5}] => Null
messages: f::bad, f::bad, f::bad, General::stop *)
(*! {{1, 2}[[3]], 1} => {{1, 2}[[3]], 1}
messages: Part::partw *)
(*! 0^0 => Indeterminate
messages: Power::indet *)
(*! Plus = 3 => 3
messages: Set::wrsym *)
