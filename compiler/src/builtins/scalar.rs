//! Functions of numbers: types and meaning come from the tables of `scheelite_runtime::kernels::scalar`, elementwise on
//! tensors.

use num_complex::Complex64;
use scheelite_runtime::kernels::scalar::{
    ComplexBinary, ComplexFunction, ComplexToReal, IntegerBinary, IntegerFunction, RealBinary, RealFunction,
    RealToInteger,
};
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Scalar, Type, Value};

use super::arithmetic::{binary, unify};
use super::{Call, Row, typed};
use crate::check::types::{to_scalar, widest};
use crate::check::{Checked, Checker};
use crate::ir::{Kind, Node, Operation, Relation, rank, scalar};

const REAL: &str = "Integer → Real; Real; Complex; elementwise";
const ONLY_REAL: &str = "Integer → Real; Real; elementwise";
const ROUNDING: &str = "Integer; Real → Integer; elementwise";
const SAME: &str = "Integer; Real; Complex where defined; elementwise";
const INTEGERS: &str = "Integer, Integer → Integer; elementwise";
const PARTS: &str = "Integer; Real; Complex → Real; elementwise";

/// Rows of this topic.
pub const ROWS: &[Row] = &[
    typed("Abs", function, PARTS),
    typed("ArcCos", function, REAL),
    typed("ArcCosh", function, REAL),
    typed("ArcCot", function, REAL),
    typed("ArcCoth", function, REAL),
    typed("ArcCsc", function, REAL),
    typed("ArcCsch", function, REAL),
    typed("ArcSec", function, REAL),
    typed("ArcSech", function, REAL),
    typed("ArcSin", function, REAL),
    typed("ArcSinh", function, REAL),
    typed("ArcTan", function, REAL),
    typed("ArcTanh", function, REAL),
    typed("Arg", function, "Real or Complex → Real; elementwise"),
    typed("BesselI", function, ONLY_REAL),
    typed("BesselJ", function, ONLY_REAL),
    typed("BesselK", function, ONLY_REAL),
    typed("BesselY", function, ONLY_REAL),
    typed("Beta", function, ONLY_REAL),
    typed("Binomial", function, INTEGERS),
    typed("BitAnd", nary, INTEGERS),
    typed("BitLength", function, INTEGERS),
    typed("BitNot", function, INTEGERS),
    typed("BitOr", nary, INTEGERS),
    typed("BitShiftLeft", shift, INTEGERS),
    typed("BitShiftRight", shift, INTEGERS),
    typed("BitXor", nary, INTEGERS),
    typed("Ceiling", rounding, ROUNDING),
    typed("Chop", chop, SAME),
    typed("Complex", make_complex, "Real, Real → Complex"),
    typed("Conjugate", function, SAME),
    typed("Cos", function, REAL),
    typed("Cosh", function, REAL),
    typed("Cot", function, REAL),
    typed("Coth", function, REAL),
    typed("Csc", function, REAL),
    typed("Csch", function, REAL),
    typed("Erf", function, ONLY_REAL),
    typed("Erfc", function, ONLY_REAL),
    typed("Factorial", function, "Integer; Real; elementwise"),
    typed("Floor", rounding, ROUNDING),
    typed("FractionalPart", function, "Integer; Real; elementwise"),
    typed("GCD", nary, INTEGERS),
    typed("Gamma", function, REAL),
    typed("Gudermannian", function, REAL),
    typed("Haversine", function, REAL),
    typed("Im", imaginary, PARTS),
    typed("IntegerLength", function, INTEGERS),
    typed("IntegerPart", function, ROUNDING),
    typed("InverseErf", function, ONLY_REAL),
    typed("InverseErfc", function, ONLY_REAL),
    typed("InverseGudermannian", function, REAL),
    typed("InverseHaversine", function, REAL),
    typed("KroneckerDelta", kronecker_delta, "Integer, … → Integer"),
    typed("LCM", nary, INTEGERS),
    typed("Log", logarithm, REAL),
    typed("Log10", function, REAL),
    typed("Log2", function, REAL),
    typed("LogGamma", function, REAL),
    typed("LogisticSigmoid", function, REAL),
    typed("Mod", modulo, "Integer; Real; elementwise"),
    typed("N", to_machine, "Integer → Real; Real; Complex; elementwise"),
    typed("PolyGamma", function, ONLY_REAL),
    typed("Quotient", quotient, "Integer; Real → Integer; elementwise"),
    typed("QuotientRemainder", quotient_remainder, "Integer, Integer → vector of 2; Real"),
    typed("Ramp", function, SAME),
    typed("Re", real_part, PARTS),
    typed("ReIm", re_im, "Integer, Real or Complex → vector of 2"),
    typed("Rescale", rescale, ONLY_REAL),
    typed("Round", rounding, ROUNDING),
    typed("Sec", function, REAL),
    typed("Sech", function, REAL),
    typed("Sign", function, "Integer, Real → Integer; Complex; elementwise"),
    typed("Sin", function, REAL),
    typed("Sinc", function, REAL),
    typed("Sinh", function, REAL),
    typed("Tan", function, REAL),
    typed("Tanh", function, REAL),
    typed("UnitBox", unit_box, "Integer, Real → Integer; elementwise"),
    typed("HeavisideTheta", heaviside, "Integer, Real → Integer; elementwise"),
    typed("UnitStep", function, ROUNDING),
    typed("Unitize", function, ROUNDING),
];

