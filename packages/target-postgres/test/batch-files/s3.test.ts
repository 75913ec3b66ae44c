import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { S3Files } from "../../src/batch-files/s3-file.ts";
import { batchLine, schemaLine, stateLine } from "../harness/lines.ts";
import { load, loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

/** What a bucket of a server that speaks S3 holds, by path. */
const objects = new Map<string, Uint8Array>();
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const object = objects.get(new URL(request.url ?? "", "http://localhost").pathname);
    if (object === undefined) {
      response.writeHead(404, { "content-type": "application/xml" });
      return response.end(
        "<Error><Code>NoSuchKey</Code><Message>It is not there.</Message></Error>",
      );
    }
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
    const body = start === undefined ? object : object.subarray(Number(start), Number(end) + 1);
    response.writeHead(start === undefined ? 200 : 206, { "content-length": body.length });
    return response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => new Promise((resolve) => void server.close(resolve)));

beforeEach(() => {
  const { port } = server.address() as AddressInfo;
  vi.stubEnv("AWS_ENDPOINT_URL_S3", `http://127.0.0.1:${port}`);
  vi.stubEnv("AWS_REGION", "eu-central-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
});

const properties = { id: { type: "integer" } };

async function ids(stream: string): Promise<unknown[]> {
  const rows = await database().query(`select id::int from t.${stream} order by id`);
  return rows.map((row) => row["id"]);
}

test("objects of S3 are read as files are", async () => {
  objects.set("/bucket/a/lines.jsonl.gz", gzipSync('{"id":1}\n{"id":2}\n'));
  const columnData = [{ name: "id", data: [3, 4], type: "INT32" as const }];
  objects.set("/bucket/rows.parquet", new Uint8Array(parquetWriteBuffer({ columnData })));

  await loadAll(database(), [
    schemaLine("objects", properties, ["id"]),
    batchLine("objects", ["s3://bucket/a/lines.jsonl.gz"], {
      encoding: { format: "jsonl", compression: "gzip" },
    }),
    batchLine("objects", ["s3://bucket/rows.parquet"], { encoding: { format: "parquet" } }),
  ]);

  expect(await ids("objects")).toEqual([1, 2, 3, 4]);
});

test("an object that is not there is told, and no state after it", async () => {
  const { error, states } = await load(database(), [
    schemaLine("absent", properties, ["id"]),
    batchLine("absent", ["s3://bucket/absent.jsonl"]),
    stateLine({ at: 1 }),
  ]);

  expect(error?.message).toMatch(
    /^line 2 \(stream "absent"\): cannot read batch file s3:\/\/bucket\/absent.jsonl: .*not there/,
  );
  expect(states).toEqual([]);
});

test("where region or credentials are not set, it is said how to", async () => {
  vi.stubEnv("AWS_REGION", undefined);
  vi.stubEnv("AWS_CONFIG_FILE", "/nowhere");

  const { error } = await load(database(), [
    schemaLine("unset", properties, ["id"]),
    batchLine("unset", ["s3://bucket/unset.jsonl"]),
  ]);

  expect(error?.message).toMatch(/Region is missing; the AWS SDK takes them .* AWS_REGION/);
});

test("a file of this machine has nothing to do with AWS, whatever its name", async () => {
  const { error } = await load(database(), [
    schemaLine("local", properties, ["id"]),
    batchLine("local", ["file:///nowhere/region/credentials.jsonl"]),
  ]);

  expect(error?.message).toMatch(/ENOENT/);
  expect(error?.message).not.toMatch(/AWS/);
});

test("without the AWS SDK it is said how to get it", async () => {
  const files = new S3Files({}, () => Promise.reject(new Error("Cannot find package")));

  await expect(files.file("bucket", "key").read()).rejects.toThrow(
    /npm install @aws-sdk\/client-s3$/,
  );
});
