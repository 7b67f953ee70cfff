/**
 * Every command, in the order in which the help lists them.
 */
import { ANALYZE } from "./commands/analyze.js";
import { AUDIT } from "./commands/audit.js";
import { COMPARE } from "./commands/compare.js";
import { COMPARE_YEARS } from "./commands/compare-years.js";
import { completionCommand } from "./commands/completion.js";
import { DEMO } from "./commands/demo.js";
import { DOCTOR } from "./commands/doctor.js";
import { EXPLAIN } from "./commands/explain.js";
import { INIT } from "./commands/init.js";
import { ISOCHRONE } from "./commands/map.js";
import { MEASURE } from "./commands/measure.js";
import { NETWORK } from "./commands/network.js";
import { PLAN } from "./commands/plan.js";
import { REPORT } from "./commands/report.js";
import { SITES } from "./commands/sites.js";
import { STANDARDS } from "./commands/standards.js";
import { WALK } from "./commands/walk.js";
import { WHAT_IF } from "./commands/what-if.js";
import type { CommandSpec } from "./options/command-spec.js";

export const COMMANDS: readonly CommandSpec[] = [
  ANALYZE,
  AUDIT,
  EXPLAIN,
  REPORT,
  ISOCHRONE,
  WALK,
  NETWORK,
  MEASURE,
  STANDARDS,
  SITES,
  PLAN,
  WHAT_IF,
  COMPARE,
  COMPARE_YEARS,
  INIT,
  DEMO,
  DOCTOR,
  completionCommand(() => COMMANDS),
];
