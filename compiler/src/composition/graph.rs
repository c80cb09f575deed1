//! What the graph of a model says: the order of nodes, their roles, and what is wrong before anything runs.

use rustc_hash::{FxHashMap, FxHashSet};

use super::condition::{Condition, Quantifier, Scale};
use super::model::{Mechanism, Model, ModelError, NodeKind, Result, Role, Target, canonical};

/// The analysis of one level of a model.
#[derive(Debug)]
pub struct Graph {
    /// Positions of nodes by name.
    pub index: FxHashMap<String, usize>,
    /// Nodes that run together, in order; positions in `Model::nodes`.
    pub sets: Vec<Vec<usize>>,
    /// Nodes that take input from outside.
    pub inputs: Vec<usize>,
    /// Nodes that give output.
    pub outputs: Vec<usize>,
    /// Nodes that each node waits for by default.
    pub parents: Vec<Vec<usize>>,
    /// All roles of each node.
    pub roles: Vec<Vec<Role>>,
    /// Projections that each node receives; positions in `Model::projections`.
    pub arriving: Vec<Vec<usize>>,
}

/// Analyses one level and says what is wrong with it.
pub fn analyse(model: &Model) -> Result<Graph> {
    let mut index = FxHashMap::default();
    for (position, node) in model.nodes.iter().enumerate() {
        if index.insert(node.name.clone(), position).is_some() {
            return Err(ModelError::new("duplicate-node", format!("two nodes are named `{}`", node.name))
                .help("give each node a name of its own"));
        }
    }
    if model.nodes.is_empty() {
        return Err(ModelError::new("empty-model", format!("model `{}` has no nodes", model.name)));
    }
    let find = |name: &str, who: &str| {
        index.get(name).copied().ok_or_else(|| {
            let known: Vec<&str> = model.nodes.iter().map(|node| &node.name[..]).collect();
            ModelError::new(
                "unknown-node",
                format!("{who} names the node `{name}`, which is not in `{}`", model.name),
            )
            .help(format!("nodes are {}", known.join(", ")))
        })
    };
    let count = model.nodes.len();
    let mut edges: Vec<(usize, usize)> = Vec::new();
    let mut feedback: Vec<(usize, usize)> = Vec::new();
    for projection in &model.projections {
        let who = format!("the projection from `{}` to `{}`", projection.sender, projection.receiver);
        let edge = (find(&projection.sender, &who)?, find(&projection.receiver, &who)?);
        if projection.feedback { feedback.push(edge) } else { edges.push(edge) }
    }
    for signal in &model.signals {
        let who = format!("the control signal of `{}`", signal.sender);
        let sender = find(&signal.sender, &who)?;
        let (Target::Parameter(node, _) | Target::Input(node, _) | Target::Output(node, _)) = &signal.target;
        let receiver = find(node.split('/').next().unwrap_or(node), &who)?;
        // A signal that would close a cycle acts on the next round.
        if sender != receiver && !reaches(count, &edges, receiver, sender) {
            edges.push((sender, receiver));
        }
    }
    if let Some(controller) = &model.controller {
        find(&controller.objective, "the controller's objective")?;
    }
    for (node, _) in model.roles.iter().chain(&model.excluded_roles) {
        find(node, "a role")?;
    }
    check_conditions(model, &find)?;
    let component = components(count, &edges);
    let sets = levels(count, &edges, &component);
    let parents = parents(count, &edges, &component);
    let roles = roles(model, &edges, &feedback, &sets, &component, &index);
    let with = |role| (0..count).filter(|&node| roles[node].contains(&role)).collect::<Vec<usize>>();
    let mut arriving = vec![Vec::new(); count];
    for (number, projection) in model.projections.iter().enumerate() {
        arriving[index[&projection.receiver]].push(number);
    }
    let (inputs, outputs) = (with(Role::Input), with(Role::Output));
    let graph = Graph { inputs, outputs, index, sets, parents, roles, arriving };
    check_end(model, &graph)?;
    Ok(graph)
}

fn check_conditions(model: &Model, find: &dyn Fn(&str, &str) -> Result<usize>) -> Result<()> {
    for (node, condition) in &model.conditions {
        find(node, "a condition")?;
        let mut result = Ok(());
        condition.each_node(&mut |name| {
            if result.is_ok() {
                result = find(name, &format!("the condition of `{node}`")).map(|_| ());
            }
        });
        result?;
    }
    for (what, condition) in [("trial", &model.trial_end), ("run", &model.run_end)] {
        if let Some(condition) = condition {
            let mut result = Ok(());
            condition.each_node(&mut |name| {
                if result.is_ok() {
                    result = find(name, &format!("the end of a {what}")).map(|_| ());
                }
            });
            result?;
        }
    }
    Ok(())
}

