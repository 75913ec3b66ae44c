import { expect, test } from "vitest";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { load, loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

const database = useDatabase();

const string = { type: ["string", "null"] };
const LINES = [
  schemaLine(
    "users",
    {
      id: { type: "integer" },
      name: { type: ["object", "null"], properties: { first: string, last: string } },
      tags: { type: ["array", "null"] },
      deep: {
        type: "object",
        properties: { a: { type: "object", properties: { n: { type: "number" } } } },
      },
    },
    ["id"],
  ),
  recordLine(
    "users",
    '{"id":1,"name":{"first":"Jane","last":null},"tags":[1, 2.50],"deep":{"a":{"n":9007199254740993.10}}}',
  ),
  recordLine("users", { id: 2, name: null, tags: null }),
];

test("nested objects become columns, and text what is deeper", async () => {
  await loadAll(database(), LINES, {
    default_target_schema: "flat",
    flattening_enabled: true,
    flattening_max_depth: 1,
  });

  expect(
    await database().query(
      "SELECT id, name__first, name__last, tags, deep__a FROM flat.users ORDER BY id",
    ),
  ).toEqual([
    {
      id: "1",
      name__first: "Jane",
      name__last: null,
      tags: "[1,2.50]",
      deep__a: '{"n":9007199254740993.10}',
    },
    { id: "2", name__first: null, name__last: null, tags: null, deep__a: null },
  ]);
});

test("the settings of the names are heard, and stream maps come first", async () => {
  await loadAll(database(), LINES, {
    default_target_schema: "named",
    flattening_enabled: true,
    flattening_max_depth: 2,
    flattening_separator: ".",
    stream_maps: { users: { tags: null, full: "name", name: null } },
  });

  expect(
    await database().query(
      'SELECT "full.first", "deep.a.n"::text FROM named.users ORDER BY id LIMIT 1',
    ),
  ).toEqual([{ "full.first": "Jane", "deep.a.n": "9007199254740993.10" }]);
});

test("data_flattening_max_level of pipelinewise's target leaves JSON what is deeper", async () => {
  await loadAll(database(), LINES, {
    default_target_schema: "ppw",
    compatibility: "pipelinewise",
    data_flattening_max_level: 1,
  });

  expect(
    await database().query(
      "SELECT name__first, tags::text, deep__a::text, pg_typeof(tags)::text FROM ppw.users WHERE id = 1",
    ),
  ).toEqual([
    {
      name__first: "Jane",
      tags: "[1, 2.50]",
      deep__a: '{"n": 9007199254740993.10}',
      pg_typeof: "jsonb",
    },
  ]);
});

test("flattening without a depth is refused", async () => {
  const { error } = await load(database(), LINES, { flattening_enabled: true });

  expect(error?.message).toBe(
    'setting "flattening_enabled" needs "flattening_max_depth", the levels of objects to take apart',
  );
});
