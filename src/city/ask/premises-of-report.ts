/**
 * From gaps to a question for premises: who lacks which service, and which rooms they could walk to.
 */
import { itemAt, spanAt } from "../../base/at.js";
import { InvalidInputError } from "../../base/errors.js";
import { type GapReport, VERDICTS } from "../../coverage/gap-report.js";
import type { WalkProfile } from "../../network/profiles.js";
import { agesServed, demandFor, type Served } from "../../places/demand.js";
import type { Block } from "../../places/places.js";
import type { Premises, RoomRule } from "../../siting/premises/premises.js";
import type { PlannedService, PremisesQuestion } from "../../siting/premises/premises-question.js";
import type { PilotCandidate } from "../../siting/premises/rank-pilots.js";
import { packagesOf } from "../../siting/premises/room-packages.js";
import { limitOf } from "../../standards/requirement.js";
import type { CityLinks } from "../open/city-links.js";
import { candidateReach } from "./candidate-reach.js";

/** The four core functions of the guideline of 2024. */
const CORE = ["elderly", "childcare", "afterschool", "meals"];

/** Rooms and who walks. */
export interface PremisesOfReportOptions {
  /** What each planned service asks of a room, by service. */
  readonly rooms: Readonly<Record<string, RoomRule>>;
  /** Who walks, for requirements in minutes. */
  readonly profile: WalkProfile<"ms">;
}

/**
 * The question of premises for the services that are named in `rooms`.
 *
 * Covered is who is met in the report; the walk is that of the report's requirement; people are those who need the
 * service (`demandFor`), unknown ones counting nothing.
 *
 * @throws {InvalidInputError} if the report does not judge a service that is named
 */
export function premisesOfReport(
  links: CityLinks,
  { blocks: { blocks }, services }: GapReport,
  premises: readonly Premises[],
  { rooms, profile }: PremisesOfReportOptions,
): PremisesQuestion {
  const [met, unknown] = [VERDICTS.indexOf("met"), VERDICTS.indexOf("unknown")];
  const planned = Object.entries(rooms).map(([id, room]): PlannedService => {
    const gaps = services.find(({ service }) => service === id);
    if (gaps === undefined) {
      const serviceIds = services.map(({ service }) => service).join(", ");
      throw new InvalidInputError(`The report does not judge "${id}"; it judges ${serviceIds}`);
    }
    return {
      id,
      matrix: candidateReach(links, blocks, premises, { limit: limitOf(gaps.requirement), profile }),
      people: demandFor(blocks, gaps.requirement).amount.map((people) => people ?? 0),
      covered: Uint8Array.from(gaps.verdict, (verdict) => (verdict === met ? 1 : 0)),
      unknown: Uint8Array.from(gaps.verdict, (verdict) => (verdict === unknown ? 1 : 0)),
      room,
      core: CORE.includes(id),
      groups: groupsOfService(blocks, gaps.requirement),
    };
  });
  return { premises, services: planned, unitOfPlace: blocks.map(communityOf), groups: groupsOf(blocks) };
}

/**
 * Of a service for some ages the groups that overlap them, whether or not its demand is counted by age; else all: nobody
 * aged 0–2 needs a place in elderly care.
 */
function groupsOfService(blocks: readonly Block[], served: Served): string[] {
  const names = Object.keys(groupsOf(blocks));
  const range = agesOf(agesServed(served) ?? "");
  if (range === null) return names;
  return names.filter((name) => {
    const [from, to] = agesOf(name) ?? [Number.NaN, Number.NaN];
    return from <= range[1] && to >= range[0];
  });
}

/** First and last age of a group written `60+` or `0-2`; null for others. */
function agesOf(group: string): readonly [number, number] | null {
  const match = /^(\d+)(?:-(\d+)|\+)$/.exec(group);
  return match === null ? null : [Number(match[1]), Number(match[2] ?? Number.POSITIVE_INFINITY)];
}

/** The age groups that some block has; blocks without one add nothing to it. */
function groupsOf(blocks: readonly Block[]): Record<string, number[]> {
  const names = [...new Set(blocks.flatMap(({ ages }) => Object.keys(ages ?? {})))].sort();
  return Object.fromEntries(names.map((group) => [group, blocks.map(({ ages }) => ages?.[group] ?? 0)]));
}

function communityOf({ unit, units }: Block): string | null {
  return units?.community ?? unit;
}

/**
 * Communities as candidates for a list of pilots: who lacks what, and what the premises in reach of them could mend.
 *
 * People are summed over the services. Usable premises are those that hold a service and reach somebody who lacks it.
 */
export function pilotCandidates(question: PremisesQuestion, blocks: readonly Block[]): PilotCandidate[] {
  const rooms = packagesOf(question);
  const pilotsByUnit = new Map<
    string,
    { without: number; helped: number; premises: Set<number>; subdistrict: string }
  >();
  blocks.forEach((block, i) => {
    const name = communityOf(block);
    if (name === null) return;
    const subdistrict = block.units?.subdistrict ?? block.units?.district ?? "";
    const pilot = pilotsByUnit.get(name) ?? {
      without: 0,
      helped: 0,
      premises: new Set<number>(),
      subdistrict,
    };
    pilotsByUnit.set(name, pilot);
    question.services.forEach(({ matrix, people, covered }, s) => {
      if (covered[i] !== 0 || people[i] === 0) return;
      pilot.without += itemAt(people, i);
      const reached = matrix.candidate.subarray(...spanAt(matrix.firstOfDemand, i));
      const usable = [...reached].filter((j) =>
        itemAt(rooms, j).some(({ services }) => services.includes(s)),
      );
      if (usable.length > 0) pilot.helped += itemAt(people, i);
      for (const j of usable) pilot.premises.add(j);
    });
  });
  return [...pilotsByUnit].map(([unit, { without, helped, premises, subdistrict }]) => ({
    unit,
    subdistrict,
    peopleWithout: without,
    peopleHelped: helped,
    usablePremises: premises.size,
    cost: null,
  }));
}
