(* V1: the standard evaluation sequence. *)
SetAttributes[h, HoldFirst];
(*! h[1 + 1, 1 + 1] => h[1 + 1, 2] *)
SetAttributes[l, Listable];
(*! l[{1, 2}, 3] => {l[1, 3], l[2, 3]} *)
SetAttributes[fl, {Flat, Orderless}];
(*! fl[c, fl[b, a]] => fl[a, b, c] *)
(*! f[Sequence[1, 2], 3] => f[1, 2, 3] *)
u /: k[u] := 5;
(*! k[u] => 5 *)
g[1][x_] := x^2;
(*! g[1][3] => 9 *)
(*! {1, 2} + {3, 4, 5} => {1, 2} + {3, 4, 5}
messages: Thread::tdlen *)
(*! Evaluate[1 + 1] => 2 *)
(*! Hold[Evaluate[1 + 1], 1 + 1] => Hold[2, 1 + 1] *)
(*! Length[Unevaluated[1 + 1]] => 2 *)
(* Sequences: where they splice and where they do not. *)
SetAttributes[holdSequence, SequenceHold]; SetAttributes[holdAll, HoldAll]; SetAttributes[holdComplete, HoldAllComplete];
(*! {holdSequence[Sequence[1, 2], 1 + 1], holdAll[Sequence[1, 2], 1 + 1], holdComplete[Sequence[1, 2], Evaluate[1 + 1], Unevaluated[3]]} => {holdSequence[Sequence[1, 2], 2], holdAll[1, 2, 1 + 1], holdComplete[Sequence[1, 2], Evaluate[1 + 1], Unevaluated[3]]} *)
(*! s = Sequence[1, 2]; {s, s} => {1, 2, 1, 2} *)
(*! a -> Sequence[1, 2] => a -> Sequence[1, 2] *)
(* Upvalues come before downvalues. *)
above /: both[above] := "up";
both[above] = "down";
(*! both[above] => up *)
(*! {Length[UpValues[above]], Length[DownValues[both]]} => {1, 1} *)
curried[1][x_] := x^2;
(*! {curried[1][3], curried[2][3]} => {9, curried[2][3]} *)
(*! SetAttributes[locked, Locked]; SetAttributes[locked, Flat]; Attributes[locked] => {Locked}
    messages: Attributes::locked *)
(*! 1[2] = 3 => 3
    messages: Set::write *)
(*! 2 = 3 => 3
    messages: Set::setraw *)
own /: h[own] = 1; own /: h[own, x_] := x;
(*! own /: h[own] =.; {h[own], h[own, 2]} => {h[own], 2} *)
(*! own /: h[own, x_] =.; UpValues[own] => {} *)
(*! own /: h[own] =. => $Failed
    messages: TagUnset::norep *)
(*! other /: h[x_] := 1; other /: h[k[j[other]]] = 1; 1 => 1
    messages: TagSetDelayed::tagnf, TagSet::tagpos *)
