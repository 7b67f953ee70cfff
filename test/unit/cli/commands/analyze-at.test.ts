/** `analyze --at` and `what-if --at` on files: the same town at noon, at six, and with longer hours. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { analyzeCommand } from "../../../../src/cli/commands/analyze.js";
import { whatIfCommand } from "../../../../src/cli/commands/what-if.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();
function file(name: string, text: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  return target;
}

/** Forty points 50 m apart on the equator (0.00045° are 50.09 m), the canteen at 0 m and two homes at 500 m and 1000 m. */
const nodes = Array.from({ length: 40 }, (_, i) => `${i},${(i * 0.00045).toFixed(5)},0`);
const edges = Array.from({ length: 39 }, (_, i) => `${i},${i + 1},50`);
const streets = file("streets-edges.csv", `from,to,length_m\n${edges.join("\n")}\n`);
const flags = {
  streetNodes: file("streets-nodes.csv", `id,lon,lat\n${nodes.join("\n")}\n`),
  blocks: file("homes.csv", "id,lon,lat,residents\nnear,0.0045,0,10\nfar,0.0090,0,5\n"),
  facilities: file("canteens.csv", "id,lon,lat,service,opening_hours\nc1,0,0,meals,周一至周五 11:00-13:00\n"),
  services: "meals",
  minutes: "15",
  quiet: true,
};

async function reasonsAt(at: string) {
  const out = path.join(folder, "out");
  const printed = await analyzeCommand(streets, { ...flags, at, out });
  const gaps = readFileSync(path.join(out, "gaps.csv"), "utf8");
  const report = JSON.parse(readFileSync(path.join(out, "report.json"), "utf8"));
  return { printed, options: report.lineage.options, reasons: gaps.match(/closed-then/g)?.length ?? 0 };
}

test("at noon both homes are served, at six neither is, and the time stands in the lineage", async () => {
  const noon = await reasonsAt("2026-11-25T12:00");
  expect(noon.reasons).toBe(0);
  const six = await reasonsAt("2026-11-25T18:00");
  expect(six.reasons).toBe(2);
  expect(six.options).toMatchObject({ at: "2026-11-25T18:00", timeZone: null });
  expect(six.options.walker).toBe("adult at 1.2 m/s; steps 3 times the time of flat street");
  expect(six.printed).toContain("1 facilities are closed at 2026-11-25 18:00: they serve nobody then");
});

test("longer hours at six bring both back", async () => {
  const edits = file("edits.json", '[{ "do": "change-hours", "id": "c1", "openingHours": "11:00-20:00" }]');
  const printed = await whatIfCommand(streets, { ...flags, edits, at: "2026-11-25T18:00", json: true });
  const { services, changes } = JSON.parse(printed);
  expect(services[0]).toMatchObject({ residentsGained: 15, residentsLost: 0 });
  expect(changes).toHaveLength(2);
});
