//! Inner loops with one handler: a sum of parts, a sum of products of parts, parts set to one value.
//!
//! A sequence of instructions that ends by jumping to its own start runs many rounds at once while nothing can go wrong: the
//! counter, the sum and the place in the array stay in machine registers. It stops before a round that leaves the
//! arrays, overflows or must look at the limits; that round is run by the handler of the sequence (`fused`). Sums are
//! added in the order of the rounds.

use scheelite_bytecode::{In, Int, Op};

use super::frame::{Flow, Frame, header};
use super::fused;
use super::run::Run;
use super::threaded::{Handler, Threaded, go_on, handler_type};

/// The handler for a loop that begins at `code[pc]`.
pub(super) fn handler(code: &[Threaded], pc: usize) -> Option<Handler> {
    let starts = (pc * size_of::<Threaded>()) as u32;
    let at = |place: usize| code.get(pc + place).map(|threaded| threaded.op);
    // The counter and the limit, when the instruction there ends a round of this loop.
    let end = |place: usize| match at(place) {
        Some(Op::IntIncrementJumpIfLessEqual { i, limit, to })
            if to.0 == starts && i.index() != limit.index() =>
        {
            Some((i.index(), limit.index()))
        }
        _ => None,
    };
    match (at(0)?, at(1)?) {
        (Op::IntAdd { dst, a, b }, Op::IntSet1 { i, value, .. }) => {
            let (n, limit) = end(2)?;
            let k = dst.index();
            let fixed = [b.index(), value.index(), limit];
            (a.index() == k && i.index() == k && k != n && !fixed.contains(&k) && !fixed.contains(&n))
                .then_some(set_steps as Handler)
        }
        (Op::IntGet1 { dst: x, i, .. }, Op::IntAdd { dst: s, a, b }) => {
            let (n, limit) = end(2)?;
            let (x, s) = (x.index(), s.index());
            let others = x != s && ![x, s].contains(&n) && ![x, s].contains(&limit);
            (i.index() == n && a.index() == s && b.index() == x && others).then_some(int_sum as Handler)
        }
        (Op::RealGet1 { dst: x, i, .. }, Op::RealAdd { dst: s, a, b }) => {
            let (n, _) = end(2)?;
            let (x, s) = (x.index(), s.index());
            (i.index() == n && a.index() == s && b.index() == x && x != s).then_some(real_sum as Handler)
        }
        (Op::IntSetFlat { i, value, .. }, _) => {
            let (n, _) = end(1)?;
            (i.index() == n && value.index() != n).then_some(int_fill as Handler)
        }
        (Op::RealSetFlat { i, .. }, _) => (i.index() == end(1)?.0).then_some(real_fill as Handler),
        (Op::RealGet1 { dst: x, i, .. }, Op::RealGet1 { dst: y, i: j, .. }) => {
            let (n, _) = end(3)?;
            (product(at(2)?, x.index(), y.index()) && i.index() == n && j.index() == n)
                .then_some(vector_product as Handler)
        }
        (Op::RealGet2 { dst: x, i, j, .. }, Op::RealGet2 { dst: y, i: k, j: l, .. }) => {
            let (n, _) = end(3)?;
            let counted = |i: In<Int>, j: In<Int>| i.index() == n || j.index() == n;
            (product(at(2)?, x.index(), y.index()) && counted(i, j) && counted(k, l))
                .then_some(matrix_product as Handler)
        }
        _ => None,
    }
}

/// Whether the instruction adds the product of two registers to a third.
fn product(op: Op, x: u16, y: u16) -> bool {
    matches!(op, Op::RealMulAdd { dst, a, b, c }
        if x != y && a.index() == x && b.index() == y && dst.index() == c.index() && ![x, y].contains(&c.index()))
}

/// Number of rounds of a counted loop that may be run at once: those up to the limit, in arrays that end at `last`, until
/// the next look at the limits.
#[inline(always)]
fn rounds(n: i64, limit: i64, last: usize, countdown: i64) -> i64 {
    if n < 1 || limit == i64::MAX {
        return 0;
    }
    let last = limit.min(i64::try_from(last).unwrap_or(0));
    // The limit may lie far below the counter.
    last.saturating_sub(n).saturating_add(1).min(countdown)
}

/// Goes on after some rounds: with the next round or behind the loop, which is `length` instructions long.
#[inline(always)]
unsafe fn after(
    (n, limit): (i64, i64),
    length: usize,
    ip: *const Threaded,
    registers: *mut u64,
    run: *mut Run<'static>,
    code: *const Threaded,
    countdown: i64,
) -> bool {
    // SAFETY: the loop starts at `ip`, and by `verify::control` an instruction follows it.
    unsafe {
        if n <= limit {
            return ((*ip).handler)(ip, registers, run, code, countdown);
        }
        go_on(Flow::Next, ip.add(length - 1), registers, run, code, countdown)
    }
}

