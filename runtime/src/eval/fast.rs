//! Short ways through the commonest calls: machine numbers and control, without the general machinery.
//!
//! A short way gives the same value as the long one, or steps aside.

use std::sync::Arc;

use super::evaluate::{Next, is_return};
use super::machine::{Arithmetic, Comparison, FUNCTIONS, NumberFn};
use super::{Eval, Evaluator};
use crate::expr::{Args, Expr, Normal};
use crate::number;
use crate::symbol::{Symbol, sym};

/// A short way: gets the call as written, with the values of the stand-ins in it.
pub(crate) type SpecialFn = for<'a> fn(&mut Evaluator, &'a Arc<Normal>, &[Expr]) -> Eval<Next<'a>>;

const SPECIALS: &[(Symbol, SpecialFn)] = &[
    (sym::AddTo, |ev, call, slots| change(ev, call, slots, Arithmetic::Plus)),
    (sym::And, |ev, call, slots| connective(ev, call, slots, sym::False)),
    (sym::CompoundExpression, compound),
    (sym::Decrement, |ev, call, _| step(ev, call, -1, Given::Old)),
    (sym::Equal, |ev, call, slots| comparison(ev, call, slots, Comparison::Equal)),
    (sym::Greater, |ev, call, slots| comparison(ev, call, slots, Comparison::Greater)),
    (sym::GreaterEqual, |ev, call, slots| comparison(ev, call, slots, Comparison::GreaterEqual)),
    (sym::If, conditional),
    (sym::Increment, |ev, call, _| step(ev, call, 1, Given::Old)),
    (sym::Less, |ev, call, slots| comparison(ev, call, slots, Comparison::Less)),
    (sym::LessEqual, |ev, call, slots| comparison(ev, call, slots, Comparison::LessEqual)),
    (sym::Not, not),
    (sym::Or, |ev, call, slots| connective(ev, call, slots, sym::True)),
    (sym::Part, part),
    (sym::Plus, |ev, call, slots| match super::blocks::evaluate(ev, call, slots) {
        Some(value) => Ok(Next::Done(value)),
        None if call.args.len() == 2 => arithmetic(ev, call, slots, Arithmetic::Plus),
        None => chain(ev, call, slots, sym::Plus),
    }),
    (sym::PreDecrement, |ev, call, _| step(ev, call, -1, Given::New)),
    (sym::PreIncrement, |ev, call, _| step(ev, call, 1, Given::New)),
    (sym::Set, set),
    (sym::Subtract, |ev, call, slots| arithmetic(ev, call, slots, Arithmetic::Subtract)),
    (sym::SubtractFrom, |ev, call, slots| change(ev, call, slots, Arithmetic::Subtract)),
    (sym::Times, |ev, call, slots| match (super::blocks::evaluate(ev, call, slots), &call.args[..]) {
        (Some(value), _) => Ok(Next::Done(value)),
        (None, [_, second]) if divisor(second).is_none() => arithmetic(ev, call, slots, Arithmetic::Times),
        (None, []) => Ok(Next::Standard),
        (None, _) => chain(ev, call, slots, sym::Times),
    }),
    (sym::TimesBy, |ev, call, slots| change(ev, call, slots, Arithmetic::Times)),
    (sym::Unequal, |ev, call, slots| comparison(ev, call, slots, Comparison::Unequal)),
];

pub(super) fn install(ev: &mut Evaluator) {
    for (symbol, special) in SPECIALS {
        ev.definition_mut(*symbol).special = Some(*special);
    }
    for (symbol, _) in FUNCTIONS {
        ev.definition_mut(*symbol).special = Some(of_numbers);
    }
}

/// Two arguments evaluated, `None` when something in them needs the general machinery before they are.
fn two_args(ev: &mut Evaluator, call: &Normal, slots: &[Expr]) -> Eval<Option<(Expr, Expr)>> {
    let [a, b] = &call.args[..] else { return Ok(None) };
    if is_wrapped(a) || is_wrapped(b) {
        return Ok(None);
    }
    let a = ev.eval_in(a, slots)?;
    let b = ev.eval_in(b, slots)?;
    Ok(Some((a, b)))
}

