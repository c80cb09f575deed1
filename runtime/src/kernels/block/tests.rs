//! Tapes in blocks against the same operations one whole array after the other.

use std::sync::Arc;

use num_complex::Complex64;

use super::*;
use crate::kernels::Fault;
use crate::kernels::element::Element;
use crate::kernels::scalar::{ComplexFunction, IntegerBinary};
use crate::tensor::{Array, Tensor};
use crate::value::Value;

const VECTOR: Type = Type::Of(Scalar::Real, 1);

fn step(operation: Operation, a: u16, b: u16) -> Step {
    Step { operation, a, b }
}

fn tape(inputs: &[Type], steps: &[Step], outcome: Outcome) -> Tape {
    Tape { inputs: inputs.to_vec(), steps: steps.to_vec(), outcome }
}

/// `Sin[x]^2 + Cos[x] Exp[-x]`
fn benchmark(outcome: Outcome) -> Tape {
    let steps = [
        step(Operation::Real(RealFunction::Sin), 0, 0),
        step(Operation::Real(RealFunction::Square), 1, 1),
        step(Operation::Real(RealFunction::Cos), 0, 0),
        step(Operation::Negate, 0, 0),
        step(Operation::Real(RealFunction::Exp), 4, 4),
        step(Operation::Multiply, 3, 5),
        step(Operation::Add, 2, 6),
    ];
    tape(&[VECTOR], &steps, outcome)
}

fn reals(count: usize) -> Value {
    let data = (0..count).map(|i| (i as f64 - 3.0) * 0.37).collect();
    Tensor::Real(Array::vector(data)).into()
}

fn integers(count: usize) -> Value {
    Tensor::Integer(Array::vector((0..count).map(|i| i as i64 * 7 - 11).collect())).into()
}

fn agree(tape: &Tape, args: &[Value]) -> Result<Value, Fault> {
    let plan = Plan::new(tape).expect("the tape is sound");
    let expected = whole::run(tape, args);
    assert_eq!(plan.run(&mut args.to_vec(), None), expected);
    // Arrays that nobody else holds become the result.
    let mut own: Vec<Value> = args
        .iter()
        .map(|arg| match arg {
            Value::Tensor(tensor) => Value::Tensor(Arc::new(Tensor::clone(tensor))),
            number => number.clone(),
        })
        .collect();
    assert_eq!(plan.run(&mut own, None), expected);
    expected
}

const LENGTHS: [usize; 7] = [0, 1, 3, 255, 256, 257, 1000];

#[test]
fn blocks_of_all_lengths() {
    for count in LENGTHS {
        agree(&benchmark(Outcome::Array), &[reals(count)]).expect("all elements have values");
        agree(&benchmark(Outcome::Total), &[reals(count)]).expect("all elements have values");
        for outcome in [Outcome::Max, Outcome::Min] {
            let result = agree(&benchmark(outcome), &[reals(count)]);
            assert_eq!(result.is_ok(), count > 0, "{outcome:?} of {count}");
        }
    }
}

#[test]
fn numbers_and_several_types() {
    let matrix = |scalar| Type::Of(scalar, 2);
    // (n + k) x, with the integers widened, and the sign of it.
    let steps = [
        step(Operation::Add, 0, 1),
        step(Operation::Widen(Scalar::Real), 3, 3),
        step(Operation::Multiply, 4, 2),
        step(Operation::RealToInteger(RealToInteger::Sign), 5, 5),
    ];
    let inputs = [matrix(Scalar::Integer), Type::INTEGER, matrix(Scalar::Real)];
    let shape = |value: Value| {
        let Value::Tensor(tensor) = value else { unreachable!("an array") };
        let dims = smallvec::smallvec![30, tensor.count() / 30];
        Value::from(match &*tensor {
            Tensor::Integer(array) => Tensor::from(Array::new(dims, array.data().to_vec()).expect("fits")),
            Tensor::Real(array) => Tensor::from(Array::new(dims, array.data().to_vec()).expect("fits")),
            Tensor::Complex(_) => unreachable!("no complex numbers here"),
        })
    };
    let args = [shape(integers(600)), Value::Integer(5), shape(reals(600))];
    let result = agree(&tape(&inputs, &steps, Outcome::Array), &args).expect("in range");
    assert_eq!(result.ty(), Type::Of(Scalar::Integer, 2));
    agree(&tape(&inputs, &steps[..3], Outcome::Max), &args).expect("in range");
    // Complex numbers.
    let steps = [
        step(Operation::Widen(Scalar::Complex), 0, 0),
        step(Operation::Multiply, 2, 1),
        step(Operation::Complex(ComplexFunction::Exp), 3, 3),
        step(Operation::Power(3), 4, 4),
        step(Operation::ComplexToReal(ComplexToReal::Abs), 5, 5),
    ];
    let number = Value::Complex(Complex64::new(0.5, -0.25));
    let inputs = [VECTOR, Type::COMPLEX];
    agree(&tape(&inputs, &steps, Outcome::Array), &[reals(300), number.clone()]).expect("in range");
    agree(&tape(&inputs, &steps[..4], Outcome::Total), &[reals(300), number]).expect("in range");
}

