//! Typed machine values: what compiled code takes and gives.

use std::sync::Arc;

use num_complex::Complex64;

use crate::tensor::Tensor;

/// Element types of compiled code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scalar {
    /// `True` or `False`.
    Boolean,
    /// 64-bit integer.
    Integer,
    /// Double.
    Real,
    /// Two doubles.
    Complex,
}

/// The type of a value in compiled code: nothing, a scalar (rank 0) or a tensor of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// No value (`Null`).
    Void,
    /// Element type and rank. Booleans have rank 0 only.
    Of(Scalar, u8),
}

impl Type {
    /// `True|False`.
    pub const BOOLEAN: Type = Type::Of(Scalar::Boolean, 0);
    /// `_Integer`.
    pub const INTEGER: Type = Type::Of(Scalar::Integer, 0);
    /// `_Real`.
    pub const REAL: Type = Type::Of(Scalar::Real, 0);
    /// `_Complex`.
    pub const COMPLEX: Type = Type::Of(Scalar::Complex, 0);
}

/// A typed machine value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `Null`.
    Void,
    /// `True` or `False`.
    Boolean(bool),
    /// Machine integer.
    Integer(i64),
    /// Machine real.
    Real(f64),
    /// Machine complex number.
    Complex(Complex64),
    /// Packed array, shared.
    Tensor(Arc<Tensor>),
}

impl Value {
    /// The type of this value.
    pub fn ty(&self) -> Type {
        match self {
            Value::Void => Type::Void,
            Value::Boolean(_) => Type::BOOLEAN,
            Value::Integer(_) => Type::INTEGER,
            Value::Real(_) => Type::REAL,
            Value::Complex(_) => Type::COMPLEX,
            Value::Tensor(tensor) => {
                let scalar = match **tensor {
                    Tensor::Integer(_) => Scalar::Integer,
                    Tensor::Real(_) => Scalar::Real,
                    Tensor::Complex(_) => Scalar::Complex,
                };
                Type::Of(scalar, u8::try_from(tensor.rank()).unwrap_or(u8::MAX))
            }
        }
    }
}
