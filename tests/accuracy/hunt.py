"""Hunts for lost bits: runs `vm` over hard arguments of the elementary and arithmetic functions and compares every
part of every value with mpmath at 400 bits or more.

    python3 -m venv venv && venv/bin/pip install mpmath
    venv/bin/python hunt.py VM [NAME …]            prints the worst error of each function, in ulps of the part
    venv/bin/python hunt.py VM --show [NAME …]     and the arguments of the worst

An error is counted in units of the last place of the exact part; a part below the normal numbers in units of the
smallest one. Correctly rounded is 0.5, the last-but-one bit is 1.5. The arguments are drawn with a fixed seed: tiny,
subnormal, huge, near zeros, poles and branch cuts, from both sides of a cut by the sign of a zero part.
"""
import random
import struct
import subprocess
import sys
import tempfile

from mpmath import mp, mpc, mpf
import mpmath as m

mp.prec = 500
R = random.Random(20261122)
# The end of the range of software reals.
BEYOND = mpf(2) ** 4503599000000000
TINY, SMALLEST, LARGEST = 2.2250738585072014e-308, 5e-324, 1.7976931348623157e308
PI = 3.141592653589793


def near(x, steps):
    """The double `steps` places from x."""
    bits = struct.unpack("<q", struct.pack("<d", abs(x)))[0] + (steps if x >= 0 else -steps)
    value = struct.unpack("<d", struct.pack("<q", max(bits, 0)))[0]
    return value if x >= 0 else -value


def sign():
    return R.choice([1.0, -1.0])


def spread(low, high):
    """Magnitudes 10^low to 10^high."""
    return sign() * R.uniform(1, 10) * 10.0 ** R.uniform(low, high - 1)


# Where functions have zeros, poles, cuts, extrema, or change of method.
PLACES = [0.5, 1.0, 2.0, PI / 2, PI, 3 * PI / 2, 2 * PI, PI / 4, 1e-8, 1.4916681462400413e-154, 2.718281828459045, 10.0,
          0.8813735870195429, 0.7071067811865476, 3.0, 4.0, 8.0, 20.0, 36.7, 100.0, 1 / 3]


def real():
    kind = R.randrange(12)
    if kind < 3:
        return R.uniform(-3, 3)
    if kind < 5:
        return sign() * near(R.choice(PLACES), R.choice([0, 1, -1, 2, -5, R.randint(-10**4, 10**4), R.randint(-10**10, 10**10)]))
    if kind < 6:
        return R.randint(1, 10**R.randint(1, 8)) * PI / 2 * sign()
    if kind < 7:
        return spread(-20, 1)
    if kind < 8:
        return spread(0, 4)
    if kind < 9:
        return sign() * R.uniform(650, 760)
    if kind < 10:
        return spread(-307, 308)
    if kind < 11:
        return spread(3, 22)
    return R.choice([0.0, -0.0, SMALLEST, -SMALLEST, TINY, -TINY, sign() * R.uniform(0, TINY), LARGEST, -LARGEST,
                     sign() * R.uniform(0, 1e-315), 1.0, -1.0, sign() * 1e308])


def positive():
    return abs(real())


def unit():
    kind = R.randrange(6)
    if kind == 0:
        return sign() * near(1.0, -R.choice([0, 1, 2, 3, 10, R.randint(1, 10**6), R.randint(1, 10**12)]))
    if kind == 1:
        return sign() * near(0.5, R.randint(-100, 100))
    if kind == 2:
        return spread(-307, 0)
    if kind == 3:
        return R.choice([0.0, -0.0, SMALLEST, -1.0, 1.0, TINY, -TINY])
    return R.uniform(-1, 1)


def above():
    x = R.randrange(4)
    if x == 0:
        return sign() * near(1.0, R.choice([0, 1, 2, 3, 10, R.randint(1, 10**6), R.randint(1, 10**12)]))
    if x == 1:
        return sign() * R.uniform(1, 6)
    return sign() * max(1.0, abs(spread(0, R.choice([2, 20, 308]))))


