//! Comparisons: Equal, Less and kin, chained and mixed, over all numbers and exact numeric quantities.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::eval::numeric::{is_numeric, sign_of};
use crate::eval::simplify::direction_of;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::kernels::scalar::compare;
use crate::number::{self, is_long};
use crate::symbol::{Symbol, sym};

const PLAIN: Attributes = Attributes::PROTECTED;
const THREADED: Attributes = Attributes::LISTABLE.and(Attributes::PROTECTED);

macro_rules! comparisons {
    ($($name:literal $symbol:ident $usage:literal $example:expr;)*) => {
        &[$(Builtin {
            name: $name,
            attributes: PLAIN,
            arity: Arity::ANY,
            usage: $usage,
            example: $example,
            run: |ev, call| match call.args.iter().any(is_long) {
                true => ev.stoppable(|ev| chain(ev, call, sym::$symbol)),
                false => chain(ev, call, sym::$symbol),
            },
        }),*]
    };
}

/// Comparisons with any number of arguments.
pub const ROWS: &[Builtin] = comparisons! {
    "Equal" Equal "Equal[x, y] or x == y is True when x and y are equal." ("1/2 == 0.5", "True");
    "Greater" Greater "Greater[x, y] or x > y is True when x is greater than y." ("Pi > 3", "True");
    "GreaterEqual" GreaterEqual "GreaterEqual[x, y] or x >= y is True when x is greater than or equal to y." ("3 >= 3", "True");
    "Less" Less "Less[x, y] or x < y is True when x is less than y." ("1 < 2 < 3", "True");
    "LessEqual" LessEqual "LessEqual[x, y] or x <= y is True when x is less than or equal to y." ("2 <= 1", "False");
    "Unequal" Unequal "Unequal[x, y] or x != y is True when x and y are not equal." ("1 != 2", "True");
};

macro_rules! signs {
    ($($name:literal $usage:literal $example:expr, $holds:expr;)*) => {
        /// Tests of sign.
        pub const SIGN_ROWS: &[Builtin] = &[$(Builtin {
            name: $name,
            attributes: THREADED,
            arity: Arity::exactly(1),
            usage: $usage,
            example: $example,
            run: |ev, call| {
                let x = &call.args[0];
                if let Some(direction) = direction_of(x).flatten() {
                    return Ok(sign_of(ev, &direction)?.map(|sign| Expr::boolean(($holds)(sign))));
                }
                if matches!(x, Expr::Complex(_)) {
                    return Ok(Some(Expr::boolean(false)));
                }
                Ok(sign_of(ev, x)?.map(|sign| Expr::boolean(($holds)(sign))))
            },
        }),*];
    };
}

signs! {
    "Negative" "Negative[x] is True when x is less than 0." ("Negative[-2]", "True"), |sign: i32| sign < 0;
    "NonNegative" "NonNegative[x] is True when x is not less than 0." ("NonNegative[0]", "True"), |sign: i32| sign >= 0;
    "NonPositive" "NonPositive[x] is True when x is not greater than 0." ("NonPositive[1]", "False"), |sign: i32| sign <= 0;
    "Positive" "Positive[x] is True when x is greater than 0." ("Positive[Pi]", "True"), |sign: i32| sign > 0;
}

/// `Inequality[a, Less, b, LessEqual, c]`
pub const INEQUALITY_ROWS: &[Builtin] = &[Builtin {
    name: "Inequality",
    attributes: PLAIN,
    arity: Arity::ANY,
    usage: "Inequality[x, op, y, op, z, ...] is a chain of comparisons of several kinds, x < y <= z.",
    example: ("1 < 2 <= 2", "True"),
    run: inequality,
}];

/// The outcome of comparing two neighbours; None when it cannot be told.
fn compare_two(ev: &mut Evaluator, operator: Symbol, a: &Expr, b: &Expr) -> Eval<Option<bool>> {
    match operator {
        sym::Equal => equal(ev, a, b),
        sym::Unequal => Ok(equal(ev, a, b)?.map(|equal| !equal)),
        _ => ordered(ev, operator, a, b),
    }
}

