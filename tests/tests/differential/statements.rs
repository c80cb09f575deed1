//! Programs of statements over numbers, a vector and a matrix: every operation in every other.

use crate::source::Source;

impl Source {
    fn integer(&mut self, depth: u32) -> String {
        if depth == 0 || self.below(4) == 0 {
            return match self.below(4) {
                0 => format!("{}", self.below(9) as i64 - 4),
                _ => self.pick(&["n", "a", "b", "i"]).to_owned(),
            };
        }
        let (x, y) = (self.integer(depth - 1), self.integer(depth - 1));
        match self.below(16) {
            0 | 1 => format!("({x} + {y})"),
            10 => format!("({x} + {y} + {})", self.integer(0)),
            11 => format!("Sum[{} k, {{k, {}}}]", self.integer(0), 1 + self.below(4)),
            12 => format!("Which[{}, {x}, {}, {y}, True, 3]", self.boolean(depth - 1), self.boolean(0)),
            13 => format!("Floor[{}]", self.real(0)),
            14 => format!("Fold[Mod[3 #1 + #2, 97] &, {x}, {{2, n, {y}}}]"),
            15 => format!("twice[{x}]"),
            2 => format!("({x} - {y})"),
            3 => format!("({x} * {y})"),
            4 => format!("Mod[{x}, {}]", 2 + self.below(7)),
            5 => format!("Quotient[{x}, {}]", 2 + self.below(5)),
            6 => format!("Min[{x}, {y}]"),
            7 => format!("Max[{x}, {y}]"),
            8 => format!("Abs[{x}]"),
            9 => format!("If[{}, {x}, {y}]", self.boolean(depth - 1)),
            _ => format!("BitXor[{x}, {y}]"),
        }
    }

    fn real(&mut self, depth: u32) -> String {
        if depth == 0 || self.below(4) == 0 {
            return match self.below(5) {
                0 => format!("{}.{}", self.below(5), self.below(10)),
                1 => format!("v[[{}]]", self.position()),
                2 => format!("m[[{}, {}]]", 1 + self.below(2), 1 + self.below(2)),
                _ => self.pick(&["x", "y", "r"]).to_owned(),
            };
        }
        let (p, q) = (self.real(depth - 1), self.real(depth - 1));
        match self.below(22) {
            0 | 1 => format!("({p} + {q})"),
            14 => format!("({p} + {q} + {} - {})", self.real(0), self.real(0)),
            15 => format!("({p} * {q} * {})", self.real(0)),
            16 => format!("half[{p}, {}]", self.integer(0)),
            17 => format!("Sum[{p} / k, {{k, 1, {}}}]", 1 + self.below(4)),
            18 => format!("Max[{p}, {q}, {}]", self.real(0)),
            19 => format!("Mod[{p}, 1.5]"),
            20 => format!("{}.{}", self.vector(depth - 1), self.vector(0)),
            21 => format!("Nest[({q} + #)/2. &, {p}, {}]", 1 + self.below(3)),
            2 => format!("({p} - {q})"),
            3 | 4 => format!("({p} * {q})"),
            5 => format!("({p}/(1. + {q}^2))"),
            6 => format!("Sin[{p}]"),
            7 => format!("Cos[{p}]"),
            8 => format!("Sqrt[Abs[{p}]]"),
            9 => format!("Exp[-Abs[{p}]]"),
            10 => format!("({p} + {})", self.integer(depth - 1)),
            11 => format!("If[{}, {p}, {q}]", self.boolean(depth - 1)),
            12 if self.below(2) == 0 => "Total[m[[1]] - m[[All, 2]]]".to_owned(),
            12 => format!("Total[{}]", self.vector(depth - 1)),
            _ => format!("ArcTan[{p}]"),
        }
    }

    fn vector(&mut self, depth: u32) -> String {
        if depth == 0 {
            return self.pick(&["v", "Reverse[v]", "RotateLeft[v]"]).to_owned();
        }
        match self.below(12) {
            0 => format!("({} v)", self.real(depth - 1)),
            6 => format!("({} + {})", self.vector(depth - 1), self.vector(0)),
            7 => format!("({} - {} * {})", self.vector(0), self.real(0), self.vector(depth - 1)),
            8 => format!("FoldList[#1 / 2. + #2 &, {}, Rest[v]]", self.real(0)),
            9 => format!("v[[{{{}, {}, {}}}]]", self.position(), self.position(), self.position()),
            10 => format!("Table[If[{}, v[[k]], {}], {{k, 3}}]", self.boolean(0), self.real(0)),
            11 => format!("Sort[{}]", self.vector(depth - 1)),
            1 => "Reverse[v]".to_owned(),
            2 => format!("Map[#^2 + {} &, v]", self.real(0)),
            3 => format!("Table[{} + k, {{k, 3}}]", self.real(0)),
            4 => "Accumulate[v]".to_owned(),
            _ => "Sin[v]".to_owned(),
        }
    }

