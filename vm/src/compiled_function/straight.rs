//! Functions of numbers whose code is one straight line of arithmetic, as an expression over elements: a listable
//! function of this kind runs over arrays in blocks, without a call for each element.

use rustc_hash::FxHashMap;
use scheelite_bytecode::operand::{Imm, Pool, pool};
use scheelite_bytecode::program::Function;
use scheelite_bytecode::{Bank, Op, Register};
use scheelite_runtime::kernels::block::{MAX_VALUES, Operation, Outcome, Plan, Step, Tape};
use scheelite_runtime::kernels::scalar::{
    ComplexFunction, IntegerBinary, IntegerFunction, RealBinary, RealFunction, RealToInteger,
};
use scheelite_runtime::{Scalar, Type, Value};

/// A value: an input, or the result of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Id {
    Input(usize),
    Step(usize),
}

/// A function of numbers without branches, loops and calls.
#[derive(Clone)]
pub(crate) struct Straight {
    /// Number of arguments: the first inputs.
    arguments: usize,
    /// Types of arguments and constants.
    types: Vec<Scalar>,
    /// The constants: the other inputs.
    constants: Vec<Value>,
    steps: Vec<(Operation, Id, Id)>,
    result: Id,
}

/// Reads the code of a function.
#[derive(Clone)]
pub(super) struct Reader<'f> {
    function: &'f Function,
    straight: Straight,
    /// What each register holds.
    values: FxHashMap<Register, Id>,
}

impl Straight {
    /// The function as a straight line; none when it is something else.
    pub(crate) fn of(function: &Function) -> Option<Straight> {
        let (_, result) = function.result?;
        let mut reader = Reader::new(function)?;
        for op in &function.code {
            if matches!(op, Op::Return {}) {
                let mut straight = reader.straight;
                straight.result = *reader.values.get(&result)?;
                let fits = straight.types.len() + straight.steps.len() <= MAX_VALUES;
                // The last step is the result; an argument given back is no work for blocks.
                let last = Id::Step(straight.steps.len().checked_sub(1)?);
                return (fits && straight.result == last).then_some(straight);
            }
            reader.read(*op)?;
        }
        None
    }

    /// Ready to run over arrays of this rank in the places of some arguments and numbers in the others; with the
    /// constants.
    pub(crate) fn plan(&self, rank: u8, is_array: impl Fn(usize) -> bool) -> Option<(Plan, &[Value])> {
        let inputs = self.types.iter().enumerate().map(|(input, &scalar)| {
            let array = input < self.arguments && is_array(input);
            Type::Of(scalar, if array { rank } else { 0 })
        });
        let place = |id: Id| {
            u16::try_from(match id {
                Id::Input(input) => input,
                Id::Step(step) => self.types.len() + step,
            })
            .ok()
        };
        let steps = self
            .steps
            .iter()
            .map(|&(operation, a, b)| Some(Step { operation, a: place(a)?, b: place(b)? }))
            .collect::<Option<Vec<_>>>()?;
        let tape = Tape { inputs: inputs.collect(), steps, outcome: Outcome::Array };
        Some((Plan::new(&tape)?, &self.constants))
    }
}

/// The type of a number.
fn number(ty: Type) -> Option<Scalar> {
    match ty {
        Type::Of(scalar, 0) if scalar != Scalar::Boolean => Some(scalar),
        _ => None,
    }
}

/// The steps of an instruction: `[operation operand, …]`, `x` for the step before.
macro_rules! steps {
    ($reader:ident, $bank:ident, $dst:expr; $($operation:expr => $($operand:expr),+);+) => {{
        #[allow(unused_assignments)]
        let mut last = Id::Input(0);
        $(last = {
            let operands = [$($reader.operand(Bank::$bank, $operand, last)?),+];
            $reader.step($operation, operands[0], operands[operands.len() - 1])
        };)+
        $reader.values.insert($dst, last);
    }};
}

/// An operand of a step.
#[derive(Clone, Copy)]
pub(super) enum Operand {
    /// The step before.
    Last,
    Register(u16),
    Integer(i64),
    Real(f64),
}

