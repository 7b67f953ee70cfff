/**
 * Writes `walk-rules.md` from `data/tags/walk-rules.json`: node docs/methods/make-walk-rules.mjs
 */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const DATA = new URL("../../data/tags/walk-rules.json", import.meta.url);
const PAGE = new URL("walk-rules.md", import.meta.url);

const HEAD = `# The rules for streets

<!-- Made from data/tags/walk-rules.json by make-walk-rules.mjs; change the data, and run it. -->

**Question.** Which ways do people walk, which gates and barriers stop whom, and what do they not cross off the street?

**How they are read.** A way has one class: its \`highway\`, else \`platform\`, \`pier\`, \`corridor\` (of \`indoor\`) or \`ferry\`. \`foot\` decides
before \`access\`. Of several values of one tag (\`foot=designated;private\`) the most closed decides, for access and for wheels. What no rule
reads is in the account of what was read, by key and value.

**A city's own rules.** \`walkRules\` in the [configuration](../config.md#walkrules), \`walkRules\` of \`openCity\`, \`readStreets\` and
\`buildWalkNetwork\`, and \`--walk-rules rules.yaml\` of every command that reads streets say word by word what holds in its place; all
else stays as shipped. Each rule stands in the account with the number of things it speaks of (0 where nothing has it, so that a
mistyped word is seen), and in the lineage (\`walkRules\`).

\`\`\`yaml
streets: { file: city.osm.pbf }
walkRules:
  classes: { cycleway: no } # in this city nobody walks there
  access: { customers: private, delivery: no }
  barriers: { hedge: open }
  wheels: { bollard: closed }
  offStreetBarriers: { barrier=fence: wall, waterway=canal: no }
\`\`\`
`;

