(* The Mandelbrot set: a compiled escape-time function over a grid of points, written as a picture.
   The folder for the picture is the first argument of the script; target/examples without one. *)

folder = If[Length[$ScriptCommandLine] > 1, $ScriptCommandLine[[2]], FileNameJoin[{"target", "examples"}]];
If[! DirectoryQ[folder], CreateDirectory[folder]];

limit = 200;

(* How many steps z -> z^2 + c takes to leave the circle of radius 2. *)
steps = Compile[{{c, _Complex}, {limit, _Integer}},
  Module[{z = 0. + 0. I, n = 0},
    While[n < limit && Re[z]^2 + Im[z]^2 <= 4., z = z^2 + c; n++];
    n]];

{width, height} = {480, 320};
counts = Table[
  steps[-2.25 + 3. (column - 0.5)/width + I (1. - 2. (row - 0.5)/height), limit],
  {row, height}, {column, width}];

Print[Dimensions[counts], " points"];
Print["inside after ", limit, " steps: ", Count[Flatten[counts], limit]];
Print["left at the first step: ", Count[Flatten[counts], 1]];
Print["area of the set: ", NumberForm[3. 2./(width height) Count[Flatten[counts], limit], 3]];

(* Black inside; outside from blue to white the longer it took. *)
shade = Compile[{{n, _Integer}, {limit, _Integer}},
  Module[{s = Log[1. + n]/Log[1. + limit]},
    If[n >= limit, {0., 0., 0.}, {Min[1., 1.3 s^1.5], s^1.7, 0.25 + 0.75 Sin[2. s]}]]];

image = Image[Map[shade[#, limit] &, counts, {2}]];
Print["image of ", ImageDimensions[image], " pixels"];
file = Export[FileNameJoin[{folder, "mandelbrot.png"}], image];
Print["written: ", FileNameTake[file]];
