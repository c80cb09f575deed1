//! Iterators `{n}`, `{i, n}`, `{i, a, b}`, `{i, a, b, s}`, `{i, list}` and the loops over them.

use std::sync::Arc;

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, sym};

use super::leave::Frame;
use super::scope::{Binding, Name, mentions};
use super::types::{coerce, to_scalar};
use super::{Check, Checker, Loop, Want};
use crate::diagnostic::Diagnostic;
use crate::ir::{
    Count, Index, Kind, LabelId, LocalId, Node, Operation, Relation, While, rank, scalar, type_words,
};

/// One iterator, checked: a loop waiting for its body.
pub struct Level {
    /// Computes the bounds.
    pub setup: Vec<Node>,
    /// Where `Continue` and `Break` go.
    pub labels: Loop,
    /// The name and the variable of the iterator.
    pub variable: Option<(Symbol, LocalId)>,
    /// Whether its bounds depend on the iterators before it.
    pub dependent: bool,
    kind: LevelKind,
    origin: Origin,
}

/// How the variable of a counted level gets its value at the start of a round.
enum RoundValue {
    /// The value itself.
    Is(Node),
    /// One step more; before the first round it is one step before the first value.
    Advances { first: Node, step: Node },
}

enum LevelKind {
    /// From a first integer to a last by one; the variable itself counts.
    Unit { first: Node, last: Node },
    /// By a known integer step.
    Stepped { first: Node, last: Node, step: i64 },
    /// A number of rounds; the variable is set at the start of each.
    Counted { count: Node, counter: LocalId, value: Option<RoundValue> },
}

