/**
 * What every kept table of results has: where it was made, and its place between two marks of a page.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

/** Machine, Node, commit (with a + where sources are changed) and day. */
export function resultHead() {
  const git = (...args) => execFileSync("git", args, { encoding: "utf8" }).trim();
  return {
    machine: `${cpus()[0].model.trim()}, ${cpus().length} cores`,
    node: process.versions.node,
    commit: git("rev-parse", "--short", "HEAD") + (git("status", "--porcelain", "src") === "" ? "" : "+"),
    date: new Date().toISOString().slice(0, 10),
  };
}

/** The line above a table. */
export function headLine({ machine, node, commit, date }) {
  return `${machine}, Node ${node}, commit ${commit}, ${date}.`;
}

/** Puts a table between `<!-- table: NAME -->` and `<!-- end -->`. */
export function renewBlock(file, name, table) {
  const text = readFileSync(file, "utf8");
  const block = new RegExp(`(<!-- table: ${name} -->\n)[\\s\\S]*?(<!-- end -->)`);
  writeFileSync(
    file,
    text.replace(block, (_, open, close) => `${open}\n${table}\n\n${close}`),
  );
}
