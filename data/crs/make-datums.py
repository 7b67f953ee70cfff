"""Writes datums.json: for each geodetic datum the ways into WGS 84 that are accurate to 5 m or better.

Run with pyproj installed: python3 data/crs/make-datums.py
Source: EPSG Dataset as it comes with PROJ (proj.db); names of Esri from its table of aliases.
Taken are transformations of three and seven parameters to WGS 84, or to a datum that is WGS 84 within its accuracy.
Rotations are written in the sense "position vector", in seconds; translations in metres; scale in parts per million.
"""
import json
import math
import os
import re
import sqlite3

import pyproj

FOLDER = os.path.dirname(os.path.abspath(__file__))
MOST_M = 5
# 3 parameters; 7 by position vector; 7 by coordinate frame: geographic 2D, 3D, geocentric.
THREE, VECTOR, FRAME = {"9603", "1035", "1031"}, {"9606", "1037", "1033"}, {"9607", "1038", "1032"}
# Ten parameters (Molodensky-Badekas), which are seven with another translation.
FRAME_OF_TEN = {"9636", "1034", "1039"}
VECTOR_OF_TEN = {"1061", "1062", "1063"}
# Beijing 1954 and Xi'an 1980: what is published holds for single oil fields and basins.
LEFT_OUT = {"6214", "6610"}
LENGTHS = {"9001": 1, "1033": 0.01, "1025": 0.001}
# Seconds, seconds of the gon, milliseconds, microradians, radians.
ANGLES = {"9104": 1, "9113": 0.324, "1031": 0.001, "9109": math.degrees(1e-6) * 3600, "9101": math.degrees(1) * 3600}
SCALES = {"9202": 1, "1028": 0.001, "9201": 1e6}

db = sqlite3.connect(os.path.join(pyproj.datadir.get_data_dir(), "proj.db"))
datum_of = dict(db.execute("select cast(code as text), cast(datum_code as text) from geodetic_crs where auth_name = 'EPSG' and datum_auth_name = 'EPSG'"))
name_of = dict(db.execute("select cast(code as text), name from geodetic_datum where auth_name = 'EPSG'"))


def key_of(name):
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^D_", "", name).lower()) if name else ""


def rows():
    return db.execute(
        "select h.code, cast(method_code as text), cast(source_crs_code as text), cast(target_crs_code as text), accuracy, tx, ty,"
        " tz, cast(translation_uom_code as text), rx, ry, rz, cast(rotation_uom_code as text), scale_difference,"
        " cast(scale_difference_uom_code as text), px, py, pz, west_lon, south_lat, east_lon, north_lat"
        " from helmert_transformation_table h join usage u on u.object_table_name = 'helmert_transformation'"
        " and u.object_auth_name = 'EPSG' and u.object_code = h.code join extent e on e.code = u.extent_code"
        " and e.auth_name = u.extent_auth_name where h.auth_name = 'EPSG' and not h.deprecated and accuracy is not null"
        f" and accuracy <= {MOST_M} order by cast(h.code as integer)"
    ).fetchall()


def turn_about(turn, x, y, z):
    rx, ry, rz = (math.radians(v / 3600) for v in turn[:3])
    scale = 1 + turn[3] * 1e-6
    return scale * (x - rz * y + ry * z), scale * (rz * x + y - rx * z), scale * (-ry * x + rx * y + z)


def shift(row, more=0):
    code, method, _, _, accuracy, tx, ty, tz, length, rx, ry, rz, angle, ds, scale, px, py, pz, *box = row
    if method not in THREE | VECTOR | FRAME | VECTOR_OF_TEN | FRAME_OF_TEN:
        return None
    sign = -1 if method in FRAME | FRAME_OF_TEN else 1
    move = [v * LENGTHS[length] for v in (tx, ty, tz)]
    turn = [0, 0, 0, 0]
    if method not in THREE:
        turn = [round(sign * v * ANGLES[angle], 8) for v in (rx, ry, rz)] + [round(ds * SCALES[scale], 8)]
        if method in VECTOR_OF_TEN | FRAME_OF_TEN:
            move = [m + p - turned for m, p, turned in zip(move, (px, py, pz), turn_about(turn, px, py, pz))]
    move = [round(v, 4) for v in move]
    return {"op": f"EPSG:{code}", "accuracyM": accuracy + more, "box": box, "toWgs84": move + turn}


