//! What is known of symbols: attributes, options, values, names.

use std::sync::Arc;

use super::assignment::named_symbols;
use super::showing::definition_text;
use crate::eval::assign::option_pairs;
use crate::eval::definitions::wild;
use crate::eval::{Arity, Attributes, Builtin, Definition, Evaluator, Reply};
use crate::expr::{Args, Expr, Normal};
use crate::format::input_form;
use crate::symbol::{Symbol, sym};

const NONE: Attributes = Attributes::NONE;
const HOLD_ALL: Attributes = Attributes::HOLD_ALL;

/// What is known of symbols.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Attributes",
        HOLD_ALL.and(Attributes::LISTABLE),
        Arity::exactly(1),
        "Attributes[f] is the list of the attributes of f.",
        ("Attributes[Plus]", "{Flat, Listable, NumericFunction, OneIdentity, Orderless, Protected}"),
        |ev, call| {
            let Some(symbol) = symbol_or_name(ev, &call.args[0]) else {
                ev.message(sym::Attributes, "ssle", &[Expr::Normal(Arc::clone(call)), Expr::Integer(1)]);
                return Ok(None);
            };
            Ok(Some(attribute_list(ev.attributes(symbol))))
        },
    ),
    Builtin::new(
        "ClearAttributes",
        Attributes::HOLD_FIRST,
        Arity::exactly(2),
        "ClearAttributes[f, {a, …}] takes attributes from f.",
        ("SetAttributes[f, Flat]; ClearAttributes[f, Flat]; Attributes[f]", "{}"),
        |ev, call| change_attributes(ev, call, |old, given| old.without(given)),
    ),
    Builtin::new(
        "DownValues",
        HOLD_ALL,
        Arity::exactly(1),
        "DownValues[f] is the list of the rules for f[…].",
        ("f[x_] := x^2; DownValues[f]", "{HoldPattern[f[x_]] :> x^2}"),
        |ev, call| values(ev, call, sym::DownValues),
    ),
    Builtin::new(
        "Messages",
        HOLD_ALL,
        Arity::exactly(1),
        "Messages[f] is the list of the rules for the texts of messages f::tag that were set.",
        ("f::no = \"No `1`.\"; Messages[f]", "{HoldPattern[f::no] :> No `1`.}"),
        |ev, call| {
            let Some(symbol) = symbol_or_name(ev, &call.args[0]) else {
                ev.message(sym::Messages, "ssle", &[Expr::Normal(Arc::clone(call)), Expr::Integer(1)]);
                return Ok(None);
            };
            let mut texts: Vec<(String, Expr)> = ev
                .definition(symbol)
                .and_then(|definition| definition.rules.as_deref())
                .map(|rules| rules.messages.iter().map(|(tag, text)| (tag.clone(), text.clone())).collect())
                .unwrap_or_default();
            texts.sort_by(|a, b| a.0.cmp(&b.0));
            let rules = texts.into_iter().map(|(tag, text)| {
                let name = Expr::call(sym::MessageName, [Expr::Symbol(symbol), Expr::string(tag)]);
                Expr::call(sym::RuleDelayed, [Expr::call(sym::HoldPattern, [name]), text])
            });
            Ok(Some(Expr::list(rules.collect::<Args>())))
        },
    ),
    Builtin::new(
        "FilterRules",
        NONE,
        Arity::exactly(2),
        "FilterRules[rules, names] keeps the rules whose left sides are among names.",
        ("FilterRules[{a -> 1, b -> 2}, {a}]", "{a -> 1}"),
        |_, call| {
            let wanted: Vec<Expr> = match call.args[1].elements() {
                Some(list) => list.iter().map(option_name).collect(),
                None => vec![option_name(&call.args[1])],
            };
            let kept = option_pairs(&call.args[0])
                .into_iter()
                .filter(|(name, _)| wanted.iter().any(|w| same_name(w, name)));
            Ok(Some(Expr::list(kept.map(|(_, rule)| rule).collect::<Args>())))
        },
    ),
    Builtin::new(
        "Information",
        HOLD_ALL,
        Arity::at_least(1),
        "?f or Information[f] tells what f is.",
        ("", ""),
        information,
    ),
    Builtin::new(
        "Names",
        NONE,
        Arity::between(0, 1),
        "Names[\"pattern\"] lists the names of symbols; * stands for any characters.",
        ("Names[\"System`Map*\"]", "{Map, MapAll, MapApply, MapAt, MapIndexed, MapThread}"),
        names,
    ),
    Builtin::new(
        "OptionValue",
        NONE,
        Arity::between(1, 4),
        "OptionValue[name] is the value of an option matched by OptionsPattern[]; OptionValue[f, rules, name] that in rules or else in Options[f].",
        ("Options[f] = {a -> 1}; OptionValue[f, {a -> 5}, a]", "5"),
        option_value,
    ),
    Builtin::new(
        "Options",
        NONE,
        Arity::between(1, 2),
        "Options[f] is the list of the options of f with their defaults; Options[f, name] those of this name.",
        ("Options[f] = {a -> 1}; Options[f]", "{a -> 1}"),
        |ev, call| {
            let Expr::Symbol(symbol) = call.args[0] else { return Ok(Some(Expr::list([]))) };
            let all = options_of(ev, symbol);
            let wanted = call.args.get(1).map(|names| match names.elements() {
                Some(list) => list.into_owned(),
                None => vec![names.clone()],
            });
            let kept = all.into_iter().filter(|(name, _)| {
                wanted.as_ref().is_none_or(|wanted| wanted.iter().any(|one| same_name(one, name)))
            });
            Ok(Some(Expr::list(kept.map(|(_, rule)| rule).collect::<Args>())))
        },
    ),
    Builtin::new(
        "OwnValues",
        HOLD_ALL,
        Arity::exactly(1),
        "OwnValues[x] is the list of the rules for x itself.",
        ("x = 3; OwnValues[x]", "{HoldPattern[x] :> 3}"),
        |ev, call| values(ev, call, sym::OwnValues),
    ),
    Builtin::new(
        "Protect",
        HOLD_ALL,
        Arity::ANY,
        "Protect[f, …] gives symbols the attribute Protected.",
        ("x = 1; Protect[x]; x = 2; Unprotect[x]; x", "1"),
        |ev, call| protect(ev, call, |old| old.and(Attributes::PROTECTED)),
    ),
    Builtin::new(
        "SetAttributes",
        Attributes::HOLD_FIRST,
        Arity::exactly(2),
        "SetAttributes[f, {a, …}] gives f attributes.",
        ("SetAttributes[f, Orderless]; f[b, a]", "f[a, b]"),
        |ev, call| change_attributes(ev, call, |old, given| old.and(given)),
    ),
    Builtin::new(
        "SetOptions",
        NONE,
        Arity::at_least(2),
        "SetOptions[f, name -> value, …] changes defaults of options of f.",
        ("Options[f] = {a -> 1}; SetOptions[f, a -> 2]", "{a -> 2}"),
        set_options,
    ),
    Builtin::new(
        "SubValues",
        HOLD_ALL,
        Arity::exactly(1),
        "SubValues[f] is the list of the rules for f[…][…].",
        ("f[x_][y_] := x + y; Length[SubValues[f]]", "1"),
        |ev, call| values(ev, call, sym::SubValues),
    ),
    Builtin::new(
        "Symbol",
        NONE,
        Arity::exactly(1),
        "Symbol[\"name\"] is the symbol of this name.",
        ("Symbol[\"abc\"]", "abc"),
        |ev, call| match &call.args[0] {
            Expr::String(name) if is_name(name) => Ok(Some(Expr::Symbol(ev.contexts.resolve(name)))),
            other => {
                let tag = if matches!(other, Expr::String(_)) { "symname" } else { "string" };
                let place = [Expr::Integer(1), Expr::Normal(Arc::clone(call))];
                let args = if tag == "symname" { std::slice::from_ref(other) } else { &place[..] };
                ev.message(sym::Symbol, tag, args);
                Ok(None)
            }
        },
    ),
    Builtin::new(
        "SymbolName",
        NONE,
        Arity::exactly(1),
        "SymbolName[x] is the name of x without its context.",
        ("SymbolName[abc]", "abc"),
        |ev, call| match &call.args[0] {
            Expr::Symbol(symbol) => Ok(Some(Expr::string(symbol.to_string()))),
            other => {
                ev.message(sym::SymbolName, "sym", &[other.clone(), Expr::Integer(1)]);
                Ok(None)
            }
        },
    ),
    Builtin::new(
        "Unprotect",
        HOLD_ALL,
        Arity::ANY,
        "Unprotect[f, …] takes the attribute Protected from symbols.",
        ("x = 1; Protect[x]; Unprotect[x]; x = 2; x", "2"),
        |ev, call| protect(ev, call, |old| old.without(Attributes::PROTECTED)),
    ),
    Builtin::new(
        "DefaultValues",
        HOLD_ALL,
        Arity::exactly(1),
        "DefaultValues[f] is the list of the rules Default[f, …] = … of f.",
        ("Default[g] = 1; DefaultValues[g]", "{HoldPattern[Default[g]] :> 1}"),
        |ev, call| values(ev, call, Symbol::new("DefaultValues")),
    ),
    Builtin::new(
        "FormatValues",
        HOLD_ALL,
        Arity::exactly(1),
        "FormatValues[f] is the list of the rules Format[f[…]] := … of f.",
        ("Format[g[x_]] := x; Length[FormatValues[g]]", "1"),
        |ev, call| values(ev, call, Symbol::new("FormatValues")),
    ),
    Builtin::new(
        "NValues",
        HOLD_ALL,
        Arity::exactly(1),
        "NValues[f] is the list of the rules N[f[…]] := … of f.",
        ("N[g] = 3.; N[g[x_]] := x; Length[NValues[g]]", "2"),
        |ev, call| values(ev, call, Symbol::new("NValues")),
    ),
    Builtin::new(
        "UpValues",
        HOLD_ALL,
        Arity::exactly(1),
        "UpValues[f] is the list of the rules for expressions with f[…] as an argument.",
        ("g /: h[g[x_]] := x; Length[UpValues[g]]", "1"),
        |ev, call| values(ev, call, sym::UpValues),
    ),
    Builtin::new(
        "ValueQ",
        HOLD_ALL,
        Arity::exactly(1),
        "ValueQ[expr] tells whether expr has a value.",
        ("x = 1; {ValueQ[x], ValueQ[y]}", "{True, False}"),
        |ev, call| {
            let has_value = match &call.args[0] {
                Expr::Symbol(symbol) => {
                    ev.definition(*symbol).is_some_and(|definition| definition.own_value.is_some())
                }
                Expr::Normal(_) => {
                    let value = ev.eval(call.args[0].clone())?;
                    value != call.args[0]
                }
                _ => false,
            };
            Ok(Some(Expr::boolean(has_value)))
        },
    ),
];

