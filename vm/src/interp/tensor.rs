//! Whole arrays: making them, rows, calls of kernels.

use std::sync::Arc;

use num_complex::Complex64;
use scheelite_bytecode::operand::pool;
use scheelite_bytecode::{Any, In, InOut, Int, Ints, Out, Pool};
use scheelite_runtime::kernels::Fault;
use scheelite_runtime::kernels::scalar::integer;
use scheelite_runtime::storage;
use scheelite_runtime::tensor::{Array, Dims, Tensor};
use scheelite_runtime::{Scalar, Value};

use super::frame::{Flow, Frame, Sink, Source, header};
use super::link::Place;
use super::run::{Detail, Leave};

/// Zeros of an element type.
fn zeros(scalar: Scalar, dims: Dims, count: usize) -> Option<Tensor> {
    Some(match scalar {
        Scalar::Integer => Tensor::Integer(Array::new(dims, storage::zeros(count))?),
        Scalar::Real => Tensor::Real(Array::new(dims, storage::zeros(count))?),
        Scalar::Complex => Tensor::Complex(Array::new(dims, storage::zeros(count))?),
        Scalar::Boolean => return None,
    })
}

/// Copies `row` to the place of row `index` of `array`; false when they do not fit together.
fn write_row(array: &mut Tensor, index: usize, row: &Tensor) -> bool {
    fn write<T: Copy>(array: &mut Array<T>, index: usize, row: &Array<T>) -> bool {
        let (from, length) = (index * array.stride(), row.data().len());
        let fits = array.dims()[1..] == *row.dims() && index < array.len();
        if fits {
            array.data_mut()[from..from + length].copy_from_slice(row.data());
        }
        fits
    }
    match (array, row) {
        (Tensor::Integer(array), Tensor::Integer(row)) => write(array, index, row),
        (Tensor::Real(array), Tensor::Real(row)) => write(array, index, row),
        (Tensor::Complex(array), Tensor::Complex(row)) => write(array, index, row),
        _ => false,
    }
}

