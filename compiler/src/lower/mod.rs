//! Typed trees to instructions.
//!
//! Values are computed straight into the register where they are needed; tests become jumps; patterns of operations
//! that have one instruction are matched where the outer operation is lowered.

pub(crate) mod block;
mod choice;
mod compare;
mod fused;
mod rounds;
mod scalar;
mod tails;
mod tensor;

use scheelite_bytecode::builder::{BuildError, FunctionBuilder, Label};
use scheelite_bytecode::op::Op;
use scheelite_bytecode::operand::{Bank, Imm, In, InOut, Out, Register};
use scheelite_bytecode::program::{self, Call, Checks, CompiledCall, ExternalLocal, ExternalTarget};
use scheelite_runtime::expr::{RED_ZONE, STACK_STEP};
use scheelite_runtime::source::Origin;
use scheelite_runtime::{Type, Value};

use crate::ir::{
    Callee, Count, External, Function, Kind, LabelId, LocalId, Node, Operation, Relation, While, rank,
};
use crate::registers::Registers;
use crate::request::Options;

/// A register that holds a value, and whether it is free once the value has been used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    register: Register,
    temporary: bool,
    ty: Type,
}

pub(crate) struct Lower<'a> {
    ir: &'a Function,
    options: &'a Options,
    build: FunctionBuilder,
    registers: Registers,
    locals: Vec<Option<Register>>,
    labels: Vec<Option<Label>>,
    result: Option<Register>,
    origin: Origin,
    /// The variable just set to a known integer: lets a counted loop go without its first test.
    known: Option<(LocalId, i64)>,
    /// How often each variable is read, once a loop has asked for it.
    reads: Option<Vec<u32>>,
    /// Loops around what is being lowered.
    loops: usize,
}

/// Lowers a function.
pub fn lower(name: &str, ir: &Function, options: &Options) -> Result<program::Function, BuildError> {
    let mut lower = Lower {
        ir,
        options,
        build: FunctionBuilder::new(name),
        registers: Registers::default(),
        locals: vec![None; ir.locals.len()],
        labels: vec![None; ir.labels as usize],
        result: None,
        origin: Origin::NONE,
        known: None,
        reads: None,
        loops: 0,
    };
    lower.build.checks(Checks {
        integer_overflow: options.catch_integer_overflow,
        overflow: options.catch_overflow,
        underflow: options.catch_underflow,
    });
    for index in 0..ir.parameters {
        if let Some(register) = lower.build.register(ir.locals[index].ty) {
            lower.locals[index] = Some(register);
            lower.build.argument(register);
        }
    }
    let returns = ir.body.any(&mut |node| matches!(node.kind, Kind::Return(_)));
    if returns {
        lower.result = lower.build.register(ir.result);
    }
    let into = lower.result;
    let value = lower.value(&ir.body, into);
    if !returns {
        lower.result = value.map(|slot| slot.register);
    }
    let result = lower.result;
    lower.build.result(result);
    if !ir.body.never_ends() || lower.build.code().is_empty() {
        lower.emit(Op::Return {});
    } else {
        // A label may stand at the very end.
        lower.emit(Op::ReturnError {});
    }
    let mut function = lower.build.finish()?;
    if options.passes {
        tails::copy(&mut function);
    }
    Ok(function)
}

