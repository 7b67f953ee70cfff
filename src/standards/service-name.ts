/**
 * What a service is called, whether it stands in the services list or a city declares it.
 */
import { serviceOf } from "../places/services.js";
import type { Requirement } from "./requirement.js";

/** Name of a service for readers, in English or Chinese. */
export function serviceName(
  { service, names = serviceOf(service) }: Pick<Requirement, "service" | "names">,
  lang: "en" | "zh",
): string {
  return names?.[lang] ?? service;
}
