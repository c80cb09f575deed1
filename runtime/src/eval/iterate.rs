//! Iterators: `{i, n}`, `{i, a, b, step}`, `{i, list}`, `{n}`, and loops over several of them.

use super::{Eval, Evaluator, Unwind};
use crate::expr::Expr;
use crate::kernels::Fault;
use crate::kernels::build::{integer_steps, real_steps};
use crate::symbol::{Symbol, sym};

/// The values that an iterator runs through.
enum Values {
    Integers {
        first: i64,
        step: i64,
        count: u64,
    },
    Reals {
        first: f64,
        step: f64,
        count: u64,
    },
    /// `first + k step` of anything that adds up.
    Sums {
        first: Expr,
        step: Expr,
        count: u64,
    },
    List(Vec<Expr>),
}

/// An iterator with its bounds evaluated.
pub(crate) struct Iterator {
    variable: Option<Symbol>,
    /// As they were evaluated, before what they stand for was found.
    bounds: Vec<Expr>,
    values: Values,
}

impl Values {
    fn count(&self) -> u64 {
        match self {
            Values::Integers { count, .. } | Values::Reals { count, .. } | Values::Sums { count, .. } => {
                *count
            }
            Values::List(list) => list.len() as u64,
        }
    }
}

impl Iterator {
    /// How many values there are.
    pub(crate) fn count(&self) -> u64 {
        self.values.count()
    }

    /// The iterator as it would be written with the values of its bounds.
    pub(crate) fn spec(&self) -> Expr {
        let variable = self.variable.map(Expr::Symbol);
        Expr::list(variable.into_iter().chain(self.bounds.iter().cloned()))
    }
}

/// How a loop over several iterators went.
pub(crate) enum Iterated {
    /// All rounds were made.
    Done,
    /// An iterator is none; a message says so.
    NoIterator,
    /// It was run elsewhere and has this value.
    Value(Expr),
}

/// What the body of a loop asks for.
pub(crate) type Body<'b> = &'b mut dyn FnMut(&mut Evaluator) -> Eval<()>;

impl Evaluator {
    /// Reads an iterator and evaluates its bounds; `None`, after a message, when it is none or its bounds are not
    /// numbers. `head` issues the messages.
    pub(crate) fn iterator(&mut self, head: Symbol, spec: &Expr) -> Eval<Option<Iterator>> {
        let list = match spec {
            Expr::Normal(list) if list.has_head(sym::List) => list.args.clone(),
            other => {
                let value = self.eval(other.clone())?;
                match value.elements() {
                    // A specification that comes out of evaluation, `Do[…, Evaluate[spec]]` for one.
                    Some(elements) if matches!(spec, Expr::Normal(_) | Expr::Symbol(_)) => {
                        elements.iter().cloned().collect()
                    }
                    _ => [value].into_iter().collect(),
                }
            }
        };
        let (variable, bounds) = match &list[..] {
            [count] => (None, std::slice::from_ref(count)),
            [variable, bounds @ ..] if bounds.len() <= 3 => {
                let symbol = match variable {
                    Expr::Symbol(symbol) => Some(*symbol),
                    _ => None,
                };
                let Some(symbol) = symbol else {
                    self.message(head, "itraw", std::slice::from_ref(variable));
                    return Ok(None);
                };
                if self.is_protected(symbol) {
                    self.message(head, "write", &[variable.clone(), spec.clone()]);
                    return Ok(None);
                }
                (Some(symbol), bounds)
            }
            _ => {
                self.message(head, "iterb", std::slice::from_ref(spec));
                return Ok(None);
            }
        };
        let bounds = bounds.iter().map(|bound| self.eval(bound.clone())).collect::<Eval<Vec<Expr>>>()?;
        let one = Expr::Integer(1);
        let values = match &bounds[..] {
            [list] if list.is_list() && variable.is_some() => {
                Some(Values::List(list.elements().map(std::borrow::Cow::into_owned).unwrap_or_default()))
            }
            [Expr::Association(association)] if variable.is_some() => {
                Some(Values::List(association.entries.values().cloned().collect()))
            }
            [last] => self.steps_between(&one, last, &one)?,
            [first, last] => self.steps_between(first, last, &one)?,
            [first, last, step] => self.steps_between(first, last, step)?,
            _ => None,
        };
        match values {
            Some(values) => Ok(Some(Iterator { variable, bounds, values })),
            None => {
                self.message(head, "iterb", std::slice::from_ref(spec));
                Ok(None)
            }
        }
    }

