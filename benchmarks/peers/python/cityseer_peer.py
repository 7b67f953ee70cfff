"""
cityseer on a workload: how many of the origins reach each node, one bounded search an origin.

It measures streets by their shapes and keeps no distance, so only the number of pairs is comparable: each street is given as a
straight line with the factor that makes it as long as it is.
"""
from importlib.metadata import version

from measure import measure
import numpy as np
from cityseer import rustalgos

SPEED_M_S = 1200 / 900


def prepare(w, _work):
    scale = 111_320.0
    x = w.x * scale * np.cos(np.radians(float(w.y.mean())))
    y = w.y * scale
    network = rustalgos.graph.NetworkStructure()
    for node in range(w.count):
        network.add_street_node(node, float(x[node]), float(y[node]), True, 1.0)
    for edge, (a, b, mm) in enumerate(zip(w.tail.tolist(), w.head.tolist(), w.mm.tolist())):
        # Two nodes may lie at one place: a line needs some length.
        ax, ay, bx, by = float(x[a]), float(y[a]), float(x[b]), float(y[b])
        if ax == bx and ay == by:
            bx += 0.001
        factor = max(mm, 1e-3) / 1000 / float(np.hypot(bx - ax, by - ay))
        network.add_street_edge(a, b, edge, a, b, f"LINESTRING({ax!r} {ay!r},{bx!r} {by!r})", factor)
        network.add_street_edge(b, a, edge, b, a, f"LINESTRING({bx!r} {by!r},{ax!r} {ay!r})", factor)
    return network


def w2(network, w):
    origins = w.origins.tolist()

    def run():
        (hits,) = network.poll_reach_hits(origins, [w.limit_mm // 1000], SPEED_M_S)
        return {"count": int(sum(hits)), "sum": None}

    return run


measure("cityseer", version("cityseer"), {"W2": ("poll_reach_hits: reach alone, no distances", w2)}, prepare)
