//! The options of `Compile`.

use std::sync::Arc;

use scheelite_compiler::request::{Choice, Options};
use scheelite_runtime::eval::{Eval, Evaluator, Mark};
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Expr, Normal, Symbol, sym};

use crate::compiled_function::Behaviour;

/// What the options of one call of `Compile` ask for.
pub(super) struct Settings {
    pub compiler: Options,
    pub behaviour: Behaviour,
    /// Whether nothing differs from the default that a caller could see.
    pub default_options: bool,
    /// Whether native code was asked for.
    native: bool,
}

impl Settings {
    /// Says what was asked for and cannot be had.
    pub(super) fn report(&self, ev: &mut Evaluator, origin: Origin) {
        if self.native {
            ev.message_at(sym::Compile, "nonative", &[], origin);
        }
    }
}

/// Whether an argument is an option.
pub(super) fn is_option(arg: &Expr) -> bool {
    arg.as_normal().is_some_and(|normal| {
        (normal.has_head(sym::Rule) || normal.has_head(sym::RuleDelayed)) && normal.args.len() == 2
    })
}

/// Reads the options; none, after a message, when one is unknown.
pub(super) fn read(ev: &mut Evaluator, given: &[Expr], call: &Arc<Normal>) -> Eval<Option<Settings>> {
    let mut settings = Settings {
        compiler: Options::default(),
        behaviour: Behaviour {
            error_handler: None,
            warnings: true,
            symbolic: true,
            listable: false,
            parallel: false,
        },
        default_options: true,
        native: false,
    };
    for option in given {
        let Some(rule) = option.as_normal().filter(|_| is_option(option)) else {
            ev.message_at(
                sym::Compile,
                "nonopt",
                &[option.clone(), Expr::Integer(3), Expr::Normal(call.clone())],
                call.origin,
            );
            return Ok(None);
        };
        let name = match &rule.args[0] {
            Expr::Symbol(symbol) => symbol.name().to_owned(),
            Expr::String(text) => String::clone(text),
            _ => String::new(),
        };
        let value = ev.eval(rule.args[1].clone())?;
        let (known, help) = match name.as_str() {
            "RuntimeOptions" => (settings.runtime(&value), RUNTIME_HELP),
            "CompilationOptions" => (settings.compilation(&value), COMPILATION_HELP),
            "RuntimeAttributes" => (settings.attributes(&value), "the only attribute is Listable"),
            "Parallelization" => (settings.parallelization(&value), "write True, False or Automatic"),
            "CompilationTarget" => {
                (settings.target(&value), "write \"WVM\", or \"C\" or \"Native\" for native code")
            }
            _ => (Err(option.clone()), HELP),
        };
        if let Err(unknown) = known {
            // The part at fault where it was written by itself, else the whole option.
            let origin = [&unknown, option].iter().find_map(|expr| {
                expr.as_normal().map(|normal| normal.origin).filter(|&origin| origin != Origin::NONE)
            });
            let mark = Mark::new(origin.unwrap_or(call.origin), "").help(help);
            ev.message_marked(sym::Compile, "optx", &[unknown, Expr::Normal(call.clone())], mark);
            return Ok(None);
        }
    }
    Ok(Some(settings))
}

const HELP: &str = "the options are CompilationOptions, CompilationTarget, Parallelization, RuntimeAttributes and RuntimeOptions";
const RUNTIME_HELP: &str = "write \"Speed\", \"Quality\" or rules for \"CatchMachineOverflow\", \"CatchMachineIntegerOverflow\", \
     \"CatchMachineUnderflow\", \"CompareWithTolerance\", \"WarningMessages\", \"EvaluateSymbolically\" (True or False) and \
     \"RuntimeErrorHandler\"";
const COMPILATION_HELP: &str = "write rules for \"ExpressionOptimization\", \"InlineCompiledFunctions\" and \
     \"InlineExternalDefinitions\": True, False or Automatic";

/// A setting that is not known.
type Unknown = Expr;

impl Settings {
    fn attributes(&mut self, value: &Expr) -> Result<(), Unknown> {
        let listable = Symbol::new("Listable");
        let single = [value.clone()];
        let parts = value.elements();
        for attribute in parts.as_deref().unwrap_or(&single) {
            if !attribute.is_symbol(listable) {
                return Err(attribute.clone());
            }
            self.behaviour.listable = true;
        }
        Ok(())
    }