    fn steps_between(&mut self, first: &Expr, last: &Expr, step: &Expr) -> Eval<Option<Values>> {
        if direction_of_infinity(step).is_some() {
            return Ok(self.one_step(first, last, step)?.map(Values::List));
        }
        let endless = last.is_symbol(sym::Infinity)
            || last
                .as_call(sym::DirectedInfinity)
                .is_some_and(|inf| inf.args.first() == Some(&Expr::Integer(1)));
        match (first, last, step) {
            (Expr::Integer(first), Expr::Integer(last), Expr::Integer(step)) => {
                let Ok(count) = integer_steps(*first, *last, *step) else { return Ok(None) };
                Ok(Some(Values::Integers { first: *first, step: *step, count }))
            }
            (Expr::Integer(first), _, Expr::Integer(step)) if endless && *step > 0 => {
                Ok(Some(Values::Integers { first: *first, step: *step, count: u64::MAX }))
            }
            (Expr::Integer(first), Expr::Real(last), Expr::Integer(step)) => {
                #[expect(clippy::cast_precision_loss, reason = "only the count is taken from it")]
                let count = real_count(*first as f64, *last, *step as f64);
                Ok(count.map(|count| Values::Integers { first: *first, step: *step, count }))
            }
            _ => {
                let reals = [first, last, step].map(machine_real);
                if let [Some(a), Some(b), Some(s)] = reals
                    && [first, step].iter().any(|bound| matches!(bound, Expr::Real(_)))
                {
                    return Ok(real_count(a, b, s).map(|count| Values::Reals { first: a, step: s, count }));
                }
                self.symbolic_steps(first, last, step)
            }
        }
    }

    /// A step without end leaves the first value, where the last one is not before it.
    pub(crate) fn one_step(&mut self, first: &Expr, last: &Expr, step: &Expr) -> Eval<Option<Vec<Expr>>> {
        let (low, high) = match direction_of_infinity(step) {
            Some(true) => (first, last),
            Some(false) => (last, first),
            None => return Ok(None),
        };
        let within = self.eval(Expr::call(sym::LessEqual, [low.clone(), high.clone()]))?;
        Ok(match within {
            Expr::Symbol(sym::True) if direction_of_infinity(last).is_none() => Some(vec![first.clone()]),
            Expr::Symbol(sym::False) => Some(Vec::new()),
            _ => None,
        })
    }

    /// Exact bounds that are no integers: the count is `Floor[(last - first)/step] + 1`.
    fn symbolic_steps(&mut self, first: &Expr, last: &Expr, step: &Expr) -> Eval<Option<Values>> {
        let minus_first = Expr::call(sym::Times, [Expr::Integer(-1), first.clone()]);
        let distance = Expr::call(sym::Plus, [last.clone(), minus_first]);
        let inverse = Expr::call(sym::Power, [step.clone(), Expr::Integer(-1)]);
        let count = Expr::call(sym::Floor, [Expr::call(sym::Times, [distance, inverse])]);
        Ok(match self.eval(count)? {
            Expr::Integer(steps) => {
                let count = u64::try_from(steps).map_or(0, |steps| steps + 1);
                Some(Values::Sums { first: first.clone(), step: step.clone(), count })
            }
            _ => None,
        })
    }

    /// Runs `body` for each value of an iterator. `Continue[]` inside the body is left to the body.
    pub(crate) fn iterate(&mut self, iterator: &Iterator, body: Body<'_>) -> Eval<()> {
        let Some(variable) = iterator.variable else {
            for _ in 0..iterator.count() {
                self.check_interrupt()?;
                body(self)?;
            }
            return Ok(());
        };
        let saved = self.enter_block(variable, None);
        let result = self.iterate_values(variable, &iterator.values, body);
        self.leave_block(variable, saved);
        result
    }

