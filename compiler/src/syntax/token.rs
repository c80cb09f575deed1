//! Text to lexemes.
//!
//! `logos` finds where a lexeme starts and reads the regular ones; those that regular expressions cannot describe
//! (nested comments, numbers in a base, names with `\[Alpha]` inside) are read to their end by a function.

use logos::{FilterResult, Logos};

use super::characters::{self, Class};
use scheelite_runtime::operators::SPELLINGS;

/// Kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bracket {
    /// `( )`
    Group,
    /// `{ }`
    List,
    /// `[ ]`
    Call,
    /// `[[ ]]`; closed by two `Call` brackets.
    Part,
    /// `〚 〛`
    DoubleBracket,
    /// `<| |>`
    Association,
    /// `⌊ ⌋`
    Floor,
    /// `⌈ ⌉`
    Ceiling,
    /// `\[LeftAngleBracket] \[RightAngleBracket]`
    Angle,
    /// `\[LeftBracketingBar] \[RightBracketingBar]`
    Bar,
    /// `\[LeftDoubleBracketingBar] \[RightDoubleBracketingBar]`
    DoubleBar,
}

impl Bracket {
    /// How it is opened and closed.
    pub fn texts(self) -> (&'static str, &'static str) {
        match self {
            Bracket::Group => ("(", ")"),
            Bracket::List => ("{", "}"),
            Bracket::Call => ("[", "]"),
            Bracket::Part => ("[[", "]]"),
            Bracket::DoubleBracket => ("〚", "〛"),
            Bracket::Association => ("<|", "|>"),
            Bracket::Floor => ("⌊", "⌋"),
            Bracket::Ceiling => ("⌈", "⌉"),
            Bracket::Angle => ("\\[LeftAngleBracket]", "\\[RightAngleBracket]"),
            Bracket::Bar => ("\\[LeftBracketingBar]", "\\[RightBracketingBar]"),
            Bracket::DoubleBar => ("\\[LeftDoubleBracketingBar]", "\\[RightDoubleBracketingBar]"),
        }
    }
}

/// What a lexeme is. Its text is found by its span.
#[derive(Logos, Clone, Copy, Debug, PartialEq)]
#[logos(skip r"[ \t\r\x0b\x0c]+", error = LexError)]
pub enum Lexeme {
    /// A line end.
    #[token("\n")]
    Newline,
    /// A symbol's name, contexts included.
    #[regex(r"[a-zA-Z$`]", word)]
    Symbol,
    /// `_`, `x_`, `x__h`, `x_.` and their kin.
    #[regex(r"_", blank)]
    Blank,
    /// A number.
    #[regex(r"[0-9]+", |lexer| number(lexer, false))]
    #[regex(r"\.[0-9]", |lexer| number(lexer, true))]
    Number,
    /// A string.
    #[token("\"", string)]
    String,
    /// `#`, `#2`, `#name`, `##`, `##2`.
    #[regex(r"##?[0-9]*", slot)]
    Slot,
    /// `%`, `%%`, `%5`.
    #[regex(r"%+|%[0-9]+")]
    Out,
    /// `::tag`.
    #[token("::", tag)]
    Tag,
    /// `<< file`.
    #[token("<<", file)]
    Get,
    /// `>> file`.
    #[token(">>", file)]
    Put,
    /// `>>> file`.
    #[token(">>>", file)]
    PutAppend,
    /// An opening bracket.
    #[token("(", |_| Bracket::Group)]
    #[token("[", |_| Bracket::Call)]
    #[token("[[", |_| Bracket::Part)]
    #[token("{", |_| Bracket::List)]
    #[token("<|", |_| Bracket::Association)]
    Open(Bracket),
    /// A closing bracket.
    #[token(")", |_| Bracket::Group)]
    #[token("]", |_| Bracket::Call)]
    #[token("}", |_| Bracket::List)]
    #[token("|>", |_| Bracket::Association)]
    Close(Bracket),
    /// A comma.
    #[token(",")]
    Comma,
    /// An operator, by its position in [`SPELLINGS`].
    #[regex(r"[-+*/^=!<>&|;:@~.?']", operator)]
    Operator(u16),
    /// A character that is not ASCII, or `\[Name]`: becomes one of the above.
    #[regex(r"[^\x00-\x7F]", special)]
    #[token("\\", special)]
    Special,
    /// Comments are skipped.
    #[token("(*", comment)]
    Comment,
    /// Nothing in the text: stands for an operand that is missing, so that reading goes on.
    Absent,
}

