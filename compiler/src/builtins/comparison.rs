//! Comparisons and logic.

use std::sync::Arc;

use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Scalar, Type, Value, sym};

use super::arithmetic::unify;
use super::{Call, Row, form, typed};
use crate::check::types::{discard, to_scalar, widest};
use crate::check::{Check, Checked, Checker, Want};
use crate::diagnostic::Diagnostic;
use crate::ir::{Kind, Node, Operation, Relation, rank};

/// Rows of this topic.
pub const ROWS: &[Row] = &[
    form("And", and, "Boolean, … → Boolean"),
    typed("ArrayQ", type_test, "any → Boolean"),
    typed("AtomQ", type_test, "any → Boolean"),
    typed("Boole", boole, "Boolean → Integer"),
    form("Equal", equal, "numbers or Booleans → Boolean"),
    typed("EvenQ", parity, "number → Boolean"),
    form("Greater", greater, "Integer or Real, … → Boolean"),
    form("GreaterEqual", greater_equal, "Integer or Real, … → Boolean"),
    form("Implies", implies, "Boolean, Boolean → Boolean"),
    typed("IntegerQ", type_test, "any → Boolean"),
    form("Inequality", inequality, "Integer or Real, … → Boolean"),
    form("Less", less, "Integer or Real, … → Boolean"),
    form("LessEqual", less_equal, "Integer or Real, … → Boolean"),
    typed("MatrixQ", type_test, "any → Boolean"),
    form("Nand", nand, "Boolean, … → Boolean"),
    typed("Negative", sign_test, "number → Boolean"),
    typed("NonNegative", sign_test, "number → Boolean"),
    typed("NonPositive", sign_test, "number → Boolean"),
    form("Nor", nor, "Boolean, … → Boolean"),
    form("Not", not, "Boolean → Boolean"),
    typed("OddQ", parity, "number → Boolean"),
    typed("NumberQ", type_test, "any → Boolean"),
    typed("NumericQ", type_test, "any → Boolean"),
    form("Or", or, "Boolean, … → Boolean"),
    typed("Positive", sign_test, "number → Boolean"),
    typed("PrimeQ", parity, "number → Boolean"),
    typed("SameQ", same, "two values of one type → Boolean"),
    typed("TrueQ", true_q, "any → Boolean"),
    form("Unequal", unequal, "numbers or Booleans → Boolean"),
    typed("UnsameQ", unsame, "two values of one type → Boolean"),
    typed("VectorQ", type_test, "any → Boolean"),
    typed("Xor", xor, "Boolean, … → Boolean"),
];

/// `a ? b`; none when they cannot be compared in compiled code.
pub fn compare(relation: Relation, a: Node, b: Node, origin: Origin) -> Option<Node> {
    let (a, b) = unify(a, b)?;
    let Type::Of(scalar, 0) = a.ty else { return None };
    let equality = matches!(relation, Relation::Equal | Relation::Unequal);
    if !equality && matches!(scalar, Scalar::Boolean | Scalar::Complex) {
        return None;
    }
    if let (Some(Value::Integer(a)), Some(Value::Integer(b))) = (a.as_constant(), b.as_constant()) {
        let holds = match relation {
            Relation::Equal => a == b,
            Relation::Unequal => a != b,
            Relation::Less => a < b,
            Relation::LessEqual => a <= b,
            Relation::Greater => a > b,
            Relation::GreaterEqual => a >= b,
        };
        return Some(Node::boolean(holds));
    }
    Some(Node::op(Operation::Compare(relation), vec![a, b], Type::BOOLEAN, origin))
}

/// Comparison of tensors is not elementwise: say so once, and what to write.
fn note_tensors(check: &mut Checker, call: &Normal) {
    let span = check.span(call.origin);
    let title = "Comparisons do not thread over lists.".to_owned();
    check.report(
        Diagnostic::note("cmplist", title)
            .at(span, "compares whole lists")
            .help("use UnitStep[a - b] or Map with Boole[…] for 1 and 0 element by element"),
    );
}

fn chain(check: &mut Checker, call: &Arc<Normal>, operands: &[Expr], relations: &[Relation]) -> Checked {
    if operands.len() < 2 {
        return Ok((operands.len() == 1).then(|| Node::boolean(true)));
    }
    if !operands.iter().all(|arg| check.is_value(arg)) {
        return Ok(None);
    }
    let mut nodes = Vec::new();
    for operand in operands {
        nodes.push(check.value(operand)?);
    }
    if nodes.iter().any(|node| rank(node.ty) > 0) {
        return tensors(check, call, nodes, relations);
    }
    if let [_, _] = nodes[..] {
        let (Some(b), Some(a)) = (nodes.pop(), nodes.pop()) else { return Ok(None) };
        return Ok(compare(relations[0], a, b, call.origin));
    }
    // Every operand is computed, each once, as in the evaluator.
    let mut setup = Vec::new();
    let held: Vec<Node> = nodes.into_iter().map(|node| check.simple(node, "operand", &mut setup)).collect();
    let mut tests = Vec::new();
    let pairs: Vec<(usize, usize)> = match relations.first() {
        // All must differ from all.
        Some(Relation::Unequal) if relations.iter().all(|&relation| relation == Relation::Unequal) => {
            (0..held.len()).flat_map(|i| (i + 1..held.len()).map(move |j| (i, j))).collect()
        }
        _ => (1..held.len()).map(|j| (j - 1, j)).collect(),
    };
    for (i, j) in pairs {
        let relation = relations[(j - 1).min(relations.len() - 1)];
        match compare(relation, held[i].clone(), held[j].clone(), call.origin) {
            Some(test) => tests.push(test),
            None => return Ok(None),
        }
    }
    setup.push(Node::new(Kind::And(tests), Type::BOOLEAN, call.origin));
    Ok(Some(Node::sequence(setup, call.origin)))
}

