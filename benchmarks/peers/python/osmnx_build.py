"""B, OSMnx: from the extract as XML (it reads no PBF; the conversion by osmium is not counted) to a graph."""
import sys
import warnings

from whole import tell

warnings.filterwarnings("ignore")
import osmnx  # noqa: E402

graph = osmnx.graph_from_xml(sys.argv[1], bidirectional=True, simplify=True, retain_all=True)
total = sum(length for _, _, length in graph.edges(data="length"))
tell("OSMnx", osmnx.__version__, "B", "graph_from_xml(bidirectional, simplify)", len(graph), round(total * 1000))
