//! The library of functions that mechanisms are made of: one row each, formulas as text in our own language.
//!
//! A formula is a sequence of assignments over the input `x` (an array; `items` is the list of all inputs), the
//! parameters and the state. Arithmetic works element by element with the broadcasting rules of numpy. `result`
//! names what the function gives; state variables take the value of the named variable when the function has run.
//! Formulas of PsyNeuLink 0.21; the page of each function in its documentation has the references.

/// A row of the library.
#[derive(Debug)]
pub struct FunctionRow {
    /// Name.
    pub name: &'static str,
    /// Parameters with their defaults.
    pub parameters: &'static [(&'static str, f64)],
    /// State variables: name, the parameter that holds the initial value, the variable that becomes the new value.
    pub state: &'static [(&'static str, &'static str, &'static str)],
    /// The parameter that chooses among the formulas, empty when there is one formula.
    pub choice: &'static str,
    /// Formulas by choice, the default first.
    pub formulas: &'static [(&'static str, &'static str)],
    /// What it gives: one item, or several.
    pub result: &'static [&'static str],
    /// How inputs of several ports are taken.
    pub inputs: Inputs,
    /// One line for the reference page.
    pub about: &'static str,
}

/// How a function takes the inputs of several ports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inputs {
    /// Each on its own: as many results as inputs.
    Each,
    /// All at once, as `x`, `y` for the first two and `items` for all.
    Together,
    /// None: it draws a number.
    None,
}

const NO_STATE: &[(&str, &str, &str)] = &[];
const PREVIOUS: &[(&str, &str, &str)] = &[("previous", "initializer", "value")];
const VALUE: &[&str] = &["value"];
const DDM_PARAMETERS: &[(&str, f64)] = &[
    ("driftrate", 1.0),
    ("startingvalue", 0.0),
    ("threshold", 1.0),
    ("noise", 0.5),
    ("nondecisiontime", 0.2),
];

const fn row(
    name: &'static str,
    parameters: &'static [(&'static str, f64)],
    formula: &'static [(&'static str, &'static str)],
    about: &'static str,
) -> FunctionRow {
    FunctionRow {
        name,
        parameters,
        state: NO_STATE,
        choice: "",
        formulas: formula,
        result: VALUE,
        inputs: Inputs::Each,
        about,
    }
}

impl FunctionRow {
    const fn choosing(mut self, choice: &'static str) -> Self {
        self.choice = choice;
        self
    }

    const fn together(mut self) -> Self {
        self.inputs = Inputs::Together;
        self
    }

    const fn drawing(mut self) -> Self {
        self.inputs = Inputs::None;
        self
    }

    const fn with_state(mut self, state: &'static [(&'static str, &'static str, &'static str)]) -> Self {
        self.state = state;
        self
    }

    const fn giving(mut self, result: &'static [&'static str]) -> Self {
        self.result = result;
        self
    }
}

