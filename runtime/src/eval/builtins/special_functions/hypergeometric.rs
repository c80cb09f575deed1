//! Confluent and generalized hypergeometric functions under their other names.

use super::rows;
use crate::eval::Arity;

rows! {
    "Hypergeometric0F1Regularized", Arity::exactly(2);
        "Hypergeometric0F1Regularized[a, z] gives Hypergeometric0F1[a, z]/Gamma[a].";
        "Hypergeometric0F1Regularized[-1, 1.]" => "0.688948";
        "f[a_, 0] := 1/Gamma[a]";
    "Hypergeometric1F1Regularized", Arity::exactly(3);
        "Hypergeometric1F1Regularized[a, b, z] gives Hypergeometric1F1[a, b, z]/Gamma[b].";
        "Hypergeometric1F1Regularized[1, 0, 1.]" => "2.71828";
        "f[_, b_, 0] := 1/Gamma[b]
         f[0, b_, _] := 1/Gamma[b]
         f[a_, a_, z_] := E^z/Gamma[a]";
    "Hypergeometric2F1Regularized", Arity::exactly(4);
        "Hypergeometric2F1Regularized[a, b, c, z] gives Hypergeometric2F1[a, b, c, z]/Gamma[c].";
        "Hypergeometric2F1Regularized[1, 1, -1, 0.5]" => "4.";
        "f[_, _, c_, 0] := 1/Gamma[c]
         f[0, _, c_, _] := 1/Gamma[c]
         f[_, 0, c_, _] := 1/Gamma[c]
         f[a_, b_, b_, z_] := (1 - z)^-a/Gamma[b]
         f[a_, b_, a_, z_] := (1 - z)^-b/Gamma[a]";
    "LegendreQ", Arity::between(2, 4);
        "LegendreQ[n, x] gives the Legendre function of the second kind; LegendreQ[n, m, x] the associated one; LegendreQ[n, m, type, x] that of type 1, 2 or 3.";
        "LegendreQ[1, 0.5]" => "-0.725347";
        "f[_?NumericQ, 1] := Infinity
         f[n_Integer?NonNegative, x_] := LegendreP[n, x] (Log[1 + x]/2 - Log[1 - x]/2) - Expand[Sum[LegendreP[k - 1, x] LegendreP[n - k, x]/k, {k, 1, n}]] /; n <= 50
         f[n_, 0, x_] := LegendreQ[n, x]
         f[n_, 0, 1 | 2, x_] := LegendreQ[n, x]
         f[n_, m_, 1, x_] := LegendreQ[n, m, x]";
    "MittagLefflerE", Arity::between(2, 3);
        "MittagLefflerE[a, z] gives the Mittag-Leffler function; MittagLefflerE[a, b, z] the generalized one.";
        "MittagLefflerE[1/2, 1.]" => "5.00898";
        "f[_, 0] := 1
         f[_, b_, 0] := 1/Gamma[b]
         f[a_, 1, z_] := MittagLefflerE[a, z]
         f[0, z_] := 1/(1 - z)
         f[1, z_] := E^z
         f[2, z_] := Cosh[Sqrt[z]]
         f[1/2, z_] := E^z^2 Erfc[-z]";
    "ParabolicCylinderD", Arity::exactly(2);
        "ParabolicCylinderD[n, z] gives the parabolic cylinder function D.";
        "ParabolicCylinderD[2, x]" => "(-1 + x^2)/E^(x^2/4)";
        "f[n_Integer?NonNegative, z_] := Module[{t}, E^(-z^2/4) (Expand[2^(-n/2) HermiteH[n, t/Sqrt[2]]] /. t -> z)] /; n <= 100
         f[n_, 0] := 2^(n/2) Sqrt[Pi]/Gamma[(1 - n)/2]
         f[-1, z_] := E^(z^2/4) Sqrt[Pi/2] Erfc[z/Sqrt[2]]";
    "QPochhammer", Arity::between(1, 3);
        "QPochhammer[a, q, n] gives the product of 1 - a q^k over k from 0 to n - 1; QPochhammer[a, q] that over all k; QPochhammer[q] is QPochhammer[q, q].";
        "QPochhammer[0.5]" => "0.288788";
        "f[0] := 1
         f[0, _] := 1
         f[1, _] := 0
         f[0, _, _] := 1
         f[a_, q_, n_Integer] := Product[1 - a q^k, {k, 0, n - 1}] /; 0 <= n <= 1000
         f[a_, q_, n_Integer] := 1/Product[1 - a q^-k, {k, 1, -n}] /; -1000 <= n < 0";
    "WhittakerM", Arity::exactly(3);
        "WhittakerM[k, m, z] gives the Whittaker function M.";
        "WhittakerM[1, 2, 0.5]" => "0.160669";
        "f[_, m_?NumericQ, 0] := 0 /; TrueQ[m > -1/2]
         f[k_, m_, z_] := E^(-z/2) z^k /; m === k - 1/2";
    "WhittakerW", Arity::exactly(3);
        "WhittakerW[k, m, z] gives the Whittaker function W.";
        "WhittakerW[1, 2, 0.5]" => "22.3778";
        "f[k_, m_, z_] := E^(-z/2) z^k /; m === k - 1/2 || m === 1/2 - k";
}
