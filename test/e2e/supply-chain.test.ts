/**
 * What an installation brings: known licences, no scripts that run at installation, and a bill of materials that lists all.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };

const ROOT = path.resolve(import.meta.dirname, "../..");

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

const { packages } = JSON.parse(readFileSync(path.join(ROOT, "package-lock.json"), "utf8")) as {
  readonly packages: Readonly<Record<string, Locked>>;
};
const installed = Object.entries(packages)
  .filter(([place]) => place.startsWith("node_modules/"))
  .map(([place, one]) => ({ name: place.replace(/^.*node_modules\//, ""), ...one }));

/** Licences under which anyone may use and pass on a package with the library. */
const PERMISSIVE = [
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "Apache-2.0",
  "CC0-1.0",
  "MIT AND BSD-3-Clause",
  "(MIT AND Zlib)",
];
/** Of optional packages and tools, which a plain installation does not bring. */
const OTHERS = [
  "MPL-2.0",
  "LGPL-3.0-only",
  "Unlicense",
  "BlueOak-1.0.0",
  "MIT OR Apache-2.0",
  "(EDL-1.0 OR EPL-1.0)",
];
/** Tools whose manifest states no licence, or misspells it; what their licence file says. */
const STATED_ELSEWHERE: Readonly<Record<string, string>> = {
  arc: "BSD-2-Clause",
  suncalc: "BSD-2-Clause",
  "splaytree-ts": "BSD-3-Clause",
};

test("every package that an installation brings has a licence on the list", () => {
  const plain = installed.filter(({ dev }) => dev !== true);
  expect(plain.length).toBeGreaterThan(30);
  expect(plain.filter(({ license = "none" }) => !PERMISSIVE.includes(license))).toEqual([]);
});

test("so have tools and optional packages", () => {
  const licenceOf = ({ name, license = "none" }: (typeof installed)[number]) =>
    STATED_ELSEWHERE[name] ?? license;
  expect(installed.filter((one) => ![...PERMISSIVE, ...OTHERS].includes(licenceOf(one)))).toEqual([]);
});

test("no package runs a script when it is installed", () => {
  expect(installed.filter(({ hasInstallScript }) => hasInstallScript === true)).toEqual([]);
  expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?install$|^prepare$/.test(name))).toEqual(
    [],
  );
});

test("the bill of materials lists every package that an installation brings", () => {
  execFileSync(process.execPath, ["docs/sbom.mjs"], { cwd: ROOT });
  const bill = JSON.parse(readFileSync(path.join(ROOT, "dist/sbom.cdx.json"), "utf8")) as {
    readonly components: readonly {
      readonly group?: string;
      readonly name: string;
      readonly version: string;
    }[];
  };
  const nameOf = (group: string | undefined, name: string) =>
    group === undefined ? name : `${group}/${name}`;
  const listed = new Set(
    bill.components.map(({ group, name, version }) => `${nameOf(group, name)} ${version}`),
  );
  const wanted = Object.entries(manifest.dependencies).map(([name]) => {
    const { version } = packages[`node_modules/${name}`]!;
    return `${name} ${version}`;
  });
  expect(wanted.filter((one) => !listed.has(one))).toEqual([]);
});
