//! `NIntegrate`: adaptive Gauss-Kronrod rules, double-exponential rules where the ends are singular, infinite ranges.

use std::sync::Arc;

use num_complex::Complex64;
use scheelite_runtime::eval::{Eval, Evaluator, Reply};
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use super::function::{Function, complex};
use super::goals::{self, Goals, bound, count, head, split, symbolic};
use super::oscillating;

/// Nodes of the 21-point Kronrod rule on [0, 1], weights of it and of the 10-point Gauss rule inside (QUADPACK, qk21).
const NODES: [(f64, f64, f64); 11] = [
    (0.995_657_163_025_808_1, 0.011_694_638_867_371_874, 0.0),
    (0.973_906_528_517_171_7, 0.032_558_162_307_964_725, 0.066_671_344_308_688_14),
    (0.930_157_491_355_708_2, 0.054_755_896_574_351_995, 0.0),
    (0.865_063_366_688_984_5, 0.075_039_674_810_919_96, 0.149_451_349_150_580_6),
    (0.780_817_726_586_416_9, 0.093_125_454_583_697_6, 0.0),
    (0.679_409_568_299_024_4, 0.109_387_158_802_297_64, 0.219_086_362_515_982_04),
    (0.562_757_134_668_604_7, 0.123_491_976_262_065_84, 0.0),
    (0.433_395_394_129_247_2, 0.134_709_217_311_473_34, 0.269_266_719_309_996_35),
    (0.294_392_862_701_460_2, 0.142_775_938_577_060_09, 0.0),
    (0.148_874_338_981_631_22, 0.147_739_104_901_338_49, 0.295_524_224_714_752_87),
    (0.0, 0.149_445_554_002_916_9, 0.0),
];

/// How a piece of the range was mapped from the variable.
#[derive(Clone, Copy)]
enum Map {
    /// As it is.
    Plain,
    /// `x = a + t/(1 - t)`.
    Up(f64),
    /// `x = b - t/(1 - t)`.
    Down(f64),
}

impl Map {
    /// The place in the range and how fast it moves.
    fn at(self, t: f64) -> (f64, f64) {
        let scale = 1.0 / ((1.0 - t) * (1.0 - t));
        match self {
            Map::Plain => (t, 1.0),
            Map::Up(a) => (a + t / (1.0 - t), scale),
            Map::Down(b) => (b - t / (1.0 - t), scale),
        }
    }
}

/// Values at a place of the variable under way; `None` where there is no number.
pub(super) type Integrand<'a> = dyn FnMut(&mut Evaluator, f64) -> Eval<Option<Complex64>> + 'a;

/// A piece of the range with what is known of it.
#[derive(Clone, Copy)]
struct Piece {
    map: Map,
    low: f64,
    high: f64,
    value: Complex64,
    error: f64,
    /// The integral of the absolute value, which tells how much rounding may cost.
    size: f64,
    depth: usize,
    /// Whether it touches the lower and upper end of a whole range.
    ends: [bool; 2],
}

/// An integral with how far it may be off.
pub struct Estimate {
    /// The value.
    pub value: Complex64,
    /// Estimated absolute error.
    pub error: f64,
    /// Whether the goal was met.
    pub met: bool,
    /// Whether the integrand had a value anywhere.
    pub numeric: bool,
    /// Where the worst piece lies.
    pub worst: f64,
}