def plane():
    kind = R.randrange(10)
    if kind < 3:
        return complex(R.uniform(-3, 3), R.uniform(-3, 3))
    if kind < 5:
        return complex(real(), real())
    if kind == 5:  # along a cut
        return R.choice([complex(real(), sign() * 0.0), complex(sign() * 0.0, real())])
    if kind == 6:  # beside a cut
        return R.choice([complex(R.uniform(-4, 4), spread(-30, -1)), complex(spread(-30, -1), R.uniform(-4, 4))])
    if kind == 7:  # near ±1, ±i, 0
        d = complex(spread(-17, -1), spread(-17, -1))
        return R.choice([1, -1, 1j, -1j, 0, PI / 2, 1j * PI / 2]) + d
    if kind == 8:
        return complex(spread(-5, 5), spread(-5, 5))
    t = R.uniform(0, 2 * PI)  # near the unit circle
    return complex(float(m.cos(t)), float(m.sin(t))) * R.choice([1, 1, 1 + 1e-12])


def moderate():
    return complex(R.uniform(-700, 700), R.choice([R.uniform(-4, 4), real()]))


def many(make, count=400, *keep):
    return [(make(),) for _ in range(count)]


def pairs(first, second, count=400):
    return [(first(), second()) for _ in range(count)]


# ---- references: what mpmath has not, or has with another cut

def c(x):
    return mpc(x.real, x.imag) if isinstance(x, complex) else mpf(x)


def below(x):
    """Whether a part is negative or the negative zero."""
    return str(x).startswith("-") if isinstance(x, float) else x < 0


def on_side(f, axis):
    """f from the side of the cut that the sign of a zero part names: the argument is moved by an invisible amount.

    axis "re": cuts lie along the real axis; "im": along the imaginary one."""
    def g(z):
        if not isinstance(z, complex):
            return f(mpf(z))
        # As small as leaves no trace in the value to 400 bits.
        e = mpf(2) ** -2600
        re, im = mpf(z.real), mpf(z.imag)
        if z.imag == 0 and axis == "re":
            im = -e if below(z.imag) else e
        if z.real == 0 and axis == "im":
            re = -e if below(z.real) else e
        with m.workprec(5600):
            return f(mpc(re, im))
    return g


def wide(f):
    """Evaluated with bits enough for cancellation of arguments 2^-1074 apart from 1."""
    def g(*z):
        with m.workprec(2300):
            return f(*[c(x) for x in z])
    return g


def log(z):
    if z.imag == 0 and z.real < 0:
        return mpc(m.log(-z.real), -m.pi if below(z.imag) else m.pi)
    return m.log(c(z))


def power(z, w):
    with m.workprec(4000):
        return power_of(z, w)


def power_of(z, w):
    if isinstance(z, complex) or isinstance(w, complex):
        return m.exp(c(w) * log(complex(z)))
    if z < 0 and w != int(w):
        return mpc(m.cospi(mpf(w)), m.sinpi(mpf(w))) * m.exp(w * m.log(-mpf(z)))
    return mpf(z) ** (int(w) if w == int(w) and abs(w) < 2**60 else mpf(w))


def mod(x, y):
    x, y = mpf(x), mpf(y)
    return x - y * m.floor(x / y)


def artanh(z):
    return (m.log(1 + z) - m.log(1 - z)) / 2


def arcsin(z):
    w = m.log(m.mpc(0, 1) * z + m.sqrt(1 - z) * m.sqrt(1 + z))
    return m.mpc(w.imag, -w.real)


def arccosh(z):
    return m.log(z + m.sqrt(z - 1) * m.sqrt(z + 1))


def arcsinh(z):
    w = arcsin(mpc(-z.imag, z.real))
    return mpc(w.imag, -w.real)


def arctan(z):
    w = artanh(mpc(-z.imag, z.real))
    return mpc(w.imag, -w.real)


