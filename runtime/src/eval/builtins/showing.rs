//! `Definition`, `FullDefinition` and `Save`: what is defined of symbols, as a program says it.

use std::collections::VecDeque;
use std::sync::Arc;

use super::symbols::{attribute_list, rules_of, symbol_or_name};
use crate::eval::{Arity, Attributes, Builtin, Definition, Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::format::FormatType;
use crate::symbol::{Symbol, sym};

/// What shows definitions.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Definition",
        Attributes::HOLD_ALL.and(Attributes::PROTECTED),
        Arity::exactly(1),
        "Definition[f] shows the definitions of f.",
        ("f[x_] := x^2; Definition[f]", "f[x_] := x^2"),
        shows,
    ),
    Builtin::new(
        "FullDefinition",
        Attributes::HOLD_ALL.and(Attributes::PROTECTED),
        Arity::exactly(1),
        "FullDefinition[f] shows the definitions of f and of all that they depend on.",
        ("g = 2; f[x_] := g x; FullDefinition[f]", "f[x_] := g*x\n\ng = 2"),
        shows,
    ),
    Builtin::new(
        "Save",
        Attributes::HOLD_REST.and(Attributes::PROTECTED),
        Arity::exactly(2),
        "Save[\"file\", f] or Save[\"file\", {f, …}] adds the definitions of symbols, and of what they depend on, to a file.",
        ("", ""),
        save,
    ),
];

/// The symbols that an argument names.
fn symbols_in(ev: &mut Evaluator, arg: &Expr) -> Option<Vec<Symbol>> {
    match arg.elements().filter(|_| arg.is_list()) {
        Some(parts) => parts.iter().map(|part| symbol_or_name(ev, part)).collect(),
        None => Some(vec![symbol_or_name(ev, arg)?]),
    }
}

/// Stays as it is and is put out as text; without anything to show there is nothing.
fn shows(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(symbols) = symbols_in(ev, &call.args[0]) else {
        let head = call.head_symbol().unwrap_or(sym::General);
        ev.message(head, "ssle", &[Expr::Normal(Arc::clone(call)), Expr::Integer(1)]);
        return Ok(None);
    };
    let nothing = symbols.iter().all(|symbol| definition_text(ev, *symbol).is_empty());
    Ok(nothing.then(Expr::null))
}

fn save(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(symbols) = symbols_in(ev, &call.args[1]) else {
        ev.message(Symbol::new("Save"), "ssle", &[Expr::Normal(Arc::clone(call)), Expr::Integer(2)]);
        return Ok(None);
    };
    let text = with_dependencies(ev, &symbols);
    let stream = ev.eval(Expr::call(Symbol::new("OpenAppend"), [call.args[0].clone()]))?;
    if stream.as_normal().is_none() {
        return Ok(Some(stream));
    }
    let text = Expr::string(format!("{text}\n\n"));
    ev.eval(Expr::call(Symbol::new("WriteString"), [stream.clone(), text]))?;
    ev.eval(Expr::call(Symbol::new("Close"), [stream]))?;
    Ok(Some(Expr::null()))
}

/// The text that a call of `Definition` or `FullDefinition` is shown as.
pub(crate) fn shown(ev: &mut Evaluator, call: &Normal) -> Option<String> {
    let [arg] = &call.args[..] else { return None };
    let head = call.head_symbol().filter(|head| head.context() == "System`")?.name();
    if !matches!(head, "Definition" | "FullDefinition") {
        return None;
    }
    let symbols = symbols_in(ev, arg)?;
    if head == "FullDefinition" {
        return Some(with_dependencies(ev, &symbols));
    }
    let texts: Vec<String> = symbols.into_iter().map(|symbol| definition_text(ev, symbol)).collect();
    Some(texts.join("\n\n"))
}

/// Definitions of symbols, then those of the symbols in them, of which the session has said something.
fn with_dependencies(ev: &mut Evaluator, symbols: &[Symbol]) -> String {
    let mut waiting: VecDeque<Symbol> = symbols.iter().copied().collect();
    let mut seen: Vec<Symbol> = symbols.to_vec();
    let mut texts = Vec::new();
    while let Some(symbol) = waiting.pop_front() {
        let text = definition_text(ev, symbol);
        if text.is_empty() {
            continue;
        }
        texts.push(text);
        let Some(definition) = ev.definition(symbol).filter(|known| known.builtin.is_none()) else {
            continue;
        };
        let mut inside = Vec::new();
        for kind in KINDS {
            for (lhs, rhs) in rules_of(definition, symbol, Symbol::new(kind)) {
                symbols_of(&lhs, &mut inside);
                symbols_of(&rhs, &mut inside);
            }
        }
        for symbol in inside {
            let of_the_system = ev.definition(symbol).is_none_or(|known| known.builtin.is_some());
            if !of_the_system && !seen.contains(&symbol) {
                seen.push(symbol);
                waiting.push_back(symbol);
            }
        }
    }
    texts.join("\n\n")
}

fn symbols_of(expr: &Expr, found: &mut Vec<Symbol>) {
    match expr {
        Expr::Symbol(symbol) if !found.contains(symbol) => found.push(*symbol),
        Expr::Normal(normal) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            symbols_of(&normal.head, found);
            normal.args.iter().for_each(|arg| symbols_of(arg, found));
        }),
        _ => {}
    }
}

/// Values in the order in which they are shown.
const KINDS: [&str; 7] =
    ["OwnValues", "SubValues", "DownValues", "UpValues", "NValues", "FormatValues", "DefaultValues"];

/// What is known of a symbol, one definition after the other.
pub(super) fn definition_text(ev: &mut Evaluator, symbol: Symbol) -> String {
    let Some(definition) = ev.definition(symbol) else { return String::new() };
    let attributes = definition.attributes.without(Attributes::TEMPORARY);
    let hidden = attributes.has(Attributes::READ_PROTECTED);
    let mut parts: Vec<(Expr, &'static str, Expr)> = Vec::new();
    if attributes != Attributes::NONE {
        let attributes = attribute_list(attributes);
        parts.push((Expr::call(sym::Attributes, [symbol.into()]), " = ", attributes));
    }
    if !hidden {
        for kind in KINDS {
            for (lhs, rhs) in rules_of(definition, symbol, Symbol::new(kind)) {
                let now = is_of_set(&lhs, &rhs);
                let sign = match (kind, now) {
                    ("UpValues", true) => " ^= ",
                    ("UpValues", false) => " ^:= ",
                    (_, true) => " = ",
                    (_, false) => " := ",
                };
                parts.push((lhs, sign, rhs));
            }
        }
        if let Some(options) = options(definition) {
            parts.push((Expr::call(sym::Options, [symbol.into()]), " = ", options));
        }
    }
    let mut texts = Vec::new();
    for (lhs, sign, rhs) in parts {
        let (lhs, rhs) = (ev.text(&lhs, FormatType::InputForm), ev.text(&rhs, FormatType::InputForm));
        texts.push(format!("{lhs}{sign}{rhs}"));
    }
    texts.join("\n\n")
}

fn options(definition: &Definition) -> Option<Expr> {
    let rules = definition.rules.as_ref().filter(|rules| !rules.options.is_empty())?;
    Some(Expr::list(rules.options.iter().map(|(_, rule)| rule.clone())))
}

/// Whether `=` made the definition and not `:=`, as far as its sides show: what was evaluated bears the mark of that.
fn is_of_set(lhs: &Expr, rhs: &Expr) -> bool {
    match rhs {
        Expr::Normal(call) => call.was_evaluated(),
        _ => !crate::eval::pattern::has_pattern(lhs),
    }
}
