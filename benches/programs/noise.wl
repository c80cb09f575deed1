(* Four octaves of value noise on n x n points; the mean. *)
Compile[{{n, _Integer}},
 Module[{perm = Table[Mod[i 167 + 13, 256], {i, 512}], s = 0., x = 0., y = 0., ix = 0, iy = 0, fx = 0., fy = 0., u = 0., v = 0.,
   a = 0., b = 0., c = 0., d = 0., scale = 1., weight = 1.},
  Do[
   scale = 0.05; weight = 1.;
   Do[
    x = i scale; y = j scale;
    ix = Floor[x]; iy = Floor[y]; fx = x - ix; fy = y - iy;
    u = fx fx (3. - 2. fx); v = fy fy (3. - 2. fy);
    ix = Mod[ix, 255]; iy = Mod[iy, 255];
    a = perm[[perm[[ix + 1]] + iy + 1]]/255.;
    b = perm[[perm[[ix + 2]] + iy + 1]]/255.;
    c = perm[[perm[[ix + 1]] + iy + 2]]/255.;
    d = perm[[perm[[ix + 2]] + iy + 2]]/255.;
    s += weight (a + u (b - a) + v (c - a) + u v (a - b - c + d));
    scale = 2. scale; weight = 0.5 weight,
    {4}],
   {i, n}, {j, n}];
  s/n^2]]