/// Integrates a piece; whether the integrand had values, and a place where it had none.
fn kronrod(ev: &mut Evaluator, f: &mut Integrand, piece: &mut Piece) -> Eval<(bool, Option<f64>)> {
    let (middle, half) = ((piece.low + piece.high) / 2.0, (piece.high - piece.low) / 2.0);
    let (mut fine, mut coarse, mut size) = (Complex64::ZERO, Complex64::ZERO, 0.0);
    let (mut seen, mut hole) = (false, None);
    for (node, weight, gauss) in NODES {
        for sign in if node == 0.0 { &[1.0][..] } else { &[-1.0, 1.0][..] } {
            let (x, speed) = piece.map.at(middle + sign * node * half);
            let value = f(ev, x)?;
            seen |= value.is_some();
            if value.is_none() {
                hole = Some(middle + sign * node * half);
            }
            let value = value.unwrap_or(Complex64::ZERO) * speed;
            if value.re.is_finite() && value.im.is_finite() {
                fine += value * weight;
                coarse += value * gauss;
                size += value.norm() * weight;
            }
        }
    }
    piece.value = fine * half;
    piece.size = size * half;
    // The Gauss rule is far worse than the Kronrod rule; the power brings its error near the true one (QUADPACK).
    let difference = (fine - coarse).norm() * half;
    piece.error = if difference > 0.0 && piece.size > 0.0 {
        piece.size * (200.0 * difference / piece.size).powf(1.5).min(1.0).min(200.0 * difference / piece.size)
    } else {
        0.0
    };
    Ok((seen, hole.filter(|_| seen)))
}

/// The double-exponential rule, for pieces with a singular end (Takahasi and Mori, 1974).
fn double_exponential(ev: &mut Evaluator, f: &mut Integrand, piece: &mut Piece) -> Eval<()> {
    let half = (piece.high - piece.low) / 2.0;
    let mut sums = [Complex64::ZERO; 2];
    let mut size = 0.0;
    const STEP: f64 = 1.0 / 16.0;
    for index in -64i32..=64 {
        let t = f64::from(index) * STEP;
        let s = std::f64::consts::FRAC_PI_2 * t.sinh();
        // Distance from the nearer end: 1 - tanh(s), exact even when it is tiny.
        let away = half * 2.0 / (1.0 + (2.0 * s.abs()).exp());
        let x = if index < 0 { piece.low + away } else { piece.high - away };
        if x <= piece.low || x >= piece.high {
            continue;
        }
        let weight = half * std::f64::consts::FRAC_PI_2 * t.cosh() / (s.cosh() * s.cosh()) * STEP;
        let (place, speed) = piece.map.at(x);
        let value = f(ev, place)?.unwrap_or(Complex64::ZERO) * speed * weight;
        if value.re.is_finite() && value.im.is_finite() {
            sums[0] += value;
            if index % 2 == 0 {
                sums[1] += value * 2.0;
            }
            size += value.norm();
        }
    }
    let difference = (sums[0] - sums[1]).norm();
    let error = if size > 0.0 { size * (difference / size).powf(1.7).min(1.0) } else { 0.0 };
    if error < piece.error && size.is_finite() {
        (piece.value, piece.error, piece.size) = (sums[0], error, size);
    }
    Ok(())
}

