/** Extracts packed with bzip2, as bzip2 and pbzip2 write them, and streets of other tools packed with gzip. */
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { buildWalkNetwork } from "../../../../src/city/open/build-walk-network.js";
import { readStreets } from "../../../../src/read/streets/read-streets.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { write } = tempFolder();

/** A footway over 0.001 degrees of the equator, packed by Python's bz2 in one stream, and in two. */
const ONE =
  "QlpoOTFBWSZTWcGbTRcAAB2ZgFAB8gcn752gIAB1CVPVANMgAegglTEmjJiNAAUPs3hkJGUiAystHBNB8HFBAmyiI6rg8OSPKSp7t09Mkh7FQgSdMiUGITwslN1E4qZnQTKm7WuvEJj1ZY2hAPxdyRThQkMGbTRc";
const TWO =
  "QlpoOTFBWSZTWTcu7vYAABCZgFAB8AcmJ4ygIABQo0ZA0aZGglBQep6gGnlL5HDWIRpEbISGZV3NlowdmOjBfxRoSJblEkDPYy/i7kinChIG5d3ewEJaaDkxQVkmU1k61g0cAAAbGYBQALIHJ+udoCAASEooGmamQD1PSETQAAGg0qxjc0lRJqZpQVGQsTjprSU7i6OPA5q+WHvH3TICubAFYpbdk0fF3JFOFCQOtYNHAA==";
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64"));

test.each([
  ["one stream", ONE],
  ["two streams", TWO],
])("an extract packed with bzip2 in %s is read", async (_, packed) => {
  const network = buildWalkNetwork(await readStreets(write("town.osm.bz2", bytes(packed))));
  // 0.001 degrees of the equator are 111.32 m.
  expect([...network.edgeLengthMm].map((mm) => Math.round(mm / 10))).toEqual([11_132]);
});

test.each<[string, (whole: Uint8Array) => Uint8Array]>([
  ["cut off", (whole) => whole.subarray(0, 90)],
  ["damaged", (whole) => whole.map((byte, i) => (i === 80 ? byte ^ 64 : byte))],
])("a bzip2 stream that is %s is refused", async (_, harm) => {
  await expect(readStreets(write("harmed.osm.bz2", harm(bytes(ONE))))).rejects.toThrow(
    "the bzip2 stream is damaged or cut off",
  );
});

test.each([
  [
    "net.xml.gz",
    '<?xml version="1.0"?><!DOCTYPE network SYSTEM "x.dtd"><network><nodes/></network>',
    "matsim-tools",
  ],
  [
    "city.graphml.gz",
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"></graphml>',
    "save_graph_geopackage",
  ],
  ["city.net.xml.gz", '<net version="1.20"></net>', "net2geojson.py"],
  ["table.csv.gz", "id,lon,lat", "the file is gzipped; unpack it first"],
])("gzipped %s is refused with what to do", async (name, text, advice) => {
  await expect(readStreets(write(name, gzipSync(text)))).rejects.toThrow(advice);
});

test("a gzipped extract is known whatever it is called", async () => {
  const xml = '<osm><node id="1" lat="0" lon="0"/></osm>';
  expect(await readStreets(write("export.gz", gzipSync(xml)))).toMatchObject({ nodes: { count: 1 } });
});
