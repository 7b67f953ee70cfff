/**
 * Who walks, with the figures that a city puts in place of the defaults; and a profile in one line.
 */

import { hasLifts } from "../../network/crossing-delays.js";
import type { WalkProfile } from "../../network/profiles.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { CityConfig } from "../config/load-config.js";

/**
 * A profile with the figures that the configuration gives for it, else for all.
 */
export function chooseProfile(
  profile: WalkProfile<"ms">,
  { walkers = {} }: Pick<CityConfig, "walkers">,
): WalkProfile<"ms"> {
  const ownFigures = walkers[profile.id as keyof typeof walkers];
  const given = [walkers.all, ownFigures].flatMap((figures) =>
    Object.entries(figures ?? {}).filter(([, value]) => value !== undefined),
  );
  return { ...profile, ...Object.fromEntries(given) };
}

/** The figures of a profile in one line, for the lineage and for the reader; slopes only where the network has them. */
export function describeWalker(
  {
    id,
    speedMps,
    stepsFactor,
    maxSlope,
    crossings = null,
    raisedKerb = null,
    liftS = null,
    minWidthM = null,
    worstSmoothness = null,
  }: WalkProfile<"ms">,
  network: Pick<WalkNetwork, "slope" | "edgeWaits">,
): string {
  const parts = [
    `${id} at ${speedMps} m/s`,
    stepsFactor === null ? "steps not walked" : `steps ${stepsFactor} times the time of flat street`,
  ];
  if (network.slope !== undefined) {
    const limit = maxSlope === null ? "" : `, none steeper than ${Math.round(maxSlope * 1000) / 10} %`;
    parts.push(`slopes after Tobler (1993)${limit}`);
  }
  if (crossings !== null) {
    const { signalS, majorS, minorS } = crossings;
    parts.push(
      `mapped crossings ${signalS} s with signals, ${majorS} s over major roads, ${minorS} s over others`,
    );
  }
  if (raisedKerb !== null)
    parts.push(raisedKerb === "closed" ? "raised kerbs not passed" : `raised kerbs ${raisedKerb} s`);
  if (liftS !== null && hasLifts(network)) parts.push(`lifts ${liftS} s`);
  if (minWidthM !== null) parts.push(`nothing narrower than ${minWidthM} m`);
  if (worstSmoothness !== null) parts.push(`nothing rougher than ${worstSmoothness}`);
  return parts.join("; ");
}
