//! Machine complex numbers.

use num_complex::Complex64;
use scheelite_bytecode::operand::pool;
use scheelite_bytecode::{Cplx, Imm, In, Int, Out, Pool, Real};
use scheelite_runtime::kernels::scalar::complex;

use super::frame::{Flow, Frame};

macro_rules! handlers {
    ($($set:ident { $($name:ident($($arg:ident),*) = $function:expr;)* })*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            $($(#[inline(always)]
            pub fn $name(self, dst: Out<Cplx>, $($arg: In<Cplx>),*) -> Flow {
                self.$set(dst, $function($(self.cplx($arg)),*))
            })*)*
        }
    };
}

handlers! {
    set_cplx {
    complex_add(a, b) = complex::add;
    complex_sub(a, b) = complex::subtract;
    complex_mul(a, b) = complex::multiply;
    complex_mul_add(a, b, c) = |a, b, c| complex::add(complex::multiply(a, b), c);
    complex_square(a) = complex::square;
    complex_square_add(a, b) = |a, b| complex::add(complex::square(a), b);
    complex_neg(a) = complex::negate;
    complex_conjugate(a) = complex::conjugate;
    }
    set_cplx_or_leave {
    complex_div(a, b) = complex::divide;
    complex_reciprocal(a) = complex::reciprocal;
    complex_sqrt(a) = complex::sqrt;
    complex_power(a, b) = complex::power;
    }
}

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    #[inline(always)]
    pub fn complex_scale(self, dst: Out<Cplx>, a: In<Cplx>, b: In<Real>) -> Flow {
        let (a, b) = (self.cplx(a), self.real(b));
        self.set_cplx(dst, Complex64::new(a.re * b, a.im * b))
    }

    #[inline(always)]
    pub fn complex_power_int(self, dst: Out<Cplx>, a: In<Cplx>, b: In<Int>) -> Flow {
        self.set_cplx_or_leave(dst, complex::power_integer(self.cplx(a), self.int(b)))
    }

    #[inline(always)]
    pub fn complex_power_constant(self, dst: Out<Cplx>, a: In<Cplx>, b: Imm<i64>) -> Flow {
        self.set_cplx_or_leave(dst, complex::power_integer(self.cplx(a), b.0))
    }

    #[inline(always)]
    pub fn complex_make(self, dst: Out<Cplx>, re: In<Real>, im: In<Real>) -> Flow {
        self.set_cplx(dst, Complex64::new(self.real(re), self.real(im)))
    }

    #[inline(always)]
    pub fn complex_re(self, dst: Out<Real>, a: In<Cplx>) -> Flow {
        self.set_real(dst, self.cplx(a).re)
    }

    #[inline(always)]
    pub fn complex_im(self, dst: Out<Real>, a: In<Cplx>) -> Flow {
        self.set_real(dst, self.cplx(a).im)
    }

    #[inline(always)]
    pub fn complex_abs(self, dst: Out<Real>, a: In<Cplx>) -> Flow {
        self.set_real(dst, complex::abs(self.cplx(a)))
    }

    #[inline(always)]
    pub fn complex_abs_square(self, dst: Out<Real>, a: In<Cplx>) -> Flow {
        let a = self.cplx(a);
        self.set_real(dst, a.re * a.re + a.im * a.im)
    }

    #[inline(always)]
    pub fn complex_arg(self, dst: Out<Real>, a: In<Cplx>) -> Flow {
        self.set_real(dst, complex::arg(self.cplx(a)))
    }

    #[inline(always)]
    pub fn complex_function(self, dst: Out<Cplx>, a: In<Cplx>, f: Pool<pool::Function>) -> Flow {
        self.set_cplx_or_leave(dst, (self.function(f).complex)(self.cplx(a)))
    }

    #[inline(always)]
    pub fn complex_function_2(
        self,
        dst: Out<Cplx>,
        a: In<Cplx>,
        b: In<Cplx>,
        f: Pool<pool::Function>,
    ) -> Flow {
        self.set_cplx_or_leave(dst, (self.function(f).complex_2)(self.cplx(a), self.cplx(b)))
    }

    #[inline(always)]
    pub fn complex_to_real_function(self, dst: Out<Real>, a: In<Cplx>, f: Pool<pool::Function>) -> Flow {
        self.set_real_or_leave(dst, (self.function(f).complex_to_real)(self.cplx(a)))
    }
}
