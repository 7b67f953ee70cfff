/**
 * Puts tables made from result files between markers in the READMEs, so that no number there is typed by hand.
 *
 * A block begins with `<!-- table: NAME -->` and ends with `<!-- end -->`.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type CityResults, cityTable, exponentLine, microTable } from "./city-table.js";
import { type PeerResults, peerTable, shortPeerTable } from "./peers/table.js";
import type { PageResults } from "./report-page.js";
import { pageTable } from "./report-page-table.js";

/** The tables by name; one whose results are not there is left as it stands. */
function tables(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const peers = "benchmarks/results/peers.json";
  if (existsSync(peers)) {
    const results = JSON.parse(readFileSync(peers, "utf8")) as PeerResults;
    found.set("peers", peerTable(results));
    found.set("peers-short", shortPeerTable(results));
    found.set("peers-missing", results.missing.map((text) => `- ${text}`).join("\n"));
  }
  const page = "benchmarks/results/report-page.json";
  if (existsSync(page)) found.set("page", pageTable(JSON.parse(readFileSync(page, "utf8")) as PageResults));
  const cities = "benchmarks/results/bench.json";
  if (existsSync(cities)) {
    const results = JSON.parse(readFileSync(cities, "utf8")) as CityResults;
    found.set("cities", `${cityTable(results)}\n\n${exponentLine(results)}\n\n${microTable(results)}`);
  }
  return found;
}

export function renewTables(files: readonly string[] = ["README.md", "benchmarks/README.md"]): void {
  const known = tables();
  for (const file of files.filter((name) => existsSync(name))) {
    const text = readFileSync(file, "utf8");
    const renewed = text.replace(
      /(<!-- table: ([\w-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
      (whole, open, name, close) => {
        const table = known.get(name);
        return table === undefined ? whole : `${open}\n${table}\n\n${close}`;
      },
    );
    if (renewed !== text) writeFileSync(file, renewed);
  }
}