/// Bogacz, Brown, Moehlis, Holmes and Cohen 2006; conditional moments after Srivastava, Holmes and Simen 2016.
macro_rules! ddm_analytical {
    () => {
        "drift = driftrate x; \
         bias0 = (startingvalue + threshold) / (2 threshold); \
         bias = Smaller[Larger[bias0, 1.*^-8], 0.99999999]; \
         still = Abs[drift] < 1.*^-8; \
         speed = If[still, 1.*^-8, Abs[drift]]; \
         start = bias 2 threshold - threshold; \
         zt = threshold / speed; ratio = speed / noise; at = ratio ratio; \
         kept = If[drift < 0, 1 - bias, bias]; \
         y1 = noise noise / 2 Log[kept / (1 - kept)]; \
         y0 = If[Abs[y1] > threshold, If[drift < 0, -threshold, threshold], y1]; \
         xt = y0 / speed; za = 2 zt at; xa = -2 xt at; \
         far = Larger[za, Abs[xa]] > 700; \
         ex = Exp[If[far, 0, xa]]; ep = Exp[If[far, 1, za]]; en = Exp[If[far, -1, -za]]; \
         rtnear = zt Tanh[zt at] + (2 zt (1 - ex) / (ep - en) - xt) + nondecisiontime; \
         ernear = 1 / (1 + ep) - (1 - ex) / (ep - en); \
         rtmoving = If[far, zt / at - xt + nondecisiontime, rtnear]; \
         er0 = If[far, 0, ernear]; \
         rt = If[still, nondecisiontime + (threshold threshold - start start) / (noise noise), rtmoving]; \
         er = If[still, (threshold - start) / (2 threshold), If[drift < 0, 1 - er0, er0]]; \
         d = If[Abs[drift] < 0.01, 0.01, drift]; \
         s = (bias - 0.5) 2 threshold; \
         X = Smaller[Larger[d s / (noise noise), -100], 100]; \
         Z0 = Smaller[Larger[d threshold / (noise noise), -100], 100]; \
         Z = If[Abs[Z0] < 0.0001, 0.0001, Z0]; \
         P = Z + X; M = Z - X; T = 2 Z; \
         cp = 1 / Tanh[P]; cm = 1 / Tanh[M]; ct = 1 / Tanh[T]; \
         hp = 1 / Sinh[P]; hm = 1 / Sinh[M]; ht = 1 / Sinh[T]; \
         q = noise noise / (d d); \
         meanplus = q (T ct - P cp); \
         meanminus = q (T ct - M cm); \
         varplus = q q ((T T ht ht - P P hp hp) + (T ct - P cp)); \
         varminus = q q ((T T ht ht - M M hm hm) + (T ct - M cm)); \
         third = 3 T T ht ht + 2 T T T ct ht ht + 3 T ct; \
         thirdplus = q q q (third - (3 P P hp hp + 2 P P P cp hp hp + 3 P cp)); \
         thirdminus = q q q (third - (3 M M hm hm + 2 M M M cm hm hm + 3 M cm)); \
         skewplus = thirdplus / varplus^1.5; \
         skewminus = thirdminus / varminus^1.5; \
         rtplus = meanplus + nondecisiontime; \
         rtminus = meanminus + nondecisiontime"
    };
}