    fn boolean(&mut self, depth: u32) -> String {
        match self.below(4) {
            0 => format!("EvenQ[{}]", self.integer(0)),
            1 => format!("{} {} {}", self.real(0), self.pick(&["<", "<=", ">"]), self.real(0)),
            2 if depth > 0 => format!("({} && ! ({}))", self.boolean(depth - 1), self.boolean(depth - 1)),
            _ => format!("{} {} {}", self.integer(0), self.pick(&["<", "<=", "==", "!="]), self.integer(0)),
        }
    }

    fn position(&mut self) -> String {
        match self.below(3) {
            0 => format!("{}", 1 + self.below(3)),
            1 => format!("-{}", 1 + self.below(3)),
            _ => "1 + Mod[i, 3]".to_owned(),
        }
    }

    fn statement(&mut self, depth: u32) -> String {
        match self.below(if depth == 0 { 10 } else { 15 }) {
            7 => format!("v = {}", self.vector(1)),
            8 => format!("m[[All, {}]] = {}[[{{1, 2}}]]", 1 + self.below(2), self.vector(1)),
            9 => format!("v[[1 ;; 2]] = {} v[[2 ;; 3]]", self.real(0)),
            10 => format!("Do[v[[k]] += {}, {{k, {}, 1, -1}}]", self.real(1), 1 + self.below(3)),
            11 => format!("Do[If[EvenQ[k], Continue[]]; {}, {{k, 4}}]", self.block(depth - 1)),
            0 => format!("{} = {}", self.pick(&["a", "b"]), self.integer(2)),
            1 => format!("{} = {}", self.pick(&["x", "y"]), self.real(2)),
            2 => format!("v[[{}]] = {}", self.position(), self.real(2)),
            3 => format!("m[[{}, {}]] += {}", 1 + self.below(2), 1 + self.below(2), self.real(1)),
            4 => format!("{} += {}", self.pick(&["x", "y"]), self.real(1)),
            5 => "{x, y} = {y, x}".to_owned(),
            6 => format!("m[[{}]] = {} m[[{}]]", 1 + self.below(2), self.real(0), 1 + self.below(2)),
            12 => format!(
                "If[{}, {}, {}]",
                self.boolean(1),
                self.statement(depth - 1),
                self.statement(depth - 1)
            ),
            13 => format!("Do[i = k; {}, {{k, {}}}]", self.block(depth - 1), 1 + self.below(4)),
            // A counter for each depth, so that inner loops do not set back outer ones.
            14 => {
                let (limit, inner) = (1 + self.below(4), self.block(depth - 1));
                format!("c{depth} = 0; While[c{depth} < {limit}, c{depth}++; {inner}]")
            }
            _ => format!("Do[If[k > 2, Break[]]; {}, {{k, 5}}]", self.block(depth - 1)),
        }
    }

    fn block(&mut self, depth: u32) -> String {
        let statements: Vec<String> = (0..1 + self.below(2)).map(|_| self.statement(depth)).collect();
        statements.join("; ")
    }

    /// A body with the arguments `n` and `r`.
    pub fn statements_body(&mut self) -> String {
        let statements: Vec<String> = (0..2 + self.below(4)).map(|_| self.statement(2)).collect();
        let result = match self.below(3) {
            0 => "a + b + x + y + Total[v] + Total[m, 2]".to_owned(),
            1 => "Join[v, {x, y}]".to_owned(),
            _ => "a - 2 b".to_owned(),
        };
        format!(
            "Module[{{a = n, b = 2, i = 1, c1 = 0, c2 = 0, x = r, y = 0.5, v = {{1., -2., 0.25}}, m = {{{{1., 2.}}, {{3., r}}}}}}, {}; {result}]",
            statements.join("; ")
        )
    }
}
