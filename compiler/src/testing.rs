//! A session for the compiler's own tests: no definitions beyond those given.

use scheelite_bytecode::listing::{Style, listing};
use scheelite_runtime::eval::Attributes;
use scheelite_runtime::source::SourceMap;
use scheelite_runtime::{Expr, Symbol, sym};

use crate::compile::{Compiled, compile};
use crate::request::{self, Choice, Environment, Options, Request, Rule, read_arguments, read_declared};

/// Names with values, and the texts read.
#[derive(Default)]
pub(crate) struct Session {
    pub values: Vec<(Symbol, Expr)>,
    pub rules: Vec<(Symbol, Rule)>,
    pub compiled: Vec<(Expr, request::Compiled)>,
    sources: SourceMap,
}

impl Environment for Session {
    fn own_value(&self, symbol: Symbol) -> Option<Expr> {
        self.values.iter().find(|(known, _)| *known == symbol).map(|(_, value)| value.clone())
    }

    fn definitions(&self, symbol: Symbol) -> Vec<Rule> {
        self.rules.iter().filter(|(known, _)| *known == symbol).map(|(_, rule)| rule.clone()).collect()
    }

    fn is_builtin(&self, symbol: Symbol) -> bool {
        symbol.context() == "System`"
    }

    fn attributes(&self, symbol: Symbol) -> Attributes {
        match symbol.name() {
            "Hold" => Attributes::HOLD_ALL,
            "Ceiling" | "Floor" | "HeavisideTheta" | "IntegerDigits" | "Quotient" | "QuotientRemainder"
            | "ReIm" | "Round" | "UnitBox" => Attributes::LISTABLE,
            _ => Attributes::NONE,
        }
    }

    fn matches(&mut self, expr: &Expr, pattern: &Expr) -> bool {
        // Heads and numbers of arguments, with `|` between heads.
        let (Some(expr), Some(pattern)) = (expr.as_normal(), pattern.as_normal()) else { return false };
        let heads = match pattern.head.as_call(sym::Alternatives) {
            Some(either) => either.args.to_vec(),
            None => vec![pattern.head.clone()],
        };
        heads.contains(&expr.head) && expr.args.len() == pattern.args.len()
    }

    fn compiled(&self, expr: &Expr) -> Option<request::Compiled> {
        self.compiled.iter().find(|(known, _)| known == expr).map(|(_, compiled)| compiled.clone())
    }

    fn number(&mut self, _: &Expr) -> Option<Expr> {
        None
    }

    fn text(&self, expr: &Expr) -> String {
        format!("{expr:?}")
    }

    fn sources(&self) -> &SourceMap {
        &self.sources
    }
}

impl Session {
    pub fn parse(&mut self, text: &str) -> Expr {
        let source = self.sources.add("test", text);
        let parsed = crate::syntax::parse(text, source, &mut self.sources);
        assert!(parsed.diagnostics.is_empty(), "{text}: {:?}", parsed.diagnostics);
        parsed.exprs.into_iter().next().expect("an expression")
    }

    /// Compiles `Compile[…]` as written.
    pub fn compile_with(&mut self, text: &str, options: Options) -> Compiled {
        let call = self.parse(text);
        let call = call.as_call(sym::Compile).expect("a call of Compile").clone();
        let arguments = read_arguments(&call.args[0], self).expect("arguments");
        let declared = match call.args.get(2) {
            Some(written) => read_declared(written, self).expect("declared types"),
            None => Vec::new(),
        };
        let request = Request { name: None, arguments, body: call.args[1].clone(), declared, options };
        compile("f", &request, self)
    }

    pub fn compile(&mut self, text: &str) -> Compiled {
        self.compile_with(text, Options::default())
    }

    /// The listing, or the findings when there is no program.
    pub fn listing(&mut self, text: &str) -> String {
        let compiled = self.compile(text);
        match compiled.program {
            Some(program) => listing(program.program(), &Style::default()),
            None => compiled.diagnostics.iter().map(|found| found.render(&self.sources)).collect(),
        }
    }

    /// The typed tree as printed, or the findings.
    pub fn tree(&mut self, text: &str) -> String {
        let compiled = self.compile(text);
        match compiled.function {
            Some(function) => function.to_string(),
            None => compiled.diagnostics.iter().map(|found| found.render(&self.sources)).collect(),
        }
    }
}

impl Session {
    /// The tree before and after one pass.
    pub fn pass(&mut self, name: &str, text: &str) -> String {
        let options = Options { passes: false, ..Options::default() };
        if name == "inline" {
            return self.inlined(text, options);
        }
        let Some(mut function) = self.compile_with(text, options).function else { return "no tree".into() };
        let before = function.to_string();
        let (_, pass) =
            crate::passes::PASSES.iter().find(|(known, _)| *known == name).expect("a pass of that name");
        pass(&mut function, &options);
        assert_eq!(function.check(), Ok(()));
        format!("{before}--- {name}\n{function}")
    }
}

