/**
 * Commands as data: what holds of every one of them.
 */
import { expect, test } from "vitest";
import { COMMANDS, loadCommand } from "../../../src/cli/commands.js";
import type { CommandSpec } from "../../../src/cli/options/command-spec.js";

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
