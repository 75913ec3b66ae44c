import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { SchemaElement } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chooseToJson, exactParsers } from "../../src/batch-files/parquet-json.ts";
import { batchLine, schemaLine, stateLine } from "../harness/lines.ts";
import { load, loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "target-postgres-parquet-"));
});
afterAll(() => rm(folder, { recursive: true }));

const encoding = { format: "parquet", compression: "gzip" };

const root = { name: "root", num_children: 5 };
const optional = { repetition_type: "OPTIONAL" } as const;

test("rows of a Parquet file, over several row groups, are loaded exactly", async () => {
  const schema: SchemaElement[] = [
    root,
    { ...optional, name: "id", type: "INT64" },
    { ...optional, name: "name", type: "BYTE_ARRAY", converted_type: "UTF8" },
    {
      ...optional,
      name: "price",
      type: "INT32",
      converted_type: "DECIMAL",
      precision: 9,
      scale: 2,
    },
    { ...optional, name: "at", type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
    { ...optional, name: "tags", type: "BYTE_ARRAY", converted_type: "JSON" },
  ];
  const file = join(folder, "exact.parquet");
  const buffer = parquetWriteBuffer({
    schema,
    rowGroupSize: 2,
    columnData: [
      { name: "id", data: [9007199254740993n, 2n, 3n] },
      { name: "name", data: ["ä", null, "c"] },
      { name: "price", data: [0.1, -12.5, null] },
      { name: "at", data: [new Date("2024-05-06T07:08:09.123Z"), null, new Date(-1)] },
      { name: "tags", data: [{ a: 1 }, [], null] },
    ],
  });
  await writeFile(file, Buffer.from(buffer));

  await loadAll(database(), [
    schemaLine(
      "exact",
      {
        id: { type: "integer" },
        name: { type: ["string", "null"] },
        price: { type: ["number", "null"] },
        at: { type: ["string", "null"], format: "date-time" },
        tags: { type: ["object", "array", "null"] },
      },
      ["id"],
    ),
    batchLine("exact", [`file://${file}`], { encoding }),
  ]);

  const rows = await database().query(
    "select id::text, name, price::text, at::text, tags::text from t.exact order by id",
  );
  expect(rows).toEqual([
    { id: "2", name: null, price: "-12.50", at: null, tags: "[]" },
    { id: "3", name: "c", price: null, at: "1969-12-31 23:59:59.999", tags: null },
    {
      id: "9007199254740993",
      name: "ä",
      price: "0.10",
      at: "2024-05-06 07:08:09.123",
      tags: '{"a": 1}',
    },
  ]);
});

test.each([
  ["GZIP", gzipSync],
  ["BROTLI", brotliCompressSync],
] as const)("files compressed by %s are read", async (codec, compress) => {
  const file = join(folder, `${codec}.parquet`);
  const columnData = [{ name: "id", data: [1, 2, 3], type: "INT32" as const }];
  const buffer = parquetWriteBuffer({
    columnData,
    codec,
    compressors: { [codec]: (bytes: Uint8Array) => compress(bytes) },
  });
  await writeFile(file, Buffer.from(buffer));
  const stream = codec.toLowerCase();

  await loadAll(database(), [
    schemaLine(stream, { id: { type: "integer" } }, ["id"]),
    batchLine(stream, [file], { encoding }),
  ]);

  expect(await database().query(`select id::int from t.${stream} order by id`)).toEqual([
    { id: 1 },
    { id: 2 },
    { id: 3 },
  ]);
});

test("a value that JSON has no word for is an error that names the file", async () => {
  const file = join(folder, "nan.parquet");
  const columnData = [{ name: "id", data: [1, Number.NaN], type: "DOUBLE" as const }];
  await writeFile(file, Buffer.from(parquetWriteBuffer({ columnData })));

  const { error, states } = await load(database(), [
    schemaLine("nan", { id: { type: "number" } }),
    batchLine("nan", [file], { encoding }),
    stateLine({ at: 1 }),
  ]);

  expect(error?.message).toMatch(/^line 2 .*nan\.parquet: NaN is no number to JSON/);
  expect(states).toEqual([]);
});

const DAY = 86_400_000_000_000n;

test.each<[string, Partial<SchemaElement>, unknown, string]>([
  [
    "a long decimal",
    { converted_type: "DECIMAL", scale: 3 },
    12345678901234567890n,
    "12345678901234567.890",
  ],
  ["a decimal below one", { converted_type: "DECIMAL", scale: 3 }, -5, "-0.005"],
  [
    "a decimal in bytes",
    { converted_type: "DECIMAL", scale: 1 },
    Uint8Array.of(0xff, 0xfe),
    "-0.2",
  ],
  ["no decimal", { converted_type: "DECIMAL", scale: 1 }, undefined, "null"],
  ["a time", { converted_type: "TIME_MICROS" }, 45_296_000_001n, '"12:34:56.000001"'],
  ["an integer beyond doubles", {}, 9007199254740993n, "9007199254740993"],
  ["bytes", {}, Uint8Array.of(1, 2), '"AQI="'],
  ["a list of objects", {}, [{ a: 1n, __proto__: null }], '[{"a":1}]'],
  [
    "an instant before 1970",
    {},
    exactParsers.timestampFromMicroseconds(-1n),
    '"1969-12-31T23:59:59.999999Z"',
  ],
  [
    "nanoseconds",
    {},
    exactParsers.timestampFromNanoseconds(DAY + 1n),
    '"1970-01-02T00:00:00.000000001Z"',
  ],
  ["a day", {}, exactParsers.dateFromDays(-1), '"1969-12-31"'],
  ["JSON", {}, exactParsers.jsonFromBytes(Buffer.from('{"b":1.10}')), '{"b":1.10}'],
])("%s becomes JSON to the last digit", (_, element, value, json) => {
  expect(chooseToJson({ name: "c", ...element })(value)).toBe(json);
});
