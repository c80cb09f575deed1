//! Registers of one function while it is lowered.
//!
//! Values of a tree live from where they are made to where they are used, so a free list for each type is all that
//! is needed: linear time, and a chain of a hundred thousand operations uses a handful of registers. Variables keep
//! their register; constants that an instruction cannot hold get one that is set on entry.

use rustc_hash::FxHashMap;
use scheelite_bytecode::builder::FunctionBuilder;
use scheelite_bytecode::operand::Register;
use scheelite_runtime::{Type, Value};

/// Free registers by type, and registers of constants.
#[derive(Default)]
pub struct Registers {
    free: FxHashMap<Type, Vec<Register>>,
    constants: FxHashMap<(Type, [u64; 2]), Register>,
}

impl Registers {
    /// A register for a value of this type; none for `Void`.
    pub fn take(&mut self, build: &mut FunctionBuilder, ty: Type) -> Option<Register> {
        match self.free.get_mut(&ty).and_then(Vec::pop) {
            Some(register) => Some(register),
            None => build.register(ty),
        }
    }

    /// Gives a register back.
    pub fn release(&mut self, ty: Type, register: Register) {
        self.free.entry(ty).or_default().push(register);
    }

    /// The register that holds a constant, shared by all its uses; none for `Void`.
    pub fn constant(&mut self, build: &mut FunctionBuilder, value: &Value) -> Option<Register> {
        let key = match value {
            Value::Boolean(value) => Some([u64::from(*value), 0]),
            Value::Integer(value) => Some([u64::from_ne_bytes(value.to_ne_bytes()), 0]),
            Value::Real(value) => Some([value.to_bits(), 0]),
            Value::Complex(value) => Some([value.re.to_bits(), value.im.to_bits()]),
            Value::Tensor(_) | Value::Void => None,
        };
        let ty = value.ty();
        if let Some(register) = key.and_then(|key| self.constants.get(&(ty, key))) {
            return Some(*register);
        }
        let register = build.register(ty)?;
        build.preset(register, value.clone());
        if let Some(key) = key {
            self.constants.insert((ty, key), register);
        }
        Some(register)
    }
}
