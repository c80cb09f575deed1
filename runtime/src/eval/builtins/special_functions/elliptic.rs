//! Elliptic integrals of the third kind, theta functions, Jacobi's elliptic functions and their inverses.

use super::rows;
use crate::eval::Arity;

rows! {
    "EllipticNomeQ", Arity::exactly(1);
        "EllipticNomeQ[m] gives the nome of the parameter m.";
        "EllipticNomeQ[0.5]" => "0.0432139";
        "f[0] := 0
         f[1] := 1
         f[1/2] := E^-Pi";
    "EllipticPi", Arity::between(2, 3);
        "EllipticPi[n, m] gives the complete elliptic integral of the third kind; EllipticPi[n, φ, m] the incomplete one.";
        "EllipticPi[0.5, 0.5]" => "2.70129";
        "f[1, _] := ComplexInfinity
         f[0, m_] := EllipticK[m]
         f[n_, 0] := Pi/(2 Sqrt[1 - n])
         f[n_, n_] := EllipticE[n]/(1 - n)
         f[_, 0, _] := 0
         f[0, p_, m_] := EllipticF[p, m]
         f[n_, Pi/2, m_] := EllipticPi[n, m]
         f[n_, p_, 0] := ArcTanh[Sqrt[n - 1] Tan[p]]/Sqrt[n - 1]";
    "EllipticTheta", Arity::between(2, 3);
        "EllipticTheta[a, u, q] gives the theta function number a, from 1 to 4; EllipticTheta[a, q] its value at 0.";
        "EllipticTheta[3, 0.5, 0.1]" => "1.10798";
        "f[1, _] := 0
         f[a : 2 | 3 | 4, q_] := EllipticTheta[a, 0, q]
         f[1, 0, _] := 0
         f[1 | 2, _, 0] := 0
         f[3 | 4, _, 0] := 1";
    "InverseEllipticNomeQ", Arity::exactly(1);
        "InverseEllipticNomeQ[q] gives the parameter whose nome is q.";
        "InverseEllipticNomeQ[0.1]" => "0.802403";
        "f[0] := 0
         f[1] := 1
         f[E^-Pi] := 1/2";
    "InverseJacobiCD", Arity::exactly(2);
        "InverseJacobiCD[v, m] gives the inverse of Jacobi's elliptic function cd.";
        "InverseJacobiCD[0.5, 0.3]" => "1.18325";
        "f[1, _] := 0
         f[0, m_] := EllipticK[m]
         f[v_, 0] := ArcCos[v]";
    "InverseJacobiCN", Arity::exactly(2);
        "InverseJacobiCN[v, m] gives the inverse of Jacobi's elliptic function cn.";
        "InverseJacobiCN[0.5, 0.3]" => "1.09914";
        "f[1, _] := 0
         f[0, m_] := EllipticK[m]
         f[v_, 0] := ArcCos[v]
         f[v_, 1] := ArcSech[v]";
    "InverseJacobiCS", Arity::exactly(2);
        "InverseJacobiCS[v, m] gives the inverse of Jacobi's elliptic function cs.";
        "InverseJacobiCS[2., 0.3]" => "0.468557";
        "f[0, m_] := EllipticK[m]
         f[v_, 0] := ArcCot[v]
         f[v_, 1] := ArcCsch[v]";
    "InverseJacobiDC", Arity::exactly(2);
        "InverseJacobiDC[v, m] gives the inverse of Jacobi's elliptic function dc.";
        "InverseJacobiDC[2., 0.3]" => "1.18325";
        "f[1, _] := 0
         f[v_, 0] := ArcSec[v]";
    "InverseJacobiDN", Arity::exactly(2);
        "InverseJacobiDN[v, m] gives the inverse of Jacobi's elliptic function dn.";
        "InverseJacobiDN[0.9, 0.3]" => "0.956626";
        "f[1, _] := 0
         f[v_, 1] := ArcSech[v]";
    "InverseJacobiDS", Arity::exactly(2);
        "InverseJacobiDS[v, m] gives the inverse of Jacobi's elliptic function ds.";
        "InverseJacobiDS[2., 0.3]" => "0.509471";
        "f[v_, 0] := ArcCsc[v]
         f[v_, 1] := ArcCsch[v]";
    "InverseJacobiNC", Arity::exactly(2);
        "InverseJacobiNC[v, m] gives the inverse of Jacobi's elliptic function nc.";
        "InverseJacobiNC[2., 0.3]" => "1.09914";
        "f[1, _] := 0
         f[v_, 0] := ArcSec[v]
         f[v_, 1] := ArcCosh[v]";
    "InverseJacobiND", Arity::exactly(2);
        "InverseJacobiND[v, m] gives the inverse of Jacobi's elliptic function nd.";
        "InverseJacobiND[1.1, 0.3]" => "0.894574";
        "f[1, _] := 0
         f[v_, 1] := ArcCosh[v]";
    "InverseJacobiNS", Arity::exactly(2);
        "InverseJacobiNS[v, m] gives the inverse of Jacobi's elliptic function ns.";
        "InverseJacobiNS[2., 0.3]" => "0.530637";
        "f[1, m_] := EllipticK[m]
         f[v_, 0] := ArcCsc[v]
         f[v_, 1] := ArcCoth[v]";
    "InverseJacobiSC", Arity::exactly(2);
        "InverseJacobiSC[v, m] gives the inverse of Jacobi's elliptic function sc.";
        "InverseJacobiSC[0.5, 0.3]" => "0.468557";
        "f[0, _] := 0
         f[v_, 0] := ArcTan[v]
         f[v_, 1] := ArcSinh[v]";
    "InverseJacobiSD", Arity::exactly(2);
        "InverseJacobiSD[v, m] gives the inverse of Jacobi's elliptic function sd.";
        "InverseJacobiSD[0.5, 0.3]" => "0.509471";
        "f[0, _] := 0
         f[v_, 0] := ArcSin[v]
         f[v_, 1] := ArcSinh[v]";
    "InverseJacobiSN", Arity::exactly(2);
        "InverseJacobiSN[v, m] gives the inverse of Jacobi's elliptic function sn.";
        "InverseJacobiSN[0.5, 0.3]" => "0.530637";
        "f[0, _] := 0
         f[1, m_] := EllipticK[m]
         f[v_, 0] := ArcSin[v]
         f[v_, 1] := ArcTanh[v]";
    "JacobiAmplitude", Arity::exactly(2);
        "JacobiAmplitude[u, m] gives the amplitude am(u | m).";
        "JacobiAmplitude[0.5, 0.3]" => "0.494073";
        "f[0, m_] := 0
         f[u_, 0] := u
         f[u_, 1] := 2 ArcTan[Tanh[u/2]]
         f[u_, m_] := -JacobiAmplitude[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiCD", Arity::exactly(2);
        "JacobiCD[u, m] gives Jacobi's elliptic function cd.";
        "JacobiCD[0.5, 0.3]" => "0.911699";
        "f[0, _] := 1
         f[u_, 0] := Cos[u]
         f[u_, 1] := 1
         f[EllipticK[m_], m_] := 0
         f[u_, m_] := JacobiCD[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiCN", Arity::exactly(2);
        "JacobiCN[u, m] gives Jacobi's elliptic function cn.";
        "JacobiCN[0.5, 0.3]" => "0.880409";
        "f[0, _] := 1
         f[u_, 0] := Cos[u]
         f[u_, 1] := Sech[u]
         f[EllipticK[m_], m_] := 0
         f[u_, m_] := JacobiCN[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiCS", Arity::exactly(2);
        "JacobiCS[u, m] gives Jacobi's elliptic function cs.";
        "JacobiCS[0.5, 0.3]" => "1.85656";
        "f[0, _] := ComplexInfinity
         f[u_, 0] := Cot[u]
         f[u_, 1] := Csch[u]
         f[EllipticK[m_], m_] := 0
         f[u_, m_] := -JacobiCS[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiDC", Arity::exactly(2);
        "JacobiDC[u, m] gives Jacobi's elliptic function dc.";
        "JacobiDC[0.5, 0.3]" => "1.09685";
        "f[0, _] := 1
         f[u_, 0] := Sec[u]
         f[u_, 1] := 1
         f[EllipticK[m_], m_] := ComplexInfinity
         f[u_, m_] := JacobiDC[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiDN", Arity::exactly(2);
        "JacobiDN[u, m] gives Jacobi's elliptic function dn.";
        "JacobiDN[0.5, 0.3]" => "0.965679";
        "f[0, _] := 1
         f[u_, 0] := 1
         f[u_, 1] := Sech[u]
         f[EllipticK[m_], m_] := Sqrt[1 - m]
         f[u_, m_] := JacobiDN[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiDS", Arity::exactly(2);
        "JacobiDS[u, m] gives Jacobi's elliptic function ds.";
        "JacobiDS[0.5, 0.3]" => "2.03637";
        "f[0, _] := ComplexInfinity
         f[u_, 0] := Csc[u]
         f[u_, 1] := Csch[u]
         f[EllipticK[m_], m_] := Sqrt[1 - m]
         f[u_, m_] := -JacobiDS[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiNC", Arity::exactly(2);
        "JacobiNC[u, m] gives Jacobi's elliptic function nc.";
        "JacobiNC[0.5, 0.3]" => "1.13584";
        "f[0, _] := 1
         f[u_, 0] := Sec[u]
         f[u_, 1] := Cosh[u]
         f[EllipticK[m_], m_] := ComplexInfinity
         f[u_, m_] := JacobiNC[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiND", Arity::exactly(2);
        "JacobiND[u, m] gives Jacobi's elliptic function nd.";
        "JacobiND[0.5, 0.3]" => "1.03554";
        "f[0, _] := 1
         f[u_, 0] := 1
         f[u_, 1] := Cosh[u]
         f[EllipticK[m_], m_] := 1/Sqrt[1 - m]
         f[u_, m_] := JacobiND[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiNS", Arity::exactly(2);
        "JacobiNS[u, m] gives Jacobi's elliptic function ns.";
        "JacobiNS[0.5, 0.3]" => "2.10875";
        "f[0, _] := ComplexInfinity
         f[u_, 0] := Csc[u]
         f[u_, 1] := Coth[u]
         f[EllipticK[m_], m_] := 1
         f[u_, m_] := -JacobiNS[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiSC", Arity::exactly(2);
        "JacobiSC[u, m] gives Jacobi's elliptic function sc.";
        "JacobiSC[0.5, 0.3]" => "0.538631";
        "f[0, _] := 0
         f[u_, 0] := Tan[u]
         f[u_, 1] := Sinh[u]
         f[EllipticK[m_], m_] := ComplexInfinity
         f[u_, m_] := -JacobiSC[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiSD", Arity::exactly(2);
        "JacobiSD[u, m] gives Jacobi's elliptic function sd.";
        "JacobiSD[0.5, 0.3]" => "0.49107";
        "f[0, _] := 0
         f[u_, 0] := Sin[u]
         f[u_, 1] := Sinh[u]
         f[EllipticK[m_], m_] := 1/Sqrt[1 - m]
         f[u_, m_] := -JacobiSD[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiSN", Arity::exactly(2);
        "JacobiSN[u, m] gives Jacobi's elliptic function sn.";
        "JacobiSN[0.5, 0.3]" => "0.474216";
        "f[0, _] := 0
         f[u_, 0] := Sin[u]
         f[u_, 1] := Tanh[u]
         f[EllipticK[m_], m_] := 1
         f[u_, m_] := -JacobiSN[-u, m] /; MatchQ[u, _?Negative | Times[_?Negative, __]]";
    "JacobiZeta", Arity::exactly(2);
        "JacobiZeta[φ, m] gives Jacobi's zeta function.";
        "JacobiZeta[0.5, 0.3]" => "0.0671513";
        "f[_, 0] := 0
         f[p_, m_] := 0 /; IntegerQ[2 p/Pi]
         f[p_, 1] := Sin[p]";
}
