//! Interned symbols.
//!
//! A symbol is eight bytes: the index of its full name in a process-wide, append-only table of names, and a serial
//! number that is zero except for the temporaries that `Module` makes (`x$12` is the name `x` with serial 12), so
//! that temporaries never grow the table. Names carry no meaning: what a symbol stands for belongs to a session.

use std::fmt;
use std::sync::{LazyLock, RwLock};

use rustc_hash::FxHashMap;

/// A symbol: `Plus`, `` Global`x ``, `x$12`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Symbol {
    name: u32,
    serial: u32,
}

const _: () = assert!(size_of::<Symbol>() == 8);

static NAMES: LazyLock<boxcar::Vec<Name>> = LazyLock::new(boxcar::Vec::new);
static INDEX: LazyLock<RwLock<FxHashMap<&'static str, u32>>> = LazyLock::new(|| {
    let mut index = FxHashMap::default();
    for name in sym::WELL_KNOWN {
        push(&mut index, format!("System`{name}").leak());
    }
    for name in crate::bare_names::BARE_NAMES {
        let full = format!("System`{name}");
        if !index.contains_key(full.as_str()) {
            push(&mut index, full.leak());
        }
    }
    RwLock::new(index)
});

struct Name {
    full: &'static str,
    /// Where the part after the last context mark begins.
    short_at: usize,
}

/// The name of all stand-ins for variables; not in the table.
const LOCAL: u32 = u32::MAX;
static LOCAL_ENTRY: Name = Name { full: "Local`variable", short_at: 6 };
/// The serial of variables renamed apart.
const RENAMED: u32 = u32::MAX;

fn push(index: &mut FxHashMap<&'static str, u32>, full: &'static str) -> u32 {
    let short_at = full.rfind('`').map_or(0, |mark| mark + 1);
    let id = u32::try_from(NAMES.push(Name { full, short_at })).expect("fewer than 2^32 names");
    index.insert(full, id);
    id
}

impl Symbol {
    pub(crate) const fn well_known(name: u32) -> Symbol {
        Symbol { name, serial: 0 }
    }

    /// The symbol with this full name, context included (`` System`Plus ``). A name without a context mark is taken
    /// to be in `` System` ``.
    pub fn new(full: &str) -> Symbol {
        if !full.contains('`') {
            // Sessions begin with thousands of these: without an allocation each.
            let mut name = smallvec::SmallVec::<[u8; 64]>::from_slice(b"System`");
            name.extend_from_slice(full.as_bytes());
            return Symbol::new(std::str::from_utf8(&name).expect("both parts are UTF-8"));
        }
        if let Some(&name) = INDEX.read().expect("the name table is never poisoned").get(full) {
            return Symbol { name, serial: 0 };
        }
        let mut index = INDEX.write().expect("the name table is never poisoned");
        if let Some(&name) = index.get(full) {
            return Symbol { name, serial: 0 };
        }
        Symbol { name: push(&mut index, full.to_owned().leak()), serial: 0 }
    }

    /// The symbol with this full name when the name has been seen before in this process.
    pub fn known(full: &str) -> Option<Symbol> {
        INDEX
            .read()
            .expect("the name table is never poisoned")
            .get(full)
            .map(|&name| Symbol { name, serial: 0 })
    }

    /// The symbols of `` System` `` that have been named in this process, those of the language among them.
    pub(crate) fn of_the_system() -> Vec<Symbol> {
        let index = INDEX.read().expect("the name table is never poisoned");
        let names = index.iter().filter(|(full, _)| {
            full.strip_prefix("System`").is_some_and(|name| !name.contains('`') && !name.is_empty())
        });
        names.map(|(_, &name)| Symbol { name, serial: 0 }).collect()
    }

    /// The stand-in for the variable at `slot` in the right side of a definition; see `eval::local`.
    pub(crate) fn local(slot: usize) -> Symbol {
        let serial = u32::try_from(slot + 1).expect("fewer than 2^32 variables");
        Symbol { name: LOCAL, serial }
    }

    /// The slot when this is a stand-in for a variable.
    #[inline]
    pub(crate) fn as_local(self) -> Option<usize> {
        (self.name == LOCAL).then(|| self.serial as usize - 1)
    }

    /// The symbol that takes the place of this variable of an inner scope when something is put into that scope:
    /// `x` becomes `x$`.
    pub(crate) fn renamed(self) -> Symbol {
        Symbol { name: self.name, serial: RENAMED }
    }

    /// A temporary named after this symbol: `x` with serial 12 is written `x$12`.
    pub fn with_serial(self, serial: u32) -> Symbol {
        Symbol { name: self.name, serial }
    }

    /// The serial number of a temporary, 0 for an ordinary symbol.
    pub fn serial(self) -> u32 {
        self.serial
    }

    /// The symbol whose name is at this position of the table of names.
    pub fn at(index: usize) -> Option<Symbol> {
        LazyLock::force(&INDEX);
        NAMES.get(index)?;
        Some(Symbol { name: u32::try_from(index).ok()?, serial: 0 })
    }

    /// The position of the name in the table of names: dense, so that it can index a vector.
    pub fn index(self) -> usize {
        self.name as usize
    }

