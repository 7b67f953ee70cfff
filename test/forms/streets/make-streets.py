"""Writes one small town in every form that streets come in, by the tools that people use.

    python3 -m venv venv && venv/bin/pip install geopandas osmnx pyarrow
    venv/bin/python make-streets.py         # needs osmium and ogr2ogr on the path, too

The town lies around 10° E, 0° N, in metres: streets every 100 m south of a river and north of it, a bridge, a tunnel, a
motorway beside, steps, steps of one direction, a gate that is closed, a private drive, a footway that is closed, a street
that is one-way for vehicles alone, and a square with a building in it.
"""
import csv, json, math, pathlib, subprocess, warnings
from xml.sax.saxutils import quoteattr

import geopandas, osmnx
from shapely.geometry import LineString

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).parent
NODES, WAYS, NUMBER = {}, [], {}


def place(east, north):
    return round(10 + east / 111319.49, 7), round(north / 110574.28, 7)


def node(east, north, **tags):
    key = (east, north)
    if key not in NUMBER:
        NUMBER[key] = 101 + len(NUMBER)
        NODES[NUMBER[key]] = {"at": place(east, north), "tags": {}}
    NODES[NUMBER[key]]["tags"].update(tags)
    return NUMBER[key]


def way(points, **tags):
    WAYS.append({"id": 1001 + len(WAYS), "nodes": [node(*p) for p in points],
                 "tags": {k.replace("__", ":"): v for k, v in tags.items()}})


# South of the river, one street every 100 m.
for y in (0, 100, 200):
    way([(x, y) for x in (0, 50, 100, 200, 300, 400)], highway="residential", name=f"South {y}",
        **({"oneway": "yes"} if y == 200 else {}))
for x in (0, 100, 200, 300, 400):
    way([(x, y) for y in (0, 100, 200)], highway="residential", name=f"Column {x}")
# North of it.
for y in (300, 400):
    way([(x, y) for x in (0, 100, 200, 300, 400)], highway="tertiary", name=f"North {y}")
for x in (0, 200, 400):
    way([(x, 300), (x, 400)], highway="living_street", name=f"Lane {x}")
way([(-50, 250), (450, 250)], waterway="river", name="River")
way([(200, 200), (200, 300)], highway="footway", bridge="yes", layer="1", name="Bridge")
way([(0, 200), (0, 300)], highway="footway", tunnel="yes", layer="-1", name="Tunnel")
way([(450, -50), (450, 100), (450, 300), (450, 450)], highway="motorway", name="Motorway")
way([(400, 100), (450, 100)], highway="residential", name="East South")
way([(400, 300), (450, 300)], highway="residential", name="East North")
way([(100, 0), (200, 100)], highway="steps", name="Steps")
way([(300, 100), (400, 200)], highway="steps", conveying="forward", oneway__foot="yes", name="Up")
way([(200, 0), (300, 100)], highway="service", service="driveway", access="private", name="Drive")
way([(300, 0), (400, 100)], highway="footway", foot="no", name="Closed")
node(50, 100, barrier="gate", access="no")
# A square, joined at two corners, and a house in it.
way([(100, -50), (200, -50), (200, -150), (100, -150), (100, -50)], highway="pedestrian", area="yes", name="Square")
way([(130, -80), (170, -80), (170, -120), (130, -120), (130, -80)], building="yes")
way([(100, 0), (100, -50)], highway="footway", name="To Square")
way([(200, -150), (300, -150), (300, 0)], highway="footway", name="From Square")


def tag_lines(tags):
    return "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in tags.items())


def xml(way_body, way_only=False):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">']
    for number, one in NODES.items():
        if way_only and not one["tags"]:
            continue
        lon, lat = one["at"]
        lines.append(f'<node id="{number}" version="1" lat="{lat:.7f}" lon="{lon:.7f}">{tag_lines(one["tags"])}</node>')
    for one in WAYS:
        lines.append(f'<way id="{one["id"]}" version="1">{way_body(one)}{tag_lines(one["tags"])}</way>')
    return "\n".join([*lines, "</osm>", ""])


def plain(one):
    return "".join(f'<nd ref="{n}"/>' for n in one["nodes"])


def geom(one):
    return "".join('<nd ref="%d" lat="%.7f" lon="%.7f"/>' % (n, NODES[n]["at"][1], NODES[n]["at"][0]) for n in one["nodes"])


def overpass(name, body):
    elements = []
    for number, one in NODES.items():
        lon, lat = one["at"]
        if body or one["tags"]:
            elements.append({"type": "node", "id": number, "lat": lat, "lon": lon, **({"tags": one["tags"]} if one["tags"] else {})})
    for one in WAYS:
        shape = [{"lat": NODES[n]["at"][1], "lon": NODES[n]["at"][0]} for n in one["nodes"]]
        elements.append({"type": "way", "id": one["id"], "nodes": one["nodes"], "tags": one["tags"], **({} if body else {"geometry": shape})})
    (HERE / name).write_text(json.dumps({"version": 0.6, "generator": "Overpass API", "elements": elements}))


def line(one):
    return LineString([NODES[n]["at"] for n in one["nodes"]])


def run(*words):
    subprocess.run([str(w) for w in words], check=True, cwd=HERE, stdout=subprocess.DEVNULL)


