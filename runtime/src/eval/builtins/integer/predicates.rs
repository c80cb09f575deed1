//! Tests of the kind of a number.

use super::{LISTABLE, big, rows};
use crate::eval::numeric::is_numeric;
use crate::eval::{Arity, Attributes, Reply};
use crate::expr::Expr;
use crate::kernels::scalar::integer;
use crate::number;

rows! {
    "EvenQ" LISTABLE, Arity::exactly(1), "EvenQ[expr] is True when expr is an even integer.", ("EvenQ[4]", "True"),
        |_, call| truth(is_multiple_of_two(&call.args[0]) == Some(true));
    "ExactNumberQ" Attributes::PROTECTED, Arity::exactly(1), "ExactNumberQ[expr] is True when expr is an exact number.", ("ExactNumberQ[1/2]", "True"),
        |_, call| truth(call.args[0].is_number() && number::is_exact(&call.args[0]));
    "InexactNumberQ" Attributes::PROTECTED, Arity::exactly(1), "InexactNumberQ[expr] is True when expr is an inexact number.", ("InexactNumberQ[0.5]", "True"),
        |_, call| truth(call.args[0].is_number() && !number::is_exact(&call.args[0]));
    "IntegerQ" Attributes::PROTECTED, Arity::exactly(1), "IntegerQ[expr] is True when expr is an integer.", ("IntegerQ[3.]", "False"),
        |_, call| truth(matches!(call.args[0], Expr::Integer(_) | Expr::BigInteger(_)));
    "MachineNumberQ" Attributes::PROTECTED, Arity::exactly(1), "MachineNumberQ[expr] is True when expr is a machine real or complex number.", ("MachineNumberQ[2.5]", "True"),
        |_, call| truth(matches!(number::parts(&call.args[0]).0, Expr::Real(_)));
    "NumberQ" Attributes::PROTECTED, Arity::exactly(1), "NumberQ[expr] is True when expr is a number.", ("NumberQ[Pi]", "False"),
        |_, call| truth(call.args[0].is_number());
    "NumericQ" Attributes::PROTECTED, Arity::exactly(1), "NumericQ[expr] is True when expr is a numeric quantity.", ("NumericQ[Pi]", "True"),
        |ev, call| truth(is_numeric(ev, &call.args[0]));
    "OddQ" LISTABLE, Arity::exactly(1), "OddQ[expr] is True when expr is an odd integer.", ("OddQ[4]", "False"),
        |_, call| truth(is_multiple_of_two(&call.args[0]) == Some(false));
    "RealValuedNumberQ" Attributes::PROTECTED, Arity::exactly(1), "RealValuedNumberQ[expr] is True when expr is a real number.", ("RealValuedNumberQ[1 + I]", "False"),
        |_, call| truth(call.args[0].is_number() && !matches!(call.args[0], Expr::Complex(_)));
}

fn truth(value: bool) -> Reply {
    Ok(Some(Expr::boolean(value)))
}

fn is_multiple_of_two(expr: &Expr) -> Option<bool> {
    match expr {
        Expr::Integer(value) => Some(integer::is_even(*value)),
        _ => big(expr).map(|value| (value % number::BigInteger::from(2)).is_zero()),
    }
}
