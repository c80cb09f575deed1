//! Memory of array expressions: their result and a few blocks, whatever the expression.

use scheelite::{Engine, Session};

const ELEMENTS: usize = 1_000_000;
const ARRAY: usize = 8 * ELEMENTS;
/// Block registers, and what the evaluator needs for a call.
const BESIDE: usize = 256 << 10;

/// Bytes that the evaluation of `call` needs at most beyond those in use before.
fn most(session: &mut Session, call: &str) -> usize {
    // Tables that are made at first use are there.
    session.evaluate("f[small]").expect("evaluated");
    session.take_paths();
    let mut result = None;
    let used = allocation_counter::measure(|| result = session.evaluate(call).ok());
    assert!(result.is_some(), "{call}");
    let paths: Vec<String> = session.take_paths().iter().map(ToString::to_string).collect();
    assert_eq!(paths, ["fast"], "{call}");
    usize::try_from(used.bytes_max).expect("an amount of memory")
}

#[test]
fn an_expression_needs_its_result_and_a_few_blocks() {
    let mut session = Session::new(&Engine::new());
    let setup = format!("v = Range[0., 10., 10./({ELEMENTS} - 1)]; small = {{1., 2., 3.}}; Length[v]");
    let length = session.evaluate(&setup).expect("evaluated");
    let mut largest = 0;
    assert_eq!(session.output_form(&length), ELEMENTS.to_string());
    for (body, arrays) in [
        ("Sin[v]^2 + Cos[v] Exp[-v]", 1),
        ("Total[Sin[v]^2 + Cos[v] Exp[-v]]", 0),
        ("Max[v (v - 3.)]", 0),
        // The copy of the argument is changed in place.
        ("Module[{y = v}, y = Exp[-y]; y = 2. y + v; y = Sqrt[y] y; y]", 1),
        ("Module[{y = v}, Do[y = Cos[v + y], {5}]; y]", 1),
    ] {
        session.evaluate(&format!("f = Compile[{{{{v, _Real, 1}}}}, {body}]")).expect("evaluated");
        let most = most(&mut session, "f[v];");
        assert!(most <= arrays * ARRAY + BESIDE, "{body}: {most} bytes");
        largest = largest.max(most);
    }
    // Later results may take the storage of earlier ones; the first cannot.
    assert!(largest >= ARRAY, "{largest} bytes: results are not seen");
    session
        .evaluate("f = Compile[{x}, Sin[x]^2 + Cos[x] Exp[-x], RuntimeAttributes -> {Listable}]")
        .expect("evaluated");
    let most = most(&mut session, "f[v];");
    assert!(most <= ARRAY + BESIDE, "listable: {most} bytes");
}
