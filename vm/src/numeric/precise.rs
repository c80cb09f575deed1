//! Newton's method in numbers of any kind: complex ones, and real ones of more than machine precision.

use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::goals::{Goals, head};
use super::real::real;

/// Equations to be solved.
#[derive(Clone)]
pub struct Problem<'a> {
    /// Unknowns.
    pub names: &'a [Symbol],
    /// What is to be zero, as many as there are unknowns.
    pub bodies: &'a [Expr],
    /// Decimal digits to work with, none for machine numbers.
    pub digits: Option<f64>,
    /// Evaluated wherever the functions are.
    pub monitor: Option<Expr>,
    /// Evaluated after every step.
    pub step_monitor: Option<Expr>,
    /// Most steps.
    pub most: usize,
    /// How close to come, where the caller says so.
    pub goals: Goals,
    /// Whether the caller says how close to come.
    pub chosen_goals: bool,
}

/// Digits worked with beyond those asked for.
const GUARD: f64 = 6.0;

impl Problem<'_> {
    /// Numbers of the precision worked with out of numbers of any other.
    fn number(&self, ev: &mut Evaluator, value: Expr) -> Eval {
        match self.digits {
            Some(digits) => {
                ev.eval(Expr::call(Symbol::new("SetPrecision"), [value, Expr::Real(digits + GUARD)]))
            }
            None => ev.eval(Expr::call(sym::N, [value])),
        }
    }

    fn block(&self, point: &[Expr], body: Expr) -> Expr {
        let set = self
            .names
            .iter()
            .zip(point)
            .map(|(&name, value)| Expr::call(sym::Set, [Expr::Symbol(name), value.clone()]));
        Expr::call(sym::Block, [Expr::list(set), body])
    }

    /// A list of numbers, when the body comes to one.
    fn at(&self, ev: &mut Evaluator, point: &[Expr], body: &Expr) -> Eval<Option<Vec<Expr>>> {
        let value = ev.silently(|ev| ev.eval(self.block(point, body.clone())))?;
        // Exact values such as Pi/4 are numbers of any precision; numbers are what they are.
        let numeric = value.elements().is_some_and(|parts| parts.iter().all(Expr::is_number));
        let value = match self.digits {
            Some(digits) if !numeric => ev.eval(Expr::call(sym::N, [value, Expr::Real(digits + GUARD)]))?,
            _ => value,
        };
        let value = self.number(ev, value)?;
        let parts = value.elements().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let is_number = |part: &Expr| part.is_number();
        Ok((parts.iter().all(is_number) && !parts.is_empty()).then_some(parts))
    }

    fn residuals(&self, ev: &mut Evaluator, point: &[Expr]) -> Eval<Option<Vec<Expr>>> {
        if let Some(monitor) = &self.monitor {
            ev.eval(self.block(point, monitor.clone()))?;
        }
        self.at(ev, point, &Expr::list(self.bodies.to_vec()))
    }

    /// Derivatives by the rules of the language, row by row; none where they have no values.
    fn slopes(&self, ev: &mut Evaluator, point: &[Expr]) -> Eval<Option<Vec<Expr>>> {
        let mut all = Vec::new();
        for body in self.bodies {
            for &name in self.names {
                let call = Expr::call(sym::D, [body.clone(), Expr::Symbol(name)]);
                all.push(ev.silently(|ev| ev.eval(call))?);
            }
        }
        Ok(self.at(ev, point, &Expr::list(all.clone()))?.map(|_| all))
    }

    /// The matrix of derivatives, by differences where no formula is known.
    fn matrix(
        &self,
        ev: &mut Evaluator,
        point: &[Expr],
        here: &[Expr],
        formulas: Option<&[Expr]>,
    ) -> Eval<Option<Expr>> {
        let n = self.names.len();
        if let Some(formulas) = formulas {
            let Some(all) = self.at(ev, point, &Expr::list(formulas.to_vec()))? else { return Ok(None) };
            return Ok(Some(Expr::list(all.chunks(n).map(|row| Expr::list(row.to_vec())))));
        }
        let digits = self.digits.map_or(16.0, |digits| digits + GUARD);
        let step =
            ev.eval(Expr::call(sym::Power, [Expr::Integer(10), Expr::Integer(-((digits / 2.0) as i64))]))?;
        let mut columns = Vec::new();
        for index in 0..n {
            let mut moved = point.to_vec();
            moved[index] = ev.eval(Expr::call(sym::Plus, [point[index].clone(), step.clone()]))?;
            moved[index] = self.number(ev, moved[index].clone())?;
            let Some(there) = self.at(ev, &moved, &Expr::list(self.bodies.to_vec()))? else {
                return Ok(None);
            };
            let difference = Expr::call(sym::Subtract, [Expr::list(there), Expr::list(here.to_vec())]);
            columns.push(Expr::call(sym::Divide, [difference, step.clone()]));
        }
        Ok(Some(ev.eval(Expr::call(sym::Transpose, [Expr::list(columns)]))?))
    }
}

