//! The scheduler as statements: conditions as tests over counts, a trial as the loop of passes over consideration
//! sets.

use scheelite_runtime::Expr;

use super::node::{all_of, any_of};
use super::{Counter, Lowering, Parameter};
use crate::composition::condition::{Condition, Quantifier, Relation, Scale, Threshold};
use crate::composition::emit::{binary, call, compare};
use crate::composition::layout::Section;
use crate::composition::model::{Comparator, MOST_PASSES, ModelError, NodeKind, Result, canonical};
use crate::composition::wide;

/// A pass in which nothing runs is repeated at most so often before the trial is given up as stuck.
const MOST_IDLE_PASSES: i64 = 20_000;

/// The tests of a level.
#[derive(Clone)]
pub struct Tests {
    /// When each node runs.
    nodes: Vec<Expr>,
    /// When a trial ends.
    trial_end: Expr,
    /// When a run ends, when it can.
    pub run_end: Option<Expr>,
    /// When each node is reset.
    resets: Vec<Option<Expr>>,
    /// Whether every node runs once, in order, in every trial.
    straight: bool,
}

impl Lowering<'_, '_> {
    /// Lowers the conditions of a level, once.
    pub fn tests(&mut self, number: usize) -> Result<Tests> {
        if let Some(tests) = &self.levels[number].tests {
            return Ok(tests.clone());
        }
        let model = self.levels[number].model;
        let conditions = self.levels[number].conditions.clone();
        let default = Condition::AllHaveRun(Vec::new(), Scale::Trial);
        let trial_end = model.trial_end.clone().unwrap_or(default.clone());
        let absolute =
            conditions.iter().chain(&model.trial_end).chain(&model.run_end).any(Condition::is_absolute);
        let straight = !absolute && trial_end == default && self.runs_straight(number, &conditions);
        let mut nodes = Vec::new();
        for (node, condition) in conditions.iter().enumerate() {
            nodes.push(if straight {
                Expr::boolean(true)
            } else {
                self.test(number, Some(node), condition)?
            });
        }
        let run_end = match &model.run_end {
            Some(Condition::Never) | None => None,
            Some(condition) => Some(self.test(number, None, condition)?),
        };
        let trial_end = if straight { Expr::boolean(true) } else { self.test(number, None, &trial_end)? };
        let trial_end = match &run_end {
            Some(run_end) if !straight => any_of(vec![trial_end, run_end.clone()]),
            _ => trial_end,
        };
        let mut resets = Vec::new();
        for node in 0..model.nodes.len() {
            let reset = match &model.nodes[node].kind {
                NodeKind::Mechanism(mechanism) => match &mechanism.reset_when {
                    Condition::Never => None,
                    // Asked when a trial starts.
                    Condition::Clock(Scale::Pass, Relation::At, 0, Scale::Trial) => Some(Expr::boolean(true)),
                    condition => Some(self.test(number, Some(node), condition)?),
                },
                NodeKind::Composition(_) => None,
            };
            resets.push(reset);
        }
        if absolute {
            self.counter(number, Counter::Time);
        }
        let straight = straight && run_end.is_none();
        let tests = if straight || run_end.is_none() || !nodes.iter().all(Expr::is_true) {
            Tests { nodes, trial_end, run_end, resets, straight }
        } else {
            // A run that can end inside a trial keeps the full loop.
            let mut nodes = Vec::new();
            for (node, condition) in conditions.iter().enumerate() {
                nodes.push(self.test(number, Some(node), condition)?);
            }
            let end = self.test(number, None, &default)?;
            let trial_end = any_of(vec![end, run_end.clone().unwrap_or(Expr::boolean(false))]);
            Tests { nodes, trial_end, run_end, resets, straight: false }
        };
        self.levels[number].tests = Some(tests.clone());
        Ok(tests)
    }

    /// Whether all nodes run exactly once in the first pass whatever the values are.
    fn runs_straight(&self, number: usize, conditions: &[Condition]) -> bool {
        let graph = &self.levels[number].graph;
        let mut before: Vec<usize> = Vec::new();
        for set in &graph.sets {
            let ran = |name: &str| graph.index.get(name).is_some_and(|node| before.contains(node));
            if !set.iter().all(|&node| holds_at_once(&conditions[node], &ran)) {
                return false;
            }
            before.extend(set);
        }
        true
    }

