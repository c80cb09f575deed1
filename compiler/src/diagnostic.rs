//! What the parser and the compiler have to say about a text: one small type, one renderer.

use std::fmt::Write;

use scheelite_runtime::source::{SourceMap, Span};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing: an external call, a copy.
    Note,
    /// Works, but probably not as meant.
    Warning,
    /// Does not work.
    Error,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Short name: `syntax`, or the tag of the language's message (`cset` of `Compile::cset`).
    pub code: &'static str,
    /// What is wrong, in one sentence: the text of the language's message when there is one.
    pub title: String,
    /// Where.
    pub span: Option<Span>,
    /// What stands under the mark, such as the types involved.
    pub label: String,
    /// Other places that matter, and what they have to do with it.
    pub related: Vec<(Span, String)>,
    /// What to write instead.
    pub help: Option<String>,
    /// Expressions that the title speaks of, as the language's message has them: in order.
    pub args: Vec<scheelite_runtime::Expr>,
}

impl Diagnostic {
    /// An error without a mark.
    pub fn error(code: &'static str, title: impl Into<String>) -> Self {
        Diagnostic {
            severity: Severity::Error,
            code,
            title: title.into(),
            span: None,
            label: String::new(),
            related: Vec::new(),
            help: None,
            args: Vec::new(),
        }
    }

    /// A warning without a mark.
    pub fn warning(code: &'static str, title: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, title) }
    }

    /// A note without a mark.
    pub fn note(code: &'static str, title: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Note, ..Diagnostic::error(code, title) }
    }

    /// The same with a mark.
    pub fn at(self, span: Option<Span>, label: impl Into<String>) -> Self {
        Diagnostic { span, label: label.into(), ..self }
    }

    /// The same with a text under the mark.
    pub fn under(self, label: impl Into<String>) -> Self {
        Diagnostic { label: label.into(), ..self }
    }

    /// The same with another place.
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// The same with advice.
    pub fn help(self, help: impl Into<String>) -> Self {
        Diagnostic { help: Some(help.into()), ..self }
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The picture: title, place, source line with the mark, advice.
    pub fn render(&self, sources: &SourceMap) -> String {
        let severity = match self.severity {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        let mut out = format!("{severity}[{}]: {}\n", self.code, self.title);
        if let Some(span) = self.span {
            out.push_str(&picture(sources, span, &self.label));
        }
        for (span, label) in &self.related {
            out.push_str(&picture(sources, *span, label));
        }
        if let Some(help) = &self.help {
            let _ = writeln!(out, "help: {help}");
        }
        out
    }
}

/// Of a longer line only this many characters before and after the marks are shown.
const SHOWN: usize = 100;

/// Place and underlined source line of a span.
pub fn picture(sources: &SourceMap, span: Span, label: &str) -> String {
    let source = sources.source(span.source);
    let text: &str = &source.text;
    let start = text.floor_char_boundary((span.start as usize).min(text.len()));
    let end = text.ceil_char_boundary((span.end as usize).clamp(start, text.len()));
    let (line, column) = sources.line_column(span.source, start as u32);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let end = end.min(line_end);
    let from =
        text[line_start..start].char_indices().rev().nth(SHOWN).map_or(line_start, |(at, _)| line_start + at);
    let after = text[start..line_end].char_indices().nth(2 * SHOWN).map_or(line_end, |(at, _)| start + at);
    let before = if from > line_start { "…" } else { "" };
    let shown = text[from..after].trim_end_matches('\r');
    let marks = text[start..end.min(after)].chars().count().max(1);
    // Tabs stay tabs so that the mark stands under what it marks.
    let blank = |c: char| if c == '\t' { '\t' } else { ' ' };
    let indent: String = before.chars().chain(text[from..start].chars()).map(blank).collect();
    let rest = if after < line_end { "…" } else { "" };
    let number = line.to_string();
    let gutter = " ".repeat(number.len());
    format!(
        "{gutter}--> {}:{line}:{column}\n{gutter} |\n{number} | {before}{shown}{rest}\n{gutter} | {indent}{}{}{label}\n",
        source.name,
        "^".repeat(marks),
        if label.is_empty() { "" } else { " " },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renders_place_line_and_mark() {
        let mut sources = SourceMap::default();
        let source = sources.add("a.wl", "x = 1;\n\ty = f[2]");
        let found =
            Diagnostic::error("cset", "no").at(Some(Span { source, start: 8, end: 9 }), "here").help("do");
        assert_eq!(
            found.render(&sources),
            "error[cset]: no\n --> a.wl:2:2\n  |\n2 | \ty = f[2]\n  | \t^ here\nhelp: do\n"
        );
    }
}
