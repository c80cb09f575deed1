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
