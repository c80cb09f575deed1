//! Rounds of a counted loop that are run ahead of it, in blocks.

use scheelite_runtime::{Scalar, Type};

use crate::operand::Register;
use crate::program::{Block, Function};
use crate::tape;

/// Rounds of a counted loop that are run before it: each puts one number into an array, or adds one to a sum. Whatever
/// does not fit (parts that are not there, values that do not exist, rounds that need what the rounds before them have
/// written) is left to the loop itself, which goes on from the counter.
#[derive(Clone, Debug, PartialEq)]
pub struct Rounds {
    /// The counter.
    pub index: Register,
    /// The value of the counter in the last round.
    pub last: Register,
    /// Where the inputs of the tape come from; the registers among the arguments of the block are those of arrays, numbers
    /// and offsets.
    pub inputs: Vec<RoundInput>,
    /// The part of `dst` that a round sets; none when it is a number, to which rounds add.
    pub part: Option<Vec<Affine>>,
    /// A register that each round counts up by one before it is used.
    pub moving: Option<Register>,
}

/// An input of rounds. The register of the block's argument is what it starts from.
#[derive(Clone, Debug, PartialEq)]
pub enum RoundInput {
    /// The number in the register.
    Number,
    /// An integer that may follow the counter; the register is not looked at.
    Integer(Affine),
    /// A part of the array in the register.
    Part(Vec<Affine>),
}

/// An integer that follows a counter: `offset + base + counter`, where base and counter may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Affine {
    /// A known number.
    pub offset: i64,
    /// A register that the rounds do not change.
    pub base: Option<Register>,
    /// What follows the rounds.
    pub follows: Follows,
}

/// What an integer follows from round to round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// Nothing.
    Nothing,
    /// The counter.
    Counter,
    /// The register that moves, after it has moved.
    Moving,
}

impl Affine {
    fn registers(&self) -> impl Iterator<Item = Register> {
        self.base.into_iter()
    }

    fn text(&self, of: &Rounds, register: &dyn Fn(Register) -> String) -> String {
        let follows = match (self.follows, of.moving) {
            (Follows::Counter, _) => Some(register(of.index)),
            (Follows::Moving, Some(moving)) => Some(format!("++ {}", register(moving))),
            _ => None,
        };
        let offset = (self.offset != 0).then(|| self.offset.to_string());
        let terms: Vec<String> = follows.into_iter().chain(self.base.map(register)).chain(offset).collect();
        if terms.is_empty() { "0".to_owned() } else { terms.join(" + ") }
    }
}

/// 1 when one of the indices follows the rounds, else 0: the rank of such an input.
fn follows(at: &[Affine]) -> u8 {
    u8::from(at.iter().any(|at| at.follows != Follows::Nothing))
}

impl Rounds {
    /// Registers exist and are of the types that the tape and the parts ask for.
    pub(crate) fn check(&self, function: &Function, block: &Block) -> Result<(), String> {
        let ensure = |holds: bool, rule: &dyn Fn() -> String| if holds { Ok(()) } else { Err(rule()) };
        let exists = |register: Register| {
            function.ty(register).ok_or_else(|| format!("there is no register {register}"))
        };
        let integer = |register: Register| {
            let ty = exists(register)?;
            ensure(ty == Type::INTEGER, &|| format!("{register} of type {ty:?} counts"))
        };
        let affine = |at: &Affine| {
            ensure(at.follows != Follows::Moving || self.moving.is_some(), &|| "nothing moves".to_owned())?;
            at.registers().try_for_each(integer)
        };
        // The element type of a part: one flat index, or one for each level.
        let part = |array: Register, at: &[Affine]| {
            at.iter().try_for_each(affine)?;
            match exists(array)? {
                Type::Of(scalar, rank @ 1..) if at.len() == 1 || at.len() == usize::from(rank) => Ok(scalar),
                ty => Err(format!("{array} of type {ty:?} has no part with {} indices", at.len())),
            }
        };
        [Some(self.index), Some(self.last), self.moving].into_iter().flatten().try_for_each(integer)?;
        ensure(block.fill.is_none(), &|| "rounds are no fill".to_owned())?;
        let inputs = &block.tape.inputs;
        ensure(block.args.len() == inputs.len() && self.inputs.len() == inputs.len(), &|| {
            format!(
                "a tape takes {} inputs, not {} and {}",
                inputs.len(),
                block.args.len(),
                self.inputs.len()
            )
        })?;
        for ((&arg, &wanted), input) in block.args.iter().zip(inputs).zip(&self.inputs) {
            let gives = match input {
                RoundInput::Number => exists(arg)?,
                RoundInput::Integer(at) => {
                    affine(at)?;
                    Type::Of(Scalar::Integer, follows(std::slice::from_ref(at)))
                }
                RoundInput::Part(at) => Type::Of(part(arg, at)?, follows(at)),
            };
            ensure(gives == wanted, &|| format!("a tape takes {wanted:?}, not {gives:?} of {arg}"))?;
        }
        let number =
            |input: &RoundInput, ty: &Type| !matches!((input, ty), (RoundInput::Number, Type::Of(_, 1..)));
        ensure(self.inputs.iter().zip(inputs).all(|(input, ty)| number(input, ty)), &|| {
            "whole arrays are no inputs of rounds".to_owned()
        })?;
        let takes = match &self.part {
            Some(at) => {
                ensure(follows(at) == 1, &|| "every round sets the same part".to_owned())?;
                Type::Of(part(block.dst, at)?, 1)
            }
            None => match exists(block.dst)? {
                Type::Of(scalar @ (Scalar::Integer | Scalar::Real | Scalar::Complex), 0) => {
                    Type::Of(scalar, 1)
                }
                ty => return Err(format!("{} of type {ty:?} is no sum", block.dst)),
            },
        };
        let gives = block.tape.result();
        ensure(gives == Some(takes), &|| format!("a tape gives {gives:?}, {} takes {takes:?}", block.dst))
    }

