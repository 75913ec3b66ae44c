import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine, stateLine } from "../harness/lines.ts";
import { loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";
import { CUSTOMERS, JANE, JOHN } from "./customers.ts";

const database = useDatabase();

const string = { type: ["string", "null"] };
const integer = { type: ["integer", "null"] };

const read = (sql: string): Promise<readonly Record<string, unknown>[]> => database().query(sql);

test("a stream is renamed, copied, filtered and left out, with its deletions and states", async () => {
  const items = schemaLine("items", { id: integer, kind: string }, ["id"]);
  const versioned = (id: number, kind: string, version: number) =>
    recordLine("items", { id, kind }, { version });

  const { states } = await loadAll(
    database(),
    [
      items,
      schemaLine("secrets", { id: integer }, ["id"]),
      versioned(1, "a", 1),
      versioned(2, "b", 1),
      activateLine("items", 1),
      recordLine("secrets", { id: 1 }),
      activateLine("secrets", 1),
      versioned(2, "b", 2),
      activateLine("items", 2),
      stateLine({ done: true }),
    ],
    {
      default_target_schema: "split",
      hard_delete: true,
      stream_maps: {
        items: { __alias__: "__stream_name__ + '_all'" },
        items_b: { __source__: "items", __filter__: "kind == 'b'" },
        secrets: "__NULL__",
      },
    },
  );

  expect(await read("SELECT id, kind FROM split.items_all")).toEqual([{ id: "2", kind: "b" }]);
  expect(await read("SELECT id, kind FROM split.items_b")).toEqual([{ id: "2", kind: "b" }]);
  const tables = await read(
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'split' AND table_name NOT LIKE '\\_%' ORDER BY 1",
  );
  expect(tables.map(({ table_name }) => table_name)).toEqual(["items_all", "items_b"]);
  expect(states.at(-1)).toBe('{"done":true}');
});

test("streams that no entry names can be left out", async () => {
  await loadAll(
    database(),
    [CUSTOMERS, JANE, schemaLine("other", { id: integer }), recordLine("other", { id: 1 })],
    { default_target_schema: "kept", stream_maps: { customers: {}, __else__: null } },
  );

  expect(await read("SELECT to_regclass('kept.other') AS table")).toEqual([{ table: null }]);
  expect(await read("SELECT customer_id FROM kept.customers")).toEqual([{ customer_id: "1" }]);
});

test("the key is replaced", async () => {
  await loadAll(database(), [CUSTOMERS, JANE, JOHN], {
    default_target_schema: "keys",
    stream_maps: {
      customers: {
        customer_id: null,
        customer_id_hashed: "md5(str(customer_id))",
        __key_properties__: ["customer_id_hashed"],
      },
    },
  });

  const keys = await read(
    "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) WHERE i.indrelid = 'keys.customers'::regclass AND i.indisprimary",
  );
  expect(keys).toEqual([{ attname: "customer_id_hashed" }]);
  expect(await read("SELECT customer_id_hashed FROM keys.customers ORDER BY full_name")).toEqual([
    { customer_id_hashed: "c4ca4238a0b923820dcc509a6f75849b" },
    { customer_id_hashed: "c81e728d9d4c2f636f067f89cc14862c" },
  ]);
});

test("a stream beside a mapped one is loaded as ever", async () => {
  await loadAll(
    database(),
    [
      CUSTOMERS,
      schemaLine("plain", { id: integer }, ["id"]),
      JANE,
      ...Array.from({ length: 50 }, (_, id) => recordLine("plain", { id })),
      JOHN,
    ],
    { default_target_schema: "beside", stream_maps: { customers: { n: "'mapped'" } } },
  );

  expect(await read("SELECT count(*)::int FROM beside.plain")).toEqual([{ count: 50 }]);
  expect(await read("SELECT n FROM beside.customers")).toEqual([{ n: "mapped" }, { n: "mapped" }]);
});
