//! The listing of a program, as `CompilePrint` shows it: one line, one instruction.

use std::fmt::Write;

use scheelite_runtime::tensor::Tensor;
use scheelite_runtime::{Expr, Type, Value, with_array};

use crate::op::Op;
use crate::operand::{Bank, Operand, PoolKind, Register, Shape};
use crate::program::{Callee, ExternalTarget, Function, Program};
use crate::tape;

/// What a listing needs besides the program.
pub struct Style<'a> {
    /// Attributes of the compiled function, as shown: `{Listable}`.
    pub attributes: &'a str,
    /// How expressions inside calls of the evaluator are written.
    pub expr: &'a dyn Fn(&Expr) -> String,
    /// Lines to put before an instruction, such as its source; none when empty.
    pub before: &'a dyn Fn(&Function, usize) -> String,
    /// Text to put after an instruction, such as how often it ran; none when empty.
    pub after: &'a dyn Fn(&Function, usize) -> String,
}

impl Default for Style<'_> {
    fn default() -> Self {
        Style {
            attributes: "{}",
            expr: &|expr| format!("{expr:?}"),
            before: &|_, _| String::new(),
            after: &|_, _| String::new(),
        }
    }
}

/// The listing of all functions of a program, the entry first.
pub fn listing(program: &Program, style: &Style<'_>) -> String {
    let mut text = String::new();
    for (number, function) in program.functions.iter().enumerate() {
        if number > 0 {
            let _ = write!(text, "\n\nFunction {}:\n", function.name);
        }
        text.push('\n');
        header(&mut text, function, style);
        text.push('\n');
        for pc in 0..function.code.len() {
            text.push_str(&(style.before)(function, pc));
            let line = instruction(program, function, pc, style);
            let _ = write!(text, "{}\t{line}{}", pc + 1, (style.after)(function, pc));
            text.push('\n');
        }
    }
    text.truncate(text.trim_end().len());
    text
}

fn counted(count: usize, what: &str) -> String {
    format!("\t\t{count} {what}{}\n", if count == 1 { "" } else { "s" })
}

fn header(text: &mut String, function: &Function, style: &Style<'_>) {
    text.push_str(&counted(function.args.len(), "argument"));
    let names =
        ["Boolean register", "Integer register", "Real register", "Complex register", "Tensor register"];
    for (bank, name) in Bank::ALL.into_iter().zip(names) {
        let count = function.counts.of(bank);
        if count > 0 {
            text.push_str(&counted(count, name));
        }
    }
    let on = |on: bool| if on { "on" } else { "off" };
    let checks = function.checks;
    let _ = writeln!(text, "\t\tUnderflow checking {}", on(checks.underflow));
    let _ = writeln!(text, "\t\tOverflow checking {}", on(checks.overflow));
    let _ = writeln!(text, "\t\tInteger overflow checking {}", on(checks.integer_overflow));
    let _ = writeln!(text, "\t\tRuntimeAttributes -> {}\n", style.attributes);
    for (index, (_, argument)) in function.args.iter().enumerate() {
        let _ = writeln!(text, "\t\t{} = A{}", register(function, *argument), index + 1);
    }
    for (preset, value) in &function.presets {
        let _ = writeln!(text, "\t\t{} = {}", register(function, *preset), self::value(value));
    }
    match function.result {
        Some((_, result)) => {
            let _ = writeln!(text, "\t\tResult = {}", register(function, result));
        }
        None => text.push_str("\t\tResult = V0\n"),
    }
}

/// A register as listings name it: `R3`, `T(R2)5`.
pub fn register(function: &Function, register: Register) -> String {
    match function.ty(register) {
        Some(Type::Of(scalar, rank)) if register.bank == Bank::Tensor => {
            let letter = Bank::of(Type::Of(scalar, 0)).map_or('?', Bank::letter);
            format!("T({letter}{rank}){}", register.index)
        }
        _ => register.to_string(),
    }
}

fn registers(function: &Function, registers: &[Register]) -> String {
    let names: Vec<String> = registers.iter().map(|&name| register(function, name)).collect();
    names.join(", ")
}

