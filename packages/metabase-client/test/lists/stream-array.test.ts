import { once } from "node:events";
import { readdir } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { UnexpectedBodyError } from "../../src/index.ts";
import { collect, connect, createFolder, failureOf, watch } from "../connect.ts";
import { runProgram } from "../run-program.ts";
import { answerJson, serveMetabase, serveOddly } from "../serve.ts";

test.each([
  ["a bare list", '[{"id":1},{"id":2}]'],
  ["an envelope", '{"data":[{"id":1},{"id":2}],"total":2,"limit":null}'],
  ["an envelope around a page", '{"data":[{"id":1},{"id":2}],"total":9,"limit":2,"offset":0}'],
])("%s is handed out object by object", async (_form, text) => {
  const server = await serveOddly(answerJson(text));

  const rows = await collect(connect({ baseUrl: server.url }).streamArray("/api/x", { f: "all" }));

  expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
  expect(server.requests[0]?.url).toBe("/api/x?f=all");
});

test("a list of another name in its envelope is handed out by that name", async () => {
  const server = await serveOddly(answerJson('{"data":[{"id":9}],"tables":[{"id":1}],"x":[]}'));
  const client = connect({ baseUrl: server.url });

  const rows = await collect(client.streamArray("/api/x", undefined, { member: "tables" }));

  expect(rows).toEqual([{ id: 1 }]);
});

test.each([
  ["an empty list", 200, "[]"],
  ["null", 200, "null"],
  ["an envelope with null", 200, '{"data":null}'],
  ["no content", 204, ""],
])("%s has no elements", async (_what, status, text) => {
  const server = await serveOddly(answerJson(text, status));

  expect(await collect(connect({ baseUrl: server.url }).streamArray("/api/x"))).toEqual([]);
});

test("the same questions come as a stream and as a whole", async () => {
  const server = await serveMetabase({ version: "0.54", cards: 300, cardBytes: 2000 });
  const client = connect({ baseUrl: server.url, authentication: { apiKey: server.keys.admin } });

  expect(await collect(client.streamArray("/api/card"))).toEqual(
    await client.getArray("/api/card"),
  );
});

test.each(["truncate", "reset"] as const)(
  "an answer cut by %s is asked for again, and no element comes twice",
  async (kind) => {
    const server = await serveMetabase({
      version: "0.54",
      cards: 50,
      faults: [{ path: /\/api\/card/, kind, afterBytes: 20_000, times: 2 }],
    });
    const client = connect({ baseUrl: server.url, authentication: { apiKey: server.keys.admin } });

    const rows = await collect(client.streamArray("/api/card"));

    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows).toEqual(await client.getArray("/api/card"));
  },
);

test.each([
  ["a list that is never closed", '[{"id":1}'],
  ["an element that is no JSON", '[{"id":1},{"id":}]'],
  ["a proxy's page in the middle", '[{"id":1},{"id":2}<html>504</html>'],
  ["text behind the list", '[{"id":1}] {"via":[]}'],
])("nothing of %s is handed out", async (_what, text) => {
  const server = await serveOddly(answerJson(text));
  const rows: unknown[] = [];
  const read = async (): Promise<void> => {
    for await (const row of connect({ baseUrl: server.url, maxRetries: 1 }).streamArray("/api/x")) {
      rows.push(row);
    }
  };

  expect(await failureOf(read())).toMatchObject({ retryable: true, status: 200, path: "/api/x" });
  expect(rows).toEqual([]);
  expect(server.requests).toHaveLength(2);
});

test.each([
  ["HTML", 200, "<html>Sign in</html>", "HTML"],
  ["an object", 200, '{"message":"no list"}', "no list"],
  ["numbers", 200, "[1,2,3]", "something else than a list of objects"],
  ["a long text", 200, `"${"x".repeat(2_000_000)}"`, "something else than a list of objects"],
])("%s is no list of objects, and is not asked for again", async (_what, status, text, shown) => {
  const server = await serveOddly(answerJson(text, status));

  const error = await failureOf(collect(connect({ baseUrl: server.url }).streamArray("/api/x")));

  expect(error).toBeInstanceOf(UnexpectedBodyError);
  expect(error.message).toContain(shown);
  expect(server.requests).toHaveLength(1);
});

