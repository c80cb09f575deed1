//! Matrices of exact rational numbers, and how an expression is told to be one.

use crate::expr::Expr;
use crate::number::{BigInteger, BigRational};
use crate::stop;

use super::nested::Nested;

/// A matrix of rationals, by rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Rational {
    /// Number of rows.
    pub rows: usize,
    /// Number of columns.
    pub columns: usize,
    data: Vec<BigRational>,
}

/// What elimination found.
pub struct Reduced {
    /// The reduced row echelon form.
    pub matrix: Rational,
    /// The column of the leading one in each row that has one.
    pub pivots: Vec<usize>,
    /// The product of the pivots with the sign of the row exchanges: the determinant where every row has a pivot.
    pub product: BigRational,
}

/// A number as a rational.
pub fn to_rational(expr: &Expr) -> Option<BigRational> {
    Some(match expr {
        Expr::Integer(value) => BigRational::from(BigInteger::from(*value)),
        Expr::BigInteger(value) => BigRational::from((**value).clone()),
        Expr::Rational(value) => (**value).clone(),
        _ => return None,
    })
}

impl Rational {
    /// The matrix, when all elements are exact rationals.
    pub fn new(expr: &Expr) -> Option<Rational> {
        let nested = Nested::new(expr, 2).filter(|nested| nested.dims.len() == 2)?;
        let data = nested.data.iter().map(to_rational).collect::<Option<Vec<_>>>()?;
        Some(Rational { rows: nested.dims[0], columns: nested.dims[1], data })
    }

    /// A column.
    pub fn column(data: Vec<BigRational>) -> Rational {
        Rational { rows: data.len(), columns: 1, data }
    }

    /// The unit matrix.
    pub fn identity(side: usize) -> Rational {
        let mut data = vec![BigRational::ZERO; side * side];
        (0..side).for_each(|i| data[i * side + i] = BigRational::ONE);
        Rational { rows: side, columns: side, data }
    }

    /// The element in a row and a column, from 0.
    pub fn at(&self, row: usize, column: usize) -> &BigRational {
        &self.data[row * self.columns + column]
    }

    /// This matrix with the columns of another on its right.
    pub fn beside(&self, other: &Rational) -> Rational {
        let mut data = Vec::with_capacity(self.data.len() + other.data.len());
        for row in 0..self.rows {
            data.extend_from_slice(&self.data[row * self.columns..(row + 1) * self.columns]);
            data.extend_from_slice(&other.data[row * other.columns..(row + 1) * other.columns]);
        }
        Rational { rows: self.rows, columns: self.columns + other.columns, data }
    }

    /// The columns from `first` on.
    pub fn columns_from(&self, first: usize) -> Rational {
        let data = (0..self.rows)
            .flat_map(|row| self.data[row * self.columns + first..(row + 1) * self.columns].to_vec())
            .collect();
        Rational { rows: self.rows, columns: self.columns - first, data }
    }

    /// This matrix less a multiple of the unit matrix.
    pub fn shifted(&self, value: &BigRational) -> Rational {
        let mut shifted = self.clone();
        for i in 0..self.rows.min(self.columns) {
            shifted.data[i * self.columns + i] -= value;
        }
        shifted
    }

    /// The product.
    pub fn times(&self, other: &Rational) -> Rational {
        let mut data = Vec::with_capacity(self.rows * other.columns);
        for i in 0..self.rows {
            for j in 0..other.columns {
                stop::poll_now();
                data.push(
                    (0..self.columns).fold(BigRational::ZERO, |sum, k| sum + self.at(i, k) * other.at(k, j)),
                );
            }
        }
        Rational { rows: self.rows, columns: other.columns, data }
    }

    /// Sum of the diagonal.
    pub fn trace(&self) -> BigRational {
        (0..self.rows.min(self.columns)).fold(BigRational::ZERO, |sum, i| sum + self.at(i, i))
    }

    /// Gauss-Jordan elimination over the first `among` columns.
    pub fn reduce(&self, among: usize) -> Reduced {
        let mut matrix = self.clone();
        let columns = matrix.columns;
        let (mut pivots, mut product) = (Vec::new(), BigRational::ONE);
        for column in 0..among {
            let row = pivots.len();
            let Some(found) = (row..matrix.rows).find(|&r| !matrix.at(r, column).is_zero()) else { continue };
            if found != row {
                for c in 0..columns {
                    matrix.data.swap(row * columns + c, found * columns + c);
                }
                product = -product;
            }
            let pivot = matrix.at(row, column).clone();
            product *= &pivot;
            for c in column..columns {
                matrix.data[row * columns + c] /= &pivot;
            }
            for r in (0..matrix.rows).filter(|&r| r != row) {
                let factor = matrix.at(r, column).clone();
                if factor.is_zero() {
                    continue;
                }
                for c in column..columns {
                    stop::poll();
                    let change = &factor * matrix.at(row, c);
                    matrix.data[r * columns + c] -= change;
                }
            }
            pivots.push(column);
            if pivots.len() == matrix.rows {
                break;
            }
        }
        Reduced { matrix, pivots, product }
    }

