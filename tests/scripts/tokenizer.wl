(* A tokenizer and a recursive-descent parser for arithmetic, then a tree walk. *)
tokenize[s_String] := StringCases[s, {
    n : (DigitCharacter .. ~~ "." ~~ DigitCharacter ..) :> {"num", ToExpression[n]},
    n : DigitCharacter .. :> {"num", FromDigits[n]},
    w : (LetterCharacter ~~ WordCharacter ...) :> {"name", w},
    op : ("+" | "-" | "*" | "/" | "^" | "(" | ")") :> {"op", op},
    WhitespaceCharacter .. :> Nothing,
    c_ :> {"bad", c}}];
Print[tokenize["2*(x1 + 3.5)"]];
Print[Last /@ tokenize["a-b"]];
peek[] := If[pos <= Length[toks], toks[[pos, 2]], None];
advance[] := toks[[pos++]];
expression[] := Module[{left = term[]},
   While[MemberQ[{"+", "-"}, peek[]],
    left = node[advance[][[2]], left, term[]]];
   left];
term[] := Module[{left = factor[]},
   While[MemberQ[{"*", "/"}, peek[]],
    left = node[advance[][[2]], left, factor[]]];
   left];
factor[] := Module[{base = atom[]},
   If[peek[] === "^", advance[]; node["^", base, factor[]], base]];
atom[] := Module[{t = advance[]},
   Switch[t,
    {"num", _} | {"name", _}, Last[t],
    {"op", "("}, With[{e = expression[]}, advance[]; e],
    {"op", "-"}, node["neg", atom[]],
    _, Throw["unexpected " <> ToString[Last[t]], parse]]];
parse[s_] := Catch[Block[{toks = tokenize[s], pos = 1},
    With[{e = expression[]},
     If[pos <= Length[toks], Throw["left over: " <> ToString[peek[]], parse], e]]], parse];
value[n_?NumberQ, _] := n;
value[name_String, env_] := Lookup[env, name, 0];
value[node[op_, args__], env_] :=
  (op /. {"+" -> Plus, "-" -> Subtract, "*" -> Times, "/" -> Divide, "^" -> Power, "neg" -> Minus}) @@
   (value[#, env] & /@ {args});
Print[parse["1+2*3"]];
Print[parse["2^3^2"] // InputForm];
Print[value[parse[#], <|"x" -> 10, "y" -> 4|>] & /@
   {"1+2*3", "(1+2)*3", "2^3^2", "x/y - 1", "-x + 2*y", "7/2/2", "1.5*x"}];
Print[parse["1+*2"]];
Print[parse["1 2"]];
