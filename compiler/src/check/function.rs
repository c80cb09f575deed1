//! Pure functions: put in where they are applied, arguments computed once.

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Symbol, Type, sym};

use super::leave::Frame;
use super::scope::{Binding, Name, Scope, mentions};
use super::types::join;
use super::{Check, Checked, Checker, Exit};
use crate::diagnostic::Diagnostic;
use crate::ir::{Kind, Local, LocalId, Node};

/// What checking can be taken back to.
pub struct Snapshot {
    locals: Vec<Local>,
    labels: u32,
    diagnostics: usize,
    externals: u32,
    returns: usize,
}

impl Snapshot {
    /// Calls of the evaluator so far.
    pub fn externals(&self) -> u32 {
        self.externals
    }
}

/// An iterated function: the variable of the state, the node that gives it its first value, and the next value.
pub struct Iterated {
    /// The state.
    pub state: LocalId,
    /// Sets the state to its first value.
    pub start: Node,
    /// The next state, of the state's type.
    pub next: Node,
}

/// The third argument of a function that stands for a local definition `f[x_] := body`.
pub const DEFINED: Expr = Expr::Symbol(sym::SetDelayed);

impl Checker<'_> {
    /// The state to come back to.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            locals: self.locals.clone(),
            labels: self.labels,
            diagnostics: self.diagnostics.len(),
            externals: self.externals,
            returns: self.returns.len(),
        }
    }

    /// Calls of the evaluator made since the snapshot.
    pub fn added_externals(&self, snapshot: &Snapshot) -> u32 {
        self.externals - snapshot.externals
    }

    /// What has been found since the snapshot.
    pub fn findings_since(&self, snapshot: &Snapshot) -> Vec<Diagnostic> {
        self.diagnostics[snapshot.diagnostics..].to_vec()
    }

    /// Takes everything back since the snapshot.
    pub fn restore(&mut self, snapshot: &Snapshot) {
        self.locals.clone_from(&snapshot.locals);
        self.labels = snapshot.labels;
        self.diagnostics.truncate(snapshot.diagnostics);
        self.externals = snapshot.externals;
        self.returns.truncate(snapshot.returns);
        self.widened.retain(|local| (local.0 as usize) < snapshot.locals.len());
    }

    /// Whether an expression can be applied to arguments: a pure function, a name of one, a symbol, a composition.
    pub fn is_function(&self, expr: &Expr) -> bool {
        let (expr, _, bound) = self.meaning(expr);
        match &expr {
            Expr::Symbol(_) => !bound,
            Expr::Normal(normal) => {
                matches!(normal.head_symbol(), Some(sym::Function | sym::Composition | sym::RightComposition))
                    || normal.head_symbol().is_none()
            }
            Expr::Foreign(_) => self.env.compiled(&expr).is_some(),
            _ => false,
        }
    }

    /// What a name stands for, names of names followed, and the scope where that was written; whether it is a variable.
    pub fn meaning(&self, expr: &Expr) -> (Expr, Scope, bool) {
        let (mut expr, mut scope) = (expr.clone(), self.scope);
        while let Expr::Symbol(symbol) = expr {
            match self.scopes.find(scope, Name::Symbol(symbol)) {
                Some(Binding::Expr(inner, outer)) => (expr, scope) = (inner.clone(), *outer),
                found => return (expr, scope, found.is_some()),
            }
        }
        (expr, scope, false)
    }

    /// The symbol that a name of a function stands for, when nothing binds it.
    pub fn free_symbol(&self, expr: &Expr) -> Option<Symbol> {
        let (expr, _, bound) = self.meaning(expr);
        expr.as_symbol().filter(|_| !bound)
    }

    /// A body that may be left early with a value through the exit it is given: the type of the value is found first.
    pub fn with_exit(
        &mut self,
        name: &str,
        origin: Origin,
        body: &mut dyn FnMut(&mut Self, Exit) -> Check,
    ) -> Checked {
        let snapshot = self.snapshot();
        let mut ty = Type::Void;
        for _ in 0..3 {
            let exit = Exit { end: self.label(), value: self.local(name, ty) };
            let node = body(self, exit)?;
            let taken = self.local_type(exit.value);
            if taken == Type::Void {
                return Ok(Some(node));
            }
            let joined = if node.never_ends() { Some(taken) } else { join(node.ty, taken) };
            let Some(joined) = joined else { break };
            if joined != taken || self.widened.contains(&exit.value) {
                ty = joined;
                self.restore(&snapshot);
                continue;
            }
            let last = match node.never_ends() {
                true => node,
                false => self.set(exit.value, super::types::coerce(node, taken), origin),
            };
            let mark = Node::new(Kind::Mark(exit.end), Type::Void, origin);
            return Ok(Some(Node::sequence([last, mark, self.get(exit.value, origin)], origin)));
        }
        self.restore(&snapshot);
        Ok(None)
    }

    /// Leaves through an exit with a value; none when earlier values have a type that does not go with it.
    pub fn leave_by(&mut self, exit: Exit, value: Node, origin: Origin) -> Option<Node> {
        let ty = match self.local_type(exit.value) {
            Type::Void => value.ty,
            known => join(known, value.ty)?,
        };
        if !matches!(self.local_type(exit.value), Type::Void) && self.local_type(exit.value) != ty {
            // What has been set before must be set again as the wider type.
            self.widened.push(exit.value);
        }
        self.set_local_type(exit.value, ty);
        let set = self.set(exit.value, super::types::coerce(value, ty), origin);
        let go = Node::new(Kind::Goto(exit.end), Type::Void, origin);
        Some(Node::sequence([set, go], origin))
    }

    /// The value of a function applied to variables.
    pub fn apply(&mut self, function: &Expr, args: &[LocalId], origin: Origin) -> Check {
        match function {
            Expr::Symbol(symbol) => {
                if let Some(Binding::Expr(inner, scope)) = self.binding(Name::Symbol(*symbol)) {
                    // Arguments are variables, so that they mean the same in the scope of the function.
                    return self.in_scope(scope, |check| check.apply(&inner, args, origin));
                }
            }
            Expr::Normal(normal) if normal.has_head(sym::Function) && self.is_free(sym::Function) => {
                return self.apply_pure(normal, args);
            }
            Expr::Normal(normal)
                if matches!(normal.head_symbol(), Some(sym::Composition | sym::RightComposition))
                    && !normal.args.is_empty() =>
            {
                let mut held: Vec<Node> = Vec::new();
                let mut current: Vec<LocalId> = args.to_vec();
                let mut value = None;
                let mut order: Vec<&Expr> = normal.args.iter().collect();
                if normal.has_head(sym::Composition) {
                    order.reverse();
                }
                for inner in order {
                    if let Some(value) = value.take() {
                        let (local, set) = self.hold("composed", value);
                        held.push(set);
                        current = vec![local];
                    }
                    value = Some(self.apply(inner, &current, origin)?);
                }
                held.extend(value);
                return Ok(Node::sequence(held, origin));
            }
            _ => {}
        }
        let symbols: Vec<Symbol> = args.iter().map(|_| self.fresh_symbol()).collect();
        let outer = self.scope;
        for (symbol, local) in symbols.iter().zip(args) {
            self.scope = self.scopes.bind(self.scope, Name::Symbol(*symbol), Binding::Constant(*local));
        }
        let call = Normal::with_origin(
            function.clone(),
            symbols.into_iter().map(Expr::Symbol).collect(),
            Origin::NONE,
        );
        let result = self.value(&Expr::from(call));
        self.scope = outer;
        result
    }

    fn apply_pure(&mut self, function: &Normal, args: &[LocalId]) -> Check {
        let outer = self.scope;
        let body = match &function.args[..] {
            [body] => {
                self.scope = self.scopes.boundary(outer);
                for (slot, local) in (1..).zip(args) {
                    self.scope = self.scopes.bind(self.scope, Name::Slot(slot), Binding::Constant(*local));
                }
                body
            }
            [parameters, body, ..] => {
                let names: Vec<Option<Symbol>> = match parameters.as_call(sym::List) {
                    Some(list) => list.args.iter().map(Expr::as_symbol).collect(),
                    None => vec![parameters.as_symbol()],
                };
                if names.len() > args.len() || names.contains(&None) {
                    let span = self.span(function.origin);
                    let title = format!(
                        "A function of {} parameters is given {} arguments.",
                        names.len(),
                        args.len()
                    );
                    return Err(self.report(
                        Diagnostic::error("fpct", title)
                            .at(span, "")
                            .help("give the function as many parameters as it gets arguments"),
                    ));
                }
                for (name, local) in names.into_iter().flatten().zip(args) {
                    self.scope = self.scopes.bind(self.scope, Name::Symbol(name), Binding::Constant(*local));
                }
                body
            }
            [] => {
                let span = self.span(function.origin);
                return Err(self.report(Diagnostic::error("fpct", "A function has no body.").at(span, "")));
            }
        };
        // A definition has its own Return; in a pure function it is a value.
        let is_definition = function.args.get(2) == Some(&DEFINED);
        self.inside += u32::from(is_definition);
        let result = match is_definition && mentions(body, sym::Return) {
            true => self.with_exit("returned", function.origin, &mut |check, exit| {
                check.frames.push(Frame::Function(exit));
                let result = check.value(body);
                check.frames.pop();
                result
            }),
            false => {
                self.frames.push(if is_definition { Frame::Closed } else { Frame::Pure });
                let result = self.value(body);
                self.frames.pop();
                result.map(Some)
            }
        };
        self.inside -= u32::from(is_definition);
        self.scope = outer;
        match result? {
            Some(node) => Ok(node),
            None => {
                let span = self.span(function.origin);
                let title = "The values returned from a function have different types.".to_owned();
                Err(self.report(
                    Diagnostic::error("cret1", title)
                        .at(span, "returns values of several types")
                        .help("return values of one type on every path"),
                ))
            }
        }
    }

    /// A function applied to values: they are computed first, in order.
    pub fn apply_to_values(&mut self, function: &Expr, args: Vec<Node>, origin: Origin) -> Check {
        let mut nodes = Vec::new();
        let mut locals = Vec::new();
        for arg in args {
            let (local, set) = self.hold("arg", arg);
            locals.push(local);
            nodes.push(set);
        }
        nodes.push(self.apply(function, &locals, origin)?);
        Ok(Node::sequence(nodes, origin))
    }

    /// Checks the step of an iteration, widening the state until its type stays.
    ///
    /// None when it never does.
    pub fn iterated(
        &mut self,
        start: &Node,
        step: &mut dyn FnMut(&mut Self, LocalId) -> Check,
    ) -> Check<Option<Iterated>> {
        let snapshot = self.snapshot();
        let mut ty = start.ty;
        for _ in 0..3 {
            let state = self.local("state", ty);
            let start = self.set(state, super::types::coerce(start.clone(), ty), start.origin);
            let next = step(self, state)?;
            match join(ty, next.ty) {
                Some(joined) if joined == ty && ty != Type::Void => {
                    return Ok(Some(Iterated { state, start, next: super::types::coerce(next, ty) }));
                }
                Some(joined) => {
                    ty = joined;
                    self.restore(&snapshot);
                }
                None => {
                    self.restore(&snapshot);
                    return Ok(None);
                }
            }
        }
        Ok(None)
    }
}
