(* A binary heap, a linked list, a deque, a trie, a disjoint-set forest, an LRU cache: structures made of lists and associations. *)
SetAttributes[{heapPush, heapPop}, HoldFirst];
heapPush[h_, x_] := Module[{i},
   AppendTo[h, x]; i = Length[h];
   While[i > 1 && h[[Quotient[i, 2], 1]] > h[[i, 1]],
    h[[{Quotient[i, 2], i}]] = h[[{i, Quotient[i, 2]}]]; i = Quotient[i, 2]]];
heapPop[h_] := Module[{top = First[h], i = 1, c},
   h[[1]] = Last[h]; h = Most[h];
   While[2 i <= Length[h],
    c = 2 i; If[c < Length[h] && h[[c + 1, 1]] < h[[c, 1]], c++];
    If[h[[i, 1]] <= h[[c, 1]], Break[]];
    h[[{i, c}]] = h[[{c, i}]]; i = c];
   top];
queue = {};
Do[heapPush[queue, p], {p, {{5, "e"}, {1, "a"}, {4, "d"}, {2, "b"}, {3, "c"}}}];
Print[First[queue], " ", Length[queue]];
order = {}; While[queue =!= {}, AppendTo[order, heapPop[queue][[2]]]];
Print[StringJoin[order]];
toList[nil] := {}; toList[cons[x_, rest_]] := Prepend[toList[rest], x];
fromList[l_] := Fold[cons[#2, #1] &, nil, Reverse[l]];
reverse[l_] := Module[{go}, go[nil, acc_] := acc; go[cons[x_, r_], acc_] := go[r, cons[x, acc]]; go[l, nil]];
Print[fromList[{1, 2, 3}], " ", toList[reverse[fromList[Range[5]]]]];
insert[trie_Association, word_String] := insert[trie, Characters[word]];
insert[trie_, {}] := Append[trie, "$" -> True];
insert[trie_, {c_, rest___}] := Append[trie, c -> insert[Lookup[trie, c, <||>], {rest}]];
trie = Fold[insert, <||>, {"car", "cat", "dog"}];
Print[trie];
words[t_, prefix_] := Join[If[KeyExistsQ[t, "$"], {prefix}, {}], Join @@ KeyValueMap[If[#1 === "$", {}, words[#2, prefix <> #1]] &, t]];
Print[words[trie, ""], " ", words[trie["c", "a"], "ca"]];
parent = AssociationThread[Range[8], Range[8]];
find[x_] := If[parent[x] == x, x, parent[x] = find[parent[x]]];
union[a_, b_] := With[{ra = find[a], rb = find[b]}, If[ra != rb, parent[ra] = rb; True, False]];
Print[union @@@ {{1, 2}, {3, 4}, {2, 4}, {1, 3}, {7, 8}}];
Print[Values[GroupBy[Range[8], find]]];
edges = SortBy[{{"a", "b", 4}, {"b", "c", 8}, {"a", "c", 2}, {"c", "d", 7}, {"b", "d", 5}}, Last];
parent = AssociationMap[Identity, {"a", "b", "c", "d"}];
tree = Select[edges, union[#[[1]], #[[2]]] &];
Print[tree, " ", Total[tree[[All, 3]]]];
cache = <||>; capacity = 2;
get[k_] := If[KeyExistsQ[cache, k], With[{v = cache[k]}, cache = Append[KeyDrop[cache, k], k -> v]; v], None];
put[k_, v_] := (cache = Append[KeyDrop[cache, k], k -> v]; If[Length[cache] > capacity, cache = Rest[cache]];);
put["a", 1]; put["b", 2]; get["a"]; put["c", 3];
Print[cache, " ", get["b"], " ", get["a"]];
deque = {}; PrependTo[deque, 1]; AppendTo[deque, 2]; PrependTo[deque, 0];
Print[deque, " ", First[deque], Last[deque], " ", RotateLeft[deque], " ", Insert[deque, x, 2], " ", Delete[deque, -1]];
bst[None, x_] := node[None, x, None];
bst[node[l_, v_, r_], x_] := Which[x < v, node[bst[l, x], v, r], x > v, node[l, v, bst[r, x]], True, node[l, v, r]];
inorder[None] = {}; inorder[node[l_, v_, r_]] := Join[inorder[l], {v}, inorder[r]];
height[None] = 0; height[node[l_, _, r_]] := 1 + Max[height[l], height[r]];
t = Fold[bst, None, {50, 30, 70, 20, 40, 60, 80, 30}];
Print[inorder[t], " ", height[t], " ", Count[t, _node, {0, Infinity}], " ", Depth[t]];
matrix = SparseArray[{{1, 1} -> 5, {2, 3} -> 7}, {3, 3}];
Print[Normal[matrix], " ", Total[matrix, 2]];
