//! Rational functions: written over one denominator, cancelled, factored.
//!
//! An expression is read as a rational function of what it is built of: symbols, calls, and roots and powers of them
//! that are no whole powers. Computing is the work of [`crate::polynomial`].

use crate::eval::stoppable;
use std::sync::Arc;

use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::number::{self, BigInteger, BigRational};
use crate::order;
use crate::polynomial::{Budget, Poly, Product, Stop, factor, gcd, square_free};
use crate::symbol::{Symbol, sym};

/// Products of coefficients that one call may cost: some seconds.
const STEPS: u64 = 20_000_000;
/// The largest whole power that is multiplied out.
const MAX_POWER: i64 = 100_000;

/// Rational functions.
pub const ROWS: &[Builtin] = &stoppable([
    row(
        "Cancel",
        Arity::exactly(1),
        "Cancel[expr] cancels common factors of numerators and denominators.",
        ("Cancel[(x^2 - 1)/(x - 1)]", "1 + x"),
        |ev, call| threaded(ev, call, cancel),
    ),
    row(
        "Factor",
        Arity::exactly(1),
        "Factor[poly] writes a polynomial or a rational function as the product of its factors over the integers.",
        ("Factor[x^4 - 1]", "(-1 + x) (1 + x) (1 + x^2)"),
        |ev, call| threaded(ev, call, |ev, expr| factored(ev, expr, factor)),
    ),
    row(
        "FactorList",
        Arity::exactly(1),
        "FactorList[poly] lists the factors of a polynomial and their powers, a number first.",
        ("FactorList[2 x^2 - 4 x + 2]", "{{2, 1}, {-1 + x, 2}}"),
        |ev, call| factor_list(ev, call, factor),
    ),
    row(
        "FactorSquareFree",
        Arity::exactly(1),
        "FactorSquareFree[poly] writes a polynomial as a product of powers of polynomials without square factors.",
        ("FactorSquareFree[x^3 - x^2 - x + 1]", "(-1 + x)^2 (1 + x)"),
        |ev, call| threaded(ev, call, |ev, expr| factored(ev, expr, square_free)),
    ),
    row(
        "FactorSquareFreeList",
        Arity::exactly(1),
        "FactorSquareFreeList[poly] lists factors of a polynomial without square factors and their powers, a number first.",
        ("FactorSquareFreeList[x^3 - x^2 - x + 1]", "{{1, 1}, {-1 + x, 2}, {1 + x, 1}}"),
        |ev, call| factor_list(ev, call, square_free),
    ),
    row(
        "FactorTerms",
        Arity::exactly(1),
        "FactorTerms[poly] takes the number that divides all coefficients out of a polynomial.",
        ("FactorTerms[3 + 6 x + 3 x^2]", "3 (1 + 2 x + x^2)"),
        |ev, call| {
            threaded(ev, call, |ev, expr| {
                Ok(factor_terms(ev, expr)?.map(|parts| Expr::call(sym::Times, parts)))
            })
        },
    ),
    row(
        "FactorTermsList",
        Arity::exactly(1),
        "FactorTermsList[poly] gives the number that divides all coefficients, and the polynomial divided by it.",
        ("FactorTermsList[2 x^2 - 2]", "{2, -1 + x^2}"),
        |ev, call| Ok(factor_terms(ev, &call.args[0])?.map(Expr::list)),
    ),
    row(
        "PolynomialGCD",
        Arity::at_least(1),
        "PolynomialGCD[a, b, …] gives the greatest common divisor of polynomials.",
        ("PolynomialGCD[x^2 - y^2, x^2 + 2 x y + y^2]", "x + y"),
        |ev, call| divisor(ev, call, false),
    ),
    row(
        "PolynomialLCM",
        Arity::at_least(1),
        "PolynomialLCM[a, b, …] gives the least common multiple of polynomials.",
        ("Expand[PolynomialLCM[x^2 - 1, x - 1]]", "-1 + x^2"),
        |ev, call| divisor(ev, call, true),
    ),
    row(
        "Together",
        Arity::exactly(1),
        "Together[expr] puts terms over one denominator and cancels common factors.",
        ("Together[1/x + 1/(x + 1)]", "(1 + 2 x)/(x (1 + x))"),
        |ev, call| threaded(ev, call, together),
    ),
]);

