//! Families of sequences: parts of arrays and what takes them, indices and the parts they name, tests and what they choose.
//!
//! Which instructions stand together in programs that nobody has tuned for cannot be foreseen one by one, but almost
//! always a part is read just before it is used, an index is computed just before the part it names, and a number just
//! before it is compared. Each family is said once and holds for all element types and forms of indices.

use scheelite_bytecode::{In, Op};

use super::frame::{Flow, Frame};
use super::fused::{Sequence, sequences};
use super::run::Run;
use super::threaded::{Name, Threaded, act, go_on, handler_type};

/// The sequences of all families.
pub(super) fn all() -> impl Iterator<Item = &'static Sequence> {
    let of_parts = INTEGER_PARTS.iter().chain(REAL_PARTS).chain(INTEGER_PAIRS).chain(REAL_PAIRS);
    of_parts.chain(SETS).chain(INDICES).chain(CHOICES).copied().flatten()
}

/// An integer part, and what takes it.
macro_rules! integer_parts {
    ($($module:ident: $get:ident $Get:ident, $set:ident $Set:ident;)*) => {
        const INTEGER_PARTS: &[&[Sequence]] = &[$($module::SEQUENCES),*];
        $(mod $module {
            use super::*;

            sequences! {
                swap = $get($Get dst -> x) $get($Get ; dst -> y) $set($Set value <- y) $set($Set value <- x);
                moved = $get($Get dst -> x) $set($Set value <- x);
                add_set = $get($Get dst -> x) int_add(IntAdd b <- x; dst -> y) $set($Set value <- y);
                added_set = $get($Get dst -> x) int_add(IntAdd a <- x; dst -> y) $set($Set value <- y);
                sub_set = $get($Get dst -> x) int_sub(IntSub a <- x; dst -> y) $set($Set value <- y);
                add_constant_set = $get($Get dst -> x) int_add_constant(IntAddConstant a <- x; dst -> y)
                    $set($Set value <- y);
                add_next = $get($Get dst -> x) int_add(IntAdd b <- x) int_increment_jump_if_less_equal;
                add_next_constant = $get($Get dst -> x) int_add(IntAdd b <- x)
                    int_increment_jump_if_less_equal_constant;
                add_constant_min = $get($Get dst -> x) int_add_constant(IntAddConstant a <- x; dst -> y)
                    int_min(IntMin b <- y);
                add_constant_max = $get($Get dst -> x) int_add_constant(IntAddConstant a <- x; dst -> y)
                    int_max(IntMax b <- y);
                add_constant_min_first = $get($Get dst -> x) int_add_constant(IntAddConstant a <- x; dst -> y)
                    int_min(IntMin a <- y);
                add_constant_max_first = $get($Get dst -> x) int_add_constant(IntAddConstant a <- x; dst -> y)
                    int_max(IntMax a <- y);
                add_min_first = $get($Get dst -> x) int_add(IntAdd a <- x; dst -> y) int_min(IntMin a <- y);
                add_max_first = $get($Get dst -> x) int_add(IntAdd a <- x; dst -> y) int_max(IntMax a <- y);
                add_min = $get($Get dst -> x) int_add(IntAdd a <- x; dst -> y) int_min(IntMin b <- y);
                add_max = $get($Get dst -> x) int_add(IntAdd a <- x; dst -> y) int_max(IntMax b <- y);
                two_add_next = $get($Get dst -> x) $get($Get ; dst -> y) int_mul_add(IntMulAdd a <- x, b <- y)
                    int_increment_jump_if_less_equal;
                two_sums = $get($Get dst -> x) int_add(IntAdd b <- x; dst -> s) $get($Get ; dst -> y)
                    int_add(IntAdd a <- s, b <- y);
                scaled_real = $get($Get dst -> x) int_to_real(IntToReal a <- x; dst -> y)
                    real_div_constant(RealDivConstant a <- y);
                add = $get($Get dst -> x) int_add(IntAdd b <- x);
                added = $get($Get dst -> x) int_add(IntAdd a <- x);
                sub = $get($Get dst -> x) int_sub(IntSub b <- x);
                subbed = $get($Get dst -> x) int_sub(IntSub a <- x);
                mul = $get($Get dst -> x) int_mul(IntMul b <- x);
                mul_by = $get($Get dst -> x) int_mul(IntMul a <- x);
                add_constant = $get($Get dst -> x) int_add_constant(IntAddConstant a <- x);
                mul_constant = $get($Get dst -> x) int_mul_constant(IntMulConstant a <- x);
                square = $get($Get dst -> x) int_square(IntSquare a <- x);
                to_real = $get($Get dst -> x) int_to_real(IntToReal a <- x);
                min = $get($Get dst -> x) int_min(IntMin b <- x);
                max = $get($Get dst -> x) int_max(IntMax b <- x);
                modulo = $get($Get dst -> x) int_mod(IntMod b <- x);
                equal = $get($Get dst -> x) jump_if_int_equal(JumpIfIntEqual a <- x);
                unequal = $get($Get dst -> x) jump_if_int_unequal(JumpIfIntUnequal a <- x);
                less = $get($Get dst -> x) jump_if_int_less(JumpIfIntLess a <- x);
                less_equal = $get($Get dst -> x) jump_if_int_less_equal(JumpIfIntLessEqual a <- x);
                greater = $get($Get dst -> x) jump_if_int_greater(JumpIfIntGreater a <- x);
                greater_equal = $get($Get dst -> x) jump_if_int_greater_equal(JumpIfIntGreaterEqual a <- x);
                equal_second = $get($Get dst -> x) jump_if_int_equal(JumpIfIntEqual b <- x);
                unequal_second = $get($Get dst -> x) jump_if_int_unequal(JumpIfIntUnequal b <- x);
                less_second = $get($Get dst -> x) jump_if_int_less(JumpIfIntLess b <- x);
                less_equal_second = $get($Get dst -> x) jump_if_int_less_equal(JumpIfIntLessEqual b <- x);
                greater_second = $get($Get dst -> x) jump_if_int_greater(JumpIfIntGreater b <- x);
                greater_equal_second = $get($Get dst -> x)
                    jump_if_int_greater_equal(JumpIfIntGreaterEqual b <- x);
                equal_constant = $get($Get dst -> x) jump_if_int_equal_constant(JumpIfIntEqualConstant a <- x);
                unequal_constant = $get($Get dst -> x)
                    jump_if_int_unequal_constant(JumpIfIntUnequalConstant a <- x);
                less_constant = $get($Get dst -> x) jump_if_int_less_constant(JumpIfIntLessConstant a <- x);
                less_equal_constant = $get($Get dst -> x)
                    jump_if_int_less_equal_constant(JumpIfIntLessEqualConstant a <- x);
                greater_constant = $get($Get dst -> x)
                    jump_if_int_greater_constant(JumpIfIntGreaterConstant a <- x);
                greater_equal_constant = $get($Get dst -> x)
                    jump_if_int_greater_equal_constant(JumpIfIntGreaterEqualConstant a <- x);
            }
        })*
    };
}

