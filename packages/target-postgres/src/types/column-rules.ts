import type { JsonSchema } from "@singer-metabase/singer-protocol";
import type { ContentEncoding } from "./column-type.ts";
import { ANYTHING, expandSchema, type SchemaAlternative } from "./expand-schema.ts";
import { uniteTypes } from "./unite-types.ts";

/** The choices that settings leave open. */
export interface TypeChoices {
  readonly timestampType: "timestamp" | "timestamptz";
  /** Whether texts of a known `contentEncoding` become bytes. */
  readonly interpretContentEncoding: boolean;
}

/** The type of a property's column, and how its texts stand for bytes, where they do. */
export interface ChosenType {
  readonly sql: string;
  readonly contentEncoding?: ContentEncoding;
}

interface ColumnRule {
  readonly matches: (schema: SchemaAlternative, choices: TypeChoices) => boolean;
  readonly sql: string | ((schema: SchemaAlternative, context: RuleContext) => string);
}

interface RuleContext {
  readonly root: JsonSchema;
  readonly choices: TypeChoices;
}

/** What `x-sql-datatype` may ask for, by the type of the values. */
const SQL_DATATYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  integer: { smallint: "smallint", integer: "integer", bigint: "bigint", numeric: "numeric" },
  number: { numeric: "numeric", "double precision": "double precision" },
  array: { pgvector: "vector", json: "json", jsonb: "jsonb", text: "text" },
  object: { json: "json", jsonb: "jsonb", text: "text" },
  string: { text: "text" },
  [ANYTHING]: { json: "json", jsonb: "jsonb", text: "text" },
};

const CONTENT_ENCODINGS: ReadonlySet<unknown> = new Set<ContentEncoding>(["base16", "base64"]);

const isString =
  (...formats: readonly string[]) =>
  (schema: SchemaAlternative): boolean =>
    schema.type === "string" && formats.includes(String(schema.format));

const isInteger =
  (minimum: number, maximum: number) =>
  (schema: SchemaAlternative): boolean =>
    schema.type === "integer" && lowerBound(schema) >= minimum && upperBound(schema) <= maximum;

const isType =
  (type: string) =>
  (schema: SchemaAlternative): boolean =>
    schema.type === type;

/**
 * Which column a property gets, tried in order, narrow before wide. The defaults are those of
 * MeltanoLabs' target-postgres, except that nothing is dropped: an array of anything but plain
 * values is jsonb.
 */
const RULES: readonly ColumnRule[] = [
  {
    matches: (schema) => sqlDatatype(schema) !== undefined,
    sql: (schema) => sqlDatatype(schema) ?? "text",
  },
  { matches: isInteger(-32_768, 32_767), sql: "smallint" },
  { matches: isInteger(-2_147_483_648, 2_147_483_647), sql: "integer" },
  { matches: isType("integer"), sql: "bigint" },
  { matches: isType("number"), sql: "numeric" },
  { matches: isType("boolean"), sql: "boolean" },
  { matches: isString("date-time"), sql: (_, { choices }) => instantType(choices) },
  { matches: isString("time"), sql: "time without time zone" },
  { matches: isString("date"), sql: "date" },
  { matches: isString("uuid"), sql: "uuid" },
  { matches: isString("x-singer.decimal", "singer.decimal"), sql: decimalType },
  {
    matches: ({ type, contentEncoding }, { interpretContentEncoding }) =>
      interpretContentEncoding && type === "string" && CONTENT_ENCODINGS.has(contentEncoding),
    sql: "bytea",
  },
  { matches: isType("array"), sql: arrayType },
  { matches: isType("object"), sql: "jsonb" },
];

/** The type for what no rule knows, `{}` among it. */
const OTHERWISE = "text";

/** Chooses the type of a property's column. `root` is the stream's schema, for its references. */
export function chooseColumnType(
  property: unknown,
  root: JsonSchema,
  choices: TypeChoices,
): ChosenType {
  const alternatives = expandSchema(property, root);
  const types = alternatives.map((schema) => applyRules(schema, { root, choices }));
  const sql = types.length === 0 ? OTHERWISE : types.reduce(uniteTypes);
  if (sql !== "bytea") return { sql };
  const [encoding, ...others] = new Set(alternatives.map((schema) => schema["contentEncoding"]));
  return others.length > 0
    ? { sql: OTHERWISE }
    : { sql, contentEncoding: encoding as ContentEncoding };
}

/** The type of a column of instants. */
export function instantType({ timestampType }: Pick<TypeChoices, "timestampType">): string {
  return timestampType === "timestamptz"
    ? "timestamp with time zone"
    : "timestamp without time zone";
}

function applyRules(schema: SchemaAlternative, context: RuleContext): string {
  const sql = RULES.find((rule) => rule.matches(schema, context.choices))?.sql ?? OTHERWISE;
  return typeof sql === "string" ? sql : sql(schema, context);
}

function sqlDatatype(schema: SchemaAlternative): string | undefined {
  const name = schema["x-sql-datatype"];
  const allowed = SQL_DATATYPES[schema.type];
  if (typeof name !== "string" || allowed === undefined) return undefined;
  return Object.hasOwn(allowed, name) ? allowed[name] : undefined;
}

/** With both of the annotation's limits, or none: a precision alone would cut the fraction. */
function decimalType({ precision, scale }: SchemaAlternative): string {
  const isLimited =
    isWithin(precision, 1, 1000) && isWithin(scale, 0, 1000) && Number(scale) <= Number(precision);
  return isLimited ? `numeric(${precision},${scale})` : "numeric";
}

/** Only one plain type of element keeps its values apart in an SQL array. */
function arrayType({ items, ...array }: SchemaAlternative, { root, choices }: RuleContext): string {
  const isList = items !== undefined && !Array.isArray(items) && array["prefixItems"] === undefined;
  const [element, ...others] = isList ? expandSchema(items, root) : [];
  if (element === undefined || others.length > 0) return "jsonb";
  if (!["string", "integer", "number", "boolean"].includes(element.type)) return "jsonb";
  // An array has no place for the encoding of its elements.
  return `${applyRules(element, { root, choices: { ...choices, interpretContentEncoding: false } })}[]`;
}

function isWithin(value: unknown, minimum: number, maximum: number): boolean {
  return Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
}

function lowerBound(schema: SchemaAlternative): number {
  return firstNumber(schema["minimum"], schema["exclusiveMinimum"]) ?? Number.NEGATIVE_INFINITY;
}

function upperBound(schema: SchemaAlternative): number {
  return firstNumber(schema["maximum"], schema["exclusiveMaximum"]) ?? Number.POSITIVE_INFINITY;
}

function firstNumber(...values: readonly unknown[]): number | undefined {
  return values.find((value) => typeof value === "number");
}
