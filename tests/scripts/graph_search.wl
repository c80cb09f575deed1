(* Breadth-first search, Dijkstra with a list as queue, connected components, topological order: graphs as associations. *)
edges = {"a" -> "b", "a" -> "c", "b" -> "d", "c" -> "d", "d" -> "e", "f" -> "g"};
graph = GroupBy[edges, First -> Last];
Print[graph];
undirected = GroupBy[Join[edges, Reverse /@ edges], First -> Last];
Print[Keys[undirected]];
bfs[g_, start_] := Module[{queue = {start}, seen = <|start -> None|>, node},
   While[queue =!= {},
    node = First[queue]; queue = Rest[queue];
    Do[If[! KeyExistsQ[seen, next],
      seen[next] = node; AppendTo[queue, next]], {next, Lookup[g, node, {}]}]];
   seen];
path[seen_, goal_] := If[KeyExistsQ[seen, goal],
   Reverse[NestWhileList[seen, goal, seen[#] =!= None &]], Missing["NoPath"]];
tree = bfs[graph, "a"];
Print[tree];
Print[path[tree, "e"], " ", path[tree, "g"]];
weights = <|{1, 2} -> 7, {1, 3} -> 9, {1, 6} -> 14, {2, 3} -> 10, {2, 4} -> 15, {3, 4} -> 11,
   {3, 6} -> 2, {4, 5} -> 6, {5, 6} -> 9|>;
neighbours = GroupBy[
   Flatten[KeyValueMap[{{#1[[1]], #1[[2]], #2}, {#1[[2]], #1[[1]], #2}} &, weights], 1],
   First -> Rest];
Print[neighbours[6]];
dijkstra[adj_, source_] := Module[
   {dist = AssociationMap[Infinity &, Keys[adj]], prev = <||>, open = Keys[adj], u, alt},
   dist[source] = 0;
   While[open =!= {},
    u = First[MinimalBy[open, dist]];
    open = DeleteCases[open, u];
    Do[
     alt = dist[u] + v[[2]];
     If[alt < dist[v[[1]]], dist[v[[1]]] = alt; prev[v[[1]]] = u],
     {v, adj[u]}]];
   {dist, prev}];
{dist, prev} = dijkstra[neighbours, 1];
Print[KeySort[dist]];
Print[Reverse[NestWhileList[prev, 5, KeyExistsQ[prev, #] &]]];
components[g_] := Module[{left = Keys[g], found = {}, c},
   While[Length[left] > 0,
    c = Sort[Keys[bfs[g, First[left]]]];
    AppendTo[found, c];
    left = Complement[left, c]];
   found];
Print[components[undirected]];
topological[deps_] := Module[{order = {}, rest = deps, ready},
   While[rest =!= <||>,
    ready = Keys[Select[rest, # === {} &]];
    If[ready === {}, Return["cycle: " <> StringRiffle[Keys[rest], " "], Module]];
    order = Join[order, ready];
    rest = Complement[#, ready] & /@ KeyDrop[rest, ready]];
   order];
Print[topological[<|"shirt" -> {}, "tie" -> {"shirt"}, "shoes" -> {"socks", "trousers"},
   "socks" -> {}, "trousers" -> {}, "jacket" -> {"tie", "shirt"}|>]];
Print[topological[<|"x" -> {"y"}, "y" -> {"x"}, "z" -> {}|>]];
