//! What is known of the derivatives of single functions.

use super::calculus::{plus, times};
use super::elementary;
use crate::eval::simplify::make_power;
use crate::eval::{Eval, Evaluator};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

/// Derivatives as formulas: the function, how many arguments it has, the argument differentiated by, counted from 0, and
/// the derivative (DLMF, by chapter of the function).
const FORMULAS: &[(&str, usize, usize, &str)] = &[
    ("AiryAi", 1, 0, "AiryAiPrime[#]"),
    ("AiryAiPrime", 1, 0, "# AiryAi[#]"),
    ("AiryBi", 1, 0, "AiryBiPrime[#]"),
    ("AiryBiPrime", 1, 0, "# AiryBi[#]"),
    ("AngerJ", 2, 1, "(AngerJ[# - 1, #2] - AngerJ[# + 1, #2])/2"),
    ("ChebyshevT", 2, 1, "# ChebyshevU[# - 1, #2]"),
    ("ChebyshevU", 2, 1, "((-1 - #) ChebyshevU[# - 1, #2] + # #2 ChebyshevU[#, #2])/(#2^2 - 1)"),
    ("Clip", 1, 0, "Piecewise[{{0, # < -1 || # > 1}, {1, -1 < # < 1}}, Indeterminate]"),
    ("CosIntegral", 1, 0, "Cos[#]/#"),
    ("CoshIntegral", 1, 0, "Cosh[#]/#"),
    ("CubeRoot", 1, 0, "1/(3 CubeRoot[#]^2)"),
    ("DawsonF", 1, 0, "1 - 2 # DawsonF[#]"),
    ("EllipticE", 1, 0, "(EllipticE[#] - EllipticK[#])/(2 #)"),
    ("EllipticE", 2, 0, "Sqrt[1 - #2 Sin[#]^2]"),
    ("EllipticE", 2, 1, "(EllipticE[#, #2] - EllipticF[#, #2])/(2 #2)"),
    ("EllipticF", 2, 0, "1/Sqrt[1 - #2 Sin[#]^2]"),
    (
        "EllipticF",
        2,
        1,
        "EllipticE[#, #2]/(2 (1 - #2) #2) - EllipticF[#, #2]/(2 #2) - Sin[2 #]/(4 (1 - #2) Sqrt[1 - #2 Sin[#]^2])",
    ),
    ("EllipticK", 1, 0, "(EllipticE[#] - (1 - #) EllipticK[#])/(2 (1 - #) #)"),
    (
        "EllipticPi",
        2,
        0,
        "(EllipticE[#2] + (#2 - #) EllipticK[#2]/# + (#^2 - #2) EllipticPi[#, #2]/#)/(2 (#2 - #) (# - 1))",
    ),
    ("EllipticPi", 2, 1, "(EllipticE[#2]/(#2 - 1) + EllipticPi[#, #2])/(2 (# - #2))"),
    ("EllipticPi", 3, 1, "1/(Sqrt[1 - #3 Sin[#2]^2] (1 - # Sin[#2]^2))"),
    ("Erf", 2, 0, "-2/(E^#^2 Sqrt[Pi])"),
    ("Erf", 2, 1, "2/(E^#2^2 Sqrt[Pi])"),
    ("Erfi", 1, 0, "2 E^#^2/Sqrt[Pi]"),
    ("ExpIntegralE", 2, 1, "-ExpIntegralE[# - 1, #2]"),
    ("ExpIntegralEi", 1, 0, "E^#/#"),
    ("FresnelC", 1, 0, "Cos[Pi #^2/2]"),
    ("FresnelS", 1, 0, "Sin[Pi #^2/2]"),
    ("GegenbauerC", 3, 2, "2 #2 GegenbauerC[# - 1, #2 + 1, #3]"),
    ("HankelH1", 2, 1, "(HankelH1[# - 1, #2] - HankelH1[# + 1, #2])/2"),
    ("HankelH2", 2, 1, "(HankelH2[# - 1, #2] - HankelH2[# + 1, #2])/2"),
    ("HarmonicNumber", 1, 0, "Pi^2/6 - HarmonicNumber[#, 2]"),
    ("HeavisideTheta", 1, 0, "DiracDelta[#]"),
    ("HermiteH", 2, 1, "2 # HermiteH[# - 1, #2]"),
    ("HurwitzLerchPhi", 3, 0, "(HurwitzLerchPhi[#, #2 - 1, #3] - #3 HurwitzLerchPhi[#, #2, #3])/#"),
    ("HurwitzLerchPhi", 3, 2, "-#2 HurwitzLerchPhi[#, #2 + 1, #3]"),
    ("HurwitzZeta", 2, 1, "-# HurwitzZeta[# + 1, #2]"),
    ("Hypergeometric0F1", 2, 1, "Hypergeometric0F1[# + 1, #2]/#"),
    ("Hypergeometric0F1Regularized", 2, 1, "Hypergeometric0F1Regularized[# + 1, #2]"),
    ("Hypergeometric1F1", 3, 2, "# Hypergeometric1F1[# + 1, #2 + 1, #3]/#2"),
    ("Hypergeometric1F1Regularized", 3, 2, "# Hypergeometric1F1Regularized[# + 1, #2 + 1, #3]"),
    ("Hypergeometric2F1", 4, 3, "# #2 Hypergeometric2F1[# + 1, #2 + 1, #3 + 1, #4]/#3"),
    ("Hypergeometric2F1Regularized", 4, 3, "# #2 Hypergeometric2F1Regularized[# + 1, #2 + 1, #3 + 1, #4]"),
    ("HypergeometricPFQ", 3, 2, "Times @@ #/(Times @@ #2) HypergeometricPFQ[# + 1, #2 + 1, #3]"),
    ("HypergeometricU", 3, 2, "-# HypergeometricU[# + 1, #2 + 1, #3]"),
    ("InverseErf", 1, 0, "E^InverseErf[#]^2 Sqrt[Pi]/2"),
    ("InverseErfc", 1, 0, "-E^InverseErfc[#]^2 Sqrt[Pi]/2"),
    ("InverseJacobiCD", 2, 0, "-1/Sqrt[(1 - #^2) (1 - #2 #^2)]"),
    ("InverseJacobiCN", 2, 0, "-1/Sqrt[(1 - #^2) (1 - #2 + #2 #^2)]"),
    ("InverseJacobiCS", 2, 0, "-1/Sqrt[(1 + #^2) (1 - #2 + #^2)]"),
    ("InverseJacobiDC", 2, 0, "1/Sqrt[(#^2 - 1) (#^2 - #2)]"),
    ("InverseJacobiDN", 2, 0, "-1/Sqrt[(1 - #^2) (#2 - 1 + #^2)]"),
    ("InverseJacobiDS", 2, 0, "-1/Sqrt[(#2 + #^2) (#^2 - 1 + #2)]"),
    ("InverseJacobiNC", 2, 0, "1/Sqrt[(#^2 - 1) ((1 - #2) #^2 + #2)]"),
    ("InverseJacobiND", 2, 0, "1/Sqrt[(#^2 - 1) (1 - (1 - #2) #^2)]"),
    ("InverseJacobiNS", 2, 0, "-1/Sqrt[(#^2 - 1) (#^2 - #2)]"),
    ("InverseJacobiSC", 2, 0, "1/Sqrt[(1 + #^2) (1 + (1 - #2) #^2)]"),
    ("InverseJacobiSD", 2, 0, "1/Sqrt[(1 + #2 #^2) (1 - (1 - #2) #^2)]"),
    ("InverseJacobiSN", 2, 0, "1/Sqrt[(1 - #^2) (1 - #2 #^2)]"),
    ("JacobiAmplitude", 2, 0, "JacobiDN[#, #2]"),
    ("JacobiCD", 2, 0, "(#2 - 1) JacobiND[#, #2] JacobiSD[#, #2]"),
    ("JacobiCN", 2, 0, "-JacobiDN[#, #2] JacobiSN[#, #2]"),
    ("JacobiCS", 2, 0, "-JacobiDS[#, #2] JacobiNS[#, #2]"),
    ("JacobiDC", 2, 0, "(1 - #2) JacobiNC[#, #2] JacobiSC[#, #2]"),
    ("JacobiDN", 2, 0, "-#2 JacobiCN[#, #2] JacobiSN[#, #2]"),
    ("JacobiDS", 2, 0, "-JacobiCS[#, #2] JacobiNS[#, #2]"),
    ("JacobiNC", 2, 0, "JacobiDC[#, #2] JacobiSC[#, #2]"),
    ("JacobiND", 2, 0, "#2 JacobiCD[#, #2] JacobiSD[#, #2]"),
    ("JacobiNS", 2, 0, "-JacobiCS[#, #2] JacobiDS[#, #2]"),
    ("JacobiP", 4, 3, "(# + #2 + #3 + 1) JacobiP[# - 1, #2 + 1, #3 + 1, #4]/2"),
    ("JacobiSC", 2, 0, "JacobiDC[#, #2] JacobiNC[#, #2]"),
    ("JacobiSD", 2, 0, "JacobiCD[#, #2] JacobiND[#, #2]"),
    ("JacobiSN", 2, 0, "JacobiCN[#, #2] JacobiDN[#, #2]"),
    ("JacobiZeta", 2, 0, "Sqrt[1 - #2 Sin[#]^2] - EllipticE[#2]/(EllipticK[#2] Sqrt[1 - #2 Sin[#]^2])"),
    ("KelvinBei", 1, 0, "(KelvinBei[1, #] - KelvinBer[1, #])/Sqrt[2]"),
    ("KelvinBei", 2, 1, "(KelvinBei[# + 1, #2] - KelvinBer[# + 1, #2])/Sqrt[2] + # KelvinBei[#, #2]/#2"),
    ("KelvinBer", 1, 0, "(KelvinBer[1, #] + KelvinBei[1, #])/Sqrt[2]"),
    ("KelvinBer", 2, 1, "(KelvinBer[# + 1, #2] + KelvinBei[# + 1, #2])/Sqrt[2] + # KelvinBer[#, #2]/#2"),
    ("KelvinKei", 1, 0, "(KelvinKei[1, #] - KelvinKer[1, #])/Sqrt[2]"),
    ("KelvinKei", 2, 1, "(KelvinKei[# + 1, #2] - KelvinKer[# + 1, #2])/Sqrt[2] + # KelvinKei[#, #2]/#2"),
    ("KelvinKer", 1, 0, "(KelvinKer[1, #] + KelvinKei[1, #])/Sqrt[2]"),
    ("KelvinKer", 2, 1, "(KelvinKer[# + 1, #2] + KelvinKei[# + 1, #2])/Sqrt[2] + # KelvinKer[#, #2]/#2"),
    ("LaguerreL", 2, 1, "# (LaguerreL[#, #2] - LaguerreL[# - 1, #2])/#2"),
    ("LaguerreL", 3, 2, "-LaguerreL[# - 1, #2 + 1, #3]"),
    ("LegendreP", 2, 1, "((-1 - #) #2 LegendreP[#, #2] + (1 + #) LegendreP[# + 1, #2])/(#2^2 - 1)"),
    (
        "LegendreP",
        3,
        2,
        "((-1 - #) #3 LegendreP[#, #2, #3] + (1 + # - #2) LegendreP[# + 1, #2, #3])/(#3^2 - 1)",
    ),
    ("LegendreQ", 2, 1, "((-1 - #) #2 LegendreQ[#, #2] + (1 + #) LegendreQ[# + 1, #2])/(#2^2 - 1)"),
    (
        "LegendreQ",
        3,
        2,
        "((-1 - #) #3 LegendreQ[#, #2, #3] + (1 + # - #2) LegendreQ[# + 1, #2, #3])/(#3^2 - 1)",
    ),
    ("LerchPhi", 3, 0, "(LerchPhi[#, #2 - 1, #3] - #3 LerchPhi[#, #2, #3])/#"),
    ("LerchPhi", 3, 2, "-#2 LerchPhi[#, #2 + 1, #3]"),
    ("LogBarnesG", 1, 0, "(# - 1) PolyGamma[0, #] - # + (1 + Log[2 Pi])/2"),
    ("LogIntegral", 1, 0, "1/Log[#]"),
    ("MittagLefflerE", 2, 1, "MittagLefflerE[#, #, #2]/#"),
    ("ParabolicCylinderD", 2, 1, "#2 ParabolicCylinderD[#, #2]/2 - ParabolicCylinderD[# + 1, #2]"),
    ("Pochhammer", 2, 0, "Pochhammer[#, #2] (PolyGamma[0, # + #2] - PolyGamma[0, #])"),
    ("Pochhammer", 2, 1, "Pochhammer[#, #2] PolyGamma[0, # + #2]"),
    ("PolyLog", 2, 1, "PolyLog[# - 1, #2]/#2"),
    ("ProductLog", 1, 0, "ProductLog[#]/(# (1 + ProductLog[#]))"),
    ("RiemannSiegelTheta", 1, 0, "(PolyGamma[0, 1/4 + I #/2] + PolyGamma[0, 1/4 - I #/2])/4 - Log[Pi]/2"),
    ("SinIntegral", 1, 0, "Sinc[#]"),
    ("SinhIntegral", 1, 0, "Sinh[#]/#"),
    (
        "SphericalBesselJ",
        2,
        1,
        "(SphericalBesselJ[# - 1, #2] - (SphericalBesselJ[#, #2] + #2 SphericalBesselJ[# + 1, #2])/#2)/2",
    ),
    (
        "SphericalBesselY",
        2,
        1,
        "(SphericalBesselY[# - 1, #2] - (SphericalBesselY[#, #2] + #2 SphericalBesselY[# + 1, #2])/#2)/2",
    ),
    (
        "SphericalHankelH1",
        2,
        1,
        "(SphericalHankelH1[# - 1, #2] - (SphericalHankelH1[#, #2] + #2 SphericalHankelH1[# + 1, #2])/#2)/2",
    ),
    (
        "SphericalHankelH2",
        2,
        1,
        "(SphericalHankelH2[# - 1, #2] - (SphericalHankelH2[#, #2] + #2 SphericalHankelH2[# + 1, #2])/#2)/2",
    ),
    ("StruveH", 2, 1, "(StruveH[# - 1, #2] - StruveH[# + 1, #2] + (#2/2)^#/(Sqrt[Pi] Gamma[# + 3/2]))/2"),
    ("StruveL", 2, 1, "(StruveL[# - 1, #2] + StruveL[# + 1, #2] + (#2/2)^#/(Sqrt[Pi] Gamma[# + 3/2]))/2"),
    ("Surd", 2, 0, "1/(#2 Surd[#, #2]^(#2 - 1))"),
    ("UnitStep", 1, 0, "Piecewise[{{Indeterminate, # == 0}}, 0]"),
    ("WeberE", 2, 1, "(WeberE[# - 1, #2] - WeberE[# + 1, #2])/2"),
    ("WhittakerM", 3, 2, "(1/2 - #/#3) WhittakerM[#, #2, #3] + (1/2 + # + #2) WhittakerM[# + 1, #2, #3]/#3"),
    ("WhittakerW", 3, 2, "(1/2 - #/#3) WhittakerW[#, #2, #3] - WhittakerW[# + 1, #2, #3]/#3"),
];

