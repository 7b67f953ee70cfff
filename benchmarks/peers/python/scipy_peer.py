"""scipy.sparse.csgraph on a workload. The matrix holds both directions, so that scipy need not make them again."""
from measure import measure, tally
import numpy as np
import scipy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

BATCH = 50


def prepare(w, _work):
    tail = np.concatenate([w.tail, w.head])
    head = np.concatenate([w.head, w.tail])
    # An entry of no length would be no edge at all: those are walked at a millionth of a millimetre.
    mm = np.maximum(np.concatenate([w.mm, w.mm]).astype(float), 1e-6)
    return csr_matrix((mm, (tail, head)), shape=(w.count, w.count))


def w1(graph, w):
    return lambda: tally(dijkstra(graph, indices=w.facilities, min_only=True, limit=w.limit_mm + 0.5))


def ranges(graph, w, origins):
    """Batches, since one call gives a dense row of all nodes for each origin."""

    def run():
        count, total = 0, 0
        for at in range(0, len(origins), BATCH):
            part = tally(dijkstra(graph, indices=origins[at : at + BATCH], limit=w.limit_mm + 0.5))
            count, total = count + part["count"], total + part["sum"]
        return {"count": count, "sum": total}

    return run


def w3(graph, w, limit):
    def run():
        return tally(dijkstra(graph, indices=w.columns, limit=limit)[:, w.rows])

    return run


def w4(graph, w):
    sample = w.origins[:200]

    def run():
        total = 0
        for at in range(0, len(sample), BATCH):
            near = np.isfinite(dijkstra(graph, indices=sample[at : at + BATCH], limit=w.limit_mm + 0.5))
            total += int((near @ w.weights).sum())
        return {"count": len(sample), "sum": total}

    return run


measure(
    "scipy",
    scipy.__version__,
    {
        "W1": ("csgraph.dijkstra(min_only)", w1),
        "W2": ("csgraph.dijkstra(limit), 50 rows a call", lambda graph, w: ranges(graph, w, w.origins)),
        "W3": ("csgraph.dijkstra(limit) from the 200", lambda graph, w: w3(graph, w, w.limit_mm + 0.5)),
        "W3u": ("csgraph.dijkstra from the 200", lambda graph, w: w3(graph, w, np.inf)),
        "W4": ("csgraph.dijkstra(limit), 200 origins", w4, lambda w: w.count / 200),
    },
    prepare,
)
