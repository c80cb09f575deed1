//! What kind of argument a function wants at which position, and what it says to one of another kind.
//!
//! A built-in function that can do nothing with its arguments leaves the call as it is. If it has not said why, the table
//! is looked up: the first argument that is of none of the kinds wanted is told of. Symbols and calls that may get a value
//! later are wrong only where the language says so, which is where a list, a string or a normal expression is wanted.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;

use super::Evaluator;
use super::pattern::is_option;
use crate::expr::{Expr, Normal};
use crate::symbol::Symbol;

/// What a message is told, in the order of its text.
#[derive(Clone, Copy)]
enum Told {
    Argument,
    Call,
    ArgumentPlace,
    ArgumentPlaceCall,
    ArgumentCall,
    CallPlace,
    PlaceCall,
}

/// A kind of argument: the message for others, what that is told, and which they are.
#[derive(Clone, Copy)]
struct Kind {
    tag: &'static str,
    told: Told,
    wrong: fn(&Expr) -> bool,
}

const fn kind(tag: &'static str, told: Told, wrong: fn(&Expr) -> bool) -> Kind {
    Kind { tag, told, wrong }
}

const STRING: Kind = kind("string", Told::PlaceCall, |e| !is_string(e));
const STRINGS: Kind = kind("strse", Told::PlaceCall, |e| {
    !is_string(e) && !e.elements().is_some_and(|l| l.iter().all(is_string))
});
const SYMBOL: Kind =
    kind("ssle", Told::CallPlace, |e| is_atom(e) && !is_string(e) && !matches!(e, Expr::Symbol(_)));
const LIST: Kind = kind("list", Told::CallPlace, |e| !e.is_list() && !matches!(e, Expr::Association(_)));
const NORMAL: Kind = kind("normal", Told::PlaceCall, is_atom);
const RULES: Kind = kind("invrl", Told::Argument, is_atom);
const INTEGER: Kind = kind("int", Told::CallPlace, |e| is_known(e) && !is_integer(e));
const COUNT: Kind = kind("intnm", Told::CallPlace, |e| is_known(e) && !is_at_least(e, 0));
const POSITIVE: Kind = kind("intpm", Told::CallPlace, |e| is_known(e) && !is_at_least(e, 1));
const NATURAL: Kind = kind("intpp", Told::Call, |e| is_known(e) && !is_at_least(e, 1));
const EXACT: Kind =
    kind("exact", Told::ArgumentCall, |e| matches!(e, Expr::Real(_) | Expr::BigReal(_)) || is_string(e));
const BASE: Kind = kind("ibase", Told::Argument, |e| is_known(e) && !is_at_least(e, 2));
const MATRIX: Kind = kind("matrix", Told::ArgumentPlace, |e| is_known(e) && !is_matrix(e));
const SQUARE: Kind = kind("matsq", Told::ArgumentPlace, |e| is_known(e) && !is_square(e));
const DATE: Kind = kind("arg", Told::Argument, is_known);
const SOME_REAL: Kind =
    kind("realprm", Told::ArgumentPlaceCall, |e| is_known(e) && e.is_number() && real(e).is_none());
const SOME_POSITIVE: Kind =
    kind("posprm", Told::ArgumentPlaceCall, |e| e.is_number() && !real(e).is_some_and(|x| x > 0.));
const PROBABILITY: Kind = kind("probprm", Told::ArgumentPlaceCall, |e| {
    e.is_number() && !real(e).is_some_and(|p| (0. ..=1.).contains(&p))
});
const PART_OF_ONE: Kind =
    kind("nquan", Told::Argument, |e| is_string(e) || real(e).is_some_and(|q| !(0. ..=1.).contains(&q)));
const DATA: Kind = kind("rectt", Told::PlaceCall, |e| is_known(e) && !(e.is_list() && e.length() > 0));
const VARIABLE: Kind = kind("ivar", Told::Argument, |e| is_string(e) || e.is_number());
const PERMUTATION: Kind = kind("perm", Told::Argument, |e| is_string(e) || e.is_number());
const NORMED: Kind = kind("nvm", Told::Argument, |e| is_string(e) || matches!(e, Expr::Association(_)));
const SERIES: Kind = kind("fftl", Told::Argument, |e| {
    is_known(e) && !(e.length() > 0 && e.elements().is_some_and(|l| !l.iter().any(is_string)))
});

