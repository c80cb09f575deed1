/* Programs that came after the loop had been tuned, in the style of what people ask about: included by kernels.c. */

/* quicksort with a stack of its own */
KERNEL(quicksort)(i64 n) {
  i64 *v = grab(n * 8), *stack = grab(200 * 8), top = 2, x = 42, s = 0;
  for (i64 k = 0; k < n; k = add(k, 1)) { x = mul(16807, x) % 2147483647; v[at(k, n)] = x % 100000; }
  stack[0] = 0; stack[1] = n - 1;
  while (top > 0) {
    i64 hi = stack[at(top - 1, 200)], lo = stack[at(top - 2, 200)];
    top = sub(top, 2);
    while (lo < hi) {
      /* the middle of places counted from 1 */
      i64 pivot = v[at((lo + hi + 2) / 2 - 1, n)], i = lo, j = hi;
      while (i <= j) {
        while (v[at(i, n)] < pivot) i = add(i, 1);
        while (v[at(j, n)] > pivot) j = sub(j, 1);
        if (i <= j) {
          i64 t = v[at(i, n)];
          v[at(i, n)] = v[at(j, n)]; v[at(j, n)] = t;
          i = add(i, 1); j = sub(j, 1);
        }
      }
      if (j - lo < hi - i) {
        if (i < hi) { top = add(top, 2); stack[at(top - 2, 200)] = i; stack[at(top - 1, 200)] = hi; }
        hi = j;
      } else {
        if (lo < j) { top = add(top, 2); stack[at(top - 2, 200)] = lo; stack[at(top - 1, 200)] = j; }
        lo = i;
      }
    }
  }
  for (i64 k = 0; k < n; k = add(k, 1)) s = add(s, mul(add(k, 1), v[at(k, n)])) % 1000003;
  release_all();
  return (double)s;
}

/* heapsort */
KERNEL(heapsort)(i64 n) {
  double *v = grab(n * 8), s = 0;
  i64 x = 7, m = n;
  for (i64 k = 0; k < n; k = add(k, 1)) { x = mul(16807, x) % 2147483647; v[at(k, n)] = (double)x / 2147483647.0; }
  for (i64 k = 1; k <= 2 * n - 1; k = add(k, 1)) {
    double t;
    i64 i, c;
    if (k > n) { t = v[at(m - 1, n)]; v[at(m - 1, n)] = v[0]; m = sub(m, 1); i = 1; }
    else { i = n + 1 - k; t = v[at(i - 1, n)]; }
    while ((c = mul(2, i)) <= m) {
      if (c < m && v[at(c, n)] > v[at(c - 1, n)]) c = add(c, 1);
      if (!(v[at(c - 1, n)] > t)) break;
      v[at(i - 1, n)] = v[at(c - 1, n)];
      i = c;
    }
    v[at(i - 1, n)] = t;
  }
  for (i64 k = 0; k < n; k = add(k, 1)) s += (double)(k + 1) * v[at(k, n)];
  release_all();
  return s;
}

/* queens on a board */
KERNEL(queens)(i64 n) {
  i64 *col = grab((n + 1) * 8), *used = grab((n + 1) * 8), *up = grab((2 * n + 1) * 8), *down = grab((2 * n + 1) * 8);
  i64 r = 1, count = 0;
  for (i64 k = 0; k <= n; k = add(k, 1)) col[k] = used[k] = 0;
  for (i64 k = 0; k <= 2 * n; k = add(k, 1)) up[k] = down[k] = 0;
  while (r > 0) {
    i64 c = col[at(r, n + 1)];
    if (c > 0) { used[at(c, n + 1)] = 0; up[at(r + c, 2 * n + 1)] = 0; down[at(r - c + n, 2 * n + 1)] = 0; }
    c = add(c, 1);
    while (c <= n && (used[at(c, n + 1)] == 1 || up[at(r + c, 2 * n + 1)] == 1 || down[at(r - c + n, 2 * n + 1)] == 1)) c = add(c, 1);
    if (c > n) { col[at(r, n + 1)] = 0; r = sub(r, 1); }
    else if (r == n) { count = add(count, 1); col[at(r, n + 1)] = 0; r = sub(r, 1); }
    else {
      col[at(r, n + 1)] = c; used[at(c, n + 1)] = 1; up[at(r + c, 2 * n + 1)] = 1; down[at(r - c + n, 2 * n + 1)] = 1;
      r = add(r, 1);
    }
  }
  release_all();
  return (double)count;
}

