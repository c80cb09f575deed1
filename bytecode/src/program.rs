//! Programs: functions with their code, pools and tables.

use scheelite_runtime::kernels::block::Tape;
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Scalar, Symbol, Type, Value};

use crate::op::Op;
use crate::operand::{Bank, Register};
use crate::rounds::Rounds;

/// A program: function 0 is the entry.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// All functions.
    pub functions: Vec<Function>,
}

/// What a function does about machine arithmetic that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checks {
    /// Integer overflow leaves.
    pub integer_overflow: bool,
    /// Real overflow leaves at the instruction where it happens.
    pub overflow: bool,
    /// Real underflow leaves at the instruction where it happens.
    pub underflow: bool,
}

impl Default for Checks {
    fn default() -> Self {
        Checks { integer_overflow: true, overflow: false, underflow: false }
    }
}

/// How many registers a function has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Booleans.
    pub bool: u16,
    /// Integers.
    pub int: u16,
    /// Reals.
    pub real: u16,
    /// Complex numbers.
    pub cplx: u16,
    /// Element type and rank of each tensor register.
    pub tensors: Vec<(Scalar, u8)>,
}

impl Counts {
    /// Number of registers of a bank.
    pub fn of(&self, bank: Bank) -> usize {
        match bank {
            Bank::Bool => self.bool.into(),
            Bank::Int => self.int.into(),
            Bank::Real => self.real.into(),
            Bank::Cplx => self.cplx.into(),
            Bank::Tensor => self.tensors.len(),
        }
    }

    /// The type of a register, none when there is no such register.
    pub fn ty(&self, register: Register) -> Option<Type> {
        let index = usize::from(register.index);
        match register.bank.scalar() {
            Some(scalar) => (index < self.of(register.bank)).then_some(Type::Of(scalar, 0)),
            None => self.tensors.get(index).map(|&(scalar, rank)| Type::Of(scalar, rank)),
        }
    }
}

/// One function.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// Name in listings and messages.
    pub name: String,
    /// Type and register of each argument.
    pub args: Vec<(Type, Register)>,
    /// Type and register of the result; no register for `Void`.
    pub result: Option<(Type, Register)>,
    /// Registers.
    pub counts: Counts,
    /// Registers that hold a constant on entry.
    pub presets: Vec<(Register, Value)>,
    /// Instructions.
    pub code: Vec<Op>,
    /// Where each instruction comes from.
    pub origins: Vec<Origin>,
    /// What is checked.
    pub checks: Checks,
    /// What operands point to.
    pub pools: Pools,
}

/// What operands of a function point to.
#[derive(Clone, Debug, Default)]
pub struct Pools {
    /// Lists of registers.
    pub registers: Vec<Vec<Register>>,
    /// Scalar functions by name.
    pub functions: Vec<&'static str>,
    /// 64-bit integers.
    pub integers: Vec<i64>,
    /// Calls within the program.
    pub calls: Vec<Call>,
    /// Calls of other compiled functions.
    pub compiled_calls: Vec<CompiledCall>,
    /// Calls of the evaluator.
    pub externals: Vec<External>,
    /// Whole-array operations.
    pub kernel_calls: Vec<KernelCall>,
    /// Elementwise expressions over arrays.
    pub blocks: Vec<Block>,
}

/// A call of a function of the same program.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Which function.
    pub function: u16,
    /// Registers whose values become the arguments.
    pub args: Vec<Register>,
    /// Register for the result; none when the function gives `Void`.
    pub dst: Option<Register>,
}

/// A call of another compiled function without the evaluator.
#[derive(Clone, Debug)]
pub struct CompiledCall {
    /// What is called.
    pub callee: Callee,
    /// Registers whose values become the arguments.
    pub args: Vec<Register>,
    /// Register for the result; none for `Void`. Its type is what the callee is expected to give.
    pub dst: Option<Register>,
}

/// What a [`CompiledCall`] calls.
#[derive(Clone, Debug)]
pub enum Callee {
    /// The compiled function that is the value of this symbol when the call is made. When it is something else, or does
    /// not take and give these types, the evaluator is called.
    Symbol(Symbol),
    /// This compiled function ([`Expr::Foreign`]).
    Value(Expr),
}

/// A call of the evaluator.
#[derive(Clone, Debug)]
pub struct External {
    /// What is evaluated.
    pub target: ExternalTarget,
    /// Register for the result; none when the result is not used. Its type is what is expected.
    pub dst: Option<Register>,
}

/// What an [`External`] evaluates.
#[derive(Clone, Debug)]
pub enum ExternalTarget {
    /// `head[args…]`
    Head {
        /// The head.
        head: Expr,
        /// Registers whose values become the arguments.
        args: Vec<Register>,
    },
    /// An expression in which some symbols are locals of the compiled code: they have the values of the registers
    /// during the evaluation, and those marked are written back after it.
    Block {
        /// The expression.
        body: Expr,
        /// The locals.
        locals: Vec<ExternalLocal>,
    },
}

/// A local of compiled code inside an [`ExternalTarget::Block`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExternalLocal {
    /// How the expression names it.
    pub symbol: Symbol,
    /// Where it lives.
    pub register: Register,
    /// Whether its value is taken back after the evaluation.
    pub write_back: bool,
}

/// A whole-array operation of `scheelite_runtime::kernels`, by name.
#[derive(Clone, Debug, PartialEq)]
pub struct KernelCall {
    /// The kernel.
    pub kernel: &'static str,
    /// Arguments.
    pub args: Vec<Register>,
    /// Register for the result; none when there is no result.
    pub dst: Option<Register>,
    /// The kernel changes its first argument: it is moved in, and what the kernel leaves there is moved back.
    pub updates: bool,
}

/// An elementwise expression over arrays: one pass, in blocks that stay in the cache.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The expression.
    pub tape: Tape,
    /// A register for each of its inputs.
    pub args: Vec<Register>,
    /// Register for the result. When it is one of the arguments, that array is changed in place.
    pub dst: Register,
    /// The expression is one over the rounds of a counted loop, and its values are put into the array of `dst`.
    pub fill: Option<Fill>,
    /// The expression is one over the rounds of the counted loop that follows: all but the last round are run at once, as
    /// far as they can be. Then `dst` is the array, or the number, that they change.
    pub rounds: Option<Rounds>,
}

/// The rounds of a counted loop that puts one number each into an array. An integer register in the place of an array of
/// integers among the inputs stands for the integers from its value on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    /// The counter: its value on entry is that of the first round.
    pub index: Register,
    /// The value of the counter in the last round; when it is less than that of the first, there is no round.
    pub last: Register,
    /// The flat position of the element before the first that is written.
    pub at: Register,
    /// `at` moves on with the rounds; else it is the counter, and the first position is its value.
    pub moves: bool,
}

impl ExternalTarget {
    /// Registers of the arguments, or of the locals.
    pub fn registers(&self) -> Vec<Register> {
        match self {
            ExternalTarget::Head { args, .. } => args.clone(),
            ExternalTarget::Block { locals, .. } => locals.iter().map(|local| local.register).collect(),
        }
    }
}

impl Program {
    /// The function that a call from outside enters.
    pub fn entry(&self) -> &Function {
        &self.functions[0]
    }
}

impl Function {
    /// The type of a register of this function.
    pub fn ty(&self, register: Register) -> Option<Type> {
        self.counts.ty(register)
    }

    /// The type of the result.
    pub fn result_type(&self) -> Type {
        self.result.map_or(Type::Void, |(ty, _)| ty)
    }
}
