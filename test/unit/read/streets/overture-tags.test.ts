/** Overture's fields as tags of OpenStreetMap. */
import { expect, test } from "vitest";
import { overtureTags } from "../../../../src/read/streets/overture-tags.js";

const rule = (access_type: string, when: object | null = null, between: readonly number[] | null = null) => ({
  access_restrictions: [{ access_type, when, between }],
});

test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, readonly string[]>>]>([
  ["nothing of Overture", { highway: "footway", name: "Elm Walk" }, {}],
  ["flags", { road_flags: [{ values: ["is_bridge", "is_link"], between: null }] }, { bridge: ["yes"] }],
  [
    "a flag of a part",
    { road_flags: [{ values: ["is_tunnel"], between: [0, 0.5] }] },
    { tunnel: ["no", "yes"] },
  ],
  ["flags written as JSON", { road_flags: '[{"values":["is_covered"]}]' }, { covered: ["yes"] }],
  ["denied to all", rule("denied"), { access: ["no"] }],
  ["denied to walkers", rule("denied", { mode: ["foot", "bicycle"] }), { foot: ["no"] }],
  ["denied to cars", rule("denied", { mode: ["car"] }), {}],
  ["denied to heavy vehicles", rule("denied", { vehicle: [{ dimension: "weight" }] }), {}],
  ["a part denied", rule("denied", null, [0.2, 0.4]), { access: ["yes", "no"] }],
  ["one-way of vehicles", rule("denied", { heading: "backward" }), {}],
  ["one-way of walkers", rule("denied", { mode: ["foot"], heading: "backward" }), { "oneway:foot": ["yes"] }],
  ["walkers backwards", rule("denied", { mode: ["foot"], heading: "forward" }), { "oneway:foot": ["-1"] }],
  ["designated", rule("designated", { mode: ["foot"] }), { foot: ["designated"] }],
  ["customers", rule("allowed", { using: ["as_customer"] }), { access: ["customers"] }],
  [
    "private, as its two rules say",
    {
      access_restrictions: [
        { access_type: "denied" },
        { access_type: "allowed", when: { recognized: ["as_private"] } },
      ],
    },
    { access: ["private"] },
  ],
  [
    "denied at two times",
    {
      access_restrictions: ["22:00-24:00", "00:00-06:00"].map((during) => ({
        access_type: "denied",
        when: { mode: ["foot"], during },
      })),
    },
    { "foot:conditional": ["no @ (22:00-24:00); no @ (00:00-06:00)"] },
  ],
  [
    "denied at night",
    rule("denied", { mode: ["foot"], during: "22:00-06:00" }),
    { "foot:conditional": ["no @ (22:00-06:00)"] },
  ],
  ["its name", { names: { primary: "Elm Walk", common: null } }, { name: ["Elm Walk"] }],
])("%s", (_, values, tags) => {
  expect(overtureTags(values)).toEqual(tags);
});
