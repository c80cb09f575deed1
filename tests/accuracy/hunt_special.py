"""Hunts for wrong last bits of the special functions: hard machine arguments, real and complex, against mpmath.

    python3 -m venv venv && venv/bin/pip install mpmath && venv/bin/python hunt_special.py VM [FUNCTION ...]

VM is the `vm` binary. All arguments of a function go through it in one process; each value is compared with mpmath's at 60
and 120 digits (cases in which those two disagree, or which take mpmath too long, are left out and counted). A line is
printed for each function: how many arguments, the worst error in units of the last place (of a complex value: of its
size) and where, how many are off by more than one, how many have no value or took longer than two seconds, and the slowest.
With `--wrong` the wrong ones are listed.
"""
import random
import signal
import subprocess
import sys
import tempfile
from math import isfinite, nextafter, inf, frexp

from mpmath import *

half = mpf(1) / 2


# Arguments. -------------------------------------------------------------------------------------------------------------

TINY = [5e-324, 1e-310, 1e-300, 1e-100, 1e-20, 1e-8, 1e-3]
PLAIN = [0.1, 0.3, 0.5, 0.9, 1.1, 1.5, 2.5, 3.7, 7.3, 12.25]
LARGE = [20.5, 33.3, 60.5, 100.0, 171.3, 300.0, 1000.5, 1e5, 1e10, 1e15, 1e100, 1e300]
POSITIVE = TINY + PLAIN + LARGE
NEAR = [f(x) for x in (1.0, 2.0) for f in (lambda x: nextafter(x, 0.0), lambda x: nextafter(x, inf), lambda x: x + 1e-8, lambda x: x - 1e-8)]
SIGNED = POSITIVE + [-x for x in POSITIVE] + NEAR + [-x for x in NEAR]
UNIT = [x for x in TINY + [0.1, 0.25, 0.3, 0.5, 0.7, 0.9, 0.999, 1 - 1e-8, nextafter(1.0, 0.0)]]
ORDERS = [0, 1, 2, 3, 7, 20, 100, 0.5, 1.5, 2.25, -0.5, -2.7, 33.3]
# Where the methods of large orders meet those of small ones and of large arguments.
ORDERLY = [(100, 300.0), (100, 90.0), (1000, 900.0), (1000, 1000.0), (999.5, 1010.0), (1000, 300.0), (300.5, 61.0), (-100.5, 300.0), (-100.5, 30.0),
           (21, 20.5), (20, 19.5), (2, 20.5), (2.5, 66.5), (7, 90.5), (-7, 25.5), (50, 1300.0), (200.25, 2990.5), (100, 3010.5)]
FAR_OUT = [complex(300, 2), complex(-300, 2), complex(40, -30), complex(-25.5, 60), complex(0, 90), complex(-150, -1e-3), complex(1e-3, -210), -95.5]
WHOLE = [0, 1, 2, 3, 5, 10, 20, 50, 200]
PLANE = [complex(x, y) for x, y in [(0.5, 0.5), (-0.5, 0.5), (-2.5, 1e-8), (-2.5, -1e-8), (3.0, 4.0), (-3.0, -4.0), (1e-8, 1e-8),
         (1.0, 1e-10), (0.1, 20.0), (-12.3, 0.7), (12.3, -7.0), (0.3, 0.0001), (1e-300, 1e-300), (-1.0, 0.5), (25.0, 25.0), (2.0, 1.0)]]
ANGLES = [0.1, 0.5, 1.0, 1.5, 3.0, 10.0, -2.5, 1e-8]


def pairs(first, second):
    return [(a, b) for a in first for b in second]


def sample(rows, most=160, seed=7):
    rows = list(dict.fromkeys(rows))
    return rows if len(rows) <= most else random.Random(seed).sample(rows, most)


def singles(*lists):
    return [(x,) for values in lists for x in values]


# Functions. -------------------------------------------------------------------------------------------------------------

def legendre_p(n, x):
    return hyp2f1(-n, n + 1, 1, (1 - x) / 2)


def spherical_j(n, z):
    return sqrt(pi / 2 / z) * besselj(n + half, z)


def spherical_y(n, z):
    return sqrt(pi / 2 / z) * bessely(n + half, z)


def amplitude(u, m):
    sn, cn = ellipfun("sn", u, m=m), ellipfun("cn", u, m=m)
    k = ellipk(m)
    turns = floor((u + k) / (2 * k)) if m < 1 else 0
    return turns * pi + atan2(sn * (-1) ** int(turns), cn * (-1) ** int(turns))


