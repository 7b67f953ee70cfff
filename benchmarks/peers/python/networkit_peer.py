"""networkit on a workload: shortest paths from many sources to many targets, without a limit."""
from measure import measure, tally
import networkit as nk
import numpy as np

nk.setNumberOfThreads(1)


def prepare(w, _work):
    graph = nk.Graph(w.count, weighted=True)
    for a, b, mm in zip(w.tail.tolist(), w.head.tolist(), w.mm.tolist()):
        graph.addEdge(a, b, mm)
    return graph


def w3u(graph, w):
    def run():
        search = nk.distance.SPSP(graph, w.columns.tolist(), w.rows.tolist())
        search.run()
        mm = np.array(search.getDistances(asarray=False))
        return tally(np.where(mm > 1e15, np.inf, mm))

    return run


measure("networkit", nk.__version__, {"W3u": ("SPSP from the 200", w3u)}, prepare)
