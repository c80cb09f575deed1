//! Expressions: atoms, and heads applied to arguments. Sixteen bytes, cheap to clone, shared between threads.

use std::any::Any;
use std::cell::Cell;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use num_complex::Complex64;
use smallvec::SmallVec;

use crate::association::Association;
use crate::number::{BigInteger, BigRational, BigReal};
use crate::shared;
use crate::source::Origin;
use crate::symbol::{Symbol, sym};
use crate::tensor::Tensor;
use crate::with_array;

/// An expression.
#[derive(Clone)]
pub enum Expr {
    /// An integer that fits 64 bits. Always this variant when it fits.
    Integer(i64),
    /// A machine real. Never NaN or infinite in a finished result: arithmetic gives `Overflow[]`, `Indeterminate`.
    Real(f64),
    /// A symbol.
    Symbol(Symbol),
    /// A string.
    String(Arc<String>),
    /// An integer that does not fit 64 bits.
    BigInteger(Arc<BigInteger>),
    /// A rational in lowest terms with denominator at least 2.
    Rational(Arc<BigRational>),
    /// A software real.
    BigReal(Arc<BigReal>),
    /// A complex number.
    Complex(Arc<Complex>),
    /// A head applied to arguments.
    Normal(Arc<Normal>),
    /// A packed array; equal to the list of lists that it stands for.
    Array(Arc<Tensor>),
    /// Keys with values.
    Association(Arc<Association>),
    /// A value from outside the language, such as a compiled function.
    Foreign(Arc<Foreign>),
}

const _: () = assert!(size_of::<Expr>() == 16);

/// Arguments of a normal expression.
pub type Args = SmallVec<[Expr; 3]>;

/// A head applied to arguments.
pub struct Normal {
    /// The head.
    pub head: Expr,
    /// The arguments.
    pub args: Args,
    /// Where it was read from.
    pub origin: Origin,
    /// When it was found to be its own value: an epoch of the evaluator (see `eval::Evaluator`), [`INERT`] when that
    /// can never change, [`TEMPLATE`] when it holds stand-ins for variables. Lets lookups of large lists cost nothing.
    stamp: AtomicU32,
}

/// Stamp of what can never change by evaluation: only numbers, strings and such inside.
const INERT: u32 = u32::MAX;
/// Stamp of an expression with stand-ins for variables inside.
const TEMPLATE: u32 = u32::MAX - 1;

/// A complex number. Either both parts are exact and the imaginary part is not zero, or both are inexact.
#[derive(Clone, PartialEq, Hash)]
pub struct Complex {
    /// Real part, a real number.
    pub re: Expr,
    /// Imaginary part, a real number.
    pub im: Expr,
}

/// A value from outside the language that lives inside expressions.
pub struct Foreign(pub Box<dyn ForeignValue>);

/// What the evaluator needs to know of a foreign value. `vm` implements it for compiled functions.
pub trait ForeignValue: Any + Send + Sync {
    /// `Head[value]`.
    fn head(&self) -> Symbol;
    /// What `Part`, `Length` and pattern matching see.
    fn parts(&self) -> Vec<Expr>;
    /// The text in `OutputForm` and `InputForm`.
    fn text(&self) -> String;
    /// For downcasts.
    fn as_any(&self) -> &dyn Any;
}

impl Normal {
    /// A computed expression.
    pub fn new(head: impl Into<Expr>, args: impl IntoIterator<Item = Expr>) -> Self {
        Normal::with_origin(head.into(), args.into_iter().collect(), Origin::NONE)
    }

    /// An expression read from a source.
    pub fn with_origin(head: Expr, args: Args, origin: Origin) -> Self {
        Normal { head, args, origin, stamp: AtomicU32::new(0) }
    }

    /// Whether evaluating it again can never change it.
    pub fn is_inert(&self) -> bool {
        self.stamp.load(Ordering::Relaxed) == INERT
    }

