//! Options of a call: the rules after its arguments, by name.

use std::sync::Arc;

use super::{Builtin, Eval, Evaluator};
use crate::expr::{Args, Expr, Normal};
use crate::symbol::{Symbol, sym};

/// Rules, the first of each name counting.
#[derive(Clone, Debug, Default)]
pub struct Settings(Vec<Setting>);

#[derive(Clone, Debug)]
struct Setting {
    name: String,
    value: Expr,
    rule: Expr,
}

impl Settings {
    /// Splits arguments into those before the options and the options. The first argument is never an option.
    pub fn split(args: &[Expr]) -> (&[Expr], Settings) {
        let positional = args.iter().rposition(|arg| settings(arg).is_empty()).map_or(0, |last| last + 1);
        let (before, after) = args.split_at(positional.max(usize::from(!args.is_empty())));
        (before, Settings(after.iter().flat_map(settings).collect()))
    }

    /// The value set for a name.
    pub fn get(&self, name: &str) -> Option<&Expr> {
        self.0.iter().find(|setting| setting.name == name).map(|setting| &setting.value)
    }

    /// The value set for a name when it is not `Automatic`.
    pub fn chosen(&self, name: &str) -> Option<&Expr> {
        self.get(name).filter(|value| !value.is_symbol(sym::Automatic))
    }

    /// Whether a name is set to something other than `False` and `None`; no answer when it is not set.
    pub fn flag(&self, name: &str) -> Option<bool> {
        let value = self.chosen(name)?;
        Some(!value.is_symbol(sym::False) && !value.is_symbol(sym::None))
    }

    /// The rules whose names are not in the list, as they were given.
    pub fn others(&self, names: &[&str]) -> Vec<Expr> {
        let others = self.0.iter().filter(|setting| !names.contains(&setting.name.as_str()));
        others.map(|setting| setting.rule.clone()).collect()
    }

    /// The same with a name set to a value.
    pub fn replaced(mut self, name: &str, value: Expr) -> Settings {
        self.0.retain(|setting| setting.name != name);
        let rule = Expr::call(sym::Rule, [Expr::Symbol(Symbol::new(name)), value.clone()]);
        self.0.push(Setting { name: name.to_owned(), value, rule });
        self
    }

    /// The first name that is in none of the lists.
    pub fn unknown(&self, names: &[&[&str]]) -> Option<&str> {
        let known = |name: &str| names.iter().any(|list| list.contains(&name));
        self.0.iter().map(|setting| setting.name.as_str()).find(|name| !known(name))
    }
}

impl Evaluator {
    /// Runs a built-in function with the options that `SetOptions` has set for it behind those of the call.
    #[cold]
    pub(super) fn run_with_chosen_options(
        &mut self,
        builtin: &'static Builtin,
        call: &Arc<Normal>,
    ) -> Eval<Option<Expr>> {
        let chosen = call
            .head_symbol()
            .and_then(|head| self.definition(head)?.rules.as_deref())
            .map(|rules| rules.chosen_options.iter().map(|(_, rule)| rule.clone()).collect::<Args>())
            .unwrap_or_default();
        if chosen.is_empty() {
            return (builtin.run)(self, call);
        }
        let args = call.args.iter().cloned().chain(chosen).collect();
        (builtin.run)(self, &Arc::new(Normal::with_origin(call.head.clone(), args, call.origin)))
    }
}

/// The settings in an argument: a rule, or a list of rules.
fn settings(arg: &Expr) -> Vec<Setting> {
    let Some(call) = arg.as_normal() else { return Vec::new() };
    if call.has_head(sym::List) {
        let inner: Vec<_> = call.args.iter().map(setting).collect();
        return inner.into_iter().collect::<Option<Vec<Setting>>>().unwrap_or_default();
    }
    setting(arg).into_iter().collect()
}

fn setting(arg: &Expr) -> Option<Setting> {
    let call = arg.as_normal()?;
    if !(call.has_head(sym::Rule) || call.has_head(sym::RuleDelayed)) {
        return None;
    }
    let [key, value] = &call.args[..] else { return None };
    let name = match key {
        Expr::Symbol(symbol) => symbol.name().to_owned(),
        Expr::String(name) => (**name).clone(),
        _ => return None,
    };
    Some(Setting { name, value: value.clone(), rule: arg.clone() })
}

#[cfg(test)]
mod tests {
    use super::Settings;
    use crate::expr::Expr;
    use crate::symbol::sym;

    #[test]
    fn rules_after_the_arguments_are_options() {
        let rule = |name: &str, value: i64| Expr::call(sym::Rule, [Expr::string(name), Expr::Integer(value)]);
        let args = [rule("a", 1), Expr::Integer(5), rule("b", 2), Expr::list([rule("c", 3), rule("b", 9)])];
        let (before, settings) = Settings::split(&args);
        assert_eq!(before.len(), 2);
        assert_eq!(settings.get("b"), Some(&Expr::Integer(2)));
        assert_eq!(settings.unknown(&[&["b"]]), Some("c"));
        assert_eq!(settings.others(&["b"]), [rule("c", 3)]);
    }
}