pub(super) fn symbol_or_name(ev: &mut Evaluator, expr: &Expr) -> Option<Symbol> {
    match expr {
        Expr::Symbol(symbol) => Some(*symbol),
        Expr::String(name) => Some(ev.contexts.resolve(name)),
        Expr::Normal(held) if held.has_head(sym::HoldPattern) => held.args.first()?.as_symbol(),
        _ => None,
    }
}

pub(super) fn attribute_list(attributes: Attributes) -> Expr {
    let names = Attributes::NAMES.iter().filter(|(_, attribute)| attributes.has(*attribute));
    Expr::list(names.map(|(name, _)| Expr::Symbol(Symbol::new(name))).collect::<Args>())
}

fn change_attributes(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    change: fn(Attributes, Attributes) -> Attributes,
) -> Reply {
    let target = call.args[0].clone();
    let targets = match &target {
        Expr::Normal(list) if list.has_head(sym::List) => list.args.clone(),
        other => [other.clone()].into_iter().collect(),
    };
    let Some(given) = ev.attributes_from(call.head_symbol().unwrap_or(sym::Attributes), &call.args[1]) else {
        return Ok(None);
    };
    for target in &targets {
        let Some(symbol) = symbol_or_name(ev, target) else {
            let head = call.head_symbol().unwrap_or(sym::SetAttributes);
            ev.message(head, "ssle", &[Expr::Normal(Arc::clone(call)), Expr::Integer(1)]);
            return Ok(None);
        };
        let old = ev.attributes(symbol);
        if old.has(Attributes::LOCKED) {
            ev.message(sym::Attributes, "locked", &[Expr::Symbol(symbol)]);
            continue;
        }
        ev.set_attributes(symbol, change(old, given));
    }
    Ok(Some(Expr::null()))
}

