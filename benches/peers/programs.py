"""The benchmark programs in Python; same algorithms and sizes as ../native/kernels.c.

  python3 programs.py plain     CPython or PyPy, lists
  python3 programs.py numba     every kernel through @njit, NumPy arrays
  python3 programs.py numpy     the kernels a NumPy user would write without loops
  python3 programs.py numexpr   the element-wise kernels through numexpr, one thread
"""
import math
import sys
import time

mode = sys.argv[1] if len(sys.argv) > 1 else "plain"
if mode != "plain":
    import numpy as np
if mode == "numba":
    from numba import njit

    def reals(n):
        return np.zeros(n)

    def ints(n):
        return np.zeros(n, np.int64)
else:
    def njit(f):
        return f

    def reals(n):
        return [0.0] * n

    def ints(n):
        return [0] * n

reals, ints = njit(reals), njit(ints)
sin, cos, exp, sqrt = math.sin, math.cos, math.exp, math.sqrt


@njit
def mandel_real(n):
    total = 0
    for py in range(n):
        ci = -1.25 + 2.5 * py / n
        for px in range(n):
            cr = -2.0 + 2.5 * px / n
            zr = 0.0
            zi = 0.0
            it = 0
            while it < 256 and zr * zr + zi * zi <= 4.0:
                t = zr * zr - zi * zi + cr
                zi = 2.0 * zr * zi + ci
                zr = t
                it += 1
            total += it
    return total


@njit
def mandel_complex(n):
    total = 0
    for py in range(n):
        for px in range(n):
            c = complex(-2.0 + 2.5 * px / n, -1.25 + 2.5 * py / n)
            z = complex(0.0, 0.0)
            it = 0
            while it < 256 and z.real * z.real + z.imag * z.imag <= 4.0:
                z = z * z + c
                it += 1
            total += it
    return total


BODIES = [
    [0.0, 4.84143144246472090e+00, 8.34336671824457987e+00, 1.28943695621391310e+01, 1.53796971148509165e+01],
    [0.0, -1.16032004402742839e+00, 4.12479856412430479e+00, -1.51111514016986312e+01, -2.59193146099879641e+01],
    [0.0, -1.03622044471123109e-01, -4.03523417114321381e-01, -2.23307578892655734e-01, 1.79258772950371181e-01],
    [0.0, 0.606326392995832, -1.01077434617879, 1.08279100644153, 0.979090732243898],
    [0.0, 2.81198684491626, 1.82566237123041, 0.868713018169608, 0.594698998647676],
    [0.0, -0.02521836165988763, 0.008415761376584154, -0.010832637401363636, -0.034755955504078104],
    [39.47841760435743, 0.03769367487038949, 0.011286326131968767, 0.0017237240570597112, 0.0020336868699246304],
]


@njit
def nbody_run(steps, x, y, z, vx, vy, vz, m):
    for _ in range(steps):
        for i in range(5):
            for j in range(i + 1, 5):
                dx = x[i] - x[j]
                dy = y[i] - y[j]
                dz = z[i] - z[j]
                d2 = dx * dx + dy * dy + dz * dz
                mag = 0.01 / (d2 * sqrt(d2))
                mj = m[j] * mag
                mi = m[i] * mag
                vx[i] -= dx * mj
                vy[i] -= dy * mj
                vz[i] -= dz * mj
                vx[j] += dx * mi
                vy[j] += dy * mi
                vz[j] += dz * mi
        for i in range(5):
            x[i] += 0.01 * vx[i]
            y[i] += 0.01 * vy[i]
            z[i] += 0.01 * vz[i]
    e = 0.0
    for i in range(5):
        e += 0.5 * m[i] * (vx[i] * vx[i] + vy[i] * vy[i] + vz[i] * vz[i])
        for j in range(i + 1, 5):
            dx = x[i] - x[j]
            dy = y[i] - y[j]
            dz = z[i] - z[j]
            e -= m[i] * m[j] / sqrt(dx * dx + dy * dy + dz * dz)
    return e


def nbody(steps):
    if mode == "numba":
        return nbody_run(steps, *[np.array(row) for row in BODIES])
    return nbody_run(steps, *[list(row) for row in BODIES])


@njit
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


@njit
def lcg_sum(n):
    x = 1
    s = 0
    for i in range(n):
        x = (48271 * x + i) % 2147483647
        s = (s + x) % 1000000007
    return s


