//! Machine integers. Each handler writes the exact result or leaves; those named `…_wrapping` calculate modulo 2^64.

use scheelite_bytecode::operand::pool;
use scheelite_bytecode::{Bool, Imm, In, Int, Out, Pool, Real};
use scheelite_runtime::kernels::scalar::integer;
use scheelite_runtime::kernels::wrapping::wrapping_power;

use super::frame::{Flow, Frame};
use super::link::LinkedInteger;
use super::run::Leave;

macro_rules! handlers {
    ($($name:ident($($arg:ident),*) = $value:expr;)*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            $(#[inline(always)]
            pub fn $name(self, dst: Out<Int>, $($arg: In<Int>),*) -> Flow {
                $(let $arg = self.int($arg);)*
                self.set_int_or_leave(dst, $value)
            })*
        }
    };
}

handlers! {
    int_add(a, b) = a.checked_add(b);
    int_sub(a, b) = a.checked_sub(b);
    int_mul(a, b) = a.checked_mul(b);
    int_mul_add(a, b, c) = a.checked_mul(b).and_then(|product| product.checked_add(c));
    int_neg(a) = a.checked_neg();
    int_abs(a) = a.checked_abs();
    int_square(a) = a.checked_mul(a);
    int_sign(a) = Some(a.signum());
    int_power(a, b) = integer::power(a, b);
    int_mod(a, b) = integer::modulo(a, b);
    int_quotient(a, b) = integer::quotient(a, b);
    int_min(a, b) = Some(a.min(b));
    int_max(a, b) = Some(a.max(b));
    int_bit_and(a, b) = Some(a & b);
    int_bit_or(a, b) = Some(a | b);
    int_bit_xor(a, b) = Some(a ^ b);
    int_bit_not(a) = Some(!a);
    int_shift_left(a, b) = integer::shift_left(a, b);
    int_shift_right(a, b) = integer::shift_right(a, b);
    int_add_wrapping(a, b) = Some(a.wrapping_add(b));
    int_sub_wrapping(a, b) = Some(a.wrapping_sub(b));
    int_mul_wrapping(a, b) = Some(a.wrapping_mul(b));
    int_mul_add_wrapping(a, b, c) = Some(a.wrapping_mul(b).wrapping_add(c));
    int_neg_wrapping(a) = Some(a.wrapping_neg());
    int_abs_wrapping(a) = Some(a.wrapping_abs());
    int_square_wrapping(a) = Some(a.wrapping_mul(a));
    int_power_wrapping(a, b) = wrapping_power(a, b);
}

macro_rules! handlers_with_constant {
    ($($name:ident($a:ident, $b:ident) = $value:expr;)*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            $(#[inline(always)]
            pub fn $name(self, dst: Out<Int>, $a: In<Int>, $b: Imm<i64>) -> Flow {
                let ($a, $b) = (self.int($a), $b.0);
                self.set_int_or_leave(dst, $value)
            })*
        }
    };
}