integer_parts! {
    int_parts: int_get_1 IntGet1, int_set_1 IntSet1;
    int_parts_moved: int_get_1_offset IntGet1Offset, int_set_1_offset IntSet1Offset;
    int_parts_constant: int_get_1_constant IntGet1Constant, int_set_1_constant IntSet1Constant;
    int_parts_2: int_get_2 IntGet2, int_set_2 IntSet2;
    int_parts_2_moved: int_get_2_offset IntGet2Offset, int_set_2_offset IntSet2Offset;
}

/// A real part, and what takes it.
macro_rules! real_parts {
    ($($module:ident: $get:ident $Get:ident, $set:ident $Set:ident;)*) => {
        const REAL_PARTS: &[&[Sequence]] = &[$($module::SEQUENCES),*];
        $(mod $module {
            use super::*;

            sequences! {
                swap = $get($Get dst -> x) $get($Get ; dst -> y) $set($Set value <- y) $set($Set value <- x);
                moved = $get($Get dst -> x) $set($Set value <- x);
                add_set = $get($Get dst -> x) real_add(RealAdd b <- x; dst -> y) $set($Set value <- y);
                added_set = $get($Get dst -> x) real_add(RealAdd a <- x; dst -> y) $set($Set value <- y);
                sub_set = $get($Get dst -> x) real_sub(RealSub a <- x; dst -> y) $set($Set value <- y);
                mul_set = $get($Get dst -> x) real_mul(RealMul a <- x; dst -> y) $set($Set value <- y);
                scaled_set = $get($Get dst -> x) real_mul_constant(RealMulConstant a <- x; dst -> y)
                    $set($Set value <- y);
                mul_add_set = $get($Get dst -> x) real_mul_add(RealMulAdd c <- x; dst -> y) $set($Set value <- y);
                sub_mul_set = $get($Get dst -> x) real_sub_mul(RealSubMul c <- x; dst -> y) $set($Set value <- y);
                scaled_add_set = $get($Get dst -> x) real_mul_constant_add(RealMulConstantAdd c <- x; dst -> y)
                    $set($Set value <- y);
                two_scaled_add_set = $get($Get dst -> x) $get($Get ; dst -> y)
                    real_mul_constant_add(RealMulConstantAdd c <- x, a <- y; dst -> z)
                    $set($Set value <- z);
                two_mul_add_set = $get($Get dst -> x) $get($Get ; dst -> y)
                    real_mul_add(RealMulAdd c <- x, b <- y; dst -> z) $set($Set value <- z);
                two_sub_mul_set = $get($Get dst -> x) $get($Get ; dst -> y)
                    real_sub_mul(RealSubMul c <- x, b <- y; dst -> z) $set($Set value <- z);
                two_mul_add_next = $get($Get dst -> x) $get($Get ; dst -> y)
                    real_mul_add(RealMulAdd a <- x, b <- y) int_increment_jump_if_less_equal;
                two_sums = $get($Get dst -> x) real_add(RealAdd b <- x; dst -> s) $get($Get ; dst -> y)
                    real_add(RealAdd a <- s, b <- y);
                add_next = $get($Get dst -> x) real_add(RealAdd b <- x) int_increment_jump_if_less_equal;
                add_next_constant = $get($Get dst -> x) real_add(RealAdd b <- x)
                    int_increment_jump_if_less_equal_constant;
                two_add_3 = $get($Get dst -> x) $get($Get ; dst -> y) real_add_3(RealAdd3 b <- x, c <- y);
                add = $get($Get dst -> x) real_add(RealAdd b <- x);
                added = $get($Get dst -> x) real_add(RealAdd a <- x);
                sub = $get($Get dst -> x) real_sub(RealSub b <- x);
                subbed = $get($Get dst -> x) real_sub(RealSub a <- x);
                mul = $get($Get dst -> x) real_mul(RealMul b <- x);
                mul_by = $get($Get dst -> x) real_mul(RealMul a <- x);
                div = $get($Get dst -> x) real_div(RealDiv b <- x);
                divided = $get($Get dst -> x) real_div(RealDiv a <- x);
                add_constant = $get($Get dst -> x) real_add_constant(RealAddConstant a <- x);
                mul_constant = $get($Get dst -> x) real_mul_constant(RealMulConstant a <- x);
                mul_add = $get($Get dst -> x) real_mul_add(RealMulAdd b <- x);
                mul_add_by = $get($Get dst -> x) real_mul_add(RealMulAdd a <- x);
                mul_added = $get($Get dst -> x) real_mul_add(RealMulAdd c <- x);
                sub_mul = $get($Get dst -> x) real_sub_mul(RealSubMul b <- x);
                sub_mul_by = $get($Get dst -> x) real_sub_mul(RealSubMul a <- x);
                sub_mul_from = $get($Get dst -> x) real_sub_mul(RealSubMul c <- x);
                scaled_added = $get($Get dst -> x) real_mul_constant_add(RealMulConstantAdd a <- x);
                square = $get($Get dst -> x) real_square(RealSquare a <- x);
                abs = $get($Get dst -> x) real_abs(RealAbs a <- x);
                min = $get($Get dst -> x) real_min(RealMin a <- x);
                max = $get($Get dst -> x) real_max(RealMax a <- x);
                less = $get($Get dst -> x) jump_if_real_less_tolerant(JumpIfRealLessTolerant a <- x);
                not_less = $get($Get dst -> x) jump_unless_real_less_tolerant(JumpUnlessRealLessTolerant a <- x);
                greater = $get($Get dst -> x) jump_if_real_greater_tolerant(JumpIfRealGreaterTolerant a <- x);
                not_greater = $get($Get dst -> x)
                    jump_unless_real_greater_tolerant(JumpUnlessRealGreaterTolerant a <- x);
                less_second = $get($Get dst -> x) jump_if_real_less_tolerant(JumpIfRealLessTolerant b <- x);
                not_less_second = $get($Get dst -> x)
                    jump_unless_real_less_tolerant(JumpUnlessRealLessTolerant b <- x);
                greater_second = $get($Get dst -> x) jump_if_real_greater_tolerant(JumpIfRealGreaterTolerant b <- x);
                not_greater_second = $get($Get dst -> x)
                    jump_unless_real_greater_tolerant(JumpUnlessRealGreaterTolerant b <- x);
            }
        })*
    };
}

