//! Elements of packed arrays, and arguments of kernels brought to one type.

use std::cmp::Ordering;
use std::sync::Arc;

use num_complex::Complex64;

use super::Fault;
use super::scalar::complex;
use crate::tensor::{Array, Dims, Tensor};
use crate::value::{Scalar, Value};

/// Most elements a packed array may have: 2^31, 16 GB of reals. Larger results are refused before memory is asked for.
pub const MAX_ELEMENTS: usize = 1 << 31;

/// What kernels may do with an element of whatever type. Integers are checked, reals and complex numbers run on.
pub trait Element: Copy + PartialEq + Default + Send + Sync + 'static + Into<Value> {
    /// One.
    const ONE: Self;
    /// `self + other`
    fn add(self, other: Self) -> Result<Self, Fault>;
    /// `self - other`
    fn sub(self, other: Self) -> Result<Self, Fault>;
    /// `self * other`
    fn mul(self, other: Self) -> Result<Self, Fault>;
    /// `-self`
    fn neg(self) -> Result<Self, Fault>;
    /// Complex conjugate.
    fn conj(self) -> Self;
    /// The canonical order: numbers by real part, then by absolute value of the imaginary part, then by imaginary part.
    fn order(self, other: Self) -> Ordering;
    /// As a tensor.
    fn tensor(array: Array<Self>) -> Tensor;
    /// The array of this element type inside.
    fn of(tensor: &Tensor) -> Option<&Array<Self>>;
    /// The array of this element type inside, to change.
    fn of_mut(tensor: &mut Tensor) -> Option<&mut Array<Self>>;
    /// The array of this element type inside, given up.
    fn into_array(tensor: Tensor) -> Option<Array<Self>>;
    /// A scalar of this type, widened when it is narrower.
    fn scalar(value: &Value) -> Option<Self>;
    /// The elements widened to this type.
    fn widened(tensor: &Tensor) -> Option<Array<Self>>;
    /// Whether all elements are finite numbers.
    fn all_finite(elements: &[Self]) -> bool;
}

macro_rules! tensor_variant {
    ($variant:ident) => {
        fn tensor(array: Array<Self>) -> Tensor {
            Tensor::$variant(array)
        }

        fn of(tensor: &Tensor) -> Option<&Array<Self>> {
            if let Tensor::$variant(array) = tensor { Some(array) } else { None }
        }

        fn of_mut(tensor: &mut Tensor) -> Option<&mut Array<Self>> {
            if let Tensor::$variant(array) = tensor { Some(array) } else { None }
        }

        fn into_array(tensor: Tensor) -> Option<Array<Self>> {
            if let Tensor::$variant(array) = tensor { Some(array) } else { None }
        }
    };
}

impl Element for i64 {
    const ONE: i64 = 1;

    fn add(self, other: i64) -> Result<i64, Fault> {
        self.checked_add(other).ok_or(Fault::Overflow)
    }

    fn sub(self, other: i64) -> Result<i64, Fault> {
        self.checked_sub(other).ok_or(Fault::Overflow)
    }

    fn mul(self, other: i64) -> Result<i64, Fault> {
        self.checked_mul(other).ok_or(Fault::Overflow)
    }

    fn neg(self) -> Result<i64, Fault> {
        self.checked_neg().ok_or(Fault::Overflow)
    }

    fn conj(self) -> i64 {
        self
    }

    fn order(self, other: i64) -> Ordering {
        self.cmp(&other)
    }

    fn scalar(value: &Value) -> Option<i64> {
        if let Value::Integer(value) = value { Some(*value) } else { None }
    }

    fn widened(tensor: &Tensor) -> Option<Array<i64>> {
        i64::of(tensor).cloned()
    }

    fn all_finite(_: &[i64]) -> bool {
        true
    }

    tensor_variant!(Integer);
}

impl Element for f64 {
    const ONE: f64 = 1.0;

    fn add(self, other: f64) -> Result<f64, Fault> {
        Ok(self + other)
    }

    fn sub(self, other: f64) -> Result<f64, Fault> {
        Ok(self - other)
    }

    fn mul(self, other: f64) -> Result<f64, Fault> {
        Ok(self * other)
    }

