import type { JsonSchema } from "@singer-metabase/singer-protocol";
import { KeyTypeError } from "../errors.ts";
import { matchesSchema } from "./matches-schema.ts";
import { EXTRA, type RecordSchema } from "./properties.ts";
import { isCallerDependent } from "./withheld-names.ts";
import { type FieldPath, withhold } from "./withhold.ts";

/** Any JSON object that a Metabase server sent. */
export type ServerObject = Readonly<Record<string, unknown>>;

/** What decides the form of a stream's records. */
export interface RecordForm {
  readonly name: string;
  readonly schema: RecordSchema;
  readonly keyProperties: readonly string[];
  /** Paths that never leave: capability URLs, embedded copies, personal data. */
  readonly withheld?: readonly FieldPath[];
}

/** A record that its stream's schema accepts, and the properties whose value did not fit. */
export interface ConformedRecord {
  readonly record: Record<string, unknown>;
  readonly misfits: readonly string[];
}

/**
 * Makes a server's object into a record of its stream's schema: every declared property, null
 * where the server sent none; undeclared fields in `_extra`; a value of another type in `_extra`
 * too, with the property null, so that the record is never one that its own SCHEMA rejects.
 *
 * @throws {KeyTypeError} when a key property is missing or of another type
 */
export function conformRecord(sent: ServerObject, form: RecordForm): ConformedRecord {
  const { properties } = form.schema;
  const object = withhold(sent, form.withheld) as ServerObject;
  const record: Record<string, unknown> = {};
  const extra: Record<string, unknown> = {};
  const misfits: string[] = [];
  for (const [name, schema] of Object.entries(properties)) {
    if (name === EXTRA) continue;
    const value = Object.hasOwn(object, name) ? normalize(object[name], schema) : undefined;
    const fits = value !== undefined && matchesSchema(value, schema);
    if (!fits && form.keyProperties.includes(name)) throw new KeyTypeError(form.name, name, value);
    record[name] = fits ? value : null;
    if (fits || value === undefined) continue;
    misfits.push(name);
    extra[name] = value;
  }
  if (!Object.hasOwn(properties, EXTRA)) return { record, misfits };
  for (const [name, value] of Object.entries(object)) {
    if (!Object.hasOwn(properties, name) && !isCallerDependent(name)) extra[name] = value;
  }
  record[EXTRA] = Object.keys(extra).length === 0 ? null : extra;
  return { record, misfits };
}

function normalize(value: unknown, schema: JsonSchema): unknown {
  // Metabase on MySQL has sent 0 and 1 for some computed flags.
  if ((value === 0 || value === 1) && isFlag(schema)) return value === 1;
  // Some versions leave the zone out; the application database keeps UTC.
  if (schema.format === "date-time" && typeof value === "string" && ZONELESS.test(value)) {
    return `${value}Z`;
  }
  return value;
}

const ZONELESS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

function isFlag(schema: JsonSchema): boolean {
  const types = [schema.type ?? []].flat();
  return types.includes("boolean") && !types.includes("integer") && !types.includes("number");
}
