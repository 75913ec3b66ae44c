import { isUtf8 } from "node:buffer";
import { MessageError } from "../errors.ts";
import type { JsonSchema } from "../json-schema.ts";
import type { Line } from "../lines/line.ts";
import { describeBrokenJson } from "./describe-broken-json.ts";
import type { Message, RecordMessage } from "./message.ts";

type Fields = Readonly<Record<string, unknown>>;
type Parser = (fields: Fields, line: number) => Message;

/** How each type of message is read. A further type is a further row. */
const parsers: ReadonlyMap<unknown, Parser> = new Map<unknown, Parser>([
  ["RECORD", parseRecord],
  ["SCHEMA", parseSchema],
  ["STATE", parseState],
  ["ACTIVATE_VERSION", parseActivateVersion],
  ["BATCH", parseBatch],
]);

/**
 * Reads one line as a Singer message. Keys that the specification does not know are ignored.
 * Numbers come as JavaScript's: where the last digit matters, read `line.bytes` again.
 *
 * @throws {MessageError} naming the line, and the stream where there is one.
 */
export function parseMessage(line: Line): Message {
  const fields = parseJson(line);
  const { type } = fields;
  // The specification lets the case of the type vary; every tap writes capitals.
  const parse = parsers.get(type) ?? parsers.get(typeof type === "string" && type.toUpperCase());
  if (parse === undefined) throw new MessageError(line.number, describeType(type));
  return parse(fields, line.number);
}

function parseJson({ number, bytes }: Line): Fields {
  if (!isUtf8(bytes)) {
    throw new MessageError(number, "not UTF-8; make the tap write UTF-8 (PYTHONIOENCODING=utf-8)");
  }
  const text = bytes.toString();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The engine's own message quotes the line, and with it the data.
    throw new MessageError(number, describeBrokenJson(text));
  }
  if (!isObject(value)) {
    throw new MessageError(number, "JSON, but not an object, so not a Singer message");
  }
  return value;
}

function describeType(type: unknown): string {
  if (type === undefined) return 'a JSON object without "type", so not a Singer message';
  const known = [...parsers.keys()].join(", ");
  return `unknown message type ${JSON.stringify(type)?.slice(0, 60)}; what can be read are ${known}`;
}

function parseRecord(fields: Fields, line: number): Message {
  const stream = readStream(fields, line);
  const { record } = fields;
  if (!isObject(record)) {
    throw new MessageError(line, 'RECORD without an object "record"', { stream });
  }
  return { type: "RECORD", stream, record, ...readOrigin(fields, "RECORD", line, stream) };
}

function readOrigin(
  { version, time_extracted }: Fields,
  type: string,
  line: number,
  stream: string,
): Pick<RecordMessage, "version" | "time_extracted"> {
  return {
    ...(version != null && { version: readVersion(version, type, line, stream) }),
    ...(typeof time_extracted === "string" && { time_extracted }),
  };
}

function parseSchema(fields: Fields, line: number): Message {
  const stream = readStream(fields, line);
  const { schema, key_properties, bookmark_properties } = fields;
  if (!isObject(schema)) {
    throw new MessageError(line, 'SCHEMA without an object "schema"', { stream });
  }
  const withProperties: JsonSchema = isObject(schema["properties"])
    ? schema
    : { ...schema, properties: {} };
  const keys = key_properties ?? [];
  if (!isNameList(keys)) {
    throw new MessageError(line, '"key_properties" must be a list of names', { stream });
  }
  return {
    type: "SCHEMA",
    stream,
    schema: withProperties,
    key_properties: keys,
    ...(isNameList(bookmark_properties) && { bookmark_properties }),
  };
}

function parseState(fields: Fields, line: number): Message {
  if (fields["value"] === undefined) {
    throw new MessageError(line, 'STATE without "value"');
  }
  return { type: "STATE", value: fields["value"] };
}

function parseActivateVersion(fields: Fields, line: number): Message {
  const stream = readStream(fields, line);
  const version = readVersion(fields["version"], "ACTIVATE_VERSION", line, stream);
  return { type: "ACTIVATE_VERSION", stream, version };
}

function parseBatch(fields: Fields, line: number): Message {
  const stream = readStream(fields, line);
  const { encoding, manifest } = fields;
  if (!isObject(encoding) || typeof encoding["format"] !== "string") {
    throw new MessageError(line, 'BATCH without "encoding" and its "format"', { stream });
  }
  if (!isNameList(manifest)) {
    throw new MessageError(line, 'BATCH needs a "manifest", a list of URLs', { stream });
  }
  const { format, compression } = encoding;
  return {
    type: "BATCH",
    stream,
    encoding: { format, ...(typeof compression === "string" && { compression }) },
    manifest,
    ...readOrigin(fields, "BATCH", line, stream),
  };
}

function readStream(fields: Fields, line: number): string {
  const { stream, type } = fields;
  if (typeof stream !== "string" || stream === "") {
    throw new MessageError(line, `${type} without "stream"`);
  }
  return stream;
}

function readVersion(version: unknown, type: string, line: number, stream: string): number {
  // Nanoseconds exceed 2^53; rounded alike, RECORD and ACTIVATE_VERSION still agree.
  if (!Number.isInteger(version)) {
    throw new MessageError(line, `${type} needs an integer "version"`, { stream });
  }
  return version as number;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNameList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === "string");
}
