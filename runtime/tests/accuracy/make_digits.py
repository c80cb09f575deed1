"""Writes digits.txt: elementary functions and constants to 50 and more digits, by mpmath.

    pip install mpmath && python3 make_digits.py

Each line is a function, its exact argument as numerator/denominator, and 60 significant digits of its value.
"""

import mpmath as mp

mp.mp.dps = 120
FUNCTIONS = {
    "ArcCos": mp.acos, "ArcCosh": mp.acosh, "ArcCot": lambda z: mp.atan(1 / z), "ArcCoth": lambda z: mp.atanh(1 / z),
    "ArcCsc": lambda z: mp.asin(1 / z), "ArcCsch": lambda z: mp.asinh(1 / z), "ArcSec": lambda z: mp.acos(1 / z),
    "ArcSech": lambda z: mp.acosh(1 / z), "ArcSin": mp.asin, "ArcSinh": mp.asinh, "ArcTan": mp.atan,
    "ArcTanh": mp.atanh, "Cos": mp.cos, "Cosh": mp.cosh, "Cot": mp.cot, "Coth": mp.coth, "Csc": mp.csc,
    "Csch": mp.csch, "Erf": mp.erf, "Erfc": mp.erfc, "Exp": mp.exp, "Gamma": mp.gamma,
    "Gudermannian": lambda z: 2 * mp.atan(mp.tanh(z / 2)), "Haversine": lambda z: mp.sin(z / 2) ** 2, "Log": mp.log,
    "Log10": mp.log10, "Log2": lambda z: mp.log(z, 2), "LogisticSigmoid": lambda z: 1 / (1 + mp.exp(-z)), "Sec": mp.sec,
    "Sech": mp.sech, "Sin": mp.sin, "Sinc": lambda z: mp.sin(z) / z, "Sinh": mp.sinh, "Sqrt": mp.sqrt, "Tan": mp.tan,
    "Tanh": mp.tanh,
}
ARGUMENTS = [(1, 3), (2, 3), (5, 7), (999999, 1000000), (1000001, 1000000), (1, 10**12), (7, 2), (22, 7), (100, 3), (355, 113),
             (-1, 3), (-7, 2)]

with open("digits.txt", "w") as out:
    for name, f in sorted(FUNCTIONS.items()):
        for top, bottom in ARGUMENTS:
            value = f(mp.mpf(top) / bottom)
            if isinstance(value, mp.mpc):
                continue
            out.write(f"{name} {top}/{bottom} {mp.nstr(value, 60, strip_zeros=False)}\n")
    for name, value in [("Pi", mp.pi), ("E", mp.e), ("EulerGamma", mp.euler), ("Catalan", mp.catalan), ("GoldenRatio", mp.phi)]:
        out.write(f"{name} constant {mp.nstr(+value, 60, strip_zeros=False)}\n")