    fn neg(self) -> Result<f64, Fault> {
        Ok(-self)
    }

    fn conj(self) -> f64 {
        self
    }

    fn order(self, other: f64) -> Ordering {
        self.partial_cmp(&other).unwrap_or_else(|| self.is_nan().cmp(&other.is_nan()))
    }

    fn scalar(value: &Value) -> Option<f64> {
        match value {
            Value::Integer(value) => Some(integer_to_real(*value)),
            Value::Real(value) => Some(*value),
            _ => None,
        }
    }

    fn widened(tensor: &Tensor) -> Option<Array<f64>> {
        match tensor {
            Tensor::Integer(array) => Some(array.map(|&x| integer_to_real(x))),
            Tensor::Real(array) => Some(array.clone()),
            Tensor::Complex(_) => None,
        }
    }

    fn all_finite(elements: &[f64]) -> bool {
        super::vector::all_finite(elements)
    }

    tensor_variant!(Real);
}

impl Element for Complex64 {
    const ONE: Complex64 = Complex64::new(1.0, 0.0);

    fn add(self, other: Complex64) -> Result<Complex64, Fault> {
        Ok(self + other)
    }

    fn sub(self, other: Complex64) -> Result<Complex64, Fault> {
        Ok(self - other)
    }

    fn mul(self, other: Complex64) -> Result<Complex64, Fault> {
        Ok(complex::multiply(self, other))
    }

    fn neg(self) -> Result<Complex64, Fault> {
        Ok(-self)
    }

    fn conj(self) -> Complex64 {
        Complex64::conj(&self)
    }

    fn order(self, other: Complex64) -> Ordering {
        self.re
            .order(other.re)
            .then_with(|| self.im.abs().order(other.im.abs()))
            .then_with(|| self.im.order(other.im))
    }

    fn scalar(value: &Value) -> Option<Complex64> {
        match value {
            Value::Complex(value) => Some(*value),
            _ => f64::scalar(value).map(Complex64::from),
        }
    }

    fn widened(tensor: &Tensor) -> Option<Array<Complex64>> {
        match tensor {
            Tensor::Complex(array) => Some(array.clone()),
            _ => f64::widened(tensor).map(|array| array.map(|&x| Complex64::from(x))),
        }
    }

    fn all_finite(elements: &[Complex64]) -> bool {
        elements.iter().fold(true, |all, z| all & z.re.is_finite() & z.im.is_finite())
    }

    tensor_variant!(Complex);
}

/// A machine integer as the nearest real.
pub fn integer_to_real(value: i64) -> f64 {
    value as f64
}

