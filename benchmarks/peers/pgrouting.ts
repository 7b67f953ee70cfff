/**
 * W5, pgRouting: `node pgrouting.js FOLDER`. What is reached within 1200 m from a junction, and a hull around it.
 *
 * A private PostgreSQL cluster in a temporary folder, reachable through a socket in that folder only. All places are
 * asked in one call of `pgr_drivingDistance`, its fastest way, so that the graph is read once; then a concave hull is
 * drawn around the junctions reached from each. CPU seconds are those of the one backend process.
 */
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Measured } from "./measure.js";

const BIN = ["/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin"].find(
  (folder) => existsSync(path.join(folder, "initdb")),
);
const [workload] = process.argv.slice(2);
if (BIN === undefined)
  throw new Error("PostgreSQL is not installed (Debian: postgresql-15-pgrouting, -postgis-3)");

const home = mkdtempSync(path.join(tmpdir(), "pgrouting-"));
chmodSync(home, 0o755);
const account = accountOfServer();
if (account !== null) chownSync(home, account.uid, account.gid);

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function accountOfServer(): { readonly uid: number; readonly gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const line = readFileSync("/etc/passwd", "utf8").match(/^postgres:[^:]*:(\d+):(\d+):/m);
  if (line === null) throw new Error("There is no user postgres to run the server as");
  return { uid: Number(line[1]), gid: Number(line[2]) };
}

function server(program: string, ...options: string[]): void {
  const run = spawnSync(path.join(BIN!, program), options, {
    ...account,
    encoding: "utf8",
    cwd: home,
    stdio: ["ignore", "ignore", "pipe"],
  });
  if (run.status !== 0) throw new Error(`${program} failed: ${run.stderr}`);
}

