import { expect, test } from "vitest";
import { chooseProfile, describeWalker } from "../../../../src/city/ask/choose-profile.js";
import { PROFILES } from "../../../../src/network/profiles.js";
import { onHills, town } from "../../../support/town.js";

const { adult, senior80, wheelchair } = PROFILES;
const FLAT = town({ points: { w: [0, 0], e: [500, 0] }, streets: [{ over: ["w", "e"] }] });

test("without figures of the city a profile stays as it is", () => {
  expect(chooseProfile(adult, {})).toEqual(adult);
});

test("figures for a profile come before figures for all, and both before the defaults", () => {
  const walkers = { all: { speedMps: 1.1, stepsFactor: 2 }, senior80: { speedMps: 0.6 } };
  expect(chooseProfile(adult, { walkers })).toEqual({ ...adult, speedMps: 1.1, stepsFactor: 2 });
  expect(chooseProfile(senior80, { walkers })).toEqual({ ...senior80, speedMps: 0.6, stepsFactor: 2 });
});

test("a figure that is undefined leaves what there was", () => {
  const walkers = { all: { speedMps: 1.1 }, adult: { speedMps: undefined } };
  expect(chooseProfile(adult, { walkers }).speedMps).toBe(1.1);
});

test("a walker is described by speed and steps, on hills by slopes too", () => {
  expect(describeWalker(adult, FLAT)).toBe("adult at 1.2 m/s; steps 3 times the time of flat street");
  expect(describeWalker(wheelchair, FLAT)).toMatch(/^wheelchair at 0\.75 m\/s; steps not walked/);
  expect(describeWalker(adult, onHills(FLAT))).toMatch(/; slopes after Tobler \(1993\)$/);
  expect(describeWalker({ ...adult, maxSlope: 0.083 }, onHills(FLAT))).toMatch(/, none steeper than 8\.3 %$/);
});

test("waiting at crossings and raised kerbs stand in the description where a profile minds them", () => {
  const crossings = { signalS: 30, majorS: 20, minorS: 5 };
  expect(describeWalker({ ...adult, crossings, raisedKerb: "closed" }, FLAT)).toMatch(
    /mapped crossings 30 s with signals, 20 s over major roads, 5 s over others; raised kerbs not passed$/,
  );
  expect(describeWalker({ ...adult, raisedKerb: 8 }, FLAT)).toMatch(/raised kerbs 8 s$/);
});
