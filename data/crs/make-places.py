"""Writes places.json: places in many coordinate systems, worked out by PROJ through pyproj, that tests compare with.

Run with pyproj installed: python3 data/crs/make-places.py
PROJ may use no grids, so that it takes the transformation of three or seven parameters that is best where the place lies.
"""
import json
import os

import pyproj
from pyproj.transformer import TransformerGroup

pyproj.network.set_network_enabled(False)
FOLDER = os.path.dirname(os.path.abspath(__file__))
# Greece, Vietnam, Belgium, Israel, Hong Kong, Macau, and others whose data are often asked for.
PLACES = [
    (2100, 23.73, 37.98), (3405, 105.85, 21.03), (31370, 4.35, 50.85), (2039, 34.78, 32.08), (2326, 114.17, 22.3),
    (8433, 113.545, 22.19), (27700, -0.12, 51.5), (28992, 4.9, 52.37), (31467, 9.18, 48.78), (2154, 2.35, 48.86),
    (25832, 9.99, 53.55), (21781, 8.54, 47.38), (2056, 8.54, 47.38), (31256, 16.37, 48.21), (5514, 14.42, 50.09),
    (23700, 19.04, 47.5), (2180, 21.01, 52.23), (29902, -6.26, 53.35), (3763, -9.14, 38.72), (3347, -79.38, 43.65),
    (2263, -73.99, 40.73), (27200, 174.76, -36.85), (2193, 174.76, -36.85), (7856, 151.21, -33.87), (6677, 139.69, 35.69),
    (5186, 126.98, 37.57), (24047, 100.5, 13.75), (29873, 116.07, 5.98), (3168, 101.69, 3.14), (23830, 106.83, -6.2),
    (4121, 23.73, 37.98), (4313, 4.35, 50.85), (4756, 105.85, 21.03), (4141, 34.78, 32.08), (4611, 114.17, 22.3),
]
lines = []
for code, lon, lat in PLACES:
    group = TransformerGroup("EPSG:4326", f"EPSG:{code}", always_xy=True, area_of_interest=pyproj.aoi.AreaOfInterest(lon, lat, lon, lat))
    best = group.transformers[0]
    x, y = best.transform(lon, lat)
    lines.append(json.dumps({"code": code, "lon": lon, "lat": lat, "x": x, "y": y, "accuracyM": best.accuracy, "by": best.description}))
with open(os.path.join(FOLDER, "places.json"), "w", encoding="utf-8") as file:
    file.write("[\n" + ",\n".join(lines) + "\n]\n")
