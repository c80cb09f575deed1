//! The programs of the group `further` in safe Rust: see [`crate::native`].

#![allow(clippy::needless_range_loop, clippy::many_single_char_names)]

use crate::native::Kernel;

/// All of them.
pub const KERNELS: &[(&str, Kernel)] = &[
    ("quicksort", quicksort),
    ("heapsort", heapsort),
    ("queens", queens),
    ("knapsack", knapsack),
    ("lu", lu),
    ("noise", noise),
    ("walk", walk),
    ("seidel", seidel),
    ("kmp", kmp),
    ("newton", newton),
    ("fft", fft),
    ("torus", torus),
    ("smith", smith),
    ("primes", primes),
];

fn quicksort(n: i64) -> f64 {
    let mut x = 42i64;
    let mut v: Vec<i64> = (0..n)
        .map(|_| {
            x = 16807 * x % 2147483647;
            x % 100000
        })
        .collect();
    let mut stack = vec![(0i64, n - 1)];
    while let Some((mut lo, mut hi)) = stack.pop() {
        while lo < hi {
            // The middle of places counted from 1.
            let pivot = v[((lo + hi + 2) / 2 - 1) as usize];
            let (mut i, mut j) = (lo, hi);
            while i <= j {
                while v[i as usize] < pivot {
                    i += 1;
                }
                while v[j as usize] > pivot {
                    j -= 1;
                }
                if i <= j {
                    v.swap(i as usize, j as usize);
                    i += 1;
                    j -= 1;
                }
            }
            if j - lo < hi - i {
                if i < hi {
                    stack.push((i, hi));
                }
                hi = j;
            } else {
                if lo < j {
                    stack.push((lo, j));
                }
                lo = i;
            }
        }
    }
    (1..).zip(&v).fold(0, |s, (i, &value)| (s + i * value) % 1000003) as f64
}

fn heapsort(n: i64) -> f64 {
    let mut x = 7i64;
    let mut v: Vec<f64> = (0..n)
        .map(|_| {
            x = 16807 * x % 2147483647;
            x as f64 / 2147483647.0
        })
        .collect();
    let mut m = n as usize;
    for k in 1..2 * n as usize {
        let (mut i, t);
        if k > n as usize {
            t = v[m - 1];
            v[m - 1] = v[0];
            m -= 1;
            i = 1;
        } else {
            i = n as usize + 1 - k;
            t = v[i - 1];
        }
        loop {
            let mut c = 2 * i;
            if c > m {
                break;
            }
            if c < m && v[c] > v[c - 1] {
                c += 1;
            }
            if v[c - 1] > t {
                v[i - 1] = v[c - 1];
                i = c;
            } else {
                break;
            }
        }
        v[i - 1] = t;
    }
    (1..).zip(&v).map(|(k, value)| f64::from(k) * value).sum()
}

fn queens(n: i64) -> f64 {
    let size = n as usize;
    let mut col = vec![0; size + 1];
    let mut used = vec![false; size + 1];
    let (mut up, mut down) = (vec![false; 2 * size + 1], vec![false; 2 * size + 1]);
    let (mut r, mut count) = (1, 0);
    while r > 0 {
        let mut c = col[r];
        if c > 0 {
            (used[c], up[r + c], down[r + size - c]) = (false, false, false);
        }
        c += 1;
        while c <= size && (used[c] || up[r + c] || down[r + size - c]) {
            c += 1;
        }
        if c > size || r == size {
            count += i64::from(c <= size);
            col[r] = 0;
            r -= 1;
        } else {
            col[r] = c;
            (used[c], up[r + c], down[r + size - c]) = (true, true, true);
            r += 1;
        }
    }
    count as f64
}

fn knapsack(n: i64) -> f64 {
    let size = n as usize;
    let mut best = vec![0i64; size + 1];
    for k in 1..=60 {
        let (w, p) = (3 + 37 * k % 23, 10 + 53 * k % 71);
        for c in (w as usize..=size).rev() {
            let other = best[c - w as usize] + p;
            if other > best[c] {
                best[c] = other;
            }
        }
    }
    best[size] as f64
}

