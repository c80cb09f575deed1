//! Level specifications and walks over the parts of expressions at certain levels.

use std::borrow::Cow;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Eval, Evaluator};
use crate::association::{Association, Entries};
use crate::expr::{Args, Expr, Normal, RED_ZONE, STACK_STEP, unpack_level};
use crate::symbol::{Symbol, sym};

/// A range of levels. Negative ones count from the leaves: parts of depth `n` are at level `-n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    min: i64,
    max: i64,
}

/// Whether walks go into heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heads {
    /// They do.
    Included,
    /// They do not.
    Skipped,
}

/// What is done with a part: gets where it stands, gives whether to go on.
pub type Visit<'v> = &'v mut dyn FnMut(&mut Evaluator, &Expr, &[Expr]) -> Eval<bool>;

/// What a part becomes.
pub type Change<'c> = &'c mut dyn FnMut(&mut Evaluator, Expr, &[Expr]) -> Eval;

impl Levels {
    /// `{1}`
    pub const FIRST: Levels = Levels { min: 1, max: 1 };
    /// `{0, Infinity}`
    pub const ALL: Levels = Levels { min: 0, max: i64::MAX };
    /// `{1, Infinity}`
    pub const INSIDE: Levels = Levels { min: 1, max: i64::MAX };
    /// `{0}`
    pub const WHOLE: Levels = Levels { min: 0, max: 0 };

    /// Reads `n`, `{n}`, `{m, n}`, `Infinity`, `All`.
    pub fn read(spec: &Expr) -> Option<Levels> {
        let level = |expr: &Expr| match expr {
            Expr::Integer(level) => Some(*level),
            Expr::Symbol(sym::Infinity) => Some(i64::MAX),
            Expr::Normal(normal) if normal.has_head(sym::DirectedInfinity) => Some(i64::MAX),
            _ => None,
        };
        if spec.is_symbol(sym::All) {
            return Some(Levels::ALL);
        }
        match spec.elements() {
            None => Some(Levels { min: 1, max: level(spec)? }),
            Some(list) => match &list[..] {
                [only] => Some(Levels { min: level(only)?, max: level(only)? }),
                [min, max] => Some(Levels { min: level(min)?, max: level(max)? }),
                _ => None,
            },
        }
    }

    fn has(self, level: i64, expr: &Expr) -> bool {
        let counts_from_leaves = self.min < 0 || self.max < 0;
        let depth = if counts_from_leaves { depth(expr) } else { 0 };
        (if self.min < 0 { depth <= -self.min } else { level >= self.min })
            && (if self.max < 0 { depth >= -self.max } else { level <= self.max })
    }

    /// Whether parts further in than `level` can matter.
    fn reaches_below(self, level: i64) -> bool {
        self.max < 0 || level < self.max
    }
}

/// `Depth[expr]`: one more than the longest chain of parts.
pub fn depth(expr: &Expr) -> i64 {
    depth_of(expr, &mut FxHashMap::default())
}

/// The same, with the depths of shared calls found before.
fn depth_of(expr: &Expr, known: &mut FxHashMap<*const Normal, i64>) -> i64 {
    match expr {
        Expr::Array(tensor) => i64::try_from(tensor.rank()).unwrap_or(i64::MAX - 1) + 1,
        Expr::Normal(normal) => {
            let shared = Arc::strong_count(normal) > 1;
            if shared && let Some(&depth) = known.get(&Arc::as_ptr(normal)) {
                return depth;
            }
            let depth = stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
                1 + normal.args.iter().map(|arg| depth_of(arg, known)).max().unwrap_or(1).max(1)
            });
            if shared {
                known.insert(Arc::as_ptr(normal), depth);
            }
            depth
        }
        Expr::Association(association) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            1 + association.entries.values().map(|value| depth_of(value, known)).max().unwrap_or(1)
        }),
        _ => 1,
    }
}

/// The parts of an expression: arguments, elements, values.
pub fn parts(expr: &Expr) -> Cow<'_, [Expr]> {
    match expr {
        Expr::Normal(normal) => Cow::Borrowed(&normal.args[..]),
        Expr::Array(tensor) => Cow::Owned(unpack_level(tensor)),
        Expr::Association(association) => Cow::Owned(association.entries.values().cloned().collect()),
        _ => Cow::Borrowed(&[]),
    }
}

