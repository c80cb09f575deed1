//! Lexemes to the tokens of the grammar: decides whether an operator is prefix, infix or postfix, puts in the `*` that
//! juxtaposition stands for, matches brackets, and ends an expression at a line end where it can end.

use logos::Logos;
use scheelite_runtime::source::Span;

use super::fault;
use super::token::{Bracket, LexError, Lexeme};
use crate::diagnostic::Diagnostic;
use scheelite_runtime::operators::{Operator, SPELLINGS, Shape};

/// A token of the grammar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token {
    /// A symbol, number, string or another thing that stands for itself.
    Operand(Lexeme),
    /// A prefix operator.
    Prefix(Operator),
    /// An infix operator.
    Infix(Operator),
    /// A postfix operator.
    Postfix(Operator),
    /// `::tag`, `>> file`, `>>> file`.
    Suffix(Lexeme),
    /// `;`
    Semicolon(Operator),
    /// `;;` after an operand.
    Span(Operator),
    /// `;;` without an operand before it.
    SpanFromOne(Operator),
    /// A bracket that begins an operand.
    Open(Bracket),
    /// A bracket that follows what is called.
    Call(Bracket),
    /// The bracket that closes the innermost open one.
    Close,
    /// A comma.
    Comma,
}

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// An operand.
    Operand,
    /// Anything but an operand.
    Operator,
    /// Both: after `;` the next statement may be missing.
    Statement,
    /// Both: after `;;` the end may be missing.
    SpanEnd,
}

/// The tokens of one top-level expression after the other.
pub struct Roles<'t> {
    lexer: logos::Lexer<'t, Lexeme>,
    offset: usize,
    source: u32,
    state: State,
    brackets: Vec<(Bracket, u32, u32)>,
    waiting: Option<(Lexeme, u32, u32)>,
    started: bool,
    /// End of the last token.
    pub last_end: u32,
    /// The last operator that waits for an operand.
    pub last_operator: Option<(u32, u32)>,
}

type Spanned = (u32, Token, u32);

impl<'t> Roles<'t> {
    /// Reads from the byte `offset` of `text`.
    pub fn new(text: &'t str, offset: usize, source: u32) -> Self {
        Roles {
            lexer: Lexeme::lexer(&text[offset..]),
            offset,
            source,
            state: State::Operand,
            brackets: Vec::new(),
            waiting: None,
            started: false,
            last_end: offset as u32,
            last_operator: None,
        }
    }

    /// Gets ready for the next expression. False when nothing is left.
    pub fn begin(&mut self) -> bool {
        self.state = State::Operand;
        self.brackets.clear();
        self.started = false;
        self.last_operator = None;
        while self.waiting.is_none() {
            match self.lexeme() {
                None => return false,
                Some((Ok(Lexeme::Newline), ..)) => {}
                Some((Ok(lexeme), start, end)) => self.waiting = Some((lexeme, start, end)),
                // Found again, and reported, when the expression is read.
                Some((Err(_), start, _)) => {
                    self.lexer = Lexeme::lexer(&self.lexer.source()[start as usize - self.offset..]);
                    self.offset = start as usize;
                    return true;
                }
            }
        }
        true
    }

    /// The innermost bracket that is open, and where it is.
    pub fn innermost(&self) -> Option<(Bracket, Span)> {
        self.brackets.last().map(|&(bracket, start, end)| (bracket, self.span(start, end)))
    }

    /// The outermost bracket that is open, and where it is.
    pub fn outermost(&self) -> Option<(Bracket, Span)> {
        self.brackets.first().map(|&(bracket, start, end)| (bracket, self.span(start, end)))
    }

    /// The first byte not read.
    pub fn position(&self) -> usize {
        match self.waiting {
            Some((_, start, _)) => start as usize,
            None => self.offset + self.lexer.span().end,
        }
    }

    /// Whether the expression could go on after the end of the text.
    pub fn is_incomplete(&self) -> bool {
        !self.brackets.is_empty() || (self.started && self.state == State::Operand)
    }

