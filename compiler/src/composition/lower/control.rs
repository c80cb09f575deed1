//! Grid search: every setting of the control signals is tried on a copy of the state, and the best one is kept.

use scheelite_runtime::{Expr, Symbol};

use super::{Lowering, draw};
use crate::composition::emit::{binary, call, compare, sequence};
use crate::composition::layout::Section;
use crate::composition::model::{Controller, Cost, Direction, ModelError, Numbers, Result, When};
use crate::composition::wide;

/// More settings than this are refused.
const MOST_SAMPLES: usize = 10_000_000;

/// Outcomes closer than this, and than [`SELECTION_RELATIVE`] of the best, count as equal for random selection.
pub const SELECTION_ABSOLUTE: f64 = 1e-8;
/// See [`SELECTION_ABSOLUTE`].
pub const SELECTION_RELATIVE: f64 = 1e-5;

/// Statements that keep the state around a try.
pub struct Kept {
    /// Keeps it.
    pub save: Expr,
    /// Puts it back.
    pub restore: Expr,
    /// The variable that holds the generators, when the try draws numbers.
    pub generators: Option<Expr>,
}

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
        if controller.random_selection {
            let wanted = (controller.generator, controller.seed, 0);
            let (draws, _) = self.generator(&name, wanted);
            self.levels[number].picks = Some(draws);
        }
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
        let kept = self.saved(&body);
        self.emitter.push(kept.save.clone());
        self.emitter.set(&sample, Expr::Integer(0));
        self.emitter.set(&chosen, Expr::Integer(-1));
        self.emitter.set(&best, Expr::Real(0.0));
        let keep = self.keep(number, controller, [&net, &best, &chosen, &sample], &kept);
        let next = call("Set", [sample.clone(), binary("Plus", &sample, &Expr::Integer(1))]);
        let test = binary("Less", &sample, &Expr::Integer(count as i64));
        let round = call("CompoundExpression", [body, kept.restore, keep, next]);
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

    /// Keeps a setting that is better than the best so far. With random selection, of settings that are equal to the
    /// best each is kept with the same chance (reservoir sampling), and equal means as close as `numpy.isclose` has it.
    fn keep(
        &mut self,
        number: usize,
        controller: &Controller,
        [net, best, chosen, sample]: [&Expr; 4],
        kept: &Kept,
    ) -> Expr {
        let better = match controller.direction {
            Direction::Maximize => compare("Greater", net, best),
            Direction::Minimize => compare("Less", net, best),
        };
        let mut take =
            vec![call("Set", [best.clone(), net.clone()]), call("Set", [chosen.clone(), sample.clone()])];
        let first = binary("Less", chosen, &Expr::Integer(0));
        let Some(draws) = self.levels[number].picks else {
            return call("If", [call("Or", [first, better]), sequence(take)]);
        };
        let equals = Expr::Symbol(self.emitter.fresh("equals"));
        let again = sequence(take.clone());
        take.push(call("Set", [equals.clone(), Expr::Real(1.0)]));
        let take = sequence(take);
        let distance = call("Abs", [binary("Subtract", net, best)]);
        let slack = binary("Times", &Expr::Real(SELECTION_RELATIVE), &call("Abs", [best.clone()]));
        let close = compare("LessEqual", &distance, &binary("Plus", &Expr::Real(SELECTION_ABSOLUTE), &slack));
        let chance = binary("Divide", &Expr::Real(1.0), &equals);
        let mut pick = vec![
            call("Set", [equals.clone(), binary("Plus", &equals, &Expr::Real(1.0))]),
            draw::next("UniformDraw", draws),
        ];
        // What is put back for the next setting knows of the draw.
        pick.extend(kept.generators.iter().map(|kept| call("Set", [kept.clone(), draw::states()])));
        pick.push(call("If", [compare("Less", &draw::drawn(draws), &chance), again]));
        call("If", [first, take.clone(), call("If", [close, sequence(pick), call("If", [better, take])])])
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
        let result = self.simulated(number, controller.trials.max(1));
        self.simulating = false;
        result?;
        let (node, port) =
            self.sender(number, &controller.objective, controller.objective_port.as_deref())?;
        let objective = wide::element(&self.levels[number].nodes[node].outputs[port], &Expr::Integer(1));
        let net = match costs {
            Some(costs) => binary("Subtract", &objective, &costs),
            None => objective,
        };
        let variable = Expr::Symbol(self.emitter.fresh("net"));
        self.emitter.set(&variable, net);
        Ok(variable)
    }

    /// Trials of a try: one as it is, several in a loop.
    fn simulated(&mut self, number: usize, trials: u64) -> Result<()> {
        if trials == 1 {
            return self.trial(number);
        }
        let done = Expr::Symbol(self.emitter.fresh("simulated"));
        self.emitter.set(&done, Expr::Integer(0));
        let opened = self.emitter.open();
        let result = self.trial(number);
        let next = binary("Plus", &done, &Expr::Integer(1));
        self.emitter.set(&done, next);
        let body = self.emitter.close(opened);
        let most = Expr::Integer(i64::try_from(trials).unwrap_or(i64::MAX));
        self.emitter.push(call("While", [binary("Less", &done, &most), body]));
        result
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
    pub fn saved(&mut self, body: &Expr) -> Kept {
        let mut targets: Vec<Symbol> = Vec::new();
        super::parts::assigned(body, &mut targets);
        let mut generators = None;
        let mut save = Vec::new();
        let mut restore = Vec::new();
        let cells: Vec<Symbol> = self
            .layout
            .entries
            .iter()
            .flat_map(|entry| entry.cells.iter().filter_map(Expr::as_symbol))
            .filter(|symbol| targets.contains(symbol))
            .collect();
        for symbol in cells {
            let hint = format!("kept.{}", symbol.name());
            let kept = match self.emitter.arrays.get(&symbol).cloned() {
                Some(dims) => self.emitter.fresh_array(&hint, &dims),
                None => Expr::Symbol(self.emitter.fresh(&hint)),
            };
            save.push(call("Set", [kept.clone(), Expr::Symbol(symbol)]));
            restore.push(call("Set", [Expr::Symbol(symbol), kept]));
        }
        if draw::states().as_symbol().is_some_and(|symbol| super::parts::mentions(body, symbol)) {
            let kept = Expr::Symbol(self.emitter.fresh("kept.generators"));
            save.push(call("Set", [kept.clone(), draw::states()]));
            restore.push(draw::restored(&kept));
            generators = Some(kept);
        }
        Kept { save: sequence(save), restore: sequence(restore), generators }
    }
}

/// A column of settings as numbers, for printing.
pub fn setting_table(controller: &Controller) -> Vec<Numbers> {
    controller.signals.iter().map(|signal| Numbers::vector(signal.samples.clone())).collect()
}
