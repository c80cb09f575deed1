//! Bitwise functions of integers of any size, in two's complement without end.

use std::sync::Arc;

use dashu_base::BitTest;

use super::{LISTABLE, big, is_negative, rows, small};
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::integer;
use crate::number::BigInteger;

const FOLDED: Attributes =
    LISTABLE.and(Attributes::FLAT).and(Attributes::ONE_IDENTITY).and(Attributes::ORDERLESS);

/// A shift beyond this many bits would fill the memory.
const MAX_SHIFT: i64 = 1 << 31;

rows! {
    "BitAnd" FOLDED, Arity::ANY, "BitAnd[n1, n2, ...] gives the bitwise AND of the integers ni.", ("BitAnd[12, 10]", "8"),
        |_, call| fold(call, -1, |a, b| a & b, |a, b| a & b);
    "BitGet" LISTABLE, Arity::exactly(2), "BitGet[n, k] gets the bit of n that stands for 2^k.", ("BitGet[5, 2]", "1"), bit_get;
    "BitLength" LISTABLE, Arity::exactly(1), "BitLength[n] gives the number of binary bits needed to represent n.", ("BitLength[255]", "8"), bit_length;
    "BitNot" LISTABLE, Arity::exactly(1), "BitNot[n] gives the bitwise NOT of n, -n - 1.", ("BitNot[5]", "-6"), bit_not;
    "BitOr" FOLDED, Arity::ANY, "BitOr[n1, n2, ...] gives the bitwise OR of the integers ni.", ("BitOr[12, 10]", "14"),
        |_, call| fold(call, 0, |a, b| a | b, |a, b| a | b);
    "BitShiftLeft" LISTABLE, Arity::between(1, 2), "BitShiftLeft[n, k] shifts the bits of n to the left by k places.", ("BitShiftLeft[3, 4]", "48"),
        |_, call| shift(call, 1);
    "BitShiftRight" LISTABLE, Arity::between(1, 2), "BitShiftRight[n, k] shifts the bits of n to the right by k places.", ("BitShiftRight[-5, 1]", "-3"),
        |_, call| shift(call, -1);
    "BitXor" FOLDED, Arity::ANY, "BitXor[n1, n2, ...] gives the bitwise XOR of the integers ni.", ("BitXor[12, 10]", "6"),
        |_, call| fold(call, 0, |a, b| a ^ b, |a, b| a ^ b);
}

fn fold(
    call: &Arc<Normal>,
    unit: i64,
    machine: fn(i64, i64) -> i64,
    any: fn(BigInteger, BigInteger) -> BigInteger,
) -> Reply {
    if let Some(values) = call.args.iter().map(small).collect::<Option<Vec<i64>>>() {
        return Ok(Some(Expr::Integer(values.into_iter().fold(unit, machine))));
    }
    let Some(values) = call.args.iter().map(big).collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    Ok(Some(Expr::from(values.into_iter().fold(BigInteger::from(unit), any))))
}

fn bit_not(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(big(&call.args[0]).map(|n| Expr::from(-n - BigInteger::from(1))))
}

fn bit_length(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    Ok(big(&call.args[0]).map(|n| {
        let n = if is_negative(&n) { -n - BigInteger::from(1) } else { n };
        Expr::Integer(i64::try_from(n.bit_len()).unwrap_or(i64::MAX))
    }))
}

fn bit_get(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (Some(n), Some(place)) = (big(&call.args[0]), small(&call.args[1])) else {
        return Ok(None);
    };
    let Ok(place) = usize::try_from(place) else {
        return Ok(None);
    };
    Ok(Some(Expr::Integer(i64::from(n.bit(place)))))
}

fn shift(call: &Arc<Normal>, direction: i64) -> Reply {
    let places = match call.args.get(1) {
        None => 1,
        Some(places) => match small(places) {
            Some(places) => places,
            None => return Ok(None),
        },
    };
    let Some(places) = places.checked_mul(direction) else {
        return Ok(None);
    };
    if let Some(n) = small(&call.args[0])
        && let Some(value) = integer::shift_left(n, places)
    {
        return Ok(Some(Expr::Integer(value)));
    }
    let Some(n) = big(&call.args[0]) else {
        return Ok(None);
    };
    if places > MAX_SHIFT {
        return Ok(None);
    }
    let distance = usize::try_from(places.unsigned_abs()).unwrap_or(usize::MAX);
    Ok(Some(Expr::from(if places >= 0 { n << distance } else { n >> distance })))
}
