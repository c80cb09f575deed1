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
///
/// Where an operand is missing, a bracket does not match or a character means nothing, the fault is noted and the
/// stream mended, so that the grammar reads on and further faults of the same expression are found.
pub struct Roles<'t> {
    text: &'t str,
    lexer: logos::Lexer<'t, Lexeme>,
    offset: usize,
    source: u32,
    state: State,
    /// Whether the last token was an opening bracket or a comma, after which an operand may be missing.
    may_be_empty: bool,
    /// Whether a line ended since the last lexeme.
    new_line: bool,
    brackets: Vec<(Bracket, u32, u32)>,
    waiting: Option<(Lexeme, u32, u32)>,
    started: bool,
    /// End of the last token.
    pub last_end: u32,
    /// The last operator that waits for an operand.
    pub last_operator: Option<(u32, u32)>,
    /// What was mended in this expression.
    pub faults: Vec<Diagnostic>,
    /// Where the first bracket that does not match was met.
    pub bracket_fault: Option<u32>,
    /// Where within brackets a new top-level expression seems to begin: almost surely, and perhaps.
    pub boundary: Boundary,
}

/// The first places within the brackets of an expression where a new one seems to begin.
#[derive(Clone, Copy, Debug, Default)]
pub struct Boundary {
    /// What stands there could hardly be meant as part of the expression.
    pub sure: Option<u32>,
    /// It looks like an assignment.
    pub possible: Option<u32>,
}

type Spanned = (u32, Token, u32);

impl<'t> Roles<'t> {
    /// Reads from the byte `offset` of `text`.
    pub fn new(text: &'t str, offset: usize, source: u32) -> Self {
        Roles {
            text,
            lexer: Lexeme::lexer(&text[offset..]),
            offset,
            source,
            state: State::Operand,
            may_be_empty: false,
            new_line: false,
            brackets: Vec::new(),
            waiting: None,
            started: false,
            last_end: offset as u32,
            last_operator: None,
            faults: Vec::new(),
            bracket_fault: None,
            boundary: Boundary::default(),
        }
    }

