//! Model time: how long a step takes, and conditions on times as tests of whole numbers.
//!
//! A pass takes as long as the greatest time that divides all repetitions, and each of its steps the same share of it;
//! without repetitions a step takes a millisecond. Times are counted in the largest unit of which all are multiples.

use scheelite_runtime::Expr;

use super::Lowering;
use super::node::all_of;
use super::program::integer;
use super::{Counter, Level};
use crate::composition::condition::{Bound, Condition, TimeInterval};
use crate::composition::emit::{binary, call};
use crate::composition::model::{ModelError, Result};

/// What the clock of a level counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// Parts of a nanosecond that one of its ticks takes, as a fraction.
    ticks: (i128, i128),
    /// Ticks of a step.
    pub step: i64,
    /// Ticks at which the first trial starts.
    pub start: i64,
}

/// Times beyond this, in milliseconds, are refused: some three years.
const LATEST: f64 = 1e11;

fn nanoseconds(milliseconds: f64) -> Result<i128> {
    let whole = (milliseconds * 1e6).round();
    if !(0.0..=LATEST * 1e6).contains(&whole) || (whole - milliseconds * 1e6).abs() > 1e-3 {
        return Err(ModelError::new(
            "bad-condition",
            format!("a time of {milliseconds} ms is not a whole number of nanoseconds, below {LATEST:e} ms"),
        ));
    }
    Ok(whole as i128)
}

fn greatest_divisor(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// Times that conditions name.
#[derive(Default)]
struct Times {
    repeats: Vec<i128>,
    edges: Vec<i128>,
    /// The earliest time that each condition waits for; 0 when it waits for none.
    first: Vec<i128>,
}

impl Times {
    fn gather(&mut self, condition: &Condition) -> Result<()> {
        match condition {
            Condition::Not(inner) | Condition::NWhen(inner, _) => self.gather(inner),
            Condition::All(all) | Condition::Any(all) => all.iter().try_for_each(|inner| self.gather(inner)),
            Condition::TimeInterval(interval) => {
                if let Some(repeat) = interval.repeat {
                    self.repeats.push(nanoseconds(repeat)?);
                }
                self.edge(&[interval.start, interval.end])
            }
            Condition::TimeTermination(at, bound) => self.edge(&[Some((*at, *bound))]),
            _ => Ok(()),
        }
    }

    fn edge(&mut self, edges: &[Option<(f64, Bound)>]) -> Result<()> {
        let mut fixed: Option<i128> = None;
        for (at, bound) in edges.iter().flatten() {
            let at = nanoseconds(*at)?;
            self.edges.push(at);
            if *bound == Bound::Inclusive {
                fixed = Some(fixed.map_or(at, |earlier| earlier.min(at)));
            }
        }
        self.first.push(fixed.unwrap_or(0));
        Ok(())
    }
}

impl Clock {
    /// The clock of a level; `None` when no condition looks at model time.
    pub fn of(level: &Level<'_>) -> Result<Option<Clock>> {
        let mut times = Times::default();
        let model = level.model;
        for condition in level.conditions.iter().chain(&model.trial_end).chain(&model.run_end) {
            if condition.is_absolute() {
                times.gather(condition)?;
            }
        }
        if times.first.is_empty() {
            return Ok(None);
        }
        if times.repeats.contains(&0) {
            return Err(ModelError::new("bad-condition", "a time that is repeated every 0 ms"));
        }
        // Times are multiples of a nanosecond's share of a step.
        let (pass, steps) = match times.repeats.iter().copied().reduce(greatest_divisor) {
            None => (1_000_000, 1),
            Some(pass) => (pass, level.graph.sets.len().max(1) as i128),
        };
        let start = times.first.iter().copied().min().unwrap_or(0) * steps;
        let all = times.repeats.iter().chain(&times.edges).map(|time| time * steps);
        let unit = all.chain([start]).fold(pass, greatest_divisor);
        let ticks = |time: i128| i64::try_from(time / unit).unwrap_or(i64::MAX);
        Ok(Some(Clock { ticks: (steps, unit), step: ticks(pass), start: ticks(start) }))
    }

    fn at(&self, milliseconds: f64) -> Result<Expr> {
        let ticks = nanoseconds(milliseconds)? * self.ticks.0 / self.ticks.1;
        Ok(Expr::Integer(i64::try_from(ticks).unwrap_or(i64::MAX)))
    }
}

impl Lowering<'_, '_> {
    /// The clock of a level whose conditions look at one.
    pub(super) fn clock(&self, number: usize) -> Result<Clock> {
        let clock = Clock::of(&self.levels[number])?;
        clock.ok_or_else(|| ModelError::new("bad-condition", "a time outside the conditions of a model"))
    }

    /// `TimeInterval` as a test.
    pub(super) fn interval(
        &mut self,
        number: usize,
        owner: Option<usize>,
        interval: &TimeInterval,
    ) -> Result<Expr> {
        let clock = self.clock(number)?;
        let time = self.counter(number, Counter::Time);
        let mut tests = Vec::new();
        if let Some(repeat) = interval.repeat {
            // Nodes of later sets of a pass come later by one step each.
            let sets = &self.levels[number].graph.sets;
            let set = owner.and_then(|owner| sets.iter().position(|set| set.contains(&owner))).unwrap_or(0);
            let offset = clock.step.saturating_mul(i64::try_from(set).unwrap_or(i64::MAX));
            let since =
                if offset == 0 { time.clone() } else { binary("Subtract", &time, &Expr::Integer(offset)) };
            tests.push(binary("Equal", &binary("Mod", &since, &clock.at(repeat)?), &integer(0)));
        }
        if let Some((start, bound)) = interval.start {
            let head = if bound == Bound::Inclusive { "GreaterEqual" } else { "Greater" };
            tests.push(binary(head, &time, &clock.at(start)?));
        }
        if let Some((end, bound)) = interval.end {
            let head = if bound == Bound::Inclusive { "LessEqual" } else { "Less" };
            tests.push(binary(head, &time, &clock.at(end)?));
        }
        Ok(all_of(tests))
    }

    /// `TimeTermination` as a test.
    pub(super) fn termination(&mut self, number: usize, at: f64, bound: Bound) -> Result<Expr> {
        let clock = self.clock(number)?;
        let time = self.counter(number, Counter::Time);
        let head = if bound == Bound::Inclusive { "GreaterEqual" } else { "Greater" };
        Ok(binary(head, &time, &clock.at(at)?))
    }

    /// Moves the clock to the first time that a condition waits for, when all wait for one.
    pub(super) fn start_clock(&mut self, number: usize) -> Result<()> {
        let Some(clock) = Clock::of(&self.levels[number])?.filter(|clock| clock.start > 0) else {
            return Ok(());
        };
        let time = self.counter(number, Counter::Time);
        let start = Expr::Integer(clock.start);
        self.emitter.push(call("If", [binary("Less", &time, &start), call("Set", [time.clone(), start])]));
        Ok(())
    }
}