impl<'f> Reader<'f> {
    /// At the start of a function of numbers; none when it is something else.
    pub(super) fn new(function: &'f Function) -> Option<Reader<'f>> {
        let checks = function.checks;
        number(function.result?.0)?;
        if !checks.integer_overflow || checks.overflow || checks.underflow {
            return None;
        }
        let arguments = function.args.len();
        let types = function.args.iter().map(|&(ty, _)| number(ty)).collect::<Option<Vec<_>>>()?;
        let straight =
            Straight { arguments, types, constants: Vec::new(), steps: Vec::new(), result: Id::Input(0) };
        let mut reader = Reader { function, straight, values: FxHashMap::default() };
        for (index, &(_, register)) in function.args.iter().enumerate() {
            reader.values.insert(register, Id::Input(index));
        }
        for (register, value) in &function.presets {
            number(value.ty())?;
            reader.set(*register, value.clone());
        }
        Some(reader)
    }

    /// Types of the arguments.
    pub(super) fn arguments(&self) -> &[Scalar] {
        &self.straight.types[..self.straight.arguments]
    }

    /// Types of arguments and constants.
    pub(super) fn types(&self) -> &[Scalar] {
        &self.straight.types
    }

    /// The constants: the inputs after the arguments.
    pub(super) fn constants(&self) -> &[Value] {
        &self.straight.constants
    }

    /// What has been read.
    pub(super) fn steps(&self) -> &[(Operation, Id, Id)] {
        &self.straight.steps
    }

    /// What a register holds.
    pub(super) fn value(&self, register: Register) -> Option<Id> {
        self.values.get(&register).copied()
    }

    /// Puts a number into a register.
    pub(super) fn set(&mut self, register: Register, value: Value) {
        let id = self.constant(value);
        self.values.insert(register, id);
    }

    fn constant(&mut self, value: Value) -> Id {
        let same = |other: &Value| match (&value, other) {
            (Value::Integer(a), Value::Integer(b)) => a == b,
            (Value::Real(a), Value::Real(b)) => a.to_bits() == b.to_bits(),
            _ => false,
        };
        let arguments = self.straight.arguments;
        if let Some(known) = self.straight.constants.iter().position(same) {
            return Id::Input(arguments + known);
        }
        if let Some(scalar) = number(value.ty()) {
            self.straight.types.push(scalar);
            self.straight.constants.push(value);
        }
        Id::Input(self.straight.types.len() - 1)
    }

    /// The value of an operand, `last` for the step before.
    pub(super) fn operand(&mut self, bank: Bank, from: Operand, last: Id) -> Option<Id> {
        match from {
            Operand::Last => Some(last),
            Operand::Register(index) => self.values.get(&Register::new(bank, index)).copied(),
            Operand::Integer(value) => Some(self.constant(Value::Integer(value))),
            Operand::Real(value) => Some(self.constant(Value::Real(value))),
        }
    }

    fn step(&mut self, operation: Operation, a: Id, b: Id) -> Id {
        self.straight.steps.push((operation, a, b));
        Id::Step(self.straight.steps.len() - 1)
    }

    fn name(&self, f: Pool<pool::Function>) -> &'static str {
        self.function.pools.functions[f.index()]
    }

    /// Takes an instruction in; none when it is none of these.
    pub(super) fn read(&mut self, op: Op) -> Option<()> {
        self.integer(op).or_else(|| self.real(op)).or_else(|| self.complex(op))
    }

    fn alias(&mut self, to: Register, from: Register) -> Option<()> {
        let id = *self.values.get(&from)?;
        self.values.insert(to, id);
        Some(())
    }

