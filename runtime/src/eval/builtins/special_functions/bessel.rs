//! Relatives of Bessel functions, and zeros.

use super::rows;
use crate::eval::Arity;

rows! {
    "AiryAiZero", Arity::exactly(1);
        "AiryAiZero[k] stands for the kth zero of the Airy function Ai.";
        "N[AiryAiZero[1]]" => "-2.33811";
        "";
    "AiryBiZero", Arity::exactly(1);
        "AiryBiZero[k] stands for the kth zero of the Airy function Bi on the negative axis.";
        "N[AiryBiZero[1]]" => "-1.17371";
        "";
    "AngerJ", Arity::exactly(2);
        "AngerJ[n, z] gives the Anger function J.";
        "AngerJ[0.5, 1.]" => "0.855165";
        "f[n_Integer, z_] := BesselJ[n, z]
         f[n_, 0] := Sinc[Pi n]";
    "BesselJZero", Arity::exactly(2);
        "BesselJZero[n, k] stands for the kth positive zero of BesselJ[n, x].";
        "N[BesselJZero[0, 1]]" => "2.40483";
        "";
    "BesselYZero", Arity::exactly(2);
        "BesselYZero[n, k] stands for the kth positive zero of BesselY[n, x].";
        "N[BesselYZero[0, 1]]" => "0.893577";
        "";
    "HankelH1", Arity::exactly(2);
        "HankelH1[n, z] gives the Hankel function of the first kind.";
        "HankelH1[0, 1.]" => "0.765198 + 0.088257 I";
        "f[_?NumericQ, 0] := ComplexInfinity
         f[1/2, z_] := -I E^(I z) Sqrt[2/Pi]/Sqrt[z]";
    "HankelH2", Arity::exactly(2);
        "HankelH2[n, z] gives the Hankel function of the second kind.";
        "HankelH2[0, 1.]" => "0.765198 - 0.088257 I";
        "f[_?NumericQ, 0] := ComplexInfinity
         f[1/2, z_] := I E^(-I z) Sqrt[2/Pi]/Sqrt[z]";
    "KelvinBei", Arity::between(1, 2);
        "KelvinBei[z] gives the Kelvin function bei; KelvinBei[n, z] that of order n.";
        "KelvinBei[1.]" => "0.249566";
        "f[0, 0] := 0
         f[0] := 0
         f[_Integer, 0] := 0";
    "KelvinBer", Arity::between(1, 2);
        "KelvinBer[z] gives the Kelvin function ber; KelvinBer[n, z] that of order n.";
        "KelvinBer[1.]" => "0.984382";
        "f[0, 0] := 1
         f[0] := 1
         f[_Integer, 0] := 0";
    "KelvinKei", Arity::between(1, 2);
        "KelvinKei[z] gives the Kelvin function kei; KelvinKei[n, z] that of order n.";
        "KelvinKei[1.]" => "-0.494995";
        "f[0, 0] := -Pi/4
         f[0] := -Pi/4
         f[_Integer, 0] := ComplexInfinity";
    "KelvinKer", Arity::between(1, 2);
        "KelvinKer[z] gives the Kelvin function ker; KelvinKer[n, z] that of order n.";
        "KelvinKer[1.]" => "0.286706";
        "f[0, 0] := Infinity
         f[0] := Infinity
         f[_Integer, 0] := ComplexInfinity";
    "SphericalHankelH1", Arity::exactly(2);
        "SphericalHankelH1[n, z] gives the spherical Hankel function of the first kind.";
        "SphericalHankelH1[0, 1.]" => "0.841471 - 0.540302 I";
        "f[_?NumericQ, 0] := ComplexInfinity";
    "SphericalHankelH2", Arity::exactly(2);
        "SphericalHankelH2[n, z] gives the spherical Hankel function of the second kind.";
        "SphericalHankelH2[0, 1.]" => "0.841471 + 0.540302 I";
        "f[_?NumericQ, 0] := ComplexInfinity";
    "WeberE", Arity::exactly(2);
        "WeberE[n, z] gives the Weber function E.";
        "WeberE[0.5, 1.]" => "0.0995075";
        "f[0, z_] := -StruveH[0, z]
         f[n_, 0] := (1 - Cos[Pi n])/(Pi n)";
}
