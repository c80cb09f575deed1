//! Right sides of definitions read once into plans: control, arithmetic and comparisons of machine numbers and calls of
//! other definitions are run without going through the general machinery node by node.
//!
//! A plan is what the short ways of [`super::fast`] do, decided ahead. It gives the same value, messages and levels of
//! recursion as evaluating the template; whatever is not a machine number where one is expected goes the standard way
//! from there on. Plans hold as long as no function with a short way has been given other rules or a value
//! ([`Evaluator::plans_hold`]).

use std::sync::{Arc, OnceLock};

use super::evaluate::{Next, is_call, is_return, unreturned};
use super::fast;
use super::local::instantiate;
use super::machine::{Arithmetic, Comparison, NumberFn};
use super::{Attributes, Eval, Evaluator, Unwind};
use crate::expr::{Args, Expr, Normal, RED_ZONE, STACK_STEP};
use crate::source::Origin;
use crate::symbol::{Symbol, sym};

/// Levels of nesting that are read; what lies deeper is evaluated as a template.
const DEEPEST: usize = 32;

/// Attributes that change nothing about how a call's arguments are evaluated and its rules tried.
const HARMLESS: Attributes = Attributes::PROTECTED
    .and(Attributes::READ_PROTECTED)
    .and(Attributes::LOCKED)
    .and(Attributes::TEMPORARY)
    .and(Attributes::NUMERIC_FUNCTION)
    .and(Attributes::STUB);

/// The right side of a definition or the body of a function: a template, and its plan once it has been run.
pub(crate) struct Body {
    pub(crate) template: Expr,
    plan: OnceLock<Option<Node>>,
}

impl Body {
    pub(crate) fn new(template: Expr) -> Body {
        Body { template, plan: OnceLock::new() }
    }

    /// The plan; none where it would only say what the template says.
    #[inline]
    fn plan(&self, ev: &Evaluator) -> Option<&Node> {
        let read = || match read(ev, &self.template, 0) {
            Node::Slot(_) | Node::Integer(_) | Node::Real(_) | Node::Symbol(_) | Node::Other(_) => None,
            node => Some(node),
        };
        self.plan.get_or_init(read).as_ref()
    }
}

/// Rounds of a loop that are run before its body is read into a plan.
const ROUNDS_BEFORE: u32 = 4;

/// An expression that a loop evaluates again and again.
pub(crate) struct Repeated<'e> {
    expr: &'e Expr,
    rounds: u32,
    body: Option<Body>,
}

impl<'e> Repeated<'e> {
    pub(crate) fn new(expr: &'e Expr) -> Repeated<'e> {
        Repeated { expr, rounds: 0, body: None }
    }

    /// Its value in this round.
    #[inline]
    pub(crate) fn eval(&mut self, ev: &mut Evaluator) -> Eval {
        if let Some(body) = &self.body {
            return ev.eval_body(body, &[]);
        }
        self.rounds += 1;
        if self.rounds > ROUNDS_BEFORE {
            self.body = Some(Body::new(self.expr.clone()));
        }
        ev.eval_in(self.expr, &[])
    }
}

/// A part of a plan.
enum Node {
    /// The value of a stand-in.
    Slot(usize),
    Integer(i64),
    Real(f64),
    /// `a + b`, `a - b`, `a b`.
    Arithmetic(Arithmetic, Box<Pair>),
    /// `a + b + c`, `a b/c`: the operation, and which of the arguments are divided by.
    Chain(Arithmetic, Vec<bool>, Box<Several>),
    /// `a < b` and its kin.
    Comparison(Comparison, Box<Pair>),
    /// A function that is short for machine numbers.
    Function(NumberFn, Symbol, Box<Several>),
    /// `x = value`
    Set(Symbol, Box<(Node, Arc<Normal>)>),
    /// The value of a symbol.
    Symbol(Symbol),
    /// `!a`
    Not(Box<(Node, Arc<Normal>)>),
    /// `And` and `Or`; the symbol is the one that decides.
    Connective(Symbol, Box<Several>),
    /// `If` with one to three branches.
    If(Box<Several>),
    /// `a; b; c`
    Compound(Box<Several>),
    /// A call of a symbol that had no built-in function when this was read.
    Call(Symbol, Box<Several>),
    /// Anything else, to be evaluated as a template.
    Other(Expr),
}

/// A call of two arguments.
pub(super) struct Pair {
    a: Node,
    b: Node,
    source: Arc<Normal>,
}

/// A call of any number of arguments.
pub(super) struct Several {
    args: Vec<Node>,
    source: Arc<Normal>,
}

/// Why there is no value yet.
enum Leave {
    Unwind(Unwind),
    /// The arguments of the call have been evaluated to these; the standard sequence goes on from there.
    Finish(Symbol, Args, Arc<Normal>),
    /// The call is to be evaluated by the standard sequence; nothing has been done.
    Standard(Symbol, Arc<Normal>),
    /// A statement is `Return[value]`, which is then the value of the whole sequence.
    Return(Expr),
}

/// Small, so that values pass in registers.
type Value<T = Expr> = Result<T, Box<Leave>>;

impl From<Unwind> for Box<Leave> {
    #[cold]
    fn from(unwind: Unwind) -> Self {
        Box::new(Leave::Unwind(unwind))
    }
}

impl Leave {
    /// What leaves an evaluation that has been run to its value.
    #[cold]
    fn unwind(self) -> Unwind {
        match self {
            Leave::Unwind(unwind) => unwind,
            Leave::Finish(..) | Leave::Standard(..) | Leave::Return(..) => unreachable!("run to its value"),
        }
    }

