//! The numerical methods as functions of the language.

use scheelite_runtime::eval::{Arity, Attributes, Builtin, Evaluator};
use scheelite_runtime::{Expr, Symbol};

use super::{find_fit, fit, integrate, interpolation, minimum, ode, root, sum};

const HELD: Attributes = Attributes::PROTECTED.and(Attributes::HOLD_ALL);

/// All numerical methods.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "FindFit",
        Attributes::PROTECTED,
        Arity::exactly(4).with_options(),
        "FindFit[data, model, {a, {b, start}, …}, x] gives the parameters for which the model of x is nearest to the data.",
        ("Round[b /. FindFit[{{0, 1}, {1, 2}, {2, 4}, {3, 8}}, a b^x, {a, b}, x], 0.001]", "2."),
        find_fit::find_fit,
    ),
    Builtin::new(
        "FindMaximum",
        HELD,
        Arity::at_least(2).with_options(),
        "FindMaximum[f, {x, start}] finds a place near the start where f is greatest.",
        ("Round[FindMaximum[4 - (x - 1)^2, {x, 0}][[1]], 0.001]", "4."),
        minimum::find_extremum,
    ),
    Builtin::new(
        "FindMinimum",
        HELD,
        Arity::at_least(2).with_options(),
        "FindMinimum[f, {x, start}] finds a place near the start where f is least.",
        ("Round[x /. FindMinimum[(x - 1)^2, {x, 0}][[2]], 0.001]", "1."),
        minimum::find_extremum,
    ),
    Builtin::new(
        "FindRoot",
        HELD,
        Arity::at_least(2).with_options(),
        "FindRoot[f, {x, start}] finds a place near the start where f is 0; FindRoot[a == b, …] where a equals b.",
        ("FindRoot[Cos[x] == x, {x, 1}]", "{x -> 0.739085}"),
        root::find_root,
    ),
    Builtin::new(
        "Fit",
        Attributes::PROTECTED,
        Arity::between(3, 4).with_options(),
        "Fit[data, {f, …}, x] gives the combination of the functions of x that is nearest to the data.",
        ("Chop[Fit[{{0, 1}, {1, 3}, {2, 5}}, {1, x}, x]]", "1. + 2. x"),
        fit::fit,
    ),
    Builtin::new(
        "InterpolatingFunction",
        Attributes::PROTECTED,
        Arity::ANY,
        "InterpolatingFunction[…][x] gives the value at x of a function known at some places.",
        ("", ""),
        interpolation::inert,
    ),
    Builtin::new(
        "Interpolation",
        Attributes::PROTECTED,
        Arity::between(1, 2).with_options(),
        "Interpolation[{{x, y}, …}] gives a function that goes through the points.",
        ("Interpolation[{1, 4, 9, 16}][2.5]", "6.25"),
        interpolation::interpolation,
    ),
    Builtin::new(
        "NDSolve",
        Attributes::PROTECTED,
        Arity::exactly(3).with_options(),
        "NDSolve[equations, y, {t, from, to}] finds the function with these derivatives and initial values.",
        ("(y /. First[NDSolve[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 1}]])[1]", "0.367879"),
        ode::nd_solve,
    ),
    Builtin::new(
        "NDSolveValue",
        Attributes::PROTECTED,
        Arity::exactly(3).with_options(),
        "NDSolveValue[equations, y, {t, from, to}] gives the function that NDSolve finds.",
        ("NDSolveValue[{y'[t] == y[t], y[0] == 1}, y, {t, 0, 1}][1]", "2.71828"),
        ode::nd_solve,
    ),
    Builtin::new(
        "NIntegrate",
        HELD,
        Arity::at_least(2).with_options(),
        "NIntegrate[f, {x, from, to}] gives the integral of f; several ranges give a multiple integral.",
        ("NIntegrate[Exp[-x^2], {x, -Infinity, Infinity}]", "1.77245"),
        integrate::n_integrate,
    ),
    Builtin::new(
        "NProduct",
        HELD,
        Arity::exactly(2).with_options(),
        "NProduct[f, {i, from, to}] gives the product of f as a number.",
        ("NProduct[1 + 1/n^2, {n, 1, Infinity}]", "3.67608"),
        sum::n_sum,
    ),
    Builtin::new(
        "NSum",
        HELD,
        Arity::exactly(2).with_options(),
        "NSum[f, {i, from, to}] gives the sum of f as a number.",
        ("NSum[1/n^2, {n, 1, Infinity}]", "1.64493"),
        sum::n_sum,
    ),
];

/// Options that all methods know.
const GOALS: &[&str] = &["AccuracyGoal", "EvaluationMonitor", "Method", "PrecisionGoal", "WorkingPrecision"];

/// Options of a method besides those.
const OPTIONS_OF: &[(&str, &[&str])] = &[
    ("FindMaximum", &["Gradient", "MaxIterations", "StepMonitor"]),
    ("FindMinimum", &["Gradient", "MaxIterations", "StepMonitor"]),
    ("FindRoot", &["DampingFactor", "Jacobian", "MaxIterations", "StepMonitor"]),
    (
        "NDSolve",
        &[
            "InterpolationOrder",
            "MaxStepFraction",
            "MaxStepSize",
            "MaxSteps",
            "StartingStepSize",
            "StepMonitor",
        ],
    ),
    ("NIntegrate", &["Exclusions", "MaxPoints", "MaxRecursion", "MinRecursion"]),
];

/// What an option is when it is not set.
fn option_default(name: &str) -> Expr {
    Expr::Symbol(Symbol::new(match name {
        "EvaluationMonitor" | "Exclusions" | "StepMonitor" => "None",
        "WorkingPrecision" => "MachinePrecision",
        _ => "Automatic",
    }))
}

/// Adds the numerical methods to a session.
pub fn install(ev: &mut Evaluator) {
    ev.install(ROWS);
    for (name, own) in OPTIONS_OF {
        let mut names: Vec<&str> = GOALS.iter().chain(*own).copied().collect();
        names.sort_unstable();
        let options = names.into_iter().map(|name| (Expr::Symbol(Symbol::new(name)), option_default(name)));
        ev.set_default_options(Symbol::new(name), options);
    }
    ev.install_sub(interpolation::symbol(), interpolation::apply);
}
