//! Linking: registers of a verified program become slots of a frame, names in pools become functions.

use std::sync::Arc;

use num_complex::Complex64;
use scheelite_bytecode::operand::{Direction, Renumber};
use scheelite_bytecode::program::{CompiledCall, External, Function};
use scheelite_bytecode::rounds::{Affine, Follows, RoundInput, Rounds};
use scheelite_bytecode::verify::TENSOR_SLOTS;
use scheelite_bytecode::{Bank, Op, Pool, Register, Verified};
use scheelite_runtime::kernels::block::Plan;
use scheelite_runtime::kernels::scalar::divisor::Divisor;
use scheelite_runtime::kernels::scalar::{
    ComplexBinary, ComplexFunction, ComplexToReal, IntegerBinary, IntegerFunction, RealBinary, RealFunction,
    RealToInteger,
};
use scheelite_runtime::kernels::wrapping::wrapping;
use scheelite_runtime::kernels::{Kernel, kernel};
use scheelite_runtime::tensor::Tensor;
use scheelite_runtime::{Scalar, Value};

/// A program ready to run.
pub struct Linked {
    /// What was linked.
    pub verified: Verified,
    pub(super) functions: Vec<LinkedFunction>,
}

/// Where a register lies in the frame of its function, and its type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub bank: Bank,
    pub slot: u16,
    /// Element type.
    pub scalar: Scalar,
    /// Rank; 0 for scalars.
    pub rank: u8,
}

pub(super) struct LinkedFunction {
    /// Instructions whose register operands are slots.
    pub code: Vec<Op>,
    /// The same with addresses of handlers.
    #[cfg(threaded)]
    pub threaded: Vec<super::threaded::Threaded>,
    /// Place in the program.
    pub number: usize,
    /// Slots of a frame.
    pub slots: usize,
    /// Tensor registers of a frame.
    pub tensors: usize,
    /// Contents of a frame on entry: zeros and constants.
    pub template: Vec<u64>,
    /// The constants, with their slots.
    pub presets: Vec<(u16, u64)>,
    /// Whether there are tensors or a register may be read before it is written: a frame then starts with the template.
    pub needs_zeros: bool,
    pub preset_tensors: Vec<(Place, Arc<Tensor>)>,
    pub args: Vec<Place>,
    pub result: Option<Place>,
    pub registers: Vec<Vec<Place>>,
    pub functions: Vec<ScalarFunctions>,
    pub integers: Vec<LinkedInteger>,
    pub calls: Vec<LinkedCall>,
    pub compiled_calls: Vec<LinkedCompiledCall>,
    pub externals: Vec<LinkedExternal>,
    pub kernel_calls: Vec<LinkedKernelCall>,
    pub blocks: Vec<LinkedBlock>,
    /// Whether there are tensors, or complex numbers among arguments and result: calls then do more than copy slots.
    pub wide: bool,
    /// Whether real results are checked after each instruction.
    pub catches: bool,
}

/// An integer of the pool.
#[derive(Clone, Copy, Debug)]
pub(super) struct LinkedInteger {
    pub value: i64,
    /// The same as a divisor, where it is greater than 1: `verify::shapes` lets only such ones be divided by.
    pub divisor: Divisor,
}

/// The functions that go by one name; the verifier has seen that those that are used exist.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScalarFunctions {
    pub int: fn(i64) -> Option<i64>,
    pub int_2: fn(i64, i64) -> Option<i64>,
    pub real: fn(f64) -> f64,
    pub real_2: fn(f64, f64) -> f64,
    pub real_to_int: fn(f64) -> Option<i64>,
    pub complex: fn(Complex64) -> Complex64,
    pub complex_2: fn(Complex64, Complex64) -> Complex64,
    pub complex_to_real: fn(Complex64) -> f64,
}

/// Where a call takes its arguments and leaves its result.
#[derive(Debug)]
pub(super) struct LinkedCallSite {
    pub args: Vec<Place>,
    pub dst: Option<Place>,
}

#[derive(Debug)]
pub(super) struct LinkedCall {
    pub function: usize,
    pub site: LinkedCallSite,
}

#[derive(Debug)]
pub(super) struct LinkedCompiledCall {
    pub call: CompiledCall,
    pub site: LinkedCallSite,
}

#[derive(Debug)]
pub(super) struct LinkedExternal {
    pub call: External,
    /// Of the arguments, or of the locals.
    pub places: Vec<Place>,
    pub dst: Option<Place>,
}

pub(super) struct LinkedKernelCall {
    pub kernel: &'static Kernel,
    pub args: Vec<Place>,
    pub dst: Option<Place>,
    /// The first argument is moved in and what the kernel leaves of it is moved back.
    pub updates: bool,
}

