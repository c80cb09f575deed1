//! Random numbers and arrays of them.

use num_complex::Complex64;

use super::Fault;
use super::change::pick_rows;
use super::element::{Element, array, count, counts, element_count, integer, tensor};
use super::structure::with_dims;
use super::table::{Kernel, KernelState, row};
use crate::random::Generator;
use crate::random::distributions::{Support, distribution};
use crate::tensor::Dims;
use crate::value::Value;

/// Kernels that draw numbers. A last argument more than the bounds, parameters or list is the shape of an array: one
/// length or a vector of lengths.
pub const KERNELS: &[Kernel] = &[
    row("BernoulliDistribution", 1, 2, |state, args| variate(state, args, "BernoulliDistribution")),
    row("BetaDistribution", 2, 3, |state, args| variate(state, args, "BetaDistribution")),
    row("BinomialDistribution", 2, 3, |state, args| variate(state, args, "BinomialDistribution")),
    row("ExponentialDistribution", 1, 2, |state, args| variate(state, args, "ExponentialDistribution")),
    row("GammaDistribution", 2, 3, |state, args| variate(state, args, "GammaDistribution")),
    row("GeometricDistribution", 1, 2, |state, args| variate(state, args, "GeometricDistribution")),
    row("LogNormalDistribution", 2, 3, |state, args| variate(state, args, "LogNormalDistribution")),
    row("NormalDistribution", 2, 3, |state, args| variate(state, args, "NormalDistribution")),
    row("PoissonDistribution", 1, 2, |state, args| variate(state, args, "PoissonDistribution")),
    row("RandomChoice", 1, 2, choice),
    row("RandomChoiceWeighted", 2, 3, weighted_choice),
    row("RandomComplex", 2, 3, complex),
    row("RandomInteger", 2, 3, random_integer),
    row("RandomReal", 2, 3, real),
    row("RandomRestore", 0, 0, restore),
    row("RandomSample", 1, 2, sample),
    row("RandomSave", 0, 0, save),
    row("SeedRandom", 0, 1, seed),
    row("UniformDistribution", 2, 3, |state, args| variate(state, args, "UniformDistribution")),
];

/// One number, or an array of them of the shape given.
fn fill<T: Element>(
    random: &mut Generator,
    shape: Option<&Value>,
    mut draw: impl FnMut(&mut Generator) -> T,
) -> Result<Value, Fault> {
    let Some(shape) = shape else { return Ok(draw(random).into()) };
    let dims: Dims = counts(shape)?.into();
    let total = element_count(&dims)?;
    if dims.is_empty() {
        return Ok(draw(random).into());
    }
    let mut data = Vec::with_capacity(total);
    data.extend((0..total).map(|_| draw(random)));
    array(dims, data).map(Value::from)
}

fn real(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let bound = |k: usize| f64::scalar(&args[k]).ok_or(Fault::Argument);
    let (low, high) = (bound(0)?, bound(1)?);
    fill(&mut state.random, args.get(2), |random| random.real(low, high))
}

fn random_integer(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let (a, b) = (integer(&args[0])?, integer(&args[1])?);
    let (low, high) = (a.min(b), a.max(b));
    fill(&mut state.random, args.get(2), |random| random.integer(low, high))
}

fn complex(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let corner = |k: usize| Complex64::scalar(&args[k]).ok_or(Fault::Argument);
    let (low, high) = (corner(0)?, corner(1)?);
    fill(&mut state.random, args.get(2), |random| {
        let re = random.real(low.re, high.re);
        Complex64::new(re, random.real(low.im, high.im))
    })
}

fn variate(state: &mut KernelState, args: &mut [Value], name: &str) -> Result<Value, Fault> {
    let row = distribution(name).ok_or(Fault::Argument)?;
    let parameters: Vec<f64> = args[..row.parameters]
        .iter()
        .map(|parameter| f64::scalar(parameter).ok_or(Fault::Argument))
        .collect::<Result<_, _>>()?;
    let sampler = row.with(&parameters).ok_or(Fault::Domain)?;
    let shape = args.get(row.parameters);
    match row.support {
        Support::Real => fill(&mut state.random, shape, |random| sampler(random)),
        Support::Integer => fill(&mut state.random, shape, |random| sampler(random) as i64),
    }
}

/// The rows at the positions drawn, in the shape asked for.
fn pick(list: &Value, shape: Option<&Value>, positions: &[usize]) -> Result<Value, Fault> {
    let Value::Tensor(rows) = pick_rows(list, positions)? else { return Err(Fault::Argument) };
    let mut dims: Dims = match shape {
        Some(shape) => counts(shape)?.into(),
        None => Dims::new(),
    };
    dims.extend_from_slice(&rows.dims()[1..]);
    if dims.is_empty() {
        return super::part::get(&rows, &[super::part::Spec::Index(1)]);
    }
    with_dims(super::element::owned(rows), &dims).map(Value::from)
}

