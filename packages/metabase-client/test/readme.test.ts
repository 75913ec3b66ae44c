import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { unviewedQuestions } from "../examples/unviewed-questions.ts";
import { connect } from "./connect.ts";
import { serveMetabase } from "./serve.ts";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");

test("the README shows the example that is run here", async () => {
  const [, shown] = /```ts\n(.*?)```/s.exec(await read("../README.md")) ?? [];

  expect(shown).toBe(await read("../examples/unviewed-questions.ts"));
});

test("the README's example finds the questions that nobody has opened", async () => {
  const server = await serveMetabase();
  const client = connect({ baseUrl: server.url, authentication: { apiKey: server.keys.admin } });
  const cards = (await client.getArray("/api/card")) as { name: string; view_count: number }[];

  const names = await unviewedQuestions(server.url, server.keys.admin);

  expect(names).not.toHaveLength(0);
  expect(names).toEqual(
    cards
      .filter((card) => card.view_count === 0)
      .map(({ name }) => name)
      .sort(),
  );
});
