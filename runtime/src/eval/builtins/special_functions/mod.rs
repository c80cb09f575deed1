//! Special functions by their series: one row each, with the exact values in the language.

mod bessel;
mod elliptic;
mod hypergeometric;
mod lists;
mod zeta;

pub use bessel::ROWS as BESSEL;
pub use elliptic::ROWS as ELLIPTIC;
pub use hypergeometric::ROWS as HYPERGEOMETRIC;
pub use lists::ROWS as OF_LISTS;
pub use zeta::ROWS as ZETA;

/// Rows: name, number of arguments; usage; example; exact values as definitions of `f`.
macro_rules! rows {
    ($($name:literal, $arity:expr; $usage:literal; $input:literal => $output:literal; $exact:literal;)*) => {
        /// Special functions by their series.
        pub const ROWS: &[$crate::eval::Builtin] = &$crate::eval::stoppable([$($crate::eval::Builtin::new(
            $name,
            $crate::eval::builtins::arithmetic::NUMERIC,
            $arity,
            $usage,
            ($input, $output),
            |ev, call| {
                let args = $crate::eval::builtins::special::numeric_args(ev, call)?;
                match $crate::eval::builtins::special::by_series(call, &args) {
                    Some(value) => Ok(Some(value)),
                    None => $crate::eval::builtins::written::run(ev, call, $name, $exact),
                }
            },
        )),*]);
    };
}
use rows;

use crate::eval::Arity;