    fn entry(self) -> &'static Name {
        if self.name == LOCAL {
            return &LOCAL_ENTRY;
        }
        LazyLock::force(&INDEX);
        NAMES.get(self.name as usize).expect("a symbol's name is in the table")
    }

    /// The name without context and without the serial number of a temporary.
    pub fn name(self) -> &'static str {
        let entry = self.entry();
        &entry.full[entry.short_at..]
    }

    /// The context, with its closing mark: `` System` ``.
    pub fn context(self) -> &'static str {
        let entry = self.entry();
        &entry.full[..entry.short_at]
    }

    /// Context and name, without the serial number of a temporary.
    pub fn full_name(self) -> &'static str {
        self.entry().full
    }
}

impl fmt::Display for Symbol {
    /// The short name, with the serial number of a temporary.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        match self.serial {
            0 => Ok(()),
            RENAMED => f.write_str("$"),
            serial => write!(f, "${serial}"),
        }
    }
}

impl fmt::Debug for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

macro_rules! well_known {
    ($($name:ident)*) => {
        /// Symbols that Rust code refers to by name, all in `` System` ``.
        #[allow(non_upper_case_globals, missing_docs)]
        pub mod sym {
            use super::Symbol;
            #[allow(non_camel_case_types, clippy::enum_variant_names, clippy::upper_case_acronyms, dead_code)]
            #[repr(u32)]
            enum Position { $($name),* }
            pub(crate) const WELL_KNOWN: &[&str] = &[$(stringify!($name)),*];
            $(pub const $name: Symbol = Symbol::well_known(Position::$name as u32);)*
        }
    };
}

