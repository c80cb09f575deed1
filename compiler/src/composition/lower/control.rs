//! Grid search: every setting of the control signals is tried on a copy of the state, and the best one is kept.

use scheelite_runtime::{Expr, Symbol};

use super::Lowering;
use crate::composition::emit::{binary, call, compare};
use crate::composition::layout::Section;
use crate::composition::model::{Controller, Cost, Direction, ModelError, Numbers, Result, When};

/// More settings than this are refused.
const MOST_SAMPLES: usize = 10_000_000;

/// Number of settings that a controller tries.
pub fn samples(controller: &Controller) -> Option<usize> {
    controller.signals.iter().try_fold(1usize, |n, signal| n.checked_mul(signal.samples.len()))
}

impl Lowering<'_, '_> {
    /// Cells for the settings of a level's controller.
    pub fn control_cells(&mut self, number: usize) {
        let level = &self.levels[number];
        let Some(controller) = &level.model.controller else {
            return;
        };
        let name = format!("{}{}", level.prefix, controller.name);
        let mut values = Vec::new();
        for (index, signal) in controller.signals.iter().enumerate() {
            values.push(self.entry(
                Section::Data,
                format!("{name}.signal{index}"),
                signal.initial.into(),
                None,
            ));
            if signal.costs.contains(&Cost::Adjustment) {
                // The setting before the first counts as none.
                self.entry(Section::State, format!("{name}.before{index}"), signal.initial.into(), None);
            }
            if signal.costs.contains(&Cost::Duration) {
                let twice = 2.0 * signal.initial;
                self.entry(Section::State, format!("{name}.duration{index}"), twice.into(), None);
            }
        }
        self.entry(Section::Data, format!("{name}.outcome"), 0.0.into(), None);
        self.levels[number].control = values;
    }

    fn control_state(&self, number: usize, what: &str, index: usize) -> Option<Expr> {
        let level = &self.levels[number];
        let name = format!("{}{}.{what}{index}", level.prefix, level.model.controller.as_ref()?.name);
        self.layout.entries.iter().find(|entry| entry.name == name).map(|entry| entry.cells[0].clone())
    }

    /// Writes the search, when this is the time for it.
    pub fn controller(&mut self, number: usize, when: When) -> Result<()> {
        let model = self.levels[number].model;
        let Some(controller) = model.controller.as_ref().filter(|c| c.when == when) else {
            return Ok(());
        };
        if self.simulating {
            return Ok(());
        }
        if let Some(given) = self.given.clone() {
            self.choose(number, controller, &given);
            return Ok(());
        }
        let count = samples(controller).filter(|&n| n > 0 && n <= MOST_SAMPLES).ok_or_else(|| {
            ModelError::new(
                "bad-controller",
                "a controller needs between one and ten million settings to try",
            )
        })?;
        let sample = Expr::Symbol(self.emitter.fresh("sample"));
        let best = Expr::Symbol(self.emitter.fresh("best"));
        let chosen = Expr::Symbol(self.emitter.fresh("chosen"));
        let (net, body) = self.attempt(number, controller, &sample)?;
        let (saved, restore) = self.saved(&body);
        self.emitter.push(saved);
        self.emitter.set(&sample, Expr::Integer(0));
        self.emitter.set(&chosen, Expr::Integer(-1));
        self.emitter.set(&best, Expr::Real(0.0));
        let better = match controller.direction {
            Direction::Maximize => compare("Greater", &net, &best),
            Direction::Minimize => compare("Less", &net, &best),
        };
        let take = call(
            "CompoundExpression",
            [call("Set", [best.clone(), net]), call("Set", [chosen.clone(), sample.clone()])],
        );
        let keep = call("If", [call("Or", [binary("Less", &chosen, &Expr::Integer(0)), better]), take]);
        let next = call("Set", [sample.clone(), binary("Plus", &sample, &Expr::Integer(1))]);
        let test = binary("Less", &sample, &Expr::Integer(count as i64));
        let round = call("CompoundExpression", [body, restore, keep, next]);
        self.emitter.push(call("While", [test, round]));
        if let Some(outcome) = self.control_state(number, "outcome", 0).or_else(|| self.outcome(number)) {
            self.emitter.set(&outcome, best);
        }
        self.choose(number, controller, &chosen);
        Ok(())
    }

    fn outcome(&self, number: usize) -> Option<Expr> {
        let level = &self.levels[number];
        let name = format!("{}{}.outcome", level.prefix, level.model.controller.as_ref()?.name);
        self.layout.entries.iter().find(|entry| entry.name == name).map(|entry| entry.cells[0].clone())
    }

    /// One try: the variable with its net outcome, and the statements. The state is left changed.
    pub fn attempt(&mut self, number: usize, controller: &Controller, sample: &Expr) -> Result<(Expr, Expr)> {
        let opened = self.emitter.open();
        let result = self.attempt_code(number, controller, sample);
        let body = self.emitter.close(opened);
        Ok((result?, body))
    }