rows! {
    "AiryAi", Arity::exactly(1);
        "AiryAi[z] gives the Airy function Ai.";
        "AiryAi[1.]" => "0.135292";
        "f[0] := 1/(3^(2/3) Gamma[2/3])
         f[Infinity | -Infinity] := 0";
    "AiryAiPrime", Arity::exactly(1);
        "AiryAiPrime[z] gives the derivative of the Airy function Ai.";
        "AiryAiPrime[1.]" => "-0.159147";
        "f[0] := -(1/(3^(1/3) Gamma[1/3]))";
    "AiryBi", Arity::exactly(1);
        "AiryBi[z] gives the Airy function Bi.";
        "AiryBi[1.]" => "1.20742";
        "f[0] := 1/(3^(1/6) Gamma[2/3])
         f[Infinity] := Infinity
         f[-Infinity] := 0";
    "AiryBiPrime", Arity::exactly(1);
        "AiryBiPrime[z] gives the derivative of the Airy function Bi.";
        "AiryBiPrime[1.]" => "0.932436";
        "f[0] := 3^(1/6)/Gamma[1/3]";
    "CosIntegral", Arity::exactly(1);
        "CosIntegral[z] gives the cosine integral Ci.";
        "CosIntegral[1.]" => "0.337404";
        "f[0] := -Infinity
         f[Infinity] := 0
         f[-Infinity] := I Pi";
    "CoshIntegral", Arity::exactly(1);
        "CoshIntegral[z] gives the hyperbolic cosine integral Chi.";
        "CoshIntegral[1.]" => "0.837867";
        "f[0] := -Infinity
         f[Infinity] := Infinity";
    "DawsonF", Arity::exactly(1);
        "DawsonF[z] gives Dawson's integral.";
        "DawsonF[1.]" => "0.53808";
        "f[0] := 0";
    "DirichletEta", Arity::exactly(1);
        "DirichletEta[s] gives the alternating zeta function.";
        "DirichletEta[2.]" => "0.822467";
        "f[1] := Log[2]
         f[n_Integer] := (1 - 2^(1 - n)) Zeta[n] /; EvenQ[n] || n < 0";
    "EllipticE", Arity::between(1, 2);
        "EllipticE[m] gives the complete elliptic integral of the second kind; EllipticE[φ, m] the incomplete one.";
        "EllipticE[0.5]" => "1.35064";
        "f[0] := Pi/2
         f[1] := 1
         f[0, m_] := 0
         f[p_, 0] := p";
    "EllipticF", Arity::exactly(2);
        "EllipticF[φ, m] gives the elliptic integral of the first kind.";
        "EllipticF[1., 0.5]" => "1.08322";
        "f[0, m_] := 0
         f[p_, 0] := p";
    "EllipticK", Arity::exactly(1);
        "EllipticK[m] gives the complete elliptic integral of the first kind.";
        "EllipticK[0.5]" => "1.85407";
        "f[0] := Pi/2
         f[1 | 1.] := ComplexInfinity";
    "Erfi", Arity::exactly(1);
        "Erfi[z] gives the imaginary error function, Erf[I z]/I.";
        "Erfi[1.]" => "1.65043";
        "f[0] := 0
         f[Infinity] := Infinity
         f[-Infinity] := -Infinity";
    "ExpIntegralE", Arity::exactly(2);
        "ExpIntegralE[n, z] gives the exponential integral E of order n.";
        "ExpIntegralE[1, 1.]" => "0.219384";
        "f[0, z_] := E^(-z)/z
         f[n_, 0] := 1/(n - 1) /; n > 1
         f[n_?NumericQ, 0] := ComplexInfinity";
    "ExpIntegralEi", Arity::exactly(1);
        "ExpIntegralEi[z] gives the exponential integral Ei.";
        "ExpIntegralEi[1.]" => "1.89512";
        "f[0] := -Infinity
         f[Infinity] := Infinity
         f[-Infinity] := 0";
    "FresnelC", Arity::exactly(1);
        "FresnelC[z] gives Fresnel's cosine integral.";
        "FresnelC[1.]" => "0.779893";
        "f[0] := 0
         f[Infinity] := 1/2
         f[-Infinity] := -1/2
         f[z_] := -FresnelC[-z] /; MatchQ[z, _?Negative | Times[_?Negative, __]]
         f[Complex[0, y_] z_.] := I FresnelC[y z]";
    "FresnelS", Arity::exactly(1);
        "FresnelS[z] gives Fresnel's sine integral.";
        "FresnelS[1.]" => "0.438259";
        "f[0] := 0
         f[Infinity] := 1/2
         f[-Infinity] := -1/2
         f[z_] := -FresnelS[-z] /; MatchQ[z, _?Negative | Times[_?Negative, __]]
         f[Complex[0, y_] z_.] := -I FresnelS[y z]";
    "GegenbauerC", Arity::between(2, 3);
        "GegenbauerC[n, m, x] gives the Gegenbauer polynomial; GegenbauerC[n, x] its limit for m to 0, over m.";
        "GegenbauerC[2, 3, x]" => "-3 + 24 x^2";
        "f[0, _, _] := 1
         f[n_Integer?Positive, m_, x_] := Module[{a = 1, b = 2 m x},
             Do[{a, b} = {b, Expand[(2 x (k + m - 1) b - (k + 2 m - 2) a)/k]}, {k, 2, n}]; b]
         f[n_?NumericQ, m_?NumericQ, x_?NumericQ] := Gamma[n + 2 m]/(Gamma[n + 1] Gamma[2 m]) Hypergeometric2F1[-n, n + 2 m, m + 1/2, (1 - x)/2] /; Precision[{n, m, x}] < Infinity
         f[0, _] := ComplexInfinity
         f[n_Integer?Positive, x_] := Expand[2 ChebyshevT[n, x]/n]";
    "HurwitzZeta", Arity::exactly(2);
        "HurwitzZeta[s, a] gives the Hurwitz zeta function.";
        "HurwitzZeta[2, 1.5]" => "0.934802";
        "f[s_, 1] := Zeta[s]";
    "Hypergeometric0F1", Arity::exactly(2);
        "Hypergeometric0F1[a, z] gives the confluent hypergeometric function 0F1.";
        "Hypergeometric0F1[1, 1.]" => "2.27959";
        "f[a_, 0] := 1";
    "Hypergeometric1F1", Arity::exactly(3);
        "Hypergeometric1F1[a, b, z] gives Kummer's confluent hypergeometric function.";
        "Hypergeometric1F1[1, 2, 0.5]" => "1.29744";
        "f[a_, b_, 0] := 1
         f[0, b_, z_] := 1
         f[a_, a_, z_] := E^z";
    "Hypergeometric2F1", Arity::exactly(4);
        "Hypergeometric2F1[a, b, c, z] gives Gauss' hypergeometric function.";
        "Hypergeometric2F1[1, 2, 3, 0.5]" => "1.54518";
        "f[a_, b_, c_, 0] := 1
         f[0, b_, c_, z_] := 1
         f[a_, 0, c_, z_] := 1
         f[a_, b_, b_, z_] := (1 - z)^(-a)";
    "HypergeometricU", Arity::exactly(3);
        "HypergeometricU[a, b, z] gives Tricomi's confluent hypergeometric function.";
        "HypergeometricU[1, 1, 1.]" => "0.596347";
        "f[0, b_, z_] := 1";
    "JacobiP", Arity::exactly(4);
        "JacobiP[n, a, b, x] gives the Jacobi polynomial.";
        "JacobiP[2, 1, 0, 0.5]" => "0.625";
        "f[0, _, _, _] := 1
         f[n_Integer?Positive, a_, b_, x_] := Module[{p = 1, q = (a - b + (2 + a + b) x)/2, c},
             Do[c = 2 k + a + b;
               {p, q} = {q, ((c - 1) (c (c - 2) x + a^2 - b^2) q - 2 (k + a - 1) (k + b - 1) c p)/(2 k (k + a + b) (c - 2))}, {k, 2, n}];
             If[NumberQ[q], q, Expand[q]]]
         f[n_?NumericQ, a_?NumericQ, b_?NumericQ, x_?NumericQ] := Gamma[n + a + 1]/(Gamma[n + 1] Gamma[a + 1]) Hypergeometric2F1[-n, n + a + b + 1, a + 1, (1 - x)/2] /; Precision[{n, a, b, x}] < Infinity";
    "LogIntegral", Arity::exactly(1);
        "LogIntegral[z] gives the logarithmic integral li.";
        "LogIntegral[2.]" => "1.04516";
        "f[0] := 0
         f[1 | 1.] := -Infinity";
    "PolyLog", Arity::exactly(2);
        "PolyLog[n, z] gives the polylogarithm.";
        "PolyLog[2, 0.5]" => "0.582241";
        "f[s_, 0] := 0
         f[1, z_] := -Log[1 - z]
         f[n_Integer?NonPositive, 1] := ComplexInfinity
         f[n_Rational, 1] := ComplexInfinity /; n < 1
         f[n_, 1] := Zeta[n]
         f[1, -1] := -Log[2]
         f[n_, -1] := (2^(1 - n) - 1) Zeta[n]
         f[0, z_] := z/(1 - z)
         f[n_Integer?Negative, z_] := Module[{t}, (t Factor[Sum[Sum[(-1)^j Binomial[1 - n, j] (k + 1 - j)^(-n), {j, 0, k}] t^k, {k, 0, -n - 1}]] /. t -> z)/(1 - z)^(1 - n)] /; n > -50
         f[2, 1/2] := Pi^2/12 - Log[2]^2/2";
    "ProductLog", Arity::between(1, 2);
        "ProductLog[z] gives the solution w of w E^w = z; ProductLog[k, z] that on branch k.";
        "ProductLog[1.]" => "0.567143";
        "f[0] := 0
         f[E] := 1
         f[-1/E] := -1
         f[Infinity] := Infinity";
    "SinIntegral", Arity::exactly(1);
        "SinIntegral[z] gives the sine integral Si.";
        "SinIntegral[1.]" => "0.946083";
        "f[0] := 0
         f[Infinity] := Pi/2
         f[-Infinity] := -Pi/2";
    "SinhIntegral", Arity::exactly(1);
        "SinhIntegral[z] gives the hyperbolic sine integral Shi.";
        "SinhIntegral[1.]" => "1.05725";
        "f[0] := 0
         f[Infinity] := Infinity";
    "SphericalBesselJ", Arity::exactly(2);
        "SphericalBesselJ[n, z] gives the spherical Bessel function of the first kind.";
        "SphericalBesselJ[1, 1.]" => "0.301169";
        "f[0, 0] := 1
         f[n_Integer?Positive, 0] := 0";
    "SphericalBesselY", Arity::exactly(2);
        "SphericalBesselY[n, z] gives the spherical Bessel function of the second kind.";
        "SphericalBesselY[1, 1.]" => "-1.38177";
        "f[n_, 0] := ComplexInfinity";
    "StruveH", Arity::exactly(2);
        "StruveH[n, z] gives the Struve function H.";
        "StruveH[0, 1.]" => "0.568657";
        "f[0, 0] := 0";
    "StruveL", Arity::exactly(2);
        "StruveL[n, z] gives the modified Struve function L.";
        "StruveL[0, 1.]" => "0.710243";
        "f[0, 0] := 0";
}
