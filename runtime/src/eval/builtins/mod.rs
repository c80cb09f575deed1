//! Built-in functions by topic: each file has one table, `ROWS`.

mod algebra;
pub mod arithmetic;
mod arrays;
mod assignment;
mod associations;
mod binary;
pub mod calculus;
mod calendar;
mod change;
mod choices;
pub mod compare;
mod complex_parts;
mod compress;
pub mod constants;
mod control;
mod criteria;
mod date_text;
pub(in crate::eval) mod dates;
mod decompositions;
mod derivatives;
mod distances;
mod effects;
pub mod elementary;
mod elimination;
mod encodings;
mod files;
mod folders;
mod formula;
mod functional;
mod generators;
mod groups;
mod hash;
mod heads;
mod import_export;
mod infinities;
pub mod integer;
pub mod intervals;
mod inverses;
mod linear;
pub mod linear_solve;
mod logic;
mod matrices;
pub mod output;
mod packages;
mod packed;
mod padding;
mod part_changes;
mod parts;
mod patterns;
pub mod precision;
mod products;
mod random;
mod rational_functions;
mod reading;
mod record_kinds;
mod records;
mod regularized;
mod repeated;
pub mod rounding;
mod scoping;
mod sets;
mod shape;
pub(in crate::eval) mod showing;
mod similarity;
mod sorting;
mod special;
mod special_functions;
mod spectra;
mod spectra_exact;
mod statistics;
mod steps;
mod streams;
mod strings;
mod sums;
mod surd;
mod symbols;
pub mod system;
mod totals;
mod transforms;
pub mod written;

use super::Builtin;

/// All tables of this crate, one a line so that additions made side by side merge.
pub const TABLES: &[&[Builtin]] = &[
    algebra::ROWS,
    arithmetic::ROWS,
    arrays::ROWS,
    assignment::ROWS,
    associations::ROWS,
    super::automatic::ROWS,
    binary::ROWS,
    calculus::ROWS,
    change::ROWS,
    choices::ROWS,
    compare::INEQUALITY_ROWS,
    compare::ROWS,
    compare::SIGN_ROWS,
    compress::ROWS,
    control::ROWS,
    criteria::ROWS,
    dates::ROWS,
    decompositions::ROWS,
    spectra::ROWS,
    distances::ROWS,
    effects::ROWS,
    elementary::LOGARITHM_ROWS,
    elementary::ROWS,
    encodings::ROWS,
    files::ROWS,
    folders::ROWS,
    functional::ROWS,
    generators::ROWS,
    groups::ROWS,
    hash::ROWS,
    heads::NUMBER_ROWS,
    heads::ROWS,
    infinities::ROWS,
    import_export::ROWS,
    integer::BIT_ROWS,
    integer::COMBINATORIAL_ROWS,
    integer::DIGIT_ROWS,
    integer::DIVISIBILITY_ROWS,
    integer::PREDICATE_ROWS,
    integer::PRIME_ROWS,
    linear::ROWS,
    intervals::ROWS,
    linear_solve::ROWS,
    logic::ROWS,
    matrices::ROWS,
    output::ROWS,
    output::WRAPPER_ROWS,
    packages::ROWS,
    packed::ROWS,
    padding::ROWS,
    parts::ROWS,
    patterns::ROWS,
    precision::ROWS,
    products::ROWS,
    random::ROWS,
    rational_functions::ROWS,
    reading::ROWS,
    records::ROWS,
    regularized::ROWS,
    repeated::ROWS,
    rounding::ROWS,
    scoping::ROWS,
    sets::ROWS,
    shape::ROWS,
    showing::ROWS,
    similarity::ROWS,
    sorting::ROWS,
    special::ROWS,
    special_functions::BESSEL,
    special_functions::ELLIPTIC,
    special_functions::HYPERGEOMETRIC,
    special_functions::OF_LISTS,
    special_functions::ROWS,
    special_functions::ZETA,
    statistics::ROWS,
    steps::ROWS,
    streams::ROWS,
    strings::CHARACTER_ROWS,
    strings::DISTANCE_ROWS,
    strings::PATTERN_ROWS,
    strings::ROWS,
    strings::SEARCH_ROWS,
    sums::ROWS,
    symbols::ROWS,
    system::ROWS,
    totals::ROWS,
    super::trace::ROWS,
    transforms::ROWS,
    written::ALGEBRA,
    written::BOOLEAN,
    written::CALENDAR,
    written::COMBINATORICS,
    written::distributions::HEADS,
    written::distributions::ROWS,
    written::CONDITIONAL,
    written::DISSIMILARITIES,
    written::TRANSFORMATION,
    written::TRANSFORMATIONS,
    written::LISTS,
    written::MATRICES,
    written::NUMBER_THEORY,
    written::NUMBERS,
    written::PARALLEL,
    written::PERMUTATIONS,
    written::POLYNOMIALS,
    written::SEQUENCES,
    written::SHAPES,
    written::SIGNALS,
    written::STATISTICS,
    written::SOLVE,
    written::STRINGS,
    written::SYMBOLIC,
    written::TESTS_OF_VALUES,
    written::VECTOR_CALCULUS,
    written::WAVES,
];
