//! What the evaluator would give, as far as it can be told beforehand: the kinds of values of expressions whose free
//! symbols are machine numbers.
//!
//! The compiler widens integers to reals where a function asks for reals; the evaluator keeps what is exact. Here an
//! expression has a kind only when both mean the same: then compiled code gives the evaluator's value, or leaves.
//! Everything that could be seen from outside (assignments to other symbols, output, random numbers, calls of what the
//! session defines) has no kind.

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

/// Expressions nested deeper than this are left to the evaluator.
const MAX_DEPTH: u32 = 64;

/// Functions of one real that give a real; infinite arguments give infinite or indeterminate results.
const KEEP_INFINITE: &[&str] = &["Cos", "Cosh", "Log", "Sin", "Sinh", "Sqrt", "Tan"];

/// Functions of one real that give a real, and a finite one for some infinite arguments.
const HIDE_INFINITE: &[&str] = &[
    "ArcCot",
    "ArcSin",
    "ArcCos",
    "ArcSinh",
    "ArcTan",
    "ArcTanh",
    "Cot",
    "Csc",
    "Csch",
    "Exp",
    "FractionalPart",
    "Sec",
    "Sech",
    "Tanh",
];

/// Functions that stay as they are for integers other than 0, without a simpler exact form that would round otherwise.
const STAY_EXACT: &[&str] = &["ArcTan", "Cos", "Log", "Sin", "Tan"];

/// Functions that round a number to an integer.
const ROUNDING: &[&str] = &["Ceiling", "Floor", "IntegerPart", "Round", "Sign"];

