//! Access to the registers of the running function.
//!
//! The accessors of this file hold all unchecked reads and writes of registers and of array elements. They rely on
//! `verify::operands` (a register operand exists, in the bank its type names), on `link::Layout` (slots of registers of
//! a function lie within its frame and do not overlap) and on `run::enter` (a frame lies within the slab). With
//! `CHECKED` each access is compared with the size of the frame too.

use std::sync::Arc;

use num_complex::Complex64;
use scheelite_bytecode::operand::{Kind, pool};
pub(super) use scheelite_bytecode::verify::TENSOR_SLOTS as SLOTS;
use scheelite_bytecode::{Bool, Cplx, In, InOut, Int, Out, Pool, Real, Target};
use scheelite_runtime::Value;
use scheelite_runtime::tensor::Tensor;
use scheelite_runtime::with_array;

use super::link::{Place, ScalarFunctions};
use super::run::{Leave, Run};
use scheelite_bytecode::Bank;

/// What a handler asks of the loop.
#[derive(Clone, Copy)]
pub(super) enum Flow {
    /// Go on with the next instruction.
    Next,
    /// Go on there.
    Go(Target),
    /// Enter the function of this entry of the pool of calls.
    Call(u32),
    /// Enter the other compiled function of this entry of its pool.
    CallCompiled(u32),
    /// Give the result to the caller.
    Return,
    /// Run the instruction by [`Frame::slowly`].
    Slow,
    /// Leave the fast path.
    Leave(Leave),
}

// Returned in a machine register.
const _: () = assert!(size_of::<Flow>() == 8);

/// The registers of the running function.
pub(super) struct Frame<'r, const CHECKED: bool> {
    pub registers: *mut u64,
    pub run: *mut Run<'r>,
}

impl<const CHECKED: bool> Clone for Frame<'_, CHECKED> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<const CHECKED: bool> Copy for Frame<'_, CHECKED> {}

/// Data address of a tensor register that has no array: aligned for every element type, and with length 0.
pub(super) const UNSET_DATA: u64 = 16;

/// Slots of a tensor register.
pub(super) mod header {
    /// Address of the elements.
    pub const DATA: usize = 0;
    /// Length of the first level.
    pub const LENGTH: usize = 1;
    /// Length of the second level, 1 for vectors.
    pub const COLUMNS: usize = 2;
    /// Number of elements.
    pub const COUNT: usize = 3;
    /// Number of elements when they may be written through the address, else 0.
    pub const WRITABLE: usize = 4;
}

/// Operands that name a register to read.
pub(super) trait Source<K: Kind>: Copy {
    fn slot(self) -> usize;
}

impl<K: Kind> Source<K> for In<K> {
    #[inline(always)]
    fn slot(self) -> usize {
        usize::from(self.index())
    }
}

impl<K: Kind> Source<K> for InOut<K> {
    #[inline(always)]
    fn slot(self) -> usize {
        usize::from(self.index())
    }
}

/// Operands that name a register to write.
pub(super) trait Sink<K: Kind>: Copy {
    fn slot(self) -> usize;
}

impl<K: Kind> Sink<K> for Out<K> {
    #[inline(always)]
    fn slot(self) -> usize {
        usize::from(self.index())
    }
}

impl<K: Kind> Sink<K> for InOut<K> {
    #[inline(always)]
    fn slot(self) -> usize {
        usize::from(self.index())
    }
}

impl<'r, const CHECKED: bool> Frame<'r, CHECKED> {
    #[inline(always)]
    pub fn get(self, slot: usize) -> u64 {
        if CHECKED {
            assert!(slot < self.run().frame_slots(), "slot {slot} is outside the frame");
        }
        // SAFETY: `verify::operands`, `link::Layout`, `run::enter`: the slot lies in the frame, which lies in the slab.
        unsafe { *self.registers.add(slot) }
    }

    #[inline(always)]
    pub fn set(self, slot: usize, value: u64) {
        if CHECKED {
            assert!(slot < self.run().frame_slots(), "slot {slot} is outside the frame");
        }
        // SAFETY: as in `get`.
        unsafe { *self.registers.add(slot) = value }
    }