/// What can be wrong with a lexeme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LexError {
    /// A character that cannot stand outside strings and comments.
    #[default]
    Character,
    /// A `\[Name]` that is not known.
    Name,
    /// A `\` before something that it has no meaning with.
    Backslash,
    /// A string without end.
    String,
    /// A comment without end.
    Comment,
    /// `::` without a tag, or `>>` without a file name.
    Missing(&'static str),
    /// A number that cannot be read.
    Number(&'static str),
}

type Lex<'t> = logos::Lexer<'t, Lexeme>;

/// The bracket that a character is, and whether it opens.
pub fn bracket(character: char) -> Option<(Bracket, bool)> {
    Some(match character {
        '〚' => (Bracket::DoubleBracket, true),
        '〛' => (Bracket::DoubleBracket, false),
        '\u{F113}' => (Bracket::Association, true),
        '\u{F114}' => (Bracket::Association, false),
        '⌊' => (Bracket::Floor, true),
        '⌋' => (Bracket::Floor, false),
        '⌈' => (Bracket::Ceiling, true),
        '⌉' => (Bracket::Ceiling, false),
        '\u{2329}' | '\u{3008}' => (Bracket::Angle, true),
        '\u{232A}' | '\u{3009}' => (Bracket::Angle, false),
        '\u{F603}' => (Bracket::Bar, true),
        '\u{F604}' => (Bracket::Bar, false),
        '\u{F605}' => (Bracket::DoubleBar, true),
        '\u{F606}' => (Bracket::DoubleBar, false),
        _ => return None,
    })
}

/// The character that an escape after `\` stands for (`[Alpha]`, `:03b1`, `.e9`, `|01d4c1`, `101`), and its length in
/// bytes without the `\`.
pub fn escape(after_backslash: &str) -> Option<(char, usize)> {
    let code = |digits: usize, radix: u32, skip: usize| {
        let text = after_backslash.get(skip..skip + digits)?;
        let all_digits = text.chars().all(|c| c.is_digit(radix));
        let value = all_digits.then(|| u32::from_str_radix(text, radix).ok())??;
        Some((char::from_u32(value)?, skip + digits))
    };
    match after_backslash.as_bytes().first()? {
        b'[' => {
            let end = after_backslash.find(']').filter(|&end| end < 64)?;
            Some((characters::named(&after_backslash[1..end])?, end + 1))
        }
        b':' => code(4, 16, 1),
        b'.' => code(2, 16, 1),
        b'|' => code(6, 16, 1),
        b'0'..=b'7' => code(3, 8, 0),
        _ => None,
    }
}

/// The letter-like character at the start of `text`, and its length in bytes.
fn letter(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first.is_ascii() {
        if first != '\\' {
            return (first.is_ascii_alphabetic() || first == '$').then_some(1);
        }
        let (character, length) = escape(&text[1..])?;
        let is_letter = if character.is_ascii() {
            character.is_ascii_alphabetic()
        } else {
            characters::class(character) == Class::Letter
        };
        return is_letter.then_some(1 + length);
    }
    (characters::class(first) == Class::Letter).then_some(first.len_utf8())
}

/// Length of the name, contexts included, at the start of `text`; 0 when there is none.
fn name(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut end = 0;
    let mut segment_start = true;
    loop {
        match bytes.get(end) {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'$') => {
                end += 1;
                segment_start = false;
            }
            Some(b'0'..=b'9') if !segment_start => end += 1,
            // A mark joins two names, or begins one in the current context.
            Some(b'`') if (!segment_start || end == 0) && letter(&text[end + 1..]).is_some() => {
                end += 1;
                segment_start = true;
            }
            Some(0x80.. | b'\\') => match letter(&text[end..]) {
                Some(length) => {
                    end += length;
                    segment_start = false;
                }
                None => return end,
            },
            _ => return end,
        }
    }
}

/// A name of which the first letter has been read, and the blanks that may follow it.
fn word(lexer: &mut Lex) -> Result<Lexeme, LexError> {
    let length = name(&lexer.source()[lexer.span().start..]);
    if length == 0 {
        return Err(LexError::Character);
    }
    lexer.bump(length - lexer.slice().len());
    if lexer.remainder().starts_with('_') {
        lexer.bump(1);
        return Ok(blank(lexer));
    }
    Ok(Lexeme::Symbol)
}

