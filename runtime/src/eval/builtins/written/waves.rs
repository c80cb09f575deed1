//! Waves, generalised functions, special functions by formulas, iterations or sums.

use super::written;
use crate::eval::{Arity, Attributes};

const NUMERIC: Attributes = Attributes::NUMERIC_FUNCTION;
const LISTABLE: Attributes = Attributes::NUMERIC_FUNCTION.and(Attributes::LISTABLE);

written! {
    "DiracComb", LISTABLE, Arity::exactly(1);
        "DiracComb[x] is the sum of DiracDelta[x - n] over all integers n.";
        "DiracComb[1/2]" => "0";
        "f[x_?NumericQ] := 0 /; x != Round[x]";
    "DiracDelta", NUMERIC, Arity::at_least(1);
        "DiracDelta[x] is the derivative of the step at 0: it is 0 wherever x is not.";
        "DiracDelta[2]" => "0";
        "f[x_List] := Map[DiracDelta, x]
         f[x__] := 0 /; AnyTrue[{x}, TrueQ[Element[#, Reals] || Im[#] == 0] && TrueQ[# != 0] &]";
    "HeavisideLambda", LISTABLE, Arity::exactly(1);
        "HeavisideLambda[x] gives the triangle of height 1 between -1 and 1.";
        "HeavisideLambda[{1/4, -2}]" => "{3/4, 0}";
        "f[x_?NumericQ] := Max[0, 1 - Abs[x]]";
    "HeavisidePi", LISTABLE, Arity::exactly(1);
        "HeavisidePi[x] is 1 between -1/2 and 1/2 and 0 outside.";
        "HeavisidePi[{0, 0.7}]" => "{1, 0}";
        "f[x_?NumericQ] := Boole[Abs[x] < 1/2] /; Abs[x] != 1/2";
    "SawtoothWave", NUMERIC, Arity::between(1, 2);
        "SawtoothWave[x] rises from 0 to 1 in each unit of x; SawtoothWave[{a, b}, x] from a to b.";
        "SawtoothWave[{1/4, 2.5}]" => "{1/4, 0.5}";
        "f[x_List] := Map[SawtoothWave, x]
         f[r_, x_List] := Map[SawtoothWave[r, #] &, x]
         f[x_?NumericQ] := Mod[x, 1]
         f[{a_, b_}, x_?NumericQ] := a + (b - a) Mod[x, 1]";
    "SphericalHarmonicY", LISTABLE, Arity::exactly(4);
        "SphericalHarmonicY[l, m, t, p] gives the spherical harmonic at polar angle t and azimuth p.";
        "SphericalHarmonicY[1, 0, 0., 0]" => "0.488603";
        "f[l_Integer?NonNegative, m_Integer, t_, p_] := 0 /; Abs[m] > l
         f[l_Integer?NonNegative, m_Integer?Negative, t_, p_] := (-1)^m f[l, -m, t, p] E^(2 I m p)
         f[l_Integer?NonNegative, m_Integer, t_, p_] := (-1)^m Sqrt[(2 l + 1) (l - m)!/(4 Pi (l + m)!)] E^(I m p) If[m == 0, 1, Sin[t]^m] slope[l, m, Cos[t]]
         slope[l_, m_, x_] := Module[{a = 0, b = (2 m - 1)!!},
             Do[{a, b} = {b, Expand[((2 k - 1) x b - (k + m - 1) a)/(k - m)]}, {k, m + 1, l}]; b]";
    "SquareWave", NUMERIC, Arity::between(1, 2);
        "SquareWave[x] alternates between 1 and -1 with unit period; SquareWave[{a, b}, x] between b and a.";
        "SquareWave[{0.2, 0.7}]" => "{1, -1}";
        "f[x_List] := Map[SquareWave, x]
         f[r_, x_List] := Map[SquareWave[r, #] &, x]
         f[x_?NumericQ] := f[{-1, 1}, x]
         f[{a_, b_}, x_?NumericQ] := If[Mod[x, 1] < 1/2, b, a]";
    "TriangleWave", NUMERIC, Arity::between(1, 2);
        "TriangleWave[x] goes up and down between -1 and 1 with unit period, from 0 upwards; TriangleWave[{a, b}, x] between a and b.";
        "TriangleWave[{1/8, 3/4}]" => "{1/2, -1}";
        "f[x_List] := Map[TriangleWave, x]
         f[r_, x_List] := Map[TriangleWave[r, #] &, x]
         f[x_?NumericQ] := 1 - 4 Abs[1/2 - Mod[x + 1/4, 1]]
         f[{a_, b_}, x_?NumericQ] := (a + b)/2 + (b - a)/2 f[x]";
}
