"""The models of models.wl in PsyNeuLink: processor time per trial in its compiled kernel and in the whole of `run`.

usage: python pnl_models.py NAME TRIALS; prints kernel and run in microseconds a trial, and seconds to the first result.
"""
import itertools, statistics, sys, time, warnings

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


MODELS = {
    "feed-forward 2-5-2": feed_forward,
    "Necker cube, 6 logistic units": necker,
    "scheduler conditions": scheduled,
    "drift diffusion, Mersenne Twister": lambda: decision(False),
    "drift diffusion, Philox": lambda: decision(True),
}

name, trials = sys.argv[1], int(sys.argv[2])
np.random.seed(0)
set_global_seed(0)
composition, inputs = MODELS[name]()
mode = pnl.ExecutionMode.LLVMRun
start = time.process_time()
composition.run(inputs=inputs, num_trials=1, execution_mode=mode)
first = time.process_time() - start
kernels, runs = [], []
for _ in range(5):
    inside[0] = 0.0
    start = time.process_time()
    composition.run(inputs=inputs, num_trials=trials, execution_mode=mode)
    runs.append((time.process_time() - start) / trials)
    kernels.append(inside[0] / trials)
print(min(kernels) * 1e6, min(runs) * 1e6, first)
