//! Packed arrays seen from the language, and bags.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

use super::formula::int;
use super::parts::{children, say};
use crate::eval::builtin::Builtin;
use crate::eval::pack::{pack, packed_list, unpack};
use crate::eval::{Arity, Attributes, Evaluator, Reply};
use crate::expr::{Expr, Foreign, ForeignValue, Normal};
use crate::kernels::part::position;
use crate::size;
use crate::symbol::{Symbol, sym};
use crate::tensor::Tensor;

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Functions of packed arrays and bags.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "ByteCount",
        PROTECTED,
        Arity::exactly(1),
        "ByteCount[expr] gives the number of bytes that hold expr.",
        ("ByteCount[Range[100]] < 1000", "True"),
        |_, call| Ok(Some(size::integer(size::byte_count(&call.args[0])))),
    ),
    Builtin::new(
        "Developer`FromPackedArray",
        PROTECTED,
        Arity::between(1, 2),
        "Developer`FromPackedArray[array] gives array as an ordinary list.",
        ("Developer`FromPackedArray[Range[3]]", "{1, 2, 3}"),
        |_, call| Ok(Some(unpack(&call.args[0]))),
    ),
    Builtin::new(
        "Developer`PackedArrayForm",
        PROTECTED,
        Arity::exactly(1),
        "Developer`PackedArrayForm[expr] shows where expr has packed arrays.",
        ("Developer`PackedArrayForm[x]", "x"),
        |_, call| Ok(Some(packed_form(&call.args[0]))),
    ),
    Builtin::new(
        "Developer`PackedArrayQ",
        PROTECTED,
        Arity::between(1, 3),
        "Developer`PackedArrayQ[expr] tells whether expr is a packed array; Developer`PackedArrayQ[expr, type, rank] whether of this type and rank.",
        ("Developer`PackedArrayQ[Range[3]]", "True"),
        is_packed,
    ),
    Builtin::new(
        "Developer`ToPackedArray",
        PROTECTED,
        Arity::between(1, 2),
        "Developer`ToPackedArray[expr] packs expr when it is a full array of machine numbers of one type.",
        ("Developer`PackedArrayQ[Developer`ToPackedArray[{1, 2}]]", "True"),
        to_packed,
    ),
    Builtin::new(
        "Internal`Bag",
        PROTECTED,
        Arity::between(0, 1),
        "Internal`Bag[list] makes a bag with these elements.",
        ("Internal`BagPart[Internal`Bag[{1, 2}], All]", "{1, 2}"),
        bag,
    ),
    Builtin::new(
        "Internal`BagLength",
        PROTECTED,
        Arity::exactly(1),
        "Internal`BagLength[bag] gives the number of elements.",
        ("Internal`BagLength[Internal`Bag[{1, 2}]]", "2"),
        |_, call| Ok(contents(&call.args[0]).map(|bag| int(bag.locked().len()))),
    ),
    Builtin::new(
        "Internal`BagPart",
        PROTECTED,
        Arity::between(2, 3),
        "Internal`BagPart[bag, n] gives an element, Internal`BagPart[bag, {n1, …}] several, Internal`BagPart[bag, All] all.",
        ("Internal`BagPart[Internal`Bag[{1, 2}], 2]", "2"),
        bag_part,
    ),
    Builtin::new(
        "Internal`StuffBag",
        PROTECTED,
        Arity::between(2, 3),
        "Internal`StuffBag[bag, x] adds x; Internal`StuffBag[bag, list, 1] adds all elements of list.",
        ("b = Internal`Bag[]; Internal`StuffBag[b, 5]; Internal`BagPart[b, All]", "{5}"),
        stuff,
    ),
];

fn type_name(tensor: &Tensor) -> Symbol {
    match tensor {
        Tensor::Integer(_) => sym::Integer,
        Tensor::Real(_) => sym::Real,
        Tensor::Complex(_) => sym::Complex,
    }
}

