(* Messages of the evaluator that its users know. *)
1/0;
0^0;
{1, 2}[[5]];
{1, 2} + {1, 2, 3};
Plus = 3;
r[x_] := r[x + 1];
r[1];
Sin[1, 2];
First[{}];
Take[{1, 2}, 5];
{{1, 2}, {3, 4}} . {1, 2, 3};
Inverse[{{1, 2}, {2, 4}}];
StringTake["abc", 7];
Infinity - Infinity;
Get["no-such-file.wl"];
Import["no-such-file.csv"];
