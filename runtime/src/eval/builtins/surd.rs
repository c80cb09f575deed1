//! Numbers `a + b Sqrt[d]` over the rationals, as quadratic eigenvalues have them.

use dashu_base::{Abs, Gcd};

use super::formula::{plus, sqrt, times};
use crate::eval::matrix::Rational;
use crate::eval::{Eval, Evaluator};
use crate::expr::Expr;
use crate::number::{BigInteger, BigRational};
use crate::symbol::sym;

/// The polynomial `x^2 + linear x + constant`.
pub(super) struct Quadratic {
    pub linear: BigRational,
    pub constant: BigRational,
}

/// `whole + part Sqrt[under]`.
#[derive(Clone)]
pub(super) struct Surd {
    whole: BigRational,
    part: BigRational,
    under: BigInteger,
}

/// Largest factor whose square is taken out of a root.
const LARGEST_SQUARE: u64 = 100_000;

impl Quadratic {
    /// The root with the sign in front of the square root of the discriminant.
    pub fn root(&self, sign: i64) -> Surd {
        let two = BigRational::from(BigInteger::from(2));
        let discriminant =
            &self.linear * &self.linear - BigRational::from(BigInteger::from(4)) * &self.constant;
        // Sqrt[p/q] is Sqrt[p q]/q; squares go in front.
        let denominator = BigInteger::from(discriminant.denominator().clone());
        let mut under = discriminant.numerator() * &denominator;
        let mut front = BigInteger::ONE;
        let mut k = 2u64;
        while k <= LARGEST_SQUARE && BigInteger::from(k * k) <= under.clone().abs() {
            let square = BigInteger::from(k * k);
            while (&under % &square).is_zero() {
                under /= &square;
                front *= BigInteger::from(k);
            }
            k += 1;
        }
        let part = BigRational::from(front * sign) / (BigRational::from(denominator) * &two);
        Surd { whole: -&self.linear / two, part, under }
    }
}

impl Surd {
    fn with(&self, whole: BigRational, part: BigRational) -> Surd {
        Surd { whole, part, under: self.under.clone() }
    }

    fn is_zero(&self) -> bool {
        self.whole.is_zero() && self.part.is_zero()
    }

    /// Whether it is a negative real number without a rational part, or one whose sign is that of its rational part.
    pub fn is_negative(&self) -> bool {
        self.under > BigInteger::ZERO
            && (self.whole.is_zero() && self.part < BigRational::ZERO || self.whole < BigRational::ZERO)
    }

    fn times(&self, other: &Surd) -> Surd {
        let under = BigRational::from(self.under.clone());
        let whole = &self.whole * &other.whole + &self.part * &other.part * under;
        self.with(whole, &self.whole * &other.part + &self.part * &other.whole)
    }

    fn inverse(&self) -> Surd {
        let under = BigRational::from(self.under.clone());
        let norm = &self.whole * &self.whole - &self.part * &self.part * under;
        self.with(&self.whole / &norm, -&self.part / norm)
    }

    fn minus(&self, other: &Surd) -> Surd {
        self.with(&self.whole - &other.whole, &self.part - &other.part)
    }

    /// `c (a + b Sqrt[d])` with integers a and b that have no common factor.
    pub fn to_expr(&self, ev: &mut Evaluator) -> Eval {
        if self.part.is_zero() {
            return Ok(Expr::from(self.whole.clone()));
        }
        let root = ev.eval(sqrt(Expr::from(self.under.clone())))?;
        if self.whole.is_zero() || root.is_number() {
            let part = times(Expr::from(self.part.clone()), root);
            return ev.eval(plus(Expr::from(self.whole.clone()), part));
        }
        let [a, b] = [&self.whole, &self.part];
        let (p, q) = (BigInteger::from(a.denominator().clone()), BigInteger::from(b.denominator().clone()));
        let common = BigInteger::from((&p).gcd(&q));
        let denominator = p * q / common;
        let whole =
            |x: &BigRational| x.numerator() * &denominator / BigInteger::from(x.denominator().clone());
        let (a, b) = (whole(a), whole(b));
        let content = BigInteger::from((&a).gcd(&b));
        let inner = plus(Expr::from(a / &content), times(Expr::from(b / &content), root));
        let front = BigRational::from(content) / BigRational::from(denominator);
        let inner = ev.eval(inner)?;
        ev.eval(Expr::call(sym::Times, [Expr::from(front), inner]))
    }
}

/// Vectors that a matrix less a root sends to zero, each with a 1 for its own free column.
pub(super) fn null_space(matrix: &Rational, root: &Surd) -> Vec<Vec<Surd>> {
    let n = matrix.columns;
    let constant = |value: BigRational| root.with(value, BigRational::ZERO);
    let mut rows: Vec<Vec<Surd>> = (0..matrix.rows)
        .map(|i| {
            (0..n)
                .map(|j| {
                    let element = constant(matrix.at(i, j).clone());
                    if i == j { element.minus(root) } else { element }
                })
                .collect()
        })
        .collect();
    let mut pivots: Vec<usize> = Vec::new();
    for column in 0..n {
        let top = pivots.len();
        let Some(found) = (top..rows.len()).find(|&row| !rows[row][column].is_zero()) else { continue };
        rows.swap(top, found);
        let inverse = rows[top][column].inverse();
        let pivot: Vec<Surd> = rows[top].iter().map(|x| x.times(&inverse)).collect();
        for (at, row) in rows.iter_mut().enumerate() {
            if at != top && !row[column].is_zero() {
                let factor = row[column].clone();
                row.iter_mut().zip(&pivot).for_each(|(x, y)| *x = x.minus(&factor.times(y)));
            }
        }
        rows[top] = pivot;
        pivots.push(column);
    }
    let free = (0..n).rev().filter(|column| !pivots.contains(column));
    free.map(|free| {
        let mut vector = vec![constant(BigRational::ZERO); n];
        vector[free] = constant(BigRational::ONE);
        for (row, &pivot) in pivots.iter().enumerate() {
            vector[pivot] = constant(BigRational::ZERO).minus(&rows[row][free]);
        }
        vector
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_multiply_to_the_constant() {
        let whole = |n: i64| BigRational::from(BigInteger::from(n));
        let quadratic = Quadratic { linear: whole(-5), constant: whole(-2) };
        let product = quadratic.root(1).times(&quadratic.root(-1));
        assert_eq!((product.whole, product.part), (whole(-2), whole(0)));
        let root = quadratic.root(1);
        assert_eq!((root.under.clone(), root.whole.clone()), (BigInteger::from(33), whole(5) / whole(2)));
        let one = root.times(&root.inverse());
        assert_eq!((one.whole, one.part), (whole(1), whole(0)));
    }
}
