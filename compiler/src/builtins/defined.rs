//! Functions that are defined in terms of others, by the text `definitions.wl`: a call becomes the right side, with the
//! values of the arguments in variables and its functions put in where they are applied.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;
use scheelite_runtime::source::{Origin, SourceMap};
use scheelite_runtime::{Expr, Normal, Scalar, Symbol, Type, sym};

use super::{BY_SYMBOL, Call, Row, form, patterns, typed};
use crate::check::scope::{Binding, Name, Scope};
use crate::check::types::to_scalar;
use crate::check::{Check, Checked, Checker, Want};
use crate::ir::{Node, rank, scalar};
use crate::syntax::Parser;

/// Rows of functions that have definitions only.
pub const ROWS: &[Row] = &[
    form("AbsArg", only, "Complex → vector of 2"),
    form("AllTrue", only, "tensor, test → Boolean"),
    form("AnyTrue", only, "tensor, test → Boolean"),
    form("ArrayFlatten", only, "{{matrix, matrix}, {matrix, matrix}} → matrix"),
    form("ArrayPad", only, "vector or matrix, Integer, number → same"),
    form("BinCounts", only, "vector, {Real, Real, Real} → vector of Integer"),
    form("Cases", only, "tensor, pattern → tensor"),
    form("ChessboardDistance", only, "vector, vector → number"),
    form("Commonest", only, "vector → vector"),
    typed("Compile`Widen", widen, "value, value → the first with the elements of both"),
    form("CoprimeQ", only, "Integer, Integer → Boolean"),
    form("DeleteCases", only, "tensor, pattern or number → tensor"),
    form("Divisible", only, "Integer, Integer → Boolean"),
    form("EuclideanDistance", only, "vector, vector → Real"),
    form("Fibonacci", only, "Integer → Integer"),
    form("FirstPosition", only, "vector, pattern or number → vector of Integer"),
    form("FromDigits", only, "vector of Integer, base → Integer"),
    form("Inner", only, "function, tensor, tensor, function → tensor or number"),
    form("LengthWhile", only, "tensor, test → Integer"),
    form("ListConvolve", only, "vectors or matrices, overhang → same"),
    form("ListCorrelate", only, "vectors or matrices, overhang → same"),
    form("ManhattanDistance", only, "vector, vector → number"),
    form("MapAt", only, "function, tensor, position → tensor"),
    form("MatrixPower", only, "matrix, Integer → matrix"),
    form("MinMax", only, "tensor → vector of 2"),
    form("MovingAverage", only, "vector, Integer → vector"),
    form("NoneTrue", only, "tensor, test → Boolean"),
    form("Outer", only, "function, tensors → tensor"),
    form("Pick", only, "tensor, vector, number or pattern → tensor"),
    form("PowerMod", only, "Integer, Integer, Integer → Integer"),
    form("Quantile", only, "vector, number or vector → element or vector"),
    form("Ratios", only, "vector → vector"),
    form("ReplacePart", only, "tensor, position → number → tensor"),
    form("ReverseSort", only, "tensor → same"),
    form("SelectFirst", only, "tensor, test → element"),
    form("SortBy", only, "tensor, function → same"),
    form("SquaredEuclideanDistance", only, "vector, vector → number"),
    form("Subdivide", only, "number, number, Integer → vector"),
    form("TakeLargest", only, "vector, Integer → vector"),
    form("TakeSmallest", only, "vector, Integer → vector"),
    form("TakeWhile", only, "tensor, test → tensor"),
    form("Tally", only, "vector → matrix"),
    form("Thread", only, "{vector, vector, …} → matrix"),
];

/// One definition: its left side and what stands for it.
struct Definition {
    left: Arc<Normal>,
    right: Expr,
}

static DEFINITIONS: LazyLock<FxHashMap<Symbol, Vec<Definition>>> = LazyLock::new(|| {
    // Names with rows are known from here on; all others are the definitions' own.
    LazyLock::force(&BY_SYMBOL);
    let text = include_str!("definitions.wl");
    let mut map = SourceMap::default();
    let source = map.add("definitions", text);
    let mut parser = Parser::new(text, source);
    let mut own = |name: &str| match name.contains('`') {
        true => Symbol::new(name),
        false => Symbol::known(&format!("System`{name}"))
            .unwrap_or_else(|| Symbol::new(&format!("Compile`Definitions`{name}"))),
    };
    let mut found: FxHashMap<Symbol, Vec<Definition>> = FxHashMap::default();
    while let Some(expr) = parser.next(&mut map, &mut own) {
        let set = expr.as_ref().and_then(|expr| expr.as_call(sym::SetDelayed));
        if let Some([Expr::Normal(left), right]) = set.map(|set| &set.args[..])
            && let Some(head) = left.head_symbol()
        {
            found.entry(head).or_default().push(Definition { left: left.clone(), right: right.clone() });
        }
    }
    found
});

