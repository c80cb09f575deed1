//! Polynomials in several variables with integer coefficients: arithmetic, common divisors, factors.
//!
//! A polynomial is a map from exponents, one for each variable, to coefficients; the map's order is the lexical order
//! of the monomials, so that the last term is the leading one. Work is paid from a [`Budget`], which ends what would
//! take too long and what was interrupted.

mod divisor;
mod factor;
mod modular;
mod product;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use dashu_base::{Abs, Gcd, Signed};

use crate::number::BigInteger;

pub use divisor::gcd;
pub use factor::{factor, square_free};
pub use product::Product;

/// Work ended: more steps than allowed, or an interrupt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stop;

/// What a computation may cost.
pub struct Budget {
    steps: u64,
    interrupt: Arc<AtomicBool>,
    deadline: Option<Instant>,
}

impl Budget {
    /// So many steps, each about a product of coefficients, unless the flag is set or the time ends before.
    pub fn new(steps: u64, interrupt: Arc<AtomicBool>, deadline: Option<Instant>) -> Budget {
        Budget { steps, interrupt, deadline }
    }

    /// Pays for `cost` steps.
    ///
    /// # Errors
    /// [`Stop`] when they are not left or the computation has to end.
    pub fn spend(&mut self, cost: usize) -> Result<(), Stop> {
        self.steps = self.steps.checked_sub(cost as u64 + 1).ok_or(Stop)?;
        let late = |deadline| Instant::now() >= deadline;
        let ended = self.interrupt.load(Ordering::Relaxed) || self.deadline.is_some_and(late);
        if ended { Err(Stop) } else { Ok(()) }
    }
}

/// A polynomial with integer coefficients.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Poly {
    variables: usize,
    terms: BTreeMap<Box<[u32]>, BigInteger>,
}

impl Poly {
    /// 0 in so many variables.
    pub fn zero(variables: usize) -> Poly {
        Poly { variables, terms: BTreeMap::new() }
    }

    /// A number.
    pub fn constant(variables: usize, value: BigInteger) -> Poly {
        Poly::monomial(vec![0; variables].into(), value)
    }

    /// One variable.
    pub fn variable(variables: usize, index: usize) -> Poly {
        let mut exponents = vec![0; variables];
        exponents[index] = 1;
        Poly::monomial(exponents.into(), BigInteger::ONE)
    }

    /// One term.
    pub fn monomial(exponents: Box<[u32]>, coefficient: BigInteger) -> Poly {
        let mut poly = Poly::zero(exponents.len());
        if !coefficient.is_zero() {
            poly.terms.insert(exponents, coefficient);
        }
        poly
    }

    /// How many variables there are.
    pub fn variables(&self) -> usize {
        self.variables
    }

    /// The terms in ascending lexical order.
    pub fn terms(&self) -> impl Iterator<Item = (&[u32], &BigInteger)> {
        self.terms.iter().map(|(exponents, coefficient)| (&exponents[..], coefficient))
    }

