//! The memory of a run: one vector of reals with parameters, state, data, clock and random generators in it, each
//! entry at a fixed place under a printable name.

use std::fmt::Write as _;

use scheelite_runtime::Expr;
use scheelite_runtime::random::{MERSENNE_STATE, Mersenne, MersenneIn, PHILOX_STATE, Philox, PhiloxIn};

use super::condition::Scale;
use super::functions::Generator;
use super::model::{Numbers, canonical};

/// What an entry is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Set from outside, constant during a run.
    Parameters,
    /// What functions remember.
    State,
    /// Outputs of all nodes.
    Data,
    /// Counts of calls, passes and trials. Whole numbers.
    Clock,
    /// States of random generators.
    Generators,
}

impl Section {
    /// All sections in the order in which they lie in memory.
    pub const ALL: [Section; 5] =
        [Section::Parameters, Section::State, Section::Data, Section::Clock, Section::Generators];

    /// Name.
    pub fn name(self) -> &'static str {
        match self {
            Section::Parameters => "parameters",
            Section::State => "state",
            Section::Data => "data",
            Section::Clock => "clock",
            Section::Generators => "generators",
        }
    }
}

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Name, with the names of enclosing models in front.
    pub name: String,
    /// What it is for.
    pub section: Section,
    /// Shape.
    pub dims: Vec<usize>,
    /// Where it begins in memory, from 0.
    pub offset: usize,
    /// Contents when the structures are made. Empty for generators.
    pub initial: Vec<f64>,
    /// The variables that hold it while a program runs. Empty for generators.
    pub cells: Vec<Expr>,
    /// Set to zero when time of this scale begins anew.
    pub reset: Option<Scale>,
    /// How a generator is seeded.
    pub seeding: Option<Seeding>,
    /// The seed that this entry holds as a number, where a control signal can set it.
    pub holds_seed: Option<Seed>,
}

/// How a generator is seeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seeding {
    /// Which generator.
    pub generator: Generator,
    /// Its own seed, or its number among those that take the model's seed.
    pub seed: Seed,
    /// Normal numbers dropped at the beginning.
    pub burn: u64,
}

/// Where a seed comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seed {
    /// Given with the function.
    Own(u64),
    /// The model's seed plus this.
    Nth(u64),
}

impl Seed {
    /// The seed itself, for a model's seed.
    pub fn with(self, model: u64) -> u64 {
        match self {
            Seed::Own(seed) => seed,
            Seed::Nth(n) => model.wrapping_add(n),
        }
    }
}

impl Seeding {
    /// Starts the generator in its place in memory.
    pub fn start(&self, model: u64, place: &mut [f64]) {
        let seed = self.seed.with(model);
        match self.generator {
            Generator::MersenneTwister => {
                let mut generator = Mersenne::from_seed(seed);
                (0..self.burn).for_each(|_| {
                    generator.normal();
                });
                if let Some((state, _)) = place.split_first_chunk_mut() {
                    generator.store(state);
                }
            }
            Generator::Philox => {
                let mut generator = Philox::from_seed(seed);
                (0..self.burn).for_each(|_| {
                    generator.normal();
                });
                if let Some((state, _)) = place.split_first_chunk_mut() {
                    generator.store(state);
                }
            }
        }
    }
}

impl Entry {
    /// Number of reals.
    pub fn len(&self) -> usize {
        match &self.seeding {
            Some(seeding) => seeding.generator.words(),
            None => self.initial.len(),
        }
    }

    /// Whether it takes no place.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Generator {
    /// The next uniform number of the generator whose state lies here.
    pub fn uniform(self, state: &mut [f64]) -> Option<f64> {
        Some(match self {
            Generator::MersenneTwister => MersenneIn(state.first_chunk_mut()?).uniform(),
            Generator::Philox => PhiloxIn(state.first_chunk_mut()?).uniform(),
        })
    }

    /// Reals that a generator takes: its state, and the number drawn last.
    pub fn words(self) -> usize {
        match self {
            Generator::MersenneTwister => MERSENNE_STATE + 1,
            Generator::Philox => PHILOX_STATE + 1,
        }
    }
}

/// The layout of a model's memory.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    /// Entries, in the order of their offsets once [`Layout::place`] has run.
    pub entries: Vec<Entry>,
}