impl Session {
    /// The tree with calls as they are written, and with functions put in where they are called, which the checker does.
    /// Before the function stand the definitions that it calls.
    fn inlined(&mut self, text: &str, options: Options) -> String {
        let (before, text) = text.rsplit_once(";\n").unwrap_or(("", text));
        before.split(";\n").for_each(|definition| self.define(definition));
        let mut tree = |compiled, definitions| {
            let options = Options { inline_compiled: compiled, inline_definitions: definitions, ..options };
            self.compile_with(text, options)
                .function
                .map_or_else(|| "no tree".into(), |tree| tree.to_string())
        };
        format!("{}--- inline\n{}", tree(Choice::No, Choice::Automatic), tree(Choice::Yes, Choice::Yes))
    }

    /// `f[x_] := …` or `f = Compile[…]`.
    fn define(&mut self, text: &str) {
        let definition = self.parse(text);
        let definition = definition.as_normal().expect("a definition");
        let (left, right) = (&definition.args[0], &definition.args[1]);
        if definition.has_head(sym::SetDelayed) {
            let symbol = left.as_normal().and_then(|call| call.head_symbol()).expect("a call on the left");
            self.rules.push((symbol, Rule { pattern: left.clone(), value: right.clone() }));
            return;
        }
        let call = right.as_call(sym::Compile).expect("a call of Compile");
        let arguments = read_arguments(&call.args[0], self).expect("arguments");
        let (_, text) = text.split_once('=').expect("an assignment");
        let result = self.compile(text).function.expect("a function").result;
        let compiled = request::Compiled {
            arguments,
            result,
            body: call.args[1].clone(),
            listable: false,
            default_options: true,
        };
        self.values.push((left.as_symbol().expect("a symbol"), right.clone()));
        self.compiled.push((right.clone(), compiled));
    }
}

/// Runs `show` over every `.wl` file of a folder of this crate and compares with the golden file beside it.
///
/// Sources end at the first line `---`; what stands after it is expected. `BLESS=1` rewrites it.
pub(crate) fn golden(folder: &str, show: fn(&mut Session, &str) -> String) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let bless = std::env::var_os("BLESS").is_some();
    let mut names: Vec<_> = std::fs::read_dir(&root)
        .expect("the folder of goldens")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "wl"))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    let mut wrong = Vec::new();
    for path in names {
        let text = std::fs::read_to_string(&path).expect("readable");
        let (source, expected) = text.split_once("---\n").unwrap_or((&text, ""));
        let mut got = show(&mut Session::default(), source.trim());
        if !got.ends_with('\n') {
            got.push('\n');
        }
        if bless {
            std::fs::write(&path, format!("{}\n---\n{got}", source.trim())).expect("writable");
        } else if got != expected {
            wrong.push(format!("{}:\nexpected\n{expected}got\n{got}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn listings_are_as_blessed() {
    golden("tests/listings", |session, text| session.listing(text));
}

#[test]
fn trees_are_as_blessed() {
    golden("tests/trees", |session, text| session.tree(text));
}

/// A source says in its first line which pass it shows: `(* fold *)`.
#[test]
fn passes_are_as_blessed() {
    golden("tests/passes", |session, text| {
        let name = text.strip_prefix("(* ").and_then(|text| text.split_once(" *)")).expect("the pass").0;
        session.pass(name, text)
    });
}

#[test]
fn errors_are_as_blessed() {
    golden("tests/errors", |session, text| {
        let compiled = session.compile(text);
        compiled.diagnostics.iter().map(|found| found.render(&session.sources)).collect()
    });
}

#[test]
fn what_the_lists_name_compiles_without_the_evaluator() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/compiles");
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(root).expect("the lists") {
        let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("readable");
        for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
            let mut fields = line.split(" :: ");
            let (Some(arguments), Some(body)) = (fields.next(), fields.next()) else { continue };
            let mut session = Session::default();
            let compiled = session.compile(&format!("Compile[{arguments}, {body}]"));
            if compiled.program.is_none() || compiled.externals > 0 {
                let found: String =
                    compiled.diagnostics.iter().map(|found| format!("  {}\n", found.title)).collect();
                wrong.push(format!("{arguments} :: {body}\n{found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} do not compile:\n{}", wrong.len(), wrong.join(""));
}

#[test]
fn long_and_deep_bodies_compile_or_are_refused() {
    let mut session = Session::default();
    let long = vec!["x"; 20_000].join(" + ");
    assert!(session.compile(&format!("Compile[{{x}}, {long}]")).program.is_some());
    let deep = format!("{}x{}", "Sin[".repeat(3_000), "]".repeat(3_000));
    let compiled = session.compile(&format!("Compile[{{x}}, {deep}]"));
    assert!(compiled.program.is_none());
    assert_eq!(compiled.diagnostics[0].code, "depth");
}