def normal_cdf(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def real_power(x, p):
    return exp(p * log(x))


ONE = singles(SIGNED)
COMPLEX = singles(PLANE)
MODERATE = singles(x for x in SIGNED if abs(x) < 2000)
TABLE = {
    "Erf": (erf, ONE + COMPLEX), "Erfc": (erfc, ONE + COMPLEX), "Erfi": (erfi, ONE + COMPLEX),
    "Erf/2": (lambda a, b: erf(b) - erf(a), pairs([-1.5, 1e-9, 0.5, 3.0, 5.5], [0.5000001, 3.00001, 6.0, 1e-9, -2.0])),
    "InverseErf": (erfinv, singles(UNIT, [-x for x in UNIT])),
    "InverseErfc": (lambda q: erfinv(1 - q), singles([x for x in UNIT if x > 1e-310], [1.1, 1.5, 1.999])),
    "DawsonF": (lambda z: sqrt(pi) / 2 * exp(-z * z) * erfi(z), ONE + COMPLEX),
    "FresnelS": (fresnels, ONE + COMPLEX), "FresnelC": (fresnelc, ONE + COMPLEX),
    "ExpIntegralEi": (ei, ONE + singles([0.3725074107813666, 0.37250741]) + COMPLEX),
    "ExpIntegralE": (expint, pairs([0, 1, 2, 5, 0.5, 2.5, -1.5], [x for x in POSITIVE if x < 1000] + PLANE[:6])),
    "LogIntegral": (li, singles(POSITIVE, [1.4513692348833810, 1.00001], PLANE)),
    "SinIntegral": (si, ONE + COMPLEX), "CosIntegral": (ci, singles(POSITIVE, [0.6165054856207162], PLANE)),
    "SinhIntegral": (shi, MODERATE + COMPLEX), "CoshIntegral": (chi, singles([x for x in POSITIVE if x < 2000], [0.5238225713898644], PLANE)),
    "Gamma": (gamma, ONE + singles([-0.5, -3.0000001, -100.5, -170.3, -2.0000000001, 171.6]) + COMPLEX),
    "LogGamma": (loggamma, ONE + singles([1.0000001, 2.0000001, 1.5, -2.4570247382208006]) + COMPLEX),
    "Gamma/2": (lambda a, x: gammainc(a, x), pairs([0.5, 1, 2, 3.5, 100.0, -1.5, 0, -2, 1e-10], [1e-8, 0.3, 1.0, 5.5, 50.0, 120.0])),
    "GammaRegularized": (lambda a, x: gammainc(a, x, regularized=True), pairs([0.5, 1, 3.5, 100.0, 1000.0, 1e-10], [1e-300, 1e-8, 0.3, 1.0, 5.5, 50.0, 120.0, 990.0])),
    "InverseGammaRegularized": (lambda a, q: inverse(lambda x: gammainc(a, x, regularized=True), q), pairs([0.5, 1, 3.5, 30.0], [0.01, 0.3, 0.5, 0.9, 0.999])),
    "Beta": (beta, sample(pairs([1e-10, 0.5, 1.5, 7.3, 100.5, -0.5, -2.3, 1e6], [1e-10, 0.25, 2.5, 12.25, 200.0, -3.7, 1e6]) + pairs(PLANE[:4], [0.5, 2.0 + 1j]))),
    "Beta/3": (lambda z, a, b: betainc(a, b, 0, z), [(z, a, b) for z in (1e-10, 0.1, 0.5, 0.9, 0.99999) for a in (0.5, 3.0, 20.5) for b in (0.5, 4.0, 100.0)]),
    "BetaRegularized": (lambda z, a, b: betainc(a, b, 0, z, regularized=True), [(z, a, b) for z in (1e-10, 0.1, 0.5, 0.9, 0.99999) for a in (0.5, 3.0, 20.5) for b in (0.5, 4.0, 100.0)]),
    "InverseBetaRegularized": (lambda q, a, b: inverse(lambda x: betainc(a, b, 0, x, regularized=True), q, 0, 1), [(q, a, b) for q in (0.01, 0.3, 0.9) for a in (0.5, 3.0) for b in (0.5, 4.0)]),
    "Binomial": (binomial, sample(pairs([0.5, 2.5, 10.3, 100.5, -0.7, 1e6 + 0.5], [0.25, 1.5, 3, 7, -1.3]))),
    "Pochhammer": (rf, sample(pairs([0.5, 2.5, 10.3, 1e-10, -0.7, 1e6 + 0.5], [0.25, 1.5, 3, 7, -1.3, 1e-9]))),
    "FactorialPower": (ff, sample(pairs([0.5, 2.5, 10.3, -0.7, 1e6 + 0.5], [0.25, 1.5, 3, 7]))),
    "Factorial": (lambda x: gamma(x + 1), singles(PLAIN, [-x for x in PLAIN], [170.6, 1e-20, -1e-20], PLANE)),
    "Factorial2": (fac2, singles(PLAIN, [-x for x in PLAIN], [-0.5, 1e-10, 300.1], PLANE)),
    "CatalanNumber": (lambda n: gamma(2 * n + 1) / (gamma(n + 1) * gamma(n + 2)), singles(PLAIN, [-0.3, -2.7, 100.5, 500.5])),
    "Fibonacci": (fibonacci, singles(PLAIN, [-x for x in PLAIN], [1e-300, 1e-8, -1e-20, 300.5, 1000.3], PLANE)),
    "LucasL": (lambda x: phi ** x + cos(pi * x) * phi ** -x, singles(PLAIN, [-x for x in PLAIN], [1e-8, 300.5])),
    "HarmonicNumber": (lambda x: digamma(x + 1) + euler, singles(PLAIN, [-x for x in PLAIN], TINY, [1e5, 1e15, 1e300], PLANE)),
    "PolyGamma": (digamma, ONE + singles([1.4616321449683622, -0.5040830082644554]) + COMPLEX),
    "PolyGamma/2": (lambda n, z: psi(int(n), z), pairs([0, 1, 2, 3, 10, 20], [1e-10, 0.1, 1.5, 30.5, 1e6, -0.5, -3.7, 2 + 1j])),
    "BarnesG": (barnesg, singles([0.5, 1.5, 2.5, 3.7, 7.3, -0.5, 20.5])),
    "Hyperfactorial": (hyperfac, singles([0.5, 1.5, 2.5, 7.3])),
    "Subfactorial": (lambda n: gammainc(n + 1, -1) / e, singles([0.5, 1.5, 2.5, 7.3])),
    "Zeta": (zeta, singles([x for x in SIGNED if x > -500], [-33.3, -25.5, 0.001, 1.0000001, -0.001], PLANE)),
    "Zeta/2": (zeta, pairs([1.5, 2, 3, 10.5, -1.5, 0.5], [0.1, 0.5, 1.5, 10.0, 1000.5])),
    "HurwitzZeta": (zeta, pairs([1.5, 3, 30.5, -1.5, 0.5], [0.1, 0.5, 1.5, 10.0, 1000.5])),
    "DirichletEta": (altzeta, singles([x for x in SIGNED if -150 < x < 1000], PLANE)),
    "PolyLog": (polylog, pairs([2, 3, 1.5, 0.5, -1, -1.5], [1e-10, 0.1, 0.5, 0.9, 0.999, -0.5, -1.0, -5.0, -100.0, 0.5 + 0.5j, 2 + 1j])),
    "ProductLog": (lambertw, singles([x for x in SIGNED if x > -0.36], [-0.3678794411714423, -0.36787944, -1.0, -5.0], PLANE)),
    "ProductLog/2": (lambda k, z: lambertw(z, int(k)), pairs([-1, 1, 2], [-0.1, -0.36, -1e-10, 1.5, 1 + 1j])),
    "EllipticK": (ellipk, singles(UNIT, [-x for x in POSITIVE if x < 1e200], PLANE[:6])),
    "EllipticE": (ellipe, singles(UNIT, [-x for x in POSITIVE if x < 1e200], PLANE[:6])),
    "EllipticF": (ellipf, pairs(ANGLES, [1e-10, 0.3, 0.5, 0.99, -2.0])), "EllipticE/2": (ellipe, pairs(ANGLES, [1e-10, 0.3, 0.5, 0.99, -2.0])),
    "JacobiSN": (lambda u, m: ellipfun("sn", u, m=m), pairs(ANGLES, [1e-10, 0.3, 0.5, 0.99])),
    "JacobiCN": (lambda u, m: ellipfun("cn", u, m=m), pairs(ANGLES, [1e-10, 0.3, 0.5, 0.99])),
    "JacobiDN": (lambda u, m: ellipfun("dn", u, m=m), pairs(ANGLES, [1e-10, 0.3, 0.5, 0.99])),
    "JacobiAmplitude": (amplitude, pairs(ANGLES, [1e-10, 0.3, 0.5, 0.99])),
    "BesselJ": (besselj, sample(pairs(ORDERS, [1e-300, 1e-8, 0.3, 1.0, 2.404825557695773, 5.5, 19.7, 50.0, 300.0, 1e5, 1e15, 2 + 1j])) + ORDERLY + pairs([0, 3, 2.5, 33], FAR_OUT)),
    "BesselY": (bessely, sample(pairs(ORDERS, [1e-8, 0.3, 0.8935769662791675, 5.5, 19.7, 50.0, 300.0, 1e5, 1e15, 2 + 1j])) + ORDERLY + pairs([0, 3, 2.5, 33], FAR_OUT)),
    "BesselI": (besseli, sample(pairs(ORDERS, [1e-300, 1e-8, 0.3, 1.0, 5.5, 19.7, 50.0, 300.0, 700.0, 2 + 1j])) + ORDERLY + pairs([0, 3, 2.5, 33], FAR_OUT)),
    "BesselK": (besselk, sample(pairs(ORDERS, [1e-8, 0.3, 1.0, 5.5, 19.7, 50.0, 300.0, 700.0, 2 + 1j])) + ORDERLY + pairs([0, 3, 2.5, 33], FAR_OUT)),
    "SphericalBesselJ": (spherical_j, pairs([0, 1, 3, 10, 0.5], [1e-8, 0.3, 3.141592653589793, 19.7, 300.0, 1e5])),
    "SphericalBesselY": (spherical_y, pairs([0, 1, 3, 10, 0.5], [1e-8, 0.3, 1.5707963267948966, 19.7, 300.0, 1e5])),
    "AiryAi": (airyai, singles([x for x in SIGNED if abs(x) < 101], [-2.338107410459767], PLANE)),
    "AiryBi": (airybi, singles([x for x in SIGNED if abs(x) < 101], [-1.173713222709128], PLANE)),
    "AiryAiPrime": (lambda z: airyai(z, derivative=1), singles([x for x in SIGNED if abs(x) < 101], [-1.018792971647471], PLANE)),
    "AiryBiPrime": (lambda z: airybi(z, derivative=1), singles([x for x in SIGNED if abs(x) < 101], PLANE)),
    "StruveH": (struveh, pairs([0, 1, 2.5, -0.5, 10], [1e-8, 0.3, 4.5, 30.5, 300.0, 1e4, 1 + 1j])),
    "StruveL": (struvel, pairs([0, 1, 2.5, -0.5, 10], [1e-8, 0.3, 4.5, 30.5, 300.0, 1 + 1j])),
    "Hypergeometric0F1": (hyp0f1, pairs([0.5, 1, 2.5, -1.5, 30.0], [1e-10, 0.3, -5.5, 100.0, -400.0, 1e4, 1 + 1j])),
    "Hypergeometric1F1": (hyp1f1, [(a, b, z) for a in (0.5, 2, -1.5, 30.0) for b in (0.7, 1, 2.5) for z in (1e-10, 0.3, -5.5, 50.0, -200.0, 1 + 1j)]),
    "Hypergeometric2F1": (hyp2f1, [(a, b, c, z) for a in (0.5, 2, -1.5) for b in (0.7, 1) for c in (2.5, 3) for z in (1e-10, 0.3, 0.999, -5.5, -1000.0, 0.5 + 0.8j)]),
    "HypergeometricU": (hyperu, [(a, b, z) for a in (0.5, 2, -1.5) for b in (0.7, 1, 2.5) for z in (1e-6, 0.3, 5.5, 50.0, 300.0)]),
    "LegendreP": (legendre_p, pairs(WHOLE + [0.5, 2.5, -0.3], [1e-10, 0.3, -0.5, 0.999, 0.9061798459386640, 1.5])),
    "ChebyshevT": (chebyt, pairs(WHOLE + [0.5, 2.5], [1e-10, 0.3, -0.5, 0.999, 1.5])),
    "ChebyshevU": (chebyu, pairs(WHOLE + [0.5, 2.5], [1e-10, 0.3, -0.5, 0.999, 1.5])),
    "HermiteH": (hermite, pairs(WHOLE + [0.5, 2.5, -0.5], [1e-10, 0.3, -0.5, 3.0, 20.0])),
    "LaguerreL": (lambda n, x: laguerre(n, 0, x), pairs(WHOLE + [0.5, 2.5], [1e-10, 0.3, -0.5, 3.0, 20.0])),
    "LaguerreL/3": (laguerre, [(n, a, x) for n in (1, 3, 20, 0.5) for a in (0.5, 2, -0.5) for x in (0.3, -1.5, 20.0)]),
    "GegenbauerC": (gegenbauer, [(n, a, x) for n in (1, 3, 20, 0.5) for a in (0.5, 2, -0.3) for x in (0.3, -0.5, 0.999, 1.5)]),
    "JacobiP": (jacobi, [(n, a, b, x) for n in (1, 3, 20, 0.5) for a in (0.5, 2) for b in (0.25, -0.5) for x in (0.3, -0.5, 0.999, 1.5)]),
    "CDF[NormalDistribution[]]": (normal_cdf, singles([x for x in SIGNED if abs(x) < 38])),
    "Quantile[NormalDistribution[]]": (lambda q: sqrt(mpf(2)) * erfinv(2 * q - 1), singles([x for x in UNIT if x > 1e-310])),
    "CDF[StudentTDistribution[5/2]]": (lambda x: 1 - betainc(mpf(5) / 4, half, 0, mpf(5) / 2 / (mpf(5) / 2 + x * x), regularized=True) / 2, singles([0.1, 0.5, 1.5, 3.7, 12.25])),
    "CDF[GammaDistribution[7/2, 2]]": (lambda x: gammainc(mpf(7) / 2, 0, x / 2, regularized=True), singles(PLAIN, [1e-8, 100.0])),
    "CDF[BetaDistribution[1/2, 3]]": (lambda x: betainc(half, 3, 0, x, regularized=True), singles(UNIT[1:])),
    "CDF[ChiSquareDistribution[3]]": (lambda x: gammainc(3 * half, 0, x / 2, regularized=True), singles(PLAIN, [1e-8, 100.0])),
    "PDF[StudentTDistribution[5/2]]": (lambda x: (1 + x * x / (5 * half)) ** (-7 * half / 2) / sqrt(5 * half) / beta(half, 5 * half / 2), singles(PLAIN, TINY)),
    "PDF[NormalDistribution[]]": (lambda x: exp(-x * x / 2) / sqrt(2 * pi), singles([x for x in SIGNED if abs(x) < 38])),
    "PDF[GammaDistribution[7/2, 2]]": (lambda x: x ** (5 * half) * exp(-x / 2) / gamma(7 * half) / 2 ** (7 * half), singles(PLAIN, [1e-8, 100.0])),
    "PDF[BetaDistribution[1/2, 3]]": (lambda x: x ** -half * (1 - x) ** 2 / beta(half, 3), singles(UNIT[2:])),
}


def inverse(function, q, low=0, high=None):
    """The x at which a monotonic function is q, by bisection and then the secant method."""
    if high is None:
        low, high = mpf(0), mpf(1)
        while (function(high) - q) * (function(mpf(10) ** -300) - q) > 0:
            high *= 2
    low, high = mpf(low), mpf(high)
    up = function(high) > q
    for _ in range(80):
        middle = (low + high) / 2
        if (function(middle) > q) == up:
            high = middle
        else:
            low = middle
    return findroot(lambda x: function(x) - q, (low, high), solver="secant", tol=mpf(10) ** (-mp.dps - 20), verify=False)


# The comparison. --------------------------------------------------------------------------------------------------------

def text(x):
    if isinstance(x, int):
        return str(x)
    if isinstance(x, complex):
        return f"Complex[{text(x.real)}, {text(x.imag)}]"
    digits, _, exponent = repr(float(x)).partition("e")
    digits = digits if "." in digits else digits + "."
    return f"{digits}*^{int(exponent)}" if exponent else digits


def expression(name, args):
    if name.endswith("]"):
        return f"{name[:-1]}, {text(args[0])}]"
    head = name.split("/")[0]
    return f"{head}[{', '.join(text(x) for x in args)}]"


class Late(Exception):
    pass


def late(*_):
    raise Late()


def reference(function, args):
    """The value of mpmath to at least 50 digits; None where it has none, is slow or unsure of it."""
    def at(digits):
        mp.dps = digits
        return mpmathify(function(*[mpmathify(x) for x in args]))
    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, 4)
    try:
        for digits in (60, 300):
            low, high = at(digits), at(2 * digits)
            mp.dps = 60
            if high == low or abs(high - low) <= abs(high) * mpf(10) ** -40:
                return high
    except Exception:
        # mpmath fails in many ways.
        pass
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        mp.dps = 60
    return None