fn tensors(check: &mut Checker, call: &Normal, mut nodes: Vec<Node>, relations: &[Relation]) -> Checked {
    let (Some(b), Some(a), [relation]) = (nodes.pop(), nodes.pop(), relations) else {
        note_tensors(check, call);
        return Ok(None);
    };
    let equality = matches!(relation, Relation::Equal | Relation::Unequal);
    let numbers = widest([&a, &b]).filter(|_| nodes.is_empty() && equality && rank(a.ty) == rank(b.ty));
    let Some(wide) = numbers else {
        note_tensors(check, call);
        return Ok(None);
    };
    // Whole lists are equal or not; reals up to the tolerance, or exactly.
    let name = match wide {
        Scalar::Integer => "SameQ",
        _ if check.options.tolerance => "Equal",
        _ => return Ok(None),
    };
    let args = vec![to_scalar(a, wide), to_scalar(b, wide)];
    let equal = Node::op(Operation::Kernel(name), args, Type::BOOLEAN, call.origin);
    Ok(Some(match relation {
        Relation::Equal => equal,
        _ => negation(equal, call.origin),
    }))
}

fn uniform(check: &mut Checker, call: &Arc<Normal>, relation: Relation) -> Checked {
    chain(check, call, &call.args, &vec![relation; call.args.len().saturating_sub(1).max(1)])
}

macro_rules! relations {
    ($($name:ident = $relation:ident;)*) => {
        $(fn $name(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
            uniform(check, call, Relation::$relation)
        })*
    };
}

relations! {
    equal = Equal;
    unequal = Unequal;
    less = Less;
    less_equal = LessEqual;
    greater = Greater;
    greater_equal = GreaterEqual;
}

/// `Inequality[a, Less, b, LessEqual, c]`
fn inequality(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let mut operands = Vec::new();
    let mut relations = Vec::new();
    for (index, arg) in call.args.iter().enumerate() {
        if index % 2 == 0 {
            operands.push(arg.clone());
            continue;
        }
        relations.push(match arg.as_symbol() {
            Some(sym::Equal) => Relation::Equal,
            Some(sym::Unequal) => Relation::Unequal,
            Some(sym::Less) => Relation::Less,
            Some(sym::LessEqual) => Relation::LessEqual,
            Some(sym::Greater) => Relation::Greater,
            Some(sym::GreaterEqual) => Relation::GreaterEqual,
            _ => return Ok(None),
        });
    }
    if operands.len() != relations.len() + 1 {
        return Ok(None);
    }
    chain(check, call, &operands, &relations)
}

/// The Booleans of a call; none when one is something else.
fn booleans(check: &mut Checker, args: &[Expr]) -> Check<Option<Vec<Node>>> {
    let mut nodes = Vec::new();
    for arg in args {
        let node = check.condition(arg)?;
        match node {
            Some(node) => nodes.push(node),
            None => return Ok(None),
        }
    }
    Ok(Some(nodes))
}

fn junction(check: &mut Checker, call: &Arc<Normal>, all: bool) -> Checked {
    let Some(nodes) = booleans(check, &call.args)? else { return Ok(None) };
    let mut kept = Vec::new();
    for node in nodes {
        match node.as_constant() {
            Some(Value::Boolean(value)) if *value == all => {}
            Some(Value::Boolean(_)) => {
                kept.push(node);
                break;
            }
            _ => kept.push(node),
        }
    }
    Ok(Some(match kept.len() {
        0 => Node::boolean(all),
        1 => kept.swap_remove(0),
        _ => {
            let kind = if all { Kind::And(kept) } else { Kind::Or(kept) };
            Node::new(kind, Type::BOOLEAN, call.origin)
        }
    }))
}

fn and(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    junction(check, call, true)
}

fn or(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    junction(check, call, false)
}

/// `!a`
pub fn negation(node: Node, origin: Origin) -> Node {
    match node.as_constant() {
        Some(Value::Boolean(value)) => Node::boolean(!value),
        _ => Node::op(Operation::Not, vec![node], Type::BOOLEAN, origin),
    }
}

fn nand(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    Ok(junction(check, call, true)?.map(|node| negation(node, call.origin)))
}

fn nor(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    Ok(junction(check, call, false)?.map(|node| negation(node, call.origin)))
}

