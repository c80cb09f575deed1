//! Kinds of values: which functions mean the same in the evaluator and in compiled code, for which arguments.

use scheelite_runtime::eval::Attributes;
use scheelite_runtime::{Expr, Normal, sym};

use super::{Bound, Kind, Strict, Typed};

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

impl Strict<'_> {
    /// The value of an expression.
    pub(in crate::automatic) fn value(&mut self, expr: &Expr) -> Option<Typed> {
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

    pub(super) fn call(&mut self, call: &Normal) -> Option<Typed> {
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

    /// Sums and products: numbers and constants are combined from the first to the last; one other exact quantity may be
    /// added to a real.
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
        // Beside a real a constant is its machine value.
        let is_constant = |arg: &Typed| arg.expr.as_symbol().is_some();
        let (exact, numbers): (Vec<Typed>, Vec<Typed>) =
            args.into_iter().partition(|arg| arg.kind == Kind::Exact && !is_constant(arg));
        let combined = |so_far: Kind, next: &Typed| match (so_far, next.kind) {
            (Kind::Integer, Kind::Integer) => Some(Kind::Integer),
            (Kind::Real | Kind::Exact, _) => Some(Kind::Real),
            (Kind::Integer | Kind::Rational, Kind::Real | Kind::Exact) => Some(Kind::Real),
            _ => None,
        };
        let kind = numbers[1..].iter().try_fold(numbers[0].kind, combined)?;
        if kind != Kind::Real {
            return None;
        }
        let real = |expr| Some(Typed { expr, kind: Kind::Real, finite: false });
        let mut exact = exact.into_iter();
        let Some(exact_term) = exact.next() else { return real(rebuilt(call, numbers)) };
        // The evaluator sorts what is not all numbers: two terms in either order are the same. The sign of a product that
        // is zero would not be.
        match (numbers.len(), exact.next()) {
            (1, None) if !product && numbers[0].kind == Kind::Real => {
                let number = numbers.into_iter().next()?.expr;
                real(Expr::call(call.head.clone(), [number, exact_term.expr]))
            }
            _ => None,
        }
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

    pub(super) fn test(&mut self, expr: &Expr) -> Option<Expr> {
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
    pub(super) fn scope(
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
}

/// The same call with its arguments as the compiler is to see them.
fn rebuilt(call: &Normal, args: Vec<Typed>) -> Expr {
    Expr::call(call.head.clone(), args.into_iter().map(|arg| arg.expr))
}

/// An integer that a real can be compared with exactly.
fn is_small_literal(arg: &Typed) -> bool {
    matches!(arg.expr, Expr::Integer(n) if n.unsigned_abs() <= 1 << 53)
}