/// All functions, in alphabetical order.
pub static FUNCTIONS: &[FunctionRow] = &[
    row(
        "AccumulatorIntegrator",
        &[("rate", 1.0), ("increment", 0.0), ("noise", 0.0), ("initializer", 0.0)],
        &[("", "value = previous rate + noise + increment + 0 x")],
        "previous rate + noise + increment",
    )
    .with_state(PREVIOUS),
    row(
        "AdaptiveIntegrator",
        &[("rate", 1.0), ("noise", 0.0), ("offset", 0.0), ("initializer", 0.0)],
        &[("", "value = (1 - rate) previous + rate x + noise + offset")],
        "(1 - rate) previous + rate x + noise + offset",
    )
    .with_state(PREVIOUS),
    row("AddNoise", &[("noise", 0.0)], &[("", "value = x + noise")], "x + noise"),
    row(
        "BinomialDistort",
        &[("p", 0.5)],
        &[("", "value = x If[UniformDraw[x] < 1 - p, 1, 0]")],
        "x with probability 1 - p, else 0",
    ),
    row(
        "Clip",
        &[("low", f64::MIN), ("high", f64::MAX)],
        &[("", "value = Smaller[Larger[x, low], high]")],
        "x kept between two bounds",
    ),
    row(
        "Distance",
        &[("normalize", 0.0)],
        &[
            ("Difference", "d = Total[Abs[x - y]]; value = If[normalize > 0, d / Length[x], d]"),
            ("CosineDistance", "value = 1 - Abs[Total[x y] / (Sqrt[Total[x x]] Sqrt[Total[y y]])]"),
            ("Cosine", "value = 1 - Abs[Total[x y] / (Sqrt[Total[x x]] Sqrt[Total[y y]])]"),
            (
                "Correlation",
                "a = x - Mean[x]; b = y - Mean[y]; value = 1 - Abs[Total[a b] / Sqrt[Total[a a] Total[b b]]]",
            ),
            ("CrossEntropy", "d = -Total[x Log[y]]; value = If[normalize > 0, d / Length[x], d]"),
            ("DotProduct", "d = Total[x y]; value = If[normalize > 0, d / Length[x], d]"),
            ("Energy", "d = -0.5 Total[x y]; value = If[normalize > 0, d / Length[x]^2, d]"),
            ("Euclidean", "d = Sqrt[Total[(x - y)^2]]; value = If[normalize > 0, d / Length[x], d]"),
            ("MaxAbsDiff", "value = Largest[Abs[x - y]]"),
            ("NormedL0Similarity", "d = 1 - Total[Abs[x - y]] / 4; value = If[normalize > 0, d / Length[x], d]"),
        ],
        "distance of two vectors by a metric",
    )
    .choosing("metric")
    .together(),
    row("Dropout", &[("p", 0.5)], &[("", "value = x")], "x outside learning"),
    row(
        "DDMDecision",
        DDM_PARAMETERS,
        &[(
            "",
            concat!(
                ddm_analytical!(),
                "; upper = 1 - er; draw = UniformDraw[x]; decision = If[draw < er, -threshold, threshold]"
            ),
        )],
        "the function of a DDM mechanism: a decision drawn with the analytical error rate",
    )
    .giving(&[
        "decision", "rt", "upper", "er", "rtplus", "varplus", "skewplus", "rtminus", "varminus", "skewminus",
    ]),
    row(
        "DriftDiffusionAnalytical",
        DDM_PARAMETERS,
        &[("", ddm_analytical!())],
        "mean response time, error rate and conditional moments of a drift-diffusion process",
    )
    .giving(&["rt", "er", "rtplus", "varplus", "skewplus", "rtminus", "varminus", "skewminus"]),
    row(
        "DriftDiffusionIntegrator",
        &[
            ("rate", 1.0),
            ("noise", 0.0),
            ("timestepsize", 1.0),
            ("offset", 0.0),
            ("threshold", 100.0),
            ("initializer", 0.0),
            ("nondecisiontime", 0.0),
        ],
        &[(
            "",
            "draw = NormalDraw[x]; \
             moved = previous + rate x timestepsize + noise Sqrt[timestepsize] draw + offset; \
             value = Smaller[Larger[moved, -threshold], threshold]; \
             time = previoustime + timestepsize",
        )],
        "a drift-diffusion step: value and time",
    )
    .with_state(&[("previous", "initializer", "value"), ("previoustime", "nondecisiontime", "time")])
    .giving(&["value", "time"]),
    row(
        "Energy",
        &[("normalize", 0.0), ("matrix", f64::NAN)],
        &[("", "d = -0.5 Total[x Dot[x, matrix]]; value = If[normalize > 0, d / Length[x]^2, d]")],
        "-1/2 x . matrix . x",
    ),
    row(
        "Entropy",
        &[("normalize", 0.0), ("matrix", f64::NAN)],
        &[("", "d = -Total[x Log[Dot[x, matrix]]]; value = If[normalize > 0, d / Length[x], d]")],
        "-Total[x Log[x . matrix]]",
    ),
    row(
        "Exponential",
        &[("rate", 1.0), ("bias", 0.0), ("scale", 1.0), ("offset", 0.0)],
        &[("", "value = scale Exp[rate x + bias] + offset")],
        "scale Exp[rate x + bias] + offset",
    ),
    row(
        "FitzHughNagumoIntegrator",
        &[
            ("av", -1.0 / 3.0),
            ("bv", 0.0),
            ("cv", 1.0),
            ("dv", 0.0),
            ("ev", -1.0),
            ("fv", 1.0),
            ("timeconstantv", 1.0),
            ("aw", 1.0),
            ("bw", -0.8),
            ("cw", 0.7),
            ("timeconstantw", 12.5),
            ("threshold", -1.0),
            ("mode", 1.0),
            ("uncorrelatedactivity", 0.0),
            ("timestepsize", 0.05),
            ("initialv", 0.0),
            ("initialw", 0.0),
            ("t0", 0.0),
        ],
        &[("RK4", FHN_RK4), ("Euler", FHN_EULER)],
        "a step of the FitzHugh-Nagumo equations: v, w and time",
    )
    .choosing("integrationmethod")
    .with_state(&[("v", "initialv", "value"), ("w", "initialw", "neww"), ("t", "t0", "time")])
    .giving(&["value", "neww", "time"]),
    row(
        "Gaussian",
        &[("standarddeviation", 1.0), ("bias", 0.0), ("scale", 1.0), ("offset", 0.0)],
        &[(
            "",
            "value = scale Exp[-(x - bias)^2 / (2 standarddeviation^2)] / Sqrt[2 Pi standarddeviation] + offset",
        )],
        "scale Exp[-(x - bias)^2/(2 sd^2)]/Sqrt[2 Pi sd] + offset",
    ),
    row(
        "GaussianDistort",
        &[("variance", 1.0), ("bias", 0.0), ("scale", 1.0), ("offset", 0.0)],
        &[("", "value = scale (x + bias + variance NormalDraw[x]) + offset")],
        "scale (x + bias + variance normal) + offset",
    ),
    row("Identity", &[], &[("", "value = x")], "x"),
    row(
        "InteractiveActivationIntegrator",
        &[
            ("rate", 1.0),
            ("decay", 0.0),
            ("rest", 0.0),
            ("maxval", 1.0),
            ("minval", -1.0),
            ("noise", 0.0),
            ("initializer", f64::NAN),
        ],
        &[(
            "",
            "room = If[x > 0, maxval - previous, previous - minval]; \
             value = previous + rate (x + noise) room - decay (previous - rest)",
        )],
        "a step towards the maximum or minimum, with decay to rest",
    )
    .with_state(PREVIOUS),
    row(
        "LCGain",
        &[("baselevelgain", 0.5), ("scalingfactorgain", 3.0)],
        &[("", "value = baselevelgain + scalingfactorgain y")],
        "the gain signal of a locus coeruleus from its second variable",
    )
    .together(),
    row(
        "LeakyCompetingIntegrator",
        &[("leak", 1.0), ("timestepsize", 0.1), ("noise", 0.0), ("offset", 0.0), ("initializer", 0.0)],
        &[(
            "",
            "value = previous + (x - leak previous) timestepsize + noise Sqrt[timestepsize] + offset",
        )],
        "previous + (x - leak previous) dt + noise Sqrt[dt] + offset",
    )
    .with_state(PREVIOUS),
    row(
        "Linear",
        &[("slope", 1.0), ("intercept", 0.0), ("scale", 1.0), ("offset", 0.0)],
        &[("", "value = scale (slope x + intercept) + offset")],
        "scale (slope x + intercept) + offset",
    ),
    row(
        "LinearCombination",
        &[("weights", 1.0), ("exponents", 1.0), ("scale", 1.0), ("offset", 0.0)],
        &[
            ("Sum", "value = scale CombineItems[Plus, items, weights, exponents] + offset"),
            ("Product", "value = scale CombineItems[Times, items, weights, exponents] + offset"),
        ],
        "the weighted sum or product of all inputs",
    )
    .choosing("operation")
    .together(),
    row(
        "Logistic",
        &[("gain", 1.0), ("bias", 0.0), ("x0", 0.0), ("scale", 1.0), ("offset", 0.0)],
        &[("", "z = -gain (x + bias - x0); value = If[z > 709.78, 0, scale / (1 + Exp[z])] + offset")],
        "scale/(1 + Exp[-gain (x + bias - x0)]) + offset",
    ),
    row("MatrixTransform", &[("matrix", f64::NAN)], &[("", "value = Dot[x, matrix]")], "x . matrix"),
    row(
        "MDFLogistic",
        &[("gain", 1.0), ("bias", 0.0), ("offset", 0.0)],
        &[("", "value = 1 / (1 + Exp[-gain (x + bias) + offset])")],
        "1/(1 + Exp[-gain (x + bias) + offset]), as model description files mean it",
    ),
    row(
        "Normalize",
        &[("eps", 1e-12)],
        &[("", "value = x / Larger[Sqrt[Total[x x]], eps]")],
        "x divided by its norm",
    ),
    row(
        "NormalDist",
        &[("mean", 0.0), ("standarddeviation", 1.0)],
        &[("", "value = mean + standarddeviation NormalDraw[x]")],
        "a normal random number",
    )
    .drawing(),
    row(
        "OneHot",
        &[],
        &[
            ("MaxVal", "value = If[Indicator[x] > 0, x, 0]"),
            ("MaxIndicator", "value = Indicator[x]"),
            ("MaxAbsVal", "value = If[Indicator[Abs[x]] > 0, Abs[x], 0]"),
            ("MaxAbsIndicator", "value = Indicator[Abs[x]]"),
            ("MinVal", "value = If[Indicator[-x] > 0, x, 0]"),
            ("MinIndicator", "value = Indicator[-x]"),
            ("MinAbsVal", "value = If[Indicator[-Abs[x]] > 0, Abs[x], 0]"),
            ("MinAbsIndicator", "value = Indicator[-Abs[x]]"),
            ("ArgMax", "value = If[Indicator[x] > 0, x, 0]"),
            ("ArgMaxIndicator", "value = Indicator[x]"),
            ("Prob", "value = If[Picked[x, UniformDraw[]] > 0, x, 0]"),
            ("ProbIndicator", "value = Picked[x, UniformDraw[]]"),
        ],
        "the chosen element, the others 0",
    )
    .choosing("mode"),
    row(
        "OrnsteinUhlenbeckIntegrator",
        &[
            ("rate", 1.0),
            ("decay", 1.0),
            ("noise", 0.0),
            ("timestepsize", 1.0),
            ("offset", 0.0),
            ("initializer", 0.0),
            ("nondecisiontime", 0.0),
        ],
        &[(
            "",
            "draw = NormalDraw[x]; \
             value = previous + (decay previous - rate x) timestepsize + Sqrt[timestepsize noise] draw + offset; \
             time = previoustime + timestepsize",
        )],
        "an Ornstein-Uhlenbeck step: value and time",
    )
    .with_state(&[("previous", "initializer", "value"), ("previoustime", "nondecisiontime", "time")])
    .giving(&["value", "time"]),
    row(
        "ReLU",
        &[("gain", 1.0), ("bias", 0.0), ("leak", 0.0), ("scale", 1.0), ("offset", 0.0)],
        &[("", "value = scale Larger[gain (x - bias), leak gain (x - bias)] + offset")],
        "scale Max[gain (x - bias), leak gain (x - bias)] + offset",
    ),
    row(
        "Reduce",
        &[("weights", 1.0), ("exponents", 1.0), ("scale", 1.0), ("offset", 0.0)],
        &[
            ("Sum", "value = scale Total[weights x^exponents] + offset"),
            ("Product", "value = scale ProductOf[weights x^exponents] + offset"),
        ],
        "the weighted sum or product of the elements",
    )
    .choosing("operation"),
    row(
        "SimpleIntegrator",
        &[("rate", 1.0), ("noise", 0.0), ("offset", 0.0), ("initializer", 0.0)],
        &[("", "value = previous + rate x + noise + offset")],
        "previous + rate x + noise + offset",
    )
    .with_state(PREVIOUS),
    row(
        "SoftMax",
        &[("gain", 1.0)],
        &[
            ("All", "e = Exp[gain x - Largest[gain x]]; value = e / Total[e]"),
            ("ArgMax", "e = Exp[gain x - Largest[gain x]]; value = If[Indicator[x] > 0, e / Total[e], 0]"),
            ("ArgMaxIndicator", "value = Indicator[x]"),
            ("MaxVal", "e = Exp[gain x - Largest[gain x]]; value = If[Indicator[x] > 0, e / Total[e], 0]"),
            ("MaxIndicator", "value = Indicator[x]"),
            (
                "Prob",
                "e = Exp[gain x - Largest[gain x]]; p = e / Total[e]; value = If[Picked[p, UniformDraw[]] > 0, p, 0]",
            ),
            ("ProbIndicator", "e = Exp[gain x - Largest[gain x]]; value = Picked[e / Total[e], UniformDraw[]]"),
        ],
        "Exp[gain x]/Total[Exp[gain x]]",
    )
    .choosing("output"),
    row(
        "Stability",
        &[("normalize", 0.0), ("matrix", f64::NAN)],
        &[
            ("Energy", "d = -0.5 Total[x Dot[x, matrix]]; value = If[normalize > 0, d / Length[x]^2, d]"),
            ("Entropy", "d = -Total[x Log[Dot[x, matrix]]]; value = If[normalize > 0, d / Length[x], d]"),
        ],
        "energy or entropy of x under a matrix",
    )
    .choosing("metric"),
    row(
        "Tanh",
        &[("gain", 1.0), ("bias", 0.0), ("x0", 0.0), ("scale", 1.0), ("offset", 0.0)],
        &[(
            "",
            "z = -2 (gain (x + bias - x0) + offset); \
             e = Exp[z]; value = If[z > 709.78, -scale, scale (1 - e) / (1 + e)]",
        )],
        "scale (1 - e)/(1 + e), e = Exp[-2 (gain (x + bias - x0) + offset)]",
    ),
    row(
        "TransferWithCosts",
        &[("slope", 1.0), ("intercept", 0.0)],
        &[("", "value = slope x + intercept")],
        "slope x + intercept, with costs counted by the controller",
    ),
    row(
        "UniformDist",
        &[("low", 0.0), ("high", 1.0)],
        &[("", "value = low + (high - low) UniformDraw[x]")],
        "a uniform random number",
    )
    .drawing(),
];

