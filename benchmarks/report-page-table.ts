/** The table of the report page's size and speed. */
import type { PageResults } from "./report-page.js";

export function pageTable({
  machine,
  chromium,
  blocks,
  facilities,
  streets,
  bytes,
  ms,
  heapMiB,
}: PageResults): string {
  const mb = (size: number) => `${(size / 1e6).toFixed(2)} MB`;
  const rows = [
    ["data in the page", mb(bytes.data)],
    ["whole page, one file", `${mb(bytes.page)} (${mb(bytes.gzip)} with gzip)`],
    ...Object.entries(ms).map(([what, { least, mean }]) => [what, `${least} ms (mean ${mean} ms)`]),
    ["memory of the page's script", `${heapMiB} MiB`],
  ];
  return [
    `${blocks} blocks, ${facilities} facilities, ${streets} street edges; ${machine.cpu}, ${machine.cores} cores, Node ${machine.node}, Chromium ${chromium} (headless), ${machine.commit}, ${machine.date}; least of five runs.`,
    "",
    "| what | measured |",
    "|---|---|",
    ...rows.map(([what, told]) => `| ${what} | ${told} |`),
  ].join("\n");
}