    fn parallelization(&mut self, value: &Expr) -> Result<(), Unknown> {
        match value {
            Expr::Symbol(sym::Automatic) => {}
            value => self.behaviour.parallel = truth(value).ok_or_else(|| value.clone())?,
        }
        Ok(())
    }

    fn target(&mut self, value: &Expr) -> Result<(), Unknown> {
        self.native = match value {
            Expr::Symbol(sym::Automatic) => false,
            Expr::String(target) if target.as_str() == "WVM" => false,
            Expr::String(target) if matches!(target.as_str(), "C" | "Native") => true,
            _ => return Err(value.clone()),
        };
        Ok(())
    }

    fn runtime(&mut self, value: &Expr) -> Result<(), Unknown> {
        match value {
            Expr::String(name) => self.preset(name).ok_or_else(|| value.clone()),
            Expr::Symbol(symbol) if *symbol == sym::Automatic => Ok(()),
            _ if is_option(value) => self.runtime_option(value),
            _ => match value.elements() {
                Some(parts) => parts.iter().try_for_each(|part| self.runtime(part)),
                None => Err(value.clone()),
            },
        }
    }

    /// `"Speed"` and `"Quality"`.
    fn preset(&mut self, name: &str) -> Option<()> {
        let strict = match name {
            "Speed" => false,
            "Quality" => true,
            _ => return None,
        };
        let options = &mut self.compiler;
        options.catch_integer_overflow = strict;
        options.catch_overflow = strict;
        options.tolerance = strict;
        self.default_options = false;
        Some(())
    }

    fn runtime_option(&mut self, rule: &Expr) -> Result<(), Unknown> {
        let Some((name, value)) = named(rule) else { return Err(rule.clone()) };
        let flag = match name.as_str() {
            "CatchMachineOverflow" => &mut self.compiler.catch_overflow,
            "CatchMachineIntegerOverflow" => &mut self.compiler.catch_integer_overflow,
            "CatchMachineUnderflow" => &mut self.compiler.catch_underflow,
            "CompareWithTolerance" => &mut self.compiler.tolerance,
            "WarningMessages" => &mut self.behaviour.warnings,
            "EvaluateSymbolically" => &mut self.behaviour.symbolic,
            "RuntimeErrorHandler" => {
                self.behaviour.error_handler =
                    Some(value).filter(|handler| !handler.is_symbol(sym::Evaluate));
                return Ok(());
            }
            _ => return Err(rule.clone()),
        };
        // `Automatic` leaves it as it is.
        if !value.is_symbol(sym::Automatic) {
            let on = truth(&value).ok_or_else(|| rule.clone())?;
            self.default_options &= *flag == on;
            *flag = on;
        }
        Ok(())
    }

    fn compilation(&mut self, value: &Expr) -> Result<(), Unknown> {
        if is_option(value) {
            let Some((name, setting)) = named(value) else { return Err(value.clone()) };
            let choice = match (&setting, truth(&setting)) {
                (Expr::Symbol(sym::Automatic), _) => Choice::Automatic,
                (_, Some(true)) => Choice::Yes,
                (_, Some(false)) => Choice::No,
                _ => return Err(value.clone()),
            };
            match name.as_str() {
                "ExpressionOptimization" => {
                    self.compiler.optimize = choice;
                    self.compiler.passes = choice != Choice::No;
                }
                "InlineCompiledFunctions" => self.compiler.inline_compiled = choice,
                "InlineExternalDefinitions" => self.compiler.inline_definitions = choice,
                _ => return Err(value.clone()),
            }
            return Ok(());
        }
        if value.is_symbol(sym::Automatic) {
            return Ok(());
        }
        match value.elements() {
            Some(parts) => parts.iter().try_for_each(|part| self.compilation(part)),
            None => Err(value.clone()),
        }
    }
}

/// `True` or `False`.
fn truth(value: &Expr) -> Option<bool> {
    match value {
        Expr::Symbol(sym::True) => Some(true),
        Expr::Symbol(sym::False) => Some(false),
        _ => None,
    }
}

/// Name and setting of an option.
fn named(rule: &Expr) -> Option<(String, Expr)> {
    let rule = rule.as_normal().filter(|_| is_option(rule))?;
    let name = match &rule.args[0] {
        Expr::Symbol(symbol) => symbol.name().to_owned(),
        Expr::String(text) => String::clone(text),
        _ => return None,
    };
    Some((name, rule.args[1].clone()))
}
