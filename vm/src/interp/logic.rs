//! Logic, comparison and jumps. A comparison with NaN is false, and `unless` jumps are then taken.

use scheelite_bytecode::{Bool, Cplx, Imm, In, InOut, Int, Out, Real, Target};
use scheelite_runtime::kernels::scalar::compare;

use super::frame::{Flow, Frame};
use super::run::Leave;

macro_rules! comparisons {
    ($($kind:ident $get:ident $literal:ty { $($name:ident $with_constant:ident = |$a:ident, $b:ident| $holds:expr;)* })*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            $($(#[inline(always)]
            pub fn $name(self, dst: Out<Bool>, $a: In<$kind>, $b: In<$kind>) -> Flow {
                let ($a, $b) = (self.$get($a), self.$get($b));
                self.set_bool(dst, $holds)
            }

            #[inline(always)]
            pub fn $with_constant(self, dst: Out<Bool>, $a: In<$kind>, $b: Imm<$literal>) -> Flow {
                let ($a, $b) = (self.$get($a), $b.0);
                self.set_bool(dst, $holds)
            })*)*
        }
    };
}

comparisons! {
    Int int i64 {
    int_equal int_equal_constant = |a, b| a == b;
    int_unequal int_unequal_constant = |a, b| a != b;
    int_less int_less_constant = |a, b| a < b;
    int_less_equal int_less_equal_constant = |a, b| a <= b;
    int_greater int_greater_constant = |a, b| a > b;
    int_greater_equal int_greater_equal_constant = |a, b| a >= b;
    }
    Real real f64 {
    real_equal real_equal_constant = |a, b| a == b;
    real_unequal real_unequal_constant = |a, b| a != b;
    real_less real_less_constant = |a, b| a < b;
    real_less_equal real_less_equal_constant = |a, b| a <= b;
    real_greater real_greater_constant = |a, b| a > b;
    real_greater_equal real_greater_equal_constant = |a, b| a >= b;
    real_equal_tolerant real_equal_constant_tolerant = |a, b| compare::equal(a, b);
    real_unequal_tolerant real_unequal_constant_tolerant = |a, b| !compare::equal(a, b);
    real_less_tolerant real_less_constant_tolerant = |a, b| compare::less(a, b);
    real_less_equal_tolerant real_less_equal_constant_tolerant = |a, b| compare::less_equal(a, b);
    real_greater_tolerant real_greater_constant_tolerant = |a, b| compare::less(b, a);
    real_greater_equal_tolerant real_greater_equal_constant_tolerant = |a, b| compare::less_equal(b, a);
    }
}

macro_rules! jumps {
    ($($kind:ident $get:ident $literal:ty { $($name:ident $with_constant:ident = |$a:ident, $b:ident| $holds:expr;)* })*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            $($(#[inline(always)]
            pub fn $name(self, $a: In<$kind>, $b: In<$kind>, to: Target) -> Flow {
                let ($a, $b) = (self.$get($a), self.$get($b));
                go_if($holds, to)
            }

            #[inline(always)]
            pub fn $with_constant(self, $a: In<$kind>, to: Target, $b: Imm<$literal>) -> Flow {
                let ($a, $b) = (self.$get($a), $b.0);
                go_if($holds, to)
            })*)*
        }
    };
}

jumps! {
    Int int i64 {
    jump_if_int_equal jump_if_int_equal_constant = |a, b| a == b;
    jump_if_int_unequal jump_if_int_unequal_constant = |a, b| a != b;
    jump_if_int_less jump_if_int_less_constant = |a, b| a < b;
    jump_if_int_less_equal jump_if_int_less_equal_constant = |a, b| a <= b;
    jump_if_int_greater jump_if_int_greater_constant = |a, b| a > b;
    jump_if_int_greater_equal jump_if_int_greater_equal_constant = |a, b| a >= b;
    }
    Real real f64 {
    jump_if_real_equal jump_if_real_equal_constant = |a, b| a == b;
    jump_if_real_unequal jump_if_real_unequal_constant = |a, b| a != b;
    jump_if_real_less jump_if_real_less_constant = |a, b| a < b;
    jump_unless_real_less jump_unless_real_less_constant = |a, b| !(a < b);
    jump_if_real_less_equal jump_if_real_less_equal_constant = |a, b| a <= b;
    jump_unless_real_less_equal jump_unless_real_less_equal_constant = |a, b| !(a <= b);
    jump_if_real_greater jump_if_real_greater_constant = |a, b| a > b;
    jump_unless_real_greater jump_unless_real_greater_constant = |a, b| !(a > b);
    jump_if_real_greater_equal jump_if_real_greater_equal_constant = |a, b| a >= b;
    jump_unless_real_greater_equal jump_unless_real_greater_equal_constant = |a, b| !(a >= b);
    jump_if_real_equal_tolerant jump_if_real_equal_constant_tolerant = |a, b| compare::equal(a, b);
    jump_if_real_unequal_tolerant jump_if_real_unequal_constant_tolerant = |a, b| !compare::equal(a, b);
    jump_if_real_less_tolerant jump_if_real_less_constant_tolerant = |a, b| compare::less(a, b);
    jump_unless_real_less_tolerant jump_unless_real_less_constant_tolerant = |a, b| !(compare::less(a, b));
    jump_if_real_less_equal_tolerant jump_if_real_less_equal_constant_tolerant = |a, b| compare::less_equal(a, b);
    jump_unless_real_less_equal_tolerant jump_unless_real_less_equal_constant_tolerant = |a, b| !(compare::less_equal(a, b));
    jump_if_real_greater_tolerant jump_if_real_greater_constant_tolerant = |a, b| compare::less(b, a);
    jump_unless_real_greater_tolerant jump_unless_real_greater_constant_tolerant = |a, b| !(compare::less(b, a));
    jump_if_real_greater_equal_tolerant jump_if_real_greater_equal_constant_tolerant = |a, b| compare::less_equal(b, a);
    jump_unless_real_greater_equal_tolerant jump_unless_real_greater_equal_constant_tolerant = |a, b| !(compare::less_equal(b, a));
    }
}

