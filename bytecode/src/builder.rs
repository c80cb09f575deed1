//! Builds functions: registers, labels, pools, the table of origins.

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Scalar, Type, Value};

use crate::op::Op;
use crate::operand::{Bank, Direction, Pool, Register, Renumber, Target, pool};
use crate::program::{Block, Call, Checks, CompiledCall, External, Function, KernelCall};

/// A place in the code that may not be known yet. Its [`Label::target`] stands in instructions until
/// [`FunctionBuilder::finish`] puts the place in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(u32);

impl Label {
    /// The operand.
    pub fn target(self) -> Target {
        Target(self.0)
    }
}

/// Why a function could not be finished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildError {
    /// A label was used and never bound.
    UnboundLabel(Label),
    /// More registers, pool entries or instructions than operands can number.
    TooLarge(&'static str),
}

impl std::fmt::Display for BuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            BuildError::UnboundLabel(label) => write!(f, "label {} is used and never bound", label.0),
            BuildError::TooLarge(what) => write!(f, "the function has too many {what}"),
        }
    }
}

impl std::error::Error for BuildError {}

/// Builds one function.
#[derive(Debug, Default)]
pub struct FunctionBuilder {
    function: Function,
    /// The place of each label.
    labels: Vec<Option<u32>>,
    too_large: Option<&'static str>,
}

impl FunctionBuilder {
    /// An empty function.
    pub fn new(name: impl Into<String>) -> Self {
        FunctionBuilder {
            function: Function { name: name.into(), ..Function::default() },
            ..FunctionBuilder::default()
        }
    }

    /// Sets what is checked.
    pub fn checks(&mut self, checks: Checks) {
        self.function.checks = checks;
    }

    /// A new register for values of this type, none for `Void`.
    pub fn register(&mut self, ty: Type) -> Option<Register> {
        let bank = Bank::of(ty)?;
        let counts = &mut self.function.counts;
        let index = u16::try_from(counts.of(bank)).ok().filter(|&index| index < u16::MAX);
        let Some(index) = index else {
            self.too_large = Some("registers");
            return Some(Register::new(bank, 0));
        };
        match (bank, ty) {
            (Bank::Bool, _) => counts.bool += 1,
            (Bank::Int, _) => counts.int += 1,
            (Bank::Real, _) => counts.real += 1,
            (Bank::Cplx, _) => counts.cplx += 1,
            (Bank::Tensor, Type::Of(scalar, rank)) => counts.tensors.push((scalar, rank)),
            (Bank::Tensor, Type::Void) => return None,
        }
        Some(Register::new(bank, index))
    }

    /// A new register for numbers of this type, or Booleans.
    pub fn scalar(&mut self, scalar: Scalar) -> Register {
        self.register(Type::Of(scalar, 0)).expect("scalars have a bank")
    }

    /// A new register for arrays of this element type and rank, at least 1.
    pub fn tensor(&mut self, scalar: Scalar, rank: u8) -> Register {
        self.register(Type::Of(scalar, rank.max(1))).expect("tensors have a bank")
    }

    /// The type of a register.
    pub fn ty(&self, register: Register) -> Option<Type> {
        self.function.ty(register)
    }

    /// Declares the next argument, which arrives in this register.
    pub fn argument(&mut self, register: Register) {
        let ty = self.function.ty(register).unwrap_or(Type::Void);
        self.function.args.push((ty, register));
    }

    /// Declares the register of the result, none for `Void`.
    pub fn result(&mut self, register: Option<Register>) {
        self.function.result =
            register.map(|register| (self.function.ty(register).unwrap_or(Type::Void), register));
    }

    /// The register holds this constant on entry.
    pub fn preset(&mut self, register: Register, value: Value) {
        self.function.presets.push((register, value));
    }

    /// Appends an instruction and gives its place.
    pub fn emit(&mut self, op: Op, origin: Origin) -> u32 {
        let Ok(pc) = u32::try_from(self.function.code.len()) else {
            self.too_large = Some("instructions");
            return 0;
        };
        self.function.code.push(op);
        self.function.origins.push(origin);
        pc
    }

    /// A new label.
    pub fn label(&mut self) -> Label {
        self.labels.push(None);
        Label(u32::try_from(self.labels.len() - 1).unwrap_or(u32::MAX))
    }

    /// The label stands before the next instruction.
    pub fn bind(&mut self, label: Label) {
        let here = self.here();
        self.labels[label.0 as usize] = Some(here);
    }

    /// The place of the next instruction.
    pub fn here(&self) -> u32 {
        u32::try_from(self.function.code.len()).unwrap_or(u32::MAX)
    }

