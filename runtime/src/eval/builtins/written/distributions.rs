//! Probability distributions: heads that stay as they are, and what is known of each, written in the language.

use std::sync::Arc;

use super::distributions_rounded as rounded;
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::symbol::sym;

macro_rules! heads {
    ($($name:literal, $min:literal..=$max:literal, $usage:literal, $input:literal => $output:literal;)*) => {
        /// Distributions.
        pub const HEADS: &[Builtin] = &[$(Builtin::new(
            $name,
            Attributes::PROTECTED,
            Arity::between($min, $max),
            $usage,
            ($input, $output),
            |ev, call| if call.args.is_empty() { standard(ev, call) } else { Ok(None) },
        )),*];
    };
}

heads! {
    "BernoulliDistribution", 1..=1, "BernoulliDistribution[p] is the distribution of 1 with chance p and 0 otherwise.",
        "Variance[BernoulliDistribution[1/3]]" => "2/9";
    "BetaDistribution", 2..=2, "BetaDistribution[a, b] is the beta distribution with shapes a and b.",
        "Mean[BetaDistribution[2, 3]]" => "2/5";
    "BinomialDistribution", 2..=2, "BinomialDistribution[n, p] is the distribution of the number of successes in n trials with chance p.",
        "PDF[BinomialDistribution[4, 1/2], 2]" => "3/8";
    "CauchyDistribution", 0..=2, "CauchyDistribution[a, b] is the Cauchy distribution around a with scale b.",
        "CDF[CauchyDistribution[0, 1], 1]" => "3/4";
    "ChiDistribution", 1..=1, "ChiDistribution[n] is the distribution of the root of a chi-square variable with n degrees of freedom.",
        "CDF[ChiDistribution[2], 1.]" => "0.393469";
    "ChiSquareDistribution", 1..=1, "ChiSquareDistribution[n] is the chi-square distribution with n degrees of freedom.",
        "Mean[ChiSquareDistribution[n]]" => "n";
    "DiscreteUniformDistribution", 1..=1, "DiscreteUniformDistribution[{a, b}] is the distribution of integers from a to b, all equally likely.",
        "Variance[DiscreteUniformDistribution[{1, 6}]]" => "35/12";
    "ErlangDistribution", 2..=2, "ErlangDistribution[k, r] is the distribution of the sum of k exponential variables with rate r.",
        "Mean[ErlangDistribution[3, 2]]" => "3/2";
    "ExponentialDistribution", 0..=1, "ExponentialDistribution[r] is the exponential distribution with rate r.",
        "Median[ExponentialDistribution[2]]" => "Log[2]/2";
    "ExtremeValueDistribution", 0..=2, "ExtremeValueDistribution[a, b] is the distribution of maxima around a with scale b.",
        "CDF[ExtremeValueDistribution[0, 1], 0]" => "1/E";
    "FRatioDistribution", 2..=2, "FRatioDistribution[n, m] is the distribution of the ratio of two chi-square variables over their degrees of freedom.",
        "Mean[FRatioDistribution[3, 6]]" => "3/2";
    "GammaDistribution", 2..=2, "GammaDistribution[a, b] is the gamma distribution with shape a and scale b.",
        "Variance[GammaDistribution[a, b]]" => "a b^2";
    "GeometricDistribution", 1..=1, "GeometricDistribution[p] is the distribution of the number of failures before the first success of chance p.",
        "PDF[GeometricDistribution[1/2], 2]" => "1/8";
    "GumbelDistribution", 0..=2, "GumbelDistribution[a, b] is the distribution of minima around a with scale b.",
        "Variance[GumbelDistribution[0, 1]]" => "Pi^2/6";
    "HalfNormalDistribution", 1..=1, "HalfNormalDistribution[t] is the distribution of the size of a normal variable of mean 0, with inverse scale t.",
        "Mean[HalfNormalDistribution[2]]" => "1/2";
    "HypergeometricDistribution", 3..=3, "HypergeometricDistribution[n, s, t] is the distribution of the number of successes in n draws without return from t items, s of them successes.",
        "Mean[HypergeometricDistribution[5, 4, 10]]" => "2";
    "InverseGammaDistribution", 2..=2, "InverseGammaDistribution[a, b] is the distribution of the reciprocal of a gamma variable.",
        "Mean[InverseGammaDistribution[3, 4]]" => "2";
    "LaplaceDistribution", 0..=2, "LaplaceDistribution[m, b] is the distribution that falls exponentially on both sides of m with scale b.",
        "Variance[LaplaceDistribution[0, 2]]" => "8";
    "LogisticDistribution", 0..=2, "LogisticDistribution[m, b] is the logistic distribution around m with scale b.",
        "CDF[LogisticDistribution[0, 1], 0]" => "1/2";
    "LogNormalDistribution", 2..=2, "LogNormalDistribution[m, s] is the distribution of variables whose logarithm is normal.",
        "Median[LogNormalDistribution[m, s]]" => "E^m";
    "MaxwellDistribution", 1..=1, "MaxwellDistribution[s] is the distribution of the length of a vector of three normal variables.",
        "Mean[MaxwellDistribution[1.]]" => "1.59577";
    "MultinormalDistribution", 1..=2, "MultinormalDistribution[m, c] is the normal distribution of vectors with mean m and covariance matrix c.",
        "Mean[MultinormalDistribution[{1, 2}, {{1, 0}, {0, 1}}]]" => "{1, 2}";
    "NegativeBinomialDistribution", 2..=2, "NegativeBinomialDistribution[n, p] is the distribution of the number of failures before n successes of chance p.",
        "Mean[NegativeBinomialDistribution[3, 1/4]]" => "9";
    "NormalDistribution", 0..=2, "NormalDistribution[m, s] is the normal distribution with mean m and standard deviation s.",
        "StandardDeviation[NormalDistribution[m, s]]" => "s";
    "ParetoDistribution", 2..=2, "ParetoDistribution[k, a] is the distribution of variables above k that fall with the power a.",
        "Mean[ParetoDistribution[1, 3]]" => "3/2";
    "PoissonDistribution", 1..=1, "PoissonDistribution[m] is the distribution of the number of independent events with mean m.",
        "PDF[PoissonDistribution[2], 1]" => "2/E^2";
    "RayleighDistribution", 1..=1, "RayleighDistribution[s] is the distribution of the length of a vector of two normal variables.",
        "CDF[RayleighDistribution[1], 0]" => "0";
    "StudentTDistribution", 1..=3, "StudentTDistribution[n] is Student's distribution with n degrees of freedom; StudentTDistribution[m, s, n] around m with scale s.",
        "Variance[StudentTDistribution[4]]" => "2";
    "TriangularDistribution", 0..=2, "TriangularDistribution[{a, b}, c] is the distribution between a and b that rises to c and falls after it.",
        "Mean[TriangularDistribution[{0, 1}, 1/2]]" => "1/2";
    "UniformDistribution", 0..=1, "UniformDistribution[{a, b}] is the distribution of numbers between a and b, all equally likely.",
        "Variance[UniformDistribution[{0, 1}]]" => "1/12";
    "WeibullDistribution", 2..=2, "WeibullDistribution[a, b] is the Weibull distribution with shape a and scale b.",
        "Mean[WeibullDistribution[1, 2]]" => "2";
}

