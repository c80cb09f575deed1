//! Steps through time: the explicit method of Dormand and Prince, 5(4), and the implicit one of Radau, IIA of order 5, for
//! stiff systems (Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, II.5, and II, IV.8).

use scheelite_runtime::eval::{Eval, Evaluator};

use super::goals::Goals;
use super::linear::solve;

/// The course of a solution: time, state and slopes.
pub(super) type Course = Vec<(f64, Vec<f64>, Vec<f64>)>;

/// How fast the state moves at a time; none where that is no number.
pub(super) type Slopes<'a> = dyn FnMut(&mut Evaluator, f64, &[f64]) -> Eval<Option<Vec<f64>>> + 'a;

/// Looks at the course after each step, from the point at the index on.
pub(super) type Watch<'a> = dyn FnMut(&mut Evaluator, &mut Course, usize) -> Eval<After> + 'a;

/// What is to happen after a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// The next step.
    Go,
    /// A start from the last point of the course, which has been changed.
    Restart,
    /// Nothing more.
    Stop,
}

/// Which method makes the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Method {
    /// The explicit one until the system shows itself stiff.
    Switching,
    Explicit,
    Implicit,
}

/// Bounds on steps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Most steps.
    pub steps: usize,
    /// Longest step.
    pub largest: f64,
    /// First step, when it is given.
    pub first: Option<f64>,
}

/// Why an integration ended before its time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop {
    pub tag: &'static str,
    pub time: f64,
    pub steps: usize,
}

enum Outcome {
    Done,
    Restarted,
    Stiff,
    Failed(&'static str),
}

/// An integration under way.
struct Run<'a, 'f, 'w> {
    slopes: &'a mut Slopes<'f>,
    watch: &'a mut Watch<'w>,
    course: Course,
    end: f64,
    goals: Goals,
    limits: Limits,
    steps: usize,
    /// The step to try next.
    step: f64,
}

/// Steps from a time to another.
pub(super) fn integrate(
    ev: &mut Evaluator,
    slopes: &mut Slopes,
    watch: &mut Watch,
    (start, end): (f64, f64),
    initial: &[f64],
    (goals, limits): (Goals, Limits),
    method: Method,
) -> Eval<(Course, Option<Stop>)> {
    let Some(first) = slopes(ev, start, initial)? else {
        return Ok((Course::new(), Some(Stop { tag: "ndnum", time: start, steps: 0 })));
    };
    let course = vec![(start, initial.to_vec(), first)];
    let mut run = Run { slopes, watch, course, end, goals, limits, steps: 0, step: 0.0 };
    run.first_step();
    let mut stiff = method == Method::Implicit;
    loop {
        let outcome = if stiff { run.implicit(ev)? } else { run.explicit(ev, method == Method::Switching)? };
        match outcome {
            Outcome::Done => return Ok((run.course, None)),
            Outcome::Restarted => run.first_step(),
            Outcome::Stiff => stiff = true,
            Outcome::Failed(tag) => {
                let time = run.course.last().map_or(start, |last| last.0);
                let steps = run.steps;
                return Ok((run.course, Some(Stop { tag, time, steps })));
            }
        }
    }
}

/// Coefficients of Dormand and Prince (1980): stages, their times, and the difference of the two orders.
const STAGES: [&[f64]; 6] = [
    &[1.0 / 5.0],
    &[3.0 / 40.0, 9.0 / 40.0],
    &[44.0 / 45.0, -56.0 / 15.0, 32.0 / 9.0],
    &[19372.0 / 6561.0, -25360.0 / 2187.0, 64448.0 / 6561.0, -212.0 / 729.0],
    &[9017.0 / 3168.0, -355.0 / 33.0, 46732.0 / 5247.0, 49.0 / 176.0, -5103.0 / 18656.0],
    &[35.0 / 384.0, 0.0, 500.0 / 1113.0, 125.0 / 192.0, -2187.0 / 6784.0, 11.0 / 84.0],
];
const TIMES: [f64; 6] = [1.0 / 5.0, 3.0 / 10.0, 4.0 / 5.0, 8.0 / 9.0, 1.0, 1.0];
const ERROR: [f64; 7] =
    [71.0 / 57600.0, 0.0, -71.0 / 16695.0, 71.0 / 1920.0, -17253.0 / 339200.0, 22.0 / 525.0, -1.0 / 40.0];
