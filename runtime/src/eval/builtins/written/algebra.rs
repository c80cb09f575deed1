//! Polynomials as far as scripts use them, comparison operators as functions, and small things of the language.

use super::written;
use crate::eval::{Arity, Attributes};

const NONE: Attributes = Attributes::NONE;
const HOLD_FIRST: Attributes = Attributes::HOLD_FIRST;

written! {
    "ApplyTo", HOLD_FIRST, Arity::exactly(2);
        "x //= f, ApplyTo[x, f], sets x to f[x] and gives it.";
        "x = 4; x //= Sqrt; x" => "2";
        "f[x_, g_] := x = g[x]";
    "AtomQ", NONE, Arity::exactly(1);
        "AtomQ[expr] says whether expr has no parts.";
        "{AtomQ[x], AtomQ[2/3], AtomQ[{}]}" => "{True, True, False}";
        "f[_Association] := True
         f[x_] := Depth[x] == 1 && ! MatchQ[x, _[___]] || MatchQ[x, _Rational | _Complex]";
    "Curry", NONE, Arity::between(1, 2);
        "Curry[f][x][y] is f[y, x]; Curry[f, n] takes n arguments in order.";
        "Curry[f, 2][a][b]" => "f[a, b]";
        "f[g_, 1] := Function[x, g[x]]
         f[g_, 2] := Function[x, Function[y, g[x, y]]]
         f[g_, 3] := Function[x, Function[y, Function[z, g[x, y, z]]]]
         f[g_] := Function[x, Function[y, g[y, x]]]";
    "DiagonalMatrixQ", NONE, Arity::exactly(1);
        "DiagonalMatrixQ[m] says whether all off the diagonal of m is 0.";
        "DiagonalMatrixQ[{{1, 0}, {0, 2}}]" => "True";
        "f[m_?MatrixQ] := AllTrue[Flatten[MapIndexed[If[Equal @@ #2, 0, #1] &, m, {2}]], # == 0 &]
         f[_] := False";
    "Echo", NONE, Arity::between(1, 3);
        "Echo[expr] prints expr and gives it; Echo[expr, label] with a label; Echo[expr, label, f] prints f[expr].";
        "Echo[3] + 1" => "4";
        "f[x_] := (Print[\">> \", x]; x)
         f[x_, label_] := (Print[\">> \", label, \" \", x]; x)
         f[x_, label_, g_] := (Print[\">> \", label, \" \", g[x]]; x)";
    "EchoFunction", NONE, Arity::exactly(1);
        "EchoFunction[f][x] prints f[x] and gives x.";
        "EchoFunction[Sqrt][4]" => "4";
        "f[g_] := Function[x, Print[\">> \", g[x]]; x]";
    "EqualTo", NONE, Arity::exactly(2);
        "EqualTo[y][x] is x == y.";
        "Select[{1, 2, 1}, EqualTo[1]]" => "{1, 1}";
        "f[x_, y_] := x == y";
    "ExpToTrig", NONE, Arity::exactly(1);
        "ExpToTrig[expr] writes exponentials as sines and cosines.";
        "ExpToTrig[Exp[I x]]" => "Cos[x] + I Sin[x]";
        "f[x_] := x /. E^z_ :> With[{y = Expand[z/I]}, If[FreeQ[y, Complex], Cos[y] + I Sin[y], Cosh[z] + Sinh[z]]]";
    "TrigToExp", NONE, Arity::exactly(1);
        "TrigToExp[expr] writes trigonometric functions as exponentials.";
        "TrigToExp[Cosh[x]]" => "1/(2 E^x) + E^x/2";
        "f[x_] := x //. {Sin[z_] :> (E^(I z) - E^(-I z))/(2 I), Cos[z_] :> (E^(I z) + E^(-I z))/2,
             Tan[z_] :> -I (E^(I z) - E^(-I z))/(E^(I z) + E^(-I z)),
             Sinh[z_] :> (E^z - E^(-z))/2, Cosh[z_] :> (E^z + E^(-z))/2, Tanh[z_] :> (E^z - E^(-z))/(E^z + E^(-z))} // Expand";
    "GreaterEqualThan", NONE, Arity::exactly(2);
        "GreaterEqualThan[y][x] is x >= y.";
        "Select[{1, 2, 3}, GreaterEqualThan[2]]" => "{2, 3}";
        "f[x_, y_] := x >= y";
    "GreaterThan", NONE, Arity::exactly(2);
        "GreaterThan[y][x] is x > y.";
        "Select[{1, 2, 3}, GreaterThan[1]]" => "{2, 3}";
        "f[x_, y_] := x > y";
    "InterpolatingPolynomial", NONE, Arity::exactly(2);
        "InterpolatingPolynomial[{{x1, y1}, …}, x] gives the polynomial through the points, in Newton's form.";
        "Expand[InterpolatingPolynomial[{1, 4, 9}, x]]" => "x^2";
        "f[l : {{_, _} ..}, x_] := newton[l[[All, 1]], l[[All, 2]], x]
         f[l : {__}, x_] := newton[Range[Length[l]], l, x]
         newton[xs_, ys_, x_] := Module[{d = ys, c = {First[ys]}, n = Length[xs]},
             Do[d = Table[(d[[i + 1]] - d[[i]])/(xs[[i + k]] - xs[[i]]), {i, n - k}]; AppendTo[c, First[d]], {k, n - 1}];
             Fold[#1 (x - xs[[#2]]) + c[[#2]] &, Last[c], Range[n - 1, 1, -1]]]";
    "LessEqualThan", NONE, Arity::exactly(2);
        "LessEqualThan[y][x] is x <= y.";
        "Select[{1, 2, 3}, LessEqualThan[2]]" => "{1, 2}";
        "f[x_, y_] := x <= y";
    "LessThan", NONE, Arity::exactly(2);
        "LessThan[y][x] is x < y.";
        "Select[{1, 2, 3}, LessThan[2]]" => "{1}";
        "f[x_, y_] := x < y";
    "ListQ", NONE, Arity::exactly(1);
        "ListQ[expr] says whether expr is a list.";
        "{ListQ[{}], ListQ[x]}" => "{True, False}";
        "f[x_] := Head[x] === List";
    "LowerTriangularMatrixQ", NONE, Arity::exactly(1);
        "LowerTriangularMatrixQ[m] says whether all above the diagonal of m is 0.";
        "LowerTriangularMatrixQ[{{1, 0}, {3, 2}}]" => "True";
        "f[m_?MatrixQ] := m === LowerTriangularize[m]
         f[_] := False";
    "PolynomialQ", NONE, Arity::between(1, 2);
        "PolynomialQ[expr, x] says whether expr is a polynomial in x; PolynomialQ[expr, {x, y}] in several variables.";
        "{PolynomialQ[x^2 + y, x], PolynomialQ[Sin[x], x]}" => "{True, False}";
        "f[e_] := f[e, Variables[e]]
         f[e_, x_List] := AllTrue[x, poly[e, #] &]
         f[e_, x_] := poly[e, x]
         poly[e_, x_] := FreeQ[e, x] || e === x || Switch[Head[e], Plus | Times, AllTrue[List @@ e, poly[#, x] &],
             Power, MatchQ[e[[2]], _Integer?NonNegative] && poly[e[[1]], x], _, False]";
    "PolynomialQuotient", NONE, Arity::exactly(3);
        "PolynomialQuotient[p, q, x] gives the quotient of two polynomials in x.";
        "PolynomialQuotient[x^2 - 1, x - 1, x]" => "1 + x";
        "f[p_, q_, x_] := First[PolynomialQuotientRemainder[p, q, x]]";
    "PolynomialQuotientRemainder", NONE, Arity::exactly(3);
        "PolynomialQuotientRemainder[p, q, x] gives quotient and remainder of two polynomials in x.";
        "PolynomialQuotientRemainder[x^2, x - 1, x]" => "{1 + x, 1}";
        "f[p_, q_, x_] := Module[{a = CoefficientList[p, x], b = CoefficientList[q, x], c = {}, t},
             While[Length[a] >= Length[b] && a =!= {}, t = Last[a]/Last[b]; PrependTo[c, t];
                 a = Most[a - PadLeft[t b, Length[a]]]];
             Expand[{c . x^Range[0, Length[c] - 1], a . x^Range[0, Length[a] - 1]}]] /; Expand[q] =!= 0";
    "PolynomialRemainder", NONE, Arity::exactly(3);
        "PolynomialRemainder[p, q, x] gives the remainder of two polynomials in x.";
        "PolynomialRemainder[x^2, x - 1, x]" => "1";
        "f[p_, q_, x_] := Last[PolynomialQuotientRemainder[p, q, x]]";
    "UnequalTo", NONE, Arity::exactly(2);
        "UnequalTo[y][x] is x != y.";
        "Select[{1, 2, 1}, UnequalTo[1]]" => "{2}";
        "f[x_, y_] := x != y";
    "UpperTriangularMatrixQ", NONE, Arity::exactly(1);
        "UpperTriangularMatrixQ[m] says whether all below the diagonal of m is 0.";
        "UpperTriangularMatrixQ[{{1, 2}, {0, 3}}]" => "True";
        "f[m_?MatrixQ] := m === UpperTriangularize[m]
         f[_] := False";
    "Variables", NONE, Arity::exactly(1);
        "Variables[poly] gives the variables of a polynomial.";
        "Variables[x + 2 y^2 + Sin[z]]" => "{x, y, Sin[z]}";
        "f[e_] := Union[Flatten[vars[e]]]
         vars[l_List] := Map[vars, l]
         vars[e : (_Plus | _Times)] := Map[vars, List @@ e]
         vars[b_^_Rational | b_^_Integer] := vars[b]
         vars[_String] := {}
         vars[x_] := If[NumericQ[x], {}, {x}]";
}