#[test]
fn faults_are_those_of_whole_arrays() {
    let root = [step(Operation::Real(RealFunction::Sqrt), 0, 0)];
    assert_eq!(agree(&tape(&[VECTOR], &root, Outcome::Array), &[reals(300)]), Err(Fault::Domain));
    let vectors = Type::Of(Scalar::Integer, 1);
    let product = [step(Operation::Multiply, 0, 1)];
    let large = Value::Integer(1 << 60);
    assert_eq!(
        agree(&tape(&[vectors, Type::INTEGER], &product, Outcome::Array), &[integers(300), large]),
        Err(Fault::Overflow)
    );
    let sum = [step(Operation::Add, 0, 1)];
    assert_eq!(
        agree(&tape(&[VECTOR, VECTOR], &sum, Outcome::Total), &[reals(300), reals(299)]),
        Err(Fault::Lengths { left: 300, right: 299 })
    );
    // The root goes wrong before the lengths are compared.
    let both = [step(Operation::Real(RealFunction::Sqrt), 0, 0), step(Operation::Add, 2, 1)];
    assert_eq!(
        agree(&tape(&[VECTOR, VECTOR], &both, Outcome::Array), &[reals(300), reals(299)]),
        Err(Fault::Domain)
    );
    let quotient = [step(Operation::IntegerPair(IntegerBinary::Mod), 0, 1)];
    assert_eq!(
        agree(&tape(&[vectors, Type::INTEGER], &quotient, Outcome::Array), &[integers(9), Value::Integer(0)]),
        Err(Fault::Overflow)
    );
}

#[test]
fn the_result_takes_the_place_of_an_array_held_by_nobody_else() {
    let plan = Plan::new(&benchmark(Outcome::Array)).expect("the tape is sound");
    let Value::Tensor(tensor) = reals(1000) else { unreachable!("an array") };
    let address = |tensor: &Tensor| f64::of(tensor).map(|array| array.data().as_ptr());
    let before = address(&tensor);
    let Ok(Value::Tensor(result)) = plan.run(&mut [Value::Tensor(tensor)], None) else {
        unreachable!("an array")
    };
    assert_eq!(address(&result), before);
    // And that of a spare array when the operand is held.
    let spare = result;
    let Ok(Value::Tensor(result)) = plan.run(&mut [reals(1000)].clone(), Some(spare)) else {
        unreachable!("an array")
    };
    assert_eq!(Value::Tensor(result), plan.run(&mut [reals(1000)], None).expect("in range"));
}

#[test]
fn sine_and_cosine_are_one_step_and_registers_are_shared() {
    let plan = Plan::new(&benchmark(Outcome::Array)).expect("the tape is sound");
    assert_eq!(plan.instructions.len(), 6);
    assert_eq!(plan.registers, [0, 5, 0]);
}

#[test]
fn unsound_tapes_are_refused() {
    let sine = Operation::Real(RealFunction::Sin);
    let refused = [
        tape(&[VECTOR], &[], Outcome::Array),
        tape(&[Type::REAL], &[step(sine, 0, 0)], Outcome::Array),
        tape(&[VECTOR, Type::Of(Scalar::Real, 2)], &[step(Operation::Add, 0, 1)], Outcome::Array),
        tape(&[VECTOR], &[step(sine, 1, 1)], Outcome::Array),
        tape(&[Type::Of(Scalar::Integer, 1)], &[step(sine, 0, 0)], Outcome::Array),
        tape(&[VECTOR], &[step(Operation::Widen(Scalar::Integer), 0, 0)], Outcome::Array),
        tape(&[VECTOR, Type::INTEGER], &[step(Operation::Add, 0, 1)], Outcome::Array),
        tape(&[Type::Of(Scalar::Real, 2)], &[step(sine, 0, 0)], Outcome::Total),
        tape(&[Type::Of(Scalar::Complex, 1)], &[step(Operation::Negate, 0, 0)], Outcome::Max),
        tape(&[VECTOR], &[step(sine, 0, 0); MAX_VALUES], Outcome::Array),
    ];
    for tape in refused {
        assert!(tape.check().is_err() && Plan::new(&tape).is_none(), "{tape:?}");
    }
}
