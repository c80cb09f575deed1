//! Expressions as model description files write them, in Python with numpy, turned into formulas of our own.

use scheelite_runtime::{Expr, Symbol};

use crate::composition::emit::call;
use crate::composition::model::{ModelError, Result};

/// A token with the byte at which it begins.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(f64, bool),
    Name(String),
    Sign(&'static str),
}

/// Signs, longer ones first.
const SIGNS: &[&str] = &[
    "**", "//", "<=", ">=", "==", "!=", "+", "-", "*", "/", "%", "@", "<", ">", "(", ")", "[", "]", ",", ":",
    "=",
];

/// Functions of Python, `math` and `numpy` with the operation that they become. One argument and two can differ.
const FUNCTIONS: &[(&str, &str)] = &[
    ("abs", "Abs"),
    ("absolute", "Abs"),
    ("acos", "ArcCos"),
    ("arccos", "ArcCos"),
    ("arcsin", "ArcSin"),
    ("arctan", "ArcTan"),
    ("asin", "ArcSin"),
    ("atan", "ArcTan"),
    ("ceil", "Ceiling"),
    ("concatenate", "Concatenate"),
    ("cos", "Cos"),
    ("cosh", "Cosh"),
    ("dot", "Dot"),
    ("erf", "Erf"),
    ("exp", "Exp"),
    ("fabs", "Abs"),
    ("floor", "Floor"),
    ("len", "Length"),
    ("log", "Log"),
    ("log10", "Log10"),
    ("log2", "Log2"),
    ("matmul", "Dot"),
    ("mean", "Mean"),
    ("pow", "Power"),
    ("power", "Power"),
    ("prod", "ProductOf"),
    ("relu", "Relu"),
    ("round", "Round"),
    ("sign", "Sign"),
    ("sin", "Sin"),
    ("sinh", "Sinh"),
    ("sqrt", "Sqrt"),
    ("squeeze", "Squeeze"),
    ("sum", "Total"),
    ("tan", "Tan"),
    ("tanh", "Tanh"),
    ("transpose", "Transpose"),
    ("where", "If"),
];

/// Conversions that leave a number as it is.
const TRANSPARENT: &[&str] = &["float", "array", "asarray", "atleast_1d", "atleast_2d", "int"];

/// A name of a model description file as a symbol of a formula.
pub fn name(name: &str) -> Expr {
    Expr::Symbol(Symbol::new(&format!("Global`{name}")))
}

/// A tuple keeps its parts apart.
pub const TUPLE: &str = "Models`Tuple";

/// Reads one expression.
pub fn read(text: &str) -> Result<Expr> {
    let tokens = tokens(text)?;
    let mut reader = Reader { tokens, at: 0, text };
    let value = reader.tuple()?;
    if reader.at < reader.tokens.len() {
        return Err(reader.wrong("something is left over"));
    }
    Ok(value)
}

fn tokens(text: &str) -> Result<Vec<Token>> {
    let wrong = |what: &str| ModelError::new("bad-expression", format!("`{text}`: {what}"));
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() || first == '.' {
            let mut end = 0;
            let bytes = rest.as_bytes();
            while end < bytes.len() {
                let exponent = end > 0 && matches!(bytes[end - 1], b'e' | b'E');
                match bytes[end] {
                    b'0'..=b'9' | b'.' | b'e' | b'E' => end += 1,
                    b'+' | b'-' if exponent => end += 1,
                    _ => break,
                }
            }
            let digits = &rest[..end];
            let value = digits.parse().map_err(|_| wrong("a number cannot be read"))?;
            tokens.push(Token::Number(value, digits.bytes().all(|b| b.is_ascii_digit())));
            end
        } else if first.is_alphabetic() || first == '_' {
            let end =
                rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.')).unwrap_or(rest.len());
            tokens.push(Token::Name(rest[..end].to_owned()));
            end
        } else {
            let sign = SIGNS
                .iter()
                .find(|sign| rest.starts_with(**sign))
                .ok_or_else(|| wrong(&format!("`{first}` means nothing here")))?;
            tokens.push(Token::Sign(sign));
            sign.len()
        };
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

struct Reader<'t> {
    tokens: Vec<Token>,
    at: usize,
    text: &'t str,
}