fn op(name: &'static str, args: Vec<Node>, scalar: Scalar, origin: Origin) -> Node {
    let rank = args.iter().map(|arg| rank(arg.ty)).max().unwrap_or(0);
    Node::op(Operation::Function(name), args, Type::Of(scalar, rank), origin)
}

/// The call by what the tables of scalar functions have for its argument types.
pub fn function(_: &mut Checker, call: Call) -> Checked {
    Ok(match call.args.len() {
        1 => unary(call),
        2 => pair(call),
        _ => None,
    })
}

fn unary(mut call: Call) -> Option<Node> {
    let (name, origin) = (call.name, call.origin);
    let wide = widest(&call.args)?;
    let arg = call.args.pop()?;
    let real = RealFunction::named(name).is_some();
    let to_integer = RealToInteger::named(name).is_some();
    let complex = ComplexFunction::named(name).is_some();
    let to_real = ComplexToReal::named(name).is_some();
    let identity = matches!(name, "Conjugate") && wide != Scalar::Complex;
    if identity {
        return Some(arg);
    }
    Some(match wide {
        Scalar::Integer if IntegerFunction::named(name).is_some() => {
            op(name, vec![arg], Scalar::Integer, origin)
        }
        Scalar::Integer | Scalar::Real if real || to_integer => {
            let result = if to_integer { Scalar::Integer } else { Scalar::Real };
            folded(op(name, vec![to_scalar(arg, Scalar::Real)], result, origin))
        }
        _ if to_real => op(name, vec![to_scalar(arg, Scalar::Complex)], Scalar::Real, origin),
        Scalar::Complex if complex => op(name, vec![arg], Scalar::Complex, origin),
        _ => return None,
    })
}

/// A known real put through its function now.
fn folded(node: Node) -> Node {
    let value = match &node.kind {
        Kind::Op(Operation::Function(name), args) => {
            match (args.first().and_then(Node::as_constant), args.len()) {
                (Some(Value::Real(x)), 1) => match (RealToInteger::named(name), RealFunction::named(name)) {
                    (Some(function), _) => function.apply(*x).map(Value::Integer),
                    (None, Some(function)) => {
                        Some(function.apply(*x)).filter(|value| value.is_finite()).map(Value::Real)
                    }
                    _ => None,
                },
                _ => None,
            }
        }
        _ => None,
    };
    match value {
        Some(value) => Node::constant(value, node.origin),
        None => node,
    }
}

fn pair(call: Call) -> Option<Node> {
    let (name, origin) = (call.name, call.origin);
    let mut wide = widest(&call.args)?;
    if wide == Scalar::Integer && IntegerBinary::named(name).is_none() {
        wide = Scalar::Real;
    }
    let known = match wide {
        Scalar::Integer => true,
        Scalar::Real => RealBinary::named(name).is_some(),
        _ => ComplexBinary::named(name).is_some(),
    };
    let args = call.args.into_iter().map(|arg| to_scalar(arg, wide)).collect();
    known.then(|| op(name, args, wide, origin))
}

