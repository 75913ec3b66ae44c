import { readdir, readFile } from "node:fs/promises";
import type { TestDatabase } from "@singer-metabase/sandbox";

/** What a load cost the server. */
export interface ServerCosts {
  /** All its processes'; undefined for a server on another machine. */
  readonly cpuSeconds: number | undefined;
  readonly walBytes: number;
  /** Versions of rows that VACUUM will have to remove. */
  readonly deadRows: number;
}

/** Jiffies a second, on every Linux that Node runs on. */
const CLOCK_TICKS = 100;

const READ_TOTALS = `
  select pg_backend_pid() as pid,
    pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as wal,
    (select coalesce(sum(n_tup_upd + n_tup_del), 0)::float8 from pg_stat_user_tables) as dead`;

/** Measures what some work costs a server. */
export async function measureServer<Result>(
  database: TestDatabase,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly server: ServerCosts }> {
  const before = await readTotals(database);
  const result = await work();
  const after = await readTotals(database);
  const cpu = after.cpu - before.cpu;
  return {
    result,
    server: {
      cpuSeconds: Number.isNaN(cpu) ? undefined : cpu,
      walBytes: after.wal - before.wal,
      deadRows: after.dead - before.dead,
    },
  };
}

async function readTotals(database: TestDatabase) {
  const [row] = await database.query(READ_TOTALS);
  const { pid, wal, dead } = row as { pid: number; wal: number; dead: number };
  return { cpu: await readCpu(pid), wal, dead };
}

/** The CPU seconds of a session's server: its first process, those that ended, those that run. */
async function readCpu(session: number): Promise<number> {
  const processes = await readProcesses();
  const server = processes.get(session)?.parent;
  let ticks = server === undefined ? Number.NaN : 0;
  for (const [pid, { parent, own, ended }] of processes) {
    if (pid === server) ticks += own + ended;
    else if (parent === server) ticks += own;
  }
  return ticks / CLOCK_TICKS;
}

/** Every PostgreSQL process of this machine. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
async function readProcesses() {
  const processes = new Map<number, { parent: number; own: number; ended: number }>();
  const names = await readdir("/proc").catch(() => []);
  for (const name of names.filter((entry) => /^\d+$/.test(entry))) {
    const stat = await readFile(`/proc/${name}/stat`, "utf8").catch(() => "");
    if (!stat.includes("(postgres)")) continue;
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [parent = 0, userTicks = 0, systemTicks = 0, endedUser = 0, endedSystem = 0] = [
      fields[1],
      ...fields.slice(11, 15),
    ];
    processes.set(Number(name), {
      parent,
      own: userTicks + systemTicks,
      ended: endedUser + endedSystem,
    });
  }
  return processes;
}