fn lu(n: i64) -> f64 {
    let size = n as usize;
    let value =
        |i: i64, j: i64| ((i * i + 7 * i * j + 3 * j) % 31) as f64 - 15.0 + if i == j { 0.5 } else { 0.0 };
    let mut a: Vec<f64> = (0..n * n).map(|p| value(p / n + 1, p % n + 1)).collect();
    let mut s = 0.0;
    for k in 0..size {
        let (mut p, mut big) = (k, a[k * size + k].abs());
        for i in k + 1..size {
            if a[i * size + k].abs() > big {
                (big, p) = (a[i * size + k].abs(), i);
            }
        }
        if p != k {
            for j in 0..size {
                a.swap(k * size + j, p * size + j);
            }
        }
        if a[k * size + k] != 0.0 {
            for i in k + 1..size {
                let f = a[i * size + k] / a[k * size + k];
                a[i * size + k] = f;
                if f != 0.0 {
                    for j in k + 1..size {
                        a[i * size + j] -= f * a[k * size + j];
                    }
                }
            }
            s += a[k * size + k].abs().ln();
        }
    }
    s
}

fn noise(n: i64) -> f64 {
    let perm: Vec<i64> = (1..=512).map(|i| (i * 167 + 13) % 256).collect();
    let at = |place: i64| perm[place as usize];
    let mut s = 0.0;
    for i in 1..=n {
        for j in 1..=n {
            let (mut scale, mut weight) = (0.05, 1.0);
            for _ in 0..4 {
                let (x, y) = (i as f64 * scale, j as f64 * scale);
                let (fx, fy) = (x - x.floor(), y - y.floor());
                let (u, v) = (fx * fx * (3.0 - 2.0 * fx), fy * fy * (3.0 - 2.0 * fy));
                let (ix, iy) = (x.floor() as i64 % 255, y.floor() as i64 % 255);
                let value = |dx: i64, dy: i64| at(at(ix + dx) + iy + dy) as f64 / 255.0;
                let (a, b, c, d) = (value(0, 0), value(1, 0), value(0, 1), value(1, 1));
                s += weight * (a + u * (b - a) + v * (c - a) + u * v * (a - b - c + d));
                scale *= 2.0;
                weight *= 0.5;
            }
        }
    }
    s / (n * n) as f64
}

fn walk(n: i64) -> f64 {
    let mut visits = [0i64; 256];
    let (mut at, mut x) = (128i64, 12345i64);
    for _ in 0..n {
        x = (1103515245 * x + 12345) % 2147483648;
        at += match x / 65536 % 4 {
            0 => 1,
            1 => -1,
            2 => 3,
            _ => -2,
        };
        if at > 256 {
            at -= 256;
        }
        if at < 1 {
            at += 256;
        }
        visits[at as usize - 1] += 1;
    }
    let part = |&visits: &i64| visits as f64 / n as f64;
    -visits.iter().map(part).filter(|&p| p > 0.0).map(|p| p * p.ln()).sum::<f64>()
}

fn seidel(n: i64) -> f64 {
    const W: usize = 100;
    let mut u = vec![0.0f64; W * W];
    u[..W].fill(100.0);
    let mut most = 0.0f64;
    for _ in 0..n {
        most = 0.0;
        for i in 1..W - 1 {
            for j in 1..W - 1 {
                let p = i * W + j;
                let change = 0.25 * (u[p - W] + u[p + W] + u[p - 1] + u[p + 1]) - u[p];
                u[p] += 1.7 * change;
                if change.abs() > most {
                    most = change.abs();
                }
            }
        }
    }
    u.iter().sum::<f64>() + most
}

fn kmp(n: i64) -> f64 {
    const WORD: [bool; 12] = [true, false, true, true, false, true, false, true, true, false, true, true];
    let mut x = 99i64;
    let text: Vec<bool> = (0..n)
        .map(|_| {
            x = 16807 * x % 2147483647;
            x % 100 < 63
        })
        .collect();
    let (mut next, mut k, mut found) = ([0; 13], 0, 0);
    for i in 2..=12 {
        while k > 0 && WORD[k] != WORD[i - 1] {
            k = next[k];
        }
        k += usize::from(WORD[k] == WORD[i - 1]);
        next[i] = k;
    }
    k = 0;
    for letter in text {
        while k > 0 && WORD[k] != letter {
            k = next[k];
        }
        k += usize::from(WORD[k] == letter);
        if k == 12 {
            found += 1;
            k = next[k];
        }
    }
    f64::from(found)
}

