/**
 * What a user can call: the functions, classes and methods that the doors export, with what their docstrings say.
 *
 * Files are parsed and not type-checked, so this takes a second and not ten. A name is looked up in its file and in the
 * files that it is imported from.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const ROOT = path.resolve(import.meta.dirname, "../..");

/** The files that `package.json` opens to users. */
export const DOORS = [
  "src/index.ts",
  ...readdirSync(path.join(ROOT, "src/doors"))
    .sort()
    .map((file) => `src/doors/${file}`),
];

/** A declaration and the file it stands in. */
export interface Declared {
  readonly file: string;
  readonly node: Named;
}

type Named =
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.VariableStatement;

/** One tag of a docstring, e.g. `{ tag: "param", name: "costs", text: "…" }`. */
export interface DocTag {
  readonly tag: string;
  readonly name: string;
  readonly text: string;
}

/** A docstring taken apart. */
export interface Doc {
  readonly summary: string;
  readonly tags: readonly DocTag[];
}

/** A function, method, getter or constructor that a door gives to users. */
export interface PublicCall {
  /** `nearestCosts`, `City.walk`, `new BoundedSearch`. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly node: ts.FunctionDeclaration | ClassMember;
  /** Of overloads the first one's. */
  readonly doc: Doc;
}

type ClassMember = ts.MethodDeclaration | ts.ConstructorDeclaration | ts.GetAccessorDeclaration;

const sources = new Map<string, ts.SourceFile>();

/** The parsed file. */
export function sourceOf(file: string): ts.SourceFile {
  let source = sources.get(file);
  if (source === undefined) {
    const text = readFileSync(path.join(ROOT, file), "utf8");
    source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    sources.set(file, source);
  }
  return source;
}

/** Names that a door exports. */
export function namesOf(door: string): string[] {
  return sourceOf(door).statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined)
      return ts.isNamedExports(statement.exportClause)
        ? statement.exportClause.elements.map(({ name }) => name.text)
        : [];
    return isNamed(statement) && isExported(statement) ? namesIn(statement) : [];
  });
}

/** Where a name is declared, as seen from a file; null for names of other packages and of the language. */
export function resolve(file: string, name: string): Declared | null {
  const { statements } = sourceOf(file);
  const node = statements.find((one): one is Named => isNamed(one) && namesIn(one).includes(name));
  if (node !== undefined) return { file, node };
  for (const statement of statements) {
    const from = importedName(statement, name);
    if (from === null) continue;
    if (from.file === null) return resolve(file, from.name);
    const target = path.posix.join(path.posix.dirname(file), from.file.replace(/\.js$/, ".ts"));
    return existsSync(path.join(ROOT, target)) ? resolve(target, from.name) : null;
  }
  return null;
}

/** All functions, and all classes with their public members, of all doors, each once. */
export function publicCalls(): PublicCall[] {
  const calls = new Map<ts.Node, PublicCall>();
  for (const { file, node } of publicDeclarations().values()) {
    const members = ts.isClassDeclaration(node) ? membersOf(file, node) : [];
    const own = ts.isFunctionDeclaration(node) ? [callOf(file, node, node.name!.text)] : [];
    // What a class inherits is listed under the first class that users see.
    for (const call of [...own, ...members]) if (!calls.has(call.node)) calls.set(call.node, call);
  }
  return [...calls.values()];
}

/** Everything that a door exports, by name and file. */
export function publicDeclarations(): Map<string, Declared> {
  const all = new Map<string, Declared>();
  for (const door of DOORS) {
    for (const name of namesOf(door)) {
      const declared = resolve(door, name);
      if (declared !== null) all.set(`${declared.file}: ${name}`, declared);
    }
  }
  return all;
}

/** Members of a class and of the classes it extends, named after the class that users see. */
function membersOf(file: string, node: ts.ClassDeclaration, seenAs = node.name!.text): PublicCall[] {
  const own = node.members.flatMap((member): PublicCall[] => {
    if (!isCallable(member) || isHidden(member)) return [];
    const name = ts.isConstructorDeclaration(member) ? `new ${seenAs}` : `${seenAs}.${member.name.getText()}`;
    return [callOf(file, member, name)];
  });
  const base = baseOf(file, node);
  const names = own.map(({ name }) => name);
  const inherited = base === null ? [] : membersOf(base.file, base.node, seenAs);
  return [...own, ...inherited.filter(({ name }) => !names.includes(name))];
}

