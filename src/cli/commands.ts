/**
 * Every command, in the order in which the help lists them.
 *
 * Layer: cli. Imports the doors only.
 */
import { ANALYZE } from "./analyze.js";
import { AUDIT } from "./audit.js";
import type { CommandSpec } from "./command-spec.js";
import { COMPARE } from "./compare.js";
import { COMPARE_YEARS } from "./compare-years.js";
import { completionCommand } from "./completion.js";
import { DEMO } from "./demo.js";
import { DOCTOR } from "./doctor.js";
import { EXPLAIN } from "./explain.js";
import { INIT } from "./init.js";
import { ISOCHRONE } from "./map.js";
import { MEASURE } from "./measure.js";
import { NETWORK } from "./network.js";
import { PLAN } from "./plan.js";
import { REPORT } from "./report.js";
import { SITES } from "./sites.js";
import { STANDARDS } from "./standards.js";
import { WALK } from "./walk.js";
import { WHAT_IF } from "./what-if.js";

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