fn digamma(x: Expr) -> Expr {
    Expr::call(sym::PolyGamma, [Expr::Integer(0), x])
}

/// Derivatives of functions of two numbers that come from the gamma function.
fn of_pair(head: Symbol, args: &[Expr], index: usize) -> Option<Expr> {
    let [a, b] = args else { return None };
    let minus = |expr: Expr| times([Expr::Integer(-1), expr]);
    let one = || Expr::Integer(1);
    let itself = Expr::call(head, args.iter().cloned());
    let difference = |from: Expr, what: Expr| plus([digamma(from), minus(digamma(what))]);
    let without = || plus([one(), minus(b.clone()), a.clone()]);
    Some(match (head, index) {
        (sym::Beta, _) => times([itself, difference(args[index].clone(), plus([a.clone(), b.clone()]))]),
        (sym::Binomial, 0) => times([itself, difference(plus([one(), a.clone()]), without())]),
        (sym::Binomial, _) => times([itself, difference(without(), plus([one(), b.clone()]))]),
        (sym::Gamma, 1) => {
            let decay = make_power(Expr::Symbol(sym::E), minus(b.clone()));
            minus(times([decay, make_power(b.clone(), plus([Expr::Integer(-1), a.clone()]))]))
        }
        _ => return None,
    })
}