fn protect(ev: &mut Evaluator, call: &Arc<Normal>, change: fn(Attributes) -> Attributes) -> Reply {
    let mut changed = Args::new();
    for symbol in named_symbols(ev, call) {
        let old = ev.attributes(symbol);
        if old.has(Attributes::LOCKED) {
            ev.message(call.head_symbol().unwrap_or(sym::Protect), "locked", &[Expr::Symbol(symbol)]);
        } else if change(old) != old {
            ev.set_attributes(symbol, change(old));
            changed.push(Expr::string(symbol.to_string()));
        }
    }
    Ok(Some(Expr::list(changed)))
}

/// Rules of one kind, as rules whose left sides are held.
pub(super) fn rules_of(definition: &Definition, symbol: Symbol, kind: Symbol) -> Vec<(Expr, Expr)> {
    if kind == sym::OwnValues {
        return definition.own_value.iter().map(|value| (Expr::Symbol(symbol), value.clone())).collect();
    }
    let Some(rules) = &definition.rules else { return Vec::new() };
    let set = match kind {
        sym::UpValues => &rules.up,
        sym::SubValues => &rules.sub,
        _ if is_kept_with_up_values(kind) => &rules.up,
        _ => &rules.down,
    };
    let wanted = |lhs: &Expr| !std::ptr::eq(set, &rules.up) || kind_of_up_value(lhs) == kind.name();
    set.all()
        .iter()
        .filter(|rule| wanted(&rule.lhs))
        .map(|rule| (rule.lhs.clone(), rule.rhs.clone()))
        .collect()
}

