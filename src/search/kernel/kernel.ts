/** What the kernel gives to the outside. Plain memory, no collector: every pointer comes from the caller. */
export { sums, useLanes } from "./lane-sums";
export { useGraph } from "./memory";
export { layAnchors, nearest } from "./nearest";
export { useLabels } from "./one-search";
export { useOthers, useStarts } from "./places";
export { rows, useReader } from "./rows";
export { beginWhole, emptyBuckets, layArcs, layFirst, readAll, seedWhole, useWhole } from "./whole-search";
