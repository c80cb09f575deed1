//! Matrices and tensors: tests, products, functions of matrices, discrete transforms.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "AntisymmetricMatrixQ", NONE, Arity::exactly(1);
        "AntisymmetricMatrixQ[m] says whether Transpose[m] is -m.";
        "AntisymmetricMatrixQ[{{0, 1}, {-1, 0}}]" => "True";
        "f[m_] := SquareMatrixQ[m] && Transpose[m] === -m || SquareMatrixQ[m] && MatrixQ[m, NumberQ] && Transpose[m] == -m";
    "AntihermitianMatrixQ", NONE, Arity::exactly(1);
        "AntihermitianMatrixQ[m] says whether ConjugateTranspose[m] is -m.";
        "AntihermitianMatrixQ[{{I, 1}, {-1, 0}}]" => "True";
        "f[m_] := SquareMatrixQ[m] && TrueQ[ConjugateTranspose[m] == -m]";
    "BlockDiagonalMatrix", NONE, Arity::exactly(1);
        "BlockDiagonalMatrix[{m1, m2, …}] gives the matrix with the blocks m along the diagonal.";
        "BlockDiagonalMatrix[{{{1, 2}}, {{3}}}]" => "{{1, 2, 0}, {0, 0, 3}}";
        "f[ms : {__?MatrixQ}] := Module[{columns = Map[Length[First[#]] &, ms], before = 0, all},
             all = Total[columns];
             Join @@ MapThread[Function[{m, c}, before += c;
                 Map[Join[Table[0, before - c], #, Table[0, all - before]] &, m]], {ms, columns}]]";
    "CofactorMatrix", NONE, Arity::exactly(1);
        "CofactorMatrix[m] gives the matrix of cofactors of a square matrix.";
        "CofactorMatrix[{{1, 2}, {3, 4}}]" => "{{4, -3}, {-2, 1}}";
        "f[m_?SquareMatrixQ] := Table[(-1)^(i + j) If[Length[m] == 1, 1, Det[Drop[m, {i}, {j}]]], {i, Length[m]}, {j, Length[m]}]";
    "DistanceMatrix", NONE, Arity::between(1, 2).with_options();
        "DistanceMatrix[points] gives the distances between points; DistanceMatrix[u, v] between those of u and those of v.";
        "DistanceMatrix[{{0, 0}, {3, 4}}]" => "{{0, 5}, {5, 0}}";
        "f[u_List, o : OptionsPattern[]] := f[u, u, o]
         f[u_List, v_List, DistanceFunction -> g_] := Outer[g, u, v, 1]
         f[u_List, v_List] := Outer[EuclideanDistance, u, v, 1]";
    "FourierDCT", NONE, Arity::between(1, 2);
        "FourierDCT[list] gives the discrete cosine transform of type 2; FourierDCT[list, m] that of type m from 1 to 4.";
        "Round[FourierDCT[{1., 2., 3.}], 0.001]" => "{3.464, -1., 0.}";
        "numbers[l_] := VectorQ[l, NumericQ]
         f[l_List] := f[l, 2]
         f[l_?numbers, 1] := With[{n = Length[l]}, N[Sqrt[2/(n - 1)]] Cos[N[Pi/(n - 1)] Outer[Times, Range[0, n - 1], Range[0, n - 1]]] . (l Join[{1/2}, Table[1, n - 2], {1/2}])] /; Length[l] > 1
         f[l_?numbers, 2] := With[{n = Length[l]}, N[1/Sqrt[n]] Cos[N[Pi/n] Outer[Times, Range[0, n - 1], Range[n] - 1/2]] . l]
         f[l_?numbers, 3] := With[{n = Length[l]}, N[1/Sqrt[n]] Cos[N[Pi/n] Outer[Times, Range[n] - 1/2, Range[0, n - 1]]] . (l Prepend[Table[2, n - 1], 1])]
         f[l_?numbers, 4] := With[{n = Length[l]}, N[Sqrt[2/n]] Cos[N[Pi/n] Outer[Times, Range[n] - 1/2, Range[n] - 1/2]] . l]
         f[m_?MatrixQ, k_Integer] := Transpose[Map[f[#, k] &, Transpose[Map[f[#, k] &, m]]]]";
    "FourierDST", NONE, Arity::between(1, 2);
        "FourierDST[list] gives the discrete sine transform of type 2; FourierDST[list, m] that of type m from 1 to 4.";
        "FourierDST[{1., 2., 3.}, 1]" => "{3.41421, -1.41421, 0.585786}";
        "numbers[l_] := VectorQ[l, NumericQ]
         f[l_List] := f[l, 2]
         f[l_?numbers, 1] := With[{n = Length[l]}, N[Sqrt[2/(n + 1)]] Sin[N[Pi/(n + 1)] Outer[Times, Range[n], Range[n]]] . l]
         f[l_?numbers, 2] := With[{n = Length[l]}, N[1/Sqrt[n]] Sin[N[Pi/n] Outer[Times, Range[n], Range[n] - 1/2]] . l]
         f[l_?numbers, 3] := With[{n = Length[l]}, N[1/Sqrt[n]] Sin[N[Pi/n] Outer[Times, Range[n] - 1/2, Range[n]]] . (l Append[Table[2, n - 1], 1])]
         f[l_?numbers, 4] := With[{n = Length[l]}, N[Sqrt[2/n]] Sin[N[Pi/n] Outer[Times, Range[n] - 1/2, Range[n] - 1/2]] . l]
         f[m_?MatrixQ, k_Integer] := Transpose[Map[f[#, k] &, Transpose[Map[f[#, k] &, m]]]]";
    "FourierMatrix", NONE, Arity::exactly(1);
        "FourierMatrix[n] gives the matrix m with m . list == Fourier[list].";
        "FourierMatrix[2]" => "{{1/Sqrt[2], 1/Sqrt[2]}, {1/Sqrt[2], -(1/Sqrt[2])}}";
        "f[n_Integer?Positive] := Table[E^(2 Pi I r s/n)/Sqrt[n], {r, 0, n - 1}, {s, 0, n - 1}]";
    "HadamardMatrix", NONE, Arity::exactly(1);
        "HadamardMatrix[n] gives the orthogonal matrix of elements 1/Sqrt[n] and -1/Sqrt[n] for n a power of 2.";
        "2 HadamardMatrix[4]" => "{{1, 1, 1, 1}, {1, 1, -1, -1}, {1, -1, -1, 1}, {1, -1, 1, -1}}";
        "f[n_Integer?Positive] := With[{m = SortBy[Nest[KroneckerProduct[{{1, 1}, {1, -1}}, #] &, {{1}}, IntegerLength[n, 2] - 1],
               Count[Differences[#], Except[0]] &]}, m/Sqrt[n]] /; BitAnd[n, n - 1] == 0";
    "HermiteDecomposition", NONE, Arity::exactly(1);
        "HermiteDecomposition[m] gives {u, r} with u unimodular, r in Hermite normal form and u . m == r, for integers.";
        "HermiteDecomposition[{{2, 4}, {3, 5}}]" => "{{{-1, 1}, {3, -2}}, {{1, 1}, {0, 2}}}";
        "f[m : {{__Integer} ..}?MatrixQ] := Module[{n = Length[m], c = Length[First[m]], a, top = 1, p},
             a = MapThread[Join, {m, IdentityMatrix[n]}];
             Do[If[top > n, Break[]];
               While[Count[a[[top ;;, j]], Except[0]] > 1,
                 p = top - 1 + First[Ordering[Replace[Abs[a[[top ;;, j]]], 0 -> Infinity, {1}], 1]];
                 a[[{top, p}]] = a[[{p, top}]];
                 Do[a[[i]] -= Quotient[a[[i, j]], a[[top, j]]] a[[top]], {i, top + 1, n}]];
               p = SelectFirst[Range[top, n], a[[#, j]] != 0 &];
               If[IntegerQ[p],
                 a[[{top, p}]] = a[[{p, top}]];
                 If[a[[top, j]] < 0, a[[top]] = -a[[top]]];
                 Do[a[[i]] -= Quotient[a[[i, j]], a[[top, j]]] a[[top]], {i, top - 1}];
                 top++], {j, c}];
             {a[[All, c + 1 ;;]], a[[All, ;; c]]}]";
    "IndefiniteMatrixQ", NONE, Arity::exactly(1);
        "IndefiniteMatrixQ[m] says whether x . m . x takes both signs.";
        "IndefiniteMatrixQ[{{1, 0}, {0, -1}}]" => "True";
        "f[m_] := SquareMatrixQ[m] && With[{e = Eigenvalues[N[m + ConjugateTranspose[m]]]}, Max[e] > 0 && Min[e] < 0]";
    "MatrixFunction", NONE, Arity::exactly(2);
        "MatrixFunction[f, m] gives the function f of a square matrix whose eigenvalues can be found.";
        "MatrixFunction[Sqrt, {{5, 4}, {4, 5}}]" => "{{2, 1}, {1, 2}}";
        "f[g_, m_?DiagonalMatrixQ] := DiagonalMatrix[Map[g, Diagonal[m]]] /; SquareMatrixQ[m]
         f[g_, m_?SquareMatrixQ] := Module[{e = Eigensystem[m], v}, If[Head[e] =!= List, Return[$Failed]];
             v = Transpose[e[[2]]];
             v . DiagonalMatrix[Map[g, e[[1]]]] . Inverse[v]] /; Precision[m] =!= Infinity && spans[m]
         f[g_, m_?SquareMatrixQ] := Module[{e = If[UpperTriangularMatrixQ[m] || LowerTriangularMatrixQ[m], Diagonal[m], Map[Expand, Eigenvalues[m]]]},
             byNewton[g, m, Join @@ Gather[e /. Power[q_. x_Symbol^2, 1/2] :> Sqrt[q] x]] /; ListQ[e] && Length[e] == Length[m]] /; Precision[m] === Infinity
         byNewton[g_, m_, e_] := Module[{x, d, p = IdentityMatrix[Length[m]], sum = 0},
             d[i_, j_] := d[i, j] = tidy[If[e[[i]] === e[[j]], (D[g[x], {x, j - i}] /. x -> e[[i]])/(j - i)!,
               (d[i + 1, j] - d[i, j - 1])/Expand[e[[j]] - e[[i]]]]];
             Do[sum = sum + d[1, k] p; p = p . (m - e[[k]] IdentityMatrix[Length[m]]), {k, Length[m]}];
             Map[tidy, sum, {2}]]
         tidy[x_] := If[FreeQ[x, _Complex], Expand[x], Expand[ExpToTrig[Expand[x]]]]
         spans[m_] := With[{e = Eigensystem[m]}, Head[e] === List && MatrixRank[e[[2]]] == Length[m]]";
    "MatrixLog", NONE, Arity::exactly(1);
        "MatrixLog[m] gives the logarithm of a square matrix.";
        "Chop[MatrixLog[MatrixExp[{{0., 1.}, {-1., 0.}}]]]" => "{{0, 1.}, {-1., 0}}";
        "f[m_?SquareMatrixQ] := MatrixFunction[Log, m] /; Precision[m] === Infinity
         f[m_?SquareMatrixQ] := Module[{a = m, k = 0, one = IdentityMatrix[Length[m]], b, c, x, y, term, sum, n = 1},
             While[Norm[a - one, \"Frobenius\"] > 0.3 && k < 100,
               b = a; c = one;
               Do[{b, c} = {(b + Inverse[c])/2, (c + Inverse[b])/2}; If[Norm[b . b - a, \"Frobenius\"] <= 10^-15 Norm[a, \"Frobenius\"], Break[]], {50}];
               a = b; k++];
             x = (a - one) . Inverse[a + one]; y = x . x; term = x; sum = x;
             While[Norm[term, \"Frobenius\"] > 10^-18 && n < 200, term = term . y; n += 2; sum += term/n];
             2^(k + 1) sum] /; MatrixQ[m, NumberQ] && FreeQ[Map[Im[#] == 0 && Re[#] <= 0 &, Eigenvalues[m]], True]
         f[m_?SquareMatrixQ] := MatrixFunction[Log, m]";
    "NegativeDefiniteMatrixQ", NONE, Arity::exactly(1);
        "NegativeDefiniteMatrixQ[m] says whether x . m . x is negative for all x that are not 0.";
        "NegativeDefiniteMatrixQ[{{-1, 0}, {0, -2}}]" => "True";
        "f[m_] := SquareMatrixQ[m] && PositiveDefiniteMatrixQ[-m]";
    "NegativeSemidefiniteMatrixQ", NONE, Arity::exactly(1);
        "NegativeSemidefiniteMatrixQ[m] says whether x . m . x is never positive.";
        "NegativeSemidefiniteMatrixQ[{{-1, 0}, {0, 0}}]" => "True";
        "f[m_] := PositiveSemidefiniteMatrixQ[-m]";
    "NormalMatrixQ", NONE, Arity::exactly(1);
        "NormalMatrixQ[m] says whether m commutes with its conjugate transpose.";
        "NormalMatrixQ[{{1, 1}, {-1, 1}}]" => "True";
        "f[m_] := SquareMatrixQ[m] && TrueQ[m . ConjugateTranspose[m] == ConjugateTranspose[m] . m]";
    "OrthogonalMatrixQ", NONE, Arity::exactly(1);
        "OrthogonalMatrixQ[m] says whether the columns of m, or its rows when there are fewer, are orthogonal unit vectors.";
        "OrthogonalMatrixQ[{{3/5, -4/5}, {4/5, 3/5}}]" => "True";
        "f[m_] := MatrixQ[m] && isOne[If[Length[m] >= Length[First[m]], Transpose[m] . m, m . Transpose[m]]]
         isOne[p_] := If[MatrixQ[p, NumericQ], Max[Abs[N[p] - IdentityMatrix[Length[p]]]] < 10^-12, p === IdentityMatrix[Length[p]]]";
    "PermutationMatrix", NONE, Arity::between(1, 2);
        "PermutationMatrix[p] gives the matrix that takes list to list[[p]]; PermutationMatrix[p, n] that of side n.";
        "PermutationMatrix[{2, 3, 1}]" => "{{0, 1, 0}, {0, 0, 1}, {1, 0, 0}}";
        "f[p_?PermutationListQ] := IdentityMatrix[Length[p]][[p]]
         f[c_Cycles] := f[PermutationList[c]]
         f[p_, n_Integer?Positive] := With[{l = PermutationList[p, n]}, IdentityMatrix[n][[l]] /; ListQ[l]]";
    "PositiveSemidefiniteMatrixQ", NONE, Arity::exactly(1);
        "PositiveSemidefiniteMatrixQ[m] says whether x . m . x is never negative.";
        "PositiveSemidefiniteMatrixQ[{{1, 1}, {1, 1}}]" => "True";
        "f[m_] := SquareMatrixQ[m] && MatrixQ[m, NumericQ] && With[{e = Eigenvalues[N[m + ConjugateTranspose[m]]]}, Min[Re[e]] >= -10^-13 Max[Abs[e]]]";
    "PrincipalComponents", NONE, Arity::exactly(1).with_options();
        "PrincipalComponents[m] turns the centred rows of m to the directions of greatest variance.";
        "Chop[PrincipalComponents[{{1., 1.}, {-1., -1.}}]]" => "{{-1.41421, 0}, {1.41421, 0}}";
        "f[m_?MatrixQ] := With[{c = Map[# - Mean[m] &, m]},
             c . Transpose[Map[direct, Eigenvectors[Covariance[N[m]]]]]]
         direct[v_] := If[Total[v] > 0, -v, v]";
    "PauliMatrix", NONE, Arity::exactly(1);
        "PauliMatrix[k] gives the kth Pauli matrix, k from 1 to 3; 0 and 4 are the identity.";
        "PauliMatrix[2]" => "{{0, -I}, {I, 0}}";
        "f[0 | 4] := {{1, 0}, {0, 1}}
         f[1] := {{0, 1}, {1, 0}}
         f[2] := {{0, -I}, {I, 0}}
         f[3] := {{1, 0}, {0, -1}}";
    "ReflectionMatrix", NONE, Arity::exactly(1);
        "ReflectionMatrix[v] gives the matrix that reflects in the plane at right angles to v.";
        "ReflectionMatrix[{1, 0}]" => "{{-1, 0}, {0, 1}}";
        "f[v_?VectorQ] := IdentityMatrix[Length[v]] - 2 Outer[Times, v, v]/(v . v)";
    "RotationMatrix", NONE, Arity::between(1, 2);
        "RotationMatrix[a] turns plane vectors by the angle a; RotationMatrix[a, w] turns about the axis w; RotationMatrix[{u, v}] turns u to v.";
        "RotationMatrix[Pi/2]" => "{{0, -1}, {1, 0}}";
        "f[{u_?VectorQ, v_?VectorQ}] := Module[{a = Normalize[u], b = Normalize[v], c},
             c = b - (a . b) a;
             If[AllTrue[c, PossibleZeroQ], IdentityMatrix[Length[u]],
               c = Normalize[c];
               IdentityMatrix[Length[u]] + ((a . b) - 1) (Outer[Times, a, a] + Outer[Times, c, c])
                 + (b . c) (Outer[Times, c, a] - Outer[Times, a, c])]] /; Length[u] == Length[v]
         f[a_] := {{Cos[a], -Sin[a]}, {Sin[a], Cos[a]}} /; Head[a] =!= List
         f[a_, w : {_, _, _}] := With[{k = Normalize[w]}, With[{x = k[[1]], y = k[[2]], z = k[[3]]},
             Cos[a] IdentityMatrix[3] + (1 - Cos[a]) Outer[Times, k, k] + Sin[a] {{0, -z, y}, {z, 0, -x}, {-y, x, 0}}]]";
    "ScalingMatrix", NONE, Arity::between(1, 2);
        "ScalingMatrix[{s1, s2, …}] scales along the axes; ScalingMatrix[s, v] by s along v.";
        "ScalingMatrix[{2, 3}]" => "{{2, 0}, {0, 3}}";
        "f[s_?VectorQ] := DiagonalMatrix[s]
         f[s_, v_?VectorQ] := IdentityMatrix[Length[v]] + (s - 1) Outer[Times, v, v]/(v . v)";
    "ShearingMatrix", NONE, Arity::exactly(3);
        "ShearingMatrix[a, v, n] gives the matrix of a shear by the angle a along v, which leaves the plane with normal n.";
        "ShearingMatrix[Pi/4, {1, 0}, {0, 1}]" => "{{1, 1}, {0, 1}}";
        "f[a_, v_?VectorQ, n_?VectorQ] := IdentityMatrix[Length[v]] + Tan[a] Outer[Times, Normalize[v], Normalize[n]]";
    "TensorContract", NONE, Arity::exactly(2);
        "TensorContract[t, {{i, j}}] sums over equal indices at levels i and j of t.";
        "TensorContract[{{1, 2}, {3, 4}}, {{1, 2}}]" => "5";
        "f[t_, {}] := t
         f[t_, {{i_, j_}, rest___}] := With[{a = Min[i, j], b = Max[i, j]},
             f[Tr[Transpose[t, perm[a, b, ArrayDepth[t]]], Plus, 2], Map[down[a, b], {rest}, {2}]]]
         perm[a_, b_, n_] := Module[{next = 2}, Table[If[k == a, 1, If[k == b, 2, ++next]], {k, n}]]
         down[a_, b_][k_] := k - Boole[k > a] - Boole[k > b]";
    "TensorDimensions", NONE, Arity::exactly(1);
        "TensorDimensions[t] gives the dimensions of an array.";
        "TensorDimensions[{{1, 2, 3}}]" => "{1, 3}";
        "f[t_List] := Dimensions[t]";
    "TensorProduct", NONE, Arity::ANY;
        "TensorProduct[a, b, …] gives the array of all products of elements.";
        "TensorProduct[{1, 2}, {x, y}]" => "{{x, y}, {2 x, 2 y}}";
        "f[] := 1
         f[a_] := a
         f[a_List, b__List] := Outer[Times, a, b]
         f[a_?NumberQ, b_] := a b
         f[a_, b_?NumberQ] := a b";
    "TensorTranspose", NONE, Arity::exactly(2);
        "TensorTranspose[t, p] orders the levels of t by the permutation p.";
        "TensorTranspose[{{1, 2}, {3, 4}}, {2, 1}]" => "{{1, 3}, {2, 4}}";
        "f[t_List, p_List] := Transpose[t, p]
         f[t_List, c_Cycles] := Transpose[t, PermutationList[c, ArrayDepth[t]]]";
    "UnitaryMatrixQ", NONE, Arity::exactly(1);
        "UnitaryMatrixQ[m] says whether ConjugateTranspose[m] is the inverse of m.";
        "UnitaryMatrixQ[{{0, I}, {I, 0}}]" => "True";
        "f[m_] := SquareMatrixQ[m] && With[{p = ConjugateTranspose[m] . m},
             If[MatrixQ[p, NumericQ], Max[Abs[N[p] - IdentityMatrix[Length[p]]]] < 10^-12, p === IdentityMatrix[Length[p]]]]";
    "VectorGreater", NONE, Arity::exactly(1);
        "VectorGreater[{u, v}] says whether each element of u is greater than that of v.";
        "VectorGreater[{{2, 3}, {1, 2}}]" => "True";
        "f[{u_, v_}] := And @@ Flatten[{MapThread[Greater, {u, v}, ArrayDepth[u]]}]";
    "VectorLess", NONE, Arity::exactly(1);
        "VectorLess[{u, v}] says whether each element of u is less than that of v.";
        "VectorLess[{{1, 2}, {2, 2}}]" => "False";
        "f[{u_, v_}] := And @@ Flatten[{MapThread[Less, {u, v}, ArrayDepth[u]]}]";
}
