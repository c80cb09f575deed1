//! Transformations of points: matrices of homogeneous coordinates as functions.

use super::{attach, written};
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::Normal;
use std::sync::Arc;

const NONE: Attributes = Attributes::NONE;

/// The function that a matrix stands for.
pub const FUNCTION: &[Builtin] = &[Builtin::new(
    "TransformationFunction",
    Attributes::PROTECTED,
    Arity::exactly(1),
    "TransformationFunction[m] is the function of points that a matrix of homogeneous coordinates stands for; of a list of points it gives the list of their images. Dot puts two of them one after the other.",
    ("TransformationFunction[{{1, 0, a}, {0, 1, b}, {0, 0, 1}}][{x, y}]", "{a + x, b + y}"),
    transformation,
)];

fn transformation(ev: &mut Evaluator, _: &Arc<Normal>) -> Reply {
    attach(ev, "TransformationFunction", AROUND)?;
    Ok(None)
}

const AROUND: &str = "TransformationFunction[m_][p : {__List}] := Map[TransformationFunction[m], p]
    TransformationFunction[m_?MatrixQ][p_List] := With[{r = m . Append[p, 1]}, Most[r]/Last[r]] /; Length[p] == Length[m] - 1
    Dot[TransformationFunction[m_], TransformationFunction[n_], r___] := Dot[TransformationFunction[m . n], r]
    Composition[a___, TransformationFunction[m_], TransformationFunction[n_], b___] := Composition[a, TransformationFunction[m . n], b]
    InverseFunction[TransformationFunction[m_]] := TransformationFunction[Inverse[m]]";

written! {
    "AffineTransform", NONE, Arity::exactly(1);
        "AffineTransform[m] is the function that gives m.p for a point p; AffineTransform[{m, v}] gives m.p + v.";
        "AffineTransform[{{{1, 2}, {0, 1}}, {a, b}}][{x, y}]" => "{a + x + 2 y, b + y}";
        "f[{m_?MatrixQ, v_?VectorQ}] := TransformationFunction[Append[Join[m, Map[List, v], 2], Append[0 v, 1]]]
         f[m_?MatrixQ] := f[{m, ConstantArray[0, Length[m]]}]";
    "ReflectionTransform", NONE, Arity::between(1, 2);
        "ReflectionTransform[v] reflects points in the plane through the origin at right angles to v; ReflectionTransform[v, p] in that through p.";
        "ReflectionTransform[{1, 0}][{x, y}]" => "{-x, y}";
        "f[v_?VectorQ] := AffineTransform[ReflectionMatrix[v]]
         f[v_?VectorQ, p_?VectorQ] := With[{m = ReflectionMatrix[v]}, AffineTransform[{m, p - m . p}]]";
    "RotationTransform", NONE, Arity::between(1, 3);
        "RotationTransform[a] turns points of the plane by the angle a; RotationTransform[a, p] about the point p; RotationTransform[a, w] points of space about the axis w; RotationTransform[a, w, p] about that axis through p.";
        "RotationTransform[Pi/2, {1, 0}][{x, y}]" => "{1 - y, -1 + x}";
        "f[a_] := AffineTransform[RotationMatrix[a]]
         f[a_, p : {_, _}] := about[RotationMatrix[a], p]
         f[a_, w : {_, _, _}] := AffineTransform[RotationMatrix[a, w]]
         f[a_, w : {_, _, _}, p : {_, _, _}] := about[RotationMatrix[a, w], p]
         about[m_, p_] := AffineTransform[{m, p - m . p}]";
    "ScalingTransform", NONE, Arity::between(1, 2);
        "ScalingTransform[{a, b, …}] multiplies the coordinates of points; ScalingTransform[{a, b, …}, p] with p as the centre.";
        "ScalingTransform[{2, 3}, {1, 1}][{x, y}]" => "{-1 + 2 x, -2 + 3 y}";
        "f[s_?VectorQ] := AffineTransform[DiagonalMatrix[s]]
         f[s_?VectorQ, p_?VectorQ] := AffineTransform[{DiagonalMatrix[s], p - s p}] /; Length[s] == Length[p]";
    "TransformationMatrix", NONE, Arity::exactly(1);
        "TransformationMatrix[t] gives the matrix of homogeneous coordinates of a transformation.";
        "TransformationMatrix[ScalingTransform[{2, 3}]]" => "{{2, 0, 0}, {0, 3, 0}, {0, 0, 1}}";
        "f[TransformationFunction[m_]] := m";
    "TranslationTransform", NONE, Arity::exactly(1);
        "TranslationTransform[v] moves points by v.";
        "TranslationTransform[{a, b}][{x, y}]" => "{a + x, b + y}";
        "f[v_?VectorQ] := AffineTransform[{IdentityMatrix[Length[v]], v}]";
}
