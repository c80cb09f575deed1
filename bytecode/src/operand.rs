//! Operands: each type carries direction, bank and range rule, so that verifier, listing and linker hold no code for
//! single instructions.

use std::fmt;
use std::marker::PhantomData;

use scheelite_runtime::{Scalar, Type};

/// Where a register lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bank {
    /// `B`: 0 or 1.
    Bool,
    /// `I`: 64-bit integers.
    Int,
    /// `R`: doubles.
    Real,
    /// `C`: pairs of doubles.
    Cplx,
    /// `T`: arrays; element type and rank are declared by the function.
    Tensor,
}

impl Bank {
    /// All banks in the order of listings.
    pub const ALL: [Bank; 5] = [Bank::Bool, Bank::Int, Bank::Real, Bank::Cplx, Bank::Tensor];

    /// The letter in listings.
    pub fn letter(self) -> char {
        match self {
            Bank::Bool => 'B',
            Bank::Int => 'I',
            Bank::Real => 'R',
            Bank::Cplx => 'C',
            Bank::Tensor => 'T',
        }
    }

    /// The bank for values of this type, none for `Void`.
    pub fn of(ty: Type) -> Option<Bank> {
        Some(match ty {
            Type::Void => return None,
            Type::Of(Scalar::Boolean, 0) => Bank::Bool,
            Type::Of(Scalar::Integer, 0) => Bank::Int,
            Type::Of(Scalar::Real, 0) => Bank::Real,
            Type::Of(Scalar::Complex, 0) => Bank::Cplx,
            Type::Of(..) => Bank::Tensor,
        })
    }

    /// The scalar of this bank, none for tensors.
    pub fn scalar(self) -> Option<Scalar> {
        Some(match self {
            Bank::Bool => Scalar::Boolean,
            Bank::Int => Scalar::Integer,
            Bank::Real => Scalar::Real,
            Bank::Cplx => Scalar::Complex,
            Bank::Tensor => return None,
        })
    }
}

/// A register of a function: its bank and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Register {
    /// The bank.
    pub bank: Bank,
    /// The number within the bank.
    pub index: u16,
}

impl Register {
    /// The register with this number.
    pub fn new(bank: Bank, index: u16) -> Self {
        Register { bank, index }
    }
}

impl fmt::Display for Register {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.bank.letter(), self.index)
    }
}

/// What may stand in a register operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The bank.
    pub bank: Bank,
    /// Element type of a tensor, none for any.
    pub element: Option<Scalar>,
    /// Rank of a tensor, 0 for any.
    pub rank: u8,
}

/// A kind of register operand.
pub trait Kind: Copy + fmt::Debug + PartialEq + 'static {
    /// What may stand there.
    const SHAPE: Shape;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $bank:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {}

        impl Kind for $name {
            const SHAPE: Shape = Shape { bank: Bank::$bank, element: None, rank: 0 };
        })*
    };
}

kinds! {
    /// A Boolean register.
    Bool = Bool;
    /// An integer register.
    Int = Int;
    /// A real register.
    Real = Real;
    /// A complex register.
    Cplx = Cplx;
    /// A tensor register of whatever element type and rank.
    Any = Tensor;
}

macro_rules! tensor_kinds {
    ($($(#[$doc:meta])* $name:ident = $element:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name<const RANK: u8> {}

        impl<const RANK: u8> Kind for $name<RANK> {
            const SHAPE: Shape = Shape { bank: Bank::Tensor, element: Some(Scalar::$element), rank: RANK };
        })*
    };
}

tensor_kinds! {
    /// A tensor register of integers, of the given rank, 0 for any.
    Ints = Integer;
    /// A tensor register of reals, of the given rank, 0 for any.
    Reals = Real;
    /// A tensor register of complex numbers, of the given rank, 0 for any.
    Cplxs = Complex;
}

/// What an instruction does with a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Reads it.
    In,
    /// Replaces it.
    Out,
    /// Reads and changes it.
    InOut,
}

/// Which pool of the function a [`Pool`] operand points into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolKind {
    /// Lists of registers.
    Registers,
    /// Scalar functions.
    Function,
    /// 64-bit integers.
    Integer,
    /// Calls within the program.
    Call,
    /// Calls of other compiled functions.
    CompiledCall,
    /// Calls of the evaluator.
    External,
    /// Whole-array operations.
    KernelCall,
    /// Elementwise expressions over arrays.
    Block,
}

/// An operand as data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Operand {
    /// A register.
    Register(Direction, Shape, u16),
    /// A place in the code.
    Target(u32),
    /// A literal integer.
    Integer(i64),
    /// A literal real.
    Real(f64),
    /// What is added to an index.
    Offset(i16),
    /// An entry of a pool.
    Pool(PoolKind, u16),
}