macro_rules! properties {
    ($($name:literal, $arity:expr, $usage:literal, $input:literal => $output:literal;)*) => {
        /// What can be asked of distributions; statistics of lists, such as `Mean`, ask through [`statistic`].
        pub const ROWS: &[Builtin] = &[$(Builtin::new(
            $name, Attributes::PROTECTED, $arity, $usage, ($input, $output), |ev, call| property(ev, call, $name),
        )),*];
    };
}

properties! {
    "CDF", Arity::between(1, 2), "CDF[dist, x] gives the chance that a random number of dist is at most x; CDF[dist] a function of x.",
        "CDF[NormalDistribution[0, 1], 0.]" => "0.5";
    "CharacteristicFunction", Arity::exactly(2), "CharacteristicFunction[dist, t] gives the mean of E^(I t x).",
        "CharacteristicFunction[NormalDistribution[0, 1], t]" => "E^(-t^2/2)";
    "Expectation", Arity::exactly(2), "Expectation[expr, x \\[Distributed] dist] gives the mean of expr; in place of a distribution a list of data can stand.",
        "Expectation[x^2 + 1, x \\[Distributed] PoissonDistribution[m]]" => "1 + m + m^2";
    "HazardFunction", Arity::between(1, 2), "HazardFunction[dist, x] gives PDF[dist, x]/SurvivalFunction[dist, x].",
        "HazardFunction[ExponentialDistribution[3], 2]" => "3";
    "InverseCDF", Arity::between(1, 2), "InverseCDF[dist, q] gives the least x with CDF at least q.",
        "InverseCDF[ExponentialDistribution[2], 1/2]" => "Log[2]/2";
    "InverseSurvivalFunction", Arity::between(1, 2), "InverseSurvivalFunction[dist, q] gives the x with chance q above it.",
        "InverseSurvivalFunction[UniformDistribution[{0, 4}], 1/4]" => "3";
    "Likelihood", Arity::exactly(2), "Likelihood[dist, data] gives the product of the densities at the data.",
        "Likelihood[ExponentialDistribution[1], {1, 2}]" => "E^(-3)";
    "LogLikelihood", Arity::exactly(2), "LogLikelihood[dist, data] gives the sum of the logarithms of the densities at the data.",
        "LogLikelihood[ExponentialDistribution[1], {1, 2}]" => "-3";
    "MomentGeneratingFunction", Arity::exactly(2), "MomentGeneratingFunction[dist, t] gives the mean of E^(t x).",
        "MomentGeneratingFunction[PoissonDistribution[m], t]" => "E^((-1 + E^t) m)";
    "PDF", Arity::between(1, 2), "PDF[dist, x] gives the density of dist at x, or the chance of x; PDF[dist] a function of x.",
        "PDF[NormalDistribution[0, 1], 0.]" => "0.398942";
    "Probability", Arity::exactly(2), "Probability[pred, x \\[Distributed] dist] gives the chance that pred, a comparison or several, is true.",
        "Probability[x > 2, x \\[Distributed] ExponentialDistribution[1]]" => "E^(-2)";
    "SurvivalFunction", Arity::between(1, 2), "SurvivalFunction[dist, x] gives the chance that a random number of dist is above x.",
        "SurvivalFunction[ExponentialDistribution[1], 2]" => "E^(-2)";
}

