"""One register and one table of blocks in every form that users have, written by the tools that users have.

    pip install geopandas==1.2.0 pyogrio pyarrow==26.0.1 geoarrow-pyarrow openpyxl==3.1.5
    python test/forms/make-forms.py

The town is made up; its places lie in Wuhan, where a table must say its coordinate system. Coordinates have seven
decimals in WGS 84, so that every form holds the same numbers. Files are small and committed; nothing runs this in CI.
"""
import math
import re
import sqlite3
import zipfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyproj import Transformer
from shapely import wkb
from shapely.geometry import MultiPoint, Point

HERE = Path(__file__).parent
LON, LAT = 114.3, 30.6
DX, DY = 1 / 95800, 1 / 110850  # about a metre at this latitude


def at(x, y):
    return round(LON + x * DX, 7), round(LAT + y * DY, 7)


# Ids of 18 digits and with leading zeros; an entrance; a block without a place; a total.
BLOCKS = [
    ("420102199001011234", "江岸一村", "台北街社区", at(0, 0), at(15, 0), 420, 160, 84, 12),
    ("000123", "江岸二村", "台北街社区", at(300, 0), None, 310, 120, 60, 9),
    ("000124", "球场小区", "台北街社区", at(600, 20), None, 1250, 480, 251, 40),
    ("420102199001011235", "车站新村", "车站路社区", at(0, 410), at(-12, 400), 95, 40, 33, 0),
    ("X-7", "三阳里", "车站路社区", at(420, 380), None, None, 75, None, None),
    ("000999", "未定位小区", "车站路社区", None, None, 60, 20, 11, 2),
    ("合计", "合计", "", None, None, 2135, 895, 439, 63),
]
BLOCK_HEADS = ["id", "name", "community", "entrance_lon", "entrance_lat", "residents", "households", "age_60_plus", "age_0_2"]
PLACES = [
    ("000001", "台北街养老服务站", "elderly", at(100, 90), 24, 380.5, "Mo-Su 08:00-18:00"),
    ("420102199001015678", "车站路托育园", "childcare", at(310, 305), 60, 520, "周一至周五 7:30-18:00"),
    ("P3", "老年食堂", "meals;elderly", at(590, 410), None, None, ""),
    ("P4", "未定位药店", "pharmacy", None, None, 90, "24小时"),
]
PLACE_HEADS = ["id", "name", "service", "capacity", "floor_area_m2", "opening_hours"]


def gcj02(lon, lat):
    """The published formula."""
    a, ee, x, y = 6378245.0, 0.00669342162296594, lon - 105, lat - 35
    s = lambda k, v: math.sin(k * v * math.pi)
    dlat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    dlat += (20 * s(6, x) + 20 * s(2, x)) * 2 / 3 + (20 * s(1, y) + 40 * s(1 / 3, y)) * 2 / 3
    dlat += (160 * s(1 / 12, y) + 320 * s(1 / 30, y)) * 2 / 3
    dlon = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    dlon += (20 * s(6, x) + 20 * s(2, x)) * 2 / 3 + (20 * s(1, x) + 40 * s(1 / 3, x)) * 2 / 3
    dlon += (150 * s(1 / 12, x) + 300 * s(1 / 30, x)) * 2 / 3
    r = lat / 180 * math.pi
    m = 1 - ee * math.sin(r) ** 2
    return (
        lon + dlon * 180 / (a / math.sqrt(m) * math.cos(r) * math.pi),
        lat + dlat * 180 / (a * (1 - ee) / (m * math.sqrt(m)) * math.pi),
    )


def bd09(lon, lat):
    x, y = gcj02(lon, lat)
    k = math.pi * 3000 / 180
    z, theta = math.hypot(x, y) + 2e-5 * math.sin(y * k), math.atan2(y, x) + 3e-6 * math.cos(x * k)
    return z * math.cos(theta) + 0.0065, z * math.sin(theta) + 0.006


