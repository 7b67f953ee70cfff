/**
 * Commands as data: what holds of every one of them.
 */
import { expect, test } from "vitest";
import { COMMANDS, loadCommand } from "../../../src/cli/commands.js";
import { COMMAND_EXAMPLES } from "../../../src/cli/options/command-examples.js";
import type { CommandSpec } from "../../../src/cli/options/command-spec.js";
import { groupHeading, OPTION_GROUPS } from "../../../src/cli/options/option-groups.js";

const all = (commands: readonly CommandSpec[], before = ""): (readonly [string, CommandSpec])[] =>
  commands.flatMap((command) => {
    const name = `${before} ${command.name}`.trim();
    return [[name, command] as const, ...all(command.commands ?? [], name)];
  });
const SPECS = await Promise.all(COMMANDS.map(loadCommand));
const EVERY = all(SPECS);
const namesOf = ({ options = [] }: CommandSpec) =>
  options.flatMap(({ flags, formerly }) => [
    ...flags.match(/--[a-z0-9-]+/g)!,
    ...(formerly === undefined ? [] : [formerly]),
  ]);

test("no two commands have the same name or alias", () => {
  const names = COMMANDS.flatMap(({ name, alias }) => [name, ...(alias === undefined ? [] : [alias])]);
  expect(new Set(names).size).toBe(names.length);
});

test.each(EVERY)("%s says what it does, and runs or is a family", (_, command) => {
  expect(command.says.length).toBeGreaterThan(10);
  expect(command.run !== undefined || (command.commands ?? []).length > 0).toBe(true);
});

test.each(EVERY)("%s has no two options of one name, and explains each", (_, command) => {
  const names = namesOf(command);
  expect(new Set(names).size).toBe(names.length);
  for (const { flags, says } of command.options ?? []) expect(says, flags).not.toBe("");
});

test("what an option takes by default may also be typed", () => {
  for (const [name, { options = [] }] of EVERY) {
    for (const { flags, values, otherwise } of options) {
      if (values === undefined || otherwise === undefined) continue;
      expect([name, flags, values]).toEqual([name, flags, expect.arrayContaining([otherwise])]);
    }
  }
});

test("every command that works on files has three examples, whose flags it has", () => {
  for (const [name, command] of EVERY) {
    if (
      command.run === undefined ||
      (name.startsWith("standards") && name !== "standards show") ||
      name === "completion"
    )
      continue;
    const examples = COMMAND_EXAMPLES[name] ?? [];
    expect([name, examples.length]).toEqual([name, 3]);
    const flags = examples.flatMap((line) => line.match(/--[a-z][a-z0-9-]*/g) ?? []);
    expect([name, flags.filter((flag) => !namesOf(command).includes(flag))]).toEqual([name, []]);
  }
});

test("long lists of options are in groups, each option in one, and every grouped name is an option", () => {
  const grouped = Object.values(OPTION_GROUPS).flat();
  expect(new Set(grouped).size).toBe(grouped.length);
  const known = new Set(EVERY.flatMap(([, command]) => namesOf(command)));
  expect(grouped.filter((name) => !known.has(`--${name}`))).toEqual([]);
  const analyze = SPECS.find(({ name }) => name === "analyze")!.options!;
  expect(analyze.filter(({ flags }) => groupHeading(flags, analyze.length) === undefined)).toEqual([]);
  expect(groupHeading("--snap <m>", 9)).toBeUndefined();
});
