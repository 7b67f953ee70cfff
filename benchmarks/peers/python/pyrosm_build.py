"""B, pyrosm: from the extract to an igraph graph of walkable streets."""
import sys
import warnings

from whole import tell

warnings.filterwarnings("ignore")
import pyrosm  # noqa: E402

osm = pyrosm.OSM(sys.argv[1])
nodes, edges = osm.get_network(network_type="walking", nodes=True)
graph = osm.to_graph(nodes, edges, graph_type="igraph", network_type="walking")
tell(
    "pyrosm",
    pyrosm.__version__,
    "B",
    "get_network(walking, nodes), to_graph(igraph)",
    graph.vcount(),
    round(float(edges["length"].sum()) * 1000),
)