    /// The number of terms.
    pub fn size(&self) -> usize {
        self.terms.len()
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether it is 1.
    pub fn is_one(&self) -> bool {
        self.as_constant() == Some(BigInteger::ONE)
    }

    /// The number that it is.
    pub fn as_constant(&self) -> Option<BigInteger> {
        match self.terms.first_key_value() {
            None => Some(BigInteger::ZERO),
            Some((exponents, value)) if self.size() == 1 && exponents.iter().all(|n| *n == 0) => {
                Some(value.clone())
            }
            _ => None,
        }
    }

    /// The coefficient of the leading term; 0 of 0.
    pub fn leading(&self) -> BigInteger {
        self.terms.last_key_value().map_or(BigInteger::ZERO, |(_, coefficient)| coefficient.clone())
    }

    /// The highest power of a variable.
    pub fn degree(&self, variable: usize) -> u32 {
        self.terms.keys().map(|exponents| exponents[variable]).max().unwrap_or(0)
    }

    /// The variables that occur.
    pub fn occurring(&self) -> Vec<usize> {
        (0..self.variables).filter(|variable| self.degree(*variable) > 0).collect()
    }

    fn add_term(&mut self, exponents: Box<[u32]>, coefficient: BigInteger) {
        match self.terms.entry(exponents) {
            std::collections::btree_map::Entry::Vacant(entry) => {
                if !coefficient.is_zero() {
                    entry.insert(coefficient);
                }
            }
            std::collections::btree_map::Entry::Occupied(mut entry) => {
                *entry.get_mut() += coefficient;
                if entry.get().is_zero() {
                    entry.remove();
                }
            }
        }
    }

    /// `self + other`
    pub fn plus(mut self, other: &Poly) -> Poly {
        for (exponents, coefficient) in &other.terms {
            self.add_term(exponents.clone(), coefficient.clone());
        }
        self
    }

    /// `self - other`
    pub fn subtract(self, other: &Poly) -> Poly {
        self.plus(&other.scale(&BigInteger::from(-1)))
    }

    /// `self value`
    pub fn scale(&self, value: &BigInteger) -> Poly {
        if value.is_zero() {
            return Poly::zero(self.variables);
        }
        let terms =
            self.terms.iter().map(|(exponents, coefficient)| (exponents.clone(), coefficient * value));
        Poly { variables: self.variables, terms: terms.collect() }
    }

    /// `self other`
    ///
    /// # Errors
    /// [`Stop`] when it costs too much, or an exponent does not fit.
    pub fn multiply(&self, other: &Poly, budget: &mut Budget) -> Result<Poly, Stop> {
        let mut product = Poly::zero(self.variables);
        for (a, x) in &self.terms {
            budget.spend(other.size())?;
            for (b, y) in &other.terms {
                let sum: Option<Box<[u32]>> = a.iter().zip(b).map(|(a, b)| a.checked_add(*b)).collect();
                product.add_term(sum.ok_or(Stop)?, x * y);
            }
        }
        Ok(product)
    }

    /// `self^n`
    ///
    /// # Errors
    /// [`Stop`] when it costs too much.
    pub fn power(&self, n: u32, budget: &mut Budget) -> Result<Poly, Stop> {
        let mut result = Poly::constant(self.variables, BigInteger::ONE);
        for _ in 0..n {
            result = result.multiply(self, budget)?;
        }
        Ok(result)
    }

    /// `self / other` when nothing remains.
    ///
    /// # Errors
    /// [`Stop`] when it costs too much.
    pub fn divide(&self, other: &Poly, budget: &mut Budget) -> Result<Option<Poly>, Stop> {
        let Some((lead, value)) = other.terms.last_key_value() else { return Ok(None) };
        let mut rest = self.clone();
        let mut quotient = Poly::zero(self.variables);
        while let Some((top, coefficient)) = rest.terms.last_key_value() {
            budget.spend(other.size())?;
            let exponents: Option<Box<[u32]>> =
                top.iter().zip(lead).map(|(a, b)| a.checked_sub(*b)).collect();
            let Some(exponents) = exponents else { return Ok(None) };
            if !(coefficient % value).is_zero() {
                return Ok(None);
            }
            let coefficient = coefficient / value;
            for (b, y) in &other.terms {
                let place = exponents.iter().zip(b).map(|(a, b)| a + b).collect();
                rest.add_term(place, -(&coefficient * y));
            }
            quotient.add_term(exponents, coefficient);
        }
        Ok(Some(quotient))
    }

    /// The greatest common divisor of the coefficients, with the sign of the leading one; 1 of 0.
    pub fn content(&self) -> BigInteger {
        let mut content = BigInteger::ZERO;
        for value in self.terms.values() {
            if content.is_zero() {
                content = value.clone().abs();
                continue;
            }
            content = BigInteger::from((&content).gcd(value));
            if content.is_one() {
                break;
            }
        }
        match (content.is_zero(), self.leading().is_negative()) {
            (true, _) => BigInteger::ONE,
            (_, true) => -content,
            (_, false) => content,
        }
    }

    /// Divided by its content: coefficients without common divisor, the leading one positive.
    pub fn primitive(&self) -> Poly {
        let content = self.content();
        if content.is_one() {
            return self.clone();
        }
        let terms = self.terms.iter().map(|(exponents, value)| (exponents.clone(), value / &content));
        Poly { variables: self.variables, terms: terms.collect() }
    }

    /// The coefficients of the powers of a variable, from 0.
    pub fn coefficients(&self, variable: usize) -> Vec<Poly> {
        let mut list = vec![Poly::zero(self.variables); self.degree(variable) as usize + 1];
        for (exponents, value) in &self.terms {
            let mut rest = exponents.clone();
            rest[variable] = 0;
            list[exponents[variable] as usize].add_term(rest, value.clone());
        }
        list
    }

    /// The polynomial with these coefficients of the powers of a variable.
    pub fn from_coefficients(variables: usize, list: &[Poly], variable: usize) -> Poly {
        let mut poly = Poly::zero(variables);
        for (power, coefficient) in (0..).zip(list) {
            for (exponents, value) in &coefficient.terms {
                let mut place = exponents.clone();
                place[variable] += power;
                poly.add_term(place, value.clone());
            }
        }
        poly
    }

    /// The derivative by a variable.
    pub fn derivative(&self, variable: usize) -> Poly {
        let mut poly = Poly::zero(self.variables);
        for (exponents, value) in &self.terms {
            let n = exponents[variable];
            if n > 0 {
                let mut place = exponents.clone();
                place[variable] = n - 1;
                poly.add_term(place, value * BigInteger::from(n));
            }
        }
        poly
    }

    /// The lowest powers of the variables that every term has.
    pub fn lowest(&self) -> Box<[u32]> {
        let mut lowest: Option<Box<[u32]>> = None;
        for exponents in self.terms.keys() {
            match &mut lowest {
                None => lowest = Some(exponents.clone()),
                Some(lowest) => lowest.iter_mut().zip(exponents).for_each(|(low, n)| *low = (*low).min(*n)),
            }
        }
        lowest.unwrap_or_else(|| vec![0; self.variables].into())
    }

    /// With the exponents of every term changed by a function that keeps their order apart.
    pub fn map_exponents(&self, variables: usize, f: impl Fn(&[u32]) -> Box<[u32]>) -> Poly {
        let mut poly = Poly::zero(variables);
        for (exponents, value) in &self.terms {
            poly.add_term(f(exponents), value.clone());
        }
        poly
    }

    /// With `base^q`, for the variable standing for the `q`th root of a number, written as the number.
    pub fn reduce_root(&self, variable: usize, q: u32, base: &BigInteger) -> Poly {
        let mut poly = Poly::zero(self.variables);
        for (exponents, value) in &self.terms {
            let mut place = exponents.clone();
            let times = place[variable] / q;
            place[variable] %= q;
            poly.add_term(place, value * base.pow(times as usize));
        }
        poly
    }
}
