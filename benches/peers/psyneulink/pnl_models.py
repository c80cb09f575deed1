"""The models of models.wl in PsyNeuLink: processor time per trial in its compiled kernel and in the whole of `run`.

usage: python pnl_models.py NAME TRIALS INTERPRETED; prints kernel, run (of TRIALS trials) and interpreted run (of INTERPRETED
trials, 0 for none) in microseconds a trial, seconds to the first compiled result, and the outputs of the first two trials.
"""
import itertools, sys, time, warnings

warnings.filterwarnings("ignore")
import numpy as np
import psyneulink as pnl
from psyneulink.core import llvm as pnlvm
from psyneulink.core.globals.utilities import _SeededPhilox, set_global_seed

inside = [0.0]
plain_call = pnlvm.LLVMBinaryFunction.__call__


def timed_call(self, *args, **kwargs):
    function = self.c_func  # compiled before the clock starts
    start = time.thread_time()
    result = function(*args, **kwargs)
    inside[0] += time.thread_time() - start
    return result


pnlvm.LLVMBinaryFunction.__call__ = timed_call


def feed_forward():
    w1 = np.array([[0.1, 0.2, 0.3, 0.4, 0.5], [-0.5, 0.4, -0.3, 0.2, -0.1]])
    w2 = np.array([[1.0, -1.0], [0.5, 0.5], [-0.25, 0.75], [0.3, -0.6], [0.9, 0.1]])
    a = pnl.TransferMechanism(name="in", input_shapes=2)
    h = pnl.TransferMechanism(name="hidden", input_shapes=5, function=pnl.Logistic(gain=1.0, x_0=0.5))
    o = pnl.TransferMechanism(name="out", input_shapes=2, function=pnl.Logistic(gain=2.0, bias=0.1))
    c = pnl.Composition()
    c.add_linear_processing_pathway([a, w1, h, w2, o])
    return c, {a: [[1, 0], [0, 1], [1, 1], [0.5, -0.5]]}


def necker():
    unit = lambda name: pnl.TransferMechanism(
        name=name, function=pnl.Logistic, integrator_mode=True, integration_rate=0.5, default_variable=np.zeros((1,)))
    nodes = {p: [unit(f"{p}{i}") for i in range(3)] for p in "ab"}
    c = pnl.Composition()
    for p in "ab":
        for i, j in itertools.permutations(nodes[p], 2):
            c.add_linear_processing_pathway(pathway=(i, [1], j))
    for i, j in zip(nodes["a"], nodes["b"]):
        c.add_linear_processing_pathway(pathway=(i, [-1], j))
        c.add_linear_processing_pathway(pathway=(j, [-1], i))
    for x in c.nodes:
        c.require_node_roles(x, [pnl.NodeRole.INPUT, pnl.NodeRole.OUTPUT])
    return c, {x: [0.5, -0.25, 1.0] for x in c.nodes}


def scheduled():
    make = lambda name, **k: pnl.IntegratorMechanism(name=name, function=pnl.SimpleIntegrator(**k))
    a, b, c_ = make("A", rate=1.0), make("B", rate=0.5), make("C", rate=0.25, offset=0.125)
    d = pnl.TransferMechanism(name="D", function=pnl.Linear(slope=2.0, intercept=1.0))
    c = pnl.Composition()
    c.add_linear_processing_pathway([a, b, c_, d])
    c.scheduler.add_condition(b, pnl.EveryNCalls(a, 1))
    c.scheduler.add_condition(c_, pnl.All(pnl.AfterNCalls(b, 5), pnl.Not(pnl.AtPass(7))))
    c.scheduler.add_condition(d, pnl.Any(pnl.AtPass(3), pnl.AfterNCalls(c_, 2)))
    c.termination_processing = {pnl.TimeScale.TRIAL: pnl.AfterNCalls(c_, 3)}
    return c, {a: [[1.0], [0.5]]}


def decision(philox):
    d = pnl.DDM(
        name="DDM", execute_until_finished=True, reset_stateful_function_when=pnl.AtTrialStart(),
        function=pnl.DriftDiffusionIntegrator(rate=1.0, noise=1.0, threshold=1.0, starting_value=0.0,
                                              time_step_size=0.001, non_decision_time=0.15, seed=42))
    if philox:
        d.function.parameters.random_state.set(_SeededPhilox([42]))
    c = pnl.Composition()
    c.add_node(d)
    return c, {d: [[0.8]]}


