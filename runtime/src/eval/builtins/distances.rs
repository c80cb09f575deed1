//! Distances, and what is nearest.

use crate::eval::stoppable;
use std::sync::Arc;

use super::change::apply;
use super::formula::{divide, int, minus, plus, square, subtract, times, to_real};
use super::parts::{children, say};
use crate::eval::builtin::Builtin;
use crate::eval::pack::list_like;
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Distances, and what is nearest.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "BrayCurtisDistance",
        PROTECTED,
        Arity::exactly(2),
        "BrayCurtisDistance[u, v] gives Total[Abs[u - v]]/Total[Abs[u + v]].",
        ("BrayCurtisDistance[{1, 2}, {3, 4}]", "2/5"),
        |ev, call| {
            distance(ev, call, |u, v| divide(total_abs(minus(u.clone(), v.clone())), total_abs(plus(u, v))))
        },
    ),
    Builtin::new(
        "CanberraDistance",
        PROTECTED,
        Arity::exactly(2),
        "CanberraDistance[u, v] gives Total[Abs[u - v]/(Abs[u] + Abs[v])].",
        ("CanberraDistance[{1, 2}, {3, 4}]", "5/6"),
        |ev, call| {
            distance(ev, call, |u, v| {
                let sizes = plus(Expr::call(sym::Abs, [u.clone()]), Expr::call(sym::Abs, [v.clone()]));
                Expr::call(sym::Total, [divide(Expr::call(sym::Abs, [minus(u, v)]), sizes)])
            })
        },
    ),
    Builtin::new(
        "ChessboardDistance",
        PROTECTED,
        Arity::exactly(2),
        "ChessboardDistance[u, v] gives Max[Abs[u - v]].",
        ("ChessboardDistance[{1, 2}, {3, 8}]", "6"),
        |ev, call| distance(ev, call, |u, v| Expr::call(sym::Max, [Expr::call(sym::Abs, [minus(u, v)])])),
    ),
    Builtin::new(
        "CorrelationDistance",
        PROTECTED,
        Arity::exactly(2),
        "CorrelationDistance[u, v] gives the cosine distance of u and v less their means.",
        ("CorrelationDistance[{1, 2}, {3, 4}]", "0"),
        |ev, call| {
            distance(ev, call, |u, v| {
                let centred = |u: Expr| minus(u.clone(), Expr::call(sym::Mean, [u]));
                cosine(centred(u), centred(v))
            })
        },
    ),
    Builtin::new(
        "CosineDistance",
        PROTECTED,
        Arity::exactly(2),
        "CosineDistance[u, v] gives 1 - u.Conjugate[v]/(Norm[u] Norm[v]).",
        ("CosineDistance[{1, 0}, {0, 1}]", "1"),
        |ev, call| distance(ev, call, cosine),
    ),
    Builtin::new(
        "EuclideanDistance",
        PROTECTED,
        Arity::exactly(2),
        "EuclideanDistance[u, v] gives Norm[u - v].",
        ("EuclideanDistance[{0, 0}, {3, 4}]", "5"),
        |ev, call| distance(ev, call, |u, v| Expr::call(sym::Norm, [minus(u, v)])),
    ),
    Builtin::new(
        "HammingDistance",
        PROTECTED,
        Arity::exactly(2),
        "HammingDistance[u, v] gives the number of places where lists or strings of one length differ.",
        ("HammingDistance[{1, 2, 3}, {1, 5, 3}]", "1"),
        hamming,
    ),
    Builtin::new(
        "ManhattanDistance",
        PROTECTED,
        Arity::exactly(2),
        "ManhattanDistance[u, v] gives Total[Abs[u - v]].",
        ("ManhattanDistance[{1, 2}, {3, 5}]", "5"),
        |ev, call| distance(ev, call, |u, v| total_abs(minus(u, v))),
    ),
    Builtin::new(
        "Nearest",
        PROTECTED,
        Arity::between(2, 3).with_options(),
        "Nearest[list, x] gives the elements of list nearest to x; Nearest[list, x, n] the n nearest; Nearest[list, x, {n, r}] those within the distance r, n at most; Nearest[{e1 -> v1, …}, x] or Nearest[{e1, …} -> {v1, …}, x] what stands for the nearest element, \"Index\", \"Element\" or \"Distance\" in the place of the values its number, itself or how far it is.",
        ("Nearest[{1, 5, 9}, 6]", "{5}"),
        nearest,
    ),
    Builtin::new(
        "SquaredEuclideanDistance",
        PROTECTED,
        Arity::exactly(2),
        "SquaredEuclideanDistance[u, v] gives Norm[u - v]^2.",
        ("SquaredEuclideanDistance[{0, 0}, {3, 4}]", "25"),
        |ev, call| {
            distance(ev, call, |u, v| Expr::call(sym::Total, [square(Expr::call(sym::Abs, [minus(u, v)]))]))
        },
    ),
]);