    /// The cell of a count.
    pub(super) fn counter(&mut self, number: usize, counter: Counter) -> Expr {
        if let Some((_, cell)) = self.levels[number].counters.iter().find(|(own, _)| *own == counter) {
            return cell.clone();
        }
        let level = &self.levels[number];
        let node = |node: usize| level.model.nodes[node].name.clone();
        let (name, reset) = match &counter {
            Counter::Calls(n, scale) => (format!("{}.calls.{scale:?}", node(*n)), reset_of(*scale)),
            Counter::Usable(from, to) => {
                (format!("{}.unused_by.{}", node(*from), node(*to)), Some(Scale::Trial))
            }
            Counter::Units(unit, scale) => (format!("clock.{unit:?}.{scale:?}"), reset_of(*scale)),
            Counter::Ran(n) => (format!("{}.just_ran", node(*n)), None),
            Counter::Held(n) => (format!("held.{n}"), None),
            Counter::Time => ("clock.time".to_owned(), Some(Scale::Run)),
        };
        let name = format!("{}{name}", level.prefix);
        let cell = self.entry(Section::Clock, name, 0.0.into(), reset).elems[0].clone();
        self.levels[number].counters.push((counter, cell.clone()));
        cell
    }

    fn index(&self, number: usize, name: &str) -> usize {
        self.levels[number].graph.index.get(name).copied().unwrap_or(0)
    }

    /// A condition as a test.
    pub fn test(&mut self, number: usize, owner: Option<usize>, condition: &Condition) -> Result<Expr> {
        Ok(match condition {
            Condition::Always => Expr::boolean(true),
            Condition::Never => Expr::boolean(false),
            Condition::Not(inner) => call("Not", [self.test(number, owner, inner)?]),
            Condition::All(all) => {
                all_of(all.iter().map(|inner| self.test(number, owner, inner)).collect::<Result<_>>()?)
            }
            Condition::Any(all) => {
                any_of(all.iter().map(|inner| self.test(number, owner, inner)).collect::<Result<_>>()?)
            }
            Condition::NWhen(inner, n) => {
                let held = self.levels[number]
                    .counters
                    .iter()
                    .filter(|(c, _)| matches!(c, Counter::Held(_)))
                    .count();
                let cell = self.counter(number, Counter::Held(held));
                let test = self.test(number, owner, inner)?;
                let open = call("And", [binary("Less", &cell, &Expr::Integer(*n)), test]);
                let bump = call("Set", [cell.clone(), binary("Plus", &cell, &Expr::Integer(1))]);
                call(
                    "If",
                    [open, call("CompoundExpression", [bump, Expr::boolean(true)]), Expr::boolean(false)],
                )
            }
            Condition::AllHaveRun(nodes, scale) => {
                let nodes: Vec<usize> = match &nodes[..] {
                    [] => (0..self.levels[number].model.nodes.len()).collect(),
                    names => names.iter().map(|name| self.index(number, name)).collect(),
                };
                let tests = nodes.into_iter().map(|node| {
                    let calls = self.counter(number, Counter::Calls(node, *scale));
                    binary("GreaterEqual", &calls, &Expr::Integer(1))
                });
                all_of(tests.collect())
            }
            Condition::Calls(nodes, relation, n, scale) => {
                let nodes: Vec<usize> = nodes.iter().map(|name| self.index(number, name)).collect();
                let calls: Vec<Expr> = nodes
                    .into_iter()
                    .map(|node| self.counter(number, Counter::Calls(node, *scale)))
                    .collect();
                let sum = calls.into_iter().reduce(|a, b| binary("Plus", &a, &b)).unwrap_or(Expr::Integer(0));
                related(&sum, *relation, *n)
            }
            Condition::EveryNCalls(node, n) => {
                let from = self.index(number, node);
                let Some(owner) = owner else {
                    return Err(ModelError::new(
                        "bad-condition",
                        "`EveryNCalls` can only say when a node runs",
                    ));
                };
                let unused = self.counter(number, Counter::Usable(from, owner));
                binary("GreaterEqual", &unused, &Expr::Integer(*n))
            }
            Condition::JustRan(node) => {
                let node = self.index(number, node);
                let ran = self.counter(number, Counter::Ran(node));
                binary("GreaterEqual", &ran, &Expr::Integer(1))
            }
            Condition::Clock(unit, relation, n, scale) => {
                let units = self.counter(number, Counter::Units(*unit, *scale));
                related(&units, *relation, *n)
            }
            Condition::WhenFinished(nodes, quantifier) => {
                let nodes: Vec<usize> = match &nodes[..] {
                    [] => (0..self.levels[number].model.nodes.len()).collect(),
                    names => names.iter().map(|name| self.index(number, name)).collect(),
                };
                let mut tests = Vec::new();
                for node in nodes {
                    tests.push(match self.levels[number].nodes[node].finished.clone() {
                        Some(finished) => call("Greater", [finished, Expr::Real(0.5)]),
                        None => Expr::boolean(true),
                    });
                }
                match quantifier {
                    Quantifier::All => all_of(tests),
                    Quantifier::Any => any_of(tests),
                }
            }
            Condition::Threshold(threshold) => self.threshold(number, threshold)?,
            Condition::TimeInterval(interval) => self.interval(number, owner, interval)?,
            Condition::TimeTermination(at, bound) => self.termination(number, *at, *bound)?,
            Condition::Host(function) => {
                let clock =
                    [(Scale::Trial, Scale::Run), (Scale::Pass, Scale::Trial), (Scale::Step, Scale::Trial)]
                        .map(|(unit, scale)| self.counter(number, Counter::Units(unit, scale)));
                call("TrueQ", [Expr::call(function.clone(), clock)])
            }
        })
    }

