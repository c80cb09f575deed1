//! Machine values of expressions and their types.

use num_complex::Complex64;
use scheelite_runtime::{Expr, Scalar, Type, Value, sym};

/// A number as a real.
fn real(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::Integer(value) => Some(scheelite_runtime::kernels::scalar::integer::to_real(*value)),
        Expr::Real(value) => Some(*value),
        Expr::BigInteger(value) => Some(value.to_f64().value()),
        Expr::Rational(value) => Some(value.to_f64().value()),
        Expr::BigReal(value) => Some(value.value.to_f64().value()),
        _ => None,
    }
}

/// The machine value of a number: a Real for what is neither a machine integer nor complex.
pub fn number(expr: &Expr) -> Option<Value> {
    match expr {
        Expr::Integer(value) => Some(Value::Integer(*value)),
        Expr::Complex(value) => Some(Value::Complex(Complex64::new(real(&value.re)?, real(&value.im)?))),
        _ => real(expr).filter(|value| value.is_finite()).map(Value::Real),
    }
}

/// The type of a number, a Boolean or a full array of numbers.
pub fn value_type(expr: &Expr) -> Option<Type> {
    if let Expr::Array(tensor) = expr {
        return Some(Value::Tensor(tensor.clone()).ty());
    }
    if let Some(value) = number(expr) {
        return Some(value.ty());
    }
    if expr.is_symbol(sym::True) || expr.is_symbol(sym::False) {
        return Some(Type::BOOLEAN);
    }
    let list = expr.as_call(sym::List)?;
    let mut found: Option<Type> = None;
    for arg in &list.args {
        let ty = value_type(arg)?;
        found = Some(found.map_or(Some(ty), |so_far| super::types::join(so_far, ty))?);
    }
    match found? {
        Type::Of(Scalar::Boolean, _) | Type::Void => None,
        Type::Of(scalar, rank) => Some(Type::Of(scalar, rank.checked_add(1)?)),
    }
}