fn total_abs(expr: Expr) -> Expr {
    Expr::call(sym::Total, [Expr::call(sym::Abs, [expr])])
}

fn cosine(u: Expr, v: Expr) -> Expr {
    let product = Expr::call(sym::Dot, [u.clone(), Expr::call(sym::Conjugate, [v.clone()])]);
    let sizes = times(Expr::call(sym::Norm, [u]), Expr::call(sym::Norm, [v]));
    minus(Expr::Integer(1), divide(product, sizes))
}

/// A distance of two vectors of one length, or of two numbers.
fn distance(ev: &mut Evaluator, call: &Arc<Normal>, formula: fn(Expr, Expr) -> Expr) -> Reply {
    let as_vector = |expr: &Expr| if expr.is_list() { expr.clone() } else { Expr::list([expr.clone()]) };
    let (u, v) = (as_vector(&call.args[0]), as_vector(&call.args[1]));
    if call.args[0].is_list() != call.args[1].is_list() {
        return Ok(None);
    }
    let numbers = call.args[0].is_number() && call.args[1].is_number();
    if !(call.args[0].is_list() || numbers) {
        return Ok(None);
    }
    if u.length() != v.length() {
        say(ev, call, "shape", &[call.args[0].clone(), call.args[1].clone()]);
        return Ok(None);
    }
    ev.eval(formula(u, v)).map(Some)
}

fn hamming(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let parts = |expr: &Expr| match expr {
        Expr::String(text) => Some(text.chars().map(|c| Expr::string(c.to_string())).collect()),
        list if list.is_list() => Some(children(list)),
        _ => None,
    };
    let (Some(u), Some(v)) = (parts(&call.args[0]), parts(&call.args[1])) else { return Ok(None) };
    if u.len() != v.len() {
        return Ok(None);
    }
    Ok(Some(int(u.iter().zip(&v).filter(|(a, b)| a != b).count())))
}

/// What is asked for of the nearest elements.
#[derive(Clone, Copy)]
enum Wanted {
    Value,
    Element,
    Index,
    Distance,
}

impl Wanted {
    fn of(expr: &Expr) -> Option<Wanted> {
        let Expr::String(name) = expr else { return None };
        match name.as_str() {
            "Element" => Some(Wanted::Element),
            "Index" => Some(Wanted::Index),
            "Distance" => Some(Wanted::Distance),
            _ => None,
        }
    }
}

/// Elements with what stands for them, and what is to be given of each.
struct Candidates {
    elements: Vec<Expr>,
    values: Vec<Expr>,
    wanted: Vec<Wanted>,
    /// Whether what is wanted of each is a list.
    several: bool,
}

impl Candidates {
    /// `{e1, e2, …}`, `{e1 -> v1, …}`, `{e1, …} -> {v1, …}`, `{e1, …} -> "Index"` and the like, or an association with
    /// the elements as values.
    fn of(data: &Expr) -> Option<Candidates> {
        let plain = |elements: Vec<Expr>, values: Vec<Expr>| Candidates {
            elements,
            values,
            wanted: vec![Wanted::Value],
            several: false,
        };
        let rule = |expr: &Expr| expr.as_call(sym::Rule).filter(|rule| rule.args.len() == 2).cloned();
        if let Some(rule) = rule(data) {
            let elements = children(&rule.args[0]);
            let asked = match &rule.args[1] {
                Expr::Symbol(sym::Automatic) => Some((vec![Wanted::Index], false)),
                list if list.is_list() && list.length() > 0 => {
                    let all: Option<Vec<Wanted>> = children(list).iter().map(Wanted::of).collect();
                    all.map(|all| (all, true))
                }
                one => Wanted::of(one).map(|one| (vec![one], false)),
            };
            if let Some((wanted, several)) = asked {
                return Some(Candidates { values: elements.clone(), elements, wanted, several });
            }
            let values = children(&rule.args[1]);
            return (values.len() == elements.len()).then(|| plain(elements, values));
        }
        if let Expr::Association(association) = data {
            let (keys, elements) = association.entries.iter().map(|(k, v)| (k.clone(), v.clone())).unzip();
            return Some(plain(elements, keys));
        }
        let elements = children(data);
        match elements.iter().map(rule).collect::<Option<Vec<_>>>() {
            Some(rules) if !rules.is_empty() => {
                let part = |at: usize| rules.iter().map(|rule| rule.args[at].clone()).collect();
                Some(plain(part(0), part(1)))
            }
            _ => Some(plain(elements.clone(), elements)),
        }
    }