def projected(code):
    to = Transformer.from_crs("EPSG:4326", code, always_xy=True)
    return lambda lon, lat: to.transform(lon, lat)


SYSTEMS = {
    "wgs84": (lambda lon, lat: (lon, lat), 7),
    "gcj02": (gcj02, 9),
    "bd09": (bd09, 9),
    "epsg4547": (projected("EPSG:4547"), 4),
    "epsg32650": (projected("EPSG:32650"), 4),
}


def frame(kind, system="wgs84"):
    """The table with lon and lat first, as text and numbers; unknown is missing."""
    turn, digits = SYSTEMS[system]
    put = lambda place: (None, None) if place is None else tuple(round(v, digits) for v in turn(*place))
    rows = []
    if kind == "blocks":
        for id_, name, unit, place, door, *numbers in BLOCKS:
            rows.append([*put(place), id_, name, unit, *put(door), *numbers])
        return pd.DataFrame(rows, columns=["lon", "lat", *BLOCK_HEADS])
    for id_, name, service, place, *rest in PLACES:
        rows.append([*put(place), id_, name, service, *rest])
    return pd.DataFrame(rows, columns=["lon", "lat", *PLACE_HEADS])


def whole(df):
    """Whole numbers stay whole where some are missing."""
    out = df.copy()
    for column in ("residents", "households", "age_60_plus", "age_0_2", "capacity"):
        if column in out:
            out[column] = out[column].astype("Int64")
    return out


def layer(kind, system="wgs84"):
    """Points; one a multipoint of one, one empty, others null."""
    df = whole(frame(kind, system))
    shapes = [None if pd.isna(x) else Point(x, y) for x, y in zip(df.lon, df.lat)]
    shapes[1] = MultiPoint([shapes[1]])
    if kind == "blocks":
        shapes[5] = Point()
    return gpd.GeoDataFrame(df.drop(columns=["lon", "lat"]), geometry=shapes, crs="EPSG:4326")


def sheet(df, path, *, title=None, merge=None, formulas=False):
    book = openpyxl.Workbook()
    ws = book.active
    ws.title = "数据"
    if title:
        ws.append([title])
    top = ws.max_row + 1 if title else 1
    for row in [list(df.columns), *df.astype(object).where(df.notna(), None).values.tolist()]:
        ws.append(row)
    if not title:
        ws.delete_rows(0) if ws.cell(1, 1).value is None else None
    if merge:
        column = list(df.columns).index(merge) + 1
        start = top + 1
        values = df[merge].tolist()
        for i in range(1, len(values) + 1):
            if i == len(values) or values[i] != values[i - 1]:
                if top + i > start and values[i - 1]:
                    ws.merge_cells(start_row=start, end_row=top + i, start_column=column, end_column=column)
                start = top + i + 1
    book.save(path)
    if formulas:
        with_formulas(path, list(df.columns).index("households"))


def with_formulas(path, column):
    """openpyxl keeps no stored values: each number of a column becomes a formula beside the value that a spreadsheet stores."""
    letter = openpyxl.utils.get_column_letter(column + 1)
    parts = {}
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            parts[name] = book.read(name)
    name = "xl/worksheets/sheet1.xml"
    text = parts[name].decode()
    text, count = re.subn(
        rf'<c r="({letter}\d+)" t="n"><v>(\d+)</v></c>',
        lambda m: f'<c r="{m[1]}"><f>{int(m[2]) - 1}+1</f><v>{m[2]}</v></c>',
        text,
    )
    assert count > 0
    parts[name] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def native_parquet(gdf, path):
    """Parquet's own type for shapes, as DuckDB and GDAL write it: here by Arrow's extension type for WKB."""
    import geoarrow.pyarrow as ga

    table = pa.table({c: pa.array(gdf[c].astype(object).where(gdf[c].notna(), None).tolist()) for c in gdf.columns if c != "geometry"})
    shapes = [None if g is None else wkb.dumps(g) for g in gdf.geometry]
    table = table.append_column("geometry", ga.wkb().with_crs("EPSG:4326").wrap_array(pa.array(shapes, pa.binary())))
    pq.write_table(table, path)


