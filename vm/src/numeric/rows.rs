//! The numerical methods as functions of the language.

use scheelite_runtime::eval::{Arity, Attributes, Builtin, Evaluator};
use scheelite_runtime::{Expr, Symbol};

use super::{find_fit, fit, global, integrate, interpolation, minimum, ode, parts, root, sum};

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
        "FindMinimum[f, {x, start}] finds a place near the start where f is least; FindMinimum[{f, constraints}, …] where constraints hold.",
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
        "ListInterpolation",
        Attributes::PROTECTED,
        Arity::between(1, 2).with_options(),
        "ListInterpolation[array] gives a function that goes through the array at 1, 2, …; ListInterpolation[array, {{a, b}, …}] at places spread evenly from a to b.",
        ("ListInterpolation[{1, 4, 9, 16}, {{0, 3}}][1.5]", "6.25"),
        interpolation::list_interpolation,
    ),
    Builtin::new(
        "NDSolve",
        Attributes::PROTECTED,
        Arity::at_least(3).with_options(),
        "NDSolve[equations, y, {t, from, to}] finds the function with these derivatives and initial values.",
        ("(y /. First[NDSolve[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 1}]])[1]", "0.367879"),
        ode::nd_solve,
    ),
    Builtin::new(
        "NDSolveValue",
        Attributes::PROTECTED,
        Arity::at_least(3).with_options(),
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
        "NMaximize",
        HELD,
        Arity::exactly(2).with_options(),
        "NMaximize[f, {x, y}] finds where f is greatest; NMaximize[{f, constraints}, {x, y}] where constraints hold.",
        ("Round[NMaximize[{x + y, x^2 + y^2 <= 2}, {x, y}][[1]], 0.001]", "2."),
        global::n_minimize,
    ),
    Builtin::new(
        "NMinimize",
        HELD,
        Arity::exactly(2).with_options(),
        "NMinimize[f, {x, y}] finds where f is least; NMinimize[{f, constraints}, {x, y}] where constraints hold.",
        ("Round[NMinimize[x^4 - 4 x^2 + x, x][[1]], 0.001]", "-5.444"),
        global::n_minimize,
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
    Builtin::new(
        "WhenEvent",
        HELD,
        Arity::at_least(2),
        "WhenEvent[condition, action], among the equations of NDSolve, does something where the condition comes true: \"StopIntegration\", x'[t] -> value, or an expression to evaluate.",
        (
            "NDSolveValue[{y'[t] == 1, y[0] == 0, WhenEvent[y[t] > 2, \"StopIntegration\"]}, y, {t, 0, 5}][\"Domain\"]",
            "{{0., 2.}}",
        ),
        interpolation::inert,
    ),
];

/// Places and values of extrema alone.
pub const PARTS: &[Builtin] = &[
    Builtin::new(
        "FindArgMax",
        HELD,
        Arity::at_least(2).with_options(),
        "FindArgMax[f, x] gives the x of a local maximum of f.",
        ("Round[FindArgMax[-(x - 1)^2, {x, 0}], 0.001]", "{1.}"),
        parts::part,
    ),
    Builtin::new(
        "FindArgMin",
        HELD,
        Arity::at_least(2).with_options(),
        "FindArgMin[f, x] gives the x of a local minimum of f.",
        ("Round[FindArgMin[(x - 1)^2, {x, 0}], 0.001]", "{1.}"),
        parts::part,
    ),
    Builtin::new(
        "FindMaxValue",
        HELD,
        Arity::at_least(2).with_options(),
        "FindMaxValue[f, x] gives the value of a local maximum of f.",
        ("Round[FindMaxValue[2 - (x - 1)^2, {x, 0}], 0.001]", "2."),
        parts::part,
    ),
    Builtin::new(
        "FindMinValue",
        HELD,
        Arity::at_least(2).with_options(),
        "FindMinValue[f, x] gives the value of a local minimum of f.",
        ("Chop[FindMinValue[(x - 1)^2, {x, 0}]]", "0"),
        parts::part,
    ),
    Builtin::new(
        "NArgMax",
        HELD,
        Arity::at_least(2).with_options(),
        "NArgMax[f, x] gives the x where f is greatest.",
        ("Round[NArgMax[-(x - 1)^2, x], 0.001]", "1."),
        parts::part,
    ),
    Builtin::new(
        "NArgMin",
        HELD,
        Arity::at_least(2).with_options(),
        "NArgMin[f, x] gives the x where f is least.",
        ("Round[NArgMin[(x - 1)^2, x], 0.001]", "1."),
        parts::part,
    ),
    Builtin::new(
        "NMaxValue",
        HELD,
        Arity::at_least(2).with_options(),
        "NMaxValue[f, x] gives the greatest value of f.",
        ("Round[NMaxValue[2 - (x - 1)^2, x], 0.001]", "2."),
        parts::part,
    ),
    Builtin::new(
        "NMinValue",
        HELD,
        Arity::at_least(2).with_options(),
        "NMinValue[f, x] gives the least value of f.",
        ("Round[NMinValue[2 + (x - 1)^2, x], 0.001]", "2."),
        parts::part,
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
    (
        "NDSolveValue",
        &[
            "InterpolationOrder",
            "MaxStepFraction",
            "MaxStepSize",
            "MaxSteps",
            "StartingStepSize",
            "StepMonitor",
        ],
    ),
    ("NMaximize", &["MaxIterations", "StepMonitor", "Tolerance"]),
    ("NMinimize", &["MaxIterations", "StepMonitor", "Tolerance"]),
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
    ev.install(PARTS);
    for (name, own) in OPTIONS_OF {
        let mut names: Vec<&str> = GOALS.iter().chain(*own).copied().collect();
        names.sort_unstable();
        let options = names.into_iter().map(|name| (Expr::Symbol(Symbol::new(name)), option_default(name)));
        ev.set_default_options(Symbol::new(name), options);
    }
    ev.install_sub(interpolation::symbol(), interpolation::apply);
}