    fn threshold(&mut self, number: usize, threshold: &Threshold) -> Result<Expr> {
        let node = self.index(number, &threshold.node);
        let key = canonical(&threshold.parameter);
        if matches!(key.as_str(), "numexecutions" | "executioncount") {
            let scale = match threshold.indices.first() {
                Some(0) => Scale::Step,
                Some(1) => Scale::Pass,
                Some(2) => Scale::Trial,
                Some(3) => Scale::Run,
                _ => Scale::Life,
            };
            let calls = self.counter(number, Counter::Calls(node, scale));
            return Ok(compared(&call("N", [calls]), threshold));
        }
        let cells = &self.levels[number].nodes[node];
        let stages = || cells.stages.iter().rev();
        let value = if key == "value" {
            cells.outputs.first().cloned()
        } else {
            stages()
                .flat_map(|stage| stage.state.iter().flatten())
                .find(|(name, _)| canonical(name) == key || (name == "previous" && key == "previousvalue"))
                .map(|(_, value)| value.clone())
                .or_else(|| {
                    let port = cells.output_names.iter().position(|name| canonical(name) == key)?;
                    cells.outputs.get(port).cloned()
                })
                .or_else(|| {
                    stages().flat_map(|stage| &stage.parameters).find_map(|(name, parameter)| match parameter
                    {
                        Parameter::Cells(value) if *name == key => Some(value.clone()),
                        _ => None,
                    })
                })
        };
        let Some(value) = value else {
            return Err(ModelError::new(
                "unknown-parameter",
                format!(
                    "the condition looks at `{}` of `{}`, which it does not have",
                    threshold.parameter, threshold.node
                ),
            ));
        };
        let index = match &threshold.indices[..] {
            [] => 0,
            indices => usize::try_from(*indices.last().unwrap_or(&0)).unwrap_or(usize::MAX),
        };
        let elem = (index < value.count()).then(|| wide::element(&value, &Expr::Integer(index as i64 + 1)));
        let Some(elem) = elem else {
            return Err(ModelError::new(
                "no-such-part",
                format!(
                    "the condition looks at element {index} of `{}`, which has {}",
                    threshold.node,
                    value.count()
                ),
            ));
        };
        Ok(compared(&elem, threshold))
    }