def ulp(x):
    x = abs(x)
    if x < mpf(2) ** -1022:
        return mpf(2) ** -1074
    return mpf(2) ** (frexp(x)[1] - 53) if isinstance(x, float) else ldexp(1, int(floor(log(x, 2))) - 52)


def error(found, expected):
    """In units of the last place; None when both are beyond the range of machine numbers."""
    expected = mpc(expected)
    size = abs(expected)
    if size > mpf(2) ** 1024 or (size != 0 and size < mpf(2) ** -1075):
        return None
    difference = abs(mpc(found) - expected)
    if size == 0:
        return mpf(0) if difference == 0 else mpf(10) ** 300
    return difference / ulp(size)


def run(vm, expressions):
    # The value's parts as exact integers and exponents, and the time.
    program = """show[x_Real | x_Integer | x_Rational] := ToString[N[x], InputForm]
show[z_Complex] := show[Re[z]] <> "," <> show[Im[z]]
show[_] := "none"
case[k_, e_] := With[{r = AbsoluteTiming[TimeConstrained[Quiet[e], 2, late]]}, Print[k, " ", show[r[[2]]], " ", ToString[r[[1]], InputForm]]]
SetAttributes[case, HoldRest]
"""
    program += "\n".join(f"case[{k}, {e}]" for k, e in enumerate(expressions))
    with tempfile.NamedTemporaryFile("w", suffix=".wl") as file:
        file.write(program)
        file.flush()
        out = subprocess.run([vm, file.name], capture_output=True, text=True)
    def number(text):
        if "Infinity" in text or "Indeterminate" in text:
            return mpf("inf")
        digits, _, exponent = text.partition("*^")
        decimal = digits.partition("`")[0] + "e" + (exponent or "0")
        # A machine number is what its shortest decimal is nearest to.
        return mpf(decimal) if "`" in digits else mpf(float(decimal))
    values = {}
    for line in out.stdout.splitlines():
        fields = line.split(" ")
        if len(fields) == 3 and fields[0].isdigit():
            parts = None if fields[1] == "none" else [number(p) for p in fields[1].split(",")]
            values[int(fields[0])] = (parts, float(number(fields[2])))
    return values


