/**
 * Lines of nodes as the open ground of a square.
 */
import { itemAt } from "../../base/at.js";
import { GroundLine, type GroundLines, type OpenGround, openGround } from "../../geo/open-ground.js";
import type { OsmData } from "./osm-data.js";

/** An outer ring, a hole or an obstacle (closed, the first node repeated at the end), or a wall. */
export interface NodeLine {
  readonly kind: "rim" | "hole" | "obstacle" | "wall";
  readonly nodes: readonly number[];
}

const LINE_OF_KIND = { ...GroundLine, hole: GroundLine.rim } as const;

/** Lines as columns of coordinates. */
export interface LineGround extends GroundLines {
  readonly kind: Uint8Array;
  readonly first: Uint32Array;
  readonly lonE7: Int32Array;
  readonly latE7: Int32Array;
}

/** The ground of lines; sides stand in the order of the lines. */
export function groundOfLines(osm: OsmData, lines: readonly NodeLine[]): OpenGround {
  return openGround(columnsOfLines(osm, lines));
}

/** Lines as columns of coordinates. */
export function columnsOfLines({ nodes }: OsmData, lines: readonly NodeLine[]): LineGround {
  const kind = new Uint8Array(lines.length);
  const first = new Uint32Array(lines.length + 1);
  for (let l = 0; l < lines.length; l++) {
    kind[l] = LINE_OF_KIND[itemAt(lines, l).kind];
    first[l + 1] = itemAt(first, l) + itemAt(lines, l).nodes.length;
  }
  const [lonE7, latE7] = [
    new Int32Array(itemAt(first, lines.length)),
    new Int32Array(itemAt(first, lines.length)),
  ];
  let at = 0;
  for (const line of lines) {
    for (const node of line.nodes) {
      lonE7[at] = itemAt(nodes.lonE7, node);
      latE7[at++] = itemAt(nodes.latE7, node);
    }
  }
  return { kind, first, lonE7, latE7 };
}
