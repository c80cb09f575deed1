//! Vector analysis in rectangular coordinates, total derivatives, and permanents.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;

written! {
    "Curl", NONE, Arity::exactly(2);
        "Curl[{a, b, c}, {x, y, z}] gives the curl of a vector field; Curl[{a, b}, {x, y}] the number in the plane.";
        "Curl[{-y, x, z}, {x, y, z}]" => "{0, 0, 2}";
        "f[{a_, b_}, {x_, y_}] := D[b, x] - D[a, y]
         f[{a_, b_, c_}, {x_, y_, z_}] := {D[c, y] - D[b, z], D[a, z] - D[c, x], D[b, x] - D[a, y]}";
    "Div", NONE, Arity::exactly(2);
        "Div[{a, b, …}, {x, y, …}] gives the divergence of a vector field.";
        "Div[{x^2, x y}, {x, y}]" => "3 x";
        "f[v_List, x_List] := Total[MapThread[D, {v, x}]] /; Length[v] == Length[x] && VectorQ[v]
         f[m : {__List}, x_List] := Map[f[#, x] &, m] /; Length[First[m]] == Length[x]";
    "Dt", NONE, Arity::between(1, 2);
        "Dt[expr] gives the total differential; Dt[expr, x] the total derivative by x.";
        "Dt[x^2 y]" => "2 x y Dt[x] + x^2 Dt[y]";
        "f[e_?NumericQ] := 0
         f[e_List] := Map[Dt, e]
         f[e_Equal] := Map[Dt, e]
         f[e_] := Total[Map[D[e, #] Dt[#] &, names[e]]] /; ! AtomQ[e] && NumericQ[e] =!= True
         f[e_?NumericQ, _] := 0
         f[x_, x_] := 1
         f[e_List, x_] := Map[Dt[#, x] &, e]
         f[e_Equal, x_] := Map[Dt[#, x] &, e]
         f[e_, x_Symbol] := Total[Map[D[e, #] Dt[#, x] &, names[e]]] /; ! AtomQ[e]
         names[e_] := Union[Cases[e, _Symbol?(! NumericQ[#] && ! MemberQ[Attributes[#], Constant] &), {0, Infinity}]]";
    "Grad", NONE, Arity::exactly(2);
        "Grad[f, {x, y, …}] gives the gradient of f.";
        "Grad[x^2 y, {x, y}]" => "{2 x y, x^2}";
        "f[e_, x_List] := D[e, {x}]";
    "Laplacian", NONE, Arity::exactly(2);
        "Laplacian[f, {x, y, …}] gives the sum of the second derivatives of f.";
        "Laplacian[x^2 y + y^3, {x, y}]" => "8 y";
        "f[e_, x_List] := Total[Map[D[e, {#, 2}] &, x]]";
    "Permanent", NONE, Arity::exactly(1);
        "Permanent[m] gives the permanent of a square matrix.";
        "Permanent[{{1, 2}, {3, 4}}]" => "10";
        "f[m_?SquareMatrixQ] := Module[{n = Length[m], of}, of[{}] = 1;
             of[c_] := of[c] = Expand[Sum[m[[n - Length[c] + 1, k]] of[DeleteCases[c, k]], {k, c}]];
             of[Range[n]]] /; 0 < Length[m] <= 16";
}
