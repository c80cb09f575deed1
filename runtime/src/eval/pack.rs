//! Between expressions and packed arrays.

use std::sync::Arc;

use num_complex::Complex64;

use super::Evaluator;
use crate::expr::{Complex, Expr};
use crate::kernels::{self, Element, Fault, KernelState};
use crate::symbol::sym;
use crate::tensor::{Array, Dims, Tensor};
use crate::value::Value;

/// The machine value that an expression is, `None` when it is none.
pub fn to_value(expr: &Expr) -> Option<Value> {
    Some(match expr {
        Expr::Integer(value) => Value::Integer(*value),
        Expr::Real(value) => Value::Real(*value),
        Expr::Complex(value) => Value::Complex(machine_complex(value)?),
        Expr::Array(tensor) => Value::Tensor(Arc::clone(tensor)),
        Expr::Symbol(sym::True) => Value::Boolean(true),
        Expr::Symbol(sym::False) => Value::Boolean(false),
        _ => return None,
    })
}

/// The machine number, when both parts are machine reals.
pub fn machine_complex(value: &Complex) -> Option<Complex64> {
    match (&value.re, &value.im) {
        (Expr::Real(re), Expr::Real(im)) => Some(Complex64::new(*re, *im)),
        _ => None,
    }
}

impl From<Value> for Expr {
    fn from(value: Value) -> Expr {
        match value {
            Value::Void => Expr::null(),
            Value::Boolean(value) => Expr::boolean(value),
            Value::Integer(value) => Expr::Integer(value),
            Value::Real(value) => Expr::Real(value),
            Value::Complex(value) => Expr::complex(value),
            Value::Tensor(tensor) => array_expr(tensor),
        }
    }
}

/// The list that a tensor stands for. Below an empty level there is nothing, so that a 0 by 3 array is `{}`.
pub fn array_expr(tensor: Arc<Tensor>) -> Expr {
    let Some(empty) = tensor.dims().iter().position(|&length| length == 0) else {
        return Expr::Array(tensor);
    };
    if empty + 1 == tensor.rank() {
        return Expr::Array(tensor);
    }
    let dims: Dims = tensor.dims()[..=empty].into();
    let cut: Option<Tensor> = match &*tensor {
        Tensor::Integer(_) => Array::new(dims, Vec::<i64>::new()).map(Tensor::from),
        Tensor::Real(_) => Array::new(dims, Vec::<f64>::new()).map(Tensor::from),
        Tensor::Complex(_) => Array::new(dims, Vec::<Complex64>::new()).map(Tensor::from),
    };
    cut.map_or_else(|| Expr::Array(tensor), Expr::from)
}

/// The packed array of these elements: machine numbers of one type, or arrays of one type and shape.
pub fn try_pack(elements: &[Expr]) -> Option<Tensor> {
    fn numbers<T: Element>(elements: &[Expr], one: impl Fn(&Expr) -> Option<T>) -> Option<Tensor> {
        let data = elements.iter().map(one).collect::<Option<Vec<T>>>()?;
        Some(T::tensor(Array::vector(data)))
    }
    match elements.first()? {
        Expr::Integer(_) => {
            numbers(elements, |expr| if let Expr::Integer(value) = expr { Some(*value) } else { None })
        }
        Expr::Real(_) => {
            numbers(elements, |expr| if let Expr::Real(value) = expr { Some(*value) } else { None })
        }
        Expr::Complex(_) => {
            numbers(
                elements,
                |expr| if let Expr::Complex(value) = expr { machine_complex(value) } else { None },
            )
        }
        Expr::Array(first) => match **first {
            Tensor::Integer(_) => rows::<i64>(elements, first.dims()),
            Tensor::Real(_) => rows::<f64>(elements, first.dims()),
            Tensor::Complex(_) => rows::<Complex64>(elements, first.dims()),
        },
        _ => None,
    }
}

fn rows<T: Element>(elements: &[Expr], dims: &[usize]) -> Option<Tensor> {
    let mut data = Vec::with_capacity(elements.len() * dims.iter().product::<usize>());
    for element in elements {
        let Expr::Array(row) = element else { return None };
        let row = T::of(row).filter(|row| row.dims() == dims)?;
        data.extend_from_slice(row.data());
    }
    let mut all: Dims = dims.into();
    all.insert(0, elements.len());
    Array::new(all, data).map(T::tensor)
}

/// The expression as a packed array when it is one or is a full list of machine numbers of one type, at any depth.
pub fn pack(expr: &Expr) -> Option<Arc<Tensor>> {
    match expr {
        Expr::Array(tensor) => Some(Arc::clone(tensor)),
        Expr::Normal(list) if list.has_head(sym::List) => {
            if !list.args.first()?.is_list() {
                return try_pack(&list.args).map(Arc::new);
            }
            let rows = stacker::maybe_grow(crate::expr::RED_ZONE, crate::expr::STACK_STEP, || {
                crate::stop::poll();
                list.args.iter().map(|row| pack(row).map(Expr::Array)).collect::<Option<Vec<Expr>>>()
            })?;
            try_pack(&rows).map(Arc::new)
        }
        _ => None,
    }
}

/// A list of these elements, packed when they allow it.
pub fn packed_list(elements: Vec<Expr>) -> Expr {
    match try_pack(&elements) {
        Some(tensor) => Expr::from(tensor),
        None => Expr::list(elements),
    }
}

