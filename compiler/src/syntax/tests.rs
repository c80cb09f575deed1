//! What texts stand for, as full forms.

use scheelite_runtime::source::SourceMap;

use super::{Parsed, parse};

fn read(text: &str) -> Parsed {
    let mut map = SourceMap::default();
    let source = map.add("test", text);
    parse(text, source, &mut map)
}

#[track_caller]
fn full(text: &str) -> String {
    let parsed = read(text);
    assert_eq!(parsed.diagnostics, [], "{text}");
    let forms: Vec<String> = parsed.exprs.iter().map(|expr| format!("{expr:?}")).collect();
    forms.join(" | ")
}

#[track_caller]
fn all(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = full(text);
            (found != *expected).then(|| format!("{text}\n  is       {found}\n  expected {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[track_caller]
fn errors(text: &str) -> Vec<String> {
    let parsed = read(text);
    parsed
        .diagnostics
        .iter()
        .map(|found| {
            let span = found.span.expect("syntax errors have a place");
            format!("{}..{} {}: {}", span.start, span.end, found.code, found.title)
        })
        .collect()
}

#[test]
fn arithmetic() {
    all(&[
        ("a + b - c", "Plus[a, b, Times[-1, c]]"),
        ("a - 2", "Plus[a, -2]"),
        ("a - 2 b", "Plus[a, Times[-1, 2, b]]"),
        ("a - (2 b)", "Plus[a, Times[-1, Times[2, b]]]"),
        ("a + (b + c) + d", "Plus[a, Plus[b, c], d]"),
        ("-2", "-2"),
        ("- 2.5", "-2.5"),
        ("-2^2", "Times[-1, Power[2, 2]]"),
        ("(-2)^2", "Power[-2, 2]"),
        ("-x", "Times[-1, x]"),
        ("-a b", "Times[Times[-1, a], b]"),
        ("-2 b", "Times[-2, b]"),
        ("--a", "PreDecrement[a]"),
        ("a - -b", "Plus[a, Times[-1, Times[-1, b]]]"),
        ("a/b", "Times[a, Power[b, -1]]"),
        ("a/b/c", "Times[Times[a, Power[b, -1]], Power[c, -1]]"),
        ("6/(x y) z", "Times[Times[6, Power[Times[x, y], -1]], z]"),
        ("1/(2. s) d", "Times[Times[1, Power[Times[2.0, s], -1]], d]"),
        ("1/2", "Times[1, Power[2, -1]]"),
        ("2^-x", "Power[2, Times[-1, x]]"),
        ("2^-x y", "Times[Power[2, Times[-1, x]], y]"),
        ("2^-x^y", "Power[2, Times[-1, Power[x, y]]]"),
        ("a^b^c", "Power[a, Power[b, c]]"),
        ("a b c", "Times[a, b, c]"),
        ("2x", "Times[2, x]"),
        ("2 x y^2", "Times[2, x, Power[y, 2]]"),
        ("a*b c", "Times[a, b, c]"),
        ("(a)(b)", "Times[a, b]"),
        ("f[x] y", "Times[f[x], y]"),
        ("a.b.c", "Dot[a, b, c]"),
        ("a**b**c", "NonCommutativeMultiply[a, b, c]"),
        ("n!", "Factorial[n]"),
        ("n!!", "Factorial2[n]"),
        ("a!b", "Times[Factorial[a], b]"),
        ("-n!", "Times[-1, Factorial[n]]"),
        ("2^n!", "Power[2, Factorial[n]]"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("+a", "Plus[a]"),
        ("a × b ÷ c", "Times[a, Times[b, Power[c, -1]]]"),
        ("x-1", "Plus[x, -1]"),
        ("3-1", "Plus[3, -1]"),
        (
            "u+lam (u[[3;;]]-2 u[[2;;-2]])",
            "Plus[u, Times[lam, Plus[Part[u, Span[3, All]], Times[-1, 2, Part[u, Span[2, -2]]]]]]",
        ),
    ]);
}

#[test]
fn functional_operators() {
    all(&[
        ("f@g@x//h", "h[f[g[x]]]"),
        ("f/@x", "Map[f, x]"),
        ("f/@g/@x", "Map[f, Map[g, x]]"),
        ("f@@x", "Apply[f, x]"),
        ("f@@@x", "MapApply[f, x]"),
        ("f//@x", "MapAll[f, x]"),
        ("a~f~b", "f[a, b]"),
        ("a~f~b~g~c", "g[f[a, b], c]"),
        ("f@x y", "Times[f[x], y]"),
        ("f@*g@*h", "Composition[f, g, h]"),
        ("f/*g", "RightComposition[f, g]"),
        ("(f@*g)[x]", "Composition[f, g][x]"),
        ("#^2&/@v", "Map[Function[Power[Slot[1], 2]], v]"),
        ("#&[3]", "Function[Slot[1]][3]"),
        ("f = # + 1 &", "Set[f, Function[Plus[Slot[1], 1]]]"),
        ("a -> b &", "Function[Rule[a, b]]"),
        ("x // f // g", "g[f[x]]"),
        ("##2", "SlotSequence[2]"),
        ("#name", "Slot[\"name\"]"),
        ("#1[[2]]", "Part[Slot[1], 2]"),
        ("##&@@x", "Apply[Function[SlotSequence[1]], x]"),
        ("f'[x]", "Derivative[1][f][x]"),
        ("f''", "Derivative[2][f]"),
        ("x |-> x^2", "Function[x, Power[x, 2]]"),
        ("{x, y} |-> x y", "Function[List[x, y], Times[x, y]]"),
        ("a //= f", "ApplyTo[a, f]"),
    ]);
}

#[test]
fn logic_and_comparison() {
    all(&[
        ("a < b < c", "Less[a, b, c]"),
        ("a < b <= c", "Inequality[a, Less, b, LessEqual, c]"),
        ("a == b == c", "Equal[a, b, c]"),
        ("a != b", "Unequal[a, b]"),
        ("a >= b > c", "Inequality[a, GreaterEqual, b, Greater, c]"),
        ("a === b", "SameQ[a, b]"),
        ("a =!= b", "UnsameQ[a, b]"),
        ("!a && b || c", "Or[And[Not[a], b], c]"),
        ("a || b && c", "Or[a, And[b, c]]"),
        ("!a == b", "Not[Equal[a, b]]"),
        ("!!a", "Not[Not[a]]"),
        ("a ≤ b", "LessEqual[a, b]"),
        ("a \\[Equal] b", "Equal[a, b]"),
        ("a \\[And] \\[Not] b", "And[a, Not[b]]"),
        ("x ∈ y", "Element[x, y]"),
        ("a+1 < b*2 && c", "And[Less[Plus[a, 1], Times[b, 2]], c]"),
    ]);
}

#[test]
fn assignments_and_rules() {
    all(&[
        ("a = b = c", "Set[a, Set[b, c]]"),
        ("f[x_] := x^2", "SetDelayed[f[Pattern[x, Blank[]]], Power[x, 2]]"),
        ("a =.", "Unset[a]"),
        ("a=.5", "Set[a, 0.5]"),
        ("a ^= b", "UpSet[a, b]"),
        ("a ^:= b", "UpSetDelayed[a, b]"),
        ("f /: g[f] = c", "TagSet[f, g[f], c]"),
        ("f /: g[f] := c", "TagSetDelayed[f, g[f], c]"),
        ("f /: g[f] =.", "TagUnset[f, g[f]]"),
        ("a += b", "AddTo[a, b]"),
        ("a -= b *= c", "SubtractFrom[a, TimesBy[b, c]]"),
        ("a /= b", "DivideBy[a, b]"),
        ("i++", "Increment[i]"),
        ("++i", "PreIncrement[i]"),
        ("i-- ; --j", "CompoundExpression[Decrement[i], PreDecrement[j]]"),
        ("a /. b -> c", "ReplaceAll[a, Rule[b, c]]"),
        ("a //. x_ :> y", "ReplaceRepeated[a, RuleDelayed[Pattern[x, Blank[]], y]]"),
        ("a -> b -> c", "Rule[a, Rule[b, c]]"),
        ("x_ /; x > 0", "Condition[Pattern[x, Blank[]], Greater[x, 0]]"),
        ("a; b; c", "CompoundExpression[a, b, c]"),
        ("a;", "CompoundExpression[a, Null]"),
        ("a; ; b", "CompoundExpression[a, Null, b]"),
        ("f[a;]", "f[CompoundExpression[a, Null]]"),
        ("(a; b)", "CompoundExpression[a, b]"),
        ("a <-> b", "TwoWayRule[a, b]"),
        ("a \\[Rule] b", "Rule[a, b]"),
        ("f::usage = \"x\"", "Set[MessageName[f, \"usage\"], \"x\"]"),
        ("f::a::b", "MessageName[f, \"a\", \"b\"]"),
        ("a >> file.txt", "Put[a, \"file.txt\"]"),
        ("a >>> \"b c\"", "PutAppend[a, \"b c\"]"),
        ("<< a/b.m", "Get[\"a/b.m\"]"),
        ("<<Pack`Sub`", "Get[\"Pack`Sub`\"]"),
    ]);
}

#[test]
fn patterns() {
    all(&[
        ("_", "Blank[]"),
        ("__", "BlankSequence[]"),
        ("___", "BlankNullSequence[]"),
        ("_h", "Blank[h]"),
        ("x_", "Pattern[x, Blank[]]"),
        ("x__h", "Pattern[x, BlankSequence[h]]"),
        ("x___", "Pattern[x, BlankNullSequence[]]"),
        ("x_.", "Optional[Pattern[x, Blank[]]]"),
        ("_.", "Optional[Blank[]]"),
        ("x_:d", "Optional[Pattern[x, Blank[]], d]"),
        ("x_h:d", "Optional[Pattern[x, Blank[h]], d]"),
        ("x:p", "Pattern[x, p]"),
        ("x:a|b", "Pattern[x, Alternatives[a, b]]"),
        ("x:_:d", "Optional[Pattern[x, Blank[]], d]"),
        ("x_?p:>q", "RuleDelayed[PatternTest[Pattern[x, Blank[]], p], q]"),
        ("x_?p[y]", "PatternTest[Pattern[x, Blank[]], p][y]"),
        ("x_?(# > 0 &)", "PatternTest[Pattern[x, Blank[]], Function[Greater[Slot[1], 0]]]"),
        ("x..", "Repeated[x]"),
        ("x_Integer...", "RepeatedNull[Pattern[x, Blank[Integer]]]"),
        ("a|b|c", "Alternatives[a, b, c]"),
        ("a ~~ b ~~ c", "StringExpression[a, b, c]"),
        (
            "f[x_, y_:1, z___]",
            "f[Pattern[x, Blank[]], Optional[Pattern[y, Blank[]], 1], Pattern[z, BlankNullSequence[]]]",
        ),
        ("{_Integer, _Real}", "List[Blank[Integer], Blank[Real]]"),
        ("x_^2", "Power[Pattern[x, Blank[]], 2]"),
        ("_?NumberQ", "PatternTest[Blank[], NumberQ]"),
        ("{eval[_], _Real}", "List[eval[Blank[]], Blank[Real]]"),
        ("True|False", "Alternatives[True, False]"),
    ]);
}

#[test]
fn parts_and_spans() {
    all(&[
        ("a[[1]]", "Part[a, 1]"),
        ("a[[1, 2]]", "Part[a, 1, 2]"),
        ("a[[1]][[2]]", "Part[Part[a, 1], 2]"),
        ("a[b[[c[1]]]]", "a[Part[b, c[1]]]"),
        ("a[[b[[1]]]]", "Part[a, Part[b, 1]]"),
        ("a〚1〛", "Part[a, 1]"),
        ("a\\[LeftDoubleBracket]1\\[RightDoubleBracket]", "Part[a, 1]"),
        ("a;;b;;c", "Span[a, b, c]"),
        ("a;;b", "Span[a, b]"),
        (";;b", "Span[1, b]"),
        ("a;;", "Span[a, All]"),
        (";;", "Span[1, All]"),
        ("a;;;;c", "Span[a, All, c]"),
        (";;;;c", "Span[1, All, c]"),
        ("x[[;;, 1]]", "Part[x, Span[1, All], 1]"),
        ("x[[2;;-2]]", "Part[x, Span[2, -2]]"),
        ("x[[;;-3]]", "Part[x, Span[1, -3]]"),
        ("x[[i+1;;n-1]]", "Part[x, Span[Plus[i, 1], Plus[n, -1]]]"),
        ("x[[All, 2]]", "Part[x, All, 2]"),
        ("x[[i]]++", "Increment[Part[x, i]]"),
        ("x[[i]] += 2", "AddTo[Part[x, i], 2]"),
        ("<|a -> 1, b -> 2|>", "Association[Rule[a, 1], Rule[b, 2]]"),
        ("<||>", "Association[]"),
        ("{}", "List[]"),
        ("f[]", "f[]"),
        ("f[][x]", "f[][x]"),
        ("⌊x⌋", "Floor[x]"),
    ]);
}

#[test]
fn literals() {
    all(&[
        ("\"a\\\"b\\n\\t\\\\\"", "\"a\\\"b\\n\\t\\\\\""),
        ("\"\\[Alpha]\\:03b2\"", "\"αβ\""),
        ("16^^ff", "255"),
        ("1.5*^-8", "1.5e-8"),
        ("1*^3", "1000"),
        ("2^^101", "5"),
        (".5", "0.5"),
        ("1.", "1.0"),
        ("1.x", "Times[1.0, x]"),
        ("a.5", "Times[a, 0.5]"),
        ("1..", "Repeated[1]"),
        ("1.5`", "1.5"),
        ("%", "Out[]"),
        ("%%%", "Out[-3]"),
        ("%12", "Out[12]"),
        ("\\[Alpha]1", "α1"),
        ("x\\[Beta]", "xβ"),
        ("π", "Pi"),
        ("\\[Pi] \\[ImaginaryI]", "Times[Pi, I]"),
        ("∞", "Infinity"),
        ("90°", "Times[90, Degree]"),
        ("größe", "größe"),
        ("$x1", "$x1"),
        ("\\[Integral]x^2\\[DifferentialD]x", "Integrate[Power[x, 2], x]"),
        ("√x", "Sqrt[x]"),
        ("?Plus", "Information[\"Plus\", Rule[LongForm, False]]"),
    ]);
    let parsed = read("a`b`c + `d");
    assert_eq!(parsed.exprs[0].as_normal().unwrap().args[0].as_symbol().unwrap().full_name(), "a`b`c");
    assert_eq!(parsed.exprs[0].as_normal().unwrap().args[1].as_symbol().unwrap().full_name(), "Global`d");
}

#[test]
fn lines_and_comments() {
    all(&[
        ("a\nb", "a | b"),
        ("a +\n b", "Plus[a, b]"),
        ("f[a\n,\nb]", "f[a, b]"),
        ("(a\n+ b)", "Plus[a, b]"),
        ("a\n+ b", "a | Plus[b]"),
        ("f[x_] :=\n x", "SetDelayed[f[Pattern[x, Blank[]]], x]"),
        ("a;\nb", "CompoundExpression[a, Null] | b"),
        ("a (* c *) + (* d (* e *) *) b", "Plus[a, b]"),
        ("a(**)b", "Times[a, b]"),
        ("f(* x *)[1]", "f[1]"),
        ("(* only *)", ""),
        ("", ""),
        ("\n\n a \n\n", "a"),
        ("#!/usr/bin/env vm\na", "a"),
        ("a \\\n + b", "Plus[a, b]"),
        ("a\r\nb\r\n", "a | b"),
        ("{a,\n b}[[1]]\n-1", "Part[List[a, b], 1] | -1"),
        ("If[a,\n b,\n c]\nd", "If[a, b, c] | d"),
        ("\u{FEFF}a", "a"),
    ]);
}

#[test]
fn errors_say_where_what_was_read_and_what_was_expected() {
    let cases: &[(&str, &[&str])] = &[
        ("f[x", &["1..2 unclosed-bracket: `[` is never closed"]),
        ("x]", &["1..2 unmatched-bracket: `]` closes nothing"]),
        ("f[x)", &["3..4 mismatched-bracket: expected `]`, read `)`"]),
        ("x[[1]", &["4..5 mismatched-bracket: expected `]]`, read `]`"]),
        ("a +", &["2..3 unexpected-end: expected an expression, read the end of the text"]),
        ("a + * b", &["4..5 syntax: expected an expression, read `*`"]),
        ("{a + , b}", &["5..6 syntax: expected an expression, read `,`"]),
        ("a, b", &["1..2 syntax: expected an operator or a new line, read `,`"]),
        ("()", &["0..2 bad-group: expected an expression between `(` and `)`"]),
        ("(a, b)", &["0..6 bad-group: expected one expression between `(` and `)`, read several"]),
        ("[a]", &["0..1 syntax: expected an expression, read `[`"]),
        ("\"abc", &["0..1 unclosed-string: this string has no end"]),
        ("a (* b", &["2..4 unclosed-comment: this comment has no end"]),
        ("a ~ b", &["2..3 missing-tilde: expected a second `~`: `a ~ f ~ b` is `f[a, b]`"]),
        ("f /: x", &["2..4 missing-assignment: expected `=`, `:=` or `=.` after `/:`"]),
        ("2^^9", &["0..4 bad-number: a digit of this number does not fit its base"]),
        ("\\[Foo]", &["0..6 unknown-character: there is no character `\\[Foo]`"]),
        ("{1,,2}", &["3..3 missing-argument: nothing stands beside this comma; `Null` is taken"]),
        ("a\u{7}b", &["1..2 bad-character: '\\u{7}' has no meaning here"]),
        (
            "f[x_ := 3\ng[x_] := x\nl = (4",
            &["1..2 unclosed-bracket: `[` is never closed", "25..26 unclosed-bracket: `(` is never closed"],
        ),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| errors(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  gives    {:?}\n  expected {expected:?}", errors(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn all_errors_of_a_file_are_found_and_the_rest_is_read() {
    let parsed = read("a = 1\nb = (2 + ]\nc = 3\nd = * 4\ne = 5\n");
    assert_eq!(parsed.diagnostics.len(), 2);
    assert_eq!(format!("{:?}", parsed.exprs), "[Set[a, 1], Set[c, 3], Set[e, 5]]");
}

#[test]
fn texts_that_could_go_on_are_incomplete() {
    for text in ["f[x", "a +", "{1, 2", "\"abc", "(* x", "a :=", "x[["] {
        assert!(read(text).incomplete, "{text}");
    }
    for text in ["a", "a;", "f[x])", "a + ]", ""] {
        assert!(!read(text).incomplete, "{text}");
    }
}

#[test]
fn spans_are_those_of_the_text() {
    let text = "f[a, {b, c}] + -x y";
    let mut map = SourceMap::default();
    let source = map.add("test", text);
    let parsed = parse(text, source, &mut map);
    let slice = |span: Option<scheelite_runtime::source::Span>| {
        let span = span.unwrap();
        &text[span.start as usize..span.end as usize]
    };
    let sum = parsed.exprs[0].as_normal().unwrap();
    assert_eq!(slice(map.span(sum.origin)), text);
    assert_eq!(slice(map.head_span(sum.origin)), "+");
    assert_eq!(slice(map.arg_span(sum.origin, 1)), "-x y");
    let call = sum.args[0].as_normal().unwrap();
    assert_eq!(slice(map.span(call.origin)), "f[a, {b, c}]");
    assert_eq!(slice(map.arg_span(call.origin, 1)), "{b, c}");
    let list = call.args[1].as_normal().unwrap();
    assert_eq!(slice(map.span(list.origin)), "{b, c}");
    assert_eq!(slice(map.arg_span(list.origin, 1)), "c");
}

#[test]
fn a_million_open_brackets_are_an_error_and_closed_ones_an_expression() {
    let count = 1_000_000;
    assert_eq!(errors(&"{".repeat(count)).len(), 1);
    assert_eq!(errors(&"f[".repeat(count)).len(), 1);
    let parsed = read(&("(".repeat(count) + "x" + &")".repeat(count)));
    assert_eq!(format!("{:?}", parsed.exprs), "[x]");
    let parsed = read(&("{".repeat(count) + "x" + &"}".repeat(count)));
    assert_eq!(parsed.exprs.len(), 1);
    let parsed = read(&("-".repeat(count) + "x"));
    assert_eq!(parsed.diagnostics.len(), 0);
    let parsed = read(&("x^".repeat(count) + "x"));
    assert_eq!(parsed.exprs.len(), 1);
}

#[test]
fn many_things_left_open_do_not_take_forever() {
    let parsed = read(&"f[x = {1,\n".repeat(3000));
    assert_eq!(parsed.diagnostics.len(), 1);
    let parsed = read(&"x = ) + 1\n".repeat(3000));
    assert_eq!(parsed.diagnostics.iter().filter(|found| found.is_error()).count(), 100);
}

#[test]
fn a_line_of_100_megabytes_gets_a_clear_answer() {
    let text = "{".to_owned() + &"1,".repeat(50 << 20) + "1}";
    assert_eq!(errors(&text), ["0..0 too-long: a source text has at most 64 MiB, this one has 101"]);
}