def styles(path):
    """A layer_styles table, as QGIS leaves it, before the layer in the contents."""
    db = sqlite3.connect(path)
    db.execute("create table layer_styles (id integer primary key, f_table_name text, styleQML text)")
    db.execute("insert into layer_styles values (1, 'x', '<qgis/>')")
    db.execute(
        "insert into gpkg_contents (table_name, data_type, identifier, srs_id) values ('layer_styles', 'attributes', 'layer_styles', 0)"
    )
    db.commit()
    db.close()


def small(path):
    """Pages of 512 bytes: the tables of a GeoPackage are many and nearly empty."""
    db = sqlite3.connect(path)
    db.execute("pragma page_size = 512")
    db.execute("vacuum")
    db.close()


def write(kind):
    df, gdf = whole(frame(kind)), layer(kind)
    base = HERE / kind
    df.to_csv(f"{base}.csv", index=False, lineterminator="\n")
    df.to_csv(f"{base}-gbk.csv", index=False, encoding="gbk", lineterminator="\r\n")
    df.to_csv(f"{base}-utf16.csv", index=False, encoding="utf-16", sep="\t", lineterminator="\r\n")
    df.to_csv(f"{base}-semicolon.csv", index=False, sep=";", encoding="utf-8-sig", lineterminator="\r\n")
    df[sorted(df.columns, reverse=True)].to_csv(f"{base}-permuted.csv", index=False, lineterminator="\n")
    df.iloc[[3, 0, len(df) - 1, *[i for i in range(len(df) - 1) if i not in (0, 3)]]].to_csv(
        f"{base}-shuffled.csv", index=False, lineterminator="\n"
    )
    sheet(df, f"{base}.xlsx")
    sheet(df, f"{base}-title.xlsx", title="江岸区（2026年）")
    if kind == "blocks":
        sheet(df, f"{base}-merged.xlsx", merge="community")
        sheet(df, f"{base}-formulas.xlsx", formulas=True)
    for system in SYSTEMS:
        if system != "wgs84":
            whole(frame(kind, system)).to_csv(f"{base}-{system}.csv", index=False, lineterminator="\n")
    gdf.to_file(f"{base}.geojson", driver="GeoJSON", engine="pyogrio")
    gdf.to_file(f"{base}.geojsonl", driver="GeoJSONSeq", engine="pyogrio")
    gdf.to_file(f"{base}.gpkg", driver="GPKG", engine="pyogrio", layer=kind)
    # fid stands before all columns of one's own, and a saved style beside the layer.
    gdf.to_file(f"{base}-styled.gpkg", driver="GPKG", engine="pyogrio", layer=kind, FID="fid", SPATIAL_INDEX="NO")
    styles(f"{base}-styled.gpkg")
    for file in (f"{base}.gpkg", f"{base}-styled.gpkg"):
        small(file)
    gdf.to_file(f"{base}.fgb", driver="FlatGeobuf", engine="pyogrio", SPATIAL_INDEX="NO")
    shapes = gdf.copy()
    shapes.geometry = [None if g is None or g.is_empty else (g if g.geom_type == "MultiPoint" else MultiPoint([g])) for g in gdf.geometry]
    shapes.to_file(f"{base}.shp", engine="pyogrio", encoding="UTF-8")
    gdf.to_parquet(f"{base}.parquet")
    try:
        native_parquet(gdf, f"{base}-native.parquet")
    except ImportError as problem:
        print("native Parquet is not written:", problem)
    points = gdf[gdf.geometry.notna() & ~gdf.geometry.is_empty].copy()
    points.geometry = [Point(g.centroid) for g in points.geometry]
    points.to_parquet(f"{base}-geoarrow.parquet", geometry_encoding="geoarrow")


for kind in ("blocks", "register"):
    write(kind)
