//! `WhenEvent`: what is to happen where a function of the solution passes through zero.

use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::function::Function;
use super::goals::{head, residual};
use super::ode::{Unknown, names_of_state, place, plain};
use super::ode_steps::{After, Course, Slopes};
use super::real::real;

/// In which direction a function passes through zero when an event happens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Passing {
    Up,
    Down,
    Either,
}

/// An event: the function, how it passes, and what happens.
struct Event {
    function: Function,
    passing: Passing,
    /// Where in the state a new value goes, and the value.
    changes: Vec<(usize, Function)>,
    effects: Vec<Function>,
    stops: bool,
    /// The last value of the function that was not zero.
    before: Option<f64>,
}

/// The events of a system.
pub(super) struct Events(Vec<Event>);

/// Rounds of bisection between points of the course.
const ROUNDS: usize = 60;

impl Events {
    /// Reads `WhenEvent[condition, action]`; none, with a message, for one that is not understood.
    pub fn read(
        ev: &mut Evaluator,
        call: &Normal,
        unknowns: &[Unknown],
        time: Symbol,
        events: &[Expr],
    ) -> Eval<Option<Events>> {
        let names = names_of_state(unknowns, time);
        let mut all = Vec::new();
        for event in events {
            let parts = event.as_call(Symbol::new("WhenEvent")).map(|event| event.args.to_vec());
            let found = match parts.as_deref() {
                Some([condition, action, ..]) => one(ev, unknowns, time, &names, condition, action)?,
                _ => None,
            };
            match found {
                Some(event) => all.push(event),
                None => {
                    ev.message_at(head(call), "event", std::slice::from_ref(event), call.origin);
                    return Ok(None);
                }
            }
        }
        Ok(Some(Events(all)))
    }

    /// Forgets what was seen before an integration.
    pub fn begin(&mut self) {
        self.0.iter_mut().for_each(|event| event.before = None);
    }

    /// Looks for the first event between the points of the course from an index on, cuts the course there and does what is
    /// to happen.
    pub fn check(
        &mut self,
        ev: &mut Evaluator,
        course: &mut Course,
        from: usize,
        slopes: &mut Slopes,
    ) -> Eval<After> {
        if self.0.is_empty() {
            return Ok(After::Go);
        }
        for at in from..course.len() - 1 {
            let mut first: Option<(f64, usize)> = None;
            for (index, event) in self.0.iter_mut().enumerate() {
                if event.before.is_none() {
                    // After a start the sign a little way on counts: an event may have left the function at zero.
                    event.before = event.value(ev, course, at, 1e-3)?.filter(|value| *value != 0.0);
                }
                let (Some(before), Some(after)) = (event.before, event.value(ev, course, at, 1.0)?) else {
                    continue;
                };
                let passes = match event.passing {
                    Passing::Up => before < 0.0 && after >= 0.0,
                    Passing::Down => before > 0.0 && after <= 0.0,
                    Passing::Either => before * after < 0.0 || after == 0.0,
                };
                if after != 0.0 {
                    event.before = Some(after);
                }
                if !passes {
                    continue;
                }
                let (mut low, mut high) = (0.0, 1.0);
                for _ in 0..ROUNDS {
                    let middle = 0.5 * (low + high);
                    match event.value(ev, course, at, middle)? {
                        Some(value) if value * before > 0.0 => low = middle,
                        _ => high = middle,
                    }
                }
                if first.is_none_or(|(part, _)| high < part) {
                    first = Some((high, index));
                }
            }
            if let Some((part, index)) = first {
                let (time, state) = between(course, at, part);
                return self.happen(ev, course, at, (time, state), index, slopes);
            }
        }
        Ok(After::Go)
    }