fn norm(ev: &mut Evaluator, values: &[Expr]) -> Eval<f64> {
    let norm = ev.eval(Expr::call(sym::N, [Expr::call(sym::Norm, [Expr::list(values.to_vec())])]))?;
    // What is less than any machine number is zero for a comparison.
    Ok(match &norm {
        Expr::BigReal(value) => value.value.to_f64().value(),
        other => real(other).unwrap_or(f64::INFINITY),
    })
}

/// The size of a number as the power of ten, so that sizes beyond machine numbers compare.
fn magnitude(ev: &mut Evaluator, values: &[Expr]) -> Eval<f64> {
    let norm = Expr::call(sym::Norm, [Expr::list(values.to_vec())]);
    let log = ev.silently(|ev| ev.eval(Expr::call(sym::N, [Expr::call(sym::Log10, [norm])])))?;
    Ok(real(&log).unwrap_or(f64::NEG_INFINITY))
}

/// The point where all is zero, or the best one found with a message.
pub fn solve(
    ev: &mut Evaluator,
    call: &Normal,
    problem: &Problem,
    start: Vec<Expr>,
) -> Eval<Option<Vec<Expr>>> {
    let n = problem.names.len();
    let say =
        |ev: &mut Evaluator, tag: &str, args: &[Expr]| ev.message_at(head(call), tag, args, call.origin);
    let mut exact = Vec::new();
    if let Some(digits) = problem.digits {
        let all = Expr::list(problem.bodies.to_vec());
        let precision = ev.eval(Expr::call(Symbol::new("Precision"), [all.clone()]))?;
        let low = match &precision {
            Expr::Symbol(symbol) if *symbol == sym::MachinePrecision => true,
            other => real(other).is_some_and(|precision| precision < digits - 0.5),
        };
        if low {
            let shown = if n == 1 { problem.bodies[0].clone() } else { all };
            say(ev, "precw", &[shown, Expr::Real(digits)]);
            // Machine numbers in the equations are taken to be exactly what they are.
            let r = || Expr::Symbol(Symbol::new("System`Private`r"));
            let blank = Expr::call(sym::Blank, [Expr::Symbol(sym::Real)]);
            let pattern = Expr::call(sym::Pattern, [r(), blank]);
            let infinite = Expr::call(Symbol::new("SetPrecision"), [r(), Expr::Symbol(sym::Infinity)]);
            let rule = Expr::call(sym::RuleDelayed, [pattern, infinite]);
            for body in problem.bodies {
                exact.push(
                    ev.silently(|ev| ev.eval(Expr::call(sym::ReplaceAll, [body.clone(), rule.clone()])))?,
                );
            }
        }
    }
    let problem =
        &if exact.is_empty() { problem.clone() } else { Problem { bodies: &exact, ..problem.clone() } };
    let mut point = Vec::new();
    for value in start {
        point.push(problem.number(ev, value)?);
    }
    let names = Expr::list(problem.names.iter().map(|&name| Expr::Symbol(name)));
    let Some(mut here) = problem.residuals(ev, &point)?.filter(|here| here.len() == n) else {
        let value = ev.silently(|ev| ev.eval(problem.block(&point, Expr::list(problem.bodies.to_vec()))))?;
        if value.length() != n {
            let count = |n: usize| Expr::Integer(i64::try_from(n).unwrap_or(i64::MAX));
            say(ev, "nveq", &[count(value.length()), count(n)]);
        } else {
            let count = Expr::list([Expr::Integer(i64::try_from(n).unwrap_or(i64::MAX))]);
            say(ev, "nlnum", &[value, count, names, Expr::list(point)]);
        }
        return Ok(None);
    };
    let formulas = problem.slopes(ev, &point)?;
    let digits = problem.digits.unwrap_or(15.95);
    // A step of half the digits is followed by one that leaves all of them right.
    let (relative, absolute) = if problem.chosen_goals {
        (problem.goals.relative.log10(), problem.goals.absolute.max(1e-300).log10())
    } else {
        (-digits / 1.9, -digits / 1.9)
    };
    let mut last = false;
    for round in 0..problem.most {
        ev.check_interrupt()?;
        let size = magnitude(ev, &here)?;
        if size == f64::NEG_INFINITY {
            break;
        }
        let matrix = problem.matrix(ev, &point, &here, formulas.as_deref())?;
        let step = match matrix {
            Some(matrix) if n == 1 => {
                let slope = ev.eval(Expr::call(sym::Part, [matrix, Expr::Integer(1), Expr::Integer(1)]))?;
                let step = Expr::call(sym::Divide, [here[0].clone(), slope]);
                let step = ev.silently(|ev| ev.eval(step))?;
                step.is_number().then(|| vec![step])
            }
            Some(matrix) => {
                let call = Expr::call(sym::LinearSolve, [matrix, Expr::list(here.clone())]);
                let step = ev.silently(|ev| ev.eval(call))?;
                step.elements().map(std::borrow::Cow::into_owned)
            }
            None => None,
        };
        let Some(step) = step.filter(|step| step.len() == n) else {
            say(ev, "jsing", &[]);
            return rounded(ev, problem, point).map(Some);
        };
        let before = norm(ev, &here)?;
        let mut part = Expr::Integer(1);
        let mut next = None;
        for _ in 0..40 {
            let mut moved = Vec::with_capacity(n);
            for (value, step) in point.iter().zip(&step) {
                let by = Expr::call(sym::Times, [part.clone(), step.clone()]);
                let value = ev.eval(Expr::call(sym::Subtract, [value.clone(), by]))?;
                moved.push(problem.number(ev, value)?);
            }
            if let Some(there) = problem.residuals(ev, &moved)? {
                let after = norm(ev, &there)?;
                if after <= before || last {
                    next = Some((moved, there));
                    break;
                }
            }
            part = ev.eval(Expr::call(sym::Divide, [part, Expr::Integer(2)]))?;
        }
        let small = magnitude(ev, &step)? <= (relative + magnitude(ev, &point)?).max(absolute);
        let Some((moved, there)) = next else {
            if !small {
                say(ev, "lstol", &[]);
            }
            return rounded(ev, problem, point).map(Some);
        };
        (point, here) = (moved, there);
        if let Some(monitor) = &problem.step_monitor {
            ev.eval(problem.block(&point, monitor.clone()))?;
        }
        if last || small && problem.chosen_goals {
            return rounded(ev, problem, point).map(Some);
        }
        last = small;
        if round + 1 == problem.most {
            let most = Expr::Integer(i64::try_from(problem.most).unwrap_or(i64::MAX));
            say(ev, "cvmit", &[most]);
        }
    }
    rounded(ev, problem, point).map(Some)
}

/// The point in the precision asked for.
fn rounded(ev: &mut Evaluator, problem: &Problem, point: Vec<Expr>) -> Eval<Vec<Expr>> {
    let Some(digits) = problem.digits else { return Ok(point) };
    point
        .into_iter()
        .map(|value| ev.eval(Expr::call(Symbol::new("SetPrecision"), [value, Expr::Real(digits)])))
        .collect()
}
