//! Wide arrays: those of more elements than are worth a variable each.
//!
//! A wide array is a variable of the program that holds all of it, or an expression that gives any of its elements,
//! written with [`at`] as the position in row-major order, from 1. Element by element formulas over wide arrays stay
//! one expression and become one `Table`; sums, choices and draws become loops, products one `Dot`.

use scheelite_runtime::{Expr, Symbol};

use super::emit::{Emitter, Val, binary, call, compare, shapes};
use super::lower::draw::{self, Draws};
use super::model::{ModelError, Result};

/// Vectors of more elements are wide.
const LONGEST: usize = 64;
/// Matrices of more elements are wide.
const LARGEST: usize = 1024;

/// Whether an array of this shape is wide.
pub fn is_wide(dims: &[usize]) -> bool {
    dims.iter().any(|&length| length > LONGEST) || dims.iter().product::<usize>() > LARGEST
}

/// The position that the expression of a wide array is written with.
pub fn at() -> Expr {
    Expr::Symbol(Symbol::new("Models`at"))
}

/// The counter of loops.
pub fn counter() -> Expr {
    Expr::Symbol(Symbol::new("Global`at"))
}

fn integer(n: usize) -> Expr {
    Expr::Integer(i64::try_from(n).unwrap_or(i64::MAX))
}

/// The shape of the variable of an array: matrices keep theirs, all else is a vector.
pub fn variable_dims(dims: &[usize]) -> Vec<usize> {
    match dims {
        [_, _] => dims.to_vec(),
        _ => vec![dims.iter().product()],
    }
}

/// The array that a variable holds.
pub fn array(dims: &[usize], variable: &Expr) -> Val {
    let place = match dims {
        [_, columns] => {
            let columns = integer(*columns);
            let from_zero = binary("Plus", &at(), &Expr::Integer(-1));
            let row = call("Quotient", [from_zero.clone(), columns.clone()]);
            let column = call("Mod", [from_zero, columns]);
            let one = Expr::Integer(1);
            call("Part", [variable.clone(), binary("Plus", &row, &one), binary("Plus", &column, &one)])
        }
        _ => call("Part", [variable.clone(), at()]),
    };
    Val { dims: dims.to_vec(), elems: vec![place], wide: true }
}

/// The variable that holds just this array.
pub fn variable(value: &Val) -> Option<Expr> {
    let part = value.elems.first()?.as_call(Symbol::new("Part"))?;
    let name = part.args.first().filter(|name| name.as_symbol().is_some())?;
    (value.wide && array(&value.dims, name) == *value).then(|| name.clone())
}

/// Whether elements are variables or numbers.
pub fn is_atom(value: &Val) -> bool {
    !matches!(value.elems[..], [Expr::Normal(_)]) || variable(value).is_some()
}

fn replaced(expr: &Expr, old: &Expr, new: &Expr) -> Expr {
    match expr {
        _ if expr == old => new.clone(),
        Expr::Normal(normal) => {
            Expr::call(normal.head.clone(), normal.args.iter().map(|arg| replaced(arg, old, new)))
        }
        other => other.clone(),
    }
}

/// The element at a position from 1.
pub fn element(value: &Val, position: &Expr) -> Expr {
    match (value.wide, position) {
        (true, _) => replaced(&value.elems[0], &at(), position),
        (false, Expr::Integer(n)) => {
            let index = usize::try_from(*n).ok().and_then(|n| n.checked_sub(1));
            index.and_then(|index| value.elems.get(index)).cloned().unwrap_or(Expr::Real(0.0))
        }
        (false, _) => value.elems.first().cloned().unwrap_or(Expr::Real(0.0)),
    }
}

/// The array with one variable in place of another.
pub fn with_variable(value: &Val, old: &Expr, new: &Expr) -> Val {
    Val { elems: value.elems.iter().map(|elem| replaced(elem, old, new)).collect(), ..value.clone() }
}

/// A wide array in another shape of as many elements.
pub fn reshaped(value: &Val, dims: &[usize]) -> Val {
    if is_wide(dims) {
        return Val { dims: dims.to_vec(), elems: value.elems.clone(), wide: true };
    }
    let elems = (0..value.count()).map(|index| element(value, &integer(index + 1))).collect();
    Val::of(dims.to_vec(), elems)
}

fn nested(dims: &[usize], elems: &[Expr]) -> Expr {
    match dims {
        [] => elems[0].clone(),
        [_, rest @ ..] if !rest.is_empty() => {
            let inner: usize = rest.iter().product();
            call("List", elems.chunks(inner.max(1)).map(|row| nested(rest, row)))
        }
        _ => call("List", elems.to_vec()),
    }
}

