//! Associations: keys with values, in order of insertion.

use std::hash::{Hash, Hasher};

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;

use crate::expr::Expr;

/// The entries of an association.
pub type Entries = IndexMap<Expr, Expr, FxBuildHasher>;

/// `<|key -> value, …|>`.
#[derive(Clone, Debug, Default)]
pub struct Association {
    /// Keys and values in order. Values of delayed rules are `RuleDelayed[key, value]`-free: they are kept as given.
    pub entries: Entries,
}

impl Association {
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
        self.len() == other.len() && self.entries.iter().eq(other.entries.iter())
    }
}

impl Hash for Association {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.len().hash(state);
        self.entries.iter().for_each(|entry| entry.hash(state));
    }
}
