/**
 * Builds the documentation as a static site in out/site: `node docs/site/build.mjs`; needs `npm ci --prefix docs/site`.
 *
 * Pages are the Markdown files of the repository, moved to a staging folder with their links rewritten; notebooks are
 * pages too, with their outputs where they were executed (out/notebooks/tslab). The reference is made from docstrings.
 * The build fails on a dead link, and on an exported name without a docstring.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Application, Comment, Converter } from "typedoc";
import { build } from "vitepress";
import manifest from "../../package.json" with { type: "json" };
import { contents } from "./contents.mjs";
import { notebookPage } from "./notebook-page.mjs";

const ROOT = path.resolve(import.meta.dirname, "../..");
const STAGE = path.join(ROOT, "out", "site-pages");
const SITE = path.join(ROOT, "out", "site");
/** Pages outside docs/, and where they stand on the site. */
const OTHERS = {
  "README.md": "index.md",
  "CHANGELOG.md": "project/changelog.md",
  "CONTRIBUTING.md": "project/contributing.md",
  "benchmarks/README.md": "project/benchmarks.md",
  "data/README.md": "project/data.md",
};

/** Repository path → path on the site, for every page. */
function pages() {
  const found = new Map(Object.entries(OTHERS));
  const walk = (folder) => {
    for (const entry of readdirSync(path.join(ROOT, folder), { withFileTypes: true })) {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory() && !["node_modules", ".jupyter", ".deno", "site"].includes(entry.name))
        walk(file);
      if (/\.(md|ipynb)$/.test(entry.name)) {
        const page = file.slice("docs/".length).replace(/\.ipynb$/, ".md");
        found.set(file, page.replace(/(^|\/)README\.md$/, "$1index.md"));
      }
    }
  };
  walk("docs");
  return found;
}

/** Links outside code, from places in the repository to places on the site; other files go along. */
function relink(text, file, map) {
  const here = path.posix.dirname(map.get(file));
  let fenced = false;
  return text
    .split("\n")
    .map((line) => {
      if (/^\s*```/.test(line)) fenced = !fenced;
      if (fenced) return line;
      return line.replace(/(!?\[[^\]]*\]\()([^)\s]+)(\))/g, (whole, open, target, close) => {
        if (/^(https?:|mailto:|#)/.test(target)) return whole;
        const [place, anchor] = target.split("#");
        const from = path.posix
          .normalize(path.posix.join(path.posix.dirname(file), place))
          .replace(/\/$/, "");
        const page = map.get(from) ?? map.get(`${from}/README.md`);
        if (page === undefined) return `${open}${sendAlong(from, here)}${close}`;
        const to = path.posix.relative(here, page) || path.posix.basename(page);
        return `${open}./${to}${anchor === undefined ? "" : `#${anchor}`}${close}`;
      });
    })
    .join("\n");
}

/** A file that is not a page, copied to the site; pictures stand among the pages, so that they are bundled. */
function sendAlong(file, here) {
  if (!existsSync(path.join(ROOT, file))) throw new Error(`A link leads to ${file}, which does not exist`);
  const picture = /\.(png|svg|jpg)$/.test(file);
  const to = picture ? path.posix.join("pictures", file.replaceAll("/", "-")) : `files/${file}`;
  cpSync(path.join(ROOT, file), path.join(STAGE, picture ? to : `public/${to}`), { recursive: true });
  return picture ? `./${path.posix.relative(here, to)}` : `/${to}`;
}

function stage() {
  rmSync(STAGE, { recursive: true, force: true });
  const map = pages();
  for (const [file, page] of map) {
    const target = path.join(STAGE, page);
    mkdirSync(path.dirname(target), { recursive: true });
    const source = readFileSync(path.join(ROOT, file), "utf8");
    const relinked = (part) => relink(part, file, map);
    const text = file.endsWith(".ipynb") ? notebookPage(ROOT, file, target, relinked) : relinked(source);
    writeFileSync(target, text);
  }
  const texts = new Map(
    [...map.values()].map((page) => [page, readFileSync(path.join(STAGE, page), "utf8")]),
  );
  const settings = { ...contents(texts), outDir: SITE };
  mkdirSync(path.join(STAGE, ".vitepress"), { recursive: true });
  writeFileSync(
    path.join(STAGE, ".vitepress/config.mjs"),
    [
      `const settings = ${JSON.stringify(settings, null, 2)};`,
      // The reference is made by another tool.
      "export default { ...settings, ignoreDeadLinks: [/^\\/api\\//] };",
      "",
    ].join("\n"),
  );
}

const DOORS = Object.entries(manifest.exports)
  .filter(([door]) => door !== "./package.json")
  .map(([, { default: built }]) => path.join(ROOT, built.replace("./dist", "src").replace(/\.js$/, ".ts")));

/** The reference: once to see that nothing is undocumented, once with the types that signatures mention. */
async function reference() {
  const common = {
    entryPoints: DOORS,
    tsconfig: path.join(ROOT, "docs/site/tsconfig.json"),
    name: `${manifest.name} ${manifest.version}`,
    readme: "none",
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    // The build has checked them.
    skipErrorChecking: true,
    disableSources: true,
    preservedTypeAnnotationTags: ["@throws"],
    logLevel: "Error",
  };
  const check = await Application.bootstrap({
    ...common,
    requiredToBeDocumented: [
      "Class",
      "Constructor",
      "Enum",
      "Function",
      "Interface",
      "Method",
      "TypeAlias",
      "Variable",
    ],
    validation: { notDocumented: true, invalidLink: true, notExported: false },
    logLevel: "Warn",
  });
  check.converter.on(Converter.EVENT_RESOLVE_BEGIN, gatherOptions, 100);
  const checked = await check.convert();
  if (checked === undefined) throw new Error("The reference could not be made");
  check.validate(checked);
  const undocumented = Math.max(check.logger.warningCount, check.logger.validationWarningCount);
  if (undocumented > 0) throw new Error(`${undocumented} warnings in docstrings, see above`);
  const app = await Application.bootstrapWithPlugins({
    ...common,
    plugin: ["typedoc-plugin-missing-exports"],
    validation: false,
  });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, gatherOptions, 100);
  await app.generateDocs(await app.convert(), path.join(SITE, "api"));
}

const CLOSES = [{ kind: "text", text: "Calls `close` at the end of an `await using` block." }];

/**
 * What docstrings say of single options goes to the parameter that holds them, which has no name where it is taken apart.
 */
function gatherOptions({ project }) {
  // A property of a mapped type has no docstring of its own.
  for (const property of Object.values(project.reflections))
    if (property.name === "[asyncDispose]") property.comment = new Comment(CLOSES);
  for (const signature of Object.values(project.reflections)) {
    const unnamed = signature.parameters?.find(({ name }) => name === "__namedParameters");
    if (unnamed === undefined) continue;
    unnamed.name = "options";
    const { comment } = signature;
    const said =
      comment?.blockTags.filter(({ tag, name }) => tag === "@param" && name?.startsWith("options.")) ?? [];
    if (said.length === 0) continue;
    comment.blockTags = comment.blockTags.filter((tag) => !said.includes(tag));
    const lines = said.flatMap(({ name, content }) => [
      { kind: "code", text: `\`${name.slice("options.".length)}\`` },
      { kind: "text", text: ": " },
      ...content,
      { kind: "text", text: "\n\n" },
    ]);
    unnamed.comment = new Comment([...(unnamed.comment?.summary ?? []), ...lines]);
  }
}

const only = process.argv[2];
if (only !== "reference") {
  stage();
  await build(STAGE);
}
await reference();
