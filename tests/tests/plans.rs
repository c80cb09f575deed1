//! Definitions that are run as read once (plans) against the same definitions evaluated as templates: random programs in
//! two sessions, in one of which plans are off, since a function with a short way has been given a rule.
//!
//! `PLANS_SEED` and `PLANS_COUNT` choose others; the seed is printed when something differs.

use scheelite::{Engine, Session};

/// Never applies.
const PLANS_OFF: &str = "Unprotect[Less]; Less[\"never\", \"ever\"] = 1; Protect[Less];";

/// SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % n as u64).unwrap_or(0)
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

const RARE: &[&str] = &["0", "-1", "1.5", "0.", "u", "9223372036854775807", "1/2", "True", "{1, 2}", "\"s\""];

/// An expression over these names, calling these functions of one argument.
fn expression(random: &mut Random, depth: usize, names: &[&str], functions: &[&str]) -> String {
    if depth == 0 || random.below(8) == 0 {
        return match random.below(6) {
            0 => random.of(RARE).to_owned(),
            1 | 2 => random.of(&["1", "2", "3"]).to_owned(),
            _ => random.of(names).to_owned(),
        };
    }
    let form = random.of(&[
        "(E + E)",
        "(E + E)",
        "(E - E)",
        "(E - E)",
        "(E E)",
        "(E E)",
        "(E/E)",
        "(E + E - E)",
        "(E E/E)",
        "(E < E)",
        "(E <= E)",
        "(E > E)",
        "(E >= E)",
        "(E == E)",
        "(E != E)",
        "If[E, E, E]",
        "If[E, E]",
        "If[E, E, E, E]",
        "(E && E)",
        "(E || E)",
        "!E",
        "Mod[E, E]",
        "Quotient[E, E]",
        "Max[E, E]",
        "Min[E, E]",
        "Abs[E]",
        "EvenQ[E]",
        "OddQ[E]",
        "F[E]",
        "F[E]",
        "F[E]",
        "F[Sequence[E]]",
        "F[Unevaluated[E]]",
        "(t = E; E)",
        "(c++; E)",
        "(c += E; E)",
        "(If[# > 1, #, E] &)[E]",
        "Module[{q = E}, q + E]",
        "If[E, Return[E]]",
    ]);
    let mut out = String::new();
    for part in form.chars() {
        match part {
            'E' if !out.ends_with(|before: char| before.is_alphabetic()) => {
                out += &expression(random, depth - 1, names, functions);
            }
            'F' => out += random.of(functions),
            part => out.push(part),
        }
    }
    out
}

fn program(random: &mut Random) -> String {
    let mut lines = vec!["Off[General::stop]; c = 0; t = 1;".to_owned()];
    lines.push(format!("h[x_] := {};", expression(random, 2, &["x"], &["Abs"])));
    lines.push(format!("g[x_Integer] := {};", expression(random, 3, &["x"], &["h", "Abs"])));
    lines.push(format!("g[x_] := {};", expression(random, 3, &["x"], &["h"])));
    lines.push(format!("f[x_, y_] := {};", expression(random, 5, &["x", "y"], &["g", "h"])));
    for arg in ["1", "-3", "0", "1.5", "1/3", "w", "10^20", "{1, 2}", "2.*^-5"] {
        lines.push(format!("Print[InputForm[{{f[{arg}, 2], f[3, {arg}], t, c}}]];"));
    }
    let body = expression(random, 3, &["i"], &["g"]);
    lines.push(format!("i = 0; While[i < 9, i++; t = {body}]; Print[InputForm[{{t, c}}]];"));
    lines.join("\n")
}

/// What a program prints and its messages, one after the other.
fn said(program: &str) -> (String, Vec<String>) {
    let mut session = Session::new(&Engine::new());
    session.evaluate(program).expect("the program does not quit");
    let messages = session.take_messages();
    let messages = messages.iter().map(|m| format!("{}::{}: {}", m.symbol, m.tag, m.text)).collect();
    (session.take_printed(), messages)
}

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn plans_say_what_templates_say() {
    let seed = setting("PLANS_SEED", 20_261_122);
    let mut random = Random(seed);
    for number in 0..setting("PLANS_COUNT", 150) {
        let program = program(&mut random);
        let (plans, templates) = (said(&program), said(&format!("{PLANS_OFF}\n{program}")));
        assert_eq!(plans, templates, "seed {seed}, program {number}:\n{program}");
    }
}