/// Functions that take any number of integers, from the left.
fn nary(_: &mut Checker, call: Call) -> Checked {
    let (name, origin) = (call.name, call.origin);
    if call.args.is_empty() || widest(&call.args) != Some(Scalar::Integer) {
        return Ok(None);
    }
    let mut args = call.args.into_iter();
    let Some(first) = args.next() else { return Ok(None) };
    let mut result = first;
    for arg in args {
        match pair(Call { name, args: vec![result, arg], origin }) {
            Some(node) => result = node,
            None => return Ok(None),
        }
    }
    Ok(Some(result))
}

fn shift(check: &mut Checker, mut call: Call) -> Checked {
    if call.args.len() == 1 {
        call.args.push(Node::integer(1));
    }
    if widest(&call.args) != Some(Scalar::Integer) {
        return Ok(None);
    }
    function(check, call)
}

/// Floor, Ceiling, Round; with a second argument to multiples of it.
fn rounding(check: &mut Checker, mut call: Call) -> Checked {
    if call.args.len() == 1 {
        return function(check, call);
    }
    let (name, origin) = (call.name, call.origin);
    let (Some(unit), Some(value), true) = (call.args.pop(), call.args.pop(), call.args.is_empty()) else {
        return Ok(None);
    };
    if rank(unit.ty) > 0 || rank(value.ty) > 0 {
        return Ok(None);
    }
    if widest([&unit, &value]) != Some(Scalar::Real) {
        return Ok(None);
    }
    let mut nodes = Vec::new();
    let value = check.simple(to_scalar(value, Scalar::Real), "value", &mut nodes);
    let unit = check.simple(to_scalar(unit, Scalar::Real), "unit", &mut nodes);
    // Round[x / unit] unit
    let Some(ratio) = binary(Operation::Divide, value, unit.clone(), origin) else { return Ok(None) };
    let whole = op(name, vec![ratio], Scalar::Integer, origin);
    let Some(product) = binary(Operation::Multiply, whole, unit, origin) else { return Ok(None) };
    nodes.push(product);
    Ok(Some(Node::sequence(nodes, origin)))
}

fn chop(check: &mut Checker, call: Call) -> Checked {
    if widest(&call.args) == Some(Scalar::Integer) {
        return Ok(call.args.into_iter().next());
    }
    if call.args.len() != 1 {
        return Ok(None);
    }
    function(check, call)
}

fn make_complex(_: &mut Checker, call: Call) -> Checked {
    let Ok([re, im]) = <[Node; 2]>::try_from(call.args) else { return Ok(None) };
    if rank(re.ty) + rank(im.ty) > 0 || !matches!(widest([&re, &im]), Some(Scalar::Integer | Scalar::Real)) {
        return Ok(None);
    }
    let (re, im) = (to_scalar(re, Scalar::Real), to_scalar(im, Scalar::Real));
    if let (Some(Value::Real(re)), Some(Value::Real(im))) = (re.as_constant(), im.as_constant()) {
        return Ok(Some(Node::constant(Value::Complex(Complex64::new(*re, *im)), call.origin)));
    }
    Ok(Some(Node::op(Operation::MakeComplex, vec![re, im], Type::COMPLEX, call.origin)))
}

fn real_part(check: &mut Checker, call: Call) -> Checked {
    match (widest(&call.args), call.args.len()) {
        (Some(Scalar::Complex), 1) if rank(call.args[0].ty) > 0 => {
            let ty = Type::Of(Scalar::Real, rank(call.args[0].ty));
            Ok(Some(Node::op(Operation::Kernel("Re"), call.args, ty, call.origin)))
        }
        (Some(Scalar::Complex), 1) => function(check, call),
        (Some(_), 1) => Ok(call.args.into_iter().next()),
        _ => Ok(None),
    }
}

fn imaginary(check: &mut Checker, call: Call) -> Checked {
    match (widest(&call.args), call.args.len()) {
        (Some(Scalar::Complex), 1) if rank(call.args[0].ty) > 0 => {
            let ty = Type::Of(Scalar::Real, rank(call.args[0].ty));
            Ok(Some(Node::op(Operation::Kernel("Im"), call.args, ty, call.origin)))
        }
        (Some(Scalar::Complex), 1) => function(check, call),
        (Some(_), 1) if rank(call.args[0].ty) > 0 => {
            // As many exact zeros: the array is kept for its shape only.
            let ty = Type::Of(Scalar::Integer, rank(call.args[0].ty));
            let shape = Node::op(
                Operation::Kernel("Dimensions"),
                call.args,
                Type::Of(Scalar::Integer, 1),
                call.origin,
            );
            let args = vec![Node::integer(0), shape];
            Ok(Some(Node::op(Operation::Kernel("ConstantArray"), args, ty, call.origin)))
        }
        (Some(_), 1) => {
            // The imaginary part of a real is an exact 0.
            let mut nodes = call.args;
            nodes.push(Node::integer(0));
            let first = crate::check::types::discard(nodes.swap_remove(0));
            Ok(Some(Node::sequence([first, Node::integer(0)], call.origin)))
        }
        _ => Ok(None),
    }
}

