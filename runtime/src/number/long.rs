//! Numbers so long that one operation on them takes long: it is done where it can be left (see [`crate::stop`]).

use dashu_base::BitTest;

use crate::expr::Expr;
use crate::stop;

/// Bits from which on a number is long: the product of two takes some ten milliseconds.
const LONG: usize = 1 << 17;

/// Whether operations on the number take long.
pub fn is_long(expr: &Expr) -> bool {
    match expr {
        Expr::BigInteger(value) => value.bit_len() > LONG,
        Expr::Rational(value) => value.numerator().bit_len() + value.denominator().bit_len() > LONG,
        Expr::BigReal(value) => value.value.repr().significand().bit_len() > LONG,
        Expr::Complex(value) => is_long(&value.re) || is_long(&value.im),
        _ => false,
    }
}

/// Work on integers of so many bits, done apart when they are many.
pub fn apart<T: Send + 'static>(bits: usize, work: impl FnOnce() -> T + Send + 'static) -> T {
    if bits > LONG { stop::apart(work) } else { work() }
}

/// `operation` of two numbers, done apart when one of them is long.
pub fn of_long(a: &Expr, b: &Expr, operation: impl FnOnce(&Expr, &Expr) -> Expr + Send + 'static) -> Expr {
    if !is_long(a) && !is_long(b) {
        return operation(a, b);
    }
    let (a, b) = (a.clone(), b.clone());
    stop::apart(move || operation(&a, &b))
}
