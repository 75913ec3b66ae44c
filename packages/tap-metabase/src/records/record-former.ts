import type { JsonSchema } from "@singer-metabase/singer-protocol";
import { KeyTypeError } from "../errors.ts";
import { withZone } from "./instant.ts";
import { matchesSchema } from "./matches-schema.ts";
import { EXTRA, type RecordSchema } from "./properties.ts";
import type { ServerObject } from "./server-object.ts";
import { isCallerDependent } from "./withheld-names.ts";
import { type Withheld, withhold } from "./withhold.ts";

/** What decides the form of a stream's records. */
export interface RecordForm {
  readonly name: string;
  readonly schema: RecordSchema;
  readonly keyProperties: readonly string[];
  /** Never leaves: capability URLs, embedded copies of other streams' objects, personal data. */
  readonly withheld?: Withheld;
  /**
   * True for rows of the connected databases that somebody chose: their columns may be named like
   * secrets and come all the same. @default false
   */
  readonly isChosenData?: boolean;
}

/** A record that its stream's schema accepts. */
interface FormedRecord {
  readonly record: Record<string, unknown>;
  /** The properties whose value did not fit. */
  readonly misfits: readonly string[];
  /** The undeclared fields that the server sent, of a stream that keeps them. */
  readonly unknown: readonly string[];
}

/** Makes a record of what a server sent. */
export type FormRecord = (sent: ServerObject) => FormedRecord;

/**
 * Prepares a stream's records. Each has every declared property, null where the server sent none;
 * undeclared fields stand in `_extra`; a value of another type stands in `_extra` too, with the
 * property null, so that no record is one that its own SCHEMA rejects.
 *
 * The function it returns throws {@link KeyTypeError} when a key is missing or of another type.
 */
export function createRecordFormer(form: RecordForm): FormRecord {
  const { schema, keyProperties } = form;
  const isOpen = Object.hasOwn(schema.properties, EXTRA);
  const declared = Object.entries(schema.properties)
    .filter(([name]) => name !== EXTRA)
    .map(([name, property]) => ({ name, property, isKey: keyProperties.includes(name) }));

  return (sent) => {
    const object = form.isChosenData ? sent : (withhold(sent, form.withheld) as ServerObject);
    const record: Record<string, unknown> = {};
    const extra: Record<string, unknown> = {};
    const misfits: string[] = [];
    for (const { name, property, isKey } of declared) {
      const value = normalize(object[name], property);
      const fits = value !== undefined && matchesSchema(value, property);
      if (isKey && !fits) throw new KeyTypeError(form.name, name, value);
      record[name] = fits ? value : null;
      if (fits || value === undefined) continue;
      misfits.push(name);
      extra[name] = value;
    }
    if (!isOpen) return { record, misfits, unknown: [] };
    const unknown = Object.keys(object).filter(
      (name) => !Object.hasOwn(schema.properties, name) && !isCallerDependent(name),
    );
    for (const name of unknown) extra[name] = object[name];
    record[EXTRA] = Object.keys(extra).length === 0 ? null : extra;
    return { record, misfits, unknown };
  };
}

function normalize(value: unknown, schema: JsonSchema): unknown {
  // Metabase on MySQL has sent 0 and 1 for some computed flags.
  if ((value === 0 || value === 1) && schema.type?.includes("boolean")) return value === 1;
  return schema.format === "date-time" && typeof value === "string" ? withZone(value) : value;
}
