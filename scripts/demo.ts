// `npm run demo`: a sample Metabase, an empty PostgreSQL, and the two programs between them, joined by a shell's pipe.
// With `-- --keep` both servers stay up until Ctrl-C.

import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { startMetabase, startPostgres } from "@singer-metabase/sandbox";
import { formatTable } from "./demo/format-table.ts";
import { startLoad, type Workspace, writeSettings } from "./demo/load.ts";
import { queries, rowsReceivedSince, runReports, tableSizes, views } from "./demo/queries.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const isTerminal = process.stdout.isTTY && !process.env["NO_COLOR"];
const bold = (text: string) => (isTerminal ? `\u001b[1m${text}\u001b[0m` : text);
const say = (text = "") => process.stdout.write(`${text}\n`);

/** Undoes what was started, last first. */
const undo: (() => unknown)[] = [];
/** With --keep a signal is the way to end, and no failure. */
let hasShownAll = false;
const interrupted = new Promise<number>((resolve) => {
  process.once("SIGINT", () => resolve(hasShownAll ? 0 : 130));
  process.once("SIGTERM", () => resolve(hasShownAll ? 0 : 143));
});

try {
  process.exitCode = await Promise.race([
    demonstrate(process.argv.includes("--keep")),
    interrupted,
  ]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  for (const step of undo.reverse()) await step();
}
// An interrupted demonstration may still be at work.
process.exit();

async function demonstrate(keep: boolean): Promise<number> {
  const [metabase, postgres] = await Promise.all([startMetabase(), startPostgres()]);
  undo.push(
    () => metabase.stop(),
    () => postgres.stop(),
  );
  const database = await postgres.createDatabase();
  undo.push(() => database.drop());
  const folder = await mkdtemp(join(tmpdir(), "singer-metabase-demo-"));
  undo.push(() => rm(folder, { recursive: true, force: true }));

  const workspace: Workspace = {
    folder,
    programs: join(root, "node_modules/.bin"),
    metabase: { url: metabase.url, key: metabase.keys.admin },
    postgresUrl: database.url,
  };
  await writeSettings(workspace);
  say(`${bold("Metabase")}    a sample instance at ${metabase.url}`);
  say(`${bold("PostgreSQL")}  an empty database at 127.0.0.1:${postgres.port}`);

  say(
    bold(
      "\n$ tap-metabase --config tap.json | target-postgres --config target.json | tail -n 1 > state.json",
    ),
  );
  const first = await load(workspace, "first");
  const rows = await database.query(tableSizes);
  say(
    `  ${total(rows)} rows in ${rows.length} tables, ${metabase.requests.length} requests, ${first} s`,
  );

  say(
    bold(
      "\n$ tap-metabase --config tap.json --state state.json | target-postgres --config target.json",
    ),
  );
  const [{ now } = {}] = await database.query("select clock_timestamp() as now");
  const second = await load(workspace, "second");
  const again = await database.query(tableSizes);
  const synced = again.filter((row) => !runReports.includes(String(row["table"])));
  const tables = synced.map((row) => String(row["table"]));
  const [{ n: touched } = {}] = await database.query(rowsReceivedSince(tables), [now]);
  say(
    `  still ${total(synced)} rows, none twice; ${touched} had changed, the others were not touched; ${second} s`,
  );

  say(`\n${bold("What landed")}\n${formatTable(again)}`);
  for (const view of views) {
    const definition = await readFile(join(root, "sql", `${view}.sql`), "utf8");
    await database.query(`set search_path = metabase; ${definition}`);
  }
  for (const { title, sql } of queries) {
    say(`${bold(title)}\n${formatTable(await database.query(sql))}`);
  }
  return keep ? stayUp(workspace) : sayHowToKeep();
}

async function load(workspace: Workspace, run: "first" | "second"): Promise<string> {
  const { pipeline, loaded } = await startLoad(workspace, run);
  undo.push(() => {
    pipeline.kill("tap", "SIGTERM");
    return pipeline.finished;
  });
  return (await loaded).toFixed(1);
}

function total(tables: readonly Record<string, unknown>[]): string {
  const rows = tables.reduce((sum, table) => sum + Number(table["rows"]), 0);
  return rows.toLocaleString("en");
}

function sayHowToKeep(): number {
  say(`${bold("Look around")} with psql while both servers stay up:  npm run demo -- --keep`);
  return 0;
}

function stayUp({ metabase, postgresUrl }: Workspace): Promise<number> {
  say(bold("Look around"));
  say(`  ${lookAround(postgresUrl)}`);
  say(`  curl -H 'x-api-key: ${metabase.key}' ${metabase.url}/api/card`);
  say("Ctrl-C stops both.");
  hasShownAll = true;
  return interrupted;
}

/** The psql line, or where there is no psql the same in Node. */
function lookAround(url: string): string {
  if (spawnSync("psql", ["--version"]).status === 0) return `psql '${url}' -c '\\dt metabase.*'`;
  const program = `const c = new (require("pg").Client)("${url}"); c.connect().then(() => c.query("select * from metabase.cards limit 3")).then((r) => { console.table(r.rows); c.end(); })`;
  return `node -e '${program}'`;
}