    /// The state of the run. Handlers use one reference at a time.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub fn run<'a>(self) -> &'a mut Run<'r> {
        // SAFETY: `run::execute` owns the run for as long as frames exist and touches it only between handlers, and no
        // handler keeps two of these references alive.
        unsafe { &mut *self.run }
    }

    /// Writes a slot of a frame that is not the running one.
    pub fn set_raw(self, slot: usize, value: u64) {
        // SAFETY: `run::enter_wide` names a slot of the caller's frame.
        unsafe { *self.registers.add(slot) = value }
    }

    /// Empties the header of the tensor register at `slot`; its owner is none already.
    pub fn unset(self, slot: usize) {
        for field in 0..SLOTS {
            self.set(slot + field, if field == header::DATA { UNSET_DATA } else { 0 });
        }
    }

    /// The scalar functions that go by the name in this entry of the pool.
    #[inline(always)]
    pub fn function<'a>(self, entry: Pool<pool::Function>) -> &'a ScalarFunctions {
        &self.run().function().functions[entry.index()]
    }

    #[inline(always)]
    pub fn bool(self, a: impl Source<Bool>) -> bool {
        self.get(a.slot()) != 0
    }

    #[inline(always)]
    pub fn int(self, a: impl Source<Int>) -> i64 {
        self.get(a.slot()).cast_signed()
    }

    #[inline(always)]
    pub fn real(self, a: impl Source<Real>) -> f64 {
        f64::from_bits(self.get(a.slot()))
    }

    #[inline(always)]
    pub fn cplx(self, a: impl Source<Cplx>) -> Complex64 {
        let slot = a.slot();
        Complex64::new(f64::from_bits(self.get(slot)), f64::from_bits(self.get(slot + 1)))
    }

    #[inline(always)]
    pub fn set_bool(self, dst: impl Sink<Bool>, value: bool) -> Flow {
        self.set(dst.slot(), u64::from(value));
        Flow::Next
    }

    #[inline(always)]
    pub fn set_int(self, dst: impl Sink<Int>, value: i64) -> Flow {
        self.set(dst.slot(), value.cast_unsigned());
        Flow::Next
    }

    #[inline(always)]
    pub fn set_real(self, dst: impl Sink<Real>, value: f64) -> Flow {
        self.set(dst.slot(), value.to_bits());
        Flow::Next
    }

    #[inline(always)]
    pub fn set_cplx(self, dst: impl Sink<Cplx>, value: Complex64) -> Flow {
        let slot = dst.slot();
        self.set(slot, value.re.to_bits());
        self.set(slot + 1, value.im.to_bits());
        Flow::Next
    }

    /// Writes an integer that exists, else leaves.
    #[inline(always)]
    pub fn set_int_or_leave(self, dst: impl Sink<Int>, value: Option<i64>) -> Flow {
        match value {
            Some(value) => self.set_int(dst, value),
            None => Flow::Leave(Leave::Numerical),
        }
    }

    /// Writes a real that exists, else leaves.
    #[inline(always)]
    pub fn set_real_or_leave(self, dst: impl Sink<Real>, value: f64) -> Flow {
        if value.is_nan() {
            return Flow::Leave(Leave::Numerical);
        }
        self.set_real(dst, value)
    }

    /// Writes a complex number that exists, else leaves.
    #[inline(always)]
    pub fn set_cplx_or_leave(self, dst: impl Sink<Cplx>, value: Complex64) -> Flow {
        if value.re.is_nan() || value.im.is_nan() {
            return Flow::Leave(Leave::Numerical);
        }
        self.set_cplx(dst, value)
    }

    /// One slot of the header of the tensor register at `slot`.
    #[inline(always)]
    pub fn header(self, slot: usize, field: usize) -> usize {
        self.get(slot + field) as usize
    }

    /// Element `index` of the array in the tensor register at `slot`. The caller has compared `index` with the number of
    /// elements and names the element type that the verifier has seen.
    #[inline(always)]
    pub fn element<T: Copy>(self, slot: usize, index: usize) -> T {
        if CHECKED {
            assert!(index < self.header(slot, header::COUNT), "element {index} is outside the array");
        }
        let data = std::ptr::with_exposed_provenance::<T>(self.header(slot, header::DATA));
        // SAFETY: `put_tensor` keeps address, number and type of elements in the header together with their owner;
        // `index` is below that number.
        unsafe { *data.add(index) }
    }

    /// The elements of the array in the tensor register at `slot`, whose type the verifier has seen. The caller writes none
    /// of them while it uses the slice.
    pub fn elements<'a, T: Copy>(self, slot: usize) -> &'a [T] {
        let data = std::ptr::with_exposed_provenance::<T>(self.header(slot, header::DATA));
        // SAFETY: `put_tensor` keeps address, number and type of elements in the header together with their owner; a
        // register without array has an aligned address and no elements (`UNSET_DATA`).
        unsafe { std::slice::from_raw_parts(data, self.header(slot, header::COUNT)) }
    }

    /// Writes element `index`. The caller has compared `index` with `header::WRITABLE`.
    #[inline(always)]
    pub fn set_element<T: Copy>(self, slot: usize, index: usize, value: T) {
        if CHECKED {
            assert!(index < self.header(slot, header::WRITABLE), "element {index} must not be written");
        }
        let data = std::ptr::with_exposed_provenance_mut::<T>(self.header(slot, header::DATA));
        // SAFETY: as in `element`; `header::WRITABLE` is not 0 only while this register is the only owner.
        unsafe { *data.add(index) = value }
    }

    /// The elements of the vector of reals at `slot` that may be written: all, or none while others hold it. The caller
    /// names a register that the verifier has seen to hold reals, and keeps one of these slices at a time.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    pub fn writable_reals<'a>(self, slot: usize) -> &'a mut [f64] {
        let data = std::ptr::with_exposed_provenance_mut::<f64>(self.header(slot, header::DATA));
        // SAFETY: `put_tensor` keeps address and number of elements in the header together with their owner, and
        // `header::WRITABLE` is not 0 only while this register is the only owner; without an array it is 0 and the
        // address is aligned.
        unsafe { std::slice::from_raw_parts_mut(data, self.header(slot, header::WRITABLE)) }
    }

    /// Copies the elements of the vector of reals at `from` over those at `to`. The caller has seen that `to` may be
    /// written and has as many.
    pub fn copy_reals(self, to: usize, from: usize) {
        let count = self.header(from, header::COUNT);
        if CHECKED {
            assert!(count == self.header(to, header::WRITABLE), "arrays of different length");
        }
        let source = std::ptr::with_exposed_provenance::<f64>(self.header(from, header::DATA));
        let target = std::ptr::with_exposed_provenance_mut::<f64>(self.header(to, header::DATA));
        // SAFETY: as in `element` and `set_element`; an array that may be written has one owner, so that it is not the
        // one that is read.
        unsafe { std::ptr::copy_nonoverlapping(source, target, count) }
    }

    /// The owner of the array in the tensor register at `slot`.
    pub fn owner<'a>(self, slot: usize) -> &'a mut Option<Arc<Tensor>>
    where
        'r: 'a,
    {
        let run = self.run();
        let index = run.owner_base + slot / SLOTS;
        &mut run.owners[index]
    }

    /// Puts an array into the tensor register at `slot`. It may be written when nobody else holds it.
    pub fn put_tensor(self, slot: usize, mut tensor: Arc<Tensor>) {
        let dims = tensor.dims();
        let (length, columns) = (dims[0], dims.get(1).copied().unwrap_or(1));
        let count = tensor.count();
        let (data, writable) = match Arc::get_mut(&mut tensor) {
            Some(tensor) => {
                (with_array!(tensor, array => array.data_mut().as_mut_ptr().expose_provenance()), count)
            }
            None => (with_array!(&*tensor, array => array.data().as_ptr().expose_provenance()), 0),
        };
        for (field, value) in [data, length, columns, count, writable].into_iter().enumerate() {
            self.set(slot + field, value as u64);
        }
        *self.owner(slot) = Some(tensor);
    }

    /// The array in the tensor register at `slot`, shared; the register must not write it after that.
    pub fn share_tensor(self, slot: usize) -> Option<Arc<Tensor>> {
        self.set(slot + header::WRITABLE, 0);
        self.owner(slot).clone()
    }

    /// Moves the array out of the tensor register at `slot`.
    pub fn take_tensor(self, slot: usize) -> Option<Arc<Tensor>> {
        self.unset(slot);
        self.owner(slot).take()
    }

    /// Makes the array in the tensor register at `slot` writable: copies it when others hold it.
    #[cold]
    #[inline(never)]
    pub fn make_writable(self, slot: usize) {
        if let Some(mut tensor) = self.take_tensor(slot) {
            Arc::make_mut(&mut tensor);
            self.put_tensor(slot, tensor);
        }
    }

    /// The value in a register; `None` for a tensor register without array.
    pub fn value(self, place: Place) -> Option<Value> {
        let slot = usize::from(place.slot);
        Some(match place.bank {
            Bank::Bool => Value::Boolean(self.get(slot) != 0),
            Bank::Int => Value::Integer(self.get(slot).cast_signed()),
            Bank::Real => Value::Real(f64::from_bits(self.get(slot))),
            Bank::Cplx => Value::Complex(Complex64::new(
                f64::from_bits(self.get(slot)),
                f64::from_bits(self.get(slot + 1)),
            )),
            Bank::Tensor => Value::Tensor(self.share_tensor(slot)?),
        })
    }

    /// Puts a value into a register of its type; false when the type is another.
    pub fn put_value(self, place: Place, value: Value) -> bool {
        let slot = usize::from(place.slot);
        match (place.bank, value) {
            (Bank::Bool, Value::Boolean(value)) => self.set(slot, u64::from(value)),
            (Bank::Int, Value::Integer(value)) => self.set(slot, value.cast_unsigned()),
            (Bank::Real, Value::Real(value)) => self.set(slot, value.to_bits()),
            (Bank::Cplx, Value::Complex(value)) => {
                self.set(slot, value.re.to_bits());
                self.set(slot + 1, value.im.to_bits());
            }
            (Bank::Tensor, Value::Tensor(tensor)) => {
                if tensor.rank() != usize::from(place.rank) || element_type(&tensor) != place.scalar {
                    return false;
                }
                self.put_tensor(slot, tensor);
            }
            _ => return false,
        }
        true
    }
}

/// Element type of an array.
pub(super) fn element_type(tensor: &Tensor) -> scheelite_runtime::Scalar {
    match tensor {
        Tensor::Integer(_) => scheelite_runtime::Scalar::Integer,
        Tensor::Real(_) => scheelite_runtime::Scalar::Real,
        Tensor::Complex(_) => scheelite_runtime::Scalar::Complex,
    }
}
