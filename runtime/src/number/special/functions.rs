//! The table of special functions.

use super::bessel::{Kind, bessel, bessel_k, bessel_y, spherical, struve};
use super::elliptic;
use super::far;
use super::gamma::{
    beta, gamma, incomplete_beta, log_gamma, reciprocal_gamma, upper_gamma, upper_regularized,
};
use super::hypergeometric::{gauss, generalized, kummer, regularized, series};
use super::polynomials;
use super::sequences::{
    barnes_g, double_factorial, finite_q_pochhammer, golden_powers, log_barnes_g, mittag_leffler,
    q_pochhammer,
};
use super::zeta::{digamma, euler, hurwitz, polygamma, polylog, riemann};
use super::{Field, Real, Z};
use super::{jacobi, kelvin, lerch, zeros};
use crate::kernels::special::regularized;

/// A special function.
pub struct Special {
    /// Its name.
    pub name: &'static str,
    /// With how many arguments.
    pub arguments: usize,
    /// Its value.
    pub value: fn(&Field, &[Z]) -> Option<Z>,
}

/// The hypergeometric functions of lists of parameters, whose number above comes first, then all parameters and the argument.
pub const OF_LISTS: [Special; 2] = [
    Special { name: "HypergeometricPFQ", arguments: 0, value: |f, a| of_lists(f, a, generalized) },
    Special { name: "HypergeometricPFQRegularized", arguments: 0, value: |f, a| of_lists(f, a, regularized) },
];

fn of_lists(f: &Field, a: &[Z], value: fn(&Field, &[Z], &[Z], &Z) -> Option<Z>) -> Option<Z> {
    let (above, rest) = a.split_first()?;
    let (z, parameters) = rest.split_last()?;
    let count = usize::try_from(above.as_integer()?).ok()?;
    let (upper, lower) = parameters.split_at_checked(count)?;
    value(f, upper, lower, z)
}

/// The function of this name with so many arguments.
pub fn special(name: &str, arguments: usize) -> Option<&'static Special> {
    SPECIAL.iter().find(|row| row.name == name && row.arguments == arguments)
}

macro_rules! table {
    ($($name:literal $arguments:literal $value:expr;)*) => {
        /// All special functions, in alphabetical order; those of several numbers of arguments have several rows.
        pub const SPECIAL: &[Special] = &[$(Special { name: $name, arguments: $arguments, value: $value }),*];
    };
}