REAL = {
    "Sqrt": (wide(m.sqrt), many(positive)),
    "CubeRoot": (lambda x: m.sign(x) * m.cbrt(abs(mpf(x))), many(real)),
    "Exp": (wide(m.exp), many(real, 600)),
    "Log": (wide(m.log), many(positive)),
    "Log2": (wide(lambda x: m.log(x) / m.log(2)), many(positive)),
    "Log10": (wide(lambda x: m.log(x) / m.log(10)), many(positive)),
    "Sin": (wide(m.sin), many(real, 600)), "Cos": (wide(m.cos), many(real, 600)), "Tan": (wide(m.tan), many(real, 600)),
    "Cot": (wide(m.cot), many(real, 600)), "Sec": (wide(m.sec), many(real, 600)), "Csc": (wide(m.csc), many(real, 600)),
    "ArcSin": (wide(m.asin), many(unit)), "ArcCos": (wide(m.acos), many(unit)), "ArcTan": (wide(m.atan), many(real)),
    "ArcCot": (wide(m.acot), many(real)), "ArcSec": (wide(m.asec), many(above)), "ArcCsc": (wide(m.acsc), many(above)),
    "Sinh": (wide(m.sinh), many(real)), "Cosh": (wide(m.cosh), many(real)), "Tanh": (wide(m.tanh), many(real)),
    "Coth": (wide(m.coth), many(real)), "Sech": (wide(m.sech), many(real)), "Csch": (wide(m.csch), many(real)),
    "ArcSinh": (wide(m.asinh), many(real)), "ArcCosh": (wide(m.acosh), [(abs(x),) for (x,) in many(above)]),
    "ArcTanh": (wide(artanh), many(unit)), "ArcCoth": (wide(lambda x: artanh(1 / x)), many(above)),
    "ArcSech": (wide(m.asech), [(abs(x),) for (x,) in many(unit)]), "ArcCsch": (wide(m.acsch), many(real)),
    "Sinc": (wide(lambda x: m.sin(x) / x if x else mpf(1)), many(real, 600)),
    "Haversine": (wide(lambda x: m.sin(x / 2) ** 2), many(real, 600)),
    "InverseHaversine": (wide(lambda x: 2 * m.asin(m.sqrt(x))), [(abs(x),) for (x,) in many(unit)]),
    "Gudermannian": (wide(lambda x: 2 * m.atan(m.tanh(x / 2))), many(real)),
    "InverseGudermannian": (wide(lambda x: 2 * artanh(m.tan(x / 2))), [(x * 1.57,) for (x,) in many(unit)]),
    "LogisticSigmoid": (wide(lambda x: 1 / (1 + m.exp(-x))), many(real, 600)),
    "FractionalPart": (lambda x: mpf(x) - int(x), many(real)),
}


COMPLEX = {
    "Sqrt": (on_side(m.sqrt, "re"), many(plane)), "Exp": (wide(m.exp), many(plane, 300) + many(moderate, 200)),
    "Log": (lambda z: log(z), many(plane)),
    "Log2": (lambda z: log(z) / m.log(2), many(plane)), "Log10": (lambda z: log(z) / m.log(10), many(plane)),
    "Sin": (wide(m.sin), many(plane)), "Cos": (wide(m.cos), many(plane)), "Tan": (wide(m.tan), many(plane)),
    "Cot": (wide(m.cot), many(plane)), "Sec": (wide(m.sec), many(plane)), "Csc": (wide(m.csc), many(plane)),
    "Sinh": (wide(m.sinh), many(plane)), "Cosh": (wide(m.cosh), many(plane)), "Tanh": (wide(m.tanh), many(plane)),
    "Coth": (wide(m.coth), many(plane)), "Sech": (wide(m.sech), many(plane)), "Csch": (wide(m.csch), many(plane)),
    "ArcSin": (on_side(arcsin, "re"), many(plane)),
    "ArcCos": (on_side(lambda z: m.pi / 2 - arcsin(z), "re"), many(plane)),
    "ArcTan": (on_side(arctan, "im"), many(plane)),
    "ArcCot": (on_side(lambda z: arctan(1 / z), "im"), many(plane)),
    "ArcSec": (on_side(lambda z: m.pi / 2 - arcsin(1 / z), "re"), many(plane)),
    "ArcCsc": (on_side(lambda z: arcsin(1 / z), "re"), many(plane)),
    "ArcSinh": (on_side(arcsinh, "im"), many(plane)), "ArcCosh": (on_side(arccosh, "re"), many(plane)),
    "ArcTanh": (on_side(artanh, "re"), many(plane)), "ArcCoth": (on_side(lambda z: artanh(1 / z), "re"), many(plane)),
    "ArcSech": (on_side(lambda z: arccosh(1 / z), "re"), many(plane)),
    "ArcCsch": (on_side(lambda z: arcsinh(1 / z), "im"), many(plane)),
    "Sinc": (wide(lambda z: m.sin(z) / z), many(plane)),
    "LogisticSigmoid": (wide(lambda z: 1 / (1 + m.exp(-z))), many(plane)),
    "Haversine": (wide(lambda z: m.sin(z / 2) ** 2), many(plane)),
    "InverseHaversine": (on_side(lambda z: 2 * arcsin(m.sqrt(z)), "re"), many(plane)),
    "Gudermannian": (on_side(lambda z: 2 * arctan(m.tanh(z / 2)), "im"), many(plane)),
    "InverseGudermannian": (on_side(lambda z: 2 * artanh(m.tan(z / 2)), "re"), many(plane)),
    "Abs": (lambda z: m.sqrt(mpf(z.real) ** 2 + mpf(z.imag) ** 2), many(plane)),
    "Arg": (lambda z: log(z).imag, many(plane)),
    "Sign": (lambda z: c(z) / abs(c(z)), many(plane)),
    "1/#&": (lambda z: 1 / c(z), many(plane)),
    "#^2&": (lambda z: c(z) ** 2, many(plane)),
}