fn re_im(check: &mut Checker, mut call: Call) -> Checked {
    let origin = call.origin;
    let Some(arg) = call.args.pop().filter(|arg| call.args.is_empty() && rank(arg.ty) == 0) else {
        return Ok(None);
    };
    match widest([&arg]) {
        Some(Scalar::Complex) => {}
        Some(wide) => {
            // The imaginary part of a real is an exact 0.
            let zero = to_scalar(Node::integer(0), wide);
            let list = Node::op(Operation::List, vec![arg, zero], Type::Of(wide, 1), origin);
            return Ok(Some(list));
        }
        None => return Ok(None),
    }
    let (local, set) = check.hold("z", arg);
    let part = |check: &Checker, name| op(name, vec![check.get(local, origin)], Scalar::Real, origin);
    let parts = vec![part(check, "Re"), part(check, "Im")];
    let list = Node::op(Operation::List, parts, Type::Of(Scalar::Real, 1), origin);
    Ok(Some(Node::sequence([set, list], origin)))
}

fn logarithm(check: &mut Checker, call: Call) -> Checked {
    function(check, call)
}

fn modulo(_: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    if call.args.len() == 2 {
        return Ok(pair(call));
    }
    // Mod[m, n, d] is d + Mod[m - d, n].
    let Ok([m, n, d]) = <[Node; 3]>::try_from(call.args) else { return Ok(None) };
    if d.as_constant().is_none() {
        return Ok(None);
    }
    let Some(shifted) = binary(Operation::Subtract, m, d.clone(), origin) else { return Ok(None) };
    let Some(rest) = pair(Call { name: "Mod", args: vec![shifted, n], origin }) else { return Ok(None) };
    Ok(binary(Operation::Add, d, rest, origin))
}

fn quotient(_: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    let Ok([m, n]) = <[Node; 2]>::try_from(call.args) else { return Ok(None) };
    let Some(wide) = widest([&m, &n]) else { return Ok(None) };
    match wide {
        Scalar::Integer => Ok(pair(Call { name: "Quotient", args: vec![m, n], origin })),
        Scalar::Real if rank(m.ty) + rank(n.ty) == 0 => {
            let args = vec![to_scalar(m, Scalar::Real), to_scalar(n, Scalar::Real)];
            Ok(Some(op("Quotient", args, Scalar::Integer, origin)))
        }
        _ => Ok(None),
    }
}

fn quotient_remainder(check: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    let Ok([m, n]) = <[Node; 2]>::try_from(call.args) else { return Ok(None) };
    let Some(wide @ (Scalar::Integer | Scalar::Real)) = widest([&m, &n]) else { return Ok(None) };
    if rank(m.ty) + rank(n.ty) > 0 {
        return Ok(None);
    }
    let (m, n) = (to_scalar(m, wide), to_scalar(n, wide));
    let mut nodes = Vec::new();
    let m = check.simple(m, "m", &mut nodes);
    let n = check.simple(n, "n", &mut nodes);
    let of = |name, scalar| op(name, vec![m.clone(), n.clone()], scalar, origin);
    let list = vec![to_scalar(of("Quotient", Scalar::Integer), wide), of("Mod", wide)];
    nodes.push(Node::op(Operation::List, list, Type::Of(wide, 1), origin));
    Ok(Some(Node::sequence(nodes, origin)))
}

fn to_machine(_: &mut Checker, mut call: Call) -> Checked {
    let precise = call.args.len() == 2;
    if precise {
        match call.args.pop().map(|precision| precision.kind) {
            Some(Kind::Constant(Value::Real(_))) => {}
            _ => return Ok(None),
        }
    }
    let (Some(arg), true) = (call.args.pop(), call.args.is_empty()) else { return Ok(None) };
    Ok(widest([&arg]).map(|wide| to_scalar(arg, wide.max(Scalar::Real))))
}