table! {
    "AiryAi" 1 |f, a| airy(f, &a[0], Airy::Ai);
    "AiryAiPrime" 1 |f, a| airy(f, &a[0], Airy::AiPrime);
    "AiryAiZero" 1 |f, a| zeros::airy_zero(f, &a[0], Airy::Ai);
    "AiryBi" 1 |f, a| airy(f, &a[0], Airy::Bi);
    "AiryBiPrime" 1 |f, a| airy(f, &a[0], Airy::BiPrime);
    "AiryBiZero" 1 |f, a| zeros::airy_zero(f, &a[0], Airy::Bi);
    "AngerJ" 2 |f, a| kelvin::anger_weber(f, &a[0], &a[1], true);
    "BarnesG" 1 |f, a| barnes_g(f, &a[0]);
    "BesselI" 2 |f, a| bessel(f, &a[0], &a[1], Kind::Modified);
    "BesselJ" 2 |f, a| bessel(f, &a[0], &a[1], Kind::Oscillating);
    "BesselJZero" 2 |f, a| zeros::bessel_zero(f, &a[0], &a[1], zeros::Which::J);
    "BesselK" 2 |f, a| bessel_k(f, &a[0], &a[1]);
    "BesselY" 2 |f, a| bessel_y(f, &a[0], &a[1]);
    "BesselYZero" 2 |f, a| zeros::bessel_zero(f, &a[0], &a[1], zeros::Which::Y);
    "Beta" 2 |f, a| beta(f, &a[0], &a[1]);
    "Beta" 3 |f, a| incomplete_beta(f, &a[0], &a[1], &a[2]);
    "BetaRegularized" 3 |f, a| f.div(&incomplete_beta(f, &a[0], &a[1], &a[2])?, &beta(f, &a[1], &a[2])?);
    "BetaRegularized" 4 |f, a| {
        let part = |z| incomplete_beta(f, z, &a[2], &a[3]);
        f.div(&f.sub(&part(&a[1])?, &part(&a[0])?), &beta(f, &a[2], &a[3])?)
    };
    "Binomial" 2 |f, a| polynomials::binomial(f, &a[0], &a[1]);
    "CatalanNumber" 1 |f, a| {
        // 4^z gamma(z + 1/2) / (√π gamma(z + 2))
        let top = f.mul(&f.pow(&f.integer(4), &a[0])?, &gamma(f, &f.add(&a[0], &f.fraction(1, 2)))?);
        let below = reciprocal_gamma(f, &f.add(&a[0], &f.integer(2)))?;
        f.div(&f.mul(&top, &below), &f.sqrt(&f.pi())?)
    };
    "ChebyshevT" 2 |f, a| polynomials::chebyshev_t(f, &a[0], &a[1]);
    "ChebyshevU" 2 |f, a| polynomials::chebyshev_u(f, &a[0], &a[1]);
    "CosIntegral" 1 |f, a| cosine_integral(f, &a[0], Kind::Oscillating);
    "CoshIntegral" 1 |f, a| cosine_integral(f, &a[0], Kind::Modified);
    "DawsonF" 1 |f, a| {
        if let Some(value) = far::dawson(f, &a[0]) {
            return Some(value);
        }
        // e^-z^2 √π/2 erfi(z) = z 1F1(1; 3/2; -z^2)
        let square = f.neg(&f.square(&a[0]));
        if let Some(value) = erf_far(f, &f.mul(&f.i(), &a[0])) {
            let scale = f.halve(&f.mul(&f.sqrt(&f.pi())?, &f.exp(&square)?), 1);
            return Some(real_of_real(&a[0], f.div(&f.mul(&scale, &value), &f.i())?));
        }
        Some(f.mul(&a[0], &series(f, &[f.integer(1)], &[f.fraction(3, 2)], &square)?))
    };
    "DirichletBeta" 1 |f, a| lerch::dirichlet_beta(f, &a[0]);
    "DirichletEta" 1 |f, a| {
        let one = f.integer(1);
        if f.sub(&a[0], &one).is_zero() {
            return f.log(&f.integer(2));
        }
        let two = f.pow(&f.integer(2), &f.sub(&one, &a[0]))?;
        Some(f.mul(&f.sub(&one, &two), &riemann(f, &a[0])?))
    };
    "DirichletLambda" 1 |f, a| lerch::dirichlet_lambda(f, &a[0]);
    "EllipticE" 1 |f, a| elliptic::e(f, &a[0]);
    "EllipticE" 2 |f, a| elliptic::incomplete(f, &a[0], &a[1]).map(|(_, e)| e);
    "EllipticF" 2 |f, a| elliptic::incomplete(f, &a[0], &a[1]).map(|(f, _)| f);
    "EllipticK" 1 |f, a| elliptic::k(f, &a[0]);
    "EllipticNomeQ" 1 |f, a| jacobi::nome(f, &a[0]);
    "EllipticPi" 2 |f, a| elliptic::third(f, &a[0], None, &a[1]);
    "EllipticPi" 3 |f, a| elliptic::third(f, &a[0], Some(&a[1]), &a[2]);
    "EllipticTheta" 2 |f, a| jacobi::elliptic_theta(f, a[0].as_integer()?, &f.integer(0), &a[1]);
    "EllipticTheta" 3 |f, a| jacobi::elliptic_theta(f, a[0].as_integer()?, &a[1], &a[2]);
    "Erf" 1 |f, a| erf(f, &a[0]);
    "Erf" 2 |f, a| Some(f.sub(&erf(f, &a[1])?, &erf(f, &a[0])?));
    "Erfc" 1 |f, a| match far::erfc(f, &a[0]) {
        Some(value) => Some(value),
        None => Some(f.sub(&f.integer(1), &erf(f, &a[0])?)),
    };
    "Erfi" 1 |f, a| f.div(&erf(f, &f.mul(&f.i(), &a[0]))?, &f.i()).map(|value| real_of_real(&a[0], value));
    "ExpIntegralE" 2 |f, a| {
        // z^(n-1) gamma(1 - n, z)
        let one = f.integer(1);
        let power = f.pow(&a[1], &f.sub(&a[0], &one))?;
        Some(f.mul(&power, &upper_gamma(f, &f.sub(&one, &a[0]), &a[1])?))
    };
    "ExpIntegralEi" 1 |f, a| exponential_integral(f, &a[0]);
    "Factorial" 1 |f, a| gamma(f, &f.add(&a[0], &f.integer(1)));
    "Factorial2" 1 |f, a| double_factorial(f, &a[0]);
    "FactorialPower" 2 |f, a| {
        let top = f.add(&a[0], &f.integer(1));
        Some(f.mul(&gamma(f, &top)?, &reciprocal_gamma(f, &f.sub(&top, &a[1]))?))
    };
    "Fibonacci" 1 |f, a| f.div(&golden_powers(f, &a[0])?.0, &f.sqrt(&f.integer(5))?);
    "FresnelC" 1 |f, a| fresnel(f, &a[0], 1);
    "FresnelS" 1 |f, a| fresnel(f, &a[0], 3);
    "Gamma" 1 |f, a| gamma(f, &a[0]);
    "Gamma" 2 |f, a| upper_gamma(f, &a[0], &a[1]);
    "Gamma" 3 |f, a| Some(f.sub(&upper_gamma(f, &a[0], &a[1])?, &upper_gamma(f, &a[0], &a[2])?));
    "GammaRegularized" 2 |f, a| upper_regularized(f, &a[0], &a[1]);
    "GammaRegularized" 3 |f, a| {
        if let Some(value) = lower_regularized(f, &a[0], &a[1], &a[2]) {
            return Some(value);
        }
        let difference = f.sub(&upper_gamma(f, &a[0], &a[1])?, &upper_gamma(f, &a[0], &a[2])?);
        Some(f.mul(&difference, &reciprocal_gamma(f, &a[0])?))
    };
    "GegenbauerC" 3 |f, a| polynomials::gegenbauer(f, &a[0], &a[1], &a[2]);
    "HankelH1" 2 |f, a| kelvin::hankel(f, &a[0], &a[1], 1);
    "HankelH2" 2 |f, a| kelvin::hankel(f, &a[0], &a[1], -1);
    "HarmonicNumber" 1 |f, a| harmonic_number(f, &a[0]);
    "HermiteH" 2 |f, a| polynomials::hermite(f, &a[0], &a[1]);
    "HurwitzLerchPhi" 3 |f, a| lerch::lerch(f, &a[0], &a[1], &a[2], true);
    "HurwitzZeta" 2 |f, a| hurwitz(f, &a[0], &a[1]);
    "Hyperfactorial" 1 |f, a| {
        // gamma(z + 1)^z / G(z + 1)
        let next = f.add(&a[0], &f.integer(1));
        let power = f.exp(&f.mul(&a[0], &log_gamma(f, &next)?))?;
        f.div(&power, &barnes_g(f, &next)?)
    };
    "Hypergeometric0F1" 2 |f, a| series(f, &[], &a[..1], &a[1]);
    "Hypergeometric0F1Regularized" 2 |f, a| regularized(f, &[], &a[..1], &a[1]);
    "Hypergeometric1F1" 3 |f, a| kummer(f, &a[0], &a[1], &a[2]);
    "Hypergeometric1F1Regularized" 3 |f, a| regularized(f, &a[..1], &a[1..2], &a[2]);
    "Hypergeometric2F1" 4 |f, a| gauss(f, &a[0], &a[1], &a[2], &a[3]);
    "Hypergeometric2F1Regularized" 4 |f, a| regularized(f, &a[..2], &a[2..3], &a[3]);
    "HypergeometricU" 3 |f, a| hypergeometric_u(f, &a[0], &a[1], &a[2]);
    "InverseBetaRegularized" 3 |f, a| inverse_beta(f, &a[0], &a[1], &a[2]);
    "InverseEllipticNomeQ" 1 |f, a| jacobi::parameter(f, &a[0]);
    "InverseErfc" 1 |f, a| inverse_erfc(f, &a[0]);
    "InverseGammaRegularized" 2 |f, a| inverse_gamma(f, &a[0], &a[1]);
    "InverseGammaRegularized" 3 |f, a| if a[1].is_zero() { inverse_lower_gamma(f, &a[0], &a[2]) } else { None };
    "InverseJacobiCD" 2 |f, a| jacobi::inverse(f, *b"cd", &a[0], &a[1]);
    "InverseJacobiCN" 2 |f, a| jacobi::inverse(f, *b"cn", &a[0], &a[1]);
    "InverseJacobiCS" 2 |f, a| jacobi::inverse(f, *b"cs", &a[0], &a[1]);
    "InverseJacobiDC" 2 |f, a| jacobi::inverse(f, *b"dc", &a[0], &a[1]);
    "InverseJacobiDN" 2 |f, a| jacobi::inverse(f, *b"dn", &a[0], &a[1]);
    "InverseJacobiDS" 2 |f, a| jacobi::inverse(f, *b"ds", &a[0], &a[1]);
    "InverseJacobiNC" 2 |f, a| jacobi::inverse(f, *b"nc", &a[0], &a[1]);
    "InverseJacobiND" 2 |f, a| jacobi::inverse(f, *b"nd", &a[0], &a[1]);
    "InverseJacobiNS" 2 |f, a| jacobi::inverse(f, *b"ns", &a[0], &a[1]);
    "InverseJacobiSC" 2 |f, a| jacobi::inverse(f, *b"sc", &a[0], &a[1]);
    "InverseJacobiSD" 2 |f, a| jacobi::inverse(f, *b"sd", &a[0], &a[1]);
    "InverseJacobiSN" 2 |f, a| jacobi::inverse(f, *b"sn", &a[0], &a[1]);
    "JacobiAmplitude" 2 |f, a| elliptic::amplitude(f, &a[0], &a[1]);
    "JacobiCD" 2 |f, a| jacobi::named(f, *b"cd", &a[0], &a[1]);
    "JacobiCN" 2 |f, a| jacobi::named(f, *b"cn", &a[0], &a[1]);
    "JacobiCS" 2 |f, a| jacobi::named(f, *b"cs", &a[0], &a[1]);
    "JacobiDC" 2 |f, a| jacobi::named(f, *b"dc", &a[0], &a[1]);
    "JacobiDN" 2 |f, a| jacobi::named(f, *b"dn", &a[0], &a[1]);
    "JacobiDS" 2 |f, a| jacobi::named(f, *b"ds", &a[0], &a[1]);
    "JacobiNC" 2 |f, a| jacobi::named(f, *b"nc", &a[0], &a[1]);
    "JacobiND" 2 |f, a| jacobi::named(f, *b"nd", &a[0], &a[1]);
    "JacobiNS" 2 |f, a| jacobi::named(f, *b"ns", &a[0], &a[1]);
    "JacobiP" 4 |f, a| polynomials::jacobi(f, &a[0], &a[1], &a[2], &a[3]);
    "JacobiSC" 2 |f, a| jacobi::named(f, *b"sc", &a[0], &a[1]);
    "JacobiSD" 2 |f, a| jacobi::named(f, *b"sd", &a[0], &a[1]);
    "JacobiSN" 2 |f, a| jacobi::named(f, *b"sn", &a[0], &a[1]);
    "JacobiZeta" 2 |f, a| elliptic::zeta(f, &a[0], &a[1]);
    "KelvinBei" 1 |f, a| kelvin::kelvin_j(f, &f.integer(0), &a[0], false);
    "KelvinBei" 2 |f, a| kelvin::kelvin_j(f, &a[0], &a[1], false);
    "KelvinBer" 1 |f, a| kelvin::kelvin_j(f, &f.integer(0), &a[0], true);
    "KelvinBer" 2 |f, a| kelvin::kelvin_j(f, &a[0], &a[1], true);
    "KelvinKei" 1 |f, a| kelvin::kelvin_k(f, &f.integer(0), &a[0], false);
    "KelvinKei" 2 |f, a| kelvin::kelvin_k(f, &a[0], &a[1], false);
    "KelvinKer" 1 |f, a| kelvin::kelvin_k(f, &f.integer(0), &a[0], true);
    "KelvinKer" 2 |f, a| kelvin::kelvin_k(f, &a[0], &a[1], true);
    "LaguerreL" 2 |f, a| polynomials::laguerre(f, &a[0], &f.integer(0), &a[1]);
    "LaguerreL" 3 |f, a| polynomials::laguerre(f, &a[0], &a[1], &a[2]);
    "LegendreP" 2 |f, a| polynomials::jacobi(f, &a[0], &f.integer(0), &f.integer(0), &a[1]);
    "LegendreP" 3 |f, a| polynomials::legendre_p(f, &a[0], &a[1], 1, &a[2]);
    "LegendreP" 4 |f, a| polynomials::legendre_p(f, &a[0], &a[1], a[2].as_integer()?, &a[3]);
    "LegendreQ" 2 |f, a| polynomials::legendre_q(f, &a[0], &f.integer(0), 1, &a[1]);
    "LegendreQ" 3 |f, a| polynomials::legendre_q(f, &a[0], &a[1], 1, &a[2]);
    "LegendreQ" 4 |f, a| polynomials::legendre_q(f, &a[0], &a[1], a[2].as_integer()?, &a[3]);
    "LerchPhi" 3 |f, a| lerch::lerch(f, &a[0], &a[1], &a[2], false);
    "LogBarnesG" 1 |f, a| log_barnes_g(f, &a[0]);
    "LogGamma" 1 |f, a| log_gamma(f, &a[0]);
    "LogIntegral" 1 |f, a| exponential_integral(f, &f.log(&a[0])?);
    "LucasL" 1 |f, a| golden_powers(f, &a[0]).map(|(_, sum)| sum);
    "MittagLefflerE" 2 |f, a| mittag_leffler(f, &a[0], &f.integer(1), &a[1]);
    "MittagLefflerE" 3 |f, a| mittag_leffler(f, &a[0], &a[1], &a[2]);
    "ParabolicCylinderD" 2 |f, a| polynomials::parabolic_cylinder(f, &a[0], &a[1]);
    "Pochhammer" 2 |f, a| Some(f.mul(&gamma(f, &f.add(&a[0], &a[1]))?, &reciprocal_gamma(f, &a[0])?));
    "PolyGamma" 2 |f, a| polygamma(f, &a[0], &a[1]);
    "PolyLog" 2 |f, a| polylog(f, &a[0], &a[1]);
    "ProductLog" 1 |f, a| product_log(f, 0, &a[0]);
    "ProductLog" 2 |f, a| product_log(f, a[0].as_integer()?, &a[1]);
    "QPochhammer" 1 |f, a| q_pochhammer(f, &a[0], &a[0]);
    "QPochhammer" 2 |f, a| q_pochhammer(f, &a[0], &a[1]);
    "QPochhammer" 3 |f, a| finite_q_pochhammer(f, &a[0], &a[1], &a[2]);
    "RiemannSiegelTheta" 1 |f, a| lerch::siegel_theta(f, &a[0]);
    "RiemannSiegelZ" 1 |f, a| lerch::siegel_z(f, &a[0]);
    "RiemannXi" 1 |f, a| lerch::riemann_xi(f, &a[0]);
    "SinIntegral" 1 |f, a| sine_integral(f, &a[0], Kind::Oscillating);
    "SinhIntegral" 1 |f, a| sine_integral(f, &a[0], Kind::Modified);
    "SphericalBesselJ" 2 |f, a| spherical(f, &a[0], &a[1], |f, n, z| bessel(f, n, z, Kind::Oscillating));
    "SphericalBesselY" 2 |f, a| spherical(f, &a[0], &a[1], bessel_y);
    "SphericalHankelH1" 2 |f, a| spherical(f, &a[0], &a[1], |f, n, z| kelvin::hankel(f, n, z, 1));
    "SphericalHankelH2" 2 |f, a| spherical(f, &a[0], &a[1], |f, n, z| kelvin::hankel(f, n, z, -1));
    "StieltjesGamma" 1 |f, a| lerch::stieltjes(f, &a[0], &f.integer(1));
    "StieltjesGamma" 2 |f, a| lerch::stieltjes(f, &a[0], &a[1]);
    "StruveH" 2 |f, a| struve(f, &a[0], &a[1], Kind::Oscillating);
    "StruveL" 2 |f, a| struve(f, &a[0], &a[1], Kind::Modified);
    "Subfactorial" 1 |f, a| {
        // gamma(z + 1, -1) / e
        let one = f.integer(1);
        f.div(&upper_gamma(f, &f.add(&a[0], &one), &f.neg(&one))?, &f.exp(&one)?)
    };
    "WeberE" 2 |f, a| kelvin::anger_weber(f, &a[0], &a[1], false);
    "WhittakerM" 3 |f, a| polynomials::whittaker_m(f, &a[0], &a[1], &a[2]);
    "WhittakerW" 3 |f, a| polynomials::whittaker_w(f, &a[0], &a[1], &a[2]);
    "Zeta" 1 |f, a| riemann(f, &a[0]);
    "Zeta" 2 |f, a| hurwitz(f, &a[0], &a[1]);
    "ZetaZero" 1 |f, a| zeros::zeta_zero(f, &a[0]);
}

