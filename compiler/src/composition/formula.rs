//! Formulas over arrays, unrolled into assignments of scalars.

use rustc_hash::FxHashMap;
use scheelite_runtime::expr::{RED_ZONE, STACK_STEP};
use scheelite_runtime::{Expr, Symbol};

use super::emit::{Emitter, Val, binary, call};
use super::lower::draw;
use super::model::{ModelError, Numbers, Result, canonical};
use super::wide::{self, is_wide};

/// What a formula sees.
#[derive(Default)]
pub struct Env {
    /// Variables by canonical name.
    pub names: FxHashMap<String, Val>,
    /// All inputs.
    pub items: Vec<Val>,
    /// Its random generator.
    pub draws: Option<draw::Draws>,
    /// Whether names are compared as they are written.
    pub exact: bool,
    /// Variables of a body's own.
    pub locals: Vec<Symbol>,
}

impl Env {
    /// Sets a variable.
    pub fn set(&mut self, name: &str, value: Val) {
        let key = if self.exact { name.to_owned() } else { canonical(name) };
        self.names.insert(key, value);
    }

    /// The value of a variable.
    pub fn get(&self, name: &str) -> Option<&Val> {
        if self.exact { self.names.get(name) } else { self.names.get(&canonical(name)) }
    }
}

/// Functions that work element by element, with how many arguments they take at most.
const ELEMENTWISE: &[(&str, usize)] = &[
    ("Abs", 1),
    ("And", 99),
    ("ArcCos", 1),
    ("ArcCosh", 1),
    ("ArcSin", 1),
    ("ArcSinh", 1),
    ("ArcTan", 2),
    ("ArcTanh", 1),
    ("Ceiling", 1),
    ("Cos", 1),
    ("Cosh", 1),
    ("Coth", 1),
    ("Csch", 1),
    ("Equal", 2),
    ("Erf", 1),
    ("Exp", 1),
    ("Floor", 1),
    ("Greater", 2),
    ("GreaterEqual", 2),
    ("If", 3),
    ("Less", 2),
    ("LessEqual", 2),
    ("Log", 1),
    ("Log10", 1),
    ("Log2", 1),
    ("LogisticSigmoid", 1),
    ("Mod", 2),
    ("Not", 1),
    ("Or", 99),
    ("Round", 1),
    ("Sign", 1),
    ("Sin", 1),
    ("Sinh", 1),
    ("Sqrt", 1),
    ("Tan", 1),
    ("Tanh", 1),
    ("Unequal", 2),
    ("UnitStep", 1),
];

/// The shape of two arrays put together by the rules of numpy.
pub fn broadcast_dims(a: &[usize], b: &[usize]) -> Option<Vec<usize>> {
    let rank = a.len().max(b.len());
    let at = |dims: &[usize], level: usize| {
        let missing = rank - dims.len();
        if level < missing { 1 } else { dims[level - missing] }
    };
    (0..rank)
        .map(|level| match (at(a, level), at(b, level)) {
            (m, n) if m == n => Some(m),
            (1, n) => Some(n),
            (m, 1) => Some(m),
            _ => None,
        })
        .collect()
}

/// The element of `value` that stands at row-major position `index` of the broadcast shape.
pub fn broadcast_element<'v>(value: &'v Val, dims: &[usize], index: usize) -> &'v Expr {
    if value.count() == 1 {
        return &value.elems[0];
    }
    if value.dims == dims {
        return &value.elems[index];
    }
    let missing = dims.len() - value.dims.len();
    let mut rest = index;
    let mut position = 0;
    let mut stride = 1;
    for level in (0..dims.len()).rev() {
        let here = rest % dims[level];
        rest /= dims[level];
        if level >= missing {
            let own = value.dims[level - missing];
            if own > 1 {
                position += here * stride;
            }
            stride *= own;
        }
    }
    &value.elems[position]
}

