import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { startReplay } from "../../../src/metabase/replay/start-replay.ts";

/** A folder with files in it, named as one likes, that is gone after the test. */
async function folder(files: Readonly<Record<string, unknown>>, name = "answers"): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), "sandbox-replay-"));
  onTestFinished(() => rm(parent, { recursive: true }));
  const directory = join(parent, name);
  await mkdir(directory);
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await writeFile(
      join(directory, file),
      typeof content === "string" ? content : JSON.stringify(content),
    );
  }
  return directory;
}

async function replay(directory: string) {
  const server = await startReplay(directory);
  onTestFinished(() => server.stop());
  return {
    server,
    async ask(path: string, method = "GET") {
      const response = await fetch(`${server.url}${path}`, { method });
      return {
        status: response.status,
        type: response.headers.get("content-type"),
        text: await response.text(),
      };
    },
  };
}

describe("a folder with an index", () => {
  const answer = (path: string, query: string, file: string, status = 200) => ({
    method: "GET",
    path,
    query,
    status,
    headers: { "content-type": status === 200 ? "application/json;charset=utf-8" : "text/plain" },
    file,
  });
  const recorded = () =>
    folder({
      "recording.json": {
        format: 1,
        answers: [
          answer("/api/card", "f=all", "1.json"),
          answer("/api/card", "f=archived", "2.json"),
          answer("/api/collection/3/items", "models=card&models=dashboard&limit=5", "3.json"),
          answer("/metabase/api/user/1", "", "4.json"),
          answer("/api/api-key", "", "5.txt", 403),
          answer("/api/task", "", "6.json"),
          answer("/api/task", "", "7.json"),
        ],
      },
      "1.json": '[{"id":1,"big":12345678901234567890}]',
      "2.json": [],
      "3.json": { data: [] },
      "4.json": { id: 1 },
      "5.txt": "You don't have permissions to do that.",
      "6.json": { total: 1 },
      "7.json": { total: 2 },
    });

  test.each([
    ["/api/card?f=all", 200, '[{"id":1,"big":12345678901234567890}]'],
    ["/api/card/?f=archived", 200, "[]"],
    ["/api/collection/3/items?limit=5&models=dashboard&models=card", 200, '{"data":[]}'],
    ["/api/user/1", 200, '{"id":1}'],
    ["/api/api-key", 403, "You don't have permissions to do that."],
    ["/api/task", 200, '{"total":2}'],
    ["/api/card", 404, "API endpoint does not exist."],
    ["/api/card?f=all&x=1", 404, "API endpoint does not exist."],
    ["/api/collection/3/items?limit=5&models=card", 404, "API endpoint does not exist."],
    ["/api/user/current", 404, "API endpoint does not exist."],
  ])("answers %s with %i", async (path, status, text) => {
    const { ask } = await replay(await recorded());

    expect(await ask(path)).toMatchObject({ status, text });
  });

  test("gives the recorded media type", async () => {
    const { ask } = await replay(await recorded());

    expect((await ask("/api/card?f=all")).type).toBe("application/json;charset=utf-8");
    expect((await ask("/api/api-key")).type).toBe("text/plain");
  });

  test("lets everybody log in and out", async () => {
    const { ask, server } = await replay(await recorded());

    const login = await ask("/api/session", "POST");
    const logout = await ask("/api/session", "DELETE");

    expect(JSON.parse(login.text).id).toMatch(/^[0-9a-f-]{36}$/);
    expect(logout.status).toBe(204);
    expect(server.requests.map(({ method, status }) => [method, status])).toEqual([
      ["POST", 200],
      ["DELETE", 204],
    ]);
  });

  test.each([
    ["", /no whole index of format 1/],
    ['{"format":2,"answers":[]}', /no whole index of format 1/],
    [
      '{"format":1,"answers":[{"method":"GET","path":"/api/card","status":200,"file":"../secret"}]}',
      /names a file outside the folder: \.\.\/secret/,
    ],
  ])("is refused with the index %j", async (index, message) => {
    const directory = await folder({ "recording.json": index });

    await expect(startReplay(directory)).rejects.toThrow(message);
  });
});

describe("a tree of answers", () => {
  const tree = () =>
    folder(
      {
        "card/27.json": { id: 27 },
        "card/28.json": { id: 28 },
        "collection.json": [{ id: "root" }],
        "collection/root/items.json": [{ id: 27, model: "card" }],
        "api/user/1.json": { id: 1 },
        "database.json": [{ id: 2 }],
      },
      "v0.50",
    );

  test.each([
    ["/api/card/27?ignore_view=true", '{"id":27}'],
    ["/api/card?f=all", '[{"id":27},{"id":28}]'],
    ["/api/card?f=archived", "[]"],
    ["/api/collection", '[{"id":"root"}]'],
    ["/api/collection?namespace=snippets", "[]"],
    [
      "/api/collection/root/items?limit=50&offset=0",
      '{"data":[{"id":27,"model":"card"}],"total":1,"limit":null,"offset":null}',
    ],
    [
      "/api/collection/root/items?limit=50&offset=50",
      '{"data":[],"total":0,"limit":null,"offset":null}',
    ],
    [
      "/api/database?include_analytics=true",
      '{"data":[{"id":2}],"total":1,"limit":null,"offset":null}',
    ],
    ["/api/user/1", '{"id":1}'],
    ["/api/user", '{"data":[{"id":1}],"total":1,"limit":null,"offset":null}'],
  ])("answers %s", async (path, text) => {
    const { ask } = await replay(await tree());

    expect(await ask(path)).toMatchObject({ status: 200, text });
  });

  test("is of the version that the folder is named after, and asked by an administrator", async () => {
    const { ask } = await replay(await tree());

    const properties = JSON.parse((await ask("/api/session/properties")).text);
    const current = JSON.parse((await ask("/api/user/current")).text);

    expect(properties.version).toEqual({ tag: "v0.50.0" });
    expect(current.is_superuser).toBe(true);
  });

  test("answers nothing else", async () => {
    const { ask } = await replay(await tree());

    const missing = { status: 404, text: "API endpoint does not exist." };
    expect(await ask("/api/dashboard")).toMatchObject(missing);
    expect(await ask("/api/card/29")).toMatchObject(missing);
    expect(await ask("/api/card/27", "PUT")).toMatchObject(missing);
    expect(await ask("/api/../../../etc/passwd")).toMatchObject(missing);
    expect(await ask("/api/card/%zz")).toMatchObject(missing);
  });
});

test("a folder that is not there is refused", async () => {
  await expect(startReplay("/no/such/folder")).rejects.toThrow(/no folder of recorded answers/);
});
