//! Loops as candidates: which form each takes for the compiler, and what is known of its value.

use scheelite_runtime::eval::Evaluator;
use scheelite_runtime::tensor::Tensor;
use scheelite_runtime::{Expr, Scalar, Symbol, Type, sym};

use super::strict::{Kind, Strict};
use super::{Candidate, Effect};

/// The candidate for a call of `head`; none when the evaluator has to run it.
pub(super) fn candidate(ev: &Evaluator, head: Symbol, args: &[Expr]) -> Option<Candidate> {
    let mut strict = Strict::new(ev);
    let (body, result, effect) = match (head, args) {
        (sym::Map, [f, list]) => map(&mut strict, f, list)?,
        (sym::Select, [list, test]) => select(&mut strict, list, test)?,
        (sym::Nest | sym::NestList | sym::FixedPoint, [f, first, count]) => {
            nest(&mut strict, head, f, first, count)?
        }
        (sym::Fold | sym::FoldList, [f, first, list]) => fold(&mut strict, head, f, first, list)?,
        (sym::Array, [f, lengths, origins]) => array(&mut strict, f, lengths, origins)?,
        (sym::Table, [body, specs @ ..]) => table(&mut strict, body, specs)?,
        (sym::Sum | sym::Product, [body, spec]) => sum(&mut strict, head, body, spec)?,
        (sym::Do, [body, specs @ ..]) => repeat(&mut strict, body, specs)?,
        _ => return None,
    };
    let Strict { arguments, hides_overflow, .. } = strict;
    Some(Candidate { body, hides_overflow, arguments, result, effect })
}

type Form = (Expr, Type, Effect);

fn scalar(kind: Kind) -> Option<Scalar> {
    match kind {
        Kind::Integer => Some(Scalar::Integer),
        Kind::Real => Some(Scalar::Real),
        _ => None,
    }
}

/// The elements of a packed vector.
fn element(list: &Expr) -> Option<Kind> {
    match list {
        Expr::Array(tensor) if tensor.rank() == 1 => match &**tensor {
            Tensor::Integer(_) => Some(Kind::Integer),
            Tensor::Real(_) => Some(Kind::Real),
            Tensor::Complex(_) => None,
        },
        _ => None,
    }
}

/// A pure function over typed arguments as `Function[{names}, body]`, and the kind of its value.
fn function(strict: &mut Strict, f: &Expr, arguments: &[(Kind, bool)]) -> Option<(Expr, Kind)> {
    let names: Vec<Symbol> = arguments.iter().map(|_| strict.fresh()).collect();
    let bound = names.iter().zip(arguments);
    let function = f.as_call(sym::Function);
    let body = match function.map(|function| &function.args[..]) {
        None => Expr::call(f.clone(), names.iter().map(|&name| Expr::Symbol(name))),
        Some([body]) => {
            let slots = bound.map(|(&name, &(kind, finite))| (name, kind, finite)).collect();
            let typed = strict.with_slots(slots, |strict| strict.value(body))?;
            return Some((with_parameters(names, typed.expr), typed.kind));
        }
        Some([parameters, body]) => {
            let single = [parameters.clone()];
            let parameters = parameters.as_call(sym::List).map_or(&single[..], |list| &list.args[..]);
            if parameters.len() > arguments.len() {
                return None;
            }
            let parameters = parameters.iter().map(Expr::as_symbol).collect::<Option<Vec<Symbol>>>()?;
            for (index, &parameter) in parameters.iter().enumerate() {
                let (kind, finite) = arguments[index];
                strict.bind(parameter, kind, finite, false);
            }
            let typed = strict.value(body)?;
            strict.unbind(parameters.len());
            let rest = names.into_iter().skip(parameters.len());
            return Some((with_parameters(parameters.into_iter().chain(rest), typed.expr), typed.kind));
        }
        Some(_) => return None,
    };
    for (&name, &(kind, finite)) in names.iter().zip(arguments) {
        strict.bind(name, kind, finite, false);
    }
    let typed = strict.value(&body)?;
    strict.unbind(names.len());
    Some((with_parameters(names, typed.expr), typed.kind))
}

fn with_parameters(names: impl IntoIterator<Item = Symbol>, body: Expr) -> Expr {
    Expr::call(sym::Function, [Expr::list(names.into_iter().map(Expr::Symbol)), body])
}

fn map(strict: &mut Strict, f: &Expr, list: &Expr) -> Option<Form> {
    let of = element(list)?;
    let (f, kind) = function(strict, f, &[(of, true)])?;
    let list = strict.argument(Type::Of(scalar(of)?, 1), list.clone());
    Some((Expr::call(sym::Map, [f, list]), Type::Of(scalar(kind)?, 1), Effect::Value))
}

fn select(strict: &mut Strict, list: &Expr, test: &Expr) -> Option<Form> {
    let of = element(list)?;
    let (test, kind) = function(strict, test, &[(of, true)])?;
    if kind != Kind::Boolean {
        return None;
    }
    let ty = Type::Of(scalar(of)?, 1);
    let list = strict.argument(ty, list.clone());
    Some((Expr::call(sym::Select, [list, test]), ty, Effect::Value))
}

/// A number as an argument.
fn number(strict: &mut Strict, value: &Expr) -> Option<(Expr, Kind)> {
    let kind = match value {
        Expr::Integer(_) => Kind::Integer,
        Expr::Real(_) => Kind::Real,
        _ => return None,
    };
    Some((strict.argument(Type::Of(scalar(kind)?, 0), value.clone()), kind))
}

