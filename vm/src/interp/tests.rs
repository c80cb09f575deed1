//! Runs of small programs built by hand, and every scalar instruction over hard arguments.

use std::sync::Arc;

use scheelite_bytecode::program::{Call, Program};
use scheelite_bytecode::{FunctionBuilder, Imm, Op, Register, verify};
use scheelite_runtime::source::Origin;
use scheelite_runtime::tensor::{Array, Tensor};
use scheelite_runtime::{Scalar, Value};

use super::run::Machine;
use super::{Finished, Leave, Limits, Linked, execute};

fn linked(functions: Vec<scheelite_bytecode::Function>) -> Arc<Linked> {
    Arc::new(Linked::new(verify(Program { functions }).expect("the program is well formed")))
}

fn run_with(program: &Arc<Linked>, limits: &Limits, args: Vec<Value>) -> Result<Value, Box<Finished>> {
    let mut machine = Machine::default();
    execute(
        program,
        &mut machine,
        limits,
        None,
        |registers| args.into_iter().enumerate().all(|(index, value)| registers.put(index, value)),
        |results| results.take().expect("the result is set"),
    )
    .map(|value| value.expect("the arguments fit"))
}

fn run(program: &Arc<Linked>, args: Vec<Value>) -> Result<Value, Box<Finished>> {
    run_with(program, &Limits::default(), args)
}

/// `fib[n]` by calls of itself.
fn fib() -> Arc<Linked> {
    let mut f = FunctionBuilder::new("fib");
    let [n, m, a, b] = [0; 4].map(|_| f.scalar(Scalar::Integer));
    f.argument(n);
    f.result(Some(n));
    let first = f.call(Call { function: 0, args: vec![m], dst: Some(a) });
    let second = f.call(Call { function: 0, args: vec![m], dst: Some(b) });
    let end = f.label();
    let mut emit = |op| f.emit(op, Origin::NONE);
    emit(Op::JumpIfIntLessConstant { a: n.into(), to: end.target(), b: Imm(2) });
    emit(Op::IntAddConstant { dst: m.into(), a: n.into(), b: Imm(-1) });
    emit(Op::Call { call: first });
    emit(Op::IntAddConstant { dst: m.into(), a: n.into(), b: Imm(-2) });
    emit(Op::Call { call: second });
    emit(Op::IntAdd { dst: n.into(), a: a.into(), b: b.into() });
    f.bind(end);
    f.emit(Op::Return {}, Origin::NONE);
    linked(vec![f.finish().expect("labels are bound")])
}

#[test]
fn calls_recurse_in_register_windows() {
    assert_eq!(run(&fib(), vec![Value::Integer(20)]).ok(), Some(Value::Integer(6765)));
}

#[test]
fn calls_stop_at_the_depth_limit_and_the_machine_lives_on() {
    let mut f = FunctionBuilder::new("down");
    let n = f.scalar(Scalar::Integer);
    f.argument(n);
    f.result(Some(n));
    let call = f.call(Call { function: 0, args: vec![n], dst: Some(n) });
    f.emit(Op::Call { call }, Origin::NONE);
    f.emit(Op::Return {}, Origin::NONE);
    let program = linked(vec![f.finish().expect("no labels")]);
    for _ in 0..2 {
        let finished = run(&program, vec![Value::Integer(1)]).expect_err("it cannot end");
        assert_eq!(finished.leave, Leave::Depth);
    }
}

#[test]
fn endless_loops_end_by_fuel_time_and_interrupt() {
    let mut f = FunctionBuilder::new("loop");
    let top = f.label();
    f.bind(top);
    f.emit(Op::Jump { to: top.target() }, Origin::NONE);
    let program = linked(vec![f.finish().expect("labels are bound")]);
    let leave = |limits| run_with(&program, &limits, vec![]).expect_err("it cannot end").leave;
    assert_eq!(leave(Limits { fuel: Some(100_000), ..Limits::default() }), Leave::Fuel);
    let soon = std::time::Instant::now() + std::time::Duration::from_millis(5);
    assert_eq!(leave(Limits { deadline: Some(soon), ..Limits::default() }), Leave::Time);
    let flag = Arc::new(std::sync::atomic::AtomicBool::new(true));
    assert_eq!(leave(Limits { interrupt: Some(flag), ..Limits::default() }), Leave::Interrupt);
}

