-- The benchmark programs in Lua (5.4 and LuaJIT); same algorithms and sizes as ../native/kernels.c.
local floor, sin, cos, exp, sqrt = math.floor, math.sin, math.cos, math.exp, math.sqrt
local K = {}

function K.mandel_real(n)
  local total = 0
  for py = 0, n - 1 do
    local ci = -1.25 + 2.5 * py / n
    for px = 0, n - 1 do
      local cr = -2.0 + 2.5 * px / n
      local zr, zi, it = 0.0, 0.0, 0
      while it < 256 and zr * zr + zi * zi <= 4.0 do
        local t = zr * zr - zi * zi + cr
        zi = 2.0 * zr * zi + ci
        zr = t
        it = it + 1
      end
      total = total + it
    end
  end
  return total
end

function K.nbody(steps)
  local x = {0.0, 4.84143144246472090e+00, 8.34336671824457987e+00, 1.28943695621391310e+01, 1.53796971148509165e+01}
  local y = {0.0, -1.16032004402742839e+00, 4.12479856412430479e+00, -1.51111514016986312e+01, -2.59193146099879641e+01}
  local z = {0.0, -1.03622044471123109e-01, -4.03523417114321381e-01, -2.23307578892655734e-01, 1.79258772950371181e-01}
  local vx = {0.0, 0.606326392995832, -1.01077434617879, 1.08279100644153, 0.979090732243898}
  local vy = {0.0, 2.81198684491626, 1.82566237123041, 0.868713018169608, 0.594698998647676}
  local vz = {0.0, -0.02521836165988763, 0.008415761376584154, -0.010832637401363636, -0.034755955504078104}
  local m = {39.47841760435743, 0.03769367487038949, 0.011286326131968767, 0.0017237240570597112, 0.0020336868699246304}
  for _ = 1, steps do
    for i = 1, 5 do
      for j = i + 1, 5 do
        local dx, dy, dz = x[i] - x[j], y[i] - y[j], z[i] - z[j]
        local d2 = dx * dx + dy * dy + dz * dz
        local mag = 0.01 / (d2 * sqrt(d2))
        local mj, mi = m[j] * mag, m[i] * mag
        vx[i] = vx[i] - dx * mj; vy[i] = vy[i] - dy * mj; vz[i] = vz[i] - dz * mj
        vx[j] = vx[j] + dx * mi; vy[j] = vy[j] + dy * mi; vz[j] = vz[j] + dz * mi
      end
    end
    for i = 1, 5 do
      x[i] = x[i] + 0.01 * vx[i]; y[i] = y[i] + 0.01 * vy[i]; z[i] = z[i] + 0.01 * vz[i]
    end
  end
  local e = 0.0
  for i = 1, 5 do
    e = e + 0.5 * m[i] * (vx[i] * vx[i] + vy[i] * vy[i] + vz[i] * vz[i])
    for j = i + 1, 5 do
      local dx, dy, dz = x[i] - x[j], y[i] - y[j], z[i] - z[j]
      e = e - m[i] * m[j] / sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return e
end

local function fib_rec(n)
  if n < 2 then return n end
  return fib_rec(n - 1) + fib_rec(n - 2)
end
K.fib = fib_rec

function K.lcg_sum(n)
  local x, s = 1, 0
  for i = 0, n - 1 do
    x = (48271 * x + i) % 2147483647
    s = (s + x) % 1000000007
  end
  return s
end

-- exact halving: integer division where the language has it, a product with 0.5 in LuaJIT
local collatz_source = [[
  return function(n)
    local best, best_start = 0, 0
    for start = 1, n - 1 do
      local k, len = start, 1
      while k ~= 1 do
        if k % 2 == 0 then k = HALF else k = 3 * k + 1 end
        len = len + 1
      end
      if len > best then best = len; best_start = start end
    end
    return best_start + best / 1000
  end]]
