//! Parts of numbers: rounding, remainders, size and sign, real and imaginary part, extremes.

use std::cmp::Ordering;
use std::sync::Arc;

use super::arithmetic::NUMERIC;
use super::{complex_parts, infinities};
use crate::eval::numeric::{Rounded, is_numeric, round_quantity, sign_of};
use crate::eval::simplify::{infinity, is_infinite};
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::{complex, integer, real};
use crate::number::{self, BigRational, Rounding, round_to_integer};
use crate::symbol::{Symbol, sym};

const EXTREME: Attributes = Attributes::FLAT
    .and(Attributes::NUMERIC_FUNCTION)
    .and(Attributes::ONE_IDENTITY)
    .and(Attributes::ORDERLESS)
    .and(Attributes::PROTECTED);

/// Rows whose functions take whole arrays first.
macro_rules! rows {
    ($($name:literal $attributes:expr, $arity:expr, $usage:literal, $example:expr, $run:expr;)*) => {
        /// The table of this topic.
        pub const ROWS: &[Builtin] = &crate::eval::stoppable([$(Builtin {
            name: $name,
            attributes: $attributes,
            arity: $arity,
            usage: $usage,
            example: $example,
            run: |ev, call| match $crate::eval::builtins::rounding::whole(ev, call, $attributes, $name) {
                Some(reply) => Ok(reply),
                None => ($run as crate::eval::BuiltinFn)(ev, call),
            },
        }),*]);
    };
}
pub(super) use rows;

rows! {
    "Abs" NUMERIC, Arity::exactly(1), "Abs[z] gives the absolute value of z.", ("Abs[3 + 4 I]", "5"), abs;
    "Arg" NUMERIC, Arity::exactly(1), "Arg[z] gives the argument of the complex number z.", ("Arg[-1]", "Pi"), arg;
    "Boole" Attributes::LISTABLE.and(Attributes::PROTECTED), Arity::exactly(1),
        "Boole[expr] gives 1 for True and 0 for False.", ("Boole[2 > 1]", "1"), boole;
    "Ceiling" NUMERIC, Arity::between(1, 2), "Ceiling[x] gives the smallest integer not less than x; Ceiling[x, a] the smallest multiple of a.",
        ("Ceiling[2.2]", "3"), |ev, call| rounded(ev, call, Rounding::Ceiling);
    "Clip" NUMERIC.without(Attributes::LISTABLE), Arity::between(1, 3), "Clip[x] clips x to lie between -1 and 1; Clip[x, {min, max}] between min and max.",
        ("Clip[5, {0, 3}]", "3"), clip;
    "Conjugate" NUMERIC, Arity::exactly(1), "Conjugate[z] gives the complex conjugate of z.", ("Conjugate[1 + 2 I]", "1 - 2 I"), conjugate;
    "Floor" NUMERIC, Arity::between(1, 2), "Floor[x] gives the greatest integer not greater than x; Floor[x, a] the greatest multiple of a.",
        ("Floor[-2.5]", "-3"), |ev, call| rounded(ev, call, Rounding::Floor);
    "FractionalPart" NUMERIC, Arity::exactly(1), "FractionalPart[x] gives the fractional part of x.", ("FractionalPart[5/3]", "2/3"), fractional_part;
    "Im" NUMERIC, Arity::exactly(1), "Im[z] gives the imaginary part of z.", ("Im[3 + 4 I]", "4"), im;
    "IntegerPart" NUMERIC, Arity::exactly(1), "IntegerPart[x] gives the integer part of x.", ("IntegerPart[-2.7]", "-2"),
        |ev, call| rounded(ev, call, Rounding::IntegerPart);
    "Max" EXTREME, Arity::ANY, "Max[x1, x2, ...] gives the largest of the xi, lists taken apart.", ("Max[1, {5, 2}]", "5"),
        |ev, call| extreme(ev, call, Ordering::Greater);
    "Min" EXTREME, Arity::ANY, "Min[x1, x2, ...] gives the smallest of the xi, lists taken apart.", ("Min[1, {5, 2}]", "1"),
        |ev, call| extreme(ev, call, Ordering::Less);
    "Mod" NUMERIC, Arity::between(2, 3), "Mod[m, n] gives the remainder of m divided by n, with the sign of n; Mod[m, n, d] uses an offset d.",
        ("Mod[-7, 3]", "2"), modulo;
    "Quotient" NUMERIC, Arity::between(2, 3), "Quotient[m, n] gives the integer quotient of m and n, rounded down.", ("Quotient[-7, 3]", "-3"), quotient;
    "QuotientRemainder" Attributes::LISTABLE.and(Attributes::PROTECTED), Arity::exactly(2), "QuotientRemainder[m, n] gives the quotient and the remainder of m and n.",
        ("QuotientRemainder[7, 3]", "{2, 1}"), quotient_remainder;
    "Re" NUMERIC, Arity::exactly(1), "Re[z] gives the real part of z.", ("Re[3 + 4 I]", "3"), re;
    "ReIm" Attributes::LISTABLE.and(Attributes::PROTECTED), Arity::exactly(1), "ReIm[z] gives {Re[z], Im[z]}.", ("ReIm[3 + 4 I]", "{3, 4}"), re_im;
    "Rescale" Attributes::PROTECTED, Arity::between(1, 3), "Rescale[x, {min, max}] gives x rescaled to run from 0 to 1 over the range min to max.",
        ("Rescale[5, {0, 20}]", "1/4"), rescale;
    "Round" NUMERIC, Arity::between(1, 2), "Round[x] gives the integer closest to x, halves to even; Round[x, a] the closest multiple of a.",
        ("Round[2.5]", "2"), |ev, call| rounded(ev, call, Rounding::Round);
    "Sign" NUMERIC, Arity::exactly(1), "Sign[x] gives -1, 0 or 1 as x is negative, zero or positive.", ("Sign[-2.5]", "-1"), sign;
}

