//! Text out and text in: `Print`, `ToString`, `ToExpression`, and the wrappers that say how things look.

use std::sync::Arc;

use crate::eval::{Arity, Attributes, Builtin, Eval, Evaluator, Reply};
use crate::expr::{Expr, Normal};
use crate::format::FormatType;
use crate::symbol::{Symbol, sym};

const PROTECTED: Attributes = Attributes::PROTECTED;

/// Functions that make text of expressions and expressions of text.
pub const ROWS: &[Builtin] = &[
    Builtin::new(
        "Print",
        PROTECTED,
        Arity::ANY,
        "Print[e1, e2, …] prints the e one after the other, and a line end.",
        ("Print[]", "Null"),
        print,
    ),
    Builtin::new(
        "ToExpression",
        Attributes::LISTABLE.and(PROTECTED),
        Arity::between(1, 3),
        "ToExpression[string] reads string and evaluates what it says; ToExpression[string, form, h] wraps h around it before.",
        ("ToExpression[\"1 + 1\"]", "2"),
        to_expression,
    ),
    Builtin::new(
        "ToString",
        PROTECTED.and(Attributes::STOPPABLE),
        Arity::between(1, 2).with_options(),
        "ToString[expr] gives the text of expr in OutputForm; ToString[expr, form] in form.",
        ("ToString[{\"a\", 1/2}]", "{a, 1/2}"),
        to_string,
    ),
];

macro_rules! wrappers {
    ($($name:literal, $usage:literal, $input:literal => $output:literal;)*) => {
        /// Heads that say how their contents look.
        pub const WRAPPER_ROWS: &[Builtin] = &[$(Builtin::new(
            $name,
            PROTECTED,
            Arity::ANY,
            $usage,
            ($input, $output),
            |_, _| Ok(None),
        )),*];
    };
}