    fn attempt_code(&mut self, number: usize, controller: &Controller, sample: &Expr) -> Result<Expr> {
        let values = self.settings(controller, sample);
        let cells = self.levels[number].control.clone();
        let costs = self.costs(number, controller, &values);
        for (cell, value) in cells.iter().zip(&values) {
            self.emitter.set(&cell.elems[0], value.clone());
        }
        self.simulating = true;
        let mut result = Ok(());
        for _ in 0..controller.trials.clamp(1, 1000) {
            result = result.and_then(|()| self.trial(number));
        }
        self.simulating = false;
        result?;
        let (node, port) =
            self.sender(number, &controller.objective, controller.objective_port.as_deref())?;
        let objective = self.levels[number].nodes[node].outputs[port].elems[0].clone();
        let net = match costs {
            Some(costs) => binary("Subtract", &objective, &costs),
            None => objective,
        };
        let variable = Expr::Symbol(self.emitter.fresh("net"));
        self.emitter.set(&variable, net);
        Ok(variable)
    }

    /// The settings of all signals for the number of a try. The last signal varies fastest.
    fn settings(&mut self, controller: &Controller, sample: &Expr) -> Vec<Expr> {
        let mut values = Vec::new();
        for (index, signal) in controller.signals.iter().enumerate() {
            let stride: usize =
                controller.signals[index + 1..].iter().map(|other| other.samples.len()).product();
            let digit = match stride {
                1 => sample.clone(),
                _ => call("Quotient", [sample.clone(), Expr::Integer(stride as i64)]),
            };
            let digit = match index {
                0 => digit,
                _ => call("Mod", [digit, Expr::Integer(signal.samples.len() as i64)]),
            };
            let list = call("List", signal.samples.iter().map(|&x| Expr::Real(x)));
            let position = self.emitter.atom("digit", binary("Plus", &digit, &Expr::Integer(1)));
            values.push(self.emitter.atom("setting", call("Part", [list, position])));
        }
        values
    }

    /// What settings cost together.
    fn costs(&mut self, number: usize, controller: &Controller, values: &[Expr]) -> Option<Expr> {
        let mut sum: Option<Expr> = None;
        for (index, signal) in controller.signals.iter().enumerate() {
            let value = &values[index];
            let mut own: Option<Expr> = None;
            for cost in &signal.costs {
                let term = match cost {
                    Cost::Intensity => call("Exp", [value.clone()]),
                    Cost::Adjustment => {
                        let before = self.control_state(number, "before", index)?;
                        call("Abs", [binary("Subtract", value, &before)])
                    }
                    Cost::Duration => {
                        // A setting counts when it is put in force and when the signal is executed.
                        let duration = self.control_state(number, "duration", index)?;
                        binary("Plus", &binary("Plus", &duration, value), value)
                    }
                };
                own = Some(match own {
                    None => term,
                    Some(own) => binary("Plus", &own, &term),
                });
            }
            if let Some(own) = own {
                let own = self.emitter.atom("cost", own);
                let kept = call("If", [compare("Greater", &own, &Expr::Real(0.0)), own, Expr::Real(0.0)]);
                sum = Some(match sum {
                    None => kept,
                    Some(sum) => binary("Plus", &sum, &kept),
                });
            }
        }
        sum.map(|sum| self.emitter.atom("costs", sum))
    }

    /// Writes the settings chosen.
    pub fn choose(&mut self, number: usize, controller: &Controller, chosen: &Expr) {
        let values = self.settings(controller, chosen);
        for (index, value) in values.iter().enumerate() {
            let cell = self.levels[number].control[index].elems[0].clone();
            self.emitter.set(&cell, value.clone());
            if let Some(before) = self.control_state(number, "before", index) {
                self.emitter.set(&before, value.clone());
            }
            if let Some(duration) = self.control_state(number, "duration", index) {
                let sum = binary("Plus", &duration, value);
                self.emitter.set(&duration, sum);
            }
        }
    }

    /// Statements that keep all cells that `body` sets, and that put them back.
    pub fn saved(&mut self, body: &Expr) -> (Expr, Expr) {
        let mut targets: Vec<Symbol> = Vec::new();
        super::program::assigned(body, &mut targets);
        let generators = Symbol::new("Global`generators");
        let mut save = Vec::new();
        let mut restore = Vec::new();
        let cells: Vec<Symbol> = self
            .layout
            .entries
            .iter()
            .flat_map(|entry| entry.cells.iter().filter_map(Expr::as_symbol))
            .filter(|symbol| targets.contains(symbol))
            .collect();
        let draws = super::program::mentions(body, generators);
        for symbol in cells.into_iter().chain(draws.then_some(generators)) {
            let kept = Expr::Symbol(self.emitter.fresh(&format!("kept.{}", symbol.name())));
            save.push(call("Set", [kept.clone(), Expr::Symbol(symbol)]));
            restore.push(call("Set", [Expr::Symbol(symbol), kept]));
        }
        (crate::composition::emit::sequence(save), crate::composition::emit::sequence(restore))
    }
}

/// A column of settings as numbers, for printing.
pub fn setting_table(controller: &Controller) -> Vec<Numbers> {
    controller.signals.iter().map(|signal| Numbers::vector(signal.samples.clone())).collect()
}
