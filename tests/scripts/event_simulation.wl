(* A queue at a counter with fixed times, an elevator, a vending machine, traffic rules: discrete events without chance. *)
arrivals = {0, 2, 3, 9, 10}; service = {4, 3, 2, 1, 5};
departures = FoldList[Max[#1, #2[[1]]] + #2[[2]] &, 0, Transpose[{arrivals, service}]] // Rest;
waits = departures - service - arrivals;
Print[departures, " ", waits, " ", Mean[waits], " ", N[Mean[waits]]];
queue[t_] := Count[arrivals, a_ /; a <= t] - Count[departures, d_ /; d <= t];
Print[Table[queue[t], {t, 0, 16, 2}]];
machine = <|"coins" -> 0, "state" -> "idle", "log" -> {}|>;
event[m_, "reset"] := Join[m, <|"coins" -> 0, "state" -> "idle"|>];
event[m_, {"coin", c_}] := With[{total = m["coins"] + c}, Join[m, <|"coins" -> total, "state" -> If[total >= 50, "ready", "waiting"]|>]];
event[m_ /; m["state"] === "ready", "press"] := Join[m, <|"coins" -> m["coins"] - 50, "state" -> "idle", "log" -> Append[m["log"], "sold"]|>];
event[m_, "press"] := Join[m, <|"log" -> Append[m["log"], "beep"]|>];
final = Fold[event, machine, {{"coin", 20}, "press", {"coin", 20}, {"coin", 20}, "press", "press", "reset"}];
Print[final];
floors = {5, 2, 8, 2};
trips = Abs[Differences[Prepend[floors, 1]]];
Print[trips, " ", Total[trips], " ", Accumulate[trips]];
scan[pos_, calls_] := With[{up = Sort[Select[calls, # >= pos &]], down = ReverseSort[Select[calls, # < pos &]]}, Join[up, down]];
Print[scan[4, floors]];
agenda = {};
schedule[t_, what_] := agenda = SortBy[Append[agenda, {t, what}], First];
log = {};
handle["start"] := (schedule[now + 5, "work"]; schedule[now + 1, "tick"]);
handle["tick"] := If[now < 4, schedule[now + 1, "tick"]];
handle["work"] := schedule[now + 2, "stop"];
handle["stop"] := agenda = {};
schedule[0, "start"];
While[agenda =!= {},
  {now, what} = First[agenda]; agenda = Rest[agenda];
  AppendTo[log, ToString[now] <> ":" <> what];
  handle[what]];
Print[StringRiffle[log]];
roundRobin[jobs_, quantum_] := Module[{q = Normal[jobs], t = 0, done = <||>, name, left},
   While[q =!= {},
    {name, left} = List @@ First[q]; q = Rest[q];
    t += Min[left, quantum];
    If[left > quantum, AppendTo[q, name -> left - quantum], done[name] = t]];
   done];
Print[roundRobin[<|"A" -> 5, "B" -> 2, "C" -> 4|>, 2]];
populations = NestList[{Round[1.1 #[[1]] - 0.01 #[[1]] #[[2]]], Round[0.9 #[[2]] + 0.005 #[[1]] #[[2]]]} &, {100, 10}, 3];
Print[populations];
sir = NestList[With[{s = #[[1]], i = #[[2]]}, {s - s i/100, i + s i/100 - i/10, #[[3]] + i/10}] &, {99, 1, 0}, 2];
Print[sir, " ", Total /@ sir];
cellsAlive = Nest[Select[Keys[#], Function[c, True]] &, <|1 -> a|>, 1];
Print[cellsAlive];