fn reaches(count: usize, edges: &[(usize, usize)], from: usize, to: usize) -> bool {
    let mut seen = vec![false; count];
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if node == to {
            return true;
        }
        if !std::mem::replace(&mut seen[node], true) {
            open.extend(edges.iter().filter(|(sender, _)| *sender == node).map(|(_, receiver)| *receiver));
        }
    }
    false
}

/// The strongly connected component of each node (Kosaraju, without recursion).
fn components(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut out = vec![Vec::new(); count];
    let mut back = vec![Vec::new(); count];
    for &(sender, receiver) in edges {
        out[sender].push(receiver);
        back[receiver].push(sender);
    }
    let mut order = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    for start in 0..count {
        if seen[start] {
            continue;
        }
        seen[start] = true;
        let mut open = vec![(start, 0)];
        while let Some((node, next)) = open.last_mut() {
            if let Some(&to) = out[*node].get(*next) {
                *next += 1;
                if !std::mem::replace(&mut seen[to], true) {
                    open.push((to, 0));
                }
            } else {
                order.push(*node);
                open.pop();
            }
        }
    }
    let mut component = vec![usize::MAX; count];
    for (number, &start) in order.iter().rev().enumerate() {
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if component[node] == usize::MAX {
                component[node] = number;
                open.extend(&back[node]);
            }
        }
    }
    component
}

