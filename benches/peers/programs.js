// The benchmark programs in JavaScript, for V8 through Node; same algorithms and sizes as ../native/kernels.c.
// Integers are JavaScript numbers (exact here: every intermediate stays below 2^53).
const K = {};

K.mandel_real = function (n) {
  let total = 0;
  for (let py = 0; py < n; py++) {
    const ci = -1.25 + 2.5 * py / n;
    for (let px = 0; px < n; px++) {
      const cr = -2.0 + 2.5 * px / n;
      let zr = 0.0, zi = 0.0, it = 0;
      while (it < 256 && zr * zr + zi * zi <= 4.0) {
        const t = zr * zr - zi * zi + cr;
        zi = 2.0 * zr * zi + ci;
        zr = t;
        it++;
      }
      total += it;
    }
  }
  return total;
};

K.nbody = function (steps) {
  const x = new Float64Array([0, 4.84143144246472090e+00, 8.34336671824457987e+00, 1.28943695621391310e+01, 1.53796971148509165e+01]);
  const y = new Float64Array([0, -1.16032004402742839e+00, 4.12479856412430479e+00, -1.51111514016986312e+01, -2.59193146099879641e+01]);
  const z = new Float64Array([0, -1.03622044471123109e-01, -4.03523417114321381e-01, -2.23307578892655734e-01, 1.79258772950371181e-01]);
  const vx = new Float64Array([0, 0.606326392995832, -1.01077434617879, 1.08279100644153, 0.979090732243898]);
  const vy = new Float64Array([0, 2.81198684491626, 1.82566237123041, 0.868713018169608, 0.594698998647676]);
  const vz = new Float64Array([0, -0.02521836165988763, 0.008415761376584154, -0.010832637401363636, -0.034755955504078104]);
  const m = new Float64Array([39.47841760435743, 0.03769367487038949, 0.011286326131968767, 0.0017237240570597112, 0.0020336868699246304]);
  for (let s = 0; s < steps; s++) {
    for (let i = 0; i < 5; i++) {
      for (let j = i + 1; j < 5; j++) {
        const dx = x[i] - x[j], dy = y[i] - y[j], dz = z[i] - z[j];
        const d2 = dx * dx + dy * dy + dz * dz;
        const mag = 0.01 / (d2 * Math.sqrt(d2));
        const mj = m[j] * mag, mi = m[i] * mag;
        vx[i] -= dx * mj; vy[i] -= dy * mj; vz[i] -= dz * mj;
        vx[j] += dx * mi; vy[j] += dy * mi; vz[j] += dz * mi;
      }
    }
    for (let i = 0; i < 5; i++) {
      x[i] += 0.01 * vx[i]; y[i] += 0.01 * vy[i]; z[i] += 0.01 * vz[i];
    }
  }
  let e = 0.0;
  for (let i = 0; i < 5; i++) {
    e += 0.5 * m[i] * (vx[i] * vx[i] + vy[i] * vy[i] + vz[i] * vz[i]);
    for (let j = i + 1; j < 5; j++) {
      const dx = x[i] - x[j], dy = y[i] - y[j], dz = z[i] - z[j];
      e -= m[i] * m[j] / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return e;
};

function fibRec(n) {
  return n < 2 ? n : fibRec(n - 1) + fibRec(n - 2);
}
K.fib = fibRec;

K.lcg_sum = function (n) {
  let x = 1, s = 0;
  for (let i = 0; i < n; i++) {
    x = (48271 * x + i) % 2147483647;
    s = (s + x) % 1000000007;
  }
  return s;
};

K.collatz = function (n) {
  let best = 0, bestStart = 0;
  for (let start = 1; start < n; start++) {
    let k = start, len = 1;
    while (k !== 1) {
      if (k % 2 === 0) k = k / 2; else k = 3 * k + 1;
      len++;
    }
    if (len > best) { best = len; bestStart = start; }
  }
  return bestStart + best / 1000;
};

K.sieve = function (n) {
  const flag = new Float64Array(n + 1); // eight bytes an element, as in the C kernel
  for (let i = 0; i <= n; i++) flag[i] = 1;
  for (let i = 2; i * i <= n; i++)
    if (flag[i] === 1)
      for (let j = i * i; j <= n; j += i) flag[j] = 0;
  let count = 0;
  for (let i = 2; i <= n; i++) count += flag[i];
  return count;
};

K.matmul = function (n) {
  const a = new Float64Array(n * n), b = new Float64Array(n * n), c = new Float64Array(n * n);
  for (let i = 0; i < n * n; i++) { a[i] = i % 7 + 0.5; b[i] = i % 11 - 3.0; }
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let s = 0.0;
      for (let k = 0; k < n; k++) s += a[i * n + k] * b[k * n + j];
      c[i * n + j] = s;
    }
  let trace = 0.0;
  for (let i = 0; i < n; i++) trace += c[i * n + i];
  return trace;
};

function spectralMul(n, v, out, transposed) {
  for (let i = 0; i < n; i++) {
    let s = 0.0;
    if (transposed) for (let j = 0; j < n; j++) s += 1.0 / ((i + j) * (i + j + 1) / 2 + j + 1) * v[j];
    else for (let j = 0; j < n; j++) s += 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1) * v[j];
    out[i] = s;
  }
}
K.spectral = function (n) {
  const u = new Float64Array(n).fill(1), v = new Float64Array(n), t = new Float64Array(n);
  for (let k = 0; k < 10; k++) {
    spectralMul(n, u, t, false); spectralMul(n, t, v, true);
    spectralMul(n, v, t, false); spectralMul(n, t, u, true);
  }
  let vbv = 0.0, vv = 0.0;
  for (let i = 0; i < n; i++) { vbv += u[i] * v[i]; vv += v[i] * v[i]; }
  return Math.sqrt(vbv / vv);
};

