import type { SchemaMessage } from "@singer-metabase/singer-protocol";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createBothPaths } from "./both-paths.ts";

const SCHEMA: SchemaMessage = {
  type: "SCHEMA",
  stream: "s",
  schema: { type: "object", properties: { id: { type: "integer" }, text: { type: "string" } } },
  key_properties: ["id"],
};

const FIRST = `{"type":"RECORD","stream":"s","record":{"id":0,"text":""}}`;

/** What stands around the records of neighbouring lines, mostly the same. */
const SURROUNDINGS = fc.oneof(
  { weight: 6, arbitrary: fc.constant(["", ""] as const) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom("2024-01-01T00:00:00Z", "2024-12-31T23:59:59Z", "2024-13-01T00:00:00Z", "soon")
      .map((time) => ["", `,"time_extracted":"${time}"`] as const),
  },
  {
    weight: 3,
    arbitrary: fc
      .integer({ min: 1, max: 2 })
      .map((version) => ["", `,"version":${version}`] as const),
  },
  { weight: 1, arbitrary: fc.constant([`"version":3,`, ""] as const) },
  { weight: 1, arbitrary: fc.constant([`"time_extracted":"2023-01-01T00:00:00Z",`, ""] as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ["", `,"time_extracted":"2024-01-01T00:00\\"00Z"`] as const,
      ["", `,"time_extracted":"2024-01-01T00:00"x00Z"`] as const,
    ),
  },
);

/** Bytes of texts: most rows are small, some longer than a chunk. */
const LENGTHS = fc.oneof(
  { weight: 40, arbitrary: fc.integer({ min: 0, max: 300 }) },
  { weight: 1, arbitrary: fc.integer({ min: 60_000, max: 140_000 }) },
);

const LINES = fc.array(
  fc.record({
    stream: fc.constantFrom("s", "s", "t"),
    id: fc.integer({ min: 0, max: 400 }),
    length: LENGTHS,
    around: SURROUNDINGS,
  }),
  { minLength: 1, maxLength: 400 },
);

test("rows that lines leave where they were written are those of each line by itself", async () => {
  await fc.assert(
    fc.property(LINES, fc.array(fc.nat(400), { maxLength: 8 }), (lines, loadAfter) => {
      const texts = lines.map(
        ({ stream, id, length, around: [before, after] }) =>
          `{"type":"RECORD","stream":"${stream}",${before}"record":{"id":${id},"text":"${"x".repeat(length)}"}${after}}`,
      );
      const alone = texts.map((text) => createBothPaths(SCHEMA, FIRST).fastTogether([text], [])[0]);
      const together = createBothPaths(SCHEMA, FIRST).fastTogether(texts, loadAfter);

      expect(together.map((row) => row?.toString("hex"))).toEqual(
        alone.map((row) => row?.toString("hex")),
      );
    }),
    { numRuns: 50 },
  );
});
