(* A compiled factorial. Machine integers hold 20!; beyond that the compiled code notices the overflow, says so,
   and the exact evaluator gives the answer. *)

factorial = Compile[{{n, _Integer}}, Module[{p = 1}, Do[p = p i, {i, n}]; p]];

Print["5! = ", factorial[5]];
Print["20! = ", factorial[20]];
Print["21! = ", factorial[21]];
Print["30! = ", factorial[30]];

(* The same as the built-in function, digit by digit. *)
Print["agrees with Factorial: ", Quiet[Table[factorial[n], {n, 0, 40}]] === Table[n!, {n, 0, 40}]];
