//! Expressions to typed trees: names, types, coercions, and the rules that a body must keep.
//!
//! The checker walks the unevaluated body once. What `builtins` has a row for becomes typed nodes; what it has not
//! becomes a call of the evaluator, and everything around stays compiled. Broken rules become diagnostics that point at
//! the source.

pub mod call;
mod constant;
mod empty;
pub mod external;
pub mod function;
pub mod iterate;
pub mod leave;
pub mod part;
pub mod scope;
pub mod types;
pub mod types_of;

use std::sync::Arc;

use scheelite_runtime::eval::Attributes;
use scheelite_runtime::expr::{RED_ZONE, STACK_STEP};
use scheelite_runtime::source::{Origin, Span};
use scheelite_runtime::{Expr, Normal, Symbol, Type, Value, sym};

use crate::builtins::defined::{self, Values};
use crate::builtins::{self, Rule};
use crate::diagnostic::Diagnostic;
use crate::ir::{Function, Kind, LabelId, Local, LocalId, Node};
use crate::request::{Choice, Environment, Options, Request};
pub use leave::{Exit, Loop, LoopReturn, ReturnTo};
use leave::{Frame, coerce_returns};
use scope::{Binding, Name, Scope, Scopes};
use types::{coerce, discard, join};

/// The body breaks a rule; the diagnostic has been made.
#[derive(Debug)]
pub struct Failed;

/// A node, or a broken rule.
pub type Check<T = Node> = Result<T, Failed>;

/// A node; `None` when the compiler has no such operation and the evaluator must be called; or a broken rule.
pub type Checked = Result<Option<Node>, Failed>;

/// What a value is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// The value is used.
    Value,
    /// Only what it does matters.
    Effect,
}

/// The state of checking one function.
pub struct Checker<'a> {
    /// The session.
    pub env: &'a mut dyn Environment,
    /// Options of the call of `Compile`.
    pub options: Options,
    /// Everything found so far.
    pub diagnostics: Vec<Diagnostic>,
    /// Calls of the evaluator made so far.
    pub externals: u32,
    /// Calls of the evaluator whose type was assumed.
    assumed: u32,
    request: &'a Request,
    locals: Vec<Local>,
    scopes: Scopes,
    scope: Scope,
    labels: u32,
    frames: Vec<Frame>,
    catches: Vec<Exit>,
    gotos: Vec<(Expr, LabelId)>,
    returns: Vec<(Type, Option<Span>)>,
    /// Variables of `Block`: code called outside sees them.
    dynamic: Vec<LocalId>,
    /// Variables that start as an empty list and get their type from what is first put in.
    empty: Vec<LocalId>,
    /// Symbols whose definitions are being put in, to stop at recursion.
    inlining: Vec<Expr>,
    /// Whether `Return` may leave the function: not inside a body that was put in.
    inside: u32,
    /// Variables of exits whose type became wider after they had been set.
    widened: Vec<LocalId>,
    /// Definitions of the compiler's own being put in.
    definitions: u32,
    /// Whether what is being checked stands inside an expression of known numbers.
    folding: bool,
    serial: u32,
    guesses: u32,
    depth: u32,
    /// The calls around the place being checked.
    around: Vec<Arc<Normal>>,
}

/// Expressions nested deeper than this stay with the evaluator.
const MAX_DEPTH: u32 = 400;

/// The function and what was found; no function when a rule is broken.
pub struct CheckedFunction {
    /// The typed tree.
    pub function: Option<Function>,
    /// Findings in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Number of calls of the evaluator.
    pub externals: u32,
}

/// Checks a request.
pub fn check(request: &Request, env: &mut dyn Environment) -> CheckedFunction {
    let mut checker = Checker {
        env,
        options: request.options,
        diagnostics: Vec::new(),
        externals: 0,
        assumed: 0,
        request,
        locals: Vec::new(),
        scopes: Scopes::default(),
        scope: Scope::ROOT,
        labels: 0,
        frames: Vec::new(),
        catches: Vec::new(),
        gotos: Vec::new(),
        returns: Vec::new(),
        dynamic: Vec::new(),
        empty: Vec::new(),
        inlining: Vec::new(),
        inside: 0,
        widened: Vec::new(),
        definitions: 0,
        folding: false,
        serial: 0,
        guesses: 0,
        depth: 0,
        around: Vec::new(),
    };
    let function = checker.function().ok();
    let failed = checker.diagnostics.iter().any(Diagnostic::is_error);
    let Checker { diagnostics, externals, .. } = checker;
    CheckedFunction { function: function.filter(|_| !failed), diagnostics, externals }
}