    fn happen(
        &mut self,
        ev: &mut Evaluator,
        course: &mut Course,
        at: usize,
        (time, state): (f64, Vec<f64>),
        index: usize,
        slopes: &mut Slopes,
    ) -> Eval<After> {
        let point: Vec<f64> = std::iter::once(time).chain(state.iter().copied()).collect();
        let forward = course[course.len() - 1].0 > course[at].0;
        course.truncate(at + 1);
        if let Some(moves) = slopes(ev, time, &state)? {
            course.push((time, state.clone(), moves));
        }
        for effect in &self.0[index].effects {
            effect.at(ev, &point)?;
        }
        if self.0[index].stops {
            return Ok(After::Stop);
        }
        if self.0[index].changes.is_empty() {
            self.begin();
            return Ok(After::Restart);
        }
        let mut changed = state;
        for (place, value) in &self.0[index].changes {
            if let Some(value) = value.real(ev, &point)? {
                changed[*place] = value;
            }
        }
        // The new state belongs to the next machine number, so that both sides of the jump have a place.
        let next = if forward { time.next_up() } else { time.next_down() };
        if let Some(moves) = slopes(ev, next, &changed)? {
            course.push((next, changed, moves));
        }
        self.begin();
        Ok(After::Restart)
    }
}

impl Event {
    fn value(&self, ev: &mut Evaluator, course: &Course, at: usize, part: f64) -> Eval<Option<f64>> {
        let (time, state) = between(course, at, part);
        let point: Vec<f64> = std::iter::once(time).chain(state).collect();
        self.function.real(ev, &point)
    }
}

/// The cubic between two points of the course.
fn between(course: &Course, at: usize, part: f64) -> (f64, Vec<f64>) {
    let ((t0, a, p), (t1, b, q)) = (&course[at], &course[at + 1]);
    if part >= 1.0 {
        return (*t1, b.clone());
    }
    let (h, s) = (t1 - t0, 1.0 - part);
    let value = |i: usize| {
        s * s * ((1.0 + 2.0 * part) * a[i] + part * h * p[i])
            + part * part * ((1.0 + 2.0 * s) * b[i] - s * h * q[i])
    };
    (t0 + part * h, (0..a.len()).map(value).collect())
}

fn one(
    ev: &mut Evaluator,
    unknowns: &[Unknown],
    time: Symbol,
    names: &[Symbol],
    condition: &Expr,
    action: &Expr,
) -> Eval<Option<Event>> {
    let Expr::Normal(test) = condition else { return Ok(None) };
    let passing = match test.head_symbol() {
        Some(sym::Equal) => Passing::Either,
        Some(sym::Greater | sym::GreaterEqual) => Passing::Up,
        Some(sym::Less | sym::LessEqual) => Passing::Down,
        _ => return Ok(None),
    };
    let [left, right] = &test.args[..] else { return Ok(None) };
    let body = residual(&Expr::call(sym::Equal, [left.clone(), right.clone()]));
    let body = plain(&body, unknowns, time, 0);
    let function = Function::new(ev, names, body)?.quiet();
    let mut event =
        Event { function, passing, changes: Vec::new(), effects: Vec::new(), stops: false, before: None };
    let actions = match action.as_call(sym::List).or_else(|| action.as_call(sym::CompoundExpression)) {
        Some(list) => list.args.to_vec(),
        None => vec![action.clone()],
    };
    for action in actions {
        match &action {
            Expr::String(name) if name.as_str() == "StopIntegration" => event.stops = true,
            Expr::Normal(rule) if rule.has_head(sym::Rule) && rule.args.len() == 2 => {
                let target = plain(&rule.args[0], unknowns, time, 0);
                let value = plain(&rule.args[1], unknowns, time, 0);
                let mut known = false;
                for (index, unknown) in unknowns.iter().enumerate() {
                    for order in 0..unknown.order {
                        if unknown.stand_in(order) != target {
                            continue;
                        }
                        known = true;
                        let at = place(unknowns, index, order);
                        let parts: usize = unknown.dims.iter().product();
                        for part in 0..parts {
                            let value = if unknown.dims.is_empty() {
                                value.clone()
                            } else {
                                let flat = Expr::call(sym::Flatten, [value.clone()]);
                                let index = i64::try_from(part + 1).unwrap_or(i64::MAX);
                                Expr::call(sym::Part, [flat, Expr::Integer(index)])
                            };
                            event.changes.push((at + part, Function::evaluated(names, value)));
                        }
                    }
                }
                if !known {
                    return Ok(None);
                }
            }
            Expr::Symbol(_) | Expr::Normal(_) => {
                event.effects.push(Function::evaluated(names, plain(&action, unknowns, time, 0)));
            }
            other if real(other).is_some() => {}
            _ => return Ok(None),
        }
    }
    Ok(Some(event))
}
