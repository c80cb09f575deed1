//! The one list of instructions. The type, the verifier's checks, the listing, the reference page and the dispatch are
//! expanded from it; handlers are ordinary functions named like the row.
//!
//! A row is `/// meaning`, `name = Variant { operand: Kind, … } "text in a listing";`. Kinds carry direction, bank and
//! range rule: see [`crate::operand`]. At most seven 16-bit operands, or three beside a 64-bit one, so that an
//! instruction fills 16 bytes.

/// Hands the whole list to a macro.
#[macro_export]
macro_rules! for_each_op {
    ($then:ident) => {
        $then! {
            // copies, constants, coercions
            /// `dst = a`
            bool_copy = BoolCopy { dst: Out<Bool>, a: In<Bool> } "{dst} = {a}";
            /// `dst = a`
            int_copy = IntCopy { dst: Out<Int>, a: In<Int> } "{dst} = {a}";
            /// `dst = a`
            real_copy = RealCopy { dst: Out<Real>, a: In<Real> } "{dst} = {a}";
            /// `dst = a`
            complex_copy = ComplexCopy { dst: Out<Cplx>, a: In<Cplx> } "{dst} = {a}";
            /// `dst = a`: both registers share the array until one is written.
            tensor_copy = TensorCopy { dst: Out<Any>, a: In<Any> } "{dst} = {a}";
            /// `dst = value`: 0 for False, 1 for True.
            bool_constant = BoolConstant { dst: Out<Bool>, value: Imm<i64> } "{dst} = {value}";
            /// `dst = value`
            int_constant = IntConstant { dst: Out<Int>, value: Imm<i64> } "{dst} = {value}";
            /// `dst = value`
            real_constant = RealConstant { dst: Out<Real>, value: Imm<f64> } "{dst} = {value}";
            /// `dst = a` as the nearest real.
            int_to_real = IntToReal { dst: Out<Real>, a: In<Int> } "{dst} = {a}";
            /// `dst = a` with imaginary part 0.
            int_to_complex = IntToComplex { dst: Out<Cplx>, a: In<Int> } "{dst} = {a}";
            /// `dst = a` with imaginary part 0.
            real_to_complex = RealToComplex { dst: Out<Cplx>, a: In<Real> } "{dst} = {a}";
            /// `dst = 1` when `a`, else 0.
            bool_to_int = BoolToInt { dst: Out<Int>, a: In<Bool> } "{dst} = Boole[ {a}]";

            // machine integers: every operation gives the exact result or leaves
            /// `dst = a + b`
            int_add = IntAdd { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = {a} + {b}";
            /// `dst = a + b`
            int_add_constant = IntAddConstant { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = {a} + {b}";
            /// `dst = a - b`
            int_sub = IntSub { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = {a} - {b}";
            /// `dst = b - a`
            int_constant_sub = IntConstantSub { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = {b} - {a}";
            /// `dst = a b`
            int_mul = IntMul { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = {a} * {b}";
            /// `dst = a b`
            int_mul_constant = IntMulConstant { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = {a} * {b}";
            /// `dst = a b + c`
            int_mul_add = IntMulAdd { dst: Out<Int>, a: In<Int>, b: In<Int>, c: In<Int> } "{dst} = {a} * {b} + {c}";
            /// `dst = a k + c`
            int_mul_constant_add = IntMulConstantAdd { dst: Out<Int>, a: In<Int>, c: In<Int>, k: Imm<i64> } "{dst} = {a} * {k} + {c}";
            /// `dst = -a`
            int_neg = IntNeg { dst: Out<Int>, a: In<Int> } "{dst} = - {a}";
            /// `dst = |a|`
            int_abs = IntAbs { dst: Out<Int>, a: In<Int> } "{dst} = Abs[ {a}]";
            /// `dst = a^2`
            int_square = IntSquare { dst: Out<Int>, a: In<Int> } "{dst} = Square[ {a}]";
            /// `dst = Sign[a]`
            int_sign = IntSign { dst: Out<Int>, a: In<Int> } "{dst} = Sign[ {a}]";
            /// `dst = a^b`; leaves for a negative `b` and for `0^0`.
            int_power = IntPower { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = Power[ {a}, {b}]";
            /// `dst = a^b` for `b >= 0`.
            int_power_constant = IntPowerConstant { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = Power[ {a}, {b}]";
            /// `dst = Mod[a, b]`, with the sign of `b`.
            int_mod = IntMod { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = Mod[ {a}, {b}]";
            /// `dst = Mod[a, b]`
            int_mod_constant = IntModConstant { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = Mod[ {a}, {b}]";
            /// `dst = floor(a / b)`
            int_quotient = IntQuotient { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = Quotient[ {a}, {b}]";
            /// `dst = floor(a / b)`
            int_quotient_constant = IntQuotientConstant { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = Quotient[ {a}, {b}]";
            /// `dst = Mod[a, m]` for `m > 1`, by multiplication.
            int_mod_divisor = IntModDivisor { dst: Out<Int>, a: In<Int>, m: Pool<Integer> } "{dst} = Mod[ {a}, {m}]";
            /// `dst = floor(a / m)` for `m > 1`, by multiplication.
            int_quotient_divisor = IntQuotientDivisor { dst: Out<Int>, a: In<Int>, m: Pool<Integer> } "{dst} = Quotient[ {a}, {m}]";
            /// `dst = Mod[a, b]` for `b` a power of two.
            int_mod_power_of_two = IntModPowerOfTwo { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = Mod[ {a}, {b}]";
            /// `dst = floor(a / 2^b)`
            int_quotient_power_of_two = IntQuotientPowerOfTwo { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = BitShiftRight[ {a}, {b}]";
            /// `dst = Mod[a b + c, m]`; leaves when `a b + c` is not a machine integer.
            int_mul_constant_add_mod_constant = IntMulConstantAddModConstant { dst: Out<Int>, a: In<Int>, c: In<Int>, k: Pool<Integer>, m: Pool<Integer> } "{dst} = Mod[ {a} * {k} + {c}, {m}]";
            /// `dst = Mod[a + b, m]`; leaves when `a + b` is not a machine integer.
            int_add_mod_constant = IntAddModConstant { dst: Out<Int>, a: In<Int>, b: In<Int>, m: Pool<Integer> } "{dst} = Mod[ {a} + {b}, {m}]";
            /// `dst = a + k` when `test`, else `dst = a`.
            int_add_constant_if = IntAddConstantIf { dst: Out<Int>, a: In<Int>, test: In<Bool>, k: Imm<i64> } "{dst} = {a} + {k} Boole[ {test}]";
            /// `dst = a` when `test`, else `dst = b`.
            int_select = IntSelect { dst: Out<Int>, test: In<Bool>, a: In<Int>, b: In<Int> } "{dst} = If[ {test}, {a}, {b}]";
            /// `dst` = the smaller
            int_min = IntMin { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = Min[ {a}, {b}]";
            /// `dst` = the larger
            int_max = IntMax { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = Max[ {a}, {b}]";
            /// `dst = BitAnd[a, b]`
            int_bit_and = IntBitAnd { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = BitAnd[ {a}, {b}]";
            /// `dst = BitOr[a, b]`
            int_bit_or = IntBitOr { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = BitOr[ {a}, {b}]";
            /// `dst = BitXor[a, b]`
            int_bit_xor = IntBitXor { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = BitXor[ {a}, {b}]";
            /// `dst = BitNot[a]`
            int_bit_not = IntBitNot { dst: Out<Int>, a: In<Int> } "{dst} = BitNot[ {a}]";
            /// `dst = BitShiftLeft[a, b]`
            int_shift_left = IntShiftLeft { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = BitShiftLeft[ {a}, {b}]";
            /// `dst = BitShiftRight[a, b]`
            int_shift_right = IntShiftRight { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = BitShiftRight[ {a}, {b}]";
            /// `dst = a / b` as a real; leaves for `b = 0`.
            int_divide = IntDivide { dst: Out<Real>, a: In<Int>, b: In<Int> } "{dst} = {a} / {b}";
            /// `dst = f[a]`
            int_function = IntFunction { dst: Out<Int>, a: In<Int>, f: Pool<Function> } "{dst} = {f}[ {a}]";
            /// `dst = f[a, b]`
            int_function_2 = IntFunction2 { dst: Out<Int>, a: In<Int>, b: In<Int>, f: Pool<Function> } "{dst} = {f}[ {a}, {b}]";
            /// `dst = PrimeQ[a]`
            int_prime = IntPrime { dst: Out<Bool>, a: In<Int> } "{dst} = PrimeQ[ {a}]";
            /// `dst = EvenQ[a]`
            int_even = IntEven { dst: Out<Bool>, a: In<Int> } "{dst} = EvenQ[ {a}]";
            /// `dst = OddQ[a]`
            int_odd = IntOdd { dst: Out<Bool>, a: In<Int> } "{dst} = OddQ[ {a}]";

            // machine integers that wrap around, for "CatchMachineIntegerOverflow" -> False
            /// `dst = a + b` modulo 2^64
            int_add_wrapping = IntAddWrapping { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = {a} + {b}";
            /// `dst = a + b` modulo 2^64
            int_add_constant_wrapping = IntAddConstantWrapping { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = {a} + {b}";
            /// `dst = a - b` modulo 2^64
            int_sub_wrapping = IntSubWrapping { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = {a} - {b}";
            /// `dst = b - a` modulo 2^64
            int_constant_sub_wrapping = IntConstantSubWrapping { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = {b} - {a}";
            /// `dst = a + k` modulo 2^64 when `test`, else `dst = a`.
            int_add_constant_if_wrapping = IntAddConstantIfWrapping { dst: Out<Int>, a: In<Int>, test: In<Bool>, k: Imm<i64> } "{dst} = {a} + {k} Boole[ {test}]";
            /// `dst = a b` modulo 2^64
            int_mul_wrapping = IntMulWrapping { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = {a} * {b}";
            /// `dst = a b` modulo 2^64
            int_mul_constant_wrapping = IntMulConstantWrapping { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = {a} * {b}";
            /// `dst = a b + c` modulo 2^64
            int_mul_add_wrapping = IntMulAddWrapping { dst: Out<Int>, a: In<Int>, b: In<Int>, c: In<Int> } "{dst} = {a} * {b} + {c}";
            /// `dst = a k + c` modulo 2^64
            int_mul_constant_add_wrapping = IntMulConstantAddWrapping { dst: Out<Int>, a: In<Int>, c: In<Int>, k: Imm<i64> } "{dst} = {a} * {k} + {c}";
            /// `dst = Mod[a k + c, m]`, the sum modulo 2^64
            int_mul_constant_add_mod_constant_wrapping = IntMulConstantAddModConstantWrapping { dst: Out<Int>, a: In<Int>, c: In<Int>, k: Pool<Integer>, m: Pool<Integer> } "{dst} = Mod[ {a} * {k} + {c}, {m}]";
            /// `dst = Mod[a + b, m]`, the sum modulo 2^64
            int_add_mod_constant_wrapping = IntAddModConstantWrapping { dst: Out<Int>, a: In<Int>, b: In<Int>, m: Pool<Integer> } "{dst} = Mod[ {a} + {b}, {m}]";
            /// `dst = -a` modulo 2^64
            int_neg_wrapping = IntNegWrapping { dst: Out<Int>, a: In<Int> } "{dst} = - {a}";
            /// `dst = |a|` modulo 2^64
            int_abs_wrapping = IntAbsWrapping { dst: Out<Int>, a: In<Int> } "{dst} = Abs[ {a}]";
            /// `dst = a^2` modulo 2^64
            int_square_wrapping = IntSquareWrapping { dst: Out<Int>, a: In<Int> } "{dst} = Square[ {a}]";
            /// `dst = a^b` modulo 2^64; leaves for a negative `b` and for `0^0`.
            int_power_wrapping = IntPowerWrapping { dst: Out<Int>, a: In<Int>, b: In<Int> } "{dst} = Power[ {a}, {b}]";
            /// `dst = a^b` modulo 2^64 for `b >= 0`.
            int_power_constant_wrapping = IntPowerConstantWrapping { dst: Out<Int>, a: In<Int>, b: Imm<i64> } "{dst} = Power[ {a}, {b}]";

            // machine reals: overflow runs on as infinity; a value that does not exist leaves
            /// `dst = a + b`
            real_add = RealAdd { dst: Out<Real>, a: In<Real>, b: In<Real> } "{dst} = {a} + {b}";
            /// `dst = a + b`
            real_add_constant = RealAddConstant { dst: Out<Real>, a: In<Real>, b: Imm<f64> } "{dst} = {a} + {b}";
            /// `dst = (a + b) + c`
            real_add_3 = RealAdd3 { dst: Out<Real>, a: In<Real>, b: In<Real>, c: In<Real> } "{dst} = {a} + {b} + {c}";
            /// `dst = a - b`
            real_sub = RealSub { dst: Out<Real>, a: In<Real>, b: In<Real> } "{dst} = {a} - {b}";
            /// `dst = a - b`
            real_sub_constant = RealSubConstant { dst: Out<Real>, a: In<Real>, b: Imm<f64> } "{dst} = {a} - {b}";
            /// `dst = b - a`
            real_constant_sub = RealConstantSub { dst: Out<Real>, a: In<Real>, b: Imm<f64> } "{dst} = {b} - {a}";
            /// `dst = a b`
            real_mul = RealMul { dst: Out<Real>, a: In<Real>, b: In<Real> } "{dst} = {a} * {b}";
            /// `dst = a b`
            real_mul_constant = RealMulConstant { dst: Out<Real>, a: In<Real>, b: Imm<f64> } "{dst} = {a} * {b}";
            /// `dst = (a b) c`
            real_mul_3 = RealMul3 { dst: Out<Real>, a: In<Real>, b: In<Real>, c: In<Real> } "{dst} = {a} * {b} * {c}";
            /// `dst = a b + c`, rounded twice.
            real_mul_add = RealMulAdd { dst: Out<Real>, a: In<Real>, b: In<Real>, c: In<Real> } "{dst} = {a} * {b} + {c}";
            /// `dst = a b - c`, rounded twice.
            real_mul_sub = RealMulSub { dst: Out<Real>, a: In<Real>, b: In<Real>, c: In<Real> } "{dst} = {a} * {b} - {c}";
            /// `dst = c - a b`, rounded twice.
            real_sub_mul = RealSubMul { dst: Out<Real>, a: In<Real>, b: In<Real>, c: In<Real> } "{dst} = {c} - {a} * {b}";
            /// `dst = a k + c`, rounded twice.
            real_mul_constant_add = RealMulConstantAdd { dst: Out<Real>, a: In<Real>, c: In<Real>, k: Imm<f64> } "{dst} = {a} * {k} + {c}";
            /// `dst = a b + c d`, each product rounded.
            real_mul_add_mul = RealMulAddMul { dst: Out<Real>, a: In<Real>, b: In<Real>, c: In<Real>, d: In<Real> } "{dst} = {a} * {b} + {c} * {d}";
            /// `dst = a b - c d`, each product rounded.
            real_mul_sub_mul = RealMulSubMul { dst: Out<Real>, a: In<Real>, b: In<Real>, c: In<Real>, d: In<Real> } "{dst} = {a} * {b} - {c} * {d}";
            /// `dst = (k a) b`, rounded twice.
            real_constant_mul_mul = RealConstantMulMul { dst: Out<Real>, a: In<Real>, b: In<Real>, k: Imm<f64> } "{dst} = {k} * {a} * {b}";
            /// `dst = a / b`; leaves for `b = 0`.
            real_div = RealDiv { dst: Out<Real>, a: In<Real>, b: In<Real> } "{dst} = {a} / {b}";
            /// `dst = a / b` for `b` not 0.
            real_div_constant = RealDivConstant { dst: Out<Real>, a: In<Real>, b: Imm<f64> } "{dst} = {a} / {b}";
            /// `dst = b / a`; leaves for `a = 0`.
            real_constant_div = RealConstantDiv { dst: Out<Real>, a: In<Real>, b: Imm<f64> } "{dst} = {b} / {a}";
            /// `dst = 1 / a`; leaves for `a = 0`.
            real_reciprocal = RealReciprocal { dst: Out<Real>, a: In<Real> } "{dst} = Reciprocal[ {a}]";
            /// `dst = -a`
            real_neg = RealNeg { dst: Out<Real>, a: In<Real> } "{dst} = - {a}";
            /// `dst = |a|`
            real_abs = RealAbs { dst: Out<Real>, a: In<Real> } "{dst} = Abs[ {a}]";
            /// `dst = a` when `test`, else `dst = b`.
            real_select = RealSelect { dst: Out<Real>, test: In<Bool>, a: In<Real>, b: In<Real> } "{dst} = If[ {test}, {a}, {b}]";
            /// `dst = a a`
            real_square = RealSquare { dst: Out<Real>, a: In<Real> } "{dst} = Square[ {a}]";
            /// `dst = Sqrt[a]`; leaves for negative `a`.
            real_sqrt = RealSqrt { dst: Out<Real>, a: In<Real> } "{dst} = Sqrt[ {a}]";
            /// `dst = a^b`; leaves for `0.^0.` and where the power is not real.
            real_power = RealPower { dst: Out<Real>, a: In<Real>, b: In<Real> } "{dst} = Power[ {a}, {b}]";
            /// `dst = a^b`; leaves for `0.^0`.
            real_power_int = RealPowerInt { dst: Out<Real>, a: In<Real>, b: In<Int> } "{dst} = Power[ {a}, {b}]";
            /// `dst = a^b`; leaves for `0.^0`.
            real_power_constant = RealPowerConstant { dst: Out<Real>, a: In<Real>, b: Imm<i64> } "{dst} = Power[ {a}, {b}]";
            /// `dst = Mod[a, b]`, with the sign of `b`; leaves for `b = 0`.
            real_mod = RealMod { dst: Out<Real>, a: In<Real>, b: In<Real> } "{dst} = Mod[ {a}, {b}]";
            /// `dst = Quotient[a, b]`; leaves when it is not a machine integer.
            real_quotient = RealQuotient { dst: Out<Int>, a: In<Real>, b: In<Real> } "{dst} = Quotient[ {a}, {b}]";
            /// `dst` = the smaller
            real_min = RealMin { dst: Out<Real>, a: In<Real>, b: In<Real> } "{dst} = Min[ {a}, {b}]";
            /// `dst` = the larger
            real_max = RealMax { dst: Out<Real>, a: In<Real>, b: In<Real> } "{dst} = Max[ {a}, {b}]";
            /// `dst = Sign[a]`
            real_sign = RealSign { dst: Out<Int>, a: In<Real> } "{dst} = Sign[ {a}]";
            /// `dst = Floor[a]`; leaves when it is not a machine integer.
            real_floor = RealFloor { dst: Out<Int>, a: In<Real> } "{dst} = Floor[ {a}]";
            /// `dst = Ceiling[a]`; leaves when it is not a machine integer.
            real_ceiling = RealCeiling { dst: Out<Int>, a: In<Real> } "{dst} = Ceiling[ {a}]";
            /// `dst = Round[a]`, halves to even; leaves when it is not a machine integer.
            real_round = RealRound { dst: Out<Int>, a: In<Real> } "{dst} = Round[ {a}]";
            /// `dst = IntegerPart[a]`; leaves when it is not a machine integer.
            real_integer_part = RealIntegerPart { dst: Out<Int>, a: In<Real> } "{dst} = IntegerPart[ {a}]";
            /// `dst = FractionalPart[a]`
            real_fractional_part = RealFractionalPart { dst: Out<Real>, a: In<Real> } "{dst} = FractionalPart[ {a}]";
            /// `dst = f[a]`; leaves where the value is not a real number.
            real_function = RealFunction { dst: Out<Real>, a: In<Real>, f: Pool<Function> } "{dst} = {f}[ {a}]";
            /// `dst = f[a, b]`; leaves where the value is not a real number.
            real_function_2 = RealFunction2 { dst: Out<Real>, a: In<Real>, b: In<Real>, f: Pool<Function> } "{dst} = {f}[ {a}, {b}]";
            /// `dst = f[a]`; leaves when it is not a machine integer.
            real_to_int_function = RealToIntFunction { dst: Out<Int>, a: In<Real>, f: Pool<Function> } "{dst} = {f}[ {a}]";

            // machine complex numbers
            /// `dst = a + b`
            complex_add = ComplexAdd { dst: Out<Cplx>, a: In<Cplx>, b: In<Cplx> } "{dst} = {a} + {b}";
            /// `dst = a - b`
            complex_sub = ComplexSub { dst: Out<Cplx>, a: In<Cplx>, b: In<Cplx> } "{dst} = {a} - {b}";
            /// `dst = a b`
            complex_mul = ComplexMul { dst: Out<Cplx>, a: In<Cplx>, b: In<Cplx> } "{dst} = {a} * {b}";
            /// `dst = a / b`; leaves for `b = 0`.
            complex_div = ComplexDiv { dst: Out<Cplx>, a: In<Cplx>, b: In<Cplx> } "{dst} = {a} / {b}";
            /// `dst = -a`
            complex_neg = ComplexNeg { dst: Out<Cplx>, a: In<Cplx> } "{dst} = - {a}";
            /// `dst = 1 / a`; leaves for `a = 0`.
            complex_reciprocal = ComplexReciprocal { dst: Out<Cplx>, a: In<Cplx> } "{dst} = Reciprocal[ {a}]";
            /// `dst = a^2`
            complex_square = ComplexSquare { dst: Out<Cplx>, a: In<Cplx> } "{dst} = Square[ {a}]";
            /// `dst = a^2 + b`
            complex_square_add = ComplexSquareAdd { dst: Out<Cplx>, a: In<Cplx>, b: In<Cplx> } "{dst} = Square[ {a}] + {b}";
            /// `dst = a b + c`
            complex_mul_add = ComplexMulAdd { dst: Out<Cplx>, a: In<Cplx>, b: In<Cplx>, c: In<Cplx> } "{dst} = {a} * {b} + {c}";
            /// `dst = a b`, the real factor applied to both parts.
            complex_scale = ComplexScale { dst: Out<Cplx>, a: In<Cplx>, b: In<Real> } "{dst} = {a} * {b}";
            /// `dst = Conjugate[a]`
            complex_conjugate = ComplexConjugate { dst: Out<Cplx>, a: In<Cplx> } "{dst} = Conjugate[ {a}]";
            /// `dst = Sqrt[a]`
            complex_sqrt = ComplexSqrt { dst: Out<Cplx>, a: In<Cplx> } "{dst} = Sqrt[ {a}]";
            /// `dst = a^b`; leaves for zero to a power without positive real part.
            complex_power = ComplexPower { dst: Out<Cplx>, a: In<Cplx>, b: In<Cplx> } "{dst} = Power[ {a}, {b}]";
            /// `dst = a^b`; leaves for zero to a power that is not positive.
            complex_power_int = ComplexPowerInt { dst: Out<Cplx>, a: In<Cplx>, b: In<Int> } "{dst} = Power[ {a}, {b}]";
            /// `dst = a^b`; leaves for zero to a power that is not positive.
            complex_power_constant = ComplexPowerConstant { dst: Out<Cplx>, a: In<Cplx>, b: Imm<i64> } "{dst} = Power[ {a}, {b}]";
            /// `dst = re + I im`
            complex_make = ComplexMake { dst: Out<Cplx>, re: In<Real>, im: In<Real> } "{dst} = Complex[ {re}, {im}]";
            /// `dst = Re[a]`
            complex_re = ComplexRe { dst: Out<Real>, a: In<Cplx> } "{dst} = Re[ {a}]";
            /// `dst = Im[a]`
            complex_im = ComplexIm { dst: Out<Real>, a: In<Cplx> } "{dst} = Im[ {a}]";
            /// `dst = |a|`
            complex_abs = ComplexAbs { dst: Out<Real>, a: In<Cplx> } "{dst} = Abs[ {a}]";
            /// `dst = |a|^2`
            complex_abs_square = ComplexAbsSquare { dst: Out<Real>, a: In<Cplx> } "{dst} = AbsSquare[ {a}]";
            /// `dst = Arg[a]`
            complex_arg = ComplexArg { dst: Out<Real>, a: In<Cplx> } "{dst} = Arg[ {a}]";
            /// `dst = f[a]`; leaves where there is no value.
            complex_function = ComplexFunction { dst: Out<Cplx>, a: In<Cplx>, f: Pool<Function> } "{dst} = {f}[ {a}]";
            /// `dst = f[a, b]`; leaves where there is no value.
            complex_function_2 = ComplexFunction2 { dst: Out<Cplx>, a: In<Cplx>, b: In<Cplx>, f: Pool<Function> } "{dst} = {f}[ {a}, {b}]";
            /// `dst = f[a]`; leaves where there is no value.
            complex_to_real_function = ComplexToRealFunction { dst: Out<Real>, a: In<Cplx>, f: Pool<Function> } "{dst} = {f}[ {a}]";

            // logic and comparison
            /// `dst = !a`
            bool_not = BoolNot { dst: Out<Bool>, a: In<Bool> } "{dst} = ! {a}";
            /// `dst = a && b`
            bool_and = BoolAnd { dst: Out<Bool>, a: In<Bool>, b: In<Bool> } "{dst} = {a} && {b}";
            /// `dst = a || b`
            bool_or = BoolOr { dst: Out<Bool>, a: In<Bool>, b: In<Bool> } "{dst} = {a} || {b}";
            /// `dst = Xor[a, b]`
            bool_xor = BoolXor { dst: Out<Bool>, a: In<Bool>, b: In<Bool> } "{dst} = Xor[ {a}, {b}]";
            /// `dst = a == b`
            bool_equal = BoolEqual { dst: Out<Bool>, a: In<Bool>, b: In<Bool> } "{dst} = {a} == {b}";
            /// `dst = a == b`
            int_equal = IntEqual { dst: Out<Bool>, a: In<Int>, b: In<Int> } "{dst} = {a} == {b}";
            /// `dst = a != b`
            int_unequal = IntUnequal { dst: Out<Bool>, a: In<Int>, b: In<Int> } "{dst} = {a} != {b}";
            /// `dst = a < b`
            int_less = IntLess { dst: Out<Bool>, a: In<Int>, b: In<Int> } "{dst} = {a} < {b}";
            /// `dst = a <= b`
            int_less_equal = IntLessEqual { dst: Out<Bool>, a: In<Int>, b: In<Int> } "{dst} = {a} <= {b}";
            /// `dst = a > b`
            int_greater = IntGreater { dst: Out<Bool>, a: In<Int>, b: In<Int> } "{dst} = {a} > {b}";
            /// `dst = a >= b`
            int_greater_equal = IntGreaterEqual { dst: Out<Bool>, a: In<Int>, b: In<Int> } "{dst} = {a} >= {b}";
            /// `dst = a == b`
            int_equal_constant = IntEqualConstant { dst: Out<Bool>, a: In<Int>, b: Imm<i64> } "{dst} = {a} == {b}";
            /// `dst = a != b`
            int_unequal_constant = IntUnequalConstant { dst: Out<Bool>, a: In<Int>, b: Imm<i64> } "{dst} = {a} != {b}";
            /// `dst = a < b`
            int_less_constant = IntLessConstant { dst: Out<Bool>, a: In<Int>, b: Imm<i64> } "{dst} = {a} < {b}";
            /// `dst = a <= b`
            int_less_equal_constant = IntLessEqualConstant { dst: Out<Bool>, a: In<Int>, b: Imm<i64> } "{dst} = {a} <= {b}";
            /// `dst = a > b`
            int_greater_constant = IntGreaterConstant { dst: Out<Bool>, a: In<Int>, b: Imm<i64> } "{dst} = {a} > {b}";
            /// `dst = a >= b`
            int_greater_equal_constant = IntGreaterEqualConstant { dst: Out<Bool>, a: In<Int>, b: Imm<i64> } "{dst} = {a} >= {b}";
            /// `dst = a == b`
            real_equal = RealEqual { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} == {b}";
            /// `dst = a != b`
            real_unequal = RealUnequal { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} != {b}";
            /// `dst = a < b`
            real_less = RealLess { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} < {b}";
            /// `dst = a <= b`
            real_less_equal = RealLessEqual { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} <= {b}";
            /// `dst = a > b`
            real_greater = RealGreater { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} > {b}";
            /// `dst = a >= b`
            real_greater_equal = RealGreaterEqual { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} >= {b}";
            /// `dst = a == b`
            real_equal_constant = RealEqualConstant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} == {b}";
            /// `dst = a != b`
            real_unequal_constant = RealUnequalConstant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} != {b}";
            /// `dst = a < b`
            real_less_constant = RealLessConstant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} < {b}";
            /// `dst = a <= b`
            real_less_equal_constant = RealLessEqualConstant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} <= {b}";
            /// `dst = a > b`
            real_greater_constant = RealGreaterConstant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} > {b}";
            /// `dst = a >= b`
            real_greater_equal_constant = RealGreaterEqualConstant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} >= {b}";
            /// `dst = a == b` up to the last seven bits.
            real_equal_tolerant = RealEqualTolerant { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} == {b} (tol)";
            /// `dst = a != b` up to the last seven bits.
            real_unequal_tolerant = RealUnequalTolerant { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} != {b} (tol)";
            /// `dst = a < b` up to the last seven bits.
            real_less_tolerant = RealLessTolerant { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} < {b} (tol)";
            /// `dst = a <= b` up to the last seven bits.
            real_less_equal_tolerant = RealLessEqualTolerant { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} <= {b} (tol)";
            /// `dst = a > b` up to the last seven bits.
            real_greater_tolerant = RealGreaterTolerant { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} > {b} (tol)";
            /// `dst = a >= b` up to the last seven bits.
            real_greater_equal_tolerant = RealGreaterEqualTolerant { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} >= {b} (tol)";
            /// `dst = a == b` up to the last seven bits.
            real_equal_constant_tolerant = RealEqualConstantTolerant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} == {b} (tol)";
            /// `dst = a != b` up to the last seven bits.
            real_unequal_constant_tolerant = RealUnequalConstantTolerant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} != {b} (tol)";
            /// `dst = a < b` up to the last seven bits.
            real_less_constant_tolerant = RealLessConstantTolerant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} < {b} (tol)";
            /// `dst = a <= b` up to the last seven bits.
            real_less_equal_constant_tolerant = RealLessEqualConstantTolerant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} <= {b} (tol)";
            /// `dst = a > b` up to the last seven bits.
            real_greater_constant_tolerant = RealGreaterConstantTolerant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} > {b} (tol)";
            /// `dst = a >= b` up to the last seven bits.
            real_greater_equal_constant_tolerant = RealGreaterEqualConstantTolerant { dst: Out<Bool>, a: In<Real>, b: Imm<f64> } "{dst} = {a} >= {b} (tol)";
            /// `dst = a === b`, up to the last bit.
            real_same = RealSame { dst: Out<Bool>, a: In<Real>, b: In<Real> } "{dst} = {a} === {b}";
            /// `dst = a == b`
            complex_equal = ComplexEqual { dst: Out<Bool>, a: In<Cplx>, b: In<Cplx> } "{dst} = {a} == {b}";
            /// `dst = a == b` up to the last seven bits.
            complex_equal_tolerant = ComplexEqualTolerant { dst: Out<Bool>, a: In<Cplx>, b: In<Cplx> } "{dst} = {a} == {b} (tol)";
            /// `dst = a === b`, up to the last bit.
            complex_same = ComplexSame { dst: Out<Bool>, a: In<Cplx>, b: In<Cplx> } "{dst} = {a} === {b}";

            // control
            /// Go to `to`.
            jump = Jump { to: Target } "goto {to}";
            /// Go to `to` when `a`.
            jump_if = JumpIf { a: In<Bool>, to: Target } "if[ {a}] goto {to}";
            /// Go to `to` when not `a`.
            jump_if_not = JumpIfNot { a: In<Bool>, to: Target } "if[ !{a}] goto {to}";
            /// Give the result register to the caller.
            return_result = Return {} "Return";
            /// Leave: what the program holds cannot be computed here.
            return_error = ReturnError {} "Return Error";
            /// Go to `to` when `a == b`.
            jump_if_int_equal = JumpIfIntEqual { a: In<Int>, b: In<Int>, to: Target } "if[ {a} == {b}] goto {to}";
            /// Go to `to` when `a != b`.
            jump_if_int_unequal = JumpIfIntUnequal { a: In<Int>, b: In<Int>, to: Target } "if[ {a} != {b}] goto {to}";
            /// Go to `to` when `a < b`.
            jump_if_int_less = JumpIfIntLess { a: In<Int>, b: In<Int>, to: Target } "if[ {a} < {b}] goto {to}";
            /// Go to `to` when `a <= b`.
            jump_if_int_less_equal = JumpIfIntLessEqual { a: In<Int>, b: In<Int>, to: Target } "if[ {a} <= {b}] goto {to}";
            /// Go to `to` when `a > b`.
            jump_if_int_greater = JumpIfIntGreater { a: In<Int>, b: In<Int>, to: Target } "if[ {a} > {b}] goto {to}";
            /// Go to `to` when `a >= b`.
            jump_if_int_greater_equal = JumpIfIntGreaterEqual { a: In<Int>, b: In<Int>, to: Target } "if[ {a} >= {b}] goto {to}";
            /// Go to `to` when `a == b`.
            jump_if_int_equal_constant = JumpIfIntEqualConstant { a: In<Int>, to: Target, b: Imm<i64> } "if[ {a} == {b}] goto {to}";
            /// Go to `to` when `a != b`.
            jump_if_int_unequal_constant = JumpIfIntUnequalConstant { a: In<Int>, to: Target, b: Imm<i64> } "if[ {a} != {b}] goto {to}";
            /// Go to `to` when `a < b`.
            jump_if_int_less_constant = JumpIfIntLessConstant { a: In<Int>, to: Target, b: Imm<i64> } "if[ {a} < {b}] goto {to}";
            /// Go to `to` when `a <= b`.
            jump_if_int_less_equal_constant = JumpIfIntLessEqualConstant { a: In<Int>, to: Target, b: Imm<i64> } "if[ {a} <= {b}] goto {to}";
            /// Go to `to` when `a > b`.
            jump_if_int_greater_constant = JumpIfIntGreaterConstant { a: In<Int>, to: Target, b: Imm<i64> } "if[ {a} > {b}] goto {to}";
            /// Go to `to` when `a >= b`.
            jump_if_int_greater_equal_constant = JumpIfIntGreaterEqualConstant { a: In<Int>, to: Target, b: Imm<i64> } "if[ {a} >= {b}] goto {to}";
            /// Go to `to` when `a == b`.
            jump_if_real_equal = JumpIfRealEqual { a: In<Real>, b: In<Real>, to: Target } "if[ {a} == {b}] goto {to}";
            /// Go to `to` when `a == b`.
            jump_if_real_equal_constant = JumpIfRealEqualConstant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} == {b}] goto {to}";
            /// Go to `to` when `a != b`.
            jump_if_real_unequal = JumpIfRealUnequal { a: In<Real>, b: In<Real>, to: Target } "if[ {a} != {b}] goto {to}";
            /// Go to `to` when `a != b`.
            jump_if_real_unequal_constant = JumpIfRealUnequalConstant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} != {b}] goto {to}";
            /// Go to `to` when `a < b`.
            jump_if_real_less = JumpIfRealLess { a: In<Real>, b: In<Real>, to: Target } "if[ {a} < {b}] goto {to}";
            /// Go to `to` when `a < b`.
            jump_if_real_less_constant = JumpIfRealLessConstant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} < {b}] goto {to}";
            /// Go to `to` unless `a < b`.
            jump_unless_real_less = JumpUnlessRealLess { a: In<Real>, b: In<Real>, to: Target } "if[ !({a} < {b})] goto {to}";
            /// Go to `to` unless `a < b`.
            jump_unless_real_less_constant = JumpUnlessRealLessConstant { a: In<Real>, to: Target, b: Imm<f64> } "if[ !({a} < {b})] goto {to}";
            /// Go to `to` when `a <= b`.
            jump_if_real_less_equal = JumpIfRealLessEqual { a: In<Real>, b: In<Real>, to: Target } "if[ {a} <= {b}] goto {to}";
            /// Go to `to` when `a <= b`.
            jump_if_real_less_equal_constant = JumpIfRealLessEqualConstant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} <= {b}] goto {to}";
            /// Go to `to` unless `a <= b`.
            jump_unless_real_less_equal = JumpUnlessRealLessEqual { a: In<Real>, b: In<Real>, to: Target } "if[ !({a} <= {b})] goto {to}";
            /// Go to `to` unless `a <= b`.
            jump_unless_real_less_equal_constant = JumpUnlessRealLessEqualConstant { a: In<Real>, to: Target, b: Imm<f64> } "if[ !({a} <= {b})] goto {to}";
            /// Go to `to` when `a > b`.
            jump_if_real_greater = JumpIfRealGreater { a: In<Real>, b: In<Real>, to: Target } "if[ {a} > {b}] goto {to}";
            /// Go to `to` when `a > b`.
            jump_if_real_greater_constant = JumpIfRealGreaterConstant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} > {b}] goto {to}";
            /// Go to `to` unless `a > b`.
            jump_unless_real_greater = JumpUnlessRealGreater { a: In<Real>, b: In<Real>, to: Target } "if[ !({a} > {b})] goto {to}";
            /// Go to `to` unless `a > b`.
            jump_unless_real_greater_constant = JumpUnlessRealGreaterConstant { a: In<Real>, to: Target, b: Imm<f64> } "if[ !({a} > {b})] goto {to}";
            /// Go to `to` when `a >= b`.
            jump_if_real_greater_equal = JumpIfRealGreaterEqual { a: In<Real>, b: In<Real>, to: Target } "if[ {a} >= {b}] goto {to}";
            /// Go to `to` when `a >= b`.
            jump_if_real_greater_equal_constant = JumpIfRealGreaterEqualConstant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} >= {b}] goto {to}";
            /// Go to `to` unless `a >= b`.
            jump_unless_real_greater_equal = JumpUnlessRealGreaterEqual { a: In<Real>, b: In<Real>, to: Target } "if[ !({a} >= {b})] goto {to}";
            /// Go to `to` unless `a >= b`.
            jump_unless_real_greater_equal_constant = JumpUnlessRealGreaterEqualConstant { a: In<Real>, to: Target, b: Imm<f64> } "if[ !({a} >= {b})] goto {to}";
            /// Go to `to` when `a == b` up to the last seven bits.
            jump_if_real_equal_tolerant = JumpIfRealEqualTolerant { a: In<Real>, b: In<Real>, to: Target } "if[ {a} == {b} (tol)] goto {to}";
            /// Go to `to` when `a == b` up to the last seven bits.
            jump_if_real_equal_constant_tolerant = JumpIfRealEqualConstantTolerant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} == {b} (tol)] goto {to}";
            /// Go to `to` when `a != b` up to the last seven bits.
            jump_if_real_unequal_tolerant = JumpIfRealUnequalTolerant { a: In<Real>, b: In<Real>, to: Target } "if[ {a} != {b} (tol)] goto {to}";
            /// Go to `to` when `a != b` up to the last seven bits.
            jump_if_real_unequal_constant_tolerant = JumpIfRealUnequalConstantTolerant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} != {b} (tol)] goto {to}";
            /// Go to `to` when `a < b` up to the last seven bits.
            jump_if_real_less_tolerant = JumpIfRealLessTolerant { a: In<Real>, b: In<Real>, to: Target } "if[ {a} < {b} (tol)] goto {to}";
            /// Go to `to` when `a < b` up to the last seven bits.
            jump_if_real_less_constant_tolerant = JumpIfRealLessConstantTolerant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} < {b} (tol)] goto {to}";
            /// Go to `to` unless `a < b` up to the last seven bits.
            jump_unless_real_less_tolerant = JumpUnlessRealLessTolerant { a: In<Real>, b: In<Real>, to: Target } "if[ !({a} < {b} (tol))] goto {to}";
            /// Go to `to` unless `a < b` up to the last seven bits.
            jump_unless_real_less_constant_tolerant = JumpUnlessRealLessConstantTolerant { a: In<Real>, to: Target, b: Imm<f64> } "if[ !({a} < {b} (tol))] goto {to}";
            /// Go to `to` when `a <= b` up to the last seven bits.
            jump_if_real_less_equal_tolerant = JumpIfRealLessEqualTolerant { a: In<Real>, b: In<Real>, to: Target } "if[ {a} <= {b} (tol)] goto {to}";
            /// Go to `to` when `a <= b` up to the last seven bits.
            jump_if_real_less_equal_constant_tolerant = JumpIfRealLessEqualConstantTolerant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} <= {b} (tol)] goto {to}";
            /// Go to `to` unless `a <= b` up to the last seven bits.
            jump_unless_real_less_equal_tolerant = JumpUnlessRealLessEqualTolerant { a: In<Real>, b: In<Real>, to: Target } "if[ !({a} <= {b} (tol))] goto {to}";
            /// Go to `to` unless `a <= b` up to the last seven bits.
            jump_unless_real_less_equal_constant_tolerant = JumpUnlessRealLessEqualConstantTolerant { a: In<Real>, to: Target, b: Imm<f64> } "if[ !({a} <= {b} (tol))] goto {to}";
            /// Go to `to` when `a > b` up to the last seven bits.
            jump_if_real_greater_tolerant = JumpIfRealGreaterTolerant { a: In<Real>, b: In<Real>, to: Target } "if[ {a} > {b} (tol)] goto {to}";
            /// Go to `to` when `a > b` up to the last seven bits.
            jump_if_real_greater_constant_tolerant = JumpIfRealGreaterConstantTolerant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} > {b} (tol)] goto {to}";
            /// Go to `to` unless `a > b` up to the last seven bits.
            jump_unless_real_greater_tolerant = JumpUnlessRealGreaterTolerant { a: In<Real>, b: In<Real>, to: Target } "if[ !({a} > {b} (tol))] goto {to}";
            /// Go to `to` unless `a > b` up to the last seven bits.
            jump_unless_real_greater_constant_tolerant = JumpUnlessRealGreaterConstantTolerant { a: In<Real>, to: Target, b: Imm<f64> } "if[ !({a} > {b} (tol))] goto {to}";
            /// Go to `to` when `a >= b` up to the last seven bits.
            jump_if_real_greater_equal_tolerant = JumpIfRealGreaterEqualTolerant { a: In<Real>, b: In<Real>, to: Target } "if[ {a} >= {b} (tol)] goto {to}";
            /// Go to `to` when `a >= b` up to the last seven bits.
            jump_if_real_greater_equal_constant_tolerant = JumpIfRealGreaterEqualConstantTolerant { a: In<Real>, to: Target, b: Imm<f64> } "if[ {a} >= {b} (tol)] goto {to}";
            /// Go to `to` unless `a >= b` up to the last seven bits.
            jump_unless_real_greater_equal_tolerant = JumpUnlessRealGreaterEqualTolerant { a: In<Real>, b: In<Real>, to: Target } "if[ !({a} >= {b} (tol))] goto {to}";
            /// Go to `to` unless `a >= b` up to the last seven bits.
            jump_unless_real_greater_equal_constant_tolerant = JumpUnlessRealGreaterEqualConstantTolerant { a: In<Real>, to: Target, b: Imm<f64> } "if[ !({a} >= {b} (tol))] goto {to}";
            /// Go to `to` when `a` is even.
            jump_if_int_even = JumpIfIntEven { a: In<Int>, to: Target } "if[ EvenQ[ {a}]] goto {to}";
            /// Go to `to` when `a` is odd.
            jump_if_int_odd = JumpIfIntOdd { a: In<Int>, to: Target } "if[ OddQ[ {a}]] goto {to}";
            /// `i = i + 1`, then go to `to` when `i <= limit`; `i` stops at `limit` + 1 or leaves.
            int_increment_jump_if_less_equal = IntIncrementJumpIfLessEqual { i: InOut<Int>, limit: In<Int>, to: Target } "if[ ++ {i} <= {limit}] goto {to}";
            /// `i = i + 1`, then go to `to` when `i <= limit`.
            int_increment_jump_if_less_equal_constant = IntIncrementJumpIfLessEqualConstant { i: InOut<Int>, to: Target, limit: Imm<i64> } "if[ ++ {i} <= {limit}] goto {to}";
            /// `i = i + step`, then go to `to` when `i <= limit`.
            int_step_jump_if_less_equal = IntStepJumpIfLessEqual { i: InOut<Int>, step: In<Int>, limit: In<Int>, to: Target } "if[ ({i} += {step}) <= {limit}] goto {to}";

            // calls
            /// Calls a function of this program.
            call = Call { call: Pool<Call> } "{call}";
            /// Calls another compiled function without the evaluator.
            call_compiled = CallCompiled { call: Pool<CompiledCall> } "{call}";
            /// Calls the evaluator.
            main_evaluate = MainEvaluate { call: Pool<External> } "{call}";
            /// Calls a whole-array operation.
            kernel_call = KernelCall { call: Pool<KernelCall> } "{call}";
            /// Computes an elementwise expression over arrays of one shape, in blocks; leaves where an element has no value.
            tensor_block = TensorBlock { block: Pool<Block> } "{block}";

            // parts of arrays: indices count from 1, negative ones from the end; a part that is not there leaves
            /// `dst = a[[i]]`
            int_get_1 = IntGet1 { dst: Out<Int>, a: In<Ints<1>>, i: In<Int> } "{dst} = Part[ {a}, {i}]";
            /// `dst = a[[i]]`
            int_get_1_constant = IntGet1Constant { dst: Out<Int>, a: In<Ints<1>>, i: Imm<i64> } "{dst} = Part[ {a}, {i}]";
            /// `dst = a[[i + di]]`
            int_get_1_offset = IntGet1Offset { dst: Out<Int>, a: In<Ints<1>>, i: In<Int>, di: Imm<i16> } "{dst} = Part[ {a}, {i}{di}]";
            /// `dst = a[[i, j]]`
            int_get_2 = IntGet2 { dst: Out<Int>, a: In<Ints<2>>, i: In<Int>, j: In<Int> } "{dst} = Part[ {a}, {i}, {j}]";
            /// `dst = a[[i + di, j + dj]]`
            int_get_2_offset = IntGet2Offset { dst: Out<Int>, a: In<Ints<2>>, i: In<Int>, j: In<Int>, di: Imm<i16>, dj: Imm<i16> } "{dst} = Part[ {a}, {i}{di}, {j}{dj}]";
            /// `dst = a[[i, j, …]]`, as many indices as levels.
            int_get_n = IntGetN { dst: Out<Int>, a: In<Ints<0>>, at: Pool<Registers> } "{dst} = Part[ {a}, {at}]";
            /// `dst` = element `i` of all elements in row-major order; for indices known to be good.
            int_get_flat = IntGetFlat { dst: Out<Int>, a: In<Ints<0>>, i: In<Int> } "{dst} = GetElement[ {a}, {i}]";
            /// `a[[i]] = value`
            int_set_1 = IntSet1 { a: InOut<Ints<1>>, i: In<Int>, value: In<Int> } "Part[ {a}, {i}] = {value}";
            /// `a[[i]] = value`
            int_set_1_constant = IntSet1Constant { a: InOut<Ints<1>>, value: In<Int>, i: Imm<i64> } "Part[ {a}, {i}] = {value}";
            /// `a[[i + di]] = value`
            int_set_1_offset = IntSet1Offset { a: InOut<Ints<1>>, i: In<Int>, di: Imm<i16>, value: In<Int> } "Part[ {a}, {i}{di}] = {value}";
            /// `a[[i, j]] = value`
            int_set_2 = IntSet2 { a: InOut<Ints<2>>, i: In<Int>, j: In<Int>, value: In<Int> } "Part[ {a}, {i}, {j}] = {value}";
            /// `a[[i + di, j + dj]] = value`
            int_set_2_offset = IntSet2Offset { a: InOut<Ints<2>>, i: In<Int>, j: In<Int>, di: Imm<i16>, dj: Imm<i16>, value: In<Int> } "Part[ {a}, {i}{di}, {j}{dj}] = {value}";
            /// `a[[i, j, …]] = value`, as many indices as levels.
            int_set_n = IntSetN { a: InOut<Ints<0>>, value: In<Int>, at: Pool<Registers> } "Part[ {a}, {at}] = {value}";
            /// Element `i` of all elements in row-major order becomes `value`; for indices known to be good.
            int_set_flat = IntSetFlat { a: InOut<Ints<0>>, i: In<Int>, value: In<Int> } "Element[ {a}, {i}] = {value}";
            /// `dst = a[[i]]`
            real_get_1 = RealGet1 { dst: Out<Real>, a: In<Reals<1>>, i: In<Int> } "{dst} = Part[ {a}, {i}]";
            /// `dst = a[[i]]`
            real_get_1_constant = RealGet1Constant { dst: Out<Real>, a: In<Reals<1>>, i: Imm<i64> } "{dst} = Part[ {a}, {i}]";
            /// `dst = a[[i + di]]`
            real_get_1_offset = RealGet1Offset { dst: Out<Real>, a: In<Reals<1>>, i: In<Int>, di: Imm<i16> } "{dst} = Part[ {a}, {i}{di}]";
            /// `dst = a[[i, j]]`
            real_get_2 = RealGet2 { dst: Out<Real>, a: In<Reals<2>>, i: In<Int>, j: In<Int> } "{dst} = Part[ {a}, {i}, {j}]";
            /// `dst = a[[i + di, j + dj]]`
            real_get_2_offset = RealGet2Offset { dst: Out<Real>, a: In<Reals<2>>, i: In<Int>, j: In<Int>, di: Imm<i16>, dj: Imm<i16> } "{dst} = Part[ {a}, {i}{di}, {j}{dj}]";
            /// `dst = a[[i, j, …]]`, as many indices as levels.
            real_get_n = RealGetN { dst: Out<Real>, a: In<Reals<0>>, at: Pool<Registers> } "{dst} = Part[ {a}, {at}]";
            /// `dst` = element `i` of all elements in row-major order; for indices known to be good.
            real_get_flat = RealGetFlat { dst: Out<Real>, a: In<Reals<0>>, i: In<Int> } "{dst} = GetElement[ {a}, {i}]";
            /// `a[[i]] = value`
            real_set_1 = RealSet1 { a: InOut<Reals<1>>, i: In<Int>, value: In<Real> } "Part[ {a}, {i}] = {value}";
            /// `a[[i]] = value`
            real_set_1_constant = RealSet1Constant { a: InOut<Reals<1>>, value: In<Real>, i: Imm<i64> } "Part[ {a}, {i}] = {value}";
            /// `a[[i + di]] = value`
            real_set_1_offset = RealSet1Offset { a: InOut<Reals<1>>, i: In<Int>, di: Imm<i16>, value: In<Real> } "Part[ {a}, {i}{di}] = {value}";
            /// `a[[i, j]] = value`
            real_set_2 = RealSet2 { a: InOut<Reals<2>>, i: In<Int>, j: In<Int>, value: In<Real> } "Part[ {a}, {i}, {j}] = {value}";
            /// `a[[i + di, j + dj]] = value`
            real_set_2_offset = RealSet2Offset { a: InOut<Reals<2>>, i: In<Int>, j: In<Int>, di: Imm<i16>, dj: Imm<i16>, value: In<Real> } "Part[ {a}, {i}{di}, {j}{dj}] = {value}";
            /// `a[[i, j, …]] = value`, as many indices as levels.
            real_set_n = RealSetN { a: InOut<Reals<0>>, value: In<Real>, at: Pool<Registers> } "Part[ {a}, {at}] = {value}";
            /// Element `i` of all elements in row-major order becomes `value`; for indices known to be good.
            real_set_flat = RealSetFlat { a: InOut<Reals<0>>, i: In<Int>, value: In<Real> } "Element[ {a}, {i}] = {value}";
            /// Draws a normal number from the Mersenne Twister whose state begins at part `at`; the number is put after the state.
            reals_mersenne_normal = RealsMersenneNormal { a: InOut<Reals<1>>, at: Imm<i64> } "MersenneNormal[ {a}, {at}]";
            /// Draws a uniform number from the Mersenne Twister whose state begins at part `at`; the number is put after the state.
            reals_mersenne_uniform = RealsMersenneUniform { a: InOut<Reals<1>>, at: Imm<i64> } "MersenneUniform[ {a}, {at}]";
            /// Draws a normal number from the Philox generator whose state begins at part `at`; the number is put after the state.
            reals_philox_normal = RealsPhiloxNormal { a: InOut<Reals<1>>, at: Imm<i64> } "PhiloxNormal[ {a}, {at}]";
            /// Draws a uniform number from the Philox generator whose state begins at part `at`; the number is put after the state.
            reals_philox_uniform = RealsPhiloxUniform { a: InOut<Reals<1>>, at: Imm<i64> } "PhiloxUniform[ {a}, {at}]";
            /// `a = b`, in the place that `a` has when it is as long and nobody else holds it.
            reals_restore = RealsRestore { a: InOut<Reals<1>>, b: In<Reals<1>> } "{a} = Restored[ {b}]";
            /// `dst = a[[i]]`
            complex_get_1 = ComplexGet1 { dst: Out<Cplx>, a: In<Cplxs<1>>, i: In<Int> } "{dst} = Part[ {a}, {i}]";
            /// `dst = a[[i]]`
            complex_get_1_constant = ComplexGet1Constant { dst: Out<Cplx>, a: In<Cplxs<1>>, i: Imm<i64> } "{dst} = Part[ {a}, {i}]";
            /// `dst = a[[i + di]]`
            complex_get_1_offset = ComplexGet1Offset { dst: Out<Cplx>, a: In<Cplxs<1>>, i: In<Int>, di: Imm<i16> } "{dst} = Part[ {a}, {i}{di}]";
            /// `dst = a[[i, j]]`
            complex_get_2 = ComplexGet2 { dst: Out<Cplx>, a: In<Cplxs<2>>, i: In<Int>, j: In<Int> } "{dst} = Part[ {a}, {i}, {j}]";
            /// `dst = a[[i + di, j + dj]]`
            complex_get_2_offset = ComplexGet2Offset { dst: Out<Cplx>, a: In<Cplxs<2>>, i: In<Int>, j: In<Int>, di: Imm<i16>, dj: Imm<i16> } "{dst} = Part[ {a}, {i}{di}, {j}{dj}]";
            /// `dst = a[[i, j, …]]`, as many indices as levels.
            complex_get_n = ComplexGetN { dst: Out<Cplx>, a: In<Cplxs<0>>, at: Pool<Registers> } "{dst} = Part[ {a}, {at}]";
            /// `dst` = element `i` of all elements in row-major order; for indices known to be good.
            complex_get_flat = ComplexGetFlat { dst: Out<Cplx>, a: In<Cplxs<0>>, i: In<Int> } "{dst} = GetElement[ {a}, {i}]";
            /// `a[[i]] = value`
            complex_set_1 = ComplexSet1 { a: InOut<Cplxs<1>>, i: In<Int>, value: In<Cplx> } "Part[ {a}, {i}] = {value}";
            /// `a[[i]] = value`
            complex_set_1_constant = ComplexSet1Constant { a: InOut<Cplxs<1>>, value: In<Cplx>, i: Imm<i64> } "Part[ {a}, {i}] = {value}";
            /// `a[[i + di]] = value`
            complex_set_1_offset = ComplexSet1Offset { a: InOut<Cplxs<1>>, i: In<Int>, di: Imm<i16>, value: In<Cplx> } "Part[ {a}, {i}{di}] = {value}";
            /// `a[[i, j]] = value`
            complex_set_2 = ComplexSet2 { a: InOut<Cplxs<2>>, i: In<Int>, j: In<Int>, value: In<Cplx> } "Part[ {a}, {i}, {j}] = {value}";
            /// `a[[i + di, j + dj]] = value`
            complex_set_2_offset = ComplexSet2Offset { a: InOut<Cplxs<2>>, i: In<Int>, j: In<Int>, di: Imm<i16>, dj: Imm<i16>, value: In<Cplx> } "Part[ {a}, {i}{di}, {j}{dj}] = {value}";
            /// `a[[i, j, …]] = value`, as many indices as levels.
            complex_set_n = ComplexSetN { a: InOut<Cplxs<0>>, value: In<Cplx>, at: Pool<Registers> } "Part[ {a}, {at}] = {value}";
            /// Element `i` of all elements in row-major order becomes `value`; for indices known to be good.
            complex_set_flat = ComplexSetFlat { a: InOut<Cplxs<0>>, i: In<Int>, value: In<Cplx> } "Element[ {a}, {i}] = {value}";

            // arrays
            /// `dst = Length[a]`
            tensor_length = TensorLength { dst: Out<Int>, a: In<Any> } "{dst} = Length[ {a}]";
            /// `dst = Dimensions[a]`
            tensor_dimensions = TensorDimensions { dst: Out<Ints<1>>, a: In<Any> } "{dst} = Dimensions[ {a}]";
            /// `dst` = zeros of these dimensions. A negative dimension counts as 0.
            tensor_make = TensorMake { dst: Out<Any>, dims: Pool<Registers> } "{dst} = Table[ {dims}]";
            /// `dst = {items…}`: numbers of the element type, or arrays of one shape.
            tensor_list = TensorList { dst: Out<Any>, items: Pool<Registers> } "{dst} = {{items}}";
            /// `dst = a[[i]]` of one rank less.
            tensor_row = TensorRow { dst: Out<Any>, a: In<Any>, i: In<Int> } "{dst} = Part[ {a}, {i}]";
            /// `a[[i]] = value`, `value` of one rank less and of the same dimensions, or a number in every place.
            tensor_set_row = TensorSetRow { a: InOut<Any>, i: In<Int>, value: In<Any> } "Part[ {a}, {i}] = {value}";
            /// Row `i` of `count` equal rows becomes `value`; the first row makes the array. Rows of other dimensions leave.
            tensor_table_row = TensorTableRow { a: InOut<Any>, i: In<Int>, count: In<Int>, value: In<Any> } "Element[ {a}, {i}] = {value} (of {count})";
            /// `dst = a` with elements widened to the element type of `dst`.
            tensor_widen = TensorWiden { dst: Out<Any>, a: In<Any> } "{dst} = {a}";
        }
    };
}