/// The real part, where the argument is real.
fn real_of_real(z: &Z, value: Z) -> Z {
    if z.is_real() { Z::real(value.re) } else { value }
}

/// The error function far out, by the complement on the right.
fn erf_far(f: &Field, z: &Z) -> Option<Z> {
    let one = f.integer(1);
    if z.is_left() {
        return Some(f.sub(&far::erfc(f, &f.neg(z))?, &one));
    }
    Some(f.sub(&one, &far::erfc(f, z)?))
}

/// `2 z / √π 1F1(1/2; 3/2; -z^2)` by the form of it whose terms are positive: `e^-z^2 1F1(1; 3/2; z^2)`.
fn erf(f: &Field, z: &Z) -> Option<Z> {
    if let Some(value) = erf_far(f, z) {
        return Some(value);
    }
    if z.size() > 150.0 {
        return None;
    }
    let square = f.square(z);
    let sum = series(f, &[f.integer(1)], &[f.fraction(3, 2)], &square)?;
    let scale = f.div(&f.mul(&f.scale(z, 2), &f.exp(&f.neg(&square))?), &f.sqrt(&f.pi())?)?;
    Some(f.mul(&scale, &sum))
}

/// The zero of a function near a machine number, by Newton's method: `step` is the function over its derivative.
pub(super) fn newton(f: &Field, start: f64, step: impl Fn(&Z) -> Option<Z>) -> Option<Z> {
    let mut x = Z::real(Real::of_machine(start)?);
    for _ in 0..60 {
        let step = step(&x)?;
        x = f.sub(&x, &step);
        // Each step has twice as many digits; half as many are lost at most.
        if step.is_zero() || 3 * (x.exponent() - step.exponent()) > 2 * i64::try_from(f.bits).ok()? {
            return Some(x);
        }
    }
    Some(x)
}

