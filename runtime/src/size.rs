//! How large expressions are, shared parts counted each time they occur but looked at once: `x = {x, x}` sixty times over
//! has 2^60 leaves and sixty nodes.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::tensor::Tensor;

/// Sums a size over the parts of an expression.
struct Sum {
    /// Of a call without its parts.
    of_call: u128,
    of_atom: fn(&Expr) -> u128,
    /// Of an entry of an association without its key and value.
    of_entry: u128,
    /// Sizes of shared calls.
    known: FxHashMap<*const Normal, u128>,
}

impl Sum {
    fn of(&mut self, expr: &Expr) -> u128 {
        match expr {
            Expr::Normal(normal) => {
                let shared = Arc::strong_count(normal) > 1;
                if shared && let Some(&size) = self.known.get(&Arc::as_ptr(normal)) {
                    return size;
                }
                let size = stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
                    let own = self.of_call.saturating_add(self.of(&normal.head));
                    normal.args.iter().fold(own, |size, part| size.saturating_add(self.of(part)))
                });
                if shared {
                    self.known.insert(Arc::as_ptr(normal), size);
                }
                size
            }
            Expr::Association(association) => {
                let mut size = (self.of_atom)(expr);
                for (key, value) in &association.entries {
                    let value = stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.of(value));
                    size =
                        size.saturating_add(self.of_entry).saturating_add(self.of(key)).saturating_add(value);
                }
                size
            }
            atom => (self.of_atom)(atom),
        }
    }
}

/// Bytes of the strings in an expression.
pub fn text_length(expr: &Expr) -> u128 {
    let of_atom = |atom: &Expr| match atom {
        Expr::String(text) => text.len() as u128,
        _ => 0,
    };
    Sum { of_call: 0, of_atom, of_entry: 0, known: FxHashMap::default() }.of(expr)
}

/// The number of indivisible parts: `LeafCount`.
pub fn leaf_count(expr: &Expr) -> u128 {
    let of_atom = |atom: &Expr| match atom {
        Expr::Array(tensor) => {
            // Each list of the array has its head.
            let dims = tensor.dims();
            let lists = dims.iter().scan(1_u128, |lists, &dim| {
                let these = *lists;
                *lists = lists.saturating_mul(dim as u128);
                Some(these)
            });
            let of_number = if matches!(**tensor, Tensor::Complex(_)) { 3 } else { 1 };
            lists.sum::<u128>() + of_number * tensor.count() as u128
        }
        Expr::Rational(_) | Expr::Complex(_) => 3,
        _ => 1,
    };
    Sum { of_call: 0, of_atom, of_entry: 1, known: FxHashMap::default() }.of(expr)
}

/// Bytes that an expression takes, shared parts counted each time: `ByteCount`.
pub fn byte_count(expr: &Expr) -> u128 {
    const CELL: u128 = size_of::<Expr>() as u128;
    let of_atom = |atom: &Expr| {
        CELL + match atom {
            Expr::Array(tensor) => {
                let of_number = if matches!(**tensor, Tensor::Complex(_)) { 16 } else { 8 };
                of_number * tensor.count() as u128
            }
            Expr::String(text) => text.len() as u128,
            _ => 0,
        }
    };
    let of_call = CELL + size_of::<Normal>() as u128;
    Sum { of_call, of_atom, of_entry: 0, known: FxHashMap::default() }.of(expr)
}

/// An integer expression of a size.
pub fn integer(size: u128) -> Expr {
    crate::number::BigInteger::from(size).into()
}
