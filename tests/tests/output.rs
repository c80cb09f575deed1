//! What `Print` shows, by form.

use scheelite::{Engine, Session};

#[track_caller]
fn printed(text: &str) -> String {
    let mut session = Session::new(&Engine::default());
    session.run("test", text, &mut |_, _| {});
    session.take_printed()
}

#[test]
fn print_shows_output_form() {
    let cases = [
        ("Print[1/3, \" \", x^2, \" \", 2 x]", "1/3 x^2 2 x\n"),
        ("Print[{1., 3.24321987, 10.^10, 1.*^-7, 123456.7}]", "{1., 3.24322, 1.*10^10, 1.*10^-7, 123457.}\n"),
        ("Print[\"a\", {\"b\"}]", "a{b}\n"),
        ("Print[Sqrt[-2.]]", "0. + 1.41421 I\n"),
        ("Print[a - b/c]", "a - b/c\n"),
        ("Print[-x y]", "-(x y)\n"),
        ("Print[1/x]", "1/x\n"),
        ("Print[# + 1 &]", "#1 + 1 & \n"),
        ("Print[<|a -> 1, \"b\" -> {2}|>]", "<|a -> 1, b -> {2}|>\n"),
        ("Print[HoldForm[1 + 1] == 2]", "1 + 1 == 2\n"),
        ("Print[f'[x]]", "f'[x]\n"),
        ("Print[1.*^308 10]", "1.*10^309\n"),
        ("Print[N[Pi, 30]]", "3.14159265358979323846264338328\n"),
        ("Print[InputForm[{1/3, \"a\", 1.*^-7, x y}]]", "{1/3, \"a\", 1.*^-7, x*y}\n"),
        ("Print[FullForm[a + 2 b]]", "Plus[a, Times[2, b]]\n"),
        ("Print[TableForm[{{1, 2}, {3, 4}}]]", "1   2\n\n3   4\n"),
        ("Print[MatrixForm[{{a, bb}}, TableSpacing -> {0, 1}]]", "a bb\n"),
        (
            "Print[TableForm[{{1, 2}}, TableHeadings -> {{\"r\"}, {\"x\", \"y\"}}]]",
            "    x   y\n\nr   1   2\n",
        ),
        ("Print[Row[{1, 2}, \", \"]]", "1, 2\n"),
        ("Print[NumberForm[{1.23456, 2}, 3]]", "{1.23, 2}\n"),
        ("Print[Infinity, -Infinity, ComplexInfinity]", "Infinity-InfinityComplexInfinity\n"),
        (
            "SetOptions[$Output, FormatType -> InputForm]; Print[1.5*^10, \" \", {\"a\", x/2}]",
            "1.5*^10 {\"a\", x/2}\n",
        ),
    ];
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(input, expected)| printed(input) != *expected)
        .map(|(input, expected)| format!("{input}\n  prints   {:?}\n  expected {expected:?}", printed(input)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn syntax_errors_do_not_stop_what_is_right() {
    assert!(printed("Print[1]\nPrint[2\nPrint[3]\n").contains("1\n"));
    let text = printed("Print[1]\nx = ) 5\nPrint[3]\n");
    assert!(text.contains("1\n") && text.contains("3\n"), "{text}");
}

#[test]
fn symbols_show_their_context_when_the_name_alone_means_another() {
    assert_eq!(printed("Print[a`b + Global`x]"), "a`b + x\n");
    assert_eq!(printed("BeginPackage[\"a`\"]; Print[a`b]; EndPackage[];"), "b\n");
}
