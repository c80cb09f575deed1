//! Checking a file without running it: syntax errors, and names that are not implemented.

use rustc_hash::FxHashSet;
use scheelite_compiler::syntax::Parser;
use scheelite_compiler::{Diagnostic, Severity};
use scheelite_runtime::eval::Evaluator;
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Symbol, sym};
use std::sync::Arc;

use crate::Session;

/// The code of a finding about a name that is not implemented.
pub const NOT_IMPLEMENTED: &str = "not-implemented";

/// What was found in a file, in the order of the file.
#[derive(Debug, Default)]
pub struct Checked {
    /// Syntax errors, and a warning for each name that is not implemented, at its first place.
    pub findings: Vec<Diagnostic>,
}

impl Checked {
    /// Whether the file cannot be run as it is.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|found| found.severity == Severity::Error)
    }
}

/// Reads a file, and says what is wrong with it. Nothing in it is evaluated.
pub fn check(session: &mut Session, name: &str, text: &str) -> Checked {
    let ev = session.evaluator();
    let text: Arc<str> = text.into();
    let source = ev.sources.add(name, text.clone());
    let mut parser = Parser::new(&text, source);
    let mut checked = Checked::default();
    let mut names = Names::default();
    loop {
        let (sources, contexts) = ev.reading();
        let next = parser.next(sources, &mut |name| contexts.resolve(name));
        checked.findings.extend(parser.take_diagnostics());
        match next {
            Some(Some(expr)) => names.look_at(&expr),
            Some(None) => {}
            None => break,
        }
    }
    checked.findings.extend(names.not_implemented(ev));
    checked.findings.sort_by_key(|found| found.span.map_or(0, |span| span.start));
    checked
}

/// Where a name is called.
struct Use {
    name: Symbol,
    call: Origin,
    /// The argument that is the name, or the head when there is none.
    argument: Option<usize>,
}

/// The names in a file: those that it gives a meaning, and those that it calls.
#[derive(Default)]
struct Names {
    defined: FxHashSet<Symbol>,
    used: Vec<Use>,
}

/// Functions whose argument at this place is a function.
const TAKES_FUNCTION: &[(&str, usize)] = &[
    ("Apply", 0),
    ("Array", 0),
    ("FixedPoint", 0),
    ("FixedPointList", 0),
    ("Fold", 0),
    ("FoldList", 0),
    ("Map", 0),
    ("MapApply", 0),
    ("MapAt", 0),
    ("MapIndexed", 0),
    ("MapThread", 0),
    ("Nest", 0),
    ("NestList", 0),
    ("NestWhile", 0),
    ("Outer", 0),
    ("Scan", 0),
    ("Select", 1),
    ("SortBy", 1),
];

/// Heads that stay as they are because other functions, pictures and forms of output know what they mean.
const KNOWN_TO_OTHERS: &[&str] = &[
    "AbsoluteThickness",
    "Annotation",
    "Circle",
    "CompiledFunction",
    "Dashing",
    "Directive",
    "Disk",
    "EdgeForm",
    "FaceForm",
    "Failure",
    "Framed",
    "Graphics",
    "GrayLevel",
    "Hue",
    "Labeled",
    "Legended",
    "Line",
    "List",
    "Missing",
    "Opacity",
    "Placed",
    "Point",
    "PointSize",
    "Polygon",
    "RGBColor",
    "Rectangle",
    "SequenceForm",
    "Style",
    "Text",
    "Thickness",
    "Tooltip",
];

impl Names {
    fn look_at(&mut self, top: &Expr) {
        let mut pending = vec![top.clone()];
        while let Some(expr) = pending.pop() {
            let Expr::Normal(call) = &expr else { continue };
            if let Some(head) = call.head_symbol() {
                self.used.push(Use { name: head, call: call.origin, argument: None });
                match head.name() {
                    "Set" | "SetDelayed" | "UpSet" | "UpSetDelayed" => self.define(call.args.first()),
                    "TagSet" | "TagSetDelayed" => {
                        call.args.iter().take(2).for_each(|arg| self.define(Some(arg)))
                    }
                    "Module" | "Block" | "With" | "Function" | "DynamicModule" => {
                        self.define(call.args.first())
                    }
                    "Pattern" | "SetAttributes" | "Protect" | "Clear" | "ClearAll" => {
                        self.define(call.args.first())
                    }
                    _ => {}
                }
                let function = TAKES_FUNCTION.iter().find(|(name, _)| *name == head.name());
                if let Some(&(_, index)) = function
                    && let Some(Expr::Symbol(name)) = call.args.get(index)
                {
                    self.used.push(Use { name: *name, call: call.origin, argument: Some(index) });
                }
            }
            pending.push(call.head.clone());
            pending.extend(call.args.iter().rev().cloned());
        }
    }

    /// Notes what a left side, a local variable or a list of them gives a meaning.
    fn define(&mut self, target: Option<&Expr>) {
        let mut pending: Vec<Expr> = target.into_iter().cloned().collect();
        while let Some(target) = pending.pop() {
            match &target {
                Expr::Symbol(symbol) => {
                    self.defined.insert(*symbol);
                }
                Expr::Normal(call) => match call.head_symbol() {
                    Some(sym::List) => pending.extend(call.args.iter().cloned()),
                    Some(
                        sym::Condition
                        | sym::HoldPattern
                        | sym::MessageName
                        | sym::Options
                        | sym::Attributes
                        | sym::Set
                        | sym::SetDelayed
                        | sym::Part
                        | sym::Format,
                    ) => pending.extend(call.args.first().cloned()),
                    Some(sym::Pattern) => pending.extend(call.args.iter().cloned()),
                    Some(sym::Blank) => pending.extend(call.args.first().cloned()),
                    _ => pending.push(call.head.clone()),
                },
                _ => {}
            }
        }
    }

    fn not_implemented(self, ev: &Evaluator) -> Vec<Diagnostic> {
        let mut told: FxHashSet<Symbol> = FxHashSet::default();
        let mut found = Vec::new();
        for used in &self.used {
            if !names_a_function(used.name)
                || self.defined.contains(&used.name)
                || ev.is_implemented(used.name)
                || !told.insert(used.name)
            {
                continue;
            }
            let count = self.used.iter().filter(|other| other.name == used.name).count();
            let times = if count == 1 { String::new() } else { format!(", {count} times in this file") };
            let span = match used.argument {
                None => ev.sources.head_span(used.call).or_else(|| ev.sources.span(used.call)),
                Some(index) => ev.sources.arg_span(used.call, index).or_else(|| ev.sources.span(used.call)),
            };
            let title =
                format!("`{}` is not implemented: it stays as it is when evaluated{times}", used.name);
            found.push(
                Diagnostic::warning(NOT_IMPLEMENTED, title)
                    .at(span, "")
                    .help("define it, or load the package that does"),
            );
        }
        found
    }
}

/// Names of the system's kind: a capital first. What begins with a small letter is often meant to stay as it is.
fn names_a_function(name: Symbol) -> bool {
    let text = name.name();
    !KNOWN_TO_OTHERS.contains(&text)
        && text.len() > 1
        && text.starts_with(|first: char| first.is_ascii_uppercase())
}
