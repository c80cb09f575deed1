//! Kernels by name: one line a case.

use std::sync::Arc;

use num_complex::Complex64;

use super::{Fault, KernelState, kernel};
use crate::random::Generator;
use crate::tensor::{Array, Tensor};
use crate::value::Value;

fn run(name: &str, args: impl IntoIterator<Item = Value>) -> Result<Value, Fault> {
    let mut state = KernelState { random: Generator::from_seed(1), saved: Vec::new() };
    let mut args: Vec<Value> = args.into_iter().collect();
    kernel(name).unwrap_or_else(|| panic!("no kernel {name}")).call(&mut state, &mut args)
}

fn ints(dims: &[usize], data: impl IntoIterator<Item = i64>) -> Value {
    Array::new(dims.into(), data.into_iter().collect()).expect("dims fit").into()
}

fn v(data: impl IntoIterator<Item = i64>) -> Value {
    Array::vector(data.into_iter().collect()).into()
}

fn r(data: impl IntoIterator<Item = f64>) -> Value {
    Array::vector(data.into_iter().collect()).into()
}

fn reals(dims: &[usize], data: impl IntoIterator<Item = f64>) -> Value {
    Array::new(dims.into(), data.into_iter().collect()).expect("dims fit").into()
}

fn i(x: i64) -> Value {
    x.into()
}

fn real(x: f64) -> Value {
    x.into()
}

#[track_caller]
fn gives<const N: usize>(name: &str, args: [Value; N], expected: Value) {
    assert_eq!(run(name, args), Ok(expected), "{name}");
}

#[track_caller]
fn faults<const N: usize>(name: &str, args: [Value; N], fault: Fault) {
    assert_eq!(run(name, args), Err(fault), "{name}");
}

/// {{1, 2, 3}, {4, 5, 6}}
fn m() -> Value {
    ints(&[2, 3], 1..=6)
}

#[test]
fn pairs_of_reals_by_blocks() {
    let (x, y) = ((0..1000).map(|i| 0.37 * f64::from(i) + 0.1), (0..1000).map(|i| 0.01 * f64::from(i) - 5.0));
    let of_pairs = |f: fn(f64, f64) -> f64| r(x.clone().zip(y.clone()).map(|(x, y)| f(x, y)));
    use super::scalar::real::{divide, power};
    gives("Power", [r(x.clone()), r(y.clone())], of_pairs(power));
    gives("Divide", [r(x.clone()), r(y.clone().map(|y| y - 10.0))], of_pairs(|x, y| divide(x, y - 10.0)));
    gives("Power", [r(x.clone()), real(1.5)], r(x.clone().map(|x| power(x, 1.5))));
    gives("Power", [real(1.5), r(y.clone())], r(y.clone().map(|y| power(1.5, y))));
    faults("Divide", [r(x.clone()), r(y)], Fault::Domain);
    faults("Power", [r(x.map(|x| -x)), real(0.25)], Fault::Domain);
}

#[test]
fn arithmetic_spreads_and_checks() {
    gives("Plus", [v([1, 2]), i(3)], v([4, 5]));
    gives("Plus", [v([1, 2]), r([0.5, 0.5])], r([1.5, 2.5]));
    gives("Plus", [v([10, 20]), m()], ints(&[2, 3], [11, 12, 13, 24, 25, 26]));
    gives("Subtract", [v([10, 20]), m()], ints(&[2, 3], [9, 8, 7, 16, 15, 14]));
    gives("Subtract", [m(), v([10, 20])], ints(&[2, 3], [-9, -8, -7, -16, -15, -14]));
    gives("Times", [v([1, 2]), v([3, 4]), i(2)], v([6, 16]));
    gives("Minus", [r([1.5, -2.0])], r([-1.5, 2.0]));
    faults("Plus", [v([1, 2]), v([1, 2, 3])], Fault::Lengths { left: 2, right: 3 });
    faults("Times", [v([i64::MAX]), i(2)], Fault::Overflow);
    faults("Minus", [v([i64::MIN])], Fault::Overflow);
    faults("Plus", [Value::Boolean(true), i(1)], Fault::Argument);
}

