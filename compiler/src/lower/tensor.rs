//! Operations on tensors: parts, lists, kernels.

use scheelite_bytecode::op::Op;
use scheelite_bytecode::operand::{Imm, In, InOut, Out, Register};
use scheelite_runtime::{Scalar, Type};

use super::{Lower, Slot};
use crate::ir::{Index, Kind, LocalId, Node, Operation, Relation, rank};

/// Chooses among the instructions for the three element types.
macro_rules! by_element {
    ($element:expr, $int:ident $real:ident $complex:ident { $($field:ident : $value:expr),* $(,)? }) => {
        match $element {
            Scalar::Integer => Op::$int { $($field: $value.into()),* },
            Scalar::Real => Op::$real { $($field: $value.into()),* },
            _ => Op::$complex { $($field: $value.into()),* },
        }
    };
}

/// The indices when all are single integers.
fn all_at(indices: &[Index]) -> Option<Vec<(&Node, bool)>> {
    indices
        .iter()
        .map(|index| match index {
            Index::At(node, known) => Some((node, *known)),
            _ => None,
        })
        .collect()
}

impl Lower<'_> {
    fn element(&self, register: Register) -> Scalar {
        match self.build.ty(register) {
            Some(Type::Of(scalar, _)) => scalar,
            _ => Scalar::Real,
        }
    }

    /// `array[[indices]]`
    pub(super) fn part(
        &mut self,
        node: &Node,
        array: &Node,
        indices: &[Index],
        into: Option<Register>,
    ) -> Option<Slot> {
        let Type::Of(element, levels) = array.ty else { return None };
        if let Some(at) = all_at(indices) {
            if at.len() == usize::from(levels) {
                return self.get(node.ty, array, element, &at, into);
            }
            if let [(index, _)] = at[..] {
                let slots = self.operands([array, index]);
                let [a, i] = slots[..] else { return None };
                let dst = self.target(into, node.ty)?;
                self.emit(Op::TensorRow {
                    dst: Out::from(dst.register),
                    a: In::from(a.register),
                    i: In::from(i.register),
                });
                self.release_all(&slots);
                return Some(dst);
            }
        }
        let (kinds, nodes) = self.subscripts(indices);
        let kinds = Node::integer(kinds);
        let all: Vec<&Node> = [array, &kinds].into_iter().chain(nodes).collect();
        self.kernel_call(node.ty, "Part", &all, into)
    }

    fn get(
        &mut self,
        ty: Type,
        array: &Node,
        element: Scalar,
        at: &[(&Node, bool)],
        into: Option<Register>,
    ) -> Option<Slot> {
        if let [(index, _)] = at[..]
            && let Some(literal) = index.as_integer()
        {
            let slots = self.operands([array]);
            let [a] = slots[..] else { return None };
            let dst = self.target(into, ty)?;
            let op = match element {
                Scalar::Integer => Op::IntGet1Constant {
                    dst: Out::from(dst.register),
                    a: In::from(a.register),
                    i: Imm(literal),
                },
                Scalar::Real => Op::RealGet1Constant {
                    dst: Out::from(dst.register),
                    a: In::from(a.register),
                    i: Imm(literal),
                },
                _ => Op::ComplexGet1Constant {
                    dst: Out::from(dst.register),
                    a: In::from(a.register),
                    i: Imm(literal),
                },
            };
            self.emit(op);
            self.release_all(&slots);
            return Some(dst);
        }
        let moved = self.moved_indices(at);
        if let Some(moved) = &moved {
            let slots = self.operands(std::iter::once(array).chain(moved.iter().map(|(node, _)| *node)));
            let dst = self.target(into, ty)?;
            let out = dst.register;
            let op = match (&slots[..], &moved[..]) {
                ([a, i], [(_, di)]) => by_element!(element, IntGet1Offset RealGet1Offset ComplexGet1Offset {
                    dst: out, a: a.register, i: i.register, di: Imm(*di),
                }),
                ([a, i, j], [(_, di), (_, dj)]) => {
                    by_element!(element, IntGet2Offset RealGet2Offset ComplexGet2Offset {
                        dst: out, a: a.register, i: i.register, j: j.register, di: Imm(*di), dj: Imm(*dj),
                    })
                }
                _ => return None,
            };
            self.emit(op);
            self.release_all(&slots);
            return Some(dst);
        }
        let slots = self.operands(std::iter::once(array).chain(at.iter().map(|(node, _)| *node)));
        let dst = self.target(into, ty)?;
        let out = dst.register;
        let op = match (&slots[..], at) {
            ([a, i], [(_, true)]) => by_element!(element, IntGetFlat RealGetFlat ComplexGetFlat {
                dst: out, a: a.register, i: i.register,
            }),
            ([a, i], _) => by_element!(element, IntGet1 RealGet1 ComplexGet1 {
                dst: out, a: a.register, i: i.register,
            }),
            ([a, i, j], _) => by_element!(element, IntGet2 RealGet2 ComplexGet2 {
                dst: out, a: a.register, i: i.register, j: j.register,
            }),
            ([a, rest @ ..], _) => {
                let registers: Vec<Register> = rest.iter().map(|slot| slot.register).collect();
                let at = self.build.registers(&registers);
                by_element!(element, IntGetN RealGetN ComplexGetN { dst: out, a: a.register, at: at })
            }
            _ => return None,
        };
        self.emit(op);
        self.release_all(&slots);
        Some(dst)
    }

    /// The indices of a vector or matrix without the constants added to them, when there are such and instructions take
    /// them. Sums that wrap around are computed before.
    fn moved_indices<'n>(&self, at: &[(&'n Node, bool)]) -> Option<Vec<(&'n Node, i16)>> {
        let fits = self.options.passes && self.options.catch_integer_overflow;
        if !fits || !matches!(at, [(_, false)] | [_, _]) {
            return None;
        }
        let moved: Vec<(&Node, i16)> = at.iter().map(|(node, _)| node.moved()).collect();
        moved.iter().any(|(_, by)| *by != 0).then_some(moved)
    }

    /// The kinds of subscripts as the kernels want them, and the integers that go with them. The checker lets at most
    /// [`MAX_SUBSCRIPTS`](crate::check::part::MAX_SUBSCRIPTS) through.
    fn subscripts<'n>(&mut self, indices: &'n [Index]) -> (i64, Vec<&'n Node>) {
        let mut kinds: i64 = 0;
        let mut nodes = Vec::new();
        for (level, index) in indices.iter().enumerate() {
            let kind = match index {
                Index::At(node, _) => {
                    nodes.push(node);
                    0
                }
                Index::List(node) => {
                    nodes.push(node);
                    1
                }
                Index::All => 2,
                Index::Span(parts) => {
                    nodes.extend(parts.iter());
                    3
                }
            };
            kinds |= kind << (2 * level);
        }
        // One more digit above the last level says where they end.
        (kinds | 1 << (2 * indices.len()), nodes)
    }

    /// `variable[[indices]] = value`
    pub(super) fn set_part(&mut self, local: LocalId, indices: &[Index], value: &Node) {
        let Some(array) = self.local(local) else { return };
        let element = self.element(array);
        let levels = self.build.ty(array).map_or(0, rank);
        if let Some(at) = all_at(indices) {
            if at.len() == usize::from(levels) && rank(value.ty) == 0 {
                self.set(array, element, &at, value);
                return;
            }
            if let [(index, _)] = at[..]
                && rank(value.ty) + 1 == levels
                && rank(value.ty) > 0
            {
                let slots = self.operands([value, index]);
                if let [value, i] = slots[..] {
                    self.emit(Op::TensorSetRow {
                        a: InOut::from(array),
                        i: In::from(i.register),
                        value: In::from(value.register),
                    });
                }
                self.release_all(&slots);
                return;
            }
        }
        // The value is computed before the part numbers, as in the evaluator.
        let (kinds, nodes) = self.subscripts(indices);
        let kinds = Node::integer(kinds);
        let all: Vec<&Node> = [value, &kinds].into_iter().chain(nodes).collect();
        let slots = self.operands(all);
        let Some((value, rest)) = slots.split_first() else { return };
        let mut registers = vec![array];
        registers.extend(rest.iter().map(|slot| slot.register));
        registers.push(value.register);
        let call = self.build.kernel_call("SetPart", &registers, Some(array));
        self.emit(Op::KernelCall { call });
        self.release_all(&slots);
    }

    fn set(&mut self, array: Register, element: Scalar, at: &[(&Node, bool)], value: &Node) {
        if let [(index, _)] = at[..]
            && let Some(literal) = index.as_integer()
        {
            let slots = self.operands([value]);
            if let [value] = slots[..] {
                let op = match element {
                    Scalar::Integer => Op::IntSet1Constant {
                        a: InOut::from(array),
                        value: In::from(value.register),
                        i: Imm(literal),
                    },
                    Scalar::Real => Op::RealSet1Constant {
                        a: InOut::from(array),
                        value: In::from(value.register),
                        i: Imm(literal),
                    },
                    _ => Op::ComplexSet1Constant {
                        a: InOut::from(array),
                        value: In::from(value.register),
                        i: Imm(literal),
                    },
                };
                self.emit(op);
            }
            self.release_all(&slots);
            return;
        }
        let moved = self.moved_indices(at);
        if let Some(moved) = &moved {
            let slots = self.operands(std::iter::once(value).chain(moved.iter().map(|(node, _)| *node)));
            let op = match (&slots[..], &moved[..]) {
                ([value, i], [(_, di)]) => {
                    by_element!(element, IntSet1Offset RealSet1Offset ComplexSet1Offset {
                        a: array, i: i.register, di: Imm(*di), value: value.register,
                    })
                }
                ([value, i, j], [(_, di), (_, dj)]) => {
                    by_element!(element, IntSet2Offset RealSet2Offset ComplexSet2Offset {
                        a: array, i: i.register, j: j.register, di: Imm(*di), dj: Imm(*dj), value: value.register,
                    })
                }
                _ => return,
            };
            self.emit(op);
            self.release_all(&slots);
            return;
        }
        let slots = self.operands(std::iter::once(value).chain(at.iter().map(|(node, _)| *node)));
        let op = match (&slots[..], at) {
            ([value, i], [(_, true)]) => by_element!(element, IntSetFlat RealSetFlat ComplexSetFlat {
                a: array, i: i.register, value: value.register,
            }),
            ([value, i], _) => by_element!(element, IntSet1 RealSet1 ComplexSet1 {
                a: array, i: i.register, value: value.register,
            }),
            ([value, i, j], _) => by_element!(element, IntSet2 RealSet2 ComplexSet2 {
                a: array, i: i.register, j: j.register, value: value.register,
            }),
            ([value, rest @ ..], _) => {
                let registers: Vec<Register> = rest.iter().map(|slot| slot.register).collect();
                let at = self.build.registers(&registers);
                by_element!(element, IntSetN RealSetN ComplexSetN { a: array, value: value.register, at: at })
            }
            _ => return,
        };
        self.emit(op);
        self.release_all(&slots);
    }

    /// Element at a flat position known to be good.
    pub(super) fn set_flat(&mut self, array: Register, at: Register, value: Register) {
        let element = self.element(array);
        let op =
            by_element!(element, IntSetFlat RealSetFlat ComplexSetFlat { a: array, i: at, value: value });
        self.emit(op);
    }

    /// Lists, new tensors, lengths.
    pub(super) fn tensor_operation(
        &mut self,
        node: &Node,
        operation: Operation,
        args: &[Node],
        into: Option<Register>,
    ) -> Option<Slot> {
        let slots = self.operands(args.iter());
        let registers: Vec<Register> = slots.iter().map(|slot| slot.register).collect();
        let dst = self.target(into, node.ty)?;
        let op = match operation {
            Operation::Length => Op::TensorLength { dst: Out::from(dst.register), a: In::from(registers[0]) },
            Operation::NewTable => {
                let dims = self.build.registers(&registers);
                Op::TensorMake { dst: Out::from(dst.register), dims }
            }
            _ => {
                let items = self.build.registers(&registers);
                Op::TensorList { dst: Out::from(dst.register), items }
            }
        };
        self.emit(op);
        self.release_all(&slots);
        Some(dst)
    }

    /// An operation on numbers, element by element.
    pub(super) fn elementwise(
        &mut self,
        node: &Node,
        operation: Operation,
        args: &[Node],
        into: Option<Register>,
    ) -> Option<Slot> {
        let name = match operation {
            Operation::Coerce => {
                let slots = self.operands(args.iter());
                let [a] = slots[..] else { return None };
                let dst = self.target(into, node.ty)?;
                self.emit(Op::TensorWiden { dst: Out::from(dst.register), a: In::from(a.register) });
                self.release_all(&slots);
                return Some(dst);
            }
            Operation::Add => "Plus",
            Operation::Subtract => "Subtract",
            Operation::Multiply => "Times",
            Operation::Divide => "Divide",
            Operation::Negate => "Minus",
            Operation::Power => "Power",
            Operation::Same => "SameQ",
            Operation::Compare(Relation::Equal) => "Equal",
            Operation::Compare(Relation::Unequal) => "Unequal",
            Operation::Function(name) => name,
            _ => return None,
        };
        self.kernel(node, name, args, into)
    }

    /// A whole-tensor operation.
    pub(super) fn kernel(
        &mut self,
        node: &Node,
        name: &'static str,
        args: &[Node],
        into: Option<Register>,
    ) -> Option<Slot> {
        if let (Some(into), [states, other]) = (into, args)
            && let Some(slot) = self.generator(name, states, other, into)
        {
            return Some(slot);
        }
        let nodes: Vec<&Node> = args.iter().collect();
        self.kernel_call(node.ty, name, &nodes, into)
    }

    /// A draw from a generator, or states put back, over the register that holds the states.
    fn generator(&mut self, name: &str, states: &Node, other: &Node, into: Register) -> Option<Slot> {
        let (Kind::Local(states), Kind::Constant(_) | Kind::Local(_)) = (&states.kind, &other.kind) else {
            return None;
        };
        if self.local(*states) != Some(into) {
            return None;
        }
        let a = InOut::from(into);
        let op = match (name, other.as_integer()) {
            ("Models`MersenneNormal", Some(at)) => Op::RealsMersenneNormal { a, at: Imm(at) },
            ("Models`MersenneUniform", Some(at)) => Op::RealsMersenneUniform { a, at: Imm(at) },
            ("Models`PhiloxNormal", Some(at)) => Op::RealsPhiloxNormal { a, at: Imm(at) },
            ("Models`PhiloxUniform", Some(at)) => Op::RealsPhiloxUniform { a, at: Imm(at) },
            ("Models`Restored", None) => {
                Op::RealsRestore { a, b: In::from(self.value(other, None)?.register) }
            }
            _ => return None,
        };
        self.emit(op);
        Some(Slot { register: into, temporary: false, ty: Type::Of(Scalar::Real, 1) })
    }

    fn kernel_call(
        &mut self,
        ty: Type,
        name: &'static str,
        args: &[&Node],
        into: Option<Register>,
    ) -> Option<Slot> {
        let slots = self.operands(args.iter().copied());
        let registers: Vec<Register> = slots.iter().map(|slot| slot.register).collect();
        // Written over itself once, an array is changed in place; twice among the arguments it must stay whole.
        let twice =
            into.is_some_and(|into| registers.iter().filter(|&&register| register == into).count() > 1);
        let dst = self.target_of(ty, if twice { None } else { into });
        let call = self.build.kernel_call(name, &registers, dst.map(|slot| slot.register));
        self.emit(Op::KernelCall { call });
        self.release_all(&slots);
        match (dst, into) {
            (Some(slot), Some(into)) if twice => {
                self.copy(into, slot.register);
                self.release(slot);
                Some(Slot { register: into, temporary: false, ty })
            }
            _ => dst,
        }
    }
}
