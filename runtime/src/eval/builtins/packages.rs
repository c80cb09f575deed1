//! Contexts and packages.

use std::sync::Arc;

use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator};
use crate::expr::{Expr, Normal};
use crate::symbol::{Symbol, sym};

const NONE: Attributes = Attributes::NONE;

/// Contexts and packages.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Begin",
        NONE,
        Arity::exactly(1),
        "Begin[\"context`\"] makes a context the current one until End[].",
        ("Begin[\"c`\"]; End[]", "c`"),
        |ev, call| {
            let Some(context) = context_name(ev, call, 0) else { return Ok(None) };
            let begun = ev.contexts.begin(&context);
            ev.show_contexts();
            Ok(Some(Expr::string(begun)))
        },
    ),
    Builtin::new(
        "BeginPackage",
        NONE,
        Arity::between(1, 2),
        "BeginPackage[\"context`\"] begins a package; BeginPackage[\"context`\", {\"needed`\", …}] one that needs others.",
        ("BeginPackage[\"p`\"]; EndPackage[]; Context[]", "Global`"),
        |ev, call| {
            let Some(context) = context_name(ev, call, 0) else { return Ok(None) };
            let needed: Vec<String> = match call.args.get(1) {
                None => Vec::new(),
                Some(Expr::String(one)) => vec![String::clone(one)],
                Some(list) => list.elements().unwrap_or_default().iter().filter_map(text).collect(),
            };
            for package in &needed {
                need(ev, package)?;
            }
            let begun = ev.contexts.begin_package(&context, &needed);
            ev.show_contexts();
            Ok(Some(Expr::string(begun)))
        },
    ),
    Builtin::new(
        "Context",
        Attributes::HOLD_FIRST,
        Arity::between(0, 1),
        "Context[] is the current context; Context[x] that of x.",
        ("Context[Plus]", "System`"),
        |ev, call| {
            Ok(match call.args.first() {
                None => Some(Expr::string(ev.contexts.current.clone())),
                Some(Expr::Symbol(symbol)) => Some(Expr::string(symbol.context())),
                Some(Expr::String(name)) => Some(match ev.contexts.known(name) {
                    Some(symbol) => Expr::string(symbol.context()),
                    None => return Ok(None),
                }),
                Some(_) => None,
            })
        },
    ),
    Builtin::new(
        "Contexts",
        NONE,
        Arity::between(0, 1),
        "Contexts[] lists the contexts of the session.",
        ("MemberQ[Contexts[], \"System`\"]", "True"),
        |ev, call| {
            let pattern = match call.args.first() {
                None => "",
                Some(Expr::String(pattern)) => pattern.as_str(),
                Some(_) => return Ok(None),
            };
            let mut found: Vec<&str> = ev.contexts.named().map(|symbol| symbol.context()).collect();
            found.extend(["Global`", "System`"]);
            found.sort_unstable();
            found.dedup();
            // `*` stands for any characters between marks; the last mark may be left out.
            let fits = |context: &&str| {
                let own = context.strip_suffix('`').unwrap_or_default();
                let marks = |text: &str| text.trim_end_matches('`').matches('`').count();
                marks(context) == marks(pattern)
                    && crate::eval::definitions::wild(pattern.strip_suffix('`').unwrap_or(pattern), own)
            };
            if !call.args.is_empty() {
                found.retain(fits);
            }
            Ok(Some(Expr::list(found.into_iter().map(Expr::string))))
        },
    ),
    Builtin::new(
        "End",
        NONE,
        Arity::exactly(0),
        "End[] ends what Begin began and gives the context that ended.",
        ("Begin[\"c`\"]; End[]", "c`"),
        |ev, _| {
            let ended = ev.contexts.end();
            ev.show_contexts();
            Ok(Some(match ended {
                Some(context) => Expr::string(context),
                None => {
                    ev.message(sym::End, "noctx", &[]);
                    Expr::string(ev.contexts.current.clone())
                }
            }))
        },
    ),
    Builtin::new(
        "EndPackage",
        NONE,
        Arity::exactly(0),
        "EndPackage[] ends a package; its context goes to the front of $ContextPath.",
        ("BeginPackage[\"p`\"]; EndPackage[]", "Null"),
        |ev, _| {
            let ended = ev.contexts.end_package();
            ev.show_contexts();
            let Some(package) = ended else {
                ev.message(sym::EndPackage, "noctx", &[]);
                return Ok(Some(Expr::null()));
            };
            for (symbol, others) in ev.contexts.shadowed(&package) {
                let contexts = std::iter::once(&package).chain(&others).map(|one| Expr::string(one.as_str()));
                let contexts = Expr::list(contexts);
                let args = [Expr::string(symbol.name()), contexts, Expr::string(package.as_str())];
                ev.message(symbol, "shdw", &args);
            }
            Ok(Some(Expr::null()))
        },
    ),
    Builtin::new(
        "Get",
        NONE,
        Arity::exactly(1),
        "<< name or Get[\"name\"] reads a file, evaluates the expressions in it and gives the last value.",
        ("Quiet[Get[\"no-such-file.wl\"]]", "$Failed"),
        |ev, call| {
            let Some(name) = text(&call.args[0]) else {
                ev.message(sym::Get, "string", &[Expr::Integer(1), Expr::Normal(Arc::clone(call))]);
                return Ok(None);
            };
            get(ev, &name).map(Some)
        },
    ),
    Builtin::new(
        "Needs",
        NONE,
        Arity::between(1, 2),
        "Needs[\"context`\"] loads a package unless it is loaded.",
        ("Needs[\"System`\"]", "Null"),
        |ev, call| {
            let Some(context) = context_name(ev, call, 0) else { return Ok(None) };
            if let Some(file) = call.args.get(1).and_then(text)
                && !ev.contexts.packages.contains(&context)
            {
                get(ev, &file)?;
                ev.contexts.add_package(&context);
            }
            let loaded = need(ev, &context)?;
            Ok(Some(if loaded { Expr::null() } else { Expr::Symbol(Symbol::new("$Failed")) }))
        },
    ),
];

fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::String(text) => Some(String::clone(text)),
        _ => None,
    }
}

fn context_name(ev: &mut Evaluator, call: &Arc<Normal>, index: usize) -> Option<String> {
    let name = text(&call.args[index]).filter(|name| name.len() > 1 && name.ends_with('`'));
    if name.is_none() {
        let head = call.head_symbol().unwrap_or(sym::Begin);
        ev.message(head, "cxt", &[call.args[index].clone(), Expr::Integer(1)]);
    }
    name
}

/// Loads a package unless it is loaded; says whether it is there now.
fn need(ev: &mut Evaluator, context: &str) -> Eval<bool> {
    // What the system has functions in needs no file.
    let built_in =
        super::TABLES.iter().flat_map(|table| table.iter()).any(|row| row.name.starts_with(context));
    if !built_in && !ev.contexts.packages.iter().any(|known| known == context) {
        if get(ev, context)?.as_symbol() == Some(Symbol::new("$Failed")) {
            ev.message(sym::Needs, "nocont", &[Expr::string(context)]);
            return Ok(false);
        }
        if !ev.contexts.packages.iter().any(|known| known == context) {
            ev.message(sym::Needs, "nocont", &[Expr::string(context)]);
            return Ok(false);
        }
    }
    ev.contexts.add_to_path(context);
    ev.show_contexts();
    Ok(true)
}

fn get(ev: &mut Evaluator, name: &str) -> Eval {
    let failed = Expr::Symbol(Symbol::new("$Failed"));
    let Some(parser) = ev.parser else { return Ok(failed) };
    for candidate in super::folders::candidates(ev, name) {
        let Ok(path) = ev.absolute_path(&candidate) else { continue };
        let Some(files) = ev.host.files() else { break };
        let Ok(bytes) = files.read(&path) else { continue };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let outer = (ev.contexts.current.clone(), ev.contexts.path.clone());
        let file = Symbol::new("$InputFileName");
        let outer_file = ev.definition(file).and_then(|known| known.own_value.clone());
        ev.set_own_value(file, Some(Expr::from(path.to_string_lossy().into_owned())));
        let mut last = Expr::null();
        let result = parser(ev, &candidate, &text, &mut |ev, expr| {
            last = ev.eval(expr)?;
            Ok(())
        });
        ev.set_own_value(file, outer_file);
        if result.is_err() {
            // What leaves a file half read leaves its contexts as well.
            (ev.contexts.current, ev.contexts.path) = outer;
            ev.show_contexts();
        }
        result?;
        return Ok(last);
    }
    ev.message(sym::Get, "noopen", &[Expr::string(name)]);
    Ok(failed)
}

impl Evaluator {
    /// Makes `$Context`, `$ContextPath` and `$Packages` show the contexts as they are.
    pub(crate) fn show_contexts(&mut self) {
        let strings = |list: &[String]| Expr::list(list.iter().map(|one| Expr::string(one.clone())));
        let (context, path, packages) = (
            Expr::string(self.contexts.current.clone()),
            strings(&self.contexts.path),
            strings(&self.contexts.packages),
        );
        for (name, value) in [("$Context", context), ("$ContextPath", path), ("$Packages", packages)] {
            self.set_own_value(Symbol::new(name), Some(value));
        }
    }
}