    /// Writes one trial of a level.
    pub fn trial(&mut self, number: usize) -> Result<()> {
        let tests = self.tests(number)?;
        self.reset_counters(number, Scale::Trial);
        self.start_clock(number)?;
        for (node, reset) in tests.resets.iter().enumerate() {
            if let Some(test) = reset {
                let opened = self.emitter.open();
                let result = self.reset_code(number, node);
                let body = self.emitter.close(opened);
                result?;
                if body.is_symbol(scheelite_runtime::sym::Null) {
                    continue;
                }
                let statement = if test.is_true() { body } else { call("If", [test.clone(), body]) };
                self.emitter.push(statement);
            }
        }
        self.controller(number, crate::composition::model::When::Before)?;
        let sets = self.levels[number].graph.sets.clone();
        if tests.straight {
            self.reset_counters(number, Scale::Pass);
            for set in &sets {
                self.set_code(number, set, &tests, None)?;
            }
            self.bump(number, |counter| matches!(counter, Counter::Units(Scale::Pass, _)));
        } else {
            self.passes(number, &sets, &tests)?;
        }
        self.controller(number, crate::composition::model::When::After)?;
        self.bump(number, |counter| matches!(counter, Counter::Units(Scale::Trial, _)));
        Ok(())
    }

    fn passes(&mut self, number: usize, sets: &[Vec<usize>], tests: &Tests) -> Result<()> {
        let done = Expr::Symbol(self.emitter.fresh("done"));
        let ran = Expr::Symbol(self.emitter.fresh("ran"));
        let idle = Expr::Symbol(self.emitter.fresh("idle"));
        let passes = Expr::Symbol(self.emitter.fresh("passes"));
        let stuck = self.stuck();
        let (stuck_idle, stuck_late) = self.stuck_marks(number);
        let most = self.most_passes(number);
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let most_idle = Expr::Integer(most.min(MOST_IDLE_PASSES));
        let most = Expr::Integer(most);
        self.emitter.set(&idle, Expr::Integer(0));
        self.emitter.set(&passes, Expr::Integer(0));
        self.emitter.set(&done, tests.trial_end.clone());
        let opened = self.emitter.open();
        self.reset_counters(number, Scale::Pass);
        self.emitter.set(&ran, Expr::boolean(false));
        let mut result = Ok(());
        for (index, set) in sets.iter().enumerate() {
            let inner = self.emitter.open();
            result = result.and(self.set_code(number, set, tests, Some(&ran)));
            self.emitter.set(&done, tests.trial_end.clone());
            let body = self.emitter.close(inner);
            let statement = if index == 0 { body } else { call("If", [call("Not", [done.clone()]), body]) };
            self.emitter.push(statement);
        }
        // An empty pass takes one step.
        let inner = self.emitter.open();
        let next = binary("Plus", &idle, &Expr::Integer(1));
        self.emitter.set(&idle, next);
        if !self.levels[number].counters.iter().any(|(counter, _)| *counter == Counter::Time) {
            self.step_code(number, None);
        }
        let too_many = binary("Greater", &idle, &most_idle);
        let give_up = |mark: Expr| {
            call(
                "CompoundExpression",
                [call("Set", [stuck.clone(), mark]), call("Set", [done.clone(), Expr::boolean(true)])],
            )
        };
        self.bump(number, |counter| matches!(counter, Counter::Units(Scale::Pass, _)));
        self.emitter.set(&done, tests.trial_end.clone());
        self.emitter.push(call("If", [too_many, give_up(stuck_idle)]));
        let empty = self.emitter.close(inner);
        let inner = self.emitter.open();
        self.emitter.set(&idle, Expr::Integer(0));
        self.bump(number, |counter| matches!(counter, Counter::Units(Scale::Pass, _)));
        self.emitter.set(&done, tests.trial_end.clone());
        let full = self.emitter.close(inner);
        self.emitter.push(call("If", [ran, full, empty]));
        let next = binary("Plus", &passes, &Expr::Integer(1));
        self.emitter.set(&passes, next);
        let late = call("And", [call("Not", [done.clone()]), binary("GreaterEqual", &passes, &most)]);
        self.emitter.push(call("If", [late, give_up(stuck_late)]));
        let body = self.emitter.close(opened);
        result?;
        self.emitter.push(call("While", [call("Not", [done]), body]));
        Ok(())
    }

