/**
 * Streets and gates that are open at some hours or in some seasons: the network at a time.
 *
 * Without a time a street is what its tags say without conditions. At a time opening hours say whether it is open, and of
 * its conditions the last that holds decides; a condition that cannot be read changes nothing, and is counted. A private
 * street whose conditions open it is everybody's then, and else its residents'.
 */
import { countedNote } from "../base/notes.js";
import { EdgeFlag } from "./street-draft.js";
import { buildTopology } from "./topology.js";
import type { WalkNetwork } from "./walk-network.js";

/** When a street or gate is open, word for word as its tags have it. */
export interface StreetHours {
  /** Whether it is open where no condition is asked. */
  readonly open: boolean;
  /** Opening hours: open then, and closed else. */
  readonly hours?: string | undefined;
  /** Season in which it exists: `winter`, `summer;autumn`. */
  readonly season?: string | undefined;
  /** Conditions in order; the last that holds decides. */
  readonly rules?: readonly { readonly open: boolean; readonly when: string }[] | undefined;
}

/** Whether hours in OpenStreetMap's syntax hold at the time: `open` or `closed`; anything else is not known. */
export type HoldsAt = (hours: string) => string;

/** Months of the seasons north of the equator; meteorological seasons. */
const MONTHS = { spring: "Mar-May", summer: "Jun-Aug", autumn: "Sep-Nov", winter: "Dec-Feb" } as const;
const SOUTH = { spring: "autumn", summer: "winter", autumn: "spring", winter: "summer" } as const;

const CLOSED = EdgeFlag.forwardClosed | EdgeFlag.backwardClosed;
const PRIVATE = EdgeFlag.private | EdgeFlag.driveway;

/** Whether some street or gate of a network has hours. */
function hasHours({ traits }: Pick<WalkNetwork, "traits">): boolean {
  return traits?.some(({ hours }) => hours !== undefined) === true;
}

/**
 * The network at a time: streets and gates that are closed then are closed both ways, and those that are open then are open.
 *
 * @param network - as it was built or opened, its streets as they are without a time
 * @param holdsAt - whether hours hold at the time, e.g. what `openingHoursAt` gives
 * @returns the same network where no street has hours; else one that shares all other columns
 */
export function networkAt(network: WalkNetwork, holdsAt: HoldsAt): WalkNetwork {
  const { traits = [], edgeTrait } = network;
  if (edgeTrait === undefined || !hasHours(network)) return network;
  const isSouth = (network.nodeLatE7[0] ?? 0) < 0;
  const states = traits.map(({ hours }) => (hours === undefined ? null : stateOf(hours, holdsAt, isSouth)));
  const edgeAttributes = network.edgeAttributes.slice();
  const counts = { opened: 0, shared: 0, closed: 0, unclear: 0 };
  for (let e = 0; e < network.edgeCount; e++) {
    const state = states[edgeTrait[e]];
    if (state === null || state === undefined) continue;
    if (!state.known) counts.unclear++;
    if (state.open === state.usually) continue;
    if (state.open) {
      const isPrivate = (edgeAttributes[e] & EdgeFlag.private) !== 0;
      // A closed street of a compound opens to its residents; a private one that is not closed opens to all.
      const isShut = (edgeAttributes[e] & CLOSED) === CLOSED;
      if (!isPrivate && !isShut) continue;
      edgeAttributes[e] &= isShut ? ~CLOSED : ~PRIVATE;
      if (!isShut) counts.shared++;
      counts.opened++;
    } else {
      edgeAttributes[e] |= CLOSED;
      counts.closed++;
    }
  }
  const notes = [
    ...countedNote(
      "streets-open-then",
      counts.opened,
      "streets and gates are open at the time, and closed without one",
    ),
    ...countedNote(
      "streets-closed-then",
      counts.closed,
      "streets and gates are closed at the time, and open without one",
    ),
    ...countedNote(
      "street-hours-unclear",
      counts.unclear,
      "streets and gates have hours or conditions that cannot be read, and are taken as they stand",
      "not-used",
    ),
  ];
  const kept = network.source.notes.filter(({ code }) => code !== HOURS_NOTE);
  const source = { ...network.source, notes: [...kept, ...notes] };
  const then = { ...network, edgeAttributes, source };
  return counts.shared === 0 ? then : { ...then, ...arcsOf(then) };
}

/** Nodes and arcs anew, since a street that is private no more has no copies of its nodes. */
function arcsOf(network: WalkNetwork) {
  const { streetNodeCount, nodeId, nodeLonE7, nodeLatE7 } = network;
  const { nodeCount, streetNode, columns } = buildTopology(streetNodeCount, { columns: network });
  const pick = (column: Float64Array | Int32Array) => (v: number) => column[streetNode[v]];
  const nodes = { length: nodeCount };
  return {
    ...columns,
    nodeCount,
    nodeId: Float64Array.from(nodes, (_, v) => pick(nodeId)(v)),
    nodeLonE7: Int32Array.from(nodes, (_, v) => pick(nodeLonE7)(v)),
    nodeLatE7: Int32Array.from(nodes, (_, v) => pick(nodeLatE7)(v)),
  };
}

/** Code of the note that counts streets and gates with hours where no time is asked. */
export const HOURS_NOTE = "street-hours";

function stateOf(
  { open: usually, hours, season, rules = [] }: StreetHours,
  holdsAt: HoldsAt,
  isSouth: boolean,
) {
  let [open, known] = [usually, true];
  const ask = (when: string, then: (holds: boolean) => void) => {
    const state = holdsAt(when);
    if (state === "open" || state === "closed") then(state === "open");
    else known = false;
  };
  if (hours !== undefined) ask(hours, (holds) => (open = holds));
  if (season !== undefined) {
    const months = inMonths(season.replaceAll(";", ","), isSouth);
    ask(months, (holds) => (open = holds && (hours === undefined ? usually : open)));
  }
  for (const { open: then, when } of rules) {
    const state = stateOfAll(inMonths(when, isSouth), holdsAt);
    if (state === null) known = false;
    else if (state) open = then;
  }
  return { open, known, usually };
}

/** Whether a condition holds, all its parts where it has several (`Mo-Fr AND 08:00-10:00`); null where the condition cannot be evaluated. */
function stateOfAll(when: string, holdsAt: HoldsAt): boolean | null {
  const states = when.split(/\s+and\s+/i).map((part) => holdsAt(part));
  if (states.includes("closed")) return false;
  return states.every((state) => state === "open") ? true : null;
}

/** Names of seasons as months. */
function inMonths(when: string, isSouth: boolean): string {
  return when.replace(/\b(spring|summer|autumn|winter)\b/g, (word) => {
    const season = word as keyof typeof MONTHS;
    return MONTHS[isSouth ? SOUTH[season] : season];
  });
}