def main():
    options = [a for a in sys.argv[1:] if a.startswith("--")]
    vm, *names = [a for a in sys.argv[1:] if not a.startswith("--")]
    for name, (function, arguments) in TABLE.items():
        if names and name not in names and name.split("/")[0] not in names:
            continue
        arguments = list(dict.fromkeys(arguments))
        expected = [reference(function, args) for args in arguments]
        found = run(vm, [expression(name, args) for args in arguments])
        worst, where, wrong, none, unsure, slowest = mpf(0), "", [], [], 0, (0.0, "")
        for k, args in enumerate(arguments):
            what = expression(name, args)
            value, time = found.get(k, (None, 0.0))
            slowest = max(slowest, (time, what))
            if expected[k] is None or isnan(expected[k]) or isinf(expected[k]):
                unsure += 1
                continue
            if value is None:
                none.append(what)
                continue
            off = error(mpc(*value), expected[k]) if all(map(isfinite, value)) else mpf(10) ** 300
            if off is not None and off > 1:
                wrong.append((off, what, value, expected[k]))
            if off is not None and off > worst:
                worst, where = off, what
        print(f"{name}: {len(arguments)} arguments, worst {nstr(worst, 3)} at {where}; {len(wrong)} wrong, {len(none)} without a value, "
              f"{unsure} unsure; slowest {slowest[0] * 1e3:.2g} ms at {slowest[1]}", flush=True)
        if "--wrong" in options:
            for off, what, value, exact in sorted(wrong, key=lambda row: -row[0]):
                print(f"    {nstr(off, 4)} {what} gives {value}, is {nstr(exact, 18)}")
            for what in none:
                print(f"    no value: {what}")


if __name__ == "__main__":
    main()
