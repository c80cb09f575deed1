(* Sums and products of large arrays of reals have the bits of the operations one after the other. *)
v = Table[0.013 i - 20., {i, 3000}];
w = Table[1. + Mod[i, 7]/8., {i, 3000}];
m = Partition[v, 30];
each[f_, args__] := MapThread[f, {args}];
(*! Developer`PackedArrayQ /@ {v, w} => {True, True} *)
(*! Sin[v]^2 + Cos[v] Exp[-v] === each[Sin[#]^2 + Cos[#] Exp[-#] &, v] => True *)
(*! 2 v^3 - v/w + 1 === each[2 #^3 - #/#2 + 1 &, v, w] => True *)
(*! 2. v w Tanh[v] + w^1.5 - w^-2 === each[2. # #2 Tanh[#] + #2^1.5 - #2^-2 &, v, w] => True *)
(*! 3 + v + 0.1 + w === each[3 + # + 0.1 + #2 &, v, w] => True *)
(*! Sqrt[1 + v^2] - Abs[v] === each[Sqrt[1 + #^2] - Abs[#] &, v] => True *)
(*! Exp[-v^2/2] w === each[Exp[-#^2/2] #2 &, v, w] => True *)
(*! Developer`PackedArrayQ[m m - 2 m] && Flatten[m m - 2 m] === v v - 2 v => True *)
f[x_, a_] := a x^2 + Module[{y = x - 1}, y Cos[y]];
(*! f[v, 0.5] === each[f[#, 0.5] &, v] => True *)
(*! Function[{x}, x^2 + 3 x][v] === each[#^2 + 3 # &, v] => True *)

(* What has no real value, or none for the machine, is computed in the other way. *)
(*! (Log[v] + w)[[1]] === Log[v[[1]]] + w[[1]] => True *)
u = w; u[[1]] = 1.*^200; u[[7]] = 0.;
(*! (1/(w + u^2) + w)[[1]] === 1/(w[[1]] + u[[1]]^2) + w[[1]] => True *)
(*! (v u^2 + w)[[1]] === v[[1]] u[[1]]^2 + w[[1]] => True *)
(*! (2./u + w)[[7]] => ComplexInfinity
messages: Power::infy *)
(*! Length[v + w + {1., 2.}] => 3
messages: Thread::tdlen *)
(*! (v + q)[[2, 2]] => q *)
up /: Plus[up[x_], y_] := {x};
(*! v + 2. w === each[# + 2. #2 &, v, w] => True *)
