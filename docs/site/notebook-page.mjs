/**
 * A notebook as a page: text as it is, code as blocks, and below them what the kernel showed when it was executed.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const joined = (text) => [text].flat().join("");

/** Markdown of one notebook, its text by way of `relinked`; its pictures are written beside `target`. */
export function notebookPage(root, file, target, relinked) {
  const executed = path.join(root, "out/notebooks/tslab", path.basename(file));
  const { cells } = JSON.parse(readFileSync(existsSync(executed) ? executed : path.join(root, file), "utf8"));
  let pictures = 0;
  const shown = ({ data = {} }) => {
    if (data["image/svg+xml"] !== undefined) {
      pictures += 1;
      const name = `${path.basename(target, ".md")}-${pictures}.svg`;
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(path.join(path.dirname(target), name), joined(data["image/svg+xml"]));
      return `![What the cell shows](./${name})`;
    }
    return data["text/html"] === undefined
      ? ""
      : `<div v-pre>\n\n${joined(data["text/html"]).replaceAll("\n", "")}\n\n</div>`;
  };
  return cells
    .flatMap(({ cell_type, source, outputs = [] }) =>
      cell_type === "code"
        ? [`\`\`\`ts\n${joined(source)}\n\`\`\``, ...outputs.map(shown)]
        : [relinked(joined(source))],
    )
    .join("\n\n");
}