fn is_packed(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::Array(tensor) = &call.args[0] else { return Ok(Some(Expr::boolean(false))) };
    let type_fits = call.args.get(1).is_none_or(|ty| ty.is_symbol(type_name(tensor)));
    let rank_fits = call.args.get(2).is_none_or(|rank| *rank == int(tensor.rank()));
    Ok(Some(Expr::boolean(type_fits && rank_fits)))
}

fn to_packed(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let expr = &call.args[0];
    // Asked for reals, integers among them are taken as reals.
    if call.args.get(1).is_some_and(|ty| ty.is_symbol(sym::Real)) {
        let reals = ev.eval(Expr::call(sym::N, [expr.clone()]))?;
        if let Some(tensor) = pack(&reals).filter(|tensor| matches!(**tensor, Tensor::Real(_))) {
            return Ok(Some(Expr::Array(tensor)));
        }
    }
    Ok(Some(pack(expr).map_or_else(|| expr.clone(), Expr::Array)))
}

fn packed_form(expr: &Expr) -> Expr {
    match expr {
        Expr::Array(tensor) => {
            let dims = super::shape::count_list(tensor.dims());
            Expr::call(Symbol::new("PackedArray"), [Expr::Symbol(type_name(tensor)), dims])
        }
        Expr::Normal(normal) => Expr::call(normal.head.clone(), normal.args.iter().map(packed_form)),
        other => other.clone(),
    }
}

/// A growing list that expressions refer to.
struct Bag(Mutex<Vec<Expr>>);

impl Bag {
    fn locked(&self) -> std::sync::MutexGuard<'_, Vec<Expr>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ForeignValue for Bag {
    fn head(&self) -> Symbol {
        Symbol::new("Internal`Bag")
    }

    fn parts(&self) -> Vec<Expr> {
        Vec::new()
    }

    fn text(&self) -> String {
        format!("Internal`Bag[<{}>]", self.locked().len())
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn contents(expr: &Expr) -> Option<&Bag> {
    match expr {
        Expr::Foreign(foreign) => foreign.0.as_any().downcast_ref(),
        _ => None,
    }
}

fn bag(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let elements = match call.args.first() {
        None => Vec::new(),
        Some(list) if list.is_list() => children(list),
        Some(_) => return Ok(None),
    };
    Ok(Some(Expr::Foreign(Arc::new(Foreign(Box::new(Bag(Mutex::new(elements))))))))
}

fn stuff(_: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(bag) = contents(&call.args[0]) else { return Ok(None) };
    match call.args.get(2) {
        None | Some(Expr::Integer(0)) => bag.locked().push(call.args[1].clone()),
        // Depth n: the elements n levels down.
        Some(Expr::Integer(depth)) if *depth > 0 => {
            let mut elements = vec![call.args[1].clone()];
            for _ in 0..*depth {
                if !elements.iter().any(Expr::is_list) {
                    break;
                }
                elements = elements
                    .iter()
                    .flat_map(
                        |element| if element.is_list() { children(element) } else { vec![element.clone()] },
                    )
                    .collect();
            }
            bag.locked().extend(elements);
        }
        Some(_) => return Ok(None),
    }
    Ok(Some(call.args[0].clone()))
}

fn bag_part(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Some(bag) = contents(&call.args[0]) else { return Ok(None) };
    let elements = bag.locked().clone();
    match &call.args[1] {
        Expr::Symbol(sym::All) => Ok(Some(match call.args.get(2) {
            Some(head) if !head.is_symbol(sym::List) => Expr::call(head.clone(), elements),
            _ => packed_list(elements),
        })),
        Expr::Integer(index) => match position(*index, elements.len()) {
            Ok(at) => Ok(elements.into_iter().nth(at)),
            Err(_) => {
                say(ev, call, "partw", &[call.args[1].clone(), call.args[0].clone()]);
                Ok(None)
            }
        },
        spec => {
            let list = packed_list(elements);
            match crate::eval::part::get(&list, std::slice::from_ref(spec)) {
                Ok(part) => Ok(Some(part)),
                Err(missing) => {
                    missing.report(ev, sym::Part, &list, std::slice::from_ref(spec), call.origin);
                    Ok(None)
                }
            }
        }
    }
}
