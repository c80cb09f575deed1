"""Writes hard_expressions.txt: elementary functions at hard exact arguments, by mpmath at 400 digits.

    python3 -m venv venv && venv/bin/pip install mpmath && venv/bin/python make_hard_expressions.py > hard_expressions.txt

A line is an expression of the language, a tab, and the value to 110 digits, real and imaginary part apart by a blank.
The arguments are tiny, huge, near zeros and poles (rational approximations of multiples of Pi, of 1, of E), beside branch
cuts from both sides, and mixed: one part tiny, the other not.
"""
from mpmath import *

mp.dps = 400
J = mpc(0, 1)


def text(p, q=1):
    return str(p) if q == 1 else f"{p}/{q}"


# Real arguments as (numerator, denominator).
TINY = [(1, 10**40), (-3, 10**15)]
HUGE = [(10**25 + 1, 3), (-(10**12), 7)]
NEAR_PI = [(104348, 33215), (-245850922, 78256779), (5706674932067741, 3632981931051718)]
NEAR_ONE = [(10**30 + 1, 10**30), (-(10**18) + 1, 10**18)]
MIDDLE = [(-22, 7), (3, 2), (7, 10)]
INSIDE = [(10**30 - 1, 10**30), (-(10**18) + 1, 10**18), (7, 10)]
OUTSIDE = [(10**30 + 1, 10**30), (-(10**18) - 1, 10**18), (3, 2)]
BIG = [(1001, 3), (-750, 7)]

# Complex arguments as two of those.
PLANE = [((3, 2), (1, 10**25)), ((3, 2), (-1, 10**25)), ((-3, 2), (1, 10**25)), ((-3, 2), (-1, 10**25)), ((1, 10**25), (3, 2)),
         ((-1, 10**25), (-3, 2)), ((1, 10**30), (1, 10**35)), ((10**20, 3), (1, 7)), ((104348, 33215), (1, 10**12)), ((-1, 3), (-200, 7))]
UPRIGHT = [z for z in PLANE if z[0] != (10**20, 3)]


def atanh_(z):
    return (log(1 + z) - log(1 - z)) / 2


ROWS = [
    ("Sin", sin, TINY + HUGE + NEAR_PI, PLANE), ("Cos", cos, TINY + HUGE + NEAR_PI, PLANE), ("Tan", tan, TINY + HUGE + NEAR_PI, PLANE),
    ("Cot", cot, TINY + HUGE + NEAR_PI, PLANE), ("Sec", sec, TINY + HUGE + NEAR_PI, PLANE), ("Csc", csc, TINY + HUGE + NEAR_PI, PLANE),
    ("Sinh", sinh, TINY + BIG, UPRIGHT), ("Cosh", cosh, TINY + BIG, UPRIGHT), ("Tanh", tanh, TINY + MIDDLE, UPRIGHT),
    ("Coth", coth, TINY + MIDDLE, UPRIGHT), ("Sech", sech, TINY + BIG, UPRIGHT), ("Csch", csch, TINY + BIG, UPRIGHT),
    ("Exp", exp, TINY + BIG, UPRIGHT), ("Log", log, TINY + HUGE + NEAR_ONE, PLANE), ("Sqrt", sqrt, TINY + HUGE + NEAR_ONE, PLANE),
    ("CubeRoot", lambda x: sign(x) * cbrt(abs(x)), TINY + HUGE + MIDDLE, []),
    ("Log2", lambda x: log(x) / log(2), TINY[:1] + NEAR_ONE[:1], PLANE[:4]), ("Log10", lambda x: log(x) / log(10), TINY[:1] + NEAR_ONE[:1], PLANE[:4]),
    ("ArcSin", asin, TINY + INSIDE, PLANE), ("ArcCos", acos, TINY + INSIDE, PLANE), ("ArcTan", atan, TINY + HUGE + MIDDLE, PLANE),
    ("ArcCot", acot, TINY + HUGE + MIDDLE, PLANE), ("ArcSec", asec, HUGE + OUTSIDE, PLANE), ("ArcCsc", acsc, HUGE + OUTSIDE, PLANE),
    ("ArcSinh", asinh, TINY + HUGE + MIDDLE, PLANE), ("ArcCosh", acosh, [(10**30 + 1, 10**30), (10**25, 3)], PLANE),
    ("ArcTanh", atanh_, TINY + INSIDE, PLANE), ("ArcCoth", lambda z: atanh_(1 / z), HUGE + OUTSIDE, PLANE),
    ("ArcSech", asech, [(10**30 - 1, 10**30), (1, 10**40)], PLANE), ("ArcCsch", acsch, TINY + HUGE + MIDDLE, PLANE),
    ("Sinc", lambda z: sin(z) / z, TINY + HUGE + NEAR_PI, PLANE), ("Haversine", lambda z: sin(z / 2) ** 2, TINY + HUGE + NEAR_PI, PLANE),
    ("InverseHaversine", lambda z: 2 * asin(sqrt(z)), [(1, 10**40), (10**30 - 1, 10**30)], UPRIGHT[:2]),
    ("Gudermannian", lambda z: 2 * atan(tanh(z / 2)), TINY + MIDDLE, UPRIGHT[:2]),
    ("InverseGudermannian", lambda z: 2 * atanh_(tan(z / 2)), TINY + [(7, 10)], UPRIGHT[:2]),
    ("LogisticSigmoid", lambda z: 1 / (1 + exp(-z)), TINY + BIG, UPRIGHT),
]


def value(p, q=1):
    return mpf(p) / q


def main():
    rows = []
    for name, function, reals, planes in ROWS:
        for x in reals:
            rows.append((f"{name}[{text(*x)}]", function(value(*x))))
        for (x, y) in planes:
            rows.append((f"{name}[{text(*x)} + {text(*y)} I]".replace("+ -", "- "), function(value(*x) + J * value(*y))))
    for a, b in [((3, 2), (10**20, 7)), ((10**30 + 1, 10**30), (10**31, 3)), ((7, 10), (-3, 10**15)), ((1, 10**40), (22, 7))]:
        rows.append((f"Power[{text(*a)}, {text(*b)}]", exp(value(*b) * log(value(*a)))))
    for (x, y), b in [(PLANE[0], (1, 3)), (PLANE[3], (1, 3)), (PLANE[2], (-5, 2)), (PLANE[6], (1, 7))]:
        rows.append((f"Power[{text(*x)} + {text(*y)} I, {text(*b)}]".replace("+ -", "- "), exp(value(*b) * log(value(*x) + J * value(*y)))))
    for x, y in [((-1, 1), (1, 10**30)), ((-1, 1), (-1, 10**30)), ((1, 10**30), (-1, 1)), ((10**20, 1), (3, 7))]:
        rows.append((f"ArcTan[{text(*x)}, {text(*y)}]", atan2(value(*y), value(*x))))
    for b, x in [((10**30 + 1, 10**30), (3, 2)), ((3, 2), (10**30 + 1, 10**30)), ((10, 1), (10**40 + 1, 1))]:
        rows.append((f"Log[{text(*b)}, {text(*x)}]", log(value(*x)) / log(value(*b))))
    for expression, exact in rows:
        exact = mpmathify(exact)
        if any(part and abs(log(abs(part), 10)) > 3000 for part in (mpc(exact).real, mpc(exact).imag)):
            continue  # too long for the exact comparison
        if isinstance(exact, mpc) and exact.imag != 0:
            print(f"{expression}\t{nstr(exact.real, 110)} {nstr(exact.imag, 110)}")
        else:
            print(f"{expression}\t{nstr(mpc(exact).real, 110)}")


main()
