//! Machine numbers out of expressions.

use scheelite_runtime::Expr;
use scheelite_runtime::tensor::Tensor;

/// The machine real nearest to a real number in any form, `None` for anything else and for what overflows.
pub fn real(expr: &Expr) -> Option<f64> {
    let value = match expr {
        Expr::Integer(value) => *value as f64,
        Expr::Real(value) => *value,
        Expr::BigInteger(value) => value.to_f64().value(),
        Expr::Rational(value) => value.to_f64().value(),
        Expr::BigReal(value) => value.value.to_f64().value(),
        _ => return None,
    };
    value.is_finite().then_some(value)
}

/// A list of real numbers.
pub fn reals(expr: &Expr) -> Option<Vec<f64>> {
    match expr {
        Expr::Array(tensor) if tensor.rank() == 1 => match &**tensor {
            Tensor::Integer(array) => Some(array.data().iter().map(|&value| value as f64).collect()),
            Tensor::Real(array) => Some(array.data().to_vec()),
            Tensor::Complex(_) => None,
        },
        _ => expr.elements()?.iter().map(real).collect(),
    }
}

/// A list of lists of real numbers, all of one length.
pub fn matrix(expr: &Expr) -> Option<Vec<Vec<f64>>> {
    let rows = expr.elements()?.iter().map(reals).collect::<Option<Vec<Vec<f64>>>>()?;
    let width = rows.first()?.len();
    rows.iter().all(|row| row.len() == width).then_some(rows)
}

/// A full array of real numbers of any rank: the lengths of its levels and its elements in row-major order.
pub fn array(expr: &Expr) -> Option<(Vec<usize>, Vec<f64>)> {
    if let Expr::Array(tensor) = expr {
        let data = match &**tensor {
            Tensor::Integer(array) => array.data().iter().map(|&value| value as f64).collect(),
            Tensor::Real(array) => array.data().to_vec(),
            Tensor::Complex(_) => return None,
        };
        return Some((tensor.dims().to_vec(), data));
    }
    let mut dims = Vec::new();
    let mut data = Vec::new();
    let mut first = expr.clone();
    while let Some(elements) = first.elements() {
        dims.push(elements.len());
        let next = elements.first()?.clone();
        first = next;
        if dims.len() > 16 {
            return None;
        }
    }
    fill(expr, &dims, &mut data)?;
    (!dims.is_empty()).then_some((dims, data))
}

fn fill(expr: &Expr, dims: &[usize], data: &mut Vec<f64>) -> Option<()> {
    let Some((&length, inner)) = dims.split_first() else {
        data.push(real(expr)?);
        return Some(());
    };
    if inner.is_empty() {
        let row = reals(expr)?;
        data.extend_from_slice(&row);
        return (row.len() == length).then_some(());
    }
    let elements = expr.elements()?;
    elements.iter().try_for_each(|element| fill(element, inner, data))?;
    (elements.len() == length).then_some(())
}
