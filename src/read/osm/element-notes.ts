/**
 * What an OpenStreetMap file lacks or holds twice, as notes and as a refusal.
 */
import { InputFileError } from "../../base/errors.js";
import { countedNote, type ReadNote } from "../../base/notes.js";
import type { NewestElements } from "./newest-elements.js";
import { MISSING } from "./osm-data.js";
import type { MadeNodes } from "./placed-nodes.js";

/** The refusal of ways that lie nowhere. */
export function placelessWays(path: string, ways: number): InputFileError {
  return new InputFileError(
    { path },
    `ways whose nodes are not in the file: ${ways} of ${ways}, and no node has a place; ` +
      "ask for the nodes too, e.g. (._;>;); out; or out geom; in Overpass, or --add-referenced in osmium",
  );
}

/** Notes on nodes, ways and relations, and on nodes made of the places of ways. */
export function elementNotes(
  all: readonly NewestElements[],
  { completed, moved }: Pick<MadeNodes, "completed" | "moved">,
): ReadNote[] {
  const sum = (of: (one: NewestElements) => number) => all.reduce((total, one) => total + of(one), 0);
  return [
    ...countedNote(
      "no-elements",
      sum(({ id }) => id.length) === 0 ? 1 : 0,
      "the file holds no nodes, ways or relations",
    ),
    ...countedNote(
      "duplicate-ids",
      sum(({ again }) => again) - completed,
      "elements stand in the file again: the newest version counts, of one version what has tags",
      "left-out",
    ),
    ...countedNote(
      "deleted-elements",
      sum(({ deleted }) => deleted),
      "elements are deleted by the file itself",
      "left-out",
    ),
    ...countedNote(
      "nodes-without-place",
      sum(({ bodiless }) => bodiless),
      "nodes have no place and are left out",
      "left-out",
    ),
    ...countedNote(
      "nodes-moved",
      moved,
      "nodes lie at other places on other ways; the newest way counts, of equal ones the last",
      "assumed",
    ),
  ];
}

/** Note on ways of which the file gives the centre alone. */
export function centreNotes(centres: number): ReadNote[] {
  return countedNote(
    "ways-at-centre",
    centres,
    "ways come as their centre alone (out center): places are taken there, streets among them are not walked; ask for out geom",
    "missing",
  );
}

/** Notes on what ways and relations name. */
export function referenceNotes(firstRef: Uint32Array, ref: Uint32Array, member: Uint32Array): ReadNote[] {
  const missing = (column: Uint32Array) =>
    column.reduce((count, index) => count + (index === MISSING ? 1 : 0), 0);
  const empty = firstRef.subarray(1).reduce((count, end, way) => count + (end === firstRef[way] ? 1 : 0), 0);
  return [
    ...countedNote("ways-without-nodes", empty, "ways come without their nodes", "missing"),
    ...countedNote("missing-node-refs", missing(ref), "nodes of ways are not in the file", "missing"),
    ...countedNote("missing-members", missing(member), "members of relations are not in the file", "missing"),
  ];
}