/// Whole arrays first, for the rows that take them.
pub(super) fn whole(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    attributes: Attributes,
    name: &str,
) -> Option<Option<Expr>> {
    if !attributes.has(Attributes::WHOLE_ARRAYS) || !attributes.has(Attributes::LISTABLE) {
        return None;
    }
    super::arithmetic::on_arrays(ev, call, name)
}

fn times(a: Expr, b: Expr) -> Expr {
    Expr::call(sym::Times, [a, b])
}

pub(super) fn minus(a: Expr) -> Expr {
    times(Expr::Integer(-1), a)
}

pub(super) fn plus(a: Expr, b: Expr) -> Expr {
    Expr::call(sym::Plus, [a, b])
}

pub(super) fn one(value: i64) -> Reply {
    Ok(Some(Expr::Integer(value)))
}

fn rounded(ev: &mut Evaluator, call: &Arc<Normal>, rounding: Rounding) -> Reply {
    let x = &call.args[0];
    if let Some(step) = call.args.get(1) {
        // a Round[x / a]
        if !(x.is_number() || is_numeric(ev, x)) {
            return Ok(None);
        }
        let inner = Expr::call(sym::Divide, [x.clone(), step.clone()]);
        return Ok(Some(times(step.clone(), Expr::call(call.head.clone(), [inner]))));
    }
    match x {
        Expr::Complex(z) => {
            let (re, im) = (round_to_integer(&z.re, rounding), round_to_integer(&z.im, rounding));
            return Ok(re.zip(im).map(|(re, im)| number::make_complex(re, im)));
        }
        x if x.is_number() => return Ok(round_to_integer(x, rounding)),
        x if is_infinite(x) => return Ok(Some(x.clone())),
        _ => {}
    }
    match round_quantity(ev, x, rounding)? {
        Rounded::Integer(value) => return Ok(Some(value)),
        Rounded::Unclear => {
            let head = call.head_symbol().unwrap_or(sym::Round);
            let limit = ev.max_extra_precision();
            ev.message(head, "meprec", &[Expr::Real(limit), Expr::Normal(Arc::clone(call))]);
            return Ok(None);
        }
        Rounded::Other => {}
    }
    if let Some((re, im)) = complex_parts::known_parts(ev, x)? {
        let i = number::make_complex(Expr::Integer(0), Expr::Integer(1));
        let of = |part: Expr| Expr::call(call.head.clone(), [part]);
        return Ok(Some(plus(of(re), times(i, of(im)))));
    }
    // Integers come out of sums, and a sign turns floor into ceiling.
    let opposite = match rounding {
        Rounding::Floor => sym::Ceiling,
        Rounding::Ceiling => sym::Floor,
        _ => return Ok(None),
    };
    if let Some(sum) = x.as_call(sym::Plus)
        && let [whole @ (Expr::Integer(_) | Expr::BigInteger(_)), rest @ ..] = &sum.args[..]
    {
        let rest = Expr::call(call.head.clone(), [Expr::call(sym::Plus, rest.iter().cloned())]);
        return Ok(Some(plus(whole.clone(), rest)));
    }
    Ok(super::elementary::opposite(x).map(|x| minus(Expr::call(opposite, [x]))))
}