/** The page of some rules. */
export function walkRulesPage(rules) {
  const names = Object.fromEntries(Object.keys(rules.sources).map((name) => [name, name]));
  const own = (part, states) => `Own rules: \`${part}\`, each word ${states}.`;
  const code = (words) => words.map((word) => `\`${word}\``).join(", ");
  const tags = (values) =>
    code(Object.entries(values).flatMap(([key, list]) => list.map((one) => `${key}=${one}`)));
  const table = (head, rows) => [
    `| ${head.join(" | ")} |`,
    `|${head.map(() => "---").join("|")}|`,
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ];
  const section = (title, says, rows, head = ["words", "what holds", "source"]) => [
    `## ${title}`,
    "",
    ...says.flatMap((line) => [line, ""]),
    ...table(head, rows),
    "",
  ];
  const classes = Object.entries(rules.classes).map(([name, { walk, source, why = "" }]) => [
    `\`${name}\``,
    walk ? "walked" : "not walked",
    why,
    names[source],
  ]);
  const { access, barriers, wheels, joined_at_ends: ends, lifts, one_way, squares } = rules;
  const { lifecycle_keys: life, private_drives: drives, off_street_barriers: off } = rules;
  const { hidden, expressways, areas_only } = off;
  const kinds = ["river", "water", "rail", "motorway", "wall"];
  const { obstacles } = squares;
  const lines = [
    ...section(
      "Classes",
      [
        "A class that is not walked is walked all the same where `foot` says yes, unless it is not built.",
        own("classes", "`yes` or `no`; a ferry cannot be walked"),
      ],
      classes,
      ["class", "what holds", "why", "source"],
    ),
    ...section(
      "Access",
      [
        `The tags are read in this order, on ways and on every node of a way: ${code(access.order)}. Unknown words leave a way as open as without them, and are named in the account.`,
        own("access", "`yes`, `private` or `no`"),
      ],
      [
        [code(access.yes), "open", names[access.source]],
        [code(access.private), "residents and their guests: no walk passes through", names[access.source]],
        [code(access.no), "closed", names[access.source]],
      ],
    ),
    ...section(
      "Ways that are not in use",
      [own("lifecycle", "`open` or `closed`") + " Lifts: `lifts`, values of `operational_status`, likewise."],
      [
        [
          code(life.keys.map((key) => `${key}=${life.value}`)),
          "closed, beside any class",
          names[life.source],
        ],
        [tags(lifts.out_of_use), "a lift that stands still is closed", names[lifts.source]],
      ],
    ),
    ...section(
      "Barriers on a street",
      [`${barriers.why[0].toUpperCase()}${barriers.why.slice(1)}.`, own("barriers", "`open` or `closed`")],
      [
        [code(barriers.closed), "closed, where no tag says who may pass", names[barriers.source]],
        [
          tags(Object.fromEntries(Object.entries(barriers.private_if).map(([k, v]) => [k, [v]]))),
          "a gate for residents",
          names[barriers.source],
        ],
      ],
    ),
    ...section(
      "Private drives",
      [
        "A private way of another kind belongs to a compound, through which nobody walks.",
        own("privateDrives", "`yes` or `no`"),
      ],
      [[tags({ service: drives.service }), "private, and no compound", names[drives.source]]],
    ),
    ...section(
      "Wheels",
      [`${wheels.why[0].toUpperCase()}${wheels.why.slice(1)}.`, own("wheels", "`open` or `closed`")],
      [
        [code(wheels.closed_barriers), "closed to wheelchairs and strollers", names[wheels.source]],
        [
          `\`wheelchair\`, \`stroller\`: ${code(wheels.passed_if)}`,
          "passed all the same",
          names[wheels.source],
        ],
        [
          `\`wheelchair\`, \`stroller\`: ${code(wheels.said)}`,
          "passed, whatever width and smoothness say; steps have a ramp",
          names[wheels.source],
        ],
      ],
    ),
    ...section(
      "Joined at their ends",
      [
        `${ends.why[0].toUpperCase()}${ends.why.slice(1)}.`,
        own("joinedAtEnds", "a tag of `tunnel`, `bridge` or `location`, `yes` or `no`"),
      ],
      [
        [
          `\`tunnel\`, but ${code(ends.tunnel_but)}; \`bridge\`, but ${code(ends.bridge_but)}`,
          "joined at their ends alone",
          names[ends.source],
        ],
        [tags({ location: ends.location }), "joined at their ends alone", names[ends.source]],
        [
          `${code(ends.roofed)}, \`covered\` and \`indoor\` on a \`level\` other than 0; \`covered\` with \`indoor\` or below ground`,
          "joined at their ends alone",
          names[ends.source],
        ],
      ],
    ),
    ...section(
      "One way for walkers",
      ["`oneway` alone binds vehicles. Not to be overridden."],
      [
        [
          tags({ "oneway:foot": one_way.forward }) + ", `foot:backward=no`, `conveying=forward`",
          "forward only",
          names[one_way.source],
        ],
        [
          tags({ "oneway:foot": one_way.backward }) + ", `foot:forward=no`, `conveying=backward`",
          "backward only",
          names[one_way.source],
        ],
      ],
    ),
    ...section(
      "Squares",
      [
        `${obstacles.why[0].toUpperCase()}${obstacles.why.slice(1)}.`,
        own("squares", "`yes` or `no`") + " What stands in them is not to be overridden.",
      ],
      [
        [`areas of ${code(squares.classes)}`, "walked across", names[squares.source]],
        [`${tags(obstacles.areas)}, ${tags(obstacles.walls)}`, "walked around", names[obstacles.source]],
        [
          `${tags(obstacles.walked_under)}, above 0: ${code(obstacles.above_ground)}`,
          "walked under",
          names[obstacles.source],
        ],
      ],
    ),
    ...section(
      "Barriers off the street",
      [
        "Links from doors to streets and the shapes of walking circles stop there.",
        `${off.why[0].toUpperCase()}${off.why.slice(1)}.`,
        own("offStreetBarriers", `a tag, ${code(kinds)} or \`no\``),
      ],
      [
        ...kinds.map((kind) => [tags(off[kind]), `stops: ${kind}`, names[off.source]]),
        [tags(areas_only), "stops as water, by the rim of its area", names[off.source]],
        [
          `${tags({ motorroad: expressways.motorroad })}, ${code(expressways.trunk_without_walkers)} with \`foot=no\``,
          "stops: motorway",
          names.motorroad,
        ],
        [
          `${code(hidden.keys)}, ${tags({ location: hidden.location })}, \`intermittent=yes\``,
          "stops nobody",
          names.layer,
        ],
        [`${tags({ railway: hidden.below_by_layer })} with \`layer\` below 0`, "stops nobody", names.layer],
      ],
    ),
    "## Sources",
    "",
    ...Object.entries(rules.sources).map(([name, says]) => `- **${name}**: ${says}`),
    "",
    `Rules of ${rules.version}; the pages of the wiki were read then.`,
  ];
  return `${[HEAD, ...lines].join("\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(PAGE, walkRulesPage(JSON.parse(readFileSync(DATA, "utf8"))));
}
