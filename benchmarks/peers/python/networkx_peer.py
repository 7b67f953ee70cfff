"""networkx on a workload, as OSMnx users ask it."""
from measure import measure, tally
import networkx as nx


def prepare(w, _work):
    graph = nx.Graph()
    graph.add_nodes_from(range(w.count))
    graph.add_weighted_edges_from(zip(w.tail.tolist(), w.head.tolist(), w.mm.tolist()), weight="mm")
    return graph


def w1(graph, w):
    sources = w.facilities.tolist()

    def run():
        return tally(list(nx.multi_source_dijkstra_path_length(graph, sources, cutoff=w.limit_mm, weight="mm").values()))

    return run


def w2(graph, w):
    sample = w.origins[:100].tolist()

    def run():
        reached = [
            mm
            for origin in sample
            for mm in nx.single_source_dijkstra_path_length(graph, origin, cutoff=w.limit_mm, weight="mm").values()
        ]
        return tally(reached)

    return run


measure(
    "networkx",
    nx.__version__,
    {
        "W1": ("multi_source_dijkstra_path_length", w1),
        "W2": ("single_source_dijkstra_path_length, 100 origins", w2, lambda w: len(w.origins) / 100),
    },
    prepare,
)