@njit
def collatz(n):
    best = 0
    best_start = 0
    for start in range(1, n):
        k = start
        length = 1
        while k != 1:
            if k % 2 == 0:
                k = k // 2
            else:
                k = 3 * k + 1
            length += 1
        if length > best:
            best = length
            best_start = start
    return best_start + best / 1000


@njit
def sieve(n):
    flag = ints(n + 1)
    for i in range(n + 1):
        flag[i] = 1
    i = 2
    while i * i <= n:
        if flag[i] == 1:
            for j in range(i * i, n + 1, i):
                flag[j] = 0
        i += 1
    count = 0
    for i in range(2, n + 1):
        count += flag[i]
    return count


@njit
def matmul(n):
    a = reals(n * n)
    b = reals(n * n)
    c = reals(n * n)
    for i in range(n * n):
        a[i] = i % 7 + 0.5
        b[i] = i % 11 - 3.0
    for i in range(n):
        for j in range(n):
            s = 0.0
            for k in range(n):
                s += a[i * n + k] * b[k * n + j]
            c[i * n + j] = s
    trace = 0.0
    for i in range(n):
        trace += c[i * n + i]
    return trace


@njit
def spectral_mul(n, v, out, transposed):
    for i in range(n):
        s = 0.0
        if transposed:
            for j in range(n):
                s += 1.0 / ((i + j) * (i + j + 1) // 2 + j + 1) * v[j]
        else:
            for j in range(n):
                s += 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1) * v[j]
        out[i] = s


@njit
def spectral(n):
    u = reals(n)
    v = reals(n)
    t = reals(n)
    for i in range(n):
        u[i] = 1.0
    for _ in range(10):
        spectral_mul(n, u, t, False)
        spectral_mul(n, t, v, True)
        spectral_mul(n, v, t, False)
        spectral_mul(n, t, u, True)
    vbv = 0.0
    vv = 0.0
    for i in range(n):
        vbv += u[i] * v[i]
        vv += v[i] * v[i]
    return sqrt(vbv / vv)


@njit
def heat(n):
    w = 128
    u = reals(w * w)
    v = reals(w * w)
    for i in range(w * w):
        u[i] = i % 13 + 0.0
        v[i] = u[i]
    for _ in range(n):
        for i in range(1, w - 1):
            for j in range(1, w - 1):
                p = i * w + j
                v[p] = u[p] + 0.1 * (u[p - w] + u[p + w] + u[p - 1] + u[p + 1] - 4.0 * u[p])
        u, v = v, u
    s = 0.0
    for i in range(w * w):
        s += u[i]
    return s


@njit
def logistic(n):
    x = 0.3
    s = 0.0
    for _ in range(n):
        x = 3.9 * x * (1.0 - x)
        s += x
    return s


@njit
def mc_pi(n):
    seed = 42
    inside = 0
    for _ in range(n):
        seed = 16807 * seed % 2147483647
        x = seed / 2147483647.0
        seed = 16807 * seed % 2147483647
        y = seed / 2147483647.0
        if x * x + y * y <= 1.0:
            inside += 1
    return 4.0 * inside / n


