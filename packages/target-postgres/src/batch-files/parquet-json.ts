import type { SchemaElement } from "hyparquet";

/** Writes a value of a column as JSON. */
export type ToJson = (value: unknown) => string;

/** A text that is JSON already. */
class JsonText {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }
}

const SECOND_IN_NANOSECONDS = 1_000_000_000n;

const UNITS = { MILLIS: 1_000_000n, MICROS: 1_000n, NANOS: 1n } as const;

/** What the library makes of bytes that it would otherwise round or parse. */
export const exactParsers = {
  timestampFromMilliseconds: (at: bigint) => toTimestamp(BigInt(at) * UNITS.MILLIS),
  timestampFromMicroseconds: (at: bigint) => toTimestamp(BigInt(at) * UNITS.MICROS),
  timestampFromNanoseconds: (at: bigint) => toTimestamp(BigInt(at)),
  dateFromDays: (days: number) => new Date(days * 86_400_000).toISOString().split("T")[0],
  jsonFromBytes: (bytes: Uint8Array) => new JsonText(Buffer.from(bytes).toString()),
};

/**
 * How the values of a column become JSON, to the last digit.
 * https://parquet.apache.org/docs/file-format/types/logicaltypes/
 */
export function chooseToJson(column: SchemaElement): ToJson {
  const { converted_type, logical_type, scale = 0 } = column;
  if (isDecimal(column)) return orNull((value) => toDecimal(value, scale));
  if (logical_type?.type === "TIME") {
    const { unit } = logical_type;
    return orNull((value) => JSON.stringify(toTime(BigInt(value as bigint) * UNITS[unit])));
  }
  if (converted_type === "TIME_MILLIS" || converted_type === "TIME_MICROS") {
    const unit = converted_type === "TIME_MILLIS" ? UNITS.MILLIS : UNITS.MICROS;
    return orNull((value) => JSON.stringify(toTime(BigInt(value as bigint) * unit)));
  }
  return toJson;
}

/** Whether values are digits whose point the schema knows. */
export function isDecimal({ converted_type, logical_type }: SchemaElement): boolean {
  return converted_type === "DECIMAL" || logical_type?.type === "DECIMAL";
}

function orNull(write: ToJson): ToJson {
  return (value) => (value === undefined || value === null ? "null" : write(value));
}

function toJson(value: unknown): string {
  if (value === undefined || value === null) return "null";
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new RangeError(`${value} is no number to JSON; make the tap write null`);
  }
  if (typeof value !== "object") return JSON.stringify(value);
  if (value instanceof JsonText) return value.json;
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("base64"));
  if (ArrayBuffer.isView(value)) return toJson([...(value as unknown as Iterable<unknown>)]);
  if (Array.isArray(value)) return `[${value.map(toJson).join(",")}]`;
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}:${toJson(member)}`,
  );
  return `{${members.join(",")}}`;
}

function toDecimal(value: unknown, scale: number): string {
  const unscaled =
    value instanceof Uint8Array
      ? BigInt.asIntN(8 * value.length, BigInt(`0x${Buffer.from(value).toString("hex") || "0"}`))
      : BigInt(value as number | bigint);
  const sign = unscaled < 0n ? "-" : "";
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  const point = digits.length - scale;
  return `${sign}${digits.slice(0, point)}${scale > 0 ? `.${digits.slice(point)}` : ""}`;
}

function toTimestamp(nanoseconds: bigint): string {
  const rest =
    ((nanoseconds % SECOND_IN_NANOSECONDS) + SECOND_IN_NANOSECONDS) % SECOND_IN_NANOSECONDS;
  const seconds = (nanoseconds - rest) / SECOND_IN_NANOSECONDS;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, -5)}${toFraction(rest)}Z`;
}

function toTime(nanoseconds: bigint): string {
  const seconds = Number(nanoseconds / SECOND_IN_NANOSECONDS);
  const text = new Date(seconds * 1000).toISOString().slice(11, 19);
  return `${text}${toFraction(nanoseconds % SECOND_IN_NANOSECONDS)}`;
}

/** Six digits, or nine where it takes them. */
function toFraction(nanoseconds: bigint): string {
  const digits = nanoseconds.toString().padStart(9, "0");
  return `.${digits.endsWith("000") ? digits.slice(0, 6) : digits}`;
}