fn vector(data: &[f64]) -> Value {
    Value::Tensor(Arc::new(Tensor::Real(Array::vector(data.to_vec()))))
}

/// `v[[i]] = v[[i]] + x; v`
fn part_program() -> Arc<Linked> {
    let mut f = FunctionBuilder::new("part");
    let v = f.tensor(Scalar::Real, 1);
    let (i, x) = (f.scalar(Scalar::Integer), f.scalar(Scalar::Real));
    f.argument(v);
    f.argument(i);
    f.result(Some(v));
    let mut emit = |op| f.emit(op, Origin::NONE);
    emit(Op::RealGet1 { dst: x.into(), a: v.into(), i: i.into() });
    emit(Op::RealAddConstant { dst: x.into(), a: x.into(), b: Imm(0.5) });
    emit(Op::RealSet1 { a: v.into(), i: i.into(), value: x.into() });
    emit(Op::Return {});
    linked(vec![f.finish().expect("no labels")])
}

#[test]
fn part_assignment_copies_what_others_hold() {
    let program = part_program();
    let shared = vector(&[1.0, 2.0]);
    assert_eq!(run(&program, vec![shared.clone(), Value::Integer(-1)]).ok(), Some(vector(&[1.0, 2.5])));
    assert_eq!(shared, vector(&[1.0, 2.0]), "the argument is as it was");
    for part in [0, 3, -3, i64::MIN, i64::MAX] {
        let finished = run(&program, vec![shared.clone(), Value::Integer(part)]).expect_err("no such part");
        assert_eq!(finished.leave, Leave::Part);
        assert_eq!(finished.detail, Some(super::Detail::Part { part, length: 2 }));
        assert_eq!(finished.pc, 0);
    }
}

const INTEGERS: [i64; 13] =
    [0, 1, -1, 2, -7, 63, 64, (1 << 53) - 1, (1 << 53) + 1, i64::MAX, i64::MIN, i64::MAX - 1, i64::MIN + 1];

const REALS: [f64; 16] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    2.5,
    -3.5,
    1e300,
    -1e300,
    5e-324,
    f64::MIN_POSITIVE,
    f64::MAX,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    9_007_199_254_740_993.0,
];

/// One instruction between two integer arguments.
fn int_2(op: impl Fn(Register, Register, Register) -> Op, a: i64, b: i64) -> Option<i64> {
    let mut f = FunctionBuilder::new("op");
    let [x, y, z] = [0; 3].map(|_| f.scalar(Scalar::Integer));
    f.argument(x);
    f.argument(y);
    f.result(Some(z));
    f.emit(op(z, x, y), Origin::NONE);
    f.emit(Op::Return {}, Origin::NONE);
    let program = linked(vec![f.finish().expect("no labels")]);
    match run(&program, vec![Value::Integer(a), Value::Integer(b)]) {
        Ok(Value::Integer(value)) => Some(value),
        Ok(other) => panic!("{other:?} is no integer"),
        Err(finished) => {
            assert_eq!(finished.leave, Leave::Numerical);
            None
        }
    }
}

