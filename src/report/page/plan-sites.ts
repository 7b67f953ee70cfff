/**
 * Sites of a plan by what they offer: a plan may house several services, not each in every site.
 */
import type { PlanData, SiteData } from "./report-data.js";

/** What a site is to offer; a site that does not say so offers what the plan is for. */
export function servicesOfSite(plan: PlanData, site: SiteData): readonly string[] {
  return site.services.length > 0 ? site.services : [plan.service];
}

/** Sites of all plans that offer a service, with their ranks from 1 and what their gain is of. */
export function sitesOffering(
  plans: readonly PlanData[],
  service: string | undefined,
): { readonly site: SiteData; readonly rank: number; readonly of: "residents" | "dwellings" }[] {
  return plans.flatMap((plan) =>
    plan.sites
      .map((site, i) => ({ site, rank: i + 1, of: plan.of ?? ("residents" as const) }))
      .filter(({ site }) => service !== undefined && servicesOfSite(plan, site).includes(service)),
  );
}