impl Checker<'_> {
    fn function(&mut self) -> Check<Function> {
        for argument in &self.request.arguments {
            let local = self.local(argument.symbol.name(), argument.ty);
            self.locals[local.0 as usize].writes = 1;
            self.scope =
                self.scopes.bind(self.scope, Name::Symbol(argument.symbol), Binding::Constant(local));
        }
        let body = self.request.body.clone();
        let body = self.value(&body)?;
        let mut result = if body.never_ends() { None } else { Some(body.ty) };
        for (ty, span) in self.returns.clone() {
            result = Some(match result {
                None => ty,
                Some(so_far) => match join(so_far, ty) {
                    Some(joined) => joined,
                    None => return Err(self.return_clash(so_far, ty, span)),
                },
            });
        }
        let result = result.unwrap_or(Type::Void);
        let mut body = coerce(body, result);
        coerce_returns(&mut body, result);
        let locals = std::mem::take(&mut self.locals);
        Ok(Function { parameters: self.request.arguments.len(), locals, labels: self.labels, body, result })
    }

    /// Notes a finding; as a [`Failed`] for those who give up with it.
    pub fn report(&mut self, found: Diagnostic) -> Failed {
        self.diagnostics.push(found);
        Failed
    }

    /// The place of an expression.
    pub fn span(&self, origin: Origin) -> Option<Span> {
        self.env.sources().span(origin)
    }

    /// The place of an argument of a call.
    pub fn arg_span(&self, call: &Normal, index: usize) -> Option<Span> {
        if call.origin == Origin::NONE || index >= call.args.len() {
            return None;
        }
        self.env.sources().arg_span(call.origin, index)
    }

    /// A new variable.
    pub fn local(&mut self, name: &str, ty: Type) -> LocalId {
        self.locals.push(Local { name: name.to_owned(), ty, writes: 0 });
        LocalId(u32::try_from(self.locals.len() - 1).unwrap_or(u32::MAX))
    }

    /// The type of a variable, `Void` when it has not been set.
    pub fn local_type(&self, local: LocalId) -> Type {
        self.locals[local.0 as usize].ty
    }

    /// Gives a variable its type, once.
    pub fn set_local_type(&mut self, local: LocalId, ty: Type) {
        self.locals[local.0 as usize].ty = ty;
    }

    /// A new label.
    pub fn label(&mut self) -> LabelId {
        self.labels += 1;
        LabelId(self.labels - 1)
    }

    /// A symbol that no source can name.
    pub fn fresh_symbol(&mut self) -> Symbol {
        self.serial += 1;
        Symbol::new("Compile`value").with_serial(self.serial)
    }

    /// Sets a variable and counts it.
    pub fn set(&mut self, local: LocalId, value: Node, origin: Origin) -> Node {
        self.locals[local.0 as usize].writes += 1;
        Node::assign(local, value, origin)
    }

    /// The value of a variable.
    pub fn get(&self, local: LocalId, origin: Origin) -> Node {
        Node::new(Kind::Local(local), self.local_type(local), origin)
    }

    /// A new variable set to a value, and the node that sets it.
    pub fn hold(&mut self, name: &str, value: Node) -> (LocalId, Node) {
        let (ty, origin) = (value.ty, value.origin);
        let local = self.local(name, ty);
        (local, self.set(local, value, origin))
    }

    /// Runs with one more name bound.
    pub fn with_binding<T>(&mut self, name: Name, binding: Binding, f: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.scope;
        self.scope = self.scopes.bind(outer, name, binding);
        let result = f(self);
        self.scope = outer;
        result
    }

    /// Runs in another scope.
    pub fn in_scope<T>(&mut self, scope: Scope, f: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.scope, scope);
        let result = f(self);
        self.scope = outer;
        result
    }

    /// The current scope.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The current scope, to change; the caller puts the old one back.
    pub fn set_scope(&mut self, scope: Scope) {
        self.scope = scope;
    }

    /// Scopes.
    pub fn scopes(&mut self) -> &mut Scopes {
        &mut self.scopes
    }

    /// What a name means here.
    pub fn binding(&self, name: Name) -> Option<Binding> {
        self.scopes.find(self.scope, name).cloned()
    }

    /// Whether a symbol means what it means everywhere: nothing here binds it.
    pub fn is_free(&self, symbol: Symbol) -> bool {
        self.scopes.find(self.scope, Name::Symbol(symbol)).is_none()
    }

    /// Notes a variable of `Block`.
    pub fn note_dynamic(&mut self, local: LocalId) {
        self.dynamic.push(local);
    }

    /// A value.
    pub fn value(&mut self, expr: &Expr) -> Check {
        self.expr(expr, Want::Value)
    }

    /// Only what an expression does.
    pub fn effect(&mut self, expr: &Expr) -> Check {
        Ok(discard(self.expr(expr, Want::Effect)?))
    }

    /// An expression.
    pub fn expr(&mut self, expr: &Expr, want: Want) -> Check {
        if self.depth >= MAX_DEPTH {
            let span = expr.as_normal().and_then(|normal| self.span(normal.origin));
            let title = format!("The function nests expressions deeper than {MAX_DEPTH} levels.");
            return Err(self.report(
                Diagnostic::error("depth", title)
                    .at(span, "")
                    .help("compute parts of it into variables first"),
            ));
        }
        self.depth += 1;
        let result = self.expr_within(expr, want);
        self.depth -= 1;
        result
    }

    fn expr_within(&mut self, expr: &Expr, want: Want) -> Check {
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || match expr {
            Expr::Symbol(symbol) => self.symbol(*symbol),
            Expr::Normal(normal) => self.normal(normal, want),
            Expr::Array(tensor) => Ok(Node::constant(Value::Tensor(tensor.clone()), Origin::NONE)),
            _ => match types_of::number(expr) {
                Some(value) => Ok(Node::constant(value, Origin::NONE)),
                None => self.external(expr, want),
            },
        })
    }

    fn symbol(&mut self, symbol: Symbol) -> Check {
        match self.binding(Name::Symbol(symbol)) {
            Some(Binding::Local(local) | Binding::Constant(local)) => {
                if self.local_type(local) == Type::Void {
                    let title = format!(
                        "The variable {symbol} has not been initialized or has been initialized to Null. Evaluation \
                         will use the uncompiled function."
                    );
                    let place = self.span(self.symbol_origin(symbol));
                    let help = if self.empty.contains(&local) {
                        format!(
                            "no type is known of an empty list that nothing is put into: write {symbol} = Most[{{0.}}]"
                        )
                    } else {
                        format!("give it a first value: Module[{{{symbol} = 0.}}, …]")
                    };
                    return Err(self.report(
                        Diagnostic::error("initvar", title)
                            .at(place, "read here, before it has a value")
                            .help(help),
                    ));
                }
                Ok(self.get(local, Origin::NONE))
            }
            Some(Binding::Expr(expr, scope)) => self.in_scope(scope, |check| check.value(&expr)),
            Some(Binding::Boundary) | None => match builtins::constant(symbol) {
                Some(value) => Ok(Node::constant(value, Origin::NONE)),
                None => self.outer_symbol(symbol),
            },
        }
    }

    /// The place of a symbol: an argument of the nearest call around it that has it, or its head.
    pub(super) fn symbol_origin(&self, symbol: Symbol) -> Origin {
        let found = self.around.iter().rev().find_map(|call| {
            if let Some(index) = call.args.iter().position(|arg| arg.is_symbol(symbol)) {
                return Some(self.env.sources().arg_origin(call.origin, index));
            }
            call.head.is_symbol(symbol).then_some(call.origin)
        });
        found.unwrap_or(Origin::NONE)
    }

    /// A symbol that the function does not bind.
    fn outer_symbol(&mut self, symbol: Symbol) -> Check {
        let expr = Expr::Symbol(symbol);
        let Some(value) = self.env.own_value(symbol) else { return self.external(&expr, Want::Value) };
        match self.options.inline_definitions {
            Choice::No => self.external(&expr, Want::Value),
            Choice::Yes if !self.inlining.contains(&expr) => {
                self.inlining.push(expr);
                let result = self.in_scope(Scope::ROOT, |check| check.value(&value));
                self.inlining.pop();
                result
            }
            _ => match types_of::value_type(&value) {
                Some(ty) => Ok(self.external_of_type(&expr, ty)),
                None => self.external(&expr, Want::Value),
            },
        }
    }

    fn normal(&mut self, call: &Arc<Normal>, want: Want) -> Check {
        if call.has_head(sym::Slot) {
            let slot = match call.args.first() {
                None => Some(1),
                Some(Expr::Integer(slot)) => Some(*slot),
                _ => None,
            };
            if let Some(slot) = slot {
                return self.slot(slot, call);
            }
        }
        let declared = self.declared_type(call);
        // The outermost expression of known numbers is computed as a whole.
        let known = !self.folding && declared.is_none() && self.is_known_number(&Expr::Normal(call.clone()));
        self.folding |= known;
        self.around.push(call.clone());
        let built = self.call(call, want);
        self.around.pop();
        self.folding &= !known;
        let built = match built? {
            Some(node) if known => Some(self.fold_known(call, node)),
            built => built,
        };
        match (built, declared) {
            (Some(node), None) => Ok(node),
            (Some(node), Some(ty)) if types::widens(node.ty, ty) => Ok(coerce(node, ty)),
            (_, Some(ty)) => Ok(self.external_call(call, want, Some(ty))?),
            (None, None) => self.external_call(call, want, None),
        }
    }

    fn slot(&mut self, slot: i64, call: &Arc<Normal>) -> Check {
        match self.binding(Name::Slot(slot)) {
            Some(Binding::Local(local) | Binding::Constant(local)) => Ok(self.get(local, call.origin)),
            Some(Binding::Expr(expr, scope)) => self.in_scope(scope, |check| check.value(&expr)),
            _ => {
                let span = self.span(call.origin);
                let title = format!("Slot number {slot} cannot be filled here.");
                Err(self.report(
                    Diagnostic::error("slotn", title)
                        .at(span, "not inside a pure function with so many arguments")
                        .help("close the function with & and give it that argument"),
                ))
            }
        }
    }

    /// The row for a call, when its head is a free symbol.
    fn row(&self, call: &Normal) -> Option<&'static builtins::Row> {
        let head = call.head_symbol().filter(|&head| self.is_free(head))?;
        builtins::row(head)
    }

    fn call(&mut self, call: &Arc<Normal>, want: Want) -> Checked {
        if let Some(row) = self.row(call) {
            return self.apply_row(row, call, want);
        }
        self.call_function(&call.head.clone(), call, want)
    }

    /// Applies a row of the table of built-in functions.
    pub fn apply_row(&mut self, row: &'static builtins::Row, call: &Arc<Normal>, want: Want) -> Checked {
        match row.rule {
            Rule::Form(form) => match form(self, call, want)? {
                Some(node) => Ok(Some(node)),
                None => defined::expand(self, call, want, &mut Values::default()),
            },
            Rule::Typed(typed) => {
                let mut values = Values::default();
                if let Some(node) = defined::expand(self, call, want, &mut values)? {
                    return Ok(Some(node));
                }
                if !call.args.iter().all(|arg| self.is_value(arg)) {
                    return Ok(None);
                }
                let mut args = Vec::with_capacity(call.args.len());
                for arg in &call.args {
                    args.push(values.take(self, arg)?);
                }
                if args.iter().any(|arg| arg.ty == Type::Void) {
                    return Ok(None);
                }
                let threads = self.threads(call, &args).then(|| args.clone());
                match (typed(self, builtins::Call { name: row.name, args, origin: call.origin })?, threads) {
                    (None, Some(args)) => builtins::threading::threaded(self, call, args, want),
                    (node, _) => Ok(node),
                }
            }
        }
    }

    /// Whether the evaluator threads a function over lists among these arguments.
    fn threads(&self, call: &Normal, args: &[Node]) -> bool {
        args.iter().any(|arg| crate::ir::rank(arg.ty) > 0)
            && call.head_symbol().is_some_and(|head| self.env.attributes(head).has(Attributes::LISTABLE))
    }

    /// Whether an expression can have a machine value: not a string, a rule, a pure function or a free symbol without
    /// value.
    pub fn is_value(&self, expr: &Expr) -> bool {
        self.is_value_in(self.scope, expr)
    }

    fn is_value_in(&self, scope: Scope, expr: &Expr) -> bool {
        match expr {
            Expr::Symbol(symbol) => match self.scopes.find(scope, Name::Symbol(*symbol)) {
                Some(Binding::Expr(expr, scope)) => self.is_value_in(*scope, expr),
                Some(_) => true,
                None => builtins::constant(*symbol).is_some() || self.env.own_value(*symbol).is_some(),
            },
            Expr::Normal(normal) => match normal.head_symbol() {
                Some(sym::Function | sym::Rule | sym::RuleDelayed | sym::Span) => {
                    self.scopes.find(scope, Name::Symbol(sym::Function)).is_some()
                }
                Some(sym::Slot) => {
                    let slot =
                        normal.args.first().map_or(1, |arg| if let Expr::Integer(n) = arg { *n } else { 0 });
                    match self.scopes.find(scope, Name::Slot(slot)) {
                        Some(Binding::Expr(expr, scope)) => self.is_value_in(*scope, expr),
                        _ => true,
                    }
                }
                Some(sym::List) => normal.args.iter().all(|arg| self.is_value_in(scope, arg)),
                _ => true,
            },
            Expr::String(_) | Expr::Association(_) | Expr::Foreign(_) => false,
            _ => true,
        }
    }
}
