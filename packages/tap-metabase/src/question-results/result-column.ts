import { stringifyExactly } from "@singer-metabase/metabase-client";
import type { JsonSchema } from "@singer-metabase/singer-protocol";
import { boolean, dateTime, integer, number, text } from "../records/properties.ts";
import { isServerObject, type ServerObject } from "../records/server-object.ts";

/** A column of a question's answer. */
export interface ResultColumn {
  /** Unique within the question: `order_id`, `ID_2`. The property of the record. */
  readonly name: string;
  /** What exports call it unless people chose another title. */
  readonly title: string;
  readonly schema: JsonSchema;
  /** The value that the schema expects, of one that the server sent. */
  normalize(value: unknown): unknown;
}

/**
 * The columns that `result_metadata` of a card, or `data.cols` of an answer, describes.
 * https://www.metabase.com/docs/latest/api/card
 */
export function resultColumns(metadata: unknown): readonly ResultColumn[] {
  return Array.isArray(metadata)
    ? metadata.filter(isServerObject).flatMap((column) => toColumn(column) ?? [])
    : [];
}

function toColumn(column: ServerObject): ResultColumn | undefined {
  const { name, display_name, effective_type, base_type } = column;
  if (typeof name !== "string") return undefined;
  const title = typeof display_name === "string" ? display_name : name;
  return { name, title, ...kindOf(String(effective_type ?? base_type ?? "type/*"), title) };
}

type Kind = Pick<ResultColumn, "schema" | "normalize">;

function kindOf(type: string, title: string): Kind {
  const kind = KINDS.find(({ types }) => types.test(type)) ?? asText;
  return { schema: kind.schema(title), normalize: kind.normalize };
}

const same = (value: unknown): unknown => value;

/** Dates come with a midnight on the way through `/query`. */
const toDate = (value: unknown) => (typeof value === "string" ? value.slice(0, 10) : value);

/** Exports leave a midnight out. */
const toDateTime = (value: unknown) =>
  typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00` : value;

/** Big integers come as text on the way through `/query`. */
const toInteger = (value: unknown) =>
  typeof value === "string" && /^-?\d+$/.test(value) ? BigInt(value) : value;

/** Lists, objects and values of types that only the database knows. */
const toText = (value: unknown) =>
  value === null || value === undefined || typeof value === "string"
    ? value
    : stringifyExactly(value);

const asText = { types: /^/, schema: text, normalize: toText };

/** From the special to the general: the first that fits a type's name counts. */
const KINDS: readonly {
  readonly types: RegExp;
  readonly schema: (description: string) => JsonSchema;
  readonly normalize: (value: unknown) => unknown;
}[] = [
  { types: /^type\/(Integer|BigInteger|Quantity)$/, schema: integer, normalize: toInteger },
  {
    types:
      /^type\/(Float|Number|Decimal|Share|Percentage|Currency|Income|Price|Cost|Discount|GrossMargin|Score|Duration|Latitude|Longitude|Coordinate)$/,
    schema: number,
    normalize: same,
  },
  { types: /^type\/Boolean$/, schema: boolean, normalize: same },
  {
    types: /^type\/Date$/,
    schema: (description) => ({ ...text(description), format: "date" }),
    normalize: toDate,
  },
  { types: /^type\/(DateTime|Instant)/, schema: dateTime, normalize: toDateTime },
  asText,
];
