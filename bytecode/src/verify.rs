//! Decides whether a program may run.
//!
//! - operands: every register, target and pool entry exists, in the bank, element type and rank its kind names
//! - control: no path leaves the code
//! - pools: registers in pool entries exist; calls match the signature of the callee; tapes are sound and take and give
//!   the types of their registers
//! - shapes: the few instructions over tensors of any type get types that go together
//! - tables: arguments, result, presets and origins fit the function
//!
//! Registers are zero (tensors: unset) on entry, so there is no rule about initialisation. The interpreter's `unsafe`
//! relies on these rules and cites them by name.

use std::fmt;

use scheelite_runtime::kernels::kernel;
use scheelite_runtime::kernels::scalar::{
    ComplexBinary, ComplexFunction, ComplexToReal, IntegerBinary, IntegerFunction, RealBinary, RealFunction,
    RealToInteger,
};
use scheelite_runtime::{Scalar, Type};

use crate::op::Op;
use crate::operand::{Bank, Operand, Pool, PoolKind, Register, Shape, pool};
use crate::program::{Function, Program};

/// A program that may run.
#[derive(Clone, Debug)]
pub struct Verified(Program);

impl Verified {
    /// The program.
    pub fn program(&self) -> &Program {
        &self.0
    }
}

/// Why a program may not run.
#[derive(Clone, Debug, PartialEq)]
pub struct VerifyError {
    /// Name of the function.
    pub function: String,
    /// Place of the instruction, from 0; none when a table of the function is at fault.
    pub pc: Option<usize>,
    /// The instruction.
    pub op: Option<Op>,
    /// The rule that is broken.
    pub rule: String,
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.function)?;
        if let (Some(pc), Some(op)) = (self.pc, self.op) {
            write!(f, ":{}: {op:?}", pc + 1)?;
        }
        write!(f, ": {}", self.rule)
    }
}

impl std::error::Error for VerifyError {}

/// Most levels an array may have.
pub const MAX_RANK: u8 = 100;

/// Most 64-bit slots the registers of one function may take: numbers of slots are 16-bit.
pub const MAX_SLOTS: usize = 1 << 16;

/// Most instructions of a function.
pub const MAX_CODE: usize = 1 << 27;

/// Slots of a tensor register: data, length, columns, number of elements, number of elements that may be written.
pub const TENSOR_SLOTS: usize = 5;

type Checked<T = ()> = Result<T, String>;

/// Makes a program runnable, or says why it must not run.
pub fn verify(program: Program) -> Result<Verified, VerifyError> {
    let at = |function: &Function, pc: Option<usize>, rule: String| VerifyError {
        function: function.name.clone(),
        pc,
        op: pc.and_then(|pc| function.code.get(pc).copied()),
        rule,
    };
    if program.functions.is_empty() {
        return Err(at(&Function::default(), None, "the program has no function".to_owned()));
    }
    for function in &program.functions {
        tables(function).map_err(|rule| at(function, None, rule))?;
        pools(&program, function).map_err(|rule| at(function, None, rule))?;
        for (pc, op) in function.code.iter().enumerate() {
            operands(function, op).map_err(|rule| at(function, Some(pc), rule))?;
            shapes(function, op).map_err(|rule| at(function, Some(pc), rule))?;
        }
        control(function).map_err(|rule| at(function, function.code.len().checked_sub(1), rule))?;
    }
    Ok(Verified(program))
}

fn ensure(holds: bool, rule: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(rule()) }
}