/// The rest of a blank after its first `_`.
fn blank(lexer: &mut Lex) -> Lexeme {
    let rest = lexer.remainder();
    let more = rest.bytes().take(2).take_while(|&byte| byte == b'_').count();
    let rest = &rest[more..];
    // `_.` unless a number such as `.5` or an operator such as `..` begins there.
    if more == 0 && rest.starts_with('.') && !rest[1..].starts_with(|c: char| c == '.' || c.is_ascii_digit())
    {
        lexer.bump(1);
    } else {
        lexer.bump(more + name(rest));
    }
    Lexeme::Blank
}

/// The rest of a number whose first digits, or point and first digit, have been read.
fn number(lexer: &mut Lex, after_point: bool) -> Lexeme {
    let bytes = lexer.remainder().as_bytes();
    let digits = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    let mut end = 0;
    let fraction = |end: usize, digits: &dyn Fn(usize) -> usize| {
        if bytes.get(end) == Some(&b'.') && bytes.get(end + 1) != Some(&b'.') { digits(end + 1) } else { end }
    };
    if after_point {
        end = digits(end);
    } else if bytes.starts_with(b"^^") {
        let alphanumeric = |mut at: usize| {
            while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                at += 1;
            }
            at
        };
        end = fraction(alphanumeric(2), &alphanumeric);
    } else {
        end = fraction(end, &digits);
    }
    if bytes.get(end) == Some(&b'`') {
        end += 1;
        end += usize::from(bytes.get(end) == Some(&b'`'));
        let sign = usize::from(matches!(bytes.get(end), Some(b'+' | b'-')));
        let has_digits = |at: usize| {
            bytes.get(at).is_some_and(u8::is_ascii_digit)
                || (bytes.get(at) == Some(&b'.') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit))
        };
        if has_digits(end + sign) {
            end = digits(end + sign);
            if bytes.get(end) == Some(&b'.') && bytes.get(end + 1) != Some(&b'.') {
                end = digits(end + 1);
            }
        }
    }
    if bytes[end..].starts_with(b"*^") {
        let sign = usize::from(matches!(bytes.get(end + 2), Some(b'+' | b'-')));
        if bytes.get(end + 2 + sign).is_some_and(u8::is_ascii_digit) {
            end = digits(end + 2 + sign);
        }
    }
    lexer.bump(end);
    Lexeme::Number
}

fn string(lexer: &mut Lex) -> Result<(), LexError> {
    let bytes = lexer.remainder().as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b'"') => {
                lexer.bump(at + 1);
                return Ok(());
            }
            // The byte after a backslash is never the first of a longer character's rest: skipping it is enough to
            // pass `\"` and `\\`.
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
            None => {
                lexer.bump(bytes.len());
                return Err(LexError::String);
            }
        }
    }
}

fn slot(lexer: &mut Lex) {
    if lexer.slice() == "#" {
        let rest = lexer.remainder();
        if let Some(inner) = rest.strip_prefix('"') {
            if let Some(end) = inner.find('"') {
                lexer.bump(end + 2);
            }
        } else if !rest.starts_with('`') {
            lexer.bump(name(rest));
        }
    }
}

/// The tag, or another string, after an operator; blanks before it are passed.
fn operand(lexer: &mut Lex, missing: &'static str, length: impl Fn(&str) -> usize) -> Result<(), LexError> {
    let rest = lexer.remainder();
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let text = &rest[blanks..];
    lexer.bump(blanks);
    if text.starts_with('"') {
        lexer.bump(1);
        return string(lexer);
    }
    match length(text) {
        0 => Err(LexError::Missing(missing)),
        length => {
            lexer.bump(length);
            Ok(())
        }
    }
}

fn tag(lexer: &mut Lex) -> Result<(), LexError> {
    let length = |text: &str| match name(text) {
        0 => text.bytes().take_while(u8::is_ascii_alphanumeric).count(),
        length => length,
    };
    operand(lexer, "a message tag after `::`", length)
}

fn file(lexer: &mut Lex) -> Result<(), LexError> {
    let length = |text: &str| {
        text.find(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | ')' | ']' | '}' | '(' | '[' | '{' | '"' | '&')
        })
        .unwrap_or(text.len())
    };
    operand(lexer, "a file name", length)
}

