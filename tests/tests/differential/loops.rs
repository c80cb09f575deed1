//! Programs of loops over tables, as numerical code is written: part assignment of elements, rows, columns and spans,
//! tables that depend on what was just set, computed bounds, lists that grow, other names for the same list, early ways out.

use crate::source::Source;

impl Source {
    /// An index that is there: `i` and `j` run from 2 to `n`, every table has `n + 2` rows.
    fn index(&mut self) -> &'static str {
        self.pick(&[
            "i",
            "j",
            "i + 1",
            "j - 1",
            "i - 1",
            "n - j + 1",
            "Mod[i j, n] + 1",
            "Mod[k, n] + 1",
            "-1",
            "-i",
        ])
    }

    /// A real number at most `depth` operations deep.
    fn term(&mut self, depth: u32) -> String {
        if depth == 0 || self.below(6) == 0 {
            return self.pick(&["r", "s", "t", "i", "j", "k", "0.5", "2"]).to_owned();
        }
        match self.below(14) {
            0..=3 => format!("h[[{}, {}]]", self.index(), self.index()),
            4 => format!("v[[{}]]", self.index()),
            5 => format!("u[[{}]]", self.index()),
            6 => format!("w[[{}]]", self.index()),
            7 => format!("Max[{}, {}]", self.term(depth - 1), self.term(depth - 1)),
            8 => format!("If[{}, {}, {}]", self.test(depth - 1), self.term(depth - 1), self.term(depth - 1)),
            9 => format!("Sin[{}]", self.term(depth - 1)),
            10 => format!("Sum[{} v[[p]], {{p, i, n}}]", self.term(0)),
            11 => format!("Total[h[[{}]]]", self.index()),
            _ => {
                let operator = self.pick(&["+", "-", "*", "+"]);
                format!("({} {operator} {})", self.term(depth - 1), self.term(depth - 1))
            }
        }
    }

    fn test(&mut self, depth: u32) -> String {
        match self.below(4) {
            0 => format!("EvenQ[{}]", self.pick(&["i + j", "k", "i", "w[[j]]"])),
            1 => format!("w[[{}]] == w[[{}]]", self.index(), self.index()),
            2 => format!("i {} j", self.pick(&["<", "<=", "==", "!="])),
            _ => {
                let relation = self.pick(&["<", ">=", ">"]);
                format!("{} {relation} {}", self.term(depth), self.term(depth))
            }
        }
    }

    /// A value small enough to be set again and again.
    fn small(&mut self) -> String {
        format!("{} ({})", self.pick(&["0.1", "0.25", "0.5", "-0.125"]), self.term(2))
    }

    /// A statement of the body of a loop; `leaves` says whether the loop may be left or gone on with early.
    fn step(&mut self, depth: u32, leaves: bool) -> String {
        match self.below(if depth > 0 { 30 } else { 25 }) {
            0..=2 => format!("h[[{}, {}]] = {}", self.index(), self.index(), self.small()),
            3 => format!("h[[i, j]] = Min[h[[i - 1, j]], h[[i, j - 1]]] + If[{}, 0., 1.]", self.test(1)),
            4 => format!(
                "h[[{}, {}]] {} {}",
                self.index(),
                self.index(),
                self.pick(&["+=", "-=", "*="]),
                self.small()
            ),
            5 => format!("v[[{}]] {} {}", self.index(), self.pick(&["=", "+=", "-="]), self.small()),
            6 => format!(
                "w[[{}]] = Mod[{} + k, 7]",
                self.index(),
                self.pick(&["w[[i]]", "i j", "w[[-1]] - j"])
            ),
            7 => format!("w[[{}]]{}", self.index(), self.pick(&["++", "--"])),
            8 => format!("h[[{}]] = 0.5 h[[{}]]", self.index(), self.index()),
            9 => format!("h[[All, {}]] = 0.5 {}", self.index(), self.pick(&["v", "u", "h[[All, 1]]"])),
            10 => format!("h[[{}, 2 ;; n]] = 0.25 h[[{}, 1 ;; n - 1]]", self.index(), self.index()),
            11 => "v[[2 ;; n]] = 0.5 (v[[1 ;; n - 1]] + v[[3 ;; n + 1]])".to_owned(),
            12 => self
                .pick(&["u = v", "v = 0.5 u", "{u, v} = {v, u}", "u = h[[j]]", "v = u; v[[1]] = s"])
                .to_owned(),
            13 => format!("u[[{}]] = {}", self.index(), self.small()),
            14 => "{v[[i]], v[[j]]} = {v[[j]], v[[i]]}".to_owned(),
            15 => format!("{{s, t}} = {{0.5 t, {}}}", self.small()),
            16 => format!("s = {}", self.small()),
            17 => format!("t += {}", self.small()),
            18 => {
                format!("k = {}", self.pick(&["k + 1", "i + j", "Quotient[k, 2]", "Mod[k + i, 7]", "w[[j]]"]))
            }
            19 => format!("If[Length[q] < 12, AppendTo[q, {}]]", self.small()),
            20 => format!("Internal`StuffBag[g, {}]", self.small()),
            21 => format!("s = Fold[0.25 #1 + {} #2 &, s, v]", self.pick(&["0.5", "t", "0.1"])),
            22 => "t = NestWhile[# / 2. &, t, Abs[#] > 1 &]".to_owned(),
            23 if leaves => {
                format!("If[{}, {}]", self.test(1), self.pick(&["Continue[]", "Break[]", "Continue[]"]))
            }
            24 => "s = 0.5 s + 0.1 Total[Map[Function[x, x h[[i, j]]], v[[2 ;; 3]]]]".to_owned(),
            25 | 26 => format!(
                "If[{}, {}, {}]",
                self.test(1),
                self.step(depth - 1, leaves),
                self.step(depth - 1, leaves)
            ),
            27 => format!("Do[{}, {{p, {}}}]", self.step(depth - 1, true), 1 + self.below(3)),
            28 => format!(
                "k = 0; While[k < {}, k++; {}]",
                1 + self.below(3),
                self.step(0, true).replace("k = ", "l = ")
            ),
            29 => format!("Scan[(t = 0.5 t + 0.1 #; {}) &, v[[1 ;; 2]]]", self.step(depth - 1, false)),
            _ => format!("t = 0.5 t + 0.1 {}", self.term(1)),
        }
    }

    fn steps(&mut self, leaves: bool) -> String {
        let count = 1 + self.below(4);
        (0..count).map(|_| self.step(2, leaves)).collect::<Vec<_>>().join("; ")
    }

    /// Two loops in each other over `i` and `j`.
    fn nest(&mut self) -> String {
        let inner = self.steps(true);
        match self.below(7) {
            0 => format!("Do[{inner}, {{i, 2, n}}, {{j, 2, n}}]"),
            1 => format!("Do[{inner}, {{i, 2, n}}, {{j, i, n}}]"),
            2 => format!("Do[{inner}, {{i, n, 2, -1}}, {{j, 2, i}}]"),
            3 => format!("For[i = 2, i <= n, i++, For[j = i, j > 1, j--, {inner}]]"),
            4 => format!("Do[Do[{inner}, {{j, 2, n}}]; {}, {{i, 2, n}}]", self.steps(true).replace('j', "i")),
            5 => format!("i = 1; While[i < n, i++; j = n + 1; While[j > 2, j--; {inner}]]"),
            _ => format!("i = 1; j = n + 1; While[i < n && j > 2, i++; j--; {inner}]"),
        }
    }

    /// A body with the arguments `n` and `r`.
    pub fn loops_body(&mut self) -> String {
        let mut nests = self.nest();
        if self.below(3) == 0 {
            nests = format!("{nests}; {}", self.nest());
        }
        format!(
            "Module[{{h = Table[0.1 a + 0.2 b, {{a, n + 2}}, {{b, n + 2}}], v = Table[0.3 a, {{a, n + 2}}],
                u = Table[0., {{n + 2}}], w = Table[Mod[5 a, 7], {{a, n + 2}}], q = {{0.5}}, g = Internal`Bag[{{0.25}}],
                s = 0.2, t = 0., k = 1, l = 2, i = 2, j = 2}},
                {nests};
                Join[Flatten[h], v, u, 1. w, q, Internal`BagPart[g, All], {{s, t, 1. k, 1. l}}]]"
        )
    }
}
