//! What the user says of how things look: `Format` rules, and options of `NumberForm` and its kin. Both are worked into
//! the expression before it is printed.

use std::borrow::Cow;
use std::sync::Arc;

use super::rules::{Applied, Kind};
use super::{Eval, Evaluator};
use crate::expr::{Expr, Normal, RED_ZONE, STACK_STEP};
use crate::format::{FormatType, NumberStyle, Printer, Style, number_style};
use crate::size::{leaf_count, text_length};
use crate::symbol::{Symbol, sym};

/// `Format` rules that lead to `Format` rules go no deeper than this.
const DEEPEST: usize = 64;

/// What has more parts, or more characters in strings, is not printed.
const MOST_LEAVES: u128 = 200_000_000;
const MOST_CHARACTERS: u128 = 2_000_000_000;

/// Wrappers of numbers that take options.
const NUMBER_FORMS: [&str; 7] = [
    "AccountingForm",
    "DecimalForm",
    "EngineeringForm",
    "NumberForm",
    "PaddedForm",
    "PercentForm",
    "ScientificForm",
];

impl Evaluator {
    /// The text of an expression in this session.
    pub fn text(&mut self, expr: &Expr, form: FormatType) -> String {
        // The text of little memory may be endless where parts are shared.
        if matches!(expr, Expr::Normal(_) | Expr::Association(_)) {
            let leaves = leaf_count(expr);
            if leaves > MOST_LEAVES {
                return format!("<<{leaves} parts>>");
            }
            let characters = text_length(expr);
            if characters > MOST_CHARACTERS {
                return format!("<<{characters} characters>>");
            }
        }
        // Definitions are shown, whatever the form, unless only heads and arguments are wanted.
        if form != FormatType::FullForm
            && let Expr::Normal(call) = expr
            && let Some(text) = super::builtins::showing::shown(self, call)
        {
            return text;
        }
        let shown = if form == FormatType::OutputForm { self.shown(expr, 0) } else { Cow::Borrowed(expr) };
        let contexts = &self.contexts;
        Printer::new(&|symbol| contexts.is_visible(symbol)).text(&shown, form)
    }