/// Nodes by the length of the longest path to them; the nodes of a cycle stand together.
fn levels(count: usize, edges: &[(usize, usize)], component: &[usize]) -> Vec<Vec<usize>> {
    let mut level = vec![0usize; count];
    // Components form an acyclic graph, so `count` rounds suffice; each round that changes nothing ends it.
    for _ in 0..count {
        let mut changed = false;
        for &(sender, receiver) in edges {
            if component[sender] != component[receiver]
                && level[component[receiver]] <= level[component[sender]]
            {
                level[component[receiver]] = level[component[sender]] + 1;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let depth = (0..count).map(|node| level[component[node]] + 1).max().unwrap_or(0);
    let mut sets = vec![Vec::new(); depth];
    for node in 0..count {
        sets[level[component[node]]].push(node);
    }
    sets.retain(|set| !set.is_empty());
    sets
}

/// Whom each node waits for: its senders outside its cycle, which the nodes of a cycle share.
fn parents(count: usize, edges: &[(usize, usize)], component: &[usize]) -> Vec<Vec<usize>> {
    let mut of_component: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for &(sender, receiver) in edges {
        if component[sender] != component[receiver] {
            let all = of_component.entry(component[receiver]).or_default();
            if !all.contains(&sender) {
                all.push(sender);
            }
        }
    }
    (0..count).map(|node| of_component.get(&component[node]).cloned().unwrap_or_default()).collect()
}

fn roles(
    model: &Model,
    edges: &[(usize, usize)],
    feedback: &[(usize, usize)],
    sets: &[Vec<usize>],
    component: &[usize],
    index: &FxHashMap<String, usize>,
) -> Vec<Vec<Role>> {
    let count = model.nodes.len();
    let mut roles = vec![Vec::new(); count];
    let objective = model.controller.as_ref().and_then(|c| index.get(&c.objective)).copied();
    let signalling: FxHashSet<usize> =
        model.signals.iter().filter_map(|signal| index.get(&signal.sender)).copied().collect();
    let projecting: Vec<(usize, usize)> = edges
        .iter()
        .copied()
        .filter(|&(sender, receiver)| {
            sender != receiver
                && model.projections.iter().any(|p| {
                    !p.feedback
                        && index.get(&p.sender) == Some(&sender)
                        && index.get(&p.receiver) == Some(&receiver)
                })
        })
        .collect();
    for (position, own) in roles.iter_mut().enumerate() {
        let on_cycle = (0..count).any(|other| other != position && component[other] == component[position]);
        let receives = projecting.iter().any(|&(_, receiver)| receiver == position);
        let sends =
            projecting.iter().any(|&(sender, receiver)| sender == position && objective != Some(receiver));
        if sets.first().is_some_and(|set| set.contains(&position)) && (!receives || on_cycle) {
            own.push(Role::Origin);
            own.push(Role::Input);
        }
        if !sends {
            own.push(Role::Terminal);
            if objective != Some(position) && !signalling.contains(&position) {
                own.push(Role::Output);
            }
        }
        if on_cycle {
            own.push(Role::Cycle);
        }
        if feedback.iter().any(|&(sender, _)| sender == position) {
            own.push(Role::FeedbackSender);
        }
    }
    if roles.iter().all(|own| !own.contains(&Role::Output))
        && let Some(last) = sets.last()
    {
        last.iter().filter(|&&node| objective != Some(node)).for_each(|&node| roles[node].push(Role::Output));
    }
    for (node, role) in &model.roles {
        if let Some(&position) = index.get(node)
            && !roles[position].contains(role)
        {
            roles[position].push(*role);
        }
    }
    for (node, role) in &model.excluded_roles {
        if let Some(&position) = index.get(node) {
            roles[position].retain(|own| own != role);
        }
    }
    roles
}

/// The condition of a node: its own, or the default.
pub fn condition_of(model: &Model, graph: &Graph, node: usize) -> Condition {
    let name = &model.nodes[node].name;
    if let Some((_, condition)) = model.conditions.iter().rev().find(|(own, _)| own == name) {
        return condition.clone();
    }
    let parents = &graph.parents[node];
    match &parents[..] {
        [] => Condition::Always,
        [parent] => Condition::every(&model.nodes[*parent].name, 1),
        _ => Condition::All(parents.iter().map(|&p| Condition::every(&model.nodes[p].name, 1)).collect()),
    }
}

/// Whether a condition can ever hold when these nodes can run.
fn may_hold(condition: &Condition, runs: &dyn Fn(&str) -> bool, all: bool) -> bool {
    match condition {
        Condition::Never => false,
        Condition::Not(inner) => !matches!(**inner, Condition::Always),
        Condition::All(inner) => inner.iter().all(|c| may_hold(c, runs, all)),
        Condition::Any(inner) => inner.iter().any(|c| may_hold(c, runs, all)),
        Condition::NWhen(inner, n) => *n > 0 && may_hold(inner, runs, all),
        Condition::AllHaveRun(nodes, _) if nodes.is_empty() => all,
        Condition::AllHaveRun(nodes, _) => nodes.iter().all(|node| runs(node)),
        Condition::EveryNCalls(node, n) => *n <= 0 || runs(node),
        Condition::JustRan(node) => runs(node),
        Condition::Calls(nodes, relation, n, _) => {
            use super::condition::Relation::{After, AfterN, At};
            match relation {
                After | AfterN | At if *n > 0 => nodes.iter().any(|node| runs(node)),
                _ => true,
            }
        }
        Condition::WhenFinished(nodes, Quantifier::All) => nodes.iter().all(|node| runs(node)),
        Condition::WhenFinished(nodes, Quantifier::Any) => {
            nodes.is_empty() || nodes.iter().any(|node| runs(node))
        }
        _ => true,
    }
}

fn check_end(model: &Model, graph: &Graph) -> Result<()> {
    let count = model.nodes.len();
    let conditions: Vec<Condition> = (0..count).map(|node| condition_of(model, graph, node)).collect();
    let mut can_run = vec![false; count];
    let mut left = count;
    loop {
        let before = left;
        for &node in graph.sets.iter().flatten() {
            let runs = |name: &str| graph.index.get(name).is_some_and(|&node| can_run[node]);
            if !can_run[node] && may_hold(&conditions[node], &runs, left == 0) {
                can_run[node] = true;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    let default = Condition::AllHaveRun(Vec::new(), Scale::Trial);
    let end = model.trial_end.as_ref().unwrap_or(&default);
    let runs = |name: &str| graph.index.get(name).is_some_and(|&node| can_run[node]);
    let ends = may_hold(end, &runs, can_run.iter().all(|&c| c))
        || model.run_end.as_ref().is_some_and(|c| may_hold(c, &runs, can_run.iter().all(|&c| c)));
    if ends {
        return Ok(());
    }
    let idle: Vec<String> = (0..count)
        .filter(|&node| !can_run[node])
        .map(|node| format!("`{}`", model.nodes[node].name))
        .collect();
    let why = if idle.is_empty() {
        format!("`{end}` can never hold")
    } else {
        format!("it ends when `{end}` holds, and the conditions of {} can never hold", idle.join(", "))
    };
    Err(ModelError::new("never-ends", format!("a trial of `{}` can never end: {why}", model.name))
        .help("change the conditions, or say when a trial ends"))
}

/// The position of an output port of a mechanism; the first when no name is given.
pub fn output_port(mechanism: &Mechanism, name: Option<&str>, node: &str) -> Result<usize> {
    let Some(name) = name else {
        return Ok(0);
    };
    let ports: Vec<&str> = mechanism.outputs.iter().map(|port| &port.name[..]).collect();
    position(&ports, name, node, "output")
}

/// The position of an input port of a mechanism; the first when no name is given.
pub fn input_port(mechanism: &Mechanism, name: Option<&str>, node: &str) -> Result<usize> {
    let Some(name) = name else {
        return Ok(0);
    };
    let ports: Vec<&str> = mechanism.inputs.iter().map(|port| &port.name[..]).collect();
    position(&ports, name, node, "input")
}

fn position(ports: &[&str], name: &str, node: &str, kind: &str) -> Result<usize> {
    ports
        .iter()
        .position(|port| *port == name)
        .or_else(|| ports.iter().position(|port| canonical(port) == canonical(name)))
        .ok_or_else(|| {
            ModelError::new("unknown-port", format!("node `{node}` has no {kind} port `{name}`"))
                .help(format!("its {kind} ports are {}", ports.join(", ")))
        })
}

/// Whether a node is a nested model.
pub fn is_nested(kind: &NodeKind) -> bool {
    matches!(kind, NodeKind::Composition(_))
}