impl Lower<'_> {
    pub(crate) fn emit(&mut self, op: Op) {
        self.known = None;
        self.build.emit(op, self.origin);
    }

    fn label(&mut self, id: LabelId) -> Label {
        match self.labels[id.0 as usize] {
            Some(label) => label,
            None => {
                let label = self.build.label();
                self.labels[id.0 as usize] = Some(label);
                label
            }
        }
    }

    fn bind(&mut self, id: LabelId) {
        let label = self.label(id);
        self.known = None;
        self.build.bind(label);
    }

    fn local(&mut self, local: LocalId) -> Option<Register> {
        let index = local.0 as usize;
        if self.locals[index].is_none() {
            self.locals[index] = self.build.register(self.ir.locals[index].ty);
        }
        self.locals[index]
    }

    /// A fresh register, or the wanted one.
    pub(crate) fn target(&mut self, into: Option<Register>, ty: Type) -> Option<Slot> {
        match into {
            Some(register) => Some(Slot { register, temporary: false, ty }),
            None => {
                let register = self.registers.take(&mut self.build, ty)?;
                Some(Slot { register, temporary: true, ty })
            }
        }
    }

    pub(crate) fn release(&mut self, slot: Slot) {
        if slot.temporary {
            self.registers.release(slot.ty, slot.register);
        }
    }

    pub(crate) fn release_all(&mut self, slots: &[Slot]) {
        slots.iter().for_each(|&slot| self.release(slot));
    }

    /// The register of a constant.
    pub(crate) fn constant(&mut self, value: &Value) -> Option<Slot> {
        let register = self.registers.constant(&mut self.build, value)?;
        Some(Slot { register, temporary: false, ty: value.ty() })
    }

    pub(crate) fn copy(&mut self, to: Register, from: Register) {
        if to == from {
            return;
        }
        let op = match to.bank {
            Bank::Bool => Op::BoolCopy { dst: Out::from(to), a: In::from(from) },
            Bank::Int => Op::IntCopy { dst: Out::from(to), a: In::from(from) },
            Bank::Real => Op::RealCopy { dst: Out::from(to), a: In::from(from) },
            Bank::Cplx => Op::ComplexCopy { dst: Out::from(to), a: In::from(from) },
            Bank::Tensor => Op::TensorCopy { dst: Out::from(to), a: In::from(from) },
        };
        self.emit(op);
    }

    /// Puts a value where it is wanted.
    fn moved(&mut self, slot: Slot, into: Option<Register>) -> Slot {
        match into {
            None => slot,
            Some(register) => {
                self.copy(register, slot.register);
                self.release(slot);
                Slot { register, temporary: false, ty: slot.ty }
            }
        }
    }

    /// Computes a node; into a register when one is wanted. None when it has no value.
    pub(crate) fn value(&mut self, node: &Node, into: Option<Register>) -> Option<Slot> {
        stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
            let outer = self.origin;
            if node.origin != Origin::NONE {
                self.origin = node.origin;
            }
            let slot = self.value_here(node, into);
            self.origin = outer;
            slot
        })
    }

    fn value_here(&mut self, node: &Node, into: Option<Register>) -> Option<Slot> {
        match &node.kind {
            Kind::Constant(value) => self.constant_value(value, into),
            Kind::Local(local) => {
                let register = self.local(*local)?;
                Some(self.moved(Slot { register, temporary: false, ty: node.ty }, into))
            }
            Kind::Assign(local, value) => {
                let register = self.local(*local);
                let slot = self.value(value, register);
                if register.is_none()
                    && let Some(slot) = slot
                {
                    self.release(slot);
                }
                if let Some(Value::Integer(value)) = value.as_constant() {
                    self.known = Some((*local, *value));
                }
                None
            }
            Kind::Sequence(nodes) => {
                let (last, before) = nodes.split_last()?;
                for node in before {
                    self.effect(node);
                }
                self.value(last, into)
            }
            Kind::If(parts) => self.conditional(node, parts, into),
            Kind::And(_) | Kind::Or(_) => self.truth(node, into),
            Kind::While(of) => {
                self.loops += 1;
                self.while_loop(of);
                self.loops -= 1;
                None
            }
            Kind::Count(of) => {
                self.loops += 1;
                self.count(of);
                self.loops -= 1;
                None
            }
            Kind::Mark(label) => {
                self.bind(*label);
                None
            }
            Kind::Goto(label) => {
                let to = self.label(*label).target();
                self.emit(Op::Jump { to });
                None
            }
            Kind::Return(value) => {
                let result = self.result;
                self.value(value, result);
                self.emit(Op::Return {});
                None
            }
            Kind::Leave => {
                self.emit(Op::ReturnError {});
                None
            }
            Kind::Op(operation, args) => self.operation(node, *operation, args, into),
            Kind::Part(array, indices) => self.part(node, array, indices, into),
            Kind::SetPart(local, indices, value) => {
                self.set_part(*local, indices, value);
                None
            }
            Kind::SetElement(local, at, value) => {
                let array = self.local(*local)?;
                let slots = self.operands([&**at, &**value]);
                let [at, value] = slots[..] else { return None };
                self.set_flat(array, at.register, value.register);
                self.release_all(&slots);
                None
            }
            Kind::SetRow(local, nodes) => {
                let array = self.local(*local)?;
                let slots = self.operands(nodes.iter());
                let [at, count, value] = slots[..] else { return None };
                self.emit(Op::TensorTableRow {
                    a: InOut::from(array),
                    i: In::from(at.register),
                    count: In::from(count.register),
                    value: In::from(value.register),
                });
                self.release_all(&slots);
                None
            }
            Kind::Fused(expression) => self.block(expression, into),
            Kind::External(external) => self.external(node, external, into),
            Kind::Call(callee, args) => self.call(node, callee, args, into),
        }
    }

    /// Computes a node for what it does.
    pub(crate) fn effect(&mut self, node: &Node) {
        if let Some(slot) = self.value(node, None) {
            self.release(slot);
        }
    }

    fn constant_value(&mut self, value: &Value, into: Option<Register>) -> Option<Slot> {
        let Some(register) = into else { return self.constant(value) };
        let op = match value {
            Value::Void => return None,
            Value::Boolean(value) => {
                Op::BoolConstant { dst: Out::from(register), value: Imm(i64::from(*value)) }
            }
            Value::Integer(value) => Op::IntConstant { dst: Out::from(register), value: Imm(*value) },
            Value::Real(value) => Op::RealConstant { dst: Out::from(register), value: Imm(*value) },
            Value::Complex(_) | Value::Tensor(_) => {
                let slot = self.constant(value)?;
                self.copy(register, slot.register);
                return Some(Slot { register, temporary: false, ty: value.ty() });
            }
        };
        self.emit(op);
        Some(Slot { register, temporary: false, ty: value.ty() })
    }

    /// Computes operands in order. A variable that a later operand changes is copied first.
    pub(crate) fn operands<'n>(&mut self, nodes: impl IntoIterator<Item = &'n Node>) -> Vec<Slot> {
        let nodes: Vec<&Node> = nodes.into_iter().collect();
        let mut slots = Vec::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            let changes = match node.kind {
                Kind::Local(local) => nodes[index + 1..].iter().any(|later| {
                    !matches!(later.kind, Kind::Local(_) | Kind::Constant(_)) && later.writes(local)
                }),
                _ => false,
            };
            let into = match changes {
                true => self.registers.take(&mut self.build, node.ty),
                false => None,
            };
            if let Some(mut slot) = self.value(node, into) {
                slot.temporary |= changes;
                slots.push(slot);
            }
        }
        slots
    }

    fn conditional(&mut self, node: &Node, parts: &[Node; 3], into: Option<Register>) -> Option<Slot> {
        let [test, yes, no] = parts;
        let target = match node.ty {
            Type::Void => None,
            ty => self.target(into, ty),
        };
        let into = target.map(|slot| slot.register);
        // The branch that does nothing is jumped over.
        if node.ty == Type::Void && yes.is_nothing() {
            let end = self.build.label();
            self.branch(test, true, end);
            self.effect(no);
            self.bind_label(end);
            return None;
        }
        if node.ty == Type::Void && no.is_nothing() && self.count_if(test, yes) {
            return None;
        }
        if let Some(chosen) = self.choice(node, parts, into) {
            return chosen;
        }
        if let (Kind::Goto(label), true) = (&yes.kind, no.is_nothing()) {
            let to = self.label(*label);
            self.branch(test, true, to);
            return None;
        }
        let otherwise = self.build.label();
        self.branch(test, false, otherwise);
        self.arm(yes, into);
        if node.ty == Type::Void && no.is_nothing() {
            self.bind_label(otherwise);
            return None;
        }
        if yes.never_ends() {
            self.bind_label(otherwise);
            self.arm(no, into);
            return target;
        }
        let end = self.build.label();
        self.emit(Op::Jump { to: end.target() });
        self.bind_label(otherwise);
        self.arm(no, into);
        self.bind_label(end);
        target
    }

    /// `If[test, n = n + constant]` without a jump; false when this is not one.
    fn count_if(&mut self, test: &Node, yes: &Node) -> bool {
        let compares = matches!(&test.kind, Kind::Op(Operation::Compare(_) | Operation::Function(_), args)
            if args.iter().all(|arg| rank(arg.ty) == 0));
        let Kind::Assign(local, sum) = &yes.kind else { return false };
        let Kind::Op(operation, terms) = &sum.kind else { return false };
        let step = match (operation, &terms[..]) {
            (Operation::Add, [a, b]) if a.kind.is_local(*local) => b.as_integer(),
            (Operation::Subtract, [a, b]) if a.kind.is_local(*local) => {
                b.as_integer().and_then(i64::checked_neg)
            }
            _ => None,
        };
        let (Some(k), true, true) = (step, compares && self.options.passes, sum.ty == Type::INTEGER) else {
            return false;
        };
        let Some(register) = self.local(*local) else { return false };
        let Some(test) = self.value(test, None) else { return false };
        let (dst, a, of) = (Out::from(register), In::from(register), In::from(test.register));
        self.emit(match self.options.catch_integer_overflow {
            true => Op::IntAddConstantIf { dst, a, test: of, k: Imm(k) },
            false => Op::IntAddConstantIfWrapping { dst, a, test: of, k: Imm(k) },
        });
        self.release(test);
        true
    }

    fn arm(&mut self, node: &Node, into: Option<Register>) {
        match into {
            Some(_) => {
                self.value(node, into);
            }
            None => self.effect(node),
        }
    }

    pub(crate) fn bind_label(&mut self, label: Label) {
        self.known = None;
        self.build.bind(label);
    }

    fn while_loop(&mut self, of: &While) {
        let body = self.build.label();
        let (next, end) = (of.next, of.end);
        if self.stepped(of, body) {
            return;
        }
        let test = self.build.label();
        let always = matches!(of.test.as_constant(), Some(Value::Boolean(true)));
        if !always {
            self.emit(Op::Jump { to: test.target() });
        }
        self.bind_label(body);
        self.effect(&of.body);
        self.bind(next);
        self.effect(&of.step);
        self.bind_label(test);
        self.branch(&of.test, true, body);
        self.bind(end);
    }

    /// `while i <= last` with the step `i = i + positive constant`: one instruction at the end of each round.
    fn stepped(&mut self, of: &While, body: Label) -> bool {
        let Kind::Op(Operation::Compare(Relation::LessEqual), tested) = &of.test.kind else { return false };
        let Kind::Assign(index, sum) = &of.step.kind else { return false };
        let Kind::Op(Operation::Add, terms) = &sum.kind else { return false };
        let fits = of.test.kind.is_about(*index, tested)
            && matches!(terms[0].kind, Kind::Local(local) if local == *index)
            && terms[1].as_integer().is_some_and(|step| step > 0)
            && sum.ty == Type::INTEGER
            && self.options.catch_integer_overflow
            && match tested[1].kind {
                Kind::Constant(_) => true,
                Kind::Local(last) => !of.body.writes(last),
                _ => false,
            };
        if !fits {
            return false;
        }
        let end = self.label(of.end);
        self.branch(&of.test, false, end);
        let slots = self.operands([&tested[1], &terms[1]]);
        let [limit, step] = slots[..] else { return false };
        self.bind_label(body);
        self.effect(&of.body);
        self.bind(of.next);
        if let Some(i) = self.local(*index) {
            self.emit(Op::IntStepJumpIfLessEqual {
                i: InOut::from(i),
                step: In::from(step.register),
                limit: In::from(limit.register),
                to: body.target(),
            });
        }
        self.bind(of.end);
        self.release_all(&slots);
        true
    }

    fn count(&mut self, of: &Count) {
        if self.fill(of) {
            return;
        }
        let known = self.known.filter(|(local, _)| *local == of.index).map(|(_, value)| value);
        let Some(index) = self.local(of.index) else { return };
        let body = self.build.label();
        let end = self.label(of.end);
        if let Some(last) = of.last.as_integer() {
            let rounds = known.and_then(|first| last.checked_sub(first));
            if rounds.is_none_or(|rounds| rounds > rounds::LEAST)
                && let Some(ahead) = &of.ahead
                && let Some(last) = self.registers.constant(&mut self.build, &Value::Integer(last))
            {
                self.run_ahead(ahead, index, last);
            }
            match known {
                Some(first) if first > last => {
                    // No round at all; the labels still stand.
                    self.emit(Op::Jump { to: end.target() });
                }
                Some(_) => {}
                None => self.emit(Op::JumpIfIntGreaterConstant {
                    a: In::from(index),
                    to: end.target(),
                    b: Imm(last),
                }),
            }
            self.bind_label(body);
            self.effect(&of.body);
            self.bind(of.next);
            self.emit(Op::IntIncrementJumpIfLessEqualConstant {
                i: InOut::from(index),
                to: body.target(),
                limit: Imm(last),
            });
            self.bind(of.end);
            return;
        }
        // The last value is computed once: a variable that the body changes is copied.
        let changed = match of.last.kind {
            Kind::Local(local) => of.body.writes(local),
            _ => false,
        };
        let into = if changed { self.registers.take(&mut self.build, Type::INTEGER) } else { None };
        let Some(mut limit) = self.value(&of.last, into) else { return };
        limit.temporary |= changed;
        if let Some(ahead) = &of.ahead {
            self.run_ahead(ahead, index, limit.register);
        }
        self.emit(Op::JumpIfIntGreater { a: In::from(index), b: In::from(limit.register), to: end.target() });
        self.bind_label(body);
        self.effect(&of.body);
        self.bind(of.next);
        self.emit(Op::IntIncrementJumpIfLessEqual {
            i: InOut::from(index),
            limit: In::from(limit.register),
            to: body.target(),
        });
        self.bind(of.end);
        self.release(limit);
    }

    fn external(&mut self, node: &Node, external: &External, into: Option<Register>) -> Option<Slot> {
        let (target, slots) = match external {
            External::Head(head, args) => {
                let slots = self.operands(args.iter());
                let args = slots.iter().map(|slot| slot.register).collect();
                (ExternalTarget::Head { head: head.clone(), args }, slots)
            }
            External::Block(body, locals) => {
                let mut found = Vec::new();
                for of in locals {
                    if let Some(register) = self.local(of.local) {
                        found.push(ExternalLocal { symbol: of.symbol, register, write_back: of.write_back });
                    }
                }
                (ExternalTarget::Block { body: body.clone(), locals: found }, Vec::new())
            }
        };
        let dst = self.target_of(node.ty, into);
        let call = program::External { target, dst: dst.map(|slot| slot.register) };
        let call = self.build.external(call);
        self.emit(Op::MainEvaluate { call });
        self.release_all(&slots);
        dst
    }

    pub(crate) fn target_of(&mut self, ty: Type, into: Option<Register>) -> Option<Slot> {
        match ty {
            Type::Void => None,
            ty => self.target(into, ty),
        }
    }

    fn call(&mut self, node: &Node, callee: &Callee, args: &[Node], into: Option<Register>) -> Option<Slot> {
        let slots = self.operands(args.iter());
        let args = slots.iter().map(|slot| slot.register).collect();
        let dst = self.target_of(node.ty, into);
        let register = dst.map(|slot| slot.register);
        let op = match callee {
            Callee::Own => {
                let call = self.build.call(Call { function: 0, args, dst: register });
                Op::Call { call }
            }
            Callee::Value(value) => {
                let callee = program::Callee::Value(value.clone());
                let call = self.build.compiled_call(CompiledCall { callee, args, dst: register });
                Op::CallCompiled { call }
            }
            Callee::Symbol(symbol) => {
                let callee = program::Callee::Symbol(*symbol);
                let call = self.build.compiled_call(CompiledCall { callee, args, dst: register });
                Op::CallCompiled { call }
            }
        };
        self.emit(op);
        self.release_all(&slots);
        dst
    }
}

impl Kind {
    fn is_local(&self, local: LocalId) -> bool {
        matches!(self, Kind::Local(found) if *found == local)
    }

    /// Whether the first operand of a comparison of integers is this variable.
    fn is_about(&self, index: LocalId, operands: &[Node]) -> bool {
        matches!(operands, [first, last]
            if matches!(first.kind, Kind::Local(local) if local == index)
                && first.ty == Type::INTEGER
                && last.ty == Type::INTEGER)
    }
}
