"""WebAssembly engines reached through their Python packages; a binding costs microseconds a call of a program.

  python3 wasm_hosts.py wasmtime programs.wasm   Cranelift
  python3 wasm_hosts.py wasm3 programs.wasm      an interpreter
"""
import sys
import time

engine, path = sys.argv[1:3]
code = open(path, "rb").read()

if engine == "wasmtime":
    import wasmtime
    store = wasmtime.Store()
    exports = wasmtime.Instance(store, wasmtime.Module(store.engine, code), []).exports(store)

    def find(name):
        function = exports.get(name)
        return function and (lambda size: function(store, size))
else:
    import wasm3
    environment = wasm3.Environment()
    runtime = environment.new_runtime(1 << 20)
    runtime.load(environment.parse_module(code))

    def find(name):
        try:
            return runtime.find_function(name)
        except RuntimeError:
            return None

for line in sys.stdin:
    name, size, repetitions = line.split()
    run = find(name)
    if run is None:
        print("unsupported", flush=True)
        continue
    size = int(size)
    start = time.process_time()
    for _ in range(int(repetitions)):
        result = run(size)
    print("%.9f %.15g" % (time.process_time() - start, result), flush=True)
