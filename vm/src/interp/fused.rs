//! Sequences of instructions with one handler: one jump to the next handler instead of one for each.
//!
//! Each instruction does what it does alone, one after the other, so that leaving in the middle leaves in the middle.
//! Where an instruction reads what an earlier one of the sequence has written (`dst -> x` … `a <- x`) the handler names
//! one register, not two, and the optimizer hands the value on in a machine register: the loops of the benchmarks wait
//! for the memory between two instructions more than for the jumps.
//!
//! The list holds what ends loops, tests and calls, and what indexing and arithmetic of inner loops are made of; what goes
//! for parts of all kinds is in `families`. The longest sequence that fits is taken.

use std::sync::LazyLock;

use scheelite_bytecode::{In, Op};

use super::frame::{Flow, Frame};
use super::run::Run;
use super::threaded::{Handler, Name, Threaded, act, go_on, handler_type};

/// A sequence and its handler.
pub(super) struct Sequence {
    pub names: &'static [Name],
    /// Whether the registers that must be the same are, in instructions of these names.
    pub joined: fn(&[Threaded]) -> bool,
    pub handler: Handler,
    /// Makes the registers that must be the same so.
    #[cfg(test)]
    pub join: fn(&mut [Op]),
}

/// The handler for the sequence that this code begins with. `numbers` are those of its instructions.
pub(super) fn handler(code: &[Threaded], numbers: &[u16]) -> Option<Handler> {
    let fits = |sequence: &Sequence| {
        let names = sequence.names;
        names.len() <= numbers.len()
            && names.iter().zip(numbers).all(|(name, number)| *name as u16 == *number)
            && (sequence.joined)(code)
    };
    let first = SEQUENCES_BY_FIRST.get(usize::from(*numbers.first()?))?;
    first.iter().copied().find(|sequence| fits(sequence)).map(|sequence| sequence.handler)
}

/// All sequences.
pub(super) fn all() -> impl Iterator<Item = &'static Sequence> {
    SEQUENCES.iter().chain(super::families::all())
}

/// The sequences by the number of their first instruction, the longest first.
static SEQUENCES_BY_FIRST: LazyLock<Vec<Vec<&'static Sequence>>> = LazyLock::new(|| {
    let mut by_first: Vec<Vec<&Sequence>> = Vec::new();
    for sequence in all() {
        let first = sequence.names[0] as usize;
        if by_first.len() <= first {
            by_first.resize(first + 1, Vec::new());
        }
        by_first[first].push(sequence);
    }
    for sequences in &mut by_first {
        sequences.sort_by_key(|sequence| std::cmp::Reverse(sequence.names.len()));
    }
    by_first
});

