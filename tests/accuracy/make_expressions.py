"""Writes expressions.txt: numeric functions of exact arguments, by mpmath at 160 digits.

    python3 -m venv venv && venv/bin/pip install mpmath && venv/bin/python make_expressions.py > expressions.txt

A line is an expression of the language, a tab, and the value to 70 digits, real and imaginary part apart by a blank.
"""
from mpmath import *

mp.dps = 160
F = lambda a, b=1: mpf(a) / b
J = mpc(0, 1)
ROWS = []


def row(name, function, *arguments):
    """Each argument list is of (numerator, denominator) pairs, or of a pair of those for a complex number."""
    for args in arguments:
        texts, values = [], []
        for a in args:
            if isinstance(a, int):
                texts.append(str(a)); values.append(mpf(a))
            elif isinstance(a[0], tuple):
                (p, q), (r, s) = a
                texts.append(f"{p}/{q} + {r}/{s} I"); values.append(F(p, q) + J * F(r, s))
            else:
                texts.append(f"{a[0]}/{a[1]}"); values.append(F(*a))
        ROWS.append((f"{name}[{', '.join(texts)}]", function(*values)))


ONE = [[(1, 3)], [(7, 5)], [(-2, 7)], [(1, 10**9)], [(157, 50)]]
ANY = ONE + [[(-22, 7)], [(1001, 13)]]
PLANE = [[((1, 3), (2, 7))], [((-5, 4), (1, 9))], [((-5, 4), (-1, 9))], [((1, 10**6), (3, 1))]]
UNIT = [[(1, 3)], [(-2, 7)], [(999, 1000)], [(1, 10**9)], [(-999, 1000)]]

cut = lambda f: f
for name, function, where in [
    ("Sin", sin, ANY + PLANE), ("Cos", cos, ANY + PLANE), ("Tan", tan, ANY + PLANE), ("Cot", cot, ANY + PLANE),
    ("Sec", sec, ANY + PLANE), ("Csc", csc, ANY + PLANE), ("Sinh", sinh, ANY + PLANE), ("Cosh", cosh, ANY + PLANE),
    ("Tanh", tanh, ANY + PLANE), ("Coth", coth, ANY + PLANE), ("Sech", sech, ANY + PLANE), ("Csch", csch, ANY + PLANE),
    ("Exp", exp, ANY + PLANE), ("Log", log, ANY + PLANE), ("Sqrt", sqrt, ANY + PLANE),
    ("ArcSin", asin, UNIT + PLANE), ("ArcCos", acos, UNIT + PLANE), ("ArcTan", atan, ANY + PLANE),
    ("ArcCot", acot, ANY + PLANE), ("ArcSec", asec, [[(7, 5)], [(-22, 7)]] + PLANE), ("ArcCsc", acsc, [[(7, 5)], [(-22, 7)]] + PLANE),
    ("ArcSinh", asinh, ANY + PLANE), ("ArcCosh", acosh, [[(7, 5)], [(1001, 13)]] + PLANE), ("ArcTanh", atanh, UNIT + PLANE),
    ("ArcCoth", acoth, [[(7, 5)], [(-22, 7)]] + PLANE), ("ArcSech", asech, [[(1, 3)], [(999, 1000)]] + PLANE),
    ("ArcCsch", acsch, ANY + PLANE), ("Sinc", lambda x: sin(x) / x, ANY + PLANE),
    ("Log2", lambda x: log(x) / log(2), [[(1, 3)], [(1001, 13)]]), ("Log10", lambda x: log(x) / log(10), [[(1, 3)], [(1001, 13)]]),
    ("Haversine", lambda x: sin(x / 2) ** 2, ANY + PLANE), ("InverseHaversine", lambda x: 2 * asin(sqrt(x)), [[(1, 3)], [(999, 1000)]]),
    ("Gudermannian", lambda x: 2 * atan(tanh(x / 2)), ANY), ("InverseGudermannian", lambda x: 2 * atanh(tan(x / 2)), UNIT),
    ("LogisticSigmoid", lambda x: 1 / (1 + exp(-x)), ANY + PLANE),
    ("Erf", erf, ANY + PLANE), ("Erfc", erfc, ANY + PLANE), ("Erfi", erfi, ONE + PLANE),
    ("InverseErf", erfinv, [[(1, 3)], [(-2, 7)], [(999, 1000)], [(1, 10**9)]]),
    ("InverseErfc", lambda x: erfinv(1 - x), [[(1, 3)], [(12, 7)], [(1, 1000)]]),
    ("DawsonF", lambda z: sqrt(pi) / 2 * exp(-z * z) * erfi(z), ONE),
    ("FresnelC", fresnelc, ONE + PLANE), ("FresnelS", fresnels, ONE + PLANE),
    ("SinIntegral", si, ONE + PLANE), ("CosIntegral", ci, [[(1, 3)], [(157, 50)]] + PLANE),
    ("SinhIntegral", shi, ONE), ("CoshIntegral", chi, [[(1, 3)], [(157, 50)]]), ("ExpIntegralEi", ei, ONE),
    ("LogIntegral", li, [[(1, 3)], [(157, 50)]]),
    ("Gamma", gamma, ANY[:3] + [[(157, 50)], [(-22, 7)]] + PLANE), ("LogGamma", loggamma, [[(1, 3)], [(7, 5)], [(157, 50)]] + PLANE),
    ("PolyGamma", digamma, [[(1, 3)], [(-2, 7)], [(157, 50)]] + PLANE), ("Zeta", zeta, [[(1, 3)], [(7, 5)], [(-2, 7)], [(157, 50)]] + PLANE[:3]),
    ("DirichletEta", altzeta, [[(1, 3)], [(7, 5)]]), ("HarmonicNumber", lambda x: digamma(x + 1) + euler, [[(1, 3)], [(157, 50)]]),
    ("Factorial", lambda x: gamma(x + 1), [[(1, 3)], [(-22, 7)]]),
    ("Factorial2", fac2, [[(1, 3)], [(157, 50)]]), ("Fibonacci", fibonacci, [[(1, 3)], [(-22, 7)], [(157, 50)]]),
    ("LucasL", lambda x: phi ** x + cos(pi * x) * phi ** -x, [[(1, 3)], [(157, 50)]]),
    ("CatalanNumber", lambda n: gamma(2 * n + 1) / (gamma(n + 1) * gamma(n + 2)), [[(1, 3)], [(157, 50)]]),
    ("EllipticK", ellipk, UNIT), ("EllipticE", ellipe, UNIT), ("ProductLog", lambertw, [[(1, 3)], [(157, 50)], [(-2, 7)]] + PLANE[:2]),
    ("AiryAi", airyai, ANY[:4] + PLANE), ("AiryBi", airybi, ANY[:4] + PLANE),
    ("AiryAiPrime", lambda z: airyai(z, derivative=1), ANY[:4]), ("AiryBiPrime", lambda z: airybi(z, derivative=1), ANY[:4]),
]:
    row(name, function, *where)

