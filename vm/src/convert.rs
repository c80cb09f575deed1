//! Expressions to typed values and back.

use std::sync::Arc;

use num_complex::Complex64;
use scheelite_runtime::kernels::Element;
use scheelite_runtime::kernels::scalar::integer;
use scheelite_runtime::tensor::{Array, Dims, Tensor};
use scheelite_runtime::{Expr, Scalar, Type, Value, sym, with_array};

/// A value as an expression.
pub(crate) fn value_to_expr(value: Value) -> Expr {
    match value {
        Value::Void => Expr::null(),
        Value::Boolean(value) => Expr::boolean(value),
        Value::Integer(value) => Expr::Integer(value),
        Value::Real(value) => real_to_expr(value),
        Value::Complex(value) if value.re.is_finite() && value.im.is_finite() => Expr::complex(value),
        Value::Complex(_) => Expr::Symbol(sym::Indeterminate),
        Value::Tensor(tensor) => Expr::Array(tensor),
    }
}

fn real_to_expr(value: f64) -> Expr {
    if value.is_nan() {
        Expr::Symbol(sym::Indeterminate)
    } else if value.is_infinite() {
        Expr::call(sym::DirectedInfinity, [Expr::Integer(if value > 0.0 { 1 } else { -1 })])
    } else {
        Expr::Real(value)
    }
}

/// A number as the nearest real, when it is real and not too large.
fn to_real(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::Integer(value) => Some(integer::to_real(*value)),
        Expr::Real(value) => Some(*value),
        Expr::BigInteger(_) | Expr::Rational(_) | Expr::BigReal(_) => {
            Some(scheelite_runtime::number::to_f64(expr)).filter(|value| value.is_finite())
        }
        _ => None,
    }
}

fn to_complex(expr: &Expr) -> Option<Complex64> {
    match expr {
        Expr::Complex(complex) => Some(Complex64::new(to_real(&complex.re)?, to_real(&complex.im)?)),
        _ => to_real(expr).map(Complex64::from),
    }
}

fn to_integer(expr: &Expr) -> Option<i64> {
    match expr {
        Expr::Integer(value) => Some(*value),
        _ => None,
    }
}

/// An expression as a value of this type, converted when its own type is narrower. None when it is none of this type:
/// then it is for the caller to say why.
pub(crate) fn expr_to_value(expr: &Expr, ty: Type) -> Option<Value> {
    match ty {
        Type::Void => Some(Value::Void),
        Type::Of(Scalar::Boolean, _) => match expr.as_symbol()? {
            sym::True => Some(Value::Boolean(true)),
            sym::False => Some(Value::Boolean(false)),
            _ => None,
        },
        Type::Of(Scalar::Integer, 0) => to_integer(expr).map(Value::Integer),
        Type::Of(Scalar::Real, 0) => to_real(expr).map(Value::Real),
        Type::Of(Scalar::Complex, 0) => to_complex(expr).map(Value::Complex),
        Type::Of(scalar, rank) => expr_to_tensor(expr, scalar)
            .filter(|tensor| tensor.rank() == usize::from(rank))
            .map(Value::Tensor),
    }
}

/// A full array of whatever rank with elements of this type, converted when they are narrower.
pub(crate) fn expr_to_tensor(expr: &Expr, scalar: Scalar) -> Option<Arc<Tensor>> {
    if let Expr::Array(tensor) = expr {
        return match (&**tensor, scalar) {
            (Tensor::Integer(_), Scalar::Integer)
            | (Tensor::Real(_), Scalar::Real)
            | (Tensor::Complex(_), Scalar::Complex) => Some(tensor.clone()),
            (Tensor::Integer(array), Scalar::Real) => {
                Some(Arc::new(array.map(|&x| integer::to_real(x)).into()))
            }
            (Tensor::Integer(array), Scalar::Complex) => {
                Some(Arc::new(array.map(|&x| Complex64::from(integer::to_real(x))).into()))
            }
            (Tensor::Real(array), Scalar::Complex) => {
                Some(Arc::new(array.map(|&x| Complex64::from(x)).into()))
            }
            _ => None,
        };
    }
    Some(Arc::new(match scalar {
        Scalar::Integer => gather(expr, to_integer)?.into(),
        Scalar::Real => gather(expr, to_real)?.into(),
        Scalar::Complex => gather(expr, to_complex)?.into(),
        Scalar::Boolean => return None,
    }))
}

/// Most levels of lists that are looked into.
const MAX_LEVELS: usize = 100;

fn gather<T>(expr: &Expr, element: fn(&Expr) -> Option<T>) -> Option<Array<T>> {
    let mut dims = Dims::new();
    let mut first = expr.clone();
    while let Some(parts) = first.elements() {
        dims.push(parts.len());
        let Some(next) = parts.first().cloned().filter(|_| dims.len() < MAX_LEVELS) else { break };
        drop(parts);
        first = next;
    }
    let mut data = Vec::with_capacity(dims.iter().product());
    collect(expr, &dims, element, &mut data)?;
    Array::new(dims, data)
}

fn collect<T>(expr: &Expr, dims: &[usize], element: fn(&Expr) -> Option<T>, data: &mut Vec<T>) -> Option<()> {
    let Some((&length, inner)) = dims.split_first() else {
        data.push(element(expr)?);
        return Some(());
    };
    let parts = expr.elements()?;
    if parts.len() != length {
        return None;
    }
    parts.iter().try_for_each(|part| collect(part, inner, element, data))
}

/// Number of levels of lists of the first elements: what decides whether a listable function threads.
pub(crate) fn depth(expr: &Expr) -> usize {
    if let Expr::Array(tensor) = expr {
        return tensor.rank();
    }
    let mut levels = 0;
    let mut first = expr.clone();
    while let Some(parts) = first.elements() {
        levels += 1;
        let Some(next) = parts.first().cloned().filter(|_| levels < MAX_LEVELS) else { break };
        drop(parts);
        first = next;
    }
    levels
}

/// Whether every number in a value is finite.
pub(crate) fn is_finite(value: &Value) -> bool {
    match value {
        Value::Real(value) => value.is_finite(),
        Value::Complex(value) => value.re.is_finite() && value.im.is_finite(),
        Value::Tensor(tensor) => with_array!(&**tensor, array => Element::all_finite(array.data())),
        Value::Void | Value::Boolean(_) | Value::Integer(_) => true,
    }
}