/// A real as users write it: `2.`, `0.11`, `1.*^-8`.
pub fn real(value: f64) -> String {
    if value.is_nan() {
        return "Indeterminate".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let text = format!("{value:?}");
    let (digits, exponent) = text.split_once('e').map_or((text.as_str(), None), |(d, e)| (d, Some(e)));
    let digits = digits.strip_suffix(".0").map_or_else(
        || if digits.contains('.') { digits.to_owned() } else { format!("{digits}.") },
        |whole| format!("{whole}."),
    );
    match exponent {
        Some(exponent) => format!("{digits}*^{exponent}"),
        None => digits,
    }
}

/// Elements of a constant array that are shown.
const SHOWN: usize = 16;

/// A constant.
pub fn value(value: &Value) -> String {
    match value {
        Value::Void => "Null".to_owned(),
        Value::Boolean(value) => if *value { "True" } else { "False" }.to_owned(),
        Value::Integer(value) => value.to_string(),
        Value::Real(value) => real(*value),
        Value::Complex(value) => complex(value.re, value.im),
        Value::Tensor(tensor) => array(tensor),
    }
}

fn complex(re: f64, im: f64) -> String {
    let sign = if im.is_sign_negative() { '-' } else { '+' };
    format!("{} {sign} {} I", real(re), real(im.abs()))
}

fn array(tensor: &Tensor) -> String {
    fn nested(dims: &[usize], items: &mut impl Iterator<Item = String>) -> String {
        let Some((&length, inner)) = dims.split_first() else {
            return items.next().unwrap_or_default();
        };
        let parts: Vec<String> = (0..length).map(|_| nested(inner, items)).collect();
        format!("{{{}}}", parts.join(", "))
    }
    if tensor.count() > SHOWN {
        return format!("<<array of dimensions {:?}>>", tensor.dims());
    }
    let mut items: Box<dyn Iterator<Item = String>> = match tensor {
        Tensor::Integer(array) => Box::new(array.data().iter().map(i64::to_string)),
        Tensor::Real(array) => Box::new(array.data().iter().map(|&x| real(x))),
        Tensor::Complex(array) => Box::new(array.data().iter().map(|z| complex(z.re, z.im))),
    };
    nested(with_array!(tensor, array => array.dims()), &mut items)
}

/// The text of one instruction.
pub fn instruction(program: &Program, function: &Function, pc: usize, style: &Style<'_>) -> String {
    let Some(op) = function.code.get(pc) else {
        return String::new();
    };
    let mut operands = Vec::new();
    op.each_operand(|name, operand| operands.push((name, operand)));
    let text = |name: &str| {
        let (_, operand) = operands.iter().find(|(known, _)| *known == name)?;
        Some(match *operand {
            Operand::Integer(value) if matches!(op, Op::BoolConstant { .. }) => {
                self::value(&Value::Boolean(value != 0))
            }
            operand => self::operand(program, function, operand, style),
        })
    };
    fill(op.info().text, text)
}

/// Puts texts of operands in place of their names in braces; other braces stay.
fn fill(template: &str, text: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let inside = &rest[open + 1..];
        match inside.find(['{', '}']).filter(|&end| inside[end..].starts_with('}')) {
            Some(end) if text(&inside[..end]).is_some() => {
                out.push_str(&text(&inside[..end]).unwrap_or_default());
                rest = &inside[end + 1..];
            }
            _ => {
                out.push('{');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}

fn operand(program: &Program, function: &Function, operand: Operand, style: &Style<'_>) -> String {
    match operand {
        Operand::Register(_, Shape { bank, .. }, index) => register(function, Register::new(bank, index)),
        Operand::Target(to) => (to + 1).to_string(),
        Operand::Integer(value) => value.to_string(),
        Operand::Offset(0) => String::new(),
        Operand::Offset(value) => format!(" + {value}"),
        Operand::Real(value) => real(value),
        Operand::Pool(kind, index) => {
            pool_entry(program, function, kind, usize::from(index), style).unwrap_or_else(|| "?".to_owned())
        }
    }
}

fn pool_entry(
    program: &Program,
    function: &Function,
    kind: PoolKind,
    index: usize,
    style: &Style<'_>,
) -> Option<String> {
    let pools = &function.pools;
    let list = |names: &[Register]| registers(function, names);
    let assigned = |dst: Option<Register>| dst.map_or_else(|| "V0".to_owned(), |dst| register(function, dst));
    Some(match kind {
        PoolKind::Registers => list(pools.registers.get(index)?),
        PoolKind::Function => (*pools.functions.get(index)?).to_owned(),
        PoolKind::Integer => pools.integers.get(index)?.to_string(),
        PoolKind::Call => {
            let call = pools.calls.get(index)?;
            let name = &program.functions.get(usize::from(call.function))?.name;
            format!("{} = CompiledFunctionCall[ Hold[{name}][ {}]]", assigned(call.dst), list(&call.args))
        }
        PoolKind::CompiledCall => {
            let call = pools.compiled_calls.get(index)?;
            let name = match &call.callee {
                Callee::Symbol(symbol) => symbol.to_string(),
                Callee::Value(value) => (style.expr)(value),
            };
            format!("{} = CompiledFunctionCall[ Hold[{name}][ {}]]", assigned(call.dst), list(&call.args))
        }
        PoolKind::External => {
            let call = pools.externals.get(index)?;
            let inside = match &call.target {
                ExternalTarget::Head { head, args } => {
                    format!("Hold[{}][ {}]", (style.expr)(head), list(args))
                }
                ExternalTarget::Block { body, locals } if locals.is_empty() => {
                    format!("Hold[{}]", (style.expr)(body))
                }
                ExternalTarget::Block { body, locals } => {
                    let locals: Vec<String> = locals
                        .iter()
                        .map(|local| {
                            let arrow = if local.write_back { "<->" } else { "->" };
                            format!("{} {arrow} {}", local.symbol, register(function, local.register))
                        })
                        .collect();
                    format!("Hold[{}], {{{}}}", (style.expr)(body), locals.join(", "))
                }
            };
            format!("{} = MainEvaluate[ {inside}]", assigned(call.dst))
        }
        PoolKind::Block => {
            let block = pools.blocks.get(index)?;
            if let Some(of) = &block.rounds {
                return Some(of.text(block, &|of| register(function, of)));
            }
            let args: Vec<String> = block.args.iter().map(|&arg| register(function, arg)).collect();
            let (dst, value) = (register(function, block.dst), tape::text(&block.tape, &args));
            match block.fill {
                None => format!("{dst} = {value}"),
                Some(fill) => {
                    let sign = if fill.moves { "++ " } else { "" };
                    let (index, last, at) = (fill.index, fill.last, fill.at);
                    format!("for[ {index} <= {last}] Element[ {dst}, {sign}{at}] = {value}")
                }
            }
        }
        PoolKind::KernelCall => {
            let call = pools.kernel_calls.get(index)?;
            let value = format!("{}[ {}]", call.kernel, list(&call.args));
            match call.dst {
                Some(dst) => format!("{} = {value}", register(function, dst)),
                None => value,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use scheelite_runtime::source::Origin;
    use scheelite_runtime::{Scalar, sym};

    use super::*;
    use crate::builder::FunctionBuilder;
    use crate::program::External;

    fn program(function: Function) -> Program {
        Program { functions: vec![function] }
    }

    #[test]
    fn the_first_example() {
        let mut f = FunctionBuilder::new("f");
        let r: Vec<Register> = (0..4).map(|_| f.scalar(Scalar::Real)).collect();
        f.argument(r[0]);
        f.result(Some(r[3]));
        let sin = f.scalar_function("Sin");
        f.emit(Op::RealSquare { dst: r[1].into(), a: r[0].into() }, Origin::NONE);
        f.emit(Op::RealFunction { dst: r[2].into(), a: r[1].into(), f: sin }, Origin::NONE);
        f.emit(Op::RealAdd { dst: r[3].into(), a: r[1].into(), b: r[2].into() }, Origin::NONE);
        f.emit(Op::Return {}, Origin::NONE);
        let function = f.finish().expect("no labels");
        let expected = "
\t\t1 argument
\t\t4 Real registers
\t\tUnderflow checking off
\t\tOverflow checking off
\t\tInteger overflow checking on
\t\tRuntimeAttributes -> {}

\t\tR0 = A1
\t\tResult = R3

1\tR1 = Square[ R0]
2\tR2 = Sin[ R1]
3\tR3 = R1 + R2
4\tReturn";
        assert_eq!(listing(&program(function), &Style::default()), expected);
    }

    #[test]
    fn loops_arrays_constants_and_calls() {
        let mut f = FunctionBuilder::new("f");
        let (i, n, v) = (f.scalar(Scalar::Integer), f.scalar(Scalar::Integer), f.tensor(Scalar::Real, 1));
        let (x, c, b) = (f.scalar(Scalar::Real), f.scalar(Scalar::Complex), f.scalar(Scalar::Boolean));
        f.argument(n);
        f.argument(v);
        f.result(Some(v));
        f.preset(x, Value::Real(0.11));
        f.preset(c, Value::Complex(num_complex::Complex64::new(0.0, -1.0)));
        let dims = f.registers(&[n]);
        let items = f.registers(&[x, x]);
        let sort = f.kernel_call("Sort", &[v], Some(v));
        let call = f.external(External {
            target: ExternalTarget::Head { head: sym::Plus.into(), args: vec![x, i] },
            dst: Some(x),
        });
        let (top, end) = (f.label(), f.label());
        let mut emit = |op| f.emit(op, Origin::NONE);
        emit(Op::BoolConstant { dst: b.into(), value: crate::Imm(1) });
        emit(Op::TensorMake { dst: v.into(), dims });
        emit(Op::JumpIfNot { a: b.into(), to: end.target() });
        f.bind(top);
        let mut emit = |op| f.emit(op, Origin::NONE);
        emit(Op::RealGet1 { dst: x.into(), a: v.into(), i: i.into() });
        emit(Op::RealSetFlat { a: v.into(), i: i.into(), value: x.into() });
        emit(Op::MainEvaluate { call });
        emit(Op::IntIncrementJumpIfLessEqual { i: i.into(), limit: n.into(), to: top.target() });
        emit(Op::TensorList { dst: v.into(), items });
        emit(Op::JumpUnlessRealLessConstant { a: x.into(), to: end.target(), b: crate::Imm(2.0) });
        emit(Op::KernelCall { call: sort });
        f.bind(end);
        f.emit(Op::Return {}, Origin::NONE);
        let function = f.finish().expect("labels are bound");
        let expected = "
\t\t2 arguments
\t\t1 Boolean register
\t\t2 Integer registers
\t\t1 Real register
\t\t1 Complex register
\t\t1 Tensor register
\t\tUnderflow checking off
\t\tOverflow checking off
\t\tInteger overflow checking on
\t\tRuntimeAttributes -> {Listable}

\t\tI1 = A1
\t\tT(R1)0 = A2
\t\tR0 = 0.11
\t\tC0 = 0. - 1. I
\t\tResult = T(R1)0

1\tB0 = True
2\tT(R1)0 = Table[ I1]
3\tif[ !B0] goto 11
4\tR0 = Part[ T(R1)0, I0]
5\tElement[ T(R1)0, I0] = R0
6\tR0 = MainEvaluate[ Hold[Plus][ R0, I0]]
7\tif[ ++ I0 <= I1] goto 4
8\tT(R1)0 = {R0, R0}
9\tif[ !(R0 < 2.)] goto 11
10\tT(R1)0 = Sort[ T(R1)0]
11\tReturn";
        let style = Style { attributes: "{Listable}", ..Style::default() };
        assert_eq!(listing(&program(function), &style), expected);
    }

    #[test]
    fn reals_are_written_as_users_write_them() {
        assert_eq!(
            [2.0, 0.11, 1e-8, -1.5e300, 1e15].map(real),
            ["2.", "0.11", "1.*^-8", "-1.5*^300", "1000000000000000."]
        );
    }
}
