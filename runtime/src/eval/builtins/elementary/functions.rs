//! The table of functions of one number.

use super::exact;
use super::{Elementary, Parity, Side, apply};
use crate::eval::builtins::arithmetic::NUMERIC;
use crate::eval::{Arity, Builtin};
use crate::expr::Expr;
use crate::kernels::scalar::{ComplexFunction, RealFunction};
use crate::number::BigRational;
use crate::symbol::{Symbol, sym};

fn of(symbol: Symbol, x: Expr) -> Expr {
    Expr::call(symbol, [x])
}

fn power(x: Expr, n: i64) -> Expr {
    Expr::call(sym::Power, [x, Expr::Integer(n)])
}

fn inverse_root(x: Expr) -> Expr {
    Expr::call(sym::Power, [x, Expr::from(BigRational::from_parts((-1).into(), 2u8.into()))])
}

fn inverse(x: Expr) -> Expr {
    power(x, -1)
}

fn times<const N: usize>(factors: [Expr; N]) -> Expr {
    Expr::call(sym::Times, factors)
}

fn plus<const N: usize>(terms: [Expr; N]) -> Expr {
    Expr::call(sym::Plus, terms)
}

fn integer(n: i64) -> Expr {
    Expr::Integer(n)
}

fn minus(x: Expr) -> Expr {
    times([integer(-1), x])
}

fn half() -> Expr {
    Expr::from(BigRational::from_parts(1.into(), 2u8.into()))
}

/// `1 - x^2`
fn one_less_square(x: Expr) -> Expr {
    plus([integer(1), minus(power(x, 2))])
}

/// `1 + x^2`
fn one_more_square(x: Expr) -> Expr {
    plus([integer(1), power(x, 2)])
}

/// `2 / Sqrt[Pi]`
fn two_over_root_pi() -> Expr {
    times([integer(2), inverse_root(Expr::Symbol(sym::Pi))])
}

/// One argument, but for `Erf[a, b]`.
const fn arity(name: &str) -> Arity {
    match name.as_bytes() {
        b"Erf" => Arity::between(1, 2),
        _ => Arity::exactly(1),
    }
}

macro_rules! elementary {
    ($($name:ident $complex:tt $parity:ident $side:ident $exact:expr, $usage:literal, $example:expr, |$x:ident| $derivative:expr;)*) => {
        /// All rows, in alphabetical order.
        static FUNCTIONS: &[Elementary] = &[$(Elementary {
            symbol: sym::$name,
            real: RealFunction::$name,
            complex: elementary!(@complex $complex $name),
            parity: Parity::$parity,
            side: Side::$side,
            exact: $exact,
            derivative: |$x| $derivative,
        }),*];

        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Row { $($name),* }

        /// The functions of one number as built-in functions.
        pub const ROWS: &[Builtin] = &[$(Builtin {
            name: stringify!($name),
            attributes: NUMERIC,
            arity: arity(stringify!($name)),
            usage: $usage,
            example: $example,
            run: |ev, call| apply(ev, call, &FUNCTIONS[Row::$name as usize]),
        }),*];
    };
    (@complex complex $name:ident) => { Some(ComplexFunction::$name) };
    (@complex real $name:ident) => { None };
}

/// The row of a function.
pub fn function(symbol: Symbol) -> Option<&'static Elementary> {
    FUNCTIONS.iter().find(|row| row.symbol == symbol)
}