pub(super) struct LinkedBlock {
    pub plan: Plan,
    pub args: Vec<Place>,
    pub dst: Place,
    pub fill: Option<LinkedFill>,
    pub rounds: Option<LinkedRounds>,
}

/// Slots of the registers of `Rounds`.
pub(super) struct LinkedRounds {
    pub index: usize,
    pub last: usize,
    pub inputs: Vec<LinkedInput>,
    pub part: Option<Vec<LinkedAffine>>,
    pub moving: Option<usize>,
}

pub(super) enum LinkedInput {
    Number,
    Integer(LinkedAffine),
    Part(Vec<LinkedAffine>),
}

/// `offset + base +` what follows the rounds.
#[derive(Clone, Copy)]
pub(super) struct LinkedAffine {
    pub offset: i64,
    pub base: Option<usize>,
    pub follows: Follows,
}

/// Slots of the registers of a `Fill`.
#[derive(Clone, Copy)]
pub(super) struct LinkedFill {
    pub index: usize,
    pub last: usize,
    pub at: usize,
    pub moves: bool,
}

/// First slot of each bank. Tensors come first so that the number of a tensor register follows from its slot.
struct Layout {
    cplx: usize,
    bool: usize,
    int: usize,
    real: usize,
    size: usize,
}

impl Layout {
    fn of(function: &Function) -> Layout {
        let counts = &function.counts;
        let cplx = TENSOR_SLOTS * counts.tensors.len();
        let bool = cplx + 2 * counts.of(Bank::Cplx);
        let int = bool + counts.of(Bank::Bool);
        let real = int + counts.of(Bank::Int);
        Layout { cplx, bool, int, real, size: real + counts.of(Bank::Real) }
    }

    fn slot(&self, bank: Bank, index: u16) -> u16 {
        let index = usize::from(index);
        let slot = match bank {
            Bank::Tensor => TENSOR_SLOTS * index,
            Bank::Cplx => self.cplx + 2 * index,
            Bank::Bool => self.bool + index,
            Bank::Int => self.int + index,
            Bank::Real => self.real + index,
        };
        u16::try_from(slot).expect("`verify::tables` bounds the slots")
    }
}

impl Renumber for Layout {
    fn register(&mut self, _: Direction, bank: Bank, index: u16) -> u16 {
        self.slot(bank, index)
    }

    fn target(&mut self, to: u32) -> u32 {
        to
    }
}

impl Linked {
    /// Links a verified program.
    pub fn new(verified: Verified) -> Linked {
        let functions = verified.program().functions.iter().enumerate();
        let functions = functions.map(|(number, function)| link(number, function)).collect();
        Linked { verified, functions }
    }

    pub(super) fn source(&self, number: usize) -> &Function {
        &self.verified.program().functions[number]
    }
}