/// The derivative of a call by its argument at `index`.
pub(super) fn partial(ev: &mut Evaluator, call: &Normal, index: usize) -> Eval {
    if let Some(known) = known(ev, call, index)? {
        return Ok(known);
    }
    let args = &call.args;
    // Derivative[…][f][…]: one order more.
    if let Some(inner) = call.head.as_normal()
        && let Some(orders) = inner.head.as_call(sym::Derivative)
        && orders.args.len() == args.len()
        && inner.args.len() == 1
        && let Expr::Integer(order) = orders.args[index]
    {
        let mut orders = orders.args.clone();
        orders[index] = Expr::Integer(order.saturating_add(1));
        let derivative = Expr::call(Expr::call(sym::Derivative, orders), inner.args.iter().cloned());
        return Ok(Expr::call(derivative, args.iter().cloned()));
    }
    let orders = (0..args.len()).map(|other| Expr::Integer(i64::from(other == index)));
    let derivative = Expr::call(Expr::call(sym::Derivative, orders), [call.head.clone()]);
    Ok(Expr::call(derivative, args.iter().cloned()))
}

/// The derivative of a call of a function that the language knows by its argument at `index`.
pub(super) fn known(ev: &mut Evaluator, call: &Normal, index: usize) -> Eval<Option<Expr>> {
    let args = &call.args;
    let Some(head) = call.head_symbol() else { return Ok(None) };
    if let Some(found) = built(head, args, index) {
        return Ok(Some(found));
    }
    let Some((.., text)) = FORMULAS
        .iter()
        .find(|(name, count, at, _)| *name == head.name() && *count == args.len() && *at == index)
    else {
        return Ok(None);
    };
    let mut formula = None;
    if let Some(parse) = ev.parser {
        parse(ev, "D", text, &mut |_, expr| {
            formula = Some(expr);
            Ok(())
        })?;
    }
    let body = formula.map(|body| Expr::call(Expr::call(sym::Function, [body]), args.iter().cloned()));
    body.map(|body| ev.eval(body)).transpose()
}