real_parts! {
    real_parts: real_get_1 RealGet1, real_set_1 RealSet1;
    real_parts_moved: real_get_1_offset RealGet1Offset, real_set_1_offset RealSet1Offset;
    real_parts_constant: real_get_1_constant RealGet1Constant, real_set_1_constant RealSet1Constant;
    real_parts_2: real_get_2 RealGet2, real_set_2 RealSet2;
    real_parts_2_moved: real_get_2_offset RealGet2Offset, real_set_2_offset RealSet2Offset;
}

/// Two integer parts, and what takes both.
macro_rules! integer_pairs {
    ($($module:ident: $get:ident $Get:ident, $other:ident $Other:ident;)*) => {
        const INTEGER_PAIRS: &[&[Sequence]] = &[$($module::SEQUENCES),*];
        $(mod $module {
            use super::*;

            sequences! {
                add = $get($Get dst -> x) $other($Other ; dst -> y) int_add(IntAdd a <- x, b <- y);
                sub = $get($Get dst -> x) $other($Other ; dst -> y) int_sub(IntSub a <- x, b <- y);
                mul = $get($Get dst -> x) $other($Other ; dst -> y) int_mul(IntMul a <- x, b <- y);
                mul_add = $get($Get dst -> x) $other($Other ; dst -> y) int_mul_add(IntMulAdd a <- x, b <- y);
                equal = $get($Get dst -> x) $other($Other ; dst -> y) jump_if_int_equal(JumpIfIntEqual a <- x, b <- y);
                unequal = $get($Get dst -> x) $other($Other ; dst -> y)
                    jump_if_int_unequal(JumpIfIntUnequal a <- x, b <- y);
                less = $get($Get dst -> x) $other($Other ; dst -> y) jump_if_int_less(JumpIfIntLess a <- x, b <- y);
                less_equal = $get($Get dst -> x) $other($Other ; dst -> y)
                    jump_if_int_less_equal(JumpIfIntLessEqual a <- x, b <- y);
                greater = $get($Get dst -> x) $other($Other ; dst -> y)
                    jump_if_int_greater(JumpIfIntGreater a <- x, b <- y);
                greater_equal = $get($Get dst -> x) $other($Other ; dst -> y)
                    jump_if_int_greater_equal(JumpIfIntGreaterEqual a <- x, b <- y);
                indexed = $get($Get dst -> x) int_get_1(IntGet1 i <- x);
                indexed_real = $get($Get dst -> x) real_get_1(RealGet1 i <- x);
            }
        })*
    };
}

