//! Walks over two expressions at once that look at a pair of shared parts only once: `x = {x, x}` sixty times over has
//! sixty nodes, and 2^60 ways to them.

use std::cell::{Cell, RefCell};
use std::sync::Arc;
use std::thread::LocalKey;

use rustc_hash::FxHashSet;

use crate::expr::Normal;

/// Pairs looked at before they are remembered: most walks are short.
const SHORT: u32 = 1 << 10;

/// What a walk under way has found to be equal.
#[derive(Default)]
pub struct Walk {
    depth: Cell<u32>,
    steps: Cell<u32>,
    /// Addresses; both expressions live until the outermost call is over.
    equal: RefCell<FxHashSet<(usize, usize)>>,
}

/// Leaves one level of a walk, however that is.
struct Level(&'static LocalKey<Walk>);

impl Drop for Level {
    fn drop(&mut self) {
        self.0.with(|walk| {
            walk.depth.set(walk.depth.get() - 1);
            if walk.depth.get() == 0 && walk.steps.replace(0) > SHORT {
                walk.equal.take();
            }
        });
    }
}

/// What `look` finds of two calls, where both are shared and have been found `equal` without looking again.
pub fn once<R: PartialEq>(
    walk: &'static LocalKey<Walk>,
    a: &Arc<Normal>,
    b: &Arc<Normal>,
    equal: R,
    look: impl FnOnce() -> R,
) -> R {
    if Arc::strong_count(a) == 1 || Arc::strong_count(b) == 1 {
        return look();
    }
    let pair = (Arc::as_ptr(a).addr(), Arc::as_ptr(b).addr());
    let long = walk.with(|walk| {
        walk.depth.set(walk.depth.get() + 1);
        walk.steps.set(walk.steps.get().saturating_add(1));
        walk.steps.get() > SHORT
    });
    let _level = Level(walk);
    if long && walk.with(|walk| walk.equal.borrow().contains(&pair)) {
        return equal;
    }
    let found = look();
    if long && found == equal {
        walk.with(|walk| walk.equal.borrow_mut().insert(pair));
    }
    found
}
