import type { JsonSchema } from "@singer-metabase/singer-protocol";
import { expandSchema, type SchemaAlternative } from "./expand-schema.ts";
import { uniteTypes } from "./unite-types.ts";

/** The choices that settings leave open. */
export interface TypeChoices {
  readonly timestampType: "timestamp" | "timestamptz";
  /** `text`: date-times and times become text, with every digit that was sent. */
  readonly onPrecisionLoss: "error" | "text";
}

interface ColumnRule {
  readonly matches: (schema: SchemaAlternative) => boolean;
  readonly sql: string | ((schema: SchemaAlternative, context: RuleContext) => string);
}

interface RuleContext {
  readonly root: JsonSchema;
  readonly choices: TypeChoices;
}

const SQL_DATATYPES: ReadonlySet<unknown> = new Set(["smallint", "integer", "bigint"]);

const isString =
  (format: string) =>
  (schema: SchemaAlternative): boolean =>
    schema.type === "string" && schema.format === format;

const isInteger =
  (minimum: number, maximum: number) =>
  (schema: SchemaAlternative): boolean =>
    schema.type === "integer" && lowerBound(schema) >= minimum && upperBound(schema) <= maximum;

/**
 * Which column a property gets, tried in order, narrow before wide. The defaults are those of
 * MeltanoLabs' target-postgres, except that nothing is dropped: an array of anything but plain
 * values is jsonb.
 */
const RULES: readonly ColumnRule[] = [
  {
    matches: (schema) => schema.type === "integer" && SQL_DATATYPES.has(schema["x-sql-datatype"]),
    sql: (schema) => schema["x-sql-datatype"] as string,
  },
  { matches: isInteger(-32_768, 32_767), sql: "smallint" },
  { matches: isInteger(-2_147_483_648, 2_147_483_647), sql: "integer" },
  { matches: (schema) => schema.type === "integer", sql: "bigint" },
  { matches: (schema) => schema.type === "number", sql: "numeric" },
  { matches: (schema) => schema.type === "boolean", sql: "boolean" },
  { matches: isString("date-time"), sql: (_, { choices }) => dateTimeType(choices) },
  {
    matches: isString("time"),
    sql: (_, { choices }) =>
      choices.onPrecisionLoss === "text" ? "text" : "time without time zone",
  },
  { matches: isString("date"), sql: "date" },
  { matches: isString("uuid"), sql: "uuid" },
  { matches: isString("x-singer.decimal"), sql: "numeric" },
  { matches: isString("singer.decimal"), sql: "numeric" },
  { matches: (schema) => schema.type === "array", sql: arrayType },
  { matches: (schema) => schema.type === "object", sql: "jsonb" },
];

/** The type for what no rule knows, `{}` among it. */
const ANYTHING = "text";

/** Chooses the SQL type of a property's column. `root` is the stream's schema, for its references. */
export function chooseColumnType(
  property: unknown,
  root: JsonSchema,
  choices: TypeChoices,
): string {
  const types = expandSchema(property, root).map((schema) => applyRules(schema, { root, choices }));
  return types.length === 0 ? ANYTHING : types.reduce(uniteTypes);
}

function applyRules(schema: SchemaAlternative, context: RuleContext): string {
  const sql = RULES.find((rule) => rule.matches(schema))?.sql ?? ANYTHING;
  return typeof sql === "string" ? sql : sql(schema, context);
}

function dateTimeType({ timestampType, onPrecisionLoss }: TypeChoices): string {
  if (onPrecisionLoss === "text") return "text";
  return timestampType === "timestamptz"
    ? "timestamp with time zone"
    : "timestamp without time zone";
}

/** Only one plain type of element keeps its values apart in an SQL array. */
function arrayType({ items }: SchemaAlternative, { root, choices }: RuleContext): string {
  const alternatives = Array.isArray(items) ? [] : expandSchema(items, root);
  const [element, ...others] = alternatives;
  if (element === undefined || others.length > 0) return "jsonb";
  if (element.type === "object" || element.type === "array") return "jsonb";
  return `${applyRules(element, { root, choices })}[]`;
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