/// `Format[f[…]] := …` and `N[f[…]] := …` are found as up values and listed apart.
fn kind_of_up_value(lhs: &Expr) -> &'static str {
    match lhs {
        Expr::Normal(call) if call.has_head(sym::Condition) || call.has_head(sym::HoldPattern) => {
            call.args.first().map_or("UpValues", kind_of_up_value)
        }
        Expr::Normal(call) if call.has_head(sym::Format) || call.has_head(sym::MakeBoxes) => "FormatValues",
        Expr::Normal(call) if call.has_head(sym::N) => "NValues",
        Expr::Normal(call) if call.has_head(sym::Default) => "DefaultValues",
        _ => "UpValues",
    }
}

fn is_kept_with_up_values(kind: Symbol) -> bool {
    ["DefaultValues", "FormatValues", "NValues"].contains(&kind.name())
}

fn values(ev: &mut Evaluator, call: &Arc<Normal>, kind: Symbol) -> Reply {
    let Some(symbol) = symbol_or_name(ev, &call.args[0]) else {
        ev.message(kind, "sym", &[call.args[0].clone(), Expr::Integer(1)]);
        return Ok(None);
    };
    let rules =
        ev.definition(symbol).map(|definition| rules_of(definition, symbol, kind)).unwrap_or_default();
    Ok(Some(Expr::list(
        rules
            .into_iter()
            .map(|(lhs, rhs)| Expr::call(sym::RuleDelayed, [Expr::call(sym::HoldPattern, [lhs]), rhs])),
    )))
}

