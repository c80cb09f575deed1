//! Hypergeometric functions of lists of parameters.

use std::sync::Arc;

use crate::eval::builtins::written;
use crate::eval::numeric::{Precision, approximate, is_numeric};
use crate::eval::{Arity, Attributes, Builtin, Evaluator, Reply, stoppable};
use crate::expr::{Expr, Normal};
use crate::number::{self, special};

const ATTRIBUTES: Attributes = Attributes::NUMERIC_FUNCTION.and(Attributes::PROTECTED);

/// Hypergeometric functions of lists of parameters.
pub const ROWS: &[Builtin] = &stoppable([
    Builtin::new(
        "HypergeometricPFQ",
        ATTRIBUTES,
        Arity::exactly(3),
        "HypergeometricPFQ[{a1, …}, {b1, …}, z] gives the generalized hypergeometric function.",
        ("HypergeometricPFQ[{1, 1}, {2, 2, 2}, 1.]", "1.13471"),
        |ev, call| of_lists(ev, call, 0, "HypergeometricPFQ", EXACT),
    ),
    Builtin::new(
        "HypergeometricPFQRegularized",
        ATTRIBUTES,
        Arity::exactly(3),
        "HypergeometricPFQRegularized[{a1, …}, {b1, …}, z] gives HypergeometricPFQ[{a1, …}, {b1, …}, z]/(Gamma[b1] …).",
        ("HypergeometricPFQRegularized[{1, 1}, {2, 2, -1}, 1.]", "0.0668453"),
        |ev, call| of_lists(ev, call, 1, "HypergeometricPFQRegularized", EXACT_REGULARIZED),
    ),
]);

const EXACT: &str = "f[_List, _List, 0] := 1
    f[{}, {}, z_] := E^z
    f[{a_}, {}, z_] := (1 - z)^-a
    f[{}, {b_}, z_] := Hypergeometric0F1[b, z]
    f[{a_}, {b_}, z_] := Hypergeometric1F1[a, b, z]
    f[{a_, b_}, {c_}, z_] := Hypergeometric2F1[a, b, c, z]
    f[{___, 0, ___}, _List, _] := 1
    f[{a___, c_, b___}, {d___, c_, e___}, z_] := HypergeometricPFQ[{a, b}, {d, e}, z]
    f[a : {___, n_Integer?Negative, ___}, b_List, z_] := Sum[Times @@ Pochhammer[a, k]/(Times @@ Pochhammer[b, k]) If[k == 0, 1, z^k]/k!, {k, 0, -Max[Select[a, IntegerQ[#] && # <= 0 &]]}] /; n > -100 && FreeQ[b, k_Integer /; k <= 0]";
const EXACT_REGULARIZED: &str = "f[_List, b_List, 0] := 1/(Times @@ Gamma[b])
    f[{}, {}, z_] := E^z
    f[{}, {b_}, z_] := Hypergeometric0F1Regularized[b, z]
    f[{a_}, {b_}, z_] := Hypergeometric1F1Regularized[a, b, z]
    f[{a_, b_}, {c_}, z_] := Hypergeometric2F1Regularized[a, b, c, z]";

fn of_lists(
    ev: &mut Evaluator,
    call: &Arc<Normal>,
    row: usize,
    name: &'static str,
    exact: &'static str,
) -> Reply {
    let [upper, lower, z] = &call.args[..] else { return Ok(None) };
    let (Some(upper), Some(lower)) = (upper.elements(), lower.elements()) else { return Ok(None) };
    if let Some(elements) = z.elements() {
        let of =
            |z: &Expr| Expr::call(call.head.clone(), [call.args[0].clone(), call.args[1].clone(), z.clone()]);
        return Ok(Some(Expr::list(elements.iter().map(of))));
    }
    let mut args: Vec<Expr> = upper.iter().chain(lower.iter()).chain([z]).cloned().collect();
    if args.iter().any(|arg| matches!(arg, Expr::Real(_))) {
        for arg in &mut args {
            if !arg.is_number() && is_numeric(ev, arg) {
                *arg = approximate(ev, arg, Precision::Machine)?;
            }
        }
    }
    if args.iter().all(Expr::is_number) && !args.iter().all(number::is_exact) {
        let Ok(count) = i64::try_from(upper.len()) else { return Ok(None) };
        args.insert(0, Expr::Integer(count));
        return Ok(special::special_value(special::OF_LISTS[row].value, &args));
    }
    written::run(ev, call, name, exact)
}
