//! What instructions that compare two numbers compare, and what follows.

use scheelite_bytecode::{Bank, Op, Register};
use scheelite_runtime::Value;
use scheelite_runtime::kernels::Fault;
use scheelite_runtime::kernels::element::Element;
use scheelite_runtime::kernels::scalar::compare;
use scheelite_runtime::tensor::Array;

use super::straight::Operand;

/// A comparison.
pub(super) struct Condition {
    pub bank: Bank,
    pub operands: [Operand; 2],
    pub relation: Relation,
    pub effect: Effect,
}

/// What a comparison is for.
pub(super) enum Effect {
    /// The truth value goes to a register.
    Set(Register),
    /// It is gone on here when the comparison holds.
    JumpIf(usize),
    /// It is gone on here when it does not.
    JumpUnless(usize),
}

/// What is asked of two numbers.
#[derive(Clone, Copy)]
pub(super) enum Relation {
    Integers(fn(i64, i64) -> bool),
    Reals(fn(f64, f64) -> bool),
}

impl Relation {
    /// For which of `count` elements it holds; operands are columns or numbers.
    pub(super) fn holds(self, a: &Value, b: &Value, count: usize) -> Result<Vec<bool>, Fault> {
        fn all<T: Element>(
            a: &Value,
            b: &Value,
            count: usize,
            f: impl Fn(T, T) -> bool,
        ) -> Result<Vec<bool>, Fault> {
            Ok(match (data::<T>(a), data::<T>(b), T::scalar(a), T::scalar(b)) {
                (Some(a), Some(b), ..) => a.iter().zip(b).map(|(&a, &b)| f(a, b)).collect(),
                (Some(a), _, _, Some(b)) => a.iter().map(|&a| f(a, b)).collect(),
                (_, Some(b), Some(a), _) => b.iter().map(|&b| f(a, b)).collect(),
                (_, _, Some(a), Some(b)) => vec![f(a, b); count],
                _ => return Err(Fault::Argument),
            })
        }
        match self {
            Relation::Integers(f) => all(a, b, count, f),
            Relation::Reals(f) => all(a, b, count, f),
        }
    }
}

/// The elements of a column.
fn data<T: Element>(value: &Value) -> Option<&[T]> {
    match value {
        Value::Tensor(tensor) => T::of(tensor).map(Array::data),
        _ => None,
    }
}

/// Rows: value in a register, the same with a constant, jump, jump with a constant, and for reals the opposite jumps.
macro_rules! comparisons {
    (
        $op:expr;
        integers { $($set:ident $set_constant:ident $jump:ident $jump_constant:ident: $f:expr;)* }
        reals { $($real_set:ident $real_set_constant:ident $($real_jump:ident)+: $real_f:expr;)* }
        unless { $($unless:ident $unless_constant:ident: $unless_f:expr;)* }
        jumps_with_constants { $($with_constant:ident: $with_constant_f:expr;)* }
    ) => {
        match $op {
            $(Op::$set { dst, a, b } => integers(
                [Operand::Register(a.index()), Operand::Register(b.index())], $f, set(dst.index())),
            Op::$set_constant { dst, a, b } => integers(
                [Operand::Register(a.index()), Operand::Integer(b.0)], $f, set(dst.index())),
            Op::$jump { a, b, to } => integers(
                [Operand::Register(a.index()), Operand::Register(b.index())], $f, Effect::JumpIf(to.0 as usize)),
            Op::$jump_constant { a, b, to } => integers(
                [Operand::Register(a.index()), Operand::Integer(b.0)], $f, Effect::JumpIf(to.0 as usize)),)*
            $(Op::$real_set { dst, a, b } => reals(
                [Operand::Register(a.index()), Operand::Register(b.index())], $real_f, set(dst.index())),
            Op::$real_set_constant { dst, a, b } => reals(
                [Operand::Register(a.index()), Operand::Real(b.0)], $real_f, set(dst.index())),
            $(Op::$real_jump { a, b, to } => reals(
                [Operand::Register(a.index()), Operand::Register(b.index())], $real_f, Effect::JumpIf(to.0 as usize)),)+)*
            $(Op::$unless { a, b, to } => reals(
                [Operand::Register(a.index()), Operand::Register(b.index())], $unless_f,
                Effect::JumpUnless(to.0 as usize)),
            Op::$unless_constant { a, b, to } => reals(
                [Operand::Register(a.index()), Operand::Real(b.0)], $unless_f, Effect::JumpUnless(to.0 as usize)),)*
            $(Op::$with_constant { a, b, to } => reals(
                [Operand::Register(a.index()), Operand::Real(b.0)], $with_constant_f,
                Effect::JumpIf(to.0 as usize)),)*
            Op::IntEven { dst, a } => parity(a.index(), 0, set(dst.index())),
            Op::IntOdd { dst, a } => parity(a.index(), 1, set(dst.index())),
            Op::JumpIfIntEven { a, to } => parity(a.index(), 0, Effect::JumpIf(to.0 as usize)),
            Op::JumpIfIntOdd { a, to } => parity(a.index(), 1, Effect::JumpIf(to.0 as usize)),
            _ => return None,
        }
    };
}

