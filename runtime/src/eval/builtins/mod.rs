//! Built-in functions by topic: each file has one table, `ROWS`.

use super::Builtin;

/// All tables of this crate, one a line so that additions made side by side merge.
pub const TABLES: &[&[Builtin]] = &[];