fn ordered(ev: &mut Evaluator, operator: Symbol, a: &Expr, b: &Expr) -> Eval<Option<bool>> {
    match (a, b) {
        (Expr::Integer(a), Expr::Integer(b)) => return Ok(Some(holds(operator, a.cmp(b)))),
        (Expr::Real(a), Expr::Real(b)) => {
            return Ok(Some(match operator {
                sym::Less => compare::less(*a, *b),
                sym::LessEqual => compare::less_equal(*a, *b),
                sym::Greater => compare::less(*b, *a),
                _ => compare::less_equal(*b, *a),
            }));
        }
        _ => {}
    }
    let complex = |expr: &Expr| matches!(expr, Expr::Complex(_));
    if complex(a) || complex(b) {
        let bad = if complex(a) { a } else { b };
        ev.message(operator, "nord", std::slice::from_ref(bad));
        return Ok(None);
    }
    if a.is_number() && b.is_number() {
        let order = if number::equal(a, b) { Ordering::Equal } else { number::compare_reals(a, b) };
        return Ok(Some(holds(operator, order)));
    }
    if let Some(order) = infinite_order(ev, a, b)? {
        return Ok(Some(holds(operator, order)));
    }
    if !is_numeric(ev, a) || !is_numeric(ev, b) {
        return Ok(None);
    }
    Ok(sign_of_difference(ev, a, b)?.map(|sign| holds(operator, sign.cmp(&0))))
}

fn holds(operator: Symbol, order: Ordering) -> bool {
    match operator {
        sym::Less => order.is_lt(),
        sym::LessEqual => order.is_le(),
        sym::Greater => order.is_gt(),
        _ => order.is_ge(),
    }
}

/// The order of two quantities of which one is a real infinity.
fn infinite_order(ev: &mut Evaluator, a: &Expr, b: &Expr) -> Eval<Option<Ordering>> {
    let rank = |expr: &Expr| -> Eval<Option<i32>> {
        match direction_of(expr) {
            Some(Some(direction)) => Ok(match direction {
                Expr::Integer(1) => Some(1),
                Expr::Integer(-1) => Some(-1),
                _ => None,
            }),
            Some(None) => Ok(None),
            None => Ok(is_numeric(ev, expr).then_some(0)),
        }
    };
    let (Some(a), Some(b)) = (rank(a)?, rank(b)?) else {
        return Ok(None);
    };
    Ok((a != 0 || b != 0).then(|| a.cmp(&b)))
}

fn sign_of_difference(ev: &mut Evaluator, a: &Expr, b: &Expr) -> Eval<Option<i32>> {
    let negative = Expr::call(sym::Times, [Expr::Integer(-1), b.clone()]);
    let difference = ev.eval(Expr::call(sym::Plus, [a.clone(), negative]))?;
    sign_of(ev, &difference)
}

/// `a == b`: of numbers by value, of other things when they are the same or can be told apart.
fn equal(ev: &mut Evaluator, a: &Expr, b: &Expr) -> Eval<Option<bool>> {
    if a.is_number() && b.is_number() {
        return Ok(Some(number::equal(a, b)));
    }
    if a == b {
        return Ok((!a.is_symbol(sym::Indeterminate)).then_some(true));
    }
    let atom = |expr: &Expr| matches!(expr, Expr::String(_)) || expr.is_number();
    match (a, b) {
        (Expr::String(_), other) | (other, Expr::String(_)) if atom(other) => return Ok(Some(false)),
        _ => {}
    }
    let truth = |expr: &Expr| expr.is_symbol(sym::True) || expr.is_symbol(sym::False);
    if truth(a) && truth(b) {
        return Ok(Some(false));
    }
    if a.is_list() && b.is_list() {
        return equal_lists(ev, a, b);
    }
    if let Some(order) = infinite_order(ev, a, b)? {
        return Ok(Some(order.is_eq()));
    }
    if !is_numeric(ev, a) || !is_numeric(ev, b) {
        return Ok(None);
    }
    let negative = Expr::call(sym::Times, [Expr::Integer(-1), b.clone()]);
    let difference = ev.eval(Expr::call(sym::Plus, [a.clone(), negative]))?;
    if let Some(sign) = sign_of(ev, &difference)? {
        return Ok(Some(sign == 0));
    }
    // Complex quantities.
    let size = ev.eval(Expr::call(sym::Abs, [difference]))?;
    Ok(sign_of(ev, &size)?.map(|sign| sign == 0))
}

