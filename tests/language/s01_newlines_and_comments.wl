(* S1: newlines end expressions where they can; comments stand anywhere. *)
a = 1 +
  2
b = (1
  + 2)
c = {1,
  (* inside (* nested *) a list *) 2
  , 3}
(*! {a, b, c} => {3, 3, {1, 2, 3}} *)
f[x_(* pattern *)] (* before *) := (* after *) x + 1
(*! f[1] => 2 *)
g = 5
-3
(*! g => 5 *)