function baseOf(
  file: string,
  { heritageClauses }: ts.ClassDeclaration,
): { readonly file: string; readonly node: ts.ClassDeclaration } | null {
  const base = heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  if (base === undefined || !ts.isIdentifier(base.expression)) return null;
  const declared = resolve(file, base.expression.text);
  return declared !== null && ts.isClassDeclaration(declared.node)
    ? { file: declared.file, node: declared.node }
    : null;
}

function isCallable(member: ts.ClassElement): member is ClassMember {
  return (
    ts.isMethodDeclaration(member) ||
    ts.isConstructorDeclaration(member) ||
    ts.isGetAccessorDeclaration(member)
  );
}

/** Whether a member is private, or left out of the declarations. */
function isHidden(member: ClassMember): boolean {
  if (member.name !== undefined && ts.isPrivateIdentifier(member.name)) return true;
  const modifiers = ts.getModifiers(member)?.map(({ kind }) => kind) ?? [];
  if (modifiers.includes(ts.SyntaxKind.PrivateKeyword)) return true;
  return ts.getJSDocTags(member).some(({ tagName }) => tagName.text === "internal");
}

function callOf(file: string, node: PublicCall["node"], name: string): PublicCall {
  const line = sourceOf(file).getLineAndCharacterOfPosition(node.getStart()).line + 1;
  return { name, file, line, node, doc: docOf(node) };
}

/** What the docstring of a node says. */
export function docOf(node: ts.Node): Doc {
  const doc = ts.getJSDocCommentsAndTags(node).findLast(ts.isJSDoc);
  const tags = (doc?.tags ?? []).map((tag) => ({
    tag: tag.tagName.text,
    name: ts.isJSDocParameterTag(tag) ? tag.name.getText() : "",
    text: (ts.getTextOfJSDocComment(tag.comment) ?? "").replace(/^- /, "").trim(),
  }));
  return { summary: ts.getTextOfJSDocComment(doc?.comment)?.trim() ?? "", tags };
}

/** The docstrings of a declaration and its members, without tags that hold code. */
export function docTexts(node: ts.Node): string[] {
  const own = docOf(node);
  const tags = own.tags.flatMap(({ tag, text }) => (tag === "example" ? [] : [text]));
  const members = ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) ? [...node.members] : [];
  const shown = members.filter(({ name }) => name === undefined || !ts.isPrivateIdentifier(name));
  return [own.summary, ...tags, ...shown.flatMap(docTexts)];
}

/** The body behind a declaration: of overloads that of the last. */
export function bodyOf(file: string, node: ts.Node): ts.Node | undefined {
  if (ts.isFunctionDeclaration(node) && node.body === undefined) {
    const named = sourceOf(file).statements.filter(ts.isFunctionDeclaration);
    return named.findLast(({ name }) => name?.text === node.name?.text)?.body;
  }
  return ts.isFunctionLike(node) && "body" in node ? (node.body as ts.Node | undefined) : undefined;
}

function isNamed(statement: ts.Statement): statement is Named {
  return (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isVariableStatement(statement)
  );
}

function namesIn(node: Named): string[] {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  return node.name === undefined ? [] : [node.name.text];
}

function isExported(node: Named): boolean {
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** The file and name behind a name that a statement imports or passes on; null for the file itself. */
function importedName(
  statement: ts.Statement,
  name: string,
): { readonly file: string | null; readonly name: string } | null {
  const isImport = ts.isImportDeclaration(statement);
  if (!isImport && !ts.isExportDeclaration(statement)) return null;
  const list = isImport ? statement.importClause?.namedBindings : statement.exportClause;
  if (list === undefined || !(ts.isNamedImports(list) || ts.isNamedExports(list))) return null;
  const element = [...list.elements].find((one) => one.name.text === name);
  if (element === undefined) return null;
  const meant = (element.propertyName ?? element.name).text;
  const from = statement.moduleSpecifier;
  if (from === undefined) return meant === name ? null : { file: null, name: meant };
  return ts.isStringLiteral(from) && from.text.startsWith(".") ? { file: from.text, name: meant } : null;
}