fn link(number: usize, function: &Function) -> LinkedFunction {
    let mut layout = Layout::of(function);
    let place = |register: Register| {
        let (scalar, rank) = match register.bank.scalar() {
            Some(scalar) => (scalar, 0),
            None => function.counts.tensors[usize::from(register.index)],
        };
        Place { bank: register.bank, slot: layout.slot(register.bank, register.index), scalar, rank }
    };
    let places =
        |registers: &[Register]| registers.iter().map(|&register| place(register)).collect::<Vec<_>>();
    let mut template = vec![0; layout.size];
    for tensor in 0..function.counts.tensors.len() {
        template[TENSOR_SLOTS * tensor] = super::frame::UNSET_DATA;
    }
    let mut preset_tensors = Vec::new();
    let mut presets = Vec::new();
    for (register, value) in &function.presets {
        let at = place(*register);
        let slot = at.slot;
        match value {
            Value::Void => {}
            Value::Boolean(value) => presets.push((slot, u64::from(*value))),
            Value::Integer(value) => presets.push((slot, value.cast_unsigned())),
            Value::Real(value) => presets.push((slot, value.to_bits())),
            Value::Complex(value) => {
                presets.push((slot, value.re.to_bits()));
                presets.push((slot + 1, value.im.to_bits()));
            }
            Value::Tensor(tensor) => preset_tensors.push((at, tensor.clone())),
        }
    }
    for &(slot, value) in &presets {
        template[usize::from(slot)] = value;
    }
    let pools = &function.pools;
    let calls = pools
        .calls
        .iter()
        .map(|call| LinkedCall {
            function: usize::from(call.function),
            site: LinkedCallSite { args: places(&call.args), dst: call.dst.map(place) },
        })
        .collect();
    let compiled_calls = pools
        .compiled_calls
        .iter()
        .map(|call| LinkedCompiledCall {
            call: call.clone(),
            site: LinkedCallSite { args: places(&call.args), dst: call.dst.map(place) },
        })
        .collect();
    let externals = pools
        .externals
        .iter()
        .map(|call| LinkedExternal {
            call: call.clone(),
            places: places(&call.target.registers()),
            dst: call.dst.map(place),
        })
        .collect();
    let kernel_calls = pools
        .kernel_calls
        .iter()
        .map(|call| LinkedKernelCall {
            kernel: {
                let checked = kernel(call.kernel).expect("`verify::pools` knows the kernel");
                if function.checks.integer_overflow { checked } else { wrapping(checked) }
            },
            args: places(&call.args),
            dst: call.dst.map(place),
            updates: call.updates,
        })
        .collect();
    let blocks = pools
        .blocks
        .iter()
        .map(|block| LinkedBlock {
            plan: Plan::new(&block.tape).expect("`verify::pools` has checked the tape"),
            args: places(&block.args),
            dst: place(block.dst),
            fill: block.fill.map(|fill| {
                let slot = |register| usize::from(place(register).slot);
                let (index, last, at) = (slot(fill.index), slot(fill.last), slot(fill.at));
                LinkedFill { index, last, at, moves: fill.moves }
            }),
            rounds: block.rounds.as_ref().map(|of| LinkedRounds::new(of, &place)),
        })
        .collect();
    let args: Vec<Place> = function.args.iter().map(|&(_, register)| place(register)).collect();
    let result = function.result.map(|(_, register)| place(register));
    let registers = pools.registers.iter().map(|list| places(list)).collect();
    let checks = function.checks;
    let mut integers = pools.integers.clone();
    let mut integer = |value: i64| {
        let known = integers.iter().position(|&other| other == value);
        let place = known.unwrap_or_else(|| {
            integers.push(value);
            integers.len() - 1
        });
        u16::try_from(place).ok().map(Pool::new)
    };
    let code: Vec<Op> = function
        .code
        .iter()
        .map(|op| {
            let op = if checks.integer_overflow { *op } else { op.wrapping() };
            op.specialized(&mut integer).renumbered(&mut layout)
        })
        .collect();
    let wide = !function.counts.tensors.is_empty()
        || args.iter().chain(&result).any(|place: &Place| place.bank == Bank::Cplx);
    LinkedFunction {
        #[cfg(threaded)]
        threaded: super::threaded::thread(&code),
        code,
        number,
        slots: layout.size,
        tensors: function.counts.tensors.len(),
        needs_zeros: !function.counts.tensors.is_empty() || super::assigned::may_read_before_write(function),
        template,
        presets,
        preset_tensors,
        args,
        result,
        registers,
        functions: pools.functions.iter().map(|name| ScalarFunctions::named(name)).collect(),
        integers: integers.into_iter().map(LinkedInteger::new).collect(),
        calls,
        compiled_calls,
        externals,
        kernel_calls,
        blocks,
        wide,
        catches: checks.overflow || checks.underflow,
    }
}

impl LinkedRounds {
    fn new(of: &Rounds, place: &dyn Fn(Register) -> Place) -> LinkedRounds {
        let slot = |register: Register| usize::from(place(register).slot);
        let affine =
            |at: &Affine| LinkedAffine { offset: at.offset, base: at.base.map(slot), follows: at.follows };
        let affines = |at: &Vec<Affine>| at.iter().map(affine).collect();
        let input = |input: &RoundInput| match input {
            RoundInput::Number => LinkedInput::Number,
            RoundInput::Integer(at) => LinkedInput::Integer(affine(at)),
            RoundInput::Part(at) => LinkedInput::Part(affines(at)),
        };
        LinkedRounds {
            index: slot(of.index),
            last: slot(of.last),
            inputs: of.inputs.iter().map(input).collect(),
            part: of.part.as_ref().map(affines),
            moving: of.moving.map(slot),
        }
    }
}

impl LinkedInteger {
    fn new(value: i64) -> LinkedInteger {
        LinkedInteger { value, divisor: Divisor::new(value).unwrap_or(Divisor::TWO) }
    }
}

impl ScalarFunctions {
    fn named(name: &str) -> ScalarFunctions {
        ScalarFunctions {
            int: IntegerFunction::named(name).map_or(|_| None, IntegerFunction::function),
            int_2: IntegerBinary::named(name).map_or(|_, _| None, IntegerBinary::function),
            real: RealFunction::named(name).map_or(|_| f64::NAN, RealFunction::function),
            real_2: RealBinary::named(name).map_or(|_, _| f64::NAN, RealBinary::function),
            real_to_int: RealToInteger::named(name).map_or(|_| None, RealToInteger::function),
            complex: ComplexFunction::named(name).map_or(|_| NAN, ComplexFunction::function),
            complex_2: ComplexBinary::named(name).map_or(|_, _| NAN, ComplexBinary::function),
            complex_to_real: ComplexToReal::named(name).map_or(|_| f64::NAN, ComplexToReal::function),
        }
    }
}

const NAN: Complex64 = Complex64::new(f64::NAN, f64::NAN);
