//! Functions of integers: combinatorial numbers, divisibility, primes, digits and bits, and tests of kind.

mod bits;
mod combinatorial;
mod digits;
mod divisibility;
mod predicates;
mod primes;

pub use bits::ROWS as BIT_ROWS;
pub use combinatorial::ROWS as COMBINATORIAL_ROWS;
pub use digits::ROWS as DIGIT_ROWS;
pub use divisibility::ROWS as DIVISIBILITY_ROWS;
pub use predicates::ROWS as PREDICATE_ROWS;
pub use primes::ROWS as PRIME_ROWS;
pub(crate) use primes::divide_out;

use crate::eval::Attributes;
use crate::expr::Expr;
use crate::number::BigInteger;

const LISTABLE: Attributes = Attributes::LISTABLE.and(Attributes::PROTECTED);

/// One row of a table of functions of integers.
macro_rules! rows {
    ($($name:literal $attributes:expr, $arity:expr, $usage:literal, $example:expr, $run:expr;)*) => {
        /// Rows of this topic.
        pub const ROWS: &[crate::eval::Builtin] = &crate::eval::stoppable([$(crate::eval::Builtin {
            name: $name,
            attributes: $attributes,
            arity: $arity,
            usage: $usage,
            example: $example,
            run: |ev, call| match super::whole(ev, call, $attributes, $name) {
                Some(reply) => Ok(reply),
                None => ($run as crate::eval::BuiltinFn)(ev, call),
            },
        }),*]);
    };
}
use rows;

/// The integer as a big one.
fn big(expr: &Expr) -> Option<BigInteger> {
    match expr {
        Expr::Integer(value) => Some(BigInteger::from(*value)),
        Expr::BigInteger(value) => Some(BigInteger::clone(value)),
        _ => None,
    }
}

fn small(expr: &Expr) -> Option<i64> {
    match expr {
        Expr::Integer(value) => Some(*value),
        _ => None,
    }
}

fn is_negative(value: &BigInteger) -> bool {
    use dashu_base::Sign;
    value.sign() == Sign::Negative && !value.is_zero()
}

fn size(value: BigInteger) -> BigInteger {
    if is_negative(&value) { -value } else { value }
}

/// The product of all, by halves, so that the factors stay balanced.
fn product(mut values: Vec<BigInteger>) -> BigInteger {
    while values.len() > 1 {
        values = values
            .chunks(2)
            .map(|pair| match pair {
                [a, b] => a * b,
                pair => pair[0].clone(),
            })
            .collect();
    }
    values.pop().unwrap_or_else(|| BigInteger::from(1))
}

/// Whole arrays first, for the rows that take them.
fn whole(
    ev: &mut crate::eval::Evaluator,
    call: &std::sync::Arc<crate::Normal>,
    attributes: Attributes,
    name: &str,
) -> Option<Option<Expr>> {
    if !attributes.has(Attributes::WHOLE_ARRAYS) || !attributes.has(Attributes::LISTABLE) {
        return None;
    }
    crate::eval::builtins::arithmetic::on_arrays(ev, call, name)
}
