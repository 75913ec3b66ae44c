import type { SettingSchema } from "@singer-metabase/singer-protocol";

/** What becomes of records. */
export interface RowSettings {
  readonly activate_version: boolean;
  readonly process_activate_version_messages: boolean;
  readonly hard_delete: boolean;
  readonly load_method?: "append-only" | "upsert" | "overwrite";
  readonly append_only_strict: boolean;
  readonly overwrite_at_end: boolean;
  readonly touch_unchanged: boolean;
  readonly history: boolean | readonly string[];
  readonly validate_records: boolean;
  readonly sanitize_null_text_characters: boolean;
  readonly on_precision_loss: "error" | "text";
  readonly on_invalid_date: "error" | "null";
  readonly interpret_content_encoding: boolean;
}

/** The settings of rows. */
export const rowSettings: Readonly<Record<string, SettingSchema>> = {
  activate_version: {
    type: "boolean",
    default: true,
    description: "Whether ACTIVATE_VERSION messages remove the rows of older versions.",
  },
  process_activate_version_messages: {
    type: "boolean",
    default: true,
    description: "The same as activate_version, by its other name; both must be true.",
  },
  hard_delete: {
    type: "boolean",
    default: false,
    description: "Whether removed rows are deleted; otherwise their _sdc_deleted_at is set, once.",
  },
  load_method: {
    type: "string",
    enum: ["append-only", "upsert", "overwrite"],
    description:
      "How rows arrive. upsert merges them by the stream's key, and so does append-only unless append_only_strict is set; rows without a key are appended. overwrite replaces all rows of a table at once, when an ACTIVATE_VERSION says that they are complete.",
  },
  append_only_strict: {
    type: "boolean",
    default: false,
    description: "Whether append-only appends to streams with a key as well.",
  },
  overwrite_at_end: {
    type: "boolean",
    default: false,
    description:
      "Whether overwrite takes the end of the input, too, for a sign that all rows are there; for taps that send no ACTIVATE_VERSION. A tap that crashes may look like one that is done.",
  },
  touch_unchanged: {
    type: "boolean",
    default: false,
    description:
      "Whether rows that did not change are rewritten, so that their _sdc_ columns tell of this run.",
  },
  history: {
    type: ["boolean", "array"],
    items: { type: "string" },
    default: false,
    description:
      "Whether every version of each row is kept, with valid_from and valid_to, in a table <table>_history: of all streams with a key, or of those in a list.",
  },
  validate_records: {
    type: "boolean",
    default: true,
    description: "Whether records are checked against their SCHEMA.",
  },
  sanitize_null_text_characters: {
    type: "boolean",
    default: false,
    description:
      "Whether U+0000 and halves of surrogate pairs, which PostgreSQL cannot store, become U+FFFD; otherwise they are an error.",
  },
  on_precision_loss: {
    type: "string",
    enum: ["error", "text"],
    default: "error",
    description:
      "What to do about date-times with more than six fractional digits: an error, or a column of texts for the property that has one.",
  },
  on_invalid_date: {
    type: "string",
    enum: ["error", "null"],
    default: "error",
    description:
      "What to do about dates that do not exist, as 0000-00-00, or are beyond PostgreSQL's years: an error, or NULL.",
  },
  interpret_content_encoding: {
    type: "boolean",
    default: false,
    description: "Whether texts with contentEncoding base16 or base64 become bytea.",
  },
};
