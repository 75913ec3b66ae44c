/** What a column's plan says, taken apart; see TablePlan. */
export interface ColumnPlan {
  readonly name: string;
  readonly database_type: string;
  readonly base_type: string;
  readonly semantic_type: string | null;
  readonly visibility_type: "normal" | "details-only" | "sensitive";
  readonly active: boolean;
  /** `schema.table.column` that a foreign key points to; the schema is empty where the engine has none. */
  readonly target: string | undefined;
  /** Column of the same table that this one is nested in. */
  readonly parent: string | undefined;
  /** Path inside a JSON column, the column first. */
  readonly nfc_path: readonly string[] | null;
}

const BASE_TYPES: Readonly<Record<string, string>> = {
  bigint: "BigInteger",
  bool: "Boolean",
  bpchar: "Text",
  date: "Date",
  datetime: "DateTime",
  double: "Float",
  float: "Float",
  float8: "Float",
  int: "Integer",
  int32: "Integer",
  int4: "Integer",
  int8: "BigInteger",
  integer: "Integer",
  json: "JSON",
  jsonb: "JSON",
  longtext: "Text",
  numeric: "Decimal",
  object: "Dictionary",
  objectid: "MongoBSONID",
  record: "Dictionary",
  string: "Text",
  text: "Text",
  timestamp: "DateTime",
  timestamptz: "DateTimeWithLocalTZ",
  uuid: "UUID",
  varchar: "Text",
};

/** Takes a column's plan apart. */
export function parseColumnPlan(text: string): ColumnPlan {
  const [name = "", type = "", mark = ""] = text.split(" ");
  const isSemantic = /^[A-Z][A-Za-z]+$/.test(mark);
  const foreign = mark.startsWith("FK:");
  return {
    name,
    database_type: type,
    base_type: `type/${BASE_TYPES[type.toLowerCase()] ?? "*"}`,
    semantic_type: foreign ? "type/FK" : isSemantic ? `type/${mark}` : null,
    visibility_type:
      mark === "sensitive" ? "sensitive" : mark === "details" ? "details-only" : "normal",
    active: mark !== "gone",
    target: foreign ? mark.slice(3) : undefined,
    parent: mark.startsWith("in:") ? mark.slice(3) : undefined,
    nfc_path: mark === "json" ? name.split(".") : null,
  };
}