/** CPU seconds of a process, by /proc; a tick is a hundredth of a second. */
function processSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** One session: sends a statement, gives what it printed. */
function openSession() {
  const psql = spawn(path.join(BIN!, "psql"), [
    "-h",
    home,
    "-p",
    "54390",
    "-U",
    "peer",
    "-d",
    "postgres",
    "-XqAt",
    "-v",
    "ON_ERROR_STOP=1",
  ]);
  let printed = "";
  let complained = "";
  let wake = () => {};
  const listen = (chunk: Buffer) => {
    printed += chunk.toString();
    wake();
  };
  psql.stdout.on("data", listen);
  psql.stderr.on("data", (chunk: Buffer) => {
    complained += chunk.toString();
  });
  psql.on("close", () => wake());
  return {
    async ask(sql: string): Promise<string> {
      psql.stdin.write(`${sql};\n\\echo ---done---\n`);
      while (!printed.includes("---done---\n")) {
        if (psql.exitCode !== null) throw new Error(`psql ended: ${complained}`);
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const answer = printed.slice(0, printed.indexOf("---done---\n")).trim();
      printed = "";
      return answer;
    },
    close: () => psql.stdin.end(),
  };
}

/** The graph as two files that COPY reads. */
function writeTables(folder: string): void {
  const words = (name: string) => {
    const bytes = readFileSync(path.join(folder, name));
    return new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  };
  const nodes = new Int32Array(words("nodes.i32").buffer);
  const edges = words("edges.u32");
  const nodeRows = Array.from(
    { length: nodes.length / 2 },
    (_, v) => `${v}\t${nodes[2 * v]! / 1e7}\t${nodes[2 * v + 1]! / 1e7}`,
  );
  const edgeRows = Array.from(
    { length: edges.length / 3 },
    (_, e) => `${e}\t${edges[3 * e]}\t${edges[3 * e + 1]}\t${edges[3 * e + 2]}`,
  );
  writeFileSync(path.join(home, "nodes.tsv"), `${nodeRows.join("\n")}\n`);
  writeFileSync(path.join(home, "edges.tsv"), `${edgeRows.join("\n")}\n`);
  writeFileSync(path.join(home, "starts.tsv"), `${[...new Set(words("snapped.u32"))].join("\n")}\n`);
}

const QUERY = `
  SELECT count(*), sum(reached) FROM (
    SELECT from_v, count(*) AS reached, ST_ConcaveHull(ST_Collect(n.place), 0.3) AS hull
    FROM pgr_drivingDistance(
      'SELECT id, source, target, mm::float8 AS cost FROM edges',
      (SELECT array_agg(node) FROM starts), 1200000, directed := false) AS d
    JOIN nodes AS n ON n.id = d.node
    GROUP BY from_v) AS hulls
  WHERE hull IS NOT NULL`;

/** The same for one place, as a service would ask: only the edges around it are read. */
const queryAt = (node: number) => `
  SELECT ST_Area(ST_ConcaveHull(ST_Collect(n.place), 0.3))
  FROM pgr_drivingDistance(
    'SELECT e.id, source, target, mm::float8 AS cost FROM edges e, nodes o
     WHERE o.id = ${node} AND e.place && ST_Expand(o.place, 0.014)', ${node}, 1200000, directed := false) AS d
  JOIN nodes AS n ON n.id = d.node`;

async function measure(): Promise<Measured[]> {
  const session = openSession();
  const pid = Number(await session.ask("SELECT pg_backend_pid()"));
  await session.ask("CREATE EXTENSION postgis; CREATE EXTENSION pgrouting");
  const before = processSeconds(pid);
  await session.ask(`
    CREATE TABLE nodes (id bigint PRIMARY KEY, lon float8, lat float8);
    CREATE TABLE edges (id bigint PRIMARY KEY, source bigint, target bigint, mm bigint);
    CREATE TABLE starts (node bigint);
    COPY nodes FROM '${home}/nodes.tsv'; COPY edges FROM '${home}/edges.tsv'; COPY starts FROM '${home}/starts.tsv';
    ALTER TABLE nodes ADD COLUMN place geometry;
    UPDATE nodes SET place = ST_SetSRID(ST_MakePoint(lon, lat), 4326);
    CREATE INDEX ON edges (source); CREATE INDEX ON edges (target);
    ALTER TABLE edges ADD COLUMN place geometry;
    UPDATE edges SET place = nodes.place FROM nodes WHERE nodes.id = edges.source;
    CREATE INDEX ON edges USING gist (place);
    ANALYZE nodes; ANALYZE edges; SET max_parallel_workers_per_gather = 0; SET jit = off`);
  const prepareS = processSeconds(pid) - before;
  const version = await session.ask("SELECT pgr_version()");
  const cpu: number[] = [];
  const wall: number[] = [];
  let answer = "";
  for (let run = 0; run < 3; run++) {
    const [cpu0, wall0] = [processSeconds(pid), performance.now()];
    answer = await session.ask(QUERY);
    cpu.push(processSeconds(pid) - cpu0);
    wall.push((performance.now() - wall0) / 1000);
  }
  const alone = { cpu: processSeconds(pid), wall: performance.now(), drawn: 0 };
  const nodes = (await session.ask("SELECT node FROM starts")).split("\n").map(Number);
  for (const node of nodes) if (Number(await session.ask(queryAt(node))) > 0) alone.drawn++;
  const [aloneS, aloneWallS] = [processSeconds(pid) - alone.cpu, (performance.now() - alone.wall) / 1000];
  const peak = readFileSync(`/proc/${pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/);
  const starts = Number(await session.ask("SELECT count(*) FROM starts"));
  session.close();
  const [count, sum] = answer.split("|").map(Number);
  const scale = 200 / starts;
  const together: Measured = {
    engine: "pgRouting",
    version,
    work: "W5",
    how: "pgr_drivingDistance for all, ST_ConcaveHull each; from the nearest junction",
    loadS: 0,
    prepareS,
    coldS: cpu[0]! * scale,
    cpuS: Math.min(...cpu) * scale,
    wallS: Math.min(...wall) * scale,
    runs: cpu.length,
    peakMiB: Number(peak?.[1] ?? 0) / 1024,
    checksum: { count: count!, sum: sum! },
    scaledFrom: scale,
  };
  const times = { coldS: aloneS * scale, cpuS: aloneS * scale, wallS: aloneWallS * scale, runs: 1 };
  const how = "one call a place, the edges around it; ST_ConcaveHull";
  return [together, { ...together, ...times, how, checksum: { count: alone.drawn, sum: 0 } }];
}

const data = path.join(home, "data");
let started = false;
try {
  writeTables(workload!);
  server("initdb", "-D", data, "-U", "peer", "-A", "trust", "-E", "UTF8", "--no-sync");
  const flags = `-p 54390 -k ${home} -c listen_addresses= -c shared_buffers=256MB -c fsync=off`;
  server("pg_ctl", "-D", data, "-w", "-s", "-l", path.join(home, "log"), "-o", flags, "start");
  started = true;
  for (const measured of await measure()) console.log(JSON.stringify(measured));
} finally {
  if (started) server("pg_ctl", "-D", data, "-m", "fast", "-w", "-s", "stop");
  rmSync(home, { recursive: true, force: true });
}