    /// Passes lexemes up to the next line end outside brackets; false when there is none before the end of the text.
    pub fn skip_line(&mut self) -> bool {
        let mut depth = self.brackets.len();
        loop {
            let lexeme = match self.waiting.take() {
                Some((lexeme, ..)) => Ok(lexeme),
                None => match self.lexeme() {
                    Some((lexeme, ..)) => lexeme,
                    None => return depth == 0,
                },
            };
            match lexeme {
                Ok(Lexeme::Open(Bracket::Part)) => depth += 2,
                Ok(Lexeme::Open(_)) => depth += 1,
                Ok(Lexeme::Close(_)) => depth = depth.saturating_sub(1),
                Ok(Lexeme::Newline) if depth == 0 => return true,
                Err(LexError::String | LexError::Comment) => return false,
                _ => {}
            }
        }
    }

    fn span(&self, start: u32, end: u32) -> Span {
        Span { source: self.source, start, end }
    }

    fn lexeme(&mut self) -> Option<(Result<Lexeme, LexError>, u32, u32)> {
        let lexeme = self.lexer.next()?;
        let span = self.lexer.span();
        Some((lexeme, (self.offset + span.start) as u32, (self.offset + span.end) as u32))
    }

    fn take(&mut self) -> Option<Result<(Lexeme, u32, u32), Box<Diagnostic>>> {
        if let Some(waiting) = self.waiting.take() {
            return Some(Ok(waiting));
        }
        let (lexeme, start, end) = self.lexeme()?;
        Some(match lexeme {
            Ok(lexeme) => Ok((lexeme, start, end)),
            Err(error) => Err(self.explain(error, start, end)),
        })
    }

    fn explain(&self, error: LexError, start: u32, end: u32) -> Box<Diagnostic> {
        let span = self.span(start, end);
        let text = &self.lexer.source()[start as usize - self.offset..end as usize - self.offset];
        let found = match error {
            LexError::Character => {
                let character = text.chars().next().unwrap_or_default();
                let shown =
                    if character.is_control() { format!("{character:?}") } else { format!("`{character}`") };
                fault("bad-character", span, format!("{shown} has no meaning here"))
            }
            LexError::Name => fault("unknown-character", span, format!("there is no character `{text}`")),
            LexError::Backslash => fault("bad-character", span, "`\\` has no meaning here")
                .help("a backslash stands before a line end or a character name: `\\[Alpha]`"),
            LexError::String => {
                fault("unclosed-string", self.span(start, start + 1), "this string has no end")
                    .under("opened here")
                    .help("write `\"` where it ends; a quote inside a string is `\\\"`")
            }
            LexError::Comment => {
                fault("unclosed-comment", self.span(start, start + 2), "this comment has no end")
                    .under("opened here")
                    .help("comments nest: each `(*` needs its own `*)`")
            }
            LexError::Missing(what) => fault("missing-operand", span, format!("expected {what}")),
            LexError::Number(why) => fault("bad-number", span, why),
        };
        Box::new(found)
    }

    fn close(&mut self, bracket: Bracket, start: u32, mut end: u32) -> Result<Spanned, Box<Diagnostic>> {
        let text = bracket.texts().1;
        let span = self.span(start, end);
        let Some(&(open, open_start, open_end)) = self.brackets.last() else {
            return Err(fault("unmatched-bracket", span, format!("`{text}` closes nothing")).into());
        };
        let expected = if open == Bracket::Part { Bracket::Call } else { open };
        if bracket != expected {
            let closer = open.texts().1;
            return Err(fault("mismatched-bracket", span, format!("expected `{closer}`, read `{text}`"))
                .related(self.span(open_start, open_end), "to close this")
                .into());
        }
        if open == Bracket::Part {
            match self.next_but_newline() {
                Some(Ok((Lexeme::Close(Bracket::Call), _, second_end))) => end = second_end,
                other => {
                    if let Some(Ok(waiting)) = other {
                        self.waiting = Some(waiting);
                    }
                    return Err(fault("mismatched-bracket", span, "expected `]]`, read `]`")
                        .related(self.span(open_start, open_end), "to close this")
                        .into());
                }
            }
        }
        self.brackets.pop();
        self.state = State::Operator;
        Ok((start, Token::Close, end))
    }

    fn next_but_newline(&mut self) -> Option<Result<(Lexeme, u32, u32), Box<Diagnostic>>> {
        loop {
            match self.take()? {
                Ok((Lexeme::Newline, ..)) => {}
                other => return Some(other),
            }
        }
    }