/// Row `index` as an array of one rank less.
fn row(tensor: &Tensor, index: usize) -> Option<Tensor> {
    fn of<T: Clone>(array: &Array<T>, index: usize) -> Option<Array<T>> {
        Array::new(array.dims()[1..].into(), array.row(index).to_vec())
    }
    Some(match tensor {
        Tensor::Integer(array) => Tensor::Integer(of(array, index)?),
        Tensor::Real(array) => Tensor::Real(of(array, index)?),
        Tensor::Complex(array) => Tensor::Complex(of(array, index)?),
    })
}

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    /// Leaves, noting why.
    #[cold]
    #[inline(never)]
    pub(super) fn leave(self, leave: Leave, detail: Detail) -> Flow {
        self.run().detail = Some(detail);
        Flow::Leave(leave)
    }

    pub(super) fn fault(self, fault: Fault) -> Flow {
        let leave = match fault {
            Fault::Part { .. } | Fault::Span { .. } | Fault::TooDeep { .. } => Leave::Part,
            Fault::Lengths { .. } | Fault::Ragged | Fault::Shape => Leave::Lengths,
            _ => Leave::Numerical,
        };
        self.leave(leave, Detail::Kernel(fault))
    }

    #[inline(always)]
    pub fn tensor_length(self, dst: Out<Int>, a: In<Any>) -> Flow {
        let length = self.header(a.slot(), header::LENGTH);
        self.set_int(dst, length as i64)
    }

    #[inline(never)]
    pub fn tensor_dimensions(self, dst: Out<Ints<1>>, a: In<Any>) -> Flow {
        let dims = match self.owner(a.slot()) {
            Some(tensor) => tensor.dims().iter().map(|&length| length as i64).collect(),
            None => Vec::new(),
        };
        self.put_tensor(dst.slot(), Arc::new(Tensor::Integer(Array::vector(dims))));
        Flow::Next
    }

    fn tensor_type(self, slot: usize) -> (Scalar, u8) {
        let run = self.run();
        let tensor = slot / scheelite_bytecode::verify::TENSOR_SLOTS;
        run.source_function().counts.tensors[tensor]
    }

    /// Zeros, within the limit of memory.
    fn zeros(self, scalar: Scalar, dims: Dims) -> Result<Tensor, Flow> {
        let count = dims.iter().try_fold(1usize, |count, &length| count.checked_mul(length));
        let limit = self.run().limits.elements;
        match count.filter(|&count| count <= limit).and_then(|count| zeros(scalar, dims, count)) {
            Some(tensor) => Ok(tensor),
            None => Err(self.leave(Leave::Memory, Detail::Kernel(Fault::Memory))),
        }
    }

    #[inline(never)]
    pub fn tensor_make(self, dst: Out<Any>, dims: Pool<pool::Registers>) -> Flow {
        let registers = &self.run().function().registers[dims.index()];
        let dims: Dims = registers
            .iter()
            .map(|place| usize::try_from(self.get(usize::from(place.slot)).cast_signed()).unwrap_or(0))
            .collect();
        match self.zeros(self.tensor_type(dst.slot()).0, dims) {
            Ok(tensor) => {
                self.put_tensor(dst.slot(), Arc::new(tensor));
                Flow::Next
            }
            Err(flow) => flow,
        }
    }

    #[inline(never)]
    pub fn tensor_list(self, dst: Out<Any>, items: Pool<pool::Registers>) -> Flow {
        let (scalar, rank) = self.tensor_type(dst.slot());
        let places = &self.run().function().registers[items.index()];
        let tensor =
            if rank == 1 { self.list_of_scalars(scalar, places) } else { self.list_of_rows(scalar, places) };
        match tensor {
            Ok(tensor) => {
                self.put_tensor(dst.slot(), Arc::new(tensor));
                Flow::Next
            }
            Err(flow) => flow,
        }
    }

    fn list_of_scalars(self, scalar: Scalar, places: &[Place]) -> Result<Tensor, Flow> {
        let slots = places.iter().map(|place| usize::from(place.slot));
        let real = |slot| f64::from_bits(self.get(slot));
        Ok(match scalar {
            Scalar::Integer => Array::vector(slots.map(|slot| self.get(slot).cast_signed()).collect()).into(),
            Scalar::Real => Array::vector(slots.map(real).collect()).into(),
            _ => Array::vector(slots.map(|slot| Complex64::new(real(slot), real(slot + 1))).collect()).into(),
        })
    }

    fn list_of_rows(self, scalar: Scalar, places: &[Place]) -> Result<Tensor, Flow> {
        let rows: Vec<Arc<Tensor>> =
            places.iter().filter_map(|place| self.owner(usize::from(place.slot)).clone()).collect();
        let Some(first) = rows.first().filter(|_| rows.len() == places.len()) else {
            return Err(Flow::Leave(Leave::Unset));
        };
        let mut dims: Dims = Dims::from_slice(&[rows.len()]);
        dims.extend_from_slice(first.dims());
        let mut tensor = self.zeros(scalar, dims)?;
        for (index, row) in rows.iter().enumerate() {
            if !write_row(&mut tensor, index, row) {
                let fault = Fault::Lengths { left: first.len(), right: row.len() };
                return Err(self.leave(Leave::Lengths, Detail::Kernel(fault)));
            }
        }
        Ok(tensor)
    }

    #[inline(never)]
    pub fn tensor_row(self, dst: Out<Any>, a: In<Any>, i: In<Int>) -> Flow {
        let Some(tensor) = self.owner(a.slot()).clone() else {
            return Flow::Leave(Leave::Unset);
        };
        match self.row_place(self.int(i), tensor.len()).and_then(|index| row(&tensor, index)) {
            Some(row) => {
                self.put_tensor(dst.slot(), Arc::new(row));
                Flow::Next
            }
            None => Flow::Leave(Leave::Part),
        }
    }

    /// The place from 0 of row `i`.
    fn row_place(self, i: i64, length: usize) -> Option<usize> {
        let size = i64::try_from(length).ok()?;
        let place = if i < 0 { size.checked_add(i)? } else { i - 1 };
        if (0..size).contains(&place) {
            return usize::try_from(place).ok();
        }
        self.run().detail = Some(Detail::Part { part: i, length });
        None
    }

    #[inline(never)]
    pub fn tensor_set_row(self, a: InOut<Any>, i: In<Int>, value: In<Any>) -> Flow {
        let slot = Source::<Any>::slot(a);
        let (Some(row), Some(mut tensor)) = (self.owner(value.slot()).clone(), self.take_tensor(slot)) else {
            return Flow::Leave(Leave::Unset);
        };
        let index = self.row_place(self.int(i), tensor.len());
        let fits = match index {
            Some(index) => write_row(Arc::make_mut(&mut tensor), index, &row),
            None => return Flow::Leave(Leave::Part),
        };
        if !fits {
            let left = tensor.dims().get(1).copied().unwrap_or(0);
            let fault = Fault::Lengths { left, right: row.len() };
            return self.leave(Leave::Lengths, Detail::Kernel(fault));
        }
        self.put_tensor(slot, tensor);
        Flow::Next
    }

    #[inline(never)]
    pub fn tensor_table_row(self, a: InOut<Any>, i: In<Int>, count: In<Int>, value: In<Any>) -> Flow {
        let slot = Source::<Any>::slot(a);
        let Some(row) = self.owner(value.slot()).clone() else {
            return Flow::Leave(Leave::Unset);
        };
        if self.int(i) == 1 {
            let mut dims: Dims = Dims::from_slice(&[usize::try_from(self.int(count)).unwrap_or(0)]);
            dims.extend_from_slice(row.dims());
            match self.zeros(self.tensor_type(slot).0, dims) {
                Ok(tensor) => self.put_tensor(slot, Arc::new(tensor)),
                Err(flow) => return flow,
            }
        }
        self.tensor_set_row(a, i, value)
    }

    #[inline(never)]
    pub fn tensor_widen(self, dst: Out<Any>, a: In<Any>) -> Flow {
        let Some(tensor) = self.owner(a.slot()).clone() else {
            return Flow::Leave(Leave::Unset);
        };
        let to = self.tensor_type(dst.slot()).0;
        let widened = match (&*tensor, to) {
            (Tensor::Integer(array), Scalar::Real) => Tensor::Real(array.map(|&x| integer::to_real(x))),
            (Tensor::Integer(array), Scalar::Complex) => {
                Tensor::Complex(array.map(|&x| Complex64::from(integer::to_real(x))))
            }
            (Tensor::Real(array), Scalar::Complex) => Tensor::Complex(array.map(|&x| Complex64::from(x))),
            _ => {
                drop(tensor);
                return self.tensor_copy(Out::new(Sink::slot(dst) as u16), a);
            }
        };
        self.put_tensor(dst.slot(), Arc::new(widened));
        Flow::Next
    }

    #[inline(never)]
    pub fn kernel_call(self, call: Pool<pool::KernelCall>) -> Flow {
        let run = self.run();
        let call = &run.function().kernel_calls[call.index()];
        let mut args: smallvec::SmallVec<[Value; 4]> = smallvec::SmallVec::new();
        for (index, place) in call.args.iter().enumerate() {
            let slot = usize::from(place.slot);
            // An array that the kernel replaces or updates is moved in, so that it can be changed in place.
            let replaced = place.rank != 0
                && (call.updates && index == 0
                    || call.dst.is_some_and(|dst| dst.slot == place.slot && dst.rank != 0))
                && call.args.iter().filter(|other| other.slot == place.slot).count() == 1;
            let value = if replaced { self.take_tensor(slot).map(Value::Tensor) } else { self.value(*place) };
            match value {
                Some(value) => args.push(value),
                None => return Flow::Leave(Leave::Unset),
            }
        }
        let result = {
            let run = self.run();
            call.kernel.call(run.kernel_state(), &mut args)
        };
        let result = match result {
            Ok(result) => result,
            Err(fault) => return self.fault(fault),
        };
        if call.updates && !self.put_value(call.args[0], std::mem::replace(&mut args[0], Value::Void)) {
            return self.fault(Fault::Argument);
        }
        drop(args);
        match call.dst {
            Some(dst) if !self.put_value(dst, result) => self.fault(Fault::Argument),
            _ => Flow::Next,
        }
    }
}