/// The shape of arrays put together by the rules of numpy.
pub fn shapes(values: &[Val]) -> Result<Vec<usize>> {
    let mut dims: Vec<usize> = Vec::new();
    for value in values {
        dims = broadcast_dims(&dims, &value.dims).ok_or_else(|| {
            ModelError::new(
                "shape-mismatch",
                format!("shapes {:?} and {:?} cannot be put together", dims, value.dims),
            )
        })?;
    }
    Ok(dims)
}

impl Emitter {
    /// Evaluates a sequence of assignments, `a = …; b = …`, adding the variables to `env`.
    pub fn assignments(&mut self, program: &Expr, env: &mut Env) -> Result<()> {
        if let Some(all) = program.as_call(Symbol::new("CompoundExpression")) {
            return all.args.iter().try_for_each(|statement| self.assignments(statement, env));
        }
        if program.is_symbol(scheelite_runtime::sym::Null) {
            return Ok(());
        }
        match program.as_call(Symbol::new("Set")).map(|set| &set.args[..]) {
            Some([Expr::Symbol(name), value]) => {
                let value = self.value(value, env)?;
                let value = self.atoms(name.name(), value);
                env.set(name.name(), value);
                Ok(())
            }
            _ => Err(not_array(program)),
        }
    }

    /// The same array with every element in an atom.
    pub fn atoms(&mut self, hint: &str, value: Val) -> Val {
        if value.wide {
            return if wide::is_atom(&value) { value } else { self.array_variable(hint, &value) };
        }
        let elems = value.elems.into_iter().map(|elem| self.atom(hint, elem)).collect();
        Val::of(value.dims, elems)
    }

