"""W5, Valhalla: one isochrone polygon a place, pedestrian, 15 minutes at 4.8 km/h."""
import json
import os
import resource
import sys
import time
from importlib.metadata import version

import numpy as np
from valhalla import Actor

places_folder, tiles = sys.argv[1:3]
places = np.fromfile(os.path.join(places_folder, "places.f64")).reshape(-1, 2)
actor = Actor(os.path.join(tiles, "valhalla.json"))


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def request(lon, lat):
    return json.dumps(
        {
            "locations": [{"lon": lon, "lat": lat}],
            "costing": "pedestrian",
            "costing_options": {"pedestrian": {"walking_speed": 4.8}},
            "contours": [{"time": 15}],
            "polygons": True,
        }
    )


requests = [request(lon, lat) for lon, lat in places.tolist()]
cpu, wall, count = [], [], 0
for _ in range(3):
    cpu0, wall0 = cpu_seconds(), time.perf_counter()
    count = sum(1 for text in requests if '"Polygon"' in actor.isochrone(text))
    cpu.append(cpu_seconds() - cpu0)
    wall.append(time.perf_counter() - wall0)
print(
    json.dumps(
        {
            "engine": "Valhalla",
            "version": version("pyvalhalla-weekly"),
            "work": "W5",
            "loadS": 0,
            "prepareS": 0,
            "coldS": cpu[0],
            "cpuS": min(cpu),
            "wallS": min(wall),
            "runs": len(cpu),
            "peakMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "checksum": {"count": count, "sum": 0},
            "scaledFrom": 1,
            "how": "Actor.isochrone, pedestrian, own tiles",
        }
    )
)
