//! Distributions: what `RandomVariate` draws from, one row each.

use rand_distr::Distribution as _;

use super::Generator;

/// Draws one number.
pub type Sampler = Box<dyn Fn(&mut Generator) -> f64>;

/// Whether numbers drawn are integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Support {
    /// Machine integers.
    Integer,
    /// Machine reals.
    Real,
}

/// One distribution.
pub struct Distribution {
    /// Name in the language.
    pub name: &'static str,
    /// Number of parameters.
    pub parameters: usize,
    /// Parameters that stand in when none are written.
    pub standard: &'static [f64],
    /// What it gives.
    pub support: Support,
    /// Makes a sampler; `None` when the parameters are out of range.
    pub sampler: fn(&[f64]) -> Option<Sampler>,
}

/// All distributions.
pub const DISTRIBUTIONS: &[Distribution] = &[
    real("BetaDistribution", 2, &[], |p| boxed(rand_distr::Beta::new(p[0], p[1]).ok()?)),
    integer("BernoulliDistribution", 1, &[], |p| {
        let chance = p[0];
        (0.0..=1.0).contains(&chance).then(|| sampler(move |g| if g.uniform() < chance { 1.0 } else { 0.0 }))
    }),
    integer("BinomialDistribution", 2, &[], |p| {
        let binomial = rand_distr::Binomial::new(whole(p[0])?, p[1]).ok()?;
        Some(sampler(move |g| binomial.sample(g) as f64))
    }),
    real("CauchyDistribution", 2, &[0.0, 1.0], |p| {
        let (middle, scale) = (p[0], p[1]);
        (scale > 0.0)
            .then(|| sampler(move |g| middle + scale * (std::f64::consts::PI * (g.uniform() - 0.5)).tan()))
    }),
    real("ChiSquareDistribution", 1, &[], |p| boxed(rand_distr::ChiSquared::new(p[0]).ok()?)),
    integer("DiscreteUniformDistribution", 2, &[], |p| {
        let (low, high) = (p[0] as i64, p[1] as i64);
        (low <= high).then(|| sampler(move |g| g.integer(low, high) as f64))
    }),
    real("ExponentialDistribution", 1, &[1.0], |p| {
        let rate = p[0];
        (rate > 0.0).then(|| sampler(move |g| g.exponential() / rate))
    }),
    real("GammaDistribution", 2, &[], |p| boxed(rand_distr::Gamma::new(p[0], p[1]).ok()?)),
    integer("GeometricDistribution", 1, &[], |p| {
        let geometric = rand_distr::Geometric::new(p[0]).ok().filter(|_| p[0] > 0.0)?;
        Some(sampler(move |g| geometric.sample(g) as f64))
    }),
    real("LaplaceDistribution", 2, &[0.0, 1.0], |p| {
        let (middle, scale) = (p[0], p[1]);
        (scale > 0.0).then(|| {
            sampler(move |g| {
                let size = scale * g.exponential();
                if g.bits() & 1 == 0 { middle + size } else { middle - size }
            })
        })
    }),
    real("LogNormalDistribution", 2, &[], |p| {
        let (mean, deviation) = (p[0], p[1]);
        (deviation > 0.0).then(|| sampler(move |g| pxfm::f_exp(mean + deviation * g.normal())))
    }),
    real("NormalDistribution", 2, &[0.0, 1.0], |p| {
        let (mean, deviation) = (p[0], p[1]);
        (deviation >= 0.0).then(|| sampler(move |g| mean + deviation * g.normal()))
    }),
    real("ParetoDistribution", 2, &[], |p| boxed(rand_distr::Pareto::new(p[0], p[1]).ok()?)),
    integer("PoissonDistribution", 1, &[], |p| boxed(rand_distr::Poisson::new(p[0]).ok()?)),
    real("StudentTDistribution", 1, &[], |p| boxed(rand_distr::StudentT::new(p[0]).ok()?)),
    real("UniformDistribution", 2, &[0.0, 1.0], |p| {
        let (low, high) = (p[0], p[1]);
        (low <= high).then(|| sampler(move |g| g.real(low, high)))
    }),
    real("WeibullDistribution", 2, &[], |p| boxed(rand_distr::Weibull::new(p[1], p[0]).ok()?)),
];

const fn real(
    name: &'static str,
    parameters: usize,
    standard: &'static [f64],
    sampler: fn(&[f64]) -> Option<Sampler>,
) -> Distribution {
    Distribution { name, parameters, standard, support: Support::Real, sampler }
}

