//! Full arrays of expressions: nested lists read down to a level, and built again.

use crate::expr::{Expr, RED_ZONE, STACK_STEP};
use crate::kernels::MAX_ELEMENTS;
use crate::symbol::sym;

use super::pack::try_pack;

/// The elements of an array of any kind in row-major order, with the lengths of its levels.
#[derive(Clone, Debug, PartialEq)]
pub struct Nested {
    /// Lengths of the levels.
    pub dims: Vec<usize>,
    /// The elements.
    pub data: Vec<Expr>,
}

impl Nested {
    /// The first `levels` levels of lists, when they are full.
    pub fn new(expr: &Expr, levels: usize) -> Option<Nested> {
        let mut dims = Vec::new();
        let mut data = vec![expr.clone()];
        for _ in 0..levels {
            let length = data.first().map(Expr::length)?;
            let mut inner = Vec::with_capacity(data.len() * length);
            for row in &data {
                let row = row.elements().filter(|row| row.len() == length)?;
                inner.extend_from_slice(&row);
                crate::stop::poll();
            }
            dims.push(length);
            data = inner;
            if length == 0 {
                break;
            }
        }
        Some(Nested { dims, data })
    }

    /// All levels that are full.
    pub fn whole(expr: &Expr) -> Option<Nested> {
        Nested::new(expr, dimensions(expr).len())
    }

    /// As lists in lists. Packed when `packed` says so and the elements allow it.
    pub fn into_expr(self, packed: Packing) -> Expr {
        nest(&self.dims, self.data, packed)
    }
}

/// Whether lists made are packed where possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Packed arrays.
    Packed,
    /// Ordinary lists.
    Plain,
}

impl Packing {
    /// Packed when this expression is.
    pub fn of(expr: &Expr) -> Packing {
        if matches!(expr, Expr::Array(_)) { Packing::Packed } else { Packing::Plain }
    }

    /// A list of these elements.
    pub fn list(self, elements: Vec<Expr>) -> Expr {
        match self {
            Packing::Packed => super::pack::packed_list(elements),
            Packing::Plain => Expr::list(elements),
        }
    }
}

/// Elements in row-major order as lists in lists.
pub fn nest(dims: &[usize], data: Vec<Expr>, packing: Packing) -> Expr {
    if packing == Packing::Packed
        && !dims.is_empty()
        && !dims.contains(&0)
        && let Some(tensor) = try_pack(&data)
    {
        let mut all: Vec<usize> = dims.to_vec();
        all.extend_from_slice(&tensor.dims()[1..]);
        if let Ok(tensor) = crate::kernels::structure::with_dims(tensor, &all) {
            return Expr::from(tensor);
        }
    }
    let mut level = data;
    for (depth, &length) in dims.iter().enumerate().rev() {
        if length == 0 {
            let count = dims[..depth].iter().product();
            level = vec![Expr::list([]); count];
            continue;
        }
        let mut rest = level.into_iter();
        let count = dims[..depth].iter().product();
        level = (0..count).map(|_| Expr::list(rest.by_ref().take(length).collect::<Vec<_>>())).collect();
    }
    level.into_iter().next().unwrap_or_else(|| Expr::list([]))
}

/// Lengths of the levels at which an expression is full, all heads being the same.
pub fn dimensions(expr: &Expr) -> Vec<usize> {
    fn go(expr: &Expr, head: &Expr) -> Vec<usize> {
        match expr {
            Expr::Array(tensor) if head.is_symbol(sym::List) => tensor.dims().to_vec(),
            Expr::Normal(normal) if normal.head == *head => {
                let mut args = normal.args.iter();
                let mut common = args.next().map_or_else(Vec::new, |first| inner(first, head));
                let mut last = normal.args.first();
                for arg in args {
                    if common.is_empty() {
                        break;
                    }
                    // The same row again says nothing new.
                    if last.is_some_and(|last| super::evaluate::is_same(last, arg)) {
                        continue;
                    }
                    last = Some(arg);
                    crate::stop::poll();
                    let dims = inner(arg, head);
                    let same = common.iter().zip(&dims).take_while(|(a, b)| a == b).count();
                    common.truncate(same);
                }
                common.insert(0, normal.args.len());
                common
            }
            _ => Vec::new(),
        }
    }
    fn inner(expr: &Expr, head: &Expr) -> Vec<usize> {
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || go(expr, head))
    }
    match expr {
        Expr::Association(association) => vec![association.len()],
        _ => go(expr, &expr.head()),
    }
}

/// Whether an array of these lengths may be made.
pub fn is_allowed(dims: &[usize]) -> bool {
    dims.iter().try_fold(1usize, |n, &d| n.checked_mul(d)).is_some_and(|count| count <= MAX_ELEMENTS / 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_come_apart_and_together() {
        let list = |elements: &[i64]| Expr::list(elements.iter().map(|&x| Expr::Integer(x)));
        let matrix = Expr::list([list(&[1, 2]), list(&[3, 4])]);
        assert_eq!(dimensions(&matrix), [2, 2]);
        let nested = Nested::whole(&matrix).expect("full");
        assert_eq!(nested.data.len(), 4);
        assert_eq!(nested.clone().into_expr(Packing::Plain), matrix);
        assert!(matches!(nested.into_expr(Packing::Packed), Expr::Array(_)));
        let ragged = Expr::list([list(&[1, 2]), list(&[3])]);
        assert_eq!(dimensions(&ragged), [2]);
        assert!(Nested::new(&ragged, 2).is_none());
        assert_eq!(dimensions(&Expr::Integer(1)), Vec::<usize>::new());
        assert_eq!(nest(&[2, 0], Vec::new(), Packing::Plain), Expr::list([Expr::list([]), Expr::list([])]));
    }
}
