"""Hunts for wrong last bits of the properties of distributions: PDF, CDF, SurvivalFunction and Quantile at machine numbers,
in both tails, against mpmath at 60 and 120 digits.

    python3 -m venv venv && venv/bin/pip install mpmath && venv/bin/python hunt_distributions.py VM [DISTRIBUTION ...]

A line is printed for each property: how many arguments, the worst error in units of the last place and where, how many are
off by more than 1.5, how many have no value, and the slowest. With `--wrong` the wrong ones are listed, with `--rows` the
worst as cases for ../functions/hard_bits.txt. Parameters are drawn with a fixed seed.
"""
import random
import sys

from mpmath import *

from hunt_special import error, expression, inverse, reference, run, text

half = mpf(1) / 2
R = random.Random(20261122)


def gamma_lower(a, x):
    return gammainc(a, 0, x, regularized=True)


def gamma_upper(a, x):
    return gammainc(a, x, regularized=True)


def beta_lower(x, a, b):
    return betainc(a, b, 0, x, regularized=True)


def chances(weight):
    """CDF, tail and density of a distribution of whole numbers from its weights."""
    return dict(PDF=lambda k, *p: weight(int(k), *p), CDF=lambda k, *p: fsum(weight(j, *p) for j in range(int(k) + 1)),
                SurvivalFunction=lambda k, *p: fsum(weight(j, *p) for j in range(int(k) + 1, int(k) + 400)))


def t_tail(x, n):
    return beta_lower(n / (n + x * x), n / 2, half) / 2


def by_search(cdf, low=None):
    """The place at which a distribution function is q."""
    def quantile(q, *p):
        return inverse(lambda x: cdf(x, *p), q)
    return quantile


def normal(x, m, s):
    return erfc((m - x) / s / sqrt(mpf(2))) / 2


def erfc_inverse(q):
    start = -erfinv(q - 1) if q > mpf(10) ** -30 else sqrt(-log(q * sqrt(pi) * sqrt(-log(q))))
    x = start
    for _ in range(60):
        step = (erfc(x) - q) * exp(x * x) * sqrt(pi) / 2
        x += step
        if abs(step) < abs(x) * mpf(10) ** (-mp.dps + 5):
            break
    return x


POSITIVE = [1e-20, 1e-8, 0.01, 0.3, 1.1, 2.5, 7.3, 33.3, 100.5]
LINE = [-400.5, -33.3, -7.3, -2.5, -0.3, 0.0, 1e-12, 0.7, 2.1, 9.9, 37.5]
UNIT = [1e-18, 1e-5, 0.03, 0.5, 0.77, 0.999, 1 - 2.0 ** -50]
COUNTS = [0, 1, 2, 5, 9, 20]
Q = [1e-20, 1e-5, 0.1, 0.3, 0.7, 0.975, 1 - 2.0 ** -40]

# Where a place beside the one given may lie outside.
BOUNDED = ["BetaDistribution", "ParetoDistribution", "TriangularDistribution", "UniformDistribution"]

