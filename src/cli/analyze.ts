/**
 * `living-circle analyze`: the whole journey, from an extract to files.
 *
 * Layer: cli. Imports the doors only.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  analyzeLivingCircle,
  type BlockSet,
  blocksFromOsm,
  combineFacilities,
  DEFAULT_SERVICES,
  type FacilitySet,
  facilitiesFromOsm,
  loadStandard,
  type Requirement,
  readBlocks,
  readFacilities,
  requirementsOf,
  SERVICES,
  timeRequirements,
  walksOf,
} from "../index.js";
import { requireService } from "../io/index.js";
import { writeResults } from "./analyze-files.js";
import { tell } from "./analyze-summary.js";
import { languageOf, parseList, parseMinutes, profileNamed, UsageError } from "./options.js";
import { createProgress } from "./progress.js";
import { readStreetFile, type StreetOptions } from "./streets.js";

export interface AnalyzeCommandOptions extends StreetOptions {
  readonly blocks?: string;
  readonly blocksCrs?: string;
  readonly facilities?: string;
  readonly facilitiesCrs?: string;
  readonly service?: string;
  readonly complete?: string;
  readonly standard?: readonly string[];
  readonly profile: string;
  readonly services?: string;
  readonly minutes?: string;
  readonly residents?: number;
  readonly map?: string;
  readonly title?: string;
  readonly dataDate?: string;
  readonly out: string;
  readonly lang: string;
  readonly quiet?: boolean;
}

/** Minutes of the walking circles where the user names none. */
const DEFAULT_MINUTES = "5,10,15";

/** Streets that are no OpenStreetMap data hold neither facilities nor homes. */
const NO_FACILITIES: FacilitySet = {
  facilities: [],
  completeness: {},
  suspectedDuplicates: [],
  merged: 0,
  notes: [],
};
const NO_BLOCKS: BlockSet = { blocks: [], notes: [] };

const DEFAULT_STANDARDS = ["cn.gb50180-2018", "x.fifteen-minute"];

/** Analyses, writes the files, and returns what is printed. */
export async function analyzeCommand(file: string, options: AnalyzeCommandOptions): Promise<string> {
  const lang = languageOf(options.lang);
  const profile = profileNamed(options.profile);
  const cutoffs = parseMinutes(options.minutes ?? DEFAULT_MINUTES);
  const { requirements, ruleSets } = chooseRequirements(options, cutoffs, profile.id);
  const progress = createProgress(options.quiet === true);
  const { osm, sha256, network } = await readStreetFile(file, progress, options);
  progress.step("finding facilities and residential blocks");
  const register =
    options.facilities === undefined
      ? null
      : await readFacilities(options.facilities, registerOptions(options));
  const facilities = combineFacilities(
    osm === null ? NO_FACILITIES : facilitiesFromOsm(osm),
    register,
    parseList(options.complete ?? ""),
  );
  const known = options.residents === undefined ? {} : { knownResidents: options.residents };
  const blocks =
    options.blocks !== undefined
      ? await readBlocks(options.blocks, crsOf(options.blocksCrs))
      : osm === null
        ? NO_BLOCKS
        : blocksFromOsm(osm, known);
  const report = await analyzeLivingCircle(
    network,
    { facilities, blocks },
    {
      requirements,
      profile,
      onProgress: (service, position, count) =>
        progress.step(`walks to ${service} (${position + 1}/${count})`),
      lineage: {
        ruleSets,
        inputs: [
          { role: "streets", path: path.basename(file), sha256 },
          ...inputOf("facilities", options.facilities),
          ...inputOf("blocks", options.blocks),
        ],
        options: {
          minutes: cutoffs,
          complete: parseList(options.complete ?? ""),
          residents: options.residents ?? null,
          ...(options.blocksCrs === undefined ? {} : { blocksCrs: options.blocksCrs }),
          ...(options.facilitiesCrs === undefined ? {} : { facilitiesCrs: options.facilitiesCrs }),
        },
      },
    },
  );
  const files = writeResults(
    report,
    network,
    {
      ...options,
      lang,
      cutoffs,
      file,
      dataDate: options.dataDate ?? osm?.source.timestamp?.slice(0, 10) ?? null,
    },
    progress,
  );
  progress.done();
  return tell(report, network, files, lang);
}

function registerOptions({ service, facilitiesCrs }: AnalyzeCommandOptions) {
  return { ...(service === undefined ? {} : { service }), ...crsOf(facilitiesCrs) };
}

function crsOf(crs: string | undefined): { crs?: string } {
  return crs === undefined ? {} : { crs };
}

/** By rule sets, or by the user's minutes where minutes but no rule set are given. */
function chooseRequirements(options: AnalyzeCommandOptions, cutoffs: readonly number[], profile: string) {
  const known = SERVICES.map(({ id }) => id);
  const services = servicesAsked(options);
  if (options.minutes !== undefined && options.standard === undefined) {
    const requirements = timeRequirements(services, cutoffs[cutoffs.length - 1]!, profile);
    return { requirements, ruleSets: [{ id: "user", version: `${cutoffs[cutoffs.length - 1]} minutes` }] };
  }
  const standards = (options.standard ?? DEFAULT_STANDARDS).map((id) => loadStandard(id));
  const stranger = standards.flatMap(walksOf).find(({ service }) => !known.includes(service));
  if (stranger !== undefined) {
    throw new UsageError(
      `The record "${stranger.id}" names the service "${stranger.service}"; there are ${known.join(", ")}`,
    );
  }
  const requirements: Requirement[] = requirementsOf(standards, services, { profile });
  return { requirements, ruleSets: standards.map(({ id, version }) => ({ id, version })) };
}

/** The services named by the user, all where a rule set is named, else those judged by default. */
function servicesAsked({ services, standard }: AnalyzeCommandOptions): readonly string[] {
  if (services === undefined) return standard === undefined ? DEFAULT_SERVICES : SERVICES.map(({ id }) => id);
  if (services === "all") return SERVICES.map(({ id }) => id);
  return parseList(services).map(requireService);
}

function inputOf(role: string, file: string | undefined) {
  if (file === undefined) return [];
  return [
    {
      role,
      path: path.basename(file),
      sha256: createHash("sha256").update(readFileSync(file)).digest("hex"),
    },
  ];
}
