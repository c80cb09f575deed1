//! Zeta functions and their kin.

use super::rows;
use crate::eval::Arity;

rows! {
    "DirichletBeta", Arity::exactly(1);
        "DirichletBeta[s] gives the sum of (-1)^k/(2 k + 1)^s.";
        "DirichletBeta[{0, 1, 3}]" => "{1/2, Pi/4, Pi^3/32}";
        "f[2] := Catalan
         f[n_Integer?NonPositive] := EulerE[-n]/2
         f[n_Integer?OddQ] := (-1)^((n - 1)/2) EulerE[n - 1] Pi^n/(2^(n + 1) (n - 1)!)";
    "DirichletLambda", Arity::exactly(1);
        "DirichletLambda[s] gives the sum of 1/(2 k + 1)^s.";
        "DirichletLambda[{2, 4}]" => "{Pi^2/8, Pi^4/96}";
        "f[1] := ComplexInfinity
         f[n_Integer] := (1 - 2^-n) Zeta[n] /; EvenQ[n] || n < 0";
    "HurwitzLerchPhi", Arity::exactly(3);
        "HurwitzLerchPhi[z, s, a] gives the sum of z^k/(k + a)^s over k from 0 on.";
        "HurwitzLerchPhi[0.5, 2, 1.5]" => "0.554291";
        "f[0, s_, a_] := a^-s
         f[z_, 0, a_] := 1/(1 - z)
         f[1, s_, a_] := HurwitzZeta[s, a]
         f[z_, s_, 1] := PolyLog[s, z]/z";
    "LerchPhi", Arity::exactly(3);
        "LerchPhi[z, s, a] gives Lerch's transcendent.";
        "LerchPhi[0.5, 2, 1.5]" => "0.554291";
        "f[0, s_, a_] := (a^2)^(-s/2)
         f[z_, 0, a_] := 1/(1 - z)
         f[1, s_, a_] := Zeta[s, a]
         f[z_, s_, 1] := PolyLog[s, z]/z";
    "LogBarnesG", Arity::exactly(1);
        "LogBarnesG[z] gives the logarithm of Barnes' function.";
        "LogBarnesG[5.5]" => "3.88554";
        "f[1 | 2 | 3] := 0
         f[n_Integer?Positive] := Log[BarnesG[n]]
         f[_Integer] := -Infinity";
    "RiemannSiegelTheta", Arity::exactly(1);
        "RiemannSiegelTheta[t] gives the angle of Riemann and Siegel.";
        "RiemannSiegelTheta[10.]" => "-3.06707";
        "f[0] := 0";
    "RiemannSiegelZ", Arity::exactly(1);
        "RiemannSiegelZ[t] gives the zeta function on the critical line turned to be real.";
        "RiemannSiegelZ[10.]" => "-1.54919";
        "f[0] := Zeta[1/2]";
    "RiemannXi", Arity::exactly(1);
        "RiemannXi[s] gives Riemann's xi function, the same for s and 1 - s.";
        "RiemannXi[2.]" => "0.523599";
        "f[0 | 1] := 1/2
         f[Infinity] := Infinity";
    "StieltjesGamma", Arity::between(1, 2);
        "StieltjesGamma[n] gives the nth Stieltjes constant; StieltjesGamma[n, a] the generalized one.";
        "N[StieltjesGamma[1]]" => "-0.0728158";
        "f[0] := EulerGamma
         f[0, a_] := -PolyGamma[0, a]
         f[n_, 1] := StieltjesGamma[n]";
    "ZetaZero", Arity::exactly(1);
        "ZetaZero[k] stands for the kth zero of the zeta function on the critical line.";
        "N[ZetaZero[1]]" => "0.5 + 14.1347 I";
        "";
}