# name: (parameters, places, properties)
TABLE = {
    "NormalDistribution": ([(0, 1), (0.3, 2.7), (-1.1, 0.013)], LINE, dict(
        PDF=lambda x, m, s: exp(-((x - m) / s) ** 2 / 2) / s / sqrt(2 * pi), CDF=normal,
        SurvivalFunction=lambda x, m, s: normal(-x, -m, s), Quantile=lambda q, m, s: m - sqrt(mpf(2)) * s * erfc_inverse(2 * q))),
    "LogNormalDistribution": ([(0.3, 0.7)], POSITIVE, dict(
        PDF=lambda x, m, s: exp(-((log(x) - m) / s) ** 2 / 2) / s / x / sqrt(2 * pi), CDF=lambda x, m, s: normal(log(x), m, s),
        SurvivalFunction=lambda x, m, s: normal(-log(x), -m, s),
        Quantile=lambda q, m, s: exp(m - sqrt(mpf(2)) * s * erfc_inverse(2 * q)))),
    "HalfNormalDistribution": ([(0.7,)], POSITIVE[:8], dict(
        PDF=lambda x, t: 2 * t / pi * exp(-(x * t) ** 2 / pi), CDF=lambda x, t: erf(x * t / sqrt(pi)),
        SurvivalFunction=lambda x, t: erfc(x * t / sqrt(pi)))),
    "CauchyDistribution": ([(0, 1), (0.3, 2.7)], LINE + [1e15, -1e15], dict(
        PDF=lambda x, a, b: 1 / (b * pi * (1 + ((x - a) / b) ** 2)), CDF=lambda x, a, b: half + atan((x - a) / b) / pi,
        SurvivalFunction=lambda x, a, b: half - atan((x - a) / b) / pi, Quantile=lambda q, a, b: a - b * cot(pi * q))),
    "LogisticDistribution": ([(0, 1), (0.3, 2.7)], LINE, dict(
        PDF=lambda x, m, b: 1 / (b * (exp((x - m) / b / 2) + exp(-(x - m) / b / 2)) ** 2), CDF=lambda x, m, b: 1 / (1 + exp(-(x - m) / b)),
        SurvivalFunction=lambda x, m, b: 1 / (1 + exp((x - m) / b)), Quantile=lambda q, m, b: m - b * log(1 / q - 1))),
    "LaplaceDistribution": ([(0.3, 2.7)], LINE, dict(
        PDF=lambda x, m, b: exp(-abs(x - m) / b) / 2 / b, CDF=lambda x, m, b: exp((x - m) / b) / 2 if x < m else 1 - exp(-(x - m) / b) / 2,
        SurvivalFunction=lambda x, m, b: 1 - exp((x - m) / b) / 2 if x < m else exp(-(x - m) / b) / 2,
        Quantile=lambda q, m, b: m + b * log(2 * q) if q < half else m - b * log(2 - 2 * q))),
    "ExtremeValueDistribution": ([(0.3, 2.7)], LINE[3:], dict(
        PDF=lambda x, a, b: exp((a - x) / b - exp((a - x) / b)) / b, CDF=lambda x, a, b: exp(-exp((a - x) / b)),
        SurvivalFunction=lambda x, a, b: -expm1(-exp((a - x) / b)), Quantile=lambda q, a, b: a - b * log(-log(q)))),
    "GumbelDistribution": ([(0.3, 2.7)], LINE[:-1], dict(
        PDF=lambda x, a, b: exp((x - a) / b - exp((x - a) / b)) / b, CDF=lambda x, a, b: -expm1(-exp((x - a) / b)),
        SurvivalFunction=lambda x, a, b: exp(-exp((x - a) / b)), Quantile=lambda q, a, b: a + b * log(-log(1 - q)))),
    "ExponentialDistribution": ([(2.3,), (1,)], POSITIVE, dict(
        PDF=lambda x, r: r * exp(-r * x), CDF=lambda x, r: -expm1(-r * x), SurvivalFunction=lambda x, r: exp(-r * x),
        Quantile=lambda q, r: -log(1 - q) / r)),
    "WeibullDistribution": ([(1.7, 2.3)], POSITIVE, dict(
        PDF=lambda x, a, b: exp(-(x / b) ** a) * a * (x / b) ** (a - 1) / b, CDF=lambda x, a, b: -expm1(-(x / b) ** a),
        SurvivalFunction=lambda x, a, b: exp(-(x / b) ** a), Quantile=lambda q, a, b: b * (-log(1 - q)) ** (1 / a))),
    "ParetoDistribution": ([(0.7, 2.3)], [0.7, 0.70000001, 1.5, 1e5, 1e100], dict(
        PDF=lambda x, k, a: a / x * (k / x) ** a, CDF=lambda x, k, a: 1 - (k / x) ** a,
        SurvivalFunction=lambda x, k, a: (k / x) ** a, Quantile=lambda q, k, a: k * (1 - q) ** (-1 / a))),
    "RayleighDistribution": ([(1.3,)], POSITIVE[:8], dict(
        PDF=lambda x, s: x / s ** 2 * exp(-(x / s) ** 2 / 2), CDF=lambda x, s: -expm1(-(x / s) ** 2 / 2),
        SurvivalFunction=lambda x, s: exp(-(x / s) ** 2 / 2), Quantile=lambda q, s: s * sqrt(-2 * log(1 - q)))),
    "MaxwellDistribution": ([(1.3,)], POSITIVE[1:8], dict(
        PDF=lambda x, s: sqrt(2 / pi) * x ** 2 / s ** 3 * exp(-(x / s) ** 2 / 2), CDF=lambda x, s: gamma_lower(3 * half, (x / s) ** 2 / 2),
        SurvivalFunction=lambda x, s: gamma_upper(3 * half, (x / s) ** 2 / 2))),
    "GammaDistribution": ([(3.5, 2), (0.3, 1.7), (120.5, 0.25)], POSITIVE, dict(
        PDF=lambda x, a, b: (x / b) ** (a - 1) * exp(-x / b) / gamma(a) / b, CDF=lambda x, a, b: gamma_lower(a, x / b),
        SurvivalFunction=lambda x, a, b: gamma_upper(a, x / b), Quantile=lambda q, a, b: inverse(lambda x: gamma_lower(a, x / b), q))),
    "ErlangDistribution": ([(3, 0.7)], POSITIVE[1:], dict(
        PDF=lambda x, k, r: r * (x * r) ** (k - 1) * exp(-x * r) / gamma(k), CDF=lambda x, k, r: gamma_lower(k, x * r),
        SurvivalFunction=lambda x, k, r: gamma_upper(k, x * r))),
    "InverseGammaDistribution": ([(2.5, 1.3)], POSITIVE[2:], dict(
        PDF=lambda x, a, b: (b / x) ** a * exp(-b / x) / x / gamma(a), CDF=lambda x, a, b: gamma_upper(a, b / x),
        SurvivalFunction=lambda x, a, b: gamma_lower(a, b / x))),
    "ChiDistribution": ([(3.5,)], POSITIVE[1:8], dict(
        PDF=lambda x, n: 2 ** (1 - n / 2) * x ** (n - 1) * exp(-x * x / 2) / gamma(n / 2), CDF=lambda x, n: gamma_lower(n / 2, x * x / 2),
        SurvivalFunction=lambda x, n: gamma_upper(n / 2, x * x / 2))),
    "ChiSquareDistribution": ([(3,), (7.5,)], POSITIVE, dict(
        PDF=lambda x, n: 2 ** (-n / 2) * x ** (n / 2 - 1) * exp(-x / 2) / gamma(n / 2), CDF=lambda x, n: gamma_lower(n / 2, x / 2),
        SurvivalFunction=lambda x, n: gamma_upper(n / 2, x / 2), Quantile=lambda q, n: inverse(lambda x: gamma_lower(n / 2, x / 2), q))),
    "StudentTDistribution": ([(2.5,), (1,), (30.7,)], LINE + [1e5, -1e5], dict(
        PDF=lambda x, n: (1 + x * x / n) ** (-(n + 1) / 2) / sqrt(n) / beta(half, n / 2),
        CDF=lambda x, n: t_tail(x, n) if x < 0 else 1 - t_tail(x, n), SurvivalFunction=lambda x, n: t_tail(x, n) if x > 0 else 1 - t_tail(x, n),
        Quantile=lambda q, n: (-1 if q < half else 1) * inverse(lambda x: 1 - 2 * t_tail(x, n), abs(1 - 2 * q)))),
    "FRatioDistribution": ([(3, 7), (2.5, 4.5)], POSITIVE[1:], dict(
        PDF=lambda x, n, m: (n / m) ** (n / 2) * x ** (n / 2 - 1) * (1 + n * x / m) ** (-(n + m) / 2) / beta(n / 2, m / 2),
        CDF=lambda x, n, m: beta_lower(n * x / (m + n * x), n / 2, m / 2), SurvivalFunction=lambda x, n, m: beta_lower(m / (m + n * x), m / 2, n / 2))),
    "BetaDistribution": ([(0.5, 3), (2.5, 4.5), (30.5, 0.7)], UNIT, dict(
        PDF=lambda x, a, b: x ** (a - 1) * (1 - x) ** (b - 1) / beta(a, b), CDF=lambda x, a, b: beta_lower(x, a, b),
        SurvivalFunction=lambda x, a, b: beta_lower(1 - x, b, a), Quantile=lambda q, a, b: inverse(lambda x: beta_lower(x, a, b), q, 0, 1))),
    "TriangularDistribution": ([((0.1, 2.3), 0.9)], [0.1000001, 0.5, 0.9, 1.7, 2.2999999], dict(
        PDF=lambda x, r, c: 2 * (x - r[0]) / (r[1] - r[0]) / (c - r[0]) if x <= c else 2 * (r[1] - x) / (r[1] - r[0]) / (r[1] - c),
        CDF=lambda x, r, c: (x - r[0]) ** 2 / (r[1] - r[0]) / (c - r[0]) if x <= c else 1 - (r[1] - x) ** 2 / (r[1] - r[0]) / (r[1] - c))),
    "UniformDistribution": ([((0.1, 2.3),)], [0.1000001, 0.5, 0.9, 1.7, 2.2999999], dict(
        PDF=lambda x, r: 1 / (r[1] - r[0]), CDF=lambda x, r: (x - r[0]) / (r[1] - r[0]), SurvivalFunction=lambda x, r: (r[1] - x) / (r[1] - r[0]),
        Quantile=lambda q, r: r[0] + (r[1] - r[0]) * q)),
    "PoissonDistribution": ([(3.7,), (0.01,), (41.3,)], COUNTS, chances(lambda k, m: exp(-m) * m ** k / factorial(k))),
    "BinomialDistribution": ([(20, 0.3), (7, 1e-5)], COUNTS[:5], chances(lambda k, n, p: binomial(n, k) * p ** k * (1 - p) ** (n - k))),
    "GeometricDistribution": ([(0.3,), (1e-9,)], COUNTS, dict(
        PDF=lambda k, p: p * (1 - p) ** k, CDF=lambda k, p: 1 - (1 - p) ** (k + 1), SurvivalFunction=lambda k, p: (1 - p) ** (k + 1))),
    "NegativeBinomialDistribution": ([(3, 0.7), (2.5, 0.4)], COUNTS, dict(
        PDF=lambda k, n, p: binomial(n + k - 1, k) * p ** n * (1 - p) ** k, CDF=lambda k, n, p: beta_lower(p, n, k + 1),
        SurvivalFunction=lambda k, n, p: beta_lower(1 - p, k + 1, n))),
    "BernoulliDistribution": ([(0.3,)], [0, 1], dict(PDF=lambda k, p: p if k else 1 - p)),
}


