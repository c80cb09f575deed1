//! Integers from real numbers of any kind.

use super::arithmetic::to_rational;
use super::{BigInteger, BigRational};
use crate::expr::Expr;
use crate::kernels::scalar::real;

/// The ways to an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Down.
    Floor,
    /// Up.
    Ceiling,
    /// To the nearest, halves to even.
    Round,
    /// Towards zero.
    IntegerPart,
}

/// The integer that a real number is rounded to.
pub fn round_to_integer(number: &Expr, rounding: Rounding) -> Option<Expr> {
    match number {
        Expr::Integer(_) | Expr::BigInteger(_) => return Some(number.clone()),
        Expr::Real(value) => {
            let machine = match rounding {
                Rounding::Floor => real::floor(*value),
                Rounding::Ceiling => real::ceiling(*value),
                Rounding::Round => real::round(*value),
                Rounding::IntegerPart => real::integer_part(*value),
            };
            if let Some(machine) = machine {
                return Some(Expr::Integer(machine));
            }
        }
        _ => {}
    }
    let exact = match number {
        Expr::Real(value) => BigRational::try_from(*value).ok()?,
        Expr::BigReal(value) => {
            // Digits beyond a sensible size would only fill the memory.
            let exponent = value.value.repr().exponent();
            if exponent > 1 << 31 {
                return None;
            }
            if exponent < -(1 << 31) {
                // Too small for its denominator, but not for its sign.
                use dashu_base::Signed;
                let negative = value.value.is_negative();
                return Some(Expr::Integer(match rounding {
                    Rounding::Floor => -i64::from(negative),
                    Rounding::Ceiling => i64::from(!negative),
                    Rounding::Round | Rounding::IntegerPart => 0,
                }));
            }
            BigRational::try_from(value.value.clone()).ok()?
        }
        other => to_rational(other)?,
    };
    Some(Expr::from(match rounding {
        Rounding::Floor => exact.floor(),
        Rounding::Ceiling => exact.ceil(),
        Rounding::IntegerPart => exact.trunc(),
        Rounding::Round => round_half_even(&exact),
    }))
}

fn round_half_even(exact: &BigRational) -> BigInteger {
    let doubled = exact * BigRational::from(2);
    let floor = exact.floor();
    if doubled.is_int() && !exact.is_int() {
        let odd = &floor % BigInteger::from(2) != BigInteger::from(0);
        return if odd { floor + BigInteger::from(1) } else { floor };
    }
    (exact + BigRational::from_parts(1.into(), 2u8.into())).floor()
}