/// A part of a matrix whose row or column, or both, are counted: the first place, the step, and the last count inside.
#[inline(always)]
fn walk(
    frame: Frame<'_, false>,
    array: usize,
    (i, j): (In<Int>, In<Int>),
    counter: u16,
) -> Option<(usize, usize, usize)> {
    let (rows, columns) = (frame.header(array, header::LENGTH), frame.header(array, header::COLUMNS));
    let (row, column) = (frame.int(i).wrapping_sub(1) as usize, frame.int(j).wrapping_sub(1) as usize);
    if row >= rows || column >= columns {
        return None;
    }
    let (step, last) = match (i.index() == counter, j.index() == counter) {
        (true, true) => (columns + 1, rows.min(columns)),
        (true, false) => (columns, rows),
        _ => (1, columns),
    };
    Some((row * columns + column, step, last))
}

macro_rules! ops {
    ($ip:expr; $($pattern:pat),*) => {
        let mut place = $ip;
        $(
        let $pattern = (*place).op else { std::hint::unreachable_unchecked() };
        #[allow(unused_assignments)]
        {
            place = place.add(1);
        }
        )*
    };
}

/// `array[[n]] = value`, for the type of an array's elements.
macro_rules! fill {
    ($name:ident = $Set:ident of $get:ident, or $otherwise:ident) => {
        handler_type! {
            unsafe fn $name(ip, registers, run, code, countdown) {
                // SAFETY: `handler` has seen these instructions here, whose registers exist with their banks
                // (`verify::operands`); the rounds end with the elements that may be written.
                unsafe {
                    let frame = Frame::<false> { registers, run };
                    ops!(ip; Op::$Set { a: array, value, .. },
                        Op::IntIncrementJumpIfLessEqual { i: counter, limit, .. });
                    let (start, limit) = (frame.int(counter), frame.int(limit));
                    let slot = usize::from(array.index());
                    let count = rounds(start, limit, frame.header(slot, header::WRITABLE), countdown);
                    if count <= 0 {
                        return fused::$otherwise(ip, registers, run, code, countdown);
                    }
                    let value = frame.$get(value);
                    for n in start..start + count {
                        frame.set_element(slot, n as usize - 1, value);
                    }
                    let _ = frame.set_int(counter, start + count);
                    after((start + count, limit), 2, ip, registers, run, code, countdown - count)
                }
            }
        }
    };
}

fill!(int_fill = IntSetFlat of int, or int_set_flat_next);
fill!(real_fill = RealSetFlat of real, or real_set_flat_next);