/// Two arguments as the general machinery takes them over.
fn handed_over(a: Expr, b: Expr) -> Next<'static> {
    let mut args = Args::new();
    args.push(a);
    args.push(b);
    if args.iter().any(|arg| matches!(arg, Expr::Normal(inner) if inner.has_head(sym::Sequence))) {
        args = super::arguments::spliced(args);
    }
    Next::Call(args)
}

fn is_wrapped(arg: &Expr) -> bool {
    matches!(arg, Expr::Normal(inner) if inner.has_head(sym::Unevaluated))
}

#[inline]
fn arithmetic<'a>(
    ev: &mut Evaluator,
    call: &'a Arc<Normal>,
    slots: &[Expr],
    operation: Arithmetic,
) -> Eval<Next<'a>> {
    let Some((a, b)) = two_args(ev, call, slots)? else { return Ok(Next::Standard) };
    Ok(match operation.value(&a, &b) {
        Some(value) => Next::Done(value),
        None => handed_over(a, b),
    })
}

/// Sums and products of numbers and lists, from the first to the last as they are written: the order that compiled code
/// keeps too. `a/b`, which is written `a b^-1`, is one division.
fn chain<'a>(ev: &mut Evaluator, call: &'a Arc<Normal>, slots: &[Expr], operation: Symbol) -> Eval<Next<'a>> {
    let divides = operation == sym::Times && call.args[1..].iter().any(|arg| divisor(arg).is_some());
    if !divides && call.args.len() < 3 || is_spliced(&call.args, slots) {
        return Ok(Next::Standard);
    }
    let power_is_its_own = ev.power_is_its_own();
    let mut args = Args::with_capacity(call.args.len());
    let mut divisors = smallvec::SmallVec::<[bool; 4]>::new();
    for (index, arg) in call.args.iter().enumerate() {
        let below = divisor(arg).filter(|_| divides && index > 0 && power_is_its_own);
        divisors.push(below.is_some());
        args.push(ev.eval_in(below.unwrap_or(arg), slots)?);
    }
    chained_args(ev, call, operation, args, &divisors)
}

impl Evaluator {
    /// Whether `b^-1` beside other factors may be read as a division.
    pub(super) fn power_is_its_own(&self) -> bool {
        self.definition(sym::Power).is_some_and(|power| power.rules.is_none())
    }
}

/// The value of a chain of evaluated arguments, or the arguments as the general machinery takes them over.
pub(super) fn chained_args(
    ev: &mut Evaluator,
    call: &Normal,
    operation: Symbol,
    mut args: Args,
    divisors: &[bool],
) -> Eval<Next<'static>> {
    if !args.iter().any(|arg| matches!(arg, Expr::Normal(inner) if inner.has_head(sym::Sequence)))
        && let Some(value) = chained(ev, operation, &args, divisors)?
    {
        return Ok(Next::Done(value));
    }
    for ((arg, below), written) in args.iter_mut().zip(divisors).zip(&call.args) {
        if *below && let Expr::Normal(power) = written {
            let inverse = [arg.clone(), Expr::Integer(-1)].into_iter().collect();
            let inverse = Normal::with_origin(Expr::Symbol(sym::Power), inverse, power.origin);
            *arg = ev.eval(Expr::from(inverse))?;
        }
    }
    Ok(Next::Call(super::arguments::spliced(args)))
}

/// `b` in `b^-1`.
pub(super) fn divisor(arg: &Expr) -> Option<&Expr> {
    match &arg.as_call(sym::Power)?.args[..] {
        [base, Expr::Integer(-1)] if !matches!(base, Expr::Normal(inner) if inner.has_head(sym::Unevaluated)) => {
            Some(base)
        }
        _ => None,
    }
}

