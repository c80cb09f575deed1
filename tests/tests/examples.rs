//! The example of every built-in function gives what its row says, as `OutputForm` text.

use scheelite::{Engine, Session};
use scheelite_runtime::eval::builtins::TABLES;

#[test]
fn examples_give_what_their_rows_say() {
    let engine = Engine::default();
    let mut wrong = Vec::new();
    let mut count = 0;
    let added =
        [scheelite::numeric::rows::ROWS, scheelite::pictures::rows::ROWS, scheelite::verification::ROWS];
    for row in TABLES.iter().copied().flatten().chain(added.into_iter().flatten()) {
        let (input, expected) = row.example;
        if input.is_empty() {
            continue;
        }
        count += 1;
        let mut session = Session::new(&engine);
        let found = match session.evaluate(input) {
            Ok(value) => session.output_form(&value),
            Err(error) => format!("{error:?}"),
        };
        if found != expected {
            wrong.push(format!("{}: {input}\n  gives    {found}\n  expected {expected}", row.name));
        }
    }
    assert!(wrong.is_empty(), "{} of {count} examples are wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 100);
}
