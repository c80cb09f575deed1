//! Random generators whose states lie in a vector: draws in place.

use scheelite_bytecode::{Any, Imm, In, InOut, Out, Reals};
use scheelite_runtime::random::{MERSENNE_STATE, MersenneIn, PHILOX_STATE, PhiloxIn};

use super::frame::{Flow, Frame, Source, header};
use super::run::{Detail, Leave};

macro_rules! draws {
    ($($name:ident = $size:ident $generator:ident $what:ident;)*) => {
        impl<const CHECKED: bool> Frame<'_, CHECKED> {
            $(#[inline(never)]
            pub fn $name(self, a: InOut<Reals<1>>, at: Imm<i64>) -> Flow {
                self.draw::<$size>(a, at, |state| $generator(state).$what())
            })*
        }
    };
}

draws! {
    reals_mersenne_normal = MERSENNE_STATE MersenneIn normal;
    reals_mersenne_uniform = MERSENNE_STATE MersenneIn uniform;
    reals_philox_normal = PHILOX_STATE PhiloxIn normal;
    reals_philox_uniform = PHILOX_STATE PhiloxIn uniform;
}

impl<const CHECKED: bool> Frame<'_, CHECKED> {
    #[inline(always)]
    fn draw<const N: usize>(
        self,
        a: InOut<Reals<1>>,
        at: Imm<i64>,
        draw: impl FnOnce(&mut [f64; N]) -> f64,
    ) -> Flow {
        let slot = Source::<Reals<1>>::slot(a);
        if self.header(slot, header::WRITABLE) == 0 {
            self.make_writable(slot);
        }
        let from = at.0.wrapping_sub(1) as usize;
        let place = self.writable_reals(slot).get_mut(from..);
        let Some((state, [drawn, ..])) = place.and_then(<[f64]>::split_first_chunk_mut::<N>) else {
            return self
                .leave(Leave::Part, Detail::Part { part: at.0, length: self.header(slot, header::LENGTH) });
        };
        *drawn = draw(state);
        Flow::Next
    }

    #[inline(never)]
    pub fn reals_restore(self, a: InOut<Reals<1>>, b: In<Reals<1>>) -> Flow {
        let (to, from) = (Source::<Reals<1>>::slot(a), b.slot());
        let count = self.header(from, header::COUNT);
        if to == from || count == 0 || self.header(to, header::WRITABLE) != count {
            return self.tensor_copy(Out::<Any>::new(a.index()), In::<Any>::new(b.index()));
        }
        self.copy_reals(to, from);
        Flow::Next
    }
}
