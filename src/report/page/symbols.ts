/**
 * A symbol for each service, as an SVG path within a square from -8 to 8: white on a dark tile, alike on maps and in legends.
 */

/** Symbols by the first part of a service's id; others get a plain dot. */
const SYMBOLS: Readonly<Record<string, string>> = {
  // A person with a stick.
  elderly:
    "M-1-7a1.9 1.9 0 1 1 .01 0zM-3.4-2.4h3l3 3-1 1.1-2-1.8v2.3l2 4.8h-1.8l-1.8-4-1.9 4h-1.8l2-4.8zM3.6 0h1.2v7H3.6z",
  // A pram.
  childcare:
    "M-1-1v-6a6 6 0 0 1 6 6zM-6 0H6.2a5.4 4.6 0 0 1-5 4.6h-2.2a5.4 4.6 0 0 1-5-4.6zM-8-4.4h2.2l1.4 3.4H-6l-.8-2h-1.2zM-2.8 5a1.5 1.5 0 1 1-.01 3zM-2.8 5a1.5 1.5 0 1 0 .01 3zM3 5a1.5 1.5 0 1 1-.01 3zM3 5a1.5 1.5 0 1 0 .01 3z",
  // A bowl that steams.
  meals:
    "M-6.5 0h13a6.4 6.4 0 0 1-4 5.6v1.2h-5V5.6a6.4 6.4 0 0 1-4-5.6zM-3.6-6h1.3v4.4h-1.3zM-.6-7H.7v5.4H-.6zM2.4-6h1.3v4.4H2.4z",
  // A house with a flag.
  kindergarten: "M-6 7v-6l6-4.6L6 1v6H2V2.6h-4V7zM-.6-4.4v-3.2L4.4-6l-3.8 1.6z",
  // A pencil.
  afterschool: "M-6.4 6.4l1.2-4.2L2.6-5.6l3 3-7.8 7.8zM3.4-6.4l1-1 3 3-1 1z",
  // A cross.
  health: "M-2.2-6.5h4.4v4.3h4.3v4.4H2.2v4.3h-4.4V2.2h-4.3v-4.4h4.3z",
  // A capsule.
  pharmacy:
    "M-5.6.2L.2-5.6a3.8 3.8 0 0 1 5.4 5.4L-.2 5.6A3.8 3.8 0 0 1-5.6.2zm1.3 1a2 2 0 0 0 3 3l2.3-2.3-3-3z",
  // A basket.
  convenience: "M-7-2h2.4l2.4-4.4 1.2.7L-3 -2h6l-2-3.7 1.2-.7L4.6-2H7v1.8h-.8L5 6h-10l-1.2-6.2H-7z",
  // A tree.
  green: "M0-7.4l4.6 6H2.8L6 3H.9v4h-1.8V3H-6l3.2-4.4h-1.8z",
  // A swing.
  play: "M-6.6 6.6L-3-6.4h6L6.6 6.6H4.8L1.7-4.6H.7v6.2h1.5v1.6h-4.4V1.6h1.5v-6.2h-1L-4.8 6.6z",
  // A ball.
  sports: "M0-6.6a6.6 6.6 0 1 1 0 13.2A6.6 6.6 0 0 1 0-6.6zm0 2.3L-2.9-.8-1.8 2.6h3.6L2.9-.8z",
  // An open book.
  culture: "M-7-4.6c2.6-1 5-.8 6.4.6v9.4C-2 4-4.4 3.8-7 4.8zM7-4.6c-2.6-1-5-.8-6.4.6v9.4C2 4 4.4 3.8 7 4.8z",
  // A parcel.
  parcel: "M-6-3.4h12V6H-6zM-6-6.4h5.2v2H-6zM.8-6.4H6v2H.8zM-1.2-1.6v3l1.2-.9 1.2.9v-3z",
};

const BED = "M-7-5h1.6v5.2h3V-2.8H4A3 3 0 0 1 7 .2V5H5.4V2.8H-5.4V5H-7z";
const DOT = "M-3 0a3 3 0 1 1 6 0a3 3 0 1 1-6 0z";

/** The path of a service's symbol. */
export function symbolOf(service: string): string {
  if (service === "elderly-residential") return BED;
  return SYMBOLS[service] ?? SYMBOLS[service.split("-")[0] ?? ""] ?? DOT;
}

/** The dark tile behind a symbol. */
export const SYMBOL_TILE =
  "M-6.5-9h13a2.5 2.5 0 0 1 2.5 2.5v13a2.5 2.5 0 0 1-2.5 2.5h-13a2.5 2.5 0 0 1-2.5-2.5v-13a2.5 2.5 0 0 1 2.5-2.5z";
/** Of tile and symbol. */
export const [SYMBOL_DARK, SYMBOL_LIGHT] = ["#1b2a3a", "#ffffff"];
