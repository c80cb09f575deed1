//! What the evaluator would give, as far as it can be told beforehand: the kinds of values of expressions whose free
//! symbols are machine numbers.
//!
//! The compiler widens integers to reals where a function asks for reals; the evaluator keeps what is exact. Here an
//! expression has a kind only when both mean the same: then compiled code gives the evaluator's value, or leaves.
//! Everything that could be seen from outside (assignments to other symbols, output, random numbers, calls of what the
//! session defines) has no kind.

mod effects;
mod values;

use scheelite_runtime::eval::{Attributes, Evaluator, numeric};
use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, sym};

/// The kind of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A machine integer.
    Integer,
    /// A machine real.
    Real,
    /// `True` or `False`.
    Boolean,
    /// The exact quotient of machine integers. Beside a real it becomes the nearest real.
    Rational,
    /// Another exact quantity, such as `Pi` or `Sin[2]`. Beside a real it becomes its machine value.
    Exact,
}

/// An expression with its kind, as the compiler is to see it.
pub(super) struct Typed {
    pub expr: Expr,
    pub kind: Kind,
    /// Whether it cannot have run over: then nothing that follows can hide that it has.
    finite: bool,
}

/// What a name stands for.
#[derive(Clone, Copy)]
struct Bound {
    symbol: Symbol,
    kind: Kind,
    finite: bool,
    assignable: bool,
}

/// The state of looking at one loop.
pub(super) struct Strict<'a> {
    ev: &'a Evaluator,
    /// What the compiled code gets: names, types, values.
    pub arguments: Vec<(Symbol, Type, Expr)>,
    /// Whether an infinite intermediate value could end in a finite result.
    pub hides_overflow: bool,
    /// Whether symbols outside may be set.
    pub sets_outside: bool,
    /// The symbols outside that are set, and what holds their first values.
    pub outside: Vec<(Symbol, Kind, Expr)>,
    bound: Vec<Bound>,
    slots: Vec<(Symbol, Kind, bool)>,
    serial: u32,
    depth: u32,
}

impl<'a> Strict<'a> {
    pub fn new(ev: &'a Evaluator) -> Self {
        Strict {
            ev,
            arguments: Vec::new(),
            hides_overflow: false,
            sets_outside: false,
            outside: Vec::new(),
            bound: Vec::new(),
            slots: Vec::new(),
            serial: 0,
            depth: 0,
        }
    }

    /// A name that nothing else has.
    pub fn fresh(&mut self) -> Symbol {
        self.serial += 1;
        Symbol::new("Compile`automatic").with_serial(self.serial)
    }

    /// A value that the compiled code gets.
    pub fn argument(&mut self, ty: Type, value: Expr) -> Expr {
        let symbol = self.fresh();
        self.arguments.push((symbol, ty, value));
        Expr::Symbol(symbol)
    }

    pub fn bind(&mut self, symbol: Symbol, kind: Kind, finite: bool, assignable: bool) {
        let finite = finite || kind != Kind::Real;
        self.bound.push(Bound { symbol, kind, finite, assignable });
    }

    pub fn unbind(&mut self, count: usize) {
        self.bound.truncate(self.bound.len().saturating_sub(count));
    }

