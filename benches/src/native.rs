//! The benchmark programs in safe Rust, as the native mark: bounds are checked, and the package is built with overflow
//! checks in its release profile. Same algorithms as the programs in `programs/` and in `native/kernels.c`.

#![allow(clippy::needless_range_loop, clippy::excessive_precision, clippy::many_single_char_names)]

/// A program by name: takes its size, gives a checksum.
pub type Kernel = fn(i64) -> f64;

/// All programs but those of [`crate::further`].
pub const KERNELS: &[(&str, Kernel)] = &[
    ("mandel_real", mandel_real),
    ("mandel_complex", mandel_complex),
    ("nbody", nbody),
    ("fib", fib),
    ("lcg_sum", lcg_sum),
    ("collatz", collatz),
    ("sieve", sieve),
    ("matmul", matmul),
    ("spectral", spectral),
    ("heat", heat),
    ("logistic", logistic),
    ("mc_pi", mc_pi),
    ("vec_big", vec_big),
    ("vec_small", vec_small),
    ("dot", dot),
    ("gauss", gauss),
    ("floyd", floyd),
    ("life", life),
    ("levenshtein", levenshtein),
    ("sort", sort),
];

/// The program of this name.
pub fn kernel(name: &str) -> Option<Kernel> {
    let mut all = KERNELS.iter().chain(crate::further::KERNELS);
    all.find(|(known, _)| *known == name).map(|(_, kernel)| *kernel)
}

fn mandel_real(n: i64) -> f64 {
    let mut total = 0i64;
    for py in 0..n {
        let ci = -1.25 + 2.5 * py as f64 / n as f64;
        for px in 0..n {
            let cr = -2.0 + 2.5 * px as f64 / n as f64;
            let (mut zr, mut zi, mut it) = (0.0, 0.0, 0i64);
            while it < 256 && zr * zr + zi * zi <= 4.0 {
                let t = zr * zr - zi * zi + cr;
                zi = 2.0 * zr * zi + ci;
                zr = t;
                it += 1;
            }
            total += it;
        }
    }
    total as f64
}

#[derive(Clone, Copy)]
struct Complex {
    re: f64,
    im: f64,
}
impl std::ops::Mul for Complex {
    type Output = Complex;
    fn mul(self, o: Complex) -> Complex {
        Complex { re: self.re * o.re - self.im * o.im, im: self.re * o.im + self.im * o.re }
    }
}
impl std::ops::Add for Complex {
    type Output = Complex;
    fn add(self, o: Complex) -> Complex {
        Complex { re: self.re + o.re, im: self.im + o.im }
    }
}

fn mandel_complex(n: i64) -> f64 {
    let mut total = 0i64;
    for py in 0..n {
        for px in 0..n {
            let c = Complex { re: -2.0 + 2.5 * px as f64 / n as f64, im: -1.25 + 2.5 * py as f64 / n as f64 };
            let mut z = Complex { re: 0.0, im: 0.0 };
            let mut it = 0i64;
            while it < 256 && z.re * z.re + z.im * z.im <= 4.0 {
                z = z * z + c;
                it += 1;
            }
            total += it;
        }
    }
    total as f64
}

fn nbody(steps: i64) -> f64 {
    let mut x = [
        0.0,
        4.84143144246472090e+00,
        8.34336671824457987e+00,
        1.28943695621391310e+01,
        1.53796971148509165e+01,
    ];
    let mut y = [
        0.0,
        -1.16032004402742839e+00,
        4.12479856412430479e+00,
        -1.51111514016986312e+01,
        -2.59193146099879641e+01,
    ];
    let mut z = [
        0.0,
        -1.03622044471123109e-01,
        -4.03523417114321381e-01,
        -2.23307578892655734e-01,
        1.79258772950371181e-01,
    ];
    let mut vx = [0.0, 0.606326392995832, -1.01077434617879, 1.08279100644153, 0.979090732243898];
    let mut vy = [0.0, 2.81198684491626, 1.82566237123041, 0.868713018169608, 0.594698998647676];
    let mut vz =
        [0.0, -0.02521836165988763, 0.008415761376584154, -0.010832637401363636, -0.034755955504078104];
    let m = [
        39.47841760435743,
        0.03769367487038949,
        0.011286326131968767,
        0.0017237240570597112,
        0.0020336868699246304,
    ];
    for _ in 0..steps {
        for i in 0..5 {
            for j in i + 1..5 {
                let (dx, dy, dz) = (x[i] - x[j], y[i] - y[j], z[i] - z[j]);
                let d2: f64 = dx * dx + dy * dy + dz * dz;
                let mag = 0.01 / (d2 * d2.sqrt());
                let (mj, mi) = (m[j] * mag, m[i] * mag);
                vx[i] -= dx * mj;
                vy[i] -= dy * mj;
                vz[i] -= dz * mj;
                vx[j] += dx * mi;
                vy[j] += dy * mi;
                vz[j] += dz * mi;
            }
        }
        for i in 0..5 {
            x[i] += 0.01 * vx[i];
            y[i] += 0.01 * vy[i];
            z[i] += 0.01 * vz[i];
        }
    }
    let mut e = 0.0;
    for i in 0..5 {
        e += 0.5 * m[i] * (vx[i] * vx[i] + vy[i] * vy[i] + vz[i] * vz[i]);
        for j in i + 1..5 {
            let (dx, dy, dz): (f64, f64, f64) = (x[i] - x[j], y[i] - y[j], z[i] - z[j]);
            e -= m[i] * m[j] / (dx * dx + dy * dy + dz * dz).sqrt();
        }
    }
    e
}