fn tables(function: &Function) -> Checked {
    let counts = &function.counts;
    let slots = usize::from(counts.bool)
        + usize::from(counts.int)
        + usize::from(counts.real)
        + 2 * usize::from(counts.cplx)
        + TENSOR_SLOTS * counts.tensors.len();
    ensure(slots < MAX_SLOTS, || format!("registers take {slots} slots, more than {MAX_SLOTS}"))?;
    let length = function.code.len();
    ensure(length <= MAX_CODE, || format!("{length} instructions are more than {MAX_CODE}"))?;
    for &(scalar, rank) in &counts.tensors {
        ensure(scalar != Scalar::Boolean && (1..=MAX_RANK).contains(&rank), || {
            format!("no tensor has elements {scalar:?} and rank {rank}")
        })?;
    }
    for &(ty, register) in &function.args {
        ensure(function.ty(register) == Some(ty), || {
            format!("argument register {register} is not of type {ty:?}")
        })?;
    }
    for (index, (_, register)) in function.args.iter().enumerate() {
        ensure(function.args[..index].iter().all(|(_, other)| other != register), || {
            format!("two arguments arrive in {register}")
        })?;
    }
    if let Some((ty, register)) = function.result {
        ensure(function.ty(register) == Some(ty), || {
            format!("result register {register} is not of type {ty:?}")
        })?;
    }
    for (register, value) in &function.presets {
        ensure(function.ty(*register) == Some(value.ty()), || {
            format!("preset {register} holds a value of type {:?}", value.ty())
        })?;
    }
    ensure(function.origins.len() == function.code.len(), || {
        format!("{} instructions have {} origins", function.code.len(), function.origins.len())
    })
}

fn exists(function: &Function, register: Register) -> Checked<Type> {
    function
        .ty(register)
        .ok_or_else(|| format!("{register} is out of range (have {})", function.counts.of(register.bank)))
}

fn operands(function: &Function, op: &Op) -> Checked {
    let mut result = Ok(());
    op.each_operand(|name, operand| {
        if result.is_ok() {
            result = check_operand(function, operand).map_err(|rule| format!("{name}: {rule}"));
        }
    });
    result
}

fn check_operand(function: &Function, operand: Operand) -> Checked {
    match operand {
        Operand::Register(_, shape, index) => {
            let ty = exists(function, Register::new(shape.bank, index))?;
            ensure(fits(ty, shape), || format!("{ty:?} does not fit {shape:?}"))
        }
        Operand::Target(to) => {
            ensure((to as usize) < function.code.len(), || format!("{to} is not in the code"))
        }
        Operand::Pool(kind, index) => {
            let pools = &function.pools;
            let have = match kind {
                PoolKind::Registers => pools.registers.len(),
                PoolKind::Function => pools.functions.len(),
                PoolKind::Integer => pools.integers.len(),
                PoolKind::Call => pools.calls.len(),
                PoolKind::CompiledCall => pools.compiled_calls.len(),
                PoolKind::External => pools.externals.len(),
                PoolKind::KernelCall => pools.kernel_calls.len(),
                PoolKind::Block => pools.blocks.len(),
            };
            ensure(usize::from(index) < have, || format!("{kind:?} {index} is out of range (have {have})"))
        }
        Operand::Integer(_) | Operand::Real(_) | Operand::Offset(_) => Ok(()),
    }
}

fn fits(ty: Type, shape: Shape) -> bool {
    match ty {
        Type::Of(scalar, rank) if shape.bank == Bank::Tensor => {
            shape.element.is_none_or(|element| element == scalar) && (shape.rank == 0 || shape.rank == rank)
        }
        _ => true,
    }
}

fn control(function: &Function) -> Checked {
    // Targets lie inside by `operands`; so only the last instruction could run off the end.
    ensure(function.code.last().is_some_and(Op::ends_block), || {
        "control runs off the end of the code".to_owned()
    })
}