const fn row(
    name: &'static str,
    arity: Arity,
    usage: &'static str,
    example: (&'static str, &'static str),
    run: fn(&mut Evaluator, &Arc<Normal>) -> Reply,
) -> Builtin {
    Builtin::new(name, Attributes::NONE, arity, usage, example, run)
}

/// Heads whose arguments are treated one by one.
const THREADS: &[Symbol] = &[
    sym::List,
    sym::Equal,
    sym::Unequal,
    sym::Less,
    sym::LessEqual,
    sym::Greater,
    sym::GreaterEqual,
    sym::And,
    sym::Or,
    sym::Not,
];

fn threaded(ev: &mut Evaluator, call: &Arc<Normal>, f: impl Fn(&mut Evaluator, &Expr) -> Reply) -> Reply {
    over_parts(ev, &call.args[0], &f)
}

fn over_parts(ev: &mut Evaluator, expr: &Expr, f: &dyn Fn(&mut Evaluator, &Expr) -> Reply) -> Reply {
    let parts = match expr {
        Expr::Normal(normal) if normal.head_symbol().is_some_and(|head| THREADS.contains(&head)) => normal,
        Expr::Normal(_) => return f(ev, expr),
        // Numbers, symbols and strings are what they are.
        _ => return Ok(Some(expr.clone())),
    };
    let mut done = Vec::with_capacity(parts.args.len());
    for part in &parts.args {
        match stacker::maybe_grow(RED_ZONE, STACK_STEP, || over_parts(ev, part, f))? {
            Some(part) => done.push(part),
            None => return Ok(None),
        }
    }
    Ok(Some(Expr::call(parts.head.clone(), done)))
}

/// What the variables of polynomials stand for: the `root`th root of the power that is written with 1.
struct Generators(Vec<Generator>);

struct Generator {
    key: Expr,
    root: u32,
}

/// Why an expression is not read.
enum Unread {
    Stop,
    /// It divides by 0, or holds infinite or inexact numbers in powers.
    Senseless,
}

impl From<Stop> for Unread {
    fn from(_: Stop) -> Unread {
        Unread::Stop
    }
}

/// `b^(k r)` with `k` a rational number: `b^r` and `k`.
fn split_power(power: &Normal) -> Option<(Expr, BigRational)> {
    let [base, exponent] = &power.args[..] else { return None };
    // Powers of what is a power already are taken whole: (x^2)^(1/2) is not x.
    if base.as_call(sym::Power).is_some() {
        return Some((Expr::Normal(Arc::new(power.clone())), BigRational::ONE));
    }
    if let Some(k) = exact(exponent) {
        return Some((base.clone(), k));
    }
    if let Some(product) = exponent.as_call(sym::Times)
        && let [first, rest @ ..] = &product.args[..]
        && let Some(k) = exact(first)
    {
        let rest = match rest {
            [single] => single.clone(),
            rest => Expr::call(sym::Times, rest.iter().cloned()),
        };
        return Some((Expr::call(sym::Power, [base.clone(), rest]), k));
    }
    Some((Expr::Normal(Arc::new(power.clone())), BigRational::ONE))
}

fn exact(expr: &Expr) -> Option<BigRational> {
    match expr {
        Expr::Integer(_) | Expr::BigInteger(_) | Expr::Rational(_) => number::to_rational(expr),
        _ => None,
    }
}

