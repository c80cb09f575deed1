//! Counted loops run ahead in blocks give what their rounds one after the other give: generated loops, compiled with the
//! passes and without, and some evaluated.

use scheelite::{Engine, Path, Session};

const PROGRAMS: usize = 400;

/// Of so many programs one is evaluated too.
const EVALUATED: usize = 8;

struct Noise(u64);

impl Noise {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    /// `i`, near `i`, or a place that stays.
    fn index(&mut self) -> String {
        match self.below(8) {
            0 => "k".to_owned(),
            1 => "k + 1".to_owned(),
            2 | 3 => "i".to_owned(),
            4 => "i + k - 2".to_owned(),
            5 => format!("i - {}", 1 + self.below(3)),
            6 => "near".to_owned(),
            _ => format!("i + {}", 1 + self.below(3)),
        }
    }

    fn part(&mut self) -> String {
        match self.below(7) {
            0 | 1 => format!("v[[{}]]", self.index()),
            2 => format!("t[[{}]]", self.index()),
            3 => format!("m[[{}, {}]]", self.index(), self.index()),
            4 => format!("w[[{}, {}]]", self.index(), self.index()),
            5 => format!("q[[{}]]", self.index()),
            _ => format!("m[[k, {}]]", self.index()),
        }
    }

    fn value(&mut self, depth: u32) -> String {
        if depth == 0 || self.below(5) == 0 {
            return match self.below(9) {
                0 => "x".to_owned(),
                1 => "2.5".to_owned(),
                2 => "i".to_owned(),
                3 => "r".to_owned(),
                _ => self.part(),
            };
        }
        let (a, b) = (self.value(depth - 1), self.value(depth - 1));
        match self.below(12) {
            0..=2 => format!("({a} + {b})"),
            3 | 4 => format!("({a} - {b})"),
            5 | 6 => format!("({a}*{b})/10."),
            7 => format!("{a}/(3. + ({b})^2)"),
            8 => format!("Min[1. {a}, 1. {b}]"),
            9 => format!("Sqrt[Abs[{a}]]"),
            10 => format!("Sin[{a}]"),
            _ => format!("Quotient[(i + k) (i + 1), 2]/({b} + 1000.)"),
        }
    }

    fn statement(&mut self) -> String {
        let value = self.value(3);
        match self.below(8) {
            0 => format!("s += {value}"),
            1 => format!("s -= {value}"),
            2 => format!("c += q[[{}]] (i + {})", self.index(), self.below(3)),
            3 => format!("m[[{}, {}]] = {value}", self.index(), self.index()),
            4 => format!("m[[k, i]] -= {value}"),
            5 => format!("t[[{}]] = {value}", self.index()),
            6 => format!("t[[i]] += {value}"),
            _ => format!("w[[i, {}]] = {value}", self.index()),
        }
    }

    fn program(&mut self) -> String {
        let statement = self.statement();
        let before = if statement.contains("*r") || statement.contains(" r") || statement.contains("(r") {
            "near = i + 1; r = 0.5 v[[near]]"
        } else {
            "near = i + 1"
        };
        let (low, high) = (1 + self.below(6), 64 + self.below(8));
        format!(
            "{{{{v, _Real, 1}}, {{m0, _Real, 2}}, {{q, _Integer, 1}}, {{x, _Real}}, {{k, _Integer}}}}, \
             Module[{{t = v, m = m0, w = 2. m0, s = 0., c = 0, r = 0., near = 1}}, \
             Do[{before}; {statement}, {{i, {low}, {high}}}]; \
             Join[t, Flatten[m], Flatten[w], {{s, 1. c, r, 1. near}}]]"
        )
    }
}

fn session() -> Session {
    let mut session = Session::new(&Engine::new());
    let setup = "v = Table[Sin[1. i] + 2., {i, 72}]; q = Table[Mod[i i, 17] - 5, {i, 72}]; \
                 m = Table[Cos[i + 0.1 j], {i, 72}, {j, 72}];";
    session.evaluate(setup).expect("the arguments");
    session
}

#[test]
fn blocks_of_rounds_are_the_rounds() {
    let mut session = session();
    let mut noise = Noise(20_261_122);
    let (mut ahead, mut fast, mut evaluated) = (0, 0, 0);
    for number in 0..PROGRAMS {
        let program = noise.program();
        let k = 1 + noise.below(5);
        let call = format!("[v, m, q, 0.7, {k}]");
        session.take_paths();
        let mut run = |text: String| {
            let value = session.evaluate(&text).expect("it is evaluated");
            session.take_messages();
            (value, session.take_paths())
        };
        let (with, path) = run(format!("Compile[{program}]{call}"));
        let without = run(format!(
            "Compile[{program}, CompilationOptions -> {{\"ExpressionOptimization\" -> False}}]{call}"
        ))
        .0;
        assert_eq!(format!("{with:?}"), format!("{without:?}"), "program {number}: {program}");
        fast += usize::from(path == [Path::Fast]);
        let function = session.function(&format!("Compile[{program}]")).expect("it compiles");
        let code = function.program().expect("it compiles").functions[0].pools.blocks.clone();
        ahead += usize::from(code.iter().any(|block| block.rounds.is_some()));
        if number % EVALUATED == 0 && path == [Path::Fast] {
            let (_, body) = program.split_once("}}, ").expect("the arguments come first");
            let exact = format!("Function[{{v, m0, q, x, k}}, {body}]{call}");
            let close = format!("Max[Abs[{exact} - Compile[{program}]{call}]] < 1.*^-9");
            let close = session.evaluate(&close).expect("it is evaluated");
            assert!(close.is_true(), "program {number}: {program}");
            evaluated += 1;
        }
    }
    println!(
        "{ahead} of {PROGRAMS} loops run ahead, {fast} stay on the compiled path, {evaluated} evaluated"
    );
    assert!(ahead > PROGRAMS / 3, "only {ahead} loops are run ahead");
    assert!(fast > PROGRAMS / 4, "only {fast} programs stay on the compiled path");
}
