/**
 * A stranger's wrappers: whoever calls the library from functions of their own can name every type that these take.
 *
 * Compiled by `package.test.ts` against the packed package, with `lib: ES2022` and without `@types/node`.
 */

import type {
  AnalyzeOptions,
  AuditInput,
  AuditOptions,
  BlockSet,
  BlocksFromOsmOptions,
  BuildOptions,
  City,
  CityAnalyzeOptions,
  CityConfig,
  CityInput,
  CityIsochroneOptions,
  CityPageOptions,
  CityPlanOptions,
  CityReport,
  CityReportRow,
  CitySitesOptions,
  CostUnit,
  CoverageMatrix,
  EdgeList,
  ExamineOptions,
  FacilitySet,
  GapReport,
  HeightAt,
  IsochroneMapOptions,
  IsochroneOptions,
  Isochrones,
  LedgerRun,
  Limit,
  Linkage,
  LinkOptions,
  LivingCirclePlaces,
  MapOptions,
  MatrixOptions,
  NearestOptions,
  OpenCityOptions,
  OsmData,
  PlaceWithDoors,
  PlainPlace,
  PointSet,
  Ranges,
  RasterOptions,
  ReadBlocksOptions,
  ReadFacilitiesOptions,
  ReadOsmOptions,
  ReadStreetsOptions,
  RenderReportOptions,
  ReportData,
  ReportInput,
  RequirementOptions,
  RowFilter,
  ScenarioEdit,
  SelectOptions,
  SitingQuestion,
  SlopeOptions,
  SparseCosts,
  Standard,
  StreamIsochroneOptions,
  Streets,
  TableOptions,
  WalkCosts,
  WalkEngineOptions,
  WalkerOptions,
  WalkNetwork,
  WalkProfile,
  WithinOptions,
} from "living-circle";
import * as lc from "living-circle";

// A city and its questions.
export const open = (input: CityInput | string, options: OpenCityOptions) => lc.openCity(input, options);
export const analyzed = (network: WalkNetwork, places: LivingCirclePlaces) =>
  lc.analyzeLivingCircle(network, places);
export const analyzedSo = (network: WalkNetwork, places: LivingCirclePlaces, options: AnalyzeOptions) =>
  lc.analyzeLivingCircle(network, places, options);
export const analyze = (city: City, options: CityAnalyzeOptions) => city.analyze(options);
export const rows = (report: CityReport, filter: RowFilter): readonly CityReportRow[] => report.rows(filter);
export const circles = (city: City, at: PlainPlace | readonly PlainPlace[], how: CityIsochroneOptions) =>
  city.isochrone(at, how);
export const walk = (city: City, from: PlainPlace, to: PlainPlace, how: WalkerOptions) =>
  city.walk(from, to, how);
export const matrix = (city: City, from: PlainPlace[], to: PlainPlace[], within: WithinOptions) =>
  city.matrix(from, to, within);
export const examine = (city: City, options: ExamineOptions) => city.examine(options);
export const ranges = (city: City, doubtful: Ranges) => city.ranges(doubtful);
export const sites = <Candidate extends PlaceWithDoors>(city: City, question: CitySitesOptions<Candidate>) =>
  city.sites(question);
export const plan = (city: City, question: CityPlanOptions) => city.plan(question);
export const whatIf = (city: City, edits: readonly ScenarioEdit[]) => city.whatIf(edits);
export const page = (city: City, options: CityPageOptions) => city.report(options);

// Read.
export const config = (file: string): CityConfig => lc.loadConfig(file);
export const streets = (file: string, how: ReadStreetsOptions): Promise<Streets> => lc.readStreets(file, how);
export const extract = (file: string, how: ReadOsmOptions): Promise<OsmData> => lc.readOsm(file, how);
export const register = (file: string, how: ReadFacilitiesOptions): Promise<FacilitySet> =>
  lc.readFacilities(file, how);
export const joined = (one: FacilitySet, other: FacilitySet | null, complete: string[]) =>
  lc.combineFacilities(one, other, complete);
export const homes = (file: string, how: ReadBlocksOptions): Promise<BlockSet> => lc.readBlocks(file, how);
export const homesIn = (osm: OsmData, how: BlocksFromOsmOptions) => lc.blocksFromOsm(osm, how);
export const people = (file: string, how: RasterOptions) => lc.readPopulationRaster(file, how);

// Build, link and search.
export const built = (given: Streets, how: BuildOptions): WalkNetwork => lc.buildWalkNetwork(given, how);
export const ownEdges = (edges: EdgeList) => lc.networkFromEdges(edges);
export const sloped = (network: WalkNetwork, heights: HeightAt, how: SlopeOptions) =>
  lc.withSlope(network, heights, how);
export const loaded = (file: string) => lc.loadNetwork(file);
export const costs = <U extends CostUnit>(network: WalkNetwork, profile: WalkProfile<U>): WalkCosts<U> =>
  lc.walkCosts(network, profile);
export const linked = (walks: WalkCosts<"ms">, points: PointSet, how: LinkOptions): Linkage<"ms"> =>
  lc.linkPoints(walks, points, how);
export const nearest = <U extends CostUnit>(
  walks: WalkCosts<U>,
  facilities: Linkage<NoInfer<U>>,
  blocks: Linkage<NoInfer<U>>,
  how: NearestOptions<NoInfer<U>>,
) => lc.nearestCosts(walks, facilities, blocks, how);
export const costTable = (walks: WalkCosts<"mm">, places: Linkage<"mm">, how: MatrixOptions<"mm">) =>
  lc.costMatrix(walks, places, places, how);
export const reachedSum = (walks: WalkCosts<"mm">, places: Linkage<"mm">, limit: Limit<"mm">) =>
  lc.sumWithinLimit(walks, places, places, [1], { limit });
export const engine = (walks: WalkCosts<"ms">, how: WalkEngineOptions) => lc.openWalkEngine(walks, how);

// Isochrones.
export const drawn = (walks: WalkCosts<"ms">, at: Linkage<"ms">, how: IsochroneOptions<"ms">) =>
  lc.isochrone(walks, at, how);
export const streamed = (walks: WalkCosts<"ms">, at: Linkage<"ms">, how: StreamIsochroneOptions<"ms">) =>
  lc.streamIsochrones(walks, at, how);
export const proved = (at: Linkage<"ms">, shapes: Isochrones<"ms">) => lc.checkIsochrone(at, shapes);

// Judge.
export const required = (standards: readonly Standard[], services: string[], how: RequirementOptions) =>
  lc.requirementsOf(standards, services, how);
export const totals = (report: GapReport) => [
  lc.areaCoverage(report),
  lc.coverageTotals(report),
  lc.unitVerdicts(report),
];
export const audited = (network: WalkNetwork, input: AuditInput, how: AuditOptions) =>
  lc.auditStudy(network, input, how);
export const compared = (before: GapReport, after: GapReport) => lc.compareReports(before, after);
export const ledgers = (runs: readonly LedgerRun[]) => lc.compareLedgers(runs);

// Choose sites.
export const reach = (walks: SparseCosts): CoverageMatrix => lc.coverageMatrix(walks);
export const chosen = (question: SitingQuestion, how: SelectOptions) => lc.selectSites(question, how);

// Report.
export const table = (report: GapReport, how: TableOptions) => lc.renderTable(report, how);
export const map = (how: MapOptions) => lc.renderMapSvg(how);
export const isochroneMap = (how: IsochroneMapOptions) => lc.renderIsochroneSvg(how);
export const html = (input: ReportInput, how: RenderReportOptions) => {
  const data: ReportData = lc.toReportData(input);
  return lc.renderReport(data, how);
};
