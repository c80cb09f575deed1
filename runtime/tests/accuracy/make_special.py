"""Writes special.txt: special functions at hard arguments, by mpmath at 80 digits.

    python3 make_special.py > special.txt

A line is the function's name, its arguments (machine numbers, `re` or `re,im`) and the value (`re` or `re,im`).
"""
from mpmath import *

mp.dps = 80
half = mpf(1) / 2

ONE = {
    "AiryAi": airyai, "AiryBi": airybi,
    "AiryAiPrime": lambda z: airyai(z, derivative=1), "AiryBiPrime": lambda z: airybi(z, derivative=1),
    "CosIntegral": ci, "SinIntegral": si, "CoshIntegral": chi, "SinhIntegral": shi, "ExpIntegralEi": ei,
    "FresnelC": fresnelc, "FresnelS": fresnels, "Erf": erf, "Erfc": erfc, "Erfi": erfi,
    "DawsonF": lambda z: sqrt(pi) / 2 * exp(-z * z) * erfi(z),
    "Gamma": gamma, "LogGamma": loggamma, "Zeta": zeta, "DirichletEta": altzeta,
    "EllipticK": ellipk, "EllipticE": ellipe, "ProductLog": lambertw,
}
REAL = [1e-12, 0.1, 0.5, 1.0, 2.5, 7.75, 20.25, 60.5]
SMALL = [-0.99, -0.3, 1e-9, 0.25, 0.5, 0.9, 0.999]
COMPLEX = [(0.5, 0.25), (1.0, 1.0), (-0.5, 2.0), (3.0, -4.0), (0.0, 5.5), (12.0, 1e-3)]
NEGATIVE = {"AiryAi", "AiryBi", "AiryAiPrime", "AiryBiPrime", "SinIntegral", "ExpIntegralEi", "FresnelC", "FresnelS",
            "Erf", "Erfc", "DawsonF", "Gamma", "Zeta"}
NO_COMPLEX = {"EllipticK", "EllipticE"}
TWO = {
    "BesselJ": besselj, "BesselY": bessely, "BesselI": besseli, "BesselK": besselk,
    "StruveH": struveh, "StruveL": struvel, "PolyGamma": lambda n, z: psi(int(n), z), "PolyLog": lambda n, z: polylog(int(n), z),
    "HurwitzZeta": hurwitz if "hurwitz" in dir() else zeta, "ExpIntegralE": expint,
    "SphericalBesselJ": lambda n, z: sqrt(pi / 2 / z) * besselj(n + half, z),
}
PAIRS = {
    "BesselJ": [(0, 1e-5), (0, 2.5), (1, 10.25), (0.5, 3.0), (7, 2.0), (2.25, 40.5), (0, 150.0)],
    "BesselY": [(0, 0.5), (1, 2.5), (0.5, 3.0), (4, 10.25), (0, 30.0)],
    "BesselI": [(0, 0.5), (1, 2.5), (0.5, 3.0), (4, 10.25)],
    "BesselK": [(0, 0.5), (1, 2.5), (0.5, 3.0), (4, 10.25), (0, 30.0)],
    "StruveH": [(0, 1.0), (1, 5.5), (0.5, 12.0)], "StruveL": [(0, 1.0), (1, 5.5)],
    "PolyGamma": [(0, 0.25), (1, 3.5), (2, 0.5), (5, 10.25), (0, -0.75)],
    "PolyLog": [(2, 0.5), (2, -0.75), (2, 0.95), (3, 0.25), (3, -3.5), (4, 0.99), (2, -1.0)],
    "HurwitzZeta": [(2, 0.25), (3.5, 2.5), (1.25, 10.0)],
    "ExpIntegralE": [(1, 0.25), (2, 1.5), (0.5, 3.0), (1, 12.0)],
    "SphericalBesselJ": [(0, 0.5), (2, 3.5), (5, 10.0)],
}
CPAIRS = {"BesselJ": [(0, (1.0, 1.0)), (1.5, (3.0, -2.0))], "BesselK": [(1, (2.0, 1.0))], "BesselI": [(0, (0.0, 4.0))],
          "BesselY": [(1, (2.0, 0.5))], "PolyLog": [(2, (0.5, 0.5)), (3, (-2.0, 1.0))], "PolyGamma": [(0, (0.5, 1.0)), (1, (-2.5, 0.75))]}