/* a knapsack of capacity n */
KERNEL(knapsack)(i64 n) {
  i64 *best = grab((n + 1) * 8);
  for (i64 c = 0; c <= n; c = add(c, 1)) best[at(c, n + 1)] = 0;
  for (i64 k = 1; k <= 60; k = add(k, 1)) {
    i64 w = 3 + (37 * k) % 23, p = 10 + (53 * k) % 71;
    for (i64 c = n; c >= w; c = sub(c, 1)) {
      i64 other = add(best[at(sub(c, w), n + 1)], p);
      if (other > best[at(c, n + 1)]) best[at(c, n + 1)] = other;
    }
  }
  double value = (double)best[at(n, n + 1)];
  release_all();
  return value;
}

/* LU decomposition with row pivoting */
KERNEL(lu)(i64 n) {
  i64 size = n * n;
  double *a = grab(size * 8), s = 0;
  for (i64 i = 1; i <= n; i = add(i, 1))
    for (i64 j = 1; j <= n; j = add(j, 1))
      a[at((i - 1) * n + j - 1, size)] = (double)((i * i + 7 * i * j + 3 * j) % 31) - 15.0 + (i == j ? 0.5 : 0.0);
  for (i64 k = 0; k < n; k = add(k, 1)) {
    i64 p = k;
    double big = fabs(a[at(k * n + k, size)]);
    for (i64 i = k + 1; i < n; i = add(i, 1))
      if (fabs(a[at(i * n + k, size)]) > big) { big = fabs(a[at(i * n + k, size)]); p = i; }
    if (p != k)
      for (i64 j = 0; j < n; j = add(j, 1)) {
        double t = a[at(k * n + j, size)];
        a[at(k * n + j, size)] = a[at(p * n + j, size)]; a[at(p * n + j, size)] = t;
      }
    if (a[at(k * n + k, size)] != 0) {
      for (i64 i = k + 1; i < n; i = add(i, 1)) {
        double f = a[at(i * n + k, size)] / a[at(k * n + k, size)];
        a[at(i * n + k, size)] = f;
        if (f != 0)
          for (i64 j = k + 1; j < n; j = add(j, 1)) a[at(i * n + j, size)] -= f * a[at(k * n + j, size)];
      }
      s += log(fabs(a[at(k * n + k, size)]));
    }
  }
  release_all();
  return s;
}

/* value noise */
KERNEL(noise)(i64 n) {
  i64 *perm = grab(512 * 8);
  double s = 0;
  for (i64 i = 1; i <= 512; i = add(i, 1)) perm[at(i - 1, 512)] = (i * 167 + 13) % 256;
  for (i64 i = 1; i <= n; i = add(i, 1))
    for (i64 j = 1; j <= n; j = add(j, 1)) {
      double scale = 0.05, weight = 1;
      for (i64 octave = 0; octave < 4; octave = add(octave, 1)) {
        double x = (double)i * scale, y = (double)j * scale;
        i64 ix = (i64)floor(x), iy = (i64)floor(y);
        double fx = x - (double)ix, fy = y - (double)iy;
        double u = fx * fx * (3.0 - 2.0 * fx), v = fy * fy * (3.0 - 2.0 * fy);
        ix %= 255; iy %= 255;
        double a = (double)perm[at(perm[at(ix, 512)] + iy, 512)] / 255.0, b = (double)perm[at(perm[at(ix + 1, 512)] + iy, 512)] / 255.0;
        double c = (double)perm[at(perm[at(ix, 512)] + iy + 1, 512)] / 255.0, d = (double)perm[at(perm[at(ix + 1, 512)] + iy + 1, 512)] / 255.0;
        s += weight * (a + u * (b - a) + v * (c - a) + u * v * (a - b - c + d));
        scale *= 2; weight *= 0.5;
      }
    }
  release_all();
  return s / (double)(n * n);
}