/// Renumbers what operands name: registers by bank, targets.
pub trait Renumber {
    /// The new number of a register.
    fn register(&mut self, direction: Direction, bank: Bank, index: u16) -> u16;
    /// The new place of a target.
    fn target(&mut self, to: u32) -> u32;
}

/// What all operand types can do.
pub trait AsOperand: Copy {
    /// As data.
    fn operand(self) -> Operand;
    /// The same operand, renumbered.
    fn renumbered(self, by: &mut impl Renumber) -> Self;
    /// Register, place or entry 0; literal 1, which every instruction accepts.
    fn sample() -> Self;
}

macro_rules! register_operands {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $($(#[$doc])*
        #[derive(Clone, Copy, PartialEq)]
        #[repr(transparent)]
        pub struct $name<K: Kind>(u16, PhantomData<K>);

        impl<K: Kind> $name<K> {
            /// The register with this number in the bank of the kind.
            pub const fn new(index: u16) -> Self {
                $name(index, PhantomData)
            }

            /// The number.
            #[inline(always)]
            pub const fn index(self) -> u16 {
                self.0
            }
        }

        impl<K: Kind> From<Register> for $name<K> {
            /// The register, which the caller knows to be of this bank; the verifier checks the number.
            fn from(register: Register) -> Self {
                debug_assert_eq!(register.bank, K::SHAPE.bank);
                $name::new(register.index)
            }
        }

        impl<K: Kind> AsOperand for $name<K> {
            fn operand(self) -> Operand {
                Operand::Register(Direction::$name, K::SHAPE, self.0)
            }

            fn renumbered(self, by: &mut impl Renumber) -> Self {
                $name::new(by.register(Direction::$name, K::SHAPE.bank, self.0))
            }

            fn sample() -> Self {
                $name::new(0)
            }
        }

        impl<K: Kind> fmt::Debug for $name<K> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Register::new(K::SHAPE.bank, self.0).fmt(f)
            }
        })*
    };
}

register_operands! {
    /// A register that is read.
    In;
    /// A register that is replaced.
    Out;
    /// A register that is read and changed.
    InOut;
}

/// A place in the code: the number of an instruction, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target(pub u32);

impl Target {
    /// The place in the code.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl AsOperand for Target {
    fn operand(self) -> Operand {
        Operand::Target(self.0)
    }

    fn renumbered(self, by: &mut impl Renumber) -> Self {
        Target(by.target(self.0))
    }

    fn sample() -> Self {
        Target(0)
    }
}

/// A literal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Imm<T>(pub T);

impl AsOperand for Imm<i64> {
    fn operand(self) -> Operand {
        Operand::Integer(self.0)
    }

    fn renumbered(self, _: &mut impl Renumber) -> Self {
        self
    }

    fn sample() -> Self {
        Imm(1)
    }
}

impl AsOperand for Imm<i16> {
    fn operand(self) -> Operand {
        Operand::Offset(self.0)
    }

    fn renumbered(self, _: &mut impl Renumber) -> Self {
        self
    }

    fn sample() -> Self {
        Imm(1)
    }
}

impl AsOperand for Imm<f64> {
    fn operand(self) -> Operand {
        Operand::Real(self.0)
    }

    fn renumbered(self, _: &mut impl Renumber) -> Self {
        self
    }

    fn sample() -> Self {
        Imm(1.0)
    }
}

/// An entry of a pool of the function. `P` is a marker of the [`pool`] module.
#[derive(Clone, Copy, PartialEq)]
#[repr(transparent)]
pub struct Pool<P: pool::Marker>(u16, PhantomData<P>);

impl<P: pool::Marker> Pool<P> {
    /// The entry with this number.
    pub const fn new(index: u16) -> Self {
        Pool(index, PhantomData)
    }

    /// The number.
    #[inline(always)]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl<P: pool::Marker> fmt::Debug for Pool<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}#{}", P::KIND, self.0)
    }
}

impl<P: pool::Marker> AsOperand for Pool<P> {
    fn operand(self) -> Operand {
        Operand::Pool(P::KIND, self.0)
    }

    fn renumbered(self, _: &mut impl Renumber) -> Self {
        self
    }

    fn sample() -> Self {
        Pool::new(0)
    }
}

/// Markers of pools.
pub mod pool {
    use super::PoolKind;

    /// Names a pool.
    pub trait Marker: Copy + PartialEq + 'static {
        /// Which one.
        const KIND: PoolKind;
    }

    macro_rules! markers {
        ($($name:ident)*) => {
            $(#[doc = concat!("The pool `", stringify!($name), "`.")]
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub enum $name {}

            impl Marker for $name {
                const KIND: PoolKind = PoolKind::$name;
            })*
        };
    }

    markers!(Registers Function Integer Call CompiledCall External KernelCall Block);
}