test("an envelope that holds fewer rows than it says is an incomplete list", async () => {
  const server = await serveOddly(answerJson('{"data":[{"id":1}],"total":2,"limit":null}'));

  const rows = collect(connect({ baseUrl: server.url }).streamArray("/api/x"));

  expect(await failureOf(rows)).toMatchObject({ code: "METABASE_INCOMPLETE_LIST" });
});

test("the server's connection is free before the first element is taken", async () => {
  const server = await serveOddly(answerJson(`[${Array(1000).fill('{"a":"b"}').join()}]`));
  const client = connect({ baseUrl: server.url, maxConcurrentRequests: 1 });

  for await (const _row of client.streamArray("/api/x")) {
    expect(await client.getArray("/api/y")).toHaveLength(1000);
    break;
  }

  expect(server.requests).toHaveLength(2);
});

test("an abort ends a stream between two elements, with its reason", async () => {
  const server = await serveOddly(answerJson('[{"id":1},{"id":2}]'));
  const abort = new AbortController();
  const rows: unknown[] = [];
  const read = async (): Promise<void> => {
    for await (const row of connect({ baseUrl: server.url, signal: abort.signal }).streamArray(
      "/api/x",
    )) {
      rows.push(row);
      abort.abort(new Error("enough"));
    }
  };

  await expect(read()).rejects.toThrow("enough");
  expect(rows).toHaveLength(1);
});

test("a process that is killed in the middle leaves no file", async () => {
  const server = await serveOddly(sendList(1));
  const folder = await createFolder();

  await runProgram(new URL("../programs/die-in-list.ts", import.meta.url), [server.url], {
    ...process.env,
    TMPDIR: folder,
  });

  expect(server.requests).toHaveLength(1);
  // tsx keeps its cache there, too.
  const left = (await readdir(folder)).filter((name) => name.startsWith("metabase-client-"));
  expect(left).toEqual([]);
});

test("a small list needs no temporary folder", async () => {
  const server = await serveOddly(answerJson('[{"id":1},{"id":2}]'));
  vi.stubEnv("TMPDIR", join(await createFolder(), "gone"));

  const rows = await collect(connect({ baseUrl: server.url }).streamArray("/api/x"));

  expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
});

test("a temporary folder that is not there is named, with the way out", async () => {
  const server = await serveOddly(sendList(1));
  const folder = join(await createFolder(), "gone");
  vi.stubEnv("TMPDIR", folder);

  const error = await failureOf(collect(connect({ baseUrl: server.url }).streamArray("/api/x")));

  expect(error).toMatchObject({ code: "METABASE_CONFIGURATION", settings: ["TMPDIR"] });
  expect(error.message).toContain(`${folder} cannot be used`);
  expect(server.requests).toHaveLength(1);
});

/** A list of `megabytes`, made while it is sent. */
function sendList(megabytes: number): RequestListener {
  const columns = Array.from({ length: 20 }, (_, index) => ({
    name: `COLUMN_${index}`,
    ünï: "\\",
  }));
  return async (request, response) => {
    if (request.url === "/api/session/properties") return answerJson("{}")(request, response);
    const element = Buffer.from(JSON.stringify({ id: 1, result_metadata: columns }));
    response.write("[");
    let sent = 0;
    for (; sent < megabytes * 1e6; sent += element.length + 1) {
      if (sent > 0) response.write(",");
      if (!response.write(element)) await once(response, "drain");
    }
    response.end("]");
  };
}

test("memory does not grow with the list", async () => {
  const server = await serveOddly(sendList(64));

  const { stdout, stderr } = await runProgram(
    new URL("../programs/stream-list.ts", import.meta.url),
    [server.url, "/api/card"],
  );

  expect(stderr).toBe("");
  const { count, before, after } = JSON.parse(stdout);
  expect(count).toBeGreaterThan(50_000);
  expect(after - before).toBeLessThan(60);
}, 60_000);

test("a spooled answer says in its log line why it is asked for again", async () => {
  const server = await serveMetabase({
    faults: [{ path: /\/api\/card/, kind: "truncate", afterBytes: 500, times: 1 }],
  });
  const { client, lines } = watch({
    baseUrl: server.url,
    authentication: { apiKey: server.keys.admin },
  });

  await collect(client.streamArray("/api/card"));

  expect(lines).toEqual([
    expect.stringMatching(/^warn: GET \/api\/card: 200 with broken or trunc/),
  ]);
});
