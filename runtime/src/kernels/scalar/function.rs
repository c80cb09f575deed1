//! The functions of machine numbers as tables: one row a function, named as in the language. An instruction or a
//! compiler row that takes "a function of a real" carries one of these enums.

use num_complex::Complex64;

use super::super::special::{bessel, gamma};
use super::{complex, integer, real};

macro_rules! functions {
    (
        $(#[$doc:meta])* $table:ident($($arg:ident: $ty:ty),+) -> $result:ty;
        $($name:ident $function:path;)*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum $table {
            $(#[doc = concat!("`", stringify!($name), "`")] $name,)*
        }

        impl $table {
            /// All rows.
            pub const ALL: &[$table] = &[$($table::$name),*];

            /// The name in the language.
            pub const fn name(self) -> &'static str {
                match self {
                    $($table::$name => stringify!($name),)*
                }
            }

            /// The row with this name.
            pub fn named(name: &str) -> Option<$table> {
                $table::ALL.iter().copied().find(|function| function.name() == name)
            }

            /// The row at this place in `ALL`.
            pub fn from_index(index: u8) -> Option<$table> {
                $table::ALL.get(usize::from(index)).copied()
            }

            /// The function itself.
            pub const fn function(self) -> fn($($ty),+) -> $result {
                match self {
                    $($table::$name => $function,)*
                }
            }

            /// Calls the function.
            #[inline]
            pub fn apply(self, $($arg: $ty),+) -> $result {
                (self.function())($($arg),+)
            }
        }
    };
}

functions! {
    /// Functions of one integer with an integer result, None when it does not fit or does not exist.
    IntegerFunction(a: i64) -> Option<i64>;
    Abs integer::abs;
    BitLength integer::bit_length;
    BitNot integer::bit_not;
    Ceiling integer::identity;
    Conjugate integer::identity;
    Factorial integer::factorial;
    Floor integer::identity;
    IntegerLength integer::decimal_length;
    IntegerPart integer::identity;
    Minus integer::negate;
    Ramp integer::ramp;
    Re integer::identity;
    Round integer::identity;
    Sign integer::sign;
    UnitStep integer::unit_step;
    Unitize integer::unitize;
}

functions! {
    /// Functions of two integers with an integer result, None when it does not fit or does not exist.
    IntegerBinary(a: i64, b: i64) -> Option<i64>;
    Binomial integer::binomial;
    BitAnd integer::bit_and;
    BitOr integer::bit_or;
    BitShiftLeft integer::shift_left;
    BitShiftRight integer::shift_right;
    BitXor integer::bit_xor;
    GCD integer::gcd;
    LCM integer::lcm;
    Max integer::max;
    Min integer::min;
    Mod integer::modulo;
    Plus integer::add;
    Power integer::power;
    Quotient integer::quotient;
    Subtract integer::subtract;
    Times integer::multiply;
}

functions! {
    /// Functions of one real with a real result: NaN where there is none, infinity where it overflows.
    RealFunction(x: f64) -> f64;
    Abs real::abs;
    ArcCos real::arc_cos;
    ArcCosh real::arc_cosh;
    ArcCot real::arc_cot;
    ArcCoth real::arc_coth;
    ArcCsc real::arc_csc;
    ArcCsch real::arc_csch;
    ArcSec real::arc_sec;
    ArcSech real::arc_sech;
    ArcSin real::arc_sin;
    ArcSinh real::arc_sinh;
    ArcTan real::arc_tan;
    ArcTanh real::arc_tanh;
    Chop real::chop;
    Conjugate real::identity;
    Cos real::cos;
    Cosh real::cosh;
    Cot real::cot;
    Coth real::coth;
    Csc real::csc;
    Csch real::csch;
    Erf real::erf;
    Erfc real::erfc;
    Exp real::exp;
    Factorial real::factorial;
    FractionalPart real::fractional_part;
    Gamma real::gamma;
    Gudermannian real::gudermannian;
    Haversine real::haversine;
    InverseErf real::inverse_erf;
    InverseErfc real::inverse_erfc;
    InverseGudermannian real::inverse_gudermannian;
    InverseHaversine real::inverse_haversine;
    Log real::log;
    Log10 real::log10;
    Log2 real::log2;
    LogGamma real::log_gamma;
    LogisticSigmoid real::logistic_sigmoid;
    Minus real::negate;
    PolyGamma real::digamma;
    Ramp real::ramp;
    Re real::identity;
    Reciprocal real::reciprocal;
    Sec real::sec;
    Sech real::sech;
    Sin real::sin;
    Sinc real::sinc;
    Sinh real::sinh;
    Sqrt real::sqrt;
    Square real::square;
    Tan real::tan;
    Tanh real::tanh;
}

functions! {
    /// Functions of two reals with a real result: NaN where there is none, infinity where it overflows.
    RealBinary(x: f64, y: f64) -> f64;
    ArcTan real::arc_tan_of_point;
    BesselI bessel::i;
    BesselJ bessel::j;
    BesselK bessel::k;
    BesselY bessel::y;
    Beta real::beta;
    Divide real::divide;
    Log real::log_to_base;
    Max real::max;
    Min real::min;
    Mod real::modulo;
    Power real::power;
}

functions! {
    /// Functions of one real with an integer result, None when it does not fit.
    RealToInteger(x: f64) -> Option<i64>;
    Ceiling real::ceiling;
    Floor real::floor;
    IntegerPart real::integer_part;
    Round real::round;
    Sign real::sign;
    UnitStep real::unit_step;
    Unitize real::unitize;
}

functions! {
    /// Functions of one complex number: NaN in a part where there is no value.
    ComplexFunction(z: Complex64) -> Complex64;
    ArcCos complex::arc_cos;
    ArcCosh complex::arc_cosh;
    ArcCot complex::arc_cot;
    ArcCoth complex::arc_coth;
    ArcCsc complex::arc_csc;
    ArcCsch complex::arc_csch;
    ArcSec complex::arc_sec;
    ArcSech complex::arc_sech;
    ArcSin complex::arc_sin;
    ArcSinh complex::arc_sinh;
    ArcTan complex::arc_tan;
    ArcTanh complex::arc_tanh;
    Chop complex::chop;
    Conjugate complex::conjugate;
    Cos complex::cos;
    Cosh complex::cosh;
    Cot complex::cot;
    Coth complex::coth;
    Csc complex::csc;
    Csch complex::csch;
    Exp complex::exp;
    Gamma gamma::gamma;
    Gudermannian complex::gudermannian;
    Haversine complex::haversine;
    InverseGudermannian complex::inverse_gudermannian;
    InverseHaversine complex::inverse_haversine;
    Log complex::log;
    Log10 complex::log10;
    Log2 complex::log2;
    LogGamma gamma::exact_log_gamma;
    LogisticSigmoid complex::logistic_sigmoid;
    Minus complex::negate;
    Reciprocal complex::reciprocal;
    Sec complex::sec;
    Sech complex::sech;
    Sign complex::sign;
    Sin complex::sin;
    Sinc complex::sinc;
    Sinh complex::sinh;
    Sqrt complex::sqrt;
    Square complex::square;
    Tan complex::tan;
    Tanh complex::tanh;
}

functions! {
    /// Functions of two complex numbers: NaN in a part where there is no value.
    ComplexBinary(z: Complex64, w: Complex64) -> Complex64;
    ArcTan complex::arc_tan_of_point;
    Divide complex::divide;
    Log complex::log_to_base;
    Power complex::power;
}

functions! {
    /// Functions of one complex number with a real result.
    ComplexToReal(z: Complex64) -> f64;
    Abs complex::abs;
    Arg complex::arg;
    Im complex::im;
    Re complex::re;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_by_name_and_index() {
        for &function in RealFunction::ALL {
            assert_eq!(RealFunction::named(function.name()), Some(function));
            assert_eq!(RealFunction::from_index(function as u8), Some(function));
        }
        assert_eq!(RealFunction::named("Plus"), None);
        assert_eq!(IntegerBinary::Mod.apply(-7, 3), Some(2));
        assert_eq!(RealFunction::Exp.function()(0.0), 1.0);
    }
}
