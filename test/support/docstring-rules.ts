/**
 * What the docstring of a public call has to say, and what it leaves out.
 *
 * - A summary.
 * - `@param` for each parameter whose type does not say it all: primitives, arrays, functions and type parameters. A
 *   parameter of a named type is explained by that type. Every member of an options object is explained beside the member
 *   or by `@param options.member`.
 * - `@returns`, unless nothing is returned.
 * - `@throws` where the body throws, or calls a function of ours that throws or is documented to throw.
 * - `@example` for functions, for classes with methods, and for each method of `City`.
 */
import ts from "typescript";
import { bodyOf, docOf, type PublicCall, resolve } from "./public-calls.js";

/** Calls whose callees throw on input that these never give them. */
const NEVER_THROW = ["City.report", "toReportData", "defaultRequirements", "reportJson", "areasCsv"];

/** What a docstring leaves out: `summary`, `@param limit`, `@returns`, `@throws`, `@example`. */
export function missingIn(call: PublicCall): string[] {
  const { doc, node } = call;
  const says = (tag: string) =>
    doc.tags.some((one) => one.tag === tag && (one.text !== "" || one.name !== ""));
  const missing = doc.summary === "" ? ["summary"] : [];
  if (ts.isGetAccessorDeclaration(node)) return missing;
  missing.push(...unexplained(call).map((name) => `@param ${name}`));
  if (!says("returns") && returnsSomething(node)) missing.push("@returns");
  if (!says("throws") && !NEVER_THROW.includes(call.name) && throws(call.file, node, 1))
    missing.push("@throws");
  if (!says("example") && needsExample(call)) missing.push("@example");
  return missing;
}

/** Members of an interface that no comment explains. */
export function unexplainedMembers(file: string, type: ts.TypeNode): string[] {
  if (ts.isTypeLiteralNode(type)) return withoutComment(type.members);
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => unexplainedMembers(file, part));
  const declared = declaredType(file, type);
  if (declared === null) return [];
  if (ts.isInterfaceDeclaration(declared.node)) {
    const bases = declared.node.heritageClauses?.flatMap(({ types }) => [...types]) ?? [];
    const inherited = bases.flatMap((base) => unexplainedMembers(declared.file, base));
    return [...withoutComment(declared.node.members), ...inherited];
  }
  return ts.isTypeAliasDeclaration(declared.node)
    ? unexplainedMembers(declared.file, declared.node.type)
    : [];
}

/** The declaration of a named type of ours. */
function declaredType(file: string, type: ts.TypeNode) {
  if (ts.isTypeReferenceNode(type)) return resolve(file, type.typeName.getText());
  return ts.isExpressionWithTypeArguments(type) ? resolve(file, type.expression.getText()) : null;
}

function withoutComment(members: ts.NodeArray<ts.TypeElement>): string[] {
  return members.flatMap((one) => (docOf(one).summary === "" ? [one.name?.getText() ?? ""] : []));
}

/** Names of parameters, and `options.member` of options, that neither the docstring nor their type explains. */
function unexplained({ file, node, doc }: PublicCall): string[] {
  const explained = doc.tags.flatMap(({ tag, name, text }) => (tag === "param" && text !== "" ? [name] : []));
  return node.parameters.flatMap((parameter) => {
    const name = ts.isIdentifier(parameter.name)
      ? parameter.name.text
      : optionsName(node, parameter, explained);
    if (explained.includes(name)) return [];
    if (parameter.type === undefined) return [name];
    if (isOptions(parameter)) {
      const members = unexplainedMembers(file, parameter.type);
      return members.map((member) => `${name}.${member}`).filter((member) => !explained.includes(member));
    }
    return saysItAll(file, node, parameter.type) ? [] : [name];
  });
}

/** The name by which a docstring speaks of parameters that are taken apart: `options` unless it uses another. */
function optionsName(
  { parameters }: PublicCall["node"],
  parameter: ts.ParameterDeclaration,
  explained: readonly string[],
): string {
  const others = parameters.filter((one) => one !== parameter).map((one) => one.name.getText());
  const roots = explained.map((name) => name.split(".")[0]!);
  return roots.find((root) => !others.includes(root)) ?? "options";
}

function isOptions({ type }: ts.ParameterDeclaration): boolean {
  if (type === undefined) return false;
  if (ts.isTypeLiteralNode(type) || ts.isIntersectionTypeNode(type)) return true;
  return ts.isTypeReferenceNode(type) && /Options$/.test(type.typeName.getText());
}

/** Whether a parameter's type is a named one of ours, which carries its own docstring. */
function saysItAll(file: string, node: PublicCall["node"], type: ts.TypeNode): boolean {
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return false;
  const name = type.typeName.text;
  if (["Omit", "Pick", "Exclude"].includes(name)) return saysItAll(file, node, type.typeArguments![0]!);
  if (node.typeParameters?.some((one) => one.name.text === name)) return false;
  const declared = resolve(file, name);
  return declared !== null && docOf(declared.node).summary !== "";
}

function returnsSomething(node: PublicCall["node"]): boolean {
  if (ts.isConstructorDeclaration(node)) return false;
  const type = node.type?.getText();
  return type !== "void" && type !== "Promise<void>";
}

function needsExample({ name, node }: PublicCall): boolean {
  return ts.isFunctionDeclaration(node) || name.startsWith("City.");
}

/** Whether a body throws, or calls one of our functions that does, `depth` calls down. */
function throws(file: string, node: ts.Node, depth: number): boolean {
  const body = bodyOf(file, node);
  return (
    body !== undefined && contains(body, (one) => ts.isThrowStatement(one) || callThrows(file, one, depth))
  );
}

function callThrows(file: string, node: ts.Node, depth: number): boolean {
  if (depth === 0 || !(ts.isCallExpression(node) || ts.isNewExpression(node))) return false;
  const called = calledBy(file, node);
  if (called === null) return false;
  return (
    docOf(called.node).tags.some(({ tag }) => tag === "throws") || throws(called.file, called.node, depth - 1)
  );
}

/** The function, constructor or method that a call runs, where it is one of ours. */
function calledBy(
  file: string,
  { expression }: ts.CallExpression | ts.NewExpression,
): { readonly file: string; readonly node: ts.Node } | null {
  if (ts.isPropertyAccessExpression(expression) && expression.expression.kind === ts.SyntaxKind.ThisKeyword) {
    const owner = ts.findAncestor(expression, ts.isClassDeclaration);
    const node = owner?.members.find(({ name }) => name?.getText() === expression.name.text);
    return node === undefined ? null : { file, node };
  }
  if (!ts.isIdentifier(expression)) return null;
  const declared = resolve(file, expression.text);
  if (declared === null || !ts.isClassDeclaration(declared.node)) return declared;
  const node = declared.node.members.find(ts.isConstructorDeclaration);
  return node === undefined ? null : { file: declared.file, node };
}

function contains(node: ts.Node, is: (node: ts.Node) => boolean): boolean {
  return is(node) || (ts.forEachChild(node, (child) => contains(child, is)) ?? false);
}