    /// The most passes of a trial of a level: its own number, or that of the whole model.
    fn most_passes(&self, number: usize) -> u64 {
        let whole = self.levels.last().and_then(|level| level.model.most_passes);
        self.levels[number].model.most_passes.or(whole).unwrap_or(MOST_PASSES)
    }

    /// What the cell holds when a level's trial was given up: because nothing ran, and because of too many passes.
    fn stuck_marks(&mut self, number: usize) -> (Expr, Expr) {
        let model = self.levels[number].model;
        let end = model.trial_end.clone().unwrap_or(Condition::AllHaveRun(Vec::new(), Scale::Trial));
        let most = self.most_passes(number);
        let text =
            |why: String| format!("a trial of `{}` does not end: `{end}` does not hold {why}", model.name);
        self.endless.push(text("and no node can run any more".to_owned()));
        self.endless.push(text(format!("after {most} passes")));
        let count = i64::try_from(self.endless.len()).unwrap_or(i64::MAX);
        (Expr::Integer(count - 1), Expr::Integer(count))
    }

    /// The cell that says that a trial could not end.
    pub fn stuck(&mut self) -> Expr {
        if let Some(entry) = self.layout.entries.iter().find(|entry| entry.name == "run.stuck") {
            return entry.cells[0].clone();
        }
        self.entry(Section::Clock, "run.stuck".to_owned(), 0.0.into(), None).elems[0].clone()
    }

    /// Writes one consideration set: who runs, then all who run on what was there before.
    fn set_code(&mut self, number: usize, set: &[usize], tests: &Tests, ran: Option<&Expr>) -> Result<()> {
        self.reset_counters(number, Scale::Step);
        let sure = set.iter().all(|&node| tests.nodes[node].is_true());
        if sure || set.len() == 1 {
            let test = if sure { Expr::boolean(true) } else { tests.nodes[set[0]].clone() };
            let opened = self.emitter.open();
            for &node in set {
                self.chosen(number, node);
            }
            if let Some(ran) = ran {
                self.emitter.set(ran, Expr::boolean(true));
            }
            let saved = self.freeze(number, set);
            let mut result = Ok(());
            for &node in set {
                result = result.and_then(|()| self.execute(number, node));
            }
            self.frozen = saved;
            self.step_code(
                number,
                Some(&set.iter().map(|&node| (node, Expr::Integer(1))).collect::<Vec<_>>()),
            );
            let body = self.emitter.close(opened);
            result?;
            let absolute = self.levels[number].counters.iter().any(|(counter, _)| *counter == Counter::Time);
            let statement = match (test.is_true(), absolute) {
                (true, _) => body,
                (false, false) => call("If", [test, body]),
                // In model time a step passes even when nothing runs.
                (false, true) => {
                    let opened = self.emitter.open();
                    self.step_code(number, Some(&[]));
                    let idle = self.emitter.close(opened);
                    call("If", [test, body, idle])
                }
            };
            self.emitter.push(statement);
            return Ok(());
        }
        let chosen: Vec<Expr> = set
            .iter()
            .map(|&node| {
                let hint = format!("runs.{}", self.levels[number].model.nodes[node].name);
                let symbol = Expr::Symbol(self.emitter.fresh(&hint));
                self.emitter.set(&symbol, Expr::Integer(0));
                symbol
            })
            .collect();
        let any = Expr::Symbol(self.emitter.fresh("any"));
        self.emitter.set(&any, Expr::boolean(false));
        let again = self.depends_inside(number, set).then(|| Expr::Symbol(self.emitter.fresh("again")));
        let opened = self.emitter.open();
        if let Some(again) = &again {
            self.emitter.set(again, Expr::boolean(false));
        }
        for (&node, chosen) in set.iter().zip(&chosen) {
            let inner = self.emitter.open();
            self.chosen(number, node);
            self.emitter.set(chosen, Expr::Integer(1));
            self.emitter.set(&any, Expr::boolean(true));
            if let Some(again) = &again {
                self.emitter.set(again, Expr::boolean(true));
            }
            let body = self.emitter.close(inner);
            let test = all_of(vec![binary("Less", chosen, &Expr::Integer(1)), tests.nodes[node].clone()]);
            self.emitter.push(call("If", [test, body]));
        }
        let choose = self.emitter.close(opened);
        match again {
            Some(again) => {
                self.emitter.set(&again, Expr::boolean(true));
                self.emitter.push(call("While", [again, choose]));
            }
            None => self.emitter.push(choose),
        }
        let saved = self.freeze(number, set);
        let mut result = Ok(());
        for (&node, chosen) in set.iter().zip(&chosen) {
            let opened = self.emitter.open();
            result = result.and_then(|()| self.execute(number, node));
            let body = self.emitter.close(opened);
            self.emitter.push(call("If", [binary("Greater", chosen, &Expr::Integer(0)), body]));
        }
        self.frozen = saved;
        result?;
        let opened = self.emitter.open();
        if let Some(ran) = ran {
            self.emitter.set(ran, Expr::boolean(true));
        }
        self.step_code(number, Some(&set.iter().copied().zip(chosen.iter().cloned()).collect::<Vec<_>>()));
        let body = self.emitter.close(opened);
        let absolute = self.levels[number].counters.iter().any(|(counter, _)| *counter == Counter::Time);
        if absolute {
            let opened = self.emitter.open();
            self.step_code(number, Some(&[]));
            let idle = self.emitter.close(opened);
            self.emitter.push(call("If", [any, body, idle]));
        } else if !body.is_symbol(scheelite_runtime::sym::Null) {
            self.emitter.push(call("If", [any, body]));
        }
        Ok(())
    }