fn operator(lexer: &mut Lex) -> Result<u16, LexError> {
    let rest = &lexer.source()[lexer.span().start..];
    let mut found = SPELLINGS.longest(rest).ok_or(LexError::Character)?;
    // `a=.5` sets a to one half.
    if rest.starts_with("=.") && rest[2..].starts_with(|c: char| c.is_ascii_digit()) {
        found = SPELLINGS.longest("=").ok_or(LexError::Character)?;
    }
    lexer.bump(SPELLINGS.get(found).text.len() - 1);
    Ok(found)
}

fn special(lexer: &mut Lex) -> FilterResult<Lexeme, LexError> {
    let character = if lexer.slice() == "\\" {
        let rest = lexer.remainder();
        // A line that continues on the next.
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        if rest[blanks..].starts_with('\n') {
            lexer.bump(blanks + 1);
            return FilterResult::Skip;
        }
        match escape(rest) {
            Some((character, length)) => {
                lexer.bump(length);
                character
            }
            None if rest.starts_with('[') => {
                let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '[').unwrap_or(rest.len());
                lexer.bump(end + usize::from(rest[end..].starts_with(']')));
                return FilterResult::Error(LexError::Name);
            }
            None => return FilterResult::Error(LexError::Backslash),
        }
    } else {
        lexer.slice().chars().next().unwrap_or_default()
    };
    if character.is_ascii() {
        return special_ascii(lexer, character);
    }
    match characters::class(character) {
        Class::Letter => special_word(lexer),
        Class::Blank => FilterResult::Skip,
        Class::Newline => FilterResult::Emit(Lexeme::Newline),
        Class::Bad => FilterResult::Error(LexError::Character),
        Class::Operator => match (SPELLINGS.character(character), bracket(character)) {
            (Some(spelling), _) => FilterResult::Emit(Lexeme::Operator(spelling)),
            (_, Some((bracket, true))) => FilterResult::Emit(Lexeme::Open(bracket)),
            (_, Some((bracket, false))) => FilterResult::Emit(Lexeme::Close(bracket)),
            _ => FilterResult::Emit(Lexeme::Comma),
        },
    }
}

fn special_word(lexer: &mut Lex) -> FilterResult<Lexeme, LexError> {
    match word(lexer) {
        Ok(lexeme) => FilterResult::Emit(lexeme),
        Err(error) => FilterResult::Error(error),
    }
}

/// `\[RawPlus]` and its kin mean the character itself.
fn special_ascii(lexer: &mut Lex, character: char) -> FilterResult<Lexeme, LexError> {
    let mut buffer = [0; 4];
    let text: &str = character.encode_utf8(&mut buffer);
    match character {
        '\n' => FilterResult::Emit(Lexeme::Newline),
        ',' => FilterResult::Emit(Lexeme::Comma),
        '(' => FilterResult::Emit(Lexeme::Open(Bracket::Group)),
        ')' => FilterResult::Emit(Lexeme::Close(Bracket::Group)),
        '[' => FilterResult::Emit(Lexeme::Open(Bracket::Call)),
        ']' => FilterResult::Emit(Lexeme::Close(Bracket::Call)),
        '{' => FilterResult::Emit(Lexeme::Open(Bracket::List)),
        '}' => FilterResult::Emit(Lexeme::Close(Bracket::List)),
        _ if character.is_ascii_whitespace() => FilterResult::Skip,
        _ if character.is_ascii_alphabetic() || character == '$' => special_word(lexer),
        _ => match SPELLINGS.longest(text) {
            Some(spelling) => FilterResult::Emit(Lexeme::Operator(spelling)),
            None => FilterResult::Error(LexError::Character),
        },
    }
}

/// Comments nest.
fn comment(lexer: &mut Lex) -> FilterResult<(), LexError> {
    let bytes = lexer.remainder().as_bytes();
    let mut depth = 1;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1)) {
            (b'(', Some(b'*')) => {
                depth += 1;
                at += 2;
            }
            (b'*', Some(b')')) => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    lexer.bump(at);
                    return FilterResult::Skip;
                }
            }
            _ => at += 1,
        }
    }
    lexer.bump(bytes.len());
    FilterResult::Error(LexError::Comment)
}