    fn integer(&mut self, op: Op) -> Option<()> {
        use Operand::{Integer, Last, Register as R};
        use Operation::{Add, IntegerPair, Multiply, Subtract};
        let to = |index| Register::new(Bank::Int, index);
        macro_rules! one {
            ($dst:ident, $operation:expr, $($operand:expr),+) => {
                steps!(self, Int, to($dst.index()); $operation => $($operand),+)
            };
        }
        let f = |name: &str| Operation::unary(name, Scalar::Integer);
        match op {
            Op::IntCopy { dst, a } => self.alias(to(dst.index()), to(a.index()))?,
            Op::IntConstant { dst, value: Imm(value) } => {
                let id = self.constant(Value::Integer(value));
                self.values.insert(to(dst.index()), id);
            }
            Op::IntAdd { dst, a, b } => one!(dst, Add, R(a.index()), R(b.index())),
            Op::IntAddConstant { dst, a, b } => one!(dst, Add, R(a.index()), Integer(b.0)),
            Op::IntSub { dst, a, b } => one!(dst, Subtract, R(a.index()), R(b.index())),
            Op::IntConstantSub { dst, a, b } => one!(dst, Subtract, Integer(b.0), R(a.index())),
            Op::IntMul { dst, a, b } => one!(dst, Multiply, R(a.index()), R(b.index())),
            Op::IntMulConstant { dst, a, b } => one!(dst, Multiply, R(a.index()), Integer(b.0)),
            Op::IntMulAdd { dst, a, b, c } => steps!(self, Int, to(dst.index());
                Multiply => R(a.index()), R(b.index()); Add => Last, R(c.index())),
            Op::IntMulConstantAdd { dst, a, c, k } => steps!(self, Int, to(dst.index());
                Multiply => R(a.index()), Integer(k.0); Add => Last, R(c.index())),
            Op::IntNeg { dst, a } => one!(dst, Operation::Negate, R(a.index())),
            Op::IntAbs { dst, a } => one!(dst, f("Abs")?, R(a.index())),
            Op::IntSquare { dst, a } => one!(dst, Multiply, R(a.index())),
            Op::IntSign { dst, a } => one!(dst, f("Sign")?, R(a.index())),
            Op::IntPowerConstant { dst, a, b } => {
                one!(dst, IntegerPair(IntegerBinary::Power), R(a.index()), Integer(b.0))
            }
            Op::IntMod { dst, a, b } => {
                one!(dst, IntegerPair(IntegerBinary::Mod), R(a.index()), R(b.index()))
            }
            Op::IntModConstant { dst, a, b } => {
                one!(dst, IntegerPair(IntegerBinary::Mod), R(a.index()), Integer(b.0))
            }
            Op::IntQuotient { dst, a, b } => {
                one!(dst, IntegerPair(IntegerBinary::Quotient), R(a.index()), R(b.index()))
            }
            Op::IntQuotientConstant { dst, a, b } => {
                one!(dst, IntegerPair(IntegerBinary::Quotient), R(a.index()), Integer(b.0))
            }
            Op::IntMin { dst, a, b } => {
                one!(dst, IntegerPair(IntegerBinary::Min), R(a.index()), R(b.index()))
            }
            Op::IntMax { dst, a, b } => {
                one!(dst, IntegerPair(IntegerBinary::Max), R(a.index()), R(b.index()))
            }
            Op::IntFunction { dst, a, f } => {
                let f = IntegerFunction::named(self.name(f))?;
                one!(dst, Operation::Integer(f), R(a.index()));
            }
            Op::IntFunction2 { dst, a, b, f } => {
                let f = IntegerBinary::named(self.name(f))?;
                one!(dst, IntegerPair(f), R(a.index()), R(b.index()));
            }
            _ => return None,
        }
        Some(())
    }

