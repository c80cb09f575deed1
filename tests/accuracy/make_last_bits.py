"""Writes ../functions/last_bits.txt: machine values of special functions at hard arguments, by mpmath at 60 digits.

    python3 make_last_bits.py > ../functions/last_bits.txt

Each case asks `===`, which allows the last bit.
"""
from mpmath import *

import hunt_special

mp.dps = 60
half = mpf(1) / 2


def text(x):
    if isinstance(x, int):
        return str(x)
    digits, _, exponent = repr(float(x)).partition("e")
    digits = digits if "." in digits else digits + "."
    return f"{digits}*^{int(exponent)}" if exponent else digits


def jacobi_at(n, x):
    return hyp2f1(-n, n + 1, 1, (1 - x) / 2)


ROWS = {
    "Gamma": (gamma, [(1e-300,), (-0.5,), (-100.5,), (170.25,), (-3.0000001,), (33.3,)]),
    "LogGamma": (loggamma, [(1.0000001,), (2.0000001,), (1e-10,), (1e15,), (1e300,)]),
    "PolyGamma": (lambda n, z: psi(int(n), z), [(0, 1.4616321449683622), (0, -3.7), (1, -0.5), (2, -0.5), (20, -0.5), (5, 1e6)]),
    "HarmonicNumber": (lambda x: digamma(x + 1) + euler, [(1e-20,), (-1e-8,), (0.5,), (-3.7,)]),
    "Beta": (beta, [(7.3, 1e6), (-2.3, 1e6), (1e-10, 200.0), (100.5, 12.25), (-0.5, 0.25)]),
    "GammaRegularized": (lambda a, x: gammainc(a, x, regularized=True),
                         [(0.5, 100.0), (1000.0, 990.0), (100.0, 150.0), (10.5, 0.1), (1e-10, 5.0), (3, 20.0)]),
    "BetaRegularized": (lambda x, a, b: betainc(a, b, 0, x, regularized=True),
                        [(0.1, 20.5, 4.0), (0.9, 0.5, 400.0), (0.5, 500.0, 400.0), (0.99999, 3.0, 0.1), (1e-10, 3.0, 4.0)]),
    "BesselJ": (besselj, [(2.25, 100.0), (1.5, 300.0), (20, 30.0), (100, 19.7), (5, 1000.0), (-2.7, 300.0), (0.5, 1e5)]),
    "BesselY": (bessely, [(-2.7, 50.0), (1.5, 1e5), (100, 25.0), (2.25, 1000.0), (7, 2.0)]),
    "BesselI": (besseli, [(-2.7, 1e-3), (20, 100.0), (0.5, 30.0), (2.25, 300.0)]),
    "BesselK": (besselk, [(0.5, 300.0), (2.25, 300.0), (0.5, 1e-10), (7, 2.0), (20, 25.0)]),
    "LegendreP": (jacobi_at, [(50, 0.999), (50, -0.5), (200, 0.3), (5, -0.9), (-3, 0.3), (2.5, 0.3)]),
    "HermiteH": (hermite, [(100, 0.999), (100, 3.0), (50, -0.5), (0.5, 20.0), (-0.5, 3.0)]),
    "ChebyshevT": (chebyt, [(200, 0.999), (50, 0.3), (10, 1.5)]),
    "ChebyshevU": (chebyu, [(200, 0.999), (50, 0.3), (0.5, 0.3)]),
    "LaguerreL": (lambda n, x: laguerre(n, 0, x), [(50, 20.0), (10, 3.0), (200, 1.5)]),
    "Zeta": (zeta, [(-1e-8,), (-0.001,), (-33.3,), (-25.5,), (0.001,), (1.0000001,)]),
    "PolyLog": (polylog, [(1.5, 0.9), (1.5, -5.0), (1.5, -100.0), (2, 0.999)]),
    "InverseErfc": (lambda q: erfinv(1 - q), [(1e-22,), (1e-40,), (1e-60,), (1e-100,), (1e-200,), (1e-300,)]),
    "InverseBetaRegularized": (None, [(0.3, 0.5, 0.5), (0.01, 0.5, 4.0), (0.3, 3.0, 0.5)]),
    "InverseGammaRegularized": (None, [(1, 0.9), (30.0, 0.999)]),
    "Factorial": (lambda x: gamma(x + 1), [(7.3,), (-0.3,)]),
    "Pochhammer": (rf, [(1000000.5, -1.3), (1000000.5, 1e-9), (10.3, -1.3), (-0.7, 7)]),
    "FactorialPower": (ff, [(-0.7, 7), (10.3, 0.25)]),
    "Binomial": (binomial, [(-0.7, 7), (100.5, -1.3)]),
    "CatalanNumber": (lambda n: gamma(2 * n + 1) / (gamma(n + 1) * gamma(n + 2)), [(2.5,), (-2.7,), (500.5,)]),
    "Fibonacci": (fibonacci, [(1e-300,), (-1e-20,), (1000.3,)]),
    "BarnesG": (barnesg, [(0.5,), (-0.5,), (20.5,)]),
    "Hyperfactorial": (hyperfac, [(0.5,), (7.3,)]),
    "DawsonF": (lambda z: sqrt(pi) / 2 * exp(-z * z) * erfi(z), [(60.5,), (7.3,), (1e10,)]),
    "FresnelS": (fresnels, [(30.5,), (1e10,)]),
    "FresnelC": (fresnelc, [(60.5,), (1e5,)]),
    "ExpIntegralEi": (ei, [(0.3725074107813666,), (-300.0,), (100.0,)]),
    "SinIntegral": (si, [(1e15,), (171.3,)]),
    "CosIntegral": (ci, [(1e15,), (0.6165054856207162,)]),
    "AiryAi": (airyai, [(-100.0,), (30.5,), (-2.338107410459767,)]),
    "StruveH": (struveh, [(1, 300.0), (2.5, 1e4)]),
    "HypergeometricU": (hyperu, [(0.5, 0.7, 300.0), (-1.5, 1, 50.0)]),
    "Hypergeometric1F1": (hyp1f1, [(0.5, 2.5, -200.0)]),
    "ProductLog": (lambertw, [(-0.36787944,), (1e300,), (1e-300,)]),
    "JacobiSN": (lambda u, m: ellipfun("sn", u, m=m), [(-2.5, 0.99), (10.0, 0.5)]),
    "CubeRoot": (lambda x: sign(x) * cbrt(abs(x)), [(1e-300,), (-1e300,), (2.5e-310,), (7.0,)]),
}

ROWS["InverseBetaRegularized"] = (hunt_special.TABLE["InverseBetaRegularized"][0], ROWS["InverseBetaRegularized"][1])
ROWS["InverseGammaRegularized"] = (hunt_special.TABLE["InverseGammaRegularized"][0], ROWS["InverseGammaRegularized"][1])

print("# Special functions of machine numbers to the last or last-but-one bit, by ../accuracy/make_last_bits.py.")
for name, (function, arguments) in ROWS.items():
    for args in arguments:
        # Twice as many digits as it takes: mpmath loses some near zeros and far out.
        mp.dps = 120 if name != "InverseErfc" else 400
        value = function(*[mpf(x) for x in args])
        print(f"{name}[{', '.join(text(x) for x in args)}] === {text(float(mpc(value).real))} => True")
