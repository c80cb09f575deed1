(* V11: timing and system. *)
(*! {$MachineEpsilon, $MaxMachineNumber > 10^308, $MinMachineNumber < 10^-300} => {2.22045*10^-16, True, True} *)
(*! Developer`$MaxMachineInteger => 9223372036854775807 *)
(*! IntegerQ[$ProcessorCount] => True *)
(*! {ValueQ[zzz], Attributes[Plus]} => {False, {Flat, Listable, NumericFunction, OneIdentity, Orderless, Protected}} *)
(*! First[Timing[1 + 1]] >= 0 => True *)
zzz = 1;
(*! ValueQ[zzz] => True *)
Clear[zzz];
(*! zzz => zzz *)
(*! MemberQ[Names["System`*"], "Plus"] => True *)
(*! Options[NIntegrate, {MaxRecursion, WorkingPrecision}] => {MaxRecursion -> Automatic, WorkingPrecision -> MachinePrecision} *)
(*! {Options[ListPlot, Joined], Options[Plot, PlotLegends], MemberQ[Options[Histogram], Frame -> False]} => {{Joined -> False}, {PlotLegends -> None}, True} *)
(*! SetOptions[ListPlot, Nonsense -> 1]; 1 => 1
    messages: SetOptions::optnf *)
(*! Names["System`ArcT*"] => {ArcTan, ArcTanh} *)
x = 1; g[2] = 3;
(*! {ValueQ[x], ValueQ[y], ValueQ[g[2]], ValueQ[g[3]]} => {True, False, True, False} *)
(*! Clear[x, g]; {x, g[2]} => {x, g[2]} *)