fn kronecker_delta(check: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    let mut args = call.args;
    if args.len() == 1 {
        args.push(Node::integer(0));
    }
    let Ok([a, b]) = <[Node; 2]>::try_from(args) else { return Ok(None) };
    let Some((a, b)) = unify(a, b).filter(|(a, _)| rank(a.ty) == 0 && scalar(a.ty) != Some(Scalar::Boolean))
    else {
        return Ok(None);
    };
    let _ = check;
    let same = Node::op(Operation::Compare(Relation::Equal), vec![a, b], Type::BOOLEAN, origin);
    Ok(Some(Node::op(Operation::Function("Boole"), vec![same], Type::INTEGER, origin)))
}

/// 1 for |x| <= 1/2, else 0.
fn unit_box(check: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    let Ok([x]) = <[Node; 1]>::try_from(call.args) else { return Ok(None) };
    if !matches!(x.ty, Type::Of(Scalar::Integer | Scalar::Real, 0)) {
        return Ok(None);
    }
    let size = op("Abs", vec![to_scalar(x, Scalar::Real)], Scalar::Real, origin);
    let inside = super::comparison::compare(Relation::LessEqual, size, Node::real(0.5), origin);
    let _ = check;
    Ok(inside.map(|inside| Node::op(Operation::Function("Boole"), vec![inside], Type::INTEGER, origin)))
}

/// 1 above 0, 0 below; at 0 there is no value and the evaluator answers.
fn heaviside(check: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    let Ok([x]) = <[Node; 1]>::try_from(call.args) else { return Ok(None) };
    if !matches!(x.ty, Type::Of(Scalar::Integer | Scalar::Real, 0)) {
        return Ok(None);
    }
    let mut nodes = Vec::new();
    let x = check.simple(to_scalar(x, Scalar::Real), "x", &mut nodes);
    let test = Node::op(
        Operation::Compare(Relation::Unequal),
        vec![x.clone(), Node::real(0.0)],
        Type::BOOLEAN,
        origin,
    );
    nodes.push(super::control::require(test, origin));
    nodes.push(op("UnitStep", vec![x], Scalar::Integer, origin));
    Ok(Some(Node::sequence(nodes, origin)))
}

/// `Rescale[x, {min, max}]` to 0 and 1, or with a third argument to the bounds given there.
fn rescale(check: &mut Checker, call: Call) -> Checked {
    let origin = call.origin;
    let mut args = call.args.into_iter();
    let (Some(x), Some(range), target, None) = (args.next(), args.next(), args.next(), args.next()) else {
        return Ok(None);
    };
    let is_range = |node: &Node| rank(node.ty) == 1 && scalar(node.ty) <= Some(Scalar::Real);
    if rank(x.ty) > 0
        || scalar(x.ty) > Some(Scalar::Real)
        || !is_range(&range)
        || !target.iter().all(is_range)
    {
        return Ok(None);
    }
    let mut nodes = Vec::new();
    let x = check.simple(to_scalar(x, Scalar::Real), "x", &mut nodes);
    let range = check.simple(to_scalar(range, Scalar::Real), "range", &mut nodes);
    let bound = |of: &Node, at| {
        let index = vec![crate::ir::Index::At(Node::integer(at), false)];
        Node::new(Kind::Part(Box::new(of.clone()), index), Type::REAL, origin)
    };
    let op = |operation, a, b| binary(operation, a, b, origin);
    let (low, high) = (bound(&range, 1), bound(&range, 2));
    let ratio = match target {
        None => op(Operation::Subtract, x, low.clone())
            .zip(op(Operation::Subtract, high, low))
            .and_then(|(above, width)| op(Operation::Divide, above, width)),
        Some(target) => {
            let target = check.simple(to_scalar(target, Scalar::Real), "target", &mut nodes);
            let (from, to) = (bound(&target, 1), bound(&target, 2));
            op(Operation::Subtract, x, low.clone())
                .zip(op(Operation::Subtract, high, low))
                .and_then(|(above, width)| op(Operation::Divide, above, width))
                .zip(op(Operation::Subtract, to, from.clone()))
                .and_then(|(ratio, width)| op(Operation::Multiply, ratio, width))
                .and_then(|distance| op(Operation::Add, from, distance))
        }
    };
    let Some(ratio) = ratio else { return Ok(None) };
    nodes.push(ratio);
    Ok(Some(Node::sequence(nodes, origin)))
}