WGS84 = "6326"
superseded = {
    code
    for (code,) in db.execute(
        "select cast(superseded_code as text) from supersession where superseded_table_name = 'helmert_transformation'"
        " and superseded_auth_name = 'EPSG' and not same_source_target_crs = 0"
    )
}
everything = [row for row in rows() if str(row[0]) not in superseded]
# Datums that are WGS 84 to within the accuracy of a transformation without any shift.
same = {WGS84: 0}
for row in everything:
    source, target = datum_of.get(row[2]), datum_of.get(row[3])
    made = shift(row)
    if made and target == WGS84 and not any(made["toWgs84"]):
        same[source] = min(same.get(source, 9), row[4])

shifts = {}
for row in everything:
    source, target = datum_of.get(row[2]), datum_of.get(row[3])
    if source in LEFT_OUT or source in (None, WGS84) or target not in same:
        continue
    made = shift(row, 0 if target == WGS84 else same[target])
    if made and made["accuracyM"] <= MOST_M:
        shifts.setdefault(source, []).append(made)
everywhere = {"op": "none", "accuracyM": 2, "box": [-180, -90, 180, 90], "toWgs84": [0] * 7}
shifts[WGS84] = [everywhere]
# China 2000 has no transformation in the registry; it is ITRF97 at epoch 2000.0, as WGS 84 is within a metre.
(china,) = [code for code, name in name_of.items() if name == "China 2000"]
shifts[china] = [{**everywhere, "accuracyM": 1}]
# The members of the ensemble of WGS 84 are WGS 84.
for (member,) in db.execute("select cast(member_code as text) from geodetic_datum_ensemble_member where ensemble_code = ?", (WGS84,)):
    shifts.setdefault(member, [everywhere])



def best(found):
    """The most accurate first, the newest among equals."""
    code = found["op"].removeprefix("EPSG:")
    return found["accuracyM"], -int(code) if code.isdigit() else 0


# Names that older editions and programs write, and that the registry's table of aliases lacks.
FORMER = {"Korean Geodetic Datum 2002": ["geocentricdatumofkorea", "kgd2002"]}

known = {}
for code, name in name_of.items():
    names = {key_of(name)}
    for (alias,) in db.execute(
        "select alt_name from alias_name where table_name = 'geodetic_datum' and auth_name = 'EPSG' and code = ?", (code,)
    ):
        names.add(key_of(alias))
    names.update(FORMER.get(name, []))
    names.discard("")
    if code in shifts:
        known[code] = names

owner = {}
for code, names in known.items():
    for name in names:
        # The name that the registry itself gives goes first, where two datums share one.
        if name not in owner or key_of(name_of[code]) == name:
            owner[name] = code
lines = []
for code in sorted(known, key=int):
    names = sorted(n for n in known[code] if owner[n] == code)
    record = {"datum": name_of[code], "names": names, "shifts": sorted(shifts[code], key=best)}
    lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
edition = dict(db.execute("select key, value from metadata"))
head = {
    "source": f"EPSG Dataset {edition['EPSG.VERSION']} of {edition['EPSG.DATE']}, as it comes with PROJ {pyproj.proj_version_str}",
    "mostM": MOST_M,
}
with open(os.path.join(FOLDER, "datums.json"), "w", encoding="utf-8") as file:
    file.write(json.dumps(head)[:-1] + ', "datums": [\n' + ",\n".join(lines) + "\n]}\n")
print(len(lines), "datums")