/// Which position of the arguments: `EVERY` one of them, or one counted from 1.
const EVERY: usize = 0;

/// Kind, position, functions.
#[rustfmt::skip]
const WANTED: &[(Kind, usize, &str)] = &[
    (STRING, 1, "RemoveDiacritics AlphabeticOrder BaseDecode CharacterCounts FromRomanNumeral ImportString LetterCounts LetterNumber \
        StringReplacePart StringToByteArray SyntaxQ TextSentences TextWords URLDecode WordCount"),
    (STRING, 2, "AlphabeticOrder StringReplacePart"),
    (STRINGS, 1, "StringExtract StringTakeDrop"),
    (SYMBOL, 1, "Context"),
    (LIST, 1, "AlphabeticSort CountDistinct CountDistinctBy FromCoefficientRules WarpingDistance ArrayFlatten ArrayPad ArrayReshape AssociationThread BinCounts BinLists Catenate ChineseRemainder \
        Commonest ContainsAll ContainsAny ContainsExactly ContainsNone ContainsOnly CoordinateBoundingBox CoordinateBounds \
        CorrelationFunction Counts CountsBy CovarianceFunction DeleteAdjacentDuplicates DeleteMissing DiagonalMatrix \
        Differences DistanceMatrix Downsample ExponentialMovingAverage FindPeaks FindRepeat FindTransientRepeat \
        FromContinuedFraction FromPolarCoordinates FromSphericalCoordinates FrobeniusNumber FrobeniusSolve GroupBy \
        LexicographicSort LinearRecurrence ListConvolve ListCorrelate MaxFilter MeanFilter MedianFilter MinFilter \
        MovingAverage MovingMedian NumberCompose PositionIndex PositionLargest PositionSmallest Ratios Riffle \
        SequenceCases SequenceCount SequencePosition SequenceReplace SequenceSplit SubsetCases \
        ToPolarCoordinates ToSphericalCoordinates Upsample VandermondeMatrix"),
    (LIST, EVERY, "MatchingDissimilarity RogersTanimotoDissimilarity RussellRaoDissimilarity SokalSneathDissimilarity \
        YuleDissimilarity"),
    (LIST, 2, "ArrayFilter ArrayReduce NumberDecompose WarpingDistance AssociationMap BlockMap AssociationThread ChineseRemainder ComapApply ContainsAll ContainsAny \
        ContainsExactly ContainsNone ContainsOnly ListConvolve ListCorrelate MovingMap PowerSymmetricPolynomial \
        SubsetMap SymmetricPolynomial"),
    (NORMAL, EVERY, "DisjointQ IntersectingQ Join SubsetQ UniqueElements"),
    (NORMAL, 1, "FlattenAt LengthWhile Nearest NumericalSort OrderingBy Permute ReplaceAt TakeList TakeWhile TensorTranspose"),
    (NORMAL, 2, "Inner Outer"),
    (NORMAL, 3, "FoldPair FoldPairList FoldWhile FoldWhileList Inner Outer SequenceFold SequenceFoldList"),
    (RULES, 1, "KeyComplement KeyExistsQ KeyIntersection KeySortBy KeyUnion Merge"),
    (RULES, 2, "KeyValueMap"),
    (INTEGER, EVERY, "BitAnd BitOr BitXor ExtendedGCD PowerMod"),
    (INTEGER, 1, "BitClear BitFlip BitGet BitLength BitNot BitSet BitShiftLeft BitShiftRight CarmichaelLambda DigitCount \
        DigitSum Divisors EulerPhi FareySequence IntegerDigits IntegerExponent IntegerLength IntegerName \
        IntegerPartitions IntegerReverse JacobiSymbol KroneckerSymbol LiouvilleLambda MangoldtLambda MoebiusMu \
        MultiplicativeOrder PartitionsP PartitionsQ PowersRepresentations PrimeNu PrimeOmega PrimitiveRoot \
        PrimitiveRootList RamanujanTau RomanNumeral RudinShapiro SquaresR ThueMorse"),
    (INTEGER, 2, "RankedMax RankedMin BitClear BitFlip BitGet BitSet BitShiftLeft BitShiftRight DivisorSigma JacobiSymbol KroneckerSymbol \
        MultiplicativeOrder NextPrime PowersRepresentations SquaresR"),
    (COUNT, 1, "BellB EulerE LeviCivitaTensor StirlingS1 StirlingS2"),
    (COUNT, 2, "Differences Permutations StirlingS1 StirlingS2 TakeLargest TakeSmallest"),
    (POSITIVE, 1, "MersennePrimeExponent PerfectNumber FourierMatrix HadamardMatrix PascalMatrix RandomPermutation UnitVector"),
    (POSITIVE, 3, "BlockMap"),
    (POSITIVE, 4, "BlockMap"),
    (POSITIVE, 2, "MovingAverage MovingMedian Subdivide"),
    (COUNT, 3, "SubstitutionSystem"),
    (NATURAL, 1, "Prime"),
    (EXACT, EVERY, "CoprimeQ GCD LCM"),
    (EXACT, 1, "FactorInteger"),
    (BASE, 2, "DigitCount DigitSum IntegerDigits IntegerLength IntegerReverse RealDigits"),
    (MATRIX, 1, "Diagonal HermiteDecomposition LinearSolve LowerTriangularize Minors Orthogonalize PrincipalComponents \
        UpperTriangularize"),
    (SQUARE, 1, "CofactorMatrix MatrixLog"),
    (SQUARE, 2, "MatrixFunction"),
    (DATE, 1, "AbsoluteTime DateDifference DateList DatePlus DateString DayCount DayName JulianDate LeapYearQ \
        UnixTime"),
    (DATE, 2, "DateDifference DayCount"),
    (SOME_REAL, 1, "CauchyDistribution ExtremeValueDistribution GumbelDistribution LaplaceDistribution LogisticDistribution \
        LogNormalDistribution NormalDistribution"),
    (SOME_POSITIVE, 1, "BetaDistribution ChiDistribution ChiSquareDistribution ErlangDistribution ExponentialDistribution \
        FRatioDistribution GammaDistribution HalfNormalDistribution InverseGammaDistribution MaxwellDistribution \
        NegativeBinomialDistribution ParetoDistribution PoissonDistribution RayleighDistribution StudentTDistribution \
        WeibullDistribution"),
    (SOME_POSITIVE, 2, "BetaDistribution CauchyDistribution ErlangDistribution ExtremeValueDistribution FRatioDistribution \
        GammaDistribution GumbelDistribution InverseGammaDistribution LaplaceDistribution LogisticDistribution \
        LogNormalDistribution NormalDistribution ParetoDistribution WeibullDistribution"),
    (PROBABILITY, 1, "BernoulliDistribution GeometricDistribution"),
    (PROBABILITY, 2, "BinomialDistribution NegativeBinomialDistribution"),
    (PART_OF_ONE, 2, "Quantile"),
    (DATA, 1, "KendallTau QuartileDeviation SpearmanRho TrimmedMean WinsorizedMean"),
    (DATA, 2, "KendallTau SpearmanRho"),
    (VARIABLE, 2, "Discriminant NSolve Solve"),
    (VARIABLE, 3, "PolynomialQuotient PolynomialQuotientRemainder PolynomialRemainder Resultant"),
    (PERMUTATION, 1, "FindPermutation InversePermutation PermutationCycles PermutationLength PermutationList PermutationMax \
        PermutationMin PermutationOrder PermutationPower PermutationSupport"),
    (PERMUTATION, EVERY, "PermutationProduct"),
    (PERMUTATION, 2, "PermutationReplace Permute"),
    (NORMED, 1, "Norm"),
    (SERIES, 1, "Fourier FourierDCT FourierDST InverseFourier"),
];

