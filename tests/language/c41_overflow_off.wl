(* C41: overflow checking switched off. *)
f = Compile[{{n, _Integer}}, n + 1, RuntimeOptions -> {"CatchMachineIntegerOverflow" -> False}];
(*! f[2^63 - 1] => -9223372036854775808
path: fast *)
(* arrays calculate modulo 2^64 like numbers *)
off[spec_, body_] := Compile[spec, body, RuntimeOptions -> "Speed"];
SetAttributes[off, HoldAll];
(*! off[{{v, _Integer, 1}}, v + v][{2^62, 1}] => {-9223372036854775808, 2}
path: fast *)
(*! off[{{v, _Integer, 1}}, 4 v - v][{2^62, 3}] => {-4611686018427387904, 9}
path: fast *)
(*! off[{{v, _Integer, 1}}, {-v, Abs[v]}][{-2^63}] => {{-9223372036854775808}, {-9223372036854775808}}
path: fast *)
(*! off[{{v, _Integer, 1}}, v^41][{3, 2}] => {-420491770248316829, 2199023255552}
path: fast *)
(*! off[{{v, _Integer, 1}}, Total[v]][{2^62, 2^62, 5}] => -9223372036854775803
path: fast *)
(*! off[{{v, _Integer, 1}}, Accumulate[v]][{2^62, 2^62}] => {4611686018427387904, -9223372036854775808}
path: fast *)
(*! off[{{m, _Integer, 2}}, m . m][{{2^62, 2}, {4, 1}}] => {{8, -9223372036854775806}, {4, 9}}
path: fast *)
(*! off[{{v, _Integer, 1}}, v . v][{2^62, 2}] => 4
path: fast *)
(*! off[{{n, _Integer}}, n^50][3] => 6048575297968530377
path: fast *)
