/**
 * A city of one street, for questions whose answers are worked out by hand.
 *
 * The street runs 1 km from west to east; an adult walks it in 833 s, at 1.2 m/s. One canteen, three homes.
 */
import { afterEach } from "vitest";
import type { City } from "../../src/city/city.js";
import type { CityInput } from "../../src/city/open/city-input.js";
import { openCity } from "../../src/city/open-city.js";
import { place, town } from "./town.js";

/** A place some metres east of the street's beginning, and north of it. */
export function at(eastM: number, northM = 0): { readonly lon: number; readonly lat: number } {
  const [lon, lat] = place(eastM, northM);
  return { lon, lat };
}

export const STREET = town({
  points: { west: [0, 0], east: [1000, 0] },
  streets: [{ over: ["west", "east"], name: "Main Street" }],
});

/** 200 m, 300 m and 800 m from the canteen: 167 s, 250 s and 667 s. */
export const STREET_CITY = {
  streets: STREET,
  blocks: [
    { id: "w", name: "West House", ...at(0), residents: 100, ages: { "60+": 40 } },
    { id: "m", name: "Middle House", ...at(500), residents: 50, ages: { "60+": 10 } },
    { id: "e", name: "East House", ...at(1000), residents: 20, ages: { "60+": 5 } },
  ],
  facilities: [{ id: "c", name: "Canteen", services: ["meals"], ...at(200) }],
  services: ["meals"],
  // Five minutes are 360 m.
  minutes: [5],
} satisfies CityInput;

/** Opens the city of one street, with some of its parts replaced; it is closed after the test. */
export async function openStreetCity(input: Partial<CityInput> = {}): Promise<City> {
  const city = await openCity({ ...STREET_CITY, ...input });
  open.push(city);
  return city;
}

const open: City[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((city) => city.close()));
});
