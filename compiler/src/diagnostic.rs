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
        if let Some(help) = &self.help {
            let _ = writeln!(out, "help: {help}");
        }
        out
    }
}

/// Place and underlined source line of a span.
pub fn picture(sources: &SourceMap, span: Span, label: &str) -> String {
    let source = sources.source(span.source);
    let (line, column) = sources.line_column(span.source, span.start);
    let text = source.text.split('\n').nth(line - 1).unwrap_or("").trim_end_matches('\r');
    let width = text.chars().count().saturating_sub(column - 1).max(1);
    let covered = source.text.get(span.start as usize..span.end as usize).unwrap_or("");
    let marks = covered.split('\n').next().unwrap_or("").chars().count().clamp(1, width);
    // Tabs stay tabs so that the mark stands under what it marks.
    let indent: String = text.chars().take(column - 1).map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    let number = line.to_string();
    let gutter = " ".repeat(number.len());
    format!(
        "{gutter}--> {}:{line}:{column}\n{gutter} |\n{number} | {text}\n{gutter} | {indent}{}{}{label}\n",
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