#[test]
fn integer_operations_are_exact_or_leave() {
    type Exact = fn(i128, i128) -> Option<i128>;
    let fits = |value: i128| i64::try_from(value).ok();
    macro_rules! op {
        ($variant:ident) => {
            |dst: Register, a: Register, b: Register| Op::$variant {
                dst: dst.into(),
                a: a.into(),
                b: b.into(),
            }
        };
    }
    let rows: [(&str, fn(Register, Register, Register) -> Op, Exact); 10] = [
        ("add", op!(IntAdd), |a, b| Some(a + b)),
        ("sub", op!(IntSub), |a, b| Some(a - b)),
        ("mul", op!(IntMul), |a, b| Some(a * b)),
        ("mod", op!(IntMod), |a, b| {
            (b != 0).then(|| a - b * a.div_euclid(b) - if b < 0 && a.rem_euclid(b) != 0 { -b } else { 0 })
        }),
        ("quotient", op!(IntQuotient), |a, b| {
            (b != 0).then(|| a.div_euclid(b) - i128::from(b < 0 && a.rem_euclid(b) != 0))
        }),
        ("min", op!(IntMin), |a, b| Some(a.min(b))),
        ("max", op!(IntMax), |a, b| Some(a.max(b))),
        ("and", op!(IntBitAnd), |a, b| Some(a & b)),
        ("or", op!(IntBitOr), |a, b| Some(a | b)),
        ("xor", op!(IntBitXor), |a, b| Some(a ^ b)),
    ];
    for (name, op, exact) in rows {
        for a in INTEGERS {
            for b in INTEGERS {
                let expected = exact(a.into(), b.into()).and_then(fits);
                assert_eq!(int_2(op, a, b), expected, "{name} of {a} and {b}");
            }
        }
    }
}

#[test]
fn comparisons_agree_with_their_jumps() {
    macro_rules! pairs {
        ($($compare:ident $jump:ident;)*) => {
            [$((
                |dst: Register, a: Register, b: Register| Op::$compare { dst: dst.into(), a: a.into(), b: b.into() },
                |a: Register, b: Register, to| Op::$jump { a: a.into(), b: b.into(), to },
            )),*]
        };
    }
    type Compare = fn(Register, Register, Register) -> Op;
    type Jump = fn(Register, Register, scheelite_bytecode::Target) -> Op;
    let rows: [(Compare, Jump); 12] = pairs! {
        RealEqual JumpIfRealEqual;
        RealUnequal JumpIfRealUnequal;
        RealLess JumpIfRealLess;
        RealLessEqual JumpIfRealLessEqual;
        RealGreater JumpIfRealGreater;
        RealGreaterEqual JumpIfRealGreaterEqual;
        RealEqualTolerant JumpIfRealEqualTolerant;
        RealUnequalTolerant JumpIfRealUnequalTolerant;
        RealLessTolerant JumpIfRealLessTolerant;
        RealLessEqualTolerant JumpIfRealLessEqualTolerant;
        RealGreaterTolerant JumpIfRealGreaterTolerant;
        RealGreaterEqualTolerant JumpIfRealGreaterEqualTolerant;
    };
    for (compare, jump) in rows {
        let mut f = FunctionBuilder::new("compare");
        let [x, y] = [0; 2].map(|_| f.scalar(Scalar::Real));
        let (first, second) = (f.scalar(Scalar::Boolean), f.scalar(Scalar::Boolean));
        f.argument(x);
        f.argument(y);
        f.result(Some(second));
        let (taken, end) = (f.label(), f.label());
        f.emit(compare(first, x, y), Origin::NONE);
        f.emit(jump(x, y, taken.target()), Origin::NONE);
        f.emit(Op::BoolNot { dst: first.into(), a: first.into() }, Origin::NONE);
        f.bind(taken);
        f.emit(Op::BoolCopy { dst: second.into(), a: first.into() }, Origin::NONE);
        f.bind(end);
        f.emit(Op::Return {}, Origin::NONE);
        let program = linked(vec![f.finish().expect("labels are bound")]);
        for a in REALS {
            for b in REALS {
                let agreed = run(&program, vec![Value::Real(a), Value::Real(b)]).ok();
                assert_eq!(agreed, Some(Value::Boolean(true)), "{a} and {b}: {:?}", compare(first, x, y));
            }
        }
    }
}

/// Numbers without pattern, the same in every run.
struct Noise(u64);

impl Noise {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }
}

impl scheelite_bytecode::operand::Renumber for Noise {
    fn register(
        &mut self,
        _: scheelite_bytecode::operand::Direction,
        bank: scheelite_bytecode::Bank,
        _: u16,
    ) -> u16 {
        self.below(if bank == scheelite_bytecode::Bank::Tensor { 6 } else { 3 }) as u16
    }

    fn target(&mut self, _: u32) -> u32 {
        self.below(LENGTH) as u32
    }
}

const LENGTH: usize = 12;

