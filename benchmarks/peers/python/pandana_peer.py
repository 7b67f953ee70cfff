"""pandana on a workload. Weights are metres; inside it counts whole millimetres. Its hierarchy is made in any case."""
from measure import measure, tally
import contextlib
import os
import sys
from importlib.metadata import version

import numpy as np
import pandas as pd


@contextlib.contextmanager
def quiet():
    """It prints its progress."""
    kept = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


with quiet():
    import pandana


def prepare(w, work):
    ids = np.arange(w.count)
    x = pd.Series(w.x, index=ids)
    y = pd.Series(w.y, index=ids)
    with quiet():
        network = pandana.Network(
            x, y, pd.Series(w.tail), pd.Series(w.head), pd.DataFrame({"metres": w.mm / 1000}), twoway=True
        )
        if work == "W1":
            network.set_pois("facility", w.limit_mm / 1000, 1, x[w.facilities], y[w.facilities])
        if work == "W4":
            network.set(pd.Series(ids), variable=pd.Series(w.weights.astype(float)), name="weight")
    return network


def w1(network, w):
    def run():
        found = network.nearest_pois(w.limit_mm / 1000, "facility", num_pois=1, max_distance=np.inf)
        return tally(found[1].to_numpy() * 1000)

    return run


def ranges(network, w, origins):
    ids = network.node_idx.index.to_numpy(dtype=np.int64)
    origins = np.asarray(origins, dtype=np.int64)

    def run():
        count, total = 0, 0.0
        for row in network.net.nodes_in_range(origins, w.limit_mm / 1000, 0, ids):
            count += len(row)
            total += sum(reached[1] for reached in row)
        return {"count": count, "sum": round(total * 1000)}

    return run


def w3(network, w):
    ids = network.node_idx.index.to_numpy(dtype=np.int64)
    columns = np.asarray(w.columns, dtype=np.int64)
    wanted = np.zeros(w.count, dtype=bool)
    wanted[w.rows] = True

    def run():
        count, total = 0, 0.0
        for row in network.net.nodes_in_range(columns, w.limit_mm / 1000, 0, ids):
            for node, metres in row:
                if wanted[int(node)]:
                    count += 1
                    total += metres
        return {"count": count, "sum": round(total * 1000)}

    return run


def w3u(network, w):
    rows = np.repeat(w.rows, len(w.columns))
    columns = np.tile(w.columns, len(w.rows))

    def run():
        metres = np.asarray(network.shortest_path_lengths(rows, columns))
        # What it cannot reach is 4294967.295 m.
        return tally(np.where(metres > 4_294_000, np.inf, metres * 1000))

    return run


def w4(network, w):
    def run():
        summed = network.aggregate(w.limit_mm / 1000, type="sum", decay="flat", name="weight")
        return {"count": int(len(summed)), "sum": round(float(summed.sum()))}

    return run


measure(
    "pandana",
    version("pandana"),
    {
        "W1": ("nearest_pois", w1),
        "W2": ("raw nodes_in_range", lambda network, w: ranges(network, w, w.origins)),
        "W3": ("raw nodes_in_range from the 200", w3),
        "W3u": ("shortest_path_lengths (hierarchy)", w3u),
        "W4": ("aggregate, sum, flat, uncached", w4),
    },
    prepare,
)