/// The number whose complementary error function is `q`, from 0 to 2.
fn inverse_erfc(f: &Field, q: &Z) -> Option<Z> {
    if !q.is_real() {
        return None;
    }
    newton(f, pxfm::f_erfcinv(q.to_machine().re), |x| {
        let value = match far::erfc(f, x) {
            Some(value) => value,
            // The leading bits of the error function cancel against those of 1.
            None => {
                let cancelled = x.size().powi(2).min(1e4) * std::f64::consts::LOG2_E;
                let wide = Field::new(f.bits + cancelled as usize);
                wide.sub(&wide.integer(1), &erf(&wide, x)?)
            }
        };
        let over_slope = f.mul(&f.exp(&f.square(x))?, &f.sqrt(&f.pi())?);
        Some(f.neg(&f.halve(&f.mul(&f.sub(&value, q), &over_slope), 1)))
    })
}

/// The `x` with `Q(a, x) = q`.
fn inverse_gamma(f: &Field, a: &Z, q: &Z) -> Option<Z> {
    let start = regularized::inverse_gamma_upper(a.to_machine().re, q.to_machine().re);
    if !a.is_real() || !q.is_real() || !(start > 0.0) {
        return None;
    }
    let (one, scale) = (f.integer(1), gamma(f, a)?);
    newton(f, start, |x| {
        let excess = f.sub(q, &f.div(&upper_gamma(f, a, x)?, &scale)?);
        let density = f.mul(&f.pow(x, &f.sub(a, &one))?, &f.exp(&f.neg(x))?);
        f.div(&f.mul(&excess, &scale), &density)
    })
}

