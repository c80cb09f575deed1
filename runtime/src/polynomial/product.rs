//! Rational functions as products of powers of polynomials, negative powers for denominators.

use dashu_base::Signed;

use super::{Budget, Poly, Stop, factor, gcd};
use crate::number::{BigInteger, BigRational};

/// A number times primitive polynomials to whole powers; no two of them equal, none a number.
#[derive(Clone, Debug)]
pub struct Product {
    /// The number.
    pub number: BigRational,
    /// The polynomials and their powers, none 0.
    pub factors: Vec<(Poly, i64)>,
    variables: usize,
}

impl Product {
    /// A number.
    pub fn constant(variables: usize, number: BigRational) -> Product {
        Product { number, factors: Vec::new(), variables }
    }

    /// A polynomial, its content and the powers of single variables taken out.
    ///
    /// # Errors
    /// [`Stop`] when it costs too much.
    pub fn polynomial(p: &Poly, budget: &mut Budget) -> Result<Product, Stop> {
        let mut product = Product::constant(p.variables(), BigRational::from(p.content()));
        if p.is_zero() {
            product.number = BigRational::ZERO;
            return Ok(product);
        }
        let low = p.lowest();
        for (x, power) in low.iter().enumerate().filter(|(_, power)| **power > 0) {
            product.push(Poly::variable(p.variables(), x), i64::from(*power));
        }
        let rest = p.primitive();
        product.push(
            rest.map_exponents(p.variables(), |exponents| {
                exponents.iter().zip(&low).map(|(n, low)| n - low).collect()
            }),
            1,
        );
        budget.spend(p.size())?;
        Ok(product)
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.number.is_zero()
    }

    fn push(&mut self, p: Poly, power: i64) {
        if p.is_one() || power == 0 {
            return;
        }
        match self.factors.iter_mut().find(|(q, _)| *q == p) {
            Some((_, n)) => *n += power,
            None => self.factors.push((p, power)),
        }
        self.factors.retain(|(_, n)| *n != 0);
    }

    /// `self other`
    pub fn multiply(mut self, other: &Product) -> Product {
        self.number *= &other.number;
        for (p, power) in &other.factors {
            self.push(p.clone(), *power);
        }
        self
    }

    /// `self^n`; None of 0 to a negative power, or when powers do not fit.
    pub fn power(&self, n: i64) -> Option<Product> {
        if self.is_zero() && n <= 0 {
            return None;
        }
        let times = isize::try_from(n.unsigned_abs()).ok().filter(|n| *n <= 100_000)?;
        let number = self.number.pow(times);
        let number = if n < 0 { BigRational::ONE / number } else { number };
        let mut factors = Vec::new();
        for (p, power) in &self.factors {
            factors.push((p.clone(), power.checked_mul(n)?));
        }
        Some(Product {
            number,
            factors: if n == 0 { Vec::new() } else { factors },
            variables: self.variables,
        })
    }

