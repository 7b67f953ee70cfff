"""Measures one job inside its own process, as measure.ts does: CPU seconds of the whole process, one line of JSON."""
import json
import os
import resource
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np  # noqa: E402  (threads are limited first)


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class Workload:
    """The files of `write-workloads.mjs` as arrays; of parallel edges the shortest, no loops: what all engines hold."""

    def __init__(self, folder):
        def column(name, kind=np.uint32):
            return np.fromfile(os.path.join(folder, name + ".bin"), dtype=kind)

        def head(name):
            with open(os.path.join(folder, name), encoding="utf8") as file:
                return json.load(file)

        a, b, mm = (column(name).astype(int) for name in ("from", "to", "lengthMm"))
        low, high = np.minimum(a, b), np.maximum(a, b)
        order = np.lexsort((mm, high, low))
        low, high, mm = low[order], high[order], mm[order]
        first = np.concatenate([[True], (low[1:] != low[:-1]) | (high[1:] != high[:-1])]) & (low != high)
        self.tail, self.head, self.mm = low[first], high[first], mm[first]
        self.x, self.y = column("x", np.float64), column("y", np.float64)
        self.facilities, self.origins, self.rows, self.columns, self.weights = (
            column(name).astype(int) for name in ("facilities", "origins", "rows", "columns", "weights")
        )
        self.count = len(self.x)
        self.limit_mm = head("workload.json")["limitMm"]


def tally(mm):
    """Count and sum of the finite lengths, given in millimetres."""
    mm = np.asarray(mm, dtype=float).ravel()
    mm = mm[np.isfinite(mm)]
    return {"count": int(mm.size), "sum": int(np.rint(mm).sum())}


def measure(engine, version, jobs, prepare):
    """
    jobs: work -> (how, function of (prepared, workload) returning a function that does the work and returns a
    checksum[, scaled_from]); prepare: function of (workload, work) returning what all jobs share.
    """
    folder, work = sys.argv[1:3]
    how, make, *more = jobs[work]
    begin = cpu_seconds()
    workload = Workload(folder)
    after_load = cpu_seconds()
    run = make(prepare(workload, work), workload)
    after_prepare = cpu_seconds()
    scaled = float(more[0](workload)) if more else 1.0
    cpu, wall, started = [], [], time.perf_counter()
    while len(cpu) < 3 or time.perf_counter() - started < 2:
        cpu0, wall0 = cpu_seconds(), time.perf_counter()
        checksum = run()
        cpu.append(cpu_seconds() - cpu0)
        wall.append(time.perf_counter() - wall0)
        if time.perf_counter() - started > 15:
            break
    print(
        json.dumps(
            {
                "engine": engine,
                "version": version,
                "work": work,
                "loadS": after_load - begin,
                "prepareS": after_prepare - after_load,
                "coldS": cpu[0] * scaled,
                "cpuS": min(cpu) * scaled,
                "wallS": min(wall) * scaled,
                "runs": len(cpu),
                "peakMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "checksum": checksum if scaled == 1.0 else None,
                "scaledFrom": scaled,
                "how": how,
            }
        )
    )