/// The value when all arguments are numbers or lists of one length.
fn chained(ev: &mut Evaluator, operation: Symbol, args: &[Expr], divisors: &[bool]) -> Eval<Option<Expr>> {
    let mut length = None;
    let machine = args.iter().any(|arg| matches!(arg, Expr::Real(_)))
        && !args.iter().any(|arg| matches!(arg, Expr::BigReal(_) | Expr::Complex(_)));
    let mut values = Args::with_capacity(args.len());
    for arg in args {
        values.push(match arg {
            // Beside a machine real a constant is one.
            Expr::Symbol(symbol) if machine => match super::numeric::constant(*symbol) {
                Some(value) => Expr::Real(value),
                None => return Ok(None),
            },
            number if number::is_long(number) => return Ok(None),
            number if number.is_number() => number.clone(),
            list if list.is_list() && *length.get_or_insert(list.length()) == list.length() => list.clone(),
            _ => return Ok(None),
        });
    }
    let combine = if operation == sym::Plus { number::add } else { number::multiply };
    let mut value = values[0].clone();
    for (arg, below) in values.iter().zip(divisors).skip(1) {
        value = match (value.is_number() && arg.is_number(), *below) {
            (true, false) => combine(&value, arg),
            (true, true) => match number::divide(&value, arg) {
                Some(quotient) => quotient,
                None => return Ok(None),
            },
            (false, false) => ev.eval(Expr::call(operation, [value, arg.clone()]))?,
            (false, true) => ev.eval(Expr::call(sym::Divide, [value, arg.clone()]))?,
        };
        if !value.is_number() && !value.is_list() {
            return Ok(None);
        }
    }
    Ok(Some(value))
}

#[inline]
fn comparison<'a>(
    ev: &mut Evaluator,
    call: &'a Arc<Normal>,
    slots: &[Expr],
    operation: Comparison,
) -> Eval<Next<'a>> {
    let Some((a, b)) = two_args(ev, call, slots)? else { return Ok(Next::Standard) };
    Ok(match operation.holds(&a, &b) {
        Some(holds) => Next::Done(Expr::boolean(holds)),
        None => handed_over(a, b),
    })
}

fn compound<'a>(ev: &mut Evaluator, call: &'a Arc<Normal>, slots: &[Expr]) -> Eval<Next<'a>> {
    let Some((last, before)) = call.args.split_last() else { return Ok(Next::Done(Expr::null())) };
    let is_label = |arg: &Expr| matches!(arg, Expr::Normal(inner) if inner.has_head(sym::Label));
    if is_spliced(&call.args, slots) || before.iter().any(is_label) {
        return Ok(Next::Standard);
    }
    for arg in before {
        let value = ev.eval_in(arg, slots)?;
        if is_return(&value) {
            return Ok(Next::Done(value));
        }
    }
    Ok(Next::Tail(last))
}

fn conditional<'a>(ev: &mut Evaluator, call: &'a Arc<Normal>, slots: &[Expr]) -> Eval<Next<'a>> {
    let [condition, branches @ ..] = &call.args[..] else { return Ok(Next::Standard) };
    if branches.is_empty() || branches.len() > 3 || is_wrapped(condition) || is_spliced(branches, slots) {
        return Ok(Next::Standard);
    }
    let condition = ev.eval_in(condition, slots)?;
    let branch = match condition {
        Expr::Symbol(sym::True) => branches.first(),
        Expr::Symbol(sym::False) => branches.get(1),
        undecided => match branches.get(2) {
            Some(branch) => Some(branch),
            None => {
                let mut args = Args::new();
                args.push(undecided);
                args.extend(branches.iter().map(|branch| super::local::instantiate(branch, slots)));
                return Ok(Next::Call(args));
            }
        },
    };
    Ok(match branch {
        Some(branch) => Next::Tail(branch),
        None => Next::Done(Expr::null()),
    })
}

/// Whether an argument is spliced or evaluated ahead even where arguments are held.
fn is_spliced(branches: &[Expr], slots: &[Expr]) -> bool {
    branches.iter().any(|arg| {
        let arg = match arg {
            Expr::Symbol(symbol) => match symbol.as_local() {
                Some(slot) => &slots[slot],
                None => return false,
            },
            arg => arg,
        };
        matches!(arg, Expr::Normal(inner)
            if inner.has_head(sym::Sequence) || inner.has_head(sym::Evaluate) || inner.has_head(sym::Unevaluated))
    })
}

/// `And` and `Or` as long as each argument is decided.
fn connective<'a>(ev: &mut Evaluator, call: &'a Arc<Normal>, slots: &[Expr], ends: Symbol) -> Eval<Next<'a>> {
    if is_spliced(&call.args, slots) {
        return Ok(Next::Standard);
    }
    for (index, arg) in call.args.iter().enumerate() {
        match ev.eval_in(arg, slots)? {
            Expr::Symbol(symbol) if symbol == ends => return Ok(Next::Done(Expr::Symbol(ends))),
            Expr::Symbol(sym::True | sym::False) => {}
            undecided => {
                // The long way, with what has been evaluated.
                let rest = call.args[index + 1..].iter().map(|arg| super::local::instantiate(arg, slots));
                return Ok(Next::Call(std::iter::once(undecided).chain(rest).collect()));
            }
        }
    }
    Ok(Next::Done(Expr::Symbol(if ends == sym::True { sym::False } else { sym::True })))
}