    /// The expression with what the user says of its looks worked in.
    fn shown<'e>(&mut self, expr: &'e Expr, depth: usize) -> Cow<'e, Expr> {
        if !matches!(expr, Expr::Normal(_) | Expr::Symbol(_) | Expr::Association(_)) {
            return Cow::Borrowed(expr);
        }
        if depth < DEEPEST
            && let Ok(Some(value)) = self.format_rule(expr)
        {
            let value = self.shown(&value, depth + 1).into_owned();
            return Cow::Owned(value);
        }
        match expr {
            Expr::Normal(normal) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
                if let Some(name) = normal.head_symbol().map(Symbol::name) {
                    if name == "DateObject"
                        && let Some(text) = super::builtins::dates::shown(normal)
                    {
                        return Cow::Owned(Expr::string(text));
                    }
                    if let Some(text) = super::builtins::showing::shown(self, normal) {
                        return Cow::Owned(Expr::string(text));
                    }
                    if name == "InputForm"
                        && let [Expr::Normal(inner)] = &normal.args[..]
                        && let Some(text) = super::builtins::showing::shown(self, inner)
                    {
                        return Cow::Owned(Expr::string(text));
                    }
                    if matches!(name, "InputForm" | "FullForm") {
                        return Cow::Borrowed(expr);
                    }
                    if NUMBER_FORMS.contains(&name)
                        && let Some(text) = self.number_form(name, normal)
                    {
                        return Cow::Owned(text);
                    }
                }
                let mut changed: Option<Normal> = None;
                for (index, arg) in normal.args.iter().enumerate() {
                    if let Cow::Owned(new) = self.shown(arg, depth) {
                        changed.get_or_insert_with(|| Normal::clone(normal)).args[index] = new;
                    }
                }
                changed.map_or(Cow::Borrowed(expr), |changed| Cow::Owned(Expr::from(changed)))
            }),
            Expr::Association(association) => {
                let mut entries = association.entries.clone();
                let mut changed = false;
                for value in entries.values_mut() {
                    let old = value.clone();
                    let shown = stacker::maybe_grow(RED_ZONE, STACK_STEP, || self.shown(&old, depth));
                    if let Cow::Owned(new) = shown {
                        *value = new;
                        changed = true;
                    }
                }
                if !changed {
                    return Cow::Borrowed(expr);
                }
                Cow::Owned(Expr::Association(Arc::new(crate::association::Association::new(entries))))
            }
            _ => Cow::Borrowed(expr),
        }
    }

    /// What a rule `Format[…] := …`, or `Format[…, OutputForm] := …`, makes of an expression.
    fn format_rule(&mut self, expr: &Expr) -> Eval<Option<Expr>> {
        let Some(head) = super::arguments::innermost_head(expr) else { return Ok(None) };
        let defined = self.definition(head).and_then(|definition| definition.rules.as_deref());
        if defined.is_none_or(|rules| rules.up.is_empty()) {
            return Ok(None);
        }
        let forms = [None, Some(Expr::Symbol(sym::OutputForm)), Some(Expr::Symbol(sym::StandardForm))];
        for form in forms {
            let call = Expr::call(sym::Format, std::iter::once(expr.clone()).chain(form));
            let value = match self.apply_rules(head, Kind::Up, &call)? {
                Some(Applied::Body(rule, slots)) => self.eval_body(&rule.body, &slots)?,
                Some(Applied::Value(value)) => self.eval(value)?,
                None => continue,
            };
            return Ok((value != *expr).then_some(value));
        }
        Ok(None)
    }

    /// A wrapper of numbers with options: the numbers inside as text.
    fn number_form(&mut self, head: &str, call: &Normal) -> Option<Expr> {
        let (first, rest) = call.args.split_first()?;
        let positional: Vec<Expr> =
            rest.iter().filter(|arg| !super::pattern::is_option(arg)).cloned().collect();
        let options: Vec<(String, Expr)> = rest
            .iter()
            .filter(|arg| super::pattern::is_option(arg))
            .filter_map(|option| {
                let rule = option.as_normal().filter(|rule| rule.args.len() == 2)?;
                Some((rule.args[0].as_symbol()?.name().to_owned(), rule.args[1].clone()))
            })
            .collect();
        let by_text = matches!(head, "AccountingForm" | "PercentForm");
        if options.is_empty() && !by_text {
            return None;
        }
        let style = number_style(head, &positional, NumberStyle::DEFAULT)?;
        let looks = Looks::new(head, &options);
        Some(self.numbers_as_text(first, style, &looks))
    }

    fn numbers_as_text(&mut self, expr: &Expr, style: NumberStyle, looks: &Looks) -> Expr {
        match expr {
            Expr::Integer(_) | Expr::BigInteger(_) | Expr::Real(_) | Expr::BigReal(_) => {
                Expr::string(self.number_text(expr, style, looks))
            }
            list if list.is_list() => {
                let parts = list.elements().unwrap_or_default().into_owned();
                Expr::list(parts.iter().map(|part| self.numbers_as_text(part, style, looks)))
            }
            Expr::Normal(normal) => stacker::maybe_grow(RED_ZONE, STACK_STEP, || {
                let args: Vec<Expr> =
                    normal.args.iter().map(|arg| self.numbers_as_text(arg, style, looks)).collect();
                Expr::call(normal.head.clone(), args)
            }),
            other => other.clone(),
        }
    }

    fn number_text(&mut self, number: &Expr, style: NumberStyle, looks: &Looks) -> String {
        let is_integer = matches!(number, Expr::Integer(_) | Expr::BigInteger(_));
        let number = if looks.percent {
            let hundred = Expr::call(sym::Times, [Expr::Integer(100), number.clone()]);
            self.eval(hundred).unwrap_or_else(|_| number.clone())
        } else {
            number.clone()
        };
        let style = NumberStyle { padding: None, ..style };
        let text =
            Printer::new(&|_| true).styled(&number, Style { form: FormatType::OutputForm, number: style });
        let (mantissa, exponent) = text.split_once("*10^").map_or((&*text, None), |(a, b)| (a, Some(b)));
        let (negative, size) = mantissa.strip_prefix('-').map_or((false, mantissa), |size| (true, size));
        let (whole, fraction) = size.split_once('.').map_or((size, None), |(a, b)| (a, Some(b)));
        let exponent = exponent.and_then(|exponent| exponent.parse::<i64>().ok()).unwrap_or(0);
        let (mut whole, mut fraction, mut exponent) =
            (whole.to_owned(), fraction.map(str::to_owned), exponent);
        if let Some(function) = &looks.exponent_function
            && !is_integer
        {
            // The exponent of the number in scientific notation decides.
            let scientific = exponent + leading_exponent(&whole, fraction.as_deref().unwrap_or_default());
            let wanted = self.apply(function, [Expr::Integer(scientific)]).unwrap_or_else(|_| Expr::null());
            let wanted = match wanted {
                Expr::Integer(wanted) if wanted.abs() <= 10_000 => wanted,
                _ => 0,
            };
            (whole, fraction) =
                move_point(&whole, fraction.as_deref().unwrap_or_default(), exponent - wanted);
            exponent = wanted;
        }
        let mut filling = String::new();
        if let Some((digits, _)) = looks.padding_width(style, is_integer) {
            let places = usize::from(style.fraction.unwrap_or(0));
            let room = digits.saturating_sub(if is_integer { 0 } else { places });
            // The place of the sign is filled where there is none.
            let room = room + usize::from(!negative);
            if let Some((left, _)) = &looks.padding
                && whole.chars().count() < room
            {
                filling = left.repeat(room - whole.chars().count());
            }
            // Without `SignPadding` what fills up stands before the sign.
            if looks.sign_padding || !negative {
                whole = std::mem::take(&mut filling) + &whole;
            }
        }
        let mut out = group(&whole, looks.block.0, &looks.separators.0, false);
        if let Some(fraction) = &fraction {
            out.push_str(&looks.point);
            out.push_str(&group(fraction, looks.block.1, &looks.separators.1, true));
        }
        let (before, after) = if negative { &looks.negative } else { &looks.positive };
        if let Some(function) = &looks.number_format {
            let power = if exponent == 0 { String::new() } else { exponent.to_string() };
            let base = if exponent == 0 { "" } else { "10" };
            let parts = [format!("{filling}{before}{out}{after}"), base.to_owned(), power];
            if let Ok(shown) = self.apply(function, parts.map(Expr::string)) {
                return self.text(&shown, FormatType::OutputForm);
            }
        }
        if exponent != 0 {
            out.push_str(&looks.multiplier);
            out.push_str(&format!("10^{exponent}"));
        }
        let percent = if looks.percent { "%" } else { "" };
        format!("{filling}{before}{out}{percent}{after}")
    }
}

