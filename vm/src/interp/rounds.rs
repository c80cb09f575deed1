//! Counted loops run ahead in blocks: 256 rounds at a time, each step of their expression over all of them.
//!
//! What comes out is what the rounds one after the other give. Where a round reads what an earlier one has written, blocks
//! end before it; where a round has no value, or names a part that is not there, nothing of its block has happened, and
//! the loop behind this instruction goes on from there.

use num_complex::Complex64;
use scheelite_bytecode::rounds::Follows;
use scheelite_runtime::kernels::Fault;
use scheelite_runtime::kernels::block::{BLOCK, Blocks, Lane, Plan, Source, with_blocks};
use scheelite_runtime::{Scalar, Value};
use smallvec::SmallVec;

use super::frame::{Flow, Frame, header};
use super::link::{LinkedAffine, LinkedBlock, LinkedInput, LinkedRounds};

/// Fewer rounds cost less one by one.
const LEAST: usize = 32;

/// Blocks between two looks at whether the run is to end.
const LOOK: usize = 64;

/// The elements of an array that rounds name: the first, and how far the next is.
#[derive(Clone, Copy)]
struct Walk {
    start: usize,
    step: usize,
}

impl Walk {
    fn at(self, round: usize) -> usize {
        self.start + round * self.step
    }
}

/// Where an input is found in a block.
#[derive(Clone, Copy)]
enum Found {
    /// The same number in all rounds.
    Number,
    /// Consecutive integers from here.
    Range(i64),
    /// Elements of the array in this slot.
    Part(usize, Scalar, Walk),
}