#[inline(never)]
fn fib_rec(n: i64) -> i64 {
    if n < 2 { n } else { fib_rec(n - 1) + fib_rec(n - 2) }
}
fn fib(n: i64) -> f64 {
    fib_rec(n) as f64
}

fn lcg_sum(n: i64) -> f64 {
    let (mut x, mut s) = (1i64, 0i64);
    for i in 0..n {
        x = (48271 * x + i) % 2147483647;
        s = (s + x) % 1000000007;
    }
    s as f64
}

fn collatz(n: i64) -> f64 {
    let (mut best, mut best_start) = (0i64, 0i64);
    for start in 1..n {
        let (mut k, mut len) = (start, 1i64);
        while k != 1 {
            k = if k % 2 == 0 { k / 2 } else { 3 * k + 1 };
            len += 1;
        }
        if len > best {
            best = len;
            best_start = start;
        }
    }
    best_start as f64 + best as f64 / 1000.0
}

fn sieve(n: i64) -> f64 {
    let mut flag = vec![1i64; n as usize + 1];
    let mut i = 2i64;
    while i * i <= n {
        if flag[i as usize] == 1 {
            let mut j = i * i;
            while j <= n {
                flag[j as usize] = 0;
                j += i;
            }
        }
        i += 1;
    }
    let mut count = 0;
    for i in 2..=n {
        count += flag[i as usize];
    }
    count as f64
}

fn matmul(n: i64) -> f64 {
    let size = (n * n) as usize;
    let (mut a, mut b, mut c) = (vec![0.0; size], vec![0.0; size], vec![0.0; size]);
    for i in 0..n * n {
        a[i as usize] = (i % 7) as f64 + 0.5;
        b[i as usize] = (i % 11) as f64 - 3.0;
    }
    for i in 0..n {
        for j in 0..n {
            let mut s = 0.0;
            for k in 0..n {
                s += a[(i * n + k) as usize] * b[(k * n + j) as usize];
            }
            c[(i * n + j) as usize] = s;
        }
    }
    (0..n).map(|i| c[(i * n + i) as usize]).sum()
}

fn dot(n: i64) -> f64 {
    let n = n as usize;
    let mut a: Vec<f64> = (0..n * n).map(|i| (i % 7) as f64 + 0.5).collect();
    let b: Vec<f64> = (0..n * n).map(|i| (i % 11) as f64 - 3.0).collect();
    let mut c = vec![0.0; n * n];
    for _ in 0..5 {
        for i in 0..n {
            for j in 0..n {
                let mut sum = 0.0;
                for k in 0..n {
                    sum += a[i * n + k] * b[k * n + j];
                }
                c[i * n + j] = 0.001 * sum;
            }
        }
        std::mem::swap(&mut a, &mut c);
    }
    (0..n).map(|i| a[i * n + i]).sum()
}

fn spectral_mul(n: i64, v: &[f64], out: &mut [f64], transposed: bool) {
    for i in 0..n {
        let mut s = 0.0;
        if transposed {
            for j in 0..n {
                s += 1.0 / ((i + j) * (i + j + 1) / 2 + j + 1) as f64 * v[j as usize];
            }
        } else {
            for j in 0..n {
                s += 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1) as f64 * v[j as usize];
            }
        }
        out[i as usize] = s;
    }
}
fn spectral(n: i64) -> f64 {
    let size = n as usize;
    let (mut u, mut v, mut t) = (vec![1.0; size], vec![0.0; size], vec![0.0; size]);
    for _ in 0..10 {
        spectral_mul(n, &u, &mut t, false);
        spectral_mul(n, &t, &mut v, true);
        spectral_mul(n, &v, &mut t, false);
        spectral_mul(n, &t, &mut u, true);
    }
    let (mut vbv, mut vv) = (0.0f64, 0.0f64);
    for i in 0..size {
        vbv += u[i] * v[i];
        vv += v[i] * v[i];
    }
    (vbv / vv).sqrt()
}

fn heat(n: i64) -> f64 {
    let w = 128i64;
    let size = (w * w) as usize;
    let mut u: Vec<f64> = (0..size).map(|i| (i % 13) as f64).collect();
    let mut v = u.clone();
    for _ in 0..n {
        for i in 1..w - 1 {
            for j in 1..w - 1 {
                let p = i * w + j;
                v[p as usize] = u[p as usize]
                    + 0.1
                        * (u[(p - w) as usize]
                            + u[(p + w) as usize]
                            + u[(p - 1) as usize]
                            + u[(p + 1) as usize]
                            - 4.0 * u[p as usize]);
            }
        }
        std::mem::swap(&mut u, &mut v);
    }
    u.iter().sum()
}