/// The options of a form of numbers.
struct Looks {
    /// Digits in a group to the left and to the right of the point; 0 for none.
    block: (usize, usize),
    separators: (String, String),
    point: String,
    multiplier: String,
    /// What stands around negative and other numbers.
    negative: (String, String),
    positive: (String, String),
    padding: Option<(String, String)>,
    exponent_function: Option<Expr>,
    number_format: Option<Expr>,
    sign_padding: bool,
    percent: bool,
}

impl Looks {
    fn new(head: &str, options: &[(String, Expr)]) -> Looks {
        let option = |name: &str| options.iter().find(|(known, _)| known == name).map(|(_, value)| value);
        let text = |value: &Expr| match value {
            Expr::String(text) => Some(String::clone(text)),
            _ => None,
        };
        let pair = |name: &str| -> Option<(String, String)> {
            let value = option(name)?;
            match value.elements() {
                Some(parts) => match &parts[..] {
                    [a, b] => Some((text(a)?, text(b)?)),
                    _ => None,
                },
                None => text(value).map(|text| (text.clone(), text)),
            }
        };
        let count = |value: &Expr| match value {
            Expr::Integer(count @ 1..=10_000) => usize::try_from(*count).unwrap_or(0),
            _ => 0,
        };
        let block = option("DigitBlock").map_or((0, 0), |value| match value.elements() {
            Some(parts) => (parts.first().map_or(0, count), parts.get(1).map_or(0, count)),
            None => (count(value), count(value)),
        });
        let accounting = head == "AccountingForm";
        let signs = option("NumberSigns").and_then(|value| {
            let parts = value.elements()?;
            let one = |value: &Expr| match value.elements() {
                Some(parts) => match &parts[..] {
                    [a, b] => Some((text(a)?, text(b)?)),
                    _ => None,
                },
                None => text(value).map(|text| (text, String::new())),
            };
            match &parts[..] {
                [negative, positive] => Some((one(negative)?, one(positive)?)),
                _ => None,
            }
        });
        let usual =
            if accounting { ("(".to_owned(), ")".to_owned()) } else { ("-".to_owned(), String::new()) };
        let (negative, positive) = signs.unwrap_or((usual, (String::new(), String::new())));
        Looks {
            block,
            separators: pair("NumberSeparator").unwrap_or((",".to_owned(), " ".to_owned())),
            point: option("NumberPoint").and_then(text).unwrap_or_else(|| ".".to_owned()),
            multiplier: option("NumberMultiplier").and_then(text).unwrap_or_else(|| "*".to_owned()),
            negative,
            positive,
            padding: pair("NumberPadding"),
            exponent_function: option("ExponentFunction").cloned(),
            number_format: option("NumberFormat").cloned(),
            sign_padding: option("SignPadding").is_some_and(Expr::is_true),
            percent: head == "PercentForm",
        }
    }