K.collatz = (loadstring or load)((collatz_source:gsub("HALF", math.type and "k // 2" or "k * 0.5")))()

function K.sieve(n)
  local flag = {}
  for i = 1, n do flag[i] = 1 end
  local i = 2
  while i * i <= n do
    if flag[i] == 1 then
      for j = i * i, n, i do flag[j] = 0 end
    end
    i = i + 1
  end
  local count = 0
  for k = 2, n do count = count + flag[k] end
  return count
end

function K.matmul(n)
  local a, b, c = {}, {}, {}
  for i = 0, n * n - 1 do
    a[i + 1] = i % 7 + 0.5
    b[i + 1] = i % 11 - 3.0
  end
  for i = 0, n - 1 do
    for j = 1, n do
      local s = 0.0
      for k = 0, n - 1 do s = s + a[i * n + k + 1] * b[k * n + j] end
      c[i * n + j] = s
    end
  end
  local trace = 0.0
  for i = 0, n - 1 do trace = trace + c[i * n + i + 1] end
  return trace
end

local spectral_source = [[
  local function mul(n, v, out, transposed)
    for i = 0, n - 1 do
      local s = 0.0
      if transposed then
        for j = 0, n - 1 do s = s + 1.0 / ((i + j) * (i + j + 1) HALVE + j + 1) * v[j + 1] end
      else
        for j = 0, n - 1 do s = s + 1.0 / ((i + j) * (i + j + 1) HALVE + i + 1) * v[j + 1] end
      end
      out[i + 1] = s
    end
  end
  return mul]]
local spectral_mul = (loadstring or load)((spectral_source:gsub("HALVE", math.type and "// 2" or "* 0.5")))()
function K.spectral(n)
  local u, v, t = {}, {}, {}
  for i = 1, n do u[i], v[i], t[i] = 1.0, 0.0, 0.0 end
  for _ = 1, 10 do
    spectral_mul(n, u, t, false); spectral_mul(n, t, v, true)
    spectral_mul(n, v, t, false); spectral_mul(n, t, u, true)
  end
  local vbv, vv = 0.0, 0.0
  for i = 1, n do vbv = vbv + u[i] * v[i]; vv = vv + v[i] * v[i] end
  return sqrt(vbv / vv)
end

function K.heat(n)
  local w = 128
  local u, v = {}, {}
  for i = 0, w * w - 1 do u[i + 1] = i % 13 + 0.0; v[i + 1] = u[i + 1] end
  for _ = 1, n do
    for i = 1, w - 2 do
      for j = 1, w - 2 do
        local p = i * w + j + 1
        v[p] = u[p] + 0.1 * (u[p - w] + u[p + w] + u[p - 1] + u[p + 1] - 4.0 * u[p])
      end
    end
    u, v = v, u
  end
  local s = 0.0
  for i = 1, w * w do s = s + u[i] end
  return s
end

function K.logistic(n)
  local x, s = 0.3, 0.0
  for _ = 1, n do
    x = 3.9 * x * (1.0 - x)
    s = s + x
  end
  return s
end

function K.mc_pi(n)
  local seed, inside = 42, 0
  for _ = 1, n do
    seed = 16807 * seed % 2147483647
    local x = seed / 2147483647.0
    seed = 16807 * seed % 2147483647
    local y = seed / 2147483647.0
    if x * x + y * y <= 1.0 then inside = inside + 1 end
  end
  return 4.0 * inside / n
end

local function vector_expression(n, times)
  local x, y, s = {}, {}, 0.0
  for i = 0, n - 1 do x[i + 1] = i * (10.0 / n); y[i + 1] = 0.0 end
  for _ = 1, times do
    for i = 1, n do
      local t = x[i]
      local sn = sin(t)
      y[i] = sn * sn + cos(t) * exp(-t)
    end
    s = s + y[floor(n / 2) + 1]
  end
  return s
end
function K.vec_big(n) return vector_expression(n, 1) end
function K.vec_small(n) return vector_expression(1000, floor(n / 1000)) end

