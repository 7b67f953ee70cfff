/**
 * Sites of a plan by what they offer: a plan may house several services, not each in every site.
 */
import type { PlanData, SiteData } from "./report-data.js";

/** What a site is to offer; a site that does not say so offers what the plan is for. */
export function servicesOfSite(plan: PlanData, site: SiteData): readonly string[] {
  return site.services.length > 0 ? site.services : [plan.service];
}

/** Sites of all plans that offer a service, with their ranks from 1. */
export function sitesOffering(
  plans: readonly PlanData[],
  service: string | undefined,
): { readonly site: SiteData; readonly rank: number }[] {
  return plans.flatMap((plan) =>
    plan.sites
      .map((site, i) => ({ site, rank: i + 1, offered: servicesOfSite(plan, site) }))
      .filter(({ offered }) => service !== undefined && offered.includes(service))
      .map(({ site, rank }) => ({ site, rank })),
  );
}