    /// As listings show it.
    pub(crate) fn text(&self, block: &Block, register: &dyn Fn(Register) -> String) -> String {
        let indices =
            |at: &[Affine]| at.iter().map(|at| at.text(self, register)).collect::<Vec<_>>().join(", ");
        let args: Vec<String> = block
            .args
            .iter()
            .zip(&self.inputs)
            .map(|(&arg, input)| match input {
                RoundInput::Number => register(arg),
                RoundInput::Integer(at) => format!("({})", at.text(self, register)),
                RoundInput::Part(at) => format!("Part[ {}, {}]", register(arg), indices(at)),
            })
            .collect();
        let (dst, value) = (register(block.dst), tape::text(&block.tape, &args));
        let does = match &self.part {
            Some(at) => format!("Part[ {dst}, {}] = {value}", indices(at)),
            None => format!("{dst} = {dst} + {value}"),
        };
        format!("for[ {} < {}] {does}", register(self.index), register(self.last))
    }
}

#[cfg(test)]
mod tests {
    use scheelite_runtime::kernels::block::{Operation, Outcome, Step, Tape};
    use scheelite_runtime::source::Origin;

    use super::*;
    use crate::builder::FunctionBuilder;
    use crate::op::Op;
    use crate::program::Program;
    use crate::verify::verify;

    #[test]
    fn rounds_that_do_not_fit_are_refused() {
        let check = |change: &dyn Fn(&mut Block)| {
            let mut f = FunctionBuilder::new("f");
            let (index, real) = (f.scalar(Scalar::Integer), f.scalar(Scalar::Real));
            let (vector, matrix) = (f.tensor(Scalar::Real, 1), f.tensor(Scalar::Real, 2));
            let at = Affine { offset: -1, base: None, follows: Follows::Counter };
            let tape = Tape {
                inputs: vec![Type::Of(Scalar::Real, 1), Type::REAL],
                steps: vec![Step { operation: Operation::Multiply, a: 0, b: 1 }],
                outcome: Outcome::Array,
            };
            let inputs = vec![RoundInput::Part(vec![at]), RoundInput::Number];
            let rounds = Rounds { index, last: index, inputs, part: Some(vec![at, at]), moving: None };
            let args = vec![vector, real];
            let mut block = Block { tape, args, dst: matrix, fill: None, rounds: Some(rounds) };
            change(&mut block);
            let block = f.block(block);
            f.emit(Op::TensorBlock { block }, Origin::NONE);
            f.emit(Op::Return {}, Origin::NONE);
            let function = f.finish().expect("it is built");
            verify(Program { functions: vec![function] }).is_ok()
        };
        fn rounds(block: &mut Block) -> &mut Rounds {
            block.rounds.as_mut().expect("there are rounds")
        }
        assert!(check(&|_| {}));
        assert!(check(&|block| rounds(block).part =
            Some(vec![Affine { offset: 0, base: None, follows: Follows::Counter }])));
        assert!(check(&|block| {
            block.dst = block.args[1];
            rounds(block).part = None;
        }));
        assert!(!check(&|block| rounds(block).part = None), "a matrix is no sum");
        assert!(!check(&|block| block.dst = block.args[0]), "a vector has one index");
        assert!(!check(&|block| block.args[0] = block.args[1]), "a number has no parts");
        assert!(!check(&|block| block.args[1] = block.args[0]), "an array is no number");
        assert!(!check(&|block| block.args.truncate(1)));
        assert!(!check(&|block| rounds(block).index = Register::new(crate::Bank::Int, 7)));
        assert!(!check(&|block| rounds(block).last = Register::new(crate::Bank::Real, 0)));
        assert!(!check(&|block| rounds(block).inputs.truncate(1)));
        assert!(!check(&|block| rounds(block).inputs[0] = RoundInput::Number), "a whole vector");
        let still = Affine { offset: 1, base: None, follows: Follows::Nothing };
        assert!(
            !check(&|block| rounds(block).part = Some(vec![still, still])),
            "the same part in every round"
        );
        assert!(
            !check(&|block| rounds(block).inputs[0] = RoundInput::Part(vec![still])),
            "a number for an array"
        );
        let moving = Affine { follows: Follows::Moving, ..still };
        assert!(!check(&|block| rounds(block).part = Some(vec![moving])), "nothing moves");
        let odd = Affine { base: Some(Register::new(crate::Bank::Real, 0)), ..still };
        assert!(!check(&|block| rounds(block).inputs[0] = RoundInput::Integer(odd)));
    }
}