    fn answer(&self, at: usize, distance: &Expr) -> Expr {
        let one = |wanted: &Wanted| match wanted {
            Wanted::Value => self.values[at].clone(),
            Wanted::Element => self.elements[at].clone(),
            Wanted::Index => int(at + 1),
            Wanted::Distance => distance.clone(),
        };
        if self.several { Expr::list(self.wanted.iter().map(one)) } else { one(&self.wanted[0]) }
    }
}

fn nearest(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let mut args = &call.args[..];
    let mut function = None;
    if let Some(Expr::Normal(option)) = args.last()
        && option.has_head(sym::Rule)
        && option.args.first().is_some_and(|name| name.is_symbol(Symbol::new("DistanceFunction")))
    {
        function = option.args.get(1).cloned().filter(|given| !given.is_symbol(sym::Automatic));
        args = &args[..args.len() - 1];
    }
    let (Some(data), Some(x)) = (args.first(), args.get(1)) else { return Ok(None) };
    let Some(candidates) = Candidates::of(data).filter(|all| !all.elements.is_empty()) else {
        return Ok(None);
    };
    // Several points ask one after the other.
    if x.is_list()
        && children(x).first().is_some_and(|first| first.is_list() == candidates.elements[0].is_list())
        && (x.length() > 0 && (candidates.elements[0].is_list() || !x.is_number()))
    {
        let asked = children(x).into_iter().map(|point| {
            let rest = call.args[2..].iter().cloned();
            Expr::call(call.head.clone(), [data.clone(), point].into_iter().chain(rest))
        });
        return Ok(Some(Expr::list(asked)));
    }
    let function = function.or_else(|| {
        let is_text = |expr: &Expr| matches!(expr, Expr::String(_));
        (is_text(x) && candidates.elements.iter().all(is_text))
            .then(|| Expr::Symbol(Symbol::new("EditDistance")))
    });
    let mut distances = Vec::with_capacity(candidates.elements.len());
    let mut lengths = Vec::with_capacity(candidates.elements.len());
    for element in &candidates.elements {
        let distance = match &function {
            Some(function) => ev.eval(Expr::call(function.clone(), [x.clone(), element.clone()]))?,
            None => {
                let apart = subtract(ev, element.clone(), x.clone())?;
                apply(ev, sym::Norm, [apart])?
            }
        };
        let Some(length) = to_real(ev, &distance)? else { return Ok(None) };
        lengths.push(length);
        distances.push(distance);
    }
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    order.sort_by(|&a, &b| lengths[a].total_cmp(&lengths[b]));
    let most = |n: &Expr| super::change::wanted(n, usize::MAX).map(|n| n.min(order.len()));
    let taken = match args.get(2) {
        None => order.iter().take_while(|&&at| lengths[at] == lengths[order[0]]).count(),
        Some(within) if within.is_list() => {
            let [count, radius] = &children(within)[..] else { return Ok(None) };
            let Some(radius) = to_real(ev, radius)? else { return Ok(None) };
            let near = order.iter().take_while(|&&at| lengths[at] <= radius).count();
            match most(count) {
                Some(count) => near.min(count),
                None => return Ok(None),
            }
        }
        Some(n) => match most(n) {
            Some(n) => n,
            None => return Ok(None),
        },
    };
    let answers = order.into_iter().take(taken).map(|at| candidates.answer(at, &distances[at])).collect();
    Ok(Some(list_like(data, answers)))
}
