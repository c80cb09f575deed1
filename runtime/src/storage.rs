//! Storage of large arrays: what one array gives back serves the next.
//!
//! A block from the system costs a fault for each of its pages, which is more than arithmetic on its elements: an array of
//! 10^6 reals takes 2000 faults. Each thread keeps a few of the blocks that its arrays have given up.

use std::any::Any;
use std::cell::RefCell;
use std::mem::size_of;

use num_complex::Complex64;

/// Smaller blocks are cheap: the allocator keeps those itself.
const FROM_BYTES: usize = 1 << 17;

/// Most bytes that a thread keeps.
const KEPT_BYTES: usize = 64 << 20;

/// Most blocks that a thread keeps of one type.
const KEPT_BLOCKS: usize = 4;

/// Blocks that are free, the oldest first.
#[derive(Default)]
struct Pool {
    integers: Vec<Vec<i64>>,
    reals: Vec<Vec<f64>>,
    complexes: Vec<Vec<Complex64>>,
    /// Their bytes.
    bytes: usize,
}

thread_local! {
    static POOL: RefCell<Pool> = RefCell::default();
}

impl Pool {
    /// The free blocks of this type; none for another type than those of packed arrays.
    fn blocks<T: 'static>(&mut self) -> Option<&mut Vec<Vec<T>>> {
        let banks: [&mut dyn Any; 3] = [&mut self.integers, &mut self.reals, &mut self.complexes];
        banks.into_iter().find_map(|bank| bank.downcast_mut())
    }
}

fn bytes<T>(block: &Vec<T>) -> usize {
    block.capacity() * size_of::<T>()
}

/// `count` elements of any value, to be written over.
pub fn elements<T: Clone + Default + 'static>(count: usize) -> Vec<T> {
    kept(count).unwrap_or_else(|| vec![T::default(); count])
}

/// `count` times zero.
pub fn zeros<T: Clone + Default + 'static>(count: usize) -> Vec<T> {
    match kept(count) {
        Some(mut block) => {
            block.fill(T::default());
            block
        }
        // Pages of zeros from the system need no filling.
        None => vec![T::default(); count],
    }
}

/// A copy.
pub fn copy<T: Clone + 'static>(data: &[T]) -> Vec<T> {
    match taken(data.len()) {
        Some(mut block) => {
            block.clear();
            block.extend_from_slice(data);
            block
        }
        None => data.to_vec(),
    }
}

/// A block that was kept, made `count` elements long.
fn kept<T: Clone + Default + 'static>(count: usize) -> Option<Vec<T>> {
    let mut block = taken(count)?;
    block.resize(count, T::default());
    Some(block)
}

/// The smallest block that holds `count` elements, unless it is more than twice as large.
fn taken<T: 'static>(count: usize) -> Option<Vec<T>> {
    if count.checked_mul(size_of::<T>())? < FROM_BYTES {
        return None;
    }
    POOL.try_with(|pool| {
        let pool = &mut *pool.try_borrow_mut().ok()?;
        let blocks = pool.blocks::<T>()?;
        let fits = |block: &Vec<T>| (count..=count.saturating_mul(2)).contains(&block.capacity());
        let (_, index) = blocks
            .iter()
            .enumerate()
            .filter(|(_, block)| fits(block))
            .map(|(index, block)| (block.capacity(), index))
            .min()?;
        let block = blocks.remove(index);
        pool.bytes -= bytes(&block);
        Some(block)
    })
    .ok()
    .flatten()
}

/// Takes back what an array held.
pub(crate) fn give_back<T: 'static>(block: &mut Vec<T>) {
    if bytes(block) >= FROM_BYTES {
        keep(std::mem::take(block));
    }
}

#[cold]
fn keep<T: 'static>(block: Vec<T>) {
    let size = bytes(&block);
    if size > KEPT_BYTES {
        return;
    }
    // Blocks that go are freed after the pool is free again; without a pool, at the end of a thread, this one goes.
    let _gone = POOL.try_with(|pool| {
        let pool = &mut *pool.try_borrow_mut().ok()?;
        let mut gone = Vec::new();
        let blocks = pool.blocks::<T>()?;
        if blocks.len() == KEPT_BLOCKS {
            gone.push(blocks.remove(0));
        }
        blocks.push(block);
        pool.bytes = pool.bytes + size - gone.iter().map(bytes).sum::<usize>();
        while pool.bytes > KEPT_BYTES {
            let before = pool.bytes;
            pool.bytes -= drop_oldest(&mut pool.integers);
            pool.bytes -= drop_oldest(&mut pool.reals);
            pool.bytes -= drop_oldest(&mut pool.complexes);
            if pool.bytes == before {
                break;
            }
        }
        Some(gone)
    });
}

/// Frees the oldest block; gives its bytes.
fn drop_oldest<T>(blocks: &mut Vec<Vec<T>>) -> usize {
    if blocks.is_empty() { 0 } else { bytes(&blocks.remove(0)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tensor::Array;

    fn held() -> usize {
        POOL.with_borrow(|pool| {
            let (a, b, c) = (&pool.integers, &pool.reals, &pool.complexes);
            let all = a.iter().map(bytes).sum::<usize>() + b.iter().map(bytes).sum::<usize>();
            let all = all + c.iter().map(bytes).sum::<usize>();
            assert_eq!(all, pool.bytes);
            all
        })
    }

    #[test]
    fn large_arrays_leave_their_storage_to_the_next() {
        let array = Array::vector(vec![1.5; 100_000]);
        let place = array.data().as_ptr();
        drop(array);
        assert_eq!(held(), 800_000);
        let again = elements::<f64>(90_000);
        assert_eq!((again.as_ptr(), again.len()), (place, 90_000));
        assert_eq!(held(), 0);
        drop(Array::vector(again));
        assert!(elements::<i64>(90_000).iter().all(|&x| x == 0), "an own block for another type");
        assert!(
            elements::<f64>(20_000).len() == 20_000 && held() == 800_000,
            "a block five times as large stays"
        );
        assert!(zeros::<f64>(100_000).iter().all(|&x| x == 0.0));
        assert_eq!(copy(&[2.5; 20_000]), vec![2.5; 20_000]);
    }

    #[test]
    fn few_blocks_are_kept() {
        for _ in 0..3 {
            let blocks: Vec<_> = (0..10).map(|_| Array::vector(vec![0i64; 1 << 15])).collect();
            drop(blocks);
            assert_eq!(held(), KEPT_BLOCKS << 18);
        }
        let large: Vec<_> = (0..4).map(|_| Array::vector(vec![0.0; 3 << 20])).collect();
        drop(large);
        assert!(held() <= KEPT_BYTES && held() >= 24 << 20, "{}", held());
        drop(Array::vector(vec![0.0; (KEPT_BYTES >> 3) + 1]));
        assert!(held() <= KEPT_BYTES);
        drop(Array::vector(vec![0i64; 10]));
        drop(Array::vector(vec!["a word"; 100_000]));
    }
}