/// A call for whose arguments no definition fits is the evaluator's.
fn only(_: &mut Checker, _: &Arc<Normal>, _: Want) -> Checked {
    Ok(None)
}

/// `Compile`Widen[a, b]`: `a` with elements that can hold those of `b`.
fn widen(_: &mut Checker, call: Call) -> Checked {
    let Ok([value, like]) = <[Node; 2]>::try_from(call.args) else { return Ok(None) };
    Ok(match (scalar(value.ty), scalar(like.ty)) {
        (Some(a), Some(b)) if a != Scalar::Boolean && b != Scalar::Boolean => {
            Some(to_scalar(value, a.max(b)))
        }
        (Some(a), Some(b)) if a == b => Some(value),
        _ => None,
    })
}

/// The values of arguments, each checked at most once.
#[derive(Default)]
pub struct Values(Vec<(*const Expr, Node)>);

impl Values {
    fn of<'a>(&'a mut self, check: &mut Checker, expr: &Expr) -> Check<Option<&'a Node>> {
        let key = std::ptr::from_ref(expr);
        if !self.0.iter().any(|(known, _)| *known == key) {
            if !check.is_value(expr) || patterns::is_pattern(expr) {
                return Ok(None);
            }
            let node = check.value(expr)?;
            self.0.push((key, node));
        }
        Ok(self.0.iter().find(|(known, _)| *known == key).map(|(_, node)| node))
    }

    /// The value of an argument if it has been checked; else it is checked now.
    pub fn take(&mut self, check: &mut Checker, expr: &Expr) -> Check {
        let key = std::ptr::from_ref(expr);
        match self.0.iter().position(|(known, _)| *known == key) {
            Some(at) => Ok(self.0.swap_remove(at).1),
            None => check.value(expr),
        }
    }
}

/// A parameter of a definition, the kind it asks for, and the argument.
struct Parameter<'a> {
    name: Symbol,
    kind: &'static str,
    arg: &'a Expr,
}

/// Brings a left side and a call together; false when their forms differ.
fn align<'a>(left: &Expr, arg: &'a Expr, found: &mut Vec<Parameter<'a>>) -> bool {
    let Expr::Normal(normal) = left else { return left == arg };
    if normal.has_head(sym::Pattern)
        && let [Expr::Symbol(name), Expr::Normal(blank)] = &normal.args[..]
        && let Some(kind) = blank.args.first().and_then(Expr::as_symbol)
    {
        found.push(Parameter { name: *name, kind: kind.name(), arg });
        return true;
    }
    match arg {
        Expr::Normal(arg) => align_all(normal, arg, found),
        _ => false,
    }
}

fn align_all<'a>(left: &Normal, call: &'a Normal, found: &mut Vec<Parameter<'a>>) -> bool {
    left.args.len() == call.args.len()
        && left.head == call.head
        && left.args.iter().zip(&call.args).all(|(left, arg)| align(left, arg, found))
}

/// Whether a value is of the kind that a definition asks for.
fn is_of_kind(kind: &str, ty: Type) -> bool {
    let Type::Of(element, levels) = ty else { return false };
    let number = element != Scalar::Boolean;
    match kind {
        "Number" => number && levels == 0,
        "Integer" => ty == Type::INTEGER,
        "Complex" => ty == Type::COMPLEX,
        "Boolean" => ty == Type::BOOLEAN,
        "Vector" => number && levels == 1,
        "Matrix" => number && levels == 2,
        "Cube" => number && levels == 3,
        "ComplexMatrix" => element == Scalar::Complex && levels == 2,
        "ComplexVector" => element == Scalar::Complex && levels == 1,
        "IntegerMatrix" => element == Scalar::Integer && levels == 2,
        "RealVector" => matches!(element, Scalar::Integer | Scalar::Real) && levels == 1,
        "Tensor" => number && levels >= 1,
        "Value" => true,
        _ => false,
    }
}