fn fractional_part(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    if let Expr::Real(x) = x {
        return Ok(Some(Expr::Real(real::fractional_part(*x))));
    }
    if !x.is_number() && !is_numeric(ev, x) {
        return Ok(None);
    }
    let whole = ev.eval(Expr::call(sym::IntegerPart, [x.clone()]))?;
    Ok(whole.is_number().then(|| plus(x.clone(), minus(whole))))
}

fn indeterminate(ev: &mut Evaluator, call: &Arc<Normal>, symbol: Symbol) -> Reply {
    ev.message(symbol, "indet", &[Expr::call(sym::HoldForm, [Expr::Normal(Arc::clone(call))])]);
    Ok(Some(Expr::Symbol(sym::Indeterminate)))
}

fn modulo(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (m, n) = (&call.args[0], &call.args[1]);
    match (m, n) {
        (Expr::Integer(a), Expr::Integer(b)) if call.args.len() == 2 && *b != 0 => {
            return Ok(integer::modulo(*a, *b).map(Expr::Integer));
        }
        (Expr::Real(a), Expr::Real(b)) if call.args.len() == 2 && *b != 0.0 => {
            return Ok(Some(Expr::Real(real::modulo(*a, *b))));
        }
        _ => {}
    }
    if n.is_number() && number::is_zero(n) {
        return indeterminate(ev, call, sym::Mod);
    }
    if call.args.len() == 2
        && let Some(value) = modulo_of_reals(m, n)
    {
        return Ok(Some(value));
    }
    Ok(quotient_of(ev, call)?.map(|quotient| plus(m.clone(), minus(times(n.clone(), quotient)))))
}

/// Real numbers of which one is a machine real, or exact ones.
fn modulo_of_reals(m: &Expr, n: &Expr) -> Option<Expr> {
    let machine = |x: &Expr| matches!(x, Expr::Real(_));
    if machine(m) || machine(n) {
        let is_real = |x: &Expr| x.is_number() && !matches!(x, Expr::Complex(_));
        if is_real(m) && is_real(n) {
            let value = real::modulo(number::to_f64(m), number::to_f64(n));
            return value.is_finite().then_some(Expr::Real(value));
        }
        return None;
    }
    let (m, n) = (number::to_rational(m)?, number::to_rational(n)?);
    let quotient = (&m / &n).floor();
    Some(Expr::from(m - n * BigRational::from(quotient)))
}

