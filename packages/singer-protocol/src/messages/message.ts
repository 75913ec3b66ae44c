import type { JsonSchema } from "../json-schema.ts";

/** Says what the records of a stream look like; precedes the stream's first RECORD. */
export interface SchemaMessage {
  readonly type: "SCHEMA";
  readonly stream: string;
  readonly schema: JsonSchema;
  /** Names of the properties that identify a record; empty for a stream without a key. */
  readonly key_properties: readonly string[];
  readonly bookmark_properties?: readonly string[];
}

/** One row of a stream. */
export interface RecordMessage {
  readonly type: "RECORD";
  readonly stream: string;
  readonly record: Readonly<Record<string, unknown>>;
  /** Version of the stream that the row belongs to, see {@link ActivateVersionMessage}. */
  readonly version?: number;
  /** When the row was read from the source, RFC 3339. */
  readonly time_extracted?: string;
}

/** Where the tap may go on next time, once everything before this line is safe. Opaque to targets. */
export interface StateMessage {
  readonly type: "STATE";
  readonly value: unknown;
}

/** Rows of the stream with a lower version, or none, no longer exist in the source. */
export interface ActivateVersionMessage {
  readonly type: "ACTIVATE_VERSION";
  readonly stream: string;
  readonly version: number;
}

/**
 * Files with records of the stream, in place of as many RECORD messages.
 * https://sdk.meltano.com/en/latest/batch.html
 */
export interface BatchMessage {
  readonly type: "BATCH";
  readonly stream: string;
  readonly encoding: {
    /** `jsonl` or `parquet`, as far as the SDK writes them. */
    readonly format: string;
    /** `gzip` or `none`. @default none */
    readonly compression?: string;
  };
  /** URLs of the files, in their order. */
  readonly manifest: readonly string[];
  /** Version and time of all the records, as in {@link RecordMessage}. */
  readonly version?: number;
  readonly time_extracted?: string;
}

/**
 * One line of the wire, in the wire's own case.
 * https://github.com/singer-io/getting-started/blob/master/docs/SPEC.md#output
 */
export type Message =
  | SchemaMessage
  | RecordMessage
  | StateMessage
  | ActivateVersionMessage
  | BatchMessage;