impl Generators {
    fn of<'a>(exprs: impl IntoIterator<Item = &'a Expr>) -> Result<Generators, Unread> {
        let mut found = Generators(Vec::new());
        for expr in exprs {
            found.collect(expr)?;
        }
        // Numbers come last: what is a polynomial's leading term should not hang on them.
        found.0.sort_by(|a, b| {
            is_number(&a.key).cmp(&is_number(&b.key)).then_with(|| order::compare(&a.key, &b.key))
        });
        Ok(found)
    }

    fn collect(&mut self, expr: &Expr) -> Result<(), Unread> {
        let normal = match expr {
            _ if exact(expr).is_some() => return Ok(()),
            Expr::Complex(_) if number::is_exact(expr) => return self.note(imaginary_unit(), 1),
            Expr::Normal(normal) => normal,
            _ => return self.note(expr.clone(), 1),
        };
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || match normal.head_symbol() {
            Some(sym::Plus | sym::Times) => normal.args.iter().try_for_each(|arg| self.collect(arg)),
            Some(sym::Power) => {
                let (key, k) = split_power(normal).ok_or(Unread::Senseless)?;
                if !k.is_int() {
                    let root = u32::try_from(k.denominator().clone()).map_err(|_| Unread::Stop)?;
                    return self.note(key, root);
                }
                match key.as_normal() {
                    Some(inner) if inner.has_head(sym::Power) => self.note(key, 1),
                    _ => self.collect(&key),
                }
            }
            _ => self.note(expr.clone(), 1),
        })
    }

    fn note(&mut self, key: Expr, root: u32) -> Result<(), Unread> {
        match self.0.iter_mut().find(|generator| generator.key == key) {
            Some(generator) => {
                let (mut a, mut b) = (generator.root, root);
                while b != 0 {
                    (a, b) = (b, a % b);
                }
                generator.root = (generator.root / a).checked_mul(root).ok_or(Unread::Stop)?;
            }
            None => self.0.push(Generator { key, root }),
        }
        Ok(())
    }

    /// `key^k` as a product.
    fn power_of(&self, key: &Expr, k: &BigRational) -> Result<Product, Unread> {
        let n = self.0.len();
        let index = self.0.iter().position(|generator| generator.key == *key).ok_or(Unread::Senseless)?;
        let whole = k * BigRational::from(self.0[index].root);
        let power = i64::try_from(whole.numerator().clone()).map_err(|_| Unread::Stop)?;
        if !whole.is_int() || power.abs() > MAX_POWER {
            return Err(Unread::Stop);
        }
        let mut product = Product::constant(n, BigRational::ONE);
        product.factors.push((Poly::variable(n, index), power));
        Ok(product.power(1).expect("the power 1"))
    }

    fn read(&self, expr: &Expr, budget: &mut Budget) -> Result<Product, Unread> {
        let n = self.0.len();
        if let Some(value) = exact(expr) {
            return Ok(Product::constant(n, value));
        }
        let normal = match expr {
            Expr::Complex(_) if number::is_exact(expr) => {
                let (re, im) = number::parts(expr);
                let re = Product::constant(n, exact(re).ok_or(Unread::Senseless)?);
                let im = Product::constant(n, exact(im).ok_or(Unread::Senseless)?);
                let im = im.multiply(&self.power_of(&imaginary_unit(), &BigRational::ONE)?);
                return Ok(Product::sum(&[re, im], n, budget)?);
            }
            Expr::Normal(normal) => normal,
            _ => return self.power_of(expr, &BigRational::ONE),
        };
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || match normal.head_symbol() {
            Some(sym::Plus) => {
                let mut terms = Vec::with_capacity(normal.args.len());
                for arg in &normal.args {
                    terms.push(self.read(arg, budget)?);
                }
                Ok(Product::sum(&terms, n, budget)?)
            }
            Some(sym::Times) => {
                let mut product = Product::constant(n, BigRational::ONE);
                for arg in &normal.args {
                    product = product.multiply(&self.read(arg, budget)?);
                }
                Ok(product)
            }
            Some(sym::Power) => {
                let (key, k) = split_power(normal).ok_or(Unread::Senseless)?;
                let inner = key.as_normal().is_some_and(|key| key.has_head(sym::Power));
                if !k.is_int() || inner {
                    return self.power_of(&key, &k);
                }
                let power = i64::try_from(k.numerator().clone()).map_err(|_| Unread::Stop)?;
                if power.abs() > MAX_POWER {
                    return Err(Unread::Stop);
                }
                self.read(&key, budget)?.power(power).ok_or(Unread::Senseless)
            }
            _ => self.power_of(expr, &BigRational::ONE),
        })
    }

    /// Powers of roots of numbers written as numbers where they are.
    fn reduce(&self, product: Product, budget: &mut Budget) -> Result<Product, Stop> {
        let roots: Vec<(usize, u32, BigInteger)> = (0..)
            .zip(&self.0)
            .filter_map(|(index, generator)| match &generator.key {
                Expr::Integer(n) => Some((index, generator.root, BigInteger::from(*n))),
                key if *key == imaginary_unit() => Some((index, 2, BigInteger::from(-1))),
                _ => None,
            })
            .collect();
        if roots.is_empty() {
            return Ok(product);
        }
        let mut reduced = Product::constant(self.0.len(), product.number.clone());
        for (p, power) in &product.factors {
            let p = roots.iter().fold(p.clone(), |p, (index, root, base)| p.reduce_root(*index, *root, base));
            reduced = reduced.multiply(&Product::polynomial(&p, budget)?.power(*power).ok_or(Stop)?);
        }
        reduced.cancel(budget)
    }

    fn write(&self, p: &Poly) -> Expr {
        let term = |(exponents, value): (&[u32], &BigInteger)| {
            let powers = self.0.iter().zip(exponents).filter(|(_, n)| **n > 0).map(|(generator, n)| {
                let k = Expr::from(BigRational::from(*n) / BigRational::from(generator.root));
                match generator.key.as_call(sym::Power) {
                    Some(power) => Expr::call(
                        sym::Power,
                        [power.args[0].clone(), Expr::call(sym::Times, [k, power.args[1].clone()])],
                    ),
                    None => Expr::call(sym::Power, [generator.key.clone(), k]),
                }
            });
            Expr::call(sym::Times, std::iter::once(Expr::from(value.clone())).chain(powers))
        };
        Expr::call(sym::Plus, p.terms().map(term))
    }

    fn write_product(&self, product: &Product) -> Expr {
        let factors = product
            .factors
            .iter()
            .map(|(p, power)| Expr::call(sym::Power, [self.write(p), Expr::Integer(*power)]));
        Expr::call(sym::Times, std::iter::once(Expr::from(product.number.clone())).chain(factors))
    }
}

