//! Test files: code of the language with comments that say what they expect.
//!
//! ```text
//! f = Compile[{{x, _Real}}, Sqrt[x]];
//! (*! f[4] => 2. *)
//! (*! f[-2.] => 0. + 1.41421 I
//!     messages: CompiledFunction::cfn
//!     path: exact *)
//! ```
//!
//! After `=>` stands the `OutputForm` of the result; `===` asks instead that both sides evaluate to the same
//! expression. `messages:` names the messages that must be issued, in order (none when the line is missing), `prints:` a line that
//! must be printed, `path:` how each compiled call went (`fast`, `exact`).

/// One piece of a test file, in order.
#[derive(Debug, PartialEq)]
pub enum Step {
    /// Code to run; it must issue no message.
    Code {
        /// The text.
        text: String,
        /// Its first line in the file.
        line: usize,
    },
    /// An input with what it must give.
    Expect(Expectation),
}

/// An input with what it must give.
#[derive(Debug, Default, PartialEq)]
pub struct Expectation {
    /// Line of the comment in the file.
    pub line: usize,
    /// The expression to evaluate.
    pub input: String,
    /// What must come out.
    pub expected: String,
    /// Whether `expected` is an expression to compare with, not a text.
    pub same: bool,
    /// Names of the messages that must be issued.
    pub messages: Vec<String>,
    /// Lines that must be printed.
    pub prints: Vec<String>,
    /// How compiled calls must have gone: `fast` for all of them, `exact` for the last.
    pub path: Option<String>,
}

/// Takes a test file apart; the error says what is wrong with the file.
pub fn parse(text: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut rest = text;
    let line_of = |rest: &str| text[..text.len() - rest.len()].matches('\n').count() + 1;
    while let Some(at) = rest.find("(*!") {
        if !rest[..at].trim().is_empty() {
            steps.push(Step::Code { text: rest[..at].to_owned(), line: line_of(rest) });
        }
        let line = line_of(&rest[at..]);
        let body = &rest[at + 3..];
        let end = body.find("*)").ok_or(format!("line {line}: the expectation is not closed"))?;
        steps.push(Step::Expect(expectation(&body[..end], line)?));
        rest = &body[end + 2..];
    }
    if !rest.trim().is_empty() {
        steps.push(Step::Code { text: rest.to_owned(), line: line_of(rest) });
    }
    if !steps.iter().any(|step| matches!(step, Step::Expect(_))) {
        return Err("the file expects nothing".to_owned());
    }
    Ok(steps)
}

fn expectation(body: &str, line: usize) -> Result<Expectation, String> {
    let mut found = Expectation { line, ..Expectation::default() };
    let mut statement = String::new();
    for text in body.lines() {
        let text = text.trim();
        if let Some(names) = text.strip_prefix("messages:") {
            found.messages = names.split(',').map(|name| name.trim().to_owned()).collect();
        } else if let Some(path) = text.strip_prefix("path:") {
            found.path = Some(path.trim().to_owned());
        } else if let Some(printed) = text.strip_prefix("prints:") {
            found.prints.push(printed.trim().to_owned());
        } else {
            if !statement.is_empty() {
                statement.push('\n');
            }
            statement.push_str(text);
        }
    }
    let (separator, same) = if statement.contains("=> ") || statement.ends_with("=>") {
        ("=>", false)
    } else if statement.contains("\n=== ") || statement.contains(" === ") {
        ("===", true)
    } else {
        return Err(format!("line {line}: the expectation has neither `=>` nor `===`"));
    };
    let at = statement.rfind(separator).expect("the separator was seen");
    found.input = statement[..at].trim().to_owned();
    found.expected = statement[at + separator.len()..].trim().to_owned();
    found.same = same;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{Step, parse};

    #[test]
    fn expectations_are_read_with_their_lines() {
        let steps = parse("f = 1;\n(*! f => 1\n path: fast\n messages: A::b, C::d *)\n").unwrap();
        let Step::Expect(found) = &steps[1] else { panic!("an expectation") };
        assert_eq!((found.line, found.input.as_str(), found.expected.as_str()), (2, "f", "1"));
        assert_eq!(found.messages, ["A::b", "C::d"]);
        assert_eq!(found.path.as_deref(), Some("fast"));
    }

    #[test]
    fn files_that_expect_nothing_are_errors() {
        assert!(parse("f = 1;").is_err());
        assert!(parse("(*! f *)").is_err());
    }
}
