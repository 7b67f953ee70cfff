/** The results of `bench.mjs` as Markdown. */
import type { Machine } from "./machine.js";

interface Work {
  readonly coldCpuS: number;
  readonly cpuS: number;
  readonly wallS: number;
  /** In W4: nodes reached from all origins together. */
  readonly reached?: number;
}

interface Stage {
  readonly cpuS: number;
  readonly wallS: number;
}

export interface City {
  readonly name: string;
  readonly nodes: number;
  readonly edges: number;
  readonly peakMiB: number;
  readonly stages: Readonly<Record<"build" | "save" | "load" | "costs" | "contract" | "linkNodes", Stage>>;
  readonly works: Readonly<Record<string, Work>>;
  /** Microseconds a question. */
  readonly micro: Readonly<Record<string, number>> | null;
}

export interface CityResults {
  readonly machine: Machine;
  readonly cities: readonly City[];
  readonly missing: readonly string[];
}

const WORKS = ["W1", "W2", "W3", "W3u", "W4"];
const HEAD = [
  "graph",
  "nodes",
  "edges",
  "build, s",
  "open, s",
  "contract, s",
  ...WORKS.map((work) => `${work}, ms (cold)`),
  "W4 on 2 threads, wall ms",
  "2 000 isochrones, s",
  "on 2 threads, wall s",
  "M nodes/s in W4",
  "peak MiB",
  "MiB per M edges",
];

/** A row a graph: CPU milliseconds warm (cold in brackets), memory, speed. */
export function cityTable({ machine, cities }: CityResults): string {
  const { cpu, cores, node, commit, date } = machine;
  const said = `${cpu}, ${cores} cores, Node ${node}, commit ${commit}, ${date}.`;
  const lines = [HEAD, HEAD.map((_, i) => (i === 0 ? "---" : "--:")), ...cities.map(cellsOf)];
  return `${said}\n\n${lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}`;
}

function cellsOf({ name, nodes, edges, stages, works, peakMiB }: City): string[] {
  const { W4, W4x2, W5, W5x2 } = works;
  return [
    name,
    number(nodes),
    number(edges),
    stages.build.cpuS.toFixed(2),
    stages.load.cpuS.toFixed(3),
    stages.contract.cpuS.toFixed(2),
    ...WORKS.map((label) => {
      const work = works[label];
      return work === undefined ? "–" : `${ms(work.cpuS)} (${ms(work.coldCpuS)})`;
    }),
    W4 === undefined || W4x2 === undefined
      ? "–"
      : `${ms(W4x2.wallS)} (${(W4.wallS / W4x2.wallS).toFixed(2)}×)`,
    W5 === undefined ? "–" : W5.cpuS.toFixed(2),
    W5 === undefined || W5x2 === undefined
      ? "–"
      : `${W5x2.wallS.toFixed(2)} (${(W5.wallS / W5x2.wallS).toFixed(2)}×)`,
    W4?.reached === undefined ? "–" : String(Math.round(W4.reached / W4.cpuS / 1e6)),
    number(peakMiB),
    number(Math.round(peakMiB / (edges / 1e6))),
  ];
}

/** Cost against size over the cities: seconds ~ nodes^exponent, by least squares on logarithms. */
export function exponentLine({ cities }: CityResults): string {
  if (cities.length < 3) return "Exponents need three graphs at least.";
  const exponentOf = (value: (city: City) => number | undefined) => {
    const points = cities.flatMap((city) => {
      const seconds = value(city) ?? 0;
      return seconds > 0 ? [{ x: Math.log(city.nodes), y: Math.log(seconds) }] : [];
    });
    const meanX = points.reduce((sum, { x }) => sum + x, 0) / points.length;
    const meanY = points.reduce((sum, { y }) => sum + y, 0) / points.length;
    const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
    return (slope / points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0)).toFixed(2);
  };
  const exponents = [
    `build ${exponentOf(({ stages }) => stages.build.cpuS)}`,
    `contract ${exponentOf(({ stages }) => stages.contract.cpuS)}`,
    `W1 (cold) ${exponentOf(({ works }) => works.W1?.coldCpuS)}`,
    `W4 ${exponentOf(({ works }) => works.W4?.cpuS)}`,
  ];
  return `Cost grows with the number of nodes to the power of: ${exponents.join(", ")}.`;
}

/** Single questions on each graph, microseconds. */
export function microTable({ cities }: CityResults): string {
  const measured = cities.filter(({ micro }) => micro !== null);
  const questions = Object.keys(measured[0]?.micro ?? {});
  const lines = [
    ["microseconds a question", ...measured.map(({ name }) => name)],
    ["---", ...measured.map(() => "--:")],
    ...questions.map((question) => [
      question,
      ...measured.map(({ micro }) => (micro?.[question] ?? 0).toFixed(1)),
    ]),
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function ms(seconds: number): string {
  return String(Number((seconds * 1000).toPrecision(3)));
}

function number(value: number): string {
  return value.toLocaleString("en").replaceAll(",", " ");
}