    fn operator(&mut self, spelling: u16, start: u32, end: u32) -> Token {
        let spelling = SPELLINGS.get(spelling);
        let shape = spelling.infix.map(|operator| operator.row().shape);
        let before = self.state;
        let (token, after) = match (shape, before) {
            (Some(Shape::Span), State::Operator | State::SpanEnd) => {
                (spelling.infix.map(Token::Span), State::SpanEnd)
            }
            (Some(Shape::Span), _) => (spelling.infix.map(Token::SpanFromOne), State::SpanEnd),
            (Some(Shape::Sequence), _) => (spelling.infix.map(Token::Semicolon), State::Statement),
            (_, State::Operator) => match (spelling.infix, spelling.postfix) {
                (Some(infix), _) => (Some(Token::Infix(infix)), State::Operand),
                (None, Some(postfix)) => (Some(Token::Postfix(postfix)), State::Operator),
                // Only prefix: the caller puts a `*` before it.
                (None, None) => (spelling.prefix.map(Token::Prefix), State::Operand),
            },
            _ => match (spelling.prefix, spelling.infix) {
                (Some(prefix), _) => (Some(Token::Prefix(prefix)), State::Operand),
                (None, Some(infix)) => (Some(Token::Infix(infix)), State::Operand),
                (None, None) => (spelling.postfix.map(Token::Postfix), State::Operator),
            },
        };
        self.state = after;
        if after == State::Operand {
            self.last_operator = Some((start, end));
        }
        token.expect("each spelling has an operator")
    }

    /// Whether a lexeme begins an operand when it follows one.
    fn begins_operand(lexeme: Lexeme) -> bool {
        match lexeme {
            Lexeme::Operator(spelling) => {
                let spelling = SPELLINGS.get(spelling);
                spelling.infix.is_none() && spelling.postfix.is_none()
            }
            Lexeme::Open(bracket) => {
                !matches!(bracket, Bracket::Call | Bracket::Part | Bracket::DoubleBracket)
            }
            Lexeme::Symbol
            | Lexeme::Blank
            | Lexeme::Number
            | Lexeme::String
            | Lexeme::Slot
            | Lexeme::Out
            | Lexeme::Get => true,
            _ => false,
        }
    }

    fn read(&mut self) -> Option<Result<Spanned, Box<Diagnostic>>> {
        let (lexeme, start, end) = loop {
            match self.take()? {
                Err(diagnostic) => return Some(Err(diagnostic)),
                Ok((Lexeme::Newline, ..)) => {
                    if self.started && self.brackets.is_empty() && self.state != State::Operand {
                        return None;
                    }
                }
                Ok(lexeme) => break lexeme,
            }
        };
        self.started = true;
        if self.state == State::Operator && Self::begins_operand(lexeme) {
            self.waiting = Some((lexeme, start, end));
            self.state = State::Operand;
            return Some(Ok((start, Token::Infix(*super::build::TIMES), start)));
        }
        let token = match lexeme {
            Lexeme::Operator(spelling) => self.operator(spelling, start, end),
            Lexeme::Open(bracket) => {
                self.brackets.push((bracket, start, end));
                self.state = State::Operand;
                match bracket {
                    Bracket::Call | Bracket::Part | Bracket::DoubleBracket => Token::Call(bracket),
                    _ => Token::Open(bracket),
                }
            }
            Lexeme::Close(bracket) => return Some(self.close(bracket, start, end)),
            Lexeme::Comma => {
                self.state = State::Operand;
                Token::Comma
            }
            Lexeme::Tag | Lexeme::Put | Lexeme::PutAppend => {
                self.state = State::Operator;
                Token::Suffix(lexeme)
            }
            Lexeme::Newline | Lexeme::Special | Lexeme::Comment => return self.read(),
            operand => {
                self.state = State::Operator;
                Token::Operand(operand)
            }
        };
        Some(Ok((start, token, end)))
    }
}

impl Iterator for &mut Roles<'_> {
    type Item = Result<Spanned, Box<Diagnostic>>;

    fn next(&mut self) -> Option<Self::Item> {
        let item = self.read();
        if let Some(Ok((.., end))) = item {
            self.last_end = end;
        }
        item
    }
}