fn pools(program: &Program, function: &Function) -> Checked {
    let pools = &function.pools;
    for register in pools.registers.iter().flatten() {
        exists(function, *register)?;
    }
    for call in &pools.calls {
        let callee = program
            .functions
            .get(usize::from(call.function))
            .ok_or_else(|| format!("there is no function {}", call.function))?;
        ensure(call.args.len() == callee.args.len(), || {
            format!("{} takes {} arguments, not {}", callee.name, callee.args.len(), call.args.len())
        })?;
        for (&arg, &(wanted, _)) in call.args.iter().zip(&callee.args) {
            let ty = exists(function, arg)?;
            ensure(ty == wanted, || format!("{} takes {wanted:?}, not {arg} of type {ty:?}", callee.name))?;
        }
        if let Some(dst) = call.dst {
            let ty = exists(function, dst)?;
            let gives = callee.result_type();
            ensure(ty == gives, || format!("{} gives {gives:?}, {dst} takes {ty:?}", callee.name))?;
        }
    }
    for call in &pools.compiled_calls {
        call.args.iter().chain(&call.dst).try_for_each(|&register| exists(function, register).map(drop))?;
    }
    for call in &pools.externals {
        let registers = call.target.registers();
        registers.iter().chain(&call.dst).try_for_each(|&register| exists(function, register).map(drop))?;
    }
    for call in &pools.kernel_calls {
        let kernel = kernel(call.kernel).ok_or_else(|| format!("there is no kernel {}", call.kernel))?;
        ensure((kernel.min..=kernel.max).contains(&call.args.len()), || {
            format!("{} takes {} to {} arguments", kernel.name, kernel.min, kernel.max)
        })?;
        ensure(!call.updates || !call.args.is_empty(), || format!("{} has nothing to update", kernel.name))?;
        call.args.iter().chain(&call.dst).try_for_each(|&register| exists(function, register).map(drop))?;
    }
    for block in &pools.blocks {
        block.tape.check().map_err(str::to_owned)?;
        if let Some(of) = &block.rounds {
            of.check(function, block)?;
            continue;
        }
        ensure(block.args.len() == block.tape.inputs.len(), || {
            format!("a tape takes {} inputs, not {}", block.tape.inputs.len(), block.args.len())
        })?;
        for (&arg, &wanted) in block.args.iter().zip(&block.tape.inputs) {
            let ty = exists(function, arg)?;
            let range = block.fill.is_some() && (wanted, ty) == (Type::Of(Scalar::Integer, 1), Type::INTEGER);
            let number = block.fill.is_none() || matches!(ty, Type::Of(_, 0));
            ensure(number && (ty == wanted || range), || {
                format!("a tape takes {wanted:?}, not {arg} of type {ty:?}")
            })?;
        }
        let (gives, mut takes) = (block.tape.result(), exists(function, block.dst)?);
        if let Some(fill) = block.fill {
            for register in [fill.index, fill.last, fill.at] {
                let ty = exists(function, register)?;
                ensure(ty == Type::INTEGER, || format!("{register} of type {ty:?} counts"))?;
            }
            takes = match takes {
                Type::Of(scalar, 1..) => Type::Of(scalar, 1),
                _ => Type::Void,
            };
        }
        ensure(gives == Some(takes), || format!("a tape gives {gives:?}, {} takes {takes:?}", block.dst))?;
    }
    Ok(())
}