/// `Floor[(m - d) / n]`
fn quotient_of(ev: &mut Evaluator, call: &Arc<Normal>) -> Eval<Option<Expr>> {
    let (m, n) = (&call.args[0], &call.args[1]);
    let shifted = match call.args.get(2) {
        Some(offset) => Expr::call(sym::Subtract, [m.clone(), offset.clone()]),
        None => m.clone(),
    };
    if !call.args.iter().all(|arg| is_numeric(ev, arg)) {
        return Ok(None);
    }
    if let (Expr::Real(_), _) | (_, Expr::Real(_)) = (m, n) {
        let shifted = ev.eval(shifted.clone())?;
        let is_real = |x: &Expr| x.is_number() && !matches!(x, Expr::Complex(_));
        if is_real(&shifted)
            && is_real(n)
            && let Some(value) = real::quotient(number::to_f64(&shifted), number::to_f64(n))
        {
            return Ok(Some(Expr::Integer(value)));
        }
    }
    let floor = ev.eval(Expr::call(sym::Floor, [Expr::call(sym::Divide, [shifted, n.clone()])]))?;
    Ok(floor.is_number().then_some(floor))
}

fn quotient(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let (Expr::Integer(m), Expr::Integer(n)) = (&call.args[0], &call.args[1])
        && call.args.len() == 2
        && let Some(value) = integer::quotient(*m, *n)
    {
        return one(value);
    }
    let n = &call.args[1];
    if n.is_number() && number::is_zero(n) {
        if number::is_zero(&call.args[0]) && call.args[0].is_number() {
            return indeterminate(ev, call, sym::Quotient);
        }
        ev.message(sym::Quotient, "infy", &[Expr::call(sym::HoldForm, [Expr::Normal(Arc::clone(call))])]);
        return Ok(Some(crate::eval::simplify::complex_infinity()));
    }
    quotient_of(ev, call)
}

fn quotient_remainder(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if number::is_exact_zero(&call.args[1]) && is_numeric(ev, &call.args[0]) {
        let whole = Expr::call(sym::HoldForm, [Expr::Normal(Arc::clone(call))]);
        ev.message(sym::QuotientRemainder, "divz", &[Expr::Integer(0), whole]);
        return Ok(None);
    }
    if !call.args.iter().all(|arg| is_numeric(ev, arg)) || number::is_zero(&call.args[1]) {
        return Ok(None);
    }
    let both = |symbol: Symbol| Expr::call(symbol, call.args.iter().cloned());
    Ok(Some(Expr::list([both(sym::Quotient), both(sym::Mod)])))
}

fn abs(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    match x {
        Expr::Real(x) => return Ok(Some(Expr::Real(x.abs()))),
        Expr::Complex(z) => {
            if let (Expr::Real(re), Expr::Real(im)) = (&z.re, &z.im) {
                let size = real::hypotenuse(*re, *im);
                if size.is_finite() {
                    return Ok(Some(Expr::Real(size)));
                }
            }
            let square = number::add(&number::multiply(&z.re, &z.re), &number::multiply(&z.im, &z.im));
            return Ok(Some(Expr::call(sym::Sqrt, [square])));
        }
        x if x.is_number() => {
            return Ok(Some(if number::sign(x) < 0 { number::negate(x) } else { x.clone() }));
        }
        x if is_infinite(x) => return Ok(Some(infinity())),
        Expr::Normal(inner) if inner.has_head(sym::Abs) => return Ok(Some(x.clone())),
        Expr::Normal(inner) if inner.has_head(sym::Conjugate) && inner.args.len() == 1 => {
            return Ok(Some(Expr::call(sym::Abs, [inner.args[0].clone()])));
        }
        _ => {}
    }
    if let Some(sign) = sign_of(ev, x)? {
        return Ok(Some(if sign < 0 { minus(x.clone()) } else { x.clone() }));
    }
    if let Some(product) = x.as_call(sym::Times)
        && let [first, rest @ ..] = &product.args[..]
        && first.is_number()
    {
        let rest = Expr::call(sym::Abs, [Expr::call(sym::Times, rest.iter().cloned())]);
        return Ok(Some(times(Expr::call(sym::Abs, [first.clone()]), rest)));
    }
    if let Some(exponent) = complex_parts::exponent_of_e(ev, x)? {
        return Ok(Some(Expr::call(sym::Exp, [Expr::call(sym::Re, [exponent])])));
    }
    // A positive number to a power with an imaginary part.
    if let Some(power) = x.as_call(sym::Power).filter(|power| power.args.len() == 2)
        && power.args[0].is_number()
        && number::is_exact(&power.args[0])
        && !matches!(power.args[0], Expr::Complex(_))
        && number::sign(&power.args[0]) > 0
    {
        let exponent = Expr::call(sym::Re, [power.args[1].clone()]);
        return Ok(Some(Expr::call(sym::Power, [power.args[0].clone(), exponent])));
    }
    if let Some((re, im)) = complex_parts::known_parts(ev, x)? {
        let square = |part: Expr| Expr::call(sym::Power, [part, Expr::Integer(2)]);
        return Ok(Some(Expr::call(sym::Sqrt, [plus(square(re), square(im))])));
    }
    Ok(super::elementary::opposite(x).map(|x| Expr::call(sym::Abs, [x])))
}