fn newton(n: i64) -> f64 {
    let mut steps = 0i64;
    for i in 1..=n {
        for j in 1..=n {
            let (mut x, mut y) = (-1.99 + 4.0 * i as f64 / n as f64, -1.98 + 4.0 * j as f64 / n as f64);
            let mut k = 0;
            while k < 40 {
                let (sx, sy) = (x * x - y * y, 2.0 * x * y);
                let (fx, fy) = (sx * x - sy * y - 1.0, sx * y + sy * x);
                if fx.hypot(fy) <= 1e-6 {
                    break;
                }
                let (dx, dy) = (3.0 * sx, 3.0 * sy);
                let d = dx * dx + dy * dy;
                x -= (fx * dx + fy * dy) / d;
                y -= (fy * dx - fx * dy) / d;
                k += 1;
            }
            steps += k;
        }
    }
    steps as f64
}

fn fft(n: i64) -> f64 {
    let size = n as usize;
    let mut re: Vec<f64> = (1..=n).map(|i| (7.0 * (i * i) as f64) % 17.0).collect();
    let mut im = vec![0.0; size];
    let mut j = 1;
    for i in 1..=size {
        if i < j {
            re.swap(i - 1, j - 1);
            im.swap(i - 1, j - 1);
        }
        let mut m = size / 2;
        while m >= 1 && j > m {
            j -= m;
            m /= 2;
        }
        j += m;
    }
    let mut half = 1;
    while half < size {
        for k in 0..half {
            let angle = std::f64::consts::PI * k as f64 / half as f64;
            let (wr, wi) = (angle.cos(), -angle.sin());
            for a in (k..size).step_by(2 * half) {
                let b = a + half;
                let (tr, ti) = (wr * re[b] - wi * im[b], wr * im[b] + wi * re[b]);
                re[b] = re[a] - tr;
                im[b] = im[a] - ti;
                re[a] += tr;
                im[a] += ti;
            }
        }
        half *= 2;
    }
    re.iter().zip(&im).map(|(x, y)| (x * x + y * y).sqrt()).sum()
}

fn torus(n: i64) -> f64 {
    const W: i64 = 64;
    let mut u: Vec<i64> = (0..W * W)
        .map(|p| (p / W + 1, p % W + 1))
        .map(|(i, j)| i64::from((i * i + 3 * i * j + j / 3) % 7 < 3))
        .collect();
    let mut v = u.clone();
    for _ in 0..n {
        for i in 0..W {
            for j in 0..W {
                let mut c = -u[(i * W + j) as usize];
                for di in -1..=1 {
                    for dj in -1..=1 {
                        c += u[((i + di + W) % W * W + (j + dj + W) % W) as usize];
                    }
                }
                v[(i * W + j) as usize] = match c {
                    3 => 1,
                    2 => u[(i * W + j) as usize],
                    _ => 0,
                };
            }
        }
        u.copy_from_slice(&v);
    }
    u.iter().sum::<i64>() as f64
}

fn smith(n: i64) -> f64 {
    let s: Vec<i64> = (1..=n).map(|i| (i * i + i / 3) % 4).collect();
    let t: Vec<i64> = (1..=n).map(|i| (3 * i + i / 5) % 4).collect();
    let (size, w) = (n as usize, n as usize + 1);
    let mut h = vec![0i64; w * w];
    let mut best = 0;
    for i in 0..size {
        for j in 0..size {
            let step = if s[i] == t[j] { 3 } else { -3 };
            let score = (h[i * w + j] + step).max(h[i * w + j + 1] - 2).max(h[(i + 1) * w + j] - 2).max(0);
            h[(i + 1) * w + j + 1] = score;
            best = best.max(score);
        }
    }
    best as f64
}

fn primes(n: i64) -> f64 {
    let mut p = vec![2i64];
    let mut c = 1;
    while (p.len() as i64) < n {
        c += 2;
        if p.iter().take_while(|&&p| p * p <= c).all(|p| c % p != 0) {
            p.push(c);
        }
    }
    p.iter().sum::<i64>() as f64
}