    fn real(&mut self, op: Op) -> Option<()> {
        use Operand::{Last, Real, Register as R};
        use Operation::{Add, Multiply, RealPair, Subtract};
        let to = |index| Register::new(Bank::Real, index);
        macro_rules! one {
            ($dst:ident, $operation:expr, $($operand:expr),+) => {
                steps!(self, Real, to($dst.index()); $operation => $($operand),+)
            };
        }
        macro_rules! whole {
            ($dst:ident, $name:ident, $a:ident) => {
                steps!(self, Real, Register::new(Bank::Int, $dst.index());
                    Operation::RealToInteger(RealToInteger::$name) => R($a.index()))
            };
        }
        let f = Operation::Real;
        match op {
            Op::RealCopy { dst, a } => self.alias(to(dst.index()), to(a.index()))?,
            Op::RealConstant { dst, value: Imm(value) } => {
                let id = self.constant(Value::Real(value));
                self.values.insert(to(dst.index()), id);
            }
            Op::IntToReal { dst, a } => {
                steps!(self, Int, to(dst.index()); Operation::Widen(Scalar::Real) => R(a.index()));
            }
            Op::RealAdd { dst, a, b } => one!(dst, Add, R(a.index()), R(b.index())),
            Op::RealAddConstant { dst, a, b } => one!(dst, Add, R(a.index()), Real(b.0)),
            Op::RealAdd3 { dst, a, b, c } => steps!(self, Real, to(dst.index());
                Add => R(a.index()), R(b.index()); Add => Last, R(c.index())),
            Op::RealSub { dst, a, b } => one!(dst, Subtract, R(a.index()), R(b.index())),
            Op::RealSubConstant { dst, a, b } => one!(dst, Subtract, R(a.index()), Real(b.0)),
            Op::RealConstantSub { dst, a, b } => one!(dst, Subtract, Real(b.0), R(a.index())),
            Op::RealMul { dst, a, b } => one!(dst, Multiply, R(a.index()), R(b.index())),
            Op::RealMulConstant { dst, a, b } => one!(dst, Multiply, R(a.index()), Real(b.0)),
            Op::RealMul3 { dst, a, b, c } => steps!(self, Real, to(dst.index());
                Multiply => R(a.index()), R(b.index()); Multiply => Last, R(c.index())),
            Op::RealMulAdd { dst, a, b, c } => steps!(self, Real, to(dst.index());
                Multiply => R(a.index()), R(b.index()); Add => Last, R(c.index())),
            Op::RealMulSub { dst, a, b, c } => steps!(self, Real, to(dst.index());
                Multiply => R(a.index()), R(b.index()); Subtract => Last, R(c.index())),
            Op::RealSubMul { dst, a, b, c } => steps!(self, Real, to(dst.index());
                Multiply => R(a.index()), R(b.index()); Subtract => R(c.index()), Last),
            Op::RealMulConstantAdd { dst, a, c, k } => steps!(self, Real, to(dst.index());
                Multiply => R(a.index()), Real(k.0); Add => Last, R(c.index())),
            Op::RealConstantMulMul { dst, a, b, k } => steps!(self, Real, to(dst.index());
                Multiply => Real(k.0), R(a.index()); Multiply => Last, R(b.index())),
            Op::RealMulAddMul { dst, a, b, c, d } => {
                let (x, y) = self.products([a.index(), b.index(), c.index(), d.index()])?;
                let sum = self.step(Add, x, y);
                self.values.insert(to(dst.index()), sum);
            }
            Op::RealMulSubMul { dst, a, b, c, d } => {
                let (x, y) = self.products([a.index(), b.index(), c.index(), d.index()])?;
                let difference = self.step(Subtract, x, y);
                self.values.insert(to(dst.index()), difference);
            }
            Op::RealDiv { dst, a, b } => one!(dst, RealPair(RealBinary::Divide), R(a.index()), R(b.index())),
            Op::RealDivConstant { dst, a, b } => {
                one!(dst, RealPair(RealBinary::Divide), R(a.index()), Real(b.0))
            }
            Op::RealConstantDiv { dst, a, b } => {
                one!(dst, RealPair(RealBinary::Divide), Real(b.0), R(a.index()))
            }
            Op::RealReciprocal { dst, a } => one!(dst, f(RealFunction::Reciprocal), R(a.index())),
            Op::RealNeg { dst, a } => one!(dst, Operation::Negate, R(a.index())),
            Op::RealAbs { dst, a } => one!(dst, f(RealFunction::Abs), R(a.index())),
            Op::RealSquare { dst, a } => one!(dst, f(RealFunction::Square), R(a.index())),
            Op::RealSqrt { dst, a } => one!(dst, f(RealFunction::Sqrt), R(a.index())),
            Op::RealFractionalPart { dst, a } => one!(dst, f(RealFunction::FractionalPart), R(a.index())),
            Op::RealPower { dst, a, b } => one!(dst, RealPair(RealBinary::Power), R(a.index()), R(b.index())),
            Op::RealPowerConstant { dst, a, b } => one!(dst, Operation::Power(b.0), R(a.index())),
            Op::RealMod { dst, a, b } => one!(dst, RealPair(RealBinary::Mod), R(a.index()), R(b.index())),
            Op::RealMin { dst, a, b } => one!(dst, RealPair(RealBinary::Min), R(a.index()), R(b.index())),
            Op::RealMax { dst, a, b } => one!(dst, RealPair(RealBinary::Max), R(a.index()), R(b.index())),
            Op::RealSign { dst, a } => whole!(dst, Sign, a),
            Op::RealFloor { dst, a } => whole!(dst, Floor, a),
            Op::RealCeiling { dst, a } => whole!(dst, Ceiling, a),
            Op::RealRound { dst, a } => whole!(dst, Round, a),
            Op::RealIntegerPart { dst, a } => whole!(dst, IntegerPart, a),
            Op::RealFunction { dst, a, f: name } => {
                one!(dst, f(RealFunction::named(self.name(name))?), R(a.index()));
            }
            Op::RealFunction2 { dst, a, b, f } => {
                one!(dst, RealPair(RealBinary::named(self.name(f))?), R(a.index()), R(b.index()));
            }
            Op::RealToIntFunction { dst, a, f } => {
                let f = RealToInteger::named(self.name(f))?;
                steps!(self, Real, Register::new(Bank::Int, dst.index());
                    Operation::RealToInteger(f) => R(a.index()));
            }
            _ => return None,
        }
        Some(())
    }

