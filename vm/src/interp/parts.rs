//! Parts of arrays. Indices count from 1, negative ones from the end. The fast path of each handler is one comparison
//! an index; everything else goes through [`Frame::slowly`], which keeps the handlers free of saved registers.

use num_complex::Complex64;
use scheelite_bytecode::operand::pool;
use scheelite_bytecode::{Cplx, Cplxs, Imm, In, InOut, Int, Ints, Op, Out, Pool, Real, Reals};

use super::frame::{Flow, Frame, Source, header};
use super::run::{Detail, Leave};

/// Names no element.
const NOWHERE: usize = usize::MAX;

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    /// The place from 0 of part `i` of a level when it is counted from the start.
    #[inline(always)]
    fn place(self, i: i64, length: usize) -> Option<usize> {
        let place = i.wrapping_sub(1) as usize;
        (place < length).then_some(place)
    }

    /// An index and what is added to it. A sum that is no machine integer wraps around to one that no array is long
    /// enough for.
    #[inline(always)]
    fn moved(self, i: In<Int>, by: Imm<i16>) -> i64 {
        self.int(i).wrapping_add(i64::from(by.0))
    }

    fn moved_slowly(self, i: In<Int>, by: Imm<i16>) -> Option<i64> {
        self.int(i).checked_add(i64::from(by.0))
    }

    /// The place from 0 of part `i` of a level, or [`NOWHERE`], with the reason noted.
    fn place_slowly(self, i: i64, length: usize) -> usize {
        let place = i.wrapping_sub(1) as usize;
        if place < length {
            return place;
        }
        let place = i64::try_from(length).ok().and_then(|length| length.checked_add(i));
        match place.and_then(|place| usize::try_from(place).ok()) {
            Some(place) if i < 0 => place,
            _ => {
                self.run().detail = Some(Detail::Part { part: i, length });
                NOWHERE
            }
        }
    }

    /// The place from 0 of element `[[i, j, …]]` among all elements, or [`NOWHERE`], with the reason noted.
    fn place_of(self, slot: usize, at: Pool<pool::Registers>) -> usize {
        let run = self.run();
        let function = run.function();
        let Some(tensor) = self.owner(slot).as_deref() else {
            return self.place_slowly(0, 0);
        };
        let mut offset = 0;
        for (register, &length) in function.registers[at.index()].iter().zip(tensor.dims()) {
            let place = self.place_slowly(self.get(usize::from(register.slot)).cast_signed(), length);
            if place == NOWHERE {
                return NOWHERE;
            }
            offset = offset * length + place;
        }
        offset
    }

    #[inline(always)]
    fn place_in_matrix(self, slot: usize, i: i64, j: i64) -> Option<usize> {
        let columns = self.header(slot, header::COLUMNS);
        let (row, column) = (i.wrapping_sub(1) as usize, j.wrapping_sub(1) as usize);
        if row >= self.header(slot, header::LENGTH) || column >= columns {
            return None;
        }
        Some(row * columns + column)
    }

    fn place_in_matrix_slowly(self, slot: usize, i: i64, j: i64) -> usize {
        let columns = self.header(slot, header::COLUMNS);
        let row = self.place_slowly(i, self.header(slot, header::LENGTH));
        if row == NOWHERE {
            return NOWHERE;
        }
        let column = self.place_slowly(j, columns);
        if column == NOWHERE { NOWHERE } else { row * columns + column }
    }

    #[inline(always)]
    fn get_place<T: Copy>(
        self,
        slot: usize,
        place: Option<usize>,
        put: impl FnOnce(Self, T) -> Flow,
    ) -> Flow {
        match place {
            Some(place) => put(self, self.element(slot, place)),
            None => Flow::Slow,
        }
    }

    fn get_place_slowly<T: Copy>(self, slot: usize, place: usize, put: impl FnOnce(Self, T) -> Flow) -> Flow {
        if place == NOWHERE {
            return Flow::Leave(Leave::Part);
        }
        put(self, self.element(slot, place))
    }

    #[inline(always)]
    fn set_place<T: Copy>(self, slot: usize, place: usize, value: T) -> Flow {
        if place >= self.header(slot, header::WRITABLE) {
            return Flow::Slow;
        }
        self.set_element(slot, place, value);
        Flow::Next
    }

    /// Writes element `place` after making the array writable when it was shared.
    fn set_place_slowly<T: Copy>(self, slot: usize, place: usize, value: T) -> Flow {
        if place < self.header(slot, header::COUNT) {
            self.make_writable(slot);
        }
        if place >= self.header(slot, header::WRITABLE) {
            return Flow::Leave(Leave::Part);
        }
        self.set_element(slot, place, value);
        Flow::Next
    }
}