    fn iterate_values(&mut self, variable: Symbol, values: &Values, body: Body<'_>) -> Eval<()> {
        match values {
            Values::Integers { first, step, count } => {
                let mut value = *first;
                for k in 0..*count {
                    self.check_interrupt()?;
                    self.step_variable(variable, Expr::Integer(value));
                    body(self)?;
                    if k + 1 < *count {
                        value = value.saturating_add(*step);
                    }
                }
            }
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
            Values::Reals { first, step, count } => {
                for k in 0..*count {
                    self.check_interrupt()?;
                    self.step_variable(variable, Expr::Real(first + k as f64 * step));
                    body(self)?;
                }
            }
            Values::Sums { first, step, count } => {
                for k in 0..*count {
                    self.check_interrupt()?;
                    let k = Expr::Integer(i64::try_from(k).unwrap_or(i64::MAX));
                    let distance = Expr::call(sym::Times, [k, step.clone()]);
                    let value = self.eval(Expr::call(sym::Plus, [first.clone(), distance]))?;
                    self.set_own_value(variable, Some(value));
                    body(self)?;
                }
            }
            Values::List(list) => {
                for value in list {
                    self.check_interrupt()?;
                    self.set_own_value(variable, Some(value.clone()));
                    body(self)?;
                }
            }
        }
        Ok(())
    }

    /// Gives a variable its next number. Once it has a value, no more than that changes.
    fn step_variable(&mut self, variable: Symbol, value: Expr) {
        match &mut self.definition_mut(variable).own_value {
            Some(old) => *old = value,
            None => {
                self.set_own_value(variable, Some(value));
            }
        }
    }

    /// Runs `body`, which evaluates `expr`, over several iterators, the last fastest; inner bounds may use outer
    /// variables. The outermost loop may have been run elsewhere: then there is its value.
    pub(crate) fn iterate_over(
        &mut self,
        head: Symbol,
        expr: &Expr,
        specs: &[Expr],
        body: Body<'_>,
    ) -> Eval<Iterated> {
        let [spec, rest @ ..] = specs else {
            body(self)?;
            return Ok(Iterated::Done);
        };
        let Some(iterator) = self.iterator(head, spec)? else { return Ok(Iterated::NoIterator) };
        if let Some(value) = self.run_elsewhere(head, expr, &iterator, rest)? {
            return Ok(Iterated::Value(value));
        }
        let good = self.iterate_from(head, &iterator, rest, body)?;
        Ok(if good { Iterated::Done } else { Iterated::NoIterator })
    }

    /// Offers a long loop to who may run it faster.
    fn run_elsewhere(
        &mut self,
        head: Symbol,
        expr: &Expr,
        iterator: &Iterator,
        rest: &[Expr],
    ) -> Eval<Option<Expr>> {
        if !self.automatic.is_long(head, iterator.count()) {
            return Ok(None);
        }
        let args: Vec<Expr> =
            [expr.clone(), iterator.spec()].into_iter().chain(rest.iter().cloned()).collect();
        self.run_automatically(head, &args)
    }

    /// Runs `body` over several iterators; `false` when an iterator is none.
    fn iterate_all(&mut self, head: Symbol, specs: &[Expr], body: Body<'_>) -> Eval<bool> {
        let [spec, rest @ ..] = specs else {
            body(self)?;
            return Ok(true);
        };
        let Some(iterator) = self.iterator(head, spec)? else { return Ok(false) };
        self.iterate_from(head, &iterator, rest, body)
    }

    /// The same with the first iterator read already.
    fn iterate_from(
        &mut self,
        head: Symbol,
        iterator: &Iterator,
        rest: &[Expr],
        body: Body<'_>,
    ) -> Eval<bool> {
        if rest.is_empty() {
            self.iterate(iterator, body)?;
            return Ok(true);
        }
        let mut good = true;
        self.iterate(iterator, &mut |ev| {
            if good {
                good = ev.iterate_all(head, rest, body)?;
            }
            Ok(())
        })?;
        Ok(good)
    }

    /// The list of the values of `expr` over iterators, packed where it can be; `None` when an iterator is none.
    pub(crate) fn table(&mut self, head: Symbol, expr: &Expr, specs: &[Expr]) -> Eval<Option<Expr>> {
        let [spec, rest @ ..] = specs else { return self.eval_in(expr, &[]).map(Some) };
        let Some(iterator) = self.iterator(head, spec)? else { return Ok(None) };
        if matches!(iterator.values, Values::Integers { count: u64::MAX, .. }) {
            self.message(head, "iterb", std::slice::from_ref(spec));
            return Ok(None);
        }
        let fits = usize::try_from(iterator.count()).is_ok_and(crate::kernels::element::fits);
        if !fits {
            return Err(self.too_big(head, iterator.count()));
        }
        if let Some(value) = self.run_elsewhere(head, expr, &iterator, rest)? {
            return Ok(Some(value));
        }
        let mut collected = Collector::default();
        let mut good = true;
        self.iterate(&iterator, &mut |ev| {
            if good {
                match ev.table(head, expr, rest)? {
                    Some(value) => {
                        if matches!(collected, Collector::Empty) {
                            ev.expect_room(head, iterator.count(), &value)?;
                        }
                        collected.push(value);
                    }
                    None => good = false,
                }
            }
            Ok(())
        })?;
        Ok(good.then(|| collected.finish()))
    }

