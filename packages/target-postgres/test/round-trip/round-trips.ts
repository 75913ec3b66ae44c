import { beforeAll, describe, expect, test } from "vitest";
import { recordLine, schemaLine } from "../harness/lines.ts";
import { loadAll, type TestSettings } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";

/** A property's schema, its value as JSON in the line, its column's type, the value as PostgreSQL prints it. */
export type RoundTrip = readonly [schema: unknown, json: string, type: string, text: string | null];

/** Tests that values are read back as they were sent, with the fast path and without it. */
export function testRoundTrips(values: readonly RoundTrip[], settings: TestSettings = {}): void {
  const database = useDatabase();
  const numbered = values.map((value, index) => [...value, `value_${index}`] as const);

  describe.each([true, false])("with fast_path %s", (fast_path) => {
    const schema = `fast_path_${fast_path}`;

    beforeAll(() =>
      loadAll(
        database(),
        numbered.flatMap(([rules, json, , , stream]) => [
          schemaLine(stream, { v: rules }),
          // The first record of a stream never takes the fast path.
          recordLine(stream, `{"v": ${json}}`),
          recordLine(stream, `{"v": ${json}}`),
        ]),
        { default_target_schema: schema, fast_path, ...settings },
      ),
    );

    test.each(numbered)("%j: %s is a %s that reads %j", async (_, __, type, text, stream) => {
      const rows = await database().query(
        `select v::text as text, format_type(atttypid, atttypmod) as type from ${schema}.${stream}, pg_attribute
         where attrelid = '${schema}.${stream}'::regclass and attname = 'v'`,
      );

      expect(rows).toEqual([
        { text, type },
        { text, type },
      ]);
    });
  });
}