    #[cold]
    fn finish(source: &Arc<Normal>, symbol: Symbol, args: impl IntoIterator<Item = Expr>) -> Box<Leave> {
        let args = super::arguments::spliced(args.into_iter().collect());
        Box::new(Leave::Finish(symbol, args, Arc::clone(source)))
    }
}

/// The machine integer that a leaf stands for.
#[inline]
fn integer(node: &Node, slots: &[Expr]) -> Option<i64> {
    match node {
        Node::Integer(value) => Some(*value),
        Node::Slot(slot) => match &slots[*slot] {
            Expr::Integer(value) => Some(*value),
            _ => None,
        },
        _ => None,
    }
}

impl Pair {
    /// Its operands where they are leaves that stand for machine integers.
    #[inline]
    fn integers(&self, slots: &[Expr]) -> Option<(i64, i64)> {
        Some((integer(&self.a, slots)?, integer(&self.b, slots)?))
    }
}

impl Node {
    /// Where the call that it was read from stands.
    #[cold]
    fn origin(&self) -> Origin {
        self.source().map_or(Origin::NONE, |source| source.origin)
    }

    /// The call that it was read from.
    fn source(&self) -> Option<&Arc<Normal>> {
        match self {
            Node::Slot(_) | Node::Integer(_) | Node::Real(_) | Node::Symbol(_) | Node::Other(_) => None,
            Node::Set(_, set) => Some(&set.1),
            Node::Arithmetic(_, pair) | Node::Comparison(_, pair) => Some(&pair.source),
            Node::Not(not) => Some(&not.1),
            Node::Chain(_, _, several)
            | Node::Connective(_, several)
            | Node::Function(_, _, several)
            | Node::If(several)
            | Node::Compound(several)
            | Node::Call(_, several) => Some(&several.source),
        }
    }
}

/// Whether it is spliced, or evaluated in a way of its own, as an argument.
fn is_special_argument(expr: &Expr) -> bool {
    matches!(expr, Expr::Normal(_))
        && [sym::Sequence, sym::Evaluate, sym::Unevaluated].iter().any(|head| is_call(expr, *head))
}

fn read(ev: &Evaluator, expr: &Expr, level: usize) -> Node {
    match expr {
        Expr::Integer(value) => Node::Integer(*value),
        Expr::Real(value) => Node::Real(*value),
        Expr::Symbol(symbol) => match symbol.as_local() {
            Some(slot) => Node::Slot(slot),
            None => Node::Symbol(*symbol),
        },
        Expr::Normal(normal) if level < DEEPEST => {
            read_call(ev, normal, level).unwrap_or_else(|| Node::Other(expr.clone()))
        }
        _ => Node::Other(expr.clone()),
    }
}

fn read_call(ev: &Evaluator, normal: &Arc<Normal>, level: usize) -> Option<Node> {
    let symbol = normal.head_symbol().filter(|symbol| symbol.as_local().is_none() && symbol.serial() == 0)?;
    if normal.args.iter().any(is_special_argument) {
        return None;
    }
    let several = || {
        let args = normal.args.iter().map(|arg| read(ev, arg, level + 1)).collect();
        Box::new(Several { args, source: Arc::clone(normal) })
    };
    let pair = || match &normal.args[..] {
        [a, b] => Some(Box::new(Pair {
            a: read(ev, a, level + 1),
            b: read(ev, b, level + 1),
            source: Arc::clone(normal),
        })),
        _ => None,
    };
    if let Some(operation) = Comparison::of(symbol) {
        return Some(Node::Comparison(operation, pair()?));
    }
    if let Some(operation) = Arithmetic::of(symbol) {
        let divisors = normal.args.iter().enumerate();
        let divisors: Vec<bool> = divisors
            .map(|(index, arg)| operation == Arithmetic::Times && index > 0 && fast::divisor(arg).is_some())
            .collect();
        if normal.args.len() == 2 && !divisors.contains(&true) {
            return Some(Node::Arithmetic(operation, pair()?));
        }
        if normal.args.len() < 2 || operation == Arithmetic::Subtract {
            return None;
        }
        let args = normal.args.iter().zip(&divisors);
        let args = args.map(|(arg, below)| {
            let arg = if *below { fast::divisor(arg).unwrap_or(arg) } else { arg };
            read(ev, arg, level + 1)
        });
        let several = Several { args: args.collect(), source: Arc::clone(normal) };
        return Some(Node::Chain(operation, divisors, Box::new(several)));
    }
    if let Some(function) = fast::function_of(symbol) {
        return Some(Node::Function(function, symbol, several()));
    }
    match symbol {
        sym::Set => match &normal.args[..] {
            [Expr::Symbol(to), value] if to.as_local().is_none() && !is_call(value, sym::Compile) => {
                Some(Node::Set(*to, Box::new((read(ev, value, level + 1), Arc::clone(normal)))))
            }
            _ => None,
        },
        sym::And => Some(Node::Connective(sym::False, several())),
        sym::Or => Some(Node::Connective(sym::True, several())),
        sym::Not if normal.args.len() == 1 => {
            Some(Node::Not(Box::new((read(ev, &normal.args[0], level + 1), Arc::clone(normal)))))
        }
        sym::If if (2..=4).contains(&normal.args.len()) => Some(Node::If(several())),
        sym::CompoundExpression if !normal.args.is_empty() => {
            (!normal.args.iter().any(|arg| is_call(arg, sym::Label))).then(|| Node::Compound(several()))
        }
        // Functions of the language evaluate their arguments in many ways.
        _ if ev.definition(symbol).is_some_and(|known| known.builtin.is_some()) => None,
        _ => Some(Node::Call(symbol, several())),
    }
}

/// Whether the value of a stand-in is something that the standard sequence treats in a way of its own.
fn holds_special(slots: &[Expr], nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Slot(slot) => is_special_argument(&slots[*slot]),
        _ => false,
    })
}