wrappers! {
    "AccountingForm", "AccountingForm[x] shows x with negative numbers in parentheses.",
        "AccountingForm[-1234.5]" => "(1234.5)";
    "BaseForm", "BaseForm[n, b] shows n in base b.",
        "BaseForm[255, 16]" => "16^^ff";
    "CForm", "CForm[expr] shows expr as C writes it.",
        "CForm[x^2 + y/3]" => "Power(x,2) + y/3.";
    "Column", "Column[{e1, e2, …}] shows the e one below the other.",
        "Column[{a, b}]" => "a\nb";
    "ColumnForm", "ColumnForm[{e1, e2, …}] shows the e one below the other.",
        "ColumnForm[{a, b}]" => "a\nb";
    "DecimalForm", "DecimalForm[x] shows x without an exponent.",
        "DecimalForm[1.5*^10]" => "15000000000.";
    "EngineeringForm", "EngineeringForm[x] shows x with an exponent that is a multiple of three.",
        "EngineeringForm[12345.]" => "12.345*10^3";
    "Format", "Format[expr] shows expr; a definition Format[f[x_]] := … says how calls of f look.",
        "Format[f[x_]] := {x}; f[3]" => "{3}";
    "FortranForm", "FortranForm[expr] shows expr as Fortran writes it.",
        "FortranForm[x^2 + y/3]" => "x**2 + y/3.";
    "FullForm", "FullForm[expr] shows expr as heads and arguments only.",
        "FullForm[a + b]" => "Plus[a, b]";
    "Grid", "Grid[{{e11, e12, …}, …}] shows the e in rows and columns.",
        "Grid[{{a, b}}]" => "a   b";
    "Infix", "Infix[f[e1, e2, …], h] shows the e with h between them; Infix[expr, h, precedence, grouping] with parentheses as for an operator that binds so.",
        "Infix[{a, b, c}, \"+\"]" => "a + b + c";
    "InputForm", "InputForm[expr] shows expr as it is written in a program.",
        "InputForm[{\"a\", x^2 y}]" => "{\"a\", x^2*y}";
    "MatrixForm", "MatrixForm[list] shows list as a matrix.",
        "MatrixForm[{{1, 2}}]" => "1   2";
    "NumberForm", "NumberForm[x, n] shows x to n digits; NumberForm[x, {n, f}] with f of them after the point; options: DigitBlock, NumberSeparator, NumberPoint, NumberSigns, NumberPadding, ExponentFunction.",
        "NumberForm[3.14159, 3]" => "3.14";
    "OutputForm", "OutputForm[expr] shows expr for people to read.",
        "OutputForm[\"a\"]" => "a";
    "PaddedForm", "PaddedForm[x, n] shows x with room for n digits; PaddedForm[x, {n, f}] with f of them after the point.",
        "PaddedForm[5, 3]" => "   5";
    "PercentForm", "PercentForm[x] shows x in percent.",
        "PercentForm[0.25]" => "25.%";
    "Postfix", "Postfix[f[expr], h] shows expr with h behind it.",
        "Postfix[{a}, \"!!\"]" => "a!!";
    "PrecedenceForm", "PrecedenceForm[expr, p] shows expr with parentheses as for an operator of precedence p.",
        "PrecedenceForm[x/y, 12] - z" => "-z + (x/y)";
    "Prefix", "Prefix[f[expr], h] shows expr with h before it.",
        "Prefix[{a}, \"~\"]" => "~a";
    "Row", "Row[{e1, e2, …}] shows the e in a row; Row[{…}, s] with s between them.",
        "Row[{a, b}, \"-\"]" => "a-b";
    "OverBar", "OverBar[x] is x with a bar.",
        "OverBar[x]" => "OverBar[x]";
    "OverDot", "OverDot[x] is x with a dot.",
        "OverDot[x]" => "OverDot[x]";
    "OverHat", "OverHat[x] is x with a hat.",
        "OverHat[x]" => "OverHat[x]";
    "Overscript", "Overscript[x, y] is x with y above it.",
        "Overscript[x, y]" => "Overscript[x, y]";
    "OverTilde", "OverTilde[x] is x with a tilde.",
        "OverTilde[x]" => "OverTilde[x]";
    "OverVector", "OverVector[x] is x with an arrow.",
        "OverVector[x]" => "OverVector[x]";
    "ScientificForm", "ScientificForm[x] shows x with an exponent.",
        "ScientificForm[123.5]" => "1.235*10^2";
    "SequenceForm", "SequenceForm[e1, e2, …] shows the e one behind the other.",
        "SequenceForm[\"x = \", 56]" => "x = 56";
    "Short", "Short[expr] shows expr in about one line, the middle left out; Short[expr, n] in n lines.",
        "Short[Range[1000]]" => "{1, 2, 3, 4, 5, 6, 7, 8, <<985>>, 994, 995, 996, 997, 998, 999, 1000}";
    "Skeleton", "Skeleton[n] stands for n elements left out.",
        "Skeleton[5]" => "<<5>>";
    "StringForm", "StringForm[\"…`1`…\", e1, …] shows the text with the e in its slots; `` is the next one.",
        "StringForm[\"`1` of ``\", 2, 3]" => "2 of 3";
    "Style", "Style[expr, …] shows expr in a style; text has none.",
        "Style[a, Bold]" => "a";
    "TextGrid", "TextGrid[{{e11, e12, …}, …}] shows the e in rows and columns.",
        "TextGrid[{{a, b}}]" => "a   b";
    "TeXForm", "TeXForm[expr] shows expr as TeX writes it.",
        "TeXForm[a/Sqrt[b]]" => "\\frac{a}{\\sqrt{b}}";
    "Underscript", "Underscript[x, y] is x with y below it.",
        "Underscript[x, y]" => "Underscript[x, y]";
    "Subscript", "Subscript[x, i] is x with the index i.",
        "Subscript[x, 1]" => "Subscript[x, 1]";
    "Subsuperscript", "Subsuperscript[x, i, j] is x with the index i below and j above.",
        "Subsuperscript[x, 1, 2]" => "Subsuperscript[x, 1, 2]";
    "Superscript", "Superscript[x, j] is x with j above it.",
        "Superscript[x, 2]" => "Superscript[x, 2]";
    "TableForm", "TableForm[list] shows list as a table.",
        "TableForm[{{a, b}}]" => "a   b";
}