/// A count as an integer of the language.
pub fn count_to_integer(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

impl From<i64> for Value {
    fn from(value: i64) -> Value {
        Value::Integer(value)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Real(value)
    }
}

impl From<Complex64> for Value {
    fn from(value: Complex64) -> Value {
        Value::Complex(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Boolean(value)
    }
}

impl From<Tensor> for Value {
    fn from(tensor: Tensor) -> Value {
        Value::Tensor(Arc::new(tensor))
    }
}

impl<T: Element> From<Array<T>> for Value {
    fn from(array: Array<T>) -> Value {
        T::tensor(array).into()
    }
}

/// Element type of a number or tensor of numbers.
pub fn scalar_type(value: &Value) -> Result<Scalar, Fault> {
    Ok(match value {
        Value::Integer(_) => Scalar::Integer,
        Value::Real(_) => Scalar::Real,
        Value::Complex(_) => Scalar::Complex,
        Value::Tensor(tensor) => tensor_type(tensor),
        Value::Void | Value::Boolean(_) => return Err(Fault::Argument),
    })
}

/// Element type of a tensor.
pub fn tensor_type(tensor: &Tensor) -> Scalar {
    match tensor {
        Tensor::Integer(_) => Scalar::Integer,
        Tensor::Real(_) => Scalar::Real,
        Tensor::Complex(_) => Scalar::Complex,
    }
}

/// The value widened so that its elements have this type.
pub fn widen(value: Value, to: Scalar) -> Result<Value, Fault> {
    if scalar_type(&value)? == to {
        return Ok(value);
    }
    fn by<T: Element>(value: &Value) -> Result<Value, Fault> {
        match value {
            Value::Tensor(tensor) => T::widened(tensor).map(Value::from),
            _ => T::scalar(value).map(T::into),
        }
        .ok_or(Fault::Argument)
    }
    match to {
        Scalar::Boolean => Err(Fault::Argument),
        Scalar::Integer => by::<i64>(&value),
        Scalar::Real => by::<f64>(&value),
        Scalar::Complex => by::<Complex64>(&value),
    }
}

/// Brings values to the widest element type among them.
pub fn unify(values: &mut [Value]) -> Result<Scalar, Fault> {
    let mut widest = Scalar::Integer;
    for value in values.iter() {
        widest = widest.max(scalar_type(value)?);
    }
    for value in values.iter_mut() {
        *value = widen(take(value), widest)?;
    }
    Ok(widest)
}

/// Takes an argument out, so that a tensor owned by nobody else can be changed in place.
pub fn take(value: &mut Value) -> Value {
    std::mem::replace(value, Value::Void)
}

/// Takes a tensor argument out.
pub fn take_tensor(value: &mut Value) -> Result<Arc<Tensor>, Fault> {
    match take(value) {
        Value::Tensor(tensor) => Ok(tensor),
        _ => Err(Fault::Argument),
    }
}

/// A tensor argument.
pub fn tensor(value: &Value) -> Result<&Arc<Tensor>, Fault> {
    match value {
        Value::Tensor(tensor) => Ok(tensor),
        _ => Err(Fault::Argument),
    }
}

/// An integer argument.
pub fn integer(value: &Value) -> Result<i64, Fault> {
    i64::scalar(value).ok_or(Fault::Argument)
}

/// An integer argument that is a count.
pub fn count(value: &Value) -> Result<usize, Fault> {
    usize::try_from(integer(value)?).map_err(|_| Fault::Argument)
}

/// One integer, or each of a vector of integers.
pub fn integers(value: &Value) -> Result<Vec<i64>, Fault> {
    match value {
        Value::Integer(value) => Ok(vec![*value]),
        Value::Tensor(tensor) => match &**tensor {
            Tensor::Integer(array) if array.rank() == 1 => Ok(array.data().to_vec()),
            _ => Err(Fault::Argument),
        },
        _ => Err(Fault::Argument),
    }
}

/// One count, or each of a vector of counts.
pub fn counts(value: &Value) -> Result<Vec<usize>, Fault> {
    integers(value)?.into_iter().map(|n| usize::try_from(n).map_err(|_| Fault::Argument)).collect()
}

/// The elements of a tensor that nobody else may hold, copied when somebody does.
pub fn owned(tensor: Arc<Tensor>) -> Tensor {
    Arc::unwrap_or_clone(tensor)
}

/// An array of these lengths, when it is not too large and the elements fit.
pub fn array<T>(dims: impl Into<Dims>, data: Vec<T>) -> Result<Array<T>, Fault> {
    Array::new(dims.into(), data).ok_or(Fault::Shape)
}

/// Number of elements of an array of these lengths, refused when it is too large.
pub fn element_count(dims: &[usize]) -> Result<usize, Fault> {
    dims.iter().try_fold(1usize, |n, &d| n.checked_mul(d)).filter(|&n| fits(n)).ok_or(Fault::Memory)
}

/// Whether an array may have so many elements, and the system has memory for them.
pub fn fits(elements: usize) -> bool {
    elements <= MAX_ELEMENTS && crate::memory::has_room_for(elements)
}

/// Runs a generic function with the element type of a tensor.
#[macro_export]
macro_rules! with_element {
    ($scalar:expr, $T:ident => $body:expr) => {
        match $scalar {
            $crate::value::Scalar::Integer => {
                type $T = i64;
                $body
            }
            $crate::value::Scalar::Real => {
                type $T = f64;
                $body
            }
            $crate::value::Scalar::Complex => {
                type $T = num_complex::Complex64;
                $body
            }
            $crate::value::Scalar::Boolean => Err($crate::kernels::Fault::Argument),
        }
    };
}