// One a line, in alphabetical order, so that additions made side by side merge.
well_known! {
    Abort
    Above
    Abs
    Accumulate
    Accuracy
    AddTo
    Algebraics
    Alignment
    All
    AllTrue
    Alternatives
    And
    AnyTrue
    Append
    AppendTo
    Apply
    ArcCos
    ArcCosh
    ArcCot
    ArcCoth
    ArcCsc
    ArcCsch
    ArcSec
    ArcSech
    ArcSin
    ArcSinh
    ArcTan
    ArcTanh
    Arg
    Array
    ArrayDepth
    AssociateTo
    Association
    AssociationThread
    Attributes
    Automatic
    Band
    BaseForm
    Begin
    Below
    BernoulliDistribution
    BesselI
    BesselJ
    BesselK
    BesselY
    Beta
    BetaDistribution
    Binomial
    BinomialDistribution
    BitAnd
    BitLength
    BitNot
    BitOr
    BitShiftLeft
    BitShiftRight
    BitXor
    Black
    Blank
    BlankNullSequence
    BlankSequence
    Block
    BlockRandom
    Blue
    Bold
    Boole
    Booleans
    Bottom
    Break
    C
    Cases
    Catalan
    Catch
    CauchyDistribution
    Ceiling
    Center
    CharacterEncoding
    ChebyshevT
    ChebyshevU
    Check
    ChiSquareDistribution
    Chop
    Clear
    ClearAll
    Clip
    CompilationOptions
    CompilationTarget
    Compile
    CompiledFunction
    Complex
    Complexes
    ComplexInfinity
    Composition
    CompoundExpression
    Condition
    Conjugate
    ConjugateTranspose
    Constant
    ConstantArray
    Continue
    Cos
    Cosh
    Cot
    Coth
    Count
    Cross
    Csc
    Csch
    Cycles
    D
    DateObject
    Decrement
    Default
    Definition
    Degree
    Delete
    Derivative
    Det
    Diagonal
    DiagonalMatrix
    Differences
    DigitBlock
    Dimensions
    DirectedInfinity
    DiscreteDelta
    DiscreteUniformDistribution
    DistanceFunction
    Divide
    DivideBy
    Do
    Dot
    DownValues
    Drop
    E
    Eigenvalues
    End
    EndPackage
    Equal
    Equivalent
    Erf
    Erfc
    EulerGamma
    Evaluate
    EvaluationObject
    EvenQ
    Except
    Exp
    Expand
    ExponentFunction
    ExponentialDistribution
    Factorial
    Factorial2
    Failure
    False
    First
    FixedPoint
    FixedPointList
    Flat
    Flatten
    Floor
    Fold
    FoldList
    For
    Format
    FormatType
    Fourier
    FourierParameters
    FractionalPart
    FreeQ
    FullForm
    Function
    Gamma
    GammaDistribution
    GCD
    General
    GeometricDistribution
    Get
    Glaisher
    GoldenAngle
    GoldenRatio
    Goto
    Gray
    Greater
    GreaterEqual
    Green
    GroupBy
    Gudermannian
    HarmonicNumber
    Haversine
    Heads
    HeavisideTheta
    HermiteH
    Hold
    HoldAll
    HoldAllComplete
    HoldComplete
    HoldFirst
    HoldForm
    HoldPattern
    HoldRest
    I
    Identity
    IdentityMatrix
    If
    IgnoreCase
    Im
    Implies
    In
    Inactive
    Increment
    Indeterminate
    Inequality
    Infinity
    Information
    Inner
    InputForm
    Insert
    Integer
    IntegerDigits
    IntegerLength
    IntegerPart
    Integers
    Integrate
    Interval
    Inverse
    InverseErf
    InverseErfc
    InverseFunction
    InverseFourier
    InverseGudermannian
    InverseHaversine
    Italic
    Iterator
    Join
    Key
    KeyDrop
    Keys
    KeyValuePattern
    Khinchin
    KroneckerDelta
    Label
    LaguerreL
    LaplaceDistribution
    Last
    LCM
    Left
    LegendreP
    Length
    Less
    LessEqual
    Level
    LinearSolve
    List
    Listable
    Literal
    Locked
    Log
    Log10
    Log2
    LogGamma
    LogisticSigmoid
    LogNormalDistribution
    Longest
    LongForm
    Lookup
    MachinePrecision
    MakeBoxes
    Map
    MapAll
    MapApply
    MapAt
    MapIndexed
    MapThread
    MatrixForm
    Max
    MaxIterations
    Mean
    Median
    MemberQ
    Message
    MessageName
    Messages
    MetaCharacters
    Min
    Minus
    Missing
    Mod
    ModularInverse
    Module
    Most
    Multinomial
    N
    Nand
    Needs
    Negative
    Nest
    NestList
    NestWhile
    NestWhileList
    NHoldAll
    NHoldFirst
    NHoldRest
    NonCommutativeMultiply
    None
    NonNegative
    NonPositive
    Nor
    Norm
    NormalDistribution
    Normalize
    Not
    Nothing
    Null
    NumberForm
    NumberPadding
    NumberSigns
    NumericFunction
    NumericQ
    OddQ
    Off
    On
    OneIdentity
    Optional
    Options
    OptionsPattern
    OptionValue
    Or
    Order
    Ordering
    Orderless
    OrderlessPatternSequence
    Out
    Outer
    OutputForm
    Overflow
    Overlaps
    OwnValues
    PageWidth
    Parallelization
    ParetoDistribution
    Part
    Partition
    Pattern
    PatternSequence
    PatternTest
    Pause
    Pi
    Pick
    Piecewise
    Plus
    PoissonDistribution
    PolyGamma
    Position
    Positive
    Power
    PowerMod
    Precision
    PreDecrement
    PreIncrement
    Prepend
    PrependTo
    PrimeQ
    Primes
    Print
    Product
    Protect
    Protected
    Put
    PutAppend
    Quantity
    Quiet
    Quotient
    QuotientRemainder
    Ramp
    RandomChoice
    RandomComplex
    RandomInteger
    RandomReal
    RandomSample
    RandomVariate
    Range
    Rational
    Rationalize
    Rationals
    Re
    ReadProtected
    Real
    RealBlockDiagonalForm
    Reals
    Reap
    Red
    ReIm
    Remove
    Repeated
    RepeatedNull
    Replace
    ReplaceAll
    ReplaceRepeated
    Rescale
    Rest
    Return
    Reverse
    Right
    RightComposition
    RotateLeft
    RotateRight
    Round
    Row
    Rule
    RuleDelayed
    RuntimeAttributes
    RuntimeOptions
    SameQ
    SameTest
    Scan
    Sec
    Sech
    SeedRandom
    Select
    Sequence
    SequenceHold
    Set
    SetAccuracy
    SetAttributes
    SetDelayed
    SetOptions
    SetPrecision
    Shortest
    Sign
    Sin
    Sinc
    Sinh
    Slot
    SlotSequence
    Sort
    Sow
    Span
    Splice
    Sqrt
    StandardDeviation
    StandardForm
    String
    StringExpression
    StringForm
    StringJoin
    Stub
    StudentTDistribution
    Subsets
    Subtract
    SubtractFrom
    SubValues
    Success
    Sum
    Switch
    Symbol
    SymbolName
    Table
    TableAlignments
    TableDepth
    TableForm
    TableHeadings
    TableSpacing
    TagSet
    TagSetDelayed
    TagUnset
    Take
    Tan
    Tanh
    Temporary
    TeXForm
    TextString
    Thread
    Throw
    TimeConstrained
    Times
    TimesBy
    Top
    Total
    Tr
    TraditionalForm
    Transpose
    True
    TrueQ
    Tuples
    Underflow
    Unequal
    Unevaluated
    UniformDistribution
    Union
    Unique
    UnitBox
    Unitize
    UnitStep
    UnitTriangle
    UnsameQ
    Unset
    UpSet
    UpSetDelayed
    UpTo
    UpValues
    Values
    Variance
    Verbatim
    WeibullDistribution
    Which
    While
    White
    With
    Xor
    Zeta
}

#[cfg(test)]
mod tests {
    use super::{Symbol, sym};

    #[test]
    fn well_known_symbols_are_those_found_by_name() {
        assert_eq!(Symbol::new("System`Plus"), sym::Plus);
        assert_eq!(sym::Xor.name(), "Xor");
        assert_eq!(Symbol::new("Global`x").with_serial(12).to_string(), "x$12");
        assert_eq!(Symbol::new("a`b`c").context(), "a`b`");
    }
}
