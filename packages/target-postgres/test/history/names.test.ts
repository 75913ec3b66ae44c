import { expect, test } from "vitest";
import { activateLine, recordLine, schemaLine } from "../harness/lines.ts";
import { loadAll } from "../harness/load.ts";
import { useDatabase } from "../harness/use-database.ts";
import { HARD } from "./versions.ts";

const database = useDatabase();

/** What statements call their own tables, columns and queries. */
const NAMES = [
  ...["place", "ending", "key", "first", "last", "reach", "whole", "ranges", "newer", "number"],
  ...[
    "name",
    "class",
    "rows",
    "replaced",
    "known",
    "events",
    "seen",
    "gaps",
    "bool",
    "int8",
    "ctid",
  ],
  ...["t", "s", "h", "f", "o", "r", "v", "w", "m", "g", "public", "_sdc_stage", "_sdc_versions"],
];

test.each([1, 2])(
  "no column of a stream is taken for one of a statement's own (%s)",
  async (size) => {
    const stream = `clashing_${size}`;
    const keys = ["key", "first"].slice(0, size);
    const properties = Object.fromEntries(NAMES.map((name) => [name, { type: "integer" }]));
    const row = (key: number, value: number, version: number): string => {
      const values = Object.fromEntries(NAMES.map((name) => [name, value]));
      return recordLine(stream, { ...values, key, first: 1 }, { version });
    };
    const run = (version: number, ...records: readonly string[]) =>
      loadAll(
        database(),
        [schemaLine(stream, properties, keys), ...records, activateLine(stream, version)],
        HARD,
      );
    await run(1, row(1, 1, 1), row(2, 1, 1), row(3, 1, 1));

    await run(2, row(1, 1, 2), row(2, 2, 2), row(2, 3, 2));

    const values = (more: string) =>
      database().query(`select key::int, place::int from t.${stream}${more}`);
    expect(await values(" order by key")).toEqual([
      { key: 1, place: 1 },
      { key: 2, place: 3 },
    ]);
    expect(await values("_history order by key, valid_from, valid_to")).toEqual([
      { key: 1, place: 1 },
      { key: 2, place: 1 },
      { key: 2, place: 2 },
      { key: 2, place: 3 },
      { key: 3, place: 1 },
    ]);
  },
);
