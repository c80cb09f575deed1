//! Parts of arrays. Indices count from 1, negative ones from the end. The fast path of each handler is one comparison
//! an index; everything else is cold.

use num_complex::Complex64;
use scheelite_bytecode::operand::pool;
use scheelite_bytecode::{Cplx, Cplxs, Imm, In, InOut, Int, Ints, Out, Pool, Real, Reals};

use super::frame::{Flow, Frame, Source, header};
use super::run::{Detail, Leave};

/// Names no element: what index calculations give when they have noted why.
const NOWHERE: usize = usize::MAX;

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    /// The place from 0 of part `i` of a level, or [`NOWHERE`].
    #[inline(always)]
    fn place(self, i: i64, length: usize) -> usize {
        let place = i.wrapping_sub(1) as usize;
        if place < length { place } else { self.place_from_end(i, length) }
    }

    #[cold]
    #[inline(never)]
    fn place_from_end(self, i: i64, length: usize) -> usize {
        let place = i64::try_from(length).ok().and_then(|length| length.checked_add(i));
        match place.and_then(|place| usize::try_from(place).ok()) {
            Some(place) if i < 0 => place,
            _ => {
                self.run().detail = Some(Detail::Part { part: i, length });
                NOWHERE
            }
        }
    }

    /// The place from 0 of element `[[i, j, …]]` among all elements, or [`NOWHERE`].
    fn place_of(self, slot: usize, at: Pool<pool::Registers>) -> usize {
        let run = self.run();
        let function = run.function();
        let Some(tensor) = self.owner(slot).as_deref() else {
            return self.place_from_end(0, 0);
        };
        let mut offset = 0;
        for (register, &length) in function.registers[at.index()].iter().zip(tensor.dims()) {
            let place = self.place(self.get(usize::from(register.slot)).cast_signed(), length);
            if place == NOWHERE {
                return NOWHERE;
            }
            offset = offset * length + place;
        }
        offset
    }

    /// Whether element `place` may be written, after making it so when the array was shared.
    #[cold]
    #[inline(never)]
    fn writable(self, slot: usize, place: usize) -> bool {
        if place < self.header(slot, header::COUNT) {
            self.make_writable(slot);
        }
        place < self.header(slot, header::WRITABLE)
    }

    #[inline(always)]
    fn get_place<T: Copy>(self, slot: usize, place: usize, put: impl FnOnce(Self, T) -> Flow) -> Flow {
        if place == NOWHERE {
            return Flow::Leave(Leave::Part);
        }
        put(self, self.element(slot, place))
    }

    #[inline(always)]
    fn set_place<T: Copy>(self, slot: usize, place: usize, value: T) -> Flow {
        if place >= self.header(slot, header::WRITABLE) && !self.writable(slot, place) {
            return Flow::Leave(Leave::Part);
        }
        self.set_element(slot, place, value);
        Flow::Next
    }

    #[inline(always)]
    fn place_in_matrix(self, slot: usize, i: i64, j: i64) -> usize {
        let columns = self.header(slot, header::COLUMNS);
        let row = self.place(i, self.header(slot, header::LENGTH));
        if row == NOWHERE {
            return NOWHERE;
        }
        let column = self.place(j, columns);
        if column == NOWHERE {
            return NOWHERE;
        }
        row * columns + column
    }
}

macro_rules! handlers {
    ($($bank:ident $tensors:ident $T:ty, $get:ident $set:ident:
        $get_1:ident $get_1_constant:ident $get_2:ident $get_n:ident $get_flat:ident
        $set_1:ident $set_1_constant:ident $set_2:ident $set_n:ident $set_flat:ident;)*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            $(
            #[inline(always)]
            pub fn $get_1(self, dst: Out<$bank>, a: In<$tensors<1>>, i: In<Int>) -> Flow {
                let place = self.place(self.int(i), self.header(a.slot(), header::LENGTH));
                self.get_place(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
            }

            #[inline(always)]
            pub fn $get_1_constant(self, dst: Out<$bank>, a: In<$tensors<1>>, i: Imm<i64>) -> Flow {
                let place = self.place(i.0, self.header(a.slot(), header::LENGTH));
                self.get_place(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
            }

            #[inline(always)]
            pub fn $get_2(self, dst: Out<$bank>, a: In<$tensors<2>>, i: In<Int>, j: In<Int>) -> Flow {
                let place = self.place_in_matrix(a.slot(), self.int(i), self.int(j));
                self.get_place(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
            }

            #[inline(never)]
            pub fn $get_n(self, dst: Out<$bank>, a: In<$tensors<0>>, at: Pool<pool::Registers>) -> Flow {
                let place = self.place_of(a.slot(), at);
                self.get_place(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
            }

            #[inline(always)]
            pub fn $get_flat(self, dst: Out<$bank>, a: In<$tensors<0>>, i: In<Int>) -> Flow {
                let place = self.place(self.int(i), self.header(a.slot(), header::COUNT));
                self.get_place(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
            }

            #[inline(always)]
            pub fn $set_1(self, a: InOut<$tensors<1>>, i: In<Int>, value: In<$bank>) -> Flow {
                let slot = Source::<$tensors<1>>::slot(a);
                let place = self.place(self.int(i), self.header(slot, header::LENGTH));
                self.set_place(slot, place, self.$get(value))
            }

            #[inline(always)]
            pub fn $set_1_constant(self, a: InOut<$tensors<1>>, value: In<$bank>, i: Imm<i64>) -> Flow {
                let slot = Source::<$tensors<1>>::slot(a);
                let place = self.place(i.0, self.header(slot, header::LENGTH));
                self.set_place(slot, place, self.$get(value))
            }

            #[inline(always)]
            pub fn $set_2(self, a: InOut<$tensors<2>>, i: In<Int>, j: In<Int>, value: In<$bank>) -> Flow {
                let slot = Source::<$tensors<2>>::slot(a);
                let place = self.place_in_matrix(slot, self.int(i), self.int(j));
                self.set_place(slot, place, self.$get(value))
            }

            #[inline(never)]
            pub fn $set_n(self, a: InOut<$tensors<0>>, value: In<$bank>, at: Pool<pool::Registers>) -> Flow {
                let slot = Source::<$tensors<0>>::slot(a);
                let place = self.place_of(slot, at);
                self.set_place(slot, place, self.$get(value))
            }

            #[inline(always)]
            pub fn $set_flat(self, a: InOut<$tensors<0>>, i: In<Int>, value: In<$bank>) -> Flow {
                let slot = Source::<$tensors<0>>::slot(a);
                let place = self.place(self.int(i), self.header(slot, header::COUNT));
                self.set_place(slot, place, self.$get(value))
            }
            )*
        }
    };
}

handlers! {
    Int Ints i64, int set_int:
        int_get_1 int_get_1_constant int_get_2 int_get_n int_get_flat
        int_set_1 int_set_1_constant int_set_2 int_set_n int_set_flat;
    Real Reals f64, real set_real:
        real_get_1 real_get_1_constant real_get_2 real_get_n real_get_flat
        real_set_1 real_set_1_constant real_set_2 real_set_n real_set_flat;
    Cplx Cplxs Complex64, cplx set_cplx:
        complex_get_1 complex_get_1_constant complex_get_2 complex_get_n complex_get_flat
        complex_set_1 complex_set_1_constant complex_set_2 complex_set_n complex_set_flat;
}