fn not<'a>(ev: &mut Evaluator, call: &'a Arc<Normal>, slots: &[Expr]) -> Eval<Next<'a>> {
    let [arg] = &call.args[..] else { return Ok(Next::Standard) };
    if is_wrapped(arg) {
        return Ok(Next::Standard);
    }
    Ok(match ev.eval_in(arg, slots)? {
        Expr::Symbol(sym::True) => Next::Done(Expr::boolean(false)),
        Expr::Symbol(sym::False) => Next::Done(Expr::boolean(true)),
        other => {
            let args: Args = [other].into_iter().collect();
            Next::Call(super::arguments::spliced(args))
        }
    })
}

/// A function that is short for machine numbers.
pub(super) fn function_of(symbol: Symbol) -> Option<NumberFn> {
    FUNCTIONS.iter().find(|(known, _)| *known == symbol).map(|(_, function)| *function)
}

fn of_numbers<'a>(ev: &mut Evaluator, call: &'a Arc<Normal>, slots: &[Expr]) -> Eval<Next<'a>> {
    if call.args.iter().any(is_wrapped) {
        return Ok(Next::Standard);
    }
    let Some(function) = call.head_symbol().and_then(function_of) else { return Ok(Next::Standard) };
    let args = call.args.iter().map(|arg| ev.eval_in(arg, slots)).collect::<Eval<Args>>()?;
    Ok(match function(&args) {
        Some(value) => Next::Done(value),
        None => Next::Call(super::arguments::spliced(args)),
    })
}

/// What an increment gives back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Given {
    Old,
    New,
}

/// `x++` and its kin where `x` has a machine integer for a value.
fn step<'a>(ev: &mut Evaluator, call: &'a Arc<Normal>, by: i64, given: Given) -> Eval<Next<'a>> {
    let [Expr::Symbol(symbol)] = &call.args[..] else { return Ok(Next::Standard) };
    let Some(Expr::Integer(value)) = ev.changeable(*symbol) else { return Ok(Next::Standard) };
    let Some(new) = value.checked_add(by) else { return Ok(Next::Standard) };
    let old = std::mem::replace(value, new);
    Ok(Next::Done(Expr::Integer(if given == Given::Old { old } else { new })))
}

/// `x += dx` and its kin where `x` has a machine number for a value.
fn change<'a>(
    ev: &mut Evaluator,
    call: &'a Arc<Normal>,
    slots: &[Expr],
    operation: Arithmetic,
) -> Eval<Next<'a>> {
    let [Expr::Symbol(symbol), by] = &call.args[..] else { return Ok(Next::Standard) };
    if is_wrapped(by) || ev.changeable(*symbol).is_none() {
        return Ok(Next::Standard);
    }
    let by = ev.eval_in(by, slots)?;
    if let Some(value) = ev.changeable(*symbol)
        && let Some(new) = operation.value(value, &by)
    {
        *value = new.clone();
        return Ok(Next::Done(new));
    }
    Ok(handed_over(Expr::Symbol(*symbol), by))
}

impl Evaluator {
    /// The value of a symbol that may be changed without more ado.
    fn changeable(&mut self, symbol: Symbol) -> Option<&mut Expr> {
        if symbol.as_local().is_some() || self.has_up_values {
            return None;
        }
        let definition = self.definition_mut(symbol);
        if definition.attributes.has(super::Attributes::PROTECTED) || definition.watch.is_some() {
            return None;
        }
        definition.own_value.as_mut()
    }

    /// Whether a symbol can be set without more ado.
    pub(super) fn is_settable(&self, symbol: Symbol) -> bool {
        !self.has_up_values
            && self.definition(symbol).is_none_or(|definition| {
                !definition.attributes.has(super::Attributes::PROTECTED) && definition.watch.is_none()
            })
    }