#[test]
fn arithmetic_is_done_in_place_when_nobody_else_holds_the_array() {
    let Value::Tensor(tensor) = r([1.0, 2.0]) else { unreachable!() };
    let Tensor::Real(array) = &*tensor else { unreachable!() };
    let address = array.data().as_ptr();
    let Ok(Value::Tensor(sum)) = run("Plus", [Value::Tensor(tensor), real(1.0)]) else { unreachable!() };
    let Tensor::Real(array) = &*sum else { unreachable!() };
    assert_eq!(array.data().as_ptr(), address);
    let shared = Arc::clone(&sum);
    let _ = run("Plus", [Value::Tensor(sum), real(1.0)]);
    assert_eq!(*shared, Tensor::Real(Array::vector(vec![2.0, 3.0])));
}

#[test]
fn functions_of_numbers_go_over_arrays() {
    gives("Sqrt", [r([4.0, 9.0])], r([2.0, 3.0]));
    gives("Sqrt", [v([4, 9])], r([2.0, 3.0]));
    faults("Sqrt", [r([-1.0])], Fault::Domain);
    gives("Floor", [r([1.5, -1.5])], v([1, -2]));
    faults("Floor", [r([1e30])], Fault::Overflow);
    gives("Abs", [v([-1, 2])], v([1, 2]));
    gives("Abs", [Complex64::new(3.0, 4.0).into()], real(5.0));
    gives("Mod", [v([-1, 7]), i(5)], v([4, 2]));
    gives("Divide", [v([1, 2]), i(2)], r([0.5, 1.0]));
    gives("Power", [r([2.0, 3.0]), i(2)], r([4.0, 9.0]));
    gives("Power", [i(2), v([1, 3])], v([2, 8]));
    faults("Power", [i(2), v([-1])], Fault::Overflow);
    gives("ArcTan", [r([1.0]), r([0.0])], r([0.0]));
    gives("Log", [v([2]), v([8])], r([3.0]));
    gives("Equal", [r([1.0, 2.0]), v([1, 2])], true.into());
    gives("Equal", [v([1, 2]), v([1])], false.into());
    gives("Unequal", [v([1, 2]), v([1, 3])], true.into());
}

#[test]
fn parts_are_read() {
    use super::part::{DEFAULT, Spec, get, kinds};
    let Value::Tensor(matrix) = m() else { unreachable!() };
    let part = |specs: &[Spec]| get(&matrix, specs);
    assert_eq!(part(&[Spec::Index(2), Spec::Index(-1)]), Ok(i(6)));
    assert_eq!(part(&[Spec::All, Spec::Index(2)]), Ok(v([2, 5])));
    assert_eq!(part(&[Spec::Index(1)]), Ok(v([1, 2, 3])));
    assert_eq!(part(&[Spec::List(vec![2, 1, 2]), Spec::Index(1)]), Ok(v([4, 1, 4])));
    let span = |first, last, step| Spec::Span { first, last, step };
    assert_eq!(part(&[Spec::Index(1), span(2, DEFAULT, 1)]), Ok(v([2, 3])));
    assert_eq!(part(&[Spec::Index(1), span(DEFAULT, DEFAULT, -1)]), Ok(v([3, 2, 1])));
    assert_eq!(part(&[Spec::Index(1), span(1, 0, 1)]), Ok(v([])));
    assert_eq!(part(&[Spec::Index(1), span(4, 3, 1)]), Ok(v([])));
    assert_eq!(part(&[Spec::Index(1), span(1, -1, 2)]), Ok(v([1, 3])));
    assert_eq!(part(&[Spec::Index(1), span(3, 1, 1)]), Err(Fault::Span { first: 3, last: 1, length: 3 }));
    assert_eq!(part(&[Spec::Index(1), span(1, 4, 1)]), Err(Fault::Span { first: 1, last: 4, length: 3 }));
    assert_eq!(part(&[Spec::Index(3)]), Err(Fault::Part { part: 3, length: 2 }));
    assert_eq!(part(&[Spec::Index(0)]), Err(Fault::Part { part: 0, length: 2 }));
    assert_eq!(part(&vec![Spec::Index(1); 3]), Err(Fault::TooDeep { levels: 3, rank: 2 }));
    let digits = kinds(&[Spec::All, span(1, 2, 1)]);
    gives("Part", [m(), i(digits), i(1), i(2), i(1)], ints(&[2, 2], [1, 2, 4, 5]));
    let digits = kinds(&[Spec::Index(1), Spec::Index(1)]);
    gives("Part", [m(), i(digits), i(2), i(1)], i(4));
}

