import { expect, test } from "vitest";
import { get, serve } from "../serve.ts";

type Row = Readonly<Record<string, unknown>>;

test("archived snippets come only by a second call", async () => {
  const server = await serve();

  const inUse: Row[] = (await get(server, "/api/native-query-snippet")).json;
  const archived: Row[] = (await get(server, "/api/native-query-snippet?archived=true")).json;

  expect(inUse.map((row) => row["archived"])).not.toContain(true);
  expect(archived.map(({ name }) => name)).toEqual(["old revenue"]);
});

test("folders decide who sees a snippet, where the licence has folders", async () => {
  const count = async (edition: "oss" | "enterprise"): Promise<number> => {
    const server = await serve({ edition, seed: 3 });
    const headers = { "x-api-key": server.keys.analyst };
    return (await get(server, "/api/native-query-snippet", headers)).json.length;
  };

  expect(await count("oss")).toBe(6);
  expect(await count("enterprise")).toBeLessThan(6);
});

test("template tags of snippets are new", async () => {
  const old = await serve({ version: "0.57" });
  const newest = await serve({ version: "newest" });

  expect((await get(old, "/api/native-query-snippet/1")).json).not.toHaveProperty("template_tags");
  expect((await get(newest, "/api/native-query-snippet/1")).json).toHaveProperty("template_tags");
});
