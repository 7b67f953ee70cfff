/**
 * The public face: how many names, and that every type which a signature names can be imported beside it.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };

const ROOT = path.resolve(import.meta.dirname, "../../..");

/** Door (`living-circle/walk`) → source file. */
const DOORS = new Map(
  Object.entries(manifest.exports).flatMap(([door, target]) =>
    typeof target === "string"
      ? []
      : [[door, path.join(ROOT, target.default.replace("./dist", "src").replace(/\.js$/, ".ts"))] as const],
  ),
);

const config = ts.parseJsonConfigFileContent(
  ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (file) => readFileSync(file, "utf8")).config,
  ts.sys,
  ROOT,
);
const program = ts.createProgram([...DOORS.values()], config.options);
const checker = program.getTypeChecker();

function namesOf(door: string): Map<string, ts.Symbol> {
  const module = checker.getSymbolAtLocation(program.getSourceFile(DOORS.get(door)!)!)!;
  return new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, resolved(symbol)]));
}

function resolved(symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

test("the doors are those that the page of doors names", () => {
  expect([...DOORS.keys()].sort()).toEqual(
    [".", "./io", "./measures", "./ngraph", "./notebook", "./osm", "./report", "./siting", "./walk"].sort(),
  );
});

test("the main door has at most 70 values", () => {
  const isValue = (symbol: ts.Symbol) => (symbol.flags & ts.SymbolFlags.Value) !== 0;
  const text = readFileSync(DOORS.get(".")!, "utf8");
  const typesAlone = new Set(
    [...text.matchAll(/export type \{([^}]*)\}/g)].flatMap((m) => m[1]!.match(/\w+/g)),
  );
  const values = [...namesOf(".")].filter(([name, symbol]) => isValue(symbol) && !typesAlone.has(name));
  expect(values.length).toBeGreaterThan(40);
  expect(values.length).toBeLessThanOrEqual(70);
});

test.each([...DOORS.keys()])("every type that a signature of %s names is exported there", (door) => {
  const exported = new Set(namesOf(door).values());
  const missing = new Set<string>();
  const seen = new Set<ts.Node>();
  const open: ts.Node[] = [...exported].flatMap((symbol) => symbol.declarations ?? []);
  while (open.length > 0) {
    const node = open.pop()!;
    if (seen.has(node)) continue;
    seen.add(node);
    for (const type of typesNamedIn(node)) {
      if (!isOurs(type)) continue;
      if (!exported.has(type)) missing.add(type.name);
      open.push(...(type.declarations ?? []));
    }
  }
  expect([...missing].sort()).toEqual([]);
});

/** Types named in the public part of a declaration: no bodies, no private or internal members. */
function typesNamedIn(declaration: ts.Node): ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) || isHidden(node)) return;
    // What a constant is made of is its own affair, but for the type that it is checked against.
    if (ts.isVariableDeclaration(node) && node.type === undefined && node.initializer !== undefined) return;
    if (ts.isTypeReferenceNode(node)) {
      const symbol = checker.getSymbolAtLocation(node.typeName);
      if (symbol !== undefined) found.push(resolved(symbol));
    }
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return found.filter(({ flags }) => (flags & ts.SymbolFlags.TypeParameter) === 0);
}

function isHidden(node: ts.Node): boolean {
  if (!ts.isClassElement(node)) return false;
  const isPrivate = node.name !== undefined && ts.isPrivateIdentifier(node.name);
  return isPrivate || ts.getJSDocTags(node).some(({ tagName }) => tagName.text === "internal");
}

function isOurs({ declarations = [] }: ts.Symbol): boolean {
  return declarations.some((node) => {
    const file = node.getSourceFile().fileName;
    return file.startsWith(path.join(ROOT, "src")) && !ts.isParameter(node);
  });
}
