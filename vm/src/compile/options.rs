//! The options of `Compile`.

use std::sync::Arc;

use scheelite_compiler::request::{Choice, Options};
use scheelite_runtime::eval::{Eval, Evaluator};
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
        let known = match name.as_str() {
            "RuntimeOptions" => settings.runtime(&value),
            "CompilationOptions" => settings.compilation(&value),
            "RuntimeAttributes" => settings.attributes(&value),
            "Parallelization" => {
                settings.behaviour.parallel = value.is_true();
                Ok(())
            }
            "CompilationTarget" => {
                settings.native = !matches!(&value, Expr::String(target) if target.as_str() == "WVM");
                Ok(())
            }
            _ => Err(option.clone()),
        };
        if let Err(unknown) = known {
            ev.message_at(sym::Compile, "optx", &[unknown, Expr::Normal(call.clone())], call.origin);
            return Ok(None);
        }
    }
    Ok(Some(settings))
}

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
        let on = value.is_true();
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
        self.default_options &= *flag == on;
        *flag = on;
        Ok(())
    }

    fn compilation(&mut self, value: &Expr) -> Result<(), Unknown> {
        if is_option(value) {
            let Some((name, setting)) = named(value) else { return Err(value.clone()) };
            let choice = match &setting {
                Expr::Symbol(symbol) if *symbol == sym::Automatic => Choice::Automatic,
                setting if setting.is_true() => Choice::Yes,
                _ => Choice::No,
            };
            match name.as_str() {
                "ExpressionOptimization" => self.compiler.optimize = choice,
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