    /// Gets ready for the next expression. False when nothing is left.
    pub fn begin(&mut self) -> bool {
        self.state = State::Operand;
        self.brackets.clear();
        self.started = false;
        self.last_operator = None;
        self.may_be_empty = false;
        self.new_line = false;
        self.faults.clear();
        self.bracket_fault = None;
        self.boundary = Boundary::default();
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

    /// The brackets that are open, from the outermost in, and where they are.
    pub fn open(&self) -> impl Iterator<Item = (Bracket, Span)> {
        self.brackets.iter().map(|&(bracket, start, end)| (bracket, self.span(start, end)))
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

    /// Notes a fault; one a place is enough.
    fn note(&mut self, fault: Diagnostic) {
        let start = |fault: &Diagnostic| fault.span.map(|span| span.start);
        if self.faults.len() < super::MOST_ERRORS
            && self.faults.last().is_none_or(|last| start(last) != start(&fault))
        {
            self.faults.push(fault);
        }
    }

    /// Stands for an operand that is missing.
    fn absent(&mut self, at: u32) -> Spanned {
        self.state = State::Operator;
        (at, Token::Operand(Lexeme::Absent), at)
    }

    /// The token of a closing bracket; `None` when there is nothing to close.
    fn close(&mut self, bracket: Bracket, start: u32, mut end: u32) -> Option<Spanned> {
        let text = bracket.texts().1;
        let span = self.span(start, end);
        let Some(&(open, open_start, open_end)) = self.brackets.last() else {
            self.note(fault("unmatched-bracket", span, format!("`{text}` closes nothing")));
            self.bracket_fault.get_or_insert(start);
            return (self.state == State::Operand).then(|| self.absent(start));
        };
        let closer = |open: Bracket| if open == Bracket::Part { Bracket::Call } else { open };
        let mut waiting = None;
        let mut mismatch = None;
        if bracket != closer(open) {
            mismatch = Some(format!("expected `{}`, read `{text}`", open.texts().1));
            // A bracket further out that it closes shows that this one was forgotten.
            if self.brackets.iter().any(|(outer, ..)| closer(*outer) == bracket) {
                waiting = Some((Lexeme::Close(bracket), start, end));
                end = start;
            }
        } else if open == Bracket::Part {
            match self.next_but_newline() {
                Some(Ok((Lexeme::Close(Bracket::Call), _, second_end))) => end = second_end,
                other => {
                    mismatch = Some("expected `]]`, read `]`".to_owned());
                    match other {
                        Some(Ok(next)) => waiting = Some(next),
                        Some(Err(next)) => self.note(*next),
                        None => {}
                    }
                }
            }
        }
        if let Some(title) = mismatch {
            let fault = fault("mismatched-bracket", span, title);
            self.note(fault.related(self.span(open_start, open_end), "to close this"));
            self.bracket_fault.get_or_insert(start);
        }
        self.waiting = waiting;
        self.brackets.pop();
        self.state = State::Operator;
        Some((start, Token::Close, end))
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

    /// Notes where a new top-level expression seems to begin within brackets: at the start of a line, where an operand
    /// follows an operand, after an empty line, or with the look of a definition.
    fn note_boundary(&mut self, lexeme: Lexeme, start: u32) {
        let before = &self.text[..start as usize];
        let Some(line) = before.strip_suffix('\n') else { return };
        let after_empty_line = line.trim_end_matches([' ', '\t', '\r']).ends_with('\n');
        let looks = Looks::of(&self.text[start as usize..]);
        let sure = (self.state == State::Operator && Self::begins_operand(lexeme))
            || looks == Looks::Package
            || (after_empty_line && looks != Looks::Else)
            || (self.state == State::Statement && looks == Looks::Function);
        if sure {
            self.boundary.sure.get_or_insert(start);
        }
        if looks != Looks::Else {
            self.boundary.possible.get_or_insert(start);
        }
    }

    /// What is wrong when this lexeme comes where an operand is needed.
    fn missing_operand(&self, lexeme: Lexeme, start: u32, end: u32) -> Option<Diagnostic> {
        let needed = match self.state {
            State::Operand => true,
            State::Statement => !matches!(lexeme, Lexeme::Close(_) | Lexeme::Comma),
            State::Operator | State::SpanEnd => false,
        };
        if !needed || Self::begins_operand(lexeme) {
            return None;
        }
        let ends = match lexeme {
            Lexeme::Operator(spelling) => {
                let spelling = SPELLINGS.get(spelling);
                let shape = spelling.infix.map(|operator| operator.row().shape);
                if spelling.prefix.is_some()
                    || shape == Some(Shape::Span)
                    || (shape == Some(Shape::Sequence) && self.state == State::Statement)
                {
                    return None;
                }
                true
            }
            Lexeme::Close(_) | Lexeme::Comma if self.may_be_empty => return None,
            Lexeme::Close(_) | Lexeme::Comma => true,
            Lexeme::Open(_) | Lexeme::Tag | Lexeme::Put | Lexeme::PutAppend => false,
            _ => return None,
        };
        let read = self.text[start as usize..end as usize].lines().next().unwrap_or_default();
        let found = fault("syntax", self.span(start, end), format!("expected an expression, read `{read}`"));
        Some(match (lexeme, self.last_operator) {
            (Lexeme::Open(_), _) => {
                found.help("a list is written `{a, b}`; `[` follows the function that is called")
            }
            (_, Some((from, to))) if ends && to <= start => {
                found.related(self.span(from, to), "this needs an operand")
            }
            _ => found,
        })
    }

    fn read(&mut self) -> Option<Result<Spanned, Box<Diagnostic>>> {
        loop {
            let (lexeme, start, end) = match self.take()? {
                Err(error) if matches!(error.code, "unclosed-string" | "unclosed-comment") => {
                    return Some(Err(error));
                }
                Err(error) => {
                    let at = error.span.map_or(self.last_end, |span| span.start);
                    self.note(*error);
                    self.started = true;
                    if self.state == State::Operand {
                        return Some(Ok(self.absent(at)));
                    }
                    continue;
                }
                Ok((Lexeme::Newline, ..)) => {
                    self.new_line = true;
                    if self.started && self.brackets.is_empty() && self.state != State::Operand {
                        return None;
                    }
                    continue;
                }
                Ok(taken) => taken,
            };
            if std::mem::take(&mut self.new_line) && !self.brackets.is_empty() {
                self.note_boundary(lexeme, start);
            }
            self.started = true;
            if let Some(token) = self.token(lexeme, start, end) {
                return Some(Ok(token));
            }
        }
    }

    /// The token of a lexeme, or what has to come before it; `None` for what is passed over.
    fn token(&mut self, lexeme: Lexeme, start: u32, end: u32) -> Option<Spanned> {
        if self.state == State::Operator && Self::begins_operand(lexeme) {
            self.waiting = Some((lexeme, start, end));
            self.state = State::Operand;
            self.may_be_empty = false;
            return Some((start, Token::Infix(*super::build::TIMES), start));
        }
        if let Lexeme::Close(bracket) = lexeme
            && self.brackets.is_empty()
        {
            return self.close(bracket, start, end);
        }
        if let Some(fault) = self.missing_operand(lexeme, start, end) {
            let mismatched = match (lexeme, self.brackets.last()) {
                (Lexeme::Close(Bracket::Call), Some((Bracket::Part, ..))) => false,
                (Lexeme::Close(bracket), Some((open, ..))) => bracket != *open,
                _ => false,
            };
            // A bracket that does not match says more.
            if !mismatched {
                self.note(fault);
            }
            self.waiting = Some((lexeme, start, end));
            return Some(self.absent(start));
        }
        let may_be_empty = matches!(lexeme, Lexeme::Open(_) | Lexeme::Comma);
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
            Lexeme::Close(bracket) => return self.close(bracket, start, end),
            Lexeme::Comma if self.brackets.is_empty() => {
                let found =
                    fault("syntax", self.span(start, end), "expected an operator or a new line, read `,`");
                self.note(
                    found.help("commas stand only between arguments; end a statement with `;` or a new line"),
                );
                return None;
            }
            Lexeme::Comma => {
                self.state = State::Operand;
                Token::Comma
            }
            Lexeme::Tag | Lexeme::Put | Lexeme::PutAppend => {
                self.state = State::Operator;
                Token::Suffix(lexeme)
            }
            Lexeme::Newline | Lexeme::Special | Lexeme::Comment => return None,
            operand => {
                self.state = State::Operator;
                Token::Operand(operand)
            }
        };
        self.may_be_empty = may_be_empty;
        Some((start, token, end))
    }
}

/// What the first line of a text looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    /// `name = …`, `name := …`
    Value,
    /// `name[…] := …`
    Function,
    /// `BeginPackage[…]`, `End[]`
    Package,
    Else,
}

impl Looks {
    fn of(text: &str) -> Looks {
        const LONGEST: usize = 2000;
        let line = text.lines().next().unwrap_or_default();
        let line = &line[..line.floor_char_boundary(LONGEST)];
        let letter = |c: char| c.is_alphanumeric() || matches!(c, '$' | '`');
        let after = line.trim_start_matches(letter);
        let name = &line[..line.len() - after.len()];
        if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
            return Looks::Else;
        }
        let mut rest = after;
        while rest.starts_with('[') {
            let mut depth = 0_usize;
            let close = rest.char_indices().find(|&(_, c)| {
                match c {
                    '[' => depth += 1,
                    ']' => depth -= 1,
                    _ => {}
                }
                depth == 0
            });
            let Some((at, _)) = close else { break };
            rest = &rest[at + 1..];
        }
        let function = rest.len() < after.len();
        if after.starts_with('[') && matches!(name, "BeginPackage" | "EndPackage" | "Begin" | "End") {
            return Looks::Package;
        }
        let rest = rest.trim_start();
        let assigns = [":=", "^=", "^:=", "/:"].iter().any(|mark| rest.starts_with(mark))
            || (rest.starts_with('=') && !rest.starts_with("==") && !rest.starts_with("=!="))
            || (rest.starts_with("::") && rest.contains('='))
            || (rest.starts_with("/;") && rest.contains(":="));
        match (assigns, function) {
            (true, true) => Looks::Function,
            (true, false) => Looks::Value,
            _ => Looks::Else,
        }
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