fn shapes(function: &Function, op: &Op) -> Checked {
    let tensor = |index: u16| function.counts.tensors[usize::from(index)];
    let list = |index: usize| &function.pools.registers[index];
    let name = |f: Pool<pool::Function>| function.pools.functions[f.index()];
    let all_int = |registers: &[Register]| {
        ensure(registers.iter().all(|register| register.bank == Bank::Int), || {
            "indices and dimensions are integers".to_owned()
        })
    };
    let same = |what: &str, holds: bool| ensure(holds, || format!("{what} do not go together"));
    match *op {
        Op::TensorCopy { dst, a } => {
            same("element types and ranks", tensor(dst.index()) == tensor(a.index()))
        }
        Op::TensorWiden { dst, a } => {
            let ((to, rank), (from, from_rank)) = (tensor(dst.index()), tensor(a.index()));
            same("element types and ranks", from <= to && rank == from_rank)
        }
        Op::TensorMake { dst, dims } => {
            all_int(list(dims.index()))?;
            same("rank and dimensions", usize::from(tensor(dst.index()).1) == list(dims.index()).len())
        }
        Op::TensorList { dst, items } => {
            let (scalar, rank) = tensor(dst.index());
            let wanted = Type::Of(scalar, rank - 1);
            let items = list(items.index());
            same("items and list", items.iter().all(|&item| function.ty(item) == Some(wanted)))
        }
        Op::TensorRow { dst, a, .. } => {
            let ((element, rank), (from, from_rank)) = (tensor(dst.index()), tensor(a.index()));
            same("row and array", element == from && rank + 1 == from_rank)
        }
        Op::TensorSetRow { a, value, .. } | Op::TensorTableRow { a, value, .. } => {
            let ((element, rank), (from, from_rank)) = (tensor(a.index()), tensor(value.index()));
            same("row and array", element == from && rank == from_rank + 1)
        }
        Op::IntGetN { at, .. } | Op::RealGetN { at, .. } | Op::ComplexGetN { at, .. } => {
            all_int(list(at.index()))?;
            levels(list(at.index()), rank_of_operand_a(function, op))
        }
        Op::IntSetN { at, .. } | Op::RealSetN { at, .. } | Op::ComplexSetN { at, .. } => {
            all_int(list(at.index()))?;
            levels(list(at.index()), rank_of_operand_a(function, op))
        }
        Op::IntFunction { f, .. } => known(IntegerFunction::named(name(f)).is_some(), name(f)),
        Op::IntFunction2 { f, .. } => known(IntegerBinary::named(name(f)).is_some(), name(f)),
        Op::RealFunction { f, .. } => known(RealFunction::named(name(f)).is_some(), name(f)),
        Op::RealFunction2 { f, .. } => known(RealBinary::named(name(f)).is_some(), name(f)),
        Op::RealToIntFunction { f, .. } => known(RealToInteger::named(name(f)).is_some(), name(f)),
        Op::ComplexFunction { f, .. } => known(ComplexFunction::named(name(f)).is_some(), name(f)),
        Op::ComplexFunction2 { f, .. } => known(ComplexBinary::named(name(f)).is_some(), name(f)),
        Op::ComplexToRealFunction { f, .. } => known(ComplexToReal::named(name(f)).is_some(), name(f)),
        Op::RealDivConstant { b, .. } => ensure(b.0 != 0.0, || "division by the constant 0".to_owned()),
        Op::IntModConstant { b, .. } | Op::IntQuotientConstant { b, .. } => {
            ensure(b.0 != 0, || "division by the constant 0".to_owned())
        }
        Op::IntMulConstantAddModConstant { m, .. }
        | Op::IntMulConstantAddModConstantWrapping { m, .. }
        | Op::IntAddModConstant { m, .. }
        | Op::IntAddModConstantWrapping { m, .. }
        | Op::IntModDivisor { m, .. }
        | Op::IntQuotientDivisor { m, .. } => modulus(function.pools.integers[m.index()]),
        Op::IntModPowerOfTwo { b, .. } => {
            ensure(b.0 > 0 && b.0 & (b.0 - 1) == 0, || "the modulus is a power of two".to_owned())
        }
        Op::IntQuotientPowerOfTwo { b, .. } => {
            ensure((0..64).contains(&b.0), || "a shift is less than the width of an integer".to_owned())
        }
        Op::IntPowerConstant { b, .. } | Op::IntPowerConstantWrapping { b, .. } => {
            ensure(b.0 >= 0, || "the exponent of an integer is not negative".to_owned())
        }
        _ => Ok(()),
    }
}

/// The rank of the tensor operand `a`.
fn rank_of_operand_a(function: &Function, op: &Op) -> u8 {
    let mut rank = 0;
    op.each_operand(|name, operand| {
        if let ("a", Operand::Register(_, _, index)) = (name, operand) {
            rank = function.counts.tensors[usize::from(index)].1;
        }
    });
    rank
}

fn known(known: bool, name: &str) -> Checked {
    ensure(known, || format!("there is no function {name} of these types"))
}

fn modulus(m: i64) -> Checked {
    ensure(m > 1, || "the modulus is a constant greater than 1".to_owned())
}

fn levels(at: &[Register], rank: u8) -> Checked {
    ensure(at.len() == usize::from(rank), || format!("{} indices for rank {rank}", at.len()))
}

#[cfg(test)]
mod tests {
    use scheelite_runtime::Expr;
    use scheelite_runtime::Scalar;
    use scheelite_runtime::source::Origin;

    use super::*;
    use crate::operand::{Direction, Renumber};
    use crate::program::{Call, External, ExternalTarget, KernelCall};

    /// One register of each bank, and a vector and a matrix of each element type; nothing in the pools.
    fn function(code: Vec<Op>) -> Program {
        let mut function = Function { name: "f".to_owned(), ..Function::default() };
        function.counts.bool = 1;
        function.counts.int = 1;
        function.counts.real = 1;
        function.counts.cplx = 1;
        for rank in [1, 2] {
            function
                .counts
                .tensors
                .extend([Scalar::Integer, Scalar::Real, Scalar::Complex].map(|scalar| (scalar, rank)));
        }
        function.origins = vec![Origin::NONE; code.len()];
        function.code = code;
        Program { functions: vec![function] }
    }