/// Runs the steps of a plan over a block.
type Steps<T> = fn(&Plan, &mut Blocks, &[Source<'_>], usize, &mut [T]) -> Result<(), Fault>;

/// The inputs of some rounds.
struct Segment {
    /// Numbers, in the places of the inputs that are such.
    args: SmallVec<[Value; 8]>,
    found: SmallVec<[Found; 8]>,
    /// Where the rounds write, if it is into an array.
    written: Option<Walk>,
    /// Rounds, and most of them in one block.
    count: usize,
    block: usize,
}

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    /// Runs rounds of the loop that follows, as far as it can be done, and moves the counter.
    pub(super) fn rounds_ahead(self, block: &LinkedBlock, of: &LinkedRounds) -> Flow {
        let to_come = || {
            let rounds = self.get(of.last).cast_signed().checked_sub(self.get(of.index).cast_signed());
            rounds.and_then(|rounds| usize::try_from(rounds).ok()).unwrap_or(0)
        };
        let rounds = to_come();
        if rounds < LEAST || !self.run().spend(rounds as u64) {
            return Flow::Next;
        }
        let slot = usize::from(block.dst.slot);
        if of.part.is_some() && self.header(slot, header::WRITABLE) != self.header(slot, header::COUNT) {
            self.make_writable(slot);
        }
        let mut left = rounds;
        while left > 0 {
            let done = match block.dst.scalar {
                Scalar::Integer => self.segment::<i64>(block, of, left, Plan::elements),
                Scalar::Real => self.segment::<f64>(block, of, left, Plan::elements),
                _ => self.segment::<Complex64>(block, of, left, Plan::elements),
            };
            match done {
                Some(done) if done > 0 => left -= done,
                _ => break,
            }
        }
        self.run().give_back(to_come() as u64);
        Flow::Next
    }

    /// The value of an index in the first round, and by how much it grows from round to round.
    fn affine(self, of: &LinkedRounds, at: &LinkedAffine) -> Option<(i64, usize)> {
        let int = |slot: usize| self.get(slot).cast_signed();
        let value = at.base.map_or(Some(at.offset), |base| int(base).checked_add(at.offset))?;
        match at.follows {
            Follows::Nothing => Some((value, 0)),
            Follows::Counter => Some((value.checked_add(int(of.index))?, 1)),
            Follows::Moving => Some((value.checked_add(int(of.moving?))?.checked_add(1)?, 1)),
        }
    }

    /// The elements that `count` rounds name by these indices; none when one of them is not there.
    fn walk(self, of: &LinkedRounds, slot: usize, at: &[LinkedAffine], count: usize) -> Option<Walk> {
        let mut walk = Walk { start: 0, step: 0 };
        let mut level = |index: &LinkedAffine, length: usize| {
            let (first, grows) = self.affine(of, index)?;
            let first = usize::try_from(first.checked_sub(1)?).ok()?;
            let last = first.checked_add(grows * (count - 1))?;
            walk = Walk { start: walk.start * length + first, step: walk.step * length + grows };
            (last < length).then_some(())
        };
        match at {
            [flat] => level(flat, self.header(slot, header::COUNT))?,
            // A matrix: `check` of the rounds has seen as many levels as indices.
            [row, column] => {
                level(row, self.header(slot, header::LENGTH))?;
                level(column, self.header(slot, header::COLUMNS))?;
            }
            _ => {
                let tensor = self.owner(slot).as_deref()?;
                at.iter().zip(tensor.dims()).try_for_each(|(index, &length)| level(index, length))?;
            }
        }
        Some(walk)
    }

    /// Finds out what is known of the next rounds, as many as the segment says at most; none when they cannot be run.
    fn prepare(self, block: &LinkedBlock, of: &LinkedRounds, segment: &mut Segment) -> Option<()> {
        let target = usize::from(block.dst.slot);
        let left = segment.count;
        if let Some(at) = &of.part {
            segment.written = Some(self.walk(of, target, at, left)?);
        }
        for (place, input) in block.args.iter().zip(&of.inputs) {
            let slot = usize::from(place.slot);
            let (found, value) = match input {
                LinkedInput::Number => (Found::Number, self.value(*place)?),
                LinkedInput::Integer(at) => match self.affine(of, at)? {
                    (value, 0) => (Found::Number, Value::Integer(value)),
                    (first, _) => {
                        first.checked_add(i64::try_from(left).ok()?)?;
                        (Found::Range(first), Value::Void)
                    }
                },
                LinkedInput::Part(at) => {
                    let walk = self.walk(of, slot, at, left)?;
                    if slot == target
                        && let Some(written) = segment.written
                    {
                        segment.keep_apart(walk, written)?;
                    }
                    match walk.step {
                        0 => (Found::Number, self.number(slot, place.scalar, walk.start)),
                        _ => (Found::Part(slot, place.scalar, walk), Value::Void),
                    }
                }
            };
            segment.found.push(found);
            segment.args.push(value);
        }
        Some(())
    }

    fn number(self, slot: usize, scalar: Scalar, at: usize) -> Value {
        match scalar {
            Scalar::Integer => Value::Integer(self.elements(slot)[at]),
            Scalar::Real => Value::Real(self.elements(slot)[at]),
            _ => Value::Complex(self.elements(slot)[at]),
        }
    }

    /// Runs rounds that can be run together; gives how many.
    fn segment<T: Lane>(
        self,
        block: &LinkedBlock,
        of: &LinkedRounds,
        left: usize,
        steps: Steps<T>,
    ) -> Option<usize> {
        let mut segment = Segment {
            args: SmallVec::new(),
            found: SmallVec::new(),
            written: None,
            count: left,
            block: BLOCK,
        };
        self.prepare(block, of, &mut segment)?;
        let plan = &block.plan;
        let target = usize::from(block.dst.slot);
        let (index, moving) = (self.get(of.index), of.moving.map(|slot| self.get(slot)));
        with_blocks(|blocks| {
            plan.prepare(blocks, &segment.args, segment.count);
            let mut out = [T::default(); BLOCK];
            let mut done = 0;
            for number in 1.. {
                let length = segment.block.min(segment.count - done);
                if length == 0 || (number % LOOK == 0 && self.run().is_over()) {
                    break;
                }
                let out = &mut out[..length];
                let sources = self.sources(plan, blocks, &segment, done, length);
                if steps(plan, blocks, &sources, 0, out).is_err() {
                    break;
                }
                match segment.written {
                    Some(written) => {
                        for (round, &value) in out.iter().enumerate() {
                            self.set_element(target, written.at(done + round), value);
                        }
                    }
                    None => {
                        let Some(mut sum) = self.value(block.dst).as_ref().and_then(T::scalar) else { break };
                        if !out.iter().all(|&value| sum.add(value).map(|next| sum = next).is_ok()) {
                            break;
                        }
                        self.put_value(block.dst, sum.into());
                    }
                }
                done += length;
                self.set(of.index, index + done as u64);
                if let (Some(slot), Some(before)) = (of.moving, moving) {
                    self.set(slot, before + done as u64);
                }
            }
            (done == segment.count).then_some(done)
        })
    }

    /// The sources of a block of rounds; elements that do not lie side by side are gathered first.
    fn sources<'a>(
        self,
        plan: &Plan,
        blocks: &mut Blocks,
        segment: &Segment,
        done: usize,
        length: usize,
    ) -> SmallVec<[Source<'a>; 8]> {
        let mut sources = SmallVec::new();
        for (input, found) in segment.found.iter().enumerate() {
            sources.push(match *found {
                Found::Number => Source::Number,
                Found::Range(first) => Source::Range(first + done as i64),
                Found::Part(slot, scalar, walk) => match scalar {
                    Scalar::Integer => self.part::<i64>(plan, blocks, input, (slot, walk), done, length),
                    Scalar::Real => self.part::<f64>(plan, blocks, input, (slot, walk), done, length),
                    _ => self.part::<Complex64>(plan, blocks, input, (slot, walk), done, length),
                },
            });
        }
        sources
    }

    #[inline(always)]
    fn part<'a, T: Lane>(
        self,
        plan: &Plan,
        blocks: &mut Blocks,
        input: usize,
        (slot, walk): (usize, Walk),
        done: usize,
        length: usize,
    ) -> Source<'a> {
        let elements = self.elements::<T>(slot);
        let start = walk.at(done);
        if walk.step == 1 {
            return T::source(&elements[start..start + length]);
        }
        let gathered = elements[start..].iter().step_by(walk.step);
        plan.register::<T>(blocks, input)[..length]
            .iter_mut()
            .zip(gathered)
            .for_each(|(to, &from)| *to = from);
        Source::Number
    }
}

impl Segment {
    /// Makes the segment, or its blocks, so short that no round reads what one before it has written; none when the two
    /// cannot be told apart.
    fn keep_apart(&mut self, read: Walk, written: Walk) -> Option<()> {
        if read.step == 0 {
            // A number that one of the rounds writes: the rounds after that one see another.
            if let Some(distance) = read.start.checked_sub(written.start)
                && distance.is_multiple_of(written.step)
            {
                self.count = self.count.min(distance / written.step + 1);
            }
            return Some(());
        }
        if read.step == written.step {
            // Written by a round, read by the one so many rounds later.
            if let Some(distance) = written.start.checked_sub(read.start)
                && distance > 0
                && distance.is_multiple_of(written.step)
            {
                self.block = self.block.min(distance / written.step);
            }
            return (self.block >= LEAST.min(self.count)).then_some(());
        }
        let last = self.count - 1;
        (read.at(last) < written.start || written.at(last) < read.start).then_some(())
    }
}
