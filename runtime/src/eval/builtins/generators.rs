//! Random generators of model components, as functions of the language: the kernels of the same names.

use crate::eval::stoppable;
use std::sync::Arc;

use crate::eval::builtin::Builtin;
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::{KernelState, kernel};
use crate::value::Value;

const fn row(name: &'static str, usage: &'static str) -> Builtin {
    Builtin::new(name, Attributes::PROTECTED, Arity::exactly(2), usage, ("", ""), draw)
}

const fn seeding(name: &'static str, usage: &'static str) -> Builtin {
    Builtin::new(name, Attributes::PROTECTED, Arity::exactly(3), usage, ("", ""), draw)
}

/// Draws from generators in memory.
pub const ROWS: &[Builtin] = &stoppable([
    row(
        "Models`MersenneNormal",
        "Models`MersenneNormal[v, n] draws a normal number from the Mersenne Twister whose state begins at v[[n]] and gives v moved on, with the number after the state.",
    ),
    seeding(
        "Models`MersenneSeed",
        "Models`MersenneSeed[v, n, seed] starts the Mersenne Twister whose state begins at v[[n]] anew and gives v with it.",
    ),
    row(
        "Models`MersenneUniform",
        "Models`MersenneUniform[v, n] draws a uniform number from the Mersenne Twister whose state begins at v[[n]] and gives v moved on, with the number after the state.",
    ),
    row(
        "Models`PhiloxNormal",
        "Models`PhiloxNormal[v, n] draws a normal number from the Philox generator whose state begins at v[[n]] and gives v moved on, with the number after the state.",
    ),
    seeding(
        "Models`PhiloxSeed",
        "Models`PhiloxSeed[v, n, seed] starts the Philox generator whose state begins at v[[n]] anew and gives v with it.",
    ),
    row(
        "Models`PhiloxUniform",
        "Models`PhiloxUniform[v, n] draws a uniform number from the Philox generator whose state begins at v[[n]] and gives v moved on, with the number after the state.",
    ),
    Builtin::new(
        "Models`Restored",
        Attributes::PROTECTED,
        Arity::exactly(2),
        "Models`Restored[v, kept] gives kept, the states that v had before; compiled code puts them where those of v are.",
        ("", ""),
        |_, call| Ok(Some(call.args[1].clone())),
    ),
]);

fn draw(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(head), [Expr::Array(states), Expr::Integer(start), seed @ ..]) =
        (call.head_symbol(), &call.args[..])
    else {
        return Ok(None);
    };
    let mut args = vec![Value::Tensor(Arc::clone(states)), Value::Integer(*start)];
    match seed {
        [Expr::Real(seed)] => args.push(Value::Real(*seed)),
        [Expr::Integer(seed)] => args.push(Value::Integer(*seed)),
        _ => {}
    }
    let drawn =
        kernel(head.full_name()).and_then(|kernel| kernel.call(&mut KernelState::default(), &mut args).ok());
    Ok(match drawn {
        Some(Value::Tensor(states)) => Some(Expr::Array(states)),
        _ => None,
    })
}