/// What each function wants: kinds with their positions.
static WANTS: LazyLock<FxHashMap<Symbol, Vec<(Kind, usize)>>> = LazyLock::new(|| {
    let mut wants: FxHashMap<Symbol, Vec<(Kind, usize)>> = FxHashMap::default();
    for (kind, place, functions) in WANTED {
        for function in functions.split_whitespace() {
            wants.entry(Symbol::new(function)).or_default().push((*kind, *place));
        }
    }
    wants
});

impl Evaluator {
    /// Tells of the first argument of a call that its function can do nothing with; whether there is one.
    #[cold]
    pub(super) fn tell_wrong_kind(&mut self, call: &Arc<Normal>) -> bool {
        let Some(function) = call.head_symbol() else { return false };
        let Some(wants) = WANTS.get(&function) else { return false };
        if super::operator_forms::is_form(function, call.args.len()) {
            return false;
        }
        for (at, arg) in call.args.iter().enumerate() {
            if at > 0 && is_option(arg) {
                continue;
            }
            let wrong =
                |(kind, place): &&(Kind, usize)| (*place == EVERY || *place == at + 1) && (kind.wrong)(arg);
            let Some((kind, _)) = wants.iter().find(wrong) else { continue };
            let place = Expr::Integer(i64::try_from(at + 1).unwrap_or(i64::MAX));
            let whole = Expr::Normal(Arc::clone(call));
            let told = match kind.told {
                Told::Argument => vec![arg.clone()],
                Told::Call => vec![whole],
                Told::ArgumentPlace => vec![arg.clone(), place],
                Told::ArgumentPlaceCall => vec![arg.clone(), place, whole],
                Told::ArgumentCall => vec![arg.clone(), whole],
                Told::CallPlace => vec![whole, place],
                Told::PlaceCall => vec![place, whole],
            };
            self.message(function, kind.tag, &told);
            return true;
        }
        false
    }
}

