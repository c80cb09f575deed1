//! Kernels that compiled code calls: how many arguments each takes, and the rule for the type of its result.

use scheelite_runtime::{Scalar, Type, Value};

use super::Call;
use super::iteration::element_type;
use crate::check::types::{join, to_scalar, widest};
use crate::check::{Checked, Checker};
use crate::ir::{Kind, Node, Operation, rank, scalar};

/// How the type of a kernel's value follows from its arguments.
#[derive(Clone, Copy)]
enum Gives {
    /// The type of the first argument.
    Same,
    /// The type of the first argument with real or complex elements; the argument is widened first.
    Inexact,
    /// An element of the first argument, real or complex; the argument is widened first.
    InexactElement,
    /// A real vector or number of the first argument's rank less one; the argument is widened first.
    RealElement,
    /// This type.
    Exactly(Type),
    /// Found from the arguments.
    By(fn(&[Node]) -> Option<Type>),
    /// A vector of complex numbers from a widened argument.
    ComplexSame,
}

const INTEGERS: Type = Type::Of(Scalar::Integer, 1);
const INTEGER_MATRIX: Type = Type::Of(Scalar::Integer, 2);

/// Kernels: name, fewest and most arguments, least rank of the first, the type given.
const KERNELS: &[(&str, usize, usize, u8, Gives)] = &[
    ("Accumulate", 1, 1, 1, Gives::Same),
    ("ArrayReshape", 2, 2, 1, Gives::By(reshaped)),
    ("Complement", 2, 8, 1, Gives::By(joined)),
    ("ConjugateTranspose", 1, 1, 2, Gives::Same),
    ("ConstantArray", 2, 2, 0, Gives::By(constant_array)),
    ("Count", 2, 2, 1, Gives::By(counted)),
    ("Cross", 2, 2, 1, Gives::By(joined)),
    ("DeleteDuplicates", 1, 1, 1, Gives::Same),
    ("Delete", 2, 2, 1, Gives::By(same_by_integer)),
    ("Det", 1, 1, 2, Gives::By(determinant)),
    ("Diagonal", 1, 2, 2, Gives::By(one_less)),
    ("DiagonalMatrix", 1, 1, 1, Gives::By(one_more)),
    ("Differences", 1, 2, 1, Gives::By(differences)),
    ("Dimensions", 1, 1, 1, Gives::Exactly(INTEGERS)),
    ("Drop", 2, 2, 1, Gives::By(same_by_integer)),
    ("Eigenvalues", 1, 1, 2, Gives::By(eigenvalues)),
    ("Flatten", 1, 2, 1, Gives::By(flattened)),
    ("Fourier", 1, 1, 1, Gives::ComplexSame),
    ("FreeQ", 2, 2, 1, Gives::By(tested)),
    ("IdentityMatrix", 1, 1, 0, Gives::Exactly(INTEGER_MATRIX)),
    ("Insert", 3, 3, 1, Gives::By(inserted)),
    ("IntegerDigits", 1, 3, 0, Gives::By(digits)),
    ("Intersection", 1, 8, 1, Gives::By(joined)),
    ("Inverse", 1, 1, 2, Gives::Inexact),
    ("InverseFourier", 1, 1, 1, Gives::ComplexSame),
    ("KroneckerProduct", 2, 2, 2, Gives::By(joined)),
    ("LinearSolve", 2, 2, 2, Gives::By(solved)),
    ("LowerTriangularize", 1, 2, 2, Gives::Same),
    ("Mean", 1, 1, 1, Gives::InexactElement),
    ("Median", 1, 1, 1, Gives::RealElement),
    ("MemberQ", 2, 2, 1, Gives::By(tested)),
    ("Most", 1, 1, 1, Gives::Same),
    ("Normalize", 1, 1, 1, Gives::Inexact),
    ("Ordering", 1, 2, 1, Gives::By(ordering)),
    ("PadLeft", 2, 3, 1, Gives::By(padded)),
    ("PadRight", 2, 3, 1, Gives::By(padded)),
    ("Partition", 2, 3, 1, Gives::By(partitioned)),
    ("Position", 2, 2, 1, Gives::By(positions)),
    ("Rest", 1, 1, 1, Gives::Same),
    ("Reverse", 1, 1, 1, Gives::Same),
    ("Riffle", 2, 2, 1, Gives::By(joined)),
    ("RotateLeft", 1, 2, 1, Gives::By(same_by_integer)),
    ("RotateRight", 1, 2, 1, Gives::By(same_by_integer)),
    ("SingularValueList", 1, 1, 2, Gives::By(singular_values)),
    ("Sort", 1, 1, 1, Gives::Same),
    ("StandardDeviation", 1, 1, 1, Gives::RealElement),
    ("Take", 2, 2, 1, Gives::By(same_by_integer)),
    ("Total", 1, 2, 1, Gives::By(total)),
    ("Tr", 1, 1, 1, Gives::By(trace)),
    ("Transpose", 1, 2, 2, Gives::By(transposed)),
    ("Union", 1, 8, 1, Gives::By(joined)),
    ("UnitVector", 2, 2, 0, Gives::Exactly(INTEGERS)),
    ("UpperTriangularize", 1, 2, 2, Gives::Same),
    ("Variance", 1, 1, 1, Gives::RealElement),
];