#[test]
fn parts_are_set() {
    use super::part::{Spec, kinds};
    let column = kinds(&[Spec::All, Spec::Index(1)]);
    gives("SetPart", [m(), i(column), i(1), v([7, 8])], ints(&[2, 3], [7, 2, 3, 8, 5, 6]));
    gives("SetPart", [m(), i(column), i(-1), i(0)], ints(&[2, 3], [1, 2, 0, 4, 5, 0]));
    let row = kinds(&[Spec::Index(1)]);
    gives("SetPart", [m(), i(row), i(2), v([7, 8, 9])], ints(&[2, 3], [1, 2, 3, 7, 8, 9]));
    faults("SetPart", [m(), i(row), i(2), v([7, 8])], Fault::Lengths { left: 3, right: 2 });
    faults("SetPart", [m(), i(row), i(2), i(7)], Fault::Ragged);
    faults("SetPart", [m(), i(row), i(5), v([7, 8, 9])], Fault::Part { part: 5, length: 2 });
    let element = kinds(&[Spec::Index(1)]);
    gives("SetPart", [r([1.0, 2.0]), i(element), i(1), i(5)], r([5.0, 2.0]));
    faults("SetPart", [v([1, 2]), i(element), i(1), real(5.0)], Fault::Argument);
}

#[test]
fn new_arrays() {
    gives("Range", [i(4)], v([1, 2, 3, 4]));
    gives("Range", [i(2), i(8), i(3)], v([2, 5, 8]));
    gives("Range", [i(5), i(1), i(-2)], v([5, 3, 1]));
    gives("Range", [i(0)], v([]));
    gives("Range", [real(0.0), real(1.0), real(0.25)], r([0.0, 0.25, 0.5, 0.75, 1.0]));
    gives("Range", [i(1), real(3.5)], r([1.0, 2.0, 3.0]));
    let Ok(Value::Tensor(tenths)) = run("Range", [real(0.0), real(0.3), real(0.1)]) else { unreachable!() };
    assert_eq!(tenths.len(), 4);
    faults("Range", [i(1_000_000_000_000)], Fault::Memory);
    faults("Range", [i(1), i(2), i(0)], Fault::Domain);
    gives("ConstantArray", [real(2.0), v([2, 2])], reals(&[2, 2], [2.0; 4]));
    gives("ConstantArray", [v([1, 2]), i(2)], ints(&[2, 2], [1, 2, 1, 2]));
    faults("ConstantArray", [i(0), v([1_000_000, 1_000_000])], Fault::Memory);
    gives("IdentityMatrix", [i(2)], ints(&[2, 2], [1, 0, 0, 1]));
    gives("DiagonalMatrix", [v([1, 2]), i(1)], ints(&[3, 3], [0, 1, 0, 0, 0, 2, 0, 0, 0]));
    gives("Diagonal", [m()], v([1, 5]));
    gives("Diagonal", [m(), i(1)], v([2, 6]));
    gives("UpperTriangularize", [m()], ints(&[2, 3], [1, 2, 3, 0, 5, 6]));
    gives("IntegerDigits", [i(-123)], v([1, 2, 3]));
    gives("IntegerDigits", [i(5), i(2), i(5)], v([0, 0, 1, 0, 1]));
    gives("List", [i(1), real(2.0)], r([1.0, 2.0]));
    gives("List", [v([1, 2]), v([3, 4])], ints(&[2, 2], 1..=4));
    faults("List", [v([1, 2]), v([3])], Fault::Ragged);
}

