//! Forms of a program as compiled functions, and calls of them.

use std::sync::Arc;

use scheelite_compiler::composition::Program;
use scheelite_compiler::composition::lower::program::Form;
use scheelite_compiler::composition::model::{ModelError, Result};
use scheelite_runtime::eval::Evaluator;
use scheelite_runtime::tensor::{Array, Tensor};
use scheelite_runtime::{Expr, Symbol, Value};

use crate::compiled_function::{CompiledFunction, limits};
use crate::error::Error;
use crate::outcome::Why;

/// What has been compiled of a form.
pub(super) enum Compiled {
    Not,
    Yes(CompiledFunction),
    No(String),
}

/// Nodes on their own.
pub(super) struct Nodes {
    /// What each has been compiled to, in the order of the program.
    pub functions: Vec<Option<CompiledFunction>>,
    /// Why some have not been, a line each.
    pub left: Vec<String>,
    /// Whether those lines have been told.
    pub told: bool,
}

pub(super) fn vector(data: Vec<f64>) -> Value {
    Value::Tensor(Arc::new(Tensor::Real(Array::vector(data))))
}

pub(super) fn reals(value: &Value) -> Option<Vec<f64>> {
    match value {
        Value::Tensor(tensor) => match &**tensor {
            Tensor::Real(array) => Some(array.data().to_vec()),
            _ => None,
        },
        _ => None,
    }
}

/// Compiles each node on its own.
pub(super) fn compile_nodes(evaluator: &mut Evaluator, program: &Program) -> Nodes {
    let mut nodes = Nodes { functions: Vec::new(), left: Vec::new(), told: false };
    for node in &program.nodes {
        let function = compile(evaluator, &node.form);
        nodes.functions.push(function.as_ref().ok().cloned());
        nodes.left.extend(function.err().map(|why| format!("node `{}`: {why}", node.name)));
    }
    nodes
}

/// Compiles a form once; says why when parts of it are left to the evaluator.
pub(super) fn compiled<'c>(
    slot: &'c mut Compiled,
    evaluator: &mut Evaluator,
    form: &Form,
) -> std::result::Result<&'c CompiledFunction, String> {
    if matches!(slot, Compiled::Not) {
        *slot = match compile(evaluator, form) {
            Ok(function) => Compiled::Yes(function),
            Err(why) => Compiled::No(why),
        };
    }
    match slot {
        Compiled::Yes(function) => Ok(function),
        Compiled::No(why) => Err(why.clone()),
        Compiled::Not => Err("it was not compiled".to_owned()),
    }
}

fn compile(evaluator: &mut Evaluator, form: &Form) -> std::result::Result<CompiledFunction, String> {
    let value = evaluator.eval(form.compile()).map_err(|_| "compilation was stopped".to_owned())?;
    let Some(function) = CompiledFunction::from_expr(&value).filter(|function| function.is_compiled()) else {
        return Err("it does not compile".to_owned());
    };
    match function.program().and_then(evaluated) {
        Some(what) => Err(format!("`{what}` does not compile and would call the evaluator")),
        None => Ok(function.clone()),
    }
}

/// What a program leaves to the evaluator.
fn evaluated(program: &scheelite_bytecode::Program) -> Option<String> {
    program.functions.iter().find_map(|function| {
        function.code.iter().find_map(|op| match op {
            scheelite_bytecode::Op::MainEvaluate { call } => {
                Some(match function.pools.externals.get(call.index()).map(|external| &external.target) {
                    Some(scheelite_bytecode::program::ExternalTarget::Head { head, .. }) => {
                        format!("{head:?}")
                    }
                    other => format!("{other:?}"),
                })
            }
            _ => None,
        })
    })
}

/// Code of the error that says that an interrupt or a limit has ended a run.
pub(super) const STOPPED: &str = "stopped";

/// That error. The interrupt is used up.
pub(super) fn stopped(evaluator: &mut Evaluator) -> ModelError {
    let _ = evaluator.check_interrupt_now();
    ModelError::new(STOPPED, "the evaluation was stopped")
}

/// Calls compiled code, or the evaluator where there is none or it is left.
pub(super) fn call(
    evaluator: &mut Evaluator,
    function: Option<&CompiledFunction>,
    form: &Form,
    arguments: Vec<Value>,
) -> Result<(Vec<f64>, bool)> {
    if let Some(function) = function {
        match function.call_within(&limits(evaluator), arguments.clone()) {
            Ok(value) => {
                if let Some(numbers) = reals(&value) {
                    return Ok((numbers, false));
                }
            }
            Err(Error::Left { why: Why::Interrupt | Why::Limit, .. }) => return Err(stopped(evaluator)),
            Err(_) => {}
        }
    }
    let arguments = arguments.into_iter().map(|value| match value {
        Value::Integer(n) => Expr::Integer(n),
        Value::Tensor(tensor) => Expr::Array(tensor),
        Value::Real(x) => Expr::Real(x),
        _ => Expr::null(),
    });
    let result = evaluator.eval(Expr::call(form.function(), arguments)).map_err(|_| stopped(evaluator))?;
    let numbers = match &result {
        Expr::Array(tensor) => match &**tensor {
            Tensor::Real(array) => Some(array.data().to_vec()),
            _ => None,
        },
        list => list.elements().and_then(|elements| {
            elements
                .iter()
                .map(|element| match element {
                    Expr::Real(x) => Some(*x),
                    Expr::Integer(n) => Some(*n as f64),
                    _ => None,
                })
                .collect()
        }),
    };
    let Some(numbers) = numbers else {
        return Err(ModelError::new("bad-result", "a result of the model is not a machine number"));
    };
    Ok((numbers, true))
}

/// The expression with symbols in head position replaced.
pub(super) fn with_heads(expr: &Expr, heads: &rustc_hash::FxHashMap<Symbol, Expr>) -> Expr {
    let Expr::Normal(normal) = expr else {
        return expr.clone();
    };
    let head = match &normal.head {
        Expr::Symbol(symbol) => heads.get(symbol).cloned().unwrap_or_else(|| normal.head.clone()),
        other => with_heads(other, heads),
    };
    Expr::call(head, normal.args.iter().map(|arg| with_heads(arg, heads)))
}