/// Of the continuous solution between steps (Hairer, Norsett and Wanner, II.6).
const BETWEEN: [f64; 7] = [
    -12715105075.0 / 11282082432.0,
    0.0,
    87487479700.0 / 32700410799.0,
    -10690763975.0 / 1880347072.0,
    701980252875.0 / 199316789632.0,
    -1453857185.0 / 822651844.0,
    69997945.0 / 29380423.0,
];
/// Where the stability of the explicit method ends on the negative axis, and how often steps may reach there.
const STABLE: f64 = 3.25;
const STIFF_STEPS: usize = 15;
/// Parts of a step at which the course is kept besides its end.
const PARTS: [f64; 3] = [0.25, 0.5, 0.75];

fn combination(stages: &[Vec<f64>], weights: &[f64], index: usize) -> f64 {
    stages.iter().zip(weights).map(|(stage, weight)| stage[index] * weight).sum()
}

/// What error of a component of that size the goals allow.
fn scale(goals: Goals, x: f64) -> f64 {
    (goals.absolute + goals.relative * x.abs()).max(f64::MIN_POSITIVE)
}

impl Run<'_, '_, '_> {
    /// A first step from the sizes of the state and its slopes.
    fn first_step(&mut self) {
        let goals = self.goals;
        let Some((time, state, slopes)) = self.course.last() else { return };
        let n = state.len().max(1) as f64;
        let norm = |values: &[f64]| {
            let squares = values.iter().zip(state).map(|(v, x)| (v / scale(goals, *x)).powi(2));
            (squares.sum::<f64>() / n).sqrt()
        };
        let (size, speed) = (norm(state), norm(slopes));
        let span = (self.end - time).abs();
        let guess = if size > 1e-5 && speed > 1e-5 { 0.01 * size / speed } else { 1e-6 * span };
        self.step = self.limits.first.unwrap_or(guess.min(span / 10.0)).min(self.limits.largest);
    }

    /// The length of the next step with its sign and whether it is the last, or how the integration ends.
    fn next_length(&self) -> Result<(f64, bool), Outcome> {
        let Some((time, ..)) = self.course.last() else { return Err(Outcome::Done) };
        let direction = (self.end - time).signum();
        let left = (self.end - time).abs();
        if left == 0.0 {
            return Err(Outcome::Done);
        }
        if self.steps >= self.limits.steps {
            return Err(Outcome::Failed("mxst"));
        }
        let last = self.step >= left * (1.0 - 1e-12);
        let h = if last { self.end - time } else { self.step * direction };
        let smallest = 4.0 * f64::EPSILON * time.abs().max(f64::MIN_POSITIVE);
        // The rest of a range may be as short as it likes.
        if h.abs() <= smallest && !last || !h.is_finite() {
            return Err(Outcome::Failed("ndsz"));
        }
        Ok((h, last))
    }

    /// Takes over the points of a step.
    fn accept(&mut self, ev: &mut Evaluator, points: Course) -> Eval<After> {
        let from = self.course.len() - 1;
        self.course.extend(points);
        self.steps += 1;
        (self.watch)(ev, &mut self.course, from)
    }

    fn explicit(&mut self, ev: &mut Evaluator, switching: bool) -> Eval<Outcome> {
        let goals = self.goals;
        let (mut stiff, mut calm) = (0, 0);
        loop {
            ev.check_interrupt()?;
            let (h, last) = match self.next_length() {
                Ok(next) => next,
                Err(outcome) => return Ok(outcome),
            };
            let Some((time, state, first)) = self.course.last().cloned() else { return Ok(Outcome::Done) };
            let n = state.len();
            let mut stages = vec![first];
            let mut before = Vec::new();
            for (weights, part) in STAGES.iter().zip(TIMES) {
                let moved: Vec<f64> =
                    (0..n).map(|i| state[i] + h * combination(&stages, weights, i)).collect();
                match (self.slopes)(ev, time + part * h, &moved)? {
                    Some(stage) => stages.push(stage),
                    None => break,
                }
                if stages.len() == 6 {
                    before = moved;
                }
            }
            if stages.len() < 7 {
                // Beyond the edge of where there are numbers: come closer by smaller steps.
                self.step = h.abs() / 4.0;
                if h.abs() <= 4.0 * f64::EPSILON * time.abs().max(f64::MIN_POSITIVE) {
                    return Ok(Outcome::Failed("ndsz"));
                }
                continue;
            }
            let next: Vec<f64> = (0..n).map(|i| state[i] + h * combination(&stages, STAGES[5], i)).collect();
            let squares: f64 = (0..n)
                .map(|i| {
                    let scale = scale(goals, state[i]).max(scale(goals, next[i]));
                    (h * combination(&stages, &ERROR, i) / scale).powi(2)
                })
                .sum();
            let error = (squares / n as f64).sqrt();
            if error > 1.0 || !error.is_finite() {
                let factor = if error.is_finite() { (0.9 * error.powf(-0.2)).max(0.2) } else { 0.2 };
                self.step = h.abs() * factor;
                continue;
            }
            if switching {
                let apart = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(x, y)| (x - y).powi(2)).sum::<f64>();
                let (rise, way) = (apart(&stages[6], &stages[5]), apart(&next, &before));
                if way > 0.0 && h.abs() * (rise / way).sqrt() > STABLE {
                    calm = 0;
                    stiff += 1;
                    if stiff == STIFF_STEPS {
                        return Ok(Outcome::Stiff);
                    }
                } else {
                    calm += 1;
                    if calm == 6 {
                        stiff = 0;
                    }
                }
            }
            let mut points = Course::with_capacity(4);
            for part in PARTS {
                let rest = 1.0 - part;
                let (mut values, mut rates) = (Vec::with_capacity(n), Vec::with_capacity(n));
                for i in 0..n {
                    let rise = next[i] - state[i];
                    let bend = h * stages[0][i] - rise;
                    let twist = rise - h * stages[6][i] - bend;
                    let last = h * combination(&stages, &BETWEEN, i);
                    values.push(state[i] + part * (rise + rest * (bend + part * (twist + rest * last))));
                    let inner = twist + rest * last;
                    let middle = bend + part * inner;
                    let rate = rise + rest * middle - part * middle + part * rest * (inner - part * last);
                    rates.push(rate / h);
                }
                points.push((time + part * h, values, rates));
            }
            let there = if last { self.end } else { time + h };
            points.push((there, next, stages.swap_remove(6)));
            let factor = if error > 0.0 { (0.9 * error.powf(-0.2)).clamp(0.2, 5.0) } else { 5.0 };
            self.step = (h.abs() * factor).min(self.limits.largest);
            match self.accept(ev, points)? {
                After::Go => {}
                After::Restart => return Ok(Outcome::Restarted),
                After::Stop => return Ok(Outcome::Done),
            }
        }
    }
}

