//! Plus, Times, Power and what is written with them.

use std::sync::Arc;

use crate::eval::simplify::{self, make_power};
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::{IntegerBinary, IntegerFunction};
use crate::number;
use crate::symbol::sym;
use crate::tensor::Tensor;

/// Attributes of a numeric function that threads over lists.
pub(super) const NUMERIC: Attributes = Attributes::LISTABLE
    .and(Attributes::NUMERIC_FUNCTION)
    .and(Attributes::PROTECTED)
    .and(Attributes::WHOLE_ARRAYS);
const SUM: Attributes =
    NUMERIC.and(Attributes::FLAT).and(Attributes::ORDERLESS).and(Attributes::ONE_IDENTITY);

/// The function of a row, whole arrays first.
macro_rules! whole {
    ($name:literal, $run:path) => {
        |ev, call| match on_arrays(ev, call, $name) {
            Some(reply) => Ok(reply),
            None if call.args.iter().any(number::is_long) || $name == "Power" && is_long_power(call) => {
                ev.stoppable(|ev| $run(ev, call))
            }
            None => $run(ev, call),
        }
    };
}

/// Whether the exponent alone makes work.
fn is_long_power(call: &Normal) -> bool {
    matches!(&call.args[..], [base, Expr::Integer(n)]
        if n.unsigned_abs() > 10_000 && base.is_number() && !matches!(base, Expr::Real(_)))
}

/// Arithmetic.
pub const ROWS: &[Builtin] = &[
    Builtin {
        name: "Divide",
        attributes: NUMERIC,
        arity: Arity::exactly(2),
        usage: "Divide[x, y] or x/y gives the quotient of x and y.",
        example: ("Divide[6, 4]", "3/2"),
        run: whole!("Divide", divide),
    },
    Builtin {
        name: "Minus",
        attributes: NUMERIC,
        arity: Arity::exactly(1),
        usage: "Minus[x] or -x gives the negative of x.",
        example: ("Minus[5]", "-5"),
        run: whole!("Minus", minus),
    },
    Builtin {
        name: "Plus",
        attributes: SUM,
        arity: Arity::ANY,
        usage: "Plus[x, y, ...] or x + y + ... gives the sum of its arguments.",
        example: ("1 + 1/2 + x + x", "3/2 + 2 x"),
        run: whole!("Plus", simplify::plus),
    },
    Builtin {
        name: "Power",
        attributes: NUMERIC.and(Attributes::ONE_IDENTITY),
        arity: Arity::ANY,
        usage: "Power[x, y] or x^y gives x to the power y.",
        example: ("Power[2, 100]", "1267650600228229401496703205376"),
        run: whole!("Power", simplify::power),
    },
    Builtin {
        name: "Sqrt",
        attributes: NUMERIC,
        arity: Arity::exactly(1),
        usage: "Sqrt[x] gives the square root of x.",
        example: ("Sqrt[8]", "2 Sqrt[2]"),
        run: whole!("Sqrt", simplify::sqrt),
    },
    Builtin {
        name: "Subtract",
        attributes: NUMERIC,
        arity: Arity::exactly(2),
        usage: "Subtract[x, y] or x - y gives the difference of x and y.",
        example: ("Subtract[10, 3]", "7"),
        run: whole!("Subtract", subtract),
    },
    Builtin {
        name: "Times",
        attributes: SUM,
        arity: Arity::ANY,
        usage: "Times[x, y, ...] or x y ... gives the product of its arguments.",
        example: ("2 x x", "2 x^2"),
        run: whole!("Times", simplify::times),
    },
];

/// A threading function with a packed array among its arguments: the kernel of this name, `Some(None)` to leave the
/// call to threading. None when there is no array.
pub(super) fn on_arrays(ev: &mut Evaluator, call: &Arc<Normal>, name: &str) -> Option<Option<Expr>> {
    if !call.args.iter().any(|arg| matches!(arg, Expr::Array(_))) {
        return None;
    }
    // Exact arguments stay exact: integers only where the function of integers has integer values.
    let inexact = |arg: &Expr| match arg {
        Expr::Array(tensor) => !matches!(**tensor, Tensor::Integer(_)),
        other => matches!(number::parts(other).0, Expr::Real(_)),
    };
    let integers = match name {
        "Plus" | "Times" | "Subtract" | "Minus" => true,
        _ if call.args.len() == 1 => IntegerFunction::named(name).is_some(),
        "Power" => matches!(call.args[1], Expr::Integer(n) if n > 0),
        _ => IntegerBinary::named(name).is_some(),
    };
    if !integers && !call.args.iter().any(inexact) {
        return Some(None);
    }
    Some(ev.packed_kernel(name, &call.args))
}

fn subtract(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (a, b) = (&call.args[0], &call.args[1]);
    if a.is_number() && b.is_number() {
        return Ok(Some(number::subtract(a, b)));
    }
    let negative = if b.is_number() {
        number::negate(b)
    } else {
        Expr::call(sym::Times, [Expr::Integer(-1), b.clone()])
    };
    Ok(Some(Expr::call(sym::Plus, [a.clone(), negative])))
}

fn minus(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let a = &call.args[0];
    Ok(Some(if a.is_number() {
        number::negate(a)
    } else {
        Expr::call(sym::Times, [Expr::Integer(-1), a.clone()])
    }))
}

fn divide(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (a, b) = (&call.args[0], &call.args[1]);
    if a.is_number()
        && b.is_number()
        && let Some(quotient) = number::divide(a, b)
    {
        return Ok(Some(quotient));
    }
    let inverse = make_power(b.clone(), Expr::Integer(-1));
    Ok(Some(if matches!(a, Expr::Integer(1)) {
        inverse
    } else {
        Expr::call(sym::Times, [a.clone(), inverse])
    }))
}