elementary! {
    ArcCos complex Neither Inner exact::arc_cos, "ArcCos[z] gives the inverse cosine of z.", ("ArcCos[1/2]", "Pi/3"),
        |x| minus(inverse_root(one_less_square(x)));
    ArcCosh complex Neither Above exact::arc_cosh, "ArcCosh[z] gives the inverse hyperbolic cosine of z.", ("ArcCosh[1]", "0"),
        |x| times([inverse_root(plus([integer(-1), x.clone()])), inverse_root(plus([integer(1), x]))]);
    ArcCot complex Odd Outer exact::arc_cot, "ArcCot[z] gives the inverse cotangent of z.", ("ArcCot[1]", "Pi/4"),
        |x| minus(inverse(one_more_square(x)));
    ArcCoth complex Odd Outer exact::arc_coth, "ArcCoth[z] gives the inverse hyperbolic cotangent of z.", ("ArcCoth[2.]", "0.549306"),
        |x| inverse(one_less_square(x));
    ArcCsc complex Odd Outer exact::arc_csc, "ArcCsc[z] gives the inverse cosecant of z.", ("ArcCsc[2]", "Pi/6"),
        |x| minus(times([inverse_root(plus([integer(1), minus(power(x.clone(), -2))])), power(x, -2)]));
    ArcCsch complex Odd Outer exact::arc_csch, "ArcCsch[z] gives the inverse hyperbolic cosecant of z.", ("ArcCsch[1.]", "0.881374"),
        |x| minus(times([inverse_root(plus([integer(1), power(x.clone(), -2)])), power(x, -2)]));
    ArcSec complex Neither Outer exact::arc_sec, "ArcSec[z] gives the inverse secant of z.", ("ArcSec[2]", "Pi/3"),
        |x| times([inverse_root(plus([integer(1), minus(power(x.clone(), -2))])), power(x, -2)]);
    ArcSech complex Neither Below exact::arc_sech, "ArcSech[z] gives the inverse hyperbolic secant of z.", ("ArcSech[0.5]", "1.31696"),
        |x| minus(times([
            inverse(x.clone()),
            inverse_root(plus([inverse(x.clone()), integer(-1)])),
            inverse_root(plus([inverse(x.clone()), integer(1)])),
            inverse(x),
        ]));
    ArcSin complex Odd Inner exact::arc_sin, "ArcSin[z] gives the inverse sine of z.", ("ArcSin[1/2]", "Pi/6"),
        |x| inverse_root(one_less_square(x));
    ArcSinh complex Odd Above exact::arc_sinh, "ArcSinh[z] gives the inverse hyperbolic sine of z.", ("ArcSinh[1.]", "0.881374"),
        |x| inverse_root(one_more_square(x));
    ArcTanh complex Odd Inner exact::arc_tanh, "ArcTanh[z] gives the inverse hyperbolic tangent of z.", ("ArcTanh[0.5]", "0.549306"),
        |x| inverse(one_less_square(x));
    Cos complex Even Above exact::cos, "Cos[z] gives the cosine of z, an angle in radians.", ("Cos[Pi/3]", "1/2"),
        |x| minus(of(sym::Sin, x));
    Cosh complex Even Above exact::cosh, "Cosh[z] gives the hyperbolic cosine of z.", ("Cosh[0]", "1"),
        |x| of(sym::Sinh, x);
    Cot complex Odd Above exact::cot, "Cot[z] gives the cotangent of z.", ("Cot[Pi/4]", "1"),
        |x| minus(power(of(sym::Csc, x), 2));
    Coth complex Odd Above exact::coth, "Coth[z] gives the hyperbolic cotangent of z.", ("Coth[1.]", "1.31304"),
        |x| minus(power(of(sym::Csch, x), 2));
    Csc complex Odd Above exact::csc, "Csc[z] gives the cosecant of z.", ("Csc[Pi/6]", "2"),
        |x| minus(times([of(sym::Cot, x.clone()), of(sym::Csc, x)]));
    Csch complex Odd Above exact::csch, "Csch[z] gives the hyperbolic cosecant of z.", ("Csch[1.]", "0.850918"),
        |x| minus(times([of(sym::Coth, x.clone()), of(sym::Csch, x)]));
    Erf real Odd Above exact::erf, "Erf[x] gives the error function of x; Erf[a, b] gives Erf[b] - Erf[a].", ("Erf[1.]", "0.842701"),
        |x| times([two_over_root_pi(), of(sym::Exp, minus(power(x, 2)))]);
    Erfc real Neither Above exact::erfc, "Erfc[x] gives the complementary error function of x.", ("Erfc[0]", "1"),
        |x| minus(times([two_over_root_pi(), of(sym::Exp, minus(power(x, 2)))]));
    Gudermannian complex Odd Above exact::odd_at_zero, "Gudermannian[z] gives the Gudermannian function of z.", ("Gudermannian[1.]", "0.865769"),
        |x| of(sym::Sech, x);
    Haversine complex Even Above exact::haversine, "Haversine[z] gives the haversine of z, Sin[z/2]^2.", ("Haversine[1.]", "0.229849"),
        |x| times([half(), of(sym::Sin, x)]);
    InverseErf real Odd Above exact::inverse_erf, "InverseErf[s] gives the number whose error function is s.", ("InverseErf[0.5]", "0.476936"),
        |x| times([inverse(two_over_root_pi()), of(sym::Exp, power(of(sym::InverseErf, x), 2))]);
    InverseErfc real Neither Above exact::inverse_erfc, "InverseErfc[s] gives the number whose complementary error function is s.", ("InverseErfc[0.5]", "0.476936"),
        |x| minus(times([inverse(two_over_root_pi()), of(sym::Exp, power(of(sym::InverseErfc, x), 2))]));
    InverseGudermannian complex Odd Above exact::odd_at_zero, "InverseGudermannian[z] gives the inverse Gudermannian function of z.", ("InverseGudermannian[1.]", "1.22619"),
        |x| of(sym::Sec, x);
    InverseHaversine complex Neither Above exact::inverse_haversine, "InverseHaversine[z] gives the inverse haversine of z.", ("InverseHaversine[0.5]", "1.5708"),
        |x| times([inverse_root(x.clone()), inverse_root(plus([integer(1), minus(x)]))]);
    LogisticSigmoid complex Neither Above exact::logistic_sigmoid, "LogisticSigmoid[z] gives 1/(1 + Exp[-z]).", ("LogisticSigmoid[0]", "1/2"),
        |x| times([
            of(sym::LogisticSigmoid, x.clone()),
            plus([integer(1), minus(of(sym::LogisticSigmoid, x))]),
        ]);
    Sec complex Even Above exact::sec, "Sec[z] gives the secant of z.", ("Sec[Pi/3]", "2"),
        |x| times([of(sym::Sec, x.clone()), of(sym::Tan, x)]);
    Sech complex Even Above exact::sech, "Sech[z] gives the hyperbolic secant of z.", ("Sech[0]", "1"),
        |x| minus(times([of(sym::Sech, x.clone()), of(sym::Tanh, x)]));
    Sin complex Odd Above exact::sin, "Sin[z] gives the sine of z, an angle in radians.", ("Sin[Pi/6]", "1/2"),
        |x| of(sym::Cos, x);
    Sinc complex Even Above exact::sinc, "Sinc[z] gives Sin[z]/z.", ("Sinc[0]", "1"),
        |x| plus([
            times([of(sym::Cos, x.clone()), inverse(x.clone())]),
            minus(times([of(sym::Sin, x.clone()), power(x, -2)])),
        ]);
    Sinh complex Odd Above exact::sinh, "Sinh[z] gives the hyperbolic sine of z.", ("Sinh[0]", "0"),
        |x| of(sym::Cosh, x);
    Tan complex Odd Above exact::tan, "Tan[z] gives the tangent of z.", ("Tan[Pi/4]", "1"),
        |x| power(of(sym::Sec, x), 2);
    Tanh complex Odd Above exact::tanh, "Tanh[z] gives the hyperbolic tangent of z.", ("Tanh[0.5]", "0.462117"),
        |x| power(of(sym::Sech, x), 2);
}
