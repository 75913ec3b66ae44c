import type { JsonSchema } from "@singer-metabase/singer-protocol";
import type { ErrorObject, ValidateFunction } from "ajv";
import { DIVERT, type RecordFacts } from "../errors.ts";
import { createAjv } from "./create-ajv.ts";

/** What is wrong with a record. */
interface Violation extends Pick<RecordFacts, "wayOut" | "value"> {
  readonly column: string | undefined;
  /** Without the value. */
  readonly problem: string;
}

/** The way out where a column may well hold what the schema forbids: not for another type. */
const UNCHECKED = `mend the tap or its SCHEMA, set validate_records to false to load such values all the same, or ${DIVERT}`;

/** Gives the first violation of a record; undefined for a good one. */
export type Validator = (record: unknown) => Violation | undefined;

/**
 * Compiles a stream's schema, once. Nothing is fetched. A keyword that cannot be compiled (a remote
 * reference, a pattern that is none in JavaScript) is left out with a warning.
 */
export function compileValidator(schema: JsonSchema, warn: (message: string) => void): Validator {
  const usable = removeUnusable(schema, warn);
  const validate = compile(usable) ?? compile(removeBrokenProperties(usable, warn));
  if (validate === undefined) {
    warn("the schema cannot be compiled; records are not validated");
    return () => undefined;
  }
  return (record) => {
    if (validate(record)) return undefined;
    const [error] = validate.errors ?? [];
    return error === undefined ? undefined : describeViolation(error);
  };
}

function compile(schema: JsonSchema): ValidateFunction | undefined {
  // Names of schemas are of no use without fetching, and two streams may share one.
  const { $schema, $id, id, ...rest } = schema;
  try {
    return createAjv(schema).compile(rest);
  } catch {
    return undefined;
  }
}

function removeUnusable(schema: JsonSchema, warn: (message: string) => void): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (keyword, value) => {
    if (typeof value !== "string") return value;
    const isUsable =
      keyword === "$ref" ? value.startsWith("#") : keyword !== "pattern" || isPattern(value);
    if (isUsable) return value;
    warn(`${keyword} ${JSON.stringify(value)} in the schema cannot be used and is ignored`);
    return undefined;
  });
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

function removeBrokenProperties(schema: JsonSchema, warn: (message: string) => void): JsonSchema {
  const kept = Object.entries(schema.properties ?? {}).filter(([property, value]) => {
    const isSound = compile({ ...schema, properties: { [property]: value } }) !== undefined;
    if (!isSound) warn(`the schema of property "${property}" cannot be compiled and is ignored`);
    return isSound;
  });
  const { additionalProperties, ...rest } = schema;
  return { ...rest, properties: Object.fromEntries(kept) };
}

function describeViolation({
  instancePath,
  keyword,
  message,
  params,
  data,
}: ErrorObject): Violation {
  const path = instancePath
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  const named: unknown = params["missingProperty"] ?? params["additionalProperty"];
  const column = path[0] ?? (typeof named === "string" ? named : undefined);
  const place = path.length > 1 ? ` at ${instancePath}` : "";
  return {
    column,
    problem: `does not match the schema: ${message ?? "invalid"}${place}`,
    wayOut: keyword === "type" ? undefined : UNCHECKED,
    // Not the whole record, where it lacks something.
    value: path.length > 0 ? JSON.stringify(data) : undefined,
  };
}