def small_power():
    return R.choice([R.uniform(-4, 4), R.uniform(-4, 4), R.uniform(-300, 300), float(R.randint(-60, 60)), 1 / 3, -0.5, 1.5])


def sane():
    return R.choice([R.uniform(0, 3), abs(spread(-10, 10)), near(1.0, R.randint(-10**9, 10**9)), positive()])


def close():
    """Pairs of complex numbers whose product cancels in one part."""
    z = plane()
    w = complex(z.imag, z.real) if R.random() < 0.5 else z.conjugate()
    return z, complex(near(w.real, R.randint(-9, 9)), near(w.imag, R.randint(-9, 9)))


TWO = {
    "Power": (power, pairs(sane, small_power, 500) + pairs(positive, real, 300)),
    "Power of negative": (power, pairs(lambda: -sane(), small_power, 400)),
    "Power of integer": (power, pairs(lambda: R.randint(2, 1000), small_power, 300)),
    "Power of complex by complex": (power, pairs(plane, lambda: complex(R.uniform(-4, 4), R.uniform(-4, 4)), 400)
                                    + pairs(lambda: complex(R.uniform(-3, 3), R.uniform(-3, 3)), lambda: complex(R.uniform(-300, 300), R.uniform(-100, 100)), 300)),
    "Power of complex by real": (power, pairs(plane, lambda: R.uniform(-4, 4), 300) + pairs(plane, small_power, 300)),
    "Power of complex by integer": (power, pairs(plane, lambda: R.choice([R.randint(-9, 9), R.randint(-100, 100), R.randint(-3000, 3000)]), 500)),
    "Power of real by complex": (power, pairs(sane, lambda: complex(R.uniform(-4, 4), R.uniform(-40, 40)), 400)),
    "Log": (wide(lambda b, x: m.log(x) / m.log(b)), pairs(sane, sane)),
    "Log of complex": (lambda b, z: log(z) / m.log(mpf(b)), pairs(sane, plane)),
    "ArcTan": (lambda x, y: log(complex(x, y)).imag, pairs(real, real)),
    "Mod": (wide(mod), pairs(real, real)),
    "Surd": (lambda x, n: m.sign(x) * m.root(abs(mpf(x)), n), pairs(real, lambda: R.choice([3, 5, 7, 9, 21, 101]))),
    "Times of complex": (lambda z, w: c(z) * c(w), pairs(plane, plane) + [close() for _ in range(300)]),
    "Divide": (lambda z, w: c(z) / c(w), pairs(plane, plane) + [close() for _ in range(300)]),
    "Divide of real by complex": (lambda z, w: c(z) / c(w), pairs(real, plane)),
    "Times of real": (lambda z, w: c(z) * c(w), pairs(real, real)),
    "Divide of real": (lambda z, w: c(z) / c(w), pairs(real, real)),
    "Plus": (lambda z, w: c(z) + c(w), pairs(plane, plane)),
    "Norm[{#1, #2}]&": (lambda x, y: m.sqrt(mpf(x) ** 2 + mpf(y) ** 2), pairs(real, real)),
}


# Where 0 has no value, and its neighbours, from which the references are taken, have.
NONE_AT_ZERO = ["ArcCsc", "ArcCsch", "ArcSec", "ArcSech", "Log of complex"]


def text(x):
    if isinstance(x, complex):
        return f"Complex[{text(x.real)}, {text(x.imag)}]"
    if isinstance(x, int):
        return str(x)
    digits, _, exponent = repr(float(x)).partition("e")
    digits = digits if "." in digits else digits + "."
    return (f"{digits}*^{int(exponent)}" if exponent else digits).replace(".0*", ".*")


