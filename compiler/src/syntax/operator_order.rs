//! The operators of the language against each other: what binds more strongly is grouped first, and what groups to which
//! side. The list here is independent of the table that the parser reads.

use scheelite_runtime::source::SourceMap;

use super::parse;

fn full_form(text: &str) -> String {
    let mut map = SourceMap::default();
    let source = map.add("test", text);
    let parsed = parse(text, source, &mut map);
    assert!(parsed.diagnostics.is_empty(), "{text}: {:?}", parsed.diagnostics);
    let exprs: Vec<String> = parsed.exprs.iter().map(|expr| format!("{expr:?}")).collect();
    exprs.join(" | ")
}

/// Operators between operands, from the weakest to the strongest; those of one line bind alike.
const INFIX: &[&[&str]] = &[
    &[";"],
    &["=", ":=", "^=", "^:="],
    &["//"],
    &["+=", "-=", "*=", "/="],
    &["/.", "//."],
    &["->", ":>"],
    &["/;"],
    &["~~"],
    &["|"],
    &["||"],
    &["&&"],
    &["===", "=!="],
    &["==", "!=", "<", ">", "<=", ">="],
    &[";;"],
    &["+", "-"],
    &["*"],
    &["/"],
    &["."],
    &["**"],
    &["^"],
    &["<>"],
    &["@@", "/@", "@@@", "//@"],
    &["@"],
    &["?"],
];

#[test]
fn stronger_operators_are_grouped_first() {
    let mut checked = 0;
    for (index, weak) in INFIX.iter().enumerate() {
        for strong in &INFIX[index + 1..] {
            for (weak, strong) in weak.iter().flat_map(|weak| strong.iter().map(move |strong| (weak, strong)))
            {
                // A difference takes the factors of a product into the product with -1.
                let grouped = match (*weak, *strong) {
                    ("-", "*") => "Plus[a, Times[-1, b, c]]".to_owned(),
                    _ => full_form(&format!("a {weak} (b {strong} c)")),
                };
                assert_eq!(full_form(&format!("a {weak} b {strong} c")), grouped, "a {weak} b {strong} c");
                assert_eq!(
                    full_form(&format!("a {strong} b {weak} c")),
                    full_form(&format!("(a {strong} b) {weak} c")),
                    "a {strong} b {weak} c"
                );
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 824);
}

#[test]
fn equal_operators_group_to_their_side() {
    let right =
        ["=", ":=", "^=", "^:=", "+=", "-=", "*=", "/=", "->", ":>", "^", "@@", "/@", "@@@", "//@", "@"];
    for op in right {
        assert_eq!(full_form(&format!("a {op} b {op} c")), full_form(&format!("a {op} (b {op} c)")), "{op}");
    }
    for op in ["//", "/.", "//.", "/;", "-", "/", "?"] {
        let grouped = full_form(&format!("(a {op} b) {op} c"));
        let plain = full_form(&format!("a {op} b {op} c"));
        if op == "-" {
            assert_eq!(plain, "Plus[a, Times[-1, b], Times[-1, c]]");
        } else {
            assert_eq!(plain, grouped, "{op}");
        }
    }
    for (op, head) in [
        (";", "CompoundExpression"),
        ("~~", "StringExpression"),
        ("|", "Alternatives"),
        ("||", "Or"),
        ("&&", "And"),
        ("===", "SameQ"),
        ("=!=", "UnsameQ"),
        ("==", "Equal"),
        ("!=", "Unequal"),
        ("<", "Less"),
        (">=", "GreaterEqual"),
        (";;", "Span"),
        ("+", "Plus"),
        ("*", "Times"),
        (".", "Dot"),
        ("**", "NonCommutativeMultiply"),
        ("<>", "StringJoin"),
    ] {
        assert_eq!(full_form(&format!("a {op} b {op} c")), format!("{head}[a, b, c]"));
    }
}

#[test]
fn operators_before_and_after_an_operand_take_what_binds_more_strongly() {
    let groups = [
        ("-a^b", "-(a^b)"),
        ("-a . b", "-(a . b)"),
        ("-a*b", "(-a)*b"),
        ("-a/b", "(-a)/b"),
        ("!a == b", "!(a == b)"),
        ("!a && b", "(!a) && b"),
        ("a! ^ b", "(a!)^b"),
        ("a^b!", "a^(b!)"),
        ("a^b'", "a^(b')"),
        ("a + b &", "(a + b) &"),
        ("f = a &", "f = (a &)"),
        ("a -> b &", "(a -> b) &"),
        ("a & /@ b", "(a &) /@ b"),
        ("a // b &", "a // (b &)"),
        ("#^2 & /@ v", "((#^2) &) /@ v"),
        ("x_?p:>q", "(x_?p) :> q"),
        ("x_..", "(x_).."),
        ("a|b..", "a|(b..)"),
        ("x : a | b", "x : (a | b)"),
        ("x_ : a + b", "x_ : (a + b)"),
        ("a++ + b", "(a++) + b"),
        ("a + ++b", "a + (++b)"),
        ("-a++", "-(a++)"),
        ("f @ a++", "f @ (a++)"),
        ("a[[1]]++", "(a[[1]])++"),
        ("f'[x]", "(f')[x]"),
        ("f''[x]^2", "((f'')[x])^2"),
        ("a ~ f ~ b ~ g ~ c", "(a ~ f ~ b) ~ g ~ c"),
        ("a + b ~ f ~ c", "a + (b ~ f ~ c)"),
        ("f @ a ~ g ~ b", "(f @ a) ~ g ~ b"),
        ("f@g@x // h", "(f@(g@x)) // h"),
        ("a x^2 y", "a*(x^2)*y"),
        ("2 a!", "2*(a!)"),
        ("a b/c d", "a*(b/c)*d"),
        ("6/(x y) z", "(6/(x*y))*z"),
        ("1/(2. s) d", "(1/(2.*s))*d"),
        ("-2^2", "-(2^2)"),
        ("a/b/c", "(a/b)/c"),
        ("2^-x", "2^(-x)"),
        ("a = b = c; d", "(a = (b = c)); d"),
        ("a /: f[a] = b", "(a /: f[a] = b)"),
        ("a =.", "(a) =."),
        ("x_ /; x > 0 -> y", "(x_ /; (x > 0)) -> y"),
        ("<|a -> b + c|>", "<|(a -> (b + c))|>"),
    ];
    for (text, grouped) in groups {
        assert_eq!(full_form(text), full_form(grouped), "{text}");
    }
}