    /// Whether a condition of the set looks at calls of another node of the set.
    fn depends_inside(&self, number: usize, set: &[usize]) -> bool {
        let level = &self.levels[number];
        set.iter().any(|&node| {
            let mut inside = false;
            level.conditions[node].each_node(&mut |name| {
                inside |= level.graph.index.get(name).is_some_and(|other| set.contains(other));
            });
            inside || matches!(&level.conditions[node], Condition::AllHaveRun(nodes, _) if nodes.is_empty())
        })
    }

    /// Writes copies of outputs that a later node of the set reads and an earlier one writes; gives back what was
    /// frozen before.
    fn freeze(&mut self, number: usize, set: &[usize]) -> super::Frozen {
        let saved = self.frozen.clone();
        if set.len() < 2 {
            return saved;
        }
        let level = &self.levels[number];
        let place = |name: &str| {
            let node = level.graph.index.get(name.split('/').next().unwrap_or(name))?;
            set.iter().position(|other| other == node)
        };
        let mut read: Vec<(usize, Option<String>)> = Vec::new();
        for projection in &level.model.projections {
            if let (Some(sender), Some(receiver)) = (place(&projection.sender), place(&projection.receiver))
                && sender < receiver
            {
                read.push((set[sender], projection.sender_port.clone()));
            }
        }
        for signal in &level.model.signals {
            use crate::composition::model::Target;
            let (Target::Parameter(node, _) | Target::Input(node, _) | Target::Output(node, _)) =
                &signal.target;
            if let (Some(sender), Some(receiver)) = (place(&signal.sender), place(node))
                && sender < receiver
            {
                read.push((set[sender], signal.sender_port.clone()));
            }
        }
        for (sender, port) in read {
            let name = self.levels[number].model.nodes[sender].name.clone();
            let Ok((_, port)) = self.sender(number, &name, port.as_deref()) else {
                continue;
            };
            let output = self.levels[number].nodes[sender].outputs[port].clone();
            if let Some(variable) = wide::variable(&output) {
                if let Some(symbol) = variable.as_symbol().filter(|symbol| !self.frozen.contains_key(symbol))
                {
                    let old = self.emitter.array_variable(&format!("old.{}", symbol.name()), &output);
                    self.frozen.extend(wide::variable(&old).map(|old| (symbol, old)));
                }
                continue;
            }
            for elem in output.elems {
                let Some(symbol) = elem.as_symbol() else {
                    continue;
                };
                if !self.frozen.contains_key(&symbol) {
                    let old = Expr::Symbol(self.emitter.fresh(&format!("old.{}", symbol.name())));
                    self.emitter.set(&old, elem);
                    self.frozen.insert(symbol, old);
                }
            }
        }
        saved
    }