#[test]
fn lengths_change() {
    gives("Append", [v([1, 2]), i(3)], v([1, 2, 3]));
    gives("Append", [ints(&[0, 3], []), v([1, 2])], ints(&[1, 2], [1, 2]));
    gives("Prepend", [m(), v([7, 8, 9])], ints(&[3, 3], [7, 8, 9, 1, 2, 3, 4, 5, 6]));
    faults("Append", [m(), v([7])], Fault::Ragged);
    gives("Insert", [v([1, 2]), i(9), i(2)], v([1, 9, 2]));
    gives("Insert", [v([1, 2]), i(9), i(-1)], v([1, 2, 9]));
    faults("Insert", [v([1, 2]), i(9), i(4)], Fault::Part { part: 4, length: 2 });
    gives("Delete", [v([1, 2, 3]), i(-1)], v([1, 2]));
    gives("Join", [v([1]), v([2, 3]), v([])], v([1, 2, 3]));
    gives("First", [m()], v([1, 2, 3]));
    gives("Last", [v([4, 5])], i(5));
    gives("Most", [m()], ints(&[1, 3], [1, 2, 3]));
    gives("Rest", [v([4, 5])], v([5]));
    faults("First", [v([])], Fault::Part { part: 1, length: 0 });
    gives("Take", [v(1..=5), i(2)], v([1, 2]));
    gives("Take", [v(1..=5), i(-2)], v([4, 5]));
    gives("Take", [v(1..=5), v([2, -1, 2])], v([2, 4]));
    gives("Take", [m(), i(1), i(-1)], ints(&[1, 1], [3]));
    faults("Take", [v([1]), i(2)], Fault::Span { first: 1, last: 2, length: 1 });
    gives("Drop", [v(1..=5), i(-2)], v([1, 2, 3]));
    gives("Drop", [v(1..=5), v([2, 4])], v([1, 5]));
    gives("Reverse", [m()], ints(&[2, 3], [4, 5, 6, 1, 2, 3]));
    gives("Reverse", [m(), i(2)], ints(&[2, 3], [3, 2, 1, 6, 5, 4]));
    gives("RotateLeft", [v([1, 2, 3])], v([2, 3, 1]));
    gives("RotateRight", [v([1, 2, 3]), i(4)], v([3, 1, 2]));
    gives("RotateLeft", [m(), v([1, 1])], ints(&[2, 3], [5, 6, 4, 2, 3, 1]));
    gives("Riffle", [v([1, 2, 3]), i(0)], v([1, 0, 2, 0, 3]));
    gives("Riffle", [v([1, 2]), v([8, 9])], v([1, 8, 2, 9]));
    gives("PadLeft", [v([1, 2]), i(4)], v([0, 0, 1, 2]));
    gives("PadRight", [v([1, 2, 3]), i(2)], v([1, 2]));
}

#[test]
fn shapes() {
    gives("Dimensions", [m()], v([2, 3]));
    gives("Length", [m()], i(2));
    gives("ArrayDepth", [m()], i(2));
    gives("Flatten", [m()], v(1..=6));
    gives("Flatten", [ints(&[1, 2, 2], 1..=4), i(1)], ints(&[2, 2], 1..=4));
    gives("Partition", [v(1..=5), i(2)], ints(&[2, 2], 1..=4));
    gives("Partition", [v(1..=4), i(2), i(1)], ints(&[3, 2], [1, 2, 2, 3, 3, 4]));
    gives("Partition", [ints(&[2, 2], 1..=4), v([1, 2])], ints(&[2, 1, 1, 2], 1..=4));
    gives("Transpose", [m()], ints(&[3, 2], [1, 4, 2, 5, 3, 6]));
    gives("Transpose", [ints(&[2, 2], 1..=4), v([1, 1])], v([1, 4]));
    gives("Transpose", [ints(&[1, 2, 3], 1..=6), v([3, 1, 2])], ints(&[2, 3, 1], 1..=6));
    faults("Transpose", [v([1])], Fault::Shape);
    gives("ArrayReshape", [v(1..=3), v([2, 2])], ints(&[2, 2], [1, 2, 3, 0]));
}