fn information(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    if let Expr::String(pattern) = &call.args[0]
        && pattern.contains(['*', '@'])
    {
        let found = matching_names(ev, pattern);
        return Ok(Some(Expr::string(found.join("  "))));
    }
    let Some(symbol) = symbol_or_name(ev, &call.args[0]) else { return Ok(None) };
    let mut lines = Vec::new();
    let usage = ev.definition(symbol).and_then(|definition| {
        let set = definition.rules.as_deref().and_then(|rules| rules.messages.get("usage"));
        match set {
            Some(Expr::String(text)) => Some(String::clone(text)),
            _ => definition.builtin.map(|builtin| builtin.usage.to_owned()),
        }
    });
    let is_builtin = ev.definition(symbol).is_some_and(|definition| definition.builtin.is_some());
    lines.extend(usage);
    if let Some(builtin) = ev.definition(symbol).and_then(|definition| definition.builtin)
        && !builtin.example.0.is_empty()
    {
        lines.push(format!("{}  gives  {}", builtin.example.0, builtin.example.1));
    }
    if !is_builtin {
        lines.push(definition_text(ev, symbol));
    } else {
        lines.push(format!("Attributes[{symbol}] = {}", input_form(&attribute_list(ev.attributes(symbol)))));
    }
    lines.retain(|line| !line.is_empty());
    if lines.is_empty() {
        return Ok(Some(Expr::call(
            sym::Missing,
            [Expr::string("UnknownSymbol"), Expr::string(symbol.to_string())],
        )));
    }
    Ok(Some(Expr::string(lines.join("\n"))))
}

fn matching_names(ev: &Evaluator, pattern: &str) -> Vec<String> {
    let mut symbols: Vec<Symbol> = ev
        .defined_symbols()
        .filter(|(_, definition)| {
            definition.builtin.is_some() || definition.own_value.is_some() || definition.rules.is_some()
        })
        .map(|(symbol, _)| symbol)
        .chain(ev.contexts.named())
        .chain(Symbol::of_the_system())
        .filter(|symbol| {
            if let Some((context, name)) = pattern.rsplit_once('`') {
                // `*` after the last mark does not reach into contexts inside.
                let own = symbol.context().strip_suffix('`').unwrap_or_default();
                wild(context, own) && wild(name, symbol.name())
            } else {
                ev.contexts.is_visible(*symbol) && wild(pattern, symbol.name())
            }
        })
        .collect();
    symbols.sort_by(|a, b| crate::order::compare_symbols(*a, *b));
    symbols.dedup();
    symbols
        .into_iter()
        .map(|symbol| {
            if ev.contexts.is_visible(symbol) {
                symbol.name().to_owned()
            } else {
                symbol.full_name().to_owned()
            }
        })
        .collect()
}

fn names(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let found = match call.args.first() {
        None => matching_names(ev, "*"),
        Some(Expr::String(pattern)) => matching_names(ev, pattern),
        Some(list) => match list.elements() {
            Some(patterns) => patterns
                .iter()
                .filter_map(
                    |one| if let Expr::String(text) = one { Some(matching_names(ev, text)) } else { None },
                )
                .flatten()
                .collect(),
            None => return Ok(None),
        },
    };
    Ok(Some(Expr::list(found.into_iter().map(Expr::string))))
}