fn wanted(shape: Option<&Value>) -> Result<usize, Fault> {
    match shape {
        Some(shape) => element_count(&counts(shape)?),
        None => Ok(1),
    }
}

fn choice(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let length = tensor(&args[0])?.len();
    let positions = choose(&mut state.random, length, wanted(args.get(1))?)?;
    pick(&args[0], args.get(1), &positions)
}

/// `RandomChoiceWeighted[weights, list, shape]`
fn weighted_choice(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let weights = f64::widened(tensor(&args[0])?).ok_or(Fault::Argument)?;
    if weights.rank() != 1 || weights.len() != tensor(&args[1])?.len() {
        return Err(Fault::Lengths { left: weights.len(), right: tensor(&args[1])?.len() });
    }
    let positions = choose_weighted(&mut state.random, weights.data(), wanted(args.get(2))?)?;
    pick(&args[1], args.get(2), &positions)
}

fn sample(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    let length = tensor(&args[0])?.len();
    let wanted = args.get(1).map_or(Ok(length), count)?;
    let positions = draw_without_return(&mut state.random, length, wanted)?;
    pick_rows(&args[0], &positions)
}

/// Positions from 0, each drawn from all.
pub fn choose(random: &mut Generator, length: usize, wanted: usize) -> Result<Vec<usize>, Fault> {
    if length == 0 {
        return Err(Fault::Shape);
    }
    Ok((0..wanted).map(|_| random.below(length as u64) as usize).collect())
}

/// Positions from 0, each drawn with a chance in proportion to its weight.
pub fn choose_weighted(random: &mut Generator, weights: &[f64], wanted: usize) -> Result<Vec<usize>, Fault> {
    let mut sum = 0.0;
    let sums: Vec<f64> = weights
        .iter()
        .map(|&weight| {
            sum += weight;
            sum
        })
        .collect();
    if !(sum > 0.0 && sum.is_finite()) || weights.iter().any(|&weight| weight < 0.0) {
        return Err(Fault::Domain);
    }
    let last = weights.iter().rposition(|&weight| weight > 0.0).unwrap_or(0);
    Ok((0..wanted)
        .map(|_| {
            let mark = random.uniform() * sum;
            sums.partition_point(|&sum| sum <= mark).min(last)
        })
        .collect())
}

/// Distinct positions from 0, in random order.
pub fn draw_without_return(
    random: &mut Generator,
    length: usize,
    wanted: usize,
) -> Result<Vec<usize>, Fault> {
    if wanted > length {
        return Err(Fault::Lengths { left: wanted, right: length });
    }
    let mut positions: Vec<usize> = (0..length).collect();
    for i in 0..wanted {
        let j = i + random.below((length - i) as u64) as usize;
        positions.swap(i, j);
    }
    positions.truncate(wanted);
    Ok(positions)
}

/// Distinct positions from 0, drawn one after the other with chances in proportion to weights: the smallest of
/// exponential times, one for each position with its weight as rate.
pub fn draw_weighted_without_return(
    random: &mut Generator,
    weights: &[f64],
    wanted: usize,
) -> Result<Vec<usize>, Fault> {
    if weights.iter().any(|&weight| weight < 0.0 || !weight.is_finite()) {
        return Err(Fault::Domain);
    }
    let mut times: Vec<(f64, usize)> = weights
        .iter()
        .enumerate()
        .filter(|(_, weight)| **weight > 0.0)
        .map(|(at, weight)| (random.exponential() / weight, at))
        .collect();
    if wanted > times.len() {
        return Err(Fault::Lengths { left: wanted, right: times.len() });
    }
    times.sort_by(|a, b| a.0.order(b.0).then(a.1.cmp(&b.1)));
    Ok(times.into_iter().take(wanted).map(|(_, at)| at).collect())
}

fn seed(state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
    state.random = match args.first() {
        Some(seed) => Generator::from_seed(integer(seed)? as u64),
        None => Generator::default(),
    };
    Ok(Value::Void)
}

/// Remembers the state of the generator: the start of `BlockRandom`.
fn save(state: &mut KernelState, _: &mut [Value]) -> Result<Value, Fault> {
    state.saved.push(state.random.clone());
    Ok(Value::Void)
}

/// Goes back to the state remembered last: the end of `BlockRandom`.
fn restore(state: &mut KernelState, _: &mut [Value]) -> Result<Value, Fault> {
    if let Some(random) = state.saved.pop() {
        state.random = random;
    }
    Ok(Value::Void)
}