    /// Sets a symbol to a value that has been evaluated; what follows.
    pub(super) fn set_symbol(&mut self, symbol: Symbol, value: Expr) -> Next<'static> {
        if matches!(&value, Expr::Normal(inner) if inner.has_head(sym::Sequence) || inner.has_head(sym::Unevaluated))
        {
            // `Set` has `SequenceHold`.
            return Next::Call([Expr::Symbol(symbol), value].into_iter().collect());
        }
        self.set_own_value(symbol, Some(value.clone()));
        // The assignment may have given a symbol within the value a value: `x = x + 1`.
        match &value {
            Expr::Normal(inner) if !inner.is_evaluated(self.epoch) => Next::Again(value),
            _ => Next::Done(value),
        }
    }
}

/// `x = value` for a symbol with no more than a value.
fn set<'a>(ev: &mut Evaluator, call: &'a Arc<Normal>, slots: &[Expr]) -> Eval<Next<'a>> {
    let [Expr::Symbol(symbol), value] = &call.args[..] else { return Ok(Next::Standard) };
    if symbol.as_local().is_some() || is_wrapped(value) || !ev.is_settable(*symbol) {
        return Ok(Next::Standard);
    }
    if matches!(value, Expr::Normal(call) if call.has_head(sym::Compile)) {
        ev.naming = Some(*symbol);
    }
    let value = ev.eval_in(value, slots);
    ev.naming = None;
    Ok(ev.set_symbol(*symbol, value?))
}

/// `v[[i, j]]` of a symbol whose value is a list, without handing the list around.
fn part<'a>(ev: &mut Evaluator, call: &'a Arc<Normal>, slots: &[Expr]) -> Eval<Next<'a>> {
    let [Expr::Symbol(symbol), places @ ..] = &call.args[..] else { return Ok(Next::Standard) };
    if symbol.as_local().is_some() || places.is_empty() || places.iter().any(is_wrapped) {
        return Ok(Next::Standard);
    }
    if !ev
        .definition(*symbol)
        .is_some_and(|definition| matches!(&definition.own_value, Some(Expr::Array(_) | Expr::Normal(_))))
    {
        return Ok(Next::Standard);
    }
    let mut args = Args::with_capacity(call.args.len());
    args.push(Expr::Integer(0));
    for place in places {
        args.push(ev.eval_in(place, slots)?);
    }
    if let Some(value) = ev.definition(*symbol).and_then(|definition| definition.own_value.as_ref())
        && let Some(found) = element(value, &args[1..])
    {
        return Ok(match found {
            found @ (Expr::Normal(_) | Expr::Symbol(_)) => Next::Again(found),
            found => Next::Done(found),
        });
    }
    args[0] = ev.eval_symbol(*symbol)?;
    if args.iter().any(|arg| matches!(arg, Expr::Normal(inner) if inner.has_head(sym::Sequence))) {
        args = super::arguments::spliced(args);
    }
    Ok(Next::Call(args))
}

/// The element at integer positions of a list, `None` for anything else.
fn element(value: &Expr, places: &[Expr]) -> Option<Expr> {
    match value {
        Expr::Array(tensor) => {
            let mut offset = 0;
            let dims = tensor.dims();
            if places.len() > dims.len() {
                return None;
            }
            for (place, &length) in places.iter().zip(dims) {
                offset = offset * length + position(place, length)?;
            }
            crate::with_array!(&**tensor, array => {
                if places.len() == dims.len() {
                    return Some(Expr::from(array.data()[offset]));
                }
                let inner: crate::tensor::Dims = dims[places.len()..].into();
                let stride: usize = inner.iter().product();
                let row = array.data()[offset * stride..(offset + 1) * stride].to_vec();
                crate::tensor::Array::new(inner, row).map(|row| Expr::from(crate::tensor::Tensor::from(row)))
            })
        }
        Expr::Normal(normal) if normal.has_head(sym::List) => {
            let [first, rest @ ..] = places else { return Some(value.clone()) };
            let element_here = &normal.args[position(first, normal.args.len())?];
            if rest.is_empty() { Some(element_here.clone()) } else { element(element_here, rest) }
        }
        _ => None,
    }
}

/// From 1, or from the end when negative, to an index from 0.
fn position(place: &Expr, length: usize) -> Option<usize> {
    let Expr::Integer(place) = place else { return None };
    let index = if *place > 0 {
        usize::try_from(*place).ok()? - 1
    } else if *place < 0 {
        length.checked_sub(usize::try_from(place.unsigned_abs()).ok()?)?
    } else {
        return None;
    };
    (index < length).then_some(index)
}