fn logistic(n: i64) -> f64 {
    let (mut x, mut s) = (0.3, 0.0);
    for _ in 0..n {
        x = 3.9 * x * (1.0 - x);
        s += x;
    }
    s
}

fn mc_pi(n: i64) -> f64 {
    let (mut seed, mut inside) = (42i64, 0i64);
    for _ in 0..n {
        seed = 16807 * seed % 2147483647;
        let x = seed as f64 / 2147483647.0;
        seed = 16807 * seed % 2147483647;
        let y = seed as f64 / 2147483647.0;
        if x * x + y * y <= 1.0 {
            inside += 1;
        }
    }
    4.0 * inside as f64 / n as f64
}

fn vector_expression(n: i64, times: i64) -> f64 {
    let x: Vec<f64> = (0..n).map(|i| i as f64 * (10.0 / n as f64)).collect();
    let mut y = vec![0.0; n as usize];
    let mut s = 0.0;
    for _ in 0..times {
        for i in 0..n as usize {
            let t = x[i];
            let sn = t.sin();
            y[i] = sn * sn + t.cos() * (-t).exp();
        }
        s += y[n as usize / 2];
    }
    s
}
fn vec_big(n: i64) -> f64 {
    vector_expression(n, 1)
}
fn vec_small(n: i64) -> f64 {
    vector_expression(1000, n / 1000)
}

fn gauss(n: i64) -> f64 {
    let value = |i: i64, j: i64| {
        ((7 * (i + 1) + 3 * (j + 1)) % 11) as f64 + if i == j { 20.0 * n as f64 } else { 0.0 }
    };
    let size = n as usize;
    let mut a: Vec<f64> = (0..n * n).map(|p| value(p / n, p % n)).collect();
    let mut b: Vec<f64> = (1..=n).map(|i| i as f64).collect();
    for k in 0..size - 1 {
        for i in k + 1..size {
            let f = a[i * size + k] / a[k * size + k];
            for j in k..size {
                a[i * size + j] -= f * a[k * size + j];
            }
            b[i] -= f * b[k];
        }
    }
    for i in (0..size).rev() {
        let mut s = b[i];
        for j in i + 1..size {
            s -= a[i * size + j] * b[j];
        }
        b[i] = s / a[i * size + i];
    }
    b.iter().sum()
}

fn floyd(n: i64) -> f64 {
    let size = n as usize;
    let value =
        |i: i64, j: i64| if i == j { 0.0 } else { (((i + 1) * (i + 1) + 7 * (j + 1)) % 97) as f64 + 1.0 };
    let mut d: Vec<f64> = (0..n * n).map(|p| value(p / n, p % n)).collect();
    for k in 0..size {
        for i in 0..size {
            for j in 0..size {
                let way = d[i * size + k] + d[k * size + j];
                if way < d[i * size + j] {
                    d[i * size + j] = way;
                }
            }
        }
    }
    d.iter().sum()
}

fn life(n: i64) -> f64 {
    const W: usize = 64;
    let mut u = vec![0i64; W * W];
    for i in 1..W - 1 {
        for j in 1..W - 1 {
            u[i * W + j] = i64::from(((i + 1) * (i + 1) + 3 * (i + 1) * (j + 1)) % 5 < 2);
        }
    }
    let mut v = u.clone();
    for _ in 0..n {
        for i in 1..W - 1 {
            for j in 1..W - 1 {
                let p = i * W + j;
                let c = u[p - W - 1]
                    + u[p - W]
                    + u[p - W + 1]
                    + u[p - 1]
                    + u[p + 1]
                    + u[p + W - 1]
                    + u[p + W]
                    + u[p + W + 1];
                v[p] = i64::from(c == 3 || (c == 2 && u[p] == 1));
            }
        }
        std::mem::swap(&mut u, &mut v);
    }
    u.iter().sum::<i64>() as f64
}

fn levenshtein(n: i64) -> f64 {
    let s: Vec<i64> = (1..=n).map(|i| i * i % 7).collect();
    let t: Vec<i64> = (1..=n).map(|i| (3 * i + i / 4) % 7).collect();
    let mut p: Vec<i64> = (0..=n).collect();
    let mut q = p.clone();
    for i in 0..n as usize {
        q[0] = i as i64 + 1;
        for j in 0..n as usize {
            let cost = i64::from(s[i] != t[j]);
            q[j + 1] = (p[j + 1] + 1).min(q[j] + 1).min(p[j] + cost);
        }
        std::mem::swap(&mut p, &mut q);
    }
    p[n as usize] as f64
}

fn sort(n: i64) -> f64 {
    let mut x = 1i64;
    let mut v: Vec<i64> = (0..n)
        .map(|_| {
            x = 16807 * x % 2147483647;
            x % 1000
        })
        .collect();
    for i in 1..n as usize {
        let (value, mut j) = (v[i], i);
        while j > 0 && v[j - 1] > value {
            v[j] = v[j - 1];
            j -= 1;
        }
        v[j] = value;
    }
    (1..).zip(&v).fold(0, |s, (i, &value)| (s + i * value) % 1000003) as f64
}
