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
(*! Check[1/0, $MessageList] => {Power::infy}
    messages: Power::infy *)
(*! 1 + 1; $MessageList => {} *)
(*! f::no = "No `1`."; Messages[f] => {HoldPattern[f::bad] :> Value `1` is bad., HoldPattern[f::no] :> No `1`.} *)
(*! Quiet[{1/0, 0^0}, {Power::infy}] => {ComplexInfinity, Indeterminate}
    messages: Power::indet *)
(*! Quiet[{1/0, 0^0}, All, {Power::infy}] => {ComplexInfinity, Indeterminate}
    messages: Power::infy *)
Off[Power::infy, Power::indet];
(*! {1/0, 0^0} => {ComplexInfinity, Indeterminate} *)
On[Power::infy, Power::indet];
(*! Clear[3]; Remove["noSuchSymbol*"] => Null
    messages: Clear::ssle, Remove::rmnsm *)
(*! {Symbol["a b"], Symbol[3]} => {Symbol[a b], Symbol[3]}
    messages: Symbol::symname, Symbol::string *)