/// What the parameters of a definition stand for in a call; none when an argument is of another kind.
fn bind(
    check: &mut Checker,
    parameters: &[Parameter],
    values: &mut Values,
    taken: &mut Vec<(Symbol, Node)>,
) -> Check<Option<Vec<(Symbol, Binding)>>> {
    let outer = check.scope();
    let mut bindings = Vec::new();
    let mut element: Option<Type> = None;
    let mut names: Vec<(Symbol, Expr)> = Vec::new();
    for of in parameters {
        match of.kind {
            "Function" => {
                if !check.is_function(of.arg) || super::constant_symbol(of.arg) {
                    return Ok(None);
                }
                bindings.push((of.name, Binding::Expr(of.arg.clone(), outer)));
            }
            "Pattern" => {
                let Some(element) = element.filter(|_| patterns::is_pattern(of.arg)) else { return Ok(None) };
                let subject = Expr::Symbol(check.fresh_symbol());
                let Some(test) = patterns::test(of.arg, &subject, element, &mut names) else {
                    return Ok(None);
                };
                let function = Expr::call(sym::Function, [subject, test]);
                bindings.push((of.name, Binding::Expr(function, outer)));
            }
            "Rewrite" => {
                let value = patterns::with_names(&names, of.arg.clone());
                // The names stand for parts of the same subject as in the test.
                let Some((_, Binding::Expr(test, _))) = bindings.last() else { return Ok(None) };
                let Some(subject) = test.as_normal().map(|test| test.args[0].clone()) else {
                    return Ok(None);
                };
                let function = Expr::call(sym::Function, [subject, value]);
                bindings.push((of.name, Binding::Expr(function, outer)));
            }
            kind => match values.of(check, of.arg)? {
                Some(node) if is_of_kind(kind, node.ty) => {
                    if element.is_none() {
                        element = super::iteration::element_type(node.ty);
                    }
                    taken.push((of.name, node.clone()));
                }
                _ => return Ok(None),
            },
        }
    }
    Ok(Some(bindings))
}

/// The call by the first definition that fits; none when there is none. `values` keeps what has been checked.
pub fn expand(check: &mut Checker, call: &Arc<Normal>, want: Want, values: &mut Values) -> Checked {
    let Some(definitions) = call.head_symbol().and_then(|head| DEFINITIONS.get(&head)) else {
        return Ok(None);
    };
    for definition in definitions {
        let mut parameters = Vec::new();
        if !align_all(&definition.left, call, &mut parameters) {
            continue;
        }
        let mut taken = Vec::new();
        let Some(bindings) = bind(check, &parameters, values, &mut taken)? else { continue };
        // Only functions put in may call the evaluator.
        let calls_functions = !bindings.is_empty();
        let snapshot = check.snapshot();
        let mut nodes = Vec::new();
        let mut scope = Scope::ROOT;
        for (name, node) in taken {
            let binding = match node.as_constant() {
                // Known numbers stay known.
                Some(_) if rank(node.ty) == 0 => match constant_expr(&node) {
                    Some(expr) => Binding::Expr(expr, Scope::ROOT),
                    None => held(check, name, node, &mut nodes),
                },
                _ => held(check, name, node, &mut nodes),
            };
            scope = check.scopes().bind(scope, Name::Symbol(name), binding);
        }
        for (name, binding) in bindings {
            scope = check.scopes().bind(scope, Name::Symbol(name), binding);
        }
        let body = placed(&definition.right, call.origin);
        let before = check.scope();
        let result = check.in_definition(|check| {
            check.set_scope(scope);
            check.expr(&body, want)
        });
        check.set_scope(before);
        match result {
            Ok(Some(node)) if calls_functions || check.added_externals(&snapshot) == 0 => {
                nodes.push(node);
                return Ok(Some(Node::sequence(nodes, call.origin)));
            }
            _ => check.restore(&snapshot),
        }
    }
    Ok(None)
}

fn held(check: &mut Checker, name: Symbol, node: Node, nodes: &mut Vec<Node>) -> Binding {
    let (local, set) = check.hold(name.name(), node);
    nodes.push(set);
    Binding::Constant(local)
}

fn constant_expr(node: &Node) -> Option<Expr> {
    use scheelite_runtime::Value;
    match node.as_constant()? {
        Value::Integer(value) => Some(Expr::Integer(*value)),
        Value::Real(value) => Some(Expr::Real(*value)),
        _ => None,
    }
}

/// An expression of a definition at the place of the call.
fn placed(expr: &Expr, origin: Origin) -> Expr {
    match expr {
        Expr::Normal(normal) => {
            let args = normal.args.iter().map(|arg| placed(arg, origin)).collect();
            Expr::Normal(Arc::new(Normal::with_origin(placed(&normal.head, origin), args, origin)))
        }
        _ => expr.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::{BY_SYMBOL, DEFINITIONS};

    #[test]
    fn every_definition_is_of_a_function_with_a_row() {
        assert!(DEFINITIONS.len() > 50, "{}", DEFINITIONS.len());
        for head in DEFINITIONS.keys() {
            assert!(BY_SYMBOL.contains_key(head), "{head} has a definition but no row");
        }
    }
}