/// A list of these elements, packed when they allow it and the list it came from was.
pub fn list_like(from: &Expr, elements: Vec<Expr>) -> Expr {
    if matches!(from, Expr::Array(_)) { packed_list(elements) } else { Expr::list(elements) }
}

/// Everything below packed arrays as ordinary lists.
pub fn unpack(expr: &Expr) -> Expr {
    match expr {
        Expr::Array(tensor) => {
            let elements = crate::expr::unpack_level(tensor);
            Expr::list(elements.iter().map(unpack).collect::<Vec<_>>())
        }
        _ => expr.clone(),
    }
}

impl Evaluator {
    /// Runs a kernel on arguments that are machine values or full lists of machine numbers.
    pub fn kernel(&mut self, name: &str, args: &[Expr]) -> Result<Expr, Fault> {
        let mut values = args
            .iter()
            .map(|arg| to_value(arg).or_else(|| pack(arg).map(Value::Tensor)))
            .collect::<Option<Vec<_>>>()
            .ok_or(Fault::Argument)?;
        self.kernel_on_values(name, &mut values).map(Expr::from)
    }

    /// Runs a kernel when an argument is a packed array and the others are machine values; `None` leaves the call to
    /// the general path. An infinite result is left to it as well.
    pub fn packed_kernel(&mut self, name: &str, args: &[Expr]) -> Option<Expr> {
        if !args.iter().any(|arg| matches!(arg, Expr::Array(_))) {
            return None;
        }
        let inexact = args
            .iter()
            .any(|arg| matches!(arg, Expr::Array(tensor) if !matches!(**tensor, Tensor::Integer(_))));
        let mut values = args
            .iter()
            .map(|arg| match arg {
                // Beside machine numbers an exact one counts as the nearest of them.
                Expr::Rational(_) | Expr::BigInteger(_) if inexact => {
                    Some(Value::Real(crate::number::to_f64(arg)))
                        .filter(|value| *value != Value::Real(f64::INFINITY))
                }
                arg => to_value(arg),
            })
            .collect::<Option<Vec<_>>>()?;
        finite(self.kernel_on_values(name, &mut values).ok()?)
    }

    /// The same on ordinary lists too where they are full lists of machine numbers of one type.
    pub fn numeric_kernel(&mut self, name: &str, args: &[Expr]) -> Option<Expr> {
        let mut values = args
            .iter()
            .map(|arg| to_value(arg).or_else(|| pack(arg).map(Value::Tensor)))
            .collect::<Option<Vec<_>>>()?;
        finite(self.kernel_on_values(name, &mut values).ok()?)
    }

    /// Runs a kernel with the session's state.
    pub fn kernel_on_values(&mut self, name: &str, values: &mut [Value]) -> Result<Value, Fault> {
        let kernel = kernels::kernel(name).ok_or(Fault::Argument)?;
        if !self.guarded || !values.iter().any(is_large) || name.starts_with("Random") {
            return kernel.call(self.state::<KernelState>(), values);
        }
        let mut theirs: Vec<Value> = values.iter_mut().map(kernels::take).collect();
        let (result, back) = crate::stop::apart(move || {
            let result = kernel.call(&mut KernelState::default(), &mut theirs);
            (result, theirs)
        });
        values.iter_mut().zip(back).for_each(|(value, back)| *value = back);
        result
    }
}

/// Whether a kernel may work on it, or on what it counts, so long that it has to be left in the middle.
fn is_large(value: &Value) -> bool {
    const LARGE: usize = 1 << 22;
    match value {
        Value::Tensor(tensor) => tensor.count() > LARGE,
        Value::Integer(count) => count.unsigned_abs() > LARGE as u64,
        _ => false,
    }
}

/// The value as an expression, unless it has run over.
pub(super) fn finite(value: Value) -> Option<Expr> {
    match value {
        Value::Tensor(tensor) if !kernels::arithmetic::is_finite(&tensor) => None,
        Value::Real(value) if !value.is_finite() => None,
        Value::Complex(value) if !value.is_finite() => None,
        value => Some(Expr::from(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_lists_of_one_type_pack() {
        let list = |elements: &[Expr]| Expr::list(elements.iter().cloned());
        let (one, two, x) = (Expr::Integer(1), Expr::Integer(2), Expr::Real(0.5));
        let matrix = list(&[list(&[one.clone(), two.clone()]), list(&[two.clone(), one.clone()])]);
        let packed = pack(&matrix).expect("a matrix of integers");
        assert_eq!(packed.dims(), [2, 2]);
        assert_eq!(Expr::Array(packed.clone()), matrix);
        assert!(matches!(unpack(&Expr::Array(packed)), Expr::Normal(_)));
        assert!(pack(&list(&[one.clone(), x.clone()])).is_none());
        assert!(pack(&list(&[list(std::slice::from_ref(&one)), list(&[one.clone(), two])])).is_none());
        assert!(pack(&list(&[])).is_none());
        assert!(pack(&list(&[list(&[one]), x])).is_none());
    }

    #[test]
    fn nothing_stands_below_an_empty_level() {
        let empty = Array::<i64>::new(Dims::from_slice(&[0, 3]), Vec::new()).expect("no elements");
        assert_eq!(Expr::from(Value::from(empty)).length(), 0);
        let rows = Array::<i64>::new(Dims::from_slice(&[2, 0, 3]), Vec::new()).expect("no elements");
        let Expr::Array(rows) = Expr::from(Value::from(rows)) else { unreachable!() };
        assert_eq!(rows.dims(), [2, 0]);
    }
}