def action(variable):
    """Towards the prey and away from the predator, the nearer one with more weight."""
    away = variable[1] - variable[0]
    towards = variable[2] - variable[1]
    from_predator = np.sqrt(away[0] * away[0] + away[1] * away[1])
    from_prey = np.sqrt(towards[0] * towards[0] + towards[1] * towards[1])
    both = from_predator + from_prey
    return away / from_predator * (from_prey / both) + towards / from_prey * (from_predator / both)


def predator_prey(philox):
    names = ["player", "prey", "predator"]
    place = {n: pnl.ProcessingMechanism(input_shapes=2, name=n) for n in names}
    seen = {n: pnl.ProcessingMechanism(input_shapes=2, function=pnl.GaussianDistort, name=n + " seen") for n in names}
    act = pnl.ProcessingMechanism(function=action, input_ports=["predator", "player", "prey"],
                                  default_variable=[[0, 1], [0, -1], [1, 0]], name="action")
    direct = pnl.ComparatorMechanism(name="direct", sample=place["player"], target=place["prey"])
    c = pnl.Composition(name="predator prey")
    for n in names:
        c.add_linear_processing_pathway([place[n], seen[n]])
    c.add_node(act)
    c.add_node(direct)
    for port, n in enumerate(["predator", "prey", "player"]):
        c.add_projection(pnl.MappingProjection(seen[n], act.input_ports[port]))
    c.exclude_node_roles(direct, pnl.NodeRole.OUTPUT)
    signal = lambda n: pnl.ControlSignal(modulates=("variance", seen[n]), allocation_samples=[0, 2, 4, 6, 8, 10],
                                         cost_options=pnl.CostFunctions.INTENSITY)
    ocm = pnl.OptimizationControlMechanism(
        state_features=[place[n] for n in names], agent_rep=c,
        function=pnl.GridSearch(direction="minimize"),
        objective_mechanism=pnl.ObjectiveMechanism(function=pnl.Distance(metric=pnl.NORMED_L0_SIMILARITY),
                                                   monitor=[act, direct]),
        control_signals=[signal("player"), signal("predator"), signal("prey")])
    c.add_controller(ocm)
    c.enable_controller = True
    if philox:
        for function in [*(seen[n].function for n in names), ocm.function]:
            function.parameters.random_state.set(_SeededPhilox([0]))
    return c, {place["player"]: [[1.1576537, 0.60782117]], place["predator"]: [[-0.03479106, -0.47666293]],
               place["prey"]: [[-0.60836214, 0.1760381]]}


MODELS = {
    "feed-forward 2-5-2": feed_forward,
    "Necker cube, 6 logistic units": necker,
    "scheduler conditions": scheduled,
    "drift diffusion, Mersenne Twister": lambda: decision(False),
    "drift diffusion, Philox": lambda: decision(True),
    "predator-prey, 216 samples, Mersenne Twister": lambda: predator_prey(False),
    "predator-prey, 216 samples, Philox": lambda: predator_prey(True),
}

name, trials, interpreted = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
np.random.seed(0)
set_global_seed(0)
composition, inputs = MODELS[name]()


def run(count, mode, context):
    """Processor seconds of a run under a context of its own."""
    start = time.process_time()
    composition.run(inputs=inputs, num_trials=count, execution_mode=mode, context=context)
    return time.process_time() - start


compiled = pnl.ExecutionMode.LLVMRun
first = run(1, compiled, "first")
run(2, compiled, "values")
values = np.concatenate([np.ravel(trial) for trial in composition.parameters.results.get("values")])
kernels, runs = [], []
for _ in range(5):
    inside[0] = 0.0
    runs.append(run(trials, compiled, "timed") / trials)
    kernels.append(inside[0] / trials)
slow = run(interpreted, pnl.ExecutionMode.Python, "interpreted") / interpreted if interpreted else float("nan")
print(min(kernels) * 1e6, min(runs) * 1e6, slow * 1e6, first, *map(float, values))
