/**
 * The rules for streets as data: `data/tags/walk-rules.json` names a source for each.
 */
import { onceForEach } from "../../base/once-for-each.js";
import { shippedJson } from "../../base/read-file.js";
import type { BarrierKind } from "../../network/street-draft.js";

export type Tags = Readonly<Record<string, string>>;

export interface WalkRules {
  readonly classes: Readonly<Record<string, { readonly walk: boolean; readonly source: string }>>;
  readonly access: Readonly<Record<"order" | "yes" | "private" | "no", readonly string[]>>;
  readonly barriers: { readonly closed: readonly string[] };
  readonly lifecycle_keys: { readonly keys: readonly string[]; readonly value: string };
  readonly wheels: Readonly<Record<"closed_barriers" | "passed_if" | "said", readonly string[]>>;
  readonly joined_at_ends: Readonly<
    Record<"tunnel_but" | "bridge_but" | "location" | "roofed", readonly string[]>
  >;
  readonly lifts: { readonly out_of_use: Readonly<Record<string, readonly string[]>> };
  readonly one_way: { readonly forward: readonly string[]; readonly backward: readonly string[] };
  readonly private_drives: { readonly service: readonly string[] };
  readonly squares: {
    readonly classes: readonly string[];
    readonly most_vertices: number;
    readonly most_targets: number;
    readonly all_walks_up_to_targets: number;
    readonly joined_up_to_corners: number;
    readonly obstacles: {
      /** Values by key; `*` is any. */
      readonly areas: Readonly<Record<string, readonly string[]>>;
      readonly walls: Readonly<Record<string, readonly string[]>>;
      readonly walked_under: Readonly<Record<string, readonly string[]>>;
      readonly above_ground: readonly string[];
    };
  };
  readonly off_street_barriers: Readonly<Record<BarrierKind, Readonly<Record<string, readonly string[]>>>> & {
    /** Kinds of water that count as areas alone; as lines they are names on a map. */
    readonly areas_only: Readonly<Record<string, readonly string[]>>;
    readonly expressways: {
      readonly motorroad: readonly string[];
      readonly trunk_without_walkers: readonly string[];
    };
    readonly hidden: {
      readonly keys: readonly string[];
      readonly location: readonly string[];
      readonly below_by_layer: readonly string[];
    };
  };
}

/** The rules as shipped. */
export const WALK_RULES = shippedJson<WalkRules>("tags/walk-rules.json");

/** Classes of streets that are walked, in the order of the rules; `streetClass` columns hold the index. */
export const streetClasses = onceForEach((rules: WalkRules): readonly string[] =>
  Object.entries(rules.classes).flatMap(([name, { walk }]) => (walk ? [name] : [])),
);