    /// `a b` and `c d`
    fn products(&mut self, registers: [u16; 4]) -> Option<(Id, Id)> {
        let [a, b, c, d] = registers.map(|index| self.values.get(&Register::new(Bank::Real, index)).copied());
        Some((self.step(Operation::Multiply, a?, b?), self.step(Operation::Multiply, c?, d?)))
    }

    fn complex(&mut self, op: Op) -> Option<()> {
        use Operand::{Last, Register as R};
        use Operation::{Add, Multiply, Subtract};
        let to = |index| Register::new(Bank::Cplx, index);
        macro_rules! one {
            ($dst:ident, $operation:expr, $($operand:expr),+) => {
                steps!(self, Cplx, to($dst.index()); $operation => $($operand),+)
            };
        }
        let square = Operation::Complex(ComplexFunction::Square);
        match op {
            Op::ComplexCopy { dst, a } => self.alias(to(dst.index()), to(a.index()))?,
            Op::RealToComplex { dst, a } => {
                steps!(self, Real, to(dst.index()); Operation::Widen(Scalar::Complex) => R(a.index()));
            }
            Op::ComplexAdd { dst, a, b } => one!(dst, Add, R(a.index()), R(b.index())),
            Op::ComplexSub { dst, a, b } => one!(dst, Subtract, R(a.index()), R(b.index())),
            Op::ComplexMul { dst, a, b } => one!(dst, Multiply, R(a.index()), R(b.index())),
            Op::ComplexNeg { dst, a } => one!(dst, Operation::Negate, R(a.index())),
            Op::ComplexSquare { dst, a } => one!(dst, square, R(a.index())),
            Op::ComplexSquareAdd { dst, a, b } => steps!(self, Cplx, to(dst.index());
                square => R(a.index()); Add => Last, R(b.index())),
            Op::ComplexMulAdd { dst, a, b, c } => steps!(self, Cplx, to(dst.index());
                Multiply => R(a.index()), R(b.index()); Add => Last, R(c.index())),
            Op::ComplexPowerConstant { dst, a, b } => one!(dst, Operation::Power(b.0), R(a.index())),
            Op::ComplexFunction { dst, a, f } => {
                let f = ComplexFunction::named(self.name(f))?;
                one!(dst, Operation::Complex(f), R(a.index()));
            }
            _ => return None,
        }
        Some(())
    }
}