handlers_with_constant! {
    int_add_constant(a, b) = a.checked_add(b);
    int_constant_sub(a, b) = b.checked_sub(a);
    int_mul_constant(a, b) = a.checked_mul(b);
    int_power_constant(a, b) = integer::power(a, b);
    int_mod_constant(a, b) = integer::modulo(a, b);
    int_quotient_constant(a, b) = integer::quotient(a, b);
    int_mod_power_of_two(a, b) = Some(a & (b - 1));
    int_quotient_power_of_two(a, b) = Some(a >> (b & 63));
    int_add_constant_wrapping(a, b) = Some(a.wrapping_add(b));
    int_constant_sub_wrapping(a, b) = Some(b.wrapping_sub(a));
    int_mul_constant_wrapping(a, b) = Some(a.wrapping_mul(b));
    int_power_constant_wrapping(a, b) = wrapping_power(a, b);
}

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    #[inline(always)]
    pub fn int_mul_constant_add(self, dst: Out<Int>, a: In<Int>, c: In<Int>, k: Imm<i64>) -> Flow {
        let product = self.int(a).checked_mul(k.0);
        self.set_int_or_leave(dst, product.and_then(|product| product.checked_add(self.int(c))))
    }

    #[inline(always)]
    pub fn int_mul_constant_add_wrapping(self, dst: Out<Int>, a: In<Int>, c: In<Int>, k: Imm<i64>) -> Flow {
        self.set_int(dst, self.int(a).wrapping_mul(k.0).wrapping_add(self.int(c)))
    }

    #[inline(always)]
    pub fn int_mul_constant_add_mod_constant(
        self,
        dst: Out<Int>,
        a: In<Int>,
        c: In<Int>,
        k: Pool<pool::Integer>,
        m: Pool<pool::Integer>,
    ) -> Flow {
        let (k, m) = (self.integer(k).value, self.integer(m).divisor);
        let sum = self.int(a).checked_mul(k).and_then(|product| product.checked_add(self.int(c)));
        self.set_int_or_leave(dst, sum.map(|sum| m.modulo(sum)))
    }

    #[inline(always)]
    pub fn int_mul_constant_add_mod_constant_wrapping(
        self,
        dst: Out<Int>,
        a: In<Int>,
        c: In<Int>,
        k: Pool<pool::Integer>,
        m: Pool<pool::Integer>,
    ) -> Flow {
        let (k, m) = (self.integer(k).value, self.integer(m).divisor);
        self.set_int(dst, m.modulo(self.int(a).wrapping_mul(k).wrapping_add(self.int(c))))
    }

    #[inline(always)]
    pub fn int_add_mod_constant(self, dst: Out<Int>, a: In<Int>, b: In<Int>, m: Pool<pool::Integer>) -> Flow {
        let sum = self.int(a).checked_add(self.int(b));
        let m = self.integer(m).divisor;
        self.set_int_or_leave(dst, sum.map(|sum| m.modulo(sum)))
    }

    #[inline(always)]
    pub fn int_add_mod_constant_wrapping(
        self,
        dst: Out<Int>,
        a: In<Int>,
        b: In<Int>,
        m: Pool<pool::Integer>,
    ) -> Flow {
        let m = self.integer(m).divisor;
        self.set_int(dst, m.modulo(self.int(a).wrapping_add(self.int(b))))
    }

    #[inline(always)]
    pub fn int_mod_divisor(self, dst: Out<Int>, a: In<Int>, m: Pool<pool::Integer>) -> Flow {
        self.set_int(dst, self.integer(m).divisor.modulo(self.int(a)))
    }

    #[inline(always)]
    pub fn int_quotient_divisor(self, dst: Out<Int>, a: In<Int>, m: Pool<pool::Integer>) -> Flow {
        self.set_int(dst, self.integer(m).divisor.quotient(self.int(a)))
    }

    #[inline(always)]
    pub fn int_add_constant_if(self, dst: Out<Int>, a: In<Int>, test: In<Bool>, k: Imm<i64>) -> Flow {
        // No jump that depends on the test: tests inside loops are often hard to foresee.
        self.set_int_or_leave(dst, self.int(a).checked_add(k.0 & -i64::from(self.bool(test))))
    }

    #[inline(always)]
    pub fn int_add_constant_if_wrapping(
        self,
        dst: Out<Int>,
        a: In<Int>,
        test: In<Bool>,
        k: Imm<i64>,
    ) -> Flow {
        self.set_int(dst, self.int(a).wrapping_add(k.0 & -i64::from(self.bool(test))))
    }

    #[inline(always)]
    pub fn int_divide(self, dst: Out<Real>, a: In<Int>, b: In<Int>) -> Flow {
        let divisor = self.int(b);
        if divisor == 0 {
            return Flow::Leave(Leave::Numerical);
        }
        self.set_real(dst, integer::to_real(self.int(a)) / integer::to_real(divisor))
    }

    #[inline(always)]
    pub fn int_function(self, dst: Out<Int>, a: In<Int>, f: Pool<pool::Function>) -> Flow {
        self.set_int_or_leave(dst, (self.function(f).int)(self.int(a)))
    }

    #[inline(always)]
    pub fn int_function_2(self, dst: Out<Int>, a: In<Int>, b: In<Int>, f: Pool<pool::Function>) -> Flow {
        self.set_int_or_leave(dst, (self.function(f).int_2)(self.int(a), self.int(b)))
    }

    #[inline(never)]
    pub fn int_prime(self, dst: Out<Bool>, a: In<Int>) -> Flow {
        self.set_bool(dst, integer::is_prime(self.int(a)))
    }

    #[inline(always)]
    pub fn int_even(self, dst: Out<Bool>, a: In<Int>) -> Flow {
        self.set_bool(dst, self.int(a) & 1 == 0)
    }

    #[inline(always)]
    pub fn int_odd(self, dst: Out<Bool>, a: In<Int>) -> Flow {
        self.set_bool(dst, self.int(a) & 1 != 0)
    }

    #[inline(always)]
    fn integer(self, entry: Pool<pool::Integer>) -> LinkedInteger {
        let integers = &self.run().function().integers;
        if CHECKED {
            return integers[entry.index()];
        }
        // SAFETY: `verify::operands`: the entry is in the pool, which linking only makes longer.
        unsafe { *integers.get_unchecked(entry.index()) }
    }
}
