//! Operations of machine numbers that the short ways ([`super::fast`]) and plans ([`super::plan`]) share.

use crate::expr::Expr;
use crate::kernels::scalar::{compare, integer, real};
use crate::symbol::{Symbol, sym};

/// An operation of two machine numbers.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Arithmetic {
    Plus,
    Subtract,
    Times,
}

impl Arithmetic {
    /// The operation that calls of a symbol with two arguments are.
    pub(super) fn of(symbol: Symbol) -> Option<Arithmetic> {
        [Arithmetic::Plus, Arithmetic::Subtract, Arithmetic::Times]
            .into_iter()
            .find(|op| op.symbol() == symbol)
    }

    pub(super) fn symbol(self) -> Symbol {
        match self {
            Arithmetic::Plus => sym::Plus,
            Arithmetic::Subtract => sym::Subtract,
            Arithmetic::Times => sym::Times,
        }
    }

    #[inline]
    pub(super) fn of_integers(self, a: i64, b: i64) -> Option<i64> {
        match self {
            Arithmetic::Plus => a.checked_add(b),
            Arithmetic::Subtract => a.checked_sub(b),
            Arithmetic::Times => a.checked_mul(b),
        }
    }

    #[inline]
    fn of_reals(self, a: f64, b: f64) -> f64 {
        match self {
            Arithmetic::Plus => a + b,
            Arithmetic::Subtract => a - b,
            Arithmetic::Times => a * b,
        }
    }

    /// The value where both are machine numbers and it is one too; none where the general machinery has to find it.
    #[inline]
    #[expect(clippy::cast_precision_loss, reason = "a machine integer meeting a real becomes one")]
    pub(super) fn value(self, a: &Expr, b: &Expr) -> Option<Expr> {
        let value = match (a, b) {
            (Expr::Integer(a), Expr::Integer(b)) => return self.of_integers(*a, *b).map(Expr::Integer),
            (Expr::Real(a), Expr::Real(b)) => self.of_reals(*a, *b),
            // An exact zero is no real, and times a real it is not always zero: the long way knows.
            (Expr::Integer(a), Expr::Real(b)) if *a != 0 => self.of_reals(*a as f64, *b),
            (Expr::Real(a), Expr::Integer(b)) if *b != 0 => self.of_reals(*a, *b as f64),
            _ => return None,
        };
        (value.is_finite() && (value.is_normal() || value == 0.0)).then_some(Expr::Real(value))
    }
}

/// A comparison of two numbers.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Comparison {
    Equal,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
    Unequal,
}

impl Comparison {
    const ALL: [Comparison; 6] = [
        Comparison::Equal,
        Comparison::Greater,
        Comparison::GreaterEqual,
        Comparison::Less,
        Comparison::LessEqual,
        Comparison::Unequal,
    ];

    /// The comparison that calls of a symbol are.
    pub(super) fn of(symbol: Symbol) -> Option<Comparison> {
        Comparison::ALL.into_iter().find(|comparison| comparison.symbol() == symbol)
    }

    pub(super) fn symbol(self) -> Symbol {
        match self {
            Comparison::Equal => sym::Equal,
            Comparison::Greater => sym::Greater,
            Comparison::GreaterEqual => sym::GreaterEqual,
            Comparison::Less => sym::Less,
            Comparison::LessEqual => sym::LessEqual,
            Comparison::Unequal => sym::Unequal,
        }
    }

    #[inline]
    pub(super) fn of_integers(self, a: i64, b: i64) -> bool {
        match self {
            Comparison::Equal => a == b,
            Comparison::Greater => a > b,
            Comparison::GreaterEqual => a >= b,
            Comparison::Less => a < b,
            Comparison::LessEqual => a <= b,
            Comparison::Unequal => a != b,
        }
    }

    #[inline]
    fn of_reals(self, a: f64, b: f64) -> bool {
        match self {
            Comparison::Equal => compare::equal(a, b),
            Comparison::Greater => compare::less(b, a),
            Comparison::GreaterEqual => compare::less_equal(b, a),
            Comparison::Less => compare::less(a, b),
            Comparison::LessEqual => compare::less_equal(a, b),
            Comparison::Unequal => !compare::equal(a, b),
        }
    }

    /// Whether it holds, where both are machine numbers that compare as such.
    #[inline]
    #[expect(clippy::cast_precision_loss, reason = "small enough to be exact")]
    pub(super) fn holds(self, a: &Expr, b: &Expr) -> Option<bool> {
        const EXACT: i64 = 1 << 53;
        match (a, b) {
            (Expr::Integer(a), Expr::Integer(b)) => Some(self.of_integers(*a, *b)),
            (Expr::Real(a), Expr::Real(b)) => Some(self.of_reals(*a, *b)),
            (Expr::Integer(a), Expr::Real(b)) if (-EXACT..=EXACT).contains(a) => {
                Some(self.of_reals(*a as f64, *b))
            }
            (Expr::Real(a), Expr::Integer(b)) if (-EXACT..=EXACT).contains(b) => {
                Some(self.of_reals(*a, *b as f64))
            }
            _ => None,
        }
    }
}

/// A function of machine numbers: its value, none where the general machinery has to find it.
pub(super) type NumberFn = fn(&[Expr]) -> Option<Expr>;

/// Functions that are short for machine numbers.
pub(super) const FUNCTIONS: &[(Symbol, NumberFn)] = &[
    (sym::Abs, |args| match args {
        [Expr::Integer(a)] => a.checked_abs().map(Expr::Integer),
        [Expr::Real(a)] => Some(Expr::Real(a.abs())),
        _ => None,
    }),
    (sym::EvenQ, |args| parity(args, true)),
    (sym::Max, |args| extremum(args, i64::max)),
    (sym::Min, |args| extremum(args, i64::min)),
    (sym::Mod, |args| match args {
        [Expr::Integer(a), Expr::Integer(b)] if *b != 0 => integer::modulo(*a, *b).map(Expr::Integer),
        [Expr::Real(a), Expr::Real(b)] if *b != 0.0 => Some(Expr::Real(real::modulo(*a, *b))),
        _ => None,
    }),
    (sym::OddQ, |args| parity(args, false)),
    (sym::Quotient, |args| match args {
        [Expr::Integer(a), Expr::Integer(b)] => integer::quotient(*a, *b).map(Expr::Integer),
        _ => None,
    }),
];

fn parity(args: &[Expr], even: bool) -> Option<Expr> {
    match args {
        [Expr::Integer(value)] => Some(Expr::boolean(integer::is_even(*value) == even)),
        _ => None,
    }
}

fn extremum(args: &[Expr], of: fn(i64, i64) -> i64) -> Option<Expr> {
    match args {
        [Expr::Integer(a), Expr::Integer(b)] => Some(Expr::Integer(of(*a, *b))),
        _ => None,
    }
}
