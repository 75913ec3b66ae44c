import type { JsonSchema } from "@singer-metabase/singer-protocol";
import { compileValidator } from "../records/compile-validator.ts";
import type { ColumnDefinition } from "../sql/table-definition.ts";
import { isObject, type PropertyRules, readRules } from "./property-rules.ts";
import { type ColumnLimits, findStorage, type Storage, type StoredType } from "./storage.ts";
import { findWriters, type ValueWriters } from "./value-writers.ts";
import type { FastElement } from "./write-value.ts";

/** What may be in a column or, for an array, in its elements. */
export interface FastValue
  extends Omit<PropertyRules, "isPlain">,
    Omit<ColumnLimits, "maxCharacters"> {
  readonly writers: ValueWriters;
}

/** How the fast path writes a property. */
export interface FastColumn extends FastValue {
  /** The property's name with its quotes, as it stands in most lines. */
  readonly name: Buffer;
  readonly storage: Storage;
  /** Place in the key, or -1. */
  readonly keyIndex: number;
  readonly isRequired: boolean;
  /** The elements of an SQL array; undefined for all other columns. */
  readonly element: FastElement | undefined;
  /** Judges a value by what its schema says beyond the above; undefined where it says no more. */
  readonly accepts: ((value: unknown) => boolean) | undefined;
}

/** What a column needs beside its definition. */
export interface ColumnFacts {
  /** The stream's schema; undefined when records are not validated. */
  readonly schema: JsonSchema | undefined;
  /** Identifiers of the key's columns. */
  readonly keys: readonly string[];
}

/** Plans a column; undefined for one whose type the fast path cannot write. */
export function planColumn(
  { property, identifier, sql, contentEncoding }: ColumnDefinition,
  { schema, keys }: ColumnFacts,
): FastColumn | undefined {
  const isList = sql.endsWith("[]");
  const type = findStorage(isList ? sql.slice(0, -2) : sql, contentEncoding);
  if (type === undefined) return undefined;
  const rules = schema?.properties?.[property];
  const own = readRules(rules, isList ? "list" : type.storage);
  const items = readRules(isObject(rules) ? rules["items"] : undefined, type.storage);
  const isPlain = own.isPlain && (!isList || items.isPlain);
  const writers = findWriters(type.storage);
  const { maxWhole, maxFraction } = type;
  // Written out, not spread: objects of one shape are what makes the scanner fast.
  return {
    types: own.types,
    minimum: own.minimum,
    maximum: own.maximum,
    // A text of so many bytes has no more characters.
    maxBytes: Math.min(own.maxBytes, type.maxCharacters),
    maxWhole,
    maxFraction,
    writers,
    storage: type.storage,
    name: Buffer.from(JSON.stringify(property)),
    keyIndex: keys.indexOf(identifier),
    isRequired: isListed(schema?.required, property),
    element: isList ? toElement(items, writers, type) : undefined,
    accepts: schema === undefined || isPlain ? undefined : compileProperty(schema, property),
  };
}

function toElement(
  rules: PropertyRules,
  writers: ValueWriters,
  { oid, maxCharacters, maxWhole, maxFraction }: StoredType & ColumnLimits,
): FastElement {
  const { types, minimum, maximum } = rules;
  const maxBytes = Math.min(rules.maxBytes, maxCharacters);
  return { types, minimum, maximum, maxBytes, maxWhole, maxFraction, writers, oid };
}

function isListed(names: unknown, name: string): boolean {
  return Array.isArray(names) && names.includes(name);
}

function compileProperty(schema: JsonSchema, property: string): (value: unknown) => boolean {
  const { required, additionalProperties, ...rest } = schema;
  const properties = { [property]: schema.properties?.[property] as JsonSchema };
  const validate = compileValidator({ ...rest, properties }, () => {});
  return (value) => validate({ [property]: value }) === undefined;
}