/// A function of the given code with three registers a bank that hold hard values, and arrays of each type.
fn with_hard_values(code: &[Op], noise: &mut Noise) -> Option<Arc<Linked>> {
    let mut f = FunctionBuilder::new("random");
    for _ in 0..3 {
        let value = Value::Boolean(noise.below(2) == 1);
        let register = f.scalar(Scalar::Boolean);
        f.preset(register, value);
        let value = Value::Integer(INTEGERS[noise.below(INTEGERS.len())]);
        let register = f.scalar(Scalar::Integer);
        f.preset(register, value);
        let value = Value::Real(REALS[noise.below(REALS.len())]);
        let register = f.scalar(Scalar::Real);
        f.preset(register, value);
        let parts = [REALS[noise.below(REALS.len())], REALS[noise.below(REALS.len())]];
        let register = f.scalar(Scalar::Complex);
        f.preset(register, Value::Complex(num_complex::Complex64::new(parts[0], parts[1])));
    }
    for rank in [1u8, 2] {
        let dims = || scheelite_runtime::tensor::Dims::from_slice(if rank == 1 { &[6] } else { &[2, 3] });
        let register = f.tensor(Scalar::Integer, rank);
        f.preset(
            register,
            Value::Tensor(Arc::new(Array::new(dims(), vec![i64::MIN, -1, 0, 1, 2, i64::MAX])?.into())),
        );
        let register = f.tensor(Scalar::Real, rank);
        f.preset(register, Value::Tensor(Arc::new(Array::new(dims(), REALS[..6].to_vec())?.into())));
        f.tensor(Scalar::Complex, rank);
    }
    let result = Register::new(scheelite_bytecode::Bank::Tensor, [0, 1, 4][noise.below(3)]);
    f.result(Some(result));
    let int = Register::new(scheelite_bytecode::Bank::Int, 1);
    f.registers(&[int]);
    f.scalar_function(["Sin", "Abs", "Sqrt", "Floor", "Log", "Power", "Mod", "Max"][noise.below(8)]);
    f.integer(7);
    f.kernel_call("Total", &[Register::new(scheelite_bytecode::Bank::Tensor, 1)], None);
    let mut function = f.finish().ok()?;
    function.code = code.to_vec();
    function.origins = vec![Origin::NONE; code.len()];
    verify(Program { functions: vec![function] }).ok().map(|verified| Arc::new(Linked::new(verified)))
}

#[test]
fn verified_programs_never_trip_the_checked_frame() {
    let samples = Op::samples();
    let mut noise = Noise(2026);
    let mut ran = 0;
    for _ in 0..1000 {
        let mut code: Vec<Op> = Vec::new();
        while code.len() < LENGTH - 1 {
            let op = samples[noise.below(samples.len())].renumbered(&mut noise);
            let mut alone = vec![op; LENGTH - 1];
            alone.push(Op::Return {});
            if with_hard_values(&alone, &mut Noise(1)).is_some() {
                code.push(op);
            }
        }
        code.push(Op::Return {});
        if let Some(program) = with_hard_values(&code, &mut noise) {
            let limits = Limits { fuel: Some(200), elements: 1000, ..Limits::default() };
            drop(run_bare(&program, &limits));
            ran += 1;
        }
    }
    assert!(ran > 100, "{ran} programs ran");
}

/// Runs a function without arguments and result.
fn run_bare(program: &Arc<Linked>, limits: &Limits) -> Result<(), Box<Finished>> {
    execute(program, &mut Machine::default(), limits, None, |_| true, |_| ()).map(drop)
}

