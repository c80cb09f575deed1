//! Functions that model description files call by name, as formulas over their arguments.

/// A function: its name, its arguments with defaults (empty for those that must be given), its formula.
pub struct Row {
    /// Name, lower case; those of ONNX without `onnx::`.
    pub name: &'static str,
    /// Arguments in order.
    pub arguments: &'static [(&'static str, &'static str)],
    /// Formula in our language.
    pub formula: &'static str,
}

const fn row(
    name: &'static str,
    arguments: &'static [(&'static str, &'static str)],
    formula: &'static str,
) -> Row {
    Row { name, arguments, formula }
}

const SCALED: &[(&str, &str)] = &[("variable0", ""), ("scale", "1")];
const ONE: &[(&str, &str)] = &[("A", "")];
const TWO: &[(&str, &str)] = &[("A", ""), ("B", "")];
const DATA: &[(&str, &str)] = &[("data", "")];

/// Functions of the format itself.
pub const STANDARD: &[Row] = &[
    row("arccos", SCALED, "scale ArcCos[variable0]"),
    row("arcsin", SCALED, "scale ArcSin[variable0]"),
    row("arctan", SCALED, "scale ArcTan[variable0]"),
    row("cos", SCALED, "scale Cos[variable0]"),
    row("cosh", SCALED, "scale Cosh[variable0]"),
    row(
        "exponential",
        &[("variable0", ""), ("scale", "1"), ("rate", "1"), ("bias", "0"), ("offset", "0")],
        "scale Exp[rate variable0 + bias] + offset",
    ),
    row("identity", &[("variable0", "")], "variable0"),
    row(
        "linear",
        &[("variable0", ""), ("slope", "1"), ("intercept", "0"), ("scale", "1"), ("offset", "0")],
        "scale (variable0 slope + intercept) + offset",
    ),
    row(
        "logistic",
        &[("variable0", ""), ("gain", "1"), ("bias", "0"), ("offset", "0")],
        "1 / (1 + Exp[-gain (variable0 + bias) + offset])",
    ),
    row("matmul", TWO, "Dot[A, B]"),
    row("relu", ONE, "Larger[A, 0]"),
    row("sin", SCALED, "scale Sin[variable0]"),
    row("sinh", SCALED, "scale Sinh[variable0]"),
    row("tan", SCALED, "scale Tan[variable0]"),
    row("tanh", SCALED, "scale Tanh[variable0]"),
];

/// The logistic function as PsyNeuLink means it.
pub const PSYNEULINK_LOGISTIC: Row = row(
    "logistic",
    &[("variable0", ""), ("gain", "1"), ("bias", "0"), ("x_0", "0"), ("scale", "1"), ("offset", "0")],
    "scale / (1 + Exp[-gain (variable0 + bias - x0)]) + offset",
);

/// Operators of ONNX.
pub const ONNX: &[Row] = &[
    row("abs", ONE, "Abs[A]"),
    row("add", TWO, "A + B"),
    row("and", TWO, "And[A, B]"),
    row("argmax", DATA, "PositionOfLargest[data]"),
    row("ceil", ONE, "Ceiling[A]"),
    row(
        "clip",
        &[("input", ""), ("min", "-1.*^308"), ("max", "1.*^308")],
        "Smaller[Larger[input, min], max]",
    ),
    row("concat", TWO, "Concatenate[A, B]"),
    row("cos", ONE, "Cos[A]"),
    row("cosh", ONE, "Cosh[A]"),
    row("div", TWO, "A / B"),
    row("elu", &[("A", ""), ("alpha", "1")], "If[A < 0, alpha (Exp[A] - 1), A]"),
    row("equal", TWO, "Equal[A, B]"),
    row("erf", ONE, "Erf[A]"),
    row("exp", ONE, "Exp[A]"),
    row("flatten", ONE, "Flatten[A]"),
    row("floor", ONE, "Floor[A]"),
    row(
        "gemm",
        &[("A", ""), ("B", ""), ("C", "0"), ("alpha", "1"), ("beta", "1")],
        "alpha Dot[A, B] + beta C",
    ),
    row("greater", TWO, "Greater[A, B]"),
    row("identity", ONE, "A"),
    row("leakyrelu", &[("A", ""), ("alpha", "0.01")], "If[A < 0, alpha A, A]"),
    row("less", TWO, "Less[A, B]"),
    row("log", ONE, "Log[A]"),
    row("matmul", TWO, "Dot[A, B]"),
    row("max", TWO, "Larger[A, B]"),
    row("mean", TWO, "(A + B) / 2"),
    row("min", TWO, "Smaller[A, B]"),
    row("mul", TWO, "A B"),
    row("neg", ONE, "-A"),
    row("not", ONE, "Not[A]"),
    row("or", TWO, "Or[A, B]"),
    row("pow", TWO, "A^B"),
    row("reciprocal", ONE, "1 / A"),
    row("reducemax", DATA, "Largest[data]"),
    row("reducemean", DATA, "Mean[data]"),
    row("reducemin", DATA, "Smallest[data]"),
    row("reduceprod", DATA, "ProductOf[data]"),
    row("reducesum", DATA, "Total[data]"),
    row("relu", ONE, "Larger[A, 0]"),
    row("round", ONE, "Round[A]"),
    row("sigmoid", ONE, "1 / (1 + Exp[-A])"),
    row("sign", ONE, "Sign[A]"),
    row("sin", ONE, "Sin[A]"),
    row("sinh", ONE, "Sinh[A]"),
    row("softmax", ONE, "Exp[A - Largest[A]] / Total[Exp[A - Largest[A]]]"),
    row("softplus", ONE, "Log[1 + Exp[A]]"),
    row("sqrt", ONE, "Sqrt[A]"),
    row("squeeze", DATA, "Squeeze[data]"),
    row("sub", TWO, "A - B"),
    row("sum", TWO, "A + B"),
    row("tan", ONE, "Tan[A]"),
    row("tanh", ONE, "Tanh[A]"),
    row("transpose", DATA, "Transpose[data]"),
    row("where", &[("condition", ""), ("X", ""), ("Y", "")], "If[condition, X, Y]"),
];

/// The function of this name. `psyneulink` says whether the file means PsyNeuLink's own formulas.
pub fn named(name: &str, psyneulink: bool) -> Option<&'static Row> {
    let lower = name.to_lowercase();
    if let Some(operator) = lower.strip_prefix("onnx::") {
        return ONNX.iter().find(|row| row.name == operator);
    }
    if lower == "logistic" && psyneulink {
        return Some(&PSYNEULINK_LOGISTIC);
    }
    STANDARD.iter().chain(ONNX).find(|row| row.name == lower)
}
