//! Machine reals. Overflow runs on as infinity; a value that does not exist (NaN) leaves, except in the four
//! operations, where it can only come of an infinity that ran on.

use scheelite_bytecode::operand::pool;
use scheelite_bytecode::{Imm, In, Int, Out, Pool, Real};
use scheelite_runtime::kernels::scalar::real;

use super::frame::{Flow, Frame};
use super::run::Leave;

macro_rules! handlers {
    ($($name:ident($($arg:ident),*) = $value:expr;)*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            $(#[inline(always)]
            pub fn $name(self, dst: Out<Real>, $($arg: In<Real>),*) -> Flow {
                $(let $arg = self.real($arg);)*
                self.set_real(dst, $value)
            })*
        }
    };
}

handlers! {
    real_add(a, b) = a + b;
    real_add_3(a, b, c) = a + b + c;
    real_sub(a, b) = a - b;
    real_mul(a, b) = a * b;
    real_mul_3(a, b, c) = a * b * c;
    real_mul_add(a, b, c) = a * b + c;
    real_mul_sub(a, b, c) = a * b - c;
    real_sub_mul(a, b, c) = c - a * b;
    real_mul_add_mul(a, b, c, d) = a * b + c * d;
    real_mul_sub_mul(a, b, c, d) = a * b - c * d;
    real_neg(a) = -a;
    real_abs(a) = a.abs();
    real_square(a) = a * a;
    real_min(a, b) = real::min(a, b);
    real_max(a, b) = real::max(a, b);
}

macro_rules! leaving_handlers {
    ($($name:ident($($arg:ident),*) = $value:expr;)*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            $(#[inline(always)]
            pub fn $name(self, dst: Out<Real>, $($arg: In<Real>),*) -> Flow {
                $(let $arg = self.real($arg);)*
                self.set_real_or_leave(dst, $value)
            })*
        }
    };
}

leaving_handlers! {
    real_sqrt(a) = a.sqrt();
    real_power(a, b) = real::power(a, b);
    real_mod(a, b) = real::modulo(a, b);
    real_fractional_part(a) = real::fractional_part(a);
}

macro_rules! handlers_to_int {
    ($($name:ident($($arg:ident),*) = $function:path;)*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            $(#[inline(always)]
            pub fn $name(self, dst: Out<Int>, $($arg: In<Real>),*) -> Flow {
                self.set_int_or_leave(dst, $function($(self.real($arg)),*))
            })*
        }
    };
}

handlers_to_int! {
    real_quotient(a, b) = real::quotient;
    real_sign(a) = real::sign;
    real_floor(a) = real::floor;
    real_ceiling(a) = real::ceiling;
    real_round(a) = real::round;
    real_integer_part(a) = real::integer_part;
}

macro_rules! handlers_with_constant {
    ($($name:ident($a:ident, $b:ident) = $value:expr;)*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            $(#[inline(always)]
            pub fn $name(self, dst: Out<Real>, $a: In<Real>, $b: Imm<f64>) -> Flow {
                let ($a, $b) = (self.real($a), $b.0);
                self.set_real(dst, $value)
            })*
        }
    };
}

handlers_with_constant! {
    real_add_constant(a, b) = a + b;
    real_sub_constant(a, b) = a - b;
    real_constant_sub(a, b) = b - a;
    real_mul_constant(a, b) = a * b;
    real_div_constant(a, b) = a / b;
}

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    #[inline(always)]
    pub fn real_mul_constant_add(self, dst: Out<Real>, a: In<Real>, c: In<Real>, k: Imm<f64>) -> Flow {
        self.set_real(dst, self.real(a) * k.0 + self.real(c))
    }

    #[inline(always)]
    pub fn real_constant_mul_mul(self, dst: Out<Real>, a: In<Real>, b: In<Real>, k: Imm<f64>) -> Flow {
        self.set_real(dst, k.0 * self.real(a) * self.real(b))
    }

    #[inline(always)]
    fn divide(self, dst: Out<Real>, a: f64, b: f64) -> Flow {
        if b == 0.0 {
            return Flow::Leave(Leave::Numerical);
        }
        self.set_real(dst, a / b)
    }

    #[inline(always)]
    pub fn real_div(self, dst: Out<Real>, a: In<Real>, b: In<Real>) -> Flow {
        self.divide(dst, self.real(a), self.real(b))
    }

    #[inline(always)]
    pub fn real_constant_div(self, dst: Out<Real>, a: In<Real>, b: Imm<f64>) -> Flow {
        self.divide(dst, b.0, self.real(a))
    }

    #[inline(always)]
    pub fn real_reciprocal(self, dst: Out<Real>, a: In<Real>) -> Flow {
        self.divide(dst, 1.0, self.real(a))
    }

    #[inline(always)]
    pub fn real_power_int(self, dst: Out<Real>, a: In<Real>, b: In<Int>) -> Flow {
        self.set_real_or_leave(dst, real::power_integer(self.real(a), self.int(b)))
    }

    #[inline(always)]
    pub fn real_power_constant(self, dst: Out<Real>, a: In<Real>, b: Imm<i64>) -> Flow {
        self.set_real_or_leave(dst, real::power_integer(self.real(a), b.0))
    }

    #[inline(always)]
    pub fn real_function(self, dst: Out<Real>, a: In<Real>, f: Pool<pool::Function>) -> Flow {
        self.set_real_or_leave(dst, (self.function(f).real)(self.real(a)))
    }

    #[inline(always)]
    pub fn real_function_2(self, dst: Out<Real>, a: In<Real>, b: In<Real>, f: Pool<pool::Function>) -> Flow {
        self.set_real_or_leave(dst, (self.function(f).real_2)(self.real(a), self.real(b)))
    }

    #[inline(always)]
    pub fn real_to_int_function(self, dst: Out<Int>, a: In<Real>, f: Pool<pool::Function>) -> Flow {
        self.set_int_or_leave(dst, (self.function(f).real_to_int)(self.real(a)))
    }
}