integer_pairs! {
    int_pairs: int_get_1 IntGet1, int_get_1 IntGet1;
    int_pairs_moved: int_get_1_offset IntGet1Offset, int_get_1_offset IntGet1Offset;
    int_pairs_right: int_get_1 IntGet1, int_get_1_offset IntGet1Offset;
    int_pairs_left: int_get_1_offset IntGet1Offset, int_get_1 IntGet1;
    int_pairs_2: int_get_2 IntGet2, int_get_2 IntGet2;
    int_pairs_2_moved: int_get_2_offset IntGet2Offset, int_get_2_offset IntGet2Offset;
}

/// Two real parts, and what takes both.
macro_rules! real_pairs {
    ($($module:ident: $get:ident $Get:ident, $other:ident $Other:ident;)*) => {
        const REAL_PAIRS: &[&[Sequence]] = &[$($module::SEQUENCES),*];
        $(mod $module {
            use super::*;

            sequences! {
                add = $get($Get dst -> x) $other($Other ; dst -> y) real_add(RealAdd a <- x, b <- y);
                sub = $get($Get dst -> x) $other($Other ; dst -> y) real_sub(RealSub a <- x, b <- y);
                mul = $get($Get dst -> x) $other($Other ; dst -> y) real_mul(RealMul a <- x, b <- y);
                div = $get($Get dst -> x) $other($Other ; dst -> y) real_div(RealDiv a <- x, b <- y);
                mul_add = $get($Get dst -> x) $other($Other ; dst -> y) real_mul_add(RealMulAdd a <- x, b <- y);
                products_sub = $get($Get dst -> x) $other($Other ; dst -> y)
                    real_mul_sub_mul(RealMulSubMul b <- x, d <- y);
                products_add = $get($Get dst -> x) $other($Other ; dst -> y)
                    real_mul_add_mul(RealMulAddMul b <- x, d <- y);
                less = $get($Get dst -> x) $other($Other ; dst -> y)
                    jump_if_real_less_tolerant(JumpIfRealLessTolerant a <- x, b <- y);
                not_less = $get($Get dst -> x) $other($Other ; dst -> y)
                    jump_unless_real_less_tolerant(JumpUnlessRealLessTolerant a <- x, b <- y);
                greater = $get($Get dst -> x) $other($Other ; dst -> y)
                    jump_if_real_greater_tolerant(JumpIfRealGreaterTolerant a <- x, b <- y);
                not_greater = $get($Get dst -> x) $other($Other ; dst -> y)
                    jump_unless_real_greater_tolerant(JumpUnlessRealGreaterTolerant a <- x, b <- y);
            }
        })*
    };
}

