import { expect, test } from "vitest";
import { recordLine, schemaLine } from "./harness/lines.ts";
import { load, type TestSettings } from "./harness/load.ts";
import { useDatabase } from "./harness/use-database.ts";

const database = useDatabase();

const id = { type: "integer" };
const lines = ["shop-orders", "users"].flatMap((stream) => [
  schemaLine(stream, { id }, ["id"]),
  recordLine(stream, { id: 1 }),
]);

/** The warnings of a run about names that nothing answers to. */
async function warnings(settings: TestSettings, input = lines): Promise<string[]> {
  const { error, log } = await load(database(), input, settings);
  expect(error).toBeUndefined();
  return log.split("\n").flatMap((line) => /setting "\S+" names .*/.exec(line)?.[0] ?? []);
}

test.each<[TestSettings, string]>([
  [
    { stream_maps: { user: null } },
    'setting "stream_maps" names "user", but no such stream came; did you mean "users"?',
  ],
  [
    { stream_maps: { people: { __source__: "usres" } } },
    'setting "stream_maps" names "usres", but no such stream came; did you mean "users"?',
  ],
  [
    { stream_maps: { "cust*": { __alias__: "x" } } },
    'setting "stream_maps" names "cust*", but no such stream came',
  ],
  [
    { history: ["users", "shop-ordres"] },
    'setting "history" names "shop-ordres", but no such stream came; did you mean "shop-orders"?',
  ],
  [
    { table_options: { "*": {}, Users: { unlogged: true } } },
    'setting "table_options" names "Users", but no such stream came; did you mean "users"?',
  ],
  [
    { schema_mapping: { shopp: { target_schema: "elsewhere" } } },
    'setting "schema_mapping" names "shopp", but no such stream or schema came; did you mean "shop"?',
  ],
  [
    { schema_mapping: { shop: { target_schema: "u", indices: { order: ["id"] } } } },
    'setting "schema_mapping.shop.indices" names "order", but no such table came; did you mean "orders"?',
  ],
])("a name in %j that nothing answers to is warned of at the end", async (settings, warning) => {
  expect(await warnings(settings)).toEqual([warning]);
});

test("names that something answers to are not warned of, whatever they match by", async () => {
  const settings = {
    stream_maps: {
      "us?rs": { __alias__: "people" },
      copy: { __source__: "users" },
      __else__: null,
    },
    history: ["people", "copy"],
    table_options: { people: {}, "*": {} },
    schema_mapping: { people: { target_schema: "v", indices: { People: ["id"] } } },
  };

  expect(await warnings(settings)).toEqual([]);
});

test("an input without any stream says nothing of names", async () => {
  expect(await warnings({ history: ["users"] }, [])).toEqual([]);
});
