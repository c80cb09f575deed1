//! Random numbers and choices. The same kernels serve compiled code, so that a seed gives the same numbers in both.

use std::sync::Arc;

use super::change::apply;
use super::formula::{int, subtract, to_reals};
use super::parts::{at_positions, children, say};
use super::shape::counts;
use super::written::distributions::{draw_by_formula, is_distribution};
use crate::eval::builtin::Builtin;
use crate::eval::nested::{Packing, is_allowed, nest};
use crate::eval::pack::to_value;
use crate::eval::{Arity, Attributes, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::element::element_count;
use crate::kernels::part::Positions;
use crate::kernels::random::{choose, choose_weighted, draw_weighted_without_return, draw_without_return};
use crate::kernels::{Fault, KernelState};
use crate::number::BigInteger;
use crate::random::Generator;
use crate::random::distributions::{Support, distribution};
use crate::symbol::sym;
use crate::value::Value;

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Functions of random numbers. Examples draw from ranges of one value, or test what they draw.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "BlockRandom",
        PROTECTED.and(Attributes::HOLD_FIRST),
        Arity::between(1, 2),
        "BlockRandom[expr] evaluates expr and then puts the random generator back where it was.",
        ("SeedRandom[1]; a = BlockRandom[RandomReal[]]; a == RandomReal[]", "True"),
        block_random,
    ),
    Builtin::new(
        "RandomChoice",
        PROTECTED,
        Arity::between(1, 2),
        "RandomChoice[list] gives one element, RandomChoice[list, n] n of them, RandomChoice[{w1, …} -> list, …] with weights.",
        ("RandomChoice[{0, 1} -> {a, b}, 3]", "{b, b, b}"),
        choice,
    ),
    Builtin::new(
        "RandomComplex",
        PROTECTED,
        Arity::between(0, 2),
        "RandomComplex[] gives a complex number in the unit square; RandomComplex[{z1, z2}, n] n numbers in the rectangle with these corners.",
        ("Abs[RandomComplex[]] < 2", "True"),
        complex,
    ),
    Builtin::new(
        "RandomInteger",
        PROTECTED,
        Arity::between(0, 2),
        "RandomInteger[] gives 0 or 1, RandomInteger[n] an integer from 0 through n, RandomInteger[{m, n}, dims] an array of integers from m through n.",
        ("RandomInteger[{7, 7}, 3]", "{7, 7, 7}"),
        integer,
    ),
    Builtin::new(
        "RandomPermutation",
        PROTECTED,
        Arity::exactly(1),
        "RandomPermutation[n] gives the numbers 1 through n in random order.",
        ("Sort[RandomPermutation[3]]", "{1, 2, 3}"),
        permutation,
    ),
    Builtin::new(
        "RandomReal",
        PROTECTED,
        Arity::between(0, 2).with_options(),
        "RandomReal[] gives a real between 0 and 1, RandomReal[max] up to max, RandomReal[{min, max}, dims] an array of reals from min to max.",
        ("0 <= RandomReal[] < 1", "True"),
        real,
    ),
    Builtin::new(
        "RandomSample",
        PROTECTED,
        Arity::between(1, 2),
        "RandomSample[list, n] gives n different elements of list, RandomSample[list] all in random order, RandomSample[{w1, …} -> list, n] with weights.",
        ("Sort[RandomSample[{1, 2, 3}]]", "{1, 2, 3}"),
        sample,
    ),
    Builtin::new(
        "RandomVariate",
        PROTECTED,
        Arity::between(1, 2),
        "RandomVariate[dist] gives a number drawn from the distribution dist; RandomVariate[dist, dims] an array of them.",
        ("RandomVariate[BernoulliDistribution[1], 2]", "{1, 1}"),
        variate,
    ),
    Builtin::new(
        "SeedRandom",
        PROTECTED,
        Arity::between(0, 1).with_options(),
        "SeedRandom[n] starts the random generator from the seed n; SeedRandom[] from a new one.",
        ("SeedRandom[1]; a = RandomReal[]; SeedRandom[1]; a == RandomReal[]", "True"),
        seed,
    ),
];

/// The lower and upper bound of an argument `max` or `{min, max}`.
fn bounds(spec: Option<&Expr>, low: Expr, high: Expr) -> Option<[Expr; 2]> {
    match spec {
        None => Some([low, high]),
        Some(spec) => match spec.elements() {
            Some(ends) => match &ends[..] {
                [low, high] => Some([low.clone(), high.clone()]),
                _ => None,
            },
            None => Some([low, spec.clone()]),
        },
    }
}