fn set(index: u16) -> Effect {
    Effect::Set(Register::new(Bank::Bool, index))
}

fn integers(operands: [Operand; 2], f: fn(i64, i64) -> bool, effect: Effect) -> Condition {
    Condition { bank: Bank::Int, operands, relation: Relation::Integers(f), effect }
}

fn reals(operands: [Operand; 2], f: fn(f64, f64) -> bool, effect: Effect) -> Condition {
    Condition { bank: Bank::Real, operands, relation: Relation::Reals(f), effect }
}

/// Whether the last binary digit is this one.
fn parity(a: u16, digit: i64, effect: Effect) -> Condition {
    integers([Operand::Register(a), Operand::Integer(digit)], |a, digit| a & 1 == digit, effect)
}

/// The comparison that an instruction is; none when it is none of numbers.
pub(super) fn condition(op: Op) -> Option<Condition> {
    Some(comparisons! {
        op;
        integers {
            IntEqual IntEqualConstant JumpIfIntEqual JumpIfIntEqualConstant: |a, b| a == b;
            IntUnequal IntUnequalConstant JumpIfIntUnequal JumpIfIntUnequalConstant: |a, b| a != b;
            IntLess IntLessConstant JumpIfIntLess JumpIfIntLessConstant: |a, b| a < b;
            IntLessEqual IntLessEqualConstant JumpIfIntLessEqual JumpIfIntLessEqualConstant: |a, b| a <= b;
            IntGreater IntGreaterConstant JumpIfIntGreater JumpIfIntGreaterConstant: |a, b| a > b;
            IntGreaterEqual IntGreaterEqualConstant JumpIfIntGreaterEqual JumpIfIntGreaterEqualConstant:
                |a, b| a >= b;
        }
        reals {
            RealEqual RealEqualConstant JumpIfRealEqual: |a, b| a == b;
            RealUnequal RealUnequalConstant JumpIfRealUnequal: |a, b| a != b;
            RealLess RealLessConstant JumpIfRealLess: |a, b| a < b;
            RealLessEqual RealLessEqualConstant JumpIfRealLessEqual: |a, b| a <= b;
            RealGreater RealGreaterConstant JumpIfRealGreater: |a, b| a > b;
            RealGreaterEqual RealGreaterEqualConstant JumpIfRealGreaterEqual: |a, b| a >= b;
            RealEqualTolerant RealEqualConstantTolerant JumpIfRealEqualTolerant: compare::equal;
            RealUnequalTolerant RealUnequalConstantTolerant JumpIfRealUnequalTolerant:
                |a, b| !compare::equal(a, b);
            RealLessTolerant RealLessConstantTolerant JumpIfRealLessTolerant: compare::less;
            RealLessEqualTolerant RealLessEqualConstantTolerant JumpIfRealLessEqualTolerant: compare::less_equal;
            RealGreaterTolerant RealGreaterConstantTolerant JumpIfRealGreaterTolerant:
                |a, b| compare::less(b, a);
            RealGreaterEqualTolerant RealGreaterEqualConstantTolerant JumpIfRealGreaterEqualTolerant:
                |a, b| compare::less_equal(b, a);
        }
        unless {
            JumpUnlessRealLess JumpUnlessRealLessConstant: |a, b| a < b;
            JumpUnlessRealLessEqual JumpUnlessRealLessEqualConstant: |a, b| a <= b;
            JumpUnlessRealGreater JumpUnlessRealGreaterConstant: |a, b| a > b;
            JumpUnlessRealGreaterEqual JumpUnlessRealGreaterEqualConstant: |a, b| a >= b;
            JumpUnlessRealLessTolerant JumpUnlessRealLessConstantTolerant: compare::less;
            JumpUnlessRealLessEqualTolerant JumpUnlessRealLessEqualConstantTolerant: compare::less_equal;
            JumpUnlessRealGreaterTolerant JumpUnlessRealGreaterConstantTolerant: |a, b| compare::less(b, a);
            JumpUnlessRealGreaterEqualTolerant JumpUnlessRealGreaterEqualConstantTolerant:
                |a, b| compare::less_equal(b, a);
        }
        jumps_with_constants {
            JumpIfRealEqualConstant: |a, b| a == b;
            JumpIfRealUnequalConstant: |a, b| a != b;
            JumpIfRealLessConstant: |a, b| a < b;
            JumpIfRealLessEqualConstant: |a, b| a <= b;
            JumpIfRealGreaterConstant: |a, b| a > b;
            JumpIfRealGreaterEqualConstant: |a, b| a >= b;
            JumpIfRealEqualConstantTolerant: compare::equal;
            JumpIfRealUnequalConstantTolerant: |a, b| !compare::equal(a, b);
            JumpIfRealLessConstantTolerant: compare::less;
            JumpIfRealLessEqualConstantTolerant: compare::less_equal;
            JumpIfRealGreaterConstantTolerant: |a, b| compare::less(b, a);
            JumpIfRealGreaterEqualConstantTolerant: |a, b| compare::less_equal(b, a);
        }
    })
}