#[inline(always)]
fn go_if(holds: bool, to: Target) -> Flow {
    if holds { Flow::Go(to) } else { Flow::Next }
}

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    #[inline(always)]
    pub fn int_select(self, dst: Out<Int>, test: In<Bool>, a: In<Int>, b: In<Int>) -> Flow {
        // Both are read, so that there is no jump that depends on the test.
        let (a, b) = (self.int(a), self.int(b));
        self.set_int(dst, if self.bool(test) { a } else { b })
    }

    #[inline(always)]
    pub fn real_select(self, dst: Out<Real>, test: In<Bool>, a: In<Real>, b: In<Real>) -> Flow {
        let (a, b) = (self.real(a).to_bits(), self.real(b).to_bits());
        self.set_real(dst, f64::from_bits(if self.bool(test) { a } else { b }))
    }

    #[inline(always)]
    pub fn bool_not(self, dst: Out<Bool>, a: In<Bool>) -> Flow {
        self.set_bool(dst, !self.bool(a))
    }

    #[inline(always)]
    pub fn bool_and(self, dst: Out<Bool>, a: In<Bool>, b: In<Bool>) -> Flow {
        self.set_bool(dst, self.bool(a) & self.bool(b))
    }

    #[inline(always)]
    pub fn bool_or(self, dst: Out<Bool>, a: In<Bool>, b: In<Bool>) -> Flow {
        self.set_bool(dst, self.bool(a) | self.bool(b))
    }

    #[inline(always)]
    pub fn bool_xor(self, dst: Out<Bool>, a: In<Bool>, b: In<Bool>) -> Flow {
        self.set_bool(dst, self.bool(a) ^ self.bool(b))
    }

    #[inline(always)]
    pub fn bool_equal(self, dst: Out<Bool>, a: In<Bool>, b: In<Bool>) -> Flow {
        self.set_bool(dst, self.bool(a) == self.bool(b))
    }

    #[inline(always)]
    pub fn real_same(self, dst: Out<Bool>, a: In<Real>, b: In<Real>) -> Flow {
        self.set_bool(dst, compare::same(self.real(a), self.real(b)))
    }

    #[inline(always)]
    pub fn complex_equal(self, dst: Out<Bool>, a: In<Cplx>, b: In<Cplx>) -> Flow {
        self.set_bool(dst, self.cplx(a) == self.cplx(b))
    }

    #[inline(always)]
    pub fn complex_equal_tolerant(self, dst: Out<Bool>, a: In<Cplx>, b: In<Cplx>) -> Flow {
        let (a, b) = (self.cplx(a), self.cplx(b));
        self.set_bool(dst, compare::equal(a.re, b.re) && compare::equal(a.im, b.im))
    }

    #[inline(always)]
    pub fn complex_same(self, dst: Out<Bool>, a: In<Cplx>, b: In<Cplx>) -> Flow {
        let (a, b) = (self.cplx(a), self.cplx(b));
        self.set_bool(dst, compare::same(a.re, b.re) && compare::same(a.im, b.im))
    }

    #[inline(always)]
    pub fn jump(self, to: Target) -> Flow {
        Flow::Go(to)
    }

    #[inline(always)]
    pub fn jump_if(self, a: In<Bool>, to: Target) -> Flow {
        go_if(self.bool(a), to)
    }

    #[inline(always)]
    pub fn jump_if_not(self, a: In<Bool>, to: Target) -> Flow {
        go_if(!self.bool(a), to)
    }

    #[inline(always)]
    pub fn jump_if_int_even(self, a: In<Int>, to: Target) -> Flow {
        go_if(self.int(a) & 1 == 0, to)
    }

    #[inline(always)]
    pub fn jump_if_int_odd(self, a: In<Int>, to: Target) -> Flow {
        go_if(self.int(a) & 1 != 0, to)
    }

    #[inline(always)]
    pub fn int_increment_jump_if_less_equal(self, i: InOut<Int>, limit: In<Int>, to: Target) -> Flow {
        self.step(i, 1, self.int(limit), to)
    }

    #[inline(always)]
    pub fn int_increment_jump_if_less_equal_constant(
        self,
        i: InOut<Int>,
        to: Target,
        limit: Imm<i64>,
    ) -> Flow {
        self.step(i, 1, limit.0, to)
    }

    #[inline(always)]
    pub fn int_step_jump_if_less_equal(
        self,
        i: InOut<Int>,
        step: In<Int>,
        limit: In<Int>,
        to: Target,
    ) -> Flow {
        self.step(i, self.int(step), self.int(limit), to)
    }

    #[inline(always)]
    fn step(self, i: InOut<Int>, step: i64, limit: i64, to: Target) -> Flow {
        match self.int(i).checked_add(step) {
            Some(next) => {
                self.set_int(i, next);
                go_if(next <= limit, to)
            }
            None => Flow::Leave(Leave::Numerical),
        }
    }
}
