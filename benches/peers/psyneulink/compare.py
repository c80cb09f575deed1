"""One table: models of models.wl in `vm` beside PsyNeuLink. usage: python compare.py VM PYTHON [NAME ...]

PYTHON is an interpreter with PsyNeuLink in it (`pip install psyneulink==0.21.0.0`). All figures are processor time, so that
other work on the machine disturbs them little: of `vm`, the process with many trials less the process with one; of
PsyNeuLink, the time inside native code and that of the whole `run`.
"""
import os, resource, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
TRIALS = {
    "feed-forward 2-5-2": 200_000,
    "Necker cube, 6 logistic units": 200_000,
    "scheduler conditions": 200_000,
    "drift diffusion, Mersenne Twister": 2_000,
    "drift diffusion, Philox": 2_000,
}


def processor_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


vm, python, *names = sys.argv[1:]
script = os.path.join(HERE, "models.wl")
print(f"{'model':34} {'vm us':>8} {'native us':>10} {'ratio':>6} {'run us':>9} {'run/vm':>7} {'first ms':>9} {'theirs s':>9}")
for name in names or TRIALS:
    trials = TRIALS[name]
    own = lambda count: min(processor_seconds([vm, script, "Run", name, str(count)]) for _ in range(3))
    idle = min(processor_seconds([vm, "-e", "1"]) for _ in range(3))
    one, many = own(1), own(trials)
    ours = (many - one) / (trials - 1) * 1e6
    told = subprocess.run([python, os.path.join(HERE, "pnl_models.py"), name, str(min(trials, 2000))],
                          check=True, capture_output=True, text=True).stdout
    native, run, first = map(float, told.split()[-3:])
    print(f"{name:34} {ours:8.3f} {native:10.3f} {ours / native:6.2f} {run:9.2f} {run / ours:7.1f} "
          f"{(one - idle) * 1e3:9.2f} {first:9.2f}", flush=True)
