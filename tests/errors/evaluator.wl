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
(*=
Power::infy: Infinite expression 1/0 encountered.
 --> errors/evaluator.wl:2:3
  |
2 | 1/0;
  |   ^

Power::indet: Indeterminate expression 0^0 encountered.
 --> errors/evaluator.wl:3:1
  |
3 | 0^0;
  | ^^^

Part::partw: Part 5 of {1, 2} does not exist.
 --> errors/evaluator.wl:4:1
  |
4 | {1, 2}[[5]];
  | ^^^^^^^^^^^

Thread::tdlen: Objects of unequal length in {1, 2} + {1, 2, 3} cannot be combined.
 --> errors/evaluator.wl:5:1
  |
5 | {1, 2} + {1, 2, 3};
  | ^^^^^^^^^^^^^^^^^^

Set::wrsym: Symbol Plus is Protected.
 --> errors/evaluator.wl:6:1
  |
6 | Plus = 3;
  | ^^^^^^^^

$IterationLimit::itlim: Iteration limit of 4096 exceeded.
 --> errors/evaluator.wl:8:1
  |
8 | r[1];
  | ^^^^

Sin::argx: Sin called with 2 arguments; 1 argument is expected.
 --> errors/evaluator.wl:9:1
  |
9 | Sin[1, 2];
  | ^^^^^^^^^

First::nofirst: {} has zero length and no first element.
  --> errors/evaluator.wl:10:1
   |
10 | First[{}];
   | ^^^^^^^^^

Take::take: Cannot take positions 1 through 5 in {1, 2}.
  --> errors/evaluator.wl:11:1
   |
11 | Take[{1, 2}, 5];
   | ^^^^^^^^^^^^^^^

Dot::dotsh: Tensors {{1, 2}, {3, 4}} and {1, 2, 3} have incompatible shapes.
  --> errors/evaluator.wl:12:1
   |
12 | {{1, 2}, {3, 4}} . {1, 2, 3};
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^

Inverse::sing: Matrix {{1, 2}, {2, 4}} is singular.
  --> errors/evaluator.wl:13:1
   |
13 | Inverse[{{1, 2}, {2, 4}}];
   | ^^^^^^^^^^^^^^^^^^^^^^^^^

StringTake::take: Cannot take positions 1 through 7 in "abc".
  --> errors/evaluator.wl:14:1
   |
14 | StringTake["abc", 7];
   | ^^^^^^^^^^^^^^^^^^^^

Infinity::indet: Indeterminate expression -Infinity + Infinity encountered.
  --> errors/evaluator.wl:15:1
   |
15 | Infinity - Infinity;
   | ^^^^^^^^^^^^^^^^^^^

Get::noopen: Cannot open no-such-file.wl.
  --> errors/evaluator.wl:16:1
   |
16 | Get["no-such-file.wl"];
   | ^^^^^^^^^^^^^^^^^^^^^^

Import::nffil: File no-such-file.csv not found during Import.
  --> errors/evaluator.wl:17:1
   |
17 | Import["no-such-file.csv"];
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^
exit 1
=*)