/* a walk on a ring */
KERNEL(walk)(i64 n) {
  i64 *visits = grab(256 * 8), place = 128, x = 12345;
  double s = 0;
  for (i64 k = 0; k < 256; k = add(k, 1)) visits[at(k, 256)] = 0;
  for (i64 k = 0; k < n; k = add(k, 1)) {
    x = add(mul(1103515245, x), 12345) % 2147483648;
    i64 r = x / 65536;
    if (r % 4 == 0) place = add(place, 1);
    else if (r % 4 == 1) place = sub(place, 1);
    else if (r % 4 == 2) place = add(place, 3);
    else place = sub(place, 2);
    if (place > 256) place = sub(place, 256);
    if (place < 1) place = add(place, 256);
    visits[at(place - 1, 256)] = add(visits[at(place - 1, 256)], 1);
  }
  for (i64 k = 0; k < 256; k = add(k, 1)) {
    double p = (double)visits[at(k, 256)] / (double)n;
    if (p > 0) s -= p * log(p);
  }
  release_all();
  return s;
}

/* successive over-relaxation in place */
KERNEL(seidel)(i64 n) {
  const i64 w = 100, size = w * w;
  double *u = grab(size * 8), total = 0, most = 0;
  for (i64 k = 0; k < size; k = add(k, 1)) u[at(k, size)] = k < w ? 100.0 : 0.0;
  for (i64 step = 0; step < n; step = add(step, 1)) {
    most = 0;
    for (i64 i = 1; i < w - 1; i = add(i, 1))
      for (i64 j = 1; j < w - 1; j = add(j, 1)) {
        i64 p = add(mul(i, w), j);
        double change = 0.25 * (u[at(p - w, size)] + u[at(p + w, size)] + u[at(p - 1, size)] + u[at(p + 1, size)]) - u[at(p, size)];
        u[at(p, size)] += 1.7 * change;
        if (fabs(change) > most) most = fabs(change);
      }
  }
  for (i64 k = 0; k < size; k = add(k, 1)) total += u[at(k, size)];
  release_all();
  return total + most;
}

/* search by the table of Knuth, Morris and Pratt */
KERNEL(kmp)(i64 n) {
  static const i64 word[13] = {1, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, -1};
  i64 *text = grab(n * 8), next[13] = {0}, k = 0, x = 99, found = 0;
  for (i64 i = 0; i < n; i = add(i, 1)) { x = mul(16807, x) % 2147483647; text[at(i, n)] = x % 100 < 63; }
  for (i64 i = 2; i <= 12; i = add(i, 1)) {
    while (k > 0 && word[at(k, 12)] != word[at(i - 1, 12)]) k = next[at(k, 13)];
    if (word[at(k, 12)] == word[at(i - 1, 12)]) k = add(k, 1);
    next[at(i, 13)] = k;
  }
  k = 0;
  for (i64 i = 0; i < n; i = add(i, 1)) {
    while (k > 0 && word[at(k, 12)] != text[at(i, n)]) k = next[at(k, 13)];
    if (word[at(k, 12)] == text[at(i, n)]) k = add(k, 1);
    if (k == 12) { found = add(found, 1); k = next[at(k, 13)]; }
  }
  release_all();
  return (double)found;
}

/* Newton's method for z^3 = 1 */
KERNEL(newton)(i64 n) {
  i64 steps = 0;
  for (i64 i = 1; i <= n; i = add(i, 1))
    for (i64 j = 1; j <= n; j = add(j, 1)) {
      double x = -1.99 + 4.0 * (double)i / (double)n, y = -1.98 + 4.0 * (double)j / (double)n;
      i64 k = 0;
      while (k < 40) {
        double sx = x * x - y * y, sy = 2 * x * y, fx = sx * x - sy * y - 1, fy = sx * y + sy * x;
        if (!(hypot(fx, fy) > 1e-6)) break;
        double dx = 3 * sx, dy = 3 * sy, d = dx * dx + dy * dy;
        x -= (fx * dx + fy * dy) / d;
        y -= (fy * dx - fx * dy) / d;
        k = add(k, 1);
      }
      steps = add(steps, k);
    }
  return (double)steps;
}

