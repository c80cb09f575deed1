(* Functions in terms of others, compiled as if written out where they are called.

   A definition applies when each argument is of the kind that its blank names (see `defined.rs`): Number, Integer,
   Complex, Boolean and Value are values, Vector, Matrix, Cube and Tensor arrays of rank 1, 2, 3 and any (ComplexVector,
   ComplexMatrix of complex numbers, IntegerMatrix of integers, RealVector of integers or reals), Function what
   can be applied, Pattern a pattern, which becomes a test, Rewrite the right side of a rule, which becomes a function.
   Everything else stands for itself. Arguments are computed once, in order. The first definition that fits is taken. *)

(* Tests over elements *)

AllTrue[v_Tensor, f_Function] := Module[{i = 1, n = Length[v]}, While[i <= n && f[v[[i]]], i++]; i > n]
AnyTrue[v_Tensor, f_Function] := Module[{i = 1, n = Length[v]}, While[i <= n && ! f[v[[i]]], i++]; i <= n]
NoneTrue[v_Tensor, f_Function] := Module[{i = 1, n = Length[v]}, While[i <= n && ! f[v[[i]]], i++]; i > n]
LengthWhile[v_Tensor, f_Function] := Module[{i = 1, n = Length[v]}, While[i <= n && f[v[[i]]], i++]; i - 1]
TakeWhile[v_Tensor, f_Function] := Take[v, LengthWhile[v, f]]
SelectFirst[v_Tensor, f_Function] :=
  Module[{i = 1, n = Length[v]}, While[i <= n && ! f[v[[i]]], i++]; If[i <= n, v[[i]]]]
SelectFirst[v_Vector, f_Function, x_Number] :=
  Module[{i = 1, n = Length[v]}, While[i <= n && ! f[v[[i]]], i++]; If[i <= n, v[[i]], x]]
Select[v_Tensor, f_Function, n_Integer] := Module[{at = ConstantArray[0, Length[v]], found = 0, i = 1},
  While[i <= Length[v] && found < n, If[f[v[[i]]], found++; at[[found]] = i]; i++];
  v[[Take[at, found]]]]
Pick[v_Tensor, s_Vector, x_Number] := Module[{at = ConstantArray[0, Length[v]], found = 0},
  Do[If[s[[i]] === x, found++; at[[found]] = i], {i, Length[v]}]; v[[Take[at, found]]]]
Pick[v_Tensor, s_Vector, p_Pattern] := Module[{at = ConstantArray[0, Length[v]], found = 0},
  Do[If[p[s[[i]]], found++; at[[found]] = i], {i, Length[v]}]; v[[Take[at, found]]]]

(* Patterns *)