fn equal_lists(ev: &mut Evaluator, a: &Expr, b: &Expr) -> Eval<Option<bool>> {
    if a.length() != b.length() {
        return Ok(Some(false));
    }
    let (Some(a), Some(b)) = (a.elements(), b.elements()) else {
        return Ok(None);
    };
    let mut known = true;
    for (a, b) in a.iter().zip(b.iter()) {
        match equal(ev, a, b)? {
            Some(false) => return Ok(Some(false)),
            Some(true) => {}
            None => known = false,
        }
    }
    Ok(known.then_some(true))
}

fn chain(ev: &mut Evaluator, call: &Arc<Normal>, operator: Symbol) -> Reply {
    let args = &call.args;
    if args.len() < 2 {
        return Ok(Some(Expr::boolean(true)));
    }
    let mut open = false;
    if operator == sym::Unequal {
        // Every pair, not only neighbours.
        for (index, a) in args.iter().enumerate() {
            for b in &args[index + 1..] {
                match compare_two(ev, operator, a, b)? {
                    Some(false) => return Ok(Some(Expr::boolean(false))),
                    Some(true) => {}
                    None => open = true,
                }
            }
        }
        return Ok((!open).then(|| Expr::boolean(true)));
    }
    for pair in args.windows(2) {
        match compare_two(ev, operator, &pair[0], &pair[1])? {
            Some(false) => return Ok(Some(Expr::boolean(false))),
            Some(true) => {}
            None => open = true,
        }
    }
    Ok((!open).then(|| Expr::boolean(true)))
}

fn inequality(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let args = &call.args;
    if args.len() < 3 || args.len().is_multiple_of(2) {
        return Ok((args.len() == 1).then(|| Expr::boolean(true)));
    }
    let mut open: Vec<Expr> = Vec::new();
    for place in (0..args.len() - 2).step_by(2) {
        let (a, operator, b) = (&args[place], &args[place + 1], &args[place + 2]);
        let Some(symbol) = operator.as_symbol() else {
            return Ok(None);
        };
        match compare_two(ev, symbol, a, b)? {
            Some(false) => return Ok(Some(Expr::boolean(false))),
            Some(true) => {}
            None => open.push(Expr::call(symbol, [a.clone(), b.clone()])),
        }
    }
    Ok(match open.len() {
        0 => Some(Expr::boolean(true)),
        _ if open.len() == (args.len() - 1) / 2 => return Ok(taken_apart(args)),
        1 => open.pop(),
        _ => Some(Expr::call(sym::And, open)),
    })
}

/// A chain whose comparisons point in both directions, or that has `!=` beside others, as its runs of one direction;
/// `None` when it is a chain as it stands.
fn taken_apart(args: &[Expr]) -> Option<Expr> {
    let direction = |operator: &Expr| match operator.as_symbol() {
        Some(sym::Less | sym::LessEqual) => 1,
        Some(sym::Greater | sym::GreaterEqual) => 2,
        Some(sym::Unequal) => 4,
        _ => 0,
    };
    let joined = |from: usize, to: usize| {
        let run = &args[from..=to];
        let mut operators = run.iter().skip(1).step_by(2);
        match run[1].as_symbol() {
            Some(same) if operators.all(|operator| *operator == run[1]) => {
                Expr::call(same, run.iter().step_by(2).cloned())
            }
            _ => Expr::call(sym::Inequality, run.iter().cloned()),
        }
    };
    let mut runs = Vec::new();
    let (mut start, mut so_far) = (0, 0);
    for place in (1..args.len()).step_by(2) {
        let next = direction(&args[place]);
        let differs = so_far != 0 && next != 0 && next != so_far;
        let parts_from_equal = place > start + 1 && (next == 4) != (so_far == 4);
        if differs || parts_from_equal {
            runs.push(joined(start, place - 1));
            (start, so_far) = (place - 1, next);
        } else {
            so_far |= next;
        }
    }
    if runs.is_empty() {
        return None;
    }
    runs.push(joined(start, args.len() - 1));
    Some(Expr::call(sym::And, runs))
}
