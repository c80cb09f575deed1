//! Contexts: which symbol a name means, and the packages that have been loaded.

use rustc_hash::FxHashSet;

use crate::symbol::Symbol;
use crate::system_names;

/// The contexts of a session.
#[derive(Debug)]
pub struct Contexts {
    /// `$Context`: where new symbols go.
    pub current: String,
    /// `$ContextPath`: where known symbols are looked for after the current context.
    pub path: Vec<String>,
    /// `$Packages`: what `Needs` need not load.
    pub packages: Vec<String>,
    /// What `Begin` and `BeginPackage` have set aside.
    outer: Vec<Outer>,
    /// Symbols outside `` System` `` that have been named in this session.
    named: FxHashSet<Symbol>,
}

#[derive(Debug)]
enum Outer {
    Begin(String),
    Package { current: String, path: Vec<String> },
}

impl Default for Contexts {
    fn default() -> Self {
        Contexts {
            current: "Global`".to_owned(),
            path: vec!["Global`".to_owned(), "System`".to_owned()],
            packages: vec!["Global`".to_owned(), "System`".to_owned()],
            outer: Vec::new(),
            named: FxHashSet::default(),
        }
    }
}

impl Contexts {
    /// The symbol that a name means: in the current context, else in one on the path, else new in the current one.
    pub fn resolve(&mut self, name: &str) -> Symbol {
        let symbol = match name.strip_prefix('`') {
            Some(inner) => Symbol::new(&format!("{}{inner}", self.current)),
            None if name.contains('`') => Symbol::new(name),
            None => match self.known(name) {
                Some(symbol) => return symbol,
                None if self.is_system_visible() && system_names::contains(name) => return Symbol::new(name),
                None => Symbol::new(&format!("{}{name}", self.current)),
            },
        };
        if symbol.context() != "System`" {
            self.named.insert(symbol);
        }
        symbol
    }

    /// Whether names of the language are found without their context.
    fn is_system_visible(&self) -> bool {
        self.current == "System`" || self.path.iter().any(|context| context == "System`")
    }

    /// The symbol that a name without context means now, if there is one.
    pub fn known(&self, name: &str) -> Option<Symbol> {
        let mut full = String::with_capacity(64);
        std::iter::once(&self.current).chain(&self.path).find_map(|context| {
            full.clear();
            full.push_str(context);
            full.push_str(name);
            let symbol = Symbol::known(&full)?;
            (symbol.context() == "System`" || self.named.contains(&symbol)).then_some(symbol)
        })
    }

    /// Whether a symbol prints without its context: the bare name means it.
    pub fn is_visible(&self, symbol: Symbol) -> bool {
        symbol.context() == self.current || self.path.iter().any(|context| *context == symbol.context())
    }

    /// Symbols outside `` System` `` that have been named in this session.
    pub fn named(&self) -> impl Iterator<Item = Symbol> {
        self.named.iter().copied()
    }

    /// Forgets a symbol: its name is looked for anew.
    pub fn forget(&mut self, symbol: Symbol) {
        self.named.remove(&symbol);
    }

    /// The symbols of a context whose names also mean symbols of other contexts on the path, with those contexts.
    pub fn shadowed(&self, context: &str) -> Vec<(Symbol, Vec<String>)> {
        let others = |symbol: &Symbol| -> Vec<String> {
            let has_it = |other: &&String| {
                let full = format!("{other}{}", symbol.name());
                other.as_str() != context
                    && Symbol::known(&full).is_some_and(|known| self.named.contains(&known))
            };
            self.path.iter().filter(has_it).cloned().collect()
        };
        let own = self.named.iter().filter(|symbol| symbol.context() == context);
        let mut found: Vec<_> = own.map(|symbol| (*symbol, others(symbol))).collect();
        found.retain(|(_, others)| !others.is_empty());
        found.sort_by_key(|(symbol, _)| symbol.name());
        found
    }

    /// The full name of a context given relative to the current one (`` `Private` ``).
    fn absolute(&self, context: &str) -> String {
        match context.strip_prefix('`') {
            Some(inner) => format!("{}{inner}", self.current),
            None => context.to_owned(),
        }
    }

    /// `Begin["context`"]`
    pub fn begin(&mut self, context: &str) -> String {
        let context = self.absolute(context);
        let outer = std::mem::replace(&mut self.current, context.clone());
        self.outer.push(Outer::Begin(outer));
        context
    }

    /// `End[]`: the context that ended, `None` when there was no `Begin`.
    pub fn end(&mut self) -> Option<String> {
        match self.outer.pop() {
            Some(Outer::Begin(outer)) => Some(std::mem::replace(&mut self.current, outer)),
            Some(package) => {
                self.outer.push(package);
                None
            }
            None => None,
        }
    }

    /// `BeginPackage["context`", needed]`
    pub fn begin_package(&mut self, context: &str, needed: &[String]) -> String {
        let context = self.absolute(context);
        let mut path = vec![context.clone()];
        path.extend(needed.iter().cloned());
        path.push("System`".to_owned());
        let outer = Outer::Package {
            current: std::mem::replace(&mut self.current, context.clone()),
            path: std::mem::replace(&mut self.path, path),
        };
        self.outer.push(outer);
        context
    }

    /// `EndPackage[]`: the package that ended goes to the front of the path.
    pub fn end_package(&mut self) -> Option<String> {
        while let Some(outer) = self.outer.pop() {
            match outer {
                Outer::Begin(current) => self.current = current,
                Outer::Package { current, path } => {
                    let package = std::mem::replace(&mut self.current, current);
                    let within = std::mem::replace(&mut self.path, path);
                    for context in within.into_iter().rev().chain([package.clone()]) {
                        self.add_to_path(&context);
                    }
                    self.add_package(&package);
                    return Some(package);
                }
            }
        }
        None
    }

    /// Puts a context at the front of the path unless it is there.
    pub fn add_to_path(&mut self, context: &str) {
        if !self.path.iter().any(|known| known == context) {
            self.path.insert(0, context.to_owned());
        }
    }

    /// Notes that a package has been loaded.
    pub fn add_package(&mut self, context: &str) {
        if !self.packages.iter().any(|known| known == context) {
            self.packages.insert(0, context.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Contexts;

    #[test]
    fn a_package_exports_what_it_names_outside_its_private_part() {
        let mut contexts = Contexts::default();
        let before = contexts.resolve("helperOfTests");
        contexts.begin_package("Tested`", &[]);
        let export = contexts.resolve("exportOfTests");
        contexts.begin("`Private`");
        let private = contexts.resolve("helperOfTests");
        assert_eq!(contexts.resolve("exportOfTests"), export);
        assert_eq!(contexts.end().as_deref(), Some("Tested`Private`"));
        contexts.end_package();
        assert_eq!(private.full_name(), "Tested`Private`helperOfTests");
        assert_eq!(contexts.resolve("exportOfTests"), export);
        assert_eq!(contexts.resolve("helperOfTests"), before);
        assert_eq!(contexts.current, "Global`");
    }
}