fn imaginary_unit() -> Expr {
    number::make_complex(Expr::Integer(0), Expr::Integer(1))
}

/// Whether a generator stands for a number: a root of one.
fn is_number(key: &Expr) -> bool {
    key.is_number()
}

fn budget(ev: &Evaluator) -> Budget {
    Budget::new(STEPS, ev.interrupt_handle(), ev.deadline())
}

/// The value of `f`; None, after a look for interrupts, when the work was too much or there is no sense in it.
fn compute<T>(ev: &mut Evaluator, f: impl FnOnce(&mut Budget) -> Result<T, Unread>) -> Eval<Option<T>> {
    let mut budget = budget(ev);
    match f(&mut budget) {
        Ok(value) => Ok(Some(value)),
        Err(Unread::Senseless) => Ok(None),
        Err(Unread::Stop) => {
            ev.check_interrupt_now()?;
            Ok(None)
        }
    }
}

fn together(ev: &mut Evaluator, expr: &Expr) -> Reply {
    compute(ev, |budget| {
        let generators = Generators::of([expr])?;
        let product = generators.read(expr, budget)?.cancel(budget)?;
        let product = generators.reduce(product, budget)?;
        Ok(generators.write_product(&signed(product)))
    })
}

/// With a sign alone before one sum above written in the sum.
fn signed(mut product: Product) -> Product {
    let above: Vec<usize> = (0..product.factors.len())
        .filter(|i| product.factors[*i].1 > 0 && product.factors[*i].0.size() > 1)
        .collect();
    if let [only] = above[..]
        && product.factors[only].1 == 1
        && *product.number.numerator() == BigInteger::from(-1)
        && (product.factors.len() > 1 || !product.number.is_int())
    {
        product.number = -product.number;
        product.factors[only].0 = product.factors[only].0.scale(&BigInteger::from(-1));
    }
    product
}

/// Each term of a sum by itself.
fn cancel(ev: &mut Evaluator, expr: &Expr) -> Reply {
    let Some(sum) = expr.as_call(sym::Plus) else { return together(ev, expr) };
    let mut terms = Vec::with_capacity(sum.args.len());
    for term in &sum.args {
        match over_parts(ev, term, &together)? {
            Some(term) => terms.push(term),
            None => return Ok(None),
        }
    }
    Ok(Some(Expr::call(sym::Plus, terms)))
}

type Split = fn(&Poly, &mut Budget) -> Result<Vec<(Poly, u32)>, Stop>;

fn factored(ev: &mut Evaluator, expr: &Expr, split: Split) -> Reply {
    compute(ev, |budget| {
        let generators = Generators::of([expr])?;
        let product = generators.read(expr, budget)?.cancel(budget)?;
        let product = generators.reduce(product, budget)?.split(split, budget)?;
        Ok(generators.write_product(&product))
    })
}

