/** The version of an installed npm package, read beside it: not every package exports its own `package.json`. */
import { readFileSync } from "node:fs";

export function versionOf(name: string): string {
  const text = readFileSync(`node_modules/${name}/package.json`, "utf8");
  return (JSON.parse(text) as { readonly version: string }).version;
}
