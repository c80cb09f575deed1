//! Functions that mechanisms are made of, with their settings.

use scheelite_runtime::Expr;

pub use super::library::{FUNCTIONS, FunctionRow, Inputs};
use super::model::{ModelError, Numbers, Result, Setting, canonical};

/// A function with its parameters.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// What it computes.
    pub code: Code,
    /// Parameters that differ from the defaults, by canonical name.
    pub settings: Vec<(String, Setting)>,
    /// Seed of its own random generator; taken from the model's when absent.
    pub seed: Option<u64>,
    /// Which generator.
    pub generator: Generator,
    /// How many numbers of each kind are drawn and dropped before the first, as if the function had been called.
    pub burn: u64,
}

/// Which random generator a function draws from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Generator {
    /// MT19937 as `numpy.random.RandomState`.
    #[default]
    MersenneTwister,
    /// Philox4x64-10 as `numpy.random.Generator(Philox)`.
    Philox,
}

impl Generator {
    /// The generator of this name.
    pub fn named(name: &str) -> Option<Generator> {
        match canonical(name).as_str() {
            "philox" => Some(Generator::Philox),
            "mersennetwister" | "mt19937" => Some(Generator::MersenneTwister),
            _ => None,
        }
    }
}

/// What a function computes.
#[derive(Clone, Debug)]
pub enum Code {
    /// A row of the library.
    Row(&'static FunctionRow),
    /// A function of the user's own, `Function[{x, gain}, …]`: its first argument is the input as a vector, the
    /// others are parameters.
    Own(OwnFunction),
    /// Named expressions over inputs, parameters and state, as model description files have them.
    Equations(Vec<Equation>),
}

impl PartialEq for Code {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Code::Row(a), Code::Row(b)) => std::ptr::eq(*a, *b),
            (Code::Own(a), Code::Own(b)) => a == b,
            (Code::Equations(a), Code::Equations(b)) => a == b,
            _ => false,
        }
    }
}

/// A function of the user's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnFunction {
    /// `Function[{x, …}, body]`, or anything that can be applied.
    pub function: Expr,
    /// Names of its parameters with their values, in the order of its arguments after the inputs.
    pub parameters: Vec<(String, Numbers)>,
    /// Dimensions of its result, found by a trial evaluation when absent.
    pub dims: Option<Vec<usize>>,
}

/// One named expression of a mechanism of equations.
#[derive(Clone, Debug, PartialEq)]
pub struct Equation {
    /// The variable that it sets.
    pub name: String,
    /// The expression, with array operations as in the formulas of the library.
    pub value: Expr,
    /// The value before the first call, which makes the variable part of the state.
    pub initial: Option<Numbers>,
    /// Whether `value` is the derivative of the variable with respect to time.
    pub derivative: Derivative,
}

/// Whether an equation gives the variable or its rate of change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Derivative {
    /// The variable itself.
    #[default]
    None,
    /// The rate of change with time: one Euler step a call.
    Time,
}

/// The row with this name, compared as [`canonical`] says.
pub fn named(name: &str) -> Option<&'static FunctionRow> {
    let name = canonical(name);
    FUNCTIONS.iter().find(|row| canonical(row.name) == name)
}

impl Function {
    /// A function of the library with its defaults.
    pub fn new(name: &str) -> Result<Function> {
        let Some(row) = named(name) else {
            let known: Vec<&str> = FUNCTIONS.iter().map(|row| row.name).collect();
            return Err(ModelError::new("unknown-function", format!("there is no function `{name}`"))
                .help(format!("functions are {}", known.join(", "))));
        };
        Ok(Function::of(Code::Row(row)))
    }

    /// A function with this code and no settings.
    pub fn of(code: Code) -> Function {
        Function { code, settings: Vec::new(), seed: None, generator: Generator::MersenneTwister, burn: 0 }
    }