const fn integer(
    name: &'static str,
    parameters: usize,
    standard: &'static [f64],
    sampler: fn(&[f64]) -> Option<Sampler>,
) -> Distribution {
    Distribution { name, parameters, standard, support: Support::Integer, sampler }
}

fn sampler(draw: impl Fn(&mut Generator) -> f64 + 'static) -> Sampler {
    Box::new(draw)
}

fn boxed(distribution: impl rand_distr::Distribution<f64> + 'static) -> Option<Sampler> {
    Some(sampler(move |g| distribution.sample(g)))
}

fn whole(x: f64) -> Option<u64> {
    ((0.0..9e15).contains(&x) && x.fract() == 0.0).then_some(x as u64)
}

/// The distribution of this name.
pub fn distribution(name: &str) -> Option<&'static Distribution> {
    DISTRIBUTIONS.iter().find(|row| row.name == name)
}

impl Distribution {
    /// A sampler for these parameters, or for the standard ones when none are given.
    pub fn with(&self, parameters: &[f64]) -> Option<Sampler> {
        let parameters = if parameters.is_empty() { self.standard } else { parameters };
        if parameters.len() != self.parameters || parameters.iter().any(|p| !p.is_finite()) {
            return None;
        }
        (self.sampler)(parameters)
    }
}

#[cfg(test)]
mod tests {
    use super::{DISTRIBUTIONS, Generator, Support, distribution};

    /// Parameters, mean and variance of each distribution; Cauchy has neither.
    const MOMENTS: &[(&str, &[f64], f64, f64)] = &[
        ("BetaDistribution", &[2.0, 3.0], 0.4, 0.04),
        ("BernoulliDistribution", &[0.3], 0.3, 0.21),
        ("BinomialDistribution", &[20.0, 0.25], 5.0, 3.75),
        ("ChiSquareDistribution", &[3.0], 3.0, 6.0),
        ("DiscreteUniformDistribution", &[1.0, 6.0], 3.5, 35.0 / 12.0),
        ("ExponentialDistribution", &[2.0], 0.5, 0.25),
        ("GammaDistribution", &[3.0, 0.5], 1.5, 0.75),
        ("GeometricDistribution", &[0.25], 3.0, 12.0),
        ("LaplaceDistribution", &[1.0, 0.5], 1.0, 0.5),
        ("LogNormalDistribution", &[0.0, 0.5], 1.1331484530668263, 0.3646958540123867),
        ("NormalDistribution", &[3.0, 2.0], 3.0, 4.0),
        ("ParetoDistribution", &[1.0, 5.0], 1.25, 0.10416666666666667),
        ("PoissonDistribution", &[4.0], 4.0, 4.0),
        ("StudentTDistribution", &[8.0], 0.0, 8.0 / 6.0),
        ("UniformDistribution", &[2.0, 5.0], 3.5, 0.75),
        ("WeibullDistribution", &[2.0, 1.0], 0.886226925452758, 0.2146018366025517),
    ];

    #[test]
    fn means_and_variances_are_right() {
        let mut generator = Generator::from_seed(11);
        let count = 20_000;
        for &(name, parameters, mean, variance) in MOMENTS {
            let sampler = distribution(name).expect(name).with(parameters).expect(name);
            let drawn: Vec<f64> = (0..count).map(|_| sampler(&mut generator)).collect();
            let found = drawn.iter().sum::<f64>() / f64::from(count);
            let spread = drawn.iter().map(|x| (x - found) * (x - found)).sum::<f64>() / f64::from(count);
            assert!(
                (found - mean).abs() < 5.0 * (variance / f64::from(count)).sqrt(),
                "{name}: mean {found}"
            );
            assert!((spread / variance - 1.0).abs() < 0.15, "{name}: variance {spread}");
        }
        assert_eq!(MOMENTS.len() + 1, DISTRIBUTIONS.len());
    }

    #[test]
    fn wrong_parameters_are_refused() {
        for (name, parameters) in [
            ("NormalDistribution", &[0.0, -1.0][..]),
            ("NormalDistribution", &[0.0]),
            ("BinomialDistribution", &[2.5, 0.5]),
            ("BernoulliDistribution", &[1.5]),
            ("PoissonDistribution", &[-1.0]),
            ("GammaDistribution", &[f64::NAN, 1.0]),
        ] {
            assert!(distribution(name).expect(name).with(parameters).is_none(), "{name}{parameters:?}");
        }
        assert_eq!(distribution("PoissonDistribution").map(|row| row.support), Some(Support::Integer));
    }
}