/// `P(a, x)` for `0 <= x < a + 1`, by a series of positive terms (DLMF 8.7.1); `low` has to be zero.
fn lower_regularized(f: &Field, a: &Z, low: &Z, x: &Z) -> Option<Z> {
    let one = f.integer(1);
    let next = f.add(a, &one);
    let in_series = low.is_zero()
        && a.is_real()
        && x.is_real()
        && !a.is_left()
        && !x.is_left()
        && !x.is_zero()
        && f.sub(x, &next).is_left();
    if !in_series {
        return None;
    }
    let sum = series(f, &[one], std::slice::from_ref(&next), x)?;
    let power = f.exp(&f.sub(&f.mul(a, &f.log(x)?), x))?;
    Some(f.mul(&f.mul(&power, &sum), &reciprocal_gamma(f, &next)?))
}

/// The `x` with `1 - Q(a, x) = p`.
fn inverse_lower_gamma(f: &Field, a: &Z, p: &Z) -> Option<Z> {
    let start = regularized::inverse_gamma_lower(a.to_machine().re, p.to_machine().re);
    if !a.is_real() || !p.is_real() || !(start > 0.0) {
        return None;
    }
    // The leading bits of Q cancel against those of 1.
    let wide = Field::new(f.bits + usize::try_from(-p.exponent()).unwrap_or(0));
    let (one, scale) = (f.integer(1), gamma(&wide, a)?);
    newton(f, start, |x| {
        let lower = match lower_regularized(f, a, &f.integer(0), x) {
            Some(lower) => lower,
            None => wide.sub(&one, &wide.div(&upper_gamma(&wide, a, x)?, &scale)?),
        };
        let density = f.mul(&f.pow(x, &f.sub(a, &one))?, &f.exp(&f.neg(x))?);
        f.div(&f.mul(&f.sub(&lower, p), &scale), &density)
    })
}