fn is_string(expr: &Expr) -> bool {
    matches!(expr, Expr::String(_))
}

fn is_atom(expr: &Expr) -> bool {
    !matches!(expr, Expr::Normal(_) | Expr::Array(_) | Expr::Association(_))
}

/// Numbers, strings and lists: nothing that may get another value later.
fn is_known(expr: &Expr) -> bool {
    is_string(expr) || expr.is_number() || expr.is_list()
}

fn is_integer(expr: &Expr) -> bool {
    matches!(expr, Expr::Integer(_) | Expr::BigInteger(_))
}

/// A machine-sized integer not below a bound.
fn is_at_least(expr: &Expr, least: i64) -> bool {
    match expr {
        Expr::Integer(n) => *n >= least,
        Expr::BigInteger(n) => **n > crate::number::BigInteger::ZERO,
        _ => false,
    }
}

/// The machine value of an explicit real number.
fn real(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::Complex(_) => None,
        number if number.is_number() => Some(crate::number::to_f64(number)),
        _ => None,
    }
}

fn rows_of(expr: &Expr) -> Option<Vec<usize>> {
    let rows = expr.elements()?;
    rows.iter().map(|row| row.is_list().then(|| row.length())).collect()
}

fn is_matrix(expr: &Expr) -> bool {
    rows_of(expr)
        .is_some_and(|rows| !rows.is_empty() && rows[0] > 0 && rows.iter().all(|row| *row == rows[0]))
}

fn is_square(expr: &Expr) -> bool {
    is_matrix(expr) && rows_of(expr).is_some_and(|rows| rows.len() == rows[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_functions_that_are_there_want_something() {
        let known = |name: &str| {
            crate::eval::builtins::TABLES.iter().any(|table| table.iter().any(|row| row.name == name))
        };
        // Those of the numerical methods stand in tables of another crate.
        let elsewhere = ["Fourier", "InverseFourier"];
        for (_, _, functions) in WANTED {
            for function in functions.split_whitespace() {
                assert!(known(function) || elsewhere.contains(&function), "{function} is in no table");
            }
        }
    }
}
