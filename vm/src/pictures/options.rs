//! Options of pictures: rules after the arguments, by name.

use scheelite_runtime::eval::{Eval, Evaluator};
use scheelite_runtime::expr::Expr;
use scheelite_runtime::{Symbol, sym};

/// Rules, the first of each name counting.
#[derive(Clone, Debug, Default)]
pub struct Settings(Vec<(String, Expr, Expr)>);

impl Settings {
    /// Splits arguments into those before the options and the options.
    pub fn split(args: &[Expr]) -> (&[Expr], Settings) {
        let is_option = |arg: &Expr| !rules(arg).is_empty();
        let positional = args.iter().rposition(|arg| !is_option(arg)).map_or(0, |last| last + 1);
        let (before, after) = args.split_at(positional.max(usize::from(!args.is_empty())));
        (before, Settings(after.iter().flat_map(rules).collect()))
    }

    /// The value set for a name.
    pub fn get(&self, name: &str) -> Option<&Expr> {
        self.0.iter().find(|(key, ..)| key == name).map(|(_, value, _)| value)
    }

    /// The value set for a name when it is not `Automatic`.
    pub fn chosen(&self, name: &str) -> Option<&Expr> {
        self.get(name).filter(|value| !value.is_symbol(sym::Automatic))
    }

    /// Whether a name is set to `True`, `None` when it is not set.
    pub fn flag(&self, name: &str) -> Option<bool> {
        let value = self.chosen(name)?;
        Some(!value.is_symbol(sym::False) && !value.is_symbol(sym::None))
    }

    /// The rules that are not in the list of names, as they were given.
    pub fn others(&self, names: &[&str]) -> Vec<Expr> {
        let known = |key: &String| names.contains(&key.as_str());
        self.0.iter().filter(|(key, ..)| !known(key)).map(|(.., rule)| rule.clone()).collect()
    }

    /// Adds a rule that counts when the name was not set.
    pub fn default_to(&mut self, name: &str, value: impl Into<Expr>) {
        let value = value.into();
        let rule = Expr::call(sym::Rule, [Expr::Symbol(Symbol::new(name)), value.clone()]);
        self.0.push((name.to_owned(), value, rule));
    }

    /// The same with a name set to a value.
    pub fn replaced(mut self, name: &str, value: Expr) -> Settings {
        self.0.retain(|(key, ..)| key != name);
        self.default_to(name, value);
        self
    }

    /// The first name that is in none of the lists, for a message.
    pub fn unknown(&self, names: &[&[&str]]) -> Option<&str> {
        let known = |key: &str| names.iter().any(|list| list.contains(&key));
        self.0.iter().map(|(key, ..)| key.as_str()).find(|key| !known(key))
    }
}

/// The rules in an argument: itself, or those of a list of rules.
fn rules(arg: &Expr) -> Vec<(String, Expr, Expr)> {
    let Some(call) = arg.as_normal() else { return Vec::new() };
    if call.has_head(sym::List) {
        let inner: Vec<_> = call.args.iter().map(rules).collect();
        return if inner.iter().any(Vec::is_empty) { Vec::new() } else { inner.concat() };
    }
    if !(call.has_head(sym::Rule) || call.has_head(sym::RuleDelayed)) || call.args.len() != 2 {
        return Vec::new();
    }
    let name = match &call.args[0] {
        Expr::Symbol(symbol) => symbol.name().to_owned(),
        Expr::String(name) => (**name).clone(),
        _ => return Vec::new(),
    };
    vec![(name, call.args[1].clone(), arg.clone())]
}

/// The text of a label: strings as they are, anything else as `OutputForm` writes it.
pub fn label(ev: &mut Evaluator, expr: &Expr) -> Eval<Option<String>> {
    if expr.is_symbol(sym::None) {
        return Ok(None);
    }
    if let Some(style) = expr.as_normal().filter(|call| {
        call.head_symbol().is_some_and(|head| matches!(head.name(), "Style" | "Text"))
            && !call.args.is_empty()
    }) {
        return label(ev, &style.args[0]);
    }
    match expr {
        Expr::String(text) => Ok(Some((**text).clone())),
        _ => match ev.eval(Expr::call(Symbol::new("ToString"), [expr.clone()]))? {
            Expr::String(text) => Ok(Some((*text).clone())),
            other => Ok(Some(format!("{other:?}"))),
        },
    }
}
