//! Matrices of zeros and ones in the shape of boxes, disks and crosses, for filters of arrays.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "BoxMatrix", NONE, Arity::between(1, 2);
        "BoxMatrix[r] gives a matrix of ones with 2 r + 1 rows and columns; BoxMatrix[{r1, r2}] with radii for rows and columns; BoxMatrix[r, w] inside zeros of width w.";
        "BoxMatrix[1]" => "{{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}";
        "f[r_?NonNegative] := f[{r, r}]
         f[rs : {__?NonNegative}] := ConstantArray[1, 2 Floor[rs] + 1]
         f[r_?NonNegative, w_Integer] := f[{r, r}, {w, w}]
         f[rs : {a_, b_}, {v_Integer, w_Integer}] := Table[Boole[Abs[i] <= a && Abs[j] <= b], {i, -(v - 1)/2, (v - 1)/2}, {j, -(w - 1)/2, (w - 1)/2}]";
    "CrossMatrix", NONE, Arity::exactly(1);
        "CrossMatrix[r] gives a matrix with 2 r + 1 rows and columns, ones in its middle row and column.";
        "CrossMatrix[1]" => "{{0, 1, 0}, {1, 1, 1}, {0, 1, 0}}";
        "f[r_?NonNegative] := f[{r, r}]
         f[{a_?NonNegative, b_?NonNegative}] := Table[Boole[i == 0 || j == 0], {i, -Floor[a], Floor[a]}, {j, -Floor[b], Floor[b]}]";
    "DiamondMatrix", NONE, Arity::exactly(1);
        "DiamondMatrix[r] gives a matrix with 2 r + 1 rows and columns, ones up to r steps from its middle.";
        "DiamondMatrix[1]" => "{{0, 1, 0}, {1, 1, 1}, {0, 1, 0}}";
        "f[r_?NonNegative] := Table[Boole[Abs[i] + Abs[j] <= r], {i, -Floor[r], Floor[r]}, {j, -Floor[r], Floor[r]}]";
    "DiskMatrix", NONE, Arity::exactly(1);
        "DiskMatrix[r] gives a matrix with 2 r + 1 rows and columns, ones up to the distance r + 1/2 from its middle.";
        "DiskMatrix[2]" => "{{0, 1, 1, 1, 0}, {1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}, {0, 1, 1, 1, 0}}";
        "f[r_?NonNegative] := Table[Boole[i^2 + j^2 <= (r + 1/2)^2], {i, -Floor[r + 1/2], Floor[r + 1/2]}, {j, -Floor[r + 1/2], Floor[r + 1/2]}]";
}