    fn too_big(&mut self, head: Symbol, count: u64) -> Unwind {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        self.message(head, "toobig", &[Expr::Integer(count)]);
        Unwind::Abort
    }

    /// Gives up before the memory is full when rows like the first cannot all have room; rows may get shorter, so half
    /// of them must.
    fn expect_room(&mut self, head: Symbol, rows: u64, first: &Expr) -> Eval<()> {
        let Expr::Array(row) = first else { return Ok(()) };
        let elements = rows.saturating_mul(row.count() as u64);
        match usize::try_from(elements / 2).is_ok_and(crate::kernels::element::fits) {
            true => Ok(()),
            false => Err(self.too_big(head, elements)),
        }
    }
}

/// Whether it is `Infinity`, or else `-Infinity`.
fn direction_of_infinity(expr: &Expr) -> Option<bool> {
    if expr.is_symbol(sym::Infinity) {
        return Some(true);
    }
    match expr.as_call(sym::DirectedInfinity)?.args[..] {
        [Expr::Integer(direction)] => Some(direction > 0),
        _ => None,
    }
}

fn machine_real(expr: &Expr) -> Option<f64> {
    match expr {
        #[expect(clippy::cast_precision_loss, reason = "a bound beside a real")]
        Expr::Integer(value) => Some(*value as f64),
        Expr::Real(value) => Some(*value),
        Expr::Rational(value) => Some(value.to_f64().value()),
        _ => None,
    }
}

fn real_count(first: f64, last: f64, step: f64) -> Option<u64> {
    match real_steps(first, last, step) {
        Ok(count) => Some(count as u64),
        Err(Fault::Memory) => Some(u64::MAX),
        Err(_) => None,
    }
}

/// Elements of a list under construction: machine numbers of one type stay packed.
#[derive(Default)]
pub(crate) enum Collector {
    /// Nothing yet.
    #[default]
    Empty,
    /// Machine integers so far.
    Integers(Vec<i64>),
    /// Machine reals so far.
    Reals(Vec<f64>),
    /// Anything.
    Mixed(Vec<Expr>),
}

impl Collector {
    /// Adds an element. `Nothing` vanishes; a sequence is spliced.
    pub(crate) fn push(&mut self, value: Expr) {
        match (&mut *self, &value) {
            (Collector::Integers(all), Expr::Integer(value)) => return all.push(*value),
            (Collector::Reals(all), Expr::Real(value)) => return all.push(*value),
            (Collector::Empty, Expr::Integer(value)) => return *self = Collector::Integers(vec![*value]),
            (Collector::Empty, Expr::Real(value)) => return *self = Collector::Reals(vec![*value]),
            (_, Expr::Symbol(sym::Nothing)) => return,
            (_, Expr::Normal(inner)) if inner.has_head(sym::Sequence) => {
                inner.args.iter().for_each(|arg| self.push(arg.clone()));
                return;
            }
            _ => {}
        }
        let mut all: Vec<Expr> = match std::mem::take(self) {
            Collector::Empty => Vec::new(),
            Collector::Integers(all) => all.into_iter().map(Expr::Integer).collect(),
            Collector::Reals(all) => all.into_iter().map(Expr::Real).collect(),
            Collector::Mixed(all) => all,
        };
        all.push(value);
        *self = Collector::Mixed(all);
    }

    /// The list.
    pub(crate) fn finish(self) -> Expr {
        use crate::tensor::{Array, Tensor};
        match self {
            Collector::Empty => Expr::list([]),
            Collector::Integers(all) => Expr::from(Tensor::Integer(Array::vector(all))),
            Collector::Reals(all) => Expr::from(Tensor::Real(Array::vector(all))),
            Collector::Mixed(all) => {
                let list = Expr::list(all);
                match super::pack::pack(&list) {
                    Some(packed) => Expr::Array(packed),
                    None => list,
                }
            }
        }
    }
}
