//! The printed form of the tree, which tests compare.

use std::fmt::{self, Write};

use scheelite_runtime::{Expr, Type, Value};

use super::{Callee, External, Function, Index, Kind, Local, LocalId, Node, Operation};

fn short(ty: Type) -> String {
    match ty {
        Type::Void => "Void".into(),
        Type::Of(scalar, 0) => format!("{scalar:?}"),
        Type::Of(scalar, rank) => format!("{scalar:?}({rank})"),
    }
}

impl Function {
    fn name(&self, local: LocalId) -> String {
        let Some(found) = self.locals.get(local.0 as usize) else { return format!("?{}", local.0) };
        let same = |other: &Local| other.name == found.name;
        if self.locals.iter().filter(|other| same(other)).count() == 1 {
            return found.name.clone();
        }
        format!("{}.{}", found.name, local.0)
    }

    pub(super) fn line(&self, node: &Node) -> String {
        let mut out = String::new();
        let _ = self.write_value(&mut out, node, 0);
        out
    }

    fn write_statement(&self, out: &mut String, node: &Node, depth: usize) -> fmt::Result {
        let pad = "  ".repeat(depth);
        match &node.kind {
            Kind::Sequence(nodes) => nodes.iter().try_for_each(|node| self.write_statement(out, node, depth)),
            Kind::If(parts) => {
                let [test, yes, no] = &**parts;
                write!(out, "{pad}if ")?;
                self.write_value(out, test, depth)?;
                out.push('\n');
                self.write_statement(out, yes, depth + 1)?;
                if !matches!(&no.kind, Kind::Sequence(nodes) if nodes.is_empty()) {
                    writeln!(out, "{pad}else")?;
                    self.write_statement(out, no, depth + 1)?;
                }
                Ok(())
            }
            Kind::While(of) => {
                write!(out, "{pad}while ")?;
                self.write_value(out, &of.test, depth)?;
                writeln!(out, "   (next L{}, end L{})", of.next.0, of.end.0)?;
                self.write_statement(out, &of.body, depth + 1)?;
                if !matches!(&of.step.kind, Kind::Sequence(nodes) if nodes.is_empty()) {
                    writeln!(out, "{pad}step")?;
                    self.write_statement(out, &of.step, depth + 1)?;
                }
                Ok(())
            }
            Kind::Count(of) => {
                write!(out, "{pad}count {} to ", self.name(of.index))?;
                self.write_value(out, &of.last, depth)?;
                writeln!(out, "   (next L{}, end L{})", of.next.0, of.end.0)?;
                if let Some(ahead) = &of.ahead {
                    writeln!(out, "{pad}  (ahead: {})", ahead.text(of, &|local| self.name(local)))?;
                }
                self.write_statement(out, &of.body, depth + 1)
            }
            _ => {
                out.push_str(&pad);
                self.write_value(out, node, depth)?;
                out.push('\n');
                Ok(())
            }
        }
    }

