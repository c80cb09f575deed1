//! The one list of kernels by name, and what they work on.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    Fault, arithmetic, bag, build, change, eigen, fourier, function, generators, linear, order, part, random,
    reduce, structure,
};
use crate::random::Generator;
use crate::value::Value;

/// What kernels share within a session: the state of the random generator.
#[derive(Clone, Debug, Default)]
pub struct KernelState {
    /// The session's random numbers, in the evaluator and in compiled code alike.
    pub random: Generator,
    /// States to go back to at the ends of the `BlockRandom`s that are open.
    pub saved: Vec<Generator>,
}

/// A kernel: takes its arguments out of the slice, so that an array which only the slice holds is changed in place.
pub type KernelFn = fn(&mut KernelState, &mut [Value]) -> Result<Value, Fault>;

/// One whole-tensor operation.
#[derive(Clone, Copy)]
pub struct Kernel {
    /// The name: that of the function of the language.
    pub name: &'static str,
    /// Fewest arguments.
    pub min: usize,
    /// Most arguments.
    pub max: usize,
    /// The operation. Called with a number of arguments outside `min..=max`, it is [`Kernel::call`] that refuses.
    pub run: KernelFn,
}

impl Kernel {
    /// Runs the kernel when the number of arguments is right.
    pub fn call(&self, state: &mut KernelState, args: &mut [Value]) -> Result<Value, Fault> {
        if args.len() < self.min || args.len() > self.max {
            return Err(Fault::Argument);
        }
        (self.run)(state, args)
    }
}

/// All kernels, by topic.
pub const TABLES: &[&[Kernel]] = &[
    arithmetic::KERNELS,
    bag::KERNELS,
    build::KERNELS,
    change::KERNELS,
    eigen::KERNELS,
    fourier::KERNELS,
    function::KERNELS,
    generators::KERNELS,
    linear::KERNELS,
    order::KERNELS,
    part::KERNELS,
    random::KERNELS,
    reduce::KERNELS,
    structure::KERNELS,
];

static BY_NAME: LazyLock<FxHashMap<&'static str, &'static Kernel>> =
    LazyLock::new(|| TABLES.iter().copied().flatten().map(|kernel| (kernel.name, kernel)).collect());

/// The kernel of this name.
pub fn kernel(name: &str) -> Option<&'static Kernel> {
    BY_NAME.get(name).copied()
}

/// One row of a table of kernels.
pub(super) const fn row(name: &'static str, min: usize, max: usize, run: KernelFn) -> Kernel {
    Kernel { name, min, max, run }
}

#[cfg(test)]
mod tests {
    use super::{BY_NAME, TABLES, kernel};

    #[test]
    fn names_are_unique_and_found() {
        let rows = TABLES.iter().copied().flatten();
        assert!(rows.clone().all(|row| kernel(row.name).is_some()));
        assert_eq!(BY_NAME.len(), rows.count());
    }
}