const TESTS_OF_INTEGERS: &[&str] = &["EvenQ", "OddQ", "PrimeQ"];
const TESTS_OF_NUMBERS: &[&str] = &["Negative", "NonNegative", "NonPositive", "Positive"];
const OF_INTEGERS: &[&str] = &["BitAnd", "BitOr", "BitXor", "GCD", "LCM"];
const COMPARISONS: &[&str] = &["Equal", "Greater", "GreaterEqual", "Less", "LessEqual", "Unequal"];

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

    /// The value of an expression.
    pub fn value(&mut self, expr: &Expr) -> Option<Typed> {
        let typed = |kind| Some(Typed { expr: expr.clone(), kind, finite: true });
        match expr {
            Expr::Integer(_) => typed(Kind::Integer),
            Expr::Real(value) if value.is_finite() => typed(Kind::Real),
            Expr::Rational(_) => typed(Kind::Rational),
            Expr::Symbol(symbol) => self.symbol(*symbol),
            Expr::Normal(call) => {
                if self.depth >= MAX_DEPTH {
                    return None;
                }
                self.depth += 1;
                let result = self.call(call);
                self.depth -= 1;
                result
            }
            _ => None,
        }
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

    fn call(&mut self, call: &Normal) -> Option<Typed> {
        if call.has_head(sym::Slot) {
            let slot = match call.args.first() {
                None => 1,
                Some(Expr::Integer(slot)) => usize::try_from(*slot).ok()?,
                Some(_) => return None,
            };
            let (symbol, kind, finite) = *self.slots.get(slot.checked_sub(1)?)?;
            return Some(Typed { expr: Expr::Symbol(symbol), kind, finite: finite || kind != Kind::Real });
        }
        let name = self.function(call)?;
        match name {
            "Plus" | "Times" => self.combination(call),
            "Power" => self.power(call),
            "CompoundExpression" => self.compound(call),
            "If" => self.conditional(call),
            "Which" => self.which(call),
            "Module" | "Block" => self.scope(call, Self::value_in),
            "Part" => self.part(call),
            "Length" => {
                let [list] = &call.args[..] else { return None };
                self.array_outside(list)?;
                Some(Typed { expr: Expr::from(call.clone()), kind: Kind::Integer, finite: true })
            }
            _ => self.of_values(name, call),
        }
    }

    /// Functions all of whose arguments are values.
    fn of_values(&mut self, name: &'static str, call: &Normal) -> Option<Typed> {
        use Kind::{Boolean, Exact, Integer, Real};
        let args = call.args.iter().map(|arg| self.value(arg)).collect::<Option<Vec<Typed>>>()?;
        let kinds: Vec<Kind> = args.iter().map(|arg| arg.kind).collect();
        let finite = args.iter().all(|arg| arg.finite);
        let among = |names: &[&str]| names.contains(&name);
        // What a real function makes of an infinite argument may be finite.
        let mut hides = true;
        let (kind, finite) = match (name, &kinds[..]) {
            (_, [Real]) if among(KEEP_INFINITE) => {
                hides = false;
                (Real, finite && !matches!(name, "Cosh" | "Sinh"))
            }
            (_, [Real]) if among(HIDE_INFINITE) => (Real, false),
            (_, [Integer]) if among(STAY_EXACT) => (Exact, true),
            (_, [Integer | Real]) if among(ROUNDING) => (Integer, true),
            (_, [Integer]) if among(TESTS_OF_INTEGERS) => (Boolean, true),
            (_, [Integer | Real]) if among(TESTS_OF_NUMBERS) => (Boolean, true),
            ("Abs" | "Minus", [kind @ (Integer | Real)]) => {
                hides = false;
                (*kind, finite)
            }
            ("Boole", [Boolean]) | ("UnitStep", [Integer | Real]) => (Integer, true),
            ("Not", [Boolean]) => (Boolean, true),
            ("And" | "Or", [Boolean, ..]) if kinds.iter().all(|kind| *kind == Boolean) => (Boolean, true),
            ("ArcTan", [Real, Real]) => (Real, true),
            ("Mod", [Integer, Integer]) | ("Quotient", [Integer, Integer]) => (Integer, true),
            ("Mod", [Real, Integer | Real] | [Integer, Real]) => (Real, false),
            ("Min" | "Max", [first @ (Integer | Real), rest @ ..])
                if rest.iter().all(|kind| kind == first) =>
            {
                (*first, finite)
            }
            ("Subtract", [Integer, Integer]) => (Integer, true),
            ("Subtract", [Real, Integer | Real] | [Integer, Real]) => {
                hides = false;
                (Real, false)
            }
            ("Divide", [Real, Integer | Real] | [Integer, Real]) => (Real, false),
            (_, [Integer, Integer]) if among(OF_INTEGERS) => (Integer, true),
            ("SameQ" | "UnsameQ", [Integer, Integer]) => (Boolean, true),
            (_, [Real, Real] | [Integer, Integer]) if among(COMPARISONS) => (Boolean, true),
            (_, [Integer, Real] | [Real, Integer])
                if among(COMPARISONS) && args.iter().any(is_small_literal) =>
            {
                (Boolean, true)
            }
            _ => return None,
        };
        if hides && args.iter().any(|arg| !arg.finite) {
            self.hides_overflow = true;
        }
        Some(Typed { expr: rebuilt(call, args), kind, finite })
    }

    /// Sums and products: numbers are combined from the first to the last, exact quantities that are no numbers after
    /// them.
    fn combination(&mut self, call: &Normal) -> Option<Typed> {
        let args = call.args.iter().map(|arg| self.value(arg)).collect::<Option<Vec<Typed>>>()?;
        let product = call.has_head(sym::Times);
        let has = |kind| args.iter().any(|arg| arg.kind == kind);
        if args.len() < 2 || has(Kind::Boolean) {
            return None;
        }
        if args.iter().all(|arg| arg.kind == Kind::Integer) {
            return Some(Typed { expr: rebuilt(call, args), kind: Kind::Integer, finite: true });
        }
        if !has(Kind::Real) {
            // Machine integers above and below one fraction bar: rounded once.
            let is_quotient = product
                && args.iter().all(|arg| match arg.kind {
                    Kind::Integer => true,
                    Kind::Rational => arg.expr.as_call(sym::Power).is_some(),
                    _ => false,
                });
            return is_quotient.then(|| Typed {
                expr: rebuilt(call, args),
                kind: Kind::Rational,
                finite: true,
            });
        }
        let (exact, numbers): (Vec<Typed>, Vec<Typed>) =
            args.into_iter().partition(|arg| arg.kind == Kind::Exact);
        let combined = |so_far: Kind, next: &Typed| match (so_far, next.kind) {
            (Kind::Integer, Kind::Integer) => Some(Kind::Integer),
            (Kind::Real, _) | (Kind::Integer | Kind::Rational, Kind::Real) => Some(Kind::Real),
            _ => None,
        };
        let kind = numbers[1..].iter().try_fold(numbers[0].kind, combined)?;
        if kind != Kind::Real {
            return None;
        }
        let real = |expr| Some(Typed { expr, kind: Kind::Real, finite: false });
        let mut exact = exact.into_iter();
        let Some(exact_term) = exact.next() else { return real(rebuilt(call, numbers)) };
        // The evaluator sorts what is not all numbers: two numbers in either order are the same.
        let sign_matters = product && exact_term.expr.as_symbol().is_none();
        if exact.next().is_some() || numbers.len() > 2 || sign_matters {
            return None;
        }
        let mut exprs: Vec<Expr> = numbers.into_iter().map(|number| number.expr).collect();
        let number = if exprs.len() == 1 { exprs.pop()? } else { Expr::call(call.head.clone(), exprs) };
        real(Expr::call(call.head.clone(), [number, exact_term.expr]))
    }

    fn power(&mut self, call: &Normal) -> Option<Typed> {
        let [base, exponent] = &call.args[..] else { return None };
        let (base, exponent) = (self.value(base)?, self.value(exponent)?);
        let literal = match &exponent.expr {
            Expr::Integer(n) => Some(*n),
            _ => None,
        };
        let is_e = base.expr.is_symbol(sym::E);
        let infinite = !base.finite || !exponent.finite;
        let (kind, finite) = match (base.kind, exponent.kind, literal) {
            (Kind::Integer, Kind::Integer, Some(n)) if n > 0 => (Kind::Integer, true),
            (Kind::Integer, Kind::Integer, Some(n)) if n < 0 => (Kind::Rational, true),
            (Kind::Integer, Kind::Integer, None) => (Kind::Integer, true),
            (Kind::Real, Kind::Integer, Some(n)) if n > 0 => (Kind::Real, false),
            (Kind::Real, Kind::Integer, Some(n)) if n < 0 => {
                self.hides_overflow |= infinite;
                (Kind::Real, false)
            }
            (Kind::Real, Kind::Integer, None)
            | (Kind::Real, Kind::Real | Kind::Rational, _)
            | (Kind::Integer, Kind::Real, _) => {
                self.hides_overflow |= infinite;
                (Kind::Real, false)
            }
            (Kind::Exact, Kind::Real, _) if is_e => {
                self.hides_overflow |= infinite;
                (Kind::Real, false)
            }
            _ => return None,
        };
        Some(Typed { expr: rebuilt(call, vec![base, exponent]), kind, finite })
    }

    fn part(&mut self, call: &Normal) -> Option<Typed> {
        let (list, places) = call.args.split_first()?;
        let (kind, rank) = self.array_outside(list)?;
        if places.len() != rank {
            return None;
        }
        let mut exprs = vec![list.clone()];
        for place in places {
            let place = self.value(place)?;
            if place.kind != Kind::Integer {
                return None;
            }
            exprs.push(place.expr);
        }
        Some(Typed { expr: Expr::call(sym::Part, exprs), kind, finite: true })
    }

    fn test(&mut self, expr: &Expr) -> Option<Expr> {
        let typed = self.value(expr)?;
        (typed.kind == Kind::Boolean).then_some(typed.expr)
    }

    fn conditional(&mut self, call: &Normal) -> Option<Typed> {
        let [test, yes, no] = &call.args[..] else { return None };
        let test = self.test(test)?;
        let (yes, no) = (self.value(yes)?, self.value(no)?);
        let (kind, finite) = (yes.kind, yes.finite && no.finite);
        (kind == no.kind && matches!(kind, Kind::Integer | Kind::Real | Kind::Boolean)).then(|| Typed {
            expr: Expr::call(sym::If, [test, yes.expr, no.expr]),
            kind,
            finite,
        })
    }

    fn which(&mut self, call: &Normal) -> Option<Typed> {
        let mut exprs = Vec::new();
        let mut of: Option<Kind> = None;
        let mut finite = true;
        for pair in call.args.chunks(2) {
            let [test, value] = pair else { return None };
            exprs.push(self.test(test)?);
            let value = self.value(value)?;
            if *of.get_or_insert(value.kind) != value.kind {
                return None;
            }
            finite &= value.finite;
            exprs.push(value.expr);
        }
        let always = exprs.len() >= 2 && exprs[exprs.len() - 2].is_true();
        let kind = of.filter(|kind| always && matches!(kind, Kind::Integer | Kind::Real | Kind::Boolean))?;
        Some(Typed { expr: Expr::call(sym::Which, exprs), kind, finite })
    }

    fn compound(&mut self, call: &Normal) -> Option<Typed> {
        let (last, before) = call.args.split_last()?;
        let mut exprs = Vec::new();
        for expr in before {
            exprs.push(self.effect(expr)?);
        }
        let last = self.value(last)?;
        exprs.push(last.expr);
        Some(Typed { expr: Expr::call(sym::CompoundExpression, exprs), ..last })
    }

    fn value_in(&mut self, expr: &Expr) -> Option<(Expr, Option<Typed>)> {
        let typed = self.value(expr)?;
        Some((typed.expr.clone(), Some(typed)))
    }

    /// `Module` and `Block` with values for all variables.
    fn scope(
        &mut self,
        call: &Normal,
        inside: fn(&mut Self, &Expr) -> Option<(Expr, Option<Typed>)>,
    ) -> Option<Typed> {
        let [variables, body] = &call.args[..] else { return None };
        let mut sets = Vec::new();
        let mut bound = Vec::new();
        for variable in &variables.as_call(sym::List)?.args {
            let set = variable.as_call(sym::Set)?;
            let [Expr::Symbol(symbol), first] = &set.args[..] else { return None };
            // A variable of `Block` is seen by whatever is evaluated inside, also by the values of other symbols: there
            // are only numbers here.
            if self.ev.attributes(*symbol).has(Attributes::PROTECTED) {
                return None;
            }
            let first = self.value(first)?;
            if !matches!(first.kind, Kind::Integer | Kind::Real | Kind::Boolean) {
                return None;
            }
            bound.push(Bound {
                symbol: *symbol,
                kind: first.kind,
                finite: first.kind != Kind::Real,
                assignable: true,
            });
            sets.push(Expr::call(sym::Set, [Expr::Symbol(*symbol), first.expr]));
        }
        let count = bound.len();
        self.bound.extend(bound);
        let result = inside(self, body);
        self.unbind(count);
        let (body, typed) = result?;
        let expr = Expr::call(call.head.clone(), [Expr::list(sets), body]);
        Some(match typed {
            Some(typed) => Typed { expr, ..typed },
            None => Typed { expr, kind: Kind::Boolean, finite: true },
        })
    }

    /// An expression of which only what it does matters.
    pub fn effect(&mut self, expr: &Expr) -> Option<Expr> {
        if expr.is_symbol(sym::Null) {
            return Some(expr.clone());
        }
        let call = expr.as_normal()?;
        let name = self.function(call)?;
        match (name, &call.args[..]) {
            ("CompoundExpression", statements) => {
                let statements: Option<Vec<Expr>> = statements.iter().map(|one| self.effect(one)).collect();
                Some(Expr::call(sym::CompoundExpression, statements?))
            }
            ("Set", [Expr::Symbol(symbol), value]) => {
                let value = self.value(value)?;
                self.assignment(*symbol, value)
            }
            ("AddTo" | "SubtractFrom" | "TimesBy" | "DivideBy", [Expr::Symbol(symbol), value]) => {
                let operation = match name {
                    "AddTo" => "Plus",
                    "SubtractFrom" => "Subtract",
                    "TimesBy" => "Times",
                    _ => "Divide",
                };
                self.update(*symbol, operation, value)
            }
            ("Increment" | "PreIncrement", [Expr::Symbol(symbol)]) => {
                self.update(*symbol, "Plus", &Expr::Integer(1))
            }
            ("Decrement" | "PreDecrement", [Expr::Symbol(symbol)]) => {
                self.update(*symbol, "Plus", &Expr::Integer(-1))
            }
            ("If", [test, branches @ ..]) if matches!(branches.len(), 1 | 2) => {
                let mut exprs = vec![self.test(test)?];
                for branch in branches {
                    exprs.push(self.effect(branch)?);
                }
                Some(Expr::call(sym::If, exprs))
            }
            ("While", [test, body]) => {
                let test = self.test(test)?;
                Some(Expr::call(sym::While, [test, self.effect(body)?]))
            }
            ("For", [start, test, step, body]) => {
                let (start, test) = (self.effect(start)?, self.test(test)?);
                let (step, body) = (self.effect(step)?, self.effect(body)?);
                Some(Expr::call(sym::For, [start, test, step, body]))
            }
            ("Do", [body, specs @ ..]) if !specs.is_empty() => {
                let mut written = Vec::new();
                let mut count = 0;
                for spec in specs {
                    let (spec, variable) = self.iterator(spec)?;
                    count += usize::from(variable.is_some());
                    written.push(spec);
                }
                let body = self.effect(body);
                self.unbind(count);
                Some(Expr::call(sym::Do, std::iter::once(body?).chain(written)))
            }
            ("Module" | "Block", _) => {
                self.scope(call, |strict, body| Some((strict.effect(body)?, None))).map(|typed| typed.expr)
            }
            _ => None,
        }
    }

    fn update(&mut self, symbol: Symbol, operation: &str, by: &Expr) -> Option<Expr> {
        let value = Normal::new(Symbol::new(operation), [Expr::Symbol(symbol), by.clone()]);
        // A symbol that is set has to be known as such before it is read.
        self.target(symbol)?;
        let value = self.call(&value)?;
        self.assignment(symbol, value)
    }

    fn assignment(&mut self, symbol: Symbol, value: Typed) -> Option<Expr> {
        let kind = self.target(symbol)?;
        (value.kind == kind).then(|| Expr::call(sym::Set, [Expr::Symbol(symbol), value.expr]))
    }

    /// The kind of the variable that an assignment sets.
    fn target(&mut self, symbol: Symbol) -> Option<Kind> {
        if let Some(bound) = self.bound.iter().rev().find(|bound| bound.symbol == symbol) {
            return bound.assignable.then_some(bound.kind);
        }
        if let Some((_, kind, _)) = self.outside.iter().find(|(known, ..)| *known == symbol) {
            return Some(*kind);
        }
        let definition = self.ev.definition(symbol)?;
        if !self.sets_outside
            || definition.attributes != Attributes::NONE && definition.attributes != Attributes::TEMPORARY
        {
            return None;
        }
        let value = definition.own_value.clone()?;
        let (kind, scalar) = match value {
            Expr::Integer(_) => (Kind::Integer, Scalar::Integer),
            Expr::Real(_) => (Kind::Real, Scalar::Real),
            _ => return None,
        };
        let start = self.argument(Type::Of(scalar, 0), value);
        self.outside.push((symbol, kind, start));
        Some(kind)
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

/// The same call with its arguments as the compiler is to see them.
fn rebuilt(call: &Normal, args: Vec<Typed>) -> Expr {
    Expr::call(call.head.clone(), args.into_iter().map(|arg| arg.expr))
}

/// An integer that a real can be compared with exactly.
fn is_small_literal(arg: &Typed) -> bool {
    matches!(arg.expr, Expr::Integer(n) if n.unsigned_abs() <= 1 << 53)
}