    fn write_list(&self, out: &mut String, nodes: &[Node], depth: usize) -> fmt::Result {
        for (index, node) in nodes.iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            self.write_value(out, node, depth)?;
        }
        Ok(())
    }

    fn write_indices(&self, out: &mut String, indices: &[Index], depth: usize) -> fmt::Result {
        for (position, index) in indices.iter().enumerate() {
            if position > 0 {
                out.push_str(", ");
            }
            match index {
                Index::At(node, known) => {
                    self.write_value(out, node, depth)?;
                    out.push_str(if *known { "!" } else { "" });
                }
                Index::List(node) => self.write_value(out, node, depth)?,
                Index::Span(nodes) => {
                    for (at, node) in nodes.iter().enumerate() {
                        out.push_str(if at > 0 { ";;" } else { "" });
                        self.write_value(out, node, depth)?;
                    }
                }
                Index::All => out.push_str("All"),
            }
        }
        Ok(())
    }

    fn write_value(&self, out: &mut String, node: &Node, depth: usize) -> fmt::Result {
        match &node.kind {
            Kind::Constant(Value::Boolean(value)) => write!(out, "{}", if *value { "True" } else { "False" }),
            Kind::Constant(Value::Integer(value)) => write!(out, "{value}"),
            Kind::Constant(Value::Real(value)) => write!(out, "{value:?}"),
            Kind::Constant(Value::Complex(value)) => write!(out, "({:?} + {:?} I)", value.re, value.im),
            Kind::Constant(Value::Tensor(value)) => write!(out, "{:?}", Expr::Array(value.clone())),
            Kind::Constant(Value::Void) => write!(out, "Null"),
            Kind::Local(local) => write!(out, "{}", self.name(*local)),
            Kind::Assign(local, value) => {
                write!(out, "{} = ", self.name(*local))?;
                self.write_value(out, value, depth)
            }
            Kind::And(nodes) | Kind::Or(nodes) => {
                out.push_str(if matches!(node.kind, Kind::And(_)) { "And[" } else { "Or[" });
                self.write_list(out, nodes, depth)?;
                out.push(']');
                Ok(())
            }
            Kind::Mark(label) => write!(out, "L{}:", label.0),
            Kind::Goto(label) => write!(out, "goto L{}", label.0),
            Kind::Leave => write!(out, "leave"),
            Kind::Return(value) => {
                out.push_str("return ");
                self.write_value(out, value, depth)
            }
            Kind::Op(operation, args) => {
                match operation {
                    Operation::Coerce => write!(out, "{}[", short(node.ty))?,
                    Operation::Function(name) | Operation::Kernel(name) => write!(out, "{name}[")?,
                    Operation::Compare(relation) => write!(out, "{relation:?}[")?,
                    Operation::NewTable => write!(out, "NewTable {}[", short(node.ty))?,
                    _ => write!(out, "{operation:?}[")?,
                }
                self.write_list(out, args, depth)?;
                out.push(']');
                Ok(())
            }
            Kind::Part(array, indices) => {
                self.write_value(out, array, depth)?;
                out.push_str("[[");
                self.write_indices(out, indices, depth)?;
                out.push_str("]]");
                Ok(())
            }
            Kind::SetPart(local, indices, value) => {
                write!(out, "{}[[", self.name(*local))?;
                self.write_indices(out, indices, depth)?;
                out.push_str("]] = ");
                self.write_value(out, value, depth)
            }
            Kind::SetElement(local, at, value) => {
                write!(out, "Element[{}, ", self.name(*local))?;
                self.write_value(out, at, depth)?;
                out.push_str("] = ");
                self.write_value(out, value, depth)
            }
            Kind::SetRow(local, nodes) => {
                write!(out, "Row[{}, ", self.name(*local))?;
                self.write_value(out, &nodes[0], depth)?;
                out.push_str(" of ");
                self.write_value(out, &nodes[1], depth)?;
                out.push_str("] = ");
                self.write_value(out, &nodes[2], depth)
            }
            Kind::Fused(value) => {
                out.push_str("Fused[");
                self.write_value(out, value, depth)?;
                out.push(']');
                Ok(())
            }
            Kind::External(External::Head(head, args)) => {
                write!(out, "MainEvaluate {}[Hold[{head:?}][", short(node.ty))?;
                self.write_list(out, args, depth)?;
                out.push_str("]]");
                Ok(())
            }
            Kind::External(External::Block(body, locals)) => {
                write!(out, "MainEvaluate {}[Hold[{body:?}]", short(node.ty))?;
                for of in locals {
                    let way = if of.write_back { "<->" } else { "<-" };
                    write!(out, ", {} {way} {}", of.symbol, self.name(of.local))?;
                }
                out.push(']');
                Ok(())
            }
            Kind::Call(callee, args) => {
                match callee {
                    Callee::Own => write!(out, "CallOwn[")?,
                    Callee::Value(_) => write!(out, "CallCompiled[")?,
                    Callee::Symbol(symbol) => write!(out, "Call {symbol}[")?,
                }
                self.write_list(out, args, depth)?;
                out.push(']');
                Ok(())
            }
            Kind::Sequence(_) | Kind::If(_) | Kind::While(_) | Kind::Count(_) => {
                out.push_str("(\n");
                self.write_statement(out, node, depth + 2)?;
                write!(out, "{})", "  ".repeat(depth + 1))
            }
        }
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("function(")?;
        for index in 0..self.parameters {
            let local = &self.locals[index];
            let name = self.name(LocalId(u32::try_from(index).unwrap_or(u32::MAX)));
            write!(f, "{}{name}: {}", if index > 0 { ", " } else { "" }, short(local.ty))?;
        }
        writeln!(f, ") -> {}", short(self.result))?;
        for (index, local) in self.locals.iter().enumerate().skip(self.parameters) {
            let name = self.name(LocalId(u32::try_from(index).unwrap_or(u32::MAX)));
            writeln!(f, "  local {name}: {}", short(local.ty))?;
        }
        let mut out = String::new();
        self.write_statement(&mut out, &self.body, 1)?;
        f.write_str(&out)
    }
}