    /// Notes that evaluating it again can never change it.
    pub fn set_inert(&self) {
        self.stamp.store(INERT, Ordering::Relaxed);
    }

    /// Forgets what was found of it: something inside is about to change.
    pub(crate) fn clear_stamp(&mut self) {
        *self.stamp.get_mut() = 0;
    }

    /// Whether it is known to be its own value at this epoch.
    #[inline]
    pub(crate) fn is_evaluated(&self, epoch: u32) -> bool {
        let stamp = self.stamp.load(Ordering::Relaxed);
        stamp == epoch || stamp == INERT
    }

    /// Whether it has been its own value once: what was only read has never been.
    pub(crate) fn was_evaluated(&self) -> bool {
        !matches!(self.stamp.load(Ordering::Relaxed), 0 | TEMPLATE)
    }

    /// Notes that it is its own value at this epoch.
    pub(crate) fn set_evaluated(&self, epoch: u32) {
        if self.stamp.load(Ordering::Relaxed) < TEMPLATE {
            self.stamp.store(epoch, Ordering::Relaxed);
        }
    }

    /// Whether it holds stand-ins for variables.
    #[inline]
    pub(crate) fn is_template(&self) -> bool {
        self.stamp.load(Ordering::Relaxed) == TEMPLATE
    }

    /// Notes that it holds stand-ins for variables.
    pub(crate) fn set_template(&self) {
        self.stamp.store(TEMPLATE, Ordering::Relaxed);
    }

    /// The head when it is a symbol.
    pub fn head_symbol(&self) -> Option<Symbol> {
        match self.head {
            Expr::Symbol(symbol) => Some(symbol),
            _ => None,
        }
    }

    /// Whether the head is this symbol.
    pub fn has_head(&self, symbol: Symbol) -> bool {
        self.head_symbol() == Some(symbol)
    }
}

impl Clone for Normal {
    fn clone(&self) -> Self {
        Normal::with_origin(self.head.clone(), self.args.clone(), self.origin)
    }
}

/// Whether it holds expressions.
fn nests(expr: &Expr) -> bool {
    matches!(expr, Expr::Normal(_) | Expr::Association(_))
}

impl Normal {
    /// Moves what nests in it elsewhere.
    fn give_up(&mut self, pending: &mut Vec<Expr>) {
        if nests(&self.head) {
            pending.push(std::mem::replace(&mut self.head, Expr::Integer(0)));
        }
        pending.extend(self.args.drain(..).filter(nests));
    }
}

impl Drop for Normal {
    /// Takes deep trees apart without deep recursion.
    fn drop(&mut self) {
        if nests(&self.head) || self.args.iter().any(nests) {
            let mut pending = Vec::new();
            self.give_up(&mut pending);
            take_apart(pending);
        }
    }
}

impl Association {
    /// Moves what nests in it elsewhere.
    fn give_up(&mut self, pending: &mut Vec<Expr>) {
        pending.extend(self.entries.drain(..).flat_map(|(key, value)| [key, value]).filter(nests));
    }
}

impl Drop for Association {
    /// Takes deep trees apart without deep recursion.
    fn drop(&mut self) {
        if self.entries.iter().any(|(key, value)| nests(key) || nests(value)) {
            let mut pending = Vec::new();
            self.give_up(&mut pending);
            take_apart(pending);
        }
    }
}

/// Drops expressions; what only they hold comes onto the list before it would be dropped within them.
fn take_apart(mut pending: Vec<Expr>) {
    while let Some(expr) = pending.pop() {
        match expr {
            Expr::Normal(mut shared) => {
                if let Some(normal) = Arc::get_mut(&mut shared) {
                    normal.give_up(&mut pending);
                }
            }
            Expr::Association(mut shared) => {
                if let Some(association) = Arc::get_mut(&mut shared) {
                    association.give_up(&mut pending);
                }
            }
            _ => {}
        }
    }
}

