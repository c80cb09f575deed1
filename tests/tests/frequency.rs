//! How much of what real code is made of compiles without a call of the evaluator: `compiles/frequency.txt` has one body
//! a construct, the most frequent first.

use scheelite_tests::library::Capture;

#[test]
fn the_most_frequent_constructs_compile() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("compiles/frequency.txt");
    let text = std::fs::read_to_string(path).expect("the list");
    let bodies: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(bodies.len() >= 100, "{}", bodies.len());
    let mut missing = Vec::new();
    for (rank, line) in bodies.iter().enumerate() {
        let mut fields = line.split(" :: ");
        let (Some(arguments), Some(body)) = (fields.next(), fields.next()) else { panic!("{line}") };
        let mut session = Capture::session();
        let test = format!("StringFreeQ[CompilePrint[Compile[{arguments}, {body}]], \"MainEvaluate\"]");
        let (result, _, _) = session.evaluate(&test).expect("a value");
        if result != "True" {
            missing.push((rank + 1, *line));
        }
    }
    println!(
        "{} of {} constructs compile without a call of the evaluator",
        bodies.len() - missing.len(),
        bodies.len()
    );
    assert!(missing.iter().all(|(rank, _)| *rank > 100), "{missing:?}");
}
