//! Calls from Rust: typed ones, whose types are checked once, and dynamic ones over values.

use std::marker::PhantomData;
use std::sync::Arc;

use num_complex::Complex64;
use scheelite_runtime::tensor::{Array, Tensor};
use scheelite_runtime::{Scalar, Type, Value};

use crate::compiled_function::CompiledFunction;
use crate::convert::is_finite;
use crate::engine::Engine;
use crate::error::Error;
use crate::interp::{self, Arguments, Limits, Linked, Results, with_machine};
use crate::outcome::Why;

/// A Rust type that is an argument or a result of compiled functions.
pub trait Native: Sized {
    /// Its type in compiled code.
    const TYPE: Type;
    /// As a value.
    fn into_value(self) -> Value;
    /// From a value of its type.
    fn from_value(value: Value) -> Option<Self>;

    /// Puts it into the register of argument `index`, which is of this type.
    #[doc(hidden)]
    fn put(self, registers: &mut Arguments<'_, '_>, index: usize) -> bool {
        registers.put(index, self.into_value())
    }

    /// Takes it from the register of the result, which is of this type; why there is none otherwise.
    #[doc(hidden)]
    fn take(results: &mut Results<'_, '_>) -> Result<Self, Why> {
        match results.take() {
            Some(value) if is_finite(&value) => Self::from_value(value).ok_or(Why::Numerical),
            Some(_) => Err(Why::NotFinite),
            None => Err(Why::Numerical),
        }
    }
}

macro_rules! native {
    ($($rust:ty = $ty:expr, $variant:ident $({ $bits:expr, $from_bits:expr })?;)*) => {
        $(impl Native for $rust {
            const TYPE: Type = $ty;

            fn into_value(self) -> Value {
                Value::$variant(self)
            }

            fn from_value(value: Value) -> Option<Self> {
                if let Value::$variant(value) = value { Some(value) } else { None }
            }

            $(
            #[inline]
            fn put(self, registers: &mut Arguments<'_, '_>, index: usize) -> bool {
                let bits: fn($rust) -> u64 = $bits;
                registers.put_bits(index, bits(self))
            }

            #[inline]
            fn take(results: &mut Results<'_, '_>) -> Result<Self, Why> {
                let from_bits: fn(u64) -> Result<$rust, Why> = $from_bits;
                from_bits(results.bits().ok_or(Why::Numerical)?)
            }
            )?
        })*
    };
}

native! {
    bool = Type::BOOLEAN, Boolean { u64::from, |bits| Ok(bits != 0) };
    i64 = Type::INTEGER, Integer { i64::cast_unsigned, |bits| Ok(bits.cast_signed()) };
    f64 = Type::REAL, Real { f64::to_bits, |bits| {
        let value = f64::from_bits(bits);
        if value.is_finite() { Ok(value) } else { Err(Why::NotFinite) }
    } };
    Complex64 = Type::COMPLEX, Complex;
}

impl Native for () {
    const TYPE: Type = Type::Void;

    fn into_value(self) -> Value {
        Value::Void
    }

    fn from_value(value: Value) -> Option<Self> {
        (value == Value::Void).then_some(())
    }
}

macro_rules! native_vectors {
    ($($element:ty = $scalar:ident;)*) => {
        $(impl Native for Vec<$element> {
            const TYPE: Type = Type::Of(Scalar::$scalar, 1);

            fn into_value(self) -> Value {
                Value::Tensor(Arc::new(Tensor::$scalar(Array::vector(self))))
            }

            fn from_value(value: Value) -> Option<Self> {
                let Value::Tensor(tensor) = value else { return None };
                match Arc::unwrap_or_clone(tensor) {
                    Tensor::$scalar(array) if array.rank() == 1 => Some(array.into_data()),
                    _ => None,
                }
            }
        })*
    };
}

native_vectors! {
    i64 = Integer;
    f64 = Real;
    Complex64 = Complex;
}

/// The arguments of a typed call: a tuple of [`Native`] types.
pub trait NativeArguments {
    /// Their types.
    fn types() -> Vec<Type>;
    /// Puts them into the registers of the function.
    fn pass(self, registers: &mut Arguments<'_, '_>) -> bool;
}