@njit
def vector_expression(n, times):
    x = reals(n)
    y = reals(n)
    s = 0.0
    for i in range(n):
        x[i] = i * (10.0 / n)
    for _ in range(times):
        for i in range(n):
            t = x[i]
            sn = sin(t)
            y[i] = sn * sn + cos(t) * exp(-t)
        s += y[n // 2]
    return s


def vec_big(n):
    return vector_expression(n, 1)


def vec_small(n):
    return vector_expression(1000, n // 1000)


# In rows for lists, as one writes them; Numba gets one array, which it does best with.

@njit
def gauss_flat(n):
    a = reals(n * n)
    b = reals(n)
    for i in range(n):
        b[i] = i + 1.0
        for j in range(n):
            a[i * n + j] = (7 * (i + 1) + 3 * (j + 1)) % 11 + (20.0 * n if i == j else 0.0)
    for k in range(n - 1):
        for i in range(k + 1, n):
            f = a[i * n + k] / a[k * n + k]
            for j in range(k, n):
                a[i * n + j] -= f * a[k * n + j]
            b[i] -= f * b[k]
    total = 0.0
    for i in range(n - 1, -1, -1):
        s = b[i]
        for j in range(i + 1, n):
            s -= a[i * n + j] * b[j]
        b[i] = s / a[i * n + i]
        total += b[i]
    return total


def gauss_rows(n):
    a = [[(7 * i + 3 * j) % 11 + (20.0 * n if i == j else 0.0) for j in range(1, n + 1)] for i in range(1, n + 1)]
    b = [i + 1.0 for i in range(n)]
    for k in range(n - 1):
        ak = a[k]
        for i in range(k + 1, n):
            ai = a[i]
            f = ai[k] / ak[k]
            for j in range(k, n):
                ai[j] -= f * ak[j]
            b[i] -= f * b[k]
    for i in range(n - 1, -1, -1):
        ai = a[i]
        s = b[i]
        for j in range(i + 1, n):
            s -= ai[j] * b[j]
        b[i] = s / ai[i]
    return sum(b)


@njit
def floyd_flat(n):
    d = reals(n * n)
    for i in range(n):
        for j in range(n):
            d[i * n + j] = 0.0 if i == j else ((i + 1) * (i + 1) + 7 * (j + 1)) % 97 + 1.0
    for k in range(n):
        for i in range(n):
            for j in range(n):
                way = d[i * n + k] + d[k * n + j]
                if way < d[i * n + j]:
                    d[i * n + j] = way
    total = 0.0
    for i in range(n * n):
        total += d[i]
    return total


def floyd_rows(n):
    d = [[0.0 if i == j else (i * i + 7 * j) % 97 + 1.0 for j in range(1, n + 1)] for i in range(1, n + 1)]
    for k in range(n):
        dk = d[k]
        for i in range(n):
            di = d[i]
            ik = di[k]
            for j in range(n):
                way = ik + dk[j]
                if way < di[j]:
                    di[j] = way
    return sum(map(sum, d))


@njit
def life(n):
    w = 64
    u = ints(w * w)
    v = ints(w * w)
    for i in range(1, w - 1):
        for j in range(1, w - 1):
            if ((i + 1) * (i + 1) + 3 * (i + 1) * (j + 1)) % 5 < 2:
                u[i * w + j] = 1
                v[i * w + j] = 1
    for _ in range(n):
        for i in range(1, w - 1):
            for j in range(1, w - 1):
                p = i * w + j
                c = (u[p - w - 1] + u[p - w] + u[p - w + 1] + u[p - 1] + u[p + 1]
                     + u[p + w - 1] + u[p + w] + u[p + w + 1])
                v[p] = 1 if c == 3 or (c == 2 and u[p] == 1) else 0
        u, v = v, u
    alive = 0
    for i in range(w * w):
        alive += u[i]
    return alive


@njit
def levenshtein(n):
    s = ints(n)
    t = ints(n)
    p = ints(n + 1)
    q = ints(n + 1)
    for i in range(n):
        s[i] = (i + 1) * (i + 1) % 7
        t[i] = (3 * (i + 1) + (i + 1) // 4) % 7
    for j in range(n + 1):
        p[j] = j
    for i in range(1, n + 1):
        q[0] = i
        letter = s[i - 1]
        for j in range(n):
            best = p[j + 1] + 1
            left = q[j] + 1
            if left < best:
                best = left
            change = p[j] + (0 if letter == t[j] else 1)
            if change < best:
                best = change
            q[j + 1] = best
        p, q = q, p
    return p[n]


@njit
def insertion_sort(n):
    v = ints(n)
    x = 1
    for i in range(n):
        x = 16807 * x % 2147483647
        v[i] = x % 1000
    for i in range(1, n):
        y = v[i]
        j = i - 1
        while j >= 0 and v[j] > y:
            v[j + 1] = v[j]
            j -= 1
        v[j + 1] = y
    s = 0
    for i in range(n):
        s = (s + (i + 1) * v[i]) % 1000003
    return s


KERNELS = dict(
    gauss=gauss_flat if mode == "numba" else gauss_rows, floyd=floyd_flat if mode == "numba" else floyd_rows,
    life=life, levenshtein=levenshtein, sort=insertion_sort, mandel_real=mandel_real, mandel_complex=mandel_complex,
    nbody=nbody, fib=fib, lcg_sum=lcg_sum, collatz=collatz, sieve=sieve, matmul=matmul, spectral=spectral, heat=heat,
    logistic=logistic, mc_pi=mc_pi, vec_big=vec_big, vec_small=vec_small)


# --- what a NumPy user writes instead of a loop -------------------------------------------------

def np_mandel(n):
    c = (-2.0 + 2.5 * np.arange(n) / n)[None, :] + 1j * (-1.25 + 2.5 * np.arange(n) / n)[:, None]
    c = c.ravel()
    z = np.zeros_like(c)
    total = 0
    for _ in range(256):
        live = z.real * z.real + z.imag * z.imag <= 4.0
        c = c[live]
        z = z[live]
        total += z.size
        z = z * z + c
    return total


def np_sieve(n):
    flag = np.ones(n + 1, np.int64)
    i = 2
    while i * i <= n:
        if flag[i]:
            flag[i * i::i] = 0
        i += 1
    return int(flag[2:].sum())


def np_heat(n):
    w = 128
    u = (np.arange(w * w) % 13).astype(float).reshape(w, w)
    v = u.copy()
    for _ in range(n):
        v[1:-1, 1:-1] = u[1:-1, 1:-1] + 0.1 * (
            u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:] - 4.0 * u[1:-1, 1:-1])
        u, v = v, u
    return u.sum()


def np_matmul(n):
    i = np.arange(n * n)
    return np.trace((i % 7 + 0.5).reshape(n, n) @ (i % 11 - 3.0).reshape(n, n))


def np_dot(n):
    i = np.arange(n * n)
    a = (i % 7 + 0.5).reshape(n, n)
    b = (i % 11 - 3.0).reshape(n, n)
    for _ in range(5):
        a = 0.001 * (a @ b)
    return np.trace(a)


def np_spectral(n):
    i = np.arange(n)[:, None]
    j = np.arange(n)[None, :]
    a = 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)
    u = np.ones(n)
    for _ in range(10):
        v = a.T @ (a @ u)
        u = a.T @ (a @ v)
    return math.sqrt((u @ v) / (v @ v))


def np_gauss(n):
    i = np.arange(1, n + 1)
    a = (7 * i[:, None] + 3 * i[None, :]) % 11 + 20.0 * n * np.eye(n)
    return np.linalg.solve(a, i.astype(float)).sum()


def np_floyd(n):
    i = np.arange(1, n + 1)
    d = (i[:, None] ** 2 + 7 * i[None, :]) % 97 + 1.0
    np.fill_diagonal(d, 0.0)
    for k in range(n):
        d = np.minimum(d, d[:, k, None] + d[k])
    return d.sum()


def np_life(n):
    w = 64
    i = np.arange(1, w + 1)
    u = ((i[:, None] ** 2 + 3 * i[:, None] * i[None, :]) % 5 < 2).astype(np.int64)
    u[0] = u[-1] = u[:, 0] = u[:, -1] = 0
    v = u.copy()
    for _ in range(n):
        c = (u[:-2, :-2] + u[:-2, 1:-1] + u[:-2, 2:] + u[1:-1, :-2] + u[1:-1, 2:]
             + u[2:, :-2] + u[2:, 1:-1] + u[2:, 2:])
        v[1:-1, 1:-1] = (c == 3) | ((c == 2) & (u[1:-1, 1:-1] == 1))
        u, v = v, u
    return int(u.sum())


def np_vector_expression(n, times):
    x = np.arange(n) * (10.0 / n)
    s = 0.0
    for _ in range(times):
        y = np.sin(x) ** 2 + np.cos(x) * np.exp(-x)
        s += y[n // 2]
    return s


def ne_vector_expression(n, times):
    x = np.arange(n) * (10.0 / n)
    s = 0.0
    for _ in range(times):
        y = numexpr.evaluate("sin(x)**2 + cos(x)*exp(-x)")
        s += y[n // 2]
    return s


if mode == "numpy":
    KERNELS = dict(
        gauss=np_gauss, floyd=np_floyd, life=np_life, mandel_complex=np_mandel, sieve=np_sieve, heat=np_heat,
        matmul=np_matmul, spectral=np_spectral, dot=np_dot, vec_big=lambda n: np_vector_expression(n, 1),
        vec_small=lambda n: np_vector_expression(1000, n // 1000))
if mode == "numexpr":
    import numexpr
    numexpr.set_num_threads(1)
    KERNELS = dict(
        vec_big=lambda n: ne_vector_expression(n, 1), vec_small=lambda n: ne_vector_expression(1000, n // 1000))

if __name__ == "__main__":
    for line in sys.stdin:
        name, size, reps = line.split()
        run = KERNELS.get(name)
        if run is None:
            print("unsupported", flush=True)
            continue
        size = int(size)
        start = time.process_time()
        for _ in range(int(reps)):
            result = run(size)
        print("%.9f %.15g" % (time.process_time() - start, result), flush=True)
