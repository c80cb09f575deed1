//! Signals and data: windows, sampling, correlations, distances, entropy.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;
const WINDOW: Attributes = Attributes::LISTABLE.and(Attributes::NUMERIC_FUNCTION);

written! {
    "ArrayComponents", NONE, Arity::exactly(1);
        "ArrayComponents[array] puts 1, 2, … for the different elements of array in order, and 0 for 0.";
        "ArrayComponents[{{a, b}, {0, a}}]" => "{{1, 2}, {0, 1}}";
        "f[l_List] := With[{e = DeleteCases[DeleteDuplicates[Flatten[l]], 0]}, Replace[l, Thread[e -> Range[Length[e]]], {ArrayDepth[l]}]]";
    "ArrayReduce", NONE, Arity::exactly(3);
        "ArrayReduce[f, array, n] applies f to the lists along level n of array.";
        "ArrayReduce[Total, {{1, 2}, {3, 4}}, 2]" => "{3, 7}";
        "f[g_, l_List, n_Integer] := With[{d = ArrayDepth[l]}, Map[g, Transpose[l, Ordering[Append[DeleteCases[Range[d], n], n]]], {d - 1}]]
         f[g_, l_List, {n_Integer}] := f[g, l, n]";
    "BartlettWindow", WINDOW, Arity::exactly(1);
        "BartlettWindow[x] gives the triangular window between -1/2 and 1/2.";
        "BartlettWindow[{0, 1/4}]" => "{1, 1/2}";
        "f[x_?NumericQ] := If[Abs[x] <= 1/2, 1 - 2 Abs[x], 0]";
    "BlackmanWindow", WINDOW, Arity::exactly(1);
        "BlackmanWindow[x] gives Blackman's window between -1/2 and 1/2.";
        "BlackmanWindow[0]" => "1";
        "f[x_?NumericQ] := If[Abs[x] <= 1/2, (21 + 25 Cos[2 Pi x] + 4 Cos[4 Pi x])/50, 0]";
    "CorrelationFunction", NONE, Arity::exactly(2);
        "CorrelationFunction[data, h] gives the correlation of a series with itself h steps later; {h} for lags from 0 to h.";
        "CorrelationFunction[{1, 2, 3, 4}, 1]" => "1/4";
        "f[l_?VectorQ, h_Integer] := lag[l - Mean[l], Abs[h]]/lag[l - Mean[l], 0] /; Abs[h] < Length[l]
         f[l_?VectorQ, {h_Integer}] := Table[f[l, k], {k, 0, h}]
         f[l_?VectorQ, {a_Integer, b_Integer}] := Table[f[l, k], {k, a, b}]
         lag[d_, h_] := Drop[d, -h] . Drop[d, h]";
    "CosineWindow", WINDOW, Arity::exactly(1);
        "CosineWindow[x] gives the cosine window between -1/2 and 1/2.";
        "CosineWindow[1/2]" => "0";
        "f[x_?NumericQ] := If[Abs[x] <= 1/2, Cos[Pi x], 0]";
    "CovarianceFunction", NONE, Arity::exactly(2);
        "CovarianceFunction[data, h] gives the covariance of a series with itself h steps later; {h} for lags from 0 to h.";
        "CovarianceFunction[{1, 2, 3, 4}, 1]" => "5/16";
        "f[l_?VectorQ, h_Integer] := With[{d = l - Mean[l]}, Drop[d, -Abs[h]] . Drop[d, Abs[h]]/Length[l]] /; Abs[h] < Length[l]
         f[l_?VectorQ, {h_Integer}] := Table[f[l, k], {k, 0, h}]
         f[l_?VectorQ, {a_Integer, b_Integer}] := Table[f[l, k], {k, a, b}]";
    "DiceDissimilarity", NONE, Arity::exactly(2);
        "DiceDissimilarity[u, v] gives Dice's dissimilarity of Boolean vectors.";
        "DiceDissimilarity[{1, 0, 1}, {1, 1, 0}]" => "1/2";
        "f[u_List, v_List] := With[{t = Total[Boole[truth[u]] Boole[truth[v]]], d = Total[Boole[MapThread[UnsameQ, {truth[u], truth[v]}]]]}, d/(2 t + d)]
         truth[u_] := u /. {1 -> True, 0 -> False}";
    "DirichletWindow", WINDOW, Arity::exactly(1);
        "DirichletWindow[x] is 1 between -1/2 and 1/2 and 0 outside.";
        "DirichletWindow[{0, 1}]" => "{1, 0}";
        "f[x_?NumericQ] := Boole[Abs[x] <= 1/2]";
    "Downsample", NONE, Arity::between(2, 3);
        "Downsample[list, n] gives every n-th element; Downsample[list, n, k] from the k-th on.";
        "Downsample[{a, b, c, d, e}, 2]" => "{a, c, e}";
        "f[l_List, n_Integer?Positive] := Take[l, {1, -1, n}]
         f[l_List, n_Integer?Positive, k_Integer] := Take[l, {k, -1, n}]";
    "Entropy", NONE, Arity::between(1, 2);
        "Entropy[list] gives the entropy of the elements of list; Entropy[b, list] with logarithms to base b; of the characters of a string.";
        "Entropy[2, {a, b, a, b}]" => "1";
        "f[l_] := f[E, l]
         f[b_, s_String] := f[b, Characters[s]]
         f[b_, l_List] := With[{p = Tally[l][[All, 2]]/Length[l]}, Total[-p Log[p]]/Log[b]]";
    "FactorialMoment", NONE, Arity::exactly(2);
        "FactorialMoment[list, r] gives the mean of x (x - 1) … (x - r + 1).";
        "FactorialMoment[{1, 2, 3}, 2]" => "8/3";
        "f[l_List, r_Integer?NonNegative] := Mean[Map[Product[# - i, {i, 0, r - 1}] &, l]]";
    "FindPeaks", NONE, Arity::exactly(1);
        "FindPeaks[list] gives {position, value} of the elements that are greater than their neighbours.";
        "FindPeaks[{1, 3, 2, 5, 1}]" => "{{2, 3}, {4, 5}}";
        "f[l_?VectorQ] := Module[{runs = Split[l], at, n}, at = FoldList[Plus, 1, Map[Length, runs]]; n = Length[runs];
             Table[If[(i == 1 || runs[[i - 1, 1]] < runs[[i, 1]]) && (i == n || runs[[i + 1, 1]] < runs[[i, 1]]),
               {at[[i]] + (Length[runs[[i]]] - 1)/2, runs[[i, 1]]}, Nothing], {i, n}]]";
    "HammingWindow", WINDOW, Arity::exactly(1);
        "HammingWindow[x] gives Hamming's window between -1/2 and 1/2.";
        "HammingWindow[1/2]" => "2/23";
        "f[x_?NumericQ] := If[Abs[x] <= 1/2, (25 + 21 Cos[2 Pi x])/46, 0]";
    "HannWindow", WINDOW, Arity::exactly(1);
        "HannWindow[x] gives Hann's window between -1/2 and 1/2.";
        "HannWindow[{0, 1/4}]" => "{1, 1/2}";
        "f[x_?NumericQ] := If[Abs[x] <= 1/2, (1 + Cos[2 Pi x])/2, 0]";
    "JaccardDissimilarity", NONE, Arity::exactly(2);
        "JaccardDissimilarity[u, v] gives Jaccard's dissimilarity of Boolean vectors.";
        "JaccardDissimilarity[{1, 0, 1}, {1, 1, 0}]" => "2/3";
        "f[u_List, v_List] := With[{p = Transpose[{u, v} /. {1 -> True, 0 -> False}]},
             With[{any = Count[p, {a_, b_} /; a || b]}, If[any == 0, 0, Count[p, {a_, b_} /; Xor[a, b]]/any]]]";
    "MinkowskiDistance", NONE, Arity::exactly(3);
        "MinkowskiDistance[u, v, p] gives the p-norm of u - v.";
        "MinkowskiDistance[{0, 0}, {3, 4}, 1]" => "7";
        "f[u_, v_, p_] := Norm[u - v, p]";
    "NearestTo", NONE, Arity::between(1, 2);
        "NearestTo[x][list] gives the elements of list nearest to x; NearestTo[x, n] the n nearest.";
        "NearestTo[6][{1, 5, 9}]" => "{5}";
        "f[x_] := Nearest[#, x] &
         f[x_, n_] := Nearest[#, x, n] &";
    "NormalizedSquaredEuclideanDistance", NONE, Arity::exactly(2);
        "NormalizedSquaredEuclideanDistance[u, v] gives half the variance of u - v over the sum of the variances.";
        "NormalizedSquaredEuclideanDistance[{1, 2}, {3, 1}]" => "9/10";
        "f[u_List, v_List] := With[{a = u - Mean[u], b = v - Mean[v]}, (Norm[a - b]^2)/(2 (Norm[a]^2 + Norm[b]^2))]";
    "PeriodogramArray", NONE, Arity::exactly(1);
        "PeriodogramArray[list] gives the squared sizes of the Fourier transform of list.";
        "Chop[PeriodogramArray[{1., 0., -1., 0.}]]" => "{0, 1., 0, 1.}";
        "f[l_?VectorQ] := Abs[Fourier[l]]^2";
    "Upsample", NONE, Arity::between(2, 3);
        "Upsample[list, n] puts n - 1 zeros after each element; Upsample[list, n, k] puts the elements at the k-th place of each group.";
        "Upsample[{a, b}, 3]" => "{a, 0, 0, b, 0, 0}";
        "f[l_List, n_Integer?Positive] := f[l, n, 1]
         f[l_List, n_Integer?Positive, k_Integer] := Flatten[Map[ReplacePart[Table[0, n], k -> #] &, l]]";
    "WarpingDistance", NONE, Arity::exactly(2);
        "WarpingDistance[u, v] gives the distance of two series when each may wait for the other.";
        "WarpingDistance[{1, 2, 3}, {1, 2, 2, 3}]" => "0";
        "f[u_List, v_List] := Module[{row, left, n = Length[v]},
             row = Accumulate[Map[apart[First[u], #] &, v]];
             Do[left = Infinity; row = Table[left = apart[x, v[[j]]] + If[j == 1, row[[1]], Min[left, row[[j]], row[[j - 1]]]], {j, n}], {x, Rest[u]}];
             Last[row]]
         apart[a_, b_] := Norm[a - b]";
    "WelchWindow", WINDOW, Arity::exactly(1);
        "WelchWindow[x] gives the parabolic window between -1/2 and 1/2.";
        "WelchWindow[1/4]" => "3/4";
        "f[x_?NumericQ] := If[Abs[x] <= 1/2, 1 - 4 x^2, 0]";
}