    /// Evaluates a formula over arrays. The elements of the result may be whole expressions.
    pub fn value(&mut self, expr: &Expr, env: &Env) -> Result<Val> {
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.value_inner(expr, env))
    }

    fn value_inner(&mut self, expr: &Expr, env: &Env) -> Result<Val> {
        self.check_size()?;
        match expr {
            Expr::Integer(n) => Ok(Val::real(*n as f64)),
            Expr::Real(x) => Ok(Val::real(*x)),
            Expr::Symbol(symbol) => symbol_value(*symbol, env),
            Expr::Rational(ratio) => Ok(Val::real(ratio.to_f64().value())),
            Expr::Normal(normal) => {
                let Some(head) = normal.head_symbol() else {
                    return Err(not_array(expr));
                };
                self.call_value(head.name(), &normal.args, expr, env)
            }
            _ => Err(not_array(expr)),
        }
    }

    fn call_value(&mut self, head: &str, args: &[Expr], whole: &Expr, env: &Env) -> Result<Val> {
        match (head, args) {
            ("Plus", [first, rest @ ..]) => {
                let mut sum = self.value(first, env)?;
                for term in rest {
                    let (head, term) = match negated(term) {
                        Some(positive) => ("Subtract", positive),
                        None => ("Plus", term.clone()),
                    };
                    let term = self.value(&term, env)?;
                    sum = self.map(head, &[sum, term])?;
                }
                Ok(sum)
            }
            ("Times", [Expr::Integer(-1), rest @ ..]) if !rest.is_empty() => {
                let product = self.product(rest, env)?;
                self.negate(product)
            }
            ("Times", [_, ..]) => self.product(args, env),
            ("Minus", [a]) => {
                let a = self.value(a, env)?;
                self.negate(a)
            }
            ("Subtract" | "Divide", [a, b]) => {
                let pair = [self.value(a, env)?, self.value(b, env)?];
                self.map(head, &pair)
            }
            ("Power", [base, exponent]) => self.power(base, exponent, env),
            ("Max" | "Min", _) if self.plain && !args.is_empty() => {
                let values: Vec<Val> = args.iter().map(|arg| self.value(arg, env)).collect::<Result<_>>()?;
                if values.iter().any(|value| value.wide) {
                    return Err(not_array(whole));
                }
                let elems = values.into_iter().flat_map(|value| self.atoms("m", value).elems);
                Ok(Val::scalar(call(head, elems.collect::<Vec<_>>())))
            }
            ("Larger" | "Smaller", [a, b]) if !self.plain => {
                let pair = [self.value(a, env)?, self.value(b, env)?];
                let pair = pair.map(|value| self.atoms("m", value));
                let test = if head == "Larger" { "Greater" } else { "Less" };
                self.zip(&pair, &|pair| {
                    call("If", [compare(test, &pair[0], &pair[1]), pair[0].clone(), pair[1].clone()])
                })
            }
            ("List", _) => {
                let items: Vec<Val> = args.iter().map(|arg| self.value(arg, env)).collect::<Result<_>>()?;
                if items.iter().any(|item| item.wide) {
                    return self.stack_wide(&items);
                }
                stack(&items)
            }
            ("Part", [array, indices @ ..]) => {
                let array = self.value(array, env)?;
                if array.wide {
                    return self.part_wide(array, indices).ok_or_else(|| not_array(whole));
                }
                part(&array, indices, whole)
            }
            ("Greater" | "GreaterEqual" | "Less" | "LessEqual" | "Equal" | "Unequal", [a, b]) => {
                let pair = [self.value(a, env)?, self.value(b, env)?];
                // Arrays are equal as a whole there.
                let equal = matches!(head, "Equal" | "Unequal");
                if self.plain && equal && pair.iter().any(|value| value.count() > 1) {
                    return Err(not_array(whole));
                }
                self.zip(&pair, &|pair| compare(head, &pair[0], &pair[1]))
            }
            ("NormalDraw" | "UniformDraw", shape) if shape.len() <= 1 && !self.plain => {
                let dims = match shape {
                    [like] => self.value(like, env)?.dims,
                    _ => Vec::new(),
                };
                self.draw(head, dims, env)
            }
            ("CombineItems", [Expr::Symbol(operation), _, weights, exponents]) if !self.plain => {
                let (weights, exponents) = (self.value(weights, env)?, self.value(exponents, env)?);
                self.combine_items(operation.name(), &weights, &exponents, env)
            }
            _ => {
                if let Some(result) = super::array::operation(self, head, args, env) {
                    return result;
                }
                let known = ELEMENTWISE.iter().any(|(name, most)| *name == head && args.len() <= *most);
                if !known || args.is_empty() {
                    return Err(not_array(whole));
                }
                let values: Vec<Val> = args.iter().map(|arg| self.value(arg, env)).collect::<Result<_>>()?;
                self.map(head, &values)
            }
        }
    }

    fn product(&mut self, factors: &[Expr], env: &Env) -> Result<Val> {
        let mut product: Option<Val> = None;
        for factor in factors {
            let inverse = match factor.as_call(Symbol::new("Power")).map(|power| &power.args[..]) {
                Some([base, Expr::Integer(-1)]) => Some(base.clone()),
                Some([base, Expr::Integer(n)]) if *n < 0 => {
                    Some(call("Power", [base.clone(), Expr::Integer(-*n)]))
                }
                _ => None,
            };
            product = Some(match (product, inverse) {
                (None, None) => self.value(factor, env)?,
                (None, Some(base)) => {
                    let base = self.value(&base, env)?;
                    self.map("Divide", &[Val::real(1.0), base])?
                }
                (Some(product), Some(base)) => {
                    let base = self.value(&base, env)?;
                    self.map("Divide", &[product, base])?
                }
                (Some(product), None) => {
                    let factor = self.value(factor, env)?;
                    self.map("Times", &[product, factor])?
                }
            });
        }
        product.ok_or_else(|| ModelError::new("bad-formula", "a product without factors"))
    }

    fn negate(&mut self, value: Val) -> Result<Val> {
        match value.constant() {
            Some(numbers) => Ok(Val::numbers(&Numbers {
                dims: numbers.dims,
                data: numbers.data.iter().map(|x| -x).collect(),
            })),
            None => self.map("Minus", &[value]),
        }
    }

    fn power(&mut self, base: &Expr, exponent: &Expr, env: &Env) -> Result<Val> {
        if matches!(base, Expr::Symbol(e) if e.full_name() == "System`E") {
            let exponent = self.value(exponent, env)?;
            return self.map("Exp", &[exponent]);
        }
        let base = self.value(base, env)?;
        match exponent {
            Expr::Integer(n @ 2..=16) => {
                // Products are what every peer computes for small whole powers.
                let base = self.atoms("b", base);
                let mut power = base.clone();
                for _ in 1..*n {
                    power = self.map("Times", &[power, base.clone()])?;
                }
                Ok(power)
            }
            Expr::Integer(-1) => self.map("Divide", &[Val::real(1.0), base]),
            Expr::Rational(ratio) if ratio.to_f64().value() == 0.5 => self.map("Sqrt", &[base]),
            _ => {
                let exponent = self.value(exponent, env)?;
                if exponent.count() == 1 && exponent.elems[0] == Expr::Real(1.0) {
                    return Ok(base);
                }
                self.map("Power", &[base, exponent])
            }
        }
    }

    /// Applies a function element by element.
    pub fn map(&mut self, head: &str, values: &[Val]) -> Result<Val> {
        self.zip(values, &|elems| call(head, elems.iter().cloned()))
    }

    /// Puts arrays together element by element.
    pub fn zip(&mut self, values: &[Val], make: &dyn Fn(&[Expr]) -> Expr) -> Result<Val> {
        if values.iter().any(|value| value.wide) {
            return self.zip_wide(values, make);
        }
        let dims = shapes(values)?;
        // The language threads over the first level, numpy over the last.
        if self.plain && values.iter().any(|value| value.count() > 1 && value.dims.len() != dims.len()) {
            return Err(ModelError::new("shape-mismatch", "arrays of different rank"));
        }
        let count: usize = dims.iter().product();
        if is_wide(&dims) {
            return self.zip_wide(values, make);
        }
        // An operand that is used by several elements is computed once.
        let values: Vec<Val> = values
            .iter()
            .map(|value| if value.count() < count { self.atoms("t", value.clone()) } else { value.clone() })
            .collect();
        self.written += count;
        self.check_size()?;
        let elems = (0..count)
            .map(|i| {
                let elems: Vec<Expr> =
                    values.iter().map(|value| broadcast_element(value, &dims, i).clone()).collect();
                make(&elems)
            })
            .collect();
        Ok(Val::of(dims, elems))
    }

    /// Random numbers, one an element, drawn in order.
    fn draw(&mut self, head: &str, dims: Vec<usize>, env: &Env) -> Result<Val> {
        if self.probing {
            return Ok(Val::filled(dims, Expr::Real(0.0)));
        }
        let Some(draws) = env.draws else {
            return Err(ModelError::new("bad-formula", "random numbers are drawn without a generator"));
        };
        if is_wide(&dims) {
            return Ok(self.draw_wide(head, dims, draws));
        }
        let count: usize = dims.iter().product();
        let elems = (0..count)
            .map(|_| {
                self.push(draw::next(head, draws));
                self.atom("draw", draw::drawn(draws))
            })
            .collect();
        Ok(Val::of(dims, elems))
    }

    fn combine_items(&mut self, operation: &str, weights: &Val, exponents: &Val, env: &Env) -> Result<Val> {
        let pick = |values: &Val, item: usize| -> Val {
            let outer = values.dims.first().copied().unwrap_or(1);
            if values.count() == 1 || outer != env.items.len() {
                return values.clone();
            }
            if values.wide {
                return values.clone();
            }
            let inner = values.count() / outer;
            let elems = values.elems[item * inner..(item + 1) * inner].to_vec();
            if inner == 1 { Val::scalar(elems[0].clone()) } else { Val::vector(elems) }
        };
        let mut result: Option<Val> = None;
        for (index, item) in env.items.iter().enumerate() {
            let mut term = item.clone();
            let exponent = pick(exponents, index);
            if !exponent.elems.iter().all(|e| *e == Expr::Real(1.0)) {
                term = self.map("Power", &[term, exponent])?;
            }
            let weight = pick(weights, index);
            if !weight.elems.iter().all(|w| *w == Expr::Real(1.0)) {
                term = self.map("Times", &[weight, term])?;
            }
            result = Some(match result {
                None => term,
                Some(result) => self.map(operation, &[result, term])?,
            });
        }
        result.ok_or_else(|| ModelError::new("bad-formula", "a combination of no inputs"))
    }
}