fn implies(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let Some(nodes) = booleans(check, &call.args)? else { return Ok(None) };
    let Ok([a, b]) = <[Node; 2]>::try_from(nodes) else { return Ok(None) };
    let kind = Kind::Or(vec![negation(a, call.origin), b]);
    Ok(Some(Node::new(kind, Type::BOOLEAN, call.origin)))
}

fn all_boolean(call: &Call, count: usize) -> bool {
    call.args.len() == count && call.args.iter().all(|arg| arg.ty == Type::BOOLEAN)
}

fn not(check: &mut Checker, call: &Arc<Normal>, _: Want) -> Checked {
    let [arg] = &call.args[..] else { return Ok(None) };
    Ok(check.condition(arg)?.map(|node| negation(node, call.origin)))
}

fn xor(_: &mut Checker, call: Call) -> Checked {
    let count = call.args.len();
    if !all_boolean(&call, count) {
        return Ok(None);
    }
    let origin = call.origin;
    Ok(call.args.into_iter().reduce(|a, b| Node::op(Operation::Xor, vec![a, b], Type::BOOLEAN, origin)))
}

fn true_q(_: &mut Checker, mut call: Call) -> Checked {
    let (Some(arg), true) = (call.args.pop(), call.args.is_empty()) else { return Ok(None) };
    if arg.ty == Type::BOOLEAN {
        return Ok(Some(arg));
    }
    // A number is not True.
    Ok(Some(Node::sequence([discard(arg), Node::boolean(false)], call.origin)))
}

fn boole(_: &mut Checker, call: Call) -> Checked {
    if !all_boolean(&call, 1) {
        return Ok(None);
    }
    Ok(Some(Node::op(Operation::Function("Boole"), call.args, Type::INTEGER, call.origin)))
}

/// Tests of what the type tells.
fn type_test(_: &mut Checker, mut call: Call) -> Checked {
    let (Some(arg), true) = (call.args.pop(), call.args.is_empty()) else { return Ok(None) };
    let Type::Of(element, levels) = arg.ty else { return Ok(None) };
    let holds = match call.name {
        "ArrayQ" => levels > 0,
        "AtomQ" => levels == 0,
        "IntegerQ" => levels == 0 && element == Scalar::Integer,
        "MatrixQ" => levels == 2,
        "VectorQ" => levels == 1,
        _ => levels == 0 && element != Scalar::Boolean,
    };
    Ok(Some(Node::sequence([discard(arg), Node::boolean(holds)], call.origin)))
}

fn parity(_: &mut Checker, mut call: Call) -> Checked {
    let (Some(arg), true) = (call.args.pop(), call.args.is_empty()) else { return Ok(None) };
    Ok(match arg.ty {
        Type::INTEGER => {
            Some(Node::op(Operation::Function(call.name), vec![arg], Type::BOOLEAN, call.origin))
        }
        // What is no integer is neither even nor odd nor prime.
        Type::REAL | Type::COMPLEX => Some(Node::sequence([discard(arg), Node::boolean(false)], call.origin)),
        _ => None,
    })
}

fn sign_test(_: &mut Checker, mut call: Call) -> Checked {
    let relation = match call.name {
        "Positive" => Relation::Greater,
        "Negative" => Relation::Less,
        "NonNegative" => Relation::GreaterEqual,
        _ => Relation::LessEqual,
    };
    let Some(arg) = call.args.pop().filter(|_| call.args.is_empty()) else { return Ok(None) };
    if arg.ty == Type::COMPLEX {
        return Ok(Some(Node::sequence([discard(arg), Node::boolean(false)], call.origin)));
    }
    Ok(compare(relation, arg, Node::integer(0), call.origin))
}

fn same(_: &mut Checker, call: Call) -> Checked {
    let [a, b] = &call.args[..] else { return Ok(None) };
    if a.ty != b.ty {
        return Ok(None);
    }
    let operation = match a.ty {
        Type::Of(Scalar::Integer | Scalar::Boolean, 0) => Operation::Compare(Relation::Equal),
        Type::Of(_, 0) => Operation::Same,
        _ => Operation::Kernel("SameQ"),
    };
    Ok(Some(Node::op(operation, call.args, Type::BOOLEAN, call.origin)))
}

fn unsame(check: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    Ok(same(check, call)?.map(|node| negation(node, origin)))
}

impl Checker<'_> {
    /// A Boolean; none when the expression is something else.
    pub fn condition(&mut self, expr: &Expr) -> Check<Option<Node>> {
        if !self.is_value(expr) {
            return Ok(None);
        }
        // Control may leave from inside a condition: `test || Return[0]`.
        let node = self.value(expr)?;
        if node.ty == Type::BOOLEAN || node.never_ends() {
            return Ok(Some(node));
        }
        // What the evaluator gives as a test is a Boolean, not a Real.
        if let (Kind::External(_), Some(call)) = (&node.kind, expr.as_normal())
            && !call.has_head(sym::List)
        {
            return Ok(Some(Node { ty: Type::BOOLEAN, ..node }));
        }
        Ok(None)
    }
}
