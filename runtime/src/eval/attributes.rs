//! Attributes of symbols.

use std::ops::BitOr;

/// A set of attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attributes(u32);

macro_rules! attributes {
    ($($constant:ident $name:ident $bit:literal;)*) => {
        impl Attributes {
            /// No attribute.
            pub const NONE: Attributes = Attributes(0);
            $(#[doc = concat!("`", stringify!($name), "`")] pub const $constant: Attributes = Attributes(1 << $bit);)*

            /// All attributes with their names in the language, in alphabetical order.
            pub const NAMES: &[(&str, Attributes)] = &[$((stringify!($name), Attributes::$constant)),*];
        }
    };
}

attributes! {
    CONSTANT Constant 0;
    FLAT Flat 1;
    HOLD_ALL HoldAll 2;
    HOLD_ALL_COMPLETE HoldAllComplete 3;
    HOLD_FIRST HoldFirst 4;
    HOLD_REST HoldRest 5;
    LISTABLE Listable 6;
    LOCKED Locked 7;
    N_HOLD_ALL NHoldAll 8;
    N_HOLD_FIRST NHoldFirst 9;
    N_HOLD_REST NHoldRest 10;
    NUMERIC_FUNCTION NumericFunction 11;
    ONE_IDENTITY OneIdentity 12;
    ORDERLESS Orderless 13;
    PROTECTED Protected 14;
    READ_PROTECTED ReadProtected 15;
    SEQUENCE_HOLD SequenceHold 16;
    STUB Stub 17;
    TEMPORARY Temporary 18;
}

impl Attributes {
    /// Internal, not shown: a `Listable` row with it is offered packed arrays whole before the evaluator threads over
    /// them; the row answers `None` to have them threaded.
    pub const WHOLE_ARRAYS: Attributes = Attributes(1 << 31);

    /// Internal, not shown: a row with it may be left by unwinding, see [`stoppable`](super::builtin::stoppable).
    pub const STOPPABLE: Attributes = Attributes(1 << 30);

    /// The attribute of this name.
    pub fn named(name: &str) -> Option<Attributes> {
        Attributes::NAMES.iter().find(|(known, _)| *known == name).map(|(_, attribute)| *attribute)
    }

    /// Both sets together, usable in constants.
    pub const fn and(self, other: Attributes) -> Attributes {
        Attributes(self.0 | other.0)
    }

    /// This set without the other.
    pub const fn without(self, other: Attributes) -> Attributes {
        Attributes(self.0 & !other.0)
    }

    /// Whether every attribute of `other` is in this set.
    pub const fn has(self, other: Attributes) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether the argument at `index` (from 0) is left unevaluated.
    pub fn holds(self, index: usize) -> bool {
        self.has(Attributes::HOLD_ALL)
            || self.has(Attributes::HOLD_ALL_COMPLETE)
            || if index == 0 { self.has(Attributes::HOLD_FIRST) } else { self.has(Attributes::HOLD_REST) }
    }
}

impl BitOr for Attributes {
    type Output = Attributes;

    fn bitor(self, other: Attributes) -> Attributes {
        self.and(other)
    }
}