/// An array as one expression: its variable, or what makes it.
pub fn whole(value: &Val) -> Expr {
    if !value.wide {
        return nested(&value.dims, &value.elems);
    }
    if let Some(variable) = variable(value) {
        return variable;
    }
    let dims = variable_dims(&value.dims);
    let shape = call("List", dims.iter().map(|&length| integer(length)));
    if let [Expr::Real(_) | Expr::Symbol(_)] = value.elems[..] {
        return call("ConstantArray", [value.elems[0].clone(), shape]);
    }
    let table = call("Table", [value.elems[0].clone(), call("List", [at(), integer(value.count())])]);
    if dims.len() == 1 { table } else { call("ArrayReshape", [table, shape]) }
}

impl Emitter {
    /// A new variable for an array of this shape.
    pub fn fresh_array(&mut self, hint: &str, dims: &[usize]) -> Expr {
        let symbol = self.fresh(hint);
        self.arrays.insert(symbol, variable_dims(dims));
        Expr::Symbol(symbol)
    }

    /// The array in a variable of its own.
    pub fn array_variable(&mut self, hint: &str, value: &Val) -> Val {
        let variable = self.fresh_array(hint, &value.dims);
        self.set(&variable, whole(value));
        array(&value.dims, &variable)
    }

    /// Writes a loop over positions from 1.
    pub fn each(&mut self, count: usize, write: impl FnOnce(&mut Emitter)) {
        self.set(&counter(), Expr::Integer(1));
        let opened = self.open();
        write(self);
        self.set(&counter(), binary("Plus", &counter(), &Expr::Integer(1)));
        let body = self.close(opened);
        self.push(call("While", [binary("LessEqual", &counter(), &integer(count)), body]));
    }

    /// Puts arrays together element by element.
    pub fn zip_wide(&mut self, values: &[Val], make: &dyn Fn(&[Expr]) -> Expr) -> Result<Val> {
        let dims = shapes(values)?;
        let count: usize = dims.iter().product();
        let mut elems = Vec::new();
        for value in values {
            elems.push(if value.count() == 1 {
                let one = element(value, &Expr::Integer(1));
                self.atom("t", one)
            } else if value.count() != count {
                let text =
                    format!("large arrays of shapes {:?} and {dims:?} cannot be put together", value.dims);
                return Err(ModelError::new("shape-mismatch", text));
            } else if value.wide {
                value.elems[0].clone()
            } else {
                self.array_variable("t", &value.with_dims(&[count])).elems.remove(0)
            });
        }
        self.written += 1;
        Ok(Val { dims, elems: vec![make(&elems)], wide: true })
    }

    /// Goes through the elements with a running value.
    pub fn fold_wide(
        &mut self,
        value: &Val,
        hint: &str,
        start: Expr,
        step: &dyn Fn(&Expr, &Expr) -> Expr,
    ) -> Val {
        let running = Expr::Symbol(self.fresh(hint));
        self.set(&running, start);
        let elem = element(value, &counter());
        self.each(value.count(), |emitter| {
            let elem = emitter.atom("t", elem);
            emitter.set(&running, step(&running, &elem));
        });
        Val::scalar(running)
    }

    /// 1 at the first element for which a test holds, 0 elsewhere. The test may look at the running sum.
    pub fn mark_wide(&mut self, value: &Val, sum: Option<&str>, test: &dyn Fn(&Expr, &Expr) -> Expr) -> Val {
        let marks = self.array_variable("marks", &Val { elems: vec![Expr::Real(0.0)], ..value.clone() });
        let open = Expr::Symbol(self.fresh("open"));
        let sum = sum.map(|hint| Expr::Symbol(self.fresh(hint)));
        self.set(&open, Expr::Real(1.0));
        if let Some(sum) = &sum {
            self.set(sum, Expr::Real(0.0));
        }
        let elem = element(value, &counter());
        let mark = element(&marks, &counter());
        self.each(value.count(), |emitter| {
            let elem = emitter.atom("t", elem);
            if let Some(sum) = &sum {
                emitter.set(sum, binary("Plus", sum, &elem));
            }
            let test = test(&elem, sum.as_ref().unwrap_or(&elem));
            let test = call("And", [call("Greater", [open.clone(), Expr::Real(0.0)]), test]);
            let found = [call("Set", [mark, Expr::Real(1.0)]), call("Set", [open.clone(), Expr::Real(0.0)])];
            emitter.push(call("If", [test, call("CompoundExpression", found)]));
        });
        marks
    }