/// Rounds of Newton's method for the stages of an implicit step.
const ROUNDS: usize = 7;

impl Run<'_, '_, '_> {
    /// Derivatives of the slopes by the state, from differences.
    fn jacobian(
        &mut self,
        ev: &mut Evaluator,
        time: f64,
        state: &[f64],
        here: &[f64],
    ) -> Eval<Option<Vec<Vec<f64>>>> {
        let n = state.len();
        let mut matrix = vec![vec![0.0; n]; n];
        let mut moved = state.to_vec();
        for column in 0..n {
            let step = f64::EPSILON.sqrt() * state[column].abs().max(1e-6);
            moved[column] = state[column] + step;
            let width = moved[column] - state[column];
            let Some(there) = (self.slopes)(ev, time, &moved)? else { return Ok(None) };
            moved[column] = state[column];
            for row in 0..n {
                matrix[row][column] = (there[row] - here[row]) / width;
            }
        }
        Ok(Some(matrix))
    }

    fn implicit(&mut self, ev: &mut Evaluator) -> Eval<Outcome> {
        let root = 6f64.sqrt();
        let nodes = [(4.0 - root) / 10.0, (4.0 + root) / 10.0, 1.0];
        let a = [
            [(88.0 - 7.0 * root) / 360.0, (296.0 - 169.0 * root) / 1800.0, (-2.0 + 3.0 * root) / 225.0],
            [(296.0 + 169.0 * root) / 1800.0, (88.0 + 7.0 * root) / 360.0, (-2.0 - 3.0 * root) / 225.0],
            [(16.0 - root) / 36.0, (16.0 + root) / 36.0, 1.0 / 9.0],
        ];
        let errors = [(-13.0 - 7.0 * root) / 3.0, (-13.0 + 7.0 * root) / 3.0, -1.0 / 3.0];
        // The polynomial through the stages, by powers of the part of the step.
        let between = [
            [13.0 / 3.0 + 7.0 * root / 3.0, -23.0 / 3.0 - 22.0 * root / 3.0, 10.0 / 3.0 + 5.0 * root],
            [13.0 / 3.0 - 7.0 * root / 3.0, -23.0 / 3.0 + 22.0 * root / 3.0, 10.0 / 3.0 - 5.0 * root],
            [1.0 / 3.0, -8.0 / 3.0, 10.0 / 3.0],
        ];
        let goals = self.goals;
        let mu = 3.0 + 3f64.powf(2.0 / 3.0) - 3f64.cbrt();
        let mut known: Option<Vec<Vec<f64>>> = None;
        let mut fresh = false;
        let mut before: Option<(f64, f64)> = None;
        let mut rejected = false;
        loop {
            ev.check_interrupt()?;
            let (h, last) = match self.next_length() {
                Ok(next) => next,
                Err(outcome) => return Ok(outcome),
            };
            let Some((time, state, first)) = self.course.last().cloned() else { return Ok(Outcome::Done) };
            let n = state.len();
            if known.is_none() {
                known = self.jacobian(ev, time, &state, &first)?;
                fresh = true;
            }
            let Some(jacobian) = known.clone() else { return Ok(Outcome::Failed("ndnum")) };
            let norm = |values: &[f64]| {
                let squares =
                    values.iter().enumerate().map(|(i, v)| (v / scale(goals, state[i % n])).powi(2));
                (squares.sum::<f64>() / values.len().max(1) as f64).sqrt()
            };
            // (1 - h A x J) by rows.
            let system: Vec<Vec<f64>> = (0..3 * n)
                .map(|row| {
                    (0..3 * n)
                        .map(|column| {
                            let unit = if row == column { 1.0 } else { 0.0 };
                            unit - h * a[row / n][column / n] * jacobian[row % n][column % n]
                        })
                        .collect()
                })
                .collect();
            let tolerance = (10.0 * f64::EPSILON / self.goals.relative.max(1e-14))
                .max(self.goals.relative.sqrt().min(0.03));
            let mut z = vec![0.0; 3 * n];
            let (mut met, mut size, mut rounds) = (false, 0.0, 0);
            let Some(lu) = Lu::new(system) else {
                self.step = h.abs() / 2.0;
                known = None;
                continue;
            };
            let mut rate = 0.0;
            while rounds < ROUNDS {
                rounds += 1;
                let mut f = Vec::with_capacity(3 * n);
                for (stage, node) in nodes.iter().enumerate() {
                    let moved: Vec<f64> = (0..n).map(|i| state[i] + z[stage * n + i]).collect();
                    match (self.slopes)(ev, time + node * h, &moved)? {
                        Some(values) => f.extend(values),
                        None => break,
                    }
                }
                if f.len() < 3 * n || f.iter().any(|value| !value.is_finite()) {
                    break;
                }
                let residual: Vec<f64> = (0..3 * n)
                    .map(|row| {
                        let (stage, i) = (row / n, row % n);
                        h * (0..3).map(|k| a[stage][k] * f[k * n + i]).sum::<f64>() - z[row]
                    })
                    .collect();
                let change = lu.solve(residual);
                let now = norm(&change);
                if !now.is_finite() {
                    break;
                }
                if rounds > 1 {
                    rate = now / size;
                    let rest = (ROUNDS - rounds) as i32;
                    if rate >= 1.0 || rate.powi(rest) / (1.0 - rate) * now > tolerance {
                        break;
                    }
                }
                z.iter_mut().zip(&change).for_each(|(z, change)| *z += change);
                if now == 0.0 || rounds > 1 && rate / (1.0 - rate) * now < tolerance {
                    met = true;
                    break;
                }
                size = now;
            }
            if !met {
                if fresh {
                    self.step = h.abs() / 2.0;
                    if h.abs() <= 4.0 * f64::EPSILON * time.abs().max(f64::MIN_POSITIVE) {
                        return Ok(Outcome::Failed("ndsz"));
                    }
                }
                known = if fresh { known } else { None };
                continue;
            }
            let next: Vec<f64> = (0..n).map(|i| state[i] + z[2 * n + i]).collect();
            let pulls: Vec<f64> =
                (0..n).map(|i| (0..3).map(|k| errors[k] * z[k * n + i]).sum::<f64>() / h).collect();
            let shifted: Vec<Vec<f64>> = (0..n)
                .map(|row| (0..n).map(|c| if row == c { mu / h } else { 0.0 } - jacobian[row][c]).collect())
                .collect();
            let total = |f: &[f64]| f.iter().zip(&pulls).map(|(f, pull)| f + pull).collect::<Vec<f64>>();
            let size_of = |error: &[f64]| {
                let squares = error
                    .iter()
                    .enumerate()
                    .map(|(i, e)| (e / scale(goals, state[i]).max(scale(goals, next[i]))).powi(2));
                (squares.sum::<f64>() / n as f64).sqrt()
            };
            let Some(mut error) = solve(shifted.clone(), total(&first)) else {
                self.step = h.abs() / 2.0;
                known = None;
                continue;
            };
            let mut wrong = size_of(&error);
            if rejected && wrong > 1.0 {
                let moved: Vec<f64> = state.iter().zip(&error).map(|(x, e)| x + e).collect();
                if let Some(there) = (self.slopes)(ev, time, &moved)?
                    && let Some(better) = solve(shifted, total(&there))
                {
                    error = better;
                    wrong = size_of(&error);
                }
            }
            let safety = 0.9 * (2 * ROUNDS + 1) as f64 / (2 * ROUNDS + rounds) as f64;
            let trend = match before {
                Some((h_before, error_before)) if wrong > 0.0 => {
                    (h.abs() / h_before * (error_before / wrong).powf(0.25)).min(1.0)
                }
                _ => 1.0,
            };
            let factor = if wrong > 0.0 { trend * wrong.powf(-0.25) } else { 8.0 };
            if !wrong.is_finite() || wrong > 1.0 {
                self.step = h.abs() * if wrong.is_finite() { (safety * factor).max(0.2) } else { 0.2 };
                rejected = true;
                continue;
            }
            rejected = false;
            before = Some((h.abs(), wrong.max(1e-2)));
            let there = if last { self.end } else { time + h };
            let Some(slope) = (self.slopes)(ev, there, &next)? else { return Ok(Outcome::Failed("ndnum")) };
            let mut points = Course::with_capacity(4);
            for part in PARTS {
                let (mut values, mut rates) = (Vec::with_capacity(n), Vec::with_capacity(n));
                for i in 0..n {
                    let q: [f64; 3] =
                        std::array::from_fn(|power| (0..3).map(|k| z[k * n + i] * between[k][power]).sum());
                    values.push(state[i] + part * (q[0] + part * (q[1] + part * q[2])));
                    rates.push((q[0] + part * (2.0 * q[1] + part * 3.0 * q[2])) / h);
                }
                points.push((time + part * h, values, rates));
            }
            points.push((there, next, slope));
            let factor = (safety * factor).clamp(0.2, 10.0);
            // A matrix that still serves is kept, and with it a step that would hardly change.
            let keeps = rounds <= 2 || rate <= 1e-3;
            known = if keeps { known } else { None };
            fresh = false;
            self.step = (h.abs() * if keeps && factor < 1.2 { 1.0 } else { factor }).min(self.limits.largest);
            match self.accept(ev, points)? {
                After::Go => {}
                After::Restart => return Ok(Outcome::Restarted),
                After::Stop => return Ok(Outcome::Done),
            }
        }
    }
}

