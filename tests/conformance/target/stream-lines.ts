import { type Members, recordLine, schemaLine } from "../../harness/singer-lines.ts";

export const id = { type: "integer" };
export const string = { type: ["string", "null"] };
export const dateTime = { type: ["string", "null"], format: "date-time" };
/** An integer that a smallint holds. */
export const small = { type: "integer", minimum: 0, maximum: 9 };

/** What all lines of a stream have in common. */
export interface StreamFacts {
  /** @default ["id"] */
  readonly keys?: readonly string[];
  /** Version of the records; without it they have none. */
  readonly version?: number;
}

/** A stream's SCHEMA, which has an integer `id` beside its properties, and its records. */
export function streamLines(
  stream: string,
  properties: Members,
  records: readonly Members[],
  { keys = ["id"], version }: StreamFacts = {},
): string[] {
  return [
    schemaLine(stream, { id, ...properties }, keys),
    ...records.map((record) => recordLine(stream, record, { version })),
  ];
}
