//! Arithmetic over elements.

use multiversion::multiversion;

use super::super::Fault;
use super::super::element::integer_to_real;
use super::super::scalar::real;

macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident($x:ident: $from:ty) -> $to:ty { $value:expr })*) => {
        $($(#[$doc])*
        #[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
        pub(super) fn $name(x: &[$from], out: &mut [$to]) {
            for (y, &$x) in out.iter_mut().zip(x) {
                *y = $value;
            }
        })*
    };
}

unary! {
    /// `|x|`
    abs(x: f64) -> f64 { x.abs() }
    /// `-x`
    negate(x: f64) -> f64 { -x }
    /// `max(x, 0)`
    ramp(x: f64) -> f64 { real::ramp(x) }
    /// `1 / x`; NaN for 0.
    reciprocal(x: f64) -> f64 { if x == 0.0 { f64::NAN } else { 1.0 / x } }
    /// `x^(1/2)`
    sqrt(x: f64) -> f64 { x.sqrt() }
    /// `x^2`
    square(x: f64) -> f64 { x * x }
    /// The nearest real.
    widened(x: i64) -> f64 { integer_to_real(x) }
}

macro_rules! binary {
    ($($(#[$doc:meta])* $name:ident($x:ident, $y:ident) { $value:expr })*) => {
        $($(#[$doc])*
        #[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
        pub(super) fn $name(x: &[f64], y: &[f64], out: &mut [f64]) {
            for ((z, &$x), &$y) in out.iter_mut().zip(x).zip(y) {
                *z = $value;
            }
        })*
    };
}

binary! {
    /// `x + y`
    sum(x, y) { x + y }
    /// `x - y`
    difference(x, y) { x - y }
    /// `x y`
    product(x, y) { x * y }
    /// `x / y`; NaN for `y = 0`.
    divide(x, y) { if y == 0.0 { f64::NAN } else { x / y } }
}

macro_rules! sure {
    ($($(#[$doc:meta])* $name:ident = $of:ident($($arg:ident: $from:ty),*) -> $to:ty;)*) => {
        $($(#[$doc])*
        pub fn $name($($arg: &[$from],)* out: &mut [$to]) -> Result<(), Fault> {
            $of($($arg,)* out);
            Ok(())
        })*
    };
}

sure! {
    /// `x + y`; never a fault.
    add = sum(x: f64, y: f64) -> f64;
    /// `x - y`; never a fault.
    subtract = difference(x: f64, y: f64) -> f64;
    /// `x y`; never a fault.
    multiply = product(x: f64, y: f64) -> f64;
    /// The nearest reals; never a fault.
    widen = widened(x: i64) -> f64;
}

macro_rules! checked {
    ($($(#[$doc:meta])* $name:ident $versions:ident $overflowing:ident;)*) => {
        $(
        #[multiversion(targets("x86_64+avx+avx2+avx512f+avx512dq+avx512vl+fma", "x86_64+avx+avx2+fma"))]
        fn $versions(x: &[i64], y: &[i64], out: &mut [i64]) -> bool {
            let mut overflow = false;
            for ((z, &x), &y) in out.iter_mut().zip(x).zip(y) {
                let (value, over) = x.$overflowing(y);
                *z = value;
                overflow |= over;
            }
            overflow
        }

        $(#[$doc])*
        pub fn $name(x: &[i64], y: &[i64], out: &mut [i64]) -> Result<(), Fault> {
            if $versions(x, y, out) { Err(Fault::Overflow) } else { Ok(()) }
        })*
    };
}

checked! {
    /// `x + y`; a fault when one of them is not a machine integer.
    integer_add sum_overflows overflowing_add;
    /// `x - y`; a fault when one of them is not a machine integer.
    integer_subtract difference_overflows overflowing_sub;
    /// `x y`; a fault when one of them is not a machine integer.
    integer_multiply product_overflows overflowing_mul;
}
