//! Copies, constants and coercions.

use num_complex::Complex64;
use scheelite_bytecode::{Any, Bool, Cplx, Imm, In, Int, Out, Real};
use scheelite_runtime::kernels::scalar::integer;

use super::frame::{Flow, Frame, Sink, Source};

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    #[inline(always)]
    pub fn bool_copy(self, dst: Out<Bool>, a: In<Bool>) -> Flow {
        self.set_bool(dst, self.bool(a))
    }

    #[inline(always)]
    pub fn int_copy(self, dst: Out<Int>, a: In<Int>) -> Flow {
        self.set_int(dst, self.int(a))
    }

    #[inline(always)]
    pub fn real_copy(self, dst: Out<Real>, a: In<Real>) -> Flow {
        self.set(dst.slot(), self.get(a.slot()));
        Flow::Next
    }

    #[inline(always)]
    pub fn complex_copy(self, dst: Out<Cplx>, a: In<Cplx>) -> Flow {
        self.set_cplx(dst, self.cplx(a))
    }

    #[inline(never)]
    pub fn tensor_copy(self, dst: Out<Any>, a: In<Any>) -> Flow {
        if dst.slot() != a.slot() {
            match self.share_tensor(a.slot()) {
                Some(tensor) => self.put_tensor(dst.slot(), tensor),
                None => drop(self.take_tensor(dst.slot())),
            }
        }
        Flow::Next
    }

    #[inline(always)]
    pub fn bool_constant(self, dst: Out<Bool>, value: Imm<i64>) -> Flow {
        self.set_bool(dst, value.0 != 0)
    }

    #[inline(always)]
    pub fn int_constant(self, dst: Out<Int>, value: Imm<i64>) -> Flow {
        self.set_int(dst, value.0)
    }

    #[inline(always)]
    pub fn real_constant(self, dst: Out<Real>, value: Imm<f64>) -> Flow {
        self.set_real(dst, value.0)
    }

    #[inline(always)]
    pub fn int_to_real(self, dst: Out<Real>, a: In<Int>) -> Flow {
        self.set_real(dst, integer::to_real(self.int(a)))
    }

    #[inline(always)]
    pub fn int_to_complex(self, dst: Out<Cplx>, a: In<Int>) -> Flow {
        self.set_cplx(dst, Complex64::from(integer::to_real(self.int(a))))
    }

    #[inline(always)]
    pub fn real_to_complex(self, dst: Out<Cplx>, a: In<Real>) -> Flow {
        self.set_cplx(dst, Complex64::from(self.real(a)))
    }

    #[inline(always)]
    pub fn bool_to_int(self, dst: Out<Int>, a: In<Bool>) -> Flow {
        self.set_int(dst, i64::from(self.bool(a)))
    }
}