impl Expr {
    /// `head[args…]`.
    pub fn call(head: impl Into<Expr>, args: impl IntoIterator<Item = Expr>) -> Expr {
        Expr::Normal(Arc::new(Normal::new(head, args)))
    }

    /// `{args…}`, as an ordinary (not packed) list.
    pub fn list(args: impl IntoIterator<Item = Expr>) -> Expr {
        Expr::call(sym::List, args)
    }

    /// A string.
    pub fn string(text: impl Into<String>) -> Expr {
        Expr::String(Arc::new(text.into()))
    }

    /// `True` or `False`.
    pub fn boolean(value: bool) -> Expr {
        Expr::Symbol(if value { sym::True } else { sym::False })
    }

    /// `Null`.
    pub fn null() -> Expr {
        Expr::Symbol(sym::Null)
    }

    /// A machine complex number, kept complex even when its imaginary part is zero.
    pub fn complex(value: Complex64) -> Expr {
        Expr::Complex(Arc::new(Complex { re: Expr::Real(value.re), im: Expr::Real(value.im) }))
    }

    /// The normal expression inside.
    pub fn as_normal(&self) -> Option<&Arc<Normal>> {
        match self {
            Expr::Normal(normal) => Some(normal),
            _ => None,
        }
    }

    /// The normal expression inside when its head is this symbol. Packed arrays do not count: see [`Expr::elements`].
    pub fn as_call(&self, head: Symbol) -> Option<&Arc<Normal>> {
        self.as_normal().filter(|normal| normal.has_head(head))
    }

    /// The symbol inside.
    pub fn as_symbol(&self) -> Option<Symbol> {
        match self {
            Expr::Symbol(symbol) => Some(*symbol),
            _ => None,
        }
    }

    /// Whether it is this symbol.
    pub fn is_symbol(&self, symbol: Symbol) -> bool {
        self.as_symbol() == Some(symbol)
    }

    /// Whether it is `True`.
    pub fn is_true(&self) -> bool {
        self.is_symbol(sym::True)
    }

    /// Whether it is a list, packed or not.
    pub fn is_list(&self) -> bool {
        matches!(self, Expr::Array(_)) || self.as_call(sym::List).is_some()
    }

    /// The elements of a list: borrowed, or made from a packed array.
    pub fn elements(&self) -> Option<std::borrow::Cow<'_, [Expr]>> {
        match self {
            Expr::Array(tensor) => Some(std::borrow::Cow::Owned(unpack_level(tensor))),
            _ => self.as_call(sym::List).map(|list| std::borrow::Cow::Borrowed(&list.args[..])),
        }
    }

    /// Number of arguments, elements or entries; 0 for atoms.
    pub fn length(&self) -> usize {
        match self {
            Expr::Normal(normal) => normal.args.len(),
            Expr::Array(tensor) => tensor.len(),
            Expr::Association(association) => association.len(),
            Expr::Foreign(foreign) => foreign.0.parts().len(),
            _ => 0,
        }
    }

    /// Whether it is a number: integer, rational, real or complex.
    pub fn is_number(&self) -> bool {
        matches!(
            self,
            Expr::Integer(_)
                | Expr::Real(_)
                | Expr::BigInteger(_)
                | Expr::Rational(_)
                | Expr::BigReal(_)
                | Expr::Complex(_)
        )
    }

    /// `Head[expr]`.
    pub fn head(&self) -> Expr {
        Expr::Symbol(match self {
            Expr::Integer(_) | Expr::BigInteger(_) => sym::Integer,
            Expr::Real(_) | Expr::BigReal(_) => sym::Real,
            Expr::Rational(_) => sym::Rational,
            Expr::Complex(_) => sym::Complex,
            Expr::Symbol(_) => sym::Symbol,
            Expr::String(_) => sym::String,
            Expr::Array(_) => sym::List,
            Expr::Association(_) => sym::Association,
            Expr::Foreign(foreign) => foreign.0.head(),
            Expr::Normal(normal) => return normal.head.clone(),
        })
    }
}