(HERE / "town.osm").write_text(xml(plain))
(HERE / "overpass-geom.osm").write_text(xml(geom, way_only=True))
overpass("overpass-body.json", True)
overpass("overpass-geom.json", False)
run("osmium", "cat", "-O", "town.osm", "-o", "dense.osm.pbf")
run("osmium", "cat", "-O", "town.osm", "-f", "pbf,pbf_dense_nodes=false", "-o", "plain.osm.pbf")
run("osmium", "add-locations-to-ways", "-O", "town.osm", "-o", "locations.osm.pbf")
run("osmium", "cat", "-O", "town.osm", "-o", "town.osm.bz2")
(HERE / "gdal.gpkg").unlink(missing_ok=True)
run("ogr2ogr", "-f", "GPKG", "gdal.gpkg", "town.osm", "points", "lines", "multipolygons", "-lco", "SPATIAL_INDEX=NO")

ROADS = [one for one in WAYS if "highway" in one["tags"]]

# Geofabrik's layer of roads: osm_id, code, fclass, name, ref, oneway, maxspeed, layer, bridge, tunnel.
CODES = {"residential": 5122, "tertiary": 5115, "living_street": 5123, "footway": 5153, "motorway": 5111, "steps": 5155,
         "service": 5141, "pedestrian": 5124}
geofabrik = geopandas.GeoDataFrame([
    {"osm_id": str(one["id"]), "code": CODES[one["tags"]["highway"]], "fclass": one["tags"]["highway"],
     "name": one["tags"].get("name", ""), "ref": "", "oneway": "F" if one["tags"].get("oneway") == "yes" else "B",
     "maxspeed": 0, "layer": int(one["tags"].get("layer", 0)), "bridge": "T" if "bridge" in one["tags"] else "F",
     "tunnel": "T" if "tunnel" in one["tags"] else "F", "geometry": line(one)} for one in ROADS], crs=4326)
geofabrik.to_file(HERE / "geofabrik.shp")

# Overture's segments, with the fields of its schema that say anything here.
def restriction(access, **when):
    fields = ["during", "heading", "using", "recognized", "mode", "vehicle"]
    return {"access_type": access, "when": {field: when.get(field) for field in fields}, "between": None}


def segment(one):
    tags = one["tags"]
    flags = [f for f, key in (("is_bridge", "bridge"), ("is_tunnel", "tunnel")) if key in tags]
    denied = []
    if tags.get("foot") == "no":
        denied = [restriction("denied", mode=["foot"])]
    elif tags.get("access") == "private":
        denied = [restriction("denied"),
                  restriction("allowed", recognized=["as_private"])]
    elif tags.get("oneway:foot") == "yes":
        denied = [restriction("denied", mode=["foot"], heading="backward")]
    return {"id": f'seg-{one["id"]}', "subtype": "road", "class": tags["highway"],
            "subclass": "driveway" if tags.get("service") == "driveway" else None, "names": {"primary": tags.get("name")},
            "connectors": [{"connector_id": f"node-{n}", "at": None} for n in one["nodes"]],
            "road_flags": [{"values": flags, "between": None}] if flags else None,
            "access_restrictions": denied or None, "geometry": line(one)}
geopandas.GeoDataFrame([segment(one) for one in ROADS], crs=4326).to_parquet(HERE / "overture.parquet")

# OSMnx as it is used for walking: every street both ways, unfiltered, its own tags.
graph = osmnx.graph_from_xml(HERE / "town.osm", bidirectional=True, simplify=True, retain_all=True)
edges = osmnx.graph_to_gdfs(graph, nodes=False).reset_index()
for column in edges.columns.drop("geometry"):
    # Parquet takes no column of lists and texts; OSMnx's own writer makes texts of them, too.
    if edges[column].map(lambda value: isinstance(value, list)).any():
        edges[column] = edges[column].map(lambda value: value if value is None else str(value))
edges.to_parquet(HERE / "osmnx.parquet")

# Tables of nodes and edges, one edge a piece of street.
KEYS = ["highway", "bridge", "tunnel", "layer", "conveying", "oneway:foot", "service", "access", "foot", "name"]
EARTH = 6378137.0, 1 / 298.257223563
def metres(a, b):
    (lon1, lat1), (lon2, lat2) = NODES[a]["at"], NODES[b]["at"]
    middle = math.radians((lat1 + lat2) / 2)
    e2 = EARTH[1] * (2 - EARTH[1])
    w = math.sqrt(1 - e2 * math.sin(middle) ** 2)
    north = math.radians(lat2 - lat1) * EARTH[0] * (1 - e2) / w ** 3
    east = math.radians(lon2 - lon1) * EARTH[0] / w * math.cos(middle)
    return math.hypot(east, north)
with open(HERE / "edges.csv", "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(["from", "to", "length_m", *KEYS])
    for one in ROADS:
        for a, b in zip(one["nodes"], one["nodes"][1:]):
            out.writerow([a, b, f"{metres(a, b):.3f}", *[one["tags"].get(k, "") for k in KEYS]])
with open(HERE / "nodes.csv", "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(["id", "lon", "lat", "barrier", "access"])
    for number, one in NODES.items():
        out.writerow([number, *one["at"], one["tags"].get("barrier", ""), one["tags"].get("access", "")])
