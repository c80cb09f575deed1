//! Automatic compilation: long loops of the evaluator over machine numbers run as compiled code where that gives, bit
//! for bit, what the evaluator would give.
//!
//! [`strict`] decides that and rewrites the loop; here it is compiled, kept for the next time, and run. Nothing happens
//! outside before the compiled code has come to its end, so that a loop that leaves it is simply done by the evaluator.

mod loops;
mod strict;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use scheelite_compiler::request::{Argument, Choice, Options, Request};
use scheelite_runtime::eval::{Eval, Evaluator, Unwind};
use scheelite_runtime::tensor::Tensor;
use scheelite_runtime::{Expr, Symbol, Type, Value};

use crate::compile::Session;
use crate::compiled_function::{limits, note_path};
use crate::convert::{expr_to_value, is_finite, value_to_expr};
use crate::interp::{self, Leave, Linked, with_machine};
use crate::outcome::{Path, Why};

/// A loop that may be compiled.
struct Candidate {
    /// What is compiled, in terms of the arguments.
    body: Expr,
    /// Whether an overflow inside could go unnoticed in the result.
    hides_overflow: bool,
    /// The arguments and their values now.
    arguments: Vec<(Symbol, Type, Expr)>,
    /// The type of the value.
    result: Type,
    /// What is done with the value.
    effect: Effect,
}

/// What the value of the compiled code is to the loop.
enum Effect {
    /// The value of the loop.
    Value,
    /// The same of a sum of reals. It starts with an exact zero in the evaluator and with `0.` in compiled code, which
    /// may end in zeros of different signs.
    Sum,
    /// The loop's value is `Null`; this is the last value of the only symbol that it sets.
    Sets(Symbol),
    /// The same of several symbols: a list. In a list of reals those marked are integers all the same.
    SetsAll(Vec<(Symbol, bool)>),
}

/// What was compiled, by what it was made of.
#[derive(Default)]
pub(crate) struct Compiled {
    known: FxHashMap<(Expr, Vec<Type>, bool), Known>,
}

struct Known {
    linked: Option<Arc<Linked>>,
    /// How often the code has been left.
    failures: u32,
}

/// Most loops that are remembered.
const MOST_KNOWN: usize = 256;

/// A loop that has left its code so often is no longer tried.
const MOST_FAILURES: u32 = 3;

/// Plugs automatic compilation into an evaluator.
pub(crate) fn install(ev: &mut Evaluator) {
    ev.automatic.run = Some(run);
}

fn run(ev: &mut Evaluator, head: Symbol, args: &[Expr]) -> Eval<Option<Expr>> {
    let Some(candidate) = loops::candidate(ev, head, args) else { return Ok(None) };
    let types: Vec<Type> = candidate.arguments.iter().map(|(_, ty, _)| *ty).collect();
    let key = (candidate.body.clone(), types, candidate.hides_overflow);
    let linked = match ev.state::<Compiled>().known.get(&key) {
        Some(known) if known.failures >= MOST_FAILURES => return Ok(None),
        Some(known) => known.linked.clone(),
        None => {
            let linked = compile(ev, &candidate);
            let known = &mut ev.state::<Compiled>().known;
            if known.len() >= MOST_KNOWN {
                known.clear();
            }
            known.insert(key.clone(), Known { linked: linked.clone(), failures: 0 });
            linked
        }
    };
    let Some(linked) = linked else { return Ok(None) };
    let Some(value) = execute(ev, &linked, &candidate)? else {
        if let Some(known) = ev.state::<Compiled>().known.get_mut(&key) {
            known.failures += 1;
        }
        note_path(ev, Path::Exact(Why::Numerical));
        return Ok(None);
    };
    note_path(ev, Path::Fast);
    Ok(Some(settle(ev, candidate.effect, value)))
}

/// The program; none when the compiler has another opinion of the types than the evaluator.
fn compile(ev: &mut Evaluator, candidate: &Candidate) -> Option<Arc<Linked>> {
    let arguments = candidate.arguments.iter().map(|&(symbol, ty, _)| Argument { symbol, ty }).collect();
    let options = Options {
        catch_overflow: candidate.hides_overflow,
        optimize: Choice::No,
        inline_definitions: Choice::No,
        ..Options::default()
    };
    let request =
        Request { name: None, arguments, body: candidate.body.clone(), declared: Vec::new(), options };
    let compiled = scheelite_compiler::compile("Automatic", &request, &mut Session::new(ev));
    let program = compiled.program.filter(|_| compiled.externals == 0)?;
    (program.program().entry().result_type() == candidate.result).then(|| Arc::new(Linked::new(program)))
}

/// Runs the code; none where it was left, or where its value is not what the evaluator would give.
fn execute(ev: &mut Evaluator, linked: &Arc<Linked>, candidate: &Candidate) -> Eval<Option<Value>> {
    let values = candidate.arguments.iter().map(|(_, ty, value)| expr_to_value(value, *ty));
    let Some(values) = values.collect::<Option<Vec<Value>>>() else { return Ok(None) };
    let limits = limits(ev);
    let value = with_machine(|machine| {
        interp::execute(
            linked,
            machine,
            &limits,
            Some(ev),
            |registers| values.into_iter().enumerate().all(|(index, value)| registers.put(index, value)),
            |results| results.take(),
        )
    });
    match value {
        Ok(value) => {
            Ok(value.flatten().filter(|value| is_finite(value) && is_plain(value, &candidate.effect)))
        }
        Err(finished) => match finished.leave {
            Leave::Interrupt | Leave::Time => Err(Unwind::Abort),
            _ => Ok(None),
        },
    }
}

/// Integers below this are the same as reals.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Whether a value looks the same to the evaluator: an empty list has no type there.
fn is_plain(value: &Value, effect: &Effect) -> bool {
    match value {
        Value::Real(value) => *value != 0.0 || !matches!(effect, Effect::Sum),
        Value::Tensor(tensor)
            if let (Effect::SetsAll(symbols), Tensor::Real(array)) = (effect, &**tensor) =>
        {
            array.data().iter().zip(symbols).all(|(value, (_, integer))| !integer || value.abs() < EXACT)
        }
        Value::Tensor(tensor) => !matches!(&**tensor, Tensor::Complex(_)) && !tensor.dims().contains(&0),
        _ => true,
    }
}

/// The value of the loop, after the symbols that it sets have their values.
fn settle(ev: &mut Evaluator, effect: Effect, value: Value) -> Expr {
    let value = value_to_expr(value);
    match effect {
        Effect::Value | Effect::Sum => return value,
        Effect::Sets(symbol) => {
            ev.set_own_value(symbol, Some(value));
        }
        Effect::SetsAll(symbols) => {
            let values = value.elements().map(std::borrow::Cow::into_owned).unwrap_or_default();
            for ((symbol, integer), value) in symbols.into_iter().zip(values) {
                let value = match value {
                    #[expect(clippy::cast_possible_truncation, reason = "`is_plain`: an integer below 2^53")]
                    Expr::Real(value) if integer => Expr::Integer(value as i64),
                    value => value,
                };
                ev.set_own_value(symbol, Some(value));
            }
        }
    }
    Expr::null()
}