    /// Counts a node as chosen to run.
    fn chosen(&mut self, number: usize, node: usize) {
        let counters = self.levels[number].counters.clone();
        for (counter, cell) in &counters {
            if matches!(counter, Counter::Usable(_, to) if *to == node) {
                self.emitter.set(cell, Expr::Integer(0));
            }
        }
        for (counter, cell) in &counters {
            let counts = match counter {
                Counter::Calls(own, _) => *own == node,
                Counter::Usable(from, _) => *from == node,
                _ => false,
            };
            if counts {
                self.emitter.set(cell, binary("Plus", cell, &Expr::Integer(1)));
            }
        }
    }

    /// Counts a step in which these nodes ran: a number above 0 beside each that did. `None` for an empty pass.
    fn step_code(&mut self, number: usize, ran: Option<&[(usize, Expr)]>) {
        let counters = self.levels[number].counters.clone();
        for (counter, cell) in &counters {
            match counter {
                Counter::Units(Scale::Step, _) => {
                    self.emitter.set(cell, binary("Plus", cell, &Expr::Integer(1)));
                }
                Counter::Time => {
                    let step = self.clock(number).map_or(1, |clock| clock.step);
                    self.emitter.set(cell, binary("Plus", cell, &Expr::Integer(step)));
                }
                Counter::Ran(node) => {
                    let value = ran
                        .and_then(|ran| ran.iter().find(|(own, _)| own == node))
                        .map_or(Expr::Integer(0), |(_, value)| value.clone());
                    self.emitter.set(cell, value);
                }
                _ => {}
            }
        }
    }

    fn bump(&mut self, number: usize, which: impl Fn(&Counter) -> bool) {
        for (counter, cell) in self.levels[number].counters.clone() {
            if which(&counter) {
                let next = binary("Plus", &cell, &Expr::Integer(1));
                self.emitter.set(&cell, next);
            }
        }
    }

    fn reset_counters(&mut self, number: usize, scale: Scale) {
        for (counter, cell) in self.levels[number].counters.clone() {
            let resets = match counter {
                Counter::Calls(_, own) | Counter::Units(_, own) => own == scale,
                Counter::Usable(..) => scale == Scale::Trial,
                _ => false,
            };
            if resets {
                self.emitter.set(&cell, Expr::Integer(0));
            }
        }
    }
}

fn reset_of(scale: Scale) -> Option<Scale> {
    (scale != Scale::Life).then_some(scale)
}

fn related(count: &Expr, relation: Relation, n: i64) -> Expr {
    let n = Expr::Integer(n);
    match relation {
        Relation::Before => binary("Less", count, &n),
        Relation::At => binary("Equal", count, &n),
        Relation::After => binary("Greater", count, &n),
        Relation::AfterN => binary("GreaterEqual", count, &n),
        Relation::Every => call("Equal", [binary("Mod", count, &n), Expr::Integer(0)]),
    }
}

/// A quantity compared as a `Threshold` says.
fn compared(value: &Expr, threshold: &Threshold) -> Expr {
    let number = Expr::Real(threshold.threshold);
    let near = || {
        let distance = call("Abs", [binary("Subtract", value, &number)]);
        let allowed = threshold.absolute + threshold.relative * threshold.threshold.abs();
        compare("LessEqual", &distance, &Expr::Real(allowed))
    };
    match threshold.comparator {
        Comparator::Equal => near(),
        Comparator::Unequal => call("Not", [near()]),
        other => compare(other.head(), value, &number),
    }
}

/// Whether a condition holds in the first pass of every trial when these nodes have run in it before.
fn holds_at_once(condition: &Condition, ran: &dyn Fn(&str) -> bool) -> bool {
    match condition {
        Condition::Always => true,
        Condition::EveryNCalls(node, n) => *n <= 1 && ran(node),
        Condition::All(all) => all.iter().all(|inner| holds_at_once(inner, ran)),
        Condition::AllHaveRun(nodes, Scale::Trial) => !nodes.is_empty() && nodes.iter().all(|node| ran(node)),
        Condition::Clock(Scale::Pass, Relation::At, 0, Scale::Trial) => true,
        Condition::JustRan(_) => false,
        _ => false,
    }
}
