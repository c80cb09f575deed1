//! The one table of operators: how each is written, how strongly it binds, and the expression it stands for.
//!
//! Precedences are those that the language reports for its operators, with the few corrections that its parser makes
//! in fact (`&&` binds more strongly than `||`, `@*` more than `@`, `===` less than `==`).

use std::sync::LazyLock;

use crate::Symbol;
use rustc_hash::FxHashMap;

/// Where an operator stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixity {
    /// Before its operand.
    Prefix,
    /// Between operands.
    Infix,
    /// After its operand.
    Postfix,
}

/// What an operator builds of its operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `head[a]` of a prefix or postfix operator.
    Unary,
    /// `head[head[a, b], c]`.
    Left,
    /// `head[a, head[b, c]]`.
    Right,
    /// `head[a, b, c]`.
    Flat,
    /// `head[a, b, c]`, or `Inequality[a, head, b, other, c]` when different ones meet.
    Comparison,
    /// A term of a sum, added.
    Add,
    /// A term of a sum, subtracted.
    Subtract,
    /// `Times[a, Power[b, -1]]`.
    Divide,
    /// `Times[-1, a]`, or the negative number.
    Negate,
    /// `a[b]`.
    Apply,
    /// `b[a]`.
    ApplyBack,
    /// One of the two marks of `a ~ f ~ b`.
    Tilde,
    /// `Pattern[a, b]` after a symbol, otherwise `Optional[a, b]`.
    Colon,
    /// `f /: …`, completed by one of the assignments.
    Tag,
    /// `head[a, b]` to the right, and `Tagged[f, a, b]` after `f /: a`.
    Assign,
    /// `Unset[a]`, and `TagUnset[f, a]` after `f /: a`.
    Unset,
    /// `CompoundExpression[a, b, …]`; the last operand may be missing.
    Sequence,
    /// `Span[a, b, c]` with any operand missing.
    Span,
    /// `Derivative[n][f]`.
    Prime,
    /// `Not[Not[a]]`.
    NotNot,
    /// `Integrate[f, x]` of a product that ends in a differential.
    Integral,
}

/// One operator.
#[derive(Debug)]
pub struct Row {
    /// Where it stands.
    pub fixity: Fixity,
    /// Its spellings: ASCII first, then characters.
    pub spellings: &'static [&'static str],
    /// How strongly it binds.
    pub precedence: u16,
    /// What it builds.
    pub shape: Shape,
    /// The head, in `` System` ``; for `Assign` and `Unset` the head without a tag.
    pub head: &'static str,
}

const fn prefix(
    spellings: &'static [&'static str],
    precedence: u16,
    shape: Shape,
    head: &'static str,
) -> Row {
    Row { fixity: Fixity::Prefix, spellings, precedence, shape, head }
}

const fn infix(spellings: &'static [&'static str], precedence: u16, shape: Shape, head: &'static str) -> Row {
    Row { fixity: Fixity::Infix, spellings, precedence, shape, head }
}

const fn postfix(
    spellings: &'static [&'static str],
    precedence: u16,
    shape: Shape,
    head: &'static str,
) -> Row {
    Row { fixity: Fixity::Postfix, spellings, precedence, shape, head }
}

use Shape::*;

/// How strongly `f[x]` and `a[[i]]` bind.
pub const CALL: u16 = 670;
/// How strongly `f::tag` binds.
pub const MESSAGE_NAME: u16 = 750;
/// How strongly `a >> file` binds.
pub const PUT: u16 = 30;
/// How strongly `x_?test` binds.
pub const PATTERN_TEST: u16 = 680;
/// How strongly `_` and its kin bind.
pub const BLANK: u16 = 730;
/// How strongly `=` binds.
pub const SET: u16 = 40;
/// How strongly `*` and juxtaposition bind.
pub const TIMES: u16 = 400;
/// How strongly `-a` binds.
pub const MINUS: u16 = 480;
/// How strongly `+` binds.
pub const PLUS: u16 = 310;
/// How strongly `&&` binds.
pub const AND: u16 = 215;
/// How strongly `/` binds.
pub const DIVIDE: u16 = 470;
/// How strongly `^` binds.
pub const POWER: u16 = 590;
/// How strongly `x_:d` binds.
pub const OPTIONAL: u16 = 140;
/// How strongly `x:p` binds.
pub const PATTERN: u16 = 150;