macro_rules! native_arguments {
    ($($($name:ident $index:tt),*;)*) => {
        $(impl<$($name: Native),*> NativeArguments for ($($name,)*) {
            fn types() -> Vec<Type> {
                vec![$($name::TYPE),*]
            }

            #[inline]
            fn pass(self, registers: &mut Arguments<'_, '_>) -> bool {
                let _ = &registers;
                $(self.$index.put(registers, $index) &&)* true
            }
        })*
    };
}

native_arguments! {
    ;
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
}

/// A compiled function whose types have been checked: calls cost tens of nanoseconds.
#[derive(Clone)]
pub struct TypedFunction<A, R> {
    linked: Arc<Linked>,
    engine: Engine,
    /// The limits of a call, when they are the same for all.
    limits: Option<Limits>,
    types: PhantomData<fn(A) -> R>,
}

impl CompiledFunction {
    /// The function for calls with these types, which are checked here once.
    ///
    /// # Errors
    /// [`Error::Signature`] when the function takes or gives other types.
    pub fn typed<A: NativeArguments, R: Native>(&self) -> Result<TypedFunction<A, R>, Error> {
        let types: Vec<Type> = self.arguments().iter().map(|argument| argument.ty).collect();
        let asked = A::types();
        match self.linked() {
            Some(linked) if types == asked && self.result_type() == R::TYPE => Ok(TypedFunction {
                linked: linked.clone(),
                limits: (!self.parts.engine.limits_time()).then(|| self.parts.engine.limits()),
                engine: self.parts.engine.clone(),
                types: PhantomData,
            }),
            _ => Err(Error::Signature { function: (types, self.result_type()), asked: (asked, R::TYPE) }),
        }
    }

    /// Calls the compiled code with values. There is no session, so that where the code is left there is an error and
    /// no exact answer; [`crate::Session::call`] gives that.
    ///
    /// # Errors
    /// [`Error::Arguments`] and [`Error::Argument`] for arguments of other types, [`Error::Left`] where the code is left.
    pub fn call(&self, args: impl IntoIterator<Item = Value>) -> Result<Value, Error> {
        self.call_within(&self.parts.engine.limits(), args)
    }

    /// The same within other limits than those of the engine.
    pub(crate) fn call_within(
        &self,
        limits: &Limits,
        args: impl IntoIterator<Item = Value>,
    ) -> Result<Value, Error> {
        let args: Vec<Value> = args.into_iter().collect();
        let arguments = self.arguments();
        if args.len() != arguments.len() {
            return Err(Error::Arguments { expected: arguments.len(), found: args.len() });
        }
        for (index, (arg, argument)) in args.iter().zip(arguments).enumerate() {
            if arg.ty() != argument.ty {
                return Err(Error::Argument { position: index + 1, expected: argument.ty });
            }
        }
        let Some(linked) = self.linked() else {
            return Err(Error::Left { why: Why::NotCompiled, instruction: 0 });
        };
        let pass = |registers: &mut Arguments<'_, '_>| {
            args.into_iter().enumerate().all(|(index, value)| registers.put(index, value))
        };
        let take = |results: &mut Results<'_, '_>| match results.take() {
            Some(value) if is_finite(&value) => Ok(value),
            Some(_) => Err(Why::NotFinite),
            None => Err(Why::Numerical),
        };
        run(linked, limits, pass, take)
    }
}

impl<A: NativeArguments, R: Native> TypedFunction<A, R> {
    /// Calls the function.
    ///
    /// # Errors
    /// [`Error::Left`] where the compiled code is left: there is no session to compute the exact answer.
    pub fn call(&self, args: A) -> Result<R, Error> {
        let pass = |registers: &mut Arguments<'_, '_>| args.pass(registers);
        match &self.limits {
            Some(limits) => run(&self.linked, limits, pass, R::take),
            None => run(&self.linked, &self.engine.limits(), pass, R::take),
        }
    }
}

#[inline]
fn run<T>(
    linked: &Arc<Linked>,
    limits: &Limits,
    pass: impl FnOnce(&mut Arguments<'_, '_>) -> bool,
    take: impl FnOnce(&mut Results<'_, '_>) -> Result<T, Why>,
) -> Result<T, Error> {
    let left = |why, instruction| Err(Error::Left { why, instruction });
    match with_machine(|machine| interp::execute(linked, machine, limits, None, pass, take)) {
        Ok(Some(Ok(value))) => Ok(value),
        Ok(Some(Err(why))) => left(why, 0),
        Ok(None) => left(Why::Argument, 0),
        Err(finished) => left(finished.leave.why(), finished.pc + 1),
    }
}
