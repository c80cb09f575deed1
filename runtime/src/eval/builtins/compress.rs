//! `Compress` and `Uncompress`: expressions as short text.
//!
//! The text is `1:` and, in base 64, a zlib stream that begins with `!boR`. An expression is a letter and what belongs to it:
//! `i` a 32-bit integer, `I` the digits of a longer one, `r` a machine real, `R` the text of a software real, `S` a string,
//! `s` a symbol, `f` a function as the number of its arguments, its head and its arguments. Numbers are little-endian; text has
//! its length before it.

use crate::eval::stoppable;
use std::io::{Read, Write};
use std::sync::Arc;

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use super::encodings;
use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::format::{FormatType, Printer};
use crate::number::BigInteger;
use crate::symbol::{Symbol, sym};

const NONE: Attributes = Attributes::NONE;
const START: &[u8] = b"!boR";
/// What a compressed text may grow to.
const MOST_BYTES: u64 = 1 << 30;

/// Expressions as short text.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "Compress",
        NONE,
        Arity::exactly(1),
        "Compress[expr] gives a string from which Uncompress makes expr again.",
        ("Uncompress[Compress[{1, x, 2.5, \"text\"}]]", "{1, x, 2.5, text}"),
        |_, call| Ok(packed(&call.args[0]).map(Expr::string)),
    ),
    Builtin::new(
        "Uncompress",
        NONE,
        Arity::between(1, 2),
        "Uncompress[string] gives the expression that Compress made string of; Uncompress[string, h] wraps h around it before it is evaluated.",
        ("Uncompress[Compress[2^100]] == 2^100", "True"),
        uncompress,
    ),
]);

fn packed(expr: &Expr) -> Option<String> {
    let mut bytes = START.to_vec();
    write(expr, &mut bytes)?;
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(&bytes).ok()?;
    Some(format!("1:{}", encodings::encoded(&encoder.finish().ok()?)))
}

fn uncompress(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::String(text) = &call.args[0] else {
        ev.message(Symbol::new("Uncompress"), "string", &[Expr::Integer(1), Expr::Normal(Arc::clone(call))]);
        return Ok(None);
    };
    let bytes = text.strip_prefix("1:").and_then(encodings::decoded);
    let read = bytes.and_then(|bytes| {
        let mut plain = Vec::new();
        ZlibDecoder::new(&bytes[..]).take(MOST_BYTES).read_to_end(&mut plain).ok()?;
        Reader { rest: plain.strip_prefix(START)? }.whole(ev).ok().flatten()
    });
    let Some(expr) = read else {
        ev.message(Symbol::new("Uncompress"), "corrupt", &[call.args[0].clone()]);
        return Ok(Some(Expr::Symbol(Symbol::new("$Failed"))));
    };
    Ok(Some(match call.args.get(1) {
        Some(head) => Expr::call(head.clone(), [expr]),
        None => expr,
    }))
}

fn write_text(tag: u8, text: &str, bytes: &mut Vec<u8>) -> Option<()> {
    bytes.push(tag);
    bytes.extend(u32::try_from(text.len()).ok()?.to_le_bytes());
    bytes.extend_from_slice(text.as_bytes());
    Some(())
}

fn write_call(head: &Expr, args: &[Expr], bytes: &mut Vec<u8>) -> Option<()> {
    bytes.push(b'f');
    bytes.extend(u32::try_from(args.len()).ok()?.to_le_bytes());
    stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
        write(head, bytes)?;
        args.iter().try_for_each(|arg| write(arg, bytes))
    })
}

/// Appends an expression; no answer for values from outside the language.
fn write(expr: &Expr, bytes: &mut Vec<u8>) -> Option<()> {
    match expr {
        Expr::Integer(value) => match i32::try_from(*value) {
            Ok(value) => {
                bytes.push(b'i');
                bytes.extend(value.to_le_bytes());
                Some(())
            }
            Err(_) => write_text(b'I', &value.to_string(), bytes),
        },
        Expr::BigInteger(value) => write_text(b'I', &value.to_string(), bytes),
        Expr::Real(value) => {
            bytes.push(b'r');
            bytes.extend(value.to_le_bytes());
            Some(())
        }
        Expr::BigReal(_) => {
            write_text(b'R', &Printer::new(&|_| true).text(expr, FormatType::InputForm), bytes)
        }
        Expr::String(text) => write_text(b'S', text, bytes),
        Expr::Symbol(symbol) if symbol.context() == "System`" => write_text(b's', symbol.name(), bytes),
        Expr::Symbol(symbol) => write_text(b's', symbol.full_name(), bytes),
        Expr::Rational(value) => {
            let parts =
                [BigInteger::from(value.numerator().clone()), BigInteger::from(value.denominator().clone())];
            write_call(&Expr::Symbol(Symbol::new("Rational")), &parts.map(Expr::from), bytes)
        }
        Expr::Complex(_) => {
            let (re, im) = crate::number::parts(expr);
            let (re, im) = (re.clone(), im.clone());
            write_call(&Expr::Symbol(sym::Complex), &[re, im], bytes)
        }
        Expr::Normal(call) => write_call(&call.head, &call.args, bytes),
        Expr::Array(_) => write_call(&Expr::Symbol(sym::List), &expr.elements()?, bytes),
        Expr::Association(association) => {
            let rules: Vec<Expr> = association.rules().collect();
            write_call(&Expr::Symbol(sym::Association), &rules, bytes)
        }
        Expr::Foreign(_) => None,
    }
}

/// What is left to read.
struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    /// One expression and nothing behind it.
    fn whole(mut self, ev: &mut Evaluator) -> Eval<Option<Expr>> {
        let expr = self.expr(ev)?;
        Ok(expr.filter(|_| self.rest.is_empty()))
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        Some(*first)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(u32::from_le_bytes(self.take()?)).ok()?;
        let (text, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        String::from_utf8(text.to_vec()).ok()
    }

    fn expr(&mut self, ev: &mut Evaluator) -> Eval<Option<Expr>> {
        let Some([tag]) = self.take() else { return Ok(None) };
        Ok(match tag {
            b'i' => self.take().map(|bytes| Expr::Integer(i32::from_le_bytes(bytes).into())),
            b'I' => self.text().and_then(|text| text.parse::<BigInteger>().ok()).map(Expr::from),
            b'r' => self.take().map(|bytes| Expr::Real(f64::from_le_bytes(bytes))),
            b'R' => match self.text() {
                // Nothing but a number is read.
                Some(text) if text.bytes().all(|byte| byte.is_ascii_digit() || b".`*^-".contains(&byte)) => {
                    let call = Expr::call(Symbol::new("ToExpression"), [Expr::string(text)]);
                    Some(ev.eval(call)?).filter(Expr::is_number)
                }
                _ => None,
            },
            b'S' => self.text().map(Expr::string),
            b's' => self.text().map(|name| Expr::Symbol(Symbol::new(&name))),
            b'f' => {
                let Some(count) = self.take().map(u32::from_le_bytes) else { return Ok(None) };
                // Each argument takes a byte at least.
                let Some(count) = usize::try_from(count).ok().filter(|count| *count <= self.rest.len())
                else {
                    return Ok(None);
                };
                return stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
                    let Some(head) = self.expr(ev)? else { return Ok(None) };
                    let mut args = Vec::with_capacity(count);
                    for _ in 0..count {
                        let Some(arg) = self.expr(ev)? else { return Ok(None) };
                        args.push(arg);
                    }
                    Ok(Some(Expr::call(head, args)))
                });
            }
            _ => None,
        })
    }
}