/// A comparison of reals without tolerance: of their difference with zero.
pub fn compare(head: &str, a: &Expr, b: &Expr) -> Expr {
    let zero = |e: &Expr| matches!(e, Expr::Real(x) if *x == 0.0) || matches!(e, Expr::Integer(0));
    if zero(b) {
        return call(head, [a.clone(), Expr::Real(0.0)]);
    }
    call(head, [binary("Subtract", a, b), Expr::Real(0.0)])
}

fn symbol_value(symbol: Symbol, env: &Env) -> Result<Val> {
    if let Some(value) = env.get(symbol.name()) {
        return Ok(value.clone());
    }
    match symbol.name() {
        "Pi" => Ok(Val::real(std::f64::consts::PI)),
        "E" => Ok(Val::real(std::f64::consts::E)),
        "True" | "False" => Ok(Val::scalar(Expr::Symbol(symbol))),
        name => {
            Err(ModelError::new("unknown-name", format!("`{name}` is neither an input nor a parameter here")))
        }
    }
}

fn negated(term: &Expr) -> Option<Expr> {
    let times = term.as_call(Symbol::new("Times"))?;
    match &times.args[..] {
        [Expr::Integer(-1), rest] => Some(rest.clone()),
        [Expr::Integer(-1), rest @ ..] if !rest.is_empty() => Some(call("Times", rest.to_vec())),
        _ => None,
    }
}