/// The `x` with `I_x(a, b) = s`.
fn inverse_beta(f: &Field, s: &Z, a: &Z, b: &Z) -> Option<Z> {
    let [p, q, r] = [s, a, b].map(|z| z.to_machine().re);
    let start = regularized::inverse_beta(p, q, r);
    let are_real = [s, a, b].iter().all(|z| z.is_real());
    if !(are_real && start > 0.0 && start < 1.0) {
        return None;
    }
    let (one, scale) = (f.integer(1), beta(f, a, b)?);
    newton(f, start, |x| {
        let excess = f.sub(&f.div(&incomplete_beta(f, x, a, b)?, &scale)?, s);
        let left = f.pow(x, &f.sub(a, &one))?;
        let right = f.pow(&f.sub(&one, x), &f.sub(b, &one))?;
        f.div(&f.mul(&excess, &scale), &f.mul(&left, &right))
    })
}

/// One of the four Airy functions.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Airy {
    Ai,
    AiPrime,
    Bi,
    BiPrime,
}

/// Airy functions (DLMF 9.4.1 to 9.4.4).
pub(super) fn airy(f: &Field, z: &Z, which: Airy) -> Option<Z> {
    if let Some(value) = far::airy(f, z, which) {
        return Some(value);
    }
    if z.size() > 400.0 {
        return None;
    }
    let cube = f.mul(&f.square(z), z);
    let ninth = f.div(&cube, &f.integer(9))?;
    let three = f.integer(3);
    let (third, two_thirds) = (f.fraction(1, 3), f.fraction(2, 3));
    // Ai(0) = 3^(-2/3) / gamma(2/3), -Ai'(0) = 3^(-1/3) / gamma(1/3)
    let c1 = f.div(&reciprocal_gamma(f, &two_thirds)?, &f.pow(&three, &two_thirds)?)?;
    let c2 = f.div(&reciprocal_gamma(f, &third)?, &f.pow(&three, &third)?)?;
    let (even, odd) = match which {
        Airy::Ai | Airy::Bi => {
            (series(f, &[], &[two_thirds], &ninth)?, f.mul(z, &series(f, &[], &[f.fraction(4, 3)], &ninth)?))
        }
        _ => (
            f.halve(&f.mul(&f.square(z), &series(f, &[], &[f.fraction(5, 3)], &ninth)?), 1),
            series(f, &[], &[third], &ninth)?,
        ),
    };
    let (even, odd) = (f.mul(&c1, &even), f.mul(&c2, &odd));
    Some(match which {
        Airy::Ai | Airy::AiPrime => f.sub(&even, &odd),
        _ => f.mul(&f.sqrt(&three)?, &f.add(&even, &odd)),
    })
}