fn factor_list(ev: &mut Evaluator, call: &Arc<Normal>, split: Split) -> Reply {
    let expr = &call.args[0];
    if let Some(elements) = expr.elements() {
        let lists = elements.iter().map(|element| Expr::call(call.head.clone(), [element.clone()]));
        return Ok(Some(Expr::list(lists)));
    }
    let found = compute(ev, |budget| {
        let generators = Generators::of([expr])?;
        let product = generators.read(expr, budget)?.cancel(budget)?;
        let product = generators.reduce(product, budget)?.split(split, budget)?;
        let factors: Vec<(Expr, i64)> =
            product.factors.iter().map(|(p, power)| (generators.write(p), *power)).collect();
        Ok((Expr::from(product.number), factors))
    })?;
    let Some((number, factors)) = found else { return Ok(None) };
    let mut pairs = Vec::with_capacity(factors.len() + 1);
    for (factor, power) in factors {
        pairs.push((ev.eval(factor)?, power));
    }
    pairs.sort_by(|(a, _), (b, _)| order::compare(a, b));
    pairs.insert(0, (number, 1));
    Ok(Some(Expr::list(pairs.into_iter().map(|(factor, power)| Expr::list([factor, Expr::Integer(power)])))))
}

fn factor_terms(ev: &mut Evaluator, expr: &Expr) -> Eval<Option<[Expr; 2]>> {
    compute(ev, |budget| {
        let generators = Generators::of([expr])?;
        let product = generators.reduce(generators.read(expr, budget)?.cancel(budget)?, budget)?;
        let above = product.above(budget)?;
        let mut rest = product.clone();
        rest.number = BigRational::ONE;
        rest.factors.retain(|(_, power)| *power < 0);
        let above = match rest.factors.is_empty() {
            true => generators.write(&above),
            false => Expr::call(sym::Times, [generators.write(&above), generators.write_product(&rest)]),
        };
        Ok([Expr::from(product.number), above])
    })
}

/// The common divisor or multiple of polynomials.
fn divisor(ev: &mut Evaluator, call: &Arc<Normal>, multiple: bool) -> Reply {
    compute(ev, |budget| {
        let generators = Generators::of(&call.args[..])?;
        let n = generators.0.len();
        let mut result: Option<Product> = None;
        for arg in &call.args {
            let next = generators.reduce(generators.read(arg, budget)?.cancel(budget)?, budget)?;
            if next.factors.iter().any(|(_, power)| *power < 0) {
                return Err(Unread::Senseless);
            }
            result = Some(match result {
                None => next,
                Some(result) if result.is_zero() || next.is_zero() => match (multiple, result.is_zero()) {
                    (true, _) => Product::constant(n, BigRational::ZERO),
                    (false, true) => next,
                    (false, false) => result,
                },
                Some(result) => {
                    let common = common(&result, &next, n, budget)?;
                    match multiple {
                        false => common,
                        true => {
                            let inverse = common.power(-1).ok_or(Unread::Senseless)?;
                            result.multiply(&next).multiply(&inverse).cancel(budget)?
                        }
                    }
                }
            });
        }
        let result = result.unwrap_or_else(|| Product::constant(n, BigRational::ZERO));
        Ok(generators.write_product(&result))
    })
}

/// The greatest common divisor of products of polynomials, as a product.
fn common(a: &Product, b: &Product, n: usize, budget: &mut Budget) -> Result<Product, Stop> {
    use dashu_base::Gcd;
    let (over_a, over_b) =
        (BigInteger::from(a.number.denominator().clone()), BigInteger::from(b.number.denominator().clone()));
    let above = BigInteger::from((&(a.number.numerator() * &over_b)).gcd(&(b.number.numerator() * &over_a)));
    let mut result = Product::constant(n, BigRational::from(above) / BigRational::from(over_a * over_b));
    let mut left = b.factors.clone();
    for (p, power) in &a.factors {
        let mut open = vec![(p.clone(), *power)];
        while let Some((p, power)) = open.pop() {
            for i in 0..left.len() {
                let (q, other) = left[i].clone();
                if other == 0 {
                    continue;
                }
                let shared = gcd(&p, &q, budget)?;
                if shared.as_constant().is_some() {
                    continue;
                }
                let times = power.min(other);
                let mut piece = Product::constant(n, BigRational::ONE);
                piece.factors.push((shared.clone(), times));
                result = result.multiply(&piece);
                let rest_p = p.divide(&shared, budget)?.ok_or(Stop)?;
                let rest_q = q.divide(&shared, budget)?.ok_or(Stop)?;
                left[i] = (rest_q, if other > 0 { other } else { 0 });
                left.push((shared.clone(), other - times));
                open.push((rest_p, power));
                if power > times {
                    open.push((shared, power - times));
                }
                break;
            }
        }
    }
    Ok(result)
}
