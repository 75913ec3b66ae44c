import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createScene, type Scene } from "../harness/create-scene.ts";
import { root } from "../harness/root.ts";

const VIEWS = ["effective_table_permissions", "unviewed_content", "field_usage"];

const sql = (name: string): string => readFileSync(join(root, "sql", name), "utf8");

/** The example in `sql/README.md` under a heading, about another table or field. */
function example(heading: string, id?: number): string {
  const [, query = ""] =
    new RegExp(`## ${heading}\n.*?\`\`\`sql\n(.*?)\`\`\``, "s").exec(sql("README.md")) ?? [];
  return id === undefined ? query : query.replace(/_id = \d+/, `_id = ${id}`);
}

/** Asks in the schema that the pipe loads into. */
function ask(scene: Scene, query: string): Promise<Record<string, unknown>[]> {
  return scene.database.query(`set search_path to metabase; ${query}`);
}

async function get<Answer>({ metabase }: Scene, path: string, key: string): Promise<Answer> {
  const response = await fetch(`${metabase.url}${path}`, { headers: { "x-api-key": key } });
  return (await response.json()) as Answer;
}

const idsOf = (rows: readonly { readonly id?: unknown }[]): number[] =>
  rows.map(({ id }) => Number(id)).sort((a, b) => a - b);

test("the views answer who queries a table, what uses a field, and what nobody views", async () => {
  const scene = await createScene({ edition: "enterprise" });
  await scene.run();
  for (const view of VIEWS) await ask(scene, sql(`${view}.sql`));

  // The server itself lists to a key the tables that it may query.
  const { keys } = scene.metabase;
  const listed = await get<{ id: number }[]>(
    scene,
    "/api/table?include-transform-targets=true",
    keys.analyst,
  );
  const mayQuery = await ask(
    scene,
    `select p.table_id as id from effective_table_permissions p
     join api_keys k on k.id = p.api_key_id
     where p.permission = 'create-queries' and k.name = 'Dashboards on the wall'`,
  );
  expect(listed.length).toBeGreaterThan(0);
  expect(idsOf(mayQuery)).toEqual(idsOf(listed));

  const askers = await ask(
    scene,
    example("Who may query a table, and through which group", listed[0]?.id),
  );
  expect(askers).toContainEqual(expect.objectContaining({ through_group: "Analysts" }));
  expect(askers).toContainEqual(expect.objectContaining({ through_group: "Administrators" }));

  const [native] = await ask(
    scene,
    `select field_id, card_id from card_sources
     where found_by = 'sql' and kind = 'field' and field_id is not null order by 2, 1 limit 1`,
  );
  const users = await ask(
    scene,
    example("Which questions use a field", Number(native?.["field_id"])),
  );
  expect(users).toContainEqual(
    expect.objectContaining({ id: native?.["card_id"], found_by: "sql", through_card_id: null }),
  );
  const [indirect] = await ask(
    scene,
    "select count(*)::int as n from field_usage where through_card_id is not null",
  );
  expect(indirect?.["n"]).toBeGreaterThan(0);

  const cards = await get<{ id: number; last_used_at: string }[]>(scene, "/api/card", keys.admin);
  const longAgo = Date.now() - 90 * 24 * 60 * 60 * 1000;
  const unused = cards.filter(({ last_used_at }) => Date.parse(last_used_at) < longAgo);
  const unviewed = await ask(scene, example("What nobody viewed for 90 days"));
  expect(unused.length).toBeGreaterThan(0);
  expect(idsOf(unviewed.filter(({ kind }) => kind === "card"))).toEqual(idsOf(unused));
  expect(unviewed.some(({ kind }) => kind === "dashboard")).toBe(true);
});