impl Layout {
    /// Gives every entry its place: section by section, in the order in which entries were added.
    pub fn place(&mut self) {
        let mut offset = 0;
        for section in Section::ALL {
            for entry in self.entries.iter_mut().filter(|entry| entry.section == section) {
                entry.offset = offset;
                offset += entry.len();
            }
        }
    }

    /// Number of reals in memory.
    pub fn size(&self) -> usize {
        self.entries.iter().map(Entry::len).sum()
    }

    /// First and last place, from 0 and exclusive, of a section.
    pub fn range(&self, section: Section) -> (usize, usize) {
        let of = |wanted: &dyn Fn(Section) -> bool| -> usize {
            self.entries.iter().filter(|entry| wanted(entry.section)).map(Entry::len).sum()
        };
        let start = of(&|other| other < section);
        (start, start + of(&|other| other == section))
    }

    /// The entry with this name. Names are compared as written, then as [`canonical`] says, then by their end
    /// (`gain` for `hidden.Function.gain`) when that is unique.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        if let Some(entry) = self.entries.iter().find(|entry| entry.name == name) {
            return Some(entry);
        }
        let parts: Vec<String> = name.split('.').map(canonical).collect();
        let mut found = self.entries.iter().filter(|entry| {
            let own: Vec<String> = entry.name.split('.').map(canonical).collect();
            own == parts
                || match &parts[..] {
                    // `node.parameter` for `node.stage.parameter`.
                    [node, last] => own.len() == 3 && own[0] == *node && own[2] == *last,
                    [last] => own.last() == Some(last),
                    _ => false,
                }
        });
        let mut candidates: Vec<&Entry> = found.by_ref().collect();
        // The main function's parameters go first.
        candidates.sort_by_key(|entry| usize::from(!entry.name.contains(".Function.")));
        match &candidates[..] {
            [] => None,
            [one] => Some(one),
            [first, ..] if parts.len() > 1 => Some(first),
            _ => None,
        }
    }

    /// The layout as a table: name, section, offset, shape.
    pub fn table(&self) -> String {
        let mut entries: Vec<&Entry> = self.entries.iter().collect();
        entries.sort_by_key(|entry| entry.offset);
        let width = entries.iter().map(|entry| entry.name.chars().count()).max().unwrap_or(4).max(4);
        let mut text = format!("{:width$}  {:10}  {:>8}  shape\n", "name", "section", "offset");
        for entry in entries {
            let shape = match (&entry.dims[..], &entry.seeding) {
                (_, Some(seeding)) => format!("{} reals ({:?})", entry.len(), seeding.generator),
                ([], _) => "scalar".to_owned(),
                (dims, _) => format!("{dims:?}"),
            };
            let _ = writeln!(
                text,
                "{:width$}  {:10}  {:>8}  {shape}",
                entry.name,
                entry.section.name(),
                entry.offset
            );
        }
        for section in Section::ALL {
            let (start, end) = self.range(section);
            let _ = writeln!(text, "{}: {} reals, {} bytes", section.name(), end - start, (end - start) * 8);
        }
        text
    }

    /// Memory as it is before the first run. `seed` is for generators without a seed of their own.
    pub fn initial(&self, seed: u64) -> Vec<f64> {
        let mut memory = vec![0.0; self.size()];
        for entry in self.entries.iter().filter(|entry| entry.seeding.is_none()) {
            memory[entry.offset..entry.offset + entry.initial.len()].copy_from_slice(&entry.initial);
        }
        for entry in &self.entries {
            let place = entry.offset..entry.offset + entry.len();
            if let Some(own) = entry.holds_seed {
                memory[place].fill(own.with(seed) as f64);
            } else if let Some(seeding) = entry.seeding {
                seeding.start(seed, &mut memory[place]);
            }
        }
        memory
    }

    /// A parameter's new contents as they go into memory: one number fills the whole entry.
    pub fn fit(entry: &Entry, numbers: &Numbers) -> Option<Vec<f64>> {
        match (numbers.data.len(), entry.initial.len()) {
            (n, m) if n == m => Some(numbers.data.clone()),
            (1, m) => Some(vec![numbers.data[0]; m]),
            _ => None,
        }
    }
}