fn sign(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    if let Expr::Complex(parts) = x {
        if matches!((&parts.re, &parts.im), (Expr::Real(_), Expr::Real(_))) && !number::is_zero(x) {
            return Ok(Some(Expr::complex(complex::sign(number::to_complex64(x)))));
        }
        return Ok(Some(Expr::call(sym::Divide, [x.clone(), Expr::call(sym::Abs, [x.clone()])])));
    }
    if let Some(value) = infinities::part(ev, sym::Sign, x)? {
        return Ok(Some(value));
    }
    if let Some(sign) = sign_of(ev, x)? {
        return Ok(Some(Expr::Integer(i64::from(sign))));
    }
    if let Some(product) = x.as_call(sym::Times)
        && let [first, rest @ ..] = &product.args[..]
        && first.is_number()
        && !matches!(first, Expr::Complex(_))
    {
        let rest = Expr::call(sym::Sign, [Expr::call(sym::Times, rest.iter().cloned())]);
        return Ok(Some(times(Expr::call(sym::Sign, [first.clone()]), rest)));
    }
    if complex_parts::known_parts(ev, x)?.is_some() {
        return Ok(Some(Expr::call(sym::Divide, [x.clone(), Expr::call(sym::Abs, [x.clone()])])));
    }
    Ok(None)
}

/// A part of a complex number; of a real quantity `of_real`.
fn part_of(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    of_complex: fn(&crate::expr::Complex) -> Expr,
    of_real: fn(&Expr) -> Expr,
) -> Reply {
    if let Some(head) = call.head_symbol()
        && let Some(value) = infinities::part(ev, head, &call.args[0])?
    {
        return Ok(Some(value));
    }
    match &call.args[0] {
        Expr::Complex(z) => Ok(Some(of_complex(z))),
        x if x.is_number() => Ok(Some(of_real(x))),
        x => match sign_of(ev, x)? {
            Some(_) => Ok(Some(of_real(x))),
            None => match call.head_symbol() {
                Some(head) if !is_infinite(x) => complex_parts::part(ev, head, x),
                _ => Ok(None),
            },
        },
    }
}

fn re(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    part_of(ev, call, |z| z.re.clone(), Expr::clone)
}

fn im(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    part_of(ev, call, |z| z.im.clone(), |_| Expr::Integer(0))
}

fn conjugate(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    part_of(ev, call, |z| number::make_complex(z.re.clone(), number::negate(&z.im)), Expr::clone)
}

fn re_im(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    let _ = &ev;
    Ok(Some(Expr::list([Expr::call(sym::Re, [x.clone()]), Expr::call(sym::Im, [x.clone()])])))
}