/// All operators, from the weakest to the strongest. Brackets, commas and what is read as one token (`_`, `#1`, `%`,
/// `::`, `<<`, `>>`) are not here.
pub const ROWS: &[Row] = &[
    infix(&[";"], 10, Sequence, "CompoundExpression"),
    infix(&["="], SET, Assign, "Set"),
    infix(&[":="], SET, Assign, "SetDelayed"),
    infix(&["^="], SET, Right, "UpSet"),
    infix(&["^:="], SET, Right, "UpSetDelayed"),
    postfix(&["=."], SET, Unset, "Unset"),
    infix(&["|->", "\u{F4A1}"], SET, Right, "Function"),
    infix(&["/:"], 45, Tag, "TagSet"),
    infix(&["∵"], 50, Left, "Because"),
    infix(&["∴"], 52, Right, "Therefore"),
    infix(&["\u{F432}"], 60, Flat, "VerticalSeparator"),
    infix(&["//"], 70, ApplyBack, ""),
    infix(&["//="], 75, Right, "ApplyTo"),
    infix(&["∶"], 80, Flat, "Colon"),
    postfix(&["&"], 90, Unary, "Function"),
    infix(&["+="], 100, Right, "AddTo"),
    infix(&["-="], 100, Right, "SubtractFrom"),
    infix(&["*="], 100, Right, "TimesBy"),
    infix(&["/="], 100, Right, "DivideBy"),
    infix(&["/."], 110, Left, "ReplaceAll"),
    infix(&["//."], 110, Left, "ReplaceRepeated"),
    infix(&["->", "\u{F522}"], 120, Right, "Rule"),
    infix(&[":>", "\u{F51F}"], 120, Right, "RuleDelayed"),
    infix(&["<->", "\u{F120}"], 125, Right, "TwoWayRule"),
    infix(&["/;"], 130, Left, "Condition"),
    infix(&["~~"], 135, Flat, "StringExpression"),
    infix(&[":"], PATTERN, Colon, "Pattern"),
    infix(&["|"], 160, Flat, "Alternatives"),
    postfix(&[".."], 170, Unary, "Repeated"),
    postfix(&["..."], 170, Unary, "RepeatedNull"),
    infix(&["∍"], 180, Right, "SuchThat"),
    infix(&["⊥"], 190, Left, "UpTee"),
    infix(&["⊤"], 190, Left, "DownTee"),
    infix(&["⊣"], 190, Left, "LeftTee"),
    infix(&["⫤"], 190, Left, "DoubleLeftTee"),
    infix(&["⟂"], 190, Left, "Perpendicular"),
    infix(&["⊢"], 192, Right, "RightTee"),
    infix(&["⊨"], 192, Right, "DoubleRightTee"),
    infix(&["\u{F3D3}"], 195, Flat, "Conditioned"),
    infix(&["\u{F523}"], 200, Right, "Implies"),
    infix(&["⥰"], 200, Right, "RoundImplies"),
    infix(&["⧦"], 205, Flat, "Equivalent"),
    infix(&["||", "∨"], 211, Flat, "Or"),
    infix(&["⊽"], 211, Flat, "Nor"),
    infix(&["⊻"], 213, Flat, "Xor"),
    infix(&["\u{F4A2}"], 213, Flat, "Xnor"),
    infix(&["&&", "∧"], AND, Flat, "And"),
    infix(&["⊼"], 215, Flat, "Nand"),
    prefix(&["!", "¬"], 230, Unary, "Not"),
    prefix(&["!!"], 230, NotNot, "Not"),
    prefix(&["∀"], 240, Unary, "ForAll"),
    prefix(&["∃"], 240, Unary, "Exists"),
    prefix(&["∄"], 240, Unary, "NotExists"),
    infix(&["∈"], 250, Flat, "Element"),
    infix(&["∉"], 250, Flat, "NotElement"),
    infix(&["∋"], 250, Flat, "ReverseElement"),
    infix(&["∌"], 250, Flat, "NotReverseElement"),
    infix(&["⊂"], 250, Flat, "Subset"),
    infix(&["⊃"], 250, Flat, "Superset"),
    infix(&["⊄"], 250, Flat, "NotSubset"),
    infix(&["⊅"], 250, Flat, "NotSuperset"),
    infix(&["⊆"], 250, Flat, "SubsetEqual"),
    infix(&["⊇"], 250, Flat, "SupersetEqual"),
    infix(&["⊈"], 250, Flat, "NotSubsetEqual"),
    infix(&["⊉"], 250, Flat, "NotSupersetEqual"),
    infix(&["⊏"], 250, Flat, "SquareSubset"),
    infix(&["⊐"], 250, Flat, "SquareSuperset"),
    infix(&["⊑"], 250, Flat, "SquareSubsetEqual"),
    infix(&["⊒"], 250, Flat, "SquareSupersetEqual"),
    infix(&["\u{F3D2}"], 250, Flat, "Distributed"),
    infix(&["==="], 260, Flat, "SameQ"),
    infix(&["=!="], 260, Flat, "UnsameQ"),
    infix(&["←"], 270, Flat, "LeftArrow"),
    infix(&["→"], 270, Flat, "RightArrow"),
    infix(&["↔"], 270, Flat, "LeftRightArrow"),
    infix(&["↤"], 270, Flat, "LeftTeeArrow"),
    infix(&["↦"], 270, Flat, "RightTeeArrow"),
    infix(&["⇄"], 270, Flat, "RightArrowLeftArrow"),
    infix(&["⇆"], 270, Flat, "LeftArrowRightArrow"),
    infix(&["⇐"], 270, Flat, "DoubleLeftArrow"),
    infix(&["⇒"], 270, Flat, "DoubleRightArrow"),
    infix(&["⇔"], 270, Flat, "DoubleLeftRightArrow"),
    infix(&["⇤"], 270, Flat, "LeftArrowBar"),
    infix(&["⇥"], 270, Flat, "RightArrowBar"),
    infix(&["↖"], 270, Flat, "UpperLeftArrow"),
    infix(&["↗"], 270, Flat, "UpperRightArrow"),
    infix(&["↘"], 270, Flat, "LowerRightArrow"),
    infix(&["↙"], 270, Flat, "LowerLeftArrow"),
    infix(&["↼"], 270, Flat, "LeftVector"),
    infix(&["⇀"], 270, Flat, "RightVector"),
    infix(&["↽"], 270, Flat, "DownLeftVector"),
    infix(&["⇁"], 270, Flat, "DownRightVector"),
    infix(&["⇋"], 270, Flat, "ReverseEquilibrium"),
    infix(&["⇌"], 270, Flat, "Equilibrium"),
    infix(&["\u{F3D0}"], 280, Flat, "VerticalBar"),
    infix(&["\u{F3D1}"], 280, Flat, "NotVerticalBar"),
    infix(&["∥"], 280, Flat, "DoubleVerticalBar"),
    infix(&["∦"], 280, Flat, "NotDoubleVerticalBar"),
    infix(&["==", "\u{F431}", "\u{F7D9}"], 290, Comparison, "Equal"),
    infix(&["!=", "≠"], 290, Comparison, "Unequal"),
    infix(&["<"], 290, Comparison, "Less"),
    infix(&[">"], 290, Comparison, "Greater"),
    infix(&["<=", "≤", "⩽"], 290, Comparison, "LessEqual"),
    infix(&[">=", "≥", "⩾"], 290, Comparison, "GreaterEqual"),
    infix(&["≦"], 290, Comparison, "LessFullEqual"),
    infix(&["≧"], 290, Comparison, "GreaterFullEqual"),
    infix(&["≪"], 290, Comparison, "LessLess"),
    infix(&["≫"], 290, Comparison, "GreaterGreater"),
    infix(&["≮"], 290, Comparison, "NotLess"),
    infix(&["≯"], 290, Comparison, "NotGreater"),
    infix(&["≰"], 290, Comparison, "NotLessEqual"),
    infix(&["≱"], 290, Comparison, "NotGreaterEqual"),
    infix(&["≲"], 290, Comparison, "LessTilde"),
    infix(&["≳"], 290, Comparison, "GreaterTilde"),
    infix(&["≶"], 290, Comparison, "LessGreater"),
    infix(&["≷"], 290, Comparison, "GreaterLess"),
    infix(&["≺"], 290, Flat, "Precedes"),
    infix(&["≻"], 290, Flat, "Succeeds"),
    infix(&["≼"], 290, Flat, "PrecedesSlantEqual"),
    infix(&["≽"], 290, Flat, "SucceedsSlantEqual"),
    infix(&["∼"], 290, Flat, "Tilde"),
    infix(&["≁"], 290, Flat, "NotTilde"),
    infix(&["≂"], 290, Flat, "EqualTilde"),
    infix(&["≃"], 290, Flat, "TildeEqual"),
    infix(&["≄"], 290, Flat, "NotTildeEqual"),
    infix(&["≅"], 290, Flat, "TildeFullEqual"),
    infix(&["≇"], 290, Flat, "NotTildeFullEqual"),
    infix(&["≈"], 290, Flat, "TildeTilde"),
    infix(&["≉"], 290, Flat, "NotTildeTilde"),
    infix(&["∝"], 290, Flat, "Proportional"),
    infix(&["∷"], 290, Flat, "Proportion"),
    infix(&["≡"], 290, Flat, "Congruent"),
    infix(&["≢"], 290, Flat, "NotCongruent"),
    infix(&["≍"], 290, Flat, "CupCap"),
    infix(&["≎"], 290, Flat, "HumpDownHump"),
    infix(&["≏"], 290, Flat, "HumpEqual"),
    infix(&["≐"], 290, Flat, "DotEqual"),
    infix(&["⊲"], 290, Flat, "LeftTriangle"),
    infix(&["⊳"], 290, Flat, "RightTriangle"),
    infix(&["⊴"], 290, Flat, "LeftTriangleEqual"),
    infix(&["⊵"], 290, Flat, "RightTriangleEqual"),
    infix(&["\u{F3D5}"], 295, Right, "DirectedEdge"),
    infix(&["\u{F3D4}"], 295, Right, "UndirectedEdge"),
    infix(&[";;"], 299, Span, "Span"),
    infix(&["⋃"], 300, Flat, "Union"),
    infix(&["⊔"], 300, Flat, "SquareUnion"),
    infix(&["⊎"], 300, Flat, "UnionPlus"),
    infix(&["⋂"], 305, Flat, "Intersection"),
    infix(&["⊓"], 305, Flat, "SquareIntersection"),
    infix(&["+"], PLUS, Add, "Plus"),
    infix(&["-", "−"], PLUS, Subtract, "Plus"),
    infix(&["±"], PLUS, Left, "PlusMinus"),
    infix(&["∓"], PLUS, Left, "MinusPlus"),
    prefix(&["∑"], 320, Unary, "Sum"),
    prefix(&["∫"], 325, Integral, "Integrate"),
    prefix(&["∮"], 325, Unary, "ContourIntegral"),
    infix(&["⊕"], 330, Flat, "CirclePlus"),
    infix(&["⊖"], 330, Left, "CircleMinus"),
    infix(&["⌣"], 340, Flat, "Cup"),
    infix(&["⌢"], 350, Flat, "Cap"),
    infix(&["∐"], 360, Flat, "Coproduct"),
    infix(&["≀"], 370, Flat, "VerticalTilde"),
    prefix(&["∏"], 380, Unary, "Product"),
    infix(&["⋆"], 390, Flat, "Star"),
    infix(&["*", "×", "\u{2062}"], TIMES, Flat, "Times"),
    infix(&["·"], 410, Flat, "CenterDot"),
    infix(&["⊗"], 420, Flat, "CircleTimes"),
    infix(&["\u{F3DE}"], 422, Flat, "PermutationProduct"),
    infix(&["\u{F3DA}"], 424, Flat, "TensorProduct"),
    infix(&["\u{F3DB}"], 426, Flat, "TensorWedge"),
    infix(&["⋁"], 430, Flat, "Vee"),
    infix(&["⋀"], 440, Flat, "Wedge"),
    infix(&["⋄"], 450, Flat, "Diamond"),
    infix(&["∖"], 460, Flat, "Backslash"),
    infix(&["/", "÷", "∕"], DIVIDE, Divide, "Times"),
    infix(&["∣"], DIVIDE, Flat, "Divisible"),
    prefix(&["-", "−"], MINUS, Negate, "Times"),
    prefix(&["+"], MINUS, Unary, "Plus"),
    prefix(&["±"], MINUS, Unary, "PlusMinus"),
    prefix(&["∓"], MINUS, Unary, "MinusPlus"),
    infix(&["."], 490, Flat, "Dot"),
    infix(&["\u{F4A0}", "\u{2A2F}"], 500, Flat, "Cross"),
    infix(&["**"], 510, Flat, "NonCommutativeMultiply"),
    infix(&["⊙"], 520, Flat, "CircleDot"),
    infix(&["∘"], 530, Flat, "SmallCircle"),
    prefix(&["\u{F520}"], 540, Unary, "Square"),
    prefix(&["∇"], 550, Unary, "Del"),
    prefix(&["\u{F74C}", "ⅆ"], 560, Unary, "DifferentialD"),
    prefix(&["\u{F74B}", "ⅅ"], 560, Unary, "CapitalDifferentialD"),
    prefix(&["√"], 570, Unary, "Sqrt"),
    prefix(&["∛"], 570, Unary, "CubeRoot"),
    infix(&["↑"], 580, Flat, "UpArrow"),
    infix(&["↓"], 580, Flat, "DownArrow"),
    infix(&["↕"], 580, Flat, "UpDownArrow"),
    infix(&["⇑"], 580, Flat, "DoubleUpArrow"),
    infix(&["⇓"], 580, Flat, "DoubleDownArrow"),
    infix(&["⇕"], 580, Flat, "DoubleUpDownArrow"),
    infix(&["⟵"], 580, Flat, "LongLeftArrow"),
    infix(&["⟶"], 580, Flat, "LongRightArrow"),
    infix(&["⟷"], 580, Flat, "LongLeftRightArrow"),
    infix(&["⟸"], 580, Flat, "DoubleLongLeftArrow"),
    infix(&["⟹"], 580, Flat, "DoubleLongRightArrow"),
    infix(&["⟺"], 580, Flat, "DoubleLongLeftRightArrow"),
    infix(&["^"], POWER, Right, "Power"),
    infix(&["<>"], 600, Flat, "StringJoin"),
    postfix(&["'"], 603, Prime, "Derivative"),
    postfix(&["\u{F3C7}"], 605, Unary, "Transpose"),
    postfix(&["\u{F3C8}"], 605, Unary, "Conjugate"),
    postfix(&["\u{F3C9}", "\u{F3CE}"], 605, Unary, "ConjugateTranspose"),
    postfix(&["!"], 610, Unary, "Factorial"),
    postfix(&["!!"], 610, Unary, "Factorial2"),
    infix(&["@@"], 620, Right, "Apply"),
    infix(&["/@"], 620, Right, "Map"),
    infix(&["@@@"], 620, Right, "MapApply"),
    infix(&["//@"], 620, Right, "MapAll"),
    infix(&["~"], 630, Tilde, ""),
    infix(&["@", "\u{F76D}"], 640, Apply, ""),
    infix(&["/*"], 644, Flat, "RightComposition"),
    infix(&["@*"], 646, Flat, "Composition"),
    prefix(&["++"], 660, Unary, "PreIncrement"),
    prefix(&["--"], 660, Unary, "PreDecrement"),
    postfix(&["++"], 665, Unary, "Increment"),
    postfix(&["--"], 665, Unary, "Decrement"),
    infix(&["?"], PATTERN_TEST, Left, "PatternTest"),
];