    /// Looks at the body of a pure function with these slots.
    pub fn with_slots<T>(&mut self, slots: Vec<(Symbol, Kind, bool)>, f: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.slots, slots);
        let result = f(self);
        self.slots = outer;
        result
    }

    pub fn mentions(&self, expr: &Expr, symbol: Symbol) -> bool {
        match expr {
            Expr::Symbol(found) => *found == symbol,
            Expr::Normal(normal) => {
                self.mentions(&normal.head, symbol)
                    || normal.args.iter().any(|arg| self.mentions(arg, symbol))
            }
            _ => false,
        }
    }

    /// The name of a function of the system whose meaning nobody has changed.
    fn function(&self, call: &Normal) -> Option<&'static str> {
        let head = call.head_symbol()?;
        let bound = self.bound.iter().any(|bound| bound.symbol == head);
        let definition = self.ev.definition(head)?;
        (!bound
            && head.context() == "System`"
            && definition.builtin.is_some()
            && definition.own_value.is_none()
            && self.ev.down_values(head).is_empty())
        .then(|| head.name())
    }

    fn symbol(&mut self, symbol: Symbol) -> Option<Typed> {
        let expr = Expr::Symbol(symbol);
        if let Some(bound) = self.bound.iter().rev().find(|bound| bound.symbol == symbol) {
            return Some(Typed { expr, kind: bound.kind, finite: bound.finite });
        }
        if matches!(symbol, sym::True | sym::False) {
            return Some(Typed { expr, kind: Kind::Boolean, finite: true });
        }
        if numeric::constant(symbol).is_some() {
            return Some(Typed { expr, kind: Kind::Exact, finite: true });
        }
        let kind = self.number_outside(symbol)?;
        // What the loop sets may have run over by the time it is read again.
        Some(Typed { expr, kind, finite: kind == Kind::Integer || !self.sets_outside })
    }

    /// The kind of the number that a symbol outside has as its value, which becomes an argument.
    fn number_outside(&mut self, symbol: Symbol) -> Option<Kind> {
        let value = self.ev.definition(symbol)?.own_value.clone()?;
        let (kind, scalar) = match value {
            Expr::Integer(_) => (Kind::Integer, Scalar::Integer),
            Expr::Real(real) if real.is_finite() => (Kind::Real, Scalar::Real),
            _ => return None,
        };
        if !self.arguments.iter().any(|(known, ..)| *known == symbol) {
            self.arguments.push((symbol, Type::Of(scalar, 0), value));
        }
        Some(kind)
    }

    /// Element kind and rank of the packed array that a symbol outside has as its value, which becomes an argument.
    fn array_outside(&mut self, expr: &Expr) -> Option<(Kind, usize)> {
        let symbol = expr.as_symbol()?;
        if self.bound.iter().any(|bound| bound.symbol == symbol) {
            return None;
        }
        let value = self.ev.definition(symbol)?.own_value.clone()?;
        let Expr::Array(tensor) = &value else { return None };
        let (kind, scalar) = match &**tensor {
            scheelite_runtime::tensor::Tensor::Integer(_) => (Kind::Integer, Scalar::Integer),
            scheelite_runtime::tensor::Tensor::Real(_) => (Kind::Real, Scalar::Real),
            scheelite_runtime::tensor::Tensor::Complex(_) => return None,
        };
        let rank = tensor.rank();
        let ty = Type::Of(scalar, u8::try_from(rank).ok()?);
        if !self.arguments.iter().any(|(known, ..)| *known == symbol) {
            self.arguments.push((symbol, ty, value));
        }
        Some((kind, rank))
    }

    /// The first iterator of a loop, whose bounds are values already: the last one becomes an argument, so that the code
    /// serves for other lengths.
    pub fn first_iterator(&mut self, spec: &Expr) -> Option<(Expr, Option<Symbol>)> {
        let parts = &spec.as_call(sym::List)?.args;
        let scalar = |value: &Expr| match value {
            Expr::Integer(_) => Some(Scalar::Integer),
            Expr::Real(_) => Some(Scalar::Real),
            _ => None,
        };
        if let [Expr::Symbol(symbol), list @ Expr::Array(tensor)] = &parts[..] {
            let (kind, ty) = match (&**tensor, tensor.rank()) {
                (scheelite_runtime::tensor::Tensor::Integer(_), 1) => (Kind::Integer, Scalar::Integer),
                (scheelite_runtime::tensor::Tensor::Real(_), 1) => (Kind::Real, Scalar::Real),
                _ => return None,
            };
            let list = self.argument(Type::Of(ty, 1), list.clone());
            self.bind(*symbol, kind, true, false);
            return Some((Expr::list([Expr::Symbol(*symbol), list]), Some(*symbol)));
        }
        let mut parts: Vec<Expr> = parts.to_vec();
        let last = if parts.len() < 3 { parts.len() - 1 } else { 2 };
        for (index, part) in parts.iter_mut().enumerate() {
            if matches!(part, Expr::Symbol(_)) && index == 0 {
                continue;
            }
            let ty = Type::Of(scalar(part)?, 0);
            if index == last || ty == Type::REAL {
                *part = self.argument(ty, part.clone());
            }
        }
        self.iterator(&Expr::list(parts))
    }

    /// An iterator, whose variable is bound for what follows.
    pub fn iterator(&mut self, spec: &Expr) -> Option<(Expr, Option<Symbol>)> {
        let parts = &spec.as_call(sym::List)?.args;
        let (variable, bounds) = match &parts[..] {
            [count] => (None, std::slice::from_ref(count)),
            [Expr::Symbol(symbol), bounds @ ..] if matches!(bounds.len(), 1..=3) => (Some(*symbol), bounds),
            _ => return None,
        };
        let mut kinds = Vec::new();
        let mut written: Vec<Expr> = variable.into_iter().map(Expr::Symbol).collect();
        for bound in bounds {
            let bound = match bound {
                Expr::Symbol(symbol) if self.arguments.iter().any(|(known, ..)| known == symbol) => {
                    self.known_argument(*symbol)?
                }
                other => self.value(other)?,
            };
            if !bound.finite {
                return None;
            }
            kinds.push(bound.kind);
            written.push(bound.expr);
        }
        use Kind::{Integer, Real};
        let kind = match &kinds[..] {
            [Integer] | [Integer, Integer] | [Integer, Integer, Integer] => Integer,
            [Real] | [Integer, Real] | [Integer, Real, Integer] if variable.is_some() => Integer,
            [Integer | Real, Integer | Real] | [Integer | Real, Integer | Real, Integer | Real] => Real,
            _ => return None,
        };
        if let Some(symbol) = variable {
            if self.ev.attributes(symbol).has(Attributes::PROTECTED) {
                return None;
            }
            self.bind(symbol, kind, true, false);
        }
        Some((Expr::list(written), variable))
    }

    /// An argument of the compiled code that has just been made.
    fn known_argument(&mut self, symbol: Symbol) -> Option<Typed> {
        let (_, ty, _) = self.arguments.iter().find(|(known, ..)| *known == symbol)?;
        let kind = match ty {
            Type::Of(Scalar::Integer, 0) => Kind::Integer,
            Type::Of(Scalar::Real, 0) => Kind::Real,
            _ => return None,
        };
        let finite = kind == Kind::Integer || symbol.context() == "Compile`" || !self.sets_outside;
        Some(Typed { expr: Expr::Symbol(symbol), kind, finite })
    }
}
