//! `Hash`: a number that is the same for equal expressions, in every session.

use std::sync::Arc;

use super::super::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::format::full_form;
use crate::number::BigInteger;

/// `Hash`.
pub const ROWS: &[Builtin] = &[Builtin {
    name: "Hash",
    attributes: Attributes::PROTECTED,
    arity: Arity::exactly(1),
    usage: "Hash[expr] gives an integer that is the same for equal expressions.",
    example: ("Hash[{1, x}] == Hash[{1, x}] != Hash[{2, x}]", "True"),
    run: hash,
}];

/// The hash of Fowler, Noll and Vo (FNV-1a, 64 bits) over the full form.
fn hash(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let text = full_form(&call.args[0]);
    let value = text.bytes().fold(START, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME));
    Ok(Some(Expr::from(BigInteger::from(value))))
}
