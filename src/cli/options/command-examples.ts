/**
 * Three examples for each command, shown at the end of its help: the plainest first.
 */

const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  analyze: [
    "analyze city.osm.pbf",
    "analyze city.osm.pbf --blocks estates.csv --facilities register.csv --out out/city",
    "analyze living-circle.yaml --lang zh --explain 3",
  ],
  audit: [
    "audit city.osm.pbf",
    "audit city.osm.pbf --blocks estates.csv --blocks-crs GCJ-02",
    "audit living-circle.yaml --out out/audit",
  ],
  explain: [
    "explain city.osm.pbf --block way/123 --of kindergarten",
    "explain living-circle.yaml --block 17 --of childcare",
    "explain living-circle.yaml --block 17 --of meals --json",
  ],
  report: [
    "report out/city",
    'report out/city --title "Rivertown 2026" --lang zh',
    "report out/city --earlier out/city-2025 --plan sites.geojson",
  ],
  isochrone: [
    "isochrone city.osm.pbf --at 71.4304,51.1283 --minutes 5,10,15",
    "isochrone city.osm.pbf --points clinics.csv --minutes 15 --out clinics.gpkg",
    "map out/city --service kindergarten --out map.svg",
  ],
  walk: [
    "walk city.osm.pbf --from 71.4304,51.1283 --to 71.4189,51.1479",
    "walk city.osm.pbf --from 71.4304,51.1283 --to 71.4189,51.1479 --profile senior80",
    "walk city.osm.pbf --from 71.4304,51.1283 --to 71.4189,51.1479 --profile distance",
  ],
  matrix: [
    "matrix city.osm.pbf --from homes.csv --to clinics.csv",
    "matrix city.osm.pbf --from homes.csv --to clinics.csv --minutes 15 --out walks.csv",
    "matrix city.lcn --from homes.gpkg --to homes.gpkg --profile senior60 --out walks.parquet",
  ],
  "network build": [
    "network build city.osm.pbf --out city.lcn",
    "network build streets.gpkg --street-layer walkways --streets-crs EPSG:4547 --out city.lcn",
    "network build city.osm.pbf --elevation heights.tif --out city.lcn",
  ],
  measure: [
    "measure --measure nearest --matrix costs.csv",
    "measure --measure 2sfca --matrix costs.csv --supply beds.csv --demand people.csv --cutoff 15",
    "measure --measure gravity --matrix costs.csv --supply beds.csv --demand people.csv --json",
  ],
  "standards show": [
    "standards show cn.gb50180-2018",
    "standards show cn.gb50180-2018 --lang zh",
    "standards show my-city.json --json",
  ],
  sites: [
    "sites --matrix costs.csv --demand people.csv --model p-median --p 4",
    "sites --matrix costs.csv --demand people.csv --candidates rooms.csv --model budget-mclp --budget 900000 --cost rent --cutoff 15",
    "sites living-circle.yaml --service childcare --p 5 --candidates rooms.csv",
  ],
  plan: [
    "plan living-circle.yaml --premises rooms.csv",
    "plan living-circle.yaml --premises rooms.csv --budget 3000000",
    "plan living-circle.yaml --premises rooms.csv --years 2026,2027 --budget-per-year 1500000",
  ],
  "what-if": [
    "what-if city.osm.pbf --edits edits.json",
    "what-if living-circle.yaml --edits edits.json --changes changes.csv",
    "what-if living-circle.yaml --scenario footbridge",
  ],
  compare: [
    "compare out/2025 out/2026",
    "compare out/2025 out/2026 --json",
    "compare out/adult out/senior80",
  ],
  "compare-years": [
    "compare-years out/2024 out/2025 out/2026",
    "compare-years out/2024 out/2025 --labels 2024,2025",
    "compare-years out/2024 out/2025 --out out/years",
  ],
  template: ["template", "template --lang zh", "template --out rivertown.xlsx"],
  init: [
    "init city.osm.pbf estates.csv places.csv",
    "init city.osm.pbf estates.csv --ask",
    "init city.osm.pbf estates.csv --out rivertown.yaml",
  ],
  demo: ["demo", "demo --sample astana", "demo --lang zh --out out/sample"],
  doctor: ["doctor", "doctor data/", "doctor data/ --json"],
};

/**
 * The examples of a command as the end of its help; nothing where it has none.
 *
 * @param name - in words as they are typed, `network build`
 */
export function examplesHelp(name: string): string | undefined {
  const lines = EXAMPLES[name]?.map((line) => `  living-circle ${line}`);
  return lines === undefined ? undefined : `\nExamples:\n${lines.join("\n")}\n`;
}

/** Every command that has examples, with them. */
export const COMMAND_EXAMPLES = EXAMPLES;