/// The parts of a packed array at its first level: numbers, or packed arrays of one rank less.
pub fn unpack_level(tensor: &Tensor) -> Vec<Expr> {
    fn rows<T>(array: &crate::tensor::Array<T>) -> Vec<Expr>
    where
        T: Clone + Into<Expr>,
        Tensor: From<crate::tensor::Array<T>>,
    {
        if array.rank() == 1 {
            return array.data().iter().cloned().map(Into::into).collect();
        }
        let dims = &array.dims()[1..];
        (0..array.len())
            .map(|index| {
                let row = crate::tensor::Array::new(dims.into(), array.row(index).to_vec());
                Expr::from(Tensor::from(row.expect("a row has the inner dims")))
            })
            .collect()
    }
    with_array!(tensor, array => rows(array))
}

thread_local! {
    static EQUALITY: shared::Walk = shared::Walk::default();
    /// Calls hashed of the expression under way, and how deep inside it this is.
    static HASHED: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

impl PartialEq for Expr {
    /// Structural equality: numbers equal only in the same form (`1` and `1.` differ), packed arrays equal to lists.
    fn eq(&self, other: &Expr) -> bool {
        match (self, other) {
            (Expr::Integer(a), Expr::Integer(b)) => a == b,
            (Expr::Real(a), Expr::Real(b)) => a == b || (a.is_nan() && b.is_nan()),
            (Expr::Symbol(a), Expr::Symbol(b)) => a == b,
            (Expr::String(a), Expr::String(b)) => a == b,
            (Expr::BigInteger(a), Expr::BigInteger(b)) => a == b,
            (Expr::Rational(a), Expr::Rational(b)) => a == b,
            (Expr::BigReal(a), Expr::BigReal(b)) => a == b,
            (Expr::Complex(a), Expr::Complex(b)) => a == b,
            (Expr::Normal(a), Expr::Normal(b)) => {
                Arc::ptr_eq(a, b)
                    || (a.args.len() == b.args.len()
                        && shared::once(&EQUALITY, a, b, true, || {
                            stacker::maybe_grow(RED_ZONE, STACK_STEP, || a.head == b.head && a.args == b.args)
                        }))
            }
            (Expr::Array(a), Expr::Array(b)) => a == b,
            (Expr::Array(_), Expr::Normal(_)) | (Expr::Normal(_), Expr::Array(_)) => {
                match (self.elements(), other.elements()) {
                    (Some(a), Some(b)) => a == b,
                    _ => false,
                }
            }
            (Expr::Association(a), Expr::Association(b)) => a == b,
            (Expr::Foreign(a), Expr::Foreign(b)) => Arc::ptr_eq(a, b),
            _ => false,
        }
    }
}

impl Eq for Expr {}

/// Stack left below which recursion over expressions moves to a new segment, in bytes.
pub const RED_ZONE: usize = 128 * 1024;
/// Size of a new stack segment, in bytes.
pub const STACK_STEP: usize = 4 * 1024 * 1024;

/// Calls of an expression that its hash depends on: where parts are shared there may be 2^60 of them.
const HASHED_CALLS: u32 = 1 << 20;

impl Hash for Expr {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Expr::Integer(value) => value.hash(state),
            Expr::Real(value) => hash_real(*value, state),
            Expr::Symbol(symbol) => symbol.hash(state),
            Expr::String(text) => text.hash(state),
            Expr::BigInteger(value) => value.hash(state),
            Expr::Rational(value) => value.hash(state),
            Expr::BigReal(value) => value.hash(state),
            Expr::Complex(value) => value.hash(state),
            Expr::Normal(normal) => {
                stacker::maybe_grow(RED_ZONE, STACK_STEP, || hash_call(&normal.head, &normal.args, state));
            }
            // As the list of lists that it equals.
            Expr::Array(tensor) => hash_call(&Expr::Symbol(sym::List), &unpack_level(tensor), state),
            Expr::Association(association) => association.hash(state),
            Expr::Foreign(foreign) => Arc::as_ptr(foreign).hash(state),
        }
    }
}