/// A row by its position in [`ROWS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operator(u8);

const _: () = assert!(ROWS.len() <= 256);

impl Operator {
    /// Its row.
    pub fn row(self) -> &'static Row {
        &ROWS[usize::from(self.0)]
    }

    /// Its head.
    pub fn head(self) -> Symbol {
        SPELLINGS.heads[usize::from(self.0)]
    }

    /// The operator of this head and fixity that is not a special case, if there is one.
    pub fn named(head: &str, fixity: Fixity) -> Operator {
        let at = ROWS.iter().position(|row| row.head == head && row.fixity == fixity);
        Operator(at.and_then(|at| u8::try_from(at).ok()).expect("the table has the operator"))
    }
}

/// One way to write operators: up to one of each fixity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spelling {
    /// The text.
    pub text: &'static str,
    /// The prefix operator written so.
    pub prefix: Option<Operator>,
    /// The infix operator written so.
    pub infix: Option<Operator>,
    /// The postfix operator written so.
    pub postfix: Option<Operator>,
}

/// [`ROWS`] arranged for the lexer.
pub struct Spellings {
    all: Vec<Spelling>,
    /// For each ASCII character, the spellings that begin with it, longest first.
    ascii: Vec<Vec<u16>>,
    characters: FxHashMap<char, u16>,
    heads: Vec<Symbol>,
}