#[test]
fn reductions() {
    gives("Total", [m()], v([5, 7, 9]));
    gives("Total", [m(), i(2)], i(21));
    faults("Total", [v([i64::MAX, 1])], Fault::Overflow);
    gives("Accumulate", [m()], ints(&[2, 3], [1, 2, 3, 5, 7, 9]));
    gives("Differences", [v([1, 4, 9])], v([3, 5]));
    gives("Differences", [v([1, 4, 9]), i(2)], v([2]));
    gives("Differences", [v([1]), i(3)], v([]));
    gives("Mean", [v([1, 2])], real(1.5));
    gives("Mean", [m()], r([2.5, 3.5, 4.5]));
    gives("Variance", [r([1.0, 2.0, 3.0])], real(1.0));
    gives("StandardDeviation", [r([1.0, 5.0])], real(8f64.sqrt()));
    faults("Variance", [r([1.0])], Fault::Shape);
    gives("Median", [r([3.0, 1.0, 2.0, 10.0])], real(2.5));
    gives("Max", [v([1, 7]), i(3)], i(7));
    gives("Min", [r([1.0, 7.0]), i(0)], real(0.0));
    faults("Max", [v([])], Fault::Domain);
    gives("Clip", [r([-3.0, 0.5, 3.0])], r([-1.0, 0.5, 1.0]));
    gives("Clip", [v([-3, 0, 3]), v([-2, 2]), v([7, 8])], v([7, 0, 8]));
    gives("Norm", [v([3, 4])], real(5.0));
    gives("Norm", [r([1e200, 1e200])], real(2f64.sqrt() * 1e200));
    gives("Norm", [v([3, -4]), i(1)], real(7.0));
    gives("Normalize", [v([3, 4])], r([0.6, 0.8]));
}

#[test]
fn orders() {
    gives("Sort", [v([3, 1, 2])], v([1, 2, 3]));
    gives("Sort", [ints(&[2, 2], [2, 1, 1, 5])], ints(&[2, 2], [1, 5, 2, 1]));
    gives("Ordering", [r([3.0, 1.0, 2.0])], v([2, 3, 1]));
    gives("Ordering", [r([3.0, 1.0, 2.0]), i(-1)], v([1]));
    gives("Union", [v([3, 1, 3]), v([2])], v([1, 2, 3]));
    gives("Intersection", [v([3, 1, 3]), v([3, 2])], v([3]));
    gives("Complement", [v([3, 1, 3, 2]), v([3])], v([1, 2]));
    gives("DeleteDuplicates", [v([3, 1, 3, 2, 1])], v([3, 1, 2]));
    gives("MemberQ", [v([1, 2]), i(2)], true.into());
    gives("MemberQ", [m(), i(2)], false.into());
    gives("MemberQ", [m(), v([4, 5, 6])], true.into());
    gives("FreeQ", [m(), i(2)], false.into());
    gives("Count", [v([1, 2, 1]), i(1)], i(2));
    gives("Position", [m(), i(6)], ints(&[1, 2], [2, 3]));
    gives("Position", [v([1, 0, 1]), i(1)], ints(&[2, 1], [1, 3]));
    gives("OrderedQ", [v([1, 1, 2])], true.into());
}

#[test]
fn large_complex_products() {
    // Whole numbers, so that every order of adding gives the same.
    let (rows, columns) = (40, 37);
    let z = |i: i64| Complex64::new((i % 7 - 3) as f64, (i % 5 - 2) as f64);
    let a: Vec<Complex64> = (0..rows * columns).map(z).collect();
    let b: Vec<Complex64> = (0..columns * rows).map(|i| z(3 * i + 1)).collect();
    let (r, c) = (rows as usize, columns as usize);
    let entry = |i: usize, j: usize| (0..c).map(|k| a[i * c + k] * b[k * r + j]).sum::<Complex64>();
    let expected: Vec<Complex64> = (0..r * r).map(|at| entry(at / r, at % r)).collect();
    let matrix = |rows: usize, columns: usize, data: &[Complex64]| {
        Value::from(Array::new([rows, columns][..].into(), data.to_vec()).expect("dims fit"))
    };
    gives("Dot", [matrix(r, c, &a), matrix(c, r, &b)], matrix(r, r, &expected));
    gives("Dot", [matrix(1, c, &a[..c]), matrix(c, r, &b)], matrix(1, r, &expected[..r]));
}