/* fast Fourier transform in place */
KERNEL(fft)(i64 n) {
  const double pi = 3.14159265358979323846;
  double *re = grab(n * 8), *im = grab(n * 8), s = 0;
  i64 j = 1;
  for (i64 i = 1; i <= n; i = add(i, 1)) { re[at(i - 1, n)] = fmod(7.0 * (double)(i * i), 17.0); im[at(i - 1, n)] = 0; }
  for (i64 i = 1; i <= n; i = add(i, 1)) {
    if (i < j) {
      double t = re[at(i - 1, n)];
      re[at(i - 1, n)] = re[at(j - 1, n)]; re[at(j - 1, n)] = t;
      t = im[at(i - 1, n)];
      im[at(i - 1, n)] = im[at(j - 1, n)]; im[at(j - 1, n)] = t;
    }
    i64 m = n / 2;
    while (m >= 1 && j > m) { j = sub(j, m); m /= 2; }
    j = add(j, m);
  }
  for (i64 half = 1; half < n; half = mul(half, 2))
    for (i64 k = 0; k < half; k = add(k, 1)) {
      double wr = cos(pi * (double)k / (double)half), wi = -sin(pi * (double)k / (double)half);
      for (i64 a = k; a < n; a = add(a, 2 * half)) {
        i64 b = add(a, half);
        double tr = wr * re[at(b, n)] - wi * im[at(b, n)], ti = wr * im[at(b, n)] + wi * re[at(b, n)];
        re[at(b, n)] = re[at(a, n)] - tr; im[at(b, n)] = im[at(a, n)] - ti;
        re[at(a, n)] += tr; im[at(a, n)] += ti;
      }
    }
  for (i64 i = 0; i < n; i = add(i, 1)) s += sqrt(re[at(i, n)] * re[at(i, n)] + im[at(i, n)] * im[at(i, n)]);
  release_all();
  return s;
}

/* game of life on a torus */
KERNEL(torus)(i64 n) {
  const i64 w = 64, size = w * w;
  i64 *u = grab(size * 8), *v = grab(size * 8), alive = 0;
  for (i64 i = 1; i <= w; i = add(i, 1))
    for (i64 j = 1; j <= w; j = add(j, 1)) u[at((i - 1) * w + j - 1, size)] = (i * i + 3 * i * j + j / 3) % 7 < 3;
  for (i64 step = 0; step < n; step = add(step, 1)) {
    for (i64 i = 0; i < w; i = add(i, 1))
      for (i64 j = 0; j < w; j = add(j, 1)) {
        i64 c = -u[at(i * w + j, size)];
        for (i64 di = -1; di <= 1; di = add(di, 1))
          for (i64 dj = -1; dj <= 1; dj = add(dj, 1)) c = add(c, u[at((i + di + w) % w * w + (j + dj + w) % w, size)]);
        v[at(i * w + j, size)] = c == 3 ? 1 : c == 2 ? u[at(i * w + j, size)] : 0;
      }
    memcpy(u, v, (size_t)size * 8);
  }
  for (i64 k = 0; k < size; k = add(k, 1)) alive = add(alive, u[at(k, size)]);
  release_all();
  return (double)alive;
}

/* local alignment of two sequences */
KERNEL(smith)(i64 n) {
  const i64 w = n + 1, size = w * w;
  i64 *s = grab(n * 8), *t = grab(n * 8), *h = grab(size * 8), best = 0;
  for (i64 i = 1; i <= n; i = add(i, 1)) { s[at(i - 1, n)] = (i * i + i / 3) % 4; t[at(i - 1, n)] = (3 * i + i / 5) % 4; }
  for (i64 k = 0; k < size; k = add(k, 1)) h[at(k, size)] = 0;
  for (i64 i = 0; i < n; i = add(i, 1))
    for (i64 j = 0; j < n; j = add(j, 1)) {
      i64 score = add(h[at(i * w + j, size)], s[at(i, n)] == t[at(j, n)] ? 3 : -3);
      if (h[at(i * w + j + 1, size)] - 2 > score) score = h[at(i * w + j + 1, size)] - 2;
      if (h[at((i + 1) * w + j, size)] - 2 > score) score = h[at((i + 1) * w + j, size)] - 2;
      if (score < 0) score = 0;
      h[at((i + 1) * w + j + 1, size)] = score;
      if (score > best) best = score;
    }
  release_all();
  return (double)best;
}

/* primes tried by the primes before them */
KERNEL(primes)(i64 n) {
  i64 *p = grab(n * 8), count = 1, c = 1, s = 0;
  p[0] = 2;
  while (count < n) {
    int prime = 1;
    c = add(c, 2);
    for (i64 k = 0; mul(p[at(k, n)], p[at(k, n)]) <= c; k = add(k, 1))
      if (c % p[at(k, n)] == 0) { prime = 0; break; }
    if (prime) { p[at(count, n)] = c; count = add(count, 1); }
  }
  for (i64 k = 0; k < n; k = add(k, 1)) s = add(s, p[at(k, n)]);
  release_all();
  return (double)s;
}
