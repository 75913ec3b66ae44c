/** A SCHEMA line. */
export function schemaLine(
  stream: string,
  properties: Readonly<Record<string, unknown>>,
  keys: readonly string[] = [],
): string {
  return JSON.stringify({
    type: "SCHEMA",
    stream,
    schema: { type: "object", properties },
    key_properties: keys,
  });
}

/** A RECORD line. Text stands in the line as it is, for what JSON.stringify could not write. */
export function recordLine(
  stream: string,
  record: Readonly<Record<string, unknown>> | string,
  more: Readonly<Record<string, unknown>> = {},
): string {
  const json = typeof record === "string" ? record : JSON.stringify(record);
  const rest = JSON.stringify(more).slice(1, -1);
  return `{"type":"RECORD","stream":${JSON.stringify(stream)},"record":${json}${rest && `,${rest}`}}`;
}

/** A STATE line. */
export function stateLine(value: unknown): string {
  return JSON.stringify({ type: "STATE", value });
}

/** An ACTIVATE_VERSION line. */
export function activateLine(stream: string, version: number): string {
  return JSON.stringify({ type: "ACTIVATE_VERSION", stream, version });
}

/** A BATCH line. */
export function batchLine(
  stream: string,
  manifest: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): string {
  return JSON.stringify({
    type: "BATCH",
    stream,
    encoding: { format: "jsonl", compression: "none" },
    manifest,
    ...more,
  });
}
