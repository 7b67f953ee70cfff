"""Says what this whole process, or the children it ran, used from the start: one line of JSON."""
import json
import resource
import time

STARTED = time.perf_counter()


def tell(engine, version, work, how, count, total, children=False):
    used = resource.getrusage(resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    print(
        json.dumps(
            {
                "engine": engine,
                "version": version,
                "work": work,
                "loadS": 0,
                "prepareS": 0,
                "coldS": cpu,
                "cpuS": cpu,
                "wallS": time.perf_counter() - STARTED,
                "runs": 1,
                "peakMiB": used.ru_maxrss / 1024,
                "checksum": None if count is None else {"count": count, "sum": total},
                "scaledFrom": 1,
                "how": how,
            }
        )
    )
