//! Runs plans: block after block, each step over the elements of a block.

use std::cell::RefCell;
use std::sync::Arc;

use num_complex::Complex64;

use super::fold::Fold;
use super::plan::{Action, Instruction, Place, Plan};
use super::{BLOCK, Operation, Outcome, Test, whole};
use crate::kernels::element::{Element, array, integer_to_real, owned, take};
use crate::kernels::function::{complex_or_leave, real_or_leave};
use crate::kernels::scalar::{RealFunction, compare, complex};
use crate::kernels::{Fault, vector};
use crate::tensor::{Dims, Tensor};
use crate::value::{Scalar, Type, Value};
use crate::with_element;
use crate::{parallel, storage};

/// The registers of a run, kept between runs.
#[derive(Default)]
pub struct Blocks {
    integers: Vec<Vec<i64>>,
    reals: Vec<Vec<f64>>,
    complexes: Vec<Vec<Complex64>>,
}

thread_local! {
    /// Registers that are free.
    static BLOCKS: RefCell<Vec<Blocks>> = const { RefCell::new(Vec::new()) };
}

/// Lends registers.
pub fn with_blocks<T>(use_them: impl FnOnce(&mut Blocks) -> T) -> T {
    let mut blocks = BLOCKS.with_borrow_mut(Vec::pop).unwrap_or_default();
    let result = use_them(&mut blocks);
    BLOCKS.with_borrow_mut(|free| free.push(blocks));
    result
}

/// Where the elements of an input come from.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    /// A number, or what the caller has put into the register: it has been filled.
    Number,
    /// The array whose storage becomes the result: each block is copied to its register first.
    Result,
    /// The integers from this one on: each block is filled into its register first.
    Range(i64),
    /// Integers.
    Integers(&'a [i64]),
    /// Reals.
    Reals(&'a [f64]),
    /// Complex numbers.
    Complexes(&'a [Complex64]),
}

/// Fills a part of a result that begins at this place.
type Part<'a, T> = dyn Fn(usize, &mut [T]) -> Result<(), Fault> + Sync + 'a;

/// Where the last value goes.
enum Output<'a> {
    Register,
    Integers(&'a mut [i64]),
    Reals(&'a mut [f64]),
    Complexes(&'a mut [Complex64]),
}

/// Elements that blocks hold.
pub trait Lane: Element {
    /// The block registers of this type.
    #[doc(hidden)]
    fn bank(blocks: &Blocks) -> &[Vec<Self>];
    /// The block registers of this type, to change.
    #[doc(hidden)]
    fn bank_mut(blocks: &mut Blocks) -> &mut Vec<Vec<Self>>;
    /// The elements of an array of this type.
    #[doc(hidden)]
    fn elements<'a>(source: &Source<'a>) -> Option<&'a [Self]>;
    /// Elements as a source.
    fn source(elements: &[Self]) -> Source<'_>;
}

/// The output as elements of this type.
trait Written: Sized {
    fn written<'o>(output: &'o mut Output<'_>) -> Option<&'o mut [Self]>;
    fn output(elements: &mut [Self]) -> Output<'_>;
}

macro_rules! lane {
    ($ty:ty, $bank:ident, $variant:ident) => {
        impl Lane for $ty {
            fn bank(blocks: &Blocks) -> &[Vec<Self>] {
                &blocks.$bank
            }

            fn bank_mut(blocks: &mut Blocks) -> &mut Vec<Vec<Self>> {
                &mut blocks.$bank
            }

            fn elements<'a>(source: &Source<'a>) -> Option<&'a [Self]> {
                if let Source::$variant(elements) = source { Some(elements) } else { None }
            }

            fn source(elements: &[Self]) -> Source<'_> {
                Source::$variant(elements)
            }
        }

        impl Written for $ty {
            fn written<'o>(output: &'o mut Output<'_>) -> Option<&'o mut [Self]> {
                if let Output::$variant(elements) = output { Some(elements) } else { None }
            }

            fn output(elements: &mut [Self]) -> Output<'_> {
                Output::$variant(elements)
            }
        }
    };
}

