(* A small Lisp: reader, environments, closures, recursion; then a stack of tests. *)
tokens[s_] := StringSplit[StringReplace[s, {"(" -> " ( ", ")" -> " ) "}]];
read[{"(", rest___}] := Module[{items = {}, more = {rest}, item},
   While[First[more] =!= ")", {item, more} = read[more]; AppendTo[items, item]];
   {items, Rest[more]}];
read[{t_, rest___}] := {Which[StringMatchQ[t, NumberString], ToExpression[t], t === "#t", True, t === "#f", False, True, t], {rest}};
parse[s_] := First[read[tokens[s]]];
Print[parse["(+ 1 (* 2 x))"]];
global = <|"+" -> Plus, "-" -> Subtract, "*" -> Times, "<" -> Less, "=" -> Equal, "list" -> List,
   "car" -> First, "cdr" -> Rest, "cons" -> Function[{a, l}, Prepend[l, a]], "null?" -> (# === {} &)|>;
lookup[name_, env[local_, outer_]] := If[KeyExistsQ[local, name], local[name], lookup[name, outer]];
lookup[name_, None] := Lookup[global, name, Throw["unbound: " <> name, lisp]];
eval[x_?NumberQ | (x : True | False), _] := x;
eval[s_String, e_] := lookup[s, e];
eval[{"quote", x_}, _] := x;
eval[{"if", c_, a_, b_}, e_] := If[eval[c, e], eval[a, e], eval[b, e]];
eval[{"define", name_String, x_}, e_] := (global[name] = eval[x, e]; name);
eval[{"lambda", ps_List, body_}, e_] := closure[ps, body, e];
eval[{"let", bs_, body_}, e_] := eval[body, env[Association[#1 -> eval[#2, e] & @@@ bs], e]];
eval[{f_, args___}, e_] := call[eval[f, e], eval[#, e] & /@ {args}];
call[closure[ps_, body_, e_], args_] := eval[body, env[AssociationThread[ps, args], e]];
call[f_, args_] := f @@ args;
run[s_] := Catch[eval[parse[s], None], lisp];
Print[run["(+ 1 (* 2 3))"]];
Print[run["(define fact (lambda (n) (if (< n 2) 1 (* n (fact (- n 1))))))"]];
Print[run["(fact 20)"], " ", run["(fact 25)"]];
run["(define map (lambda (f l) (if (null? l) (quote ()) (cons (f (car l)) (map f (cdr l))))))"];
Print[run["(map (lambda (x) (* x x)) (list 1 2 3 4))"]];
run["(define adder (lambda (n) (lambda (x) (+ x n))))"];
Print[run["((adder 10) 5)"], " ", run["(let ((x 2) (y 3)) (* x y))"]];
Print[run["(map (adder 1) (quote (1 2)))"]];
run["(define fib (lambda (n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))))"];
Print[run["(fib 12)"]];
Print[run["(foo 1)"]];
Print[run["(if #f 1 2.5)"], " ", run["-3"]];