/// Whether it is a distribution that something is known of.
pub(crate) fn is_distribution(expr: &Expr) -> bool {
    let head = expr.as_normal().and_then(|normal| normal.head_symbol());
    head.is_some_and(|head| {
        head.name().ends_with("Distribution") && HEADS.iter().any(|row| row.name == head.name())
    })
}

/// A statistic, such as `Mean`, of a distribution.
pub(crate) fn statistic(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    match call.head_symbol() {
        Some(head) => property(ev, call, head.name()),
        None => Ok(None),
    }
}

/// Numbers drawn from a distribution that has no sampler of its own, by what the text says of `Draw`.
pub(crate) fn draw_by_formula(ev: &mut Evaluator, dist: &Expr, count: usize) -> Reply {
    let count = Expr::Integer(i64::try_from(count).unwrap_or(i64::MAX));
    property(ev, &Arc::new(Normal::new(sym::RandomVariate, [dist.clone(), count])), "Draw")
}

/// The distribution that `Head[]` stands for.
fn standard(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let name = call.head_symbol().map_or("", |head| head.name());
    property(ev, &Arc::new(Normal::new(call.head.clone(), [Expr::string(name)])), "Standard")
}

/// A property, of machine numbers rounded once.
fn property(ev: &mut Evaluator, call: &Arc<Normal>, name: &'static str) -> Reply {
    let formula = |ev: &mut Evaluator, call: &Arc<Normal>| by_formula(ev, call, name);
    match rounded::value(ev, name, call, formula)? {
        Some(value) => Ok(Some(value)),
        None => by_formula(ev, call, name),
    }
}

/// `f["name", args…]` of the text.
fn by_formula(ev: &mut Evaluator, call: &Arc<Normal>, name: &str) -> Reply {
    let args = std::iter::once(Expr::string(name)).chain(call.args.iter().cloned());
    let value = super::run(ev, &Arc::new(Normal::new(call.head.clone(), args)), "Distributions", TEXT)?;
    // A formula that needs what is not known here leaves a part of it undone.
    Ok(value.filter(|value| !has_undone(value)))
}

fn has_undone(expr: &Expr) -> bool {
    match expr {
        Expr::Normal(normal) => {
            normal.head_symbol().is_some_and(|head| head.full_name() == "System`Distributions`f")
                || normal.args.iter().any(has_undone)
        }
        _ => false,
    }
}

const TEXT: &str = include_str!("distributions.wl");
