//! Associations: keys with values, in order of insertion.

use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicU32, Ordering};

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::expr::{Expr, RED_ZONE, STACK_STEP};
use crate::symbol::sym;

/// The entries of an association.
pub type Entries = IndexMap<Expr, Expr, FxBuildHasher>;

/// `<|key -> value, …|>`.
#[derive(Debug, Default)]
pub struct Association {
    /// Keys and values in order. The value of a delayed rule is kept as `RuleDelayed[key, value]`.
    pub entries: Entries,
    /// The epoch of the evaluator at which it was found to be its own value.
    stamp: AtomicU32,
}

impl Clone for Association {
    fn clone(&self) -> Self {
        Association::new(self.entries.clone())
    }
}

/// The rule that an entry was given by.
pub fn entry_rule(key: &Expr, value: &Expr) -> Expr {
    match value.as_call(sym::RuleDelayed) {
        Some(rule) if matches!(&rule.args[..], [own, _] if own == key) => value.clone(),
        _ => Expr::call(sym::Rule, [key.clone(), value.clone()]),
    }
}

impl Association {
    /// An association of these entries.
    pub fn new(entries: Entries) -> Self {
        Association { entries, stamp: AtomicU32::new(0) }
    }

    /// Whether it is known to be its own value at this epoch.
    pub(crate) fn is_evaluated(&self, epoch: u32) -> bool {
        self.stamp.load(Ordering::Relaxed) == epoch
    }

    /// Forgets what was found of it: an entry has changed.
    pub(crate) fn clear_stamp(&mut self) {
        *self.stamp.get_mut() = 0;
    }

    /// Notes that it is its own value at this epoch.
    pub(crate) fn set_evaluated(&self, epoch: u32) {
        self.stamp.store(epoch, Ordering::Relaxed);
    }

    /// The entries as the rules that they were given by, in order.
    pub fn rules(&self) -> impl Iterator<Item = Expr> + '_ {
        self.entries.iter().map(|(key, value)| entry_rule(key, value))
    }

    /// Number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no entries.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl PartialEq for Association {
    /// Same entries in the same order.
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.entries.iter().eq(other.entries.iter()))
    }
}

impl Hash for Association {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.len().hash(state);
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.entries.iter().for_each(|entry| entry.hash(state)));
    }
}