    /// The instructions so far; targets are labels.
    pub fn code(&self) -> &[Op] {
        &self.function.code
    }

    /// The instructions so far, to change; targets are labels.
    pub fn code_mut(&mut self) -> &mut Vec<Op> {
        &mut self.function.code
    }

    /// A list of registers.
    pub fn registers(&mut self, registers: &[Register]) -> Pool<pool::Registers> {
        intern(&mut self.function.pools.registers, registers.to_vec(), &mut self.too_large)
    }

    /// A scalar function of `scheelite_runtime::kernels::scalar` by name.
    pub fn scalar_function(&mut self, name: &'static str) -> Pool<pool::Function> {
        intern(&mut self.function.pools.functions, name, &mut self.too_large)
    }

    /// A 64-bit integer.
    pub fn integer(&mut self, value: i64) -> Pool<pool::Integer> {
        intern(&mut self.function.pools.integers, value, &mut self.too_large)
    }

    /// A call of a function of the same program.
    pub fn call(&mut self, call: Call) -> Pool<pool::Call> {
        intern(&mut self.function.pools.calls, call, &mut self.too_large)
    }

    /// A call of another compiled function.
    pub fn compiled_call(&mut self, call: CompiledCall) -> Pool<pool::CompiledCall> {
        add(&mut self.function.pools.compiled_calls, call, &mut self.too_large)
    }

    /// A call of the evaluator.
    pub fn external(&mut self, call: External) -> Pool<pool::External> {
        add(&mut self.function.pools.externals, call, &mut self.too_large)
    }

    /// A whole-array operation: `dst = kernel[args…]`. When `dst` is one of the arguments, the array is moved in, so that
    /// the kernel can change it in place.
    pub fn kernel_call(
        &mut self,
        kernel: &'static str,
        args: &[Register],
        dst: Option<Register>,
    ) -> Pool<pool::KernelCall> {
        let call = KernelCall { kernel, args: args.to_vec(), dst, updates: false };
        add(&mut self.function.pools.kernel_calls, call, &mut self.too_large)
    }

    /// A whole-array operation that changes its first argument besides giving a result.
    pub fn kernel_update(
        &mut self,
        kernel: &'static str,
        args: &[Register],
        dst: Option<Register>,
    ) -> Pool<pool::KernelCall> {
        let call = KernelCall { kernel, args: args.to_vec(), dst, updates: true };
        add(&mut self.function.pools.kernel_calls, call, &mut self.too_large)
    }

    /// An elementwise expression over arrays.
    pub fn block(&mut self, block: Block) -> Pool<pool::Block> {
        add(&mut self.function.pools.blocks, block, &mut self.too_large)
    }

    /// The function with all labels put in.
    pub fn finish(mut self) -> Result<Function, BuildError> {
        if let Some(what) = self.too_large {
            return Err(BuildError::TooLarge(what));
        }
        let mut places = Places { labels: &self.labels, unbound: None };
        for op in &mut self.function.code {
            *op = op.renumbered(&mut places);
        }
        match places.unbound {
            Some(label) => Err(BuildError::UnboundLabel(label)),
            None => Ok(self.function),
        }
    }
}

struct Places<'a> {
    labels: &'a [Option<u32>],
    unbound: Option<Label>,
}

impl Renumber for Places<'_> {
    fn register(&mut self, _: Direction, _: Bank, index: u16) -> u16 {
        index
    }

    fn target(&mut self, to: u32) -> u32 {
        self.labels.get(to as usize).copied().flatten().unwrap_or_else(|| {
            self.unbound = Some(Label(to));
            0
        })
    }
}

/// How many of the last entries are looked through for an equal one: keeps building linear.
const LOOK_BACK: usize = 16;

fn intern<T: PartialEq, P: pool::Marker>(
    pool: &mut Vec<T>,
    entry: T,
    too_large: &mut Option<&'static str>,
) -> Pool<P> {
    let from = pool.len().saturating_sub(LOOK_BACK);
    match pool[from..].iter().position(|known| *known == entry) {
        Some(at) => Pool::new(u16::try_from(from + at).unwrap_or(0)),
        None => add(pool, entry, too_large),
    }
}

fn add<T, P: pool::Marker>(pool: &mut Vec<T>, entry: T, too_large: &mut Option<&'static str>) -> Pool<P> {
    pool.push(entry);
    let index = u16::try_from(pool.len() - 1);
    if index.is_err() {
        *too_large = Some("pool entries");
    }
    Pool::new(index.unwrap_or(0))
}
