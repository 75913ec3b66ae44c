import type { SettingSchema } from "@singer-metabase/singer-protocol";
import type { ColumnNameStyle } from "../table/column-name.ts";

/** Who may read: names of roles, in the ways in which other targets list them. */
export type Grantees =
  | string
  | readonly string[]
  | { readonly users?: string | readonly string[]; readonly groups?: string | readonly string[] };

/** Where the streams of one source schema go. */
export interface SchemaMapping {
  readonly target_schema: string;
  readonly target_schema_select_permissions?: Grantees;
  /** Columns to index by the table's name; `a,b` is one index of two columns. */
  readonly indices?: Readonly<Record<string, readonly string[]>>;
}

/** How a new table is made. */
export interface TableOptions {
  readonly indexes?: readonly (string | readonly string[])[];
  readonly unlogged?: boolean;
  readonly partition_by?: {
    readonly method: "range" | "list" | "hash";
    readonly columns: readonly string[];
    readonly partitions?: number;
  };
}

/** Which tables there are, and their shape. */
export interface TableSettings {
  readonly default_target_schema: string;
  readonly schema_mapping?: Readonly<Record<string, SchemaMapping>>;
  readonly default_target_schema_select_permissions?: Grantees;
  readonly primary_key_required: boolean;
  readonly persist_empty_tables: boolean;
  readonly column_name_style: ColumnNameStyle;
  readonly table_options?: Readonly<Record<string, TableOptions>>;
  readonly timestamp_type: "timestamp" | "timestamptz";
  readonly on_type_change: "widen" | "variant" | "fail";
  readonly max_rewrite_rows: number;
  readonly add_record_metadata: boolean;
}

const NAMES = { type: "array", items: { type: "string" } } as const;
const NAME_OR_NAMES = { type: ["array", "string"], items: { type: "string" } } as const;
const GRANTEES = {
  type: ["array", "object", "string"],
  items: { type: "string" },
  additionalProperties: NAME_OR_NAMES,
  propertyNames: { enum: ["users", "groups"] },
} as const;

/** The settings of tables. */
export const tableSettings: Readonly<Record<string, SettingSchema>> = {
  default_target_schema: {
    type: "string",
    default: "melty",
    description:
      'Schema to load into, created when it is missing. Empty takes it from stream names in the form "schema-table".',
  },
  schema_mapping: {
    type: "object",
    additionalProperties: {
      type: "object",
      required: ["target_schema"],
      additionalProperties: false,
      properties: {
        target_schema: { type: "string", minLength: 1 },
        target_schema_select_permissions: GRANTEES,
        indices: { type: "object", additionalProperties: NAMES },
      },
    },
    description:
      "Schemas to load into (target_schema, target_schema_select_permissions, indices) by the schema in a stream's name, or by the stream's name.",
  },
  default_target_schema_select_permissions: {
    ...GRANTEES,
    description: "Roles that may read what is loaded: USAGE on the schema, SELECT on its tables.",
  },
  primary_key_required: {
    type: "boolean",
    default: false,
    description: "Whether a stream without a key is an error; otherwise its rows are appended.",
  },
  persist_empty_tables: {
    type: "boolean",
    default: true,
    description: "Whether a SCHEMA alone makes a table; otherwise its first record does.",
  },
  column_name_style: {
    type: "string",
    enum: ["verbatim", "lower", "snake"],
    default: "verbatim",
    description:
      "Names of columns: as they are, in lower case, or as in order_id for orderId. Names that become equal get a suffix.",
  },
  table_options: {
    type: "object",
    additionalProperties: {
      type: "object",
      additionalProperties: false,
      properties: {
        indexes: { type: "array", items: { type: ["string", "array"], items: { type: "string" } } },
        unlogged: { type: "boolean" },
        partition_by: {
          type: "object",
          required: ["method", "columns"],
          additionalProperties: false,
          properties: {
            method: { enum: ["range", "list", "hash"] },
            columns: { ...NAMES, minItems: 1 },
            partitions: { type: "integer", minimum: 1 },
          },
        },
      },
    },
    description:
      'By stream, or "*" for all: indexes (lists of columns), and for new tables unlogged and partition_by (method, columns, and for hash partitions).',
  },
  timestamp_type: {
    type: "string",
    enum: ["timestamp", "timestamptz"],
    default: "timestamp",
    description: "Type of new date-time columns; timestamp holds UTC.",
  },
  on_type_change: {
    type: "string",
    enum: ["widen", "variant", "fail"],
    default: "widen",
    description:
      "What to do when a column cannot hold what comes: make it wider where that loses nothing, otherwise add a column such as name__text; always add one; or fail.",
  },
  max_rewrite_rows: {
    type: "integer",
    minimum: 0,
    default: 10_000_000,
    description:
      "Rows up to which a table is rewritten to make a column wider; a larger one gets another column. Columns of the key are always widened.",
  },
  add_record_metadata: {
    type: "boolean",
    default: true,
    description: "Whether tables get the _sdc_ columns.",
  },
};
