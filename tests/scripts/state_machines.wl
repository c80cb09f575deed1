(* Turing machine, Brainf*** interpreter, a stack machine with Switch, an automaton for words. *)
run[prog_String] := Module[{code = Characters[prog], tape = <||>, p = 0, pc = 1, jump = <||>, stack = {}, out = ""},
   MapIndexed[Switch[#1,
      "[", PrependTo[stack, First[#2]],
      "]", With[{open = First[stack]}, stack = Rest[stack]; jump[open] = First[#2]; jump[First[#2]] = open]] &, code];
   While[pc <= Length[code],
    Switch[code[[pc]],
     "+", tape[p] = Mod[Lookup[tape, p, 0] + 1, 256],
     "-", tape[p] = Mod[Lookup[tape, p, 0] - 1, 256],
     ">", p++,
     "<", p--,
     ".", out = out <> FromCharacterCode[Lookup[tape, p, 0]],
     "[", If[Lookup[tape, p, 0] == 0, pc = jump[pc]],
     "]", If[Lookup[tape, p, 0] != 0, pc = jump[pc]]];
    pc++];
   out];
Print[run["++++++++[>++++++++<-]>+.+."]];
Print[run["++++++[>++++++++++++<-]>.>++++++++++[>++++++++++<-]>+."]];
(* binary increment on a Turing machine *)
delta = <|{"right", 0} -> {0, 1, "right"}, {"right", 1} -> {1, 1, "right"}, {"right", "_"} -> {"_", -1, "carry"},
   {"carry", 1} -> {0, -1, "carry"}, {"carry", 0} -> {1, 0, "halt"}, {"carry", "_"} -> {1, 0, "halt"}|>;
step[{state_, pos_, tape_}] := Module[{write, move, next},
   {write, move, next} = delta[{state, Lookup[tape, pos, "_"]}];
   {next, pos + move, Append[tape, pos -> write]}];
increment[bits_] := Module[{tape = AssociationThread[Range[Length[bits]], bits]},
   DeleteCases[Values[KeySort[Last[NestWhile[step, {"right", 1, tape}, First[#] =!= "halt" &]]]], "_"]];
Print[increment[{1, 0, 1, 1}], " ", increment[{1, 1, 1}], " ", FromDigits[increment[IntegerDigits[255, 2]], 2]];
(* reverse Polish notation *)
rpn[s_] := First[Fold[
    Switch[#2,
      "+" | "-" | "*" | "/" | "^", Append[Drop[#1, -2],
       Switch[#2, "+", Plus, "-", Subtract, "*", Times, "/", Divide, "^", Power] @@ Take[#1, -2]],
      _, Append[#1, ToExpression[#2]]] &, {}, StringSplit[s]]];
Print[rpn["3 4 2 * 1 5 - 2 3 ^ ^ / +"], " ", N[rpn["3 4 2 * 1 5 - 2 3 ^ ^ / +"]]];
accepts[word_] := MatchQ[Fold[
    Function[{state, c}, Replace[{state, c}, {
       {"start", "a"} :> "seenA", {"seenA", "b"} :> "seenB", {"seenB", "b"} :> "seenB",
       {"seenB", "a"} :> "end", _ :> "dead"}]], "start", Characters[word]], "seenB" | "end"];
Print[Select[{"ab", "abb", "aba", "abba", "a", "ba", "abab"}, accepts]];
Print[StringMatchQ[{"ab", "abb", "aba", "a", "abab"}, "a" ~~ "b" .. ~~ "" | "a"]];
light = {"green" -> "yellow", "yellow" -> "red", "red" -> "green"};
Print[NestList[Replace[light], "red", 4]];
rule30 = NestList[MapThread[BitXor[#1, BitOr[#2, #3]] &, {RotateRight[#], #, RotateLeft[#]}] &,
   ReplacePart[ConstantArray[0, 15], 8 -> 1], 5];
Print[StringJoin[# /. {0 -> ".", 1 -> "#"}]] & /@ rule30;
Print[rule30 === CellularAutomaton[30, First[rule30], 5]];