/// The call of a kernel by its line in the table above.
pub fn kernel(_: &mut Checker, mut call: Call) -> Checked {
    let origin = call.origin;
    let Some(&(name, min, max, least, gives)) = KERNELS.iter().find(|row| row.0 == call.name) else {
        return Ok(None);
    };
    let count = call.args.len();
    if count < min
        || count > max
        || call.args.iter().any(|arg| matches!(scalar(arg.ty), None | Some(Scalar::Boolean)))
    {
        return Ok(None);
    }
    let Type::Of(element, levels) = call.args[0].ty else { return Ok(None) };
    if levels < least {
        return Ok(None);
    }
    let inexact = element.max(Scalar::Real);
    let mut widen = |to: Scalar| {
        let first = std::mem::replace(&mut call.args[0], Node::void(origin));
        call.args[0] = to_scalar(first, to);
    };
    let ty = match gives {
        Gives::Same => Some(call.args[0].ty),
        Gives::Inexact => {
            widen(inexact);
            Some(Type::Of(inexact, levels))
        }
        Gives::InexactElement => {
            widen(inexact);
            Some(Type::Of(inexact, levels - 1))
        }
        Gives::RealElement if element == Scalar::Complex => None,
        Gives::RealElement => {
            widen(Scalar::Real);
            Some(Type::Of(Scalar::Real, levels - 1))
        }
        Gives::ComplexSame => {
            widen(Scalar::Complex);
            Some(Type::Of(Scalar::Complex, levels))
        }
        Gives::Exactly(ty) => Some(ty),
        Gives::By(rule) => rule(&call.args),
    };
    let Some(ty) = ty else { return Ok(None) };
    let name = match (name, scalar(ty)) {
        ("Eigenvalues", Some(Scalar::Complex)) => "EigenvaluesComplex",
        _ => name,
    };
    // Arguments that share the element type of the value are brought to it.
    let args = match name {
        "Join" | "Union" | "Intersection" | "Complement" | "Riffle" | "Cross" | "LinearSolve" | "Det"
        | "KroneckerProduct" | "SingularValueList" | "Eigenvalues" | "EigenvaluesComplex" => {
            let to = scalar(ty).unwrap_or(Scalar::Real);
            call.args.into_iter().map(|arg| to_scalar(arg, to)).collect()
        }
        "Insert" => call
            .args
            .into_iter()
            .enumerate()
            .map(|(at, arg)| if at < 2 { to_scalar(arg, scalar(ty).unwrap_or(Scalar::Real)) } else { arg })
            .collect(),
        _ => call.args,
    };
    Ok(Some(Node::op(Operation::Kernel(name), args, ty, origin)))
}

/// The number of elements of a list when it is written out.
fn written_length(node: &Node) -> Option<u8> {
    match &node.kind {
        Kind::Op(Operation::List, args) => u8::try_from(args.len()).ok(),
        Kind::Constant(Value::Tensor(tensor)) => u8::try_from(tensor.len()).ok(),
        Kind::Op(Operation::Kernel("Dimensions"), args) => Some(rank(args[0].ty)),
        Kind::Op(Operation::Kernel("Reverse" | "Sort"), args) => written_length(&args[0]),
        // Sums and the like, element by element.
        Kind::Op(
            Operation::Add
            | Operation::Subtract
            | Operation::Multiply
            | Operation::Negate
            | Operation::Function(_),
            args,
        ) => args.iter().find_map(written_length),
        Kind::Sequence(nodes) => nodes.last().and_then(written_length),
        _ => None,
    }
}

fn is_integers(node: &Node) -> bool {
    matches!(node.ty, Type::Of(Scalar::Integer, 0 | 1))
}

pub(super) fn joined(args: &[Node]) -> Option<Type> {
    let mut ty = args.first()?.ty;
    for arg in &args[1..] {
        ty = join(ty, arg.ty)?;
    }
    Some(ty)
}

fn reshaped(args: &[Node]) -> Option<Type> {
    let levels = written_length(&args[1]).filter(|_| args[1].ty == INTEGERS)?;
    Some(Type::Of(scalar(args[0].ty)?, levels))
}

fn constant_array(args: &[Node]) -> Option<Type> {
    let levels = match args[1].ty {
        Type::INTEGER => 1,
        INTEGERS => written_length(&args[1])?,
        _ => return None,
    };
    let Type::Of(element, inner) = args[0].ty else { return None };
    Some(Type::Of(element, inner.checked_add(levels)?))
}

fn counted(args: &[Node]) -> Option<Type> {
    (rank(args[1].ty) == 0 && scalar(args[0].ty) == scalar(args[1].ty)).then_some(Type::INTEGER)
}

fn tested(args: &[Node]) -> Option<Type> {
    (rank(args[1].ty) == 0 && scalar(args[0].ty) == scalar(args[1].ty)).then_some(Type::BOOLEAN)
}

