/**
 * Examples in the docstrings of public calls, and the names that they use.
 */
import ts from "typescript";
import { DOORS, publicCalls, publicDeclarations, sourceOf } from "./public-calls.js";

/** The code of one example. */
export interface DocExample {
  /** `nearestCosts`, `City.walk`. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** All examples of what the doors export; a docstring may hold several. */
export function docExamples(): DocExample[] {
  const calls = publicCalls();
  const seen = new Set<ts.Node>(calls.map(({ node }) => node));
  const others = [...publicDeclarations().values()].flatMap(({ file, node }) => {
    if (seen.has(node)) return [];
    seen.add(node);
    return [{ file, node, name: nameOf(node) }];
  });
  return [...calls, ...others].flatMap(({ file, node, name }) => {
    const line = sourceOf(file).getLineAndCharacterOfPosition(node.getStart()).line + 1;
    return codeIn(node).map((code) => ({ name, file, line, code }));
  });
}

/** The code that makes the names used by examples: the `ts` blocks at the top of the doors, exported. */
export function doorNouns(): string {
  const blocks = DOORS.flatMap((door) => {
    const head = sourceOf(door).text.match(/^\/\*\*[\s\S]*?\*\//)?.[0] ?? "";
    return [...head.matchAll(/```ts\n([\s\S]*?) \* ```/g)].map(([, code]) => withoutStars(code!));
  });
  return blocks.join("").replace(/^const /gm, "export const ");
}

function codeIn(node: ts.Node): string[] {
  const doc = ts.getJSDocCommentsAndTags(node).findLast(ts.isJSDoc);
  if (doc === undefined) return [];
  const text = `${doc.getText()}\n`;
  return [...text.matchAll(/@example\n((?: *\*(?: .*)?\n)+)/g)].map(([, code]) => withoutStars(code!));
}

function withoutStars(text: string): string {
  return text.replace(/^ *\* ?/gm, "");
}

function nameOf(node: ts.Node): string {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations[0]!.name.getText();
  return (ts.getNameOfDeclaration(node as ts.Declaration) ?? node).getText();
}
