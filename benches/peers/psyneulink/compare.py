"""One table: models of models.wl in `vm` beside PsyNeuLink. usage: python compare.py VM PYTHON [NAME ...]

PYTHON is an interpreter with PsyNeuLink in it (`pip install psyneulink==0.21.0.0`). All figures are processor time, so that
other work on the machine disturbs them little: of `vm`, the process with many trials less the process with one trial, before
and after PsyNeuLink is measured, the smaller of them; of PsyNeuLink, the time inside native code, that of the whole `run`,
and that of a trial in its Python mode. The first result of `vm` is the whole process, from its start to its end; that of
PsyNeuLink is one call of `run`, without the seconds that it needs to be imported. Each model is a process of its own with a
limit of time; rows come as they are done. Outputs of the first two trials are compared, too.
"""
import os, resource, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 150  # seconds for a model in PsyNeuLink
# Trials of vm, of PsyNeuLink compiled, of PsyNeuLink interpreted.
TRIALS = {
    "feed-forward 2-5-2": (200_000, 2_000, 100),
    "Necker cube, 6 logistic units": (200_000, 2_000, 50),
    "scheduler conditions": (200_000, 2_000, 20),
    "drift diffusion, Mersenne Twister": (2_000, 2_000, 1),
    "drift diffusion, Philox": (2_000, 2_000, 1),
    "predator-prey, 216 samples, Mersenne Twister": (500, 200, 0),
    "predator-prey, 216 samples, Philox": (500, 200, 0),
}


def processor_seconds(command):
    """Processor seconds of a command and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=LIMIT).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, told


def ours(vm, name, trials):
    """Processor seconds of a process with one trial and with many; outputs."""
    script = os.path.join(HERE, "models.wl")
    ones, manys = [], []
    for _ in range(3):
        ones.append(processor_seconds([vm, script, "Run", name, "1"])[0])
        many, told = processor_seconds([vm, script, "Run", name, str(trials)])
        manys.append(many)
    return min(ones), min(manys), list(map(float, told.replace("*^", "e").split()))


def main():
    vm, python, *names = sys.argv[1:]
    columns = "vm us", "native us", "vm/nat", "run us", "run/vm", "Python us", "vm ms", "theirs ms"
    print(f"{'':45}" + "per trial".ljust(64) + "first result")
    print(f"{'model':45}" + "".join(title.rjust(10) for title in columns), flush=True)
    for name in names or TRIALS:
        many, compiled, interpreted = TRIALS[name]
        script = os.path.join(HERE, "pnl_models.py")
        before = ours(vm, name, many)
        try:
            told = processor_seconds([python, script, name, str(compiled), str(interpreted)])[1]
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            print(f"{name:45}{error}", flush=True)
            continue
        after = ours(vm, name, many)
        native, run, slow, first, *theirs = map(float, told.split())
        one = min(before[0], after[0])
        per_trial = (min(before[1], after[1]) - one) / (many - 1) * 1e6
        far = max(abs(a - b) / max(abs(b), 1e-3) for a, b in zip(after[2], theirs, strict=True))
        print(f"{name:45}{per_trial:10.3f}{native:10.3f}{per_trial / native:10.2f}{run:10.2f}{run / per_trial:10.1f}"
              f"{slow:10.0f}{one * 1e3:10.1f}{first * 1e3:10.0f}"
              + ("" if far < 1e-5 else f"  outputs differ by {far:.1e}"), flush=True)


main()