fn positions(args: &[Node]) -> Option<Type> {
    (rank(args[0].ty) >= 1 && rank(args[1].ty) == 0 && scalar(args[0].ty) == scalar(args[1].ty))
        .then_some(INTEGER_MATRIX)
}

fn same_by_integer(args: &[Node]) -> Option<Type> {
    args[1..].iter().all(is_integers).then_some(args[0].ty)
}

fn determinant(args: &[Node]) -> Option<Type> {
    Some(Type::Of(scalar(args[0].ty)?.max(Scalar::Real), 0))
}

fn one_less(args: &[Node]) -> Option<Type> {
    element_type(args[0].ty).filter(|_| args[1..].iter().all(is_integers))
}

fn one_more(args: &[Node]) -> Option<Type> {
    let Type::Of(element, levels) = args[0].ty else { return None };
    Some(Type::Of(element, levels.checked_add(1)?))
}

fn differences(args: &[Node]) -> Option<Type> {
    args[1..].iter().all(|arg| arg.ty == Type::INTEGER).then_some(args[0].ty)
}

fn eigenvalues(args: &[Node]) -> Option<Type> {
    Some(Type::Of(scalar(args[0].ty)?.max(Scalar::Real), 1))
}

fn singular_values(args: &[Node]) -> Option<Type> {
    (scalar(args[0].ty)? <= Scalar::Real).then_some(Type::Of(Scalar::Real, 1))
}

fn flattened(args: &[Node]) -> Option<Type> {
    let Type::Of(element, levels) = args[0].ty else { return None };
    let levels = match args.get(1) {
        None => 1,
        Some(depth) => {
            let depth = u8::try_from(depth.as_integer()?).ok()?;
            levels.saturating_sub(depth).max(1)
        }
    };
    Some(Type::Of(element, levels))
}

fn inserted(args: &[Node]) -> Option<Type> {
    let Type::Of(element, levels) = args[0].ty else { return None };
    let fits = rank(args[1].ty) + 1 == levels && args[2].ty == Type::INTEGER;
    fits.then_some(Type::Of(element.max(scalar(args[1].ty)?), levels))
}

fn digits(args: &[Node]) -> Option<Type> {
    args.iter().all(|arg| arg.ty == Type::INTEGER).then_some(INTEGERS)
}

fn solved(args: &[Node]) -> Option<Type> {
    let wide = widest(args)?.max(Scalar::Real);
    (rank(args[0].ty) == 2 && (1..=2).contains(&rank(args[1].ty))).then_some(Type::Of(wide, rank(args[1].ty)))
}

fn ordering(args: &[Node]) -> Option<Type> {
    args[1..].iter().all(|arg| arg.ty == Type::INTEGER).then_some(INTEGERS)
}

fn padded(args: &[Node]) -> Option<Type> {
    let fits = rank(args[0].ty) == 1
        && args[1].ty == Type::INTEGER
        && args.get(2).is_none_or(|pad| rank(pad.ty) == 0 && scalar(pad.ty) <= scalar(args[0].ty));
    fits.then_some(args[0].ty)
}

fn partitioned(args: &[Node]) -> Option<Type> {
    if !args[1..].iter().all(|arg| arg.ty == Type::INTEGER) {
        return None;
    }
    one_more(args)
}

fn total(args: &[Node]) -> Option<Type> {
    let Type::Of(element, levels) = args[0].ty else { return None };
    let depth = match args.get(1) {
        None => 1,
        Some(depth) => match depth.as_constant()? {
            Value::Integer(depth) => u8::try_from(*depth).ok().filter(|&depth| depth >= 1)?.min(levels),
            Value::Real(depth) if depth.is_infinite() => levels,
            _ => return None,
        },
    };
    Some(Type::Of(element, levels - depth))
}

/// Total over the levels from the first.
pub(super) fn total_levels(check: &mut Checker, mut call: Call) -> Checked {
    if let [tensor, level] = &mut call.args[..]
        && matches!(level.as_constant(), Some(Value::Real(level)) if level.is_infinite())
    {
        *level = Node::integer(rank(tensor.ty).into());
    }
    kernel(check, call)
}

fn trace(args: &[Node]) -> Option<Type> {
    let Type::Of(element, 1..=2) = args[0].ty else { return None };
    Some(Type::Of(element, 0))
}

fn transposed(args: &[Node]) -> Option<Type> {
    match args.get(1) {
        None => Some(args[0].ty),
        Some(order) => {
            // Levels that come together make fewer: the highest number is the rank.
            let highest = match order.as_constant() {
                Some(Value::Tensor(levels)) => match &**levels {
                    scheelite_runtime::tensor::Tensor::Integer(levels) => {
                        levels.data().iter().copied().max()?
                    }
                    _ => return None,
                },
                _ => rank(args[0].ty).into(),
            };
            let highest =
                u8::try_from(highest).ok().filter(|highest| (1..=rank(args[0].ty)).contains(highest))?;
            (order.ty == INTEGERS).then_some(Type::Of(scalar(args[0].ty)?, highest))
        }
    }
}