/// Names of options are the same as symbols and as strings.
/// Letters and digits, no digit first, in each part between context marks.
fn is_name(name: &str) -> bool {
    name.trim_start_matches('`').split('`').all(|part| {
        part.chars().next().is_some_and(|first| !first.is_numeric())
            && part.chars().all(|c| c.is_alphanumeric() || c == '$')
    })
}

fn same_name(a: &Expr, b: &Expr) -> bool {
    fn text(name: &Expr) -> Option<String> {
        match name {
            Expr::Symbol(symbol) => Some(symbol.name().to_owned()),
            Expr::String(text) => Some(String::clone(text)),
            _ => None,
        }
    }
    match (text(a), text(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

fn option_name(expr: &Expr) -> Expr {
    match expr.as_normal() {
        Some(rule) if rule.args.len() == 2 && !rule.has_head(sym::List) => rule.args[0].clone(),
        _ => expr.clone(),
    }
}

fn options_of(ev: &Evaluator, symbol: Symbol) -> Vec<(Expr, Expr)> {
    ev.definition(symbol)
        .and_then(|definition| definition.rules.as_deref())
        .map(|rules| rules.options.clone())
        .unwrap_or_default()
}

fn option_value(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let (owner, given, names) = match &call.args[..] {
        [owner, names] => (owner, None, names),
        [owner, given, names, ..] => (owner, Some(given), names),
        _ => return Ok(None),
    };
    let mut rules = given.map(option_pairs).unwrap_or_default();
    if let Expr::Symbol(symbol) = owner {
        let known = options_of(ev, *symbol);
        for (name, _) in
            rules.iter().filter(|(name, _)| !known.iter().any(|(other, _)| same_name(other, name)))
        {
            ev.message(sym::OptionValue, "nodef", &[name.clone(), owner.clone()]);
        }
    }
    match owner {
        Expr::Symbol(symbol) => rules.extend(options_of(ev, *symbol)),
        Expr::Normal(owners) if owners.has_head(sym::List) => {
            for owner in &owners.args {
                match owner {
                    Expr::Symbol(symbol) => rules.extend(options_of(ev, *symbol)),
                    rule => rules.extend(option_pairs(rule)),
                }
            }
        }
        rule => rules.extend(option_pairs(rule)),
    }
    let value_of =
        |ev: &mut Evaluator, name: &Expr| match rules.iter().find(|(known, _)| same_name(known, name)) {
            Some((_, rule)) => rule.as_normal().map_or_else(Expr::null, |rule| rule.args[1].clone()),
            None => {
                ev.message(sym::OptionValue, "optnf", &[owner.clone(), name.clone()]);
                name.clone()
            }
        };
    Ok(Some(match names.elements() {
        Some(list) => Expr::list(list.iter().map(|name| value_of(ev, name)).collect::<Args>()),
        None => value_of(ev, names),
    }))
}

fn set_options(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::Symbol(symbol) = call.args[0] else { return Ok(None) };
    let mut options = options_of(ev, symbol);
    let mut chosen = Vec::new();
    for (name, rule) in call.args[1..].iter().flat_map(option_pairs) {
        match options.iter_mut().find(|(known, _)| same_name(known, &name)) {
            Some((_, old)) => {
                *old = rule.clone();
                chosen.push((name, rule));
            }
            None => {
                ev.message(sym::SetOptions, "optnf", &[name, Expr::Symbol(symbol)]);
                return Ok(None);
            }
        }
    }
    let shown = Expr::list(options.iter().map(|(_, rule)| rule.clone()).collect::<Args>());
    let definition = ev.definition_mut(symbol);
    let is_builtin = definition.builtin.is_some();
    let rules = definition.rules_mut();
    rules.options = options;
    if is_builtin {
        rules.chosen_options.retain(|(old, _)| !chosen.iter().any(|(new, _)| same_name(old, new)));
        rules.chosen_options.append(&mut chosen);
        ev.has_chosen_options = true;
    }
    Ok(Some(shown))
}
