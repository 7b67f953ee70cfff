/**
 * What is said of places that are not open to outsiders: how many there are, who serves nobody, which names no block has.
 */
import { countedNote, type ReadNote } from "../../base/notes.js";
import { isNotOpen, namedAudience, namesWithoutBlocks } from "../../places/audience.js";
import type { Block, Facility } from "../../places/places.js";

/** How many names a note lists. */
const MAX_LISTED = 10;

/** Notes on places that are not open; none where all are. */
export function audienceNotes(facilities: readonly Facility[], blocks: readonly Block[]): ReadNote[] {
  const closed = facilities.filter(isNotOpen);
  const nameless = closed.filter((one) => namedAudience(one).length === 0);
  const strangers = namesWithoutBlocks(facilities, blocks);
  const listed = strangers.slice(0, MAX_LISTED).join(", ") + (strangers.length > MAX_LISTED ? ", …" : "");
  return [
    ...noteOf(
      "facilities-not-open",
      closed.length,
      "facilities are not open to outsiders: they serve their own list, estate, unit or compound alone",
      "处设施不对外开放：仅服务其名单、小区、单位或院落",
    ),
    ...noteOf(
      "not-open-names-nobody",
      nameless.length,
      "facilities are not open and name neither estate, unit nor list: outside a mapped compound they serve nobody",
      "处设施不对外开放且未注明小区、单位或服务名单：若不在已测绘的院落内，则不服务任何住宅",
    ),
    ...noteOf(
      "serves-unknown",
      strangers.length,
      `names of those whom closed facilities serve match no block, estate or unit: ${listed}`,
      `个服务对象名称不属于任何住宅、小区或单位：${listed}`,
    ),
  ];
}

function noteOf(code: string, count: number, message: string, zh: string): ReadNote[] {
  return countedNote(code, count, message, code === "serves-unknown" ? "not-used" : "assumed").map(
    (note) => ({
      ...note,
      zh,
    }),
  );
}