fn nest(strict: &mut Strict, head: Symbol, f: &Expr, first: &Expr, count: &Expr) -> Option<Form> {
    let (first, of) = number(strict, first)?;
    let (f, kind) = function(strict, f, &[(of, false)])?;
    let (count, Kind::Integer) = number(strict, count)? else { return None };
    let ty = Type::Of(scalar(of)?, u8::from(head == sym::NestList));
    (kind == of).then(|| (Expr::call(head, [f, first, count]), ty, Effect::Value))
}

fn fold(strict: &mut Strict, head: Symbol, f: &Expr, first: &Expr, list: &Expr) -> Option<Form> {
    let (first, of) = number(strict, first)?;
    let with = element(list)?;
    let (f, kind) = function(strict, f, &[(of, false), (with, true)])?;
    let list = strict.argument(Type::Of(scalar(with)?, 1), list.clone());
    let ty = Type::Of(scalar(of)?, u8::from(head == sym::FoldList));
    (kind == of).then(|| (Expr::call(head, [f, first, list]), ty, Effect::Value))
}

fn array(strict: &mut Strict, f: &Expr, lengths: &Expr, origins: &Expr) -> Option<Form> {
    let (lengths, origins) = (lengths.elements()?, origins.elements()?);
    if lengths.len() != origins.len() || lengths.contains(&Expr::Integer(0)) {
        return None;
    }
    let mut specs = Vec::new();
    let mut kinds = Vec::new();
    let mut names = Vec::new();
    for (length, origin) in lengths.iter().zip(origins.iter()) {
        let (Expr::Integer(length), Expr::Integer(origin)) = (length, origin) else { return None };
        let last = origin.checked_add(length.checked_sub(1)?)?;
        let (first, _) = number(strict, &Expr::Integer(*origin))?;
        let (last, _) = number(strict, &Expr::Integer(last))?;
        let name = strict.fresh();
        names.push(Expr::Symbol(name));
        kinds.push((Kind::Integer, true));
        specs.push(Expr::list([Expr::Symbol(name), first, last]));
    }
    let rank = u8::try_from(kinds.len()).ok()?;
    let (f, kind) = function(strict, f, &kinds)?;
    let body = Expr::call(f, names);
    let table = Expr::call(sym::Table, std::iter::once(body).chain(specs));
    Some((table, Type::Of(scalar(kind)?, rank), Effect::Value))
}

/// The iterators of a loop, bound for what follows. The bounds of the first are values.
fn iterators(strict: &mut Strict, specs: &[Expr], dependent: bool) -> Option<Vec<Expr>> {
    let mut written = Vec::new();
    let mut bound: Vec<Symbol> = Vec::new();
    for (index, spec) in specs.iter().enumerate() {
        if !dependent && bound.iter().any(|&symbol| strict.mentions(spec, symbol)) {
            return None;
        }
        let (spec, variable) =
            if index == 0 { strict.first_iterator(spec)? } else { strict.iterator(spec)? };
        written.push(spec);
        bound.extend(variable);
    }
    Some(written)
}

fn table(strict: &mut Strict, body: &Expr, specs: &[Expr]) -> Option<Form> {
    let specs = iterators(strict, specs, false)?;
    let rank = u8::try_from(specs.len()).ok()?;
    let typed = strict.value(body)?;
    let table = Expr::call(sym::Table, std::iter::once(typed.expr).chain(specs));
    Some((table, Type::Of(scalar(typed.kind)?, rank), Effect::Value))
}

fn sum(strict: &mut Strict, head: Symbol, body: &Expr, spec: &Expr) -> Option<Form> {
    let specs = iterators(strict, std::slice::from_ref(spec), false)?;
    let typed = strict.value(body)?;
    let sum = Expr::call(head, std::iter::once(typed.expr).chain(specs));
    let effect = if head == sym::Sum && typed.kind == Kind::Real { Effect::Sum } else { Effect::Value };
    Some((sum, Type::Of(scalar(typed.kind)?, 0), effect))
}

/// `Do` sets symbols that have numbers as their values: in the compiled code they are variables, whose last values the
/// symbols get when all has gone well.
fn repeat(strict: &mut Strict, body: &Expr, specs: &[Expr]) -> Option<Form> {
    strict.sets_outside = true;
    let specs = iterators(strict, specs, true)?;
    let body = strict.effect(body)?;
    let set = std::mem::take(&mut strict.outside);
    // Integers beside reals come back as reals.
    let reals = set.iter().any(|(_, kind, _)| *kind == Kind::Real);
    let of = if reals { Scalar::Real } else { Scalar::Integer };
    let starts =
        set.iter().map(|(symbol, _, start)| Expr::call(sym::Set, [Expr::Symbol(*symbol), start.clone()]));
    let starts = Expr::list(starts.collect::<Vec<Expr>>());
    let (last, ty, effect) = match &set[..] {
        [] => return None,
        [(one, ..)] => (Expr::Symbol(*one), Type::Of(of, 0), Effect::Sets(*one)),
        all => {
            let list = Expr::list(all.iter().map(|(symbol, ..)| Expr::Symbol(*symbol)));
            let symbols = all.iter().map(|(symbol, kind, _)| (*symbol, reals && *kind == Kind::Integer));
            (list, Type::Of(of, 1), Effect::SetsAll(symbols.collect()))
        }
    };
    let repeat = Expr::call(sym::Do, std::iter::once(body).chain(specs));
    let body = Expr::call(sym::CompoundExpression, [repeat, last]);
    Some((Expr::call(sym::Module, [starts, body]), ty, effect))
}