#[test]
fn linear_algebra() {
    gives("Dot", [v([1, 2]), v([3, 4])], i(11));
    gives("Dot", [m(), v([1, 1, 1])], v([6, 15]));
    gives("Dot", [v([1, 1]), m()], v([5, 7, 9]));
    gives("Dot", [r([1.0, 1.0]), m()], r([5.0, 7.0, 9.0]));
    faults("Dot", [m(), m()], Fault::Lengths { left: 3, right: 2 });
    faults("Dot", [v([i64::MAX]), v([2])], Fault::Overflow);
    gives("Cross", [v([1, 0, 0]), v([0, 1, 0])], v([0, 0, 1]));
    gives("OuterTimes", [v([1, 2]), v([3, 4])], ints(&[2, 2], [3, 4, 6, 8]));
    gives("KroneckerProduct", [ints(&[1, 2], [1, 2]), ints(&[2, 1], [3, 4])], ints(&[2, 2], [3, 6, 4, 8]));
    gives("Tr", [m()], i(6));
    gives("Det", [reals(&[2, 2], [1.0, 2.0, 3.0, 4.0])], real(-2.0));
    gives("Inverse", [reals(&[2, 2], [2.0, 0.0, 0.0, 4.0])], reals(&[2, 2], [0.5, 0.0, 0.0, 0.25]));
    faults("Inverse", [reals(&[2, 2], [0.0; 4])], Fault::Singular);
    gives("LinearSolve", [reals(&[2, 2], [2.0, 0.0, 0.0, 4.0]), v([2, 2])], r([1.0, 0.5]));
    faults("LinearSolve", [m(), v([2, 2])], Fault::Shape);
    let large = reals(&[20, 20], (0..400).map(f64::from));
    let Ok(Value::Tensor(product)) = run("Dot", [large.clone(), large]) else { unreachable!() };
    let Tensor::Real(product) = &*product else { unreachable!() };
    let entry: f64 = (0..20).map(|k| f64::from(20 + k) * f64::from(20 * k + 3)).sum();
    assert_eq!(product.row(1)[3], entry);
}

#[test]
fn spectra() {
    gives("Eigenvalues", [reals(&[2, 2], [2.0, 0.0, 0.0, -3.0])], r([-3.0, 2.0]));
    faults("Eigenvalues", [reals(&[2, 2], [0.0, -1.0, 1.0, 0.0])], Fault::Domain);
    let Ok(Value::Tensor(turn)) = run("EigenvaluesComplex", [reals(&[2, 2], [0.0, -1.0, 1.0, 0.0])]) else {
        unreachable!()
    };
    let Tensor::Complex(turn) = &*turn else { unreachable!() };
    assert!((turn.data()[0] - Complex64::I).norm() < 1e-15 && (turn.data()[1] + Complex64::I).norm() < 1e-15);
    let Ok(Value::Tensor(values)) = run("SingularValueList", [reals(&[2, 2], [3.0, 0.0, 0.0, 4.0])]) else {
        unreachable!()
    };
    let Tensor::Real(values) = &*values else { unreachable!() };
    assert!((values.data()[0] - 4.0).abs() < 1e-14 && (values.data()[1] - 3.0).abs() < 1e-14);
}

#[test]
fn transforms() {
    let z = |re, im| Complex64::new(re, im);
    let expected = [z(5.0, 0.0), z(-1.0, -1.0), z(-1.0, 0.0), z(-1.0, 1.0)];
    gives("Fourier", [v([1, 2, 3, 4])], Array::vector(expected.to_vec()).into());
    gives(
        "InverseFourier",
        [Array::vector(expected.to_vec()).into()],
        Array::vector((1..=4).map(|x| z(f64::from(x), 0.0)).collect()).into(),
    );
    gives("Fourier", [v([1, 1]), i(1), i(-1)], Array::vector(vec![z(2.0, 0.0), z(0.0, 0.0)]).into());
}