def number(x):
    return tuple(mpmathify(y) for y in x) if isinstance(x, tuple) else mpmathify(x)


def written(x):
    return "{" + ", ".join(text(y) for y in x) + "}" if isinstance(x, tuple) else text(x)


def main():
    options = [a for a in sys.argv[1:] if a.startswith("--")]
    vm, *names = [a for a in sys.argv[1:] if not a.startswith("--")]
    for name, (parameters, places, properties) in TABLE.items():
        if names and name not in names:
            continue
        for what, function in properties.items():
            cases = []
            for p in parameters:
                for x in list(Q if what == "Quantile" else places):
                    near = x if isinstance(x, int) or name in BOUNDED or R.random() < 0.5 else x * (1 + R.uniform(-1, 1) * 1e-3)
                    if what == "Quantile" and not 0 < near < 1 or all(isinstance(y, int) for y in (near, *p)):
                        near = x
                    cases.append((near, p))
            wanted = [reference(lambda *_: function(mpmathify(x), *map(number, p)), ()) for x, p in cases]
            calls = [f"{what}[{name}[{', '.join(map(written, p))}], {text(x)}]" for x, p in cases]
            found = run(vm, calls)
            rows, none, unsure, slowest = [], [], 0, 0.0
            for k, want in enumerate(wanted):
                value, time = found.get(k, (None, 0.0))
                slowest = max(slowest, time)
                if want is None or not isfinite(want):
                    unsure += 1
                elif value is None:
                    none.append(calls[k])
                else:
                    off = error(mpc(*value), want)
                    if off is not None:
                        rows.append((off, calls[k], value[0], want))
            rows.sort(reverse=True, key=lambda row: row[0])
            worst = f"{nstr(rows[0][0], 3)} at {rows[0][1]}" if rows else "unknown"
            wrong = [row for row in rows if row[0] > 1.5]
            print(f"{what} of {name}: {len(cases)} arguments, worst {worst}; {len(wrong)} above 1.5, {len(none)} without a value, "
                  f"{unsure} unsure; slowest {slowest * 1e3:.2g} ms", flush=True)
            if "--wrong" in options:
                for off, call, value, want in wrong:
                    print(f"    {nstr(off, 4)} {call} gives {nstr(value, 17)}, is {nstr(want, 20)}")
                for call in none:
                    print(f"    no value: {call}")
            if "--rows" in options:
                for off, call, value, want in wrong[:3]:
                    print(f"{call} === {text(float(want))} => True")


if __name__ == "__main__":
    main()