macro_rules! handlers {
    ($($bank:ident $tensors:ident $T:ty, $get:ident $set:ident:
        $get_1:ident=$Get1:ident $get_1_constant:ident=$Get1Constant:ident
        $get_1_offset:ident=$Get1Offset:ident
        $get_2:ident=$Get2:ident $get_2_offset:ident=$Get2Offset:ident
        $get_n:ident $get_flat:ident=$GetFlat:ident
        $set_1:ident=$Set1:ident $set_1_constant:ident=$Set1Constant:ident
        $set_1_offset:ident=$Set1Offset:ident
        $set_2:ident=$Set2:ident $set_2_offset:ident=$Set2Offset:ident
        $set_n:ident $set_flat:ident=$SetFlat:ident;)*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            /// Runs an instruction whose fast path has given up: indices from the end, arrays that are shared, parts that
            /// are not there.
            #[cold]
            #[inline(never)]
            pub fn slowly(self, op: Op) -> Flow {
                match op {
                    $(
                    Op::$Get1 { dst, a, i } => {
                        let place = self.place_slowly(self.int(i), self.header(a.slot(), header::LENGTH));
                        self.get_place_slowly(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
                    }
                    Op::$Get1Constant { dst, a, i } => {
                        let place = self.place_slowly(i.0, self.header(a.slot(), header::LENGTH));
                        self.get_place_slowly(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
                    }
                    Op::$Get2 { dst, a, i, j } => {
                        let place = self.place_in_matrix_slowly(a.slot(), self.int(i), self.int(j));
                        self.get_place_slowly(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
                    }
                    Op::$Get1Offset { dst, a, i, di } => {
                        let Some(i) = self.moved_slowly(i, di) else { return Flow::Leave(Leave::Numerical) };
                        let place = self.place_slowly(i, self.header(a.slot(), header::LENGTH));
                        self.get_place_slowly(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
                    }
                    Op::$Get2Offset { dst, a, i, j, di, dj } => {
                        let (Some(i), Some(j)) = (self.moved_slowly(i, di), self.moved_slowly(j, dj)) else {
                            return Flow::Leave(Leave::Numerical);
                        };
                        let place = self.place_in_matrix_slowly(a.slot(), i, j);
                        self.get_place_slowly(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
                    }
                    Op::$GetFlat { dst, a, i } => {
                        let place = self.place_slowly(self.int(i), self.header(a.slot(), header::COUNT));
                        self.get_place_slowly(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
                    }
                    Op::$Set1 { a, i, value } => {
                        let slot = Source::<$tensors<1>>::slot(a);
                        let place = self.place_slowly(self.int(i), self.header(slot, header::LENGTH));
                        self.set_place_slowly(slot, place, self.$get(value))
                    }
                    Op::$Set1Constant { a, value, i } => {
                        let slot = Source::<$tensors<1>>::slot(a);
                        let place = self.place_slowly(i.0, self.header(slot, header::LENGTH));
                        self.set_place_slowly(slot, place, self.$get(value))
                    }
                    Op::$Set2 { a, i, j, value } => {
                        let slot = Source::<$tensors<2>>::slot(a);
                        let place = self.place_in_matrix_slowly(slot, self.int(i), self.int(j));
                        self.set_place_slowly(slot, place, self.$get(value))
                    }
                    Op::$Set1Offset { a, i, di, value } => {
                        let slot = Source::<$tensors<1>>::slot(a);
                        let Some(i) = self.moved_slowly(i, di) else { return Flow::Leave(Leave::Numerical) };
                        let place = self.place_slowly(i, self.header(slot, header::LENGTH));
                        self.set_place_slowly(slot, place, self.$get(value))
                    }
                    Op::$Set2Offset { a, i, j, di, dj, value } => {
                        let slot = Source::<$tensors<2>>::slot(a);
                        let (Some(i), Some(j)) = (self.moved_slowly(i, di), self.moved_slowly(j, dj)) else {
                            return Flow::Leave(Leave::Numerical);
                        };
                        let place = self.place_in_matrix_slowly(slot, i, j);
                        self.set_place_slowly(slot, place, self.$get(value))
                    }
                    Op::$SetFlat { a, i, value } => {
                        let slot = Source::<$tensors<0>>::slot(a);
                        let place = self.place_slowly(self.int(i), self.header(slot, header::COUNT));
                        self.set_place_slowly(slot, place, self.$get(value))
                    }
                    )*
                    _ => Flow::Leave(Leave::Numerical),
                }
            }

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
            pub fn $get_1_offset(self, dst: Out<$bank>, a: In<$tensors<1>>, i: In<Int>, di: Imm<i16>) -> Flow {
                let place = self.place(self.moved(i, di), self.header(a.slot(), header::LENGTH));
                self.get_place(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
            }

            #[inline(always)]
            pub fn $get_2_offset(
                self,
                dst: Out<$bank>,
                a: In<$tensors<2>>,
                i: In<Int>,
                j: In<Int>,
                di: Imm<i16>,
                dj: Imm<i16>,
            ) -> Flow {
                let place = self.place_in_matrix(a.slot(), self.moved(i, di), self.moved(j, dj));
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
                self.get_place_slowly(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
            }

            #[inline(always)]
            pub fn $get_flat(self, dst: Out<$bank>, a: In<$tensors<0>>, i: In<Int>) -> Flow {
                let place = self.place(self.int(i), self.header(a.slot(), header::COUNT));
                self.get_place(a.slot(), place, |frame, value: $T| frame.$set(dst, value))
            }

            #[inline(always)]
            pub fn $set_1(self, a: InOut<$tensors<1>>, i: In<Int>, value: In<$bank>) -> Flow {
                let slot = Source::<$tensors<1>>::slot(a);
                self.set_place(slot, self.int(i).wrapping_sub(1) as usize, self.$get(value))
            }

            #[inline(always)]
            pub fn $set_1_constant(self, a: InOut<$tensors<1>>, value: In<$bank>, i: Imm<i64>) -> Flow {
                let slot = Source::<$tensors<1>>::slot(a);
                self.set_place(slot, i.0.wrapping_sub(1) as usize, self.$get(value))
            }

            #[inline(always)]
            pub fn $set_1_offset(self, a: InOut<$tensors<1>>, i: In<Int>, di: Imm<i16>, value: In<$bank>) -> Flow {
                let slot = Source::<$tensors<1>>::slot(a);
                self.set_place(slot, self.moved(i, di).wrapping_sub(1) as usize, self.$get(value))
            }

            #[inline(always)]
            pub fn $set_2_offset(
                self,
                a: InOut<$tensors<2>>,
                i: In<Int>,
                j: In<Int>,
                di: Imm<i16>,
                dj: Imm<i16>,
                value: In<$bank>,
            ) -> Flow {
                let slot = Source::<$tensors<2>>::slot(a);
                match self.place_in_matrix(slot, self.moved(i, di), self.moved(j, dj)) {
                    Some(place) => self.set_place(slot, place, self.$get(value)),
                    None => Flow::Slow,
                }
            }

            #[inline(always)]
            pub fn $set_2(self, a: InOut<$tensors<2>>, i: In<Int>, j: In<Int>, value: In<$bank>) -> Flow {
                let slot = Source::<$tensors<2>>::slot(a);
                match self.place_in_matrix(slot, self.int(i), self.int(j)) {
                    Some(place) => self.set_place(slot, place, self.$get(value)),
                    None => Flow::Slow,
                }
            }

            #[inline(never)]
            pub fn $set_n(self, a: InOut<$tensors<0>>, value: In<$bank>, at: Pool<pool::Registers>) -> Flow {
                let slot = Source::<$tensors<0>>::slot(a);
                let place = self.place_of(slot, at);
                self.set_place_slowly(slot, place, self.$get(value))
            }

            #[inline(always)]
            pub fn $set_flat(self, a: InOut<$tensors<0>>, i: In<Int>, value: In<$bank>) -> Flow {
                let slot = Source::<$tensors<0>>::slot(a);
                self.set_place(slot, self.int(i).wrapping_sub(1) as usize, self.$get(value))
            }
            )*
        }
    };
}

handlers! {
    Int Ints i64, int set_int:
        int_get_1=IntGet1 int_get_1_constant=IntGet1Constant int_get_1_offset=IntGet1Offset
        int_get_2=IntGet2 int_get_2_offset=IntGet2Offset
        int_get_n int_get_flat=IntGetFlat
        int_set_1=IntSet1 int_set_1_constant=IntSet1Constant int_set_1_offset=IntSet1Offset
        int_set_2=IntSet2 int_set_2_offset=IntSet2Offset
        int_set_n int_set_flat=IntSetFlat;
    Real Reals f64, real set_real:
        real_get_1=RealGet1 real_get_1_constant=RealGet1Constant real_get_1_offset=RealGet1Offset
        real_get_2=RealGet2 real_get_2_offset=RealGet2Offset
        real_get_n real_get_flat=RealGetFlat
        real_set_1=RealSet1 real_set_1_constant=RealSet1Constant real_set_1_offset=RealSet1Offset
        real_set_2=RealSet2 real_set_2_offset=RealSet2Offset
        real_set_n real_set_flat=RealSetFlat;
    Cplx Cplxs Complex64, cplx set_cplx:
        complex_get_1=ComplexGet1 complex_get_1_constant=ComplexGet1Constant complex_get_1_offset=ComplexGet1Offset
        complex_get_2=ComplexGet2 complex_get_2_offset=ComplexGet2Offset
        complex_get_n complex_get_flat=ComplexGetFlat
        complex_set_1=ComplexSet1 complex_set_1_constant=ComplexSet1Constant complex_set_1_offset=ComplexSet1Offset
        complex_set_2=ComplexSet2 complex_set_2_offset=ComplexSet2Offset
        complex_set_n complex_set_flat=ComplexSetFlat;
}