Cases[v_Tensor, p_Pattern] := Select[v, p]
Cases[v_Tensor, p_Pattern :> e_Rewrite] := Map[e, Select[v, p]]
Cases[v_Tensor, p_Pattern -> e_Rewrite] := Map[e, Select[v, p]]
DeleteCases[v_Tensor, p_Pattern] := Select[v, ! p[#] &]
DeleteCases[v_Vector, x_Number] := Select[v, # =!= x &]
Count[v_Tensor, p_Pattern] := Module[{n = 0}, Do[If[p[x], n++], {x, v}]; n]
MemberQ[v_Tensor, p_Pattern] := AnyTrue[v, p]
FreeQ[v_Vector, p_Pattern] := NoneTrue[v, p]
Position[v_Vector, p_Pattern] := Module[{at = ConstantArray[0, Length[v]], found = 0},
  Do[If[p[v[[i]]], found++; at[[found]] = i], {i, Length[v]}]; Partition[Take[at, found], 1]]
Position[m_Tensor, x_Tensor] := Module[{at = ConstantArray[0, Length[m]], found = 0},
  Do[If[m[[i]] === x, found++; at[[found]] = i], {i, Length[m]}]; Partition[Take[at, found], 1]]
MemberQ[m_Tensor, x_Tensor] := AnyTrue[m, # === x &]
FreeQ[m_Tensor, x_Tensor] := NoneTrue[m, # === x &]
Count[m_Tensor, x_Tensor] := Module[{n = 0}, Do[If[y === x, n++], {y, m}]; n]
FirstPosition[v_Vector, p_Pattern] :=
  Module[{i = 1, n = Length[v]}, While[i <= n && ! p[v[[i]]], i++]; If[i <= n, {i}]]
FirstPosition[v_Vector, x_Number] :=
  Module[{i = 1, n = Length[v]}, While[i <= n && v[[i]] =!= x, i++]; If[i <= n, {i}]]

(* Functionals over several levels *)

Map[f_Function, v_Vector, {-1}] := Map[f, v]
Map[f_Function, m_Matrix, {-1}] := Map[f, m, {2}]
Map[f_Function, t_Cube, {-1}] := Map[f, t, {3}]
Map[f_Function, m_Matrix, {-2}] := Map[f, m]
Map[f_Function, t_Cube, {-2}] := Map[f, t, {2}]
MapAt[f_Function, v_Vector, n_Integer] := Module[{r = v}, r[[n]] = f[v[[n]]]; r]
MapAt[f_Function, m_Matrix, {i_Integer, j_Integer}] := Module[{r = m}, r[[i, j]] = f[m[[i, j]]]; r]
MapIndexed[f_Function, m_Tensor, {1}] := MapIndexed[f, m]
MapIndexed[f_Function, m_Matrix, {2}] :=
  Table[f[m[[i, j]], {i, j}], {i, Length[m]}, {j, Dimensions[m][[2]]}]
MapThread[f_Function, {a_Tensor, b_Tensor}, 2] := MapThread[MapThread[f, {#1, #2}] &, {a, b}]
MapThread[f_Function, {a_Tensor, b_Tensor, c_Tensor}, 2] := MapThread[MapThread[f, {#1, #2, #3}] &, {a, b, c}]
MapThread[f_Function, m_Tensor] := Map[Apply[f, #] &, Transpose[m]]
Thread[{a_Vector, b_Vector}] := Transpose[{a, b}]
Thread[{a_Vector, b_Vector, c_Vector}] := Transpose[{a, b, c}]
Inner[f_Function, a_Tensor, b_Tensor] := Inner[f, a, b, Plus]
Inner[f_Function, a_Vector, b_Vector, g_Function] := Apply[g, MapThread[f, {a, b}]]
Inner[f_Function, a_Vector, b_Matrix, g_Function] := Map[Inner[f, a, #, g] &, Transpose[b]]
Inner[f_Function, a_Vector, b_Tensor, g_Function] :=
  Table[Inner[f, a, b[[All, i]], g], {i, Dimensions[b][[2]]}]
Inner[f_Function, a_Tensor, b_Tensor, g_Function] := Map[Inner[f, #, b, g] &, a]
Outer[f_Function, a_Vector] := Map[f, a]
Outer[f_Function, a_Vector, b_Vector] := Table[f[x, y], {x, a}, {y, b}]
Outer[f_Function, a_Vector, b_Vector, c_Vector] := Table[f[x, y, z], {x, a}, {y, b}, {z, c}]
Outer[f_Function, a_Matrix, b_Vector] := Table[f[x, y], {r, a}, {x, r}, {y, b}]
Outer[f_Function, a_Vector, b_Matrix] := Table[f[x, y], {x, a}, {r, b}, {y, r}]
Outer[f_Function, a_Matrix, b_Matrix] := Table[f[x, y], {r, a}, {x, r}, {s, b}, {y, s}]
Outer[f_Function, a_Vector, b_Tensor] := Table[Map[f[x, #] &, b, {-1}], {x, a}]
Outer[f_Function, a_Tensor, b_Tensor] := Table[Outer[f, x, b], {x, a}]
Outer[f_Function, a_Tensor, b_Tensor, 1] := Table[f[x, y], {x, a}, {y, b}]
Outer[f_Function, a_Tensor, b_Tensor, c_Tensor, 1] := Table[f[x, y, z], {x, a}, {y, b}, {z, c}]

(* Order *)

Sort[v_Vector, f_Function] := Module[{a = v, b = v, n = Length[v], width = 1, low, middle, high, i, j},
  While[width < n,
    low = 1;
    While[low <= n,
      middle = Min[low + width, n + 1]; high = Min[low + 2 width, n + 1]; i = low; j = middle;
      Do[
        If[i < middle && (j >= high || f[a[[i]], a[[j]]]),
          b[[k]] = a[[i]]; i++,
          b[[k]] = a[[j]]; j++],
        {k, low, high - 1}];
      low = high];
    a = b; width = 2 width];
  a]
Sort[m_Matrix, f_Function] := m[[Sort[Range[Length[m]], f[m[[#1]], m[[#2]]] &]]]
Ordering[m_Matrix, All, f_Function] := Sort[Range[Length[m]], f[m[[#1]], m[[#2]]] &]
ReverseSort[v_Tensor] := Reverse[Sort[v]]
SortBy[v_Tensor, f_Function] := Module[{s = Sort[v]}, s[[Ordering[Map[f, s]]]]]
Ordering[v_Vector, All] := Ordering[v]
Ordering[v_Vector, All, f_Function] := Sort[Range[Length[v]], f[v[[#1]], v[[#2]]] &]
Ordering[v_Vector, n_Integer, f_Function] := Take[Ordering[v, All, f], n]
Quantile[v_RealVector, q_Number] := With[{n = Length[v]}, Sort[v][[Clip[Ceiling[n q], {1, n}]]]]
Quantile[v_RealVector, q_RealVector] := With[{s = Sort[v], n = Length[v]}, Map[s[[Clip[Ceiling[n #], {1, n}]]] &, q]]
Tally[v_Vector] := Module[{values = v, counts = ConstantArray[0, Length[v]], found = 0, j},
  Do[
    j = 1;
    While[j <= found && values[[j]] =!= x, j++];
    If[j > found, found = j; values[[j]] = x];
    counts[[j]]++,
    {x, v}];
  Transpose[{Take[values, found], Take[counts, found]}]]
Commonest[v_Vector] := Module[{t = Tally[v], most}, most = Max[t[[All, 2]]]; Pick[t[[All, 1]], t[[All, 2]], most]]
BinCounts[v_Vector, {a_Number, b_Number, d_Number}] := Module[{counts = ConstantArray[0, Ceiling[(b - a)/d]], i},
  Do[If[a <= x < b, i = Floor[(x - a)/d] + 1; counts[[i]]++], {x, v}]; counts]
TakeLargest[v_Vector, n_Integer] := Take[Reverse[Sort[v]], n]
TakeSmallest[v_Vector, n_Integer] := Take[Sort[v], n]
MinMax[v_Tensor] := {Min[v], Max[v]}

(* Shapes *)

ArrayPad[v_Vector, n_Integer] := ArrayPad[v, {n, n}, 0]
ArrayPad[v_Vector, n_Integer, x_Number] := ArrayPad[v, {n, n}, x]
ArrayPad[v_Vector, {a_Integer, b_Integer}] := ArrayPad[v, {a, b}, 0]
ArrayPad[v_Vector, {a_Integer, b_Integer}, x_Number] := Module[
  {r = ConstantArray[Compile`Widen[x, v], Length[v] + a + b]}, r[[a + 1 ;; a + Length[v]]] = v; r]
ArrayPad[m_Matrix, n_Integer] := ArrayPad[m, n, 0]
ArrayPad[m_Matrix, n_Integer, x_Number] := Module[
  {r = ConstantArray[Compile`Widen[x, m], {Length[m] + 2 n, Dimensions[m][[2]] + 2 n}]},
  r[[n + 1 ;; n + Length[m], n + 1 ;; n + Dimensions[m][[2]]]] = m; r]
ArrayPad[m_Matrix, {a_Integer, b_Integer}] := ArrayPad[m, {{a, b}, {a, b}}, 0]
ArrayPad[m_Matrix, {a_Integer, b_Integer}, x_Number] := ArrayPad[m, {{a, b}, {a, b}}, x]
ArrayPad[m_Matrix, {{a_Integer, b_Integer}, {c_Integer, d_Integer}}] := ArrayPad[m, {{a, b}, {c, d}}, 0]
ArrayPad[m_Matrix, {{a_Integer, b_Integer}, {c_Integer, d_Integer}}, x_Number] := Module[
  {r = ConstantArray[Compile`Widen[x, m], {Length[m] + a + b, Dimensions[m][[2]] + c + d}]},
  r[[a + 1 ;; a + Length[m], c + 1 ;; c + Dimensions[m][[2]]]] = m; r]
PadRight[m_Matrix, {a_Integer, b_Integer}] := Module[{r = ConstantArray[Compile`Widen[0, m], {a, b}], p, q},
  p = Min[a, Length[m]]; q = Min[b, Dimensions[m][[2]]];
  r[[1 ;; p, 1 ;; q]] = m[[1 ;; p, 1 ;; q]]; r]
Delete[v_Tensor, at_Matrix] := Module[{keep = ConstantArray[1, Length[v]]},
  Do[keep[[at[[i, 1]]]] = 0, {i, Length[at]}]; Pick[v, keep, 1]]
ReplacePart[v_Vector, n_Integer -> x_Number] := Module[{r = Compile`Widen[v, x]}, r[[n]] = x; r]
ReplacePart[m_Matrix, {i_Integer, j_Integer} -> x_Number] := Module[{r = Compile`Widen[m, x]}, r[[i, j]] = x; r]
Flatten[t_Tensor, Infinity] := Flatten[t]
Flatten[t_Cube, {{1, 2}, {3}}] := Flatten[t, 1]
Flatten[t_Cube, {{1}, {2, 3}}] := Map[Flatten, t]
Flatten[m_Matrix, {{2}, {1}}] := Transpose[m]
Flatten[m_Matrix, {{2, 1}}] := Flatten[Transpose[m]]
ArrayFlatten[{{a_Matrix, b_Matrix}, {c_Matrix, d_Matrix}}] := Join[Join[a, b, 2], Join[c, d, 2]]
Join[a_Tensor, b_Tensor, 1] := Join[a, b]
Join[a_Tensor, b_Tensor, 2] := MapThread[Join, {a, b}]
Join[a_Tensor, b_Tensor, c_Tensor, 2] := MapThread[Join, {a, b, c}]
Join[a_Cube, b_Cube, 3] := MapThread[Join[#1, #2, 2] &, {a, b}]
Partition[m_Matrix, {a_Integer, b_Integer}] := Table[
  m[[a (i - 1) + 1 ;; a i, b (j - 1) + 1 ;; b j]],
  {i, Quotient[Length[m], a]}, {j, Quotient[Dimensions[m][[2]], b]}]
Partition[m_Matrix, {a_Integer, b_Integer}, {s_Integer, t_Integer}] := Table[
  m[[s (i - 1) + 1 ;; s (i - 1) + a, t (j - 1) + 1 ;; t (j - 1) + b]],
  {i, Quotient[Length[m] - a, s] + 1}, {j, Quotient[Dimensions[m][[2]] - b, t] + 1}]
Reverse[t_Tensor, 1] := Reverse[t]
Reverse[t_Tensor, {1}] := Reverse[t]
Reverse[t_Tensor, 2] := Map[Reverse, t]
Reverse[t_Tensor, {2}] := Map[Reverse, t]
Reverse[t_Tensor, {1, 2}] := Reverse[Map[Reverse, t]]
Reverse[t_Cube, 3] := Map[Reverse, t, {2}]
Riffle[v_Vector, x_Number] := Most[Flatten[Transpose[{v, ConstantArray[x, Length[v]]}]]]
Transpose[v_Vector] := v
Transpose[t_Cube, {2, 1}] := Transpose[t, {2, 1, 3}]
Diagonal[t_Cube] := Table[t[[i, i]], {i, Min[Take[Dimensions[t], 2]]}]
Take[m_Tensor, All] := m
Take[m_Tensor, All, b_Value] := Map[Take[#, b] &, m]
Take[m_Tensor, a_Value, b_Value] := Map[Take[#, b] &, Take[m, a]]
Drop[m_Tensor, None] := m
Drop[m_Tensor, None, b_Value] := Map[Drop[#, b] &, m]
Drop[m_Tensor, a_Value, b_Value] := Map[Drop[#, b] &, Drop[m, a]]
Subdivide[n_Integer] := Subdivide[0, 1, n]
Subdivide[x_Number, n_Integer] := Subdivide[0, x, n]
Subdivide[a_Number, b_Number, n_Integer] := a + (b - a) Range[0, n]/n

(* Random rows *)

RandomChoice[m_Matrix] := m[[RandomChoice[Range[Length[m]]]]]
RandomChoice[m_Matrix, n_Integer] := m[[RandomChoice[Range[Length[m]], n]]]

(* Sums and norms *)

Total[t_Tensor, {1}] := Total[t]
Total[t_Tensor, {1, 2}] := Total[t, 2]
Total[v_Vector, {-1}] := Total[v]
Total[m_Matrix, {-1}] := Map[Total, m]
Total[t_Cube, {-1}] := Map[Total, t, {2}]
Total[v_Vector, -1] := Total[v]
Total[m_Matrix, -1] := Total[m, 2]
Total[t_Cube, -1] := Total[t, 3]
Total[t_Tensor, {2}] := Map[Total, t]
Total[t_Cube, {3}] := Map[Total, t, {2}]
Total[t_Cube, {2, 3}] := Map[Total[#, 2] &, t]
Variance[z_ComplexVector] := Total[Abs[z - Mean[z]]^2]/(Length[z] - 1)
Variance[m_ComplexMatrix] := Map[Variance, Transpose[m]]
MatrixPower[m_IntegerMatrix, n_Integer] := Module[{r = IdentityMatrix[Length[m]], p = m, k = n},
  While[k > 0, If[OddQ[k], r = r . p]; k = Quotient[k, 2]; If[k > 0, p = p . p]];
  If[n >= 0, r]]
MatrixPower[m_Matrix, n_Integer] := Module[{r = IdentityMatrix[Length[m]] + 0 m, p = m, k = n},
  If[k < 0, p = Inverse[m]; k = -k];
  While[k > 0, If[OddQ[k], r = r . p]; k = Quotient[k, 2]; If[k > 0, p = p . p]];
  r]
MatrixPower[m_Matrix, n_Integer, v_Vector] := MatrixPower[m, n] . v
Tr[m_Matrix, List] := Diagonal[m]
Tr[m_Matrix, f_Function] := Apply[f, Diagonal[m]]
Tr[t_Cube] := Sum[t[[i, i, i]], {i, Min[Dimensions[t]]}]
Norm[m_ComplexMatrix] := Sqrt[Max[Re[Eigenvalues[ConjugateTranspose[m] . m]]]]
Norm[m_Matrix] := Max[SingularValueList[m]]
Norm[m_Matrix, 2] := Norm[m]
Norm[m_Matrix, "Frobenius"] := Norm[Flatten[m]]
Norm[m_Matrix, 1] := Max[Total[Abs[m]]]
Norm[m_Matrix, Infinity] := Max[Total[Abs[m], {2}]]
EuclideanDistance[a_Vector, b_Vector] := Norm[a - b]
ManhattanDistance[a_Vector, b_Vector] := Total[Abs[a - b]]
ChessboardDistance[a_Vector, b_Vector] := Max[Abs[a - b]]
SquaredEuclideanDistance[a_Vector, b_Vector] := Total[Abs[a - b]^2]
Ratios[v_Vector] := Rest[v]/Most[v]
MovingAverage[v_Vector, n_Integer] := Table[Mean[v[[i ;; i + n - 1]]], {i, Length[v] - n + 1}]
ListCorrelate[k_Vector, v_Vector] :=
  Table[Sum[k[[j]] v[[i + j - 1]], {j, Length[k]}], {i, Length[v] - Length[k] + 1}]
ListCorrelate[k_Vector, v_Vector, n_Integer] := ListCorrelate[k, v, {n, n}]
ListCorrelate[k_Vector, v_Vector, {a_Integer, b_Integer}] := Module[
  {n = Length[v], l = Length[k], p, q},
  p = If[a < 0, a + l + 1, a]; q = If[b < 0, b + l + 1, b];
  Table[Sum[k[[j]] v[[Mod[i + j - p - 1, n] + 1]], {j, l}], {i, n + p - q}]]
ListCorrelate[k_Vector, v_Vector, n_Integer, x_Number] := ListCorrelate[k, v, {n, n}, x]
ListCorrelate[k_Vector, v_Vector, {a_Integer, b_Integer}, x_Number] := Module[
  {n = Length[v], l = Length[k], p, q},
  p = If[a < 0, a + l + 1, a]; q = If[b < 0, b + l + 1, b];
  Table[Sum[k[[j]] If[1 <= i + j - p <= n, v[[i + j - p]], x], {j, l}], {i, n + p - q}]]
ListCorrelate[k_Matrix, m_Matrix] := Table[
  Sum[Sum[k[[p, q]] m[[i + p - 1, j + q - 1]], {q, Dimensions[k][[2]]}], {p, Length[k]}],
  {i, Length[m] - Length[k] + 1}, {j, Dimensions[m][[2]] - Dimensions[k][[2]] + 1}]
ListCorrelate[k_Matrix, m_Matrix, n_Integer] := Module[
  {r = Length[m], c = Dimensions[m][[2]], a, b},
  a = If[n < 0, n + Length[k] + 1, n]; b = If[n < 0, n + Dimensions[k][[2]] + 1, n];
  Table[
    Sum[
      Sum[k[[p, q]] m[[Mod[i + p - a - 1, r] + 1, Mod[j + q - b - 1, c] + 1]], {q, Dimensions[k][[2]]}],
      {p, Length[k]}],
    {i, r}, {j, c}]]
ListConvolve[k_Vector, v_Vector] := ListCorrelate[Reverse[k], v]
ListConvolve[k_Vector, v_Vector, n_Integer] := ListCorrelate[Reverse[k], v, {-n, -n}]
ListConvolve[k_Vector, v_Vector, {a_Integer, b_Integer}] := ListCorrelate[Reverse[k], v, {-a, -b}]
ListConvolve[k_Vector, v_Vector, n_Integer, x_Number] := ListCorrelate[Reverse[k], v, {-n, -n}, x]
ListConvolve[k_Vector, v_Vector, {a_Integer, b_Integer}, x_Number] := ListCorrelate[Reverse[k], v, {-a, -b}, x]
ListConvolve[k_Matrix, m_Matrix] := ListCorrelate[Reverse[k, {1, 2}], m]
ListConvolve[k_Matrix, m_Matrix, n_Integer] := ListCorrelate[Reverse[k, {1, 2}], m, -n]

Rescale[t_Tensor] := Module[{low = Min[t], high = Max[t]}, (t - low)/(high - low)]
Rescale[t_Tensor, {a_Number, b_Number}] := (t - a)/(b - a)
Rescale[t_Tensor, {a_Number, b_Number}, {c_Number, d_Number}] := c + (t - a)/(b - a) (d - c)

(* Integers *)

Fibonacci[n_Integer] := Module[{a = 0, b = 1}, If[n >= 0, Do[{a, b} = {b, a + b}, {n - 1}]; If[n > 0, b, a]]]
CoprimeQ[a_Integer, b_Integer] := GCD[a, b] == 1
Divisible[a_Integer, b_Integer] := Mod[a, b] == 0
FromDigits[v_Vector] := FromDigits[v, 10]
FromDigits[v_Vector, b_Integer] := Fold[b #1 + #2 &, 0, v]
PowerMod[a_Integer, b_Integer, m_Integer] := Module[{x = Mod[a, m], e = b, r = Mod[1, m]},
  If[b >= 0, While[e > 0, If[OddQ[e], r = Mod[r x, m]]; e = Quotient[e, 2]; If[e > 0, x = Mod[x x, m]]]; r]]

(* Complex numbers *)

AbsArg[z_Number] := {Abs[z], Arg[z]}
Chop[n_Integer, d_Number] := n
Chop[x_Number, d_Number] := If[Abs[x] < d, 0. x, x]
Chop[t_Tensor, d_Number] := Map[Chop[#, d] &, t, {-1}]
Floor[z_Complex] := Complex[Floor[Re[z]], Floor[Im[z]]]
Ceiling[z_Complex] := Complex[Ceiling[Re[z]], Ceiling[Im[z]]]
Floor[n_Integer, d_Integer] := d Quotient[n, d]
Ceiling[n_Integer, d_Integer] := -d Quotient[-n, d]
Round[z_Complex] := Complex[Round[Re[z]], Round[Im[z]]]
Round[n_Integer, d_Integer] := Module[{q = Quotient[2 n + d, 2 d]},
  If[Mod[2 n + d, 2 d] == 0 && OddQ[q], q--]; d q]
IntegerPart[z_Complex] := Complex[IntegerPart[Re[z]], IntegerPart[Im[z]]]
FractionalPart[z_Complex] := Complex[FractionalPart[Re[z]], FractionalPart[Im[z]]]