K.heat = function (n) {
  const w = 128;
  let u = new Float64Array(w * w), v = new Float64Array(w * w);
  for (let i = 0; i < w * w; i++) { u[i] = i % 13; v[i] = u[i]; }
  for (let step = 0; step < n; step++) {
    for (let i = 1; i < w - 1; i++)
      for (let j = 1; j < w - 1; j++) {
        const p = i * w + j;
        v[p] = u[p] + 0.1 * (u[p - w] + u[p + w] + u[p - 1] + u[p + 1] - 4.0 * u[p]);
      }
    const swap = u; u = v; v = swap;
  }
  let s = 0.0;
  for (let i = 0; i < w * w; i++) s += u[i];
  return s;
};

K.logistic = function (n) {
  let x = 0.3, s = 0.0;
  for (let i = 0; i < n; i++) {
    x = 3.9 * x * (1.0 - x);
    s += x;
  }
  return s;
};

K.mc_pi = function (n) {
  let seed = 42, inside = 0;
  for (let i = 0; i < n; i++) {
    seed = 16807 * seed % 2147483647;
    const x = seed / 2147483647.0;
    seed = 16807 * seed % 2147483647;
    const y = seed / 2147483647.0;
    if (x * x + y * y <= 1.0) inside++;
  }
  return 4.0 * inside / n;
};

function vectorExpression(n, times) {
  const x = new Float64Array(n), y = new Float64Array(n);
  let s = 0.0;
  for (let i = 0; i < n; i++) x[i] = i * (10.0 / n);
  for (let r = 0; r < times; r++) {
    for (let i = 0; i < n; i++) {
      const t = x[i], sn = Math.sin(t);
      y[i] = sn * sn + Math.cos(t) * Math.exp(-t);
    }
    s += y[Math.floor(n / 2)];
  }
  return s;
}
K.vec_big = (n) => vectorExpression(n, 1);
K.vec_small = (n) => vectorExpression(1000, Math.floor(n / 1000));

