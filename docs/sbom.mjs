/**
 * Writes the software bill of materials of an installation, `dist/sbom.cdx.json` (CycloneDX): `npm run sbom`.
 *
 * `npm sbom --omit dev` leaves out packages that a tool of the developers needs as well, so it is asked of a manifest
 * and a lock file without those tools. Time and serial number are left out: equal lock files give equal bytes.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..");

function billOfMaterials() {
  const work = mkdtempSync(path.join(tmpdir(), "living-circle-sbom-"));
  const folder = path.join(work, "living-circle");
  try {
    mkdirSync(folder);
    const read = (name) => JSON.parse(readFileSync(path.join(ROOT, name), "utf8"));
    const write = (name, value) => writeFileSync(path.join(folder, name), JSON.stringify(value));
    const lock = read("package-lock.json");
    const used = Object.entries(lock.packages).filter(([, one]) => one.dev !== true);
    lock.packages = Object.fromEntries([...used, ["", plain(lock.packages[""])]]);
    write("package.json", plain(read("package.json")));
    write("package-lock.json", lock);
    const args = ["sbom", "--package-lock-only", "--sbom-format", "cyclonedx"];
    const { serialNumber: _, ...bill } = JSON.parse(
      execFileSync("npm", args, { cwd: folder, encoding: "utf8" }),
    );
    delete bill.metadata.timestamp;
    return bill;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function plain({ devDependencies: _, peerDependencies: __, peerDependenciesMeta: ___, ...manifest }) {
  return manifest;
}

writeFileSync(path.join(ROOT, "dist/sbom.cdx.json"), `${JSON.stringify(billOfMaterials(), null, 1)}\n`);