/// A matrix taken apart by elimination with row exchanges, to be solved for several right sides.
struct Lu {
    rows: Vec<Vec<f64>>,
    order: Vec<usize>,
}

impl Lu {
    fn new(mut rows: Vec<Vec<f64>>) -> Option<Lu> {
        let n = rows.len();
        let mut order: Vec<usize> = (0..n).collect();
        for column in 0..n {
            let pivot =
                (column..n).max_by(|&i, &j| rows[i][column].abs().total_cmp(&rows[j][column].abs()))?;
            if rows[pivot][column] == 0.0 || !rows[pivot][column].is_finite() {
                return None;
            }
            rows.swap(column, pivot);
            order.swap(column, pivot);
            let (above, below) = rows.split_at_mut(column + 1);
            let pivot = &above[column];
            for row in below {
                let factor = row[column] / pivot[column];
                row[column] = factor;
                if factor != 0.0 {
                    row.iter_mut().zip(pivot).skip(column + 1).for_each(|(x, y)| *x -= factor * y);
                }
            }
        }
        Some(Lu { rows, order })
    }

    fn solve(&self, right: Vec<f64>) -> Vec<f64> {
        let n = self.rows.len();
        let mut x: Vec<f64> = self.order.iter().map(|&at| right[at]).collect();
        for row in 0..n {
            let known: f64 = (0..row).map(|k| self.rows[row][k] * x[k]).sum();
            x[row] -= known;
        }
        for row in (0..n).rev() {
            let known: f64 = (row + 1..n).map(|k| self.rows[row][k] * x[k]).sum();
            x[row] = (x[row] - known) / self.rows[row][row];
        }
        x
    }
}
