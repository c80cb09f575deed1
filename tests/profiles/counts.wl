(* Counts of two functions, of which one calls the other; a call of the evaluator; calls that compiled code leaves. *)
square = Compile[{{x, _Real}}, x x];
sum = Compile[{{n, _Integer}},
  Module[{s = 0.},
   Do[
    If[EvenQ[i], s += square[1. i]],
    {i, n}];
   s]];
Print[sum[10]];

shift[x_] := x + 1;
outside = Compile[{{n, _Integer}}, Sum[shift[i], {i, n}], {{shift[_], _Integer}}];
Print[outside[3]];

fact = Compile[{{n, _Integer}}, Module[{p = 1}, Do[p = p i, {i, n}]; p]];
Quiet[Print[{fact[5], fact[25], fact[30], fact[1.5], fact[a]}]];
(*=
220.
9
{120, 15511210043330985984000000, 265252859812191058636308480000000, 1, 1}
10 calls of compiled functions, 164 instructions, 4 fallbacks

calls  instructions  external calls  function
    3           102               0  fact  profiles/counts.wl:15
    1            39               0  sum  profiles/counts.wl:4
    1            13               3  outside  profiles/counts.wl:12
    5            10               0  square  profiles/counts.wl:2

fallbacks        why  function and place
        2  numerical  fact  profiles/counts.wl:15  4: I1 = I1 * I2
        1   argument  fact  profiles/counts.wl:16
        1   symbolic  fact  profiles/counts.wl:16

external calls  function, place and call
             3  outside  profiles/counts.wl:12  I3 = MainEvaluate[ Hold[shift][ I2]]

runs  instructions  line
                          profiles/counts.wl:
   5             5     2  | square = Compile[{{x, _Real}}, x x];
   1             1     4  |   Module[{s = 0.},
  10            25     6  |     If[EvenQ[i], s += square[1. i]],
  10            12     7  |     {i, n}];
   3            12    12  | outside = Compile[{{n, _Integer}}, Sum[shift[i], {i, n}], {{shift[_], _Integer}}];
  47           101    15  | fact = Compile[{{n, _Integer}}, Module[{p = 1}, Do[p = p i, {i, n}]; p]];

count  line  fact
    3    15  1  I1 = 1
    3    15  2  I2 = 1
    3    15  3  if[ I2 > I0] goto 6
   47    15  4  I1 = I1 * I2
   45    15  5  if[ ++ I2 <= I0] goto 4
    1        6  Return

count  line  sum
    1     4  1  R0 = 0.
    1     7  2  I1 = 1
    1     7  3  if[ I1 > I0] goto 9
   10     6  4  if[ OddQ[ I1]] goto 8
    5     6  5  R1 = I1
    5     6  6  R2 = CompiledFunctionCall[ Hold[square][ R1]]
    5     6  7  R0 = R0 + R2
   10     7  8  if[ ++ I1 <= I0] goto 4
    1        9  Return

count  line  outside
    1    12  1  I1 = 0
    1    12  2  I2 = 1
    1    12  3  if[ I2 > I0] goto 7
    3    12  4  I3 = MainEvaluate[ Hold[shift][ I2]]
    3    12  5  I1 = I1 + I3
    3    12  6  if[ ++ I2 <= I0] goto 4
    1        7  Return

count  line  square
    5     2  1  R1 = R0 * R0
    5        2  Return
=*)