K.gauss = function (n) {
  const a = new Float64Array(n * n), b = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    b[i] = i + 1;
    for (let j = 0; j < n; j++) a[i * n + j] = (7 * (i + 1) + 3 * (j + 1)) % 11 + (i === j ? 20.0 * n : 0.0);
  }
  for (let k = 0; k < n - 1; k++)
    for (let i = k + 1; i < n; i++) {
      const f = a[i * n + k] / a[k * n + k];
      for (let j = k; j < n; j++) a[i * n + j] -= f * a[k * n + j];
      b[i] -= f * b[k];
    }
  let total = 0.0;
  for (let i = n - 1; i >= 0; i--) {
    let s = b[i];
    for (let j = i + 1; j < n; j++) s -= a[i * n + j] * b[j];
    b[i] = s / a[i * n + i];
    total += b[i];
  }
  return total;
};

K.floyd = function (n) {
  const d = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++)
      d[i * n + j] = i === j ? 0.0 : ((i + 1) * (i + 1) + 7 * (j + 1)) % 97 + 1.0;
  for (let k = 0; k < n; k++)
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const way = d[i * n + k] + d[k * n + j];
        if (way < d[i * n + j]) d[i * n + j] = way;
      }
  let total = 0.0;
  for (let i = 0; i < n * n; i++) total += d[i];
  return total;
};

K.life = function (n) {
  const w = 64;
  let u = new Float64Array(w * w), v = new Float64Array(w * w);
  for (let i = 1; i < w - 1; i++)
    for (let j = 1; j < w - 1; j++)
      if (((i + 1) * (i + 1) + 3 * (i + 1) * (j + 1)) % 5 < 2) u[i * w + j] = v[i * w + j] = 1;
  for (let step = 0; step < n; step++) {
    for (let i = 1; i < w - 1; i++)
      for (let j = 1; j < w - 1; j++) {
        const p = i * w + j;
        const c = u[p - w - 1] + u[p - w] + u[p - w + 1] + u[p - 1] + u[p + 1] +
          u[p + w - 1] + u[p + w] + u[p + w + 1];
        v[p] = c === 3 || (c === 2 && u[p] === 1) ? 1 : 0;
      }
    const swap = u; u = v; v = swap;
  }
  let alive = 0;
  for (let i = 0; i < w * w; i++) alive += u[i];
  return alive;
};

K.levenshtein = function (n) {
  const s = new Float64Array(n), t = new Float64Array(n);
  let p = new Float64Array(n + 1), q = new Float64Array(n + 1);
  for (let i = 1; i <= n; i++) { s[i - 1] = i * i % 7; t[i - 1] = (3 * i + Math.floor(i / 4)) % 7; }
  for (let j = 0; j <= n; j++) p[j] = j;
  for (let i = 1; i <= n; i++) {
    q[0] = i;
    for (let j = 0; j < n; j++) {
      let best = p[j + 1] + 1;
      if (q[j] + 1 < best) best = q[j] + 1;
      const change = p[j] + (s[i - 1] === t[j] ? 0 : 1);
      q[j + 1] = change < best ? change : best;
    }
    const swap = p; p = q; q = swap;
  }
  return p[n];
};

K.sort = function (n) {
  const v = new Float64Array(n);
  let x = 1, s = 0;
  for (let i = 0; i < n; i++) { x = 16807 * x % 2147483647; v[i] = x % 1000; }
  for (let i = 1; i < n; i++) {
    const y = v[i];
    let j = i - 1;
    while (j >= 0 && v[j] > y) { v[j + 1] = v[j]; j--; }
    v[j + 1] = y;
  }
  for (let i = 0; i < n; i++) s = (s + (i + 1) * v[i]) % 1000003;
  return s;
};

let run = (name, size) => K[name](size);
let known = (name) => name in K;
if (process.argv[2]) { // node programs.js file.wasm: run the WebAssembly build in V8 instead
  const bytes = require("fs").readFileSync(process.argv[2]);
  const wasm = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  run = (name, size) => wasm[name](BigInt(size));
  known = (name) => name in wasm;
}
const cpu = () => { const u = process.cpuUsage(); return (u.user + u.system) / 1e6; };
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const [name, size, reps] = line.split(" ");
  if (!known(name)) { console.log("unsupported"); return; }
  let result = 0;
  const start = cpu();
  for (let r = 0; r < +reps; r++) result = run(name, +size);
  console.log((cpu() - start).toFixed(9) + " " + result);
});
