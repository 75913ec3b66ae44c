import { recordLine, schemaLine } from "../../harness/lines.ts";
import { type RecordStep, STREAMS } from "./scenario.ts";

/** What the records of a stream look like at present. */
export interface Shape {
  /** Type of the values: index of {@link WIDTHS}. */
  readonly width: number;
  readonly hasExtra: boolean;
  /** Bytes that fill each record up. */
  readonly padding: number;
}

/** From narrow to wide. */
const WIDTHS = [
  { type: ["integer", "null"], minimum: -100, maximum: 100 },
  { type: ["integer", "null"] },
  { type: ["number", "null"] },
  { type: ["string", "null"] },
];
const TEXT = 3;

const DELETED_AT = "2024-05-06T07:08:09Z";

/** Name of the stream at an index. */
export function nameOf(stream: number): string {
  return STREAMS[stream]?.name ?? "";
}

/** The SCHEMA of the stream at an index. */
export function writeSchema(stream: number, { width, hasExtra, padding }: Shape): string {
  const properties = {
    id: { type: "integer" },
    part: { type: "string" },
    value: WIDTHS[width],
    ...(hasExtra && { extra: WIDTHS[width] }),
    ...(padding > 0 && { padding: { type: "string" } }),
  };
  return schemaLine(nameOf(stream), properties, STREAMS[stream]?.keys);
}

/** A RECORD; version 0 is none. */
export function writeRecord(step: RecordStep, shape: Shape, version: number): string {
  const { stream, id, part, value, extra, isDeleted } = step;
  const { width, hasExtra, padding } = shape;
  const toWire = (number: number | null) =>
    width === TEXT && number !== null ? String(number) : number;
  const record = {
    id,
    part,
    value: toWire(value),
    ...(hasExtra && { extra: toWire(extra) }),
    ...(padding > 0 && { padding: "p".repeat(padding) }),
    ...(isDeleted && { _sdc_deleted_at: DELETED_AT }),
  };
  return recordLine(nameOf(stream), record, version > 0 ? { version } : {});
}