    /// The position from 0 of the mark.
    pub fn position_wide(&mut self, marks: &Val) -> Val {
        let position = Expr::Symbol(self.fresh("position"));
        self.set(&position, Expr::Real(0.0));
        let mark = element(marks, &counter());
        self.each(marks.count(), |emitter| {
            let here = binary("Subtract", &call("N", [counter()]), &Expr::Real(1.0));
            let found = call("Set", [position.clone(), here]);
            emitter.push(call("If", [compare("Greater", &mark, &Expr::Real(0.0)), found]));
        });
        Val::scalar(position)
    }

    /// `value[[indices…]]` with whole numbers known now.
    pub fn part_wide(&mut self, value: Val, indices: &[Expr]) -> Option<Val> {
        let mut first = 0usize;
        let mut dims = &value.dims[..];
        for index in indices {
            let (&length, rest) = dims.split_first()?;
            let position = match index {
                Expr::Integer(n) if *n > 0 => usize::try_from(*n - 1).ok()?,
                Expr::Integer(n) => length.checked_sub(usize::try_from(n.unsigned_abs()).ok()?)?,
                _ => return None,
            };
            if position >= length {
                return None;
            }
            first += position * rest.iter().product::<usize>();
            dims = rest;
        }
        if is_wide(dims) {
            let place = binary("Plus", &at(), &integer(first));
            return Some(Val { dims: dims.to_vec(), elems: vec![element(&value, &place)], wide: true });
        }
        let count: usize = dims.iter().product();
        let elems = (0..count).map(|index| element(&value, &integer(first + index + 1))).collect();
        Some(Val::of(dims.to_vec(), elems))
    }

    /// Vectors of one length as the rows of a matrix.
    pub fn stack_wide(&mut self, items: &[Val]) -> Result<Val> {
        let inner = items.first().map_or_else(Vec::new, |first| first.dims.clone());
        if inner.len() != 1 || items.iter().any(|item| item.dims != inner) {
            let shapes: Vec<&[usize]> = items.iter().map(|item| &item.dims[..]).collect();
            return Err(ModelError::new(
                "shape-mismatch",
                format!("a list of large arrays of shapes {shapes:?}"),
            ));
        }
        let dims = [items.len(), inner[0]];
        let variable = self.fresh_array("rows", &dims);
        self.set(&variable, call("List", items.iter().map(whole)));
        Ok(array(&dims, &variable))
    }

    /// Vectors one after the other.
    pub fn join_wide(&mut self, values: &[Val]) -> Result<Val> {
        let values: Vec<Val> =
            values.iter().map(|v| if v.dims.is_empty() { v.with_dims(&[1]) } else { v.clone() }).collect();
        if values.iter().any(|value| value.dims.len() != 1) {
            return Err(ModelError::new("shape-mismatch", "large matrices are joined"));
        }
        let dims = [values.iter().map(Val::count).sum()];
        let variable = self.fresh_array("joined", &dims);
        self.set(&variable, call("Join", values.iter().map(whole)));
        Ok(array(&dims, &variable))
    }

    /// A matrix turned; vectors stay.
    pub fn transpose_wide(&mut self, value: &Val) -> Val {
        let [rows, columns] = value.dims[..] else {
            return value.clone();
        };
        let variable = self.fresh_array("turned", &[columns, rows]);
        self.set(&variable, call("Transpose", [whole(value)]));
        array(&[columns, rows], &variable)
    }

    /// The product of vectors and matrices whose shapes fit.
    pub fn dot_wide(&mut self, a: &Val, b: &Val) -> Val {
        let mut dims = a.dims[..a.dims.len() - 1].to_vec();
        dims.extend(&b.dims[1..]);
        let product = call("Dot", [whole(a), whole(b)]);
        self.written += 1;
        if dims.is_empty() {
            return Val::scalar(self.atom("dot", product));
        }
        let variable = self.fresh_array("dot", &dims);
        self.set(&variable, product);
        self.elements_of(&variable, &dims)
    }

    /// What a variable holds: wide, or element by element.
    pub fn elements_of(&mut self, variable: &Expr, dims: &[usize]) -> Val {
        let value = array(dims, variable);
        if is_wide(dims) { value } else { reshaped(&value, dims) }
    }

    /// Random numbers, one an element, drawn in order.
    pub fn draw_wide(&mut self, head: &str, dims: Vec<usize>, draws: Draws) -> Val {
        let drawn = self.array_variable("draw", &Val::filled(dims, Expr::Real(0.0)));
        let place = element(&drawn, &counter());
        self.each(drawn.count(), |emitter| {
            emitter.push(draw::next(head, draws));
            emitter.set(&place, draw::drawn(draws));
        });
        drawn
    }
}