function K.gauss(n)
  local a, b = {}, {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = (7 * i + 3 * j) % 11 + (i == j and 20.0 * n or 0.0) end
    a[i], b[i] = row, i + 0.0
  end
  for k = 1, n - 1 do
    local ak, bk = a[k], b[k]
    for i = k + 1, n do
      local ai = a[i]
      local f = ai[k] / ak[k]
      for j = k, n do ai[j] = ai[j] - f * ak[j] end
      b[i] = b[i] - f * bk
    end
  end
  local total = 0.0
  for i = n, 1, -1 do
    local ai, s = a[i], b[i]
    for j = i + 1, n do s = s - ai[j] * b[j] end
    b[i] = s / ai[i]
    total = total + b[i]
  end
  return total
end

function K.floyd(n)
  local d = {}
  for i = 1, n do
    local row = {}
    for j = 1, n do row[j] = i == j and 0.0 or (i * i + 7 * j) % 97 + 1.0 end
    d[i] = row
  end
  for k = 1, n do
    local dk = d[k]
    for i = 1, n do
      local di = d[i]
      local ik = di[k]
      for j = 1, n do
        local way = ik + dk[j]
        if way < di[j] then di[j] = way end
      end
    end
  end
  local total = 0.0
  for i = 1, n do
    for j = 1, n do total = total + d[i][j] end
  end
  return total
end

function K.life(n)
  local w, u, v = 64, {}, {}
  for i = 1, w do
    u[i], v[i] = {}, {}
    for j = 1, w do
      local inside = i > 1 and i < w and j > 1 and j < w
      u[i][j] = (inside and (i * i + 3 * i * j) % 5 < 2) and 1 or 0
      v[i][j] = u[i][j]
    end
  end
  for _ = 1, n do
    for i = 2, w - 1 do
      local above, row, below, out = u[i - 1], u[i], u[i + 1], v[i]
      for j = 2, w - 1 do
        local c = above[j - 1] + above[j] + above[j + 1] + row[j - 1] + row[j + 1] +
          below[j - 1] + below[j] + below[j + 1]
        out[j] = (c == 3 or (c == 2 and row[j] == 1)) and 1 or 0
      end
    end
    u, v = v, u
  end
  local alive = 0
  for i = 1, w do
    for j = 1, w do alive = alive + u[i][j] end
  end
  return alive
end

function K.levenshtein(n)
  local s, t, p, q = {}, {}, {}, {}
  for i = 1, n do
    s[i] = i * i % 7
    t[i] = (3 * i + floor(i / 4)) % 7
  end
  for j = 1, n + 1 do p[j], q[j] = j - 1, j - 1 end
  for i = 1, n do
    local letter = s[i]
    q[1] = i
    for j = 1, n do
      local best, left = p[j + 1] + 1, q[j] + 1
      if left < best then best = left end
      local change = p[j] + (letter == t[j] and 0 or 1)
      if change < best then best = change end
      q[j + 1] = best
    end
    p, q = q, p
  end
  return p[n + 1]
end

function K.sort(n)
  local v, x = {}, 1
  for i = 1, n do
    x = 16807 * x % 2147483647
    v[i] = x % 1000
  end
  for i = 2, n do
    local y, j = v[i], i - 1
    while j > 0 and v[j] > y do
      v[j + 1] = v[j]
      j = j - 1
    end
    v[j + 1] = y
  end
  local s = 0
  for i = 1, n do s = (s + i * v[i]) % 1000003 end
  return s
end

for line in io.lines() do
  local name, size, reps = line:match("(%S+) (%d+) (%d+)")
  local run = K[name]
  if run then
    size, reps = tonumber(size), tonumber(reps)
    local result
    local start = os.clock()
    for _ = 1, reps do result = run(size) end
    print(string.format("%.9f %.15g", os.clock() - start, result))
  else
    print("unsupported")
  end
  io.flush()
end