    /// With no common divisor between factors above and below.
    ///
    /// # Errors
    /// [`Stop`] when it costs too much.
    pub fn cancel(mut self, budget: &mut Budget) -> Result<Product, Stop> {
        'again: loop {
            for i in 0..self.factors.len() {
                for j in 0..self.factors.len() {
                    let (p, above) = self.factors[i].clone();
                    let (q, below) = self.factors[j].clone();
                    if above < 0 || below > 0 {
                        continue;
                    }
                    let common = gcd(&p, &q, budget)?;
                    if common.is_one() {
                        continue;
                    }
                    self.factors.retain(|(r, _)| *r != p && *r != q);
                    self.push(p.divide(&common, budget)?.ok_or(Stop)?, above);
                    self.push(q.divide(&common, budget)?.ok_or(Stop)?, below);
                    self.push(common, above + below);
                    continue 'again;
                }
            }
            return Ok(self);
        }
    }

    /// The sum of products over one denominator, cancelled.
    ///
    /// # Errors
    /// [`Stop`] when it costs too much.
    pub fn sum(terms: &[Product], variables: usize, budget: &mut Budget) -> Result<Product, Stop> {
        // Polynomials without common divisors pairwise, of which every denominator is a product.
        let mut bases: Vec<Poly> = Vec::new();
        for term in terms {
            for (p, _) in term.factors.iter().filter(|(_, power)| *power < 0) {
                refine(&mut bases, p.clone(), budget)?;
            }
        }
        let mut terms = terms.to_vec();
        for term in &mut terms {
            let mut split = Product::constant(variables, term.number.clone());
            for (p, power) in &term.factors {
                let mut rest = p.clone();
                for base in bases.iter().filter(|_| *power < 0) {
                    while let Some(quotient) = rest.divide(base, budget)? {
                        split.push(base.clone(), *power);
                        rest = quotient;
                    }
                }
                split.push(rest, *power);
            }
            *term = split;
        }
        let mut below = Product::constant(variables, BigRational::ONE);
        for base in bases {
            let powers = terms.iter().flat_map(|term| term.factors.iter().filter(|(p, _)| *p == base));
            let lowest = powers.map(|(_, power)| *power).min().unwrap_or(0);
            below.push(base, lowest.min(0));
        }
        let over = below.power(-1).ok_or(Stop)?;
        let mut denominator = BigInteger::ONE;
        for term in &terms {
            let own = BigInteger::from(term.number.denominator().clone());
            let common = BigInteger::from(dashu_base::Gcd::gcd(&denominator, &own));
            denominator = denominator * own / common;
        }
        let mut total = Poly::zero(variables);
        for term in terms {
            let number = &term.number * BigRational::from(denominator.clone());
            let above = term.multiply(&over);
            let mut p = Poly::constant(variables, number.numerator().clone());
            for (factor, power) in &above.factors {
                let power = u32::try_from(*power).map_err(|_| Stop)?;
                p = p.multiply(&factor.power(power, budget)?, budget)?;
            }
            total = total.plus(&p);
        }
        let mut result = Product::polynomial(&total, budget)?;
        if result.is_zero() {
            return Ok(result);
        }
        result.number /= BigRational::from(denominator);
        result.multiply(&below).cancel(budget)
    }

    /// With every polynomial in irreducible factors.
    ///
    /// # Errors
    /// [`Stop`] when it costs too much.
    pub fn factored(&self, budget: &mut Budget) -> Result<Product, Stop> {
        self.split(factor, budget)
    }

    /// With every polynomial in the factors that a function finds.
    ///
    /// # Errors
    /// [`Stop`] when it costs too much.
    pub fn split(
        &self,
        f: impl Fn(&Poly, &mut Budget) -> Result<Vec<(Poly, u32)>, Stop>,
        budget: &mut Budget,
    ) -> Result<Product, Stop> {
        let mut result = Product::constant(self.variables, self.number.clone());
        for (p, power) in &self.factors {
            let primitive = p.primitive();
            if p.content().is_negative() && power % 2 != 0 {
                result.number = -result.number;
            }
            let mut check = primitive.clone();
            for (factor, n) in f(&primitive, budget)? {
                // Factors come primitive; the check finds their product's sign.
                let factor = factor.primitive();
                for _ in 0..n {
                    check = check.divide(&factor, budget)?.ok_or(Stop)?;
                }
                result.push(factor, power.checked_mul(i64::from(n)).ok_or(Stop)?);
            }
            let unit = check.as_constant().ok_or(Stop)?;
            if unit.is_negative() && power % 2 != 0 {
                result.number = -result.number;
            }
        }
        Ok(result)
    }

    /// The polynomials above, multiplied out, without the number.
    ///
    /// # Errors
    /// [`Stop`] when it costs too much.
    pub fn above(&self, budget: &mut Budget) -> Result<Poly, Stop> {
        let mut p = Poly::constant(self.variables, BigInteger::ONE);
        for (factor, power) in self.factors.iter().filter(|(_, power)| *power > 0) {
            p = p.multiply(&factor.power(u32::try_from(*power).map_err(|_| Stop)?, budget)?, budget)?;
        }
        Ok(p)
    }
}

/// Adds a polynomial to a list of polynomials without common divisors, which stays one.
fn refine(bases: &mut Vec<Poly>, p: Poly, budget: &mut Budget) -> Result<(), Stop> {
    let mut open = vec![p];
    while let Some(p) = open.pop() {
        if p.as_constant().is_some() {
            continue;
        }
        let mut met = None;
        for (i, base) in bases.iter().enumerate() {
            let common = gcd(&p, base, budget)?;
            if !common.is_one() {
                met = Some((i, common));
                break;
            }
        }
        match met {
            None => bases.push(p),
            Some((i, common)) => {
                let base = bases.remove(i);
                open.push(p.divide(&common, budget)?.ok_or(Stop)?);
                if base != common {
                    open.push(base.divide(&common, budget)?.ok_or(Stop)?);
                }
                open.push(common);
            }
        }
    }
    Ok(())
}