/// All spellings.
pub static SPELLINGS: LazyLock<Spellings> = LazyLock::new(|| {
    let mut all: Vec<Spelling> = Vec::new();
    let mut by_text: FxHashMap<&'static str, u16> = FxHashMap::default();
    for (row, id) in ROWS.iter().zip(0..=u8::MAX) {
        for text in row.spellings {
            let at = *by_text.entry(text).or_insert_with(|| {
                all.push(Spelling { text, ..Spelling::default() });
                u16::try_from(all.len() - 1).expect("fewer than 2^16 spellings")
            });
            let spelling = &mut all[usize::from(at)];
            *match row.fixity {
                Fixity::Prefix => &mut spelling.prefix,
                Fixity::Infix => &mut spelling.infix,
                Fixity::Postfix => &mut spelling.postfix,
            } = Some(Operator(id));
        }
    }
    let mut ascii = vec![Vec::new(); 128];
    let mut characters = FxHashMap::default();
    for (text, at) in by_text {
        let first = text.chars().next().expect("a spelling is not empty");
        match ascii.get_mut(first as usize) {
            Some(list) => list.push(at),
            None => {
                characters.insert(first, at);
            }
        }
    }
    for list in &mut ascii {
        list.sort_by_key(|&at| std::cmp::Reverse(all[usize::from(at)].text.len()));
    }
    let heads =
        ROWS.iter().map(|row| Symbol::new(if row.head.is_empty() { "Null" } else { row.head })).collect();
    Spellings { all, ascii, characters, heads }
});