impl Evaluator {
    /// The form in which `Print` shows things: the option `FormatType` of `$Output`.
    pub fn output_type(&self) -> FormatType {
        self.definition(Symbol::new("$Output"))
            .and_then(|output| output.rules.as_deref())
            .and_then(|rules| {
                let (_, rule) = rules.options.iter().find(|(name, _)| name.is_symbol(sym::FormatType))?;
                FormatType::named(rule.as_call(sym::Rule)?.args.get(1)?.as_symbol()?)
            })
            .unwrap_or(FormatType::OutputForm)
    }
}

/// `$Output` and its options.
pub fn define(ev: &mut Evaluator) {
    let output = ev.definition_mut(Symbol::new("$Output"));
    output.attributes = PROTECTED;
    let name = Expr::Symbol(sym::FormatType);
    let rule = Expr::call(sym::Rule, [name.clone(), sym::OutputForm.into()]);
    output.rules_mut().options = vec![(name, rule)];
}

fn print(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let form = ev.output_type();
    let mut line = ev.stoppable(|ev| Ok(line(ev, call, form)))?;
    line.push('\n');
    ev.host.print(&line);
    Ok(Some(Expr::null()))
}

/// What `Print` prints.
fn line(ev: &mut Evaluator, call: &Normal, form: FormatType) -> String {
    match &call.args[..] {
        // Tables among what is printed keep their places below one another.
        [_, _, ..] if form == FormatType::OutputForm => {
            let row = Expr::call(Symbol::new("SequenceForm"), call.args.iter().cloned());
            ev.text(&row, form)
        }
        args => {
            let texts = args.iter().map(|arg| match arg {
                Expr::String(text) => String::clone(text),
                other => ev.text(other, form),
            });
            texts.collect()
        }
    }
}

fn to_string(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let option = |name: &str| {
        call.args.iter().skip(1).find_map(|arg| {
            let rule = arg.as_call(sym::Rule).filter(|rule| rule.args.len() == 2)?;
            (rule.args[0].as_symbol()?.name() == name).then(|| rule.args[1].clone())
        })
    };
    let form = match call.args.get(1).filter(|arg| arg.as_call(sym::Rule).is_none()) {
        Some(form) => Some(form.clone()),
        None => option("FormatType"),
    };
    let form = match form {
        None => FormatType::OutputForm,
        Some(form) => match form.as_symbol().and_then(FormatType::named) {
            Some(form) => form,
            // Another form is a wrapper: `ToString[x, TableForm]`.
            None if form.as_symbol().is_some() => {
                let wrapped = Expr::call(form, [call.args[0].clone()]);
                return Ok(Some(ev.text(&wrapped, FormatType::OutputForm).into()));
            }
            None => {
                ev.message(Symbol::new("ToString"), "fmtval", &[form]);
                return Ok(None);
            }
        },
    };
    Ok(Some(ev.text(&call.args[0], form).into()))
}

fn to_expression(ev: &mut Evaluator, call: &Arc<Normal>) -> Reply {
    let Expr::String(text) = &call.args[0] else {
        // A number stands for itself.
        if call.args[0].is_number() {
            let head = call.args.get(2).cloned();
            return Ok(Some(
                head.map_or(call.args[0].clone(), |head| Expr::call(head, [call.args[0].clone()])),
            ));
        }
        ev.message(Symbol::new("ToExpression"), "notstrbox", &[call.args[0].clone()]);
        return Ok(Some(Symbol::new("$Failed").into()));
    };
    let Some(parser) = ev.parser else { return Ok(None) };
    let head = call.args.get(2).cloned();
    let mut value = Expr::null();
    let mut each = |ev: &mut Evaluator, expr: Expr| -> Eval<()> {
        value = match &head {
            Some(head) => ev.eval(Expr::call(head.clone(), [expr]))?,
            None => ev.eval(expr)?,
        };
        Ok(())
    };
    let errors = parser(ev, "ToExpression", text, &mut each)?;
    if errors > 0 {
        return Ok(Some(Symbol::new("$Failed").into()));
    }
    Ok(Some(value))
}
