/**
 * What a release has to agree on: one version everywhere, ranges that applications can share, the Node versions tested.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import manifest from "../../../package.json" with { type: "json" };
import lock from "../../../package-lock.json" with { type: "json" };
import { VERSION } from "../../../src/base/version.js";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const text = (file: string) => readFileSync(path.join(ROOT, file), "utf8");

test("package, lock file, code and changelog name one version", () => {
  const topmost = text("CHANGELOG.md").match(/^## (\d+\.\d+\.\d+)$/m)?.[1];
  expect([lock.version, lock.packages[""].version, VERSION, topmost]).toEqual(
    Array(4).fill(manifest.version),
  );
});

test("every version of the changelog groups its entries as added, changed or fixed, and repeats none", () => {
  for (const version of text("CHANGELOG.md").split(/^## /m).slice(1)) {
    const headings = [...version.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading!);
    expect(new Set(headings).size, version.slice(0, 10)).toBe(headings.length);
    const known = /^(Added|Changed|Fixed|Moving from .+)$/;
    expect(headings.filter((heading) => !known.test(heading))).toEqual([]);
    const entries = version.split(/^- /m).slice(1);
    expect(entries.filter((entry, i) => entries.indexOf(entry) < i)).toEqual([]);
  }
});

test("dependencies are caret ranges, and the lock file asks for the same", () => {
  expect(Object.values(manifest.dependencies).filter((range) => !range.startsWith("^"))).toEqual([]);
  expect(lock.packages[""].dependencies).toEqual(manifest.dependencies);
});

test("every supported Node is tested, and a release is published with provenance from its tag", () => {
  const { jobs } = parse(text(".github/workflows/test.yml"));
  expect(jobs.test.strategy.matrix.node).toEqual([20, 22, 24]);
  const lowest = jobs.test.strategy.matrix.node[0];
  expect(manifest.engines.node).toMatch(new RegExp(`^>=${lowest}\\.`));
  const { jobs: release, on, permissions } = parse(text(".github/workflows/publish.yml"));
  const runs = release.publish.steps.map(({ run }: { run?: string }) => run ?? "").join("\n");
  expect(on.push.tags).toEqual(["v*"]);
  expect(permissions["id-token"]).toBe("write");
  expect(runs).toMatch(/npm test[\s\S]*npm publish --provenance/);
});
