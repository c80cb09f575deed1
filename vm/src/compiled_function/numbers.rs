//! Calls of compiled functions from machine numbers to a machine number: no expression is made and nothing is allocated.
//!
//! Whatever such a call cannot do (other arguments, no value, limits reached) goes the long way in `apply` from the start, so
//! only functions without effects are called this way.

use std::sync::Arc;

use scheelite_runtime::eval::{Evaluator, MachineNumber};
use scheelite_runtime::expr::Foreign;
use scheelite_runtime::kernels::scalar::integer;
use scheelite_runtime::{Scalar, Type};
use smallvec::SmallVec;

use super::{Argument, CompiledFunction, MOST_PATHS, State};
use crate::engine::Engine;
use crate::interp::{self, Limits, Linked, with_machine};
use crate::outcome::Path;

/// A function that can be called this way.
pub(crate) struct Numeric {
    /// Types of the arguments.
    arguments: SmallVec<[Kind; 4]>,
    result: Kind,
    limits: Limits,
}

/// The type of a machine number.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Integer,
    Real,
}

impl Kind {
    fn of(ty: Type) -> Option<Kind> {
        match ty {
            Type::Of(Scalar::Integer, 0) => Some(Kind::Integer),
            Type::Of(Scalar::Real, 0) => Some(Kind::Real),
            _ => None,
        }
    }
}

impl Numeric {
    /// What such calls need to know of a function; none when it has other types, an effect, or limits of its own.
    pub(crate) fn of(linked: &Linked, arguments: &[Argument], engine: &Engine) -> Option<Numeric> {
        let program = linked.verified.program();
        if engine.limits_time() || engine.recorder.is_some() || !super::apply::is_pure(program) {
            return None;
        }
        Some(Numeric {
            arguments: arguments.iter().map(|argument| Kind::of(argument.ty)).collect::<Option<_>>()?,
            result: Kind::of(program.entry().result_type())?,
            limits: engine.limits(),
        })
    }
}

/// The value of a function for machine numbers: the short hook of the evaluator.
pub(crate) fn apply(ev: &mut Evaluator, foreign: &Foreign, args: &[MachineNumber]) -> Option<MachineNumber> {
    let function: &CompiledFunction = foreign.0.as_any().downcast_ref()?;
    let parts = &*function.parts;
    let (numeric, linked) = (parts.numeric.as_ref()?, parts.linked.as_ref()?);
    if args.len() != numeric.arguments.len() || ev.deadline().is_some() {
        return None;
    }
    let state = ev.state::<State>();
    if !state.leaving.is_empty() || !state.engine.is(&parts.engine) {
        return None;
    }
    // Nothing that this call does notes a way of its own.
    let noted = state.paths.len() < MOST_PATHS;
    if noted {
        state.paths.push(Path::Fast);
    }
    let value = run(ev, linked, numeric, args);
    if value.is_none() && noted {
        ev.state::<State>().paths.pop();
    }
    value
}

fn run(
    ev: &mut Evaluator,
    linked: &Arc<Linked>,
    numeric: &Numeric,
    args: &[MachineNumber],
) -> Option<MachineNumber> {
    let run = with_machine(|machine| {
        interp::execute(
            linked,
            machine,
            &numeric.limits,
            Some(ev),
            |registers| {
                args.iter().zip(&numeric.arguments).enumerate().all(|(index, (arg, kind))| {
                    let bits = match (*arg, kind) {
                        (MachineNumber::Integer(value), Kind::Integer) => value.cast_unsigned(),
                        (MachineNumber::Integer(value), Kind::Real) => integer::to_real(value).to_bits(),
                        (MachineNumber::Real(value), Kind::Real) => value.to_bits(),
                        (MachineNumber::Real(_), Kind::Integer) => return false,
                    };
                    registers.put_bits(index, bits)
                })
            },
            |results| results.bits(),
        )
    });
    let bits = run.ok()???;
    match numeric.result {
        Kind::Integer => Some(MachineNumber::Integer(bits.cast_signed())),
        Kind::Real => Some(f64::from_bits(bits)).filter(|value| value.is_finite()).map(MachineNumber::Real),
    }
}
