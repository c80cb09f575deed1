//! What a call of `Compile` asks for, and what the compiler may ask the session in return.

use scheelite_runtime::eval::Attributes;
use scheelite_runtime::source::SourceMap;
use scheelite_runtime::{Expr, Scalar, Symbol, Type, sym};

use crate::diagnostic::Diagnostic;

/// A function to compile.
#[derive(Clone, Debug)]
pub struct Request {
    /// The symbol whose value the function becomes: calls of it in the body are calls of the function itself.
    pub name: Option<Symbol>,
    /// The arguments in order.
    pub arguments: Vec<Argument>,
    /// The body, unevaluated.
    pub body: Expr,
    /// Types of external calls: the third argument of `Compile`.
    pub declared: Vec<Declared>,
    /// Options.
    pub options: Options,
}

/// An argument of the function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Argument {
    /// Its name.
    pub symbol: Symbol,
    /// Its type.
    pub ty: Type,
}

/// The declared type of subexpressions that match a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Declared {
    /// The pattern.
    pub pattern: Expr,
    /// The type.
    pub ty: Type,
}

/// A setting with three values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// `Automatic`
    #[default]
    Automatic,
    /// `True`
    Yes,
    /// `False`
    No,
}

/// What the options of `Compile` ask of the compiler.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// `"CatchMachineIntegerOverflow"`
    pub catch_integer_overflow: bool,
    /// `"CatchMachineOverflow"`
    pub catch_overflow: bool,
    /// `"CatchMachineUnderflow"`
    pub catch_underflow: bool,
    /// `"CompareWithTolerance"`
    pub tolerance: bool,
    /// `"ExpressionOptimization"`
    pub optimize: Choice,
    /// `"InlineCompiledFunctions"`
    pub inline_compiled: Choice,
    /// `"InlineExternalDefinitions"`
    pub inline_definitions: Choice,
    /// Whether passes run at all: tests turn them off.
    pub passes: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            catch_integer_overflow: true,
            catch_overflow: false,
            catch_underflow: false,
            tolerance: true,
            optimize: Choice::Automatic,
            inline_compiled: Choice::Automatic,
            inline_definitions: Choice::Automatic,
            passes: true,
        }
    }
}

/// What the compiler knows of another compiled function.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The arguments with their types.
    pub arguments: Vec<Argument>,
    /// The type of its value.
    pub result: Type,
    /// Its body, unevaluated.
    pub body: Expr,
    /// Whether it threads over lists.
    pub listable: bool,
    /// Whether its options are the default ones, so that putting its body in keeps the meaning.
    pub default_options: bool,
}

/// A definition `pattern := value` of a symbol.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Left side, without `HoldPattern`.
    pub pattern: Expr,
    /// Right side.
    pub value: Expr,
}

/// The session around the compiler.
pub trait Environment {
    /// The value of a symbol.
    fn own_value(&self, symbol: Symbol) -> Option<Expr>;
    /// The definitions of `symbol[…]` in order.
    fn definitions(&self, symbol: Symbol) -> Vec<Rule>;
    /// Whether the symbol is a built-in function.
    fn is_builtin(&self, symbol: Symbol) -> bool;
    /// Attributes of a symbol.
    fn attributes(&self, symbol: Symbol) -> Attributes;
    /// Whether an unevaluated expression matches a pattern.
    fn matches(&mut self, expr: &Expr, pattern: &Expr) -> bool;
    /// What is known of an expression that is a compiled function.
    fn compiled(&self, expr: &Expr) -> Option<Compiled>;
    /// The value of an expression of numbers and functions of numbers: a number, exact where the expression is.
    fn number(&mut self, expr: &Expr) -> Option<Expr>;
    /// The expression as users write it.
    fn text(&self, expr: &Expr) -> String;
    /// The texts expressions were read from.
    fn sources(&self) -> &SourceMap;
}

/// The highest rank of an argument.
pub const MAX_RANK: i64 = 100;

/// Reads a type as written: `_Integer`, `_Real`, `_Complex`, `True|False`.
pub fn read_type(expr: &Expr) -> Option<Scalar> {
    if let Some(blank) = expr.as_call(sym::Blank) {
        return match blank.args.first().and_then(Expr::as_symbol)? {
            sym::Integer => Some(Scalar::Integer),
            sym::Real => Some(Scalar::Real),
            sym::Complex => Some(Scalar::Complex),
            _ => None,
        };
    }
    let either = expr.as_call(sym::Alternatives)?;
    let boolean = |arg: &Expr| arg.is_symbol(sym::True) || arg.is_symbol(sym::False);
    (either.args.len() == 2 && either.args.iter().all(boolean) && either.args[0] != either.args[1])
        .then_some(Scalar::Boolean)
}