    struct Add(u16, u32);

    impl Renumber for Add {
        fn register(&mut self, _: Direction, _: Bank, index: u16) -> u16 {
            index + self.0
        }

        fn target(&mut self, to: u32) -> u32 {
            to + self.1
        }
    }

    #[test]
    fn registers_and_targets_out_of_range_are_refused() {
        for op in Op::samples() {
            let mut registers = false;
            op.each_operand(|_, operand| registers |= matches!(operand, Operand::Register(..)));
            if registers {
                let error = verify(function(vec![op.renumbered(&mut Add(6, 0)), Op::Return {}]));
                assert!(error.is_err(), "{op:?}");
            }
            if op.target().is_some() {
                let error = verify(function(vec![op.renumbered(&mut Add(0, 2)), Op::Return {}]));
                let rule = error.err().map(|error| error.rule).unwrap_or_default();
                assert!(rule.contains("is not in the code"), "{op:?}: {rule}");
            }
        }
    }

    #[test]
    fn pool_entries_out_of_range_are_refused() {
        for op in Op::samples() {
            let mut pool = false;
            op.each_operand(|_, operand| pool |= matches!(operand, Operand::Pool(..)));
            if pool {
                assert!(verify(function(vec![op, Op::Return {}])).is_err(), "{op:?}");
            }
        }
    }

    #[test]
    fn code_that_could_run_off_its_end_is_refused() {
        for op in Op::samples().into_iter().filter(|op| !op.ends_block()) {
            assert!(verify(function(vec![op])).is_err(), "{op:?}");
        }
        assert!(verify(function(vec![])).is_err());
        assert!(verify(Program::default()).is_err());
        assert!(verify(function(vec![Op::Return {}])).is_ok());
    }

    #[test]
    fn pools_that_do_not_fit_are_refused() {
        let rule = |change: &dyn Fn(&mut Function)| {
            let mut program = function(vec![Op::Return {}]);
            let mut callee = program.functions[0].clone();
            callee.name = "g".to_owned();
            callee.args = vec![(Type::REAL, Register::new(Bank::Real, 0))];
            callee.result = Some((Type::INTEGER, Register::new(Bank::Int, 0)));
            program.functions.push(callee);
            change(&mut program.functions[0]);
            verify(program).err().map(|error| error.rule)
        };
        let (int, real, none) =
            (Register::new(Bank::Int, 0), Register::new(Bank::Real, 0), Register::new(Bank::Int, 5));
        let call = |function, args: &[Register], dst| {
            rule(&|f| f.pools.calls.push(Call { function, args: args.to_vec(), dst })).unwrap_or_default()
        };
        assert_eq!(call(1, &[real], Some(int)), "");
        assert_eq!(call(1, &[real], None), "");
        assert_eq!(call(2, &[real], None), "there is no function 2");
        assert_eq!(call(1, &[], None), "g takes 1 arguments, not 0");
        assert!(call(1, &[int], None).starts_with("g takes "));
        assert!(call(1, &[real], Some(real)).starts_with("g gives "));
        assert!(call(0, &[], Some(int)).starts_with("f gives Void"), "a result of a function without one");
        assert!(!call(1, &[Register::new(Bank::Real, 5)], None).is_empty());
        let kernel_call = |kernel, args: &[Register], updates| {
            let call = KernelCall { kernel, args: args.to_vec(), dst: None, updates };
            rule(&|f| f.pools.kernel_calls.push(call.clone())).unwrap_or_default()
        };
        let vector = Register::new(Bank::Tensor, 1);
        assert_eq!(kernel_call("Total", &[vector], false), "");
        assert_eq!(kernel_call("no kernel", &[vector], false), "there is no kernel no kernel");
        assert!(kernel_call("Total", &[], false).starts_with("Total takes "));
        assert!(!kernel_call("Total", &[none], false).is_empty());
        assert!(rule(&|f| f.pools.registers.push(vec![none])).is_some());
        let external = |args: &[Register], dst| {
            let target = ExternalTarget::Head { head: Expr::null(), args: args.to_vec() };
            rule(&|f| f.pools.externals.push(External { target: target.clone(), dst }))
        };
        assert_eq!(external(&[real], Some(int)), None);
        assert!(external(&[none], None).is_some());
        assert!(external(&[], Some(none)).is_some());
    }