    /// How many digits a padded number has room for.
    fn padding_width(&self, style: NumberStyle, is_integer: bool) -> Option<(usize, usize)> {
        self.padding.as_ref()?;
        let digits = usize::from(style.digits);
        (digits > 0 && (is_integer || style.fraction.is_some())).then_some((digits, 0))
    }
}

/// The power of ten of the first digit that is not 0.
fn leading_exponent(whole: &str, fraction: &str) -> i64 {
    let count = |text: &str| i64::try_from(text.len()).unwrap_or(0);
    match whole.find(|c| c != '0') {
        Some(at) => count(whole) - 1 - i64::try_from(at).unwrap_or(0),
        None => -(fraction.find(|c| c != '0').map_or(0, |at| i64::try_from(at).unwrap_or(0) + 1)),
    }
}

/// The digits with the point moved to the right by so many places.
fn move_point(whole: &str, fraction: &str, places: i64) -> (String, Option<String>) {
    let digits = format!("{whole}{fraction}");
    let point = i64::try_from(whole.len()).unwrap_or(0) + places;
    let length = i64::try_from(digits.len()).unwrap_or(0);
    let (left, right) = if point <= 0 {
        ("0".to_owned(), "0".repeat(usize::try_from(-point).unwrap_or(0)) + &digits)
    } else if point >= length {
        (digits.clone() + &"0".repeat(usize::try_from(point - length).unwrap_or(0)), String::new())
    } else {
        let (left, right) = digits.split_at(usize::try_from(point).unwrap_or(0));
        (left.to_owned(), right.to_owned())
    };
    let left = left.trim_start_matches('0');
    let left = if left.is_empty() { "0" } else { left };
    (left.to_owned(), Some(right.trim_end_matches('0').to_owned()))
}

/// Digits in groups, counted from the point.
fn group(digits: &str, block: usize, separator: &str, from_left: bool) -> String {
    if block == 0 {
        return digits.to_owned();
    }
    let characters: Vec<char> = digits.chars().collect();
    let first = if from_left { block } else { (characters.len() + block - 1) % block + 1 };
    let mut out = String::new();
    for (index, character) in characters.iter().enumerate() {
        if index > 0 && index >= first && (index - first) % block == 0 {
            out.push_str(separator);
        }
        out.push(*character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{group, move_point};

    #[test]
    fn digits_are_grouped_from_the_point() {
        assert_eq!(group("1234567", 3, ",", false), "1,234,567");
        assert_eq!(group("123456", 3, ",", false), "123,456");
        assert_eq!(group("12345", 3, " ", true), "123 45");
    }

    #[test]
    fn the_point_moves() {
        assert_eq!(move_point("12", "345", 1), ("123".to_owned(), Some("45".to_owned())));
        assert_eq!(move_point("12", "345", -3), ("0".to_owned(), Some("012345".to_owned())));
        assert_eq!(move_point("1", "5", 4), ("15000".to_owned(), Some(String::new())));
    }
}