/// An order that is no integer, as near as the digits see, and the field in which that costs no digits.
pub(super) fn off_integer(f: &Field, n: &Z) -> (Field, Z) {
    if n.as_integer().is_none() {
        return (*f, n.clone());
    }
    let wide = Field::new(2 * f.bits + 60);
    (wide, wide.add(n, &wide.tiny(f.bits + 20)))
}

/// `γ + log z + z 2F2(1, 1; 2, 2; z)`; of a negative real the logarithm of its size.
fn exponential_integral(f: &Field, z: &Z) -> Option<Z> {
    if let Some(value) = far::exponential_integral(f, z) {
        return Some(value);
    }
    if z.size() > 3000.0 {
        return None;
    }
    let (one, two) = (f.integer(1), f.integer(2));
    let sum = series(f, &[one.clone(), one], &[two.clone(), two], z)?;
    let log = if z.is_real() { f.log(&if z.is_left() { f.neg(z) } else { z.clone() })? } else { f.log(z)? };
    Some(f.add(&f.add(&euler(f), &log), &f.mul(z, &sum)))
}

/// `z 1F2(1/2; 3/2, 3/2; -+ z^2/4)`
fn sine_integral(f: &Field, z: &Z, kind: Kind) -> Option<Z> {
    if kind == Kind::Oscillating {
        if let Some((si, _)) = far::sine_integrals(f, z) {
            return Some(si);
        }
        if let Some((si, _)) = far::sine_integrals(f, &f.neg(z)) {
            return Some(f.neg(&si));
        }
    }
    if z.size() > 3000.0 {
        return None;
    }
    let half = f.fraction(3, 2);
    let sum = series(f, &[f.fraction(1, 2)], &[half.clone(), half], &kind.quarter(f, z))?;
    Some(f.mul(z, &sum))
}

/// `γ + log z -+ z^2/4 2F3(1, 1; 2, 2, 3/2; -+ z^2/4)`
fn cosine_integral(f: &Field, z: &Z, kind: Kind) -> Option<Z> {
    if kind == Kind::Oscillating
        && let Some((_, ci)) = far::sine_integrals(f, z)
    {
        return Some(ci);
    }
    if z.size() > 3000.0 {
        return None;
    }
    let quarter = kind.quarter(f, z);
    let (one, two) = (f.integer(1), f.integer(2));
    let sum = series(f, &[one.clone(), one], &[two.clone(), two, f.fraction(3, 2)], &quarter)?;
    Some(f.add(&f.add(&euler(f), &f.log(z)?), &f.mul(&quarter, &sum)))
}

/// Fresnel's integrals: `Σ (-1)^k (π/2)^(2k + (m-1)/2) z^(4k + m) / …`, `m` 1 for the cosine, 3 for the sine.
fn fresnel(f: &Field, z: &Z, m: i64) -> Option<Z> {
    let size = if z.is_left() { f.neg(z) } else { z.clone() };
    if let Some((s, c)) = far::fresnel(f, &size) {
        let value = if m == 1 { c } else { s };
        return Some(if z.is_left() { f.neg(&value) } else { value });
    }
    if z.size() > 100.0 {
        return None;
    }
    let square = f.mul(&f.halve(&f.pi(), 1), &f.square(z));
    let argument = f.neg(&f.halve(&f.square(&square), 2));
    let sum = series(f, &[f.fraction(m, 4)], &[f.fraction(m, 2), f.fraction(m + 4, 4)], &argument)?;
    if m == 1 {
        return Some(f.mul(z, &sum));
    }
    f.div(&f.mul(&f.mul(&square, z), &sum), &f.integer(3))
}

