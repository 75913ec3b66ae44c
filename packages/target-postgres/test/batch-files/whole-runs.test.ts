import { execFileSync } from "node:child_process";
import { type FileHandle, mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { activateLine, batchLine, recordLine, schemaLine, stateLine } from "../harness/lines.ts";
import { load, loadAll } from "../harness/load.ts";
import { runProgram } from "../harness/run-program.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "target-postgres-batches-"));
});
afterAll(() => rm(folder, { recursive: true }));

const properties = { id: { type: "integer" }, name: { type: ["string", "null"] } };

/** Writes a file and gives its URL. */
async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content);
  return `file://${join(folder, name)}`;
}

function jsonLines(...records: readonly unknown[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

function rowsOf(stream: string, columns = "id::int, name"): Promise<readonly object[]> {
  return database().query(`select ${columns} from t."${stream}" order by id`);
}

test("records of files are loaded where their message stands", async () => {
  const first = await file("first.jsonl", jsonLines({ id: 1, name: "a" }, { id: 2, name: "b" }));
  const second = await file("second.jsonl", `${jsonLines({ id: 2, name: "c" })}\n{"id":4}`);

  const { states } = await loadAll(database(), [
    schemaLine("plain", properties, ["id"]),
    recordLine("plain", { id: 1, name: "before" }),
    batchLine("plain", [first, second]),
    recordLine("plain", { id: 4, name: "after" }),
    stateLine({ at: 1 }),
  ]);

  expect(await rowsOf("plain")).toEqual([
    { id: 1, name: "a" },
    { id: 2, name: "c" },
    { id: 4, name: "after" },
  ]);
  expect(states).toEqual(['{"at":1}']);
});

test("compressed files are read, and values stay exact", async () => {
  const lines = `{"id":9007199254740993,"name":null,"price":1.10}\n`;
  const url = await file("exact.jsonl.gz", gzipSync(lines));

  await loadAll(database(), [
    schemaLine("exact", { ...properties, price: { type: "number" } }, ["id"]),
    batchLine("exact", [url], { encoding: { format: "jsonl", compression: "gzip" } }),
  ]);

  expect(await rowsOf("exact", "id::text, price::text")).toEqual([
    { id: "9007199254740993", price: "1.10" },
  ]);
});

test("version and time_extracted of the message are those of its records", async () => {
  const url = await file("versions.jsonl", jsonLines({ id: 1 }, { id: 2 }));
  const more = { version: 7, time_extracted: "2024-05-06T07:08:09Z" };

  await loadAll(database(), [
    schemaLine("versioned", properties, ["id"]),
    recordLine("versioned", { id: 3 }, { version: 6 }),
    batchLine("versioned", [url], more),
    activateLine("versioned", 7),
  ]);

  const columns =
    "id::int, _sdc_table_version::int as version, _sdc_extracted_at::text as at, _sdc_deleted_at is null as lives";
  expect(await rowsOf("versioned", columns)).toEqual([
    { id: 1, version: 7, at: "2024-05-06 07:08:09", lives: true },
    { id: 2, version: 7, at: "2024-05-06 07:08:09", lives: true },
    { id: 3, version: 6, at: null, lives: false },
  ]);
});

test("stream maps change the records of files as well", async () => {
  const url = await file("mapped.jsonl", jsonLines({ id: 1, name: "a" }));

  await loadAll(
    database(),
    [schemaLine("mapped", properties, ["id"]), batchLine("mapped", [url])],
    { stream_maps: { mapped: { name: "name.upper()" } } },
  );

  expect(await rowsOf("mapped")).toEqual([{ id: 1, name: "A" }]);
});

test("batch_config says where files are that the tap saw elsewhere", async () => {
  const url = await file("moved.jsonl", jsonLines({ id: 1, name: "a" }));

  await loadAll(
    database(),
    [
      schemaLine("moved", properties, ["id"]),
      batchLine("moved", [`s3://elsewhere/${basename(url)}`]),
    ],
    { batch_config: { encoding: { format: "jsonl" }, storage: { root: `${folder}/` } } },
  );

  expect(await rowsOf("moved")).toEqual([{ id: 1, name: "a" }]);
});

test.each([
  ["missing", "no such file", undefined, {}],
  ["not_json", /line 2 is no JSON object$/, '{"id":1}\n{"id":', {}],
  ["latin_1", /line 1 is not UTF-8$/, Buffer.from('{"id":1,"name":"\u00e4"}\n', "latin1"), {}],
  ["two_values", /line 1 is no JSON object$/, '{"id":1},"version":{"id":2}\n', {}],
  [
    "not_gzip",
    /incorrect header check/,
    '{"id":1}\n',
    { encoding: { format: "jsonl", compression: "gzip" } },
  ],
  [
    "cut_gzip",
    /unexpected end of file/,
    gzipSync('{"id":1}\n').subarray(0, -6),
    { encoding: { format: "jsonl", compression: "gzip" } },
  ],
  ["not_parquet", /parquet/, "PAR1, but not really", { encoding: { format: "parquet" } }],
  ["arrow", /format "arrow" cannot be read/, "", { encoding: { format: "arrow" } }],
  [
    "zstd",
    /compression "zstd" cannot be read/,
    "",
    { encoding: { format: "jsonl", compression: "zstd" } },
  ],
])("a file that is %s is told, and no state after it", async (name, problem, content, more) => {
  const url =
    content === undefined ? `file://${folder}/${name}` : await file(`${name}.jsonl`, content);

  const { error, states } = await load(database(), [
    schemaLine(name, properties, ["id"]),
    recordLine(name, { id: 0 }),
    stateLine({ at: 0 }),
    batchLine(name, [url], more),
    recordLine(name, { id: 9 }),
    stateLine({ at: 9 }),
  ]);

  expect(error?.message).toContain(`line 4 (stream "${name}"): cannot read batch file ${url}: `);
  expect(error?.message).toMatch(problem);
  expect(states).toEqual(['{"at":0}']);
  expect((await rowsOf(name)).length).toBeLessThan(3);
});

test.each([
  ["validation", { id: "x" }, "does not match the schema"],
  ["server", { id: 3, token: "not a uuid" }, "SQLSTATE 22P02"],
])("a record that the %s refuses is told by file and line", async (name, bad, problem) => {
  const good = await file(`${name}-1.jsonl`, jsonLines({ id: 1 }));
  const url = await file(`${name}-2.jsonl`, `${jsonLines({ id: 2 })}\n${jsonLines(bad)}`);

  const { error, states } = await load(database(), [
    schemaLine(name, { ...properties, token: { type: "string", format: "uuid" } }, ["id"]),
    stateLine({ at: 0 }),
    batchLine(name, [good, url]),
    stateLine({ at: 1 }),
  ]);

  expect(error?.message).toMatch(/^line 3 \(stream/);
  expect(error?.message).toContain(`line 3 of ${url}): `);
  expect(error?.message).toContain(problem);
  expect(states).toEqual(['{"at":0}']);
  expect(await rowsOf(name)).toEqual([
    { id: 1, name: null },
    { id: 2, name: null },
  ]);
});

test("SIGTERM ends the reading of a file that goes on, with no state after it", async () => {
  const pipe = join(folder, "endless.jsonl");
  execFileSync("mkfifo", [pipe]);
  const target = runProgram({ sqlalchemy_url: database().url });
  target.send(
    schemaLine("endless", properties),
    stateLine({ at: 0 }),
    batchLine("endless", [pipe]),
  );
  const writer = await open(pipe, "w");
  const writing = expect(writeWithoutEnd(writer, jsonLines({ id: 1 }))).rejects.toThrow("EPIPE");

  target.kill("SIGTERM");

  const { status, lines } = await target.finished;
  await writing;
  await writer.close();
  expect(status).toBe(143);
  expect(lines).toEqual(['{"at":0}']);
});

test.each(["batch", "input"])(
  "SIGTERM ends the wait for bytes of a pipe that stands for a file: %s",
  async (place) => {
    const pipe = join(folder, `${place}.idle`);
    execFileSync("mkfifo", [pipe]);
    const input = place === "input" ? ["--input", pipe] : [];
    const target = runProgram({ sqlalchemy_url: database().url }, ["--config", "ENV", ...input]);
    target.send(schemaLine("idle", properties), batchLine("idle", [pipe]));
    // Returns when the target has it open as well.
    const writer = await open(pipe, "w");

    target.kill("SIGTERM");

    const { status } = await target.finished;
    await writer.close();
    expect(status).toBe(143);
  },
);

test("Parquet cannot be read from a pipe", async () => {
  const pipe = join(folder, "pipe.parquet");
  execFileSync("mkfifo", [pipe]);
  const lines = [
    schemaLine("piped", properties),
    batchLine("piped", [pipe], { encoding: { format: "parquet" } }),
  ];

  const { error } = await load(database(), lines);

  expect(error?.message).toMatch(/^line 2 .*only the bytes of a regular file/);
});

test("a BATCH without its SCHEMA is refused as a RECORD is", async () => {
  const url = await file("early.jsonl", jsonLines({ id: 1 }));

  const { error } = await load(database(), [batchLine("early", [url])]);

  expect(error?.message).toMatch(/^line 1 .*without a SCHEMA before it/);
});

/** Ends when the pipe's reader has gone. A pipe without bytes would hold its reader until some come. */
async function writeWithoutEnd(pipe: FileHandle, text: string): Promise<never> {
  for (;;) await pipe.write(text);
}