handler_type! {
    // `k = k + step; array[[k]] = value`
    unsafe fn set_steps(ip, registers, run, code, countdown) {
        // SAFETY: `handler` has seen these instructions here, whose registers exist with their banks
        // (`verify::operands`); places are compared with the lengths of the arrays before the rounds.
        unsafe {
            let frame = Frame::<false> { registers, run };
            ops!(ip; Op::IntAdd { dst: at, a: start, b: step }, Op::IntSet1 { a: array, value, .. },
                Op::IntIncrementJumpIfLessEqual { i: counter, limit, .. });
            let (n, limit) = (frame.int(counter), frame.int(limit));
            let (first, step) = (frame.int(start), frame.int(step));
            let slot = usize::from(array.index());
            let writable = i64::try_from(frame.header(slot, header::WRITABLE)).unwrap_or(0);
            let inside = if step > 0 && (0..=writable).contains(&first) { (writable - first) / step } else { 0 };
            let left = if (0..=limit).contains(&n) && limit < i64::MAX { limit - n + 1 } else { 0 };
            let count = left.min(inside).min(countdown);
            if count <= 0 {
                return fused::int_add_set_next(ip, registers, run, code, countdown);
            }
            let value = frame.int(value);
            let mut k = first;
            for _ in 0..count {
                k += step;
                frame.set_element(slot, k as usize - 1, value);
            }
            let _ = frame.set_int(at, k);
            let _ = frame.set_int(counter, n + count);
            after((n + count, limit), 3, ip, registers, run, code, countdown - count)
        }
    }

    // `x = array[[n]]; s = s + x`
    unsafe fn int_sum(ip, registers, run, code, countdown) {
        // SAFETY: `handler` has seen these instructions here, whose registers exist with their banks
        // (`verify::operands`); places are compared with the lengths of the arrays before the rounds.
        unsafe {
            let frame = Frame::<false> { registers, run };
            ops!(ip; Op::IntGet1 { dst: x, a: array, .. }, Op::IntAdd { dst: s, a: sum, .. },
                Op::IntIncrementJumpIfLessEqual { i: counter, limit, .. });
            let (start, limit) = (frame.int(counter), frame.int(limit));
            let slot = usize::from(array.index());
            let count = rounds(start, limit, frame.header(slot, header::LENGTH), countdown);
            let (mut n, end) = (start, start.saturating_add(count));
            let mut total = frame.int(sum);
            let mut value = 0;
            while n < end {
                let next: i64 = frame.element(slot, n as usize - 1);
                let Some(sum) = total.checked_add(next) else { break };
                (total, value) = (sum, next);
                n += 1;
            }
            if n == start {
                return fused::int_get_add_next(ip, registers, run, code, countdown);
            }
            let _ = frame.set_int(x, value);
            let _ = frame.set_int(s, total);
            let _ = frame.set_int(counter, n);
            after((n, limit), 3, ip, registers, run, code, countdown - (n - start))
        }
    }

    // `x = array[[n]]; s = s + x`
    unsafe fn real_sum(ip, registers, run, code, countdown) {
        // SAFETY: `handler` has seen these instructions here, whose registers exist with their banks
        // (`verify::operands`); places are compared with the lengths of the arrays before the rounds.
        unsafe {
            let frame = Frame::<false> { registers, run };
            ops!(ip; Op::RealGet1 { dst: x, a: array, .. }, Op::RealAdd { dst: s, a: sum, .. },
                Op::IntIncrementJumpIfLessEqual { i: counter, limit, .. });
            let (start, limit) = (frame.int(counter), frame.int(limit));
            let slot = usize::from(array.index());
            let count = rounds(start, limit, frame.header(slot, header::LENGTH), countdown);
            if count <= 0 {
                return fused::part_add_next(ip, registers, run, code, countdown);
            }
            let (mut total, mut value) = (frame.real(sum), 0.0);
            for n in start..start + count {
                value = frame.element::<f64>(slot, n as usize - 1);
                total += value;
            }
            let _ = frame.set_real(x, value);
            let _ = frame.set_real(s, total);
            let _ = frame.set_int(counter, start + count);
            after((start + count, limit), 3, ip, registers, run, code, countdown - count)
        }
    }

    // `x = a[[n]]; y = b[[n]]; s = x y + s`
    unsafe fn vector_product(ip, registers, run, code, countdown) {
        // SAFETY: `handler` has seen these instructions here, whose registers exist with their banks
        // (`verify::operands`); places are compared with the lengths of the arrays before the rounds.
        unsafe {
            let frame = Frame::<false> { registers, run };
            ops!(ip; Op::RealGet1 { dst: x, a, .. }, Op::RealGet1 { dst: y, a: b, .. },
                Op::RealMulAdd { dst: s, c: sum, .. },
                Op::IntIncrementJumpIfLessEqual { i: counter, limit, .. });
            let (start, limit) = (frame.int(counter), frame.int(limit));
            let (a, b) = (usize::from(a.index()), usize::from(b.index()));
            let last = frame.header(a, header::LENGTH).min(frame.header(b, header::LENGTH));
            let count = rounds(start, limit, last, countdown);
            if count <= 0 {
                return fused::parts_mul_add_next(ip, registers, run, code, countdown);
            }
            let (mut total, mut left, mut right) = (frame.real(sum), 0.0, 0.0);
            for n in start..start + count {
                left = frame.element::<f64>(a, n as usize - 1);
                right = frame.element::<f64>(b, n as usize - 1);
                total += left * right;
            }
            let _ = frame.set_real(x, left);
            let _ = frame.set_real(y, right);
            let _ = frame.set_real(s, total);
            let _ = frame.set_int(counter, start + count);
            after((start + count, limit), 4, ip, registers, run, code, countdown - count)
        }
    }

    // `x = a[[i, j]]; y = b[[k, l]]; s = x y + s` with the counter among the indices of both
    unsafe fn matrix_product(ip, registers, run, code, countdown) {
        // SAFETY: `handler` has seen these instructions here, whose registers exist with their banks
        // (`verify::operands`); places are compared with the lengths of the arrays before the rounds.
        unsafe {
            let frame = Frame::<false> { registers, run };
            ops!(ip; Op::RealGet2 { dst: x, a, i, j }, Op::RealGet2 { dst: y, a: b, i: k, j: l },
                Op::RealMulAdd { dst: s, c: sum, .. },
                Op::IntIncrementJumpIfLessEqual { i: counter, limit, .. });
            let (start, limit) = (frame.int(counter), frame.int(limit));
            let (a, b) = (usize::from(a.index()), usize::from(b.index()));
            let walks = (walk(frame, a, (i, j), counter.index()), walk(frame, b, (k, l), counter.index()));
            let (Some((mut at_a, step_a, last_a)), Some((mut at_b, step_b, last_b))) = walks else {
                return fused::parts_2_mul_add_next(ip, registers, run, code, countdown);
            };
            let count = rounds(start, limit, last_a.min(last_b), countdown);
            if count <= 0 {
                return fused::parts_2_mul_add_next(ip, registers, run, code, countdown);
            }
            let (mut total, mut left, mut right) = (frame.real(sum), 0.0, 0.0);
            for _ in 0..count {
                left = frame.element::<f64>(a, at_a);
                right = frame.element::<f64>(b, at_b);
                total += left * right;
                at_a += step_a;
                at_b += step_b;
            }
            let _ = frame.set_real(x, left);
            let _ = frame.set_real(y, right);
            let _ = frame.set_real(s, total);
            let _ = frame.set_int(counter, start + count);
            after((start + count, limit), 4, ip, registers, run, code, countdown - count)
        }
    }
}