fn hash_call<H: Hasher>(head: &Expr, args: &[Expr], state: &mut H) {
    let (calls, depth) = HASHED.get();
    if calls >= HASHED_CALLS {
        return;
    }
    HASHED.set((calls + 1, depth + 1));
    head.hash(state);
    args.len().hash(state);
    args.iter().for_each(|arg| arg.hash(state));
    let (calls, _) = HASHED.get();
    HASHED.set((if depth == 0 { 0 } else { calls }, depth));
}

fn hash_real<H: Hasher>(value: f64, state: &mut H) {
    // Zeros of either sign are equal, and so are all NaNs.
    let bits = if value == 0.0 {
        0
    } else if value.is_nan() {
        f64::NAN.to_bits()
    } else {
        value.to_bits()
    };
    bits.hash(state);
}

impl fmt::Debug for Expr {
    /// The full form, for tests and traces; see `format` for what users see.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expr::Integer(value) => write!(f, "{value}"),
            Expr::Real(value) => write!(f, "{value:?}"),
            Expr::Symbol(symbol) => write!(f, "{symbol}"),
            Expr::String(text) => write!(f, "{text:?}"),
            Expr::BigInteger(value) => write!(f, "{value}"),
            Expr::Rational(value) => write!(f, "Rational[{}, {}]", value.numerator(), value.denominator()),
            Expr::BigReal(value) => write!(f, "{value:?}"),
            Expr::Complex(value) => write!(f, "Complex[{:?}, {:?}]", value.re, value.im),
            Expr::Normal(normal) => {
                write!(f, "{:?}[", normal.head)?;
                for (index, arg) in normal.args.iter().enumerate() {
                    write!(f, "{}{arg:?}", if index == 0 { "" } else { ", " })?;
                }
                f.write_str("]")
            }
            Expr::Array(tensor) => write!(f, "List{:?}", unpack_level(tensor)),
            Expr::Association(association) => write!(f, "{association:?}"),
            Expr::Foreign(foreign) => f.write_str(&foreign.0.text()),
        }
    }
}

impl From<Symbol> for Expr {
    fn from(symbol: Symbol) -> Expr {
        Expr::Symbol(symbol)
    }
}

impl From<i64> for Expr {
    fn from(value: i64) -> Expr {
        Expr::Integer(value)
    }
}

impl From<f64> for Expr {
    fn from(value: f64) -> Expr {
        Expr::Real(value)
    }
}

impl From<bool> for Expr {
    fn from(value: bool) -> Expr {
        Expr::boolean(value)
    }
}

impl From<Complex64> for Expr {
    fn from(value: Complex64) -> Expr {
        Expr::complex(value)
    }
}

impl From<&str> for Expr {
    fn from(text: &str) -> Expr {
        Expr::string(text)
    }
}

impl From<String> for Expr {
    fn from(text: String) -> Expr {
        Expr::string(text)
    }
}

impl From<Tensor> for Expr {
    fn from(tensor: Tensor) -> Expr {
        Expr::Array(Arc::new(tensor))
    }
}

impl From<Normal> for Expr {
    fn from(normal: Normal) -> Expr {
        Expr::Normal(Arc::new(normal))
    }
}

impl From<BigInteger> for Expr {
    /// The small variant when it fits.
    fn from(value: BigInteger) -> Expr {
        match i64::try_from(&value) {
            Ok(small) => Expr::Integer(small),
            Err(_) => Expr::BigInteger(Arc::new(value)),
        }
    }
}

impl From<BigRational> for Expr {
    /// An integer when the denominator is one.
    fn from(value: BigRational) -> Expr {
        if value.is_int() {
            let (numerator, _) = value.into_parts();
            return numerator.into();
        }
        Expr::Rational(Arc::new(value))
    }
}