#[test]
fn bags_grow() {
    let bag = run("Internal`Bag", [v([1])]).expect("a bag");
    let bag = run("Internal`StuffBag", [bag, i(2)]).expect("a bag");
    gives("Internal`BagPart", [bag.clone(), i(2)], i(2));
    gives("Internal`BagPart", [bag], v([1, 2]));
}

#[test]
fn random_numbers_have_the_shape_and_range_asked_for() {
    let Ok(Value::Tensor(drawn)) = run("RandomReal", [real(2.0), real(3.0), v([4, 5])]) else {
        unreachable!()
    };
    let Tensor::Real(drawn) = &*drawn else { unreachable!() };
    assert_eq!(drawn.dims(), [4, 5]);
    assert!(drawn.data().iter().all(|x| (2.0..3.0).contains(x)));
    let Ok(Value::Integer(die)) = run("RandomInteger", [i(1), i(6)]) else { unreachable!() };
    assert!((1..=6).contains(&die));
    let Ok(shuffled) = run("RandomSample", [v(1..=10)]) else { unreachable!() };
    gives("Sort", [shuffled], v(1..=10));
    faults("RandomSample", [v([1]), i(2)], Fault::Lengths { left: 2, right: 1 });
    gives("RandomChoiceWeighted", [v([0, 1]), v([8, 9]), i(3)], v([9, 9, 9]));
    faults("NormalDistribution", [i(0), i(-1)], Fault::Domain);
    faults("RandomReal", [i(0), i(1), v([1_000_000, 1_000_000])], Fault::Memory);
}

/// Against NumPy 2.4.6 on `m = [[sin(1 + i j + 2 j)]]`, 6 by 6, and `x = cos(k^2/7)`, k < 30: `linalg.eigvals`, `svd`,
/// `det`, `eigvalsh(m + m.T)` and `fft.ifft(x) * sqrt(30)`.
#[test]
fn decompositions_agree_with_numpy() {
    let entry = |i: usize, j: usize| ((1 + i * j + 2 * j) as f64).sin();
    let matrix = reals(&[6, 6], (0..36).map(|at| entry(at / 6, at % 6)));
    let symmetric = reals(&[6, 6], (0..36).map(|at| entry(at / 6, at % 6) + entry(at % 6, at / 6)));
    let vector = |value: Result<Value, Fault>| -> Vec<Complex64> {
        match super::element::widen(value.expect("a value"), crate::value::Scalar::Complex) {
            Ok(Value::Tensor(tensor)) => match &*tensor {
                Tensor::Complex(array) => array.data().to_vec(),
                _ => unreachable!("widened"),
            },
            Ok(Value::Complex(z)) => vec![z],
            other => panic!("{other:?}"),
        }
    };
    let close = |found: Complex64, re: f64, im: f64| {
        assert!((found - Complex64::new(re, im)).norm() < 1e-13, "{found} is not {re} + {im} I");
    };
    let values = vector(run("EigenvaluesComplex", [matrix.clone()]));
    close(values[1], 0.22371730274352838, 1.212288789998085);
    close(values[2], 0.22371730274352838, -1.212288789998085);
    let singular = vector(run("SingularValueList", [matrix.clone()]));
    let expected = [
        2.4435333591892907,
        2.11049589014666,
        2.041523756393209,
        1.3212658141281803,
        0.951503330645377,
        0.2738347932408612,
    ];
    singular.iter().zip(expected).for_each(|(&found, value)| close(found, value, 0.0));
    close(vector(run("Det", [matrix]))[0], -3.624485451226828, 0.0);
    let real = vector(run("Eigenvalues", [symmetric]));
    let expected = [
        -4.208764606722571,
        3.5270351053207545,
        -1.5355465261488723,
        1.4856619323724494,
        -0.9645008723468556,
        -0.13437892340336144,
    ];
    real.iter().zip(expected).for_each(|(&found, value)| close(found, value, 0.0));
    let wave = r((0..30).map(|k| (f64::from(k * k) / 7.0).cos()));
    close(vector(run("Fourier", [wave]))[1], 0.4507214778096379, -0.6377513859505181);
}