/// Long loops over handlers of all kinds end on a small stack: no loop may grow it.
#[test]
fn loops_do_not_grow_the_stack() {
    let mut callee = FunctionBuilder::new("callee");
    let (v, x) = (callee.tensor(Scalar::Real, 1), callee.scalar(Scalar::Real));
    callee.argument(v);
    callee.result(Some(x));
    callee.emit(Op::RealGet1Constant { dst: x.into(), a: v.into(), i: Imm(-1) }, Origin::NONE);
    callee.emit(Op::Return {}, Origin::NONE);
    let mut f = FunctionBuilder::new("f");
    let v = f.tensor(Scalar::Real, 1);
    let w = f.tensor(Scalar::Real, 1);
    let [i, j, limit] = [0; 3].map(|_| f.scalar(Scalar::Integer));
    let [x, y] = [0; 2].map(|_| f.scalar(Scalar::Real));
    let z = f.scalar(Scalar::Complex);
    f.argument(v);
    f.result(Some(i));
    f.preset(limit, Value::Integer(100_000));
    f.preset(j, Value::Integer(-1));
    let call = f.call(Call { function: 1, args: vec![v], dst: Some(y) });
    let total = f.kernel_call("Total", &[v], Some(x));
    let sin = f.scalar_function("Sin");
    let items = f.registers(&[x, y]);
    let top = f.label();
    f.bind(top);
    for op in [
        Op::Call { call },
        Op::KernelCall { call: total },
        Op::RealFunction { dst: x.into(), a: x.into(), f: sin },
        Op::RealToComplex { dst: z.into(), a: x.into() },
        Op::ComplexSqrt { dst: z.into(), a: z.into() },
        Op::RealSet1 { a: v.into(), i: j.into(), value: x.into() },
        Op::RealGet1 { dst: y.into(), a: v.into(), i: j.into() },
        Op::TensorCopy { dst: w.into(), a: v.into() },
        Op::TensorList { dst: w.into(), items },
        Op::RealPowerConstant { dst: y.into(), a: y.into(), b: Imm(3) },
        Op::IntIncrementJumpIfLessEqual { i: i.into(), limit: limit.into(), to: top.target() },
        Op::Return {},
    ] {
        f.emit(op, Origin::NONE);
    }
    let functions = vec![f.finish().expect("labels are bound"), callee.finish().expect("no labels")];
    let program = linked(functions);
    let ran = std::thread::Builder::new()
        .stack_size(256 * 1024)
        .spawn(move || run(&program, vec![vector(&[1.0, 2.0])]).ok())
        .expect("a thread starts")
        .join();
    assert_eq!(ran.ok().flatten(), Some(Value::Integer(100_001)));
}

/// A call finds its registers as zero however often it was made before, when it reads them before it writes them.
#[test]
fn registers_that_are_read_first_are_zero_in_every_call() {
    let mut callee = FunctionBuilder::new("callee");
    let [n, unset, result] = [0; 3].map(|_| callee.scalar(Scalar::Integer));
    callee.argument(n);
    callee.result(Some(result));
    for op in [
        Op::IntAdd { dst: result.into(), a: n.into(), b: unset.into() },
        Op::IntCopy { dst: unset.into(), a: n.into() },
        Op::Return {},
    ] {
        callee.emit(op, Origin::NONE);
    }
    let mut f = FunctionBuilder::new("f");
    let [n, sum] = [0; 2].map(|_| f.scalar(Scalar::Integer));
    f.argument(n);
    f.result(Some(sum));
    let call = f.call(Call { function: 1, args: vec![n], dst: Some(sum) });
    for op in [Op::Call { call }, Op::Call { call }, Op::Call { call }, Op::Return {}] {
        f.emit(op, Origin::NONE);
    }
    let functions = vec![f.finish().expect("no labels"), callee.finish().expect("no labels")];
    assert_eq!(run(&linked(functions), vec![Value::Integer(5)]).ok(), Some(Value::Integer(5)));
}

