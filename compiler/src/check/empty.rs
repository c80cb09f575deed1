//! Variables that start as empty lists: their types follow from what is put in first.

use scheelite_runtime::{Expr, Normal, Scalar, Type};

use super::scope::{Binding, Name};
use super::{Check, Checker, Want, types};
use crate::ir::LocalId;

/// Types that a list which starts empty may turn out to have, narrowest first.
const LISTS: &[Type] = &[
    Type::Of(Scalar::Integer, 1),
    Type::Of(Scalar::Real, 1),
    Type::Of(Scalar::Complex, 1),
    Type::Of(Scalar::Integer, 2),
    Type::Of(Scalar::Real, 2),
    Type::Of(Scalar::Complex, 2),
    Type::Of(Scalar::Integer, 3),
    Type::Of(Scalar::Real, 3),
];

/// Bodies checked again with another type of a list that starts empty, at most.
const MAX_GUESSES: u32 = 64;

impl Checker<'_> {
    /// Whether one more type may be tried for a list that starts empty: several such lists are tried together.
    fn may_guess(&mut self) -> bool {
        self.guesses += 1;
        self.guesses <= MAX_GUESSES
    }

    /// Notes a variable that starts as an empty list whose type is not known yet.
    pub fn note_empty(&mut self, local: LocalId) {
        self.empty.push(local);
    }

    /// Gives the variable that `call` puts something into its type, when it started as an empty list: `levels` more
    /// than what is put in.
    pub fn type_empty(&mut self, call: &Normal, value: &Expr, levels: u8) -> Check<()> {
        let Some(Binding::Local(local)) =
            call.args.first().and_then(Expr::as_symbol).and_then(|symbol| self.binding(Name::Symbol(symbol)))
        else {
            return Ok(());
        };
        if self.local_type(local) != Type::Void || !self.empty.contains(&local) {
            return Ok(());
        }
        let snapshot = self.snapshot();
        let ty = self.value(value)?.ty;
        self.restore(&snapshot);
        if let Type::Of(scalar, rank) = ty
            && scalar != Scalar::Boolean
        {
            self.set_local_type(local, Type::Of(scalar, rank.saturating_add(levels)));
        }
        Ok(())
    }

    /// Gives a variable that started as an empty list its type from a value computed from it: `l = Append[l, x]`.
    pub fn type_empty_by_value(&mut self, local: LocalId, value: &Expr) {
        if self.local_type(local) != Type::Void || !self.empty.contains(&local) {
            return;
        }
        let snapshot = self.snapshot();
        for levels in 1..=3 {
            let mut ty = Type::Of(Scalar::Integer, levels);
            for _ in 0..3 {
                self.set_local_type(local, ty);
                let found = self.value(value).map(|node| node.ty);
                let compiled = self.externals == snapshot.externals();
                self.restore(&snapshot);
                match found {
                    Ok(found) if found == ty && compiled => return self.set_local_type(local, ty),
                    Ok(found) if compiled && types::widens(ty, found) => ty = found,
                    _ => break,
                }
            }
        }
    }

    /// A body with variables that start as empty lists. Mostly what is put in first gives the type; where a list is read before
    /// that, as in `While[Length[l] < n, AppendTo[l, x]]`, the first type with which the body holds is taken.
    pub fn typed_body(&mut self, body: &Expr, empty: &[LocalId], want: Want) -> Check {
        let snapshot = self.snapshot();
        let result = self.expr(body, want);
        let unknown = empty.iter().copied().find(|&local| self.local_type(local) == Type::Void);
        let (Err(_), Some(local), true) = (&result, unknown, self.may_guess()) else { return result };
        let found = self.findings_since(&snapshot);
        for &ty in LISTS {
            self.restore(&snapshot);
            self.set_local_type(local, ty);
            let result = self.typed_body(body, empty, want);
            if result.is_ok() {
                return result;
            }
        }
        self.restore(&snapshot);
        self.diagnostics.extend(found);
        result
    }
}