/// Runs a kernel of random numbers; says why when it cannot.
fn draw(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    name: &str,
    mut args: Vec<Value>,
    shape: Option<&Expr>,
) -> Reply {
    if let Some(shape) = shape {
        let dims = counts(shape);
        if dims.is_none() {
            say(ev, call, "array", &[shape.clone(), Expr::Integer(2)]);
            return Ok(None);
        }
        // An empty list of lengths asks for one number.
        if dims.is_some_and(|dims| !dims.is_empty()) {
            let shape = to_value(shape).or_else(|| crate::eval::pack::pack(shape).map(Value::Tensor));
            let Some(shape) = shape else { return Ok(None) };
            args.push(shape);
        }
    }
    match ev.kernel_on_values(name, &mut args) {
        Ok(value) => Ok(Some(Expr::from(value))),
        Err(Fault::Memory) => {
            say(ev, call, "toobig", &[shape.cloned().unwrap_or_else(Expr::null)]);
            Ok(None)
        }
        Err(_) => Ok(None),
    }
}

/// `RandomReal[distribution, …]`, the older way to write `RandomVariate`.
fn from_distribution(call: &Normal) -> Option<Expr> {
    let head = call.args.first()?.as_normal()?.head_symbol()?;
    head.name().ends_with("Distribution").then(|| Expr::call(sym::RandomVariate, call.args.iter().cloned()))
}

fn real(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(drawn) = from_distribution(call) {
        return Ok(Some(drawn));
    }
    let positional: Vec<&Expr> = call.args.iter().filter(|arg| arg.as_call(sym::Rule).is_none()).collect();
    let ends = bounds(positional.first().copied(), Expr::Real(0.0), Expr::Real(1.0));
    let ends = match ends {
        Some(ends) => to_reals(ev, &ends)?,
        None => None,
    };
    let Some(ends) = ends else {
        say(ev, call, "unifr", &[positional.first().map_or_else(Expr::null, |&end| end.clone())]);
        return Ok(None);
    };
    let args = ends.into_iter().map(Value::Real).collect();
    draw(ev, call, "RandomReal", args, positional.get(1).copied())
}

fn complex(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let unit = Expr::complex(num_complex::Complex64::new(1.0, 1.0));
    let Some(corners) = bounds(call.args.first(), Expr::Integer(0), unit) else { return Ok(None) };
    let mut args = Vec::with_capacity(3);
    for corner in corners {
        let Some(corner) = to_value(&apply(ev, sym::N, [corner])?) else {
            say(ev, call, "unifr", &[call.args[0].clone()]);
            return Ok(None);
        };
        args.push(corner);
    }
    draw(ev, call, "RandomComplex", args, call.args.get(1))
}

fn integer(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Some(drawn) = from_distribution(call) {
        return Ok(Some(drawn));
    }
    let ends = bounds(call.args.first(), Expr::Integer(0), Expr::Integer(1));
    match ends {
        Some([Expr::Integer(low), Expr::Integer(high)]) => {
            draw(ev, call, "RandomInteger", vec![Value::Integer(low), Value::Integer(high)], call.args.get(1))
        }
        Some([low, high]) if is_integer(&low) && is_integer(&high) => {
            let width = subtract(ev, high, low.clone())?;
            let width = apply(ev, sym::Plus, [width, Expr::Integer(1)])?;
            let dims = match call.args.get(1) {
                None => Vec::new(),
                Some(shape) => match counts(shape).filter(|dims| is_allowed(dims)) {
                    Some(dims) => dims,
                    None => return Ok(None),
                },
            };
            let Some(width) = big(&width).filter(|width| *width > BigInteger::ZERO) else { return Ok(None) };
            let total = dims.iter().product();
            let mut data = Vec::with_capacity(total);
            for _ in 0..total {
                let drawn = below(&mut ev.state::<KernelState>().random, &width);
                data.push(apply(ev, sym::Plus, [low.clone(), Expr::from(drawn)])?);
            }
            Ok(Some(if dims.is_empty() { data.swap_remove(0) } else { nest(&dims, data, Packing::Plain) }))
        }
        _ => {
            say(ev, call, "unifr", &[call.args.first().cloned().unwrap_or_else(Expr::null)]);
            Ok(None)
        }
    }
}

