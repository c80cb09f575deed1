"""Writes special_expressions.txt: special functions of exact arguments, by mpmath, to 110 digits.

    python3 -m venv venv && venv/bin/pip install mpmath && venv/bin/python make_special_expressions.py > special_expressions.txt

A line is an expression of the language, a tab, and the value, real and imaginary part apart by a blank. The functions are
those of hunt_special.py; a value is taken where mpmath gives the same at 150 and 300 digits.
"""
import sys
from fractions import Fraction as F

from mpmath import *

import hunt_special

ONE = [(F(1, 3),), (F(22, 7),), (F(-7, 5),), (F(50, 3),), ((F(1, 3), F(2, 7)),), ((F(-5, 4), F(1, 9)),)]
UNIT = [(F(1, 3),), (F(1, 10**9),), (F(999, 1000),)]
TWO = [(F(5, 2), F(7, 5)), (F(1, 3), F(50, 3)), (3, F(22, 7)), (2, (F(1, 3), F(2, 7)))]
ORDER = [(3, F(1, 3)), (F(1, 2), F(1, 3)), (20, F(-7, 10))]
MODULUS = [(F(1, 3), F(1, 2)), (F(7, 5), F(2, 7))]
ARGUMENTS = {
    **dict.fromkeys(["InverseErf", "InverseErfc", "EllipticK", "EllipticE"], UNIT),
    **dict.fromkeys(["BarnesG", "Hyperfactorial", "CatalanNumber", "LucasL", "Factorial2", "Subfactorial"], ONE[:2]),
    **dict.fromkeys(["EllipticF", "EllipticE/2", "JacobiSN", "JacobiCN", "JacobiDN", "JacobiAmplitude"], MODULUS),
    **dict.fromkeys(["LegendreP", "ChebyshevT", "ChebyshevU", "HermiteH", "LaguerreL"], ORDER),
    **dict.fromkeys(["StruveH", "StruveL", "BesselJ", "BesselY", "BesselI", "BesselK", "Beta", "Binomial", "Pochhammer",
                     "FactorialPower", "Hypergeometric0F1", "ExpIntegralE"], TWO),
    **dict.fromkeys(["SphericalBesselJ", "SphericalBesselY"], [(1, F(7, 5)), (3, F(50, 3))]),
    **dict.fromkeys(["Gamma/2", "GammaRegularized"], TWO[:3] + [(F(-3, 2), F(1, 3)), (100, F(301, 3))]),
    **dict.fromkeys(["Zeta/2", "HurwitzZeta"], [(F(5, 2), F(1, 3)), (3, F(22, 7))]),
    "InverseGammaRegularized": [(F(1, 2), F(1, 3)), (F(7, 2), F(9, 10))],
    "InverseBetaRegularized": [(F(1, 3), F(1, 2), 2), (F(9, 10), 3, F(1, 2))],
    "PolyGamma/2": [(1, F(1, 3)), (5, F(-7, 5)), (2, (F(1, 3), F(2, 7)))],
    "PolyLog": [(2, F(1, 3)), (3, F(-7, 5)), (F(3, 2), F(1, 3)), (2, (F(1, 3), F(2, 7)))],
    "ProductLog": [(F(1, 3),), (F(50, 3),), (F(-1, 5),), ((F(1, 3), F(2, 7)),)],
    "ProductLog/2": [(-1, F(-1, 5)), (1, F(1, 3))],
    "Erf/2": [(F(1, 3), F(7, 5)), (5, F(16, 3))],
    **dict.fromkeys(["Beta/3", "BetaRegularized"], [(F(1, 3), F(5, 2), F(7, 5)), (F(99, 100), F(1, 2), 40)]),
    **dict.fromkeys(["Hypergeometric1F1", "HypergeometricU"], [(F(1, 2), F(7, 5), F(1, 3)), (F(1, 3), F(5, 2), 30)]),
    "Hypergeometric2F1": [(F(1, 2), F(1, 3), F(7, 5), F(1, 4)), (F(1, 2), F(1, 3), F(7, 5), -5), (F(1, 2), 1, F(5, 2), (F(1, 3), F(2, 7)))],
    "LaguerreL/3": [(3, F(1, 2), F(1, 3)), (F(1, 2), 2, F(1, 3))],
    "GegenbauerC": [(3, F(1, 2), F(1, 3)), (F(1, 2), F(7, 5), F(1, 3))],
    "JacobiP": [(3, F(1, 2), F(1, 3), F(1, 5)), (F(1, 2), F(1, 3), F(1, 4), F(1, 5))],
}


def text(x):
    return f"{x[0]} + {x[1]} I" if isinstance(x, tuple) else str(x)


def value(function, args):
    def number(x):
        return mpc(number(x[0]), number(x[1])) if isinstance(x, tuple) else mpf(F(x).numerator) / F(x).denominator

    def at(digits):
        mp.dps = digits
        return mpmathify(function(*[number(x) for x in args]))

    try:
        low, high = at(150), at(300)
        mp.dps = 150
        return high if isfinite(high) and abs(high - low) <= abs(high) * mpf(10) ** -120 else None
    except Exception:
        return None


for name, (function, _) in hunt_special.TABLE.items():
    if name.endswith("]"):
        continue
    for args in ARGUMENTS.get(name, ONE):
        result = value(function, args)
        call = f"{name.split('/')[0]}[{', '.join(text(x) for x in args)}]"
        if result is None:
            print(f"left out: {call}", file=sys.stderr)
            continue
        result = mpc(result)
        parts = [result.real] if result.imag == 0 else [result.real, result.imag]
        print(f"{call}\t{' '.join(nstr(part, 110) for part in parts)}")
