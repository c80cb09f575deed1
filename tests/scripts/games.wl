(* Tic-tac-toe by minimax with memory, Nim, knights, a maze, peg counting. *)
lines = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {1, 4, 7}, {2, 5, 8}, {3, 6, 9}, {1, 5, 9}, {3, 5, 7}};
winner[b_] := SelectFirst[{1, -1}, p |-> AnyTrue[lines, b[[#]] == {p, p, p} &], 0];
score[b_, p_] := score[b, p] = Module[{w = winner[b], free},
    If[w != 0, Return[w, Module]];
    free = Flatten[Position[b, 0]];
    If[free === {}, 0, If[p == 1, Max, Min] @@ (score[ReplacePart[b, # -> p], -p] & /@ free)]];
Print[score[ConstantArray[0, 9], 1]];
Print[score[{1, 1, 0, -1, -1, 0, 0, 0, 0}, 1], " ", score[{1, 0, 0, -1, -1, 0, 1, 0, 0}, -1]];
bestMove[b_, p_] := First[MaximalBy[Flatten[Position[b, 0]], p score[ReplacePart[b, # -> p], -p] &]];
Print[bestMove[{1, 1, 0, -1, -1, 0, 0, 0, 0}, 1], " ", bestMove[{1, 0, 0, 0, -1, 0, 0, 0, 1}, -1]];
show[b_] := StringRiffle[StringJoin /@ Partition[b /. {1 -> "X", -1 -> "O", 0 -> "."}, 3], "/"];
Print[show[{1, 1, 0, -1, -1, 0, 0, 0, 0}]];
nim[heaps_] := BitXor @@ heaps != 0;
Print[nim /@ {{1, 2, 3}, {3, 4, 5}, {7, 7}}];
wins[0] = False; wins[n_] := wins[n] = AnyTrue[{1, 3, 4}, n >= # && ! wins[n - #] &];
Print[Select[Range[0, 20], ! wins[#] &]];
mex[l_] := SelectFirst[Range[0, Length[l]], ! MemberQ[l, #] &];
grundy[0] = 0; grundy[n_] := grundy[n] = mex[grundy[n - #] & /@ Select[{1, 2, 3}, # <= n &]];
Print[grundy /@ Range[0, 8]];
knight[{r_, c_}, n_] := Select[{r, c} + # & /@ {{1, 2}, {2, 1}, {2, -1}, {1, -2}, {-1, -2}, {-2, -1}, {-2, 1}, {-1, 2}}, Min[#] >= 1 && Max[#] <= n &];
distance[n_, start_] := Module[{seen = <|start -> 0|>, front = {start}, d = 0},
   While[front =!= {}, d++;
    front = Select[Union @@ (knight[#, n] & /@ front), ! KeyExistsQ[seen, #] &];
    Scan[(seen[#] = d) &, front]]; seen];
field = distance[8, {1, 1}];
Print[Length[field], " ", field[{8, 8}], " ", Max[field], " ", KeySort[Counts[Values[field]]]];
tour[n_, start_] := Module[{path = {start}, next},
   Do[next = Complement[knight[Last[path], n], path];
    If[next === {}, Break[]];
    AppendTo[path, First[SortBy[next, {Length[Complement[knight[#, n], path]] &, # &}]]], {n^2 - 1}]; path];
Print[Length[tour[6, {1, 1}]] > 30, " ", DuplicateFreeQ[tour[6, {1, 1}]]];
maze = Characters /@ {"#########", "#S..#...#", "#.#.#.#.#", "#.#...#E#", "#########"};
locate[c_] := First[Position[maze, c]];
steps[from_, to_] := Module[{front = {from}, seen = {from}, d = 0},
   While[! MemberQ[front, to] && front =!= {},
    front = Complement[Select[Flatten[Table[p + m, {p, front}, {m, {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}}], 1], maze[[#[[1]], #[[2]]]] != "#" &], seen];
    seen = Join[seen, front]; d++]; If[front === {}, None, d]];
Print[steps[locate["S"], locate["E"]]];
fill[g_, p : {r_, c_}, new_] := With[{old = g[[r, c]]}, Fold[Function[{m, q}, If[1 <= q[[1]] <= Length[m] && 1 <= q[[2]] <= Length[First[m]] && m[[q[[1]], q[[2]]]] == old, fill[m, q, new], m]], ReplacePart[g, p -> new], {p + {1, 0}, p - {1, 0}, p + {0, 1}, p - {0, 1}}]];
Print[fill[{{1, 1, 0}, {0, 1, 0}, {1, 0, 0}}, {1, 1}, 7]];
