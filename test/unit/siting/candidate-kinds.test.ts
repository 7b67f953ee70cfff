import { expect, test } from "vitest";
import { candidateRules, neverKindOf, plausibleHosts } from "../../../src/siting/candidate-kinds.js";
import { type Premises, unfitFor } from "../../../src/siting/premises/premises.js";
import { facility } from "../../support/gap-input.js";

const RULES = candidateRules();
const kindOf = (name: string, ...kinds: string[]) => neverKindOf({ name, kinds }, RULES);

test("no concert hall, church or police station is proposed, whatever language its name is in", () => {
  expect(kindOf("", "amenity=arts_centre")).toBe("stage or concert hall");
  expect(kindOf("Концертный зал Кобыз")).toBe("stage or concert hall");
  expect(kindOf("琴台音乐厅")).toBe("stage or concert hall");
  expect(kindOf("St Mary's Church")).toBe("place of worship");
  expect(kindOf("", "amenity=community_centre", "building=church")).toBe("place of worship");
  expect(kindOf("水塔派出所")).toBe("police, courts, fire or rescue");
});

test("a word within a name proves nothing: streets and houses are called after churches and police", () => {
  expect(kindOf("Church Street Library", "amenity=library")).toBeNull();
  expect(kindOf("Police Apartments")).toBeNull();
  expect(kindOf("Community Centre", "amenity=community_centre")).toBeNull();
});

test("places that take in neighbourhood services are candidates, and what is left out is told with its kind", () => {
  const places = [
    facility("library", ["culture"], { kinds: ["amenity=library"] }),
    facility("hall", ["culture"], { kinds: ["amenity=arts_centre"] }),
    facility("shop", ["convenience"]),
  ];
  const { candidates, leftOut } = plausibleHosts(places, RULES);
  expect(candidates.map(({ id }) => id)).toEqual(["library"]);
  expect(leftOut.map(({ place, kind }) => [place.id, kind])).toEqual([["hall", "stage or concert hall"]]);
});

test("a city overrides the rules: what may host, what is allowed, what is ruled out besides", () => {
  const places = [
    facility("hall", ["culture"], { kinds: ["amenity=arts_centre"] }),
    facility("old mill", ["convenience"]),
    facility("car park", ["convenience"], { kinds: ["amenity=parking"] }),
  ];
  const ids = (rules: Parameters<typeof candidateRules>[0]) =>
    plausibleHosts(places, candidateRules(rules)).candidates.map(({ id }) => id);
  expect(ids({ allow: ["stage or concert hall"] })).toEqual(["hall"]);
  expect(ids({ hosts: ["convenience"], never: ["amenity=parking"] })).toEqual(["old mill"]);
  expect(ids({ hosts: ["convenience"], never: ["mill"], allow: "all" })).toEqual(["car park"]);
});

test("a former use passes shipped words, and not tags or words that a city rules out itself", () => {
  expect(kindOf("Former Fire Station")).toBeNull();
  expect(kindOf("Former Fire Station", "amenity=fire_station")).toBe("police, courts, fire or rescue");
  const own = candidateRules({ never: ["mill"] });
  expect(neverKindOf({ name: "Former Mill" }, own)).toBe("ruled out by the configuration");
});

test("a room in a church is out of a plan, unless its table says what may go in", () => {
  const room = { name: "Old Church", areaM2: 400, kind: null, services: null } as unknown as Premises;
  const rule = { minAreaM2: 100, maxFloor: null, ownEntrance: false, basement: false };
  const faultOf = (more: Partial<Premises>, kinds = RULES) =>
    unfitFor({ ...room, floor: null, ownEntrance: null, ...more }, "elderly", { ...rule, kinds }, null);
  expect(faultOf({})).toBe("implausible-kind");
  expect(faultOf({ name: "Room 3", kind: "教堂" })).toBe("implausible-kind");
  expect(faultOf({ name: "Old Mill", kind: "warehouse" })).toBeNull();
  expect(faultOf({ services: ["elderly"] })).toBeNull();
  expect(faultOf({}, candidateRules({ allow: ["place of worship"] }))).toBeNull();
});