impl Evaluator {
    /// Whether plans may be used: each function with a short way has only its own meaning.
    #[inline]
    pub(super) fn plans_hold(&self) -> bool {
        self.overridden == 0
    }

    /// Begins a right side with these values for its stand-ins.
    #[inline]
    pub(super) fn enter_body(&mut self, body: &Body, slots: &[Expr]) -> Eval<Next<'static>> {
        match body.plan(self) {
            Some(plan) if self.plans_hold() => self.follow(plan, slots),
            _ => self.enter(&body.template, slots),
        }
    }

    /// The value of a body.
    pub(super) fn eval_body(&mut self, body: &Body, slots: &[Expr]) -> Eval {
        match body.plan(self) {
            Some(plan) if self.plans_hold() => self.inner(plan, slots).map_err(|leave| leave.unwind()),
            _ => self.eval_in(&body.template, slots),
        }
    }

    /// Evaluates in the place of the whole: what comes last is handed back instead of being run further down.
    fn follow(&mut self, node: &Node, slots: &[Expr]) -> Eval<Next<'static>> {
        let mut node = node;
        let value = loop {
            match node {
                Node::If(choice) => match self.choose(choice, slots) {
                    Ok(Some(branch)) => node = branch,
                    Ok(None) => return Ok(Next::Done(Expr::null())),
                    Err(leave) => break Err(leave),
                },
                Node::Compound(statements) => match self.all_but_last(statements, slots) {
                    Ok(last) => node = last,
                    Err(leave) => break Err(leave),
                },
                Node::Call(symbol, call) => return self.enter_call(*symbol, call, slots),
                Node::Other(template) => return self.enter(template, slots),
                Node::Set(symbol, set) => {
                    if !self.is_settable(*symbol) {
                        break Err(Box::new(Leave::Standard(sym::Set, Arc::clone(&set.1))));
                    }
                    match self.operand(&set.0, slots) {
                        Err(leave) => break Err(leave),
                        Ok(value) => match self.set_symbol(*symbol, value) {
                            Next::Call(args) => return self.finish(sym::Set, args, None, set.1.origin),
                            next => return Ok(next),
                        },
                    }
                }
                _ => break self.operate(node, slots),
            }
        };
        match value {
            Ok(value) => Ok(Next::Done(value)),
            Err(leave) => self.left(*leave, slots),
        }
    }

    /// What follows when the short way ends.
    #[cold]
    fn left(&mut self, leave: Leave, slots: &[Expr]) -> Eval<Next<'static>> {
        match leave {
            Leave::Unwind(unwind) => Err(unwind),
            Leave::Finish(symbol, args, source) => self.finish(symbol, args, None, source.origin),
            Leave::Standard(symbol, source) => self.step_on(symbol, &source, slots),
            Leave::Return(value) => Ok(Next::Done(value)),
        }
    }

    /// The value of a node that is a part of another.
    #[inline]
    fn operand(&mut self, node: &Node, slots: &[Expr]) -> Value {
        match node {
            Node::Slot(slot) => match &slots[*slot] {
                Expr::Integer(value) => Ok(Expr::Integer(*value)),
                Expr::Real(value) => Ok(Expr::Real(*value)),
                value => Ok(self.eval(value.clone())?),
            },
            Node::Integer(value) => Ok(Expr::Integer(*value)),
            Node::Real(value) => Ok(Expr::Real(*value)),
            Node::Symbol(symbol) => Ok(self.eval_symbol(*symbol)?),
            Node::Arithmetic(operation, pair) if self.depth < self.recursion_limit => {
                let value = pair.integers(slots).and_then(|(a, b)| operation.of_integers(a, b));
                value.map_or_else(|| self.inner(node, slots), |value| Ok(Expr::Integer(value)))
            }
            node => self.inner(node, slots),
        }
    }

    /// The value of a call within another, one level further down.
    fn inner(&mut self, node: &Node, slots: &[Expr]) -> Value {
        match node {
            Node::Other(template) => return Ok(self.eval_in(template, slots)?),
            Node::Slot(_) | Node::Integer(_) | Node::Real(_) | Node::Symbol(_) => {
                return self.operand(node, slots);
            }
            _ if self.depth >= self.recursion_limit => return self.too_deep_at(node, slots),
            _ => {}
        }
        self.depth += 1;
        let value = match node {
            Node::Call(symbol, call) => {
                let run = || self.call_value(*symbol, call, slots);
                stacker::maybe_grow(RED_ZONE, STACK_STEP, run).map_err(Box::from)
            }
            Node::If(_) | Node::Compound(_) | Node::Set(..) => {
                let next = self.follow(node, slots);
                next.and_then(|next| self.run(next, node.origin())).map_err(Box::from)
            }
            node => match self.operate(node, slots) {
                Err(leave) => {
                    let next = self.left(*leave, slots);
                    next.and_then(|next| self.run(next, node.origin())).map_err(Box::from)
                }
                value => value,
            },
        };
        self.depth -= 1;
        value
    }

    #[cold]
    fn too_deep_at(&mut self, node: &Node, slots: &[Expr]) -> Value {
        let Some(source) = node.source() else { return self.operand(node, slots) };
        let call = instantiate(&Expr::Normal(Arc::clone(source)), slots);
        Ok(self.too_deep(call, source.origin)?)
    }

    /// The value of a call, at the present level. Most calls end with the first right side.
    fn call_value(&mut self, symbol: Symbol, call: &Several, slots: &[Expr]) -> Eval {
        let origin = call.source.origin;
        match self.enter_call(symbol, call, slots)? {
            Next::Enter(rule, args) => {
                self.check_interrupt()?;
                match self.enter_body(&rule.body, &args) {
                    Ok(Next::Done(value)) => Ok(unreturned(value)),
                    Ok(next) => self.run_on(next, true, origin),
                    Err(unwind) => Err(unwind),
                }
            }
            next => self.run(next, origin),
        }
    }

    /// Arithmetic, comparisons and logic, at the present level; leaves.
    #[inline]
    fn operate(&mut self, node: &Node, slots: &[Expr]) -> Value {
        match node {
            Node::Arithmetic(operation, pair) => {
                if *operation != Arithmetic::Subtract
                    && let Some(value) = super::blocks::evaluate(self, &pair.source, slots)
                {
                    return Ok(value);
                }
                let (a, b) = self.pair(pair, slots)?;
                match operation.value(&a, &b) {
                    Some(value) => Ok(value),
                    None => Err(Leave::finish(&pair.source, operation.symbol(), [a, b])),
                }
            }
            Node::Comparison(operation, pair) => {
                let (a, b) = self.pair(pair, slots)?;
                match operation.holds(&a, &b) {
                    Some(holds) => Ok(Expr::boolean(holds)),
                    None => Err(Leave::finish(&pair.source, operation.symbol(), [a, b])),
                }
            }
            Node::Chain(operation, divisors, several) => self.chain(*operation, divisors, several, slots),
            Node::Connective(ends, several) => self.connective(*ends, several, slots),
            Node::Function(function, symbol, several) => {
                if holds_special(slots, &several.args) {
                    return Err(Box::new(Leave::Standard(*symbol, Arc::clone(&several.source))));
                }
                let args =
                    several.args.iter().map(|arg| self.operand(arg, slots)).collect::<Value<Args>>()?;
                match function(&args) {
                    Some(value) => Ok(value),
                    None => Err(Leave::finish(&several.source, *symbol, args)),
                }
            }
            Node::Not(not) => match self.operand(&not.0, slots)? {
                Expr::Symbol(sym::True) => Ok(Expr::boolean(false)),
                Expr::Symbol(sym::False) => Ok(Expr::boolean(true)),
                other => Err(Leave::finish(&not.1, sym::Not, [other])),
            },
            leaf => self.operand(leaf, slots),
        }
    }

    #[inline]
    fn pair(&mut self, pair: &Pair, slots: &[Expr]) -> Value<(Expr, Expr)> {
        let a = self.operand(&pair.a, slots)?;
        let b = self.operand(&pair.b, slots)?;
        Ok((a, b))
    }

    fn chain(
        &mut self,
        operation: Arithmetic,
        divisors: &[bool],
        several: &Several,
        slots: &[Expr],
    ) -> Value {
        if let Some(value) = super::blocks::evaluate(self, &several.source, slots) {
            return Ok(value);
        }
        let divides = divisors.contains(&true);
        if holds_special(slots, &several.args) || divides && !self.power_is_its_own() {
            return Err(Box::new(Leave::Standard(operation.symbol(), Arc::clone(&several.source))));
        }
        let mut args = Args::with_capacity(several.args.len());
        let mut value = None;
        for (index, arg) in several.args.iter().enumerate() {
            args.push(self.operand(arg, slots)?);
            value = match (index, value) {
                (0, _) => Some(args[0].clone()),
                (_, Some(value)) if !divides => operation.value(&value, &args[index]),
                _ => None,
            };
        }
        match value {
            Some(value) => Ok(value),
            None => match fast::chained_args(self, &several.source, operation.symbol(), args, divisors)? {
                Next::Done(value) => Ok(value),
                Next::Call(args) => Err(Leave::finish(&several.source, operation.symbol(), args)),
                _ => unreachable!("a value or arguments"),
            },
        }
    }

    fn connective(&mut self, ends: Symbol, several: &Several, slots: &[Expr]) -> Value {
        let symbol = if ends == sym::True { sym::Or } else { sym::And };
        if holds_special(slots, &several.args) {
            return Err(Box::new(Leave::Standard(symbol, Arc::clone(&several.source))));
        }
        for (index, arg) in several.args.iter().enumerate() {
            match self.operand(arg, slots)? {
                Expr::Symbol(symbol) if symbol == ends => return Ok(Expr::Symbol(ends)),
                Expr::Symbol(sym::True | sym::False) => {}
                undecided => {
                    // The rest is held.
                    let rest = several.source.args[index + 1..].iter().map(|arg| instantiate(arg, slots));
                    let args = std::iter::once(undecided).chain(rest);
                    return Err(Leave::finish(&several.source, symbol, args));
                }
            }
        }
        Ok(Expr::boolean(ends == sym::False))
    }

    /// The branch that a condition leads to; none for a branch that is not there.
    #[inline]
    fn choose<'p>(&mut self, choice: &'p Several, slots: &[Expr]) -> Value<Option<&'p Node>> {
        let (condition, branches) = (&choice.args[0], &choice.args[1..]);
        if holds_special(slots, branches) {
            return Err(Box::new(Leave::Standard(sym::If, Arc::clone(&choice.source))));
        }
        if let Node::Comparison(operation, pair) = condition
            && let Some((a, b)) = pair.integers(slots)
            && self.depth < self.recursion_limit
        {
            return Ok(if operation.of_integers(a, b) { branches.first() } else { branches.get(1) });
        }
        match self.operand(condition, slots)? {
            Expr::Symbol(sym::True) => Ok(branches.first()),
            Expr::Symbol(sym::False) => Ok(branches.get(1)),
            undecided => match branches.get(2) {
                Some(branch) => Ok(Some(branch)),
                None => {
                    let branches = choice.source.args[1..].iter().map(|arg| instantiate(arg, slots));
                    let args = std::iter::once(undecided).chain(branches);
                    Err(Leave::finish(&choice.source, sym::If, args))
                }
            },
        }
    }

    /// Evaluates all statements but the last, which is given back.
    fn all_but_last<'p>(&mut self, statements: &'p Several, slots: &[Expr]) -> Value<&'p Node> {
        let Some((last, before)) =
            statements.args.split_last().filter(|_| !holds_special(slots, &statements.args))
        else {
            let source = Arc::clone(&statements.source);
            return Err(Box::new(Leave::Standard(sym::CompoundExpression, source)));
        };
        for statement in before {
            let value = self.operand(statement, slots)?;
            if is_return(&value) {
                return Err(Box::new(Leave::Return(value)));
            }
        }
        Ok(last)
    }

    /// Evaluates the arguments of a call and finds the rule that applies.
    fn enter_call(&mut self, symbol: Symbol, call: &Several, slots: &[Expr]) -> Eval<Next<'static>> {
        let plain = self.definition(symbol).is_some_and(|known| {
            known.rules.is_some() && known.own_value.is_none() && HARMLESS.has(known.attributes)
        });
        if !plain || self.has_up_values || holds_special(slots, &call.args) {
            return self.steps(&call.source, slots);
        }
        let mut args = Args::new();
        let mut splices = false;
        for arg in &call.args {
            let value = self.operand(arg, slots).map_err(|leave| leave.unwind())?;
            splices |= matches!(value, Expr::Normal(_)) && is_special_argument(&value);
            args.push(value);
        }
        if splices {
            return self.finish_evaluated(symbol, args, call.source.origin);
        }
        if let Some(rule) = self.direct_rule(symbol, &args) {
            return Ok(Next::Enter(rule, args));
        }
        self.finish(symbol, args, None, call.source.origin)
    }
}