fn arg(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    if let Expr::Complex(z) = x {
        return Ok(Some(Expr::call(sym::ArcTan, [z.re.clone(), z.im.clone()])));
    }
    if let Some(value) = infinities::part(ev, sym::Arg, x)? {
        return Ok(Some(value));
    }
    if let Some(exponent) = complex_parts::exponent_of_e(ev, x)?
        && is_numeric(ev, &exponent)
    {
        return Ok(Some(complex_parts::principal_angle(Expr::call(sym::Im, [exponent]))));
    }
    Ok(match (sign_of(ev, x)?, x) {
        (Some(-1), Expr::Real(_)) => Some(Expr::Real(std::f64::consts::PI)),
        (Some(-1), x) if x.is_number() && !number::is_exact(x) => {
            Some(Expr::call(sym::N, [Expr::Symbol(sym::Pi), Expr::Real(number::precision_of(x))]))
        }
        (Some(-1), _) => Some(Expr::Symbol(sym::Pi)),
        (Some(_), _) => Some(Expr::Integer(0)),
        (None, _) => complex_parts::known_parts(ev, x)?.map(|(re, im)| Expr::call(sym::ArcTan, [re, im])),
    })
}

fn boole(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(match &call.args[0] {
        Expr::Symbol(sym::True) => Some(Expr::Integer(1)),
        Expr::Symbol(sym::False) => Some(Expr::Integer(0)),
        _ => None,
    })
}

/// The order of two real quantities; None when it cannot be told.
pub(super) fn order(ev: &mut Evaluator, a: &Expr, b: &Expr) -> Eval<Option<Ordering>> {
    let is_real = |x: &Expr| x.is_number() && !matches!(x, Expr::Complex(_));
    if is_real(a) && is_real(b) {
        return Ok(Some(number::compare_reals(a, b)));
    }
    let less = ev.eval(Expr::call(sym::Less, [a.clone(), b.clone()]))?;
    if less.is_true() {
        return Ok(Some(Ordering::Less));
    }
    if !less.is_symbol(sym::False) {
        return Ok(None);
    }
    let equal = ev.eval(Expr::call(sym::Equal, [a.clone(), b.clone()]))?;
    Ok(Some(if equal.is_true() { Ordering::Equal } else { Ordering::Greater }))
}

/// The elements of nested lists, packed arrays reduced to their extreme at once.
fn collect(args: &[Expr], wanted: Ordering, into: &mut Vec<Expr>) {
    use crate::tensor::Tensor;
    fn best<T: Copy + PartialOrd>(data: &[T], wanted: Ordering) -> Option<T> {
        data.iter().copied().reduce(|best, x| if x.partial_cmp(&best) == Some(wanted) { x } else { best })
    }
    for arg in args {
        match arg {
            Expr::Array(tensor) => match &**tensor {
                Tensor::Integer(array) => into.extend(best(array.data(), wanted).map(Expr::Integer)),
                Tensor::Real(array) => into.extend(best(array.data(), wanted).map(Expr::Real)),
                Tensor::Complex(array) => into.extend(array.data().iter().map(|&z| Expr::complex(z))),
            },
            Expr::Association(association) => {
                let values: Vec<Expr> = association.entries.values().cloned().collect();
                collect(&values, wanted, into);
            }
            list if list.as_call(sym::List).is_some() => {
                if let Some(list) = list.as_call(sym::List) {
                    stacker::maybe_grow(crate::expr::RED_ZONE, crate::expr::STACK_STEP, || {
                        collect(&list.args, wanted, into);
                    });
                }
            }
            other => into.push(other.clone()),
        }
    }
}

