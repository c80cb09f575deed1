(* Escape-time Mandelbrot set in real arithmetic: total count over an n x n grid. *)
Compile[{{n, _Integer}},
 Module[{total = 0, ci = 0., cr = 0., zr = 0., zi = 0., t = 0., it = 0},
  Do[
   ci = -1.25 + 2.5 py/n;
   Do[
    cr = -2. + 2.5 px/n;
    zr = 0.; zi = 0.; it = 0;
    While[it < 256 && zr zr + zi zi <= 4.,
     t = zr zr - zi zi + cr;
     zi = 2. zr zi + ci;
     zr = t;
     it++];
    total += it,
    {px, 0, n - 1}],
   {py, 0, n - 1}];
  total]]