PAIRS = [[(1, 3), (7, 5)], [(5, 2), (1, 10)], [(2, 7), (22, 7)]]
for name, function, where in [
    ("ArcTan", lambda x, y: atan2(y, x), PAIRS + [[(-1, 3), (1, 10**9)], [(-1, 3), (-1, 10**9)]]),
    ("Power", lambda x, y: exp(y * log(x)), PAIRS + [[((-1, 3), (1, 10**9)), (1, 2)], [((-1, 3), (-1, 10**9)), (1, 2)], [(-2, 3), (1, 3)]]),
    ("Log", lambda b, x: log(x) / log(b), PAIRS),
    ("BesselJ", besselj, PAIRS + [[0, ((1, 1), (1, 1))]]), ("BesselY", bessely, PAIRS), ("BesselI", besseli, PAIRS),
    ("BesselK", besselk, PAIRS), ("StruveH", struveh, PAIRS), ("StruveL", struvel, PAIRS),
    ("SphericalBesselJ", lambda n, z: sqrt(pi / 2 / z) * besselj(n + F(1, 2), z), [[1, (7, 5)], [3, (1, 10)]]),
    ("SphericalBesselY", lambda n, z: sqrt(pi / 2 / z) * bessely(n + F(1, 2), z), [[1, (7, 5)], [3, (1, 10)]]),
    ("Beta", beta, PAIRS), ("Binomial", binomial, PAIRS), ("Pochhammer", rf, PAIRS),
    ("Gamma", lambda a, z: gammainc(a, z), PAIRS), ("GammaRegularized", lambda a, z: gammainc(a, z, regularized=True), PAIRS),
    ("PolyGamma", lambda n, z: psi(int(n), z), [[2, (1, 3)], [5, (157, 50)]]),
    ("Zeta", lambda s, a: zeta(s, a), [[3, (1, 3)], [(5, 2), (7, 5)]]), ("HurwitzZeta", lambda s, a: zeta(s, a), [[3, (1, 3)]]),
    ("PolyLog", polylog, [[2, (1, 3)], [(5, 2), (1, 3)], [3, (-7, 5)]]), ("ExpIntegralE", expint, [[2, (1, 3)], [(1, 2), (7, 5)]]),
    ("EllipticF", ellipf, [[(1, 3), (1, 2)], [(7, 5), (2, 7)]]), ("EllipticE", lambda a, m: ellipe(a, m), [[(1, 3), (1, 2)]]),
    ("JacobiSN", lambda u, m: ellipfun("sn", u, m=m), [[(1, 3), (1, 2)], [(7, 5), (2, 7)]]),
    ("JacobiCN", lambda u, m: ellipfun("cn", u, m=m), [[(1, 3), (1, 2)], [(7, 5), (2, 7)]]),
    ("JacobiDN", lambda u, m: ellipfun("dn", u, m=m), [[(1, 3), (1, 2)], [(7, 5), (2, 7)]]),
    ("LegendreP", legendre, [[3, (1, 3)], [(1, 2), (1, 3)]]), ("ChebyshevT", chebyt, [[3, (1, 3)], [(1, 2), (1, 3)]]),
    ("ChebyshevU", chebyu, [[3, (1, 3)], [(1, 2), (1, 3)]]), ("HermiteH", hermite, [[3, (1, 3)], [(1, 2), (1, 3)]]),
    ("LaguerreL", lambda n, x: laguerre(n, 0, x), [[3, (1, 3)], [(1, 2), (1, 3)]]),
    ("Hypergeometric0F1", hyp0f1, PAIRS), ("Surd", lambda x, n: sign(x) * abs(x) ** (1 / n), [[(-7, 5), 3], [(7, 5), 4]]),
    ("FactorialPower", lambda x, n: gamma(x + 1) / gamma(x - n + 1), [[(22, 7), 3], [(22, 7), (1, 2)]]),
]:
    row(name, function, *where)