fn not_array(expr: &Expr) -> ModelError {
    ModelError::new("not-an-array-formula", format!("`{expr:?}` is not a formula over arrays"))
}

/// Arrays of one shape as the rows of one more level.
pub fn stack(items: &[Val]) -> Result<Val> {
    let inner = items.first().map_or_else(Vec::new, |first| first.dims.clone());
    if let Some(other) = items.iter().find(|item| item.dims != inner) {
        return Err(ModelError::new(
            "shape-mismatch",
            format!("a list of shapes {:?} and {:?}", inner, other.dims),
        ));
    }
    let mut dims = vec![items.len()];
    dims.extend(inner);
    Ok(Val::of(dims, items.iter().flat_map(|item| item.elems.iter().cloned()).collect()))
}

/// `array[[indices…]]` with whole numbers known now.
fn part(array: &Val, indices: &[Expr], whole: &Expr) -> Result<Val> {
    let mut value = array.clone();
    for index in indices {
        let Expr::Integer(index) = index else {
            return Err(not_array(whole));
        };
        let length = value.dims.first().copied().unwrap_or(0);
        let position = if *index > 0 {
            usize::try_from(*index - 1).ok()
        } else {
            usize::try_from(index.unsigned_abs()).ok().and_then(|back| length.checked_sub(back))
        };
        let position = position.filter(|&p| p < length).ok_or_else(|| {
            ModelError::new("no-such-part", format!("part {index} of an array of shape {:?}", value.dims))
        })?;
        let inner = value.count() / length;
        value =
            Val::of(value.dims[1..].to_vec(), value.elems[position * inner..(position + 1) * inner].to_vec());
    }
    Ok(value)
}