    #[test]
    fn tapes_that_do_not_fit_their_registers_are_refused() {
        use scheelite_runtime::kernels::block::{Operation, Outcome, Step, Tape};

        use crate::program::{Block, Fill};

        let vector = Type::Of(Scalar::Real, 1);
        let [int, real] = [Bank::Int, Bank::Real].map(|bank| Register::new(bank, 0));
        // Tensor registers: vectors of integers, reals, complex numbers, then matrices.
        let [ints, reals, matrix] = [0, 1, 4].map(|index| Register::new(Bank::Tensor, index));
        let step = |operation, b| Step { operation, a: 0, b };
        let sum = Tape {
            inputs: vec![vector, Type::REAL],
            steps: vec![step(Operation::Add, 1)],
            outcome: Outcome::Array,
        };
        let widen = Tape {
            inputs: vec![Type::Of(Scalar::Integer, 1)],
            steps: vec![step(Operation::Widen(Scalar::Real), 0)],
            outcome: Outcome::Array,
        };
        let check = |tape: &Tape, args: &[Register], dst, fill| {
            let mut program = function(vec![Op::TensorBlock { block: Pool::new(0) }, Op::Return {}]);
            let block = Block { tape: tape.clone(), args: args.to_vec(), dst, fill, rounds: None };
            program.functions[0].pools.blocks.push(block);
            verify(program).is_ok()
        };
        assert!(check(&sum, &[reals, real], reals, None));
        for (args, dst) in [
            (vec![reals, real], ints),
            (vec![reals, real], real),
            (vec![reals, real], matrix),
            (vec![reals], reals),
            (vec![real, real], reals),
            (vec![matrix, real], reals),
            (vec![reals, Register::new(Bank::Real, 1)], reals),
        ] {
            assert!(!check(&sum, &args, dst, None), "{args:?} {dst}");
        }
        let folded = Tape { outcome: Outcome::Total, ..sum.clone() };
        assert!(check(&folded, &[reals, real], real, None) && !check(&folded, &[reals, real], reals, None));
        let unsound = Tape { steps: vec![step(Operation::Add, 2)], ..sum };
        assert!(!check(&unsound, &[reals, real], reals, None));
        let fill = Some(Fill { index: int, last: int, at: int, moves: true });
        assert!(check(&widen, &[int], reals, fill) && check(&widen, &[int], matrix, fill));
        assert!(!check(&widen, &[int], reals, None) && !check(&widen, &[ints], reals, fill));
        assert!(!check(&widen, &[int], ints, fill) && !check(&widen, &[int], real, fill));
        let counted_by_a_real = Some(Fill { index: real, last: int, at: int, moves: false });
        assert!(!check(&widen, &[int], reals, counted_by_a_real));
    }

    #[test]
    fn tables_that_do_not_fit_are_refused() {
        let broken = |change: fn(&mut Function)| {
            let mut program = function(vec![Op::Return {}]);
            change(&mut program.functions[0]);
            verify(program).err().map(|error| error.rule).unwrap_or_default()
        };
        let int = Register::new(Bank::Int, 0);
        assert_eq!(broken(|f| f.origins.clear()), "1 instructions have 0 origins");
        assert!(
            broken(|f| f.args.push((Type::REAL, Register::new(Bank::Int, 0)))).contains("is not of type")
        );
        assert!(
            broken(|f| f.result = Some((Type::INTEGER, Register::new(Bank::Int, 7))))
                .contains("is not of type")
        );
        assert!(
            broken(|f| f.presets.push((Register::new(Bank::Real, 0), scheelite_runtime::Value::Integer(1))))
                .contains("preset")
        );
        assert!(broken(|f| f.counts.tensors.push((Scalar::Boolean, 1))).contains("no tensor"));
        assert!(broken(|f| f.counts.real = u16::MAX).contains("slots"));
        assert_eq!(int.to_string(), "I0");
    }
}