    /// Sets a parameter. `seed` and `generator` are set in the same way.
    pub fn with(mut self, name: &str, value: impl Into<Setting>) -> Result<Function> {
        self.set(name, value.into())?;
        Ok(self)
    }

    /// Sets a parameter.
    pub fn set(&mut self, name: &str, value: Setting) -> Result<()> {
        let key = canonical(name);
        match (key.as_str(), &value) {
            ("seed", Setting::Numbers(numbers)) if numbers.data.len() == 1 => {
                // A seed is an integer below 2^53 here, so nothing is cut off.
                self.seed = Some(numbers.data[0].abs() as u64);
                return Ok(());
            }
            ("burn", Setting::Numbers(numbers)) if numbers.data.len() == 1 => {
                self.burn = numbers.data[0].abs() as u64;
                return Ok(());
            }
            ("generator", Setting::Choice(choice)) => {
                self.generator = Generator::named(choice).ok_or_else(|| {
                    ModelError::new("bad-option", format!("there is no generator `{choice}`"))
                        .help("write \"MersenneTwister\" or \"Philox\"")
                })?;
                return Ok(());
            }
            _ => {}
        }
        if !self.has_parameter(&key) {
            return Err(ModelError::new(
                "unknown-parameter",
                format!("`{}` has no parameter `{name}`", self.title()),
            )
            .help(format!("its parameters are {}", self.parameter_names().join(", "))));
        }
        if let Code::Row(row) = self.code
            && !row.choice.is_empty()
            && key == row.choice
        {
            let Setting::Choice(choice) = &value else {
                return Err(ModelError::new("bad-option", format!("`{name}` of `{}` is a word", row.name)));
            };
            if !row.formulas.iter().any(|(word, _)| canonical(word) == canonical(choice)) {
                let words: Vec<&str> = row.formulas.iter().map(|(word, _)| *word).collect();
                return Err(ModelError::new(
                    "bad-option",
                    format!("`{name}` of `{}` cannot be `{choice}`", row.name),
                )
                .help(format!("it can be {}", words.join(", "))));
            }
        }
        match self.settings.iter_mut().find(|(own, _)| *own == key) {
            Some(entry) => entry.1 = value,
            None => self.settings.push((key, value)),
        }
        Ok(())
    }

    /// Whether there is a parameter of this canonical name.
    pub fn has_parameter(&self, key: &str) -> bool {
        match &self.code {
            Code::Row(row) => row.choice == key || row.parameters.iter().any(|(name, _)| *name == key),
            Code::Own(own) => own.parameters.iter().any(|(name, _)| canonical(name) == key),
            Code::Equations(equations) => equations.iter().any(|e| canonical(&e.name) == key),
        }
    }

    /// Names of all parameters.
    pub fn parameter_names(&self) -> Vec<String> {
        match &self.code {
            Code::Row(row) => {
                let choice = (!row.choice.is_empty()).then_some(row.choice);
                row.parameters.iter().map(|(name, _)| *name).chain(choice).map(str::to_owned).collect()
            }
            Code::Own(own) => own.parameters.iter().map(|(name, _)| name.clone()).collect(),
            Code::Equations(equations) => equations.iter().map(|e| e.name.clone()).collect(),
        }
    }

    /// The name shown to users.
    pub fn title(&self) -> &str {
        match &self.code {
            Code::Row(row) => row.name,
            Code::Own(_) => "Function",
            Code::Equations(_) => "Equations",
        }
    }

    /// The setting of a parameter, when it was set.
    pub fn setting(&self, key: &str) -> Option<&Setting> {
        self.settings.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The formula chosen, for rows of the library.
    pub fn formula(&self) -> Option<&'static str> {
        let Code::Row(row) = self.code else {
            return None;
        };
        let chosen = match self.setting(row.choice) {
            Some(Setting::Choice(choice)) => canonical(choice),
            _ => canonical(row.formulas[0].0),
        };
        row.formulas.iter().find(|(word, _)| canonical(word) == chosen).map(|(_, formula)| *formula)
    }
}