/// Integrates over a range cut at places, by halving the piece with the largest error until the goal is met.
pub fn integrate(
    ev: &mut Evaluator,
    f: &mut Integrand,
    places: &[f64],
    goals: Goals,
    most: usize,
) -> Eval<Estimate> {
    let mut pieces: Vec<Piece> = Vec::new();
    let piece = |map, low, high| Piece {
        map,
        low,
        high,
        value: Complex64::ZERO,
        error: 0.0,
        size: 0.0,
        depth: 0,
        ends: [true, true],
    };
    let mut sign = 1.0;
    for pair in places.windows(2) {
        let (from, to) = if pair[0] <= pair[1] { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
        if pair[0] > pair[1] {
            sign = -1.0;
        }
        match (from.is_finite(), to.is_finite()) {
            (true, true) if from < to => pieces.push(piece(Map::Plain, from, to)),
            (true, false) => pieces.push(piece(Map::Up(from), 0.0, 1.0)),
            (false, true) => pieces.push(piece(Map::Down(to), 0.0, 1.0)),
            (false, false) if from < to => {
                pieces.extend([piece(Map::Down(0.0), 0.0, 1.0), piece(Map::Up(0.0), 0.0, 1.0)]);
            }
            _ => {}
        }
    }
    let mut numeric = pieces.is_empty();
    let mut whole = std::mem::take(&mut pieces);
    for piece in &mut whole {
        let (seen, hole) = kronrod(ev, f, piece)?;
        numeric |= seen;
        // A place inside without a value is an end of two pieces, so that what is singular there is found out.
        match hole.filter(|&hole| piece.low < hole && hole < piece.high) {
            Some(hole) => {
                for mut part in [Piece { high: hole, ..*piece }, Piece { low: hole, ..*piece }] {
                    kronrod(ev, f, &mut part)?;
                    pieces.push(part);
                }
            }
            None => pieces.push(*piece),
        }
    }
    let mut met = pieces.is_empty();
    for _ in 0..most {
        ev.check_interrupt()?;
        let value: Complex64 = pieces.iter().map(|piece| piece.value).sum();
        let error: f64 = pieces.iter().map(|piece| piece.error).sum();
        let size: f64 = pieces.iter().map(|piece| piece.size).sum();
        let goal = (goals.relative * value.norm()).max(goals.absolute).max(20.0 * f64::EPSILON * size);
        met = error <= goal && size.is_finite();
        let worst = (0..pieces.len()).max_by(|&i, &j| pieces[i].error.total_cmp(&pieces[j].error));
        let Some(worst) = worst.filter(|_| !met) else { break };
        let old = pieces[worst];
        let middle = (old.low + old.high) / 2.0;
        if !(old.low < middle && middle < old.high) {
            // Nothing left to halve.
            pieces[worst].error = 0.0;
            continue;
        }
        let depth = old.depth + 1;
        let mut low = Piece { high: middle, depth, ends: [old.ends[0], false], ..old };
        let mut high = Piece { low: middle, depth, ends: [false, old.ends[1]], ..old };
        for half in [&mut low, &mut high] {
            kronrod(ev, f, half)?;
            if half.depth >= 5 && (half.ends[0] || half.ends[1]) {
                double_exponential(ev, f, half)?;
            }
        }
        pieces[worst] = low;
        pieces.push(high);
    }
    let worst = pieces.iter().max_by(|a, b| a.error.total_cmp(&b.error));
    Ok(Estimate {
        value: sign * pieces.iter().map(|piece| piece.value).sum::<Complex64>(),
        error: pieces.iter().map(|piece| piece.error).sum(),
        met,
        numeric,
        worst: worst.map_or(0.0, |piece| piece.map.at((piece.low + piece.high) / 2.0).0),
    })
}

/// A variable and the ends of its range, which may depend on variables before it.
struct Range {
    name: Symbol,
    places: Vec<Function>,
    fixed: Option<Vec<f64>>,
}

/// Methods known by name. What is asked of most of them, the rules here give too.
const METHODS: &[&str] = &[
    "AdaptiveMonteCarlo",
    "AdaptiveQuasiMonteCarlo",
    "Automatic",
    "CartesianRule",
    "ClenshawCurtisRule",
    "DoubleExponential",
    "DoubleExponentialOscillatory",
    "DuffyCoordinates",
    "EvenOddSubdivision",
    "ExtrapolatingOscillatory",
    "GaussBerntsenEspelidRule",
    "GaussKronrodRule",
    "GlobalAdaptive",
    "LevinRule",
    "LobattoKronrodRule",
    "LocalAdaptive",
    "MonteCarlo",
    "MonteCarloRule",
    "MultidimensionalRule",
    "MultipanelRule",
    "NewtonCotesRule",
    "PrincipalValue",
    "QuasiMonteCarlo",
    "RiemannRule",
    "Trapezoidal",
    "TrapezoidalRule",
];

/// `NIntegrate[f, {x, a, b}, …]`.
pub fn n_integrate(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((before, settings)) = split(ev, call)? else { return Ok(None) };
    let [body, specs @ ..] = &before[..] else { return Ok(None) };
    if !goals::method_known(ev, call, &settings, METHODS) {
        return Ok(None);
    }
    let mut ranges: Vec<Range> = Vec::new();
    for spec in specs {
        let names: Vec<Symbol> = ranges.iter().map(|range| range.name).collect();
        let parts = spec.as_call(sym::List).map(|list| list.args.to_vec());
        let Some([Expr::Symbol(name), places @ ..]) = parts.as_deref().filter(|parts| parts.len() >= 3)
        else {
            ev.message_at(head(call), "vars", std::slice::from_ref(spec), call.origin);
            return Ok(None);
        };
        if let ([_], Some(path)) = (specs, complex_path(ev, places)?) {
            return along_path(ev, call, body, *name, path);
        }
        let mut fixed = Some(Vec::new());
        for place in places {
            let value = bound(ev, place)?;
            fixed = fixed.zip(value).map(|(mut all, value)| {
                all.push(value);
                all
            });
        }
        if fixed.is_none() && ranges.is_empty() {
            let mut wrong = places[0].clone();
            for place in places {
                if bound(ev, place)?.is_none() {
                    wrong = place.clone();
                }
            }
            ev.message_at(head(call), "nlim", &[Expr::Symbol(*name), wrong], call.origin);
            return Ok(None);
        }
        let mut places: Vec<Function> =
            places.iter().map(|place| Function::evaluated(&names, place.clone())).collect();
        if let (Some(all), Some(excluded)) = (&mut fixed, settings.chosen("Exclusions")) {
            excluded_places(ev, excluded, all)?;
            if all.len() > places.len() {
                places = all.iter().map(|&place| Function::evaluated(&names, Expr::Real(place))).collect();
            }
        }
        ranges.push(Range { name: *name, places, fixed });
    }
    if ranges.is_empty() {
        return Ok(None);
    }
    let names: Vec<Symbol> = ranges.iter().map(|range| range.name).collect();
    let body = symbolic(ev, &names, body)?;
    if body.is_list() {
        // A list is integrated part by part.
        let parts = body.elements().unwrap_or_default().into_owned();
        let mut values = Vec::with_capacity(parts.len());
        for part in parts {
            let args = std::iter::once(part).chain(call.args[1..].iter().cloned());
            values.push(ev.eval(Expr::call(call.head.clone(), args))?);
        }
        return Ok(Some(Expr::list(values)));
    }
    if let (Some(digits), [range]) = (goals::digits(ev, &settings)?, &ranges[..])
        && specs[0].length() == 3
        && let Some(value) = of_precision(ev, &body, range.name, &specs[0], digits)?
    {
        return Ok(Some(value));
    }
    let monitor = goals::monitor(&settings, "EvaluationMonitor");
    let function = Function::new(ev, &names, body.clone())?.quiet().watched(monitor);
    let goals = Goals::read(&settings, 1e-10, 0.0);
    let most = count(&settings, "MaxRecursion", 200).max(20).saturating_mul(10).min(20_000);
    let mut estimate = nested(ev, &function, &ranges, &mut Vec::new(), goals, most)?;
    if !estimate.met
        && let [range] = &ranges[..]
        && let Some([from, to]) = range.fixed.as_deref().and_then(|fixed| fixed.first_chunk())
        && range.places.len() == 2
        && let Some(swung) = swinging(ev, &function, &body, range.name, (*from, *to), goals)?
    {
        estimate = swung;
    }
    if !estimate.numeric {
        let ends = Expr::list(ranges[0].fixed.iter().flatten().map(|&end| Expr::Real(end)));
        ev.message_at(head(call), "inumr", &[body, Expr::list([ends])], call.origin);
        return Ok(None);
    }
    if !estimate.met {
        ev.message_at(head(call), "slwcon", &[], call.origin);
        let near = estimate.error <= 1e-4 * estimate.value.norm() && estimate.value.norm().is_finite();
        if !near {
            let args = [
                Expr::Integer(i64::try_from(most).unwrap_or(i64::MAX)),
                Expr::Symbol(names[0]),
                Expr::list([Expr::Real(estimate.worst)]),
                number(estimate.value),
                Expr::Real(estimate.error),
            ];
            ev.message_at(head(call), "ncvb", &args, call.origin);
        }
    }
    Ok(Some(number(estimate.value)))
}

/// Places to be left out put among those of a range.
fn excluded_places(ev: &mut Evaluator, excluded: &Expr, places: &mut Vec<f64>) -> Eval<()> {
    let all = excluded.elements().map_or_else(|| vec![excluded.clone()], std::borrow::Cow::into_owned);
    for one in all {
        // x == a, or a itself.
        let place = one.as_call(sym::Equal).and_then(|equal| equal.args.get(1).cloned()).unwrap_or(one);
        let Some(place) = bound(ev, &place)?.filter(|place| place.is_finite()) else { continue };
        let between =
            |pair: &[f64]| (pair[0] < place && place < pair[1]) || (pair[1] < place && place < pair[0]);
        if let Some(at) = places.windows(2).position(between) {
            places.insert(at + 1, place);
        }
    }
    Ok(())
}

/// The corners of a path in the complex plane, when one of them is not real.
fn complex_path(ev: &mut Evaluator, places: &[Expr]) -> Eval<Option<Vec<Complex64>>> {
    let mut path = Vec::with_capacity(places.len());
    for place in places {
        match complex(&ev.eval(Expr::call(sym::N, [place.clone()]))?) {
            Some(corner) => path.push(corner),
            None => return Ok(None),
        }
    }
    Ok(path.iter().any(|corner| corner.im != 0.0).then_some(path))
}

/// The integral along straight lines from corner to corner.
fn along_path(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    body: &Expr,
    name: Symbol,
    path: Vec<Complex64>,
) -> Reply {
    let t = Symbol::new("NIntegrate`t");
    let mut parts = Vec::new();
    for pair in path.windows(2) {
        let way = Expr::complex(pair[1] - pair[0]);
        let place = Expr::call(
            sym::Plus,
            [Expr::complex(pair[0]), Expr::call(sym::Times, [way.clone(), Expr::Symbol(t)])],
        );
        let inside = symbolic(ev, &[name], body)?;
        let rule = Expr::call(sym::Rule, [Expr::Symbol(name), place]);
        let moved = ev.eval(Expr::call(sym::ReplaceAll, [inside, rule]))?;
        let integrand = Expr::call(sym::Times, [way, moved]);
        let range = Expr::list([Expr::Symbol(t), Expr::Integer(0), Expr::Integer(1)]);
        let args = [integrand, range].into_iter().chain(call.args[2..].iter().cloned());
        parts.push(ev.eval(Expr::call(call.head.clone(), args))?);
    }
    Ok(parts.iter().all(Expr::is_number).then(|| Expr::call(sym::Plus, parts)))
}

/// The double-exponential rule in software numbers, steps halved until the digits agree.
const OF_PRECISION: &str = "Function[{NIntegrate`f, NIntegrate`a, NIntegrate`b, NIntegrate`p},
    Module[{NIntegrate`w = NIntegrate`p + 12, NIntegrate`h = 1/4, NIntegrate`g, NIntegrate`old = Null, NIntegrate`new, NIntegrate`m, NIntegrate`far},
     NIntegrate`far[NIntegrate`x_] := NIntegrate`x === Infinity || NIntegrate`x === -Infinity;
     NIntegrate`g = Which[
       NIntegrate`far[NIntegrate`a] && NIntegrate`far[NIntegrate`b], Function[NIntegrate`t, With[{NIntegrate`s = Pi/2 Sinh[NIntegrate`t]}, NIntegrate`f[Sinh[NIntegrate`s]] Cosh[NIntegrate`s] Pi/2 Cosh[NIntegrate`t]]],
       NIntegrate`far[NIntegrate`b], Function[NIntegrate`t, With[{NIntegrate`s = Exp[Pi/2 Sinh[NIntegrate`t]]}, NIntegrate`f[NIntegrate`a + NIntegrate`s] NIntegrate`s Pi/2 Cosh[NIntegrate`t]]],
       NIntegrate`far[NIntegrate`a], Function[NIntegrate`t, With[{NIntegrate`s = Exp[Pi/2 Sinh[NIntegrate`t]]}, NIntegrate`f[NIntegrate`b - NIntegrate`s] NIntegrate`s Pi/2 Cosh[NIntegrate`t]]],
       True, Function[NIntegrate`t, With[{NIntegrate`s = Exp[-Pi Sinh[Abs[NIntegrate`t]]]}, With[{NIntegrate`d = (NIntegrate`b - NIntegrate`a) NIntegrate`s/(1 + NIntegrate`s)},
         NIntegrate`f[If[NIntegrate`t < 0, NIntegrate`a + NIntegrate`d, NIntegrate`b - NIntegrate`d]] (NIntegrate`b - NIntegrate`a) Pi Cosh[NIntegrate`t] NIntegrate`s/(1 + NIntegrate`s)^2]]]];
     NIntegrate`m = ArcSinh[2 (NIntegrate`w + 2) Log[10.]/Pi] + If[NIntegrate`far[NIntegrate`a] || NIntegrate`far[NIntegrate`b], 1/2, 0];
     Catch[Do[
       NIntegrate`new = NIntegrate`h Sum[With[{NIntegrate`v = NIntegrate`g[SetPrecision[NIntegrate`k NIntegrate`h, 2 NIntegrate`w]]}, If[NumberQ[NIntegrate`v], NIntegrate`v, If[FreeQ[NIntegrate`v, Indeterminate | DirectedInfinity | Underflow | Overflow], Throw[$Failed], 0]]], {NIntegrate`k, -Floor[NIntegrate`m/NIntegrate`h], Floor[NIntegrate`m/NIntegrate`h]}];
       If[NIntegrate`old =!= Null && Abs[NIntegrate`new - NIntegrate`old] <= 10^-(NIntegrate`p/2 + 4) Abs[NIntegrate`new], Throw[SetPrecision[NIntegrate`new, NIntegrate`p]]];
       NIntegrate`old = NIntegrate`new; NIntegrate`h = NIntegrate`h/2, {8}]; $Failed]]]";

/// An integral in more digits than a machine number has, of what is smooth between the ends.
fn of_precision(
    ev: &mut Evaluator,
    body: &Expr,
    name: Symbol,
    range: &Expr,
    digits: f64,
) -> Eval<Option<Expr>> {
    let rule = ev.eval(Expr::call(Symbol::new("ToExpression"), [Expr::string(OF_PRECISION)]))?;
    let function = Expr::call(sym::Function, [Expr::Symbol(name), body.clone()]);
    let ends = range.elements().unwrap_or_default().into_owned();
    let [_, low, high] = &ends[..] else { return Ok(None) };
    let exact = |ev: &mut Evaluator, end: &Expr| {
        let end = ev.eval(end.clone())?;
        if matches!(end, Expr::Real(_)) {
            return ev.eval(Expr::call(Symbol::new("Rationalize"), [end, Expr::Integer(0)]));
        }
        Ok(end)
    };
    let (low, high) = (exact(ev, low)?, exact(ev, high)?);
    let whole = digits.round() as i64;
    let value = ev.silently(|ev| ev.eval(Expr::call(rule, [function, low, high, Expr::Integer(whole)])))?;
    Ok(value.is_number().then_some(value))
}

/// The integral of what swings with a fixed period to one end that is infinite, or to both.
fn swinging(
    ev: &mut Evaluator,
    function: &Function,
    body: &Expr,
    variable: Symbol,
    (from, to): (f64, f64),
    goals: Goals,
) -> Eval<Option<Estimate>> {
    let (low, high) = if from <= to { (from, to) } else { (to, from) };
    if low.is_finite() && high.is_finite() {
        return Ok(None);
    }
    let half = oscillating::half_period(ev, body, variable)?;
    let mut whole: Option<Estimate> = None;
    for (end, start, turned) in [(high, low, 1.0), (low, high, -1.0)] {
        if end.is_finite() {
            continue;
        }
        let start = if start.is_finite() { turned * start } else { 0.0 };
        let mut f = |ev: &mut Evaluator, x: f64| function.complex(ev, &[turned * x]);
        let mut found = match half {
            Some(half) => oscillating::to_infinity(ev, &mut f, start, half, goals)?,
            None => None,
        };
        if found.is_none() {
            found = oscillating::between_zeros(ev, &mut f, start, goals)?;
        }
        let Some(part) = found else { return Ok(None) };
        whole = Some(match whole {
            None => part,
            Some(other) => Estimate {
                value: part.value + other.value,
                error: part.error + other.error,
                numeric: part.numeric && other.numeric,
                ..part
            },
        });
    }
    Ok(whole.map(|mut whole| {
        if from > to {
            whole.value = -whole.value;
        }
        whole
    }))
}

fn number(value: Complex64) -> Expr {
    if value.im == 0.0 { Expr::Real(value.re) } else { Expr::complex(value) }
}

/// The integral over the ranges after the point's coordinates.
fn nested(
    ev: &mut Evaluator,
    function: &Function,
    ranges: &[Range],
    point: &mut Vec<f64>,
    goals: Goals,
    most: usize,
) -> Eval<Estimate> {
    let range = &ranges[point.len()];
    let mut places = Vec::new();
    match &range.fixed {
        Some(fixed) => places.clone_from(fixed),
        None => {
            for place in &range.places {
                let value = place.at(ev, point)?;
                places.push(bound(ev, &value)?.unwrap_or(f64::NAN));
            }
        }
    }
    let last = point.len() + 1 == ranges.len();
    let (mut met, mut numeric) = (true, last);
    // Inner integrals are finer than what they are summed to.
    let inner = Goals { relative: goals.relative / 4.0, absolute: goals.absolute / 4.0 };
    let mut integrand = |ev: &mut Evaluator, x: f64| -> Eval<Option<Complex64>> {
        point.push(x);
        let value = if last {
            function.complex(ev, point)
        } else {
            nested(ev, function, ranges, point, inner, most).map(|estimate| {
                met &= estimate.met || estimate.error <= 1e-6 * estimate.value.norm();
                numeric |= estimate.numeric;
                estimate.numeric.then_some(estimate.value)
            })
        };
        point.pop();
        value
    };
    let goals = if ranges.len() > 1 { Goals { relative: goals.relative.max(1e-8), ..goals } } else { goals };
    let estimate = integrate(ev, &mut integrand, &places, goals, most)?;
    Ok(Estimate { met: estimate.met && met, numeric: estimate.numeric && numeric, ..estimate })
}

#[cfg(test)]
mod tests {
    use num_complex::Complex64;
    use scheelite_runtime::eval::{Evaluator, Host, Message};
    use scheelite_runtime::source::SourceMap;

    use super::{Goals, integrate};

    struct Silent;

    impl Host for Silent {
        fn print(&mut self, _: &str) {}
        fn message(&mut self, _: &Message, _: &SourceMap) {}
    }

    fn integral(f: fn(f64) -> f64, places: &[f64]) -> f64 {
        let mut ev = Evaluator::new(Box::new(Silent));
        let mut integrand = |_: &mut Evaluator, x: f64| Ok(Some(Complex64::from(f(x))));
        let goals = Goals { relative: 1e-10, absolute: 0.0 };
        let estimate = integrate(&mut ev, &mut integrand, places, goals, 2000).unwrap();
        assert!(estimate.met, "error {:e} of {}", estimate.error, estimate.value);
        estimate.value.re
    }

    #[test]
    fn integrals_with_known_values() {
        use std::f64::consts::PI;
        const INF: f64 = f64::INFINITY;
        let close = |value: f64, exact: f64| {
            assert!((value - exact).abs() <= 1e-10 * exact.abs().max(1e-5), "{value} is not {exact}");
        };
        close(integral(|x| x.powi(19), &[0.0, 1.0]), 0.05);
        close(integral(f64::sin, &[0.0, PI]), 2.0);
        close(integral(f64::sin, &[PI, 0.0]), -2.0);
        close(integral(f64::sin, &[-1.0, 1.0]), 0.0);
        close(integral(|x| (-x * x).exp(), &[-INF, INF]), PI.sqrt());
        close(integral(|x| 1.0 / (1.0 + x * x), &[0.0, INF]), PI / 2.0);
        close(integral(|x| x.exp(), &[-INF, 0.0]), 1.0);
        close(integral(|x| 1.0 / x.sqrt(), &[0.0, 1.0]), 2.0);
        close(integral(f64::ln, &[0.0, 1.0]), -1.0);
        close(integral(|x| (x - 0.3).abs(), &[0.0, 1.0]), 0.29);
        close(integral(|x| (x - 0.3).abs(), &[0.0, 0.3, 1.0]), 0.29);
        close(integral(|x| (50.0 * x).cos(), &[0.0, 1.0]), 50f64.sin() / 50.0);
    }
}