/// Calls of up to five arguments, some of them in the registers of others.
#[test]
fn arguments_arrive_in_order() {
    for count in 1..=5 {
        let mut callee = FunctionBuilder::new("callee");
        let registers: Vec<Register> = (0..count).map(|_| callee.scalar(Scalar::Integer)).collect();
        let result = callee.scalar(Scalar::Integer);
        registers.iter().for_each(|&register| callee.argument(register));
        callee.result(Some(result));
        callee.emit(Op::IntConstant { dst: result.into(), value: Imm(0) }, Origin::NONE);
        for &register in &registers {
            callee
                .emit(Op::IntMulConstant { dst: result.into(), a: result.into(), b: Imm(10) }, Origin::NONE);
            callee
                .emit(Op::IntAdd { dst: result.into(), a: result.into(), b: register.into() }, Origin::NONE);
        }
        callee.emit(Op::Return {}, Origin::NONE);
        let mut f = FunctionBuilder::new("f");
        let args: Vec<Register> = (0..count).map(|_| f.scalar(Scalar::Integer)).collect();
        args.iter().for_each(|&register| f.argument(register));
        f.result(Some(args[0]));
        let reversed: Vec<Register> = args.iter().rev().copied().collect();
        let call = f.call(Call { function: 1, args: reversed, dst: Some(args[0]) });
        // The second call finds the first argument changed by the first.
        for op in [Op::Call { call }, Op::Call { call }, Op::Return {}] {
            f.emit(op, Origin::NONE);
        }
        let program = linked(vec![f.finish().expect("no labels"), callee.finish().expect("no labels")]);
        let value = |args: &[i64]| args.iter().rev().fold(0, |sum, digit| sum * 10 + digit);
        let mut args: Vec<i64> = (1..=count).collect();
        let given = args.iter().copied().map(Value::Integer).collect();
        args[0] = value(&args);
        assert_eq!(run(&program, given).ok(), Some(Value::Integer(value(&args))), "{count} arguments");
    }
}

/// Every sequence with a handler of its own does what its instructions do one by one.
#[cfg(threaded)]
#[test]
fn sequences_do_what_their_instructions_do() {
    let mut noise = Noise(7);
    // Calls need functions to call: `calls_recurse_in_register_windows` makes them.
    let calls =
        |name: &&super::threaded::Name| Op::samples()[**name as usize].info().name.starts_with("call");
    for sequence in super::fused::all().filter(|sequence| !sequence.names.iter().any(|name| calls(&name))) {
        // Members of families differ in the parts they name only.
        let runs = if super::fused::SEQUENCES.iter().any(|of| of.names == sequence.names) { 100 } else { 16 };
        let (mut ran, mut ended) = (0, 0);
        while ran < runs {
            let samples = sequence.names.iter().map(|&name| Op::samples()[name as usize]);
            let mut code: Vec<Op> = samples.map(|op| op.renumbered(&mut noise)).collect();
            for op in &mut code {
                // What the verifier asks of moduli and shifts, and parts that are there more often than not.
                if let Op::IntModPowerOfTwo { b, .. } | Op::IntAddConstant { b, .. } = op {
                    b.0 = 2;
                }
            }
            (sequence.join)(&mut code);
            // Targets are below `LENGTH`.
            code.resize(LENGTH, Op::Return {});
            let values = noise.below(1 << 20) as u64;
            // Arrays of another element type or rank are refused.
            let Some(program) = with_hard_values(&code, &mut Noise(values)) else { continue };
            ran += 1;
            let limits = Limits { fuel: Some(40), ..Limits::default() };
            let [fast, checked] = [false, true].map(|checked| {
                let mut machine = Machine::default();
                machine.checked = checked;
                let result = execute(
                    &program,
                    &mut machine,
                    &limits,
                    None,
                    |_| true,
                    |results| results.take().map(|value| format!("{value:?}")),
                );
                (result.map_err(|left| (left.leave, left.pc)), machine.scalars(&program))
            });
            // Where fuel ends depends on what counts as a jump.
            if !matches!((&fast.0, &checked.0), (Err((Leave::Fuel, _)), _) | (_, Err((Leave::Fuel, _)))) {
                assert_eq!(fast, checked, "{code:?} with {values}");
                ended += 1;
            }
        }
        assert!(2 * ended > runs, "{ended} runs of {:?} ended", sequence.names);
    }
}