const FHN_RK4: &str = "dt = timestepsize; \
    v1 = (av v^3 + (1 + threshold) bv v^2 - threshold cv v + dv + ev w + fv x) / timeconstantv; \
    a = v + dt v1 / 2; \
    v2 = (av a^3 + (1 + threshold) bv a^2 - threshold cv a + dv + ev w + fv x) / timeconstantv; \
    b = v + dt v2 / 2; \
    v3 = (av b^3 + (1 + threshold) bv b^2 - threshold cv b + dv + ev w + fv x) / timeconstantv; \
    c = v + dt v3; \
    v4 = (av c^3 + (1 + threshold) bv c^2 - threshold cv c + dv + ev w + fv x) / timeconstantv; \
    value = v + dt (v1 + 2 (v2 + v3) + v4) / 6; \
    w1 = (mode aw v + bw w + cw + (1 - mode) uncorrelatedactivity) / timeconstantw; \
    wa = w + dt w1 / 2; \
    w2 = (mode aw v + bw wa + cw + (1 - mode) uncorrelatedactivity) / timeconstantw; \
    wb = w + dt w2 / 2; \
    w3 = (mode aw v + bw wb + cw + (1 - mode) uncorrelatedactivity) / timeconstantw; \
    wc = w + dt w3; \
    w4 = (mode aw v + bw wc + cw + (1 - mode) uncorrelatedactivity) / timeconstantw; \
    neww = w + dt (w1 + 2 (w2 + w3) + w4) / 6; \
    time = t + dt";

const FHN_EULER: &str = "dt = timestepsize; \
    v1 = (av v^3 + (1 + threshold) bv v^2 - threshold cv v + dv + ev w + fv x) / timeconstantv; \
    value = v + dt v1; \
    w1 = (mode aw v + bw w + cw + (1 - mode) uncorrelatedactivity) / timeconstantw; \
    neww = w + dt w1; \
    time = t + dt";