/// Reads type and rank from the second and third part of an argument or declaration.
fn read_full_type(parts: &[Expr], env: &dyn Environment) -> Result<Type, Diagnostic> {
    let scalar = match parts.first() {
        None => Scalar::Real,
        Some(written) => read_type(written).ok_or_else(|| {
            let text = env.text(written);
            Diagnostic::error("invtype", format!("{text} is not a type."))
                .help("write _Integer, _Real, _Complex or True|False")
        })?,
    };
    let rank = match parts.get(1) {
        None => 0,
        Some(Expr::Integer(rank)) if (0..=MAX_RANK).contains(rank) => *rank,
        Some(Expr::Integer(rank)) if *rank > MAX_RANK => {
            return Err(Diagnostic::error(
                "maxrank",
                format!("Rank {rank} is larger than the limit {MAX_RANK}."),
            )
            .help(format!("use a rank of at most {MAX_RANK}")));
        }
        Some(written) => {
            let text = env.text(written);
            return Err(Diagnostic::error(
                "rank",
                format!("The rank {text} should be a non-negative integer."),
            )
            .help("write 0 for a number, 1 for a vector, 2 for a matrix"));
        }
    };
    if scalar == Scalar::Boolean && rank > 0 {
        return Err(Diagnostic::error("boolrank", "True|False has rank 0 only.")
            .help("use _Integer with 0 and 1, and Boole"));
    }
    Ok(Type::Of(scalar, u8::try_from(rank).unwrap_or(u8::MAX)))
}

/// Reads the argument list of `Compile`.
pub fn read_arguments(written: &Expr, env: &dyn Environment) -> Result<Vec<Argument>, Diagnostic> {
    let single = [written.clone()];
    let items = written.as_call(sym::List);
    let items = items.map_or(&single[..], |list| &list.args[..]);
    // `Compile[{x, _Real}, …]`: one argument written without its outer braces.
    let lone = items.len() >= 2 && items[0].as_symbol().is_some() && read_type(&items[1]).is_some();
    let lone_list = [written.clone()];
    let items = if lone { &lone_list[..] } else { items };
    let mut arguments: Vec<Argument> = Vec::new();
    for item in items {
        let parts = item.as_call(sym::List).map_or(std::slice::from_ref(item), |list| &list.args[..]);
        let span = item.as_normal().and_then(|normal| env.sources().span(normal.origin));
        let (Some(symbol), 1..=3) = (parts.first().and_then(Expr::as_symbol), parts.len()) else {
            let text = env.text(item);
            return Err(Diagnostic::error(
                "argspec",
                format!("{text} is not a proper argument specification."),
            )
            .at(span, "expected a name, {name, type} or {name, type, rank}")
            .help("write {{x, _Real}, {v, _Real, 1}}"));
        };
        if arguments.iter().any(|known| known.symbol == symbol) {
            return Err(Diagnostic::error("fdup", format!("Duplicate parameter {symbol} found."))
                .at(span, "")
                .help("give each argument a name of its own"));
        }
        let ty = read_full_type(&parts[1..], env).map_err(|found| found.at(span, ""))?;
        arguments.push(Argument { symbol, ty });
    }
    Ok(arguments)
}

/// Reads the third argument of `Compile`.
pub fn read_declared(written: &Expr, env: &dyn Environment) -> Result<Vec<Declared>, Diagnostic> {
    let Some(list) = written.as_call(sym::List) else {
        let text = env.text(written);
        return Err(Diagnostic::error(
            "extspec",
            format!("{text} is not a list of types of external calls."),
        )
        .help("write {{f[_], _Integer}, {g[_], _Real, 1}}"));
    };
    let mut declared = Vec::new();
    for item in &list.args {
        let parts = item.as_call(sym::List).map_or(&[][..], |list| &list.args[..]);
        let span = item.as_normal().and_then(|normal| env.sources().span(normal.origin));
        if !(2..=3).contains(&parts.len()) {
            let text = env.text(item);
            return Err(Diagnostic::error("extspec", format!("{text} is not {{pattern, type}}."))
                .at(span, "")
                .help("write {f[_], _Integer} or {g[_], _Real, 1}"));
        }
        let ty = read_full_type(&parts[1..], env).map_err(|found| found.at(span, ""))?;
        declared.push(Declared { pattern: parts[0].clone(), ty });
    }
    Ok(declared)
}