/// Loops that run many rounds at once end as they do round by round: at the limit, before a part that is not there,
/// before an overflow, and where fuel ends.
#[cfg(threaded)]
#[test]
fn loops_run_at_once_end_where_they_end_round_by_round() {
    let mut noise = Noise(11);
    for round in 0..3000 {
        let mut f = FunctionBuilder::new("loop");
        let [n, limit, k, step, s, x] = [0; 6].map(|_| f.scalar(Scalar::Integer));
        let [r, y, z] = [0; 3].map(|_| f.scalar(Scalar::Real));
        let (ints, reals) = (f.tensor(Scalar::Integer, 1), f.tensor(Scalar::Real, 1));
        let (left, right) = (f.tensor(Scalar::Real, 2), f.tensor(Scalar::Real, 2));
        let mut small = |bound: usize| noise.below(bound) as i64;
        let (length, rows, columns) = (small(9) + 1, small(4) + 1, small(4) + 1);
        for (register, value) in [
            (n, small(4) - i64::from(round % 7 == 0)),
            (limit, [small(12), small(12), i64::MAX][round % 3]),
            (k, small(5) - 1),
            (step, small(4) - 1),
            (s, [0, i64::MAX - 20][round % 2]),
            (x, small(3)),
        ] {
            f.preset(register, Value::Integer(value));
        }
        f.preset(r, Value::Real(0.1));
        f.preset(z, Value::Real(2.5));
        let values = |count: i64| (1..=count).map(|i| 0.3 * i as f64).collect::<Vec<f64>>();
        let dims = scheelite_runtime::tensor::Dims::from_slice(&[rows as usize, columns as usize]);
        let matrix =
            || Array::new(dims.clone(), values(rows * columns)).expect("as many as the dimensions say");
        f.preset(ints, Value::Tensor(Arc::new(Tensor::Integer(Array::vector((0..length).collect())))));
        f.preset(reals, Value::Tensor(Arc::new(Tensor::Real(Array::vector(values(length))))));
        f.preset(left, Value::Tensor(Arc::new(matrix().into())));
        f.preset(right, Value::Tensor(Arc::new(matrix().into())));
        let get = |dst: Register, a: Register, i: Register| Op::RealGet1 {
            dst: dst.into(),
            a: a.into(),
            i: i.into(),
        };
        let get_2 = |dst: Register, a: Register, i: Register, j: Register| Op::RealGet2 {
            dst: dst.into(),
            a: a.into(),
            i: i.into(),
            j: j.into(),
        };
        let mul_add = Op::RealMulAdd { dst: r.into(), a: y.into(), b: z.into(), c: r.into() };
        let body = match round % 8 {
            0 => vec![
                Op::IntAdd { dst: k.into(), a: k.into(), b: step.into() },
                Op::IntSet1 { a: ints.into(), i: k.into(), value: x.into() },
            ],
            1 => vec![
                Op::IntGet1 { dst: x.into(), a: ints.into(), i: n.into() },
                Op::IntAdd { dst: s.into(), a: s.into(), b: x.into() },
            ],
            2 => vec![get(y, reals, n), Op::RealAdd { dst: r.into(), a: r.into(), b: y.into() }],
            3 => vec![Op::IntSetFlat { a: ints.into(), i: n.into(), value: x.into() }],
            4 => vec![Op::RealSetFlat { a: reals.into(), i: n.into(), value: z.into() }],
            5 => vec![get(y, reals, n), get(z, reals, n), mul_add],
            6 => vec![get_2(y, left, x, n), get_2(z, right, n, step), mul_add],
            _ => vec![get_2(y, left, n, n), get_2(z, right, n, x), mul_add],
        };
        f.result(Some(if round % 8 == 0 || round % 8 == 3 { ints } else { reals }));
        let top = f.label();
        f.bind(top);
        for op in body {
            f.emit(op, Origin::NONE);
        }
        let to = top.target();
        f.emit(Op::IntIncrementJumpIfLessEqual { i: n.into(), limit: limit.into(), to }, Origin::NONE);
        f.emit(Op::Return {}, Origin::NONE);
        let program = linked(vec![f.finish().expect("labels are bound")]);
        let limits = Limits { fuel: Some([200, 5][round / 8 % 2]), ..Limits::default() };
        let [fast, checked] = [false, true].map(|checked| {
            let mut machine = Machine::default();
            machine.checked = checked;
            let take =
                |results: &mut super::Results<'_, '_>| results.take().map(|value| format!("{value:?}"));
            let result = execute(&program, &mut machine, &limits, None, |_| true, take);
            (result.map_err(|left| (left.leave, left.pc)), machine.scalars(&program))
        });
        assert_eq!(fast, checked, "round {round}: {:?}", program.functions[0].code);
    }
}