def text(z):
    return str(z) if not isinstance(z, tuple) else f"{z[0]},{z[1]}"


def value(z):
    z = mpmathify(z)
    if isinstance(z, mpc) and z.imag != 0:
        return f"{nstr(z.real, 65)},{nstr(z.imag, 65)}"
    return nstr(z.real, 65)


def number(z):
    return mpc(*z) if isinstance(z, tuple) else mpf(z)


for name, f in sorted(ONE.items()):
    args = list(SMALL if name in NO_COMPLEX else REAL)
    if name in NEGATIVE:
        args += [-0.75, -3.5, -9.25]
    if name not in NO_COMPLEX:
        args += COMPLEX
    for z in args:
        if name == "Erfc" and not isinstance(z, tuple) and z > 10:
            continue
        if name in ("DirichletEta",) and z == 1.0:
            continue
        if name == "Zeta" and z == 1.0 or name == "ExpIntegralEi" and isinstance(z, tuple) and z[0] == 0.0:
            continue
        print(name, text(z), value(f(number(z))))
for name, f in sorted(TWO.items()):
    for n, z in PAIRS.get(name, []) + CPAIRS.get(name, []):
        v = zeta(number(n), number(z)) if name == "HurwitzZeta" else f(number(n), number(z))
        print(name, text(n), text(z), value(v))
for n, z in [((0.5, 1.5, 2.5), 0.25), ((1, 2, 3.5), -4.0), ((0.25, 0.75, 1.0), 0.9), ((1, 1, 2), 0.5), ((0.5, 0.25, 1.75), -0.99)]:
    print("Hypergeometric2F1", *n, text(z), value(hyp2f1(*[mpf(a) for a in n], number(z))))
for a, b, z in [(0.5, 1.5, 2.0), (1, 3, -10.0), (2.25, 0.5, 30.0)]:
    print("Hypergeometric1F1", a, b, z, value(hyp1f1(mpf(a), mpf(b), mpf(z))))
for a, b, z in [(0.5, 1.5, 2.0), (1, 1, 0.5), (2, 3, 10.0)]:
    print("HypergeometricU", a, b, z, value(hyperu(mpf(a), mpf(b), mpf(z))))
for p, m in [(0.5, 0.25), (1.5, 0.9), (4.0, 0.5), (1.0, -2.0)]:
    print("EllipticF", p, m, value(ellipf(mpf(p), mpf(m))))
    print("EllipticE", p, m, value(ellipe(mpf(p), mpf(m))))
for u, m in [(0.5, 0.3), (3.0, 0.75), (1.0, 0.0), (10.5, 0.99)]:
    print("JacobiSN", u, m, value(ellipfun("sn", mpf(u), m=mpf(m))))
    print("JacobiCN", u, m, value(ellipfun("cn", mpf(u), m=mpf(m))))
    print("JacobiDN", u, m, value(ellipfun("dn", mpf(u), m=mpf(m))))
for a, x in [(0.5, 0.25), (3.25, 2.0), (0, 1.0), (-1, 0.5), (-0.5, 2.0), (2, 12.0)]:
    print("Gamma", a, x, value(gammainc(mpf(a), mpf(x))))
for x, a, b in [(0.25, 0.5, 1.5), (0.5, 3, 4), (0.9, 2.25, 0.75)]:
    print("Beta", x, a, b, value(betainc(mpf(a), mpf(b), 0, mpf(x))))
