/** A record, a property's schema, or a message's further members. */
export type Members = Readonly<Record<string, unknown>>;

/** A SCHEMA line. */
export function schemaLine(
  stream: string,
  properties: Members,
  keys: readonly string[] = ["id"],
): string {
  const schema = { type: "object", properties };
  return JSON.stringify({ type: "SCHEMA", stream, schema, key_properties: keys });
}

/** A RECORD line. A text stands in the line as it is, for what JSON.stringify cannot write. */
export function recordLine(stream: string, record: Members | string, more: Members = {}): string {
  const json = typeof record === "string" ? record : JSON.stringify(record);
  const rest = JSON.stringify({ type: "RECORD", stream, ...more }).slice(0, -1);
  return `${rest},"record":${json}}`;
}

/** An ACTIVATE_VERSION line. */
export function activateLine(stream: string, version: number): string {
  return JSON.stringify({ type: "ACTIVATE_VERSION", stream, version });
}

/** A STATE line. */
export function stateLine(value: unknown): string {
  return JSON.stringify({ type: "STATE", value });
}