/// Tricomi's function by two of Kummer's (DLMF 13.2.42).
pub(super) fn hypergeometric_u(f: &Field, a: &Z, b: &Z, z: &Z) -> Option<Z> {
    if let Some(value) = far::hypergeometric_u(f, a, b, z) {
        return Some(value);
    }
    if z.size() > 2000.0 {
        return None;
    }
    let (wide, b) = off_integer(f, b);
    let one = wide.integer(1);
    let shifted = wide.add(&wide.sub(a, &b), &one);
    let first = wide.mul(
        &wide.mul(&gamma(&wide, &wide.sub(&one, &b))?, &reciprocal_gamma(&wide, &shifted)?),
        &series(&wide, std::slice::from_ref(a), std::slice::from_ref(&b), z)?,
    );
    let second = wide.mul(
        &wide.mul(&gamma(&wide, &wide.sub(&b, &one))?, &reciprocal_gamma(&wide, a)?),
        &series(&wide, &[shifted], &[wide.sub(&wide.integer(2), &b)], z)?,
    );
    let power = wide.pow(z, &wide.sub(&one, &b))?;
    Some(wide.add(&first, &wide.mul(&second, &power)))
}

/// `ψ(z + 1) + γ`; near 0 the series `ζ(2) z - ζ(3) z^2 + …`, which loses nothing.
fn harmonic_number(f: &Field, z: &Z) -> Option<Z> {
    let one = f.integer(1);
    if z.is_zero() || z.size() < 1e-6 {
        let (mut power, mut sum) = (z.clone(), f.integer(0));
        for k in 2..i64::try_from(f.bits).ok()? + 2 {
            let term = f.mul(&power, &riemann(f, &f.integer(k))?);
            sum = if k % 2 == 0 { f.add(&sum, &term) } else { f.sub(&sum, &term) };
            if term.is_zero() || f.negligible(&term, &sum) {
                break;
            }
            power = f.mul(&power, z);
        }
        return Some(sum);
    }
    Some(f.add(&digamma(f, &f.add(z, &one))?, &euler(f)))
}

/// `w e^w = z` on branch `k`, by Halley's iteration from the first terms of its expansions.
fn product_log(f: &Field, k: i64, z: &Z) -> Option<Z> {
    if k.abs() > 1000 {
        return None;
    }
    if z.is_zero() {
        return (k == 0).then(|| f.integer(0));
    }
    let one = f.integer(1);
    let e = f.exp(&one)?;
    // Near the branch point -1/e: -1 + p - p^2/3 with p = ±sqrt(2 (e z + 1))
    let near = f.add(&f.mul(&e, z), &one);
    let real_branch = z.is_real() && z.is_left() && !near.is_left() && (k == 0 || k == -1);
    // Branch -1 comes to the point from above, branch 1 from below.
    let below = z.is_below();
    let meets = k == 0 || (k == -1 && !below) || (k == 1 && below);
    // About -1, where the logarithm of 1 + z has its pole, the same terms are near enough.
    let left = k == 0 && f.add(z, &one).size() < 0.5;
    let mut w = if near.size() < 0.6 && meets || left {
        let p = f.sqrt(&f.scale(&near, 2))?;
        let p = if k == 0 { p } else { f.neg(&p) };
        f.sub(&f.add(&f.neg(&one), &p), &f.div(&f.square(&p), &f.integer(3))?)
    } else if k == 0 && z.size() < 3.0 {
        f.log(&f.add(&one, z)).or_else(|| Some(one.clone()))?
    } else if real_branch {
        let log = f.log(&f.neg(z))?;
        f.sub(&log, &f.log(&f.neg(&log))?)
    } else {
        let turn = f.mul(&f.scale(&f.pi(), 2 * k), &f.i());
        let log = f.add(&f.log(z)?, &turn);
        f.sub(&log, &f.log(&log)?)
    };
    if near.is_zero() {
        return Some(f.neg(&one));
    }
    for _ in 0..100 {
        let power = f.exp(&w)?;
        let error = f.sub(&f.mul(&w, &power), z);
        let next = f.add(&w, &one);
        let slope = f.mul(&power, &next);
        // w - e / (e^w (w + 1) - (w + 2) e / (2 w + 2))
        let bend = f.div(&f.mul(&f.add(&next, &one), &error), &f.scale(&next, 2))?;
        let step = f.div(&error, &f.sub(&slope, &bend))?;
        w = f.sub(&w, &step);
        // The step after has three times as many digits.
        if step.is_zero() || f.negligible(&f.square(&step), &f.square(&w)) {
            return Some(if real_branch || (k == 0 && z.is_real() && !z.is_left()) {
                real_of_real(z, w)
            } else {
                w
            });
        }
    }
    Some(w)
}
