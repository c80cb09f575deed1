//! Lists of what compiles: `arguments :: body :: values`. Each body must compile without a call of the evaluator and
//! give what the evaluator gives.

use std::path::Path;

use crate::library::Capture;

/// Checks every line of a list.
pub fn check(path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let mut wrong = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        if let Err(error) = check_line(line) {
            wrong.push(format!("line {}: {line}\n    {error}", index + 1));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{} wrong\n{}", wrong.len(), wrong.join("\n"))) }
}

fn check_line(line: &str) -> Result<(), String> {
    let mut fields = line.split(" :: ");
    let (Some(arguments), Some(body), Some(values)) = (fields.next(), fields.next(), fields.next()) else {
        return Err("a line has three fields".to_owned());
    };
    let names = arguments.split('{').filter_map(|part| part.split_once(',')).map(|(name, _)| name.trim());
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let mut session = Capture::session();
    let compiled = format!("cf = Compile[{}, {body}];", arguments.trim());
    let text = format!(
        "{compiled} reference := Function[{{{}}}, {body}] @@ {values}; exact = reference; got = cf @@ {values};
         {{StringFreeQ[CompilePrint[cf], \"MainEvaluate\"], TrueQ[got == exact] || got === exact, exact, got}}",
        names.join(", ")
    );
    let (result, messages, paths) = session.evaluate(&text)?;
    if !messages.is_empty() {
        return Err(format!("messages {messages:?}: {result}"));
    }
    if !result.starts_with("{True, True") {
        return Err(format!("{{no external call, same value, evaluated, compiled}} is {result}"));
    }
    if paths.iter().any(|path| path != "fast") {
        return Err("the call left the compiled path".to_owned());
    }
    Ok(())
}
