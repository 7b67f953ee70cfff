import { expect, test } from "vitest";
import { SERVICES } from "../../../../src/places/services.js";
import { SERVICE_RULES, servicesOfTags } from "../../../../src/read/osm/service-rules.js";

test.each<[Record<string, string>, string[]]>([
  [{ amenity: "kindergarten" }, ["kindergarten"]],
  [{ amenity: "kindergarten", nursery: "yes" }, ["childcare", "kindergarten"]],
  [{ amenity: "childcare" }, ["childcare"]],
  [{ amenity: "social_facility", social_facility: "day_care", "social_facility:for": "senior" }, ["elderly"]],
  [{ amenity: "social_facility", social_facility: "day_care", "social_facility:for": "child" }, []],
  [{ amenity: "social_facility", social_facility: "nursing_home" }, ["elderly-residential"]],
  [{ amenity: "restaurant" }, []],
  [{ amenity: "fast_food", fast_food: "cafeteria" }, []],
  [{ amenity: "pharmacy", healthcare: "pharmacy" }, ["pharmacy"]],
  [{ amenity: "clinic;pharmacy" }, ["health", "pharmacy"]],
  [{ amenity: "childcare", min_age: "6" }, []],
  [{ amenity: "childcare", min_age: "0", after_school: "yes" }, ["childcare", "afterschool"]],
  [{ amenity: "childcare", after_school: "only" }, ["afterschool"]],
  [{ amenity: "kindergarten", nursery: "only" }, ["childcare"]],
  [{ amenity: "social_facility", social_facility: "assisted_living", "social_facility:for": "disabled" }, []],
  [{ social_facility: "assisted_living", "social_facility:for": "disabled;senior" }, ["elderly-residential"]],
  [{ "disused:amenity": "pharmacy" }, []],
  [{ shop: "supermarket" }, ["convenience"]],
  [{ leisure: "playground" }, ["play"]],
  [
    { amenity: "community_centre", leisure: "sports_centre" },
    ["sports", "culture", "service-station", "sports-hall"],
  ],
])("%o offers %o", (tags, services) => {
  expect(servicesOfTags(tags)).toEqual(services);
});

test("every rule is for a known service and names its source; no rule is for community meals", () => {
  const known = SERVICES.map(({ id }) => id);
  for (const { service, all, source } of SERVICE_RULES.rules) {
    expect(known).toContain(service);
    expect(Object.values(all).every((values) => values.length > 0) && source.length > 0).toBe(true);
  }
  const covered = new Set(SERVICE_RULES.rules.map(({ service }) => service));
  // Those without a rule have no tag of their own: they come from registers.
  const without = ["meals", "activity-ground", "health-centre", "service-centre"];
  expect(known.filter((id) => !covered.has(id))).toEqual(without);
});