real_pairs! {
    real_pairs: real_get_1 RealGet1, real_get_1 RealGet1;
    real_pairs_moved: real_get_1_offset RealGet1Offset, real_get_1_offset RealGet1Offset;
    real_pairs_right: real_get_1 RealGet1, real_get_1_offset RealGet1Offset;
    real_pairs_left: real_get_1_offset RealGet1Offset, real_get_1 RealGet1;
    real_pairs_2: real_get_2 RealGet2, real_get_2 RealGet2;
    real_pairs_2_moved: real_get_2_offset RealGet2Offset, real_get_2_offset RealGet2Offset;
}

/// A part that is set at the end of a round.
macro_rules! sets {
    ($($module:ident: $set:ident;)*) => {
        const SETS: &[&[Sequence]] = &[$($module::SEQUENCES),*];
        $(mod $module {
            use super::*;

            sequences! {
                next = $set int_increment_jump_if_less_equal;
                next_constant = $set int_increment_jump_if_less_equal_constant;
                constant_next = int_constant $set int_increment_jump_if_less_equal;
                constant_next_constant = int_constant $set int_increment_jump_if_less_equal_constant;
            }
        })*
    };
}

sets! {
    int_set: int_set_1;
    int_set_moved: int_set_1_offset;
    int_set_in_matrix: int_set_2;
    int_set_in_matrix_moved: int_set_2_offset;
    int_set_element: int_set_flat;
    real_set: real_set_1;
    real_set_moved: real_set_1_offset;
    real_set_in_matrix: real_set_2;
    real_set_in_matrix_moved: real_set_2_offset;
    real_set_element: real_set_flat;
}