fn is_integer(expr: &Expr) -> bool {
    matches!(expr, Expr::Integer(_) | Expr::BigInteger(_))
}

fn big(expr: &Expr) -> Option<BigInteger> {
    match expr {
        Expr::Integer(value) => Some(BigInteger::from(*value)),
        Expr::BigInteger(value) => Some((**value).clone()),
        _ => None,
    }
}

/// A whole number below `width`: 64 bits more than it has are drawn and scaled, so that no value is favoured by more
/// than one part in 2^64.
fn below(random: &mut Generator, width: &BigInteger) -> BigInteger {
    use dashu_base::BitTest;
    let words = width.bit_len() / 64 + 2;
    let drawn = (0..words).fold(BigInteger::ZERO, |drawn, _| (drawn << 64) + BigInteger::from(random.bits()));
    (drawn * width) >> (64 * words)
}

/// The list and its weights, of `list` or `{w1, …} -> list`.
fn population(ev: &mut Evaluator, call: &Arc<Normal>) -> Eval<Option<(Expr, Option<Vec<f64>>)>> {
    let spec = &call.args[0];
    let found = match spec.as_call(sym::Rule).filter(|rule| rule.args.len() == 2) {
        Some(rule) => {
            let weights = to_reals(ev, &children(&rule.args[0]))?;
            let fits = rule.args[0].is_list() && rule.args[0].length() == rule.args[1].length();
            weights.filter(|_| fits).map(|weights| (rule.args[1].clone(), Some(weights)))
        }
        None => Some((spec.clone(), None)),
    };
    let found = found.filter(|(list, _)| list.is_list() || list.as_normal().is_some());
    if found.is_none() {
        say(ev, call, "lrwl", &[spec.clone(), Expr::Integer(1)]);
    }
    Ok(found)
}

/// The dimensions that the second argument asks for, none for a single number; with a message when they are none.
fn dims(ev: &mut Evaluator, call: &Arc<Normal>) -> Option<Vec<usize>> {
    let Some(shape) = call.args.get(1) else { return Some(Vec::new()) };
    let dims = counts(shape);
    match &dims {
        Some(dims) if element_count(dims).is_ok() => {}
        Some(_) => say(ev, call, "toobig", std::slice::from_ref(shape)),
        None => say(ev, call, "array", &[shape.clone(), Expr::Integer(2)]),
    }
    dims.filter(|dims| element_count(dims).is_ok())
}

fn choice(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((list, weights)) = population(ev, call)? else { return Ok(None) };
    let Some(dims) = dims(ev, call) else { return Ok(None) };
    let wanted = dims.iter().product();
    let random = &mut ev.state::<KernelState>().random;
    let positions = match &weights {
        None => choose(random, list.length(), wanted),
        Some(weights) => choose_weighted(random, weights, wanted),
    };
    let Ok(positions) = positions else {
        say(ev, call, "lrwl", &[call.args[0].clone(), Expr::Integer(1)]);
        return Ok(None);
    };
    let picked = at_positions(&list, &Positions::Many(positions));
    if dims.len() == 1 && list.is_list() {
        return Ok(Some(picked));
    }
    let picked = children(&picked);
    if dims.is_empty() {
        return Ok(picked.into_iter().next());
    }
    Ok(Some(nest(&dims, picked, Packing::of(&list))))
}

fn sample(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some((list, weights)) = population(ev, call)? else { return Ok(None) };
    let length = list.length();
    let wanted = match call.args.get(1) {
        None => {
            weights.as_ref().map_or(length, |weights| weights.iter().filter(|&&weight| weight > 0.0).count())
        }
        Some(n) => match super::change::wanted(n, usize::MAX) {
            Some(n) if matches!(call.args[1], Expr::Integer(_)) => n,
            Some(n) => n.min(length),
            None => {
                say(ev, call, "intnm", &[Expr::Normal(Arc::clone(call)), Expr::Integer(2)]);
                return Ok(None);
            }
        },
    };
    let random = &mut ev.state::<KernelState>().random;
    let positions = match &weights {
        None => draw_without_return(random, length, wanted),
        Some(weights) => draw_weighted_without_return(random, weights, wanted),
    };
    match positions {
        Ok(positions) => Ok(Some(at_positions(&list, &Positions::Many(positions)))),
        Err(_) => {
            say(ev, call, "smplen", &[int(wanted), list]);
            Ok(None)
        }
    }
}

