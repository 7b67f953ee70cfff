"""igraph on a workload: it has no limit, so it answers the matrix without one."""
from measure import measure, tally
import igraph
import numpy as np


def prepare(w, _work):
    graph = igraph.Graph(n=w.count, edges=np.stack([w.tail, w.head], axis=1))
    graph.es["mm"] = w.mm.astype(float)
    return graph


def w3u(graph, w):
    return lambda: tally(graph.distances(source=w.columns, target=w.rows, weights="mm", algorithm="dijkstra"))


measure("igraph", igraph.__version__, {"W3u": ("distances, Dijkstra from the 200", w3u)}, prepare)