    /// The determinant of a square matrix.
    pub fn determinant(&self) -> BigRational {
        let reduced = self.reduce(self.columns);
        if reduced.pivots.len() == self.rows { reduced.product } else { BigRational::ZERO }
    }

    /// The inverse of a square matrix, when there is one.
    pub fn inverse(&self) -> Option<Rational> {
        let reduced = self.beside(&Rational::identity(self.rows)).reduce(self.columns);
        (reduced.pivots.len() == self.rows).then(|| reduced.matrix.columns_from(self.columns))
    }

    /// A solution of `self . x = right`, free unknowns zero; `None` when there is none.
    pub fn solve(&self, right: &Rational) -> Option<Rational> {
        let reduced = self.beside(right).reduce(self.columns);
        let rank = reduced.pivots.len();
        let below =
            (rank..self.rows).flat_map(|row| (self.columns..reduced.matrix.columns).map(move |c| (row, c)));
        if below.into_iter().any(|(row, column)| !reduced.matrix.at(row, column).is_zero()) {
            return None;
        }
        let mut data = vec![BigRational::ZERO; self.columns * right.columns];
        for (row, &pivot) in reduced.pivots.iter().enumerate() {
            for c in 0..right.columns {
                data[pivot * right.columns + c] = reduced.matrix.at(row, self.columns + c).clone();
            }
        }
        Some(Rational { rows: self.columns, columns: right.columns, data })
    }

    /// Vectors that span what the matrix sends to zero, the one for the last free column first, each scaled so that
    /// its elements are integers.
    pub fn null_space(&self) -> Vec<Vec<BigRational>> {
        let reduced = self.reduce(self.columns);
        let free = (0..self.columns).rev().filter(|column| !reduced.pivots.contains(column));
        free.map(|column| {
            let mut vector = vec![BigRational::ZERO; self.columns];
            vector[column] = BigRational::ONE;
            for (row, &pivot) in reduced.pivots.iter().enumerate() {
                vector[pivot] = -reduced.matrix.at(row, column).clone();
            }
            let scale = vector.iter().fold(BigInteger::ONE, |scale, x| {
                use dashu_base::Gcd;
                let denominator = BigInteger::from(x.denominator().clone());
                let common = BigInteger::from((&scale).gcd(&denominator));
                scale * denominator / common
            });
            let scale = BigRational::from(scale);
            vector.into_iter().map(|x| x * &scale).collect()
        })
        .collect()
    }

    /// Coefficients of the characteristic polynomial `Det[x - self]`, constant first, by the method of Faddeev and
    /// LeVerrier.
    pub fn characteristic(&self) -> Vec<BigRational> {
        let n = self.rows;
        let mut coefficients = vec![BigRational::ZERO; n + 1];
        coefficients[n] = BigRational::ONE;
        let mut power = Rational { rows: n, columns: n, data: vec![BigRational::ZERO; n * n] };
        for k in 1..=n {
            power = self.times(&power).shifted(&-coefficients[n - k + 1].clone());
            let trace = self.times(&power).trace();
            coefficients[n - k] = -trace / BigRational::from(BigInteger::from(k));
        }
        coefficients
    }

    /// The rows as lists.
    pub fn into_rows(self) -> Vec<Vec<Expr>> {
        let columns = self.columns.max(1);
        let mut data = self.data.into_iter().map(Expr::from);
        let rows = if self.columns == 0 { 0 } else { self.rows };
        (0..rows).map(|_| data.by_ref().take(columns).collect()).collect()
    }

    /// As a list of rows.
    pub fn into_expr(self) -> Expr {
        Expr::list(self.into_rows().into_iter().map(Expr::list))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matrix(rows: &[&[i64]]) -> Rational {
        let list = Expr::list(rows.iter().map(|row| Expr::list(row.iter().map(|&x| Expr::Integer(x)))));
        Rational::new(&list).expect("a matrix of integers")
    }

    fn integers(values: &[i64]) -> Vec<BigRational> {
        values.iter().map(|&x| BigRational::from(BigInteger::from(x))).collect()
    }

    #[test]
    fn elimination_is_exact() {
        let m = matrix(&[&[2, 1], &[1, 3]]);
        assert_eq!(m.determinant(), BigRational::from(BigInteger::from(5)));
        assert_eq!(m.times(&m.inverse().expect("regular")), Rational::identity(2));
        let singular = matrix(&[&[1, 2], &[2, 4]]);
        assert_eq!(singular.determinant(), BigRational::ZERO);
        assert!(singular.inverse().is_none());
        assert_eq!(singular.null_space(), vec![integers(&[-2, 1])]);
        let right = Rational::column(integers(&[3, 6]));
        assert_eq!(singular.solve(&right), Some(Rational::column(integers(&[3, 0]))));
        assert!(singular.solve(&Rational::column(integers(&[3, 7]))).is_none());
    }

    #[test]
    fn characteristic_polynomials() {
        assert_eq!(matrix(&[&[2, 1], &[1, 3]]).characteristic(), integers(&[5, -5, 1]));
        let m = matrix(&[&[1, 2, 3], &[4, 5, 6], &[7, 8, 10]]);
        assert_eq!(m.characteristic(), integers(&[3, -12, -16, 1]));
    }
}
