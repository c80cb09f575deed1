//! String functions: values as `InputForm`, and the messages of wrong calls.

use scheelite::{Engine, Session};
use scheelite_runtime::format::input_form;

#[track_caller]
fn all(cases: &[(&str, &str)]) {
    let engine = Engine::default();
    let mut session = Session::new(&engine);
    let mut wrong = Vec::new();
    for (input, expected) in cases {
        let found = match session.evaluate(input) {
            Ok(value) => input_form(&value),
            Err(error) => format!("{error:?}"),
        };
        let messages = session.take_messages();
        let found = match messages.first() {
            Some(message) => format!("{found} ({}::{})", message.symbol, message.tag),
            None => found,
        };
        if found != *expected {
            wrong.push(format!("{input}\n  gives    {found}\n  expected {expected}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn joining_and_taking_apart() {
    all(&[
        (r#""a" <> "b" <> "c""#, r#""abc""#),
        (r#"StringJoin[{"a", {"b", "c"}}]"#, r#""abc""#),
        (r#"StringJoin[]"#, r#""""#),
        (r#""a" <> x"#, r#""a"<>x (StringJoin::string)"#),
        (r#"StringLength["größe"]"#, "5"),
        (r#"StringLength[{"a", "bcd"}]"#, "{1, 3}"),
        (r#"StringLength[5]"#, "StringLength[5] (StringLength::string)"),
        (r#"StringTake["abcdef", 3]"#, r#""abc""#),
        (r#"StringTake["abcdef", -2]"#, r#""ef""#),
        (r#"StringTake["abcdef", {2}]"#, r#""b""#),
        (r#"StringTake["abcdef", {2, -2}]"#, r#""bcde""#),
        (r#"StringTake["abcdef", {1, -1, 2}]"#, r#""ace""#),
        (r#"StringTake["abcdef", {{1, 2}, {4}}]"#, r#"{"ab", "d"}"#),
        (r#"StringTake[{"abc", "xyz"}, 2]"#, r#"{"ab", "xy"}"#),
        (r#"StringTake["abc", UpTo[10]]"#, r#""abc""#),
        (r#"StringTake["abc", 5]"#, r#"StringTake["abc", 5] (StringTake::take)"#),
        (r#"StringDrop["abcdef", {2, 4}]"#, r#""aef""#),
        (r#"StringDrop["abcdef", -1]"#, r#""abcde""#),
        (r#"StringPart["abc", {1, 3}]"#, r#"{"a", "c"}"#),
        (r#"StringPart["abc", 7]"#, r#"StringPart["abc", 7] (StringPart::partw)"#),
        (r#"StringInsert["abcd", "X", {1, 3, -1}]"#, r#""XabXcdX""#),
        (r#"StringReverse["abc"]"#, r#""cba""#),
        (r#"StringRepeat["ab", 3]"#, r#""ababab""#),
        (r#"StringRepeat["ab", 3, 5]"#, r#""ababa""#),
        (r#"StringRepeat["ab", 10^12]"#, r#"StringRepeat["ab", 1000000000000] (StringRepeat::nomem)"#),
        (r#"StringRiffle[{"a", "b", "c"}]"#, r#""a b c""#),
        (r#"StringRiffle[{1, 2}, {"(", "; ", ")"}]"#, r#""(1; 2)""#),
        (r#"StringRiffle[{{1, 2}, {3, 4}}]"#, r#""1 2\n3 4""#),
        (r#"StringPadLeft["5", 3, "0"]"#, r#""005""#),
        (r#"StringPadRight["abc", 2]"#, r#""ab""#),
        (r#"StringPadLeft[{"a", "bcd"}]"#, r#"{"  a", "bcd"}"#),
        (r#"StringPartition["abcdefg", 3, 2]"#, r#"{"abc", "cde", "efg"}"#),
        (r#"StringRotateLeft["abcd", 3]"#, r#""dabc""#),
        (r#"Characters["añ"]"#, r#"{"a", "ñ"}"#),
    ]);
}

#[test]
fn characters_and_numbers() {
    all(&[
        (r#"ToCharacterCode["Aä"]"#, "{65, 228}"),
        (r#"ToCharacterCode["ä", "UTF8"]"#, "{195, 164}"),
        (r#"FromCharacterCode[{65, 66}]"#, r#""AB""#),
        (r#"FromCharacterCode[{{65}, {66}}]"#, r#"{"A", "B"}"#),
        (r#"FromCharacterCode[-1]"#, "FromCharacterCode[-1] (FromCharacterCode::notunicode)"),
        (r#"ToUpperCase["straße"]"#, r#""STRASSE""#),
        (r#"ToLowerCase[{"AB", "Cd"}]"#, r#"{"ab", "cd"}"#),
        (r#"Capitalize["ab cd", "AllWords"]"#, r#""Ab Cd""#),
        (
            r#"{LetterQ["ab"], DigitQ["12a"], UpperCaseQ["AB"], LowerCaseQ["aB"]}"#,
            "{True, False, True, False}",
        ),
        (r#"IntegerString[-255, 16, 4]"#, r#""00ff""#),
        (r#"IntegerString[2^70]"#, r#""1180591620717411303424""#),
        (r#"IntegerString[12345, 10, 3]"#, r#""345""#),
        (r#"IntegerString[1.5]"#, "IntegerString[1.5] (IntegerString::int)"),
        (r#"CharacterRange["x", "z"]"#, r#"{"x", "y", "z"}"#),
        (r#"ToString[1/3 + x]"#, r#""1/3 + x""#),
        (r#"ToString[1.5*^10]"#, r#""1.5*10^10""#),
        (r#"ToString["a\"b", InputForm]"#, r#""\"a\\\"b\"""#),
        (r#"ToString[a + b, FullForm]"#, r#""Plus[a, b]""#),
        (r#"ToString[N[Pi, 20]]"#, r#""3.1415926535897932385""#),
        (r#"ToExpression["2 + 3 x"]"#, "2 + 3*x"),
        (r#"ToExpression[{"1", "2"}]"#, "{1, 2}"),
        (r#"ToExpression["1 + 1", InputForm, Hold]"#, "Hold[1 + 1]"),
        (r#"ToExpression["1 +"]"#, "$Failed (ToExpression::sntxi)"),
        (r#"ToString[StringForm["`2`-`1`", a, b]]"#, r#""b-a""#),
        (r#"EditDistance["abc", "xabcy"]"#, "2"),
        (r#"HammingDistance[{1, 2}, {1, 3}]"#, "1"),
        (r#"HammingDistance["a", "ab"]"#, r#"HammingDistance["a", "ab"] (HammingDistance::idim)"#),
    ]);
}

#[test]
fn patterns() {
    all(&[
        (r#"StringMatchQ["abc123", LetterCharacter.. ~~ DigitCharacter..]"#, "True"),
        (r#"StringMatchQ["abc", "a*"]"#, "True"),
        (r#"StringMatchQ["abc", "a" | "abc"]"#, "True"),
        (r#"StringMatchQ[{"ab", "cd"}, "a" ~~ _]"#, "{True, False}"),
        (r#"StringMatchQ["ABC", "abc", IgnoreCase -> True]"#, "True"),
        (r#"StringMatchQ["abab", (x_ ~~ y_) ~~ x_ ~~ y_]"#, "True"),
        (r#"StringMatchQ["aa", x_ ~~ x_]"#, "True"),
        (r#"StringMatchQ["ab", x_ ~~ x_]"#, "False"),
        (r#"StringMatchQ["1.5e-3", NumberString]"#, "True"),
        (r#"StringMatchQ["12", x__ /; ToExpression[x] > 10]"#, "True"),
        (r#"StringMatchQ["aXb", "a" ~~ _?UpperCaseQ ~~ "b"]"#, "True"),
        (r#"StringCases["aaa", "a"..]"#, r#"{"aaa"}"#),
        (r#"StringCases["aaa", Shortest["a"..]]"#, r#"{"a", "a", "a"}"#),
        (r#"StringCases["<a><b>", "<" ~~ Shortest[x__] ~~ ">" :> x]"#, r#"{"a", "b"}"#),
        (r#"StringCases["<a><b>", "<" ~~ x__ ~~ ">" :> x]"#, r#"{"a><b"}"#),
        (
            r#"StringCases["k1=v1;k2=v2", k : WordCharacter.. ~~ "=" ~~ v : WordCharacter.. :> {k, v}]"#,
            r#"{{"k1", "v1"}, {"k2", "v2"}}"#,
        ),
        (r#"StringCases["a1b22", DigitCharacter.., 1]"#, r#"{"1"}"#),
        (r#"StringCases["abc", {"a" -> 1, "c" -> 3}]"#, "{1, 3}"),
        (r#"StringCases["2020-01-02", RegularExpression["(\\d+)-(\\d+)"] -> "$2/$1"]"#, r#"{"01/2020"}"#),
        (r#"StringCases["abc", Except["b"]]"#, r#"{"a", "c"}"#),
        (r#"StringCases["abcd", Repeated[_, {2}]]"#, r#"{"ab", "cd"}"#),
        (r#"StringCases[{"a1", "b"}, DigitCharacter]"#, r#"{{"1"}, {}}"#),
        (r#"StringReplace["abcabc", "b" -> "X"]"#, r#""aXcaXc""#),
        (r#"StringReplace["abcabc", "b" -> "X", 1]"#, r#""aXcabc""#),
        (r#"StringReplace["hello world", WordBoundary ~~ x_ :> ToUpperCase[x]]"#, r#""Hello World""#),
        (r#"StringReplace["abc", "b" -> x]"#, r#""a"~~x~~"c""#),
        (r#"StringReplace["aBc", "b" -> "-", IgnoreCase -> True]"#, r#""a-c""#),
        (r#"StringReplace[{"ab", "b"}, "b" -> ""]"#, r#"{"a", ""}"#),
        (r#"StringReplace["abc", 5]"#, r#"StringReplace["abc", 5] (StringReplace::srep)"#),
        (r#"StringReplaceList["aba", "a" -> "x"]"#, r#"{"xba", "abx"}"#),
        (r#"StringSplit["a b  c"]"#, r#"{"a", "b", "c"}"#),
        (r#"StringSplit["a,b,,c", ","]"#, r#"{"a", "b", "", "c"}"#),
        (r#"StringSplit[",a,", ",", All]"#, r#"{"", "a", ""}"#),
        (r#"StringSplit["a,b;c", {",", ";"}]"#, r#"{"a", "b", "c"}"#),
        (r#"StringSplit["abc", ""]"#, r#"{"a", "b", "c"}"#),
        (r#"StringSplit["a-b-c", "-", 2]"#, r#"{"a", "b-c"}"#),
        (r#"StringSplit["a1b2", x : DigitCharacter :> x]"#, r#"{"a", "1", "b", "2"}"#),
        (r#"StringContainsQ["abc", "bc"]"#, "True"),
        (r#"Select[{"ab", "cd"}, StringContainsQ["a"]]"#, r#"{"ab"}"#),
        (
            r#"{StringStartsQ["abc", "ab"], StringEndsQ["abc", "bc"], StringFreeQ["abc", "x"]}"#,
            "{True, True, True}",
        ),
        (r#"StringCount["banana", "an"]"#, "2"),
        (r#"StringPosition["äbab", "b"]"#, "{{2, 2}, {4, 4}}"),
        (r#"StringPosition["aaa", "aa"]"#, "{{1, 2}, {2, 3}}"),
        (r#"StringPosition["aaa", "aa", Overlaps -> False]"#, "{{1, 2}}"),
        (r#"StringTrim["  x  "]"#, r#""x""#),
        (r#"StringTrim["--x-", "-"..]"#, r#""x""#),
        (r#"StringDelete["a1b2", DigitCharacter]"#, r#""ab""#),
        (r#"StringMatchQ["abc", f[1]]"#, r#"StringMatchQ["abc", f[1]] (StringMatchQ::strexp)"#),
        (r#"StringCases["a\nb", StartOfLine ~~ x_ :> x]"#, r#"{"a", "b"}"#),
    ]);
}