macro_rules! sequences {
    ($($name:ident = $first:ident $(($First:ident $first_field:ident -> $first_register:ident))?
        $($then:ident
            $(($Then:ident $($field:ident <- $read:ident),* $(; $then_field:ident -> $then_register:ident)?))?
        )+;)*) => {
        pub(super) const SEQUENCES: &[Sequence] = &[$(Sequence {
            names: &[Name::$first, $(Name::$then),+],
            joined: joined::$name,
            handler: $name,
            #[cfg(test)]
            join: join::$name,
        }),*];

        #[cfg(test)]
        mod join {
            use super::*;

            $(
            #[allow(unused_variables, unused_assignments, unused_mut)]
            pub(super) fn $name(code: &mut [Op]) {
                let mut place = 0;
                $(let Op::$First { $first_field, .. } = code[place] else { return };
                let $first_register = $first_field.index();)?
                $(
                place += 1;
                $(let Op::$Then { $(ref mut $field,)* $($then_field,)? .. } = code[place] else { return };
                $(*$field = In::new($read);)*
                $(let $then_register = $then_field.index();)?)?
                )+
            }
            )*
        }

        mod joined {
            use super::*;

            $(
            #[allow(unused_variables, unused_assignments, unused_mut)]
            pub(super) fn $name(code: &[Threaded]) -> bool {
                let mut place = 0;
                $(let Op::$First { $first_field, .. } = code[place].op else { return false };
                let $first_register = $first_field.index();)?
                $(
                place += 1;
                $(let Op::$Then { $($field,)* $($then_field,)? .. } = code[place].op else { return false };
                if $($field.index() != $read ||)* false {
                    return false;
                }
                $(let $then_register = $then_field.index();)?)?
                )+
                true
            }
            )*
        }

        handler_type! {
            $(
            #[allow(unused_variables)]
            pub(super) unsafe fn $name(ip, registers, run, code, countdown) {
                let frame = Frame::<false> { registers, run };
                // SAFETY: `thread` puts this handler where these instructions stand one after the other, with the
                // registers joined as `joined` has seen; an instruction follows the last (`verify::control`).
                unsafe {
                    let op = (*ip).op;
                    $(let Op::$First { $first_field, .. } = op else { std::hint::unreachable_unchecked() };
                    let $first_register = $first_field.index();)?
                    let flow = act::$first(frame, op);
                    $(
                    if !matches!(flow, Flow::Next) {
                        return go_on(flow, ip, registers, run, code, countdown);
                    }
                    let ip = ip.add(1);
                    #[allow(unused_mut)]
                    let mut op = (*ip).op;
                    $(
                    let Op::$Then { $(ref mut $field,)* $($then_field,)? .. } = op else {
                        std::hint::unreachable_unchecked()
                    };
                    $(*$field = In::new($read);)*
                    $(let $then_register = $then_field.index();)?
                    )?
                    let flow = act::$then(frame, op);
                    )+
                    go_on(flow, ip, registers, run, code, countdown)
                }
            }
            )*
        }
    };
}

pub(super) use sequences;