/// Binary operators: sign, strength, head.
const BINARY: &[(&str, u8, &str)] = &[
    ("<", 40, "Less"),
    ("<=", 40, "LessEqual"),
    (">", 40, "Greater"),
    (">=", 40, "GreaterEqual"),
    ("==", 40, "Equal"),
    ("!=", 40, "Unequal"),
    ("+", 50, "Plus"),
    ("-", 50, "Subtract"),
    ("*", 60, "Times"),
    ("/", 60, "Divide"),
    ("//", 60, "FloorDivide"),
    ("%", 60, "Mod"),
    ("@", 60, "Dot"),
];

impl Reader<'_> {
    fn wrong(&self, what: &str) -> ModelError {
        ModelError::new("bad-expression", format!("`{}`: {what}", self.text))
    }

    fn peek_sign(&self, sign: &str) -> bool {
        matches!(self.tokens.get(self.at), Some(Token::Sign(own)) if *own == sign)
    }

    fn peek_name(&self, name: &str) -> bool {
        matches!(self.tokens.get(self.at), Some(Token::Name(own)) if own == name)
    }

    fn expect(&mut self, sign: &str) -> Result<()> {
        if !self.peek_sign(sign) {
            return Err(self.wrong(&format!("`{sign}` is missing")));
        }
        self.at += 1;
        Ok(())
    }

    fn tuple(&mut self) -> Result<Expr> {
        let first = self.ternary()?;
        if !self.peek_sign(",") {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.peek_sign(",") {
            self.at += 1;
            if self.at == self.tokens.len() || self.peek_sign(")") {
                break;
            }
            parts.push(self.ternary()?);
        }
        Ok(call(TUPLE, parts))
    }

    fn ternary(&mut self) -> Result<Expr> {
        if self.at > 10_000 {
            return Err(self.wrong("it is too long"));
        }
        stacker::maybe_grow(
            scheelite_runtime::expr::RED_ZONE,
            scheelite_runtime::expr::STACK_STEP,
            || -> Result<Expr> {
                let value = self.or()?;
                if !self.peek_name("if") {
                    return Ok(value);
                }
                self.at += 1;
                let test = self.or()?;
                if !self.peek_name("else") {
                    return Err(self.wrong("`else` is missing"));
                }
                self.at += 1;
                let other = self.ternary()?;
                Ok(call("If", [test, value, other]))
            },
        )
    }

    fn or(&mut self) -> Result<Expr> {
        let mut value = self.and()?;
        while self.peek_name("or") {
            self.at += 1;
            value = call("Or", [value, self.and()?]);
        }
        Ok(value)
    }

    fn and(&mut self) -> Result<Expr> {
        let mut value = self.not()?;
        while self.peek_name("and") {
            self.at += 1;
            value = call("And", [value, self.not()?]);
        }
        Ok(value)
    }

    fn not(&mut self) -> Result<Expr> {
        if self.peek_name("not") {
            self.at += 1;
            return Ok(call("Not", [self.not()?]));
        }
        self.binary(0)
    }

    fn binary(&mut self, least: u8) -> Result<Expr> {
        let mut value = self.unary()?;
        while let Some(Token::Sign(sign)) = self.tokens.get(self.at) {
            let Some((_, strength, head)) = BINARY.iter().find(|(own, ..)| own == sign) else {
                break;
            };
            if *strength <= least {
                break;
            }
            self.at += 1;
            let right = self.binary(*strength)?;
            value = match *head {
                "FloorDivide" => call("Floor", [call("Divide", [value, right])]),
                head => call(head, [value, right]),
            };
        }
        Ok(value)
    }

    fn unary(&mut self) -> Result<Expr> {
        if self.peek_sign("-") {
            self.at += 1;
            let value = stacker::maybe_grow(
                scheelite_runtime::expr::RED_ZONE,
                scheelite_runtime::expr::STACK_STEP,
                || self.unary(),
            )?;
            return Ok(match value {
                Expr::Integer(n) => Expr::Integer(n.wrapping_neg()),
                Expr::Real(x) => Expr::Real(-x),
                value => call("Minus", [value]),
            });
        }
        if self.peek_sign("+") {
            self.at += 1;
            return self.unary();
        }
        let base = self.postfix()?;
        if self.peek_sign("**") {
            self.at += 1;
            let exponent = self.unary()?;
            return Ok(call("Power", [base, exponent]));
        }
        Ok(base)
    }

    fn postfix(&mut self) -> Result<Expr> {
        let mut value = self.atom()?;
        while self.peek_sign("[") {
            self.at += 1;
            let mut indices = vec![value];
            loop {
                match self.ternary()? {
                    // Python counts from 0, and from the end with negative numbers as we do.
                    Expr::Integer(n) if n >= 0 => indices.push(Expr::Integer(n + 1)),
                    Expr::Integer(n) => indices.push(Expr::Integer(n)),
                    _ => return Err(self.wrong("an index must be a whole number")),
                }
                if !self.peek_sign(",") {
                    break;
                }
                self.at += 1;
            }
            self.expect("]")?;
            value = call("Part", indices);
        }
        Ok(value)
    }

    fn atom(&mut self) -> Result<Expr> {
        let token = self.tokens.get(self.at).cloned().ok_or_else(|| self.wrong("it breaks off"))?;
        self.at += 1;
        match token {
            Token::Number(value, true) if value < 9e15 => Ok(Expr::Integer(value as i64)),
            Token::Number(value, _) => Ok(Expr::Real(value)),
            Token::Sign("(") => {
                let value = self.tuple()?;
                self.expect(")")?;
                Ok(value)
            }
            Token::Sign("[") => {
                let mut items = Vec::new();
                while !self.peek_sign("]") {
                    items.push(self.ternary()?);
                    if self.peek_sign(",") {
                        self.at += 1;
                    }
                }
                self.expect("]")?;
                Ok(call("List", items))
            }
            Token::Sign(sign) => Err(self.wrong(&format!("`{sign}` means nothing here"))),
            Token::Name(own) if self.peek_sign("(") => {
                self.at += 1;
                let mut args = Vec::new();
                while !self.peek_sign(")") {
                    if matches!(self.tokens.get(self.at + 1), Some(Token::Sign("="))) {
                        return Err(self.wrong("named arguments of functions are not supported"));
                    }
                    args.push(self.ternary()?);
                    if self.peek_sign(",") {
                        self.at += 1;
                    }
                }
                self.expect(")")?;
                self.function(&own, args)
            }
            Token::Name(own) => Ok(match own.rsplit('.').next().unwrap_or(&own) {
                "True" => Expr::boolean(true),
                "False" => Expr::boolean(false),
                "pi" if own.contains('.') => Expr::Symbol(Symbol::new("Pi")),
                "e" if own.contains('.') => Expr::Symbol(Symbol::new("E")),
                _ => name(&own),
            }),
        }
    }

    fn function(&self, own: &str, mut args: Vec<Expr>) -> Result<Expr> {
        let short = own.rsplit('.').next().unwrap_or(own);
        match (short, args.len()) {
            ("max" | "amax" | "maximum", 1) => Ok(call("Largest", args)),
            ("min" | "amin" | "minimum", 1) => Ok(call("Smallest", args)),
            ("max" | "maximum", _) => Ok(nest("Larger", args)),
            ("min" | "minimum", _) => Ok(nest("Smaller", args)),
            ("arctan2" | "atan2", 2) => {
                args.swap(0, 1);
                Ok(call("ArcTan", args))
            }
            ("argmax", 1) => Ok(call("PositionOfLargest", args)),
            _ if TRANSPARENT.contains(&short) && args.len() == 1 => Ok(args.remove(0)),
            ("relu", 1) => Ok(call("Larger", [args.remove(0), Expr::Integer(0)])),
            _ => match FUNCTIONS.iter().find(|(name, _)| *name == short) {
                Some((_, head)) => Ok(call(head, args)),
                None => Err(self.wrong(&format!("the function `{own}` is not supported"))),
            },
        }
    }
}

fn nest(head: &str, args: Vec<Expr>) -> Expr {
    args.into_iter().reduce(|a, b| call(head, [a, b])).unwrap_or(Expr::Integer(0))
}