for name, function, where in [
    ("BetaRegularized", lambda z, a, b: betainc(a, b, 0, z, regularized=True), [[(1, 3), (1, 2), 2], [(1, 10), (7, 5), (3, 2)]]),
    ("Beta", lambda z, a, b: betainc(a, b, 0, z), [[(1, 3), (1, 2), 2]]),
    ("Hypergeometric1F1", hyp1f1, [[(1, 3), (7, 5), (2, 7)], [(1, 2), (3, 2), -5]]),
    ("HypergeometricU", hyperu, [[(1, 3), (7, 5), (2, 7)]]),
    ("GegenbauerC", lambda n, m, x: gegenbauer(n, m, x), [[3, (1, 2), (1, 3)], [(1, 2), (7, 5), (1, 3)]]),
    ("Hypergeometric2F1", hyp2f1, [[(1, 2), (1, 3), (1, 4), (1, 5)], [(1, 2), (1, 3), (7, 5), (-22, 7)]]),
    ("JacobiP", jacobi, [[3, (1, 2), (1, 3), (1, 5)], [(1, 2), (1, 3), (1, 4), (1, 5)]]),
]:
    row(name, function, *where)
half = lambda f, q, low, high: findroot(lambda x: f(x) - q, (low, high), solver="anderson", tol=mpf(10) ** -150)
ROWS.append(("InverseGammaRegularized[1/2, 1/3]", half(lambda x: gammainc(F(1, 2), x, regularized=True), F(1, 3), F(2, 5), F(1, 2))))
ROWS.append(("InverseBetaRegularized[1/3, 1/2, 2]", half(lambda x: betainc(F(1, 2), 2, 0, x, regularized=True), F(1, 3), F(4, 100), F(6, 100))))
for name, value in [("Pi", pi), ("E", e), ("EulerGamma", euler), ("GoldenRatio", phi), ("Catalan", catalan), ("Degree", pi / 180)]:
    ROWS.append((name, +value))
for text, value in [
    ("Sin[10^20]", sin(mpf(10) ** 20)), ("Exp[-1000]", exp(mpf(-1000))), ("Exp[Pi Sqrt[163]] - 262537412640768744", exp(pi * sqrt(mpf(163))) - 262537412640768744),
    ("Sqrt[2] + Sqrt[3] - Sqrt[5 + 2 Sqrt[6]] + 10^-40", mpf(10) ** -40), ("Cos[10^-30] - 1", cos(mpf(10) ** -30) - 1),
    ("Log[1 + 10^-30]", log(1 + mpf(10) ** -30)), ("ArcTan[10^30]", atan(mpf(10) ** 30)), ("Gamma[1/10^20]", gamma(mpf(10) ** -20)),
    ("Tan[Pi/2 - 10^-25]", tan(pi / 2 - mpf(10) ** -25)), ("Erfc[30]", erfc(mpf(30))), ("Zeta[1 + 10^-15]", zeta(1 + mpf(10) ** -15)),
    ("LogGamma[1 + 10^-15]", loggamma(1 + mpf(10) ** -15)), ("BesselJ[0, 1000]", besselj(0, mpf(1000))), ("Gamma[100 + 1/3]", gamma(100 + F(1, 3))),
    ("2^(1/3) 3^(1/5)", mpf(2) ** F(1, 3) * mpf(3) ** F(1, 5)), ("I^I", exp(-pi / 2)), ("E^Pi - Pi^E", e ** pi - pi ** e),
]:
    ROWS.append((text, value))

for text, value in ROWS:
    value = mpmathify(value)
    if isinstance(value, mpc) and value.imag != 0:
        print(f"{text}\t{nstr(value.real, 70)} {nstr(value.imag, 70)}")
    else:
        print(f"{text}\t{nstr(mpc(value).real, 70)}")