lane!(i64, integers, Integers);
lane!(f64, reals, Reals);
lane!(Complex64, complexes, Complexes);

fn reserve<T: Lane>(blocks: &mut Blocks, count: usize, length: usize) {
    let bank = T::bank_mut(blocks);
    if bank.len() < count {
        bank.resize_with(count, Vec::new);
    }
    for register in &mut bank[..count] {
        if register.len() < length {
            register.resize(length, T::default());
        }
    }
}

/// The elements of a tensor as a source.
pub fn source(tensor: &Tensor) -> Source<'_> {
    match tensor {
        Tensor::Integer(array) => Source::Integers(array.data()),
        Tensor::Real(array) => Source::Reals(array.data()),
        Tensor::Complex(array) => Source::Complexes(array.data()),
    }
}

/// `count` elements to be written over: those of `spare` when nobody else holds it and it has as many.
fn room<T: Lane>(spare: Option<Arc<Tensor>>, count: usize) -> Vec<T> {
    match spare.and_then(Arc::into_inner).and_then(T::into_array) {
        Some(array) if array.data().len() == count => array.into_data(),
        other => {
            // Its memory is given back first.
            drop(other);
            storage::elements(count)
        }
    }
}

impl Plan {
    /// The result for these arguments, which are taken out: an array among them that nobody else holds may become the
    /// result, or else the storage of `spare`.
    pub fn run(&self, args: &mut [Value], spare: Option<Arc<Tensor>>) -> Result<Value, Fault> {
        self.run_with(args, |plan, element, dims, args| {
            with_element!(element, T => plan.array::<T>(dims, args, spare, |part, out| part(0, out)))
        })
    }

    /// The array for these arguments on at most so many threads; a fault when an element of it is not finite.
    pub fn run_on(&self, threads: usize, args: &mut [Value]) -> Result<Value, Fault> {
        self.run_with(args, |plan, element, dims, args| {
            with_element!(element, T => plan.array::<T>(dims, args, None, |part, out| {
                parallel::fill(threads, out, BLOCK, |pieces| {
                    while let Some((from, out)) = pieces.next() {
                        part(from, out)?;
                        if !T::all_finite(out) {
                            return Err(Fault::Domain);
                        }
                    }
                    Ok(())
                })
            }))
        })
    }

    /// Runs after looking at the arguments; `array` gives an array as the result.
    fn run_with(
        &self,
        args: &mut [Value],
        array: impl FnOnce(&Plan, Scalar, Dims, &mut [Value]) -> Result<Value, Fault>,
    ) -> Result<Value, Fault> {
        let inputs = &self.tape.inputs;
        let fits = |(arg, input): (&Value, &Type)| arg.ty() == *input;
        if args.len() != inputs.len() || !args.iter().zip(inputs).all(fits) {
            return Err(Fault::Argument);
        }
        let mut dims: Option<&[usize]> = None;
        let mut equal = true;
        for arg in args.iter() {
            if let Value::Tensor(tensor) = arg {
                equal &= *dims.get_or_insert(tensor.dims()) == tensor.dims();
            }
        }
        if !equal {
            return whole::run(&self.tape, args);
        }
        let dims: Dims = dims.ok_or(Fault::Argument)?.into();
        match self.tape.outcome {
            Outcome::Array => array(self, self.element, dims, args),
            outcome => with_element!(self.element, T => self.folded::<T>(outcome, &dims, args)),
        }
    }