fn extreme(ev: &mut Evaluator, call: &Arc<Normal>, wanted: Ordering) -> Reply {
    let mut values = Vec::with_capacity(call.args.len());
    collect(&call.args, wanted, &mut values);
    if values.iter().any(|value| value.is_symbol(sym::Indeterminate)) {
        return Ok(Some(Expr::Symbol(sym::Indeterminate)));
    }
    let sign = if wanted == Ordering::Greater { 1 } else { -1 };
    let bound = Expr::call(sym::DirectedInfinity, [Expr::Integer(sign)]);
    if values.contains(&bound) {
        return Ok(Some(bound));
    }
    let mut kept: Vec<Expr> = Vec::new();
    'next: for value in &values {
        let mut place = 0;
        while place < kept.len() {
            let known =
                if kept[place] == *value { Some(Ordering::Equal) } else { order(ev, value, &kept[place])? };
            match known {
                Some(order) if order == wanted => {
                    kept.remove(place);
                }
                Some(_) => continue 'next,
                None => place += 1,
            }
        }
        kept.push(value.clone());
    }
    Ok(match kept.len() {
        0 => {
            let sign = if wanted == Ordering::Greater { -1 } else { 1 };
            Some(Expr::call(sym::DirectedInfinity, [Expr::Integer(sign)]))
        }
        1 => kept.pop(),
        n if n == call.args.len() && !call.args.iter().any(|arg| matches!(arg, Expr::Association(_))) => None,
        _ => Some(Expr::call(call.head.clone(), kept)),
    })
}

fn pair(expr: &Expr) -> Option<(Expr, Expr)> {
    let elements = expr.elements()?;
    match &elements[..] {
        [a, b] => Some((a.clone(), b.clone())),
        _ => None,
    }
}

fn clip(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    if let Some(elements) = x.elements() {
        let clipped = elements.iter().map(|element| {
            Expr::call(sym::Clip, std::iter::once(element.clone()).chain(call.args[1..].iter().cloned()))
        });
        return Ok(Some(Expr::list(clipped)));
    }
    let (low, high) = match call.args.get(1) {
        None => (Expr::Integer(-1), Expr::Integer(1)),
        Some(bounds) => match pair(bounds) {
            Some(pair) => pair,
            None => return Ok(None),
        },
    };
    let (below, above) = match call.args.get(2) {
        None => (low.clone(), high.clone()),
        Some(values) => match pair(values) {
            Some(pair) => pair,
            None => return Ok(None),
        },
    };
    let (Some(to_low), Some(to_high)) = (order(ev, x, &low)?, order(ev, x, &high)?) else {
        return Ok(None);
    };
    Ok(Some(if to_low.is_lt() {
        below
    } else if to_high.is_gt() {
        above
    } else {
        x.clone()
    }))
}

fn rescale(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let x = &call.args[0];
    let (low, high) = match call.args.get(1) {
        Some(range) => match pair(range) {
            Some(pair) => pair,
            None => return Ok(None),
        },
        None if x.is_list() => {
            (ev.eval(Expr::call(sym::Min, [x.clone()]))?, ev.eval(Expr::call(sym::Max, [x.clone()]))?)
        }
        None => (Expr::Integer(0), Expr::Integer(1)),
    };
    let span = |a: Expr, b: Expr| Expr::call(sym::Subtract, [b, a]);
    let unit = Expr::call(sym::Divide, [span(low.clone(), x.clone()), span(low, high)]);
    Ok(Some(match call.args.get(2).map(pair) {
        None => unit,
        Some(Some((from, to))) => plus(from.clone(), times(unit, span(from, to))),
        Some(None) => return Ok(None),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remainders_of_exact_numbers() {
        let third = Expr::from(BigRational::from_parts(1.into(), 3u8.into()));
        assert_eq!(modulo_of_reals(&Expr::Integer(1), &third), Some(Expr::Integer(0)));
        assert_eq!(modulo_of_reals(&Expr::Integer(-1), &Expr::Real(0.75)), Some(Expr::Real(0.5)));
        assert_eq!(modulo_of_reals(&Expr::Symbol(sym::Pi), &third), None);
    }
}
