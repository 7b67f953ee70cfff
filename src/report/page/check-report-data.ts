/**
 * Checks report data read from a file before a page is made of them.
 *
 * Columns are compared with each other and with the size of the file before any is unpacked: a damaged count must not fill
 * the memory, and an index must point at something.
 */
import { checkData } from "../../base/data-check.js";
import { InputFileError } from "../../base/errors.js";
import { type PackedNumbers, unpackNumbers } from "./columns.js";
import { type PackedLines, PLACE_SCALE, type ReportData } from "./report-data.js";
import { reportForm } from "./report-form.js";

/**
 * Report data that were parsed from a file.
 *
 * @param fileBytes - size of the file; no column can be longer
 * @throws {InputFileError} naming the part that is of another form, or does not fit the others
 */
export function checkReportData(path: string, value: unknown, fileBytes: number): ReportData {
  checkData(path, reportForm(fileBytes), value);
  const data = value as ReportData;
  const check = new ColumnCheck(path);
  checkBlocks(check, data);
  checkFacilities(check, data);
  for (const [i, service] of data.services.entries()) checkService(check, data, service, `services.${i}`);
  const { streets, area } = data;
  if (streets !== null) {
    const count = streets.lines.points.n;
    check.indices("streets.kind", streets.kind, count, 0, 3);
    check.indices("streets.name", streets.name, count, 0, streets.names.length - 1);
    check.lines("streets.lines", streets.lines);
    check.indices("streets.barrierKind", streets.barrierKind, streets.barriers.points.n, 0, 1);
    check.lines("streets.barriers", streets.barriers);
  }
  if (area) check.lines("area.outline", area.outline);
  checkRest(check, data);
  return data;
}

/** Columns of a file against what they stand for. */
class ColumnCheck {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  fault(at: string, problem: string): InputFileError {
    return new InputFileError({ path: this.#path }, `${at}: ${problem}`);
  }

  /** So many whole numbers from `least` to `most`. */
  indices(at: string, packed: PackedNumbers, count: number, least: number, most: number): Float64Array {
    const values = this.#numbers(at, packed, count);
    const wrong = values.find((value) => !(value >= least && value <= most));
    if (wrong !== undefined) throw this.fault(at, `${wrong} stands in it, expected ${least} to ${most}`);
    return values;
  }

  lines(at: string, { points, lon, lat }: PackedLines): void {
    const counts = this.indices(`${at}.points`, points, points.n, 0, lon.n);
    const places = counts.reduce((sum, count) => sum + count, 0);
    this.places(at, lon, lat, places);
  }

  places(at: string, lon: PackedNumbers, lat: PackedNumbers, count: number): void {
    // Longitudes may run on beyond ±180°.
    this.indices(`${at}.lon`, lon, count, -540 * PLACE_SCALE, 540 * PLACE_SCALE);
    this.indices(`${at}.lat`, lat, count, -90 * PLACE_SCALE, 90 * PLACE_SCALE);
  }

  texts(at: string, { heads, head, tail }: ReportData["blocks"]["id"], count: number): void {
    this.indices(`${at}.head`, head, count, 0, heads.length - 1);
    this.indices(`${at}.tail`, tail, count, -1, Number.MAX_SAFE_INTEGER);
  }

  #numbers(at: string, packed: PackedNumbers, count: number): Float64Array {
    if (packed.n !== count) throw this.fault(at, `it has ${packed.n} values, expected ${count}`);
    try {
      const values = unpackNumbers(packed);
      if (values.every(Number.isSafeInteger)) return values;
    } catch (cause) {
      throw new InputFileError({ path: this.#path }, `${at}: its bytes end before its ${count} values`, {
        cause,
      });
    }
    throw this.fault(at, "its bytes are no whole numbers");
  }
}

function checkBlocks(check: ColumnCheck, { blocks }: ReportData): void {
  const { count, unit, units, residents, ages } = blocks;
  check.texts("blocks.id", blocks.id, count);
  check.texts("blocks.name", blocks.name, count);
  check.indices("blocks.unit", unit, count, -1, units.length - 1);
  for (const [i, level] of (blocks.levels ?? []).entries())
    check.indices(`blocks.levels.${i}.unit`, level.unit, count, -1, level.units.length - 1);
  check.places("blocks", blocks.lon, blocks.lat, count);
  check.indices("blocks.residents", residents, count, -1, Number.MAX_SAFE_INTEGER);
  if (blocks.households)
    check.indices("blocks.households", blocks.households, count, -1, Number.MAX_SAFE_INTEGER);
  for (const { group, people } of ages)
    check.indices(`blocks.ages.${group}`, people, count, -1, Number.MAX_SAFE_INTEGER);
}

function checkFacilities(check: ColumnCheck, { facilities }: ReportData): void {
  const { count, offer, offers } = facilities;
  check.texts("facilities.id", facilities.id, count);
  check.texts("facilities.name", facilities.name, count);
  check.places("facilities", facilities.lon, facilities.lat, count);
  check.indices("facilities.offer", offer, count, 0, offers.length - 1);
}

function checkService(
  check: ColumnCheck,
  { blocks: { count }, facilities, verdicts, reasons }: ReportData,
  service: ReportData["services"][number],
  at: string,
): void {
  check.indices(`${at}.verdict`, service.verdict, count, 0, verdicts.length - 1);
  check.indices(`${at}.reason`, service.reason, count, 0, reasons.length - 1);
  check.indices(`${at}.nearest`, service.nearest, count, -1, facilities.count - 1);
  check.indices(`${at}.walkM`, service.walkM, count, -1, Number.MAX_SAFE_INTEGER);
  check.indices(`${at}.walkTenths`, service.walkTenths, count, -1, Number.MAX_SAFE_INTEGER);
  const { straightM, shortestTenths, barrier, barriers = [], notOpen, notOpenM } = service;
  const most = Number.MAX_SAFE_INTEGER;
  if (straightM) check.indices(`${at}.straightM`, straightM, count, -1, most);
  if (shortestTenths) check.indices(`${at}.shortestTenths`, shortestTenths, count, -1, most);
  if (barrier) check.indices(`${at}.barrier`, barrier, count, -1, barriers.length - 1);
  if (notOpen) check.indices(`${at}.notOpen`, notOpen, count, -1, facilities.count - 1);
  if (notOpenM) check.indices(`${at}.notOpenM`, notOpenM, count, -1, most);
  if (service.circle !== null) check.lines(`${at}.circle`, service.circle);
}

/** Blocks and facilities that are named by index. */
function checkRest(check: ColumnCheck, data: ReportData): void {
  const { blocks, facilities, capacities = [], explanations = [], ranges } = data;
  const isIndex = (index: number, count: number) => Number.isInteger(index) && index >= 0 && index < count;
  for (const { service, queues } of capacities) {
    const wrong = queues.find(({ facility }) => !isIndex(facility, facilities.count));
    if (wrong !== undefined)
      throw check.fault(`capacities of ${service}`, `there is no facility ${wrong.facility}`);
  }
  const wrong = explanations.find(({ block }) => !isIndex(block, blocks.count));
  if (wrong !== undefined) throw check.fault("explanations", `there is no block ${wrong.block}`);
  for (const { service, verdict, decides } of ranges?.services ?? []) {
    check.indices(
      `ranges of ${service}.verdict`,
      verdict,
      blocks.count,
      0,
      (ranges?.verdicts.length ?? 0) - 1,
    );
    check.indices(
      `ranges of ${service}.decides`,
      decides,
      blocks.count,
      0,
      (ranges?.deciding.length ?? 0) - 1,
    );
  }
}
