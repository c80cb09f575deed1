//! Names and heads that stand for characters, places and regular expressions in string patterns.

use crate::eval::{Arity, Attributes, Builtin};

const PROTECTED: Attributes = Attributes::PROTECTED;

macro_rules! inert {
    ($($name:literal, $usage:literal, $input:literal => $output:literal;)*) => {
        /// Symbols and heads that mean something in string patterns.
        pub const PATTERN_ROWS: &[Builtin] = &[$(Builtin::new($name, PROTECTED, Arity::ANY, $usage, ($input, $output), |_, _| Ok(None))),*];
    };
}

inert! {
    "DigitCharacter", "DigitCharacter stands for a digit in string patterns.",
        "StringCases[\"a1b2\", DigitCharacter]" => "{1, 2}";
    "EndOfLine", "EndOfLine stands for the end of a line in string patterns.",
        "StringReplace[\"a\\nb\", EndOfLine -> \";\"]" => "a;\nb;";
    "EndOfString", "EndOfString stands for the end of the string in string patterns.",
        "StringCases[\"aba\", \"a\" ~~ EndOfString]" => "{a}";
    "HexadecimalCharacter", "HexadecimalCharacter stands for a hexadecimal digit in string patterns.",
        "StringCases[\"xfy\", HexadecimalCharacter]" => "{f}";
    "LetterCharacter", "LetterCharacter stands for a letter in string patterns.",
        "StringCases[\"a1b2\", LetterCharacter]" => "{a, b}";
    "NumberString", "NumberString stands for a number in string patterns.",
        "StringCases[\"x=-1.5, y=2\", NumberString]" => "{-1.5, 2}";
    "PunctuationCharacter", "PunctuationCharacter stands for a punctuation character in string patterns.",
        "StringDelete[\"a, b.\", PunctuationCharacter]" => "a b";
    "RegularExpression", "RegularExpression[\"regex\"] stands for what the regular expression matches.",
        "StringCases[\"a12b\", RegularExpression[\"\\\\d+\"]]" => "{12}";
    "StartOfLine", "StartOfLine stands for the start of a line in string patterns.",
        "StringReplace[\"a\\nb\", StartOfLine -> \"> \"]" => "> a\n> b";
    "StartOfString", "StartOfString stands for the start of the string in string patterns.",
        "StringCases[\"aba\", StartOfString ~~ \"a\"]" => "{a}";
    "Whitespace", "Whitespace stands for a run of blanks in string patterns.",
        "StringReplace[\"a   b\", Whitespace -> \" \"]" => "a b";
    "WhitespaceCharacter", "WhitespaceCharacter stands for a blank in string patterns.",
        "StringCount[\"a b c\", WhitespaceCharacter]" => "2";
    "WordBoundary", "WordBoundary stands for the start or the end of a word in string patterns.",
        "StringCases[\"an ant\", \"an\" ~~ WordBoundary]" => "{an}";
    "WordCharacter", "WordCharacter stands for a letter or a digit in string patterns.",
        "StringCases[\"a-1\", WordCharacter]" => "{a, 1}";
}