fn built(head: Symbol, args: &[Expr], index: usize) -> Option<Expr> {
    let inverse = |expr: Expr| make_power(expr, Expr::Integer(-1));
    if args.len() == 1 {
        let x = args[0].clone();
        if let Some(row) = elementary::function(head) {
            return Some((row.derivative)(x));
        }
        let square = || make_power(x.clone(), Expr::Integer(2));
        match head {
            sym::Log => return Some(inverse(x)),
            sym::ArcTan => return Some(inverse(plus([Expr::Integer(1), square()]))),
            sym::LogGamma => return Some(digamma(x)),
            sym::Gamma => {
                let gamma = Expr::call(sym::Gamma, [x.clone()]);
                return Some(times([gamma, digamma(x)]));
            }
            sym::Factorial => {
                let next = plus([Expr::Integer(1), x]);
                let gamma = Expr::call(sym::Gamma, [next.clone()]);
                return Some(times([gamma, digamma(next)]));
            }
            sym::Ramp => return Some(Expr::call(sym::UnitStep, [x])),
            _ => {}
        }
    }
    if let (sym::ArcTan, [x, y]) = (head, args) {
        let two = Expr::Integer(2);
        let norm = plus([make_power(x.clone(), two.clone()), make_power(y.clone(), two)]);
        let top = if index == 0 { times([Expr::Integer(-1), y.clone()]) } else { x.clone() };
        return Some(times([top, inverse(norm)]));
    }
    if let Some(known) = of_pair(head, args, index) {
        return Some(known);
    }
    if let (sym::PolyGamma, [Expr::Integer(n), x], 1) = (head, args, index) {
        return Some(Expr::call(sym::PolyGamma, [Expr::Integer(n.saturating_add(1)), x.clone()]));
    }
    if let (sym::BesselJ | sym::BesselY | sym::BesselI | sym::BesselK, [n, x], 1) = (head, args, index) {
        if *n == Expr::Integer(0) {
            let sign = if head == sym::BesselI { 1 } else { -1 };
            return Some(times([Expr::Integer(sign), Expr::call(head, [Expr::Integer(1), x.clone()])]));
        }
        let neighbour = |step: i64| Expr::call(head, [plus([Expr::Integer(step), n.clone()]), x.clone()]);
        let half = Expr::from(crate::number::BigRational::from_parts(1.into(), 2u8.into()));
        let (sign_below, sign_above) = match head {
            sym::BesselI => (1, 1),
            sym::BesselK => (-1, -1),
            _ => (1, -1),
        };
        let terms = [
            times([Expr::Integer(sign_below), neighbour(-1)]),
            times([Expr::Integer(sign_above), neighbour(1)]),
        ];
        return Some(times([half, plus(terms)]));
    }
    None
}