sequences! {
    // calls and returns
    fewer_copy_return = jump_if_int_greater_equal_constant int_copy return_result;
    add_constant_call_compiled = int_add_constant call_compiled;
    add_constant_call = int_add_constant call;
    int_add_return = int_add return_result;
    int_mul_return = int_mul return_result;
    real_add_return = real_add return_result;
    real_mul_return = real_mul return_result;
    int_copy_return = int_copy return_result;
    real_copy_return = real_copy return_result;
    int_constant_return = int_constant return_result;
    real_constant_return = real_constant return_result;

    // counting and testing
    count_test_square_sum = int_add_constant(IntAddConstant dst -> i)
        jump_if_int_greater_equal_constant(JumpIfIntGreaterEqualConstant a <- i)
        real_mul_add_mul(RealMulAddMul ; dst -> x)
        jump_if_real_less_equal_constant_tolerant(JumpIfRealLessEqualConstantTolerant a <- x);
    square_sum_at_most = real_mul_add_mul(RealMulAddMul dst -> x)
        jump_if_real_less_equal_constant_tolerant(JumpIfRealLessEqualConstantTolerant a <- x);
    square_sum_not_at_most = real_mul_add_mul(RealMulAddMul dst -> x)
        jump_unless_real_less_equal_constant_tolerant(JumpUnlessRealLessEqualConstantTolerant a <- x);
    scaled_increment_count = int_mul_constant(IntMulConstant dst -> i)
        int_add_constant(IntAddConstant a <- i; dst -> k)
        int_add_constant
        jump_if_int_unequal_constant(JumpIfIntUnequalConstant a <- k);
    halve_count_unequal = jump_if_int_odd int_quotient_power_of_two(IntQuotientPowerOfTwo ; dst -> k)
        int_add_constant
        jump_if_int_unequal_constant(JumpIfIntUnequalConstant a <- k);
    square_sum_count_at_most_next = real_mul_add_mul(RealMulAddMul dst -> x)
        real_less_equal_constant(RealLessEqualConstant a <- x; dst -> t)
        int_add_constant_if(IntAddConstantIf test <- t)
        int_increment_jump_if_less_equal;
    count_at_most_next = real_less_equal_constant(RealLessEqualConstant dst -> t)
        int_add_constant_if(IntAddConstantIf test <- t)
        int_increment_jump_if_less_equal;
    count_at_most = real_less_equal_constant(RealLessEqualConstant dst -> t)
        int_add_constant_if(IntAddConstantIf test <- t);
    count_at_least = real_greater_equal_constant(RealGreaterEqualConstant dst -> t)
        int_add_constant_if(IntAddConstantIf test <- t);
    count_equal = int_equal_constant(IntEqualConstant dst -> t)
        int_add_constant_if(IntAddConstantIf test <- t);
    count_even = int_even(IntEven dst -> t) int_add_constant_if(IntAddConstantIf test <- t);
    int_get_count_equal_next = int_get_1(IntGet1 dst -> i) int_equal_constant(IntEqualConstant a <- i; dst -> t)
        int_add_constant_if(IntAddConstantIf test <- t)
        int_increment_jump_if_less_equal;
    test_bits_halve = int_mod_power_of_two(IntModPowerOfTwo dst -> i)
        jump_if_int_unequal_constant(JumpIfIntUnequalConstant a <- i)
        int_quotient_power_of_two jump;
    count_next_constant = int_add_constant int_increment_jump_if_less_equal_constant;
    complex_size_at_most = complex_re(ComplexRe dst -> x) real_square(RealSquare a <- x)
        complex_im(ComplexIm ; dst -> y) real_square(RealSquare a <- y; dst -> z)
        real_add(RealAdd b <- z; dst -> s)
        jump_if_real_less_equal_constant_tolerant(JumpIfRealLessEqualConstantTolerant a <- s);
    square_add_count_test = complex_square_add int_add_constant(IntAddConstant ; dst -> i)
        jump_if_int_greater_equal_constant(JumpIfIntGreaterEqualConstant a <- i);

    // congruences
    congruence_sum_next = int_mul_constant_add_mod_constant(IntMulConstantAddModConstant dst -> i)
        int_add_mod_constant(IntAddModConstant b <- i)
        int_increment_jump_if_less_equal;
    scaled_mod_to_real_scaled = int_mul_constant(IntMulConstant dst -> i)
        int_mod_divisor(IntModDivisor a <- i; dst -> j)
        int_to_real(IntToReal a <- j; dst -> x)
        real_mul_constant(RealMulConstant a <- x);
    scaled_mod_to_real_divided = int_mul_constant(IntMulConstant dst -> i)
        int_mod_divisor(IntModDivisor a <- i; dst -> j)
        int_to_real(IntToReal a <- j; dst -> x)
        real_div_constant(RealDivConstant a <- x);
    scaled_mod = int_mul_constant(IntMulConstant dst -> i) int_mod_divisor(IntModDivisor a <- i);
    int_to_real_scaled = int_to_real(IntToReal dst -> x) real_mul_constant(RealMulConstant a <- x);

    int_to_real_divided = int_to_real(IntToReal dst -> x) real_div_constant(RealDivConstant a <- x);

    // arithmetic of reals
    quadratic_map_sum_next = real_constant_sub(RealConstantSub dst -> x)
        real_constant_mul_mul(RealConstantMulMul b <- x; dst -> y)
        real_add(RealAdd b <- y)
        int_increment_jump_if_less_equal;
    product_difference_add = real_mul_sub_mul(RealMulSubMul dst -> x) real_add(RealAdd a <- x);
    product_sum_add = real_mul_add_mul(RealMulAddMul dst -> x) real_mul_add(RealMulAdd c <- x);
    scaled_mul_add_copy = real_mul_constant(RealMulConstant dst -> x) real_mul_add(RealMulAdd a <- x) real_copy;
    scaled_mul_add = real_mul_constant(RealMulConstant dst -> x) real_mul_add(RealMulAdd a <- x);
    sub_scaled_add = real_sub(RealSub dst -> x) real_mul_constant_add(RealMulConstantAdd a <- x);
    inverse_cube = real_sqrt(RealSqrt dst -> x) real_mul(RealMul b <- x; dst -> y)
        real_reciprocal(RealReciprocal a <- y; dst -> z) real_mul_constant(RealMulConstant a <- z);
    inverse_cube_divided = real_sqrt(RealSqrt dst -> x) real_mul(RealMul b <- x; dst -> y)
        real_constant_div(RealConstantDiv a <- y);
    real_add_next = real_add int_increment_jump_if_less_equal;
    real_mul_add_next = real_mul_add int_increment_jump_if_less_equal;
    int_add_next = int_add int_increment_jump_if_less_equal;

    // parts
    int_part_shifted = int_set_1_offset int_add_constant(IntAddConstant ; dst -> k)
        jump_if_int_less_equal_constant(JumpIfIntLessEqualConstant a <- k)
        int_get_1(IntGet1 i <- k; dst -> x)
        jump_if_int_greater(JumpIfIntGreater a <- x);
    real_part_shifted = real_set_1_offset int_add_constant(IntAddConstant ; dst -> k)
        jump_if_int_less_equal_constant(JumpIfIntLessEqualConstant a <- k)
        real_get_1(RealGet1 i <- k; dst -> x)
        jump_if_real_greater_tolerant(JumpIfRealGreaterTolerant a <- x);
    int_part_searched = int_add_constant(IntAddConstant dst -> k) int_get_1(IntGet1 i <- k; dst -> x)
        jump_if_int_less(JumpIfIntLess a <- x);
    int_part_searched_down = int_add_constant(IntAddConstant dst -> k) int_get_1(IntGet1 i <- k; dst -> x)
        jump_if_int_greater(JumpIfIntGreater a <- x);
    int_test_down_part = jump_if_int_less_equal_constant
        int_get_1(IntGet1 ; dst -> x) jump_if_int_greater(JumpIfIntGreater a <- x);
    int_add_set_next = int_add(IntAdd dst -> k) int_set_1(IntSet1 i <- k) int_increment_jump_if_less_equal;
    int_get_add_next = int_get_1(IntGet1 dst -> i) int_add(IntAdd b <- i) int_increment_jump_if_less_equal;
    int_set_flat_next = int_set_flat int_increment_jump_if_less_equal;
    real_set_flat_next = real_set_flat int_increment_jump_if_less_equal;
    parts_2_mul_add_next = real_get_2(RealGet2 dst -> x) real_get_2(RealGet2 ; dst -> y)
        real_mul_add(RealMulAdd a <- x, b <- y)
        int_increment_jump_if_less_equal;
    parts_mul_add_next = real_get_1(RealGet1 dst -> x) real_get_1(RealGet1 ; dst -> y)
        real_mul_add(RealMulAdd a <- x, b <- y)
        int_increment_jump_if_less_equal;
    part_add_next = real_get_1(RealGet1 dst -> x) real_add(RealAdd b <- x) int_increment_jump_if_less_equal;
    sums_after_part = real_get_1 int_add(IntAdd ; dst -> i) int_add_constant(IntAddConstant a <- i);
    sum_add_constant = int_add(IntAdd dst -> i) int_add_constant(IntAddConstant a <- i);
    mul_halve = int_mul(IntMul dst -> i) int_quotient_power_of_two(IntQuotientPowerOfTwo a <- i);
    sum_to_real_divisor_add_next = int_add(IntAdd dst -> i) int_to_real(IntToReal a <- i; dst -> x)
        real_div(RealDiv b <- x; dst -> y)
        real_add(RealAdd b <- y)
        int_increment_jump_if_less_equal;
    to_real_divisor_add_next = int_to_real(IntToReal dst -> x) real_div(RealDiv b <- x; dst -> y)
        real_add(RealAdd b <- y)
        int_increment_jump_if_less_equal;
    to_real_divisor = int_to_real(IntToReal dst -> x) real_div(RealDiv b <- x);
    sum_quotient_mul_add_next = int_add(IntAdd dst -> i) int_divide(IntDivide b <- i; dst -> x)
        real_mul_add(RealMulAdd b <- x)
        int_increment_jump_if_less_equal;
}