/// The same expression with other parts, as many as before. Lists that were packed are packed again if they can be.
pub fn with_parts(expr: &Expr, parts: Args) -> Expr {
    match expr {
        Expr::Normal(normal) => Expr::from(Normal::with_origin(normal.head.clone(), parts, normal.origin)),
        Expr::Association(association) => {
            let entries: Entries = association.entries.keys().cloned().zip(parts).collect();
            Expr::Association(Arc::new(Association::new(entries)))
        }
        _ => repacked(Expr::list(parts)),
    }
}

/// A list packed where it can be.
pub(crate) fn repacked(list: Expr) -> Expr {
    match super::pack::pack(&list) {
        Some(packed) => Expr::Array(packed),
        None => list,
    }
}

fn index_key(expr: &Expr, index: usize) -> Expr {
    match expr {
        Expr::Association(association) => match association.entries.get_index(index) {
            Some((key, _)) => Expr::call(sym::Key, [key.clone()]),
            None => Expr::Integer(0),
        },
        _ => Expr::Integer(i64::try_from(index + 1).unwrap_or(i64::MAX)),
    }
}

impl Evaluator {
    /// Reads a level specification, with a message when it is none.
    pub fn levels(&mut self, head: Symbol, spec: &Expr) -> Option<Levels> {
        let levels = Levels::read(spec);
        if levels.is_none() {
            self.message(head, "level", std::slice::from_ref(spec));
        }
        levels
    }

    /// Visits the parts at these levels, inner ones before what they are in; `false` when a visit ended the walk.
    pub fn visit(&mut self, expr: &Expr, levels: Levels, heads: Heads, visit: Visit<'_>) -> Eval<bool> {
        self.visit_at(expr, levels, heads, 0, &mut Vec::new(), visit)
    }

    fn visit_at(
        &mut self,
        expr: &Expr,
        levels: Levels,
        heads: Heads,
        level: i64,
        place: &mut Vec<Expr>,
        visit: Visit<'_>,
    ) -> Eval<bool> {
        self.check_interrupt()?;
        if levels.reaches_below(level) {
            if heads == Heads::Included
                && let Expr::Normal(normal) = expr
            {
                place.push(Expr::Integer(0));
                let go_on = stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
                    self.visit_at(&normal.head, levels, heads, level + 1, place, visit)
                })?;
                place.pop();
                if !go_on {
                    return Ok(false);
                }
            }
            for (index, part) in parts(expr).iter().enumerate() {
                place.push(index_key(expr, index));
                let go_on = stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
                    self.visit_at(part, levels, heads, level + 1, place, visit)
                })?;
                place.pop();
                if !go_on {
                    return Ok(false);
                }
            }
        }
        if levels.has(level, expr) { visit(self, expr, place) } else { Ok(true) }
    }

    /// Changes the parts at these levels, inner ones first.
    pub fn change(&mut self, expr: &Expr, levels: Levels, heads: Heads, change: Change<'_>) -> Eval {
        self.change_at(expr, levels, heads, 0, &mut Vec::new(), change)
    }

    fn change_at(
        &mut self,
        expr: &Expr,
        levels: Levels,
        heads: Heads,
        level: i64,
        place: &mut Vec<Expr>,
        change: Change<'_>,
    ) -> Eval {
        self.check_interrupt()?;
        // Depth is that of the part as it was.
        let here = levels.has(level, expr);
        let mut new = expr.clone();
        if levels.reaches_below(level)
            && matches!(expr, Expr::Normal(_) | Expr::Array(_) | Expr::Association(_))
        {
            let mut changed = Args::with_capacity(expr.length());
            for (index, part) in parts(expr).iter().enumerate() {
                place.push(index_key(expr, index));
                let part = stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
                    self.change_at(part, levels, heads, level + 1, place, change)
                })?;
                place.pop();
                changed.push(part);
            }
            new = with_parts(expr, changed);
            if heads == Heads::Included
                && let Expr::Normal(normal) = &new
            {
                place.push(Expr::Integer(0));
                let head = self.change_at(&normal.head, levels, heads, level + 1, place, change)?;
                place.pop();
                new = Expr::from(Normal::with_origin(head, normal.args.clone(), normal.origin));
            }
        }
        if here { change(self, new, place) } else { Ok(new) }
    }
}