/// An integer that is computed and then names a part, or is compared.
macro_rules! indices {
    ($($module:ident: $op:ident $Op:ident;)*) => {
        const INDICES: &[&[Sequence]] = &[$($module::SEQUENCES),*];
        $(mod $module {
            use super::*;

            sequences! {
                part_equal_constant = $op($Op dst -> k) int_get_1(IntGet1 i <- k; dst -> x)
                    jump_if_int_equal_constant(JumpIfIntEqualConstant a <- x);
                part_unequal_constant = $op($Op dst -> k) int_get_1(IntGet1 i <- k; dst -> x)
                    jump_if_int_unequal_constant(JumpIfIntUnequalConstant a <- x);
                part_moved_add = $op($Op dst -> k) int_get_1_offset(IntGet1Offset i <- k; dst -> x)
                    int_add(IntAdd a <- x);
                part = $op($Op dst -> k) int_get_1(IntGet1 i <- k);
                part_moved = $op($Op dst -> k) int_get_1_offset(IntGet1Offset i <- k);
                real_part = $op($Op dst -> k) real_get_1(RealGet1 i <- k);
                real_part_moved = $op($Op dst -> k) real_get_1_offset(RealGet1Offset i <- k);
                row = $op($Op dst -> k) int_get_2(IntGet2 i <- k);
                column = $op($Op dst -> k) int_get_2(IntGet2 j <- k);
                column_moved = $op($Op dst -> k) int_get_2_offset(IntGet2Offset j <- k);
                real_column = $op($Op dst -> k) real_get_2(RealGet2 j <- k);
                real_column_moved = $op($Op dst -> k) real_get_2_offset(RealGet2Offset j <- k);
                set = $op($Op dst -> k) int_set_1(IntSet1 i <- k);
                real_set = $op($Op dst -> k) real_set_1(RealSet1 i <- k);
                equal = $op($Op dst -> k) jump_if_int_equal(JumpIfIntEqual a <- k);
                unequal = $op($Op dst -> k) jump_if_int_unequal(JumpIfIntUnequal a <- k);
                less = $op($Op dst -> k) jump_if_int_less(JumpIfIntLess a <- k);
                less_equal = $op($Op dst -> k) jump_if_int_less_equal(JumpIfIntLessEqual a <- k);
                greater = $op($Op dst -> k) jump_if_int_greater(JumpIfIntGreater a <- k);
                greater_equal = $op($Op dst -> k) jump_if_int_greater_equal(JumpIfIntGreaterEqual a <- k);
                equal_constant = $op($Op dst -> k) jump_if_int_equal_constant(JumpIfIntEqualConstant a <- k);
                unequal_constant = $op($Op dst -> k) jump_if_int_unequal_constant(JumpIfIntUnequalConstant a <- k);
                less_constant = $op($Op dst -> k) jump_if_int_less_constant(JumpIfIntLessConstant a <- k);
                less_equal_constant = $op($Op dst -> k)
                    jump_if_int_less_equal_constant(JumpIfIntLessEqualConstant a <- k);
                greater_constant = $op($Op dst -> k) jump_if_int_greater_constant(JumpIfIntGreaterConstant a <- k);
                greater_equal_constant = $op($Op dst -> k)
                    jump_if_int_greater_equal_constant(JumpIfIntGreaterEqualConstant a <- k);
                next = $op int_increment_jump_if_less_equal;
                then_jump = $op jump;
            }
        })*
    };
}

indices! {
    by_add: int_add IntAdd;
    by_add_constant: int_add_constant IntAddConstant;
    by_sub: int_sub IntSub;
    by_mul: int_mul IntMul;
    by_mul_constant: int_mul_constant IntMulConstant;
    by_square: int_square IntSquare;
    by_mod: int_mod IntMod;
    by_mod_divisor: int_mod_divisor IntModDivisor;
    by_mod_power_of_two: int_mod_power_of_two IntModPowerOfTwo;
    by_quotient_divisor: int_quotient_divisor IntQuotientDivisor;
    by_quotient_power_of_two: int_quotient_power_of_two IntQuotientPowerOfTwo;
}

/// A comparison, and what it chooses.
macro_rules! choices {
    ($($module:ident: $compare:ident $Compare:ident;)*) => {
        const CHOICES: &[&[Sequence]] = &[$($module::SEQUENCES),*];
        $(mod $module {
            use super::*;

            sequences! {
                int = $compare($Compare dst -> t) int_select(IntSelect test <- t);
                real = $compare($Compare dst -> t) real_select(RealSelect test <- t);
            }
        })*
    };
}

choices! {
    if_int_equal: int_equal IntEqual;
    if_int_unequal: int_unequal IntUnequal;
    if_int_less: int_less IntLess;
    if_int_less_equal: int_less_equal IntLessEqual;
    if_int_greater: int_greater IntGreater;
    if_int_greater_equal: int_greater_equal IntGreaterEqual;
    if_int_equal_constant: int_equal_constant IntEqualConstant;
    if_int_unequal_constant: int_unequal_constant IntUnequalConstant;
    if_int_less_constant: int_less_constant IntLessConstant;
    if_int_less_equal_constant: int_less_equal_constant IntLessEqualConstant;
    if_int_greater_constant: int_greater_constant IntGreaterConstant;
    if_int_greater_equal_constant: int_greater_equal_constant IntGreaterEqualConstant;
    if_real_less: real_less_tolerant RealLessTolerant;
    if_real_less_equal: real_less_equal_tolerant RealLessEqualTolerant;
    if_real_greater: real_greater_tolerant RealGreaterTolerant;
    if_real_greater_equal: real_greater_equal_tolerant RealGreaterEqualTolerant;
    if_real_less_equal_constant: real_less_equal_constant RealLessEqualConstant;
    if_real_greater_equal_constant: real_greater_equal_constant RealGreaterEqualConstant;
}