    /// `all` has the function that it gets fill all parts of the result, each told where it begins.
    fn array<T: Lane + Written>(
        &self,
        dims: Dims,
        args: &mut [Value],
        spare: Option<Arc<Tensor>>,
        all: impl FnOnce(&Part<'_, T>, &mut [T]) -> Result<(), Fault>,
    ) -> Result<Value, Fault> {
        let mut own = None;
        for (index, arg) in args.iter_mut().enumerate() {
            if let Value::Tensor(tensor) = arg
                && Arc::get_mut(tensor).is_some_and(|tensor| T::of(tensor).is_some())
                && let Value::Tensor(tensor) = take(arg)
            {
                let taken = T::into_array(owned(tensor)).ok_or(Fault::Argument)?;
                own = Some((index, taken.into_data()));
                break;
            }
        }
        let (index, mut out) = match own {
            Some((index, data)) => (index, data),
            None => (usize::MAX, room(spare, dims.iter().product())),
        };
        let sources: smallvec::SmallVec<[Source<'_>; 8]> = args
            .iter()
            .enumerate()
            .map(|(at, arg)| match arg {
                _ if at == index => Source::Result,
                Value::Tensor(tensor) => source(tensor),
                _ => Source::Number,
            })
            .collect();
        let part = |from: usize, out: &mut [T]| {
            with_blocks(|blocks| {
                self.prepare(blocks, args, out.len());
                self.elements(blocks, &sources, from, out)
            })
        };
        all(&part, &mut out)?;
        array(dims, out).map(Value::from)
    }

    /// Puts the values for consecutive integers into `out`: `first` gives the first integer for the inputs that are arrays,
    /// `args` the numbers in the places of the others. The last integer is a machine integer.
    pub fn fill(
        &self,
        args: &[Value],
        first: &[i64],
        out: &mut Tensor,
        from: usize,
        count: usize,
    ) -> Result<(), Fault> {
        let sources: smallvec::SmallVec<[Source<'_>; 8]> = self
            .tape
            .inputs
            .iter()
            .zip(first)
            .map(|(input, &first)| match input {
                Type::Of(_, 1..) => Source::Range(first),
                _ => Source::Number,
            })
            .collect();
        with_element!(self.element, T => {
            let array = T::of_mut(out).ok_or(Fault::Argument)?;
            let out = array.data_mut().get_mut(from..from + count).ok_or(Fault::Argument)?;
            with_blocks(|blocks| {
                self.prepare(blocks, args, count);
                self.elements::<T>(blocks, &sources, 0, out)
            })
        })
    }

    fn folded<T: Lane>(&self, outcome: Outcome, dims: &[usize], args: &mut [Value]) -> Result<Value, Fault> {
        let count: usize = dims.iter().product();
        let last = match self.last {
            Some(Place::Block(register)) => usize::from(register),
            _ => return Err(Fault::Argument),
        };
        let sources: smallvec::SmallVec<[Source<'_>; 8]> = args
            .iter()
            .map(|arg| match arg {
                Value::Tensor(tensor) => source(tensor),
                _ => Source::Number,
            })
            .collect();
        with_blocks(|blocks| {
            self.prepare(blocks, args, count);
            let mut fold = Fold::<T>::new(outcome);
            for from in (0..count).step_by(BLOCK) {
                let length = BLOCK.min(count - from);
                self.block(blocks, &sources, from, length, &mut Output::Register)?;
                fold.block(&T::bank(blocks)[last][..length])?;
            }
            fold.finish()
        })
    }

    /// Makes room for blocks of `count` elements in all and fills the registers of numbers.
    pub fn prepare(&self, blocks: &mut Blocks, args: &[Value], count: usize) {
        let length = BLOCK.min(count);
        reserve::<i64>(blocks, self.registers[0], length);
        reserve::<f64>(blocks, self.registers[1], length);
        reserve::<Complex64>(blocks, self.registers[2], length);
        for (arg, &register) in args.iter().zip(&self.loaded) {
            let register = usize::from(register);
            match *arg {
                Value::Integer(value) => blocks.integers[register][..length].fill(value),
                Value::Real(value) => blocks.reals[register][..length].fill(value),
                Value::Complex(value) => blocks.complexes[register][..length].fill(value),
                _ => {}
            }
        }
    }

    /// The register of an input, for a caller that fills it before each block: the source of the input is then
    /// [`Source::Number`].
    pub fn register<'b, T: Lane>(&self, blocks: &'b mut Blocks, input: usize) -> &'b mut [T] {
        &mut T::bank_mut(blocks)[usize::from(self.loaded[input])]
    }

    /// Elements `from` and following of the result. The registers have been prepared for the numbers among the inputs.
    #[expect(private_bounds, reason = "implemented for all elements")]
    pub fn elements<T: Lane + Written>(
        &self,
        blocks: &mut Blocks,
        sources: &[Source<'_>],
        from: usize,
        out: &mut [T],
    ) -> Result<(), Fault> {
        let storage = sources.iter().position(|source| matches!(source, Source::Result));
        for (index, chunk) in out.chunks_mut(BLOCK).enumerate() {
            if let Some(input) = storage {
                let register = usize::from(self.loaded[input]);
                T::bank_mut(blocks)[register][..chunk.len()].copy_from_slice(chunk);
            }
            let length = chunk.len();
            for (source, &register) in sources.iter().zip(&self.loaded) {
                if let Source::Range(first) = source {
                    let first = first.wrapping_add((from + index * BLOCK) as i64);
                    let register = &mut blocks.integers[usize::from(register)][..length];
                    // The caller knows that the last one is a machine integer.
                    register.iter_mut().zip(first..).for_each(|(slot, value)| *slot = value);
                }
            }
            self.block(blocks, sources, from + index * BLOCK, length, &mut T::output(chunk))?;
        }
        Ok(())
    }

    fn block(
        &self,
        blocks: &mut Blocks,
        sources: &[Source<'_>],
        from: usize,
        length: usize,
        output: &mut Output<'_>,
    ) -> Result<(), Fault> {
        let mut run = Run { plan: self, blocks, sources, from, length, output };
        self.instructions.iter().try_for_each(|instruction| run.step(instruction))
    }
}

/// One block of a run.
struct Run<'a, 'b, 'o> {
    plan: &'a Plan,
    blocks: &'a mut Blocks,
    sources: &'a [Source<'b>],
    from: usize,
    length: usize,
    output: &'a mut Output<'o>,
}

impl Run<'_, '_, '_> {
    /// The elements of an operand in this block.
    fn operand<T: Lane>(&self, place: Place) -> &[T] {
        let register = match place {
            Place::Block(register) => register,
            Place::Input(input) => {
                let input = usize::from(input);
                match T::elements(&self.sources[input]) {
                    Some(elements) => return &elements[self.from..self.from + self.length],
                    None => self.plan.loaded[input],
                }
            }
        };
        &T::bank(self.blocks)[usize::from(register)][..self.length]
    }

    /// Computes into the destination of an instruction, which is none of its operands.
    fn into<T: Lane + Written>(
        &mut self,
        dst: Option<u16>,
        f: impl FnOnce(&Self, &mut [T]) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let length = self.length;
        match dst {
            Some(register) => {
                let register = usize::from(register);
                let mut block = std::mem::take(&mut T::bank_mut(self.blocks)[register]);
                let result = f(self, &mut block[..length]);
                T::bank_mut(self.blocks)[register] = block;
                result
            }
            None => {
                let mut output = std::mem::replace(self.output, Output::Register);
                let result = match T::written(&mut output) {
                    Some(out) => f(self, out),
                    None => Err(Fault::Argument),
                };
                *self.output = output;
                result
            }
        }
    }

    fn map<T: Lane, U: Lane + Written>(
        &mut self,
        step: &Instruction,
        f: impl FnOnce(&[T], &mut [U]) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.into(step.dst, |run, out| f(run.operand(step.a), out))
    }

    fn zip<T: Lane, U: Lane + Written>(
        &mut self,
        step: &Instruction,
        f: impl FnOnce(&[T], &[T], &mut [U]) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        self.into(step.dst, |run, out| f(run.operand(step.a), run.operand(step.b), out))
    }

    fn step(&mut self, step: &Instruction) -> Result<(), Fault> {
        let operation = match step.action {
            Action::Operation(operation) => operation,
            Action::SinCos => return self.sin_cos(step),
        };
        match (operation, step.of) {
            (Operation::Add, Scalar::Integer) => self.zip(step, vector::integer_add),
            (Operation::Subtract, Scalar::Integer) => self.zip(step, vector::integer_subtract),
            (Operation::Multiply, Scalar::Integer) => self.zip(step, vector::integer_multiply),
            (Operation::Add, Scalar::Real) => self.zip(step, vector::add),
            (Operation::Subtract, Scalar::Real) => self.zip(step, vector::subtract),
            (Operation::Multiply, Scalar::Real) => self.zip(step, vector::multiply),
            (Operation::Add, _) => self.zip(step, |a, b, out| pairs::<Complex64, _>(a, b, out, Element::add)),
            (Operation::Subtract, _) => {
                self.zip(step, |a, b, out| pairs::<Complex64, _>(a, b, out, Element::sub))
            }
            (Operation::Multiply, _) => {
                self.zip(step, |a, b, out| pairs::<Complex64, _>(a, b, out, Element::mul))
            }
            (Operation::Negate, Scalar::Integer) => {
                self.map(step, |a, out| each::<i64, _>(a, out, Element::neg))
            }
            (Operation::Negate, Scalar::Real) => {
                self.map(step, |a, out| vector::real(RealFunction::Minus, a, out))
            }
            (Operation::Negate, _) => self.map(step, |a, out| each::<Complex64, _>(a, out, Element::neg)),
            (Operation::Widen(Scalar::Real), _) => self.map(step, vector::widen),
            (Operation::Widen(_), Scalar::Integer) => {
                self.map(step, |a: &[i64], out| each(a, out, |x| Ok(Complex64::from(integer_to_real(x)))))
            }
            (Operation::Widen(_), _) => {
                self.map(step, |a: &[f64], out| each(a, out, |x| Ok(Complex64::from(x))))
            }
            (Operation::Power(n), Scalar::Complex) => self.map(step, |a: &[Complex64], out| {
                each(a, out, |z| complex_or_leave(complex::power_integer(z, n)))
            }),
            (Operation::Power(n), _) => self.map(step, |a: &[f64], out| vector::power(n, a, out)),
            (Operation::Integer(function), _) => {
                let f = function.function();
                self.map(step, |a: &[i64], out| each(a, out, |x| f(x).ok_or(Fault::Overflow)))
            }
            (Operation::IntegerPair(function), _) => {
                let f = function.function();
                self.zip(step, |a: &[i64], b, out| pairs(a, b, out, |x, y| f(x, y).ok_or(Fault::Overflow)))
            }
            (Operation::Real(function), _) => self.map(step, |a, out| vector::real(function, a, out)),
            (Operation::RealPair(function), _) => {
                self.zip(step, |a, b, out| vector::real_pair(function, a, b, out))
            }
            (Operation::RealToInteger(function), _) => {
                self.map(step, |a, out| vector::real_to_integer(function, a, out))
            }
            (Operation::Complex(function), _) => {
                let f = function.function();
                self.map(step, |a: &[Complex64], out| each(a, out, |z| complex_or_leave(f(z))))
            }
            (Operation::ComplexPair(function), _) => {
                let f = function.function();
                self.zip(step, |a: &[Complex64], b, out| pairs(a, b, out, |z, w| complex_or_leave(f(z, w))))
            }
            (Operation::ComplexToReal(function), _) => {
                let f = function.function();
                self.map(step, |a: &[Complex64], out| each(a, out, |z| real_or_leave(f(z))))
            }
            (Operation::Test(test), Scalar::Integer) => {
                self.zip(step, |a: &[i64], b, out| ordered(test, a, b, out))
            }
            (Operation::Test(test), _) => self.zip(step, |a: &[f64], b, out| ordered(test, a, b, out)),
            (Operation::TestTolerant(test), _) => self.zip(step, |a: &[f64], b, out| nearly(test, a, b, out)),
            (Operation::Where(Scalar::Integer), _) => {
                self.kept(step, |test, b: i64| if test != 0 { b } else { 0 })
            }
            (Operation::Where(_), _) => self.kept(step, |test, b: f64| if test != 0 { b } else { 0.0 }),
            (Operation::WhereNot(Scalar::Integer), _) => {
                self.kept(step, |test, b: i64| if test == 0 { b } else { 0 })
            }
            (Operation::WhereNot(_), _) => self.kept(step, |test, b: f64| if test == 0 { b } else { 0.0 }),
            (Operation::Either, Scalar::Integer) => {
                self.zip(step, |a: &[i64], b, out| pairs(a, b, out, |x, y| Ok(x | y)))
            }
            (Operation::Either, _) => self.zip(step, |a: &[f64], b, out| {
                pairs(a, b, out, |x, y| Ok(f64::from_bits(x.to_bits() | y.to_bits())))
            }),
        }
    }

    /// The elements of the second operand as the first, integers, says.
    fn kept<T: Lane + Written>(&mut self, step: &Instruction, f: impl Fn(i64, T) -> T) -> Result<(), Fault> {
        self.into(step.dst, |run, out| {
            let (tests, values) = (run.operand::<i64>(step.a), run.operand::<T>(step.b));
            for ((slot, &test), &value) in out.iter_mut().zip(tests).zip(values) {
                *slot = f(test, value);
            }
            Ok(())
        })
    }

    fn sin_cos(&mut self, step: &Instruction) -> Result<(), Fault> {
        // Two destinations: one is taken out, then the other.
        let second = usize::from(step.second);
        let mut cos = std::mem::take(&mut self.blocks.reals[second]);
        let result =
            self.into(step.dst, |run, sin| vector::sin_cos(run.operand(step.a), sin, &mut cos[..run.length]));
        self.blocks.reals[second] = cos;
        result
    }
}

/// 1 where two numbers compare so, else 0.
fn ordered<T: Copy + PartialOrd>(test: Test, a: &[T], b: &[T], out: &mut [i64]) -> Result<(), Fault> {
    match test {
        Test::Equal => pairs(a, b, out, |x, y| Ok(i64::from(x == y))),
        Test::Unequal => pairs(a, b, out, |x, y| Ok(i64::from(x != y))),
        Test::Less => pairs(a, b, out, |x, y| Ok(i64::from(x < y))),
        Test::LessEqual => pairs(a, b, out, |x, y| Ok(i64::from(x <= y))),
        Test::Greater => pairs(a, b, out, |x, y| Ok(i64::from(x > y))),
        Test::GreaterEqual => pairs(a, b, out, |x, y| Ok(i64::from(x >= y))),
    }
}

/// 1 where two reals compare so up to the tolerance of the language, else 0.
fn nearly(test: Test, a: &[f64], b: &[f64], out: &mut [i64]) -> Result<(), Fault> {
    match test {
        Test::Equal => pairs(a, b, out, |x, y| Ok(i64::from(compare::equal(x, y)))),
        Test::Unequal => pairs(a, b, out, |x, y| Ok(i64::from(!compare::equal(x, y)))),
        Test::Less => pairs(a, b, out, |x, y| Ok(i64::from(compare::less(x, y)))),
        Test::LessEqual => pairs(a, b, out, |x, y| Ok(i64::from(compare::less_equal(x, y)))),
        Test::Greater => pairs(a, b, out, |x, y| Ok(i64::from(compare::less(y, x)))),
        Test::GreaterEqual => pairs(a, b, out, |x, y| Ok(i64::from(compare::less_equal(y, x)))),
    }
}

fn each<T: Copy, U>(a: &[T], out: &mut [U], f: impl Fn(T) -> Result<U, Fault>) -> Result<(), Fault> {
    for (slot, &x) in out.iter_mut().zip(a) {
        *slot = f(x)?;
    }
    Ok(())
}

fn pairs<T: Copy, U>(
    a: &[T],
    b: &[T],
    out: &mut [U],
    f: impl Fn(T, T) -> Result<U, Fault>,
) -> Result<(), Fault> {
    for ((slot, &x), &y) in out.iter_mut().zip(a).zip(b) {
        *slot = f(x, y)?;
    }
    Ok(())
}
