/**
 * Headings under which the help lists options, so that a long list can be scanned: by what an option is about.
 */

/** A command with fewer options than this is read at a glance. */
const MIN_TO_GROUP = 10;

const GROUPS: Readonly<Record<string, readonly string[]>> = {
  "Streets:":
    "street-nodes streets-crs street-layer street-class snap max-missing-nodes walk-rules elevation attribution off-street-cap assumed-gates".split(
      " ",
    ),
  "Time:": "time time-zone holidays at".split(" "),
  "Homes and facilities:":
    "config blocks blocks-crs blocks-decimal blocks-header-row blocks-layer facilities facilities-crs facilities-decimal facilities-header-row facilities-layer service complete residents sizes demand-per-1000".split(
      " ",
    ),
  "Study area:": "area area-crs area-layer area-name buffer".split(" "),
  "Rules and walkers:": "standard services profile minutes met-share weight walkers".split(" "),
  "How certain:": "speed-range position-error capacity-range unknown-places".split(" "),
  "Premises:":
    "premises premises-crs premises-decimal premises-header-row premises-layer rooms max-floor own-entrance basement open modes".split(
      " ",
    ),
  "Money and years:":
    "budget rent-years max-premises until as-of least-years years budget-per-year curve worth first pilots".split(
      " ",
    ),
  "Solver:": "seed max-nodes time-limit exact-size heuristic".split(" "),
  "Output:": "out format lang json quiet map title explain threads allow changes sites-out".split(" "),
};

const groupOf = new Map(
  Object.entries(GROUPS).flatMap(([heading, names]) => names.map((name) => [name, heading] as const)),
);

/**
 * The heading of an option of a command with `count` options; nothing where the help is one list.
 *
 * @param flags - as they are typed, `--off-street-cap <m>`
 */
export function groupHeading(flags: string, count: number): string | undefined {
  if (count < MIN_TO_GROUP) return undefined;
  return groupOf.get(flags.match(/--([a-z0-9-]+)/)?.[1] ?? "");
}

/** Every heading with the names below it. */
export const OPTION_GROUPS = GROUPS;
