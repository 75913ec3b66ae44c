import fc from "fast-check";
import { expect, test } from "vitest";
import { loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";
import { KINDS, text } from "./kinds.ts";
import { isSameValue } from "./same-value.ts";

const database = useDatabase();

/** How often a random stream is loaded. A first value costs about as much as three more. */
const RUNS = 30;

const name = fc.oneof(
  { weight: 4, arbitrary: text },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: "grapheme", minLength: 20, maxLength: 80 })
      .map((long) => long.replaceAll("\0", "")),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("__proto__", "constructor", "id", "Id", "ID", "ctid", "v__text", ""),
  },
);

/** Properties of one stream, by name. */
const names = fc
  .uniqueArray(name, { minLength: 1, maxLength: 6 })
  .map((all) => all.filter((each) => each !== "key"));

const kind = fc.integer({ min: 0, max: KINDS.length - 1 });

const KEYS = fc.integer({ min: 1, max: 6 });

/** One value as JSON, sometimes null, sometimes missing. */
const member = (index: number): fc.Arbitrary<string | undefined> =>
  fc.oneof(
    { weight: 6, arbitrary: KINDS[index]?.json ?? fc.constant("null") },
    { weight: 1, arbitrary: fc.constant("null") },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );

interface Message {
  readonly kinds: readonly number[];
  readonly records: readonly {
    readonly key: number;
    readonly members: readonly (string | undefined)[];
  }[];
}

/** A SCHEMA with kinds for so many properties, and its records. */
const message = (count: number): fc.Arbitrary<Message> =>
  fc.array(kind, { minLength: count, maxLength: count }).chain((kinds) =>
    fc.record({
      kinds: fc.constant(kinds),
      records: fc.array(fc.record({ key: KEYS, members: fc.tuple(...kinds.map(member)) }), {
        maxLength: 8,
      }),
    }),
  );

const stream = names.chain((properties) =>
  fc.record({
    properties: fc.constant(properties),
    // Each is a run of its own when the number is odd; then the types change between runs, not inside one.
    messages: fc.array(message(properties.length), { minLength: 1, maxLength: 3 }),
    isOneRun: fc.boolean(),
    settings: fc.record({
      fast_path: fc.boolean(),
      column_name_style: fc.constantFrom("verbatim", "lower", "snake"),
      on_type_change: fc.constantFrom("widen", "widen", "variant"),
      timestamp_type: fc.constantFrom("timestamp", "timestamptz"),
      validate_records: fc.boolean(),
    }),
  }),
);

function toLines(properties: readonly string[], { kinds, records }: Message): string[] {
  const rules = properties.map(
    (property, index) =>
      `${JSON.stringify(property)}:${JSON.stringify(KINDS[kinds[index] ?? 0]?.schema)}`,
  );
  const schema = `{"properties":{${['"key":{"type":"integer"}', ...rules].join(",")}}}`;
  return [
    `{"type":"SCHEMA","stream":"s","schema":${schema},"key_properties":["key"]}`,
    ...records.map(({ key, members }) => {
      const values = properties.flatMap((property, index) => {
        const json = members[index];
        return json === undefined ? [] : [`${JSON.stringify(property)}:${json}`];
      });
      return `{"type":"RECORD","stream":"s","record":{${[`"key":${key}`, ...values].join(",")}}}`;
    }),
  ];
}

interface Column {
  readonly identifier: string;
  readonly sql: string;
  readonly property: string;
}

async function readColumns(schema: string): Promise<readonly Column[]> {
  const rows = await database().query(
    `select attname as identifier, format_type(atttypid, atttypmod) as sql, col_description(attrelid, attnum) as comment
     from pg_attribute where attrelid = '${schema}.s'::regclass and attnum > 0`,
  );
  return rows.map(({ identifier, sql, comment }) => ({
    identifier: String(identifier),
    sql: String(sql),
    property: comment === null ? String(identifier) : JSON.parse(String(comment)),
  }));
}

/** What to_jsonb makes of one column, by key. */
async function readColumn(
  schema: string,
  { identifier }: Column,
): Promise<Map<number, string | null>> {
  const quoted = `"${identifier.replaceAll('"', '""')}"`;
  const rows = await database().query(
    `set timezone = 'UTC'; select key::int as key, to_jsonb(${quoted})::text as json from ${schema}.s`,
  );
  return new Map(rows.map(({ key, json }) => [Number(key), json as string | null]));
}

let runs = 0;

test("random streams, whose types change, are read back as they were sent", async () => {
  await fc.assert(
    fc.asyncProperty(stream, async ({ properties, messages, isOneRun, settings }) => {
      runs += 1;
      const default_target_schema = `random_${runs}`;
      const inputs = messages.map((each) => toLines(properties, each));
      for (const lines of isOneRun ? [inputs.flat()] : inputs) {
        await loadAll(database(), lines, { default_target_schema, ...settings });
      }

      const columns = await readColumns(default_target_schema);
      const sent = new Map(
        messages.flatMap(({ records }) =>
          records.map((record) => [record.key, record.members] as const),
        ),
      );
      for (const [index, property] of properties.entries()) {
        const own = columns.filter((column) => column.property === property);
        const values = await Promise.all(
          own.map((column) => readColumn(default_target_schema, column)),
        );
        for (const [key, members] of sent) {
          const found = own.flatMap(({ sql }, at) => {
            const read = values[at]?.get(key);
            return typeof read === "string" ? [{ read, sql }] : [];
          });
          const { read = null, sql = "" } = found[0] ?? {};
          expect(found.length).toBeLessThanOrEqual(1);
          const json = members[index] ?? "null";
          expect({ property, sql, read, isSame: isSameValue(json, read, sql), json }).toMatchObject(
            { isSame: true },
          );
        }
        expect([...(values[0]?.keys() ?? [])].toSorted()).toEqual([...sent.keys()].toSorted());
      }
    }),
    { numRuns: RUNS },
  );
});
