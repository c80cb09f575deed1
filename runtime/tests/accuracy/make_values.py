"""Writes real.txt and complex.txt: values of elementary functions at hard arguments, by mpmath.

    pip install mpmath && python3 make_values.py

Each line is a function, its argument and its value, correctly rounded to doubles from 400 and more digits ("nan"
where there is no finite real value). A zero part of a complex argument stands for 10^-1000 with its sign, so that
values on branch cuts are those of the side that the sign names.
"""

import math
import mpmath as mp

mp.mp.dps = 420
LIMIT = mp.mpf(2) ** 1024


def acosh(z):
    """mp.acosh takes the wrong side of the cut for arguments within 10^-1000 of it."""
    return mp.log(z + mp.sqrt(z - 1) * mp.sqrt(z + 1))


def sinc(z):
    return mp.mpf(1) if z == 0 else mp.sin(z) / z


FUNCTIONS = {
    "ArcCos": mp.acos, "ArcCosh": acosh, "ArcCot": lambda z: mp.atan(1 / z), "ArcCoth": lambda z: mp.atanh(1 / z),
    "ArcCsc": lambda z: mp.asin(1 / z), "ArcCsch": lambda z: mp.asinh(1 / z), "ArcSec": lambda z: mp.acos(1 / z),
    "ArcSech": lambda z: acosh(1 / z), "ArcSin": mp.asin, "ArcSinh": mp.asinh, "ArcTan": mp.atan,
    "ArcTanh": mp.atanh, "Cos": mp.cos, "Cosh": mp.cosh, "Cot": mp.cot, "Coth": mp.coth, "Csc": mp.csc,
    "Csch": mp.csch, "Exp": mp.exp, "Gudermannian": lambda z: 2 * mp.atan(mp.tanh(z / 2)),
    "Haversine": lambda z: mp.sin(z / 2) ** 2, "Log": mp.log, "LogisticSigmoid": lambda z: 1 / (1 + mp.exp(-z)),
    "Sec": mp.sec, "Sech": mp.sech, "Sin": mp.sin, "Sinc": sinc, "Sinh": mp.sinh, "Sqrt": mp.sqrt, "Tan": mp.tan,
    "Tanh": mp.tanh,
}
REAL_ONLY = {
    "Erf": mp.erf, "Erfc": mp.erfc, "Gamma": mp.gamma, "InverseGudermannian": lambda x: mp.asinh(mp.tan(x)) if abs(x) < mp.pi / 2 else mp.nan,
    "InverseHaversine": lambda z: 2 * mp.asin(mp.sqrt(z)), "Log10": mp.log10, "Log2": lambda x: mp.log(x, 2),
    "LogGamma": lambda x: mp.loggamma(x) if x > 0 else mp.nan,
    "InverseErf": lambda x: mp.erfinv(x) if abs(x) < 1 else mp.nan,
}


def rounded(value):
    """The nearest double, halves to even."""
    if value == 0:
        return 0.0
    if abs(value) >= LIMIT:
        return math.inf if value > 0 else -math.inf
    exponent = max(mp.floor(mp.log(abs(value), 2)) - 52, -1074)
    scaled = value / mp.mpf(2) ** exponent
    whole = int(mp.nint(scaled))
    try:
        return math.ldexp(whole, int(exponent))
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def real_arguments():
    sizes = [5e-324, 1e-310, 2.2250738585072014e-308, 1e-200, 1e-20, 1e-8, 1.4901161193847656e-08, 1e-3, 0.1, 0.25, 0.3,
             0.5, 0.7071067811865476, 0.75, 1 - 2.0**-53, 1.0, 1 + 2.0**-52, 1.1, 1.5, math.pi / 2, 2.0, math.e, 3.0, math.pi,
             4.71238898038469, 6.283185307179586, 10.0, 22.0, 36.7, 100.0, 171.6, 355.0, 700.0, 709.78, 745.1, 1e5,
             6381956970095103 * 2.0**797, 1e15, 9007199254740993.0, 1e22, 1e100, 1e300, 1.7976931348623157e308]
    return [sign * size for size in sizes for sign in (1.0, -1.0)]


def write_real():
    mp.mp.dps = 700
    with open("real.txt", "w") as out:
        for name, f in sorted({**FUNCTIONS, **REAL_ONLY}.items()):
            for x in real_arguments():
                if name in REAL_ONLY and abs(x) > 1e5 and name not in ("Log10", "Log2"):
                    continue
                if name == "InverseErf":
                    mp.mp.dps = 60
                try:
                    if abs(x) > 800 and name in ("Exp", "Sinh", "Cosh", "Sech", "Csch", "LogisticSigmoid", "Haversine") and name != "Haversine":
                        continue
                    value = f(mp.mpf(x))
                    value = value.real if isinstance(value, mp.mpc) and value.imag == 0 else value
                    bad = isinstance(value, mp.mpc) or mp.isnan(value) or mp.isinf(value)
                except (ZeroDivisionError, ValueError):
                    bad = True
                mp.mp.dps = 700
                out.write(f"{name} {x!r} {'nan' if bad else repr(rounded(value))}\n")


def write_complex():
    mp.mp.dps = 420
    parts = [0.0, 1e-12, 0.5, 1.0, 1 + 2.0**-52, 3.7, 1e10]
    signed = [sign * part for part in parts for sign in (1.0, -1.0)]

    def exact(part):
        return mp.mpf(part) if part else mp.mpf(10) ** -1000 * math.copysign(1, part)

    skipped = {"Exp", "LogisticSigmoid", "Sinh", "Cosh", "Sech", "Csch", "Sin", "Cos", "Sec", "Csc", "Sinc", "Haversine"}
    with open("complex.txt", "w") as out:
        for name, f in sorted(FUNCTIONS.items()):
            for re in signed:
                for im in signed:
                    if re == 0 and im == 0:
                        continue
                    if name in skipped and max(abs(re), abs(im)) > 1e3:
                        continue
                    if name in ("Tan", "Cot", "Tanh", "Coth", "Gudermannian") and max(abs(re), abs(im)) > 1e3:
                        continue
                    value = mp.mpc(f(mp.mpc(exact(re), exact(im))))
                    if mp.isnan(value.real) or mp.isinf(value.real) or abs(value) > 1e300 or (name.startswith("Arc") and abs(value) > 1000):
                        continue
                    out.write(f"{name} {re!r} {im!r} {rounded(value.real)!r} {rounded(value.imag)!r}\n")


write_real()
mp.mp.dps = 1500
write_complex()
