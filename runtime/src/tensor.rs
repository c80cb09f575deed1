//! Packed arrays: full arrays of machine integers, reals or complex numbers, in row-major order.
//!
//! The storage is one `Vec`, so that a host's vector or `ndarray` array becomes a tensor without a copy and back;
//! work along axes goes through `ndarray` views.

use ndarray::{ArrayD, ArrayViewD, ArrayViewMutD, IxDyn};
use num_complex::Complex64;
use smallvec::SmallVec;

use crate::storage;

/// Lengths of the levels, outermost first.
pub type Dims = SmallVec<[usize; 4]>;

/// A full array of one element type. The product of `dims` is the number of elements.
#[derive(Debug, PartialEq)]
pub struct Array<T: 'static> {
    dims: Dims,
    data: Vec<T>,
}

impl<T> Drop for Array<T> {
    fn drop(&mut self) {
        storage::give_back(&mut self.data);
    }
}

impl<T: Clone> Clone for Array<T> {
    fn clone(&self) -> Self {
        Array { dims: self.dims.clone(), data: storage::copy(&self.data) }
    }
}

impl<T> Array<T> {
    /// A vector.
    pub fn vector(data: Vec<T>) -> Self {
        Array { dims: Dims::from_slice(&[data.len()]), data }
    }

    /// An array of these lengths, `None` when the number of elements does not fit them or `dims` is empty.
    pub fn new(dims: Dims, data: Vec<T>) -> Option<Self> {
        let count = dims.iter().try_fold(1usize, |n, &d| n.checked_mul(d))?;
        (!dims.is_empty() && count == data.len()).then_some(Array { dims, data })
    }

    /// Lengths of the levels.
    pub fn dims(&self) -> &[usize] {
        &self.dims
    }

    /// Number of levels, at least 1.
    pub fn rank(&self) -> usize {
        self.dims.len()
    }

    /// Length of the first level.
    pub fn len(&self) -> usize {
        self.dims[0]
    }

    /// Whether the first level is empty.
    pub fn is_empty(&self) -> bool {
        self.dims[0] == 0
    }

    /// All elements in row-major order.
    pub fn data(&self) -> &[T] {
        &self.data
    }

    /// All elements in row-major order, to change.
    pub fn data_mut(&mut self) -> &mut [T] {
        &mut self.data
    }

    /// Gives the elements up.
    pub fn into_data(mut self) -> Vec<T> {
        std::mem::take(&mut self.data)
    }

    /// Number of elements of one part at the first level.
    pub fn stride(&self) -> usize {
        self.dims[1..].iter().product()
    }

    /// The elements of part `index` (from 0) of the first level.
    pub fn row(&self, index: usize) -> &[T] {
        let stride = self.stride();
        &self.data[index * stride..(index + 1) * stride]
    }

    /// Appends a number to a vector; `false` when this is no vector.
    pub fn push(&mut self, value: T) -> bool {
        if self.dims.len() != 1 {
            return false;
        }
        self.data.push(value);
        self.dims[0] += 1;
        true
    }

    /// A view for work along axes.
    pub fn view(&self) -> ArrayViewD<'_, T> {
        ArrayViewD::from_shape(IxDyn(&self.dims), &self.data).expect("dims fit the data")
    }

    /// A view for changes along axes.
    pub fn view_mut(&mut self) -> ArrayViewMutD<'_, T> {
        ArrayViewMutD::from_shape(IxDyn(&self.dims), &mut self.data).expect("dims fit the data")
    }

    /// The same shape with each element mapped.
    pub fn map<U>(&self, f: impl FnMut(&T) -> U) -> Array<U> {
        Array { dims: self.dims.clone(), data: self.data.iter().map(f).collect() }
    }
}

impl<T: Clone> Array<T> {
    /// Appends a part to the first level; `false` when its shape is not that of the others.
    pub fn push_row(&mut self, row: &Array<T>) -> bool {
        if self.dims[1..] != row.dims[..] {
            return false;
        }
        self.data.extend_from_slice(&row.data);
        self.dims[0] += 1;
        true
    }
}

impl<T: Clone> From<ArrayD<T>> for Array<T> {
    /// Takes the storage when it is in row-major order, else copies. A zero-dimensional array becomes one element.
    fn from(array: ArrayD<T>) -> Self {
        let dims: Dims = if array.ndim() == 0 { Dims::from_slice(&[1]) } else { array.shape().into() };
        let data = if array.is_standard_layout() {
            let (data, offset) = array.into_raw_vec_and_offset();
            let count = dims.iter().product();
            match offset {
                None | Some(0) if data.len() == count => data,
                offset => data[offset.unwrap_or(0)..][..count].to_vec(),
            }
        } else {
            array.iter().cloned().collect()
        };
        Array { dims, data }
    }
}

/// A packed array.
#[derive(Clone, Debug, PartialEq)]
pub enum Tensor {
    /// Machine integers.
    Integer(Array<i64>),
    /// Machine reals.
    Real(Array<f64>),
    /// Machine complex numbers.
    Complex(Array<Complex64>),
}

/// Applies one body to the array inside a tensor, whatever its element type.
#[macro_export]
macro_rules! with_array {
    ($tensor:expr, $array:ident => $body:expr) => {
        match $tensor {
            $crate::tensor::Tensor::Integer($array) => $body,
            $crate::tensor::Tensor::Real($array) => $body,
            $crate::tensor::Tensor::Complex($array) => $body,
        }
    };
}

impl Tensor {
    /// Lengths of the levels.
    pub fn dims(&self) -> &[usize] {
        with_array!(self, array => array.dims())
    }

    /// Number of levels.
    pub fn rank(&self) -> usize {
        self.dims().len()
    }

    /// Length of the first level.
    pub fn len(&self) -> usize {
        self.dims()[0]
    }

    /// Whether the first level is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of elements.
    pub fn count(&self) -> usize {
        with_array!(self, array => array.data().len())
    }
}

impl From<Array<i64>> for Tensor {
    fn from(array: Array<i64>) -> Self {
        Tensor::Integer(array)
    }
}

impl From<Array<f64>> for Tensor {
    fn from(array: Array<f64>) -> Self {
        Tensor::Real(array)
    }
}

impl From<Array<Complex64>> for Tensor {
    fn from(array: Array<Complex64>) -> Self {
        Tensor::Complex(array)
    }
}
