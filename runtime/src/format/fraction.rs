//! Products taken apart into sign, numerator and denominator, for the forms that other programs read.

use crate::expr::Expr;
use crate::number::{self, BigInteger};
use crate::symbol::sym;

/// A product as a fraction.
#[derive(Default)]
pub struct Fraction {
    /// Whether a minus sign stands before it.
    pub negative: bool,
    /// Factors above the line.
    pub top: Vec<Expr>,
    /// Factors below it.
    pub bottom: Vec<Expr>,
}

/// The fraction that an expression is; `keeps` says which powers with a negative exponent stay above the line.
pub fn split(expr: &Expr, keeps: impl Fn(&Expr) -> bool) -> Fraction {
    let mut fraction = Fraction::default();
    let factors = match expr.as_call(sym::Times) {
        Some(product) => &product.args[..],
        None => std::slice::from_ref(expr),
    };
    for factor in factors {
        match factor {
            Expr::Integer(_) | Expr::BigInteger(_) | Expr::Real(_) | Expr::BigReal(_) => {
                let size = fraction.without_sign(factor);
                if size != Expr::Integer(1) || factors.len() == 1 {
                    fraction.top.push(size);
                }
            }
            Expr::Rational(ratio) => {
                let size = fraction.without_sign(&Expr::from(ratio.numerator().clone()));
                if size != Expr::Integer(1) {
                    fraction.top.push(size);
                }
                fraction.bottom.push(Expr::from(BigInteger::from(ratio.denominator().clone())));
            }
            factor => match factor.as_call(sym::Power).map(|power| &power.args[..]) {
                Some([base, exponent]) if !keeps(base) => match opposite(exponent) {
                    Some(Expr::Integer(1)) => fraction.bottom.push(base.clone()),
                    Some(positive) => {
                        fraction.bottom.push(Expr::call(sym::Power, [base.clone(), positive]));
                    }
                    None => fraction.top.push(factor.clone()),
                },
                _ => fraction.top.push(factor.clone()),
            },
        }
    }
    fraction
}

impl Fraction {
    /// The number without its sign, which changes that of the whole.
    fn without_sign(&mut self, number: &Expr) -> Expr {
        match number::sign(number) {
            -1 => {
                self.negative = !self.negative;
                number::negate(number)
            }
            _ => number.clone(),
        }
    }
}

/// `-e` of an exponent that is written with a minus sign.
pub fn opposite(exponent: &Expr) -> Option<Expr> {
    if exponent.is_number() && !matches!(exponent, Expr::Complex(_)) {
        return (number::sign(exponent) < 0).then(|| number::negate(exponent));
    }
    let product = exponent.as_call(sym::Times)?;
    let (first, rest) = product.args.split_first()?;
    let positive = opposite(first).filter(|_| first.is_number())?;
    let factors =
        std::iter::once(positive).filter(|one| *one != Expr::Integer(1)).chain(rest.iter().cloned());
    let factors: Vec<Expr> = factors.collect();
    Some(match <[Expr; 1]>::try_from(factors) {
        Ok([single]) => single,
        Err(factors) => Expr::call(sym::Times, factors),
    })
}
