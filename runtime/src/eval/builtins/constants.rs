//! Numeric constants and the symbols that stand for special values.

use crate::eval::simplify::{complex_infinity, infinity};
use crate::eval::{Attributes, Evaluator};
use crate::expr::Expr;
use crate::number;
use crate::symbol::{Symbol, sym};

/// Symbols that stand for exact numbers and stay as they are until a machine number meets them, with usage lines.
pub const CONSTANTS: &[(Symbol, &str)] = &[
    (sym::Catalan, "Catalan is Catalan's constant, 0.915966."),
    (sym::ComplexInfinity, "ComplexInfinity is an infinite quantity of undetermined direction."),
    (sym::Degree, "Degree is the number of radians in one degree, Pi/180."),
    (sym::E, "E is the base of natural logarithms, 2.71828."),
    (sym::EulerGamma, "EulerGamma is Euler's constant, 0.577216."),
    (sym::Glaisher, "Glaisher is Glaisher's constant, 1.28243."),
    (sym::GoldenAngle, "GoldenAngle is (3 - Sqrt[5]) Pi, 2.39996 radians."),
    (sym::GoldenRatio, "GoldenRatio is (1 + Sqrt[5])/2, 1.61803."),
    (sym::I, "I is the imaginary unit, Sqrt[-1]."),
    (sym::Indeterminate, "Indeterminate is a quantity whose value cannot be determined."),
    (sym::Infinity, "Infinity is a positive infinite quantity."),
    (sym::Khinchin, "Khinchin is Khinchin's constant, 2.68545."),
    (sym::MachinePrecision, "MachinePrecision stands for the precision of machine numbers, 15.9546 digits."),
    (sym::Pi, "Pi is the ratio of the circumference of a circle to its diameter, 3.14159."),
];

/// Gives the constants their attributes and values.
pub fn define(ev: &mut Evaluator) {
    // Results without a value of their own: their names must mean the same in every session from its start.
    for name in ["$Aborted", "$Canceled", "$Failed"] {
        ev.definition_mut(Symbol::new(name)).attributes = Attributes::PROTECTED;
    }
    for (symbol, _) in CONSTANTS {
        let of_all = Attributes::PROTECTED | Attributes::READ_PROTECTED;
        ev.definition_mut(*symbol).attributes = match *symbol {
            sym::Infinity | sym::ComplexInfinity | sym::I => of_all,
            sym::MachinePrecision => Attributes::CONSTANT | Attributes::PROTECTED,
            _ => Attributes::CONSTANT | of_all,
        };
        let value = match *symbol {
            sym::Infinity => Some(infinity()),
            sym::ComplexInfinity => Some(complex_infinity()),
            sym::I => Some(number::make_complex(Expr::Integer(0), Expr::Integer(1))),
            _ => None,
        };
        if value.is_some() {
            ev.set_own_value(*symbol, value);
        }
    }
}