def number(word):
    """A printed real, machine or software, and how many decimal digits of it are said to be known."""
    word = word.strip()
    if word.startswith("0``"):  # nothing is known but how small it is
        return mpf(0), -float(word[3:])
    mantissa, _, exponent = word.partition("*^")
    if "`" not in mantissa:
        return mpf(float(f"{mantissa}e{exponent or 0}")), 16
    mantissa, _, digits = mantissa.partition("`")
    return mpf(f"{mantissa}e{exponent or 0}"), float(digits)


def ulps(got, want):
    """The distance in units of the last place of the exact value."""
    if want == 0:
        return mpf(0) if got == 0 else mpf("inf")
    place = max(int(m.floor(m.log(abs(want), 2))) - 52, -1074)  # mpmath's own exponent has no end
    return abs(got - want) / mpf(2) ** place


def hunt(vm, cases):
    """(label, expression, value) with the two parts that `vm` gives, each None where it gave no number."""
    with tempfile.NamedTemporaryFile("w", suffix=".wl", delete=False) as script:
        for _, expression, _, _ in cases:
            script.write(f"Print[InputForm[Quiet[ReIm[{expression}]]]];\n")
    lines = subprocess.run([vm, script.name], capture_output=True, text=True).stdout.splitlines()
    assert len(lines) == len(cases), (len(lines), len(cases), script.name)
    for (label, expression, value, args), line in zip(cases, lines):
        words = line.strip("{}").split(",")
        try:
            yield label, expression, value, args, [number(word) for word in words]
        except ValueError:
            yield label, expression, value, args, line


def main():
    vm, names = sys.argv[1], [name for name in sys.argv[2:] if not name.startswith("--")]
    cases = []
    for kind, table in (("", REAL), ("complex ", COMPLEX), ("", TWO)):
        for name, (function, arguments) in table.items():
            label = kind + name
            if names and label not in names:
                continue
            head = name.split(" of ")[0]
            for args in arguments:
                if args[0] == 0 and name in NONE_AT_ZERO:
                    continue
                try:
                    value = function(*args)
                    if not (m.isfinite(m.re(value)) and m.isfinite(m.im(value))) or abs(m.re(value)) + abs(m.im(value)) > BEYOND:
                        continue
                    if "Power" in name and 0 < min(abs(part) for x in args[:1] for part in (mpf(x.real), mpf(x.imag)) if part) < TINY:
                        continue  # an angle below the normal numbers
                except (ZeroDivisionError, OverflowError, ValueError, m.libmp.NoConvergence):
                    continue
                call = f"({head})" if "#" in head else head
                if "Power" in name and m.im(value) and m.re(value) and not mpf(2) ** -900 < abs(m.re(value) / m.im(value)) < mpf(2) ** 900:
                    continue  # an angle below the range of doubles
                cases.append((label, f"{call}[{', '.join(text(x) for x in args)}]", mpc(value), args))
    worst, count, odd = {}, {}, {}
    for label, expression, value, args, got in hunt(vm, cases):
        count[label] = count.get(label, 0) + 1
        if isinstance(got, str) or len(got) != 2:
            odd.setdefault(label, []).append((expression, got, m.nstr(value, 17)))
            continue
        for (part, digits), want, name in zip(got, (value.real, value.imag), ("Re", "Im")):
            if part == 0 and digits != 16:
                error = abs(want) / mpf(10) ** digits
            else:
                error = ulps(part, want)
            if part and abs(want) > LARGEST:  # a software real keeps fewer digits, and says how many
                error *= mpf(10) ** (min(digits, 15.5) - 15.95)
            worst.setdefault(label, []).append((float(error), name, expression, m.nstr(part, 17), m.nstr(want, 20)))
    for label in count:
        found = sorted(worst.get(label, []), reverse=True)
        bad = [row for row in found if row[0] > 1.5]
        print(f"{label:32} {count[label]:5} arguments  worst {found[0][0] if found else -1:10.3g}  above 1.5: {len(bad):4}"
              f"  no number: {len(odd.get(label, []))}")
        if "--show" in sys.argv:
            for row in found[:6]:
                print("     ", *row)
            for row in odd.get(label, [])[:5]:
                print("      ?", *row)


main()
