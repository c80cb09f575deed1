//! Parts of tensors, and assignment to variables, parts and lists of variables.

use std::sync::Arc;

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, sym};

use super::scope::{Binding, Name};
use super::types::{coerce, widens};
use super::{Check, Checked, Checker, Want};
use crate::diagnostic::Diagnostic;
use crate::ir::{Index, Kind, LocalId, Node, Operation, Relation, rank, scalar, type_text, type_words};

/// In a range of parts: the end of the level, whichever it is for the sign of the step.
pub const DEFAULT: i64 = scheelite_runtime::kernels::part::DEFAULT;

/// Most subscripts of one part: two bits of a machine integer each.
pub const MAX_SUBSCRIPTS: usize = 30;

/// What a target of an assignment to several gets.
enum Given {
    Value(Node),
    List(Vec<Given>),
}

impl Checker<'_> {
    /// `array[[indices]]`, none when an index is the evaluator's.
    pub fn part(&mut self, call: &Normal) -> Checked {
        if !self.is_value(&call.args[0]) {
            return Ok(None);
        }
        let array = self.value(&call.args[0])?;
        let Some(indices) = self.indices(call)? else { return Ok(None) };
        let Some(ty) = self.part_type(call, array.ty, &indices)? else { return Ok(None) };
        if indices.is_empty() {
            return Ok(Some(array));
        }
        Ok(Some(Node::new(Kind::Part(Box::new(array), indices), ty, call.origin)))
    }

    fn indices(&mut self, call: &Normal) -> Check<Option<Vec<Index>>> {
        let mut indices = Vec::new();
        if call.args.len() > MAX_SUBSCRIPTS {
            return Ok(None);
        }
        for arg in &call.args[1..] {
            if arg.is_symbol(sym::All) {
                indices.push(Index::All);
                continue;
            }
            if let Some(span) = arg.as_call(sym::Span) {
                let mut nodes = Vec::new();
                for (at, part) in span.args.iter().enumerate() {
                    if part.is_symbol(sym::All) || (at == 0 && part.is_symbol(sym::Null)) {
                        nodes.push(Node::integer(DEFAULT));
                        continue;
                    }
                    if !self.is_value(part) {
                        return Ok(None);
                    }
                    let node = self.value(part)?;
                    if node.ty != Type::INTEGER {
                        return Ok(None);
                    }
                    nodes.push(node);
                }
                if nodes.len() == 2 {
                    nodes.push(Node::integer(1));
                }
                let Ok(nodes) = <[Node; 3]>::try_from(nodes) else { return Ok(None) };
                indices.push(Index::Span(Box::new(nodes)));
                continue;
            }
            if !self.is_value(arg) {
                return Ok(None);
            }
            let node = self.value(arg)?;
            match node.ty {
                Type::Of(Scalar::Integer, 0) => indices.push(Index::At(node, false)),
                Type::Of(Scalar::Integer, 1) => indices.push(Index::List(node)),
                _ => return Ok(None),
            }
        }
        Ok(Some(indices))
    }

    fn part_type(&mut self, call: &Normal, ty: Type, indices: &[Index]) -> Check<Option<Type>> {
        let Type::Of(element, levels) = ty else { return Ok(None) };
        if indices.len() > usize::from(levels) {
            let text = self.env.text(&Expr::Normal(Arc::new(call.clone())));
            let title = format!(
                "Part specification {text} cannot be compiled since the argument is not a tensor of sufficient rank. \
                 Evaluation will use the uncompiled function."
            );
            let numbers = if indices.len() == 1 { "part number" } else { "part numbers" };
            let label = format!("{} {numbers} for {}", indices.len(), type_words(ty));
            let span = self.span(call.origin);
            let help = match levels {
                0 => match call.args.first().and_then(Expr::as_symbol) {
                    Some(symbol) => format!(
                        "parts are of lists: {symbol} is declared {{{symbol}, _Real, 1}}, or starts as a list"
                    ),
                    None => "parts are of lists: declare what the call gives, {{f[__], _Real, 1}}".to_owned(),
                },
                1 => "give one part number, or declare a higher rank".to_owned(),
                _ => format!("give at most {levels} part numbers, or declare a higher rank"),
            };
            return Err(self.report(Diagnostic::error("part", title).at(span, label).help(help)));
        }
        let fixed = indices.iter().filter(|index| matches!(index, Index::At(..))).count();
        let rank = levels - u8::try_from(fixed).unwrap_or(levels);
        Ok(Some(Type::Of(element, rank)))
    }

    /// `target = value` for a target as written. None when the target is the evaluator's.
    pub fn assignment(&mut self, call: &Arc<Normal>, want: Want) -> Checked {
        let [target, value] = &call.args[..] else { return Ok(None) };
        match target {
            Expr::Symbol(symbol) => {
                let Some(local) = self.target(*symbol, call)? else { return Ok(None) };
                if self.is_pure_function(value) {
                    return self.function_variable(*symbol, call);
                }
                if !self.is_value(value) {
                    return Ok(None);
                }
                self.type_empty_by_value(local, value);
                let value = self.value(value)?;
                let set = self.assign(*symbol, local, value, call)?;
                self.with_value(set, local, want, call.origin)
            }
            Expr::Normal(inner) if inner.has_head(sym::Part) && inner.args.len() >= 2 => {
                let Some(symbol) = inner.args[0].as_symbol() else { return Ok(None) };
                let Some(local) = self.target(symbol, call)? else { return Ok(None) };
                self.require_set(symbol, local, call)?;
                if !self.is_value(value) {
                    return Ok(None);
                }
                // The right side is computed before the part numbers, as in the evaluator.
                let value = self.value(value)?;
                let Some(indices) = self.indices(inner)? else { return Ok(None) };
                self.assign_part(symbol, local, inner, indices, value, call, want)
            }
            Expr::Normal(inner) if inner.has_head(sym::List) => self.destructure(inner, value, call, want),
            // `f[0] = 1` of a local name.
            Expr::Normal(inner) => match inner.head_symbol().filter(|&head| !self.is_free(head)) {
                Some(head) => self.function_variable(head, call),
                None => Ok(None),
            },
            _ => Ok(None),
        }
    }

    fn is_pure_function(&self, expr: &Expr) -> bool {
        matches!(expr, Expr::Normal(normal) if normal.has_head(sym::Function)) && self.is_free(sym::Function)
    }

    /// A name inside the function is given a function where that cannot be compiled.
    pub fn function_variable(&mut self, symbol: Symbol, call: &Normal) -> Checked {
        let span = self.span(call.origin);
        let title = format!("The variable {symbol} cannot hold a function in compiled code.");
        Err(self.report(
            Diagnostic::error("cfun", title).at(span, "a function is assigned here").help(
                "give it one function, once, in the Module that declares it: Module[{f}, f[x_] := …; …]",
            ),
        ))
    }

    /// The variable behind a symbol that is assigned to; none when the session owns it.
    pub fn target(&mut self, symbol: Symbol, call: &Normal) -> Check<Option<LocalId>> {
        match self.binding(Name::Symbol(symbol)) {
            Some(Binding::Local(local)) => Ok(Some(local)),
            None | Some(Binding::Boundary) => Ok(None),
            Some(Binding::Constant(_) | Binding::Expr(..)) => {
                let title = format!(
                    "The assignment to {symbol} is illegal; it is not valid to assign a value to an argument."
                );
                let span = self.span(call.origin);
                Err(self.report(
                    Diagnostic::error("argset", title)
                        .at(span, format!("{symbol} is an argument"))
                        .help(format!("copy it first: Module[{{y = {symbol}}}, y = …]")),
                ))
            }
        }
    }

    /// Reports a variable that has no value yet.
    pub fn require_set(&mut self, symbol: Symbol, local: LocalId, call: &Normal) -> Check<()> {
        if self.local_type(local) != Type::Void {
            return Ok(());
        }
        let title = format!(
            "The variable {symbol} has not been initialized or has been initialized to Null. Evaluation will use the \
             uncompiled function."
        );
        let span = self.span(call.origin);
        Err(self.report(
            Diagnostic::error("initvar", title)
                .at(span, format!("{symbol} has no value here"))
                .help(format!("give it a first value: Module[{{{symbol} = 0.}}, …]")),
        ))
    }

    /// `variable = value` with the type rules of variables.
    pub fn assign(&mut self, symbol: Symbol, local: LocalId, value: Node, call: &Normal) -> Check {
        if value.never_ends() {
            return Ok(value);
        }
        let ty = self.local_type(local);
        if ty == Type::Void {
            if value.ty == Type::Void {
                self.require_set(symbol, local, call)?;
            }
            self.set_local_type(local, value.ty);
            return Ok(self.set(local, value, call.origin));
        }
        if !widens(value.ty, ty) {
            return Err(self.type_clash(symbol, ty, value.ty, call));
        }
        Ok(self.set(local, coerce(value, ty), call.origin))
    }

    fn type_clash(&mut self, symbol: Symbol, ty: Type, value: Type, call: &Normal) -> super::Failed {
        let title = format!(
            "Variable {symbol} of type {} encountered in assignment of type {}.",
            type_text(ty),
            type_text(value)
        );
        let is_part = call.args.first().is_some_and(|target| target.as_call(sym::Part).is_some());
        let subject = if is_part { format!("a part of {symbol}") } else { symbol.to_string() };
        let label = format!("{subject} is {}, the value is {}", type_words(ty), type_words(value));
        let help = match (ty, value) {
            (Type::Of(from, a), Type::Of(to, b)) if a == b && from < to && from != Scalar::Boolean => {
                let first = match to {
                    Scalar::Complex => "0. + 0. I",
                    _ => "0.",
                };
                if a == 0 && !is_part {
                    format!("start it as {}: {symbol} = {first}", type_words(value))
                } else {
                    format!(
                        "start it with {} elements",
                        if to == Scalar::Complex { "complex" } else { "real" }
                    )
                }
            }
            _ => "use another variable: a variable keeps its type and rank for life".to_owned(),
        };
        let span = self.span(call.origin);
        self.report(Diagnostic::error("cset", title).at(span, label).help(help))
    }

    fn with_value(&mut self, set: Node, local: LocalId, want: Want, origin: Origin) -> Checked {
        if want == Want::Effect || set.never_ends() {
            return Ok(Some(set));
        }
        let value = self.get(local, origin);
        Ok(Some(Node::sequence([set, value], origin)))
    }

    #[allow(clippy::too_many_arguments)]
    fn assign_part(
        &mut self,
        symbol: Symbol,
        local: LocalId,
        part: &Normal,
        indices: Vec<Index>,
        value: Node,
        call: &Normal,
        want: Want,
    ) -> Checked {
        let ty = self.local_type(local);
        let Some(part_type) = self.part_type(part, ty, &indices)? else { return Ok(None) };
        let (Some(element), Some(given)) = (scalar(ty), scalar(value.ty)) else { return Ok(None) };
        let fits = element != Scalar::Boolean
            && given != Scalar::Boolean
            && given <= element
            && (rank(value.ty) == rank(part_type) || rank(value.ty) == 0);
        if !fits {
            return Err(self.type_clash(symbol, part_type, value.ty, call));
        }
        let wanted = Type::Of(element, rank(value.ty));
        let value = coerce(value, wanted);
        let mut nodes = Vec::new();
        let value = match want {
            Want::Effect => value,
            Want::Value => self.simple(value, "value", &mut nodes),
        };
        let result = (want == Want::Value).then(|| value.clone());
        self.locals[local.0 as usize].writes += 1;
        nodes.push(Node::new(Kind::SetPart(local, indices, Box::new(value)), Type::Void, call.origin));
        nodes.extend(result);
        Ok(Some(Node::sequence(nodes, call.origin)))
    }

    fn destructure(&mut self, targets: &Normal, value: &Expr, call: &Arc<Normal>, want: Want) -> Checked {
        let mut nodes = Vec::new();
        let Some(values) = self.values_for(targets, value, call, &mut nodes)? else { return Ok(None) };
        if self.set_all(targets, values, call, &mut nodes)?.is_none() {
            return Ok(None);
        }
        if want == Want::Value {
            let list = Normal::with_origin(Expr::Symbol(sym::List), targets.args.clone(), targets.origin);
            nodes.push(self.value(&Expr::from(list))?);
        }
        Ok(Some(Node::sequence(nodes, call.origin)))
    }

    /// A value for each target, all computed before any is set; lists of targets inside take lists.
    fn values_for(
        &mut self,
        targets: &Normal,
        value: &Expr,
        call: &Normal,
        nodes: &mut Vec<Node>,
    ) -> Check<Option<Vec<Given>>> {
        if let Some(list) = value.as_call(sym::List).filter(|list| list.args.len() == targets.args.len()) {
            let mut values = Vec::new();
            for (target, arg) in targets.args.iter().zip(&list.args) {
                if let (Some(inner), Some(_)) = (target.as_call(sym::List), arg.as_call(sym::List)) {
                    match self.values_for(inner, arg, call, nodes)? {
                        Some(inner) => values.push(Given::List(inner)),
                        None => return Ok(None),
                    }
                    continue;
                }
                if !self.is_value(arg) {
                    return Ok(None);
                }
                let node = self.value(arg)?;
                let (local, set) = self.hold("part", node);
                nodes.push(set);
                values.push(Given::Value(self.get(local, call.origin)));
            }
            return Ok(Some(values));
        }
        if !self.is_value(value) {
            return Ok(None);
        }
        let tensor = self.value(value)?;
        let tensor = self.simple(tensor, "parts", nodes);
        Ok(self.parts_for(targets, tensor, call, nodes))
    }

    /// The parts of a tensor for a list of targets of that length.
    fn parts_for(
        &mut self,
        targets: &Normal,
        tensor: Node,
        call: &Normal,
        nodes: &mut Vec<Node>,
    ) -> Option<Vec<Given>> {
        let Type::Of(element, levels @ 1..) = tensor.ty else { return None };
        let wanted = i64::try_from(targets.args.len()).unwrap_or(i64::MAX);
        let length = Node::op(Operation::Length, vec![tensor.clone()], Type::INTEGER, call.origin);
        let test = Node::op(
            Operation::Compare(Relation::Unequal),
            vec![length, Node::integer(wanted)],
            Type::BOOLEAN,
            call.origin,
        );
        let leave = Node::new(Kind::Leave, Type::Void, call.origin);
        let parts = Box::new([test, leave, Node::void(call.origin)]);
        nodes.push(Node::new(Kind::If(parts), Type::Void, call.origin));
        let mut values = Vec::new();
        for (at, target) in (1..=wanted).zip(&targets.args) {
            let index = vec![Index::At(Node::integer(at), true)];
            let ty = Type::Of(element, levels - 1);
            let part = Node::new(Kind::Part(Box::new(tensor.clone()), index), ty, call.origin);
            values.push(match target.as_call(sym::List) {
                Some(inner) => {
                    let part = self.simple(part, "parts", nodes);
                    Given::List(self.parts_for(inner, part, call, nodes)?)
                }
                None => Given::Value(part),
            });
        }
        Some(values)
    }

    fn set_all(
        &mut self,
        targets: &Normal,
        values: Vec<Given>,
        call: &Arc<Normal>,
        nodes: &mut Vec<Node>,
    ) -> Check<Option<()>> {
        for (target, value) in targets.args.iter().zip(values) {
            let set = match (target, value) {
                (Expr::Normal(inner), Given::List(values)) if inner.has_head(sym::List) => {
                    if self.set_all(inner, values, call, nodes)?.is_none() {
                        return Ok(None);
                    }
                    continue;
                }
                (Expr::Symbol(symbol), Given::Value(value)) => {
                    let Some(local) = self.target(*symbol, call)? else { return Ok(None) };
                    self.assign(*symbol, local, value, call)?
                }
                (Expr::Normal(inner), Given::Value(value))
                    if inner.has_head(sym::Part) && inner.args.len() >= 2 =>
                {
                    let Some(symbol) = inner.args[0].as_symbol() else { return Ok(None) };
                    let Some(local) = self.target(symbol, call)? else { return Ok(None) };
                    self.require_set(symbol, local, call)?;
                    let Some(indices) = self.indices(inner)? else { return Ok(None) };
                    match self.assign_part(symbol, local, inner, indices, value, call, Want::Effect)? {
                        Some(node) => node,
                        None => return Ok(None),
                    }
                }
                _ => return Ok(None),
            };
            nodes.push(set);
        }
        Ok(Some(()))
    }

    /// `target = f[target]` for `+=`, `++`, `AppendTo` and their kin; `old` asks for the value before.
    pub fn update(
        &mut self,
        call: &Arc<Normal>,
        want: Want,
        old: bool,
        f: &mut dyn FnMut(&mut Self, Node) -> Checked,
    ) -> Checked {
        match &call.args[0] {
            Expr::Symbol(symbol) => {
                let Some(local) = self.target(*symbol, call)? else { return Ok(None) };
                self.require_set(*symbol, local, call)?;
                let before = self.get(local, call.origin);
                let mut nodes = Vec::new();
                let saved = (old && want == Want::Value).then(|| {
                    let (saved, set) = self.hold("old", before.clone());
                    nodes.push(set);
                    self.get(saved, call.origin)
                });
                let Some(value) = f(self, before)? else { return Ok(None) };
                nodes.push(self.assign(*symbol, local, value, call)?);
                match (want, saved) {
                    (Want::Effect, _) => {}
                    (Want::Value, Some(saved)) => nodes.push(saved),
                    (Want::Value, None) => nodes.push(self.get(local, call.origin)),
                }
                Ok(Some(Node::sequence(nodes, call.origin)))
            }
            Expr::Normal(inner) if inner.has_head(sym::Part) && inner.args.len() >= 2 => {
                let Some(symbol) = inner.args[0].as_symbol() else { return Ok(None) };
                let Some(local) = self.target(symbol, call)? else { return Ok(None) };
                self.require_set(symbol, local, call)?;
                let Some(indices) = self.indices(inner)? else { return Ok(None) };
                let mut nodes = Vec::new();
                let indices: Vec<Index> =
                    indices.into_iter().map(|index| self.held_index(index, &mut nodes)).collect();
                let ty = self.local_type(local);
                let Some(part_type) = self.part_type(inner, ty, &indices)? else { return Ok(None) };
                let array = Box::new(self.get(local, call.origin));
                let before = Node::new(Kind::Part(array, indices.clone()), part_type, call.origin);
                let (before, saved) = if old && want == Want::Value {
                    let saved = self.simple(before, "old", &mut nodes);
                    (saved.clone(), Some(saved))
                } else {
                    (before, None)
                };
                let Some(value) = f(self, before)? else { return Ok(None) };
                let want_new = if saved.is_some() { Want::Effect } else { want };
                let Some(set) = self.assign_part(symbol, local, inner, indices, value, call, want_new)?
                else {
                    return Ok(None);
                };
                nodes.push(set);
                nodes.extend(saved);
                Ok(Some(Node::sequence(nodes, call.origin)))
            }
            _ => Ok(None),
        }
    }

    /// The index with everything computed once: constants and variables that nothing else sets stay.
    fn held_index(&mut self, index: Index, nodes: &mut Vec<Node>) -> Index {
        let mut held = |check: &mut Self, node: Node| match node.kind {
            Kind::Constant(_) | Kind::Local(_) => node,
            _ => check.simple(node, "index", nodes),
        };
        match index {
            Index::At(node, known) => Index::At(held(self, node), known),
            Index::List(node) => Index::List(held(self, node)),
            Index::Span(parts) => Index::Span(Box::new((*parts).map(|node| held(self, node)))),
            Index::All => Index::All,
        }
    }
}