impl Spellings {
    /// The spelling at a position.
    pub fn get(&self, at: u16) -> &Spelling {
        &self.all[usize::from(at)]
    }

    /// The longest ASCII spelling that `text` begins with.
    pub fn longest(&self, text: &str) -> Option<u16> {
        let list = self.ascii.get(usize::from(*text.as_bytes().first()?))?;
        list.iter().copied().find(|&at| text.starts_with(self.get(at).text))
    }

    /// The spelling that is this character.
    pub fn character(&self, character: char) -> Option<u16> {
        self.characters.get(&character).copied()
    }
}

/// Heads without a meaning of their own that are printed with their sign.
const PRINTED_SIGNS: &[&str] = &[
    "CenterDot",
    "CircleMinus",
    "CirclePlus",
    "CircleTimes",
    "Diamond",
    "MinusPlus",
    "PlusMinus",
    "Star",
    "Vee",
    "Wedge",
];

/// How a head is printed as an operator, when it can be: the row that it is written by.
pub fn printed(head: Symbol) -> Option<&'static Row> {
    static PRINTED: LazyLock<FxHashMap<Symbol, &'static Row>> = LazyLock::new(|| {
        let shapes = [Unary, Left, Right, Flat, Comparison, Assign, Unset, Sequence, Span];
        let mut rows = FxHashMap::default();
        for (row, &head) in ROWS.iter().zip(&SPELLINGS.heads) {
            // Sums, products and powers have rules of their own; so has `Function`.
            let special = matches!(row.head, "Plus" | "Times" | "Power" | "Function");
            let written = row.spellings[0].is_ascii() || PRINTED_SIGNS.contains(&row.head);
            if written && shapes.contains(&row.shape) && !special {
                rows.entry(head).or_insert(row);
            }
        }
        rows
    });
    PRINTED.get(&head).copied()
}

#[cfg(test)]
mod tests {
    use super::{Fixity, Operator, ROWS, SPELLINGS};

    #[test]
    fn no_spelling_has_two_operators_of_one_fixity() {
        let mut seen = std::collections::HashSet::new();
        for row in ROWS {
            for text in row.spellings {
                assert!(seen.insert((text, format!("{:?}", row.fixity))), "{text} {:?}", row.fixity);
            }
        }
    }

    #[test]
    fn the_longest_spelling_is_found() {
        let text = |source| SPELLINGS.get(SPELLINGS.longest(source).unwrap()).text;
        assert_eq!(text("===b"), "===");
        assert_eq!(text("==b"), "==");
        assert_eq!(text("//.b"), "//.");
        assert_eq!(text("^:=b"), "^:=");
        assert_eq!(Operator::named("Times", Fixity::Infix).row().spellings[0], "*");
    }
}