fn permutation(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::Integer(n) = call.args[0] else { return Ok(None) };
    let Ok(all) = ev.kernel("Range", &[Expr::Integer(n.max(0))]) else { return Ok(None) };
    Ok(ev.kernel("RandomSample", &[all]).ok())
}

/// Numbers of a distribution that has no sampler of its own.
fn drawn_by_formula(ev: &mut Evaluator, call: &Arc<Normal>, dims: &[usize]) -> Reply {
    let spec = &call.args[0];
    let total: usize = dims.iter().product();
    let drawn = draw_by_formula(ev, spec, total)?.filter(|drawn| drawn.is_list() && drawn.length() == total);
    let Some(drawn) = drawn else {
        say(ev, call, "realprm", std::slice::from_ref(spec));
        return Ok(None);
    };
    let mut data = children(&drawn);
    Ok(Some(if dims.is_empty() { data.swap_remove(0) } else { nest(dims, data, Packing::of(&drawn)) }))
}

fn variate(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let spec = &call.args[0];
    let row =
        spec.as_normal().and_then(|normal| normal.head_symbol()).and_then(|head| distribution(head.name()));
    let Some(normal) = spec.as_normal().filter(|_| row.is_some() || is_distribution(spec)) else {
        say(ev, call, "unsdst", std::slice::from_ref(spec));
        return Ok(None);
    };
    let Some(dims) = dims(ev, call) else { return Ok(None) };
    let mut parameters: Vec<Expr> = normal.args.to_vec();
    // UniformDistribution[{min, max}] and DiscreteUniformDistribution[{imin, imax}]
    if let [pair] = &parameters[..]
        && pair.is_list()
    {
        parameters = children(pair);
    }
    let Some(row) = row.filter(|row| parameters.is_empty() || row.parameters == parameters.len()) else {
        return drawn_by_formula(ev, call, &dims);
    };
    let Some(parameters) = to_reals(ev, &parameters)? else {
        say(ev, call, "unsdst", std::slice::from_ref(spec));
        return Ok(None);
    };
    let Some(sampler) = row.with(&parameters) else {
        say(ev, call, "realprm", std::slice::from_ref(spec));
        return Ok(None);
    };
    let random = &mut ev.state::<KernelState>().random;
    let total: usize = dims.iter().product();
    let mut drawn = Vec::with_capacity(total);
    for _ in 0..total {
        drawn.push(sampler(random));
    }
    let tensor = match row.support {
        Support::Real if dims.is_empty() => return Ok(Some(Expr::Real(drawn[0]))),
        Support::Integer if dims.is_empty() => return Ok(Some(Expr::Integer(drawn[0] as i64))),
        Support::Real => crate::kernels::element::array(&dims[..], drawn).map(crate::tensor::Tensor::Real),
        Support::Integer => {
            let whole = drawn.into_iter().map(|x| x as i64).collect();
            crate::kernels::element::array(&dims[..], whole).map(crate::tensor::Tensor::Integer)
        }
    };
    Ok(tensor.ok().map(|tensor| crate::eval::pack::array_expr(Arc::new(tensor))))
}

fn seed(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let generator = match call.args.first().filter(|arg| arg.as_call(sym::Rule).is_none()) {
        None => Generator::default(),
        Some(Expr::Integer(seed)) => Generator::from_seed(*seed as u64),
        Some(Expr::BigInteger(seed)) => {
            use dashu_base::UnsignedAbs;
            let bytes = (**seed).clone().unsigned_abs().to_le_bytes();
            let words: Vec<u32> = bytes
                .chunks(4)
                .map(|chunk| chunk.iter().rev().fold(0, |word, &byte| word << 8 | u32::from(byte)))
                .collect();
            Generator::from_words(&words)
        }
        Some(Expr::String(text)) => {
            let words: Vec<u32> = text.chars().map(u32::from).collect();
            Generator::from_words(&words)
        }
        Some(other) => {
            say(ev, call, "seed", std::slice::from_ref(other));
            return Ok(None);
        }
    };
    ev.state::<KernelState>().random = generator;
    Ok(Some(Expr::null()))
}

fn block_random(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let before = ev.state::<KernelState>().random.clone();
    let result = ev.eval(call.args[0].clone());
    ev.state::<KernelState>().random = before;
    result.map(Some)
}