impl Checker<'_> {
    /// Checks an iterator and binds its variable in the current scope; the caller puts the old scope back.
    ///
    /// `before` are the variables of the iterators before it.
    pub fn iterator(&mut self, call: &Normal, at: usize, before: &[Symbol]) -> Check<Option<Level>> {
        let written = &call.args[at];
        let parts = match written.as_call(sym::List) {
            Some(list) => &list.args[..],
            None => std::slice::from_ref(written),
        };
        let origin = written.as_normal().map_or(call.origin, |normal| normal.origin);
        let bounds = if parts.len() > 1 { &parts[1..] } else { parts };
        let dependent = bounds.iter().any(|bound| before.iter().any(|&symbol| mentions(bound, symbol)));
        let labels = Loop { next: self.label(), end: self.label() };
        let mut setup = Vec::new();
        if !bounds.iter().all(|bound| self.is_value(bound)) {
            return Ok(None);
        }
        let name = if parts.len() > 1 {
            match parts[0].as_symbol() {
                Some(symbol) => Some(symbol),
                None => return Err(self.iterator_error(call, at)),
            }
        } else {
            None
        };
        let mut values = Vec::new();
        for bound in bounds {
            values.push(self.value(bound)?);
        }
        if values.is_empty() || values.len() > 3 {
            return Err(self.iterator_error(call, at));
        }
        if values.len() == 1 && rank(values[0].ty) > 0 {
            let list = values.remove(0);
            return self.over_list(name, list, labels, dependent, origin).map(Some);
        }
        for value in &values {
            if !matches!(value.ty, Type::Of(Scalar::Integer | Scalar::Real, 0)) {
                let title = format!("Iterator {} does not have appropriate bounds.", self.env.text(written));
                let label = format!("a bound is {}", type_words(value.ty));
                let span = self.arg_span(call, at);
                return Err(self.report(
                    Diagnostic::error("iterb", title)
                        .at(span, label)
                        .help("bounds and step of an iterator are integers or reals"),
                ));
            }
        }
        let mut values = values.into_iter();
        let (first, last, step) = match (values.next(), values.next(), values.next()) {
            (Some(last), None, _) => (Node::integer(1), last, Node::integer(1)),
            (Some(first), Some(last), step) => (first, last, step.unwrap_or_else(|| Node::integer(1))),
            _ => return Err(self.iterator_error(call, at)),
        };
        let integers = first.ty == Type::INTEGER && step.ty == Type::INTEGER;
        let variable_type = if integers { Type::INTEGER } else { Type::REAL };
        let name_text = name.map_or("count", Symbol::name);
        let variable = self.local(name_text, variable_type);
        let known_step = step.as_integer().filter(|&step| step != 0);
        let kind = if let (true, true, Some(step)) = (integers, last.ty == Type::INTEGER, known_step) {
            let first = self.simple(first, "first", &mut setup);
            let last = self.simple(last, "last", &mut setup);
            match step {
                1 => LevelKind::Unit { first, last },
                _ => LevelKind::Stepped { first, last, step },
            }
        } else {
            let first = self.simple(first, "first", &mut setup);
            let last = self.simple(last, "last", &mut setup);
            let step = self.simple(step, "step", &mut setup);
            let count =
                Node::op(Operation::Steps, vec![first.clone(), last, step.clone()], Type::INTEGER, origin);
            let count = self.simple(count, "steps", &mut setup);
            if integers && step.as_integer() == Some(1) && first.as_integer() == Some(1) {
                // `{i, 2.5}`: counts like `{i, 2}`.
                LevelKind::Unit { first, last: count }
            } else {
                let counter = self.local("counter", Type::INTEGER);
                if integers {
                    let value = Some(RoundValue::Advances { first, step });
                    return self.counted(
                        name,
                        variable,
                        (setup, labels, dependent),
                        (count, counter, value),
                        origin,
                    );
                }
                // first + (counter - 1) step
                let rounds = Node::op(
                    Operation::Subtract,
                    vec![self.get(counter, origin), Node::integer(1)],
                    Type::INTEGER,
                    origin,
                );
                let rounds = coerce(rounds, Type::REAL);
                let (first, step) = (to_scalar(first, Scalar::Real), to_scalar(step, Scalar::Real));
                let distance = Node::op(Operation::Multiply, vec![rounds, step], variable_type, origin);
                let value = Node::op(Operation::Add, vec![first, distance], variable_type, origin);
                LevelKind::Counted { count, counter, value: Some(RoundValue::Is(value)) }
            }
        };
        if let Some(name) = name {
            let scope = self.scope();
            let scope = self.scopes().bind(scope, Name::Symbol(name), Binding::Local(variable));
            self.set_scope(scope);
        }
        let variable = Some((name.unwrap_or(sym::Null), variable));
        Ok(Some(Level { setup, labels, variable, dependent, kind, origin }))
    }

    fn counted(
        &mut self,
        name: Option<Symbol>,
        variable: LocalId,
        (setup, labels, dependent): (Vec<Node>, Loop, bool),
        (count, counter, value): (Node, LocalId, Option<RoundValue>),
        origin: Origin,
    ) -> Check<Option<Level>> {
        if let Some(name) = name {
            let scope = self.scope();
            let scope = self.scopes().bind(scope, Name::Symbol(name), Binding::Local(variable));
            self.set_scope(scope);
        }
        let kind = LevelKind::Counted { count, counter, value };
        let variable = Some((name.unwrap_or(sym::Null), variable));
        Ok(Some(Level { setup, labels, variable, dependent, kind, origin }))
    }

    fn over_list(
        &mut self,
        name: Option<Symbol>,
        list: Node,
        labels: Loop,
        dependent: bool,
        origin: Origin,
    ) -> Check<Level> {
        let mut setup = Vec::new();
        let Type::Of(element, list_rank) = list.ty else { return Err(super::Failed) };
        let list = self.simple(list, "list", &mut setup);
        let length = Node::op(Operation::Length, vec![list.clone()], Type::INTEGER, origin);
        let count = self.simple(length, "length", &mut setup);
        let counter = self.local("counter", Type::INTEGER);
        let ty = Type::Of(element, list_rank - 1);
        let index = Index::At(self.get(counter, origin), true);
        let value = Node::new(Kind::Part(Box::new(list), vec![index]), ty, origin);
        let variable = self.local(name.map_or("item", Symbol::name), ty);
        if let Some(name) = name {
            let scope = self.scope();
            let scope = self.scopes().bind(scope, Name::Symbol(name), Binding::Local(variable));
            self.set_scope(scope);
        }
        Ok(Level {
            setup,
            labels,
            variable: Some((name.unwrap_or(sym::Null), variable)),
            dependent,
            kind: LevelKind::Counted {
                count,
                counter,
                value: name.is_some().then_some(RoundValue::Is(value)),
            },
            origin,
        })
    }

    fn iterator_error(&mut self, call: &Normal, at: usize) -> super::Failed {
        let span = self.arg_span(call, at);
        let title = format!(
            "Raw object {} cannot be used as an iterator.",
            self.env.text(call.args.get(at).unwrap_or(&Expr::null()))
        );
        self.report(
            Diagnostic::error("itraw", title)
                .at(span, "expected an iterator")
                .help("write {i, n}, {i, a, b}, {i, a, b, step} or {i, list}"),
        )
    }

    /// A node that can be used several times: constants and fresh variables.
    pub fn simple(&mut self, node: Node, name: &str, setup: &mut Vec<Node>) -> Node {
        if node.as_constant().is_some() {
            return node;
        }
        // Arguments of the function never change.
        if let Kind::Local(local) = node.kind
            && (local.0 as usize) < self.request.arguments.len()
        {
            return node;
        }
        let origin = node.origin;
        let (local, set) = self.hold(name, node);
        setup.push(set);
        self.get(local, origin)
    }

    /// The number of rounds of a level, once its setup has run.
    pub fn rounds(&mut self, level: &mut Level) -> Node {
        let origin = level.origin;
        let op = |operation, a: Node, b: Node| Node::op(operation, vec![a, b], Type::INTEGER, origin);
        let node = match &level.kind {
            LevelKind::Counted { count, .. } => return count.clone(),
            LevelKind::Unit { first, last } => match first.as_integer() {
                Some(1) => return last.clone(),
                Some(0) => op(Operation::Add, last.clone(), Node::integer(1)),
                _ => {
                    op(Operation::Add, op(Operation::Subtract, last.clone(), first.clone()), Node::integer(1))
                }
            },
            LevelKind::Stepped { first, last, step } => Node::op(
                Operation::Steps,
                vec![first.clone(), last.clone(), Node::integer(*step)],
                Type::INTEGER,
                origin,
            ),
        };
        let mut setup = std::mem::take(&mut level.setup);
        let rounds = self.simple(node, "rounds", &mut setup);
        level.setup = setup;
        rounds
    }

    /// The variable that counts the rounds of this level from 1, when there is one.
    pub fn position(&self, level: &Level) -> Option<LocalId> {
        match &level.kind {
            LevelKind::Counted { counter, .. } => Some(*counter),
            LevelKind::Unit { first, .. } if first.as_integer() == Some(1) => {
                let (_, variable) = level.variable?;
                (self.locals[variable.0 as usize].writes == 0).then_some(variable)
            }
            _ => None,
        }
    }

    /// The loop around a body, without its setup.
    pub fn build_loop(&mut self, level: Level, body: Node) -> Vec<Node> {
        let Level { labels: Loop { next, end }, variable, kind, origin, .. } = level;
        let Some((_, variable)) = variable else { return vec![body] };
        // A body that changes the iterator's variable does not change the course of the loop.
        let changed = self.locals[variable.0 as usize].writes > 0;
        let (index, body) = match kind {
            LevelKind::Counted { counter, .. } => (counter, body),
            _ if changed => {
                let index = self.local("counter", Type::INTEGER);
                let copy = self.set(variable, self.get(index, origin), origin);
                (index, Node::sequence([copy, body], origin))
            }
            _ => (variable, body),
        };
        match kind {
            LevelKind::Unit { first, last } => {
                let start = self.set(index, first, origin);
                let count = Count { index, last, body, next, end, ahead: None };
                vec![start, Node::new(Kind::Count(Box::new(count)), Type::Void, origin)]
            }
            LevelKind::Stepped { first, last, step } => {
                let start = self.set(index, first, origin);
                let relation = if step > 0 { Relation::LessEqual } else { Relation::GreaterEqual };
                let test = Node::op(
                    Operation::Compare(relation),
                    vec![self.get(index, origin), last],
                    Type::BOOLEAN,
                    origin,
                );
                let sum = Node::op(
                    Operation::Add,
                    vec![self.get(index, origin), Node::integer(step)],
                    Type::INTEGER,
                    origin,
                );
                let step = self.set(index, sum, origin);
                let of = While { test, body, step, next, end };
                vec![start, Node::new(Kind::While(Box::new(of)), Type::Void, origin)]
            }
            LevelKind::Counted { count, counter, value } => {
                let mut nodes = Vec::new();
                let body = match value {
                    Some(RoundValue::Is(value)) => {
                        let set = self.set(variable, value, origin);
                        Node::sequence([set, body], origin)
                    }
                    Some(RoundValue::Advances { first, step }) => {
                        let own = if changed { self.local("value", Type::INTEGER) } else { variable };
                        let before =
                            Node::op(Operation::Subtract, vec![first, step.clone()], Type::INTEGER, origin);
                        nodes.push(self.set(own, before, origin));
                        let next = Node::op(
                            Operation::Add,
                            vec![self.get(own, origin), step],
                            Type::INTEGER,
                            origin,
                        );
                        let mut round = vec![self.set(own, next, origin)];
                        if changed {
                            let value = self.get(own, origin);
                            round.push(self.set(variable, value, origin));
                        }
                        round.push(body);
                        Node::sequence(round, origin)
                    }
                    None => body,
                };
                nodes.push(self.set(counter, Node::integer(1), origin));
                let count = Count { index: counter, last: count, body, next, end, ahead: None };
                nodes.push(Node::new(Kind::Count(Box::new(count)), Type::Void, origin));
                nodes
            }
        }
    }

    /// Checks all iterators of a call from argument `from` on, with their variables bound, then the body.
    ///
    /// None when an iterator is the evaluator's. The scope is put back.
    pub fn levels<T>(
        &mut self,
        call: &Arc<Normal>,
        from: usize,
        body: impl FnOnce(&mut Self, &[Level]) -> Check<T>,
    ) -> Check<Option<(Vec<Level>, T)>> {
        let outer = self.scope();
        let mut levels: Vec<Level> = Vec::new();
        let mut before: Vec<Symbol> = Vec::new();
        for at in from..call.args.len() {
            match self.iterator(call, at, &before) {
                Ok(Some(level)) => {
                    before.extend(
                        level.variable.map(|(symbol, _)| symbol).filter(|&symbol| symbol != sym::Null),
                    );
                    levels.push(level);
                }
                Ok(None) => {
                    self.set_scope(outer);
                    return Ok(None);
                }
                Err(failed) => {
                    self.set_scope(outer);
                    return Err(failed);
                }
            }
        }
        let result = body(self, &levels);
        self.set_scope(outer);
        result.map(|result| Some((levels, result)))
    }

    /// Checks a body that loops inside compiled constructs may not leave by `Break` or `Continue`.
    pub fn closed_body(&mut self, body: &Expr) -> Check {
        self.body_in(body, Want::Value, Frame::Closed)
    }

    /// Whether these are iterators that no source can name: of a loop that a functional has become. It is left by `Break`
    /// and `Continue` like the functional itself.
    pub fn is_own(&self, levels: &[Level]) -> bool {
        levels.iter().all(|level| level.variable.is_some_and(|(symbol, _)| symbol.context() == "Compile`"))
    }

    /// Checks the body of a table.
    pub fn table_body(&mut self, body: &Expr, levels: &[Level]) -> Check {
        let frame = if self.is_own(levels) { Frame::Pure } else { Frame::Closed };
        self.body_in(body, Want::Value, frame)
    }

    /// Checks the body of a functional's loop without values.
    pub fn table_body_effect(&mut self, body: &Expr) -> Check {
        self.body_in(body, Want::Effect, Frame::Open)
    }

    fn body_in(&mut self, body: &Expr, want: Want, frame: Frame) -> Check {
        self.frames.push(frame);
        let body = match want {
            Want::Value => self.value(body),
            Want::Effect => self.effect(body),
        };
        self.frames.pop();
        body
    }

    /// Nested loops around a body, innermost level last.
    pub fn nest_loops(&mut self, levels: Vec<Level>, body: Node) -> Vec<Node> {
        let mut nodes = vec![body];
        for mut level in levels.into_iter().rev() {
            let mut outer = std::mem::take(&mut level.setup);
            let origin = level.origin;
            outer.extend(self.build_loop(level, Node::sequence(nodes, origin)));
            nodes = outer;
        }
        nodes
    }

    /// A tensor of the values of a body over iterators.
    pub fn table(&mut self, mut levels: Vec<Level>, body: Node, origin: Origin) -> Check {
        let depth = u8::try_from(levels.len()).unwrap_or(u8::MAX);
        let Some(element) = scalar(body.ty) else {
            return Err(self.report(Diagnostic::error("tabnull", "The elements of a table have no value.")));
        };
        if element == Scalar::Boolean {
            let span = self.span(origin);
            return Err(self.report(
                Diagnostic::error("tabbool", "A table of True and False is no array of numbers.")
                    .at(span, "elements are Booleans")
                    .help("use Boole[…] to make them 1 and 0"),
            ));
        }
        let ty = Type::Of(element, rank(body.ty).saturating_add(depth));
        let flat = rank(body.ty) == 0 && levels.iter().all(|level| !level.dependent);
        if flat {
            return self.flat_table(levels, body, ty, origin);
        }
        // Row by row from the inside: each level collects what the level inside gives.
        let mut value = body;
        let mut inner: Vec<Node> = Vec::new();
        while let Some(mut level) = levels.pop() {
            let ty = Type::Of(element, rank(value.ty).saturating_add(1));
            let result = self.local("table", ty);
            let rounds = self.rounds(&mut level);
            let mut nodes = std::mem::take(&mut level.setup);
            // The first row makes a tensor of higher rank; without rows it stays empty.
            let lengths = match rank(ty) {
                1 => vec![rounds.clone()],
                rank => vec![Node::integer(0); rank.into()],
            };
            let make = Node::op(Operation::NewTable, lengths, ty, origin);
            nodes.push(self.set(result, make, origin));
            let (position, advance) = match self.position(&level) {
                Some(position) => (position, None),
                None => {
                    let position = self.local("position", Type::INTEGER);
                    nodes.push(self.set(position, Node::integer(0), origin));
                    (position, Some(self.advance(position, origin)))
                }
            };
            inner.extend(advance);
            let at = self.get(position, origin);
            let put = if rank(value.ty) == 0 {
                Kind::SetElement(result, Box::new(at), Box::new(value))
            } else {
                Kind::SetRow(result, Box::new([at, rounds, value]))
            };
            inner.push(Node::new(put, Type::Void, origin));
            nodes.extend(self.build_loop(level, Node::sequence(inner, origin)));
            inner = nodes;
            value = self.get(result, origin);
        }
        inner.push(value);
        Ok(Node::sequence(inner, origin))
    }

    fn advance(&mut self, position: LocalId, origin: Origin) -> Node {
        let next = Node::op(
            Operation::Add,
            vec![self.get(position, origin), Node::integer(1)],
            Type::INTEGER,
            origin,
        );
        self.set(position, next, origin)
    }

    fn flat_table(&mut self, mut levels: Vec<Level>, body: Node, ty: Type, origin: Origin) -> Check {
        let mut nodes = Vec::new();
        let mut lengths = Vec::new();
        for level in &mut levels {
            let rounds = self.rounds(level);
            nodes.append(&mut level.setup);
            lengths.push(rounds);
        }
        let result = self.local("table", ty);
        nodes.push(self.set(result, Node::op(Operation::NewTable, lengths, ty, origin), origin));
        let single = match &levels[..] {
            [only] => self.position(only),
            _ => None,
        };
        let mut inner = Vec::new();
        let position = match single {
            Some(position) => position,
            None => {
                let position = self.local("position", Type::INTEGER);
                nodes.push(self.set(position, Node::integer(0), origin));
                inner.push(self.advance(position, origin));
                position
            }
        };
        let at = Box::new(self.get(position, origin));
        inner.push(Node::new(Kind::SetElement(result, at, Box::new(body)), Type::Void, origin));
        nodes.extend(self.nest_loops(levels, Node::sequence(inner, origin)));
        nodes.push(self.get(result, origin));
        Ok(Node::sequence(nodes, origin))
    }

    /// The labels of a new loop.
    pub fn new_loop(&mut self) -> Loop {
        Loop { next: self.label(), end: self.label() }
    }

    /// A counted loop from 1 to a number of rounds around a body made for its counter.
    pub fn count_to(
        &mut self,
        rounds: Node,
        origin: Origin,
        body: impl FnOnce(&mut Self, LocalId) -> Check,
    ) -> Check<Vec<Node>> {
        let index = self.local("counter", Type::INTEGER);
        let start = self.set(index, Node::integer(1), origin);
        let body = body(self, index)?;
        let (next, end): (LabelId, LabelId) = (self.label(), self.label());
        let count = Count { index, last: rounds, body, next, end, ahead: None };
        Ok(vec![start, Node::new(Kind::Count(Box::new(count)), Type::Void, origin)])
    }
}
